package mock

import (
	"math"
	"strings"
	"testing"
	"time"

	"skylab/content"
	"skylab/quizzes/record"
	"skylab/text"
)

var noon = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

// A damaged or edited file may hold what no program of ours writes. It is shown
// as far as it means something, and no time is ever negative.
func TestOddSittings(t *testing.T) {
	facts, _ := content.BuiltinFacts()
	var events []record.Event
	for _, kind := range []string{Answer, Look, Open, Pause, Beat, "?", ""} {
		for _, item := range []int{-1, 0, 1, 2, math.MaxInt, math.MinInt} {
			for _, used := range []time.Duration{0, math.MinInt64, time.Minute} {
				n := len(events) + 1
				events = append(events, record.Event{Seq: n, Kind: kind, Item: item, Used: used, Sure: -5, Chosen: "x=y \x1b[31m", At: time.Date(1+n%2*9998, 1, 1, 0, 0, 0, 0, time.UTC)})
			}
		}
	}
	events = append(events, record.Event{Seq: math.MaxInt, Kind: Submit, Used: math.MaxInt64})
	for _, limit := range []time.Duration{0, -time.Hour, time.Hour, math.MaxInt64} {
		for _, items := range [][]record.Drawn{nil, {{Item: "vpc/gone", Task: "?", Scored: true}, {Item: ""}}} {
			for n := range len(events) + 1 {
				s := Fold(record.Sitting{ID: -1, Exam: "ZZZ-C99", Limit: limit, Extra: math.MaxInt64, Items: items}, events[:n])
				c, _ := s.Open(noon)
				pace := s.Pace(time.Minute)
				for what, d := range map[string]time.Duration{"used": s.Used, "clock": c.Used(noon), "left": s.Left(0), "pace": pace.PerItem} {
					if d < 0 {
						t.Fatalf("limit %v, %d events: %s %v", limit, n, what, d)
					}
				}
				for _, m := range s.Marks {
					if m.Took < 0 {
						t.Fatalf("limit %v, %d events: %v on an item", limit, n, m.Took)
					}
				}
				if n%30 > 0 {
					continue
				}
				r := Assess(s, nil, nil)
				if r.Scored.Of != 0 || r.Vanished != len(items) || len(r.Answers(noon)) != 0 {
					t.Fatalf("%+v", r)
				}
				for _, lang := range text.Langs() {
					if page := r.HTML(text.For(lang), facts) + r.Markdown(text.For(lang), facts); strings.Contains(page, "\x1b") || !strings.Contains(page, "ZZZ-C99") {
						t.Fatal(page)
					}
				}
			}
		}
	}
}
