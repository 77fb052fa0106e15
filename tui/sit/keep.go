package sit

import (
	"errors"
	"time"

	"skylab/progress"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
)

// rounds is how often an act is tried again because another window was faster
// once more: beats come every few seconds, so two are enough in life.
const rounds = 20

// put keeps an event, after those that the store refused before, and then lets
// it count. Where another window was faster, its events come first and ours are
// numbered anew. What cannot be kept counts until the program ends, and is
// tried again with the next event.
func (s *Sit) put(e record.Event, now time.Time) {
	ours := append(s.owed, e)
	s.owed = nil
	err := error(nil)
	for range rounds {
		if ours, err = s.keep(ours, now); !errors.Is(err, progress.ErrMoved) {
			break
		}
		var kept []record.Event
		if kept, err = s.store.Events(s.state.Sitting.ID); err != nil {
			break
		}
		var state mock.State
		state, ours = mock.Catch(s.state.Sitting, kept, ours)
		s.catch(state, now)
	}
	for _, one := range ours {
		s.count(one, now)
	}
	s.owed = ours
	s.mu.Lock()
	s.unsaved = err
	s.mu.Unlock()
}

// keep keeps events in their order and gives those that the store has not got.
func (s *Sit) keep(ours []record.Event, now time.Time) ([]record.Event, error) {
	for i, one := range ours {
		if err := s.store.AppendEvent(s.state.Sitting.ID, one); err != nil {
			return ours[i:], err
		}
		s.count(one, now)
	}
	return nil, nil
}

// count lets an event count. The clock stops and goes on with the state.
func (s *Sit) count(e record.Event, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	stood := s.state.Paused || s.state.Over()
	s.state = s.state.With(e)
	if stands := s.state.Paused || s.state.Over(); stands != stood {
		s.clock = s.clock.After(s.state, now)
	}
}

// catch goes on from what another window kept.
func (s *Sit) catch(state mock.State, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state, s.shared, s.clock = state, true, s.clock.After(state, now)
}
