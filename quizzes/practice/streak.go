package practice

import (
	"maps"
	"slices"
	"time"

	"skylab/quizzes/record"
)

// Streak is a row of days with at least one answer. In each week (Monday to
// Sunday) one missed day is forgiven: it neither breaks the row nor counts.
type Streak struct {
	Days  int  // up to today, or to yesterday while nothing was answered today
	Today bool // something was answered today
	Best  int  // the longest ever
}

// Day is what was done on one day of the learner's.
type Day struct {
	Date    time.Time // its first moment, in the learner's zone
	Answers int
	Right   int
	Took    time.Duration
}

// count takes an answer into its day, by the wall clock: an answer given while
// that was wrong is counted on a wrong day, and does no harm to others.
func (h *History) count(a record.Answer) {
	if a.At.IsZero() {
		return
	}
	n := dayOf(h.civil(a.At))
	d := h.days[n]
	d.Answers++
	if a.Right {
		d.Right++
	}
	d.Took += max(0, a.Took)
	h.days[n] = d
}

// Streak is the learner's row of days at now.
func (h *History) Streak(now time.Time) Streak {
	today := dayOf(h.civil(now))
	_, did := h.days[today]
	return Streak{Days: h.row(today, did), Today: did, Best: h.best()}
}

// row walks back from today until a second missed day of one week.
func (h *History) row(today int, did bool) int {
	if len(h.days) == 0 {
		return 0
	}
	length, forgiven := 0, week(today)+1
	first := slices.Min(slices.Collect(maps.Keys(h.days)))
	if !did {
		today-- // it is not over yet
	}
	for d := today; d >= first; d-- {
		if _, ok := h.days[d]; ok {
			length++
		} else if week(d) == forgiven {
			break
		} else {
			forgiven = week(d)
		}
	}
	return length
}

// best is the longest row: it begins anew behind the earlier one of two missed
// days of one week.
func (h *History) best() int {
	days := slices.Sorted(maps.Keys(h.days))
	best, begin, missed, any := 0, 0, 0, false // begin: place in days where the row begins
	for i, d := range days {
		for m := 0; i > 0 && m < d-days[i-1]-1; m++ {
			if m > 7 { // more than a week: no row goes over it
				begin, any = i, false
				break
			}
			miss := days[i-1] + 1 + m
			if any && week(miss) == week(missed) {
				begin, _ = slices.BinarySearch(days, missed)
			}
			missed, any = miss, true
		}
		best = max(best, i-begin+1)
	}
	return best
}

// week numbers the weeks from Monday to Sunday; day 0 was a Thursday.
func week(day int) int {
	n := day + 3
	if n < 0 {
		n -= 6
	}
	return n / 7
}

// Activity lists the last days up to today, oldest first, empty ones too.
func (h *History) Activity(now time.Time, days int) []Day {
	today := dayOf(h.civil(now))
	var list []Day
	for n := today - days + 1; n <= today; n++ {
		d := h.days[n]
		d.Date = h.wall(beginOf(n))
		list = append(list, d)
	}
	return list
}
