package practice

import (
	"fmt"
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // a machine may have no zones of its own

	"skylab/quizzes"
)

// oneTopic is n items of one topic, or each of its own.
func oneTopic(n int, each bool) []quizzes.Entry {
	list := make([]quizzes.Entry, n)
	for i := range list {
		topic := "only"
		if each {
			topic = fmt.Sprint("topic", i)
		}
		list[i] = quizzes.Entry{ID: fmt.Sprintf("m/i%02d", i), Module: "m", Topic: topic, Hash: "h1"}
	}
	return list
}

// A topic is weak when three of its items were measured and fewer than seven in
// ten were right: neither one slip nor exactly seven makes it so.
func TestWhatIsWeak(t *testing.T) {
	for _, c := range []struct {
		measured, right int
		weak            bool
	}{{0, 0, false}, {2, 0, false}, {3, 0, true}, {3, 2, true}, {3, 3, false}, {10, 6, true}, {10, 7, false}, {10, 8, false}} {
		h := New(oneTopic(12, false), nil, nil, nil)
		for i := range c.measured {
			ask(h, fmt.Sprintf("m/i%02d", i), i < c.right, noon.Add(time.Duration(i)*time.Minute))
		}
		if n, _ := h.Matches(Filter{Weak: true, Fresh: true}, noon.Add(time.Hour)); n > 0 != c.weak {
			t.Errorf("%d of %d right: %d fresh items of a weak topic", c.right, c.measured, n)
		}
	}
}

// What is most likely forgotten is asked first.
func TestDueBeginsWithTheLeastKnown(t *testing.T) {
	h := New(oneTopic(8, true), nil, nil, nil)
	for k, i := range []int{4, 1, 7, 3, 0, 6, 2, 5} { // in this order, the longest ago first
		ask(h, fmt.Sprintf("m/i%02d", i), true, noon.AddDate(0, 0, -90+10*k))
	}
	var recall []float64
	for _, p := range h.Due(noon).Items {
		recall = append(recall, h.Standing(p.ID, noon).Recall)
	}
	if len(recall) != 8 || !slices.IsSorted(recall) || recall[0] == recall[7] {
		t.Errorf("recall in the order of asking: %.3f", recall)
	}
}

// The same answers at the same distances give the same intervals, for every
// item and at every hour: nothing is drawn.
func TestIntervalsAreNotDrawn(t *testing.T) {
	h := New(oneTopic(40, true), nil, nil, nil)
	seen := map[string]bool{}
	for _, after := range []int{0, 4, 20, 80} {
		for i := range 40 {
			id, at := fmt.Sprintf("m/i%02d", i), noon.Add(time.Duration(i)*7*time.Minute).AddDate(0, 0, after)
			ask(h, id, true, at)
			if after == 80 {
				seen[h.Standing(id, at).Due.Sub(at).String()] = true
			}
		}
	}
	if len(seen) != 1 {
		t.Errorf("intervals after the same answers: %v", seen)
	}
}

// The learner's days are those of their zone, in the weeks when its clocks
// change and at both ends of the world.
func TestDaysOfZones(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	for _, zone := range []*time.Location{berlin, time.FixedZone("+14", 14*3600), time.FixedZone("-12", -12*3600), nil} {
		in := zone
		if in == nil {
			in = time.UTC
		}
		for _, month := range []time.Month{time.March, time.October} { // clocks change on the last Sunday
			from := time.Date(2026, month, 20, 0, 0, 0, 0, in)
			h := New(oneTopic(1, false), nil, zone, nil)
			for d := range 12 { // a minute after midnight, and one before the next
				day := from.AddDate(0, 0, d)
				ask(h, "m/i00", true, day.Add(time.Minute))
				ask(h, "m/i00", true, day.AddDate(0, 0, 1).Add(-time.Minute))
			}
			end := from.AddDate(0, 0, 12).Add(-time.Second)
			if got := h.Streak(end); got.Days != 12 || !got.Today || got.Best != 12 {
				t.Errorf("%v, %v: %+v", in, month, got)
			}
			for _, d := range h.Activity(end, 12) {
				if d.Answers != 2 || d.Date.Hour() != 0 || d.Date.Location().String() != in.String() {
					t.Errorf("%v: %+v", in, d)
				}
			}
			if b := h.Behind(end); b != 0 {
				t.Errorf("%v, %v: the clock stands %v behind", in, month, b)
			}
			if due := h.Standing("m/i00", end).Due; !due.After(end) {
				t.Errorf("%v: due %v", in, due)
			}
		}
	}
}
