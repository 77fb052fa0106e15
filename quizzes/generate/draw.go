package generate

import (
	"skylab/simulators/cloud"
)

// draw is the chance behind one item. Each draw has a name of its own, so that
// one more of them shifts nothing elsewhere.
type draw struct {
	seed uint64
	try  uint64 // counts the draws that were of no use
	of   uint64 // label of the generator
}

func newDraw(generator string, seed, try uint64) *draw {
	return &draw{seed, try, cloud.Label(generator)}
}

// below draws a whole number from 0 to n-1.
func (d *draw) below(what string, n int) int {
	return int(cloud.RollBelow(d.seed, d.of^cloud.Label(what)*3, d.try, uint64(n)))
}

// between draws a whole number from low to high, both included.
func (d *draw) between(what string, low, high int) int {
	return low + d.below(what, high-low+1)
}

// chance is true n times of hundred.
func (d *draw) chance(what string, n int) bool { return d.below(what, 100) < n }

// pick draws one of a list.
func pick[T any](d *draw, what string, list ...T) T { return list[d.below(what, len(list))] }

// shuffled is the list in an order that is drawn (Fisher and Yates).
func shuffled[T any](d *draw, what string, list []T) []T {
	out := append([]T(nil), list...)
	label := d.of ^ cloud.Label(what)*5
	for i := len(out) - 1; i > 0; i-- {
		j := cloud.RollBelow(d.seed, label, d.try*64+uint64(i), uint64(i+1))
		out[i], out[j] = out[j], out[i]
	}
	return out
}
