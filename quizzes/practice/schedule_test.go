package practice

import (
	"math"
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // days of zones that the machine may not know

	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/simulators/cloud"
)

func dueIDs(h *History, now time.Time) []string { return ids(h.Due(now).Items) }

// What an answer does to the schedule: a miss comes back after ten minutes, a
// guess sooner than what was known, and each right answer on its day puts the
// next one further off.
func TestAnswersMakeTheSchedule(t *testing.T) {
	due := func(list ...record.Answer) time.Duration {
		h := New(library(10), nil, nil, nil)
		at := noon
		for _, a := range list {
			a.Item, a.Hash, a.At, a.Chosen = "m0/item-0", "h1", at, "a"
			h.Add(a)
			at = h.Standing(a.Item, at).Due
		}
		last := h.Answers("m0/item-0")
		return at.Sub(last[len(last)-1].At)
	}
	right, wrong := record.Answer{Right: true}, record.Answer{}
	guess, sure, sureWrong := record.Answer{Right: true, Sure: record.Guess}, record.Answer{Right: true, Sure: record.Certain}, record.Answer{Sure: record.Certain}
	mock := record.Answer{Right: true, Mode: record.Mock, Sitting: 3}

	if d := due(wrong); d != 10*time.Minute {
		t.Errorf("missed: %v", d)
	}
	if d := due(sureWrong); d != 10*time.Minute {
		t.Errorf("sure and missed: %v", d)
	}
	if due(guess) >= due(right) || due(guess) <= due(wrong) {
		t.Errorf("guessed: %v, known %v", due(guess), due(right))
	}
	if due(sure) != due(right) || due(mock) != due(right) {
		t.Errorf("sure %v, in a mock %v, unasked %v", due(sure), due(mock), due(right))
	}
	last := time.Duration(0)
	for n := 1; n <= 5; n++ {
		d := due(slices.Repeat([]record.Answer{right}, n)...)
		if d <= last || d < day {
			t.Errorf("after %d right answers: %v, before that %v", n, d, last)
		}
		last = d
	}
	if d := due(right, right, right, wrong); d != 10*time.Minute {
		t.Errorf("forgotten: %v", d)
	}
	if again, never := due(right, right, right, wrong, right), due(right, right, right, right); again >= never {
		t.Errorf("known again: %v, never forgotten: %v", again, never)
	}
}

// FSRS-6 with its default weights: a first Good is stable for 2.3065 days.
// github.com/open-spaced-repetition/fsrs4anki/wiki/The-Algorithm
func TestTheWeightsAreThoseOfFSRS6(t *testing.T) {
	h := New(library(10), nil, nil, nil)
	ask(h, "m0/item-0", true, noon)
	if s := h.items[0].card.Stability; math.Abs(s-2.3065) > 1e-9 {
		t.Errorf("stability %v", s)
	}
	if r := h.Standing("m0/item-0", noon.Add(200*day)).Recall; r <= 0 || r >= 0.9 {
		t.Errorf("recall after 200 days is %v", r)
	}
}

func TestLapses(t *testing.T) {
	h := New(library(10), nil, nil, nil)
	for i, right := range []bool{false, false, true, false, false, true, true, false} {
		ask(h, "m0/item-0", right, noon.Add(time.Duration(i)*3*day))
	}
	if s := h.Standing("m0/item-0", noon); s.Lapses != 2 || s.Answers != 8 || s.Rights != 3 || s.Last.Right {
		t.Errorf("%+v", s)
	}
}

// The learner's day decides: what falls due this evening is there in the
// morning, in their zone, also over a change of the clocks.
func TestDueByTheLearnersDay(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, zone := range []*time.Location{time.UTC, seoul, newYork, nil} {
		h := New(library(10), nil, zone, nil)
		if zone == nil {
			zone = time.UTC
		}
		evening := time.Date(2026, 10, 31, 23, 30, 0, 0, zone) // clocks change in New York that night
		ask(h, "m0/item-0", true, evening)
		due := h.Standing("m0/item-0", evening).Due.In(zone)
		begin := time.Date(due.Year(), due.Month(), due.Day(), 0, 0, 0, 0, zone)
		if n := len(dueIDs(h, begin.Add(-time.Second))); n != 0 {
			t.Errorf("%s: due on the day before", zone)
		}
		if n := len(dueIDs(h, begin)); n != 1 {
			t.Errorf("%s: not due at the beginning of its day", zone)
		}
		if next := h.NextDue(evening); !next.Equal(begin) {
			t.Errorf("%s: next due %v, want %v", zone, next, begin)
		}
		if next := h.NextDue(begin); !next.IsZero() {
			t.Errorf("%s: next due %v when all is due", zone, next)
		}
	}
}

func TestMissedComesBackTheSameDay(t *testing.T) {
	h := New(library(10), nil, nil, nil)
	ask(h, "m0/item-0", false, noon)
	if got := dueIDs(h, noon.Add(9*time.Minute)); len(got) != 0 {
		t.Errorf("after 9 minutes %v", got)
	}
	if next := h.NextDue(noon); !next.Equal(noon.Add(10 * time.Minute)) {
		t.Errorf("next due %v", next)
	}
	if got := dueIDs(h, noon.Add(10*time.Minute)); len(got) != 1 {
		t.Errorf("after 10 minutes %v", got)
	}
}

// A clock set back between reviews: no interval is negative, nothing becomes
// due that was not, and it is said.
func TestClockSetBack(t *testing.T) {
	h := New(library(50), nil, nil, nil)
	for i := range 40 {
		ask(h, h.items[i].id, true, noon.Add(time.Duration(i)*time.Minute))
	}
	before := dueIDs(h, noon.Add(time.Hour))
	past := noon.AddDate(-20, 0, 0)
	if got := dueIDs(h, past); !slices.Equal(got, before) {
		t.Errorf("due after the clock was set back: %v, before %v", got, before)
	}
	if b := h.Behind(past); b < 19*365*day || h.Due(past).Behind != b {
		t.Errorf("behind by %v, the plan says %v", b, h.Due(past).Behind)
	}
	if b := h.Behind(noon.Add(time.Hour)); b != 0 {
		t.Errorf("behind by %v on a good clock", b)
	}
	ask(h, h.items[0].id, true, past) // reviewed in 2006
	if got := dueIDs(h, noon.Add(time.Hour)); !slices.Equal(got, before) || h.Behind(noon.Add(time.Hour)) != 0 {
		t.Errorf("due when the clock is right again: %v, before %v", got, before)
	}
	ask(h, h.items[1].id, true, past.Add(day)) // and a day later
	if got, want := dueIDs(h, past.Add(5*day)), dueIDs(h, noon.Add(5*day)); len(got) < 38 || !slices.Equal(got, want) {
		t.Errorf("five days later by the wrong clock: %d due, by the right one %d", len(got), len(want))
	}
	for i := range h.items {
		if c := h.items[i].card; c.LastReview.After(c.Due) {
			t.Errorf("%s is due before it was reviewed: %+v", h.items[i].id, c)
		}
	}
}

// A clock that was years ahead for one answer does not stop the reviews until
// those years are over.
func TestClockSetForwardOnce(t *testing.T) {
	h := New(library(50), nil, nil, nil)
	for i := range 20 {
		ask(h, h.items[i].id, true, noon.Add(time.Duration(i)*time.Minute))
	}
	ask(h, h.items[20].id, true, noon.AddDate(14, 0, 0))
	today := noon.Add(day)
	for i := range 21 { // the years were over: all is due once
		ask(h, h.items[i].id, true, today.Add(time.Duration(i)*time.Minute))
	}
	if got := dueIDs(h, today.Add(time.Hour)); len(got) != 0 {
		t.Errorf("still due after all were answered: %v", got)
	}
	next := h.NextDue(today.Add(time.Hour))
	if wait := next.Sub(today); wait < day/2 || wait > 400*day {
		t.Errorf("the next review is %v away", wait)
	}
	if got := dueIDs(h, next); len(got) == 0 {
		t.Error("nothing is due on the day that was said")
	}
	if s := h.Standing(h.items[0].id, today); s.Due.Before(today) || s.Due.After(today.AddDate(40, 0, 0)) {
		t.Errorf("due %v", s.Due)
	}
}

// Order is that of Seq, whatever the wall clock said.
func TestOrderIsThatOfSeq(t *testing.T) {
	entries := library(20)
	list := answers(entries, 300, 3)
	for i := range list {
		list[i].At = list[i].At.Add(time.Duration(cloud.RollBelow(5, 6, uint64(i), 1000)-500) * time.Hour)
	}
	shuffled := slices.Clone(list)
	for i := range shuffled {
		j := int(cloud.RollBelow(1, 2, uint64(i), uint64(i)+1))
		shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
	}
	same(t, New(entries, nil, seoul, list), New(entries, nil, seoul, shuffled))
	if list[0].Seq != 1 || shuffled[0].Seq == 1 && shuffled[1].Seq == 2 {
		t.Fatal("the test shuffles nothing, or the history sorts the caller's list")
	}
}

// same compares all that two histories tell.
func same(t *testing.T, a, b *History) {
	t.Helper()
	for _, now := range []time.Time{noon, noon.Add(30 * day)} {
		for i := range a.items {
			id := a.items[i].id
			if x, y := a.Standing(id, now), b.Standing(id, now); x.Due != y.Due || x.Answers != y.Answers || x.Last != y.Last || x.Recall != y.Recall || x.Lapses != y.Lapses {
				t.Fatalf("%+v\n%+v", x, y)
			}
		}
		if x, y := a.Due(now), b.Due(now); !slices.Equal(x.Items, y.Items) || x.Takes != y.Takes {
			t.Fatalf("due %v, %v", x, y)
		}
		if x, y := a.WarmUp(now, 4), b.WarmUp(now, 4); !slices.Equal(x.Items, y.Items) {
			t.Fatalf("warm-up %v, %v", x, y)
		}
		if x, y := a.Streak(now), b.Streak(now); x != y {
			t.Fatalf("streak %v, %v", x, y)
		}
	}
	if !slices.Equal(a.Calibration(), b.Calibration()) || !slices.Equal(a.Overconfident(), b.Overconfident()) {
		t.Fatal("calibrations differ")
	}
}

// Taken in one by one or all at once, answers add up to the same.
func TestAddIsNew(t *testing.T) {
	entries := library(60)
	list := answers(entries, 1500, 9)
	h := New(entries, generators(), seoul, list[:700])
	for _, a := range list[700:] {
		h.Add(a)
	}
	same(t, New(entries, generators(), seoul, list), h)
}

// Items vanish from banks: their answers stay, and nothing of them is asked.
func TestVanishedItems(t *testing.T) {
	entries := library(100)
	list := answers(entries, 800, 2)
	h := New(entries[:60], nil, nil, list)
	gone := h.Gone()
	if len(gone) == 0 || len(gone) > 40 || !slices.IsSorted(gone) {
		t.Fatalf("%d gone: %v", len(gone), gone)
	}
	for _, id := range gone {
		s := h.Standing(id, noon)
		if !s.Gone || s.Answers == 0 || s.Answers != len(h.Answers(id)) || !s.Due.IsZero() {
			t.Errorf("%+v", s)
		}
	}
	asked := append(dueIDs(h, noon.Add(1000*day)), ids(h.WarmUp(noon, 1).Items)...)
	for seed := range uint64(1000) {
		p, _ := h.Next(Filter{Weak: seed%2 == 0}, noon, seed)
		asked = append(asked, p.ID)
	}
	for _, id := range asked {
		if slices.Contains(gone, id) {
			t.Fatalf("%s is asked and is no more", id)
		}
	}
	if New(entries, nil, nil, list).Gone() != nil {
		t.Error("nothing vanished, and something is gone")
	}
	if n := len(New(nil, nil, nil, list).Gone()); n != 100 {
		t.Errorf("no bank at all: %d gone", n)
	}
}

// An item that reads otherwise than it was answered begins anew, is said so,
// and keeps its answers.
func TestChangedItems(t *testing.T) {
	entries := library(10)
	h := New(entries, nil, nil, nil)
	for _, d := range []int{0, 3, 20} {
		ask(h, "m0/item-0", true, noon.AddDate(0, 0, d))
	}
	list := h.All()
	entries[0].Hash = "h2"
	h = New(entries, nil, nil, list)
	now := noon.AddDate(1, 0, 0)
	if s := h.Standing("m0/item-0", now); !s.Changed || s.Answers != 3 || !s.Due.IsZero() {
		t.Errorf("%+v", s)
	}
	if got := h.Changed(); !slices.Equal(got, []string{"m0/item-0"}) {
		t.Errorf("changed: %v", got)
	}
	if got := dueIDs(h, now); len(got) != 0 {
		t.Errorf("due: %v", got)
	}
	if p, ok := h.Next(Filter{Fresh: true, Module: "m0", Topic: "topic0"}, now, 1); !ok || p != (Pick{"m0/item-0", WhyChanged}) {
		t.Errorf("next is %v %v", p, ok)
	}
	h.Add(record.Answer{Item: "m0/item-0", Hash: "h2", Chosen: "a", Right: true, At: now})
	first := New(entries, nil, nil, nil)
	first.Add(record.Answer{Item: "m0/item-0", Hash: "h2", Chosen: "a", Right: true, At: now})
	if a, b := h.Standing("m0/item-0", now), first.Standing("m0/item-0", now); a.Changed || a.Due != b.Due || a.Answers != 4 {
		t.Errorf("it did not begin anew: %+v, want as %+v", a, b)
	}
}

// A generated item is reviewed from when it is missed until it was right on two
// days, and no single one that was right at once.
func TestGeneratedItems(t *testing.T) {
	h := New(library(10), generators(), nil, nil)
	ask(h, "~route/1", true, noon)
	ask(h, "~route/2", false, noon)
	if got := dueIDs(h, noon.Add(day)); !slices.Equal(got, []string{"~route/2"}) {
		t.Fatalf("due: %v", got)
	}
	if s := h.Standing("~route/2", noon); s.Entry.Topic != "topic1" || s.Entry.Step != "m0/nat" || s.Gone {
		t.Errorf("%+v", s)
	}
	ask(h, "~route/2", true, noon.Add(time.Hour))
	ask(h, "~route/2", true, noon.Add(2*time.Hour)) // the same day
	if s := h.Standing("~route/2", noon); s.Due.IsZero() {
		t.Error("it left after one day")
	}
	h.Add(record.Answer{Item: "~route/2", Chosen: "a", Right: true, Sure: record.Guess, At: noon.Add(3 * day)})
	if s := h.Standing("~route/2", noon); s.Due.IsZero() {
		t.Error("it left by a guess")
	}
	ask(h, "~route/2", true, noon.Add(4*day))
	if s := h.Standing("~route/2", noon); !s.Due.IsZero() || len(dueIDs(h, noon.Add(1000*day))) != 0 {
		t.Errorf("it did not leave: %+v", s)
	}
	ask(h, "~route/2", false, noon.Add(5*day))
	if s := h.Standing("~route/2", noon); s.Due.IsZero() {
		t.Error("missed again, and not reviewed again")
	}
	ask(h, "~unknown/2", false, noon)
	ask(h, "~route/x", false, noon)
	if got := h.Gone(); !slices.Equal(got, []string{"~route/x", "~unknown/2"}) {
		t.Errorf("gone: %v", got)
	}
}

// An item of a mock exam that never came on the screen says nothing.
func TestUnseenSaysNothing(t *testing.T) {
	h := New(library(10), nil, nil, nil)
	h.Add(record.Answer{Item: "m0/item-0", Hash: "h1", Mode: record.Mock, Sitting: 1, At: noon})
	s := h.Standing("m0/item-0", noon)
	if s.Answers != 1 || !s.Due.IsZero() || h.Streak(noon).Today || h.items[0].last >= 0 {
		t.Errorf("%+v", s)
	}
	h.Add(record.Answer{Item: "m1/item-1", Hash: "h1", Mode: record.Mock, Sitting: 1, At: noon, Took: time.Second})
	if s := h.Standing("m1/item-1", noon); s.Due.IsZero() {
		t.Error("seen and left empty is a miss")
	}
}

// Whatever a file may hold, nothing fails and nothing is asked that is not there.
func TestStrangeHistories(t *testing.T) {
	entries := library(20)
	entries = append(entries, entries[0], quizzes.Entry{}) // twice, and empty
	items := []string{"", "~", "~route/", "~route/5", "~bill/99", "gone/x", "m0/item-0", "m1/item-1", "m2/item-2"}
	times := []time.Time{{}, noon, noon.Add(time.Hour), time.Unix(0, 0), time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(-300, 1, 1, 0, 0, 0, 0, time.UTC), noon.Add(-day)}
	for seed := range uint64(2000) {
		roll := func(n, below uint64) uint64 { return cloud.RollBelow(seed, 77, n, below) }
		h := New(entries, generators(), seoul, nil)
		for i := range 2 + roll(0, 20) {
			k := 10*i + 1
			h.Add(record.Answer{Item: items[roll(k, 9)], Hash: []string{"", "h1", "h2"}[roll(k+1, 3)], Chosen: []string{"", "a"}[roll(k+2, 2)], Right: roll(k+3, 2) == 0,
				Sure: record.Sure(roll(k+4, 5)) - 1, Took: time.Duration(roll(k+5, 100)-10) * time.Second, At: times[roll(k+6, 7)], Seq: int64(roll(k+7, 9))})
		}
		for i, now := range times {
			var picks []Pick
			picks = append(picks, h.Due(now).Items...)
			picks = append(picks, h.WarmUp(now, seed).Items...)
			if p, ok := h.Next(Filter{Generated: i%2 == 0, Weak: i%3 == 0}, now, seed); ok {
				picks = append(picks, p)
			}
			for _, p := range picks {
				if s := h.Standing(p.ID, now); s.Gone {
					t.Fatalf("seed %d: %v is asked and is no more", seed, p)
				}
			}
			h.NextDue(now)
			h.Streak(now)
			h.Activity(now, 30)
			h.Topics(now)
			h.Behind(now)
		}
		for i := range h.items {
			if c := h.items[i].card; c.Due.Before(c.LastReview) {
				t.Fatalf("seed %d: due before it was reviewed: %+v", seed, c)
			}
		}
	}
}

// The history of another machine comes in behind one's own, though it is older:
// it moves nothing into the far future, and time goes on with the next answer.
func TestHistoriesOfTwoMachines(t *testing.T) {
	h := New(library(50), nil, nil, nil)
	for d := range 20 {
		ask(h, h.items[d].id, true, noon.AddDate(0, 0, d-20))
	}
	for d := range 30 {
		ask(h, h.items[20+d].id, true, noon.AddDate(0, 0, d-60))
	}
	ask(h, h.items[0].id, true, noon)
	ask(h, h.items[1].id, false, noon.Add(time.Minute))
	if got := dueIDs(h, noon.Add(5*time.Minute)); slices.Contains(got, h.items[0].id) || slices.Contains(got, h.items[1].id) {
		t.Errorf("just answered, and due: %v", got)
	}
	if got := dueIDs(h, noon.Add(12*time.Minute)); !slices.Contains(got, h.items[1].id) {
		t.Error("what was missed does not come back")
	}
	due := h.Standing(h.items[0].id, noon).Due
	if wait := due.Sub(noon); wait < day || wait > 200*day {
		t.Errorf("known, and due after %v", wait)
	}
	if got := dueIDs(h, due); !slices.Contains(got, h.items[0].id) {
		t.Error("it is not due on the day that was said")
	}
	ask(h, h.items[49].id, true, noon.Add(2*time.Minute)) // it came in with the other history
	if c := h.items[49].card; c.Reps != 2 {
		t.Errorf("its schedule began anew: %+v", c)
	}
}
