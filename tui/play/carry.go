package play

import (
	"context"
	"errors"
	"strings"

	"skylab/lessons"
	"skylab/progress"
)

// ErrCannotCarryOn says that the next step cannot be taken in this world.
var ErrCannotCarryOn = errors.New("play: the next step cannot be taken in this world")

// Next is the step after this one; nil after the last, and in a sandbox.
func (p *Play) Next() *lessons.Step {
	if p.Step == nil {
		return nil
	}
	steps := p.Step.Module.Steps
	for i, s := range steps {
		if s == p.Step && i+1 < len(steps) {
			return steps[i+1]
		}
	}
	return nil
}

// CanCarryOn tells whether the next step may be taken in the world as it is
// now. It takes some tens of milliseconds.
func (p *Play) CanCarryOn(ctx context.Context) bool {
	_, ok := p.carriedOn(ctx)
	return ok
}

func (p *Play) carriedOn(ctx context.Context) (lessons.Beginning, bool) {
	next := p.Next()
	if next == nil {
		return lessons.Beginning{}, false
	}
	return next.CanCarryOn(ctx, p.Session, append(p.earlier[:len(p.earlier):len(p.earlier)], p.here)...)
}

// CarryOn opens the step after from's in the world of from as it is now. What
// is typed goes into a session of its own, which names the one that it grew
// from.
func CarryOn(ctx context.Context, d Desk, from *Play) (*Play, error) {
	b, ok := from.carriedOn(ctx)
	if !ok {
		return nil, ErrCannotCarryOn
	}
	next := from.Next()
	p := &Play{Step: next, Base: next.Ref(), desk: d, hash: next.Hash()}
	p.readStep()
	p.at(b)
	from.mu.Lock()
	defer from.mu.Unlock()
	if from.saved.ID == 0 { // nothing was kept that it could go on from
		p.fail(from.unsaved)
		return p, nil
	}
	p.anew(progress.Session{Seed: from.saved.Seed, From: from.saved.ID, FromSeq: from.seq})
	return p, nil
}

// Earlier lists the steps that were passed in this world before.
func (p *Play) Earlier() []*lessons.Step { return p.earlier }

// again makes the beginning of a kept session once more.
func (p *Play) again(ctx context.Context, old progress.Session) (lessons.Beginning, error) {
	grown, err := progress.Lineage(p.desk.Store, old)
	if err != nil {
		return lessons.Beginning{}, err
	}
	way, err := Way(p.Step.Module, grown)
	if err != nil {
		return lessons.Beginning{}, err
	}
	return p.Step.Begin(ctx, p.desk.Lang, p.Step.Module.Seed, way...)
}

// Way is what a kept session's world grew from, as steps of a module. It fails
// where one of them is another version's.
func Way(m *lessons.Module, grown []progress.Grown) ([]lessons.Leg, error) {
	var way []lessons.Leg
	for _, g := range grown {
		step := m.Step(strings.TrimPrefix(g.Base, m.ID+"/"))
		if step == nil || g.Engine != engine || g.Lesson != step.Hash() {
			return nil, lessons.ErrOtherWorld
		}
		leg := lessons.Leg{Step: step}
		for _, e := range g.Journal {
			leg.Lines = append(leg.Lines, e.Line)
		}
		way = append(way, leg)
	}
	return way, nil
}
