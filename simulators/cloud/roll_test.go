package cloud

import (
	"math/bits"
	"testing"
)

// The first draws are part of every journal and lesson: other values would
// change all IDs and addresses.
func TestRollIsWhatItAlwaysWas(t *testing.T) {
	for _, c := range []struct {
		seed, label, n, want uint64
	}{
		{0, 0, 0, 0},
		{7, 0, 1, 0xd870b48848d8348d},
		{7, 1, 1, 0x2b319e23fe27bd7a},
		{8, 1, 1, 0xdae3cbf92747bf2d},
		{1 << 63, Label("vpc"), 1000, 0xf18863d869ee56ee},
	} {
		if got := Roll(c.seed, c.label, c.n); got != c.want {
			t.Errorf("Roll(%d, %d, %d) is %#x, want %#x", c.seed, c.label, c.n, got, c.want)
		}
	}
}

// A change of any bit of seed, label or ordinal changes about half of the draw.
func TestRollMixes(t *testing.T) {
	const rounds = 300
	for name, draw := range map[string]func(i, flip uint64) uint64{
		"seed":    func(i, flip uint64) uint64 { return Roll(i^flip, 11, 5) },
		"label":   func(i, flip uint64) uint64 { return Roll(11, i^flip, 5) },
		"ordinal": func(i, flip uint64) uint64 { return Roll(11, 13, i^flip) },
	} {
		for bit := range 64 {
			changed := 0
			for i := uint64(1); i <= rounds; i++ {
				changed += bits.OnesCount64(draw(i, 0) ^ draw(i, 1<<bit))
			}
			if mean := changed / rounds; mean < 24 || mean > 40 {
				t.Errorf("bit %d of the %s changes %d bits of the draw", bit, name, mean)
			}
		}
	}
}

func TestRollBelow(t *testing.T) {
	const sides, rolls = 6, 60_000
	var seen [sides]int
	for n := range uint64(rolls) {
		k := RollBelow(42, Label("dice"), n, sides)
		if k >= sides {
			t.Fatalf("%d is not below %d", k, sides)
		}
		seen[k]++
	}
	for k, n := range seen {
		if n < rolls/sides*95/100 || n > rolls/sides*105/100 {
			t.Errorf("%d came %d times of %d", k, n, rolls)
		}
	}
	if RollBelow(1, 2, 3, 1) != 0 {
		t.Error("of one side there is one result")
	}
	defer func() {
		if recover() == nil {
			t.Error("a die without sides was thrown")
		}
	}()
	RollBelow(1, 2, 3, 0)
}

// Vectors of FNV-1a, 64 bit: datatracker.ietf.org/doc/html/draft-eastlake-fnv
func TestLabelIsFNV(t *testing.T) {
	for name, want := range map[string]uint64{"": 0xcbf29ce484222325, "a": 0xaf63dc4c8601ec8c, "foobar": 0x85944171f73967e8} {
		if got := Label(name); got != want {
			t.Errorf("%q: %#x, want %#x", name, got, want)
		}
	}
}
