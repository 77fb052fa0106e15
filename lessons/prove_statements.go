package lessons

import (
	"context"
	"slices"

	"skylab/console"
	"skylab/content"
)

// leaveOut proves that every statement of a solution is needed: without it some
// check is red. A statement that changes nothing is exempt, and one with a
// "# keep: reason".
func (p *prover) leaveOut(ctx context.Context, start *console.Moment, sol *Solution) {
	play, err := newPlay(ctx, p.step, start, sol.Block.Body)
	if err != nil {
		p.fail(sol.Block.Pos, "lint.solution.fails", "said", content.ErrorLine(err.Error()), "seed", variantOf(start))
		return
	}
	for _, mut := range play.mutants {
		at := sol.Block.At(mut.Line, mut.Column)
		switch {
		case mut.Marked && mut.Keep == "":
			p.fail(at, "lint.keep.reason")
		case mut.Marked:
		default:
			p.mutants++
			after, cut := play.without(ctx, mut)
			if cut || !AllMet(p.step.check(ctx, after, variantOf(start), true)) || play.idle(mut, after) || p.neededElsewhere(ctx, sol, mut) {
				continue
			}
			p.fail(at, "lint.statement.unneeded", "statement", shorten(firstLine(mut.Left)))
		}
	}
}

// alwaysMet reports a check that cannot fail: it was met at the start, after
// every trap that names it, and with any statement left out.
func (p *prover) alwaysMet(ctx context.Context, start *console.Moment) {
	for _, c := range p.step.Checks {
		if p.red[c.ID] || len(p.problems) > 0 {
			continue // with other problems open, nothing can be said yet
		}
		if !p.failsSomewhere(ctx, start, c) {
			p.fail(c.Block.Pos, "lint.check.always", "check", c.ID)
		}
	}
}

func (p *prover) failsSomewhere(ctx context.Context, start *console.Moment, c *Check) bool {
	for _, sol := range p.step.Solutions {
		play, err := newPlay(ctx, p.step, start, sol.Block.Body)
		if err != nil {
			continue
		}
		for _, mut := range play.mutants {
			after, cut := play.without(ctx, mut)
			desk, err := p.step.desk(ctx, after, variantOf(start))
			if cut || err != nil || c.run(ctx, desk).State != Met {
				return true
			}
		}
	}
	return false
}

// neededElsewhere: where the set-up picks, a statement may be there for another
// variant.
func (p *prover) neededElsewhere(ctx context.Context, sol *Solution, mut content.Mutant) bool {
	for _, v := range p.others(ctx) {
		start, err := p.step.start(ctx, v)
		if err != nil {
			continue
		}
		play, err := newPlay(ctx, p.step, start, sol.Block.Body)
		if err != nil {
			continue
		}
		after, cut := play.without(ctx, mut)
		if cut || !AllMet(p.step.check(ctx, after, v, true)) {
			return true
		}
	}
	return false
}

// play is a solution played statement by statement, so that one without a
// statement begins from the moment before it.
type play struct {
	script  *content.Script
	mutants []content.Mutant
	before  []*console.Moment // before each statement at the top, and at the end
	names   []string          // variables that the solution sets
}

func newPlay(ctx context.Context, s *Step, start *console.Moment, body string) (*play, error) {
	script, err := content.Statements(body)
	if err != nil {
		return nil, err
	}
	mutants, err := content.Mutants(body)
	if err != nil {
		return nil, err
	}
	o := content.Run(ctx, start, s.Given())
	if o.Cut != nil {
		return nil, o.Cut
	}
	p := &play{script: script, mutants: mutants, before: []*console.Moment{o.After}, names: content.Assigned(body)}
	for _, statement := range script.Top {
		o := content.Run(ctx, p.last(), statement)
		if o.Cut != nil {
			return nil, o.Cut
		}
		p.before = append(p.before, o.After)
	}
	return p, nil
}

func (p *play) last() *console.Moment { return p.before[len(p.before)-1] }

// without plays the solution without one statement; cut tells that it did not
// come to an end.
func (p *play) without(ctx context.Context, mut content.Mutant) (after *console.Moment, cut bool) {
	m := p.before[mut.Top]
	rest := mut.Instead
	for _, statement := range p.script.Top[mut.Top+1:] {
		rest += "\n" + statement
	}
	o := content.Run(ctx, m, rest)
	return o.After, o.Cut != nil
}

// idle tells whether the statement left out changed nothing: the world is the
// same without it but for times, and so are the files and the variables.
func (p *play) idle(mut content.Mutant, after *console.Moment) bool {
	if mut.Watching {
		return false
	}
	end := p.last()
	for _, name := range p.names {
		if end.Var(name) != after.Var(name) {
			return false
		}
	}
	return sameWorld(end.World, after.World) && slices.Equal(filesOf(end), filesOf(after))
}
