package cloud

import "math/bits"

// Roll is a keyed draw: the same (seed, label, n) gives the same 64 bits,
// whatever else was drawn before, so one more draw somewhere shifts nothing
// elsewhere. Make label with Label, once, outside hot loops.
func Roll(seed, label, n uint64) uint64 {
	h := seed ^ label
	h ^= n * 0x9e3779b97f4a7c15
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	h *= 0xd6e8feb86659fd93
	h ^= h >> 32
	return h + bits.RotateLeft64(label, 17)*n
}

// RollBelow draws a whole number from 0 to below-1. The bias is under
// below/2^64. It panics when below is 0.
func RollBelow(seed, label, n, below uint64) uint64 {
	if below == 0 {
		panic("cloud: RollBelow of nothing")
	}
	hi, _ := bits.Mul64(Roll(seed, label, n), below)
	return hi
}

// Label hashes the name of a draw (FNV-1a).
func Label(name string) uint64 {
	h := uint64(14695981039346656037)
	for i := 0; i < len(name); i++ {
		h ^= uint64(name[i])
		h *= 1099511628211
	}
	return h
}
