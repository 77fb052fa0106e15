package mock

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"skylab/quizzes/record"
	"skylab/simulators/cloud"
)

func sitting(items int, limit time.Duration, pausable bool) record.Sitting {
	s := record.Sitting{ID: 1, Exam: "SAA-C03", Began: today, Limit: limit, Pausable: pausable}
	for i := range items {
		s.Items = append(s.Items, record.Drawn{Item: fmt.Sprintf("m/%d", i), Hash: "h", Task: "1.1", Scored: true})
	}
	return s
}

// window is one program that has a sitting open, as a screen does it.
type window struct {
	state State
	clock Clock
	now   time.Time
}

func open(t testing.TB, s State, now time.Time) (*window, record.Event) {
	t.Helper()
	c, e := s.Open(now)
	if e == nil {
		t.Fatal("it is over")
	}
	return &window{s.With(*e), c, now}, *e
}

func (w *window) do(after time.Duration, e record.Event) record.Event {
	w.now = w.now.Add(after)
	e = w.state.Stamp(e, w.clock, w.now)
	w.state = w.state.With(e)
	switch {
	case w.state.Paused:
		w.clock = w.clock.Stop(w.now)
	default:
		w.clock = w.clock.Go(w.now)
	}
	return e
}

// session plays a whole sitting by chance: looks, answers, flags, beats and,
// where allowed, pauses.
func session(t testing.TB, s record.Sitting, seed uint64, events int) []record.Event {
	w, first := open(t, Fold(s, nil), s.Began)
	list := []record.Event{first}
	label := cloud.Label("session")
	roll := func(n int, below uint64) int { return int(cloud.RollBelow(seed, label, uint64(n), below)) }
	for i := 1; i < events; i++ {
		e := record.Event{Item: roll(10*i, uint64(len(s.Items)))}
		switch what := roll(10*i+1, 12); {
		case w.state.Paused:
			e = record.Event{Kind: Resume, Item: -1}
		case what < 4:
			e.Kind = Look
		case what < 7:
			e.Kind, e.Chosen, e.Sure = Answer, []string{"a", "b", "a c", ""}[roll(10*i+2, 4)], record.Sure(roll(10*i+3, 3))
		case what < 9:
			e.Kind = []string{Flag, Unflag}[roll(10*i+4, 2)]
		case what < 11:
			e = record.Event{Kind: Beat, Item: -1}
		default:
			e = record.Event{Kind: Pause, Item: -1}
		}
		list = append(list, w.do(time.Duration(roll(10*i+5, 5000))*time.Millisecond, e))
	}
	return list
}

func TestKilledAtAnyInstantWithAnyClock(t *testing.T) {
	for _, pausable := range []bool{false, true} {
		s := sitting(20, 10*time.Minute, pausable)
		events := session(t, s, 42, 200)
		var model struct {
			used, open time.Duration
			chosen     map[int]string
			flags      map[int]bool
			took       map[int]time.Duration
			current    int
			paused     bool
			last       time.Time
		}
		model.chosen, model.flags, model.took, model.current, model.last = map[int]string{}, map[int]bool{}, map[int]time.Duration{}, -1, s.Began
		for n, e := range events {
			// What truly happened, told without the code under test.
			gone := e.At.Sub(model.last)
			if model.paused {
				gone = 0
			}
			if model.last = e.At; model.current >= 0 {
				model.took[model.current] += gone
			}
			model.used += gone
			switch e.Kind {
			case Look:
				model.current = e.Item
			case Answer:
				model.chosen[e.Item] = e.Chosen
			case Flag, Unflag:
				model.flags[e.Item] = e.Kind == Flag
			case Pause:
				model.paused = pausable
			case Resume:
				model.paused = false
			}
			state := Fold(s, events[:n+1])
			if state.Used != model.used || state.Over() || state.Paused != model.paused {
				t.Fatalf("after %d events %s had run, want %s; %v", n+1, state.Used, model.used, state.End)
			}
			for i, m := range state.Marks {
				if m.Response.String() != model.chosen[i] || m.Flagged != model.flags[i] || m.Took != model.took[i] {
					t.Fatalf("after %d events item %d is %+v, want %q %v %s", n+1, i, m, model.chosen[i], model.flags[i], model.took[i])
				}
			}
			for _, gap := range []time.Duration{0, time.Millisecond, 7 * time.Second, 4 * time.Minute, 3 * time.Hour, 40 * 24 * time.Hour, -time.Millisecond, -time.Minute, -400 * 24 * time.Hour} {
				killed(t, s, events, n, state, gap)
			}
		}
	}
}

// killed opens the sitting again, some time after the last event that was kept
// by the clock on the wall, and goes on with what followed.
func killed(t *testing.T, s record.Sitting, events []record.Event, n int, before State, gap time.Duration) {
	t.Helper()
	now := events[n].At.Add(gap)
	c, e := before.Open(now)
	after := before.With(*e)
	want := before.Used
	if !before.Paused {
		want = min(want+max(gap, 0), s.Limit)
	}
	if after.Used != want || c.Used(now) != want || after.Used < before.Used {
		t.Fatalf("killed after %d events, opened after %s: %s had run, want %s", n+1, gap, after.Used, want)
	}
	if over := want >= s.Limit; over != after.Over() || over && after.End != Expired {
		t.Fatalf("killed after %d events, opened after %s: %q with %s of %s", n+1, gap, after.End, want, s.Limit)
	}
	for i, m := range after.Marks {
		if m.Response.String() != before.Marks[i].Response.String() || m.Took != before.Marks[i].Took || m.Flagged != before.Marks[i].Flagged {
			t.Fatalf("killed after %d events: item %d was %+v and is %+v", n+1, i, before.Marks[i], m)
		}
	}
	if after.Back != (gap < -time.Second) || after.LongAway != (gap > 24*time.Hour && !before.Paused) {
		t.Fatalf("opened after %s: back %v, long away %v", gap, after.Back, after.LongAway)
	}
	// Five seconds on in the new window, then killed again: nothing comes back.
	if later := c.Used(now.Add(5 * time.Second)); later < want || !before.Paused && later != min(want+5*time.Second, s.Limit) {
		t.Fatalf("five seconds after %s the clock says %s", want, later)
	}
}

func TestNothingChangesAfterTheEnd(t *testing.T) {
	s := sitting(5, time.Minute, true)
	w, first := open(t, Fold(s, nil), s.Began)
	events := []record.Event{first, w.do(time.Second, record.Event{Kind: Look, Item: 2}), w.do(50*time.Second, record.Event{Kind: Answer, Item: 2, Chosen: "a"})}
	for _, end := range []struct {
		after time.Duration
		kind  string
		want  End
	}{{5 * time.Second, Submit, Submitted}, {time.Hour, TimeUp, Expired}, {9 * time.Second, Answer, Expired}, {time.Hour, Submit, Expired}} {
		w := &window{w.state, w.clock, w.now}
		ended := append(slices.Clone(events), w.do(end.after, record.Event{Kind: end.kind, Item: 2, Chosen: "too late"}))
		state := Fold(s, ended)
		if state.End != end.want || state.Marks[2].Response.String() != "a" || state.Used > s.Limit {
			t.Errorf("%s after %s: %q, %+v", end.kind, end.after, state.End, state.Marks[2])
		}
		for _, kind := range []string{Answer, Flag, Look, Pause, Resume, Open, Submit, TimeUp, Beat} {
			later := w.do(time.Second, record.Event{Kind: kind, Item: 1, Chosen: "b"})
			ended = append(ended, later)
		}
		still := Fold(s, ended)
		state.Seq, still.Seq = 0, 0
		if !reflect.DeepEqual(state, still) {
			t.Errorf("after the end:\n%+v\nwas\n%+v", still, state)
		}
		if c, e := still.Open(w.now); e != nil || c.Used(w.now.Add(time.Hour)) != still.Used {
			t.Error("a sitting that is over was opened")
		}
	}
	if state := Fold(s, append(slices.Clone(events), record.Event{Seq: 9, Kind: TimeUp, Used: time.Second, At: w.now})); state.Over() {
		t.Error("the time was up before it was up")
	}
}

func TestPauseOnlyWhereItWasAskedFor(t *testing.T) {
	for _, pausable := range []bool{false, true} {
		s := sitting(3, time.Hour, pausable)
		w, _ := open(t, Fold(s, nil), s.Began)
		w.do(time.Minute, record.Event{Kind: Pause, Item: -1})
		w.do(10*time.Minute, record.Event{Kind: Resume, Item: -1})
		want := 11 * time.Minute
		if pausable {
			want = time.Minute
		}
		if w.state.Used != want {
			t.Errorf("pausable %v: %s", pausable, w.state.Used)
		}
	}
}

func TestStrangeEventsChangeNothing(t *testing.T) {
	s := sitting(3, time.Hour, false)
	state := Fold(s, []record.Event{
		{Seq: 2, Kind: Answer, Item: 0, Chosen: "b", Used: 2 * time.Minute, At: today},
		{Seq: 1, Kind: Answer, Item: 0, Chosen: "a", Used: time.Minute, At: today},
		{Seq: 2, Kind: Answer, Item: 0, Chosen: "doubled", Used: time.Minute, At: today},
		{Seq: 3, Kind: Answer, Item: 3, Chosen: "a", At: today},
		{Seq: 4, Kind: Answer, Item: -1, Chosen: "a", At: today},
		{Seq: 5, Kind: "dance", Item: 1, Chosen: "a", At: today},
		{Seq: 6, Kind: Look, Item: 99, Used: -time.Hour, At: today},
	})
	if state.Marks[0].Response.String() != "b" || state.Answered() != 1 || state.Used != 2*time.Minute || state.Current != -1 || state.Over() {
		t.Errorf("%+v", state)
	}
	if none := Fold(record.Sitting{}, nil); none.Answered() != 0 || none.Pace(0).PerItem != 0 {
		t.Errorf("%+v", none)
	}
}

func TestPace(t *testing.T) {
	s := Fold(sitting(65, 130*time.Minute, false), nil)
	if p := s.Pace(65 * time.Minute); p.Expected != 32 || p.Left != 65*time.Minute || p.PerItem != time.Minute {
		t.Errorf("%+v", p)
	}
	for i := range 65 {
		s = s.With(record.Event{Seq: i + 1, Kind: Answer, Item: i, Chosen: "a", At: today})
	}
	if p := s.Pace(200 * time.Minute); p.Expected != 65 || p.Left != 0 || p.PerItem != 0 || p.Answered != 65 {
		t.Errorf("%+v", p)
	}
	if p := s.Pace(100 * time.Minute); p.PerItem != 30*time.Minute {
		t.Errorf("all answered: %+v", p)
	}
}

func TestClockCountsByTheMonotonicReading(t *testing.T) {
	s := sitting(3, time.Hour, false)
	now := time.Now()
	s.Began = now.Round(0)
	c, e := Fold(s, nil).Open(now)
	if !strings.Contains(c.from.String(), "m=") {
		t.Error("the clock has no monotonic reading")
	}
	if strings.Contains(e.At.String(), "m=") {
		t.Error("an event has a monotonic reading, which means nothing in another process")
	}
	c = c.Stop(now.Add(time.Minute)).Go(now.Add(time.Hour))
	if got := c.Used(now.Add(time.Hour + time.Second)); got != 61*time.Second {
		t.Error(got)
	}
	if got := c.Used(now); got != time.Minute { // before it began
		t.Error(got)
	}
	if got := c.After(State{Used: 30 * time.Minute}, now).Used(now.Add(time.Second)); got != 30*time.Minute+time.Second {
		t.Errorf("another window was ahead by then: %s", got)
	}
	if !c.Up(now.Add(2 * time.Hour)) {
		t.Error("two hours of one are not up")
	}
}

var errMoved = errors.New("moved")

// store keeps events as progress does: a number once.
type store struct{ events []record.Event }

func (s *store) add(e record.Event) error {
	if e.Seq != len(s.events)+1 {
		return errMoved
	}
	s.events = append(s.events, e)
	return nil
}

// keep is what a screen does with an event: keep it, or catch up and keep it
// then.
func (w *window) keep(t *testing.T, s *store, e record.Event) {
	t.Helper()
	stamped := w.state.Stamp(e, w.clock, w.now)
	if err := s.add(stamped); err == nil {
		w.state = w.state.With(stamped)
	} else {
		state, ours := Catch(w.state.Sitting, s.events, []record.Event{stamped})
		w.state = state
		for _, e := range ours {
			if err := s.add(e); err != nil {
				t.Fatal(err)
			}
			w.state = w.state.With(e)
		}
	}
	w.clock = w.clock.After(w.state, w.now)
}

func TestTwoWindows(t *testing.T) {
	label := cloud.Label("windows")
	for seed := range uint64(300) {
		s := sitting(6, 30*time.Minute, true)
		kept := &store{}
		a := &window{state: Fold(s, nil), now: today}
		b := &window{state: Fold(s, nil), now: today}
		a.clock, _ = a.state.Open(today)
		b.clock, _ = b.state.Open(today)
		last := map[int]string{}
		for n := range uint64(60) {
			w := []*window{a, b}[cloud.RollBelow(seed, label, n*10, 2)]
			step := time.Duration(cloud.RollBelow(seed, label, n*10+1, 20)) * time.Second
			a.now, b.now = a.now.Add(step), b.now.Add(step)
			e := record.Event{Item: int(cloud.RollBelow(seed, label, n*10+2, 6))}
			switch cloud.RollBelow(seed, label, n*10+3, 6) {
			case 0, 1, 2:
				e.Kind, e.Chosen = Answer, fmt.Sprintf("o%d", n)
			case 3:
				e.Kind = Look
			case 4:
				e.Kind, e.Item = Beat, -1
			case 5:
				e.Kind, e.Item = []string{Pause, Resume}[n%2], -1
			}
			used := w.state.Used
			w.keep(t, kept, e)
			if w.state.Used < used {
				t.Fatalf("seed %d: time went back from %s to %s", seed, used, w.state.Used)
			}
			if e.Kind == Answer {
				last[e.Item] = e.Chosen
			}
			if !reflect.DeepEqual(w.state, Fold(s, kept.events)) {
				t.Fatalf("seed %d: a window that has caught up sees\n%+v\nkept is\n%+v", seed, w.state, Fold(s, kept.events))
			}
		}
		for i, m := range Fold(s, kept.events).Marks {
			if m.Response.String() != last[i] {
				t.Fatalf("seed %d: item %d is %q, the last answer was %q", seed, i, m.Response, last[i])
			}
		}
	}
}

func TestTheOtherWindowHandedIn(t *testing.T) {
	s := sitting(2, time.Hour, false)
	kept := []record.Event{{Seq: 1, Kind: Open, Item: -1, At: today}, {Seq: 2, Kind: Submit, Item: -1, Used: time.Minute, At: today}}
	state, ours := Catch(s, kept, []record.Event{{Seq: 2, Kind: Answer, Item: 0, Chosen: "a", Used: time.Minute, At: today}})
	if state.End != Submitted || len(ours) > 0 {
		t.Errorf("%+v %+v", state, ours)
	}
}

func BenchmarkFold(b *testing.B) {
	s := sitting(65, 130*time.Minute, false)
	events := session(b, s, 1, 1000)
	b.ReportAllocs()
	for b.Loop() {
		if Fold(s, events).Seq != 1000 {
			b.Fatal("not all")
		}
	}
}
