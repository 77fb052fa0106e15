package lessons

import (
	"context"
	"fmt"

	"skylab/console"
	"skylab/content"
	"skylab/quizzes"
	"skylab/text"
)

// Course is what banks of quiz items refer to: the library's steps, with their
// traps and worlds.
func (l *Library) Course() quizzes.Course { return course{l} }

type course struct{ *Library }

// find is a step by its whole address; nil when there is none.
func (c course) find(ref string) *Step {
	s, err := c.Step(ref, nil)
	if err != nil || s.Ref() != ref {
		return nil
	}
	return s
}

// Steps lists the addresses of all steps, in the order of the course.
func (c course) Steps() []string {
	var list []string
	for _, m := range c.Modules {
		for _, s := range m.Steps {
			list = append(list, s.Ref())
		}
	}
	return list
}

// Traps lists the ids of a step's traps.
func (c course) Traps(step string) (ids []string, known bool) {
	s := c.find(step)
	if s == nil {
		return nil, false
	}
	for _, t := range s.Traps {
		ids = append(ids, t.ID)
	}
	return ids, true
}

// World is the world of a step, at its start or solved.
func (c course) World(step string, solved bool) (*quizzes.World, bool) {
	s := c.find(step)
	if s == nil || solved && len(s.Solutions) == 0 {
		return nil, false
	}
	begin := s.Start
	if solved {
		begin = s.solved
	}
	return &quizzes.World{Begin: begin, Given: s.Given()}, true
}

// solved is the step's world after its first solution.
func (s *Step) solved(ctx context.Context, lang text.Lang) (*console.Moment, error) {
	v := variant{seed: s.Module.Seed}
	start, err := s.start(ctx, v)
	if err != nil {
		return nil, err
	}
	m, err := s.proofs.once("solved", func() (*console.Moment, error) {
		solution := s.Solutions[0]
		o := content.Run(ctx, start, s.Script(solution))
		if o.Cut != nil || o.Status != 0 {
			return nil, s.setupError(ctx, solution.Block.Pos, v, o)
		}
		return o.After.Untyped(), nil
	})
	if err != nil || lang == text.English {
		return m, err
	}
	return m.In(lang), nil
}

// Undecided is a prediction of which not exactly one option holds: a mistake
// of the lesson.
type Undecided struct {
	Step string
	Said string // what the run gave
}

func (e *Undecided) Error() string {
	return fmt.Sprintf("%s: not exactly one option holds: %s", e.Step, e.Said)
}
