package shell

import (
	"bytes"
	"io"
	"time"
)

// fd is what one file descriptor stands for; the zero fd is closed.
type fd struct {
	r *input
	w io.Writer
}

// fds are the descriptors 0 to 9 of a shell.
type fds [10]fd

// input is what commands read from, one after the other: it never takes more
// from its source than it gives, so that read and cat can share it.
type input struct {
	data   []byte
	at     int
	from   io.Reader // more, for skylab shell's real standard input
	waited func(time.Duration)
	cut    func() // called at the end when the other side of a pipe was cut short
}

func newInput(from io.Reader) *input {
	if from == nil {
		return &input{}
	}
	return &input{from: from}
}

// fill makes sure that there is a byte to take; false at the end.
func (in *input) fill() bool {
	if in.at < len(in.data) {
		return true
	}
	if in.cut != nil {
		in.cut()
	}
	for in.from != nil {
		buffer := make([]byte, 4096)
		begin := time.Now()
		n, err := in.from.Read(buffer)
		if in.waited != nil {
			in.waited(time.Since(begin))
		}
		in.data, in.at = buffer[:n], 0
		if err != nil {
			in.from = nil
		}
		if n > 0 {
			return true
		}
	}
	return false
}

// Read implements io.Reader.
func (in *input) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	if !in.fill() {
		return 0, io.EOF
	}
	n := copy(p, in.data[in.at:])
	in.at += n
	return n, nil
}

// ReadUntil takes up to and including delim, at most limit bytes, and tells
// whether delim was there. It takes nothing more, so that commands can share
// standard input as they share a file.
func (in *input) ReadUntil(delim byte, limit int) (text []byte, whole bool) {
	text, whole = in.line(delim, limit)
	if whole {
		text = append(text, delim)
	}
	return text, whole
}

// Peek gives what there is to read at once, for a command that may stop before
// its end; more is to be called when it wants what comes behind. ok is false
// when only reading tells.
func (in *input) Peek() (data []byte, more func(), ok bool) {
	if in.from != nil {
		return nil, nil, false
	}
	data, in.at = in.data[in.at:], min(len(in.data), in.at+pipeBuffer)
	return data, func() { in.at = len(in.data); in.fill() }, true
}

// line takes up to and including delim, at most limit bytes; whole tells that
// delim was there.
func (in *input) line(delim byte, limit int) (text []byte, whole bool) {
	for len(text) < limit && in.fill() {
		rest := in.data[in.at:min(len(in.data), in.at+limit-len(text))]
		if i := bytes.IndexByte(rest, delim); i >= 0 {
			in.at += i + 1
			return append(text, rest[:i]...), true
		}
		text = append(text, rest...)
		in.at += len(rest)
	}
	return text, false
}

// sigpipe unwinds the left side of a pipe whose buffer is full, as the signal
// of that name ends a process.
type sigpipe struct{ full *buffer }

// buffer collects what a pipe or $(…) carries.
type buffer struct {
	data  []byte
	limit int
	full  func(*buffer) // called when a write would go over the limit
	tired func() bool   // tells that the writer has worked enough; may be nil
}

// reader is the other end of the pipe; nil when there is none.
func (b *buffer) reader(r *run) *input {
	if b == nil {
		return nil
	}
	in := &input{data: b.data}
	if b.full == nil { // cut
		in.cut = func() { r.stop(b.why()) }
	}
	return in
}

// why is what a reader that wants more than was written is stopped for.
func (b *buffer) why() (string, int) {
	if len(b.data) < b.limit {
		return TooManySteps, MaxSteps
	}
	return TooMuchPipe, MaxPipe >> 20
}

// Write implements io.Writer.
func (b *buffer) Write(p []byte) (int, error) {
	if len(b.data)+len(p) > b.limit {
		b.data = append(b.data, p[:b.limit-len(b.data)]...)
		b.full(b)
	}
	if b.tired != nil && b.tired() {
		b.full(b)
	}
	b.data = append(b.data, p...)
	return len(p), nil
}

// Screen is what a learner sees: both streams in one, up to a limit.
type Screen struct {
	Bytes []byte
	Limit int
	Full  func()
}

// Write implements io.Writer.
func (s *Screen) Write(p []byte) (int, error) {
	if len(s.Bytes)+len(p) > s.Limit {
		s.Full()
		return 0, io.ErrShortWrite
	}
	s.Bytes = append(s.Bytes, p...)
	return len(p), nil
}

// Meter passes on to a real stream and counts.
type Meter struct {
	To     io.Writer
	Left   *int // shared by both streams
	Full   func()
	Waited func(time.Duration)
}

// Write implements io.Writer.
func (m *Meter) Write(p []byte) (int, error) {
	if *m.Left -= len(p); *m.Left < 0 {
		m.Full()
		return 0, io.ErrShortWrite
	}
	begin := time.Now()
	n, err := m.To.Write(p)
	m.Waited(time.Since(begin))
	return n, err
}

// null is /dev/null.
type null struct{}

func (null) Write(p []byte) (int, error) { return len(p), nil }
