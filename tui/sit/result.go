package sit

import (
	"context"
	"errors"
	"time"

	"skylab/progress"
	"skylab/quizzes"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/tui/study"
)

// Result marks the sitting. Once it is over its answers are kept, so that they
// count for reviews and mastery; they are kept once. Where they cannot be kept
// the result is the same, and the study's Unsaved says why.
func (s *Sit) Result() (mock.Result, error) {
	state, _ := s.State()
	return assess(s.study, s.store, s.now(), state, s.items)
}

// Past is the result of a sitting that is over, without opening it.
func Past(ctx context.Context, st *study.Study, store progress.Store, now time.Time, sitting record.Sitting) (mock.Result, error) {
	events, err := store.Events(sitting.ID)
	if err != nil && !errors.Is(err, progress.ErrNone) {
		return mock.Result{}, err
	}
	items := map[string]*quizzes.Item{}
	for _, d := range sitting.Items {
		if it, err := st.Item(ctx, d.Item); err == nil {
			items[d.Item] = it
		}
	}
	return assess(st, store, now, mock.Fold(sitting, events), items)
}

func assess(st *study.Study, store progress.Store, now time.Time, state mock.State, items map[string]*quizzes.Item) (mock.Result, error) {
	kept, err := store.Answers()
	if err != nil {
		return mock.Result{}, err
	}
	past, err := store.Sittings()
	if err != nil {
		return mock.Result{}, err
	}
	r := mock.Assess(state, items, kept)
	r.Earlier = mock.Before(state.Sitting, past, kept)
	if !state.Over() {
		return r, nil
	}
	for _, a := range r.Answers(now) {
		st.Keep(a)
	}
	return r, nil
}
