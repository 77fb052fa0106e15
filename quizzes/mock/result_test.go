package mock

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/text"
)

// Values of the interval as published tables have them (z = 1.96).
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		s         Score
		low, high float64
	}{
		{Score{0, 10}, 0, 0.2775}, {Score{10, 10}, 0.7225, 1}, {Score{5, 10}, 0.2366, 0.7634}, {Score{33, 50}, 0.5215, 0.7756},
		{Score{1, 1}, 0.2065, 1}, {Score{0, 0}, 0, 1}, {Score{81, 263}, 0.2553, 0.3662},
	} {
		low, high := c.s.Interval()
		if math.Abs(low-c.low) > 1e-4 || math.Abs(high-c.high) > 1e-4 {
			t.Errorf("%v: %.4f to %.4f, want %.4f to %.4f", c.s, low, high, c.low, c.high)
		}
	}
	for of := 1; of <= 75; of++ {
		for right := range of + 1 {
			s := Score{right, of}
			if low, high := s.Interval(); low < 0 || high > 1 || low > s.Share()+1e-9 || high < s.Share()-1e-9 {
				t.Fatalf("%v: %f to %f around %f", s, low, high, s.Share())
			}
		}
	}
}

func choice(id, task, step string, kind quizzes.Kind, keys int) *quizzes.Item {
	it := &quizzes.Item{Entry: quizzes.Entry{ID: id, Hash: "h " + id, Kind: kind, Tasks: []string{"SAA-C03/" + task}, Step: step, Proved: keys == 1},
		Stem:  content.WordsOf("Stem of "+id+" with a fact[^vpc.reserved-addresses].", id+"의 지문, 사실 하나[^vpc.reserved-addresses]."),
		After: content.WordsOf("What decides.", "무엇이 결정하는가.")}
	for i, o := range []string{"a", "b", "c", "d"} {
		it.Options = append(it.Options, quizzes.Option{ID: o, Key: i < keys, Text: content.WordsOf("Option "+o, o+"번 보기"), Reason: content.WordsOf("Reason "+o, o+"의 이유")})
	}
	return it
}

// taken is a sitting of eight items, answered, and handed in.
func taken(t *testing.T) (record.Sitting, State, map[string]*quizzes.Item) {
	items := map[string]*quizzes.Item{}
	s := record.Sitting{ID: 7, Exam: "SAA-C03", Began: today, Limit: time.Hour, Short: true}
	add := func(task, step string, kind quizzes.Kind, keys int, scored bool) {
		id := fmt.Sprintf("vpc/%d", len(items))
		it := choice(id, task, step, kind, keys)
		items[id] = it
		s.Items = append(s.Items, record.Drawn{Item: id, Hash: it.Hash, Task: task, Scored: scored})
	}
	add("1.2", "vpc/nat", quizzes.Choice, 1, true)        // 0 right, sure
	add("1.2", "vpc/nat", quizzes.Choice, 1, true)        // 1 wrong, sure
	add("3.4", "vpc/endpoint", quizzes.Multiple, 2, true) // 2 half: wrong
	add("3.4", "vpc/peer", quizzes.Multiple, 2, true)     // 3 all: right, guessed
	add("3.4", "vpc/endpoint", quizzes.Choice, 1, true)   // 4 unanswered
	add("4.4", "vpc/cost", quizzes.Choice, 1, false)      // 5 unscored, wrong
	add("4.4", "", quizzes.Choice, 1, false)              // 6 unscored, right
	add("4.4", "", quizzes.Choice, 1, true)               // 7 right, taken back once
	w, _ := open(t, Fold(s, nil), s.Began)
	for _, e := range []record.Event{
		{Kind: Look, Item: 0}, {Kind: Answer, Item: 0, Chosen: "a", Sure: record.Certain}, {Kind: Look, Item: 1}, {Kind: Answer, Item: 1, Chosen: "b", Sure: record.Certain},
		{Kind: Look, Item: 2}, {Kind: Answer, Item: 2, Chosen: "a"}, {Kind: Flag, Item: 2}, {Kind: Look, Item: 3}, {Kind: Answer, Item: 3, Chosen: "b a", Sure: record.Guess},
		{Kind: Look, Item: 5}, {Kind: Answer, Item: 5, Chosen: "d"}, {Kind: Answer, Item: 6, Chosen: "a"},
		{Kind: Answer, Item: 7, Chosen: "b"}, {Kind: Answer, Item: 7}, {Kind: Answer, Item: 7, Chosen: "a"}, {Kind: Submit, Item: -1},
	} {
		w.do(10*time.Second, e)
	}
	return s, w.state, items
}

func TestAssess(t *testing.T) {
	_, state, items := taken(t)
	r := Assess(state, items, nil)
	if r.Scored != (Score{3, 6}) || r.All != (Score{4, 8}) || r.Unanswered != 1 {
		t.Errorf("scored %v, all %v, unanswered %d", r.Scored, r.All, r.Unanswered)
	}
	var domains []string
	for _, d := range r.Domains {
		domains = append(domains, fmt.Sprint(d.Domain.ID, d.Score, d.Took))
	}
	if got := strings.Join(domains, " "); got != "1{1 2} 40s 3{1 3} 50s 4{1 1} 0s" {
		t.Error(got)
	}
	if r.Calibration != (Calibration{Certain: Score{1, 2}, Guess: Score{1, 1}, Unasked: Score{2, 4}}) {
		t.Errorf("%+v", r.Calibration)
	}
	// 3.4 is one of three; 1.2 one of two; 4.4 two of three: by the upper ends of the intervals.
	var study []string
	for _, s := range r.Study {
		study = append(study, s.Task.ID+" "+strings.Join(s.Steps, ","))
	}
	if !slices.Equal(study, []string{"3.4 vpc/endpoint", "1.2 vpc/nat", "4.4 vpc/cost"}) {
		t.Error(study)
	}
	answers := r.Answers(today)
	if len(answers) != 8 || answers[3].Chosen != "b a" || !answers[3].Right || answers[3].Sure != record.Guess || answers[3].Mode != record.Mock || answers[3].Sitting != 7 || answers[4].Right || answers[4].Chosen != "" {
		t.Errorf("%+v", answers)
	}
}

// A bank that is edited after the exam changes nothing of what was marked.
func TestEditsOfABankLeaveResultsAlone(t *testing.T) {
	_, state, items := taken(t)
	first := Assess(state, items, nil)
	kept := first.Answers(today)
	turned := *items["vpc/0"] // its key moves, its text too
	turned.Hash, turned.Options = "new", slices.Clone(turned.Options)
	turned.Options[0].Key, turned.Options[1].Key = false, true
	later := map[string]*quizzes.Item{}
	for id, it := range items {
		later[id] = it
	}
	later["vpc/0"] = &turned
	delete(later, "vpc/3")
	r := Assess(state, later, kept)
	if r.Scored != first.Scored || r.All != first.All || r.Changed != 1 || r.Vanished != 1 || len(r.Answers(today)) != 0 {
		t.Errorf("scored %v, all %v, changed %d, vanished %d, to keep %d", r.Scored, r.All, r.Changed, r.Vanished, len(r.Answers(today)))
	}
	other := slices.Clone(kept)
	for i := range other {
		other[i].Sitting = 8 // answers of another sitting mean nothing here
	}
	r = Assess(state, later, other)
	if r.Scored != (Score{1, 5}) || r.All != (Score{2, 7}) || r.Lines[3].Counted || r.Lines[0].Sight != Changed || r.Lines[3].Sight != Vanished {
		t.Errorf("without the marks of the day: scored %v, all %v", r.Scored, r.All)
	}
	if list := r.Answers(today); len(list) != 7 || list[0].Hash != "new" {
		t.Errorf("%+v", list)
	}
	gone := *items["vpc/1"]
	gone.Hash, gone.Options = "new", gone.Options[2:] // what was chosen is not offered any more
	later["vpc/1"] = &gone
	if r := Assess(state, later, nil); r.Lines[1].Counted {
		t.Error("an answer that does not exist any more was marked")
	}
	// Half of the answers were kept before the program was killed: the rest follows.
	if rest := Assess(state, items, kept[:3]).Answers(today); len(rest) != 5 || rest[0].Item != "vpc/3" {
		t.Errorf("%+v", rest)
	}
}

func TestAssessOfAnUnknownExamAndOfNothing(t *testing.T) {
	r := Assess(Fold(record.Sitting{Exam: "OLD-C00", Items: []record.Drawn{{Item: "x/y", Task: "9.9", Scored: true}}, Limit: time.Hour}, nil), nil, nil)
	if r.Exam.Code != "OLD-C00" || r.Scored.Of != 0 || r.Vanished != 1 {
		t.Errorf("%+v", r)
	}
	for _, lang := range text.Langs() {
		if s := r.Markdown(text.For(lang), nil) + r.HTML(text.For(lang), nil); strings.Contains(s, "‹") {
			t.Error(s)
		}
	}
}
