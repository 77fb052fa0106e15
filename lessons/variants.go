package lessons

import (
	"context"
	"slices"

	"skylab/content"
)

// Picks tells whether the step's world differs by seed: its set-up, or one that
// it stands on, uses pick.
func (s *Step) Picks() bool {
	for st := s; st != nil; st = st.previous {
		for _, b := range slices.Concat(st.shared, st.setup) {
			if slices.ContainsFunc(content.Commands(b.Body), func(w []string) bool { return w[0] == "pick" }) {
				return true
			}
		}
	}
	return false
}

// seeds are the further worlds that a step which picks is proved in.
func (p *prover) seeds() []uint64 {
	if !p.step.Picks() {
		return nil
	}
	n := p.proof.Seeds
	if n == 0 {
		n = 12
	}
	list := make([]uint64, n)
	for i := range list {
		list[i] = p.step.Module.Seed + uint64(i) + 1
	}
	return list
}

// otherSeeds proves the variants of a step that picks: in each the set-up runs,
// unsolved it fails, and every solution passes.
func (p *prover) otherSeeds(ctx context.Context) {
	for _, seed := range p.seeds() {
		start, ok := p.start(ctx, seed)
		if !ok {
			return
		}
		p.variants++
		p.unsolved(ctx, start, seed)
		for _, sol := range p.step.Solutions {
			p.solution(ctx, start, sol, seed)
		}
	}
}
