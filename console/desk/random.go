package desk

import (
	"encoding/binary"
	"io"

	"skylab/simulators/cloud"
)

// Random draws n bytes from the world's seed: the same journal draws the same
// bytes, and what one command draws shifts nothing of another.
func Random(w *cloud.World, n int) []byte {
	b := make([]byte, n)
	io.ReadFull(RandomSource(w, n), b) // it holds n bytes
	return b
}

// RandomSource is a source of n drawn bytes, as /dev/urandom is without end.
func RandomSource(w *cloud.World, n int) io.Reader {
	return io.LimitReader(&draws{seed: w.Seed, label: cloud.Label("random") + w.Next(cloud.Scope{}, "random")}, int64(n))
}

// draws is a keyed stream: word i is one roll.
type draws struct {
	seed, label, n uint64
	rest           []byte
}

// Read implements io.Reader; it never ends.
func (s *draws) Read(p []byte) (int, error) {
	for done := 0; done < len(p); {
		if len(s.rest) == 0 {
			s.rest = binary.LittleEndian.AppendUint64(nil, cloud.Roll(s.seed, s.label, s.n))
			s.n++
		}
		k := copy(p[done:], s.rest)
		s.rest = s.rest[k:]
		done += k
	}
	return len(p), nil
}
