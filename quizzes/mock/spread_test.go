package mock

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"skylab/quizzes"
	"skylab/quizzes/record"
)

// A fresh item that serves in two domains goes where else only old ones are
// left, for every seed.
func TestFreshItemsCrowdOutOldOnesOfOtherDomains(t *testing.T) {
	e := exam(t, "SAA-C03")
	entry := func(id string, tasks ...string) quizzes.Entry {
		return quizzes.Entry{ID: id, Kind: quizzes.Choice, Tasks: tasks}
	}
	entries := []quizzes.Entry{entry("f", "SAA-C03/1.1", "SAA-C03/2.1")}
	past := []record.Sitting{{ID: 1}}
	for i := range 3 {
		old := fmt.Sprint("y", i)
		entries = append(entries, entry(fmt.Sprint("x", i), "SAA-C03/1.1"), entry(old, "SAA-C03/2.1"))
		past[0].Items = append(past[0].Items, record.Drawn{Item: old})
	}
	domains := e.Domains[:2]
	o := Offer{Exam: e, Parts: []Part{{Domain: domains[0], Scored: 2}, {Domain: domains[1], Scored: 2}}, pool: within(candidates(entries, e), nil, domains)}
	for seed := range uint64(200) {
		fresh := 0
		for _, d := range Draw(o, past, seed) {
			if d.Item[0] != 'y' {
				fresh++
			}
		}
		if fresh != 3 {
			t.Fatalf("seed %d: %d fresh items, 3 have room", seed, fresh)
		}
	}
}

// Which mock was the last is told by the store's numbers: a clock that was set
// back dates the later one before the earlier.
func TestAgesGoByTheStoresNumbers(t *testing.T) {
	past := []record.Sitting{
		{ID: 2, Began: today.Add(-time.Hour), Items: []record.Drawn{{Item: "a"}}},
		{ID: 1, Began: today, Items: []record.Drawn{{Item: "a"}, {Item: "b"}}},
	}
	if age := ages(past); age["b"] != 1 || age["a"] != 2 || age["c"] != 0 {
		t.Errorf("ages %v", age)
	}
	if past[0].ID != 2 {
		t.Error("the caller's list was sorted")
	}
}

// Unscored ones are taken where a task has the most, so the scored ones stay
// spread.
func TestUnscoredOnesLeaveTheScoredSpread(t *testing.T) {
	for _, c := range []struct {
		tasks    string
		unscored int
		scored   string
	}{{"AAAAAB", 2, "AAAB"}, {"AABBBB", 2, "AABB"}, {"ABC", 0, "ABC"}, {"AAABBC", 3, "ABC"}} {
		for seed := range uint64(50) {
			var list []*turn
			for i, task := range c.tasks {
				list = append(list, &turn{candidate: &candidate{}, task: string(task), roll: (seed + 1) * 0x9e3779b97f4a7c15 * uint64(i+1)})
			}
			var left []byte
			for _, one := range unscoredFirst(list, c.unscored)[c.unscored:] {
				left = append(left, one.task[0])
			}
			if slices.Sort(left); string(left) != c.scored {
				t.Fatalf("%s without %d, seed %d: %s is scored, want %s", c.tasks, c.unscored, seed, left, c.scored)
			}
		}
	}
}

// One window pauses; what the other one only shows does not end the pause, an
// answer does.
func TestTheOtherWindowPaused(t *testing.T) {
	s := sitting(2, time.Hour, true)
	kept := []record.Event{{Seq: 1, Kind: Open, Item: -1, At: today}, {Seq: 2, Kind: Pause, Item: -1, Used: time.Minute, At: today}}
	idle := []record.Event{{Seq: 2, Kind: Beat, Item: -1, Used: time.Minute, At: today}, {Seq: 3, Kind: Look, Item: 1, Used: time.Minute, At: today}, {Seq: 4, Kind: Pause, Item: -1, Used: time.Minute, At: today}}
	state, ours := Catch(s, kept, idle)
	if !state.Paused || len(ours) > 0 {
		t.Errorf("idle: paused %v, %+v", state.Paused, ours)
	}
	for _, kind := range []string{Answer, Flag} {
		state, ours = Catch(s, kept, append(slices.Clone(idle), record.Event{Seq: 5, Kind: kind, Item: 0, Chosen: "a", Used: 2 * time.Minute, At: today}))
		if len(ours) != 1 || ours[0].Seq != 3 || ours[0].Kind != kind {
			t.Fatalf("%s: %+v", kind, ours)
		}
		if after := state.With(ours[0]); after.Paused || after.Used != 2*time.Minute {
			t.Errorf("%s: paused %v after %s", kind, after.Paused, after.Used)
		}
	}
}

// One wrong of one says less than five wrong of ten: what to study first is the
// surest weakness, not the lowest share.
func TestTheSurestWeaknessIsStudiedFirst(t *testing.T) {
	r := Result{Exam: exam(t, "SAA-C03")}
	add := func(task string, right, wrong int) {
		for i := range right + wrong {
			r.Lines = append(r.Lines, Line{Drawn: record.Drawn{Task: task, Scored: true}, Counted: true, Right: i < right})
		}
	}
	add("1.1", 0, 1)
	add("2.1", 5, 15)
	add("3.1", 4, 0)
	r.study()
	if len(r.Study) != 2 || r.Study[0].Task.ID != "2.1" || r.Study[1].Task.ID != "1.1" {
		t.Errorf("%+v", r.Study)
	}
}

// The mock before is one of the same exam that was marked.
func TestTheMockBefore(t *testing.T) {
	one := func(id int64, exam string) record.Sitting {
		return record.Sitting{ID: id, Exam: exam, Began: today.AddDate(0, 0, int(id)), Items: []record.Drawn{{Item: "a", Scored: true}, {Item: fmt.Sprint("own", id)}}}
	}
	past := []record.Sitting{one(1, "SAA-C03"), one(2, "CLF-C02"), one(3, "SAA-C03"), one(4, "SAA-C03")}
	var kept []record.Answer
	for _, id := range []int64{1, 2, 4} { // the third was never handed in
		kept = append(kept, record.Answer{Item: "a", Mode: record.Mock, Sitting: id, Right: id == 1})
	}
	if e := Before(past[3], past, kept); e == nil || !e.Began.Equal(past[0].Began) || e.Score != (Score{1, 1}) || e.Again != 1 {
		t.Errorf("%+v", e)
	}
	for _, i := range []int{0, 1} {
		if e := Before(past[i], past, kept); e != nil {
			t.Errorf("before %d: %+v", i, e)
		}
	}
}

// Newcombe's interval, the same seen from both sides: 30 and 40 of 50 differ
// (0.2 ± 0.180), 30 and 38 do not (0.16 ± 0.184).
func TestDiffers(t *testing.T) {
	for _, c := range []struct {
		a, b Score
		want bool
	}{
		{Score{30, 50}, Score{40, 50}, true}, {Score{30, 50}, Score{38, 50}, false}, {Score{5, 5}, Score{0, 5}, true}, {Score{1, 1}, Score{0, 1}, false},
		{Score{}, Score{50, 50}, false}, {Score{30, 50}, Score{30, 50}, false},
	} {
		if c.a.Differs(c.b) != c.want || c.b.Differs(c.a) != c.want {
			t.Errorf("%v and %v: %v, %v", c.a, c.b, c.a.Differs(c.b), c.b.Differs(c.a))
		}
	}
}
