package quizzes

import (
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"skylab/console"
	"skylab/content"
)

// options: exactly the keyed ones hold.
func (p *prover) options(ctx context.Context, start *console.Moment) {
	for i := range p.it.Options {
		o := &p.it.Options[i]
		p.runs++
		v := p.it.Holds(ctx, start, o)
		switch {
		case !v.Told:
			p.fail(o.block, v.code(), "option", o.ID, "said", v.Said)
		case o.Key && !v.Holds:
			p.fail(o.block, "lint.proof.key", "option", o.ID, "said", v.Said)
		case !o.Key && v.Holds:
			p.fail(o.block, "lint.proof.holds", "option", o.ID)
		}
		for j := range i {
			if other := &p.it.Options[j]; o.Script != "" && content.WithoutComments(o.Script) == content.WithoutComments(other.Script) {
				p.fail(o.block, "lint.proof.same", "option", o.ID, "other", other.ID)
			}
		}
	}
}

// number: what the answer block prints is the key, and no known mistake.
func (p *prover) number(ctx context.Context, desk *console.Moment) {
	p.runs++
	run := content.Run(ctx, desk, p.it.Script)
	key := p.it.Option(p.it.Keyed()[0])
	if why := untold(run); why != "" {
		p.fail(p.it.block, "lint.proof.untold", "option", key.ID, "said", why)
		return
	}
	is, ok := ReadNumber(strings.TrimSpace(run.Out), p.it.Unit.EN)
	if !ok || run.Status != 0 || len(run.Fields()) != 1 {
		p.fail(p.it.block, "lint.proof.nonumber", "is", shorten(strings.Join(run.Fields(), " ")), "said", content.ErrorLine(run.Err))
		return
	}
	if want, _ := ReadNumber(key.Text.EN, p.it.Unit.EN); math.Abs(is-want) > p.it.Tolerance+1e-9*max(1, math.Abs(want)) {
		p.fail(p.it.block, "lint.proof.number", "is", strconv.FormatFloat(is, 'f', -1, 64), "key", key.Text.EN)
	}
}

// predict: the run shows what one option says, and that is the key.
func (p *prover) predict(ctx context.Context, desk *console.Moment) {
	p.runs++
	run := content.Run(ctx, desk, p.it.Script)
	var shown []string
	for i := range p.it.Options {
		if o := &p.it.Options[i]; o.shows(run) {
			shown = append(shown, o.ID)
		}
	}
	switch {
	case run.Cut != nil:
		p.fail(p.it.block, "lint.proof.untold", "option", p.it.Keyed()[0], "said", said(run))
	case len(shown) != 1:
		outcome := "status=" + strconv.Itoa(run.Status)
		if code := run.ErrorCode(); code != "" {
			outcome += " " + code
		}
		p.fail(p.it.block, "lint.proof.predict", "outcome", outcome, "output", shorten(strings.Join(run.Fields(), " ")), "said", content.ErrorLine(run.Err))
	case shown[0] != p.it.Keyed()[0]:
		p.fail(p.it.block, "lint.proof.predict.key", "holds", shown[0], "key", p.it.Keyed()[0])
	}
}

// order: the check holds after the commands in the right order, and after no
// other. Orders with the same beginning share its run. Out of order, commands
// may well be refused: the names that they need are empty.
func (p *prover) order(ctx context.Context, start *console.Moment) {
	right := make([]int, len(p.it.Options))
	for i := range right {
		right[i] = i
	}
	var walk func(m *console.Moment, done []int)
	walk = func(m *console.Moment, done []int) {
		if len(done) == len(right) {
			p.ordered(ctx, m, done, slices.Equal(done, right))
			return
		}
		for i := range p.it.Options {
			if slices.Contains(done, i) || len(p.problems) > 3 {
				continue
			}
			p.runs++
			after, v := p.it.World.act(ctx, m, p.it.Options[i].Script)
			next := append(slices.Clone(done), i)
			if after == nil && v.Run.Cut == nil && !slices.Equal(next, right[:len(next)]) {
				after = v.Run.After
			}
			if after == nil {
				p.fail(p.it.Options[i].block, v.code(), "option", p.it.Options[i].ID, "said", v.Said)
				continue
			}
			walk(after, next)
		}
	}
	walk(start, nil)
	p.problems = content.Sort(p.problems)
}

func (p *prover) ordered(ctx context.Context, m *console.Moment, order []int, right bool) {
	var ids []string
	for _, i := range order {
		ids = append(ids, p.it.Options[i].ID)
	}
	said := strings.Join(ids, ", ")
	v := p.it.World.claim(ctx, m, p.it.World.Check)
	switch {
	case !v.Told:
		p.fail(p.it.Pos, "lint.proof.untold", "option", said, "said", v.Said)
	case right && !v.Holds:
		p.fail(p.it.Pos, "lint.proof.order.right", "said", v.Said)
	case !right && v.Holds:
		p.fail(p.it.Pos, "lint.proof.order", "order", said)
	}
}

// match: the claim holds for every left side with its own right side and with
// no other.
func (p *prover) match(ctx context.Context, desk *console.Moment) {
	w := World{} // the given block has run
	for i := range p.it.Options {
		o := &p.it.Options[i]
		if o.Right == "" {
			continue
		}
		for _, right := range p.it.Rights {
			p.runs++
			v := w.claim(ctx, desk, "LEFT="+o.ID+"\nRIGHT="+right.ID+"\n"+p.it.Script)
			switch pair := right.ID == o.Right; {
			case !v.Told:
				p.fail(p.it.block, "lint.proof.untold", "option", o.ID+" => "+right.ID, "said", v.Said)
			case pair && !v.Holds:
				p.fail(p.it.block, "lint.proof.pair.right", "left", o.ID, "said", v.Said)
			case !pair && v.Holds:
				p.fail(p.it.block, "lint.proof.pair", "left", o.ID, "right", right.ID)
			}
		}
	}
}
