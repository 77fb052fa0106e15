package mock

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/simulators/cloud"
	"skylab/text"
)

var today = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func exam(t testing.TB, code string) content.Exam {
	e, ok := content.FindExam(code)
	if !ok {
		t.Fatal("no exam", code)
	}
	return e
}

// bank has items for every task of an exam, of several topics and steps; every
// fifth belongs to a second task too.
func bank(e content.Exam, each int) []quizzes.Entry {
	var list []quizzes.Entry
	for at, task := range e.Tasks {
		for i := range each {
			id := fmt.Sprintf("m%s/%d", task.ID, i)
			entry := quizzes.Entry{ID: id, Module: "m" + task.ID, Kind: quizzes.Choice, Hash: "h" + id, Tasks: []string{e.Code + "/" + task.ID},
				Topic: fmt.Sprint("t", i%5), Step: fmt.Sprintf("m%s/s%d", task.ID, i%7)}
			if i%3 == 0 {
				entry.Kind = quizzes.Multiple
			}
			if i%5 == 4 {
				entry.Tasks = append(entry.Tasks, e.Code+"/"+e.Tasks[(at+i)%len(e.Tasks)].ID)
			}
			list = append(list, entry)
		}
	}
	return list
}

func TestApportion(t *testing.T) {
	for _, c := range []struct {
		total   int
		weights []int
		want    []int
	}{
		{50, []int{24, 30, 34, 12}, []int{12, 15, 17, 6}},
		{50, []int{30, 26, 24, 20}, []int{15, 13, 12, 10}},
		{50, []int{32, 26, 24, 18}, []int{16, 13, 12, 9}},
		{50, []int{22, 22, 22, 16, 18}, []int{11, 11, 11, 8, 9}},
		{65, []int{22, 17, 15, 15, 14, 17}, []int{14, 11, 10, 10, 9, 11}},
		{50, []int{30, 26, 22, 22}, []int{15, 13, 11, 11}},
		{2, []int{1, 1, 1}, []int{1, 1, 0}}, // equal in all: the earlier place
		{1, []int{25, 75}, []int{0, 1}},     // the larger remainder
		{2, []int{25, 75}, []int{0, 2}},     // equal remainders: the heavier weight
		{0, []int{1, 2}, []int{0, 0}},
		{5, []int{0, 0}, []int{0, 0}},
		{5, nil, []int{}},
	} {
		if got := Apportion(c.total, c.weights); !slices.Equal(got, c.want) {
			t.Errorf("%d by %v: %v, want %v", c.total, c.weights, got, c.want)
		}
	}
}

// The table of scored items in the blueprints, out of the data file.
func TestBlueprints(t *testing.T) {
	want := map[string]string{"CLF-C02": "12/15/17/6", "SAA-C03": "15/13/12/10", "DVA-C02": "16/13/12/9", "SOA-C03": "11/11/11/8/9", "DOP-C02": "14/11/10/10/9/11", "DVA-C03": "15/13/11/11"}
	for code, shares := range want {
		e := exam(t, code)
		var got []string
		unscored := 0
		for _, p := range Parts(e.Domains, e.Scored, e.Unscored) {
			got = append(got, fmt.Sprint(p.Scored))
			unscored += p.Unscored
		}
		if s := strings.Join(got, "/"); s != shares || unscored != e.Unscored {
			t.Errorf("%s: %s with %d unscored, want %s", code, s, unscored, shares)
		}
	}
}

func propose(t testing.TB, entries []quizzes.Entry, e content.Exam, past []record.Sitting) Offer {
	t.Helper()
	day := today
	if e.NotYet(day) {
		day = day.AddDate(0, 1, 0)
	}
	o, err := Propose(entries, e, day, past)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// checkDraw holds a draw against the offer: counts, no item twice, tasks that
// the items really have, an even spread where asked.
func checkDraw(t *testing.T, o Offer, entries map[string]quizzes.Entry, drawn []record.Drawn) map[string]int {
	t.Helper()
	scored, unscored, tasks, seen := map[string]int{}, map[string]int{}, map[string]int{}, map[string]bool{}
	for _, d := range drawn {
		domain := content.Task{ID: d.Task}.Domain()
		if d.Scored {
			scored[domain]++
		} else {
			unscored[domain]++
		}
		tasks[d.Task]++
		if seen[d.Item] {
			t.Fatalf("%s stands there twice", d.Item)
		}
		seen[d.Item] = true
		e, ok := entries[d.Item]
		if !ok || !slices.Contains(e.Tasks, o.Exam.Code+"/"+d.Task) || d.Hash != e.Hash {
			t.Fatalf("%+v was drawn for task %s, its entry is %+v", d, d.Task, e)
		}
	}
	for _, p := range o.Parts {
		if scored[p.Domain.ID] != p.Scored || unscored[p.Domain.ID] != p.Unscored {
			t.Fatalf("domain %s has %d scored and %d unscored items, want %d and %d", p.Domain.ID, scored[p.Domain.ID], unscored[p.Domain.ID], p.Scored, p.Unscored)
		}
	}
	if len(drawn) != o.Questions() {
		t.Fatalf("%d items, want %d", len(drawn), o.Questions())
	}
	return tasks
}

func byID(entries []quizzes.Entry) map[string]quizzes.Entry {
	m := map[string]quizzes.Entry{}
	for _, e := range entries {
		m[e.ID] = e
	}
	return m
}

func TestEveryDrawHasTheBlueprintsCounts(t *testing.T) {
	const seeds = 10_000
	for _, e := range content.Exams() {
		entries := bank(e, 20)
		o, known := propose(t, entries, e, nil), byID(entries)
		if !o.Full || o.Scored != e.Scored || o.Unscored != e.Unscored || o.Limit != time.Duration(e.Minutes)*time.Minute {
			t.Fatalf("%s: not the full blueprint: %+v", e.Code, o.Parts)
		}
		n := uint64(seeds)
		if e.Code != "SAA-C03" {
			n /= 10
		}
		places := make([]int, o.Questions())
		for seed := range n {
			drawn := Draw(o, nil, seed)
			tasks := checkDraw(t, o, known, drawn)
			for _, p := range o.Parts {
				least, most := 1000, 0
				for _, task := range e.Tasks {
					if task.Domain() == p.Domain.ID {
						least, most = min(least, tasks[task.ID]), max(most, tasks[task.ID])
					}
				}
				if most-least > 2 { // items of several tasks may shift one or two
					t.Fatalf("%s seed %d: domain %s is not spread over its tasks: %v", e.Code, seed, p.Domain.ID, tasks)
				}
			}
			for i, d := range drawn {
				if !d.Scored {
					places[i]++
				}
			}
		}
		// The unscored ones stand anywhere: over all seeds each place has its share.
		want := float64(n) * float64(o.Unscored) / float64(o.Questions())
		for i, got := range places {
			if float64(got) < want*0.75 || float64(got) > want*1.25 {
				t.Errorf("%s: place %d was unscored %d times of %d, want about %.0f", e.Code, i, got, n, want)
			}
		}
	}
}

func TestDrawIsTheSameForTheSameSeed(t *testing.T) {
	e := exam(t, "SAA-C03")
	entries := bank(e, 15)
	a := Draw(propose(t, entries, e, nil), nil, 7)
	slices.Reverse(entries)
	b := Draw(propose(t, entries, e, nil), nil, 7)
	entries = append(entries, entries[3], entries[9]) // an entry that is listed twice is one item
	c := Draw(propose(t, entries, e, nil), nil, 7)
	if !slices.Equal(a, b) || !slices.Equal(a, c) {
		t.Error("the order of entries changes the draw")
	}
	if slices.Equal(a, Draw(propose(t, entries, e, nil), nil, 8)) {
		t.Error("another seed draws the same mock")
	}
}

// In a row of mocks nothing comes back before the bank has to: a domain of n
// items with k drawn each time repeats none before all were seen.
func TestNoRepeatsAcrossMocksAsFarAsTheBankAllows(t *testing.T) {
	e := exam(t, "SAA-C03")
	entries := bank(e, 14)
	for i := range entries {
		entries[i].Tasks = entries[i].Tasks[:1]
	}
	stock := map[string]int{}
	for _, entry := range entries {
		_, task, _ := strings.Cut(entry.Tasks[0], "/")
		stock[content.Task{ID: task}.Domain()]++
	}
	for seed := range uint64(200) {
		var past []record.Sitting
		last := map[string]int{} // number of the mock that had the item last
		for n := 1; n <= 8; n++ {
			o := propose(t, entries, e, past)
			drawn := Draw(o, past, cloud.Roll(seed, 1, uint64(n)))
			fresh, repeats := map[string]int{}, map[string]int{}
			for _, entry := range entries {
				if last[entry.ID] == 0 {
					_, task, _ := strings.Cut(entry.Tasks[0], "/")
					fresh[content.Task{ID: task}.Domain()]++
				}
			}
			for _, d := range drawn {
				if last[d.Item] > 0 {
					repeats[content.Task{ID: d.Task}.Domain()]++
				}
			}
			for _, p := range o.Parts {
				if want := max(p.Scored+p.Unscored-fresh[p.Domain.ID], 0); repeats[p.Domain.ID] != want {
					t.Fatalf("seed %d, mock %d: domain %s repeats %d items, %d would do", seed, n, p.Domain.ID, repeats[p.Domain.ID], want)
				}
			}
			checkOldestFirst(t, entries, drawn, last)
			for _, d := range drawn {
				last[d.Item] = n
			}
			past = append(past, record.Sitting{ID: int64(n), Items: drawn})
		}
	}
}

// checkOldestFirst: no item that was left out is older than one of its domain
// that was drawn.
func checkOldestFirst(t *testing.T, entries []quizzes.Entry, drawn []record.Drawn, last map[string]int) {
	t.Helper()
	youngest, in := map[string]int{}, map[string]bool{}
	for _, d := range drawn {
		domain := content.Task{ID: d.Task}.Domain()
		youngest[domain] = max(youngest[domain], last[d.Item])
		in[d.Item] = true
	}
	for _, entry := range entries {
		_, task, _ := strings.Cut(entry.Tasks[0], "/")
		if domain := (content.Task{ID: task}).Domain(); !in[entry.ID] && last[entry.ID] < youngest[domain] {
			t.Fatalf("%s was seen in mock %d and left out, one of mock %d came back", entry.ID, last[entry.ID], youngest[domain])
		}
	}
}

// Where an item could serve several domains, the best use of all is made: every
// fresh item that can be in is in.
func TestItemsOfSeveralDomainsAreUsedWell(t *testing.T) {
	e := exam(t, "SAA-C03")
	var entries []quizzes.Entry
	add := func(id string, n int, tasks ...string) {
		for i := range n {
			entry := quizzes.Entry{ID: fmt.Sprintf("%s/%d", id, i), Kind: quizzes.Choice, Hash: "h"}
			for _, task := range tasks {
				entry.Tasks = append(entry.Tasks, "SAA-C03/"+task)
			}
			entries = append(entries, entry)
		}
	}
	narrow := func(tasks ...string) content.Exam { // so that coverage does not bound the size
		x := e
		x.Domains = []content.Domain{e.Domains[0], e.Domains[2]}
		x.Tasks = slices.DeleteFunc(slices.Clone(e.Tasks), func(task content.Task) bool { return !slices.Contains(tasks, task.ID) })
		return x
	}
	add("both", 12, "1.2", "3.4")
	add("only", 7, "3.4")
	// Domain 1 is served by the twelve alone, domain 3 by all nineteen: 19 items in the proportion 30 : 24.
	o := propose(t, entries, narrow("1.2", "3.4"), nil)
	if o.Questions() != 19 || o.Full {
		t.Fatalf("%d questions: %+v", o.Questions(), o.Parts)
	}
	for seed := range uint64(300) {
		checkDraw(t, o, byID(entries), Draw(o, nil, seed))
	}
	// Here those of both must leave domain 1, where they were put first, for domain 3.
	entries = nil
	add("both", 10, "1.2", "3.4")
	add("one", 30, "1.1")
	add("three", 2, "3.4")
	if o = propose(t, entries, narrow("1.1", "1.2", "3.4"), nil); o.Questions() != 27 {
		t.Fatalf("%d questions: %+v", o.Questions(), o.Parts)
	}
	for seed := range uint64(300) {
		checkDraw(t, o, byID(entries), Draw(o, nil, seed))
	}
}

func TestNearDuplicatesAreAvoided(t *testing.T) {
	e := exam(t, "SAA-C03")
	var entries []quizzes.Entry
	for _, task := range e.Tasks {
		for i := range 40 { // 20 pairs about the same thing
			entries = append(entries, quizzes.Entry{ID: fmt.Sprintf("%s/%d", task.ID, i), Kind: quizzes.Choice, Tasks: []string{"SAA-C03/" + task.ID},
				Topic: "t" + task.ID, Step: fmt.Sprintf("m/%d", i/2)})
		}
	}
	o, known := propose(t, entries, e, nil), byID(entries)
	for seed := range uint64(300) {
		groups := map[string]string{}
		for _, d := range Draw(o, nil, seed) {
			k := known[d.Item].Topic + " " + known[d.Item].Step
			if other := groups[k]; other != "" {
				t.Fatalf("seed %d: %s and %s are about the same", seed, other, d.Item)
			}
			groups[k] = d.Item
		}
	}
}

func TestShorterMocks(t *testing.T) {
	e := exam(t, "SAA-C03")
	all := bank(e, 20)
	// five items of task 3.1 alone: domain 3 goes on with its other tasks
	small := slices.DeleteFunc(slices.Clone(all), func(x quizzes.Entry) bool {
		return slices.Contains(x.Tasks, "SAA-C03/3.1") && x.ID != "m3.1/0" && x.ID != "m3.1/1"
	})
	o := propose(t, small, e, nil)
	if o.Full || !slices.Equal(o.Small, []string{"3.1"}) || len(o.LeftOut) > 0 || o.Questions() != 61 { // four fifths of domain 3's 24 %: 95 % of 65
		t.Errorf("full %v, small %v, left out %v, %d questions", o.Full, o.Small, o.LeftOut, o.Questions())
	}
	for _, d := range Draw(o, nil, 1) {
		if d.Task == "3.1" {
			t.Error("drawn for a task with too few items:", d.Item)
		}
	}
	// two domains alone, ten items of each task
	part := slices.DeleteFunc(bank(e, 10), func(x quizzes.Entry) bool { return x.Tasks[0] < "SAA-C03/3" || len(x.Tasks) > 1 })
	o = propose(t, part, e, nil)
	if o.Full || !slices.Equal(o.LeftOut, []string{"1", "2"}) || len(o.Parts) != 2 {
		t.Fatalf("%+v", o)
	}
	total := o.Questions()
	if p := o.Parts; total == 0 || p[1].Scored+p[1].Unscored > 32 || Apportion(total, []int{50, 15})[0] != o.Scored {
		t.Errorf("%d questions, %d scored: %+v", total, o.Scored, p)
	}
	if want := time.Duration((total*130+64)/65) * time.Minute; o.Limit != want {
		t.Errorf("%s for %d questions, want %s", o.Limit, total, want)
	}
	checkDraw(t, o, byID(part), Draw(o, nil, 3))
	for _, s := range []text.Speaker{text.For(text.English), text.For(text.Korean)} {
		if notes := strings.Join(o.Notes(s, today), "\n"); !strings.Contains(notes, "1.1, 1.2") || !strings.Contains(notes, fmt.Sprint(total)) || strings.Contains(notes, "‹") {
			t.Error(notes)
		}
	}
}

// Whatever the bank, an offer can be drawn, and one more question could not.
func TestEveryOfferCanBeDrawn(t *testing.T) {
	label := cloud.Label("bank")
	for seed := range uint64(400) {
		list := content.Exams()
		e := list[cloud.RollBelow(seed, label, 0, uint64(len(list)))]
		var entries []quizzes.Entry
		for at, task := range e.Tasks {
			for i := range cloud.RollBelow(seed, label, uint64(at+1), 25) {
				n := uint64(at*100) + i
				entry := quizzes.Entry{ID: fmt.Sprintf("m/%d", n), Kind: quizzes.Choice, Hash: "h", Tasks: []string{e.Code + "/" + task.ID}}
				for cloud.RollBelow(seed, label, 7777+n+uint64(len(entry.Tasks)), 3) == 0 {
					entry.Tasks = append(entry.Tasks, e.Code+"/"+e.Tasks[cloud.RollBelow(seed, label, 9999+n*7+uint64(len(entry.Tasks)), uint64(len(e.Tasks)))].ID)
				}
				entries = append(entries, entry)
			}
		}
		o := propose(t, entries, e, nil)
		checkDraw(t, o, byID(entries), Draw(o, nil, seed))
		if o.Questions() < Enough {
			t.Fatalf("seed %d: a mock of %d questions", seed, o.Questions())
		}
		if o.Full && (len(o.Small) > 0 || len(o.LeftOut) > 0) || len(o.Small) > 0 && o.Questions() >= e.Questions() {
			t.Fatalf("seed %d: %d questions without %v", seed, o.Questions(), o.Small)
		}
	}
}

func TestWhatIsDrawnFrom(t *testing.T) {
	e := exam(t, "SAA-C03")
	o := propose(t, slices.Concat(bank(e, 6), []quizzes.Entry{
		{ID: "x/order", Kind: quizzes.Order, Tasks: []string{"SAA-C03/1.1"}},
		{ID: "x/predict", Kind: quizzes.Predict, Tasks: []string{"SAA-C03/1.1"}},
		{ID: "x/case", Kind: quizzes.Choice, Case: "shop", Tasks: []string{"SAA-C03/1.1"}},
		{ID: "x/other", Kind: quizzes.Choice, Tasks: []string{"CLF-C02/1.1"}},
		{ID: "x/wrong", Kind: quizzes.Choice, Tasks: []string{"SAA-C03/9.9"}},
	}), e, nil)
	for _, c := range o.pool {
		if strings.HasPrefix(c.ID, "x/") {
			t.Error("may be drawn:", c.ID)
		}
	}
	if o.Coverage[0].Items < 6 || o.Coverage[0].Fresh != o.Coverage[0].Items {
		t.Errorf("%+v", o.Coverage[0])
	}
	again := propose(t, bank(e, 6), e, []record.Sitting{{ID: 1, Items: []record.Drawn{{Item: "m1.1/0"}}}})
	if again.Coverage[0].Fresh != again.Coverage[0].Items-1 {
		t.Errorf("one was seen: %+v", again.Coverage[0])
	}
}

// Items of the version before follow where their task went whole into one.
func TestCrosswalk(t *testing.T) {
	e := exam(t, "DVA-C03")
	want := map[string]string{"1.1": "1.1", "2.1": "2.1", "2.2": "2.2", "2.3": "2.2", "3.1": "3.1", "3.2": "3.2", "4.1": "4.1", "4.2": "4.2", "4.3": "4.3",
		"1.2": "", "1.3": "", "3.3": "", "3.4": ""} // these were split
	for old, now := range want {
		got := tasksOf(quizzes.Entry{Tasks: []string{"DVA-C02/" + old}}, e, crosswalk(e))
		if strings.Join(got, ",") != now {
			t.Errorf("an item of DVA-C02/%s is drawn for %v, want %q", old, got, now)
		}
	}
	both := quizzes.Entry{Tasks: []string{"DVA-C02/4.1", "DVA-C03/1.2"}}
	if got := tasksOf(both, e, crosswalk(e)); !slices.Equal(got, []string{"1.2"}) {
		t.Errorf("tags of this version count alone: %v", got)
	}
	if got := crosswalk(exam(t, "SAA-C03")); len(got) > 0 {
		t.Error(got)
	}
}

func TestRefusals(t *testing.T) {
	entries := bank(exam(t, "DVA-C02"), 20)
	for _, c := range []struct {
		exam string
		day  string
		bank []quizzes.Entry
		why  Why
		says string
	}{
		{"DVA-C02", "2026-11-30", entries, "", ""},
		{"DVA-C02", "2026-12-01", entries, Ended, "DVA-C03"},
		{"DVA-C03", "2026-11-30", entries, NotYet, "DVA-C02"},
		{"DVA-C03", "2026-12-01", entries, "", ""},
		{"SAA-C03", "2026-12-01", entries, NoItems, "6"},
		{"SAA-C03", "2026-12-01", nil, NoItems, "0"},
	} {
		day, _ := time.Parse(time.DateOnly, c.day)
		_, err := Propose(c.bank, exam(t, c.exam), day, nil)
		var refusal *Refusal
		if c.why == "" {
			if err != nil {
				t.Errorf("%s on %s: %v", c.exam, c.day, err)
			}
			continue
		}
		if !errors.As(err, &refusal) || refusal.Why != c.why || !strings.Contains(err.Error(), c.says) || !strings.Contains(refusal.Say(text.For(text.Korean)), c.says) {
			t.Errorf("%s on %s: %v", c.exam, c.day, err)
		}
	}
}

func TestLastDaysAreTold(t *testing.T) {
	for code, want := range map[string]string{"DVA-C02": "2026-11-30", "SOA-C03": "2026-11-19"} {
		e := exam(t, code)
		o := propose(t, bank(e, 20), e, nil)
		if notes := strings.Join(o.Notes(text.For(text.English), today), "\n"); !strings.Contains(notes, want) {
			t.Errorf("%s: %s", code, notes)
		}
		if o.KoreanOver != (code == "SOA-C03") {
			t.Errorf("%s: its Korean version is over: %v", code, o.KoreanOver)
		}
	}
}

func TestBegin(t *testing.T) {
	e := exam(t, "SAA-C03")
	o := propose(t, bank(e, 8), e, nil)
	drawn := Draw(o, nil, 5)
	s := Begin(o, drawn, 5, Terms{Extra: 30 * time.Minute, Pausable: true}, today)
	if s.Limit != o.Limit+30*time.Minute || s.Extra != 30*time.Minute || !s.Pausable || s.Short != !o.Full || s.Exam != "SAA-C03" || s.Seed != 5 || len(s.Items) != len(drawn) || !s.Began.Equal(today) {
		t.Errorf("%+v", s)
	}
}

func BenchmarkDraw(b *testing.B) {
	e := exam(b, "SAA-C03")
	entries := bank(e, 5000/len(e.Tasks)+1)
	o := propose(b, entries, e, nil)
	past := []record.Sitting{{ID: 1, Items: Draw(o, nil, 1)}, {ID: 2, Items: Draw(o, nil, 2)}}
	b.Run("propose", func(b *testing.B) {
		for b.Loop() {
			propose(b, entries, e, past)
		}
	})
	b.Run("draw", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			Draw(o, past, uint64(i))
		}
	})
}
