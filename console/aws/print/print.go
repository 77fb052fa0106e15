// Package print writes a response of the aws command in its output formats,
// byte for byte as the real command does: json, text, table and yaml.
package print

import (
	"fmt"
	"io"

	"skylab/console/aws/value"
)

// Unprintable is a value that a format has no way to show; the message is the
// real command's. Any other error is the writer's.
type Unprintable struct{ Message string }

func (e *Unprintable) Error() string { return e.Message }

func unprintable(format string, args ...any) error {
	return &Unprintable{fmt.Sprintf(format, args...)}
}

// chunk is how much is gathered before it is written. A writer that refuses
// ends the output, so that a response of any size is never held whole.
const chunk = 16 << 10

// sink gathers bytes in b and passes them on; after an error it only forgets.
type sink struct {
	to  io.Writer
	b   []byte
	err error
}

func newSink(to io.Writer) *sink { return &sink{to: to, b: make([]byte, 0, 2<<10)} }

// full passes on what has been gathered when it is enough, and tells whether
// to go on.
func (s *sink) full() bool {
	if len(s.b) >= chunk {
		s.flush()
	}
	return s.err == nil
}

func (s *sink) flush() error {
	if s.err == nil && len(s.b) > 0 {
		_, s.err = s.to.Write(s.b)
	}
	s.b = s.b[:0]
	return s.err
}

func (s *sink) text(t string) { s.b = append(s.b, t...) }

func (s *sink) spaces(n int) {
	for range n {
		s.b = append(s.b, ' ')
	}
}

func scalar(v value.Value) bool { return v.Kind() != value.List && v.Kind() != value.Map }

func emptyMap(v value.Value) bool { return v.Kind() == value.Map && v.Len() == 0 }
