package quizzes

import (
	"fmt"
	"slices"
	"testing"
)

func TestShuffledIsStableAndWhole(t *testing.T) {
	for _, kind := range Kinds() {
		it := made(kind, 5, "abcd")
		want := 5
		switch kind {
		case Number:
			want = 0
		case Match:
			want = 4 // a decoy has no left side
		}
		for seed := range uint64(500) {
			a, b := it.Shuffled(seed), it.Shuffled(seed)
			if !slices.Equal(a, b) {
				t.Fatalf("%s: %v, then %v", kind, a, b)
			}
			if sorted := slices.Sorted(slices.Values(a)); len(a) != want || len(slices.Compact(sorted)) != want {
				t.Fatalf("%s: %v", kind, a)
			}
		}
	}
}

// Learners see different orders of one item, and one learner different orders
// of different items: over 24 orders of 4 about one pair in 24 is the same.
func TestShuffledDiffers(t *testing.T) {
	const rounds = 2400
	same := map[string]int{}
	for n := range uint64(rounds) {
		a, b := made(Choice, 4, "a"), made(Choice, 4, "a")
		a.ID, b.ID = fmt.Sprintf("vpc/x-%d", n), fmt.Sprintf("vpc/y-%d", n)
		if slices.Equal(a.Shuffled(n), a.Shuffled(n+1)) {
			same["learners"]++
		}
		if slices.Equal(a.Shuffled(7), b.Shuffled(7)) {
			same["items"]++
		}
		if m := made(Match, 4, "abcd"); slices.Equal(m.Shuffled(n), m.ShuffledRights(n)) {
			same["sides"]++
		}
	}
	for _, what := range []string{"learners", "items", "sides"} {
		if n := same[what]; n < 60 || n > 145 { // 100 expected, 4½ standard deviations
			t.Errorf("two %s have the same order %d times of %d", what, n, rounds)
		}
	}
}

// No order leaks the key: each option, and so the right one, is as often at
// each place. Over 10,000 learners, for every kind and number of options, and
// over 10,000 items of one learner. Chi-square at one in 10^6 and below:
// 2–1 = 1 to 5 degrees of freedom.
func TestEveryPlaceIsAsLikely(t *testing.T) {
	bounds := []float64{1: 24, 2: 28, 3: 31, 4: 34, 5: 36}
	const rounds = 10_000
	for _, kind := range Kinds() {
		for n := 2; n <= 6 && kind != Number; n++ {
			for what, draw := range map[string]func(i uint64) []int{
				"learners": func(i uint64) []int { return made(kind, n, "abcdef").Shuffled(i) },
				"items": func(i uint64) []int {
					it := made(kind, n, "abcdef")
					it.ID = fmt.Sprintf("vpc/item-%d", i)
					return it.Shuffled(1 << 40)
				},
				"rights": func(i uint64) []int {
					if kind != Match {
						return made(kind, n, "abcdef").Shuffled(i << 32)
					}
					return made(kind, n, "abcdef").ShuffledRights(i)
				},
			} {
				for option, x := range chi(n, rounds, draw) {
					if x > bounds[n-1] {
						t.Errorf("%s of %d over %s: option %d has chi-square %.1f", kind, n, what, option, x)
					}
				}
			}
		}
	}
}

// chi is for each option the chi-square of its places.
func chi(n, rounds int, draw func(uint64) []int) []float64 {
	seen := make([][]int, n)
	for i := range seen {
		seen[i] = make([]int, n)
	}
	for i := range rounds {
		for place, option := range draw(uint64(i)) {
			seen[option][place]++
		}
	}
	out := make([]float64, n)
	expected := float64(rounds) / float64(n)
	for option := range seen {
		for _, count := range seen[option] {
			d := float64(count) - expected
			out[option] += d * d / expected
		}
	}
	return out
}

// An edit of the bank that leaves the id alone leaves the order alone too.
func TestOrderHangsOnTheID(t *testing.T) {
	a, b := made(Choice, 4, "a"), made(Choice, 4, "c")
	b.Hash, b.Options[0].Text = "other", words("otherwise")
	if !slices.Equal(a.Shuffled(9), b.Shuffled(9)) {
		t.Error("another text, another order")
	}
}
