// Package study is one learner practising: it opens the banks and the history,
// says which item comes next, marks answers and keeps them. Screens and the
// plain program stand on it; it draws nothing.
package study

import (
	"context"
	"sync"
	"time"

	"skylab/content"
	"skylab/progress"
	"skylab/quizzes"
	"skylab/quizzes/practice"
	"skylab/quizzes/record"
)

// Study is one learner's quizzes. Its methods may be called from several
// goroutines.
type Study struct {
	Library  *quizzes.Library
	Problems []content.Problem // what is wrong in banks: those items are left out
	Learner  uint64            // the learner's own seed: in what order options are shown

	store   progress.Store
	now     func() time.Time
	mu      sync.Mutex
	history *practice.History
	answers int // how many there are, for the draw of the next
	heard   int // predictions that the history has
	unsaved error
}

// Open reads what was answered so far. A store that cannot be read is told by
// Unsaved; the learner practises all the same.
func Open(lib *quizzes.Library, problems []content.Problem, store progress.Store, now func() time.Time) *Study {
	s := &Study{Library: lib, Problems: problems, store: store, now: now}
	learner, err := store.Learner()
	s.fail(err)
	s.Learner = learner
	answers, err := progress.Answered(store) // with the predictions of lessons: one calibration for all
	s.fail(err)
	s.answers = len(answers)
	predictions, err := store.Predictions()
	s.fail(err)
	s.heard = len(predictions)
	s.history = practice.New(lib.Entries(), lib.Generators, now().Location(), answers)
	return s
}

func (s *Study) fail(err error) {
	if err != nil {
		s.unsaved = err
	}
}

// Unsaved is why something could not be kept or read, or nil.
func (s *Study) Unsaved() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.unsaved
}

// Ask asks the history something; do must not keep it.
func (s *Study) Ask(do func(h *practice.History, now time.Time)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	do(s.history, s.now())
}

// Keep keeps an answer. What the store refuses counts until the program ends.
func (s *Study) Keep(a record.Answer) record.Answer {
	kept, err := s.store.AddAnswer(a)
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.fail(err)
		kept = a
	}
	s.history.Add(kept)
	s.answers++
	return kept
}

// Refresh takes in what lessons asked since: their predictions are answers
// too, and are kept by the lesson itself.
func (s *Study) Refresh() {
	list, err := s.store.Predictions()
	s.mu.Lock()
	defer s.mu.Unlock()
	if err != nil {
		s.fail(err)
		return
	}
	for _, p := range list[min(s.heard, len(list)):] {
		s.history.Add(p.Record())
	}
	s.heard = len(list)
}

// DueNow is how many reviews are due today.
func (s *Study) DueNow() (n int) {
	s.Ask(func(h *practice.History, now time.Time) { n = len(h.Due(now).Items) })
	return n
}

// NextDue is when the next review falls due; zero when none is to come.
func (s *Study) NextDue() (due time.Time) {
	s.Ask(func(h *practice.History, now time.Time) { due = h.NextDue(now) })
	return due
}

// Fact looks up a fact that an item cites.
func (s *Study) Fact(id string) (content.Fact, bool) { return s.Library.Facts.Find(id) }

// Item loads an item whole.
func (s *Study) Item(ctx context.Context, id string) (*quizzes.Item, error) {
	return s.Library.Item(ctx, id)
}
