package desk

import (
	"encoding/binary"
	"io"

	"skylab/simulators/cloud"
)

// Endless is how many bytes a tool is given that reads a device without end,
// such as /dev/urandom, to its end.
const Endless = 1 << 20

// Random draws n bytes from the world's seed: the same journal draws the same
// bytes, and what one command draws shifts nothing of another.
func Random(w *cloud.World, n int) []byte {
	b := make([]byte, n)
	RandomSource(w).Read(b)
	return b
}

// RandomSource is a source of drawn bytes without end.
func RandomSource(w *cloud.World) io.Reader {
	return &draws{seed: w.Seed, label: cloud.Label("random") + w.Next(cloud.Scope{}, "random")}
}

// draws is a keyed stream: each read begins with a new word, and word i is one
// roll.
type draws struct{ seed, label, n uint64 }

// Read implements io.Reader; it never ends.
func (s *draws) Read(p []byte) (int, error) {
	var word [8]byte
	for rest := p; len(rest) > 0; s.n++ {
		binary.LittleEndian.PutUint64(word[:], cloud.Roll(s.seed, s.label, s.n))
		rest = rest[copy(rest, word[:]):]
	}
	return len(p), nil
}
