package sit

import (
	"testing"

	"skylab/progress"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
)

// A look at the result of a running mock keeps no answer: those would be marked
// before the learner is done with them.
func TestARunningMockIsNotMarked(t *testing.T) {
	store, c := new(progress.Memory), newClock()
	st := opened(t, bank(t, 16), store, c.now)
	s := begun(t, st, store, c.now, mock.Terms{})
	s.Do(record.Event{Kind: mock.Answer, Item: 0, Chosen: "n1"})
	if r, err := s.Result(); err != nil || r.State.Over() {
		t.Fatal(r.State.End, err)
	}
	if list, err := store.Answers(); err != nil || len(list) > 0 {
		t.Fatalf("kept while it runs: %+v, %v", list, err)
	}
	s.Do(record.Event{Kind: mock.Submit, Item: -1})
	state, _ := s.State()
	for range 2 { // looked at twice, kept once
		if _, err := s.Result(); err != nil {
			t.Fatal(err)
		}
		if list, err := store.Answers(); err != nil || len(list) != len(state.Sitting.Items) {
			t.Fatalf("%d answers of %d items, %v", len(list), len(state.Sitting.Items), err)
		}
	}
	again := begun(t, st, store, c.now, mock.Terms{})
	if next, _ := again.State(); next.Sitting.Seed == state.Sitting.Seed {
		t.Error("the second mock is drawn as the first one was")
	}
}
