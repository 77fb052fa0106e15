package practice

import (
	"slices"
	"testing"
	"time"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/simulators/cloud"
)

// No two of one topic in a row, whenever that can be done; nothing is lost, and
// within a topic the order stays.
func TestInterleave(t *testing.T) {
	for seed := range uint64(10_000) {
		n, topics := int(cloud.RollBelow(seed, 1, 1, 30)), 1+cloud.RollBelow(seed, 1, 2, 6)
		list, most := make([]int, n), map[int]int{}
		topic := func(i int) int { return int(cloud.RollBelow(seed, 2, uint64(i), topics)) }
		largest := 0
		for i := range list {
			list[i] = i
			most[topic(i)]++
			largest = max(largest, most[topic(i)])
		}
		got := interleave(list, topic)
		if !slices.Equal(slices.Sorted(slices.Values(got)), list) {
			t.Fatalf("seed %d: %v", seed, got)
		}
		pairs, last := 0, map[int]int{}
		for i, x := range got {
			if i > 0 && topic(x) == topic(got[i-1]) {
				pairs++
			}
			if before, ok := last[topic(x)]; ok && before > x {
				t.Fatalf("seed %d: %d before %d of one topic", seed, before, x)
			}
			last[topic(x)] = x
		}
		if want := max(0, 2*largest-n-1); pairs != want {
			t.Fatalf("seed %d: %d pairs, %d cannot be avoided: %v", seed, pairs, want, got)
		}
	}
	if got := interleave([]int{5, 6, 7, 8}, func(i int) int { return i % 2 }); !slices.Equal(got, []int{5, 6, 7, 8}) {
		t.Errorf("an order that is good already became %v", got)
	}
}

func TestDueIsInterleavedAndTimed(t *testing.T) {
	entries := library(300)
	h := New(entries, generators(), seoul, answers(entries, 2000, 4))
	p := h.Due(noon.Add(40 * day))
	if len(p.Items) < 50 {
		t.Fatalf("%d due", len(p.Items))
	}
	for i := 1; i < len(p.Items); i++ {
		a, b := h.Standing(p.Items[i-1].ID, noon).Entry, h.Standing(p.Items[i].ID, noon).Entry
		if a.Module == b.Module && a.Topic == b.Topic {
			t.Errorf("%s and %s in a row", a.ID, b.ID)
		}
	}
	if p.Takes != time.Duration(len(p.Items))*h.Pace() || h.Pace() < 40*time.Second || h.Pace() > 60*time.Second {
		t.Errorf("%v for %d items at %v", p.Takes, len(p.Items), h.Pace())
	}
}

func TestPace(t *testing.T) {
	h := New(library(10), nil, nil, nil)
	for i, want := range []time.Duration{60, 60, 60, 60, 60, 20, 20} {
		if got := h.Pace(); got != want*time.Second {
			t.Errorf("after %d answers %v", i, got)
		}
		h.Add(record.Answer{Item: "m0/item-0", Took: 20 * time.Second, At: noon})
		h.Add(record.Answer{Item: "m0/item-0", Took: time.Hour, At: noon}) // away from the desk
	}
	for range 101 { // faster now
		h.Add(record.Answer{Item: "m0/item-0", Took: 5 * time.Second, At: noon})
	}
	if got := h.Pace(); got != 5*time.Second {
		t.Errorf("lately %v", got)
	}
}

// Every filter lets through exactly what it says.
func TestFilters(t *testing.T) {
	entries := library(200)
	h := New(entries, generators(), seoul, answers(entries, 150, 5))
	has := func(e quizzes.Entry, tag string) bool { return slices.Contains(e.Tasks, tag) }
	for name, c := range map[string]struct {
		f    Filter
		want func(Standing) bool
	}{
		"open":     {Filter{}, func(Standing) bool { return true }},
		"module":   {Filter{Module: "m2"}, func(s Standing) bool { return s.Entry.Module == "m2" }},
		"topic":    {Filter{Module: "m2", Topic: "topic3"}, func(s Standing) bool { return s.Entry.Module == "m2" && s.Entry.Topic == "topic3" }},
		"task":     {Filter{Exam: "SAA-C03", Task: "3.2"}, func(s Standing) bool { return has(s.Entry, "SAA-C03/3.2") }},
		"any task": {Filter{Task: "3.2"}, func(s Standing) bool { return has(s.Entry, "SAA-C03/3.2") || has(s.Entry, "CLF-C02/3.2") }},
		"domain": {Filter{Exam: "CLF-C02", Domain: "2"}, func(s Standing) bool {
			return slices.ContainsFunc(s.Entry.Tasks, func(tag string) bool { return tag[:len("CLF-C02/2.")] == "CLF-C02/2." })
		}},
		"no exam": {Filter{Exam: "SAP-C02"}, func(Standing) bool { return false }},
		"level":   {Filter{Level: 3}, func(s Standing) bool { return s.Entry.Level == 3 }},
		"kind":    {Filter{Kind: quizzes.Order}, func(s Standing) bool { return s.Entry.Kind == quizzes.Order }},
		"proved":  {Filter{Proved: true}, func(s Standing) bool { return s.Entry.Proved }},
		"fresh":   {Filter{Fresh: true}, func(s Standing) bool { return s.Answers == 0 }},
		"missed":  {Filter{Missed: true}, func(s Standing) bool { return s.Answers > 0 && !s.Last.Right }},
	} {
		want := 0
		for _, e := range entries {
			if c.want(h.Standing(e.ID, noon)) {
				want++
			}
		}
		if n, _ := h.Matches(c.f, noon); n != want {
			t.Errorf("%s: %d items match, want %d", name, n, want)
		}
		for seed := range uint64(300) {
			p, ok := h.Next(c.f, noon, seed)
			if ok != (want > 0) || ok && !c.want(h.Standing(p.ID, noon)) {
				t.Fatalf("%s: %v %v", name, p, ok)
			}
		}
	}
	if n, _ := h.Matches(Filter{Missed: true}, noon.Add(15*day)); n != 0 {
		t.Errorf("%d missed lately, after fifteen days", n)
	}
	if _, g := h.Matches(Filter{Generated: true, Module: "m0"}, noon); g != 2 {
		t.Errorf("%d generators of m0", g)
	}
	if _, g := h.Matches(Filter{Generated: true, Kind: quizzes.Choice}, noon); g != 0 {
		t.Error("a generator promises a kind")
	}
}

// A drill of right answers asks everything once before anything again, never
// one of the last eight, and seldom stays on a topic.
func TestADrill(t *testing.T) {
	for seed := range uint64(20) {
		h := New(library(60), nil, nil, nil)
		var asked []string
		stays := 0
		for i := range 150 {
			p, ok := h.Next(Filter{}, noon, seed)
			if !ok || slices.Contains(asked[max(0, len(asked)-lastFew):], p.ID) {
				t.Fatalf("seed %d: %v after %v", seed, p, asked)
			}
			if i < 60 != (p.Why == WhyFresh) {
				t.Fatalf("seed %d: item %d is %v", seed, i, p)
			}
			if i > 0 && i < 50 && h.items[h.byID[p.ID]].topic == h.items[h.byID[asked[i-1]]].topic {
				stays++
			}
			asked = append(asked, p.ID)
			ask(h, p.ID, true, noon.Add(time.Duration(i)*time.Minute))
		}
		if once := slices.Compact(slices.Sorted(slices.Values(asked[:60]))); len(once) != 60 {
			t.Errorf("seed %d: %d different of the first 60", seed, len(once))
		}
		if stays > 0 {
			t.Errorf("seed %d: stays on a topic %d times", seed, stays)
		}
	}
}

// What was missed comes back within a drill, long before all fresh ones are done.
func TestADrillBringsMissedBack(t *testing.T) {
	h := New(library(2000), nil, nil, nil)
	again := 0
	for i := range 200 {
		p, _ := h.Next(Filter{}, noon, 3)
		if p.Why == WhyMissed {
			again++
		}
		ask(h, p.ID, p.Why == WhyMissed || i%4 > 0, noon.Add(time.Duration(i)*time.Minute))
	}
	if again < 15 || again > 70 {
		t.Errorf("%d of 200 were missed ones", again)
	}
}

func TestNextIsDeterministic(t *testing.T) {
	entries := library(100)
	h := New(entries, generators(), nil, answers(entries, 50, 6))
	seen := map[Pick]bool{}
	for seed := range uint64(500) {
		f := Filter{Generated: true}
		a, _ := h.Next(f, noon, seed)
		if b, _ := h.Next(f, noon, seed); a != b {
			t.Fatalf("%v, then %v", a, b)
		}
		seen[a] = true
	}
	if len(seen) < 100 {
		t.Errorf("%d different picks by 500 seeds", len(seen))
	}
}

// Who knows nothing is not asked the same again at once.
func TestAMissedItemWaits(t *testing.T) {
	for seed := range uint64(50) {
		h := New(library(12), nil, nil, nil)
		var asked []string
		for i := range 100 {
			p, ok := h.Next(Filter{}, noon, seed)
			if !ok || slices.Contains(asked[max(0, len(asked)-8):], p.ID) {
				t.Fatalf("seed %d: %v after %v", seed, p, asked)
			}
			asked = append(asked, p.ID)
			ask(h, p.ID, false, noon.Add(time.Duration(i)*time.Minute))
		}
	}
}

// With few items the drill goes round rather than end.
func TestADrillOfFewItems(t *testing.T) {
	for n := 1; n <= 10; n++ {
		h := New(library(n), nil, nil, nil)
		last := ""
		for i := range 30 {
			p, ok := h.Next(Filter{}, noon, 1)
			if !ok || n > 1 && p.ID == last {
				t.Fatalf("%d items: %v %v after %s", n, p, ok, last)
			}
			last = p.ID
			ask(h, p.ID, i%3 > 0, noon.Add(time.Duration(i)*time.Minute))
		}
	}
	if _, ok := New(nil, nil, nil, nil).Next(Filter{}, noon, 1); ok {
		t.Error("nothing there, and something is asked")
	}
}

// A generator is drilled without end, and no number twice.
func TestADrillOfAGenerator(t *testing.T) {
	h := New(library(10), generators(), nil, nil)
	seen := map[string]bool{}
	for i := range 300 {
		p, ok := h.Next(Filter{Generator: "route"}, noon, 8)
		g, n, made := quizzes.Generated(p.ID)
		if !ok || !made || g != "route" || n == 0 || n > 1_000_000 || seen[p.ID] {
			t.Fatalf("%d: %v %v", i, p, ok)
		}
		seen[p.ID] = true
		ask(h, p.ID, true, noon)
	}
	for n := range uint64(100) {
		once := h.generated(0, draw{8, 1000 + n})
		ask(h, once, true, noon)
		if again := h.generated(0, draw{8, 1000 + n}); again == once {
			t.Errorf("%s was answered, and is drawn", again)
		}
	}
	if _, ok := h.Next(Filter{Generator: "unknown"}, noon, 8); ok {
		t.Error("an unknown generator makes something")
	}
}

// A first warm-up is easy and goes over all modules.
func TestFirstWarmUp(t *testing.T) {
	h := New(library(100), generators(), nil, nil)
	for seed := range uint64(200) {
		p := h.WarmUp(noon, seed)
		modules, topics := map[string]int{}, map[string]int{}
		for _, i := range p.Items {
			e := h.Standing(i.ID, noon).Entry
			modules[e.Module]++
			topics[e.Module+e.Topic]++
			if e.Level != 1 || i.Why != WhyEasy {
				t.Fatalf("seed %d: %v of level %d", seed, i, e.Level)
			}
		}
		if len(p.Items) != 10 || p.Takes != 10*time.Minute || len(modules) != 5 || modules["m0"] != 2 || len(topics) != 10 {
			t.Fatalf("seed %d: %d items, %v, %v %v", seed, len(p.Items), p.Takes, modules, topics)
		}
	}
	if p := New(nil, nil, nil, nil).WarmUp(noon, 1); len(p.Items) != 0 {
		t.Errorf("no items at all: %v", p)
	}
}

// Later ones take ten minutes: what is due, then numbers of the weakest topic's
// generators, then weak items; nothing twice.
func TestWarmUp(t *testing.T) {
	entries := library(100)
	h := New(entries, generators(), nil, nil)
	for i, e := range entries[:30] {
		ask(h, e.ID, !(e.Module == "m4" && e.Topic == "topic3"), noon.Add(time.Duration(i)*time.Minute))
	}
	for _, id := range []string{"m4/item-19", "m0/item-5"} {
		ask(h, id, id == "m0/item-5", noon.Add(time.Hour))
	}
	soon := h.WarmUp(noon.Add(65*time.Minute), 1)
	if len(soon.Items) != 20 || soon.Takes != 10*time.Minute {
		t.Fatalf("%d items, %v", len(soon.Items), soon.Takes)
	}
	generated := 0
	for _, p := range soon.Items {
		if g, _, ok := quizzes.Generated(p.ID); ok {
			generated++
			if g != "bill" || p.Why != WhyWeak {
				t.Errorf("%v: the weakest topic is that of bill", p)
			}
		}
	}
	if generated != 10 {
		t.Errorf("%d generated items of %v", generated, soon.Items)
	}
	late := h.WarmUp(noon.Add(6*day), 1)
	for _, p := range late.Items {
		if p.Why != WhyDue {
			t.Errorf("%v while there are reviews", p)
		}
	}
	list := answers(entries, 400, 8)
	for seed := range uint64(1000) {
		h := New(entries, generators(), seoul, list[:1+cloud.RollBelow(seed, 3, 1, 399)])
		p := h.WarmUp(noon.Add(time.Duration(cloud.RollBelow(seed, 3, 2, 100))*time.Hour), seed)
		if all := ids(p.Items); len(all) < fewestWarm || len(all) > allWarm || len(slices.Compact(slices.Sorted(slices.Values(all)))) != len(all) {
			t.Fatalf("seed %d: %v", seed, p.Items)
		}
	}
}

func TestMasteryAndReadiness(t *testing.T) {
	exam := content.Exam{Code: "X", Tasks: []content.Task{{ID: "1.1"}, {ID: "1.2"}, {ID: "2.1"}, {ID: "2.2"}}}
	var entries []quizzes.Entry
	for i, tags := range [][]string{{"X/1.1"}, {"X/1.1"}, {"X/1.1", "X/1.2"}, {"X/1.1", "X/1.2"}, {"X/1.2"}, {"X/2.1"}, {"Y/1.1"}, {"X/2.2"}, {"X/2.2"}} {
		entries = append(entries, quizzes.Entry{ID: string(rune('a' + i)), Module: "m", Topic: "t", Tasks: tags, Hash: "h1", Step: "m/" + string(rune('a'+i))})
	}
	gens := []quizzes.Generator{{ID: "g", Module: "m", Topic: "u", Tasks: []string{"X/1.2"}, Step: "m/g"}}
	h := New(entries, gens, nil, nil)
	for _, id := range []string{"a", "b", "c"} {
		ask(h, id, false, noon)
		ask(h, id, true, noon)
	}
	ask(h, "c", false, noon)    // the latest counts
	ask(h, "~g/5", true, noon)  // a generator is one item
	ask(h, "~g/6", false, noon) // by its latest
	ask(h, "g", true, noon)     // another exam
	ask(h, "h", true, noon)
	ask(h, "i", true, noon)           // two of a task are not enough to call it measured
	ask(h, "d", true, noon.Add(-day)) // the time of an answer counts, not its place
	got := h.Mastery(exam, noon)
	for i, want := range [][3]int{{4, 4, 3}, {4, 3, 1}, {1, 0, 0}, {2, 2, 2}} {
		if m := got[i]; [3]int{m.Items, m.Measured, m.Right} != want || m.Exam != "X" || m.Task != exam.Tasks[i].ID {
			t.Errorf("%+v, want %v", m, want)
		}
	}
	r := h.Readiness(exam, noon)
	if r.Tasks != 4 || r.Covered != 4 || r.Measured != 2 || r.Items != 5 || r.Right != 3 || r.Low <= 0 || r.High >= 1 || r.Low > 0.6 || r.High < 0.6 {
		t.Errorf("%+v", r)
	}
	next := h.WhatNext(exam, noon, 10)
	if len(next) != 3 || next[0].Task != "1.2" || next[1].Task != "1.1" || next[2].Task != "2.1" {
		t.Fatalf("%+v", next)
	}
	if !slices.Equal(next[0].Steps, []string{"m/c", "m/g", "m/d"}) || !slices.Equal(next[2].Steps, []string{"m/f"}) {
		t.Errorf("%v, %v", next[0].Steps, next[2].Steps)
	}
	if one := h.WhatNext(exam, noon, 1); len(one) != 1 {
		t.Errorf("%v", one)
	}
	for i, m := range h.Mastery(exam, noon.Add(91*day)) {
		if m.Measured != 0 {
			t.Errorf("task %d is measured after a season: %+v", i, m)
		}
	}
	entries[0].Hash = "h2"
	if m := New(entries, gens, nil, h.All()).Mastery(exam, noon)[0]; m.Measured != 3 {
		t.Errorf("an item that changed is measured: %+v", m)
	}
	if step, ok := h.Teaches("~g/99"); step != "m/g" || !ok {
		t.Errorf("%s %v", step, ok)
	}
	if step, ok := h.Teaches("gone"); step != "" || ok {
		t.Errorf("%s %v", step, ok)
	}
}

func TestTopicsAreInOrder(t *testing.T) {
	entries := library(100)
	h := New(entries, generators(), nil, answers(entries, 300, 8))
	items := 0
	list := h.Topics(noon)
	for i, m := range list {
		items += m.Items
		if i > 0 && (m.Module < list[i-1].Module || m.Module == list[i-1].Module && m.Topic <= list[i-1].Topic) {
			t.Errorf("%s/%s after %s/%s", m.Module, m.Topic, list[i-1].Module, list[i-1].Topic)
		}
		if m.Right > m.Measured || m.Measured > m.Items || m.Low > m.Share() || m.High < m.Share() {
			t.Errorf("%+v", m)
		}
	}
	if items != 103 {
		t.Errorf("%d items and generators", items)
	}
}
