// Package play is one learner at one console: a step of a lesson or a free
// world, the history of what was typed, and what is kept of it. Screens and
// the plain program stand on it; it draws nothing.
package play

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"skylab/console"
	"skylab/lessons"
	"skylab/progress"
	"skylab/text"
)

// engine is the version of the world's rules: a journal of another one is not
// played again, for its lines may mean something else now.
const engine = "1"

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
	hash    string   // of the lesson
	lines   []string // what was kept, in order
	mu      sync.Mutex
	saved   progress.Session
	seq     int
	unsaved error
	step    progress.StepProgress
}

// OpenStep sets a step up: as it was left, or afresh.
func OpenStep(ctx context.Context, d Desk, s *lessons.Step, afresh bool) (*Play, error) {
	start, err := s.Start(ctx, d.Lang)
	if err != nil {
		return nil, err
	}
	p := &Play{Step: s, Base: s.Ref(), Start: start, desk: d, hash: s.Hash()}
	p.Session = console.NewSession(start, console.Base{Name: s.Ref(), Hash: s.Hash()})
	return p, p.open(ctx, s.Module.Seed, afresh)
}

// open takes the journal up where it ended, or begins one.
func (p *Play) open(ctx context.Context, seed uint64, afresh bool) error {
	p.readStep()
	if !afresh {
		old, lines, err := p.desk.Store.Resume(p.Base)
		switch {
		case err == nil && old.Engine == engine && old.Lesson == p.hash:
			p.saved = old
			return p.replay(ctx, lines)
		case err == nil:
			p.Afresh = len(lines) > 0
		case !errors.Is(err, progress.ErrNone):
			p.fail(err)
		}
	}
	p.saved = progress.Session{Base: p.Base, Seed: seed, Engine: engine, Lesson: p.hash, Lang: string(p.desk.Lang), Began: p.desk.Now()}
	p.begin()
	p.step.Attempts++
	p.keepStep()
	return nil
}

// begin opens a session in the store. Without one the learner goes on unsaved.
func (p *Play) begin() {
	s, err := p.desk.Store.Begin(p.saved)
	if err != nil {
		p.fail(err)
		return
	}
	p.saved = s
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
	s := console.NewSession(p.Start.In(lang), console.Base{Name: p.Base, Hash: p.hash})
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
