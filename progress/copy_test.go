package progress

import (
	"errors"
	"testing"
	"time"
)

// Two records of one step join so that nothing reached is lost: the first pass
// and its script, the most of everything else.
func TestCopyKeepsWhatWasReached(t *testing.T) {
	early, late := noon, noon.Add(time.Hour)
	from := StepProgress{Step: "vpc/cut", Solved: true, Hints: 1, Attempts: 4, Started: early, Passed: early, Answer: "first"}
	for name, have := range map[string]StepProgress{
		"not passed here":   {Step: "vpc/cut", Hints: 3, Started: late},
		"passed later here": {Step: "vpc/cut", Assisted: true, Hints: 3, Started: late, Passed: late, Answer: "second"},
	} {
		var to, other Memory
		if err := errors.Join(to.SetStep(have), other.SetStep(from), Copy(&to, &other)); err != nil {
			t.Fatal(err)
		}
		list, _ := to.Steps()
		s := list[0]
		if !s.Solved || s.Assisted != have.Assisted || s.Answer != "first" || !s.Passed.Equal(early) || !s.Started.Equal(early) || s.Hints != 3 || s.Attempts != 4 {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// A journal only grows: a line behind its end is refused, a gap or not.
func TestJournalOnlyGrows(t *testing.T) {
	s, _ := file(t)
	for _, store := range []Store{s, new(Memory)} {
		v, _ := store.Begin(Session{Base: "b"})
		if err := store.Append(v.ID, Entry{Seq: 7}); err != nil {
			t.Fatal(err)
		}
		if err := store.Append(v.ID, Entry{Seq: 5}); !errors.Is(err, ErrMoved) {
			t.Errorf("%T: line 5 behind line 7: %v", store, err)
		}
	}
}
