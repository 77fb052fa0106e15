package practice

import (
	"math"
	"testing"
	"time"

	"skylab/quizzes/record"
	"skylab/simulators/cloud"
)

// A picture of days, oldest first, of which the last is today, a Sunday.
func TestStreak(t *testing.T) {
	sunday := time.Date(2026, 11, 22, 21, 0, 0, 0, seoul)
	for days, want := range map[string]Streak{
		"":                        {0, false, 0},
		"#":                       {1, true, 1},
		".":                       {0, false, 0},
		"#.":                      {1, false, 1}, // today is not over
		"##.":                     {2, false, 2},
		"#.#":                     {2, true, 2},  // Saturday is forgiven
		"#..#":                    {1, true, 1},  // Friday too: no
		"#..":                     {1, false, 1}, // Saturday is forgiven, today is not over
		"#...":                    {0, false, 1},
		"######.#######":          {13, true, 13},
		"######." + ".######":     {12, true, 12}, // Sunday, and Monday of the next week
		"#####.." + "#######":     {7, true, 7},
		"#.###.#" + "#######":     {11, true, 11}, // from the day after the first missed one
		"#######.##" + "..#####":  {5, true, 9},
		"#.#####.#######.###.##.": {18, false, 18},
	} {
		h := New(library(5), nil, seoul, nil)
		for i, c := range days {
			if c == '#' {
				ask(h, "m0/item-0", true, sunday.AddDate(0, 0, i-len(days)+1))
			}
		}
		if got := h.Streak(sunday); got != want {
			t.Errorf("%q is %+v, want %+v", days, got, want)
		}
	}
}

// Against the rule itself: a row is a run of days in which no week has two
// missed ones.
func TestStreakByTheRule(t *testing.T) {
	for seed := range uint64(10_000) {
		h := New(library(5), nil, nil, nil)
		n := int(1 + cloud.RollBelow(seed, 1, 0, 40))
		did := make([]bool, n) // the last one is today
		for i := range did {
			if did[i] = cloud.RollBelow(seed, 2, uint64(i), 10) > cloud.RollBelow(seed, 3, 0, 6); did[i] {
				h.Add(record.Answer{Item: "m0/item-0", Chosen: "a", At: noon.AddDate(0, 0, i-n+1)})
			}
		}
		if got, want := h.Streak(noon), streakByRule(did, noon); got != want {
			t.Fatalf("seed %d: %v is %+v, want %+v", seed, did, got, want)
		}
	}
}

func streakByRule(did []bool, now time.Time) Streak {
	s := Streak{Today: did[len(did)-1]}
	for from := range did {
		missed, count := map[int]int{}, 0
		for i := from; i < len(did); i++ {
			if did[i] {
				count++
			} else if i < len(did)-1 {
				year, week := now.AddDate(0, 0, i-len(did)+1).ISOWeek()
				if missed[year*100+week]++; missed[year*100+week] > 1 {
					break
				}
			}
			s.Best = max(s.Best, count)
			if i == len(did)-1 {
				s.Days = max(s.Days, count)
			}
		}
	}
	return s
}

func TestActivity(t *testing.T) {
	h := New(library(5), nil, seoul, nil)
	late := time.Date(2026, 11, 20, 23, 59, 0, 0, seoul)
	ask(h, "m0/item-0", true, late)
	ask(h, "m0/item-0", false, late)
	ask(h, "m0/item-0", true, late.Add(2*time.Minute)) // tomorrow
	list := h.Activity(late.Add(3*time.Minute), 3)
	if len(list) != 3 || list[0].Answers != 0 || list[1].Answers != 2 || list[1].Right != 1 || list[1].Took != time.Minute || list[2].Answers != 1 {
		t.Errorf("%+v", list)
	}
	if want := time.Date(2026, 11, 21, 0, 0, 0, 0, seoul); !list[2].Date.Equal(want) {
		t.Errorf("today began %v", list[2].Date)
	}
}

// Values of the interval as printed for these counts by others
// (en.wikipedia.org/wiki/Binomial_proportion_confidence_interval gives the
// formula): 8 of 10 is 49.0 to 94.3 per cent.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		right, of int
		low, high float64
	}{{8, 10, 0.4902, 0.9433}, {0, 10, 0, 0.2775}, {10, 10, 0.7225, 1}, {50, 100, 0.4038, 0.5962}, {0, 0, 0, 1}, {1, 1, 0.2065, 1}} {
		low, high := Wilson(c.right, c.of)
		if math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.right, c.of, low, high, c.low, c.high)
		}
	}
}

func TestCalibration(t *testing.T) {
	h := New(library(40), nil, nil, nil)
	say := func(item string, sure record.Sure, right bool) {
		h.Add(record.Answer{Item: item, Hash: "h1", Chosen: "a", Sure: sure, Right: right, At: noon})
	}
	for i := range 12 {
		say("m0/item-0", record.Certain, i >= 4) // of the last ten two wrong
	}
	say("m1/item-1", record.Certain, false)
	say("m1/item-1", record.Guess, true)
	say("m1/item-1", record.Guess, false)
	say("m1/item-1", record.Unasked, false)
	h.Add(record.Answer{Item: "m2/item-2.predict", Mode: record.Lesson, Chosen: "a", Sure: record.Guess, Right: true, At: noon})
	got := h.Calibration()
	if g := got[0]; g.Sure != record.Guess || g.Said != 3 || g.Right != 2 || g.Low > 0.5 || g.High < 0.9 {
		t.Errorf("%+v", g)
	}
	if g := got[1]; g.Sure != record.Certain || g.Said != 13 || g.Right != 8 {
		t.Errorf("%+v", g)
	}
	over := h.Overconfident()
	if len(over) != 1 || over[0] != (Overconfidence{"m0", "topic0", 10, 2}) {
		t.Errorf("%+v", over)
	}
	for range 10 {
		say("m0/item-0", record.Certain, true)
	}
	if over := h.Overconfident(); len(over) != 0 {
		t.Errorf("ten right ones later: %+v", over)
	}
}
