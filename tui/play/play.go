// Package play is one learner at one console: a step of a lesson or a free
// world, the history of what was typed, and what is kept of it. Screens and
// the plain program stand on it; it draws nothing.
package play

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"skylab/console"
	"skylab/lessons"
	"skylab/progress"
	"skylab/text"
)

// engine is the version of what lines mean: a journal of another one is not
// played again, for its lines may lead elsewhere now.
var engine = strconv.Itoa(console.Engine)

// Desk is what a play needs from outside.
type Desk struct {
	Store progress.Store
	Now   func() time.Time // the wall clock
	Lang  text.Lang
}

// Play is one session. Do, Check and the like may run in other goroutines, one
// at a time; what they change is behind a lock.
type Play struct {
	Step    *lessons.Step // nil in a sandbox
	Base    string        // vpc/nat or sandbox/empty
	Session *console.Session
	Start   *console.Moment
	Resumed []Done // lines of an earlier day that were run again, oldest first
	Afresh  bool   // there was an earlier journal, for another version of the step or the rules

	desk    Desk
	hash    string          // of the lesson
	here    *lessons.Step   // Step as it stands in this world
	earlier []*lessons.Step // passed in this world before, likewise
	lines   []string        // what was kept, in order
	mu      sync.Mutex
	saved   progress.Session
	seq     int
	unsaved error
	step    progress.StepProgress
}

// OpenStep sets a step up: as it was left, or afresh.
func OpenStep(ctx context.Context, d Desk, s *lessons.Step, afresh bool) (*Play, error) {
	p := &Play{Step: s, Base: s.Ref(), desk: d, hash: s.Hash()}
	if old, lines, ok := p.left(afresh); ok {
		b, err := p.again(ctx, old)
		if err == nil {
			p.at(b)
			p.saved = old
			return p, p.replay(ctx, lines)
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		p.Afresh = true // the world that it grew from cannot be made any more
	}
	b, err := s.Begin(ctx, d.Lang, s.Module.Seed)
	if err != nil {
		return nil, err
	}
	p.at(b)
	p.anew(progress.Session{Seed: s.Module.Seed})
	return p, nil
}

// at puts the learner where a step begins.
func (p *Play) at(b lessons.Beginning) {
	p.here, p.earlier, p.Start = b.Step, b.Earlier, b.Start
	p.Session = console.NewSession(b.Start, b.Base)
}

// left is the session that one can go on in, with its journal. There may be
// one that belongs to another version of the step or of the rules: Afresh.
func (p *Play) left(afresh bool) (old progress.Session, lines []progress.Entry, ok bool) {
	p.readStep()
	if afresh {
		return old, nil, false
	}
	old, lines, err := p.desk.Store.Resume(p.Base)
	switch {
	case err == nil && old.Engine == engine && old.Lesson == p.hash:
		return old, lines, true
	case err == nil:
		p.Afresh = len(lines) > 0
	case !errors.Is(err, progress.ErrNone):
		p.fail(err)
	}
	return old, nil, false
}

// anew begins a session in the store; v says how its world came about. Without
// one the learner goes on unsaved.
func (p *Play) anew(v progress.Session) {
	v.Base, v.Engine, v.Lesson, v.Lang, v.Began = p.Base, engine, p.hash, string(p.desk.Lang), p.desk.Now()
	s, err := p.desk.Store.Begin(v)
	if err != nil {
		s.ID = 0
	}
	p.fail(err)
	p.saved = s
	p.step.Attempts++
	p.keepStep()
}

func (p *Play) replay(ctx context.Context, lines []progress.Entry) error {
	for _, l := range lines {
		d := p.run(ctx, l.Line)
		if d.Err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			// What ran once runs again, unless the journal is damaged: keep what
			// could be made of it.
			break
		}
		p.Resumed = append(p.Resumed, d)
		p.lines = append(p.lines, l.Line)
		p.seq = l.Seq
	}
	return nil
}

// Again makes the session once more in another language, in which lab tools
// then speak. Speak takes it over.
func (p *Play) Again(ctx context.Context, lang text.Lang) (*console.Session, error) {
	p.mu.Lock()
	lines := slices.Clone(p.lines)
	p.mu.Unlock()
	s := console.NewSession(p.Start.In(lang), p.Session.Base())
	for _, l := range lines {
		if _, err := s.Do(ctx, l); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// Speak goes on in a session that Again made. No line may run meanwhile.
func (p *Play) Speak(s *console.Session) { p.Session = s }

// Now is the current moment.
func (p *Play) Now() *console.Moment { return p.Session.Now() }

// Unsaved is why something could not be kept, or nil.
func (p *Play) Unsaved() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.unsaved
}

func (p *Play) fail(err error) {
	if err != nil {
		p.unsaved = err
	}
}

// Hints is how many hints were taken in this session.
func (p *Play) Hints() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.saved.Hints
}

// Assisted tells that the solution was shown in this session.
func (p *Play) Assisted() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.saved.Assisted
}

// Progress is what is known of the step.
func (p *Play) Progress() progress.StepProgress {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.step
}
