package sit

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"skylab/progress"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/text"
)

// act is something that a learner may do.
func act(s *Sit, dice *rand.Rand) record.Event {
	state, _ := s.State()
	i := dice.IntN(len(state.Sitting.Items))
	switch dice.IntN(10) {
	case 0, 1, 2, 3:
		options := s.Item(i).Options
		chosen := options[dice.IntN(len(options))].ID
		if dice.IntN(8) == 0 {
			chosen = "" // taken back
		}
		return record.Event{Kind: mock.Answer, Item: i, Chosen: chosen, Sure: record.Sure(dice.IntN(3))}
	case 4:
		return record.Event{Kind: mock.Flag, Item: i}
	case 5:
		return record.Event{Kind: mock.Unflag, Item: i}
	case 6:
		return record.Event{Kind: mock.Look, Item: i - 1}
	case 7:
		return record.Event{Kind: mock.Pause, Item: -1}
	case 8:
		return record.Event{Kind: mock.Resume, Item: -1}
	}
	return record.Event{Kind: mock.Beat, Item: -1}
}

// same compares what a learner would miss: answers, how sure, flags, pause, end.
func same(t *testing.T, what string, a, b mock.State) {
	t.Helper()
	if len(a.Marks) != len(b.Marks) || a.Paused != b.Paused || a.End != b.End {
		t.Fatalf("%s: %d marks, paused %v, end %q; then %d, %v, %q", what, len(a.Marks), a.Paused, a.End, len(b.Marks), b.Paused, b.End)
	}
	for i := range a.Marks {
		x, y := a.Marks[i], b.Marks[i]
		if !reflect.DeepEqual(x.Response, y.Response) || x.Sure != y.Sure || x.Flagged != y.Flagged || x.Seen != y.Seen {
			t.Fatalf("%s: item %d was %+v and is %+v", what, i, x, y)
		}
	}
}

// The program is dropped without a goodbye after every act of a long sitting,
// and the clock of the machine is set back or forward in between: nothing is
// lost, and no time is given back.
func TestKilledAfterEveryAct(t *testing.T) {
	lib := bank(t, 16)
	for seed := range uint64(12) {
		dice := rand.New(rand.NewPCG(seed, 4))
		clock, store := newClock(), new(progress.Memory)
		st := opened(t, lib, store, clock.now)
		s := begun(t, st, store, clock.now, mock.Terms{Extra: 12 * time.Hour, Pausable: seed%2 == 0})
		for step := range 250 {
			clock.pass(time.Duration(dice.IntN(90)) * time.Second)
			e := act(s, dice)
			s.Do(e)
			if e.Kind == mock.Pause { // where it is not allowed nothing is kept, not even the time
				s.Do(record.Event{Kind: mock.Beat, Item: -1})
			}
			before, used := s.State()
			if before.Over() {
				break
			}
			away := []time.Duration{0, time.Second, 5 * time.Minute, 3 * time.Hour, -2 * time.Hour, -time.Second}[weighted(dice)]
			clock.pass(away)
			again := retaken(t, st, store, clock.now, before.Sitting)
			after, then := again.State()
			charged := max(away, 0)
			if before.Paused {
				charged = 0
			}
			if want := min(used+charged, before.Sitting.Limit); then != want {
				t.Fatalf("seed %d, act %d: %v had run, away for %v (paused: %v), and %v have run; want %v", seed, step, used, away, before.Paused, then, want)
			}
			if after.Over() {
				before.End = mock.Expired
			}
			same(t, "after a kill", before, after)
			if again.Unsaved() != nil || again.Shared() {
				t.Fatal("a kill looks like another window, or like a broken disk")
			}
			s = again
		}
	}
}

// weighted is mostly a short time away: long ones would end the sitting.
func weighted(dice *rand.Rand) int {
	if n := dice.IntN(40); n < 6 {
		return n
	}
	return dice.IntN(2)
}

// What is kept at any moment is a beginning of what is kept later, and adds up
// to what the screen showed then.
func TestEveryPrefixAddsUp(t *testing.T) {
	dice := rand.New(rand.NewPCG(9, 9))
	clock, store := newClock(), new(progress.Memory)
	st := opened(t, bank(t, 14), store, clock.now)
	s := begun(t, st, store, clock.now, mock.Terms{Pausable: true})
	sitting := s.state.Sitting
	shown := []mock.State{}
	for range 200 {
		state, _ := s.State()
		shown = append(shown, state)
		clock.pass(time.Second)
		s.Do(act(s, dice))
	}
	events, _ := store.Events(sitting.ID)
	for _, state := range shown {
		folded := mock.Fold(sitting, events[:state.Seq])
		same(t, "folded", state, folded)
		if folded.Used != state.Used {
			t.Fatalf("event %d: %v had run, folded %v", state.Seq, state.Used, folded.Used)
		}
	}
}

// Two windows on one exam: whatever they do in turn, both end in what the store
// has, and each item's answer is kept once.
func TestTwoWindows(t *testing.T) {
	lib := bank(t, 16)
	for seed := range uint64(30) {
		dice := rand.New(rand.NewPCG(seed, 8))
		clock, store := newClock(), new(progress.Memory)
		st := opened(t, lib, store, clock.now)
		a := begun(t, st, store, clock.now, mock.Terms{Pausable: seed%3 == 0})
		b := retaken(t, opened(t, lib, store, clock.now), store, clock.now, a.state.Sitting)
		windows := []*Sit{a, b}
		for range 120 {
			clock.pass(time.Duration(dice.IntN(9)) * time.Second)
			w := windows[dice.IntN(2)]
			w.Do(act(w, dice))
		}
		one := windows[dice.IntN(2)]
		one.Do(record.Event{Kind: mock.Submit, Item: -1})
		for _, w := range windows {
			w.Do(record.Event{Kind: mock.Beat, Item: -1})
		}
		x, _ := a.State()
		y, _ := b.State()
		same(t, "two windows", x, y)
		if !x.Over() || x.Used != y.Used || !a.Shared() && !b.Shared() {
			t.Fatalf("over %v, %v and %v have run, neither noticed: %v", x.Over(), x.Used, y.Used, !a.Shared() && !b.Shared())
		}
		var both sync.WaitGroup
		for _, w := range windows { // both show the result at the same moment
			both.Go(func() {
				if _, err := w.Result(); err != nil {
					t.Error(err)
				}
			})
		}
		both.Wait()
		if list, _ := store.Answers(); len(list) != len(x.Sitting.Items) {
			t.Fatalf("%d answers of %d items are kept", len(list), len(x.Sitting.Items))
		}
	}
}

// Windows are programs of their own: at the same instant, over a real file.
func TestTwoWindowsAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), progress.FileName)
	var windows []*Sit
	var sitting record.Sitting
	lib := bank(t, 16)
	for i := range 2 {
		store, err := progress.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		st := opened(t, lib, store, time.Now)
		if i == 0 {
			windows = append(windows, begun(t, st, store, time.Now, mock.Terms{}))
			sitting = windows[0].state.Sitting
		} else {
			windows = append(windows, retaken(t, st, store, time.Now, sitting))
		}
	}
	var both sync.WaitGroup
	for n, w := range windows {
		both.Go(func() {
			for i := range sitting.Items { // each answers its half
				if i%2 == n {
					w.Do(record.Event{Kind: mock.Answer, Item: i, Chosen: w.Item(i).Options[i%4].ID, Sure: record.Certain})
				}
				_, _ = w.State()
			}
			if err := w.Unsaved(); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	windows[0].Do(record.Event{Kind: mock.Submit, Item: -1})
	windows[1].Do(record.Event{Kind: mock.Beat, Item: -1})
	for n, w := range windows {
		state, _ := w.State()
		if state.Answered() != len(sitting.Items) || state.End != mock.Submitted {
			t.Errorf("window %d: %d of %d answers, end %q", n, state.Answered(), len(sitting.Items), state.End)
		}
		both.Go(func() { _, _ = w.Result() })
	}
	both.Wait()
	kept, err := windows[0].store.Answers()
	if err != nil || len(kept) != len(sitting.Items) {
		t.Errorf("%d answers are kept, %v", len(kept), err)
	}
}

// One window pauses while the other works on: the clock goes on with the work.
func TestWorkEndsThePauseOfAnotherWindow(t *testing.T) {
	clock, store := newClock(), new(progress.Memory)
	st := opened(t, bank(t, 14), store, clock.now)
	a := begun(t, st, store, clock.now, mock.Terms{Pausable: true})
	b := retaken(t, st, store, clock.now, a.state.Sitting)
	clock.pass(time.Minute)
	a.Do(record.Event{Kind: mock.Pause, Item: -1})
	clock.pass(time.Minute)
	b.Do(record.Event{Kind: mock.Answer, Item: 0, Chosen: "n1"})
	clock.pass(time.Minute)
	b.Do(record.Event{Kind: mock.Beat, Item: -1})
	a.Do(record.Event{Kind: mock.Beat, Item: -1})
	for name, w := range map[string]*Sit{"a": a, "b": b} {
		if state, used := w.State(); state.Paused || used != 3*time.Minute {
			t.Errorf("%s: paused %v, %v have run", name, state.Paused, used)
		}
	}
}

var errDisk = errors.New("no space left on device")

// A disk that fails for a while: the exam goes on and says so; what was done
// meanwhile is kept as soon as it can be.
func TestStoreFailsForAWhile(t *testing.T) {
	var fails bool
	store := &progress.Memory{Fail: func() error {
		if fails {
			return errDisk
		}
		return nil
	}}
	clock := newClock()
	st := opened(t, bank(t, 14), store, clock.now)
	s := begun(t, st, store, clock.now, mock.Terms{Pausable: true})
	fails = true
	s.Do(record.Event{Kind: mock.Answer, Item: 0, Chosen: "n1", Sure: record.Guess})
	clock.pass(time.Minute)
	s.Do(record.Event{Kind: mock.Flag, Item: 2})
	if state, used := s.State(); state.Answered() != 1 || !state.Marks[2].Flagged || used != time.Minute || !errors.Is(s.Unsaved(), errDisk) {
		t.Fatalf("%d answers, flagged %v, %v, %v", state.Answered(), state.Marks[2].Flagged, used, s.Unsaved())
	}
	fails = false
	s.Do(record.Event{Kind: mock.Beat, Item: -1})
	want, _ := s.State()
	got, _ := retaken(t, st, store, clock.now, want.Sitting).State()
	same(t, "after the disk came back", want, got)
	if s.Unsaved() != nil || got.Answered() != 1 {
		t.Errorf("%v, %d answers", s.Unsaved(), got.Answered())
	}

	fails = true // and it is handed in like this: the result is there, and it is said
	s.Do(record.Event{Kind: mock.Submit, Item: -1})
	r, err := s.Result()
	if err != nil || r.State.End != mock.Submitted || !errors.Is(s.Unsaved(), errDisk) || !errors.Is(st.Unsaved(), errDisk) {
		t.Errorf("%v, end %q, %v, %v", err, r.State.End, s.Unsaved(), st.Unsaved())
	}
}

func TestAnExamThatCannotBeKeptIsNotBegun(t *testing.T) {
	clock, store := newClock(), &progress.Memory{}
	st := opened(t, bank(t, 14), store, clock.now)
	store.Fail = func() error { return errDisk }
	offer, err := mock.Propose(st.Library.Entries(), saa(t), clock.now(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := Begin(context.Background(), st, store, clock.now, offer, nil, mock.Terms{}); !errors.Is(err, errDisk) || s != nil {
		t.Errorf("%v %v", s, err)
	}
	if list, _ := store.Sittings(); len(list) != 0 {
		t.Errorf("%d sittings", len(list))
	}
}

// Items of a bank are parsed when they are asked for: one that is broken is
// drawn around. One that goes away later is said in the result and marks nothing.
func TestBrokenAndVanishedItems(t *testing.T) {
	clock, store := newClock(), new(progress.Memory)
	st := opened(t, bank(t, 18, 3, 4), store, clock.now)
	s := begun(t, st, store, clock.now, mock.Terms{})
	state, _ := s.State()
	for i, d := range state.Sitting.Items {
		if d.Item == "vpc/plain-03" || d.Item == "vpc/plain-04" || s.Item(i) == nil {
			t.Errorf("%s was drawn", d.Item)
		}
		s.Do(record.Event{Kind: mock.Answer, Item: i, Chosen: "n1"})
	}
	var number int
	if _, err := fmt.Sscanf(state.Sitting.Items[0].Item, "vpc/plain-%d", &number); err != nil {
		t.Fatal(err)
	}
	fewer := opened(t, bankOf(t, 18, nil, number), store, clock.now)
	again := retaken(t, fewer, store, clock.now, state.Sitting)
	if again.Item(0) != nil || again.Item(-1) != nil || again.Item(1) == nil || again.Item(len(state.Sitting.Items)) != nil {
		t.Error("the vanished item is there, or others are not")
	}
	again.Do(record.Event{Kind: mock.Submit, Item: -1})
	r, err := again.Result()
	if err != nil || r.Vanished != 1 || r.All.Of != len(r.Lines)-1 {
		t.Errorf("%v, %d vanished, %d of %d count", err, r.Vanished, r.All.Of, len(r.Lines))
	}
	if said := strings.Join(r.Summary(text.For(text.English)), "\n"); !strings.Contains(said, "in no bank any more") {
		t.Error(said)
	}
	past, err := Past(context.Background(), fewer, store, clock.now(), state.Sitting)
	if err != nil || past.Scored != r.Scored || past.Vanished != 1 {
		t.Errorf("later: %v, %+v, was %+v", err, past.Scored, r.Scored)
	}
}

// The time is up while nobody looks: the program is closed, or the machine
// slept. What was answered counts.
func TestTimeIsUpWhileClosed(t *testing.T) {
	clock, store := newClock(), new(progress.Memory)
	st := opened(t, bank(t, 14), store, clock.now)
	s := begun(t, st, store, clock.now, mock.Terms{})
	s.Do(record.Event{Kind: mock.Answer, Item: 1, Chosen: "n1"})
	clock.pass(9 * time.Hour)
	s.Do(record.Event{Kind: mock.Answer, Item: 2, Chosen: "n1"}) // too late
	state, used := s.State()
	if state.End != mock.Expired || used != state.Sitting.Limit || state.Answered() != 1 {
		t.Errorf("end %q, %v, %d answers", state.End, used, state.Answered())
	}
	again, _ := retaken(t, st, store, clock.now, state.Sitting).State()
	same(t, "opened again", state, again)
}

// The mock before stands beside the result, with what was asked in both.
func TestTheMockBefore(t *testing.T) {
	clock, store := newClock(), new(progress.Memory)
	st := opened(t, bank(t, 14), store, clock.now)
	for n := range 2 {
		s := begun(t, st, store, clock.now, mock.Terms{})
		s.Do(record.Event{Kind: mock.Submit, Item: -1})
		r, err := s.Result()
		if err != nil || (r.Earlier != nil) != (n == 1) {
			t.Fatalf("%d: %v %+v", n, err, r.Earlier)
		}
		if n == 1 && (r.Earlier.Score != (mock.Score{Of: r.Scored.Of}) || r.Earlier.Again == 0) {
			t.Errorf("%+v", r.Earlier)
		}
	}
}
