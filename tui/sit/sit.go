// Package sit is one learner in a mock exam: every act becomes an event that is
// kept before it counts, so that the program may be killed at any instant, and
// two windows may be open on one exam. Screens and the plain program stand on
// it; it draws nothing.
package sit

import (
	"context"
	"errors"
	"sync"
	"time"

	"skylab/progress"
	"skylab/quizzes"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/tui/study"
)

// Sit is a sitting that is open. Its methods may be called from several
// goroutines; none that only asks waits for a disk.
type Sit struct {
	study *study.Study
	store progress.Store
	now   func() time.Time
	items map[string]*quizzes.Item
	left  int // the item that was looked at last when it was opened

	turn sync.Mutex     // held from an act until it is kept: acts have an order
	owed []record.Event // of turn: what the store refused, to be kept with the next act

	mu      sync.Mutex // held for a moment; state and clock change with turn held, too
	state   mock.State
	clock   mock.Clock
	shared  bool // another window works in it
	unsaved error
}

// Take opens a sitting, new or begun earlier: the time away has run.
func Take(ctx context.Context, st *study.Study, store progress.Store, now func() time.Time, sitting record.Sitting) (*Sit, error) {
	events, err := store.Events(sitting.ID)
	if err != nil && !errors.Is(err, progress.ErrNone) {
		return nil, err
	}
	s := &Sit{study: st, store: store, now: now, items: map[string]*quizzes.Item{}, state: mock.Fold(sitting, events)}
	for _, e := range events {
		if e.Kind == mock.Look && e.Item >= 0 && e.Item < len(sitting.Items) {
			s.left = e.Item
		}
	}
	for _, d := range sitting.Items {
		it, err := st.Item(ctx, d.Item)
		if err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			continue // it vanished: the result says so
		}
		s.items[d.Item] = it
	}
	s.turn.Lock()
	defer s.turn.Unlock()
	at := now()
	clock, event := s.state.Open(at)
	s.clock = clock
	if event != nil {
		s.put(*event, at)
	}
	s.expire(now())
	return s, nil
}

// Begin draws a mock and opens it. A sitting that cannot be kept is an error:
// an exam that a crash would lose is not begun.
func Begin(ctx context.Context, st *study.Study, store progress.Store, now func() time.Time, offer mock.Offer, past []record.Sitting, terms mock.Terms) (*Sit, error) {
	seed := st.Learner ^ uint64(len(past)+1)<<40
	drawn, offer, err := draw(ctx, st, offer, past, seed, now())
	if err != nil {
		return nil, err
	}
	sitting, err := store.BeginSitting(mock.Begin(offer, drawn, seed, terms, now()))
	if err != nil {
		return nil, err
	}
	return Take(ctx, st, store, now, sitting)
}

// draw draws items that can be shown. An item of a bank is parsed when it is
// asked for; one that turns out to be broken takes no part, and what is offered
// is worked out anew without it.
func draw(ctx context.Context, st *study.Study, offer mock.Offer, past []record.Sitting, seed uint64, today time.Time) ([]record.Drawn, mock.Offer, error) {
	entries := st.Library.Entries()
	for {
		drawn := mock.Draw(offer, past, seed)
		broken := map[string]bool{}
		for _, d := range drawn {
			if _, err := st.Item(ctx, d.Item); err != nil {
				broken[d.Item] = true
			}
		}
		if err := ctx.Err(); err != nil || len(broken) == 0 {
			return drawn, offer, err
		}
		whole := entries[:0:0]
		for _, e := range entries {
			if !broken[e.ID] {
				whole = append(whole, e)
			}
		}
		entries = whole
		var err error
		if offer, err = mock.Propose(entries, offer.Exam, today, past); err != nil {
			return nil, offer, err
		}
	}
}

// State is what the sitting's events add up to, and the exam time that has run.
func (s *Sit) State() (mock.State, time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state, s.clock.Used(s.now())
}

// Item is an item of the sitting; nil when no bank has it any more.
func (s *Sit) Item(i int) *quizzes.Item {
	state, _ := s.State()
	if i < 0 || i >= len(state.Sitting.Items) {
		return nil
	}
	return s.items[state.Sitting.Items[i].Item]
}

// Left is the item that the learner was at when the sitting was last left.
func (s *Sit) Left() int { return s.left }

// Learner is the learner's seed, for the order of options.
func (s *Sit) Learner() uint64 { return s.study.Learner }

// Shared tells that another window works in this sitting, too.
func (s *Sit) Shared() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.shared
}

// Unsaved is why something could not be kept, or nil.
func (s *Sit) Unsaved() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unsaved
}

// Do makes an event of what the learner did and keeps it. When the time is up
// it ends the sitting instead.
func (s *Sit) Do(e record.Event) {
	s.turn.Lock()
	defer s.turn.Unlock()
	now := s.now()
	if s.expire(now) || e.Kind == mock.Pause && !s.state.Sitting.Pausable {
		return
	}
	s.put(s.state.Stamp(e, s.clock, now), now)
}

// expire ends the sitting when its time is up; true when it is over.
func (s *Sit) expire(now time.Time) bool {
	if !s.state.Over() && s.clock.Up(now) {
		s.put(s.state.Stamp(record.Event{Kind: mock.TimeUp}, s.clock, now), now)
	}
	return s.state.Over()
}
