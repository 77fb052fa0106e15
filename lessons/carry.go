package lessons

import (
	"context"
	"errors"
	"slices"

	"skylab/console"
	"skylab/content"
	"skylab/text"
)

// Beginning is a step as it begins in a world: in one of its own, or in the
// one that the learner has built in the steps before.
type Beginning struct {
	Step    *Step           // as it stands in that world: its checks, traps and hints are about it
	Start   *console.Moment // where the learner begins
	Base    console.Base    // for the session's journal
	Earlier []*Step         // passed in this world before, as they stand in it; none in a fresh one
}

// Leg is a step on the way through one world, and what was typed in it until
// the next step was begun there.
type Leg struct {
	Step  *Step
	Lines []string
}

// ErrOtherWorld says that a step cannot be set up in a world: its set-up fails
// there, or comes out otherwise in the learner's shell than in a clean one.
var ErrOtherWorld = errors.New("lessons: the step's set-up does not go together with this world")

// Begin is how a step begins: afresh, or at the end of a way that led there in
// one world. The error is a *SetupError, ErrOtherWorld or the context's.
func (s *Step) Begin(ctx context.Context, lang text.Lang, seed uint64, way ...Leg) (Beginning, error) {
	if len(way) == 0 {
		start, err := s.StartSeed(ctx, lang, seed)
		return Beginning{Step: s, Start: start, Base: s.origin()}, err
	}
	b, err := way[0].Step.Begin(ctx, lang, seed)
	for i := range way {
		if err != nil {
			return Beginning{}, err
		}
		next := s
		if i+1 < len(way) {
			next = way[i+1].Step
		}
		session := console.NewSession(b.Start, b.Base)
		for _, line := range way[i].Lines {
			if _, err := session.Do(ctx, line); err != nil && ctx.Err() != nil {
				return Beginning{}, ctx.Err()
			}
		}
		b, err = next.after(ctx, session, append(b.Earlier, b.Step))
	}
	return b, err
}

// CanCarryOn tells whether a learner may take this step in the world of a
// session, in which the steps of earlier were passed, the last of them just
// now: its set-up runs there, every check of those steps still holds, this one
// is not done by accident already, and a solution of the author's leads to its
// pass. It gives the beginning.
func (s *Step) CanCarryOn(ctx context.Context, session *console.Session, earlier ...*Step) (Beginning, bool) {
	if session == nil || len(earlier) == 0 {
		return Beginning{}, false
	}
	b, err := s.after(ctx, session, earlier)
	if err != nil {
		return Beginning{}, false
	}
	v := variantOf(b.Start)
	for _, e := range earlier {
		if !AllMet(e.check(ctx, b.Start, v, true)) {
			return Beginning{}, false
		}
	}
	if AllMet(b.Step.check(ctx, b.Start, v, true)) || !b.Step.solvable(ctx, v) {
		return Beginning{}, false
	}
	return b, ctx.Err() == nil
}

// solvable: the author's way leads through this world too. Where names have
// become ambiguous it may not.
func (s *Step) solvable(ctx context.Context, v variant) bool {
	start, err := s.start(ctx, v)
	return err == nil && slices.ContainsFunc(s.Solutions, func(sol *Solution) bool {
		o := content.Run(ctx, start, s.Script(sol))
		return o.Cut == nil && AllMet(s.check(ctx, o.After, v, true))
	})
}

// after sets the step up at the end of a session.
func (s *Step) after(ctx context.Context, session *console.Session, earlier []*Step) (Beginning, error) {
	m, last := session.Now(), earlier[len(earlier)-1]
	if s.previous != nil && s.previous.ID != last.ID {
		return Beginning{}, ErrOtherWorld
	}
	shell, err := last.start(ctx, variantOf(m))
	if err != nil {
		return Beginning{}, err
	}
	clean, err := s.setUpAfter(ctx, m.WithShell(shell).In(text.English), last)
	if err != nil {
		return Beginning{}, err
	}
	own, err := s.setUpAfter(ctx, m, last)
	if err != nil {
		return Beginning{}, err
	}
	if !sameWorld(clean.World, own.World) || clean.Now() != own.Now() {
		return Beginning{}, ErrOtherWorld
	}
	base := s.origin()
	base.Earlier = append(slices.Clone(session.Base().Earlier), session.Leg())
	return Beginning{Step: s.in(clean), Start: own.Untyped(), Base: base, Earlier: slices.Clone(earlier)}, nil
}

// setUpAfter runs on a moment what the step builds itself. A step that begins
// from the one before finds the names of that one's given block in the shell.
func (s *Step) setUpAfter(ctx context.Context, m *console.Moment, last *Step) (*console.Moment, error) {
	if s.previous == nil {
		return s.setUp(ctx, m, slices.Concat(s.shared, s.setup))
	}
	o := content.Run(ctx, m, last.Given())
	if o.Cut != nil {
		return nil, o.Cut
	}
	return s.setUp(ctx, o.After, s.setup)
}

// in is the step with a moment as its start.
func (s *Step) in(start *console.Moment) *Step {
	c := *s
	c.proofs = newProofs()
	c.proofs.starts[variantOf(start).key()] = start.Untyped()
	return &c
}

// origin names the step for a journal.
func (s *Step) origin() console.Base { return console.Base{Name: s.Ref(), Hash: s.Hash()} }
