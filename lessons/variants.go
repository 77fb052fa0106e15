package lessons

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"skylab/console"
	"skylab/content"
)

// variant names one of the worlds that a step can begin with: the seed, and
// the choices of pick that are forced, by label.
type variant struct {
	seed  uint64
	picks map[string][]int
}

// variantOf is the variant that a moment grew from.
func variantOf(m *console.Moment) variant {
	o := m.Options()
	return variant{o.Seed, o.Picks}
}

func (v variant) key() string { return v.String() }

// String names the variant for authors: 7, or 7 with faults=2,5.
func (v variant) String() string {
	s := strconv.FormatUint(v.seed, 10)
	for _, label := range slices.Sorted(maps.Keys(v.picks)) {
		var list []string
		for _, i := range v.picks[label] {
			list = append(list, strconv.Itoa(i+1))
		}
		s += fmt.Sprintf(" with %s=%s", label, strings.Join(list, ","))
	}
	return s
}

// Picks tells whether the step's world differs by seed: its set-up, or one that
// it stands on, uses pick.
func (s *Step) Picks() bool {
	for st := s; st != nil; st = st.previous {
		for _, b := range slices.Concat(st.shared, st.setup) {
			if slices.Contains(content.Reached(b.Body, ""), "pick") {
				return true
			}
		}
	}
	return false
}

// picked lists what the set-ups of the step's own world picked.
func (s *Step) picked(ctx context.Context) []console.Pick {
	if !s.Picks() {
		return nil
	}
	var list []console.Pick
	if s.previous != nil {
		list = s.previous.picked(ctx)
	}
	m, err := s.base(ctx, variant{seed: s.Module.Seed})
	for _, b := range slices.Concat(s.shared, s.setup) {
		if err != nil {
			return list
		}
		o := content.Run(ctx, m, b.Body)
		list, m, err = append(list, o.After.Picks...), o.After, o.Cut
	}
	return list
}

// mostCombinations is up to how many ways of one pick each is proved; of more,
// every command is proved beside its neighbours.
const mostCombinations = 24

// others are the further worlds that a step which picks is proved in: every
// choice of each pick, one pick at a time, and a few seeds.
func (p *prover) others(ctx context.Context) []variant {
	p.once.Do(func() {
		seed := p.step.Module.Seed
		for _, pick := range p.step.picked(ctx) {
			for _, chosen := range choices(pick.Of, len(pick.Chosen)) {
				if !slices.Equal(chosen, pick.Chosen) {
					p.worlds = append(p.worlds, variant{seed, map[string][]int{pick.Label: chosen}})
				}
			}
		}
		if len(p.worlds) > 0 {
			for i := range cmp.Or(p.proof.Seeds, 4) {
				p.worlds = append(p.worlds, variant{seed: seed + uint64(i) + 1})
			}
		}
	})
	return p.worlds
}

// choices are ways to choose k of n: all where they are few, else for each of
// the n one way that has it, its neighbours taken around the end.
func choices(n, k int) [][]int {
	if all := combinations(n, k, mostCombinations); all != nil {
		return all
	}
	var list [][]int
	for first := range n {
		one := make([]int, k)
		for i := range one {
			one[i] = (first + i) % n
		}
		slices.Sort(one)
		list = append(list, one)
	}
	return list
}

// combinations lists all ways to choose k of n in order; nil when there are
// more than most.
func combinations(n, k, most int) [][]int {
	one := make([]int, k)
	for i := range one {
		one[i] = i
	}
	var list [][]int
	for {
		if len(list) == most {
			return nil
		}
		list = append(list, slices.Clone(one))
		i := k - 1
		for i >= 0 && one[i] == n-k+i {
			i--
		}
		if i < 0 {
			return list
		}
		for one[i]++; i+1 < k; i++ {
			one[i+1] = one[i] + 1
		}
	}
}

// otherWorlds proves the variants of a step that picks: in each the set-up runs,
// unsolved it fails, and every solution passes.
func (p *prover) otherWorlds(ctx context.Context) {
	for _, v := range p.others(ctx) {
		start, ok := p.start(ctx, v)
		if !ok {
			return
		}
		p.variants++
		p.unsolved(ctx, start, v)
		for _, sol := range p.step.Solutions {
			p.solution(ctx, start, sol, v)
		}
	}
}
