package practice

import "time"

// Streak is a row of days with at least one answer. In each week (Monday to
// Sunday) one missed day is forgiven: it neither breaks the row nor counts.
type Streak struct {
	Days  int  // up to today, or to yesterday while nothing was answered today
	Today bool // something was answered today
	Best  int  // the longest ever
}

// Streak is the learner's row of days at now.
func (h *History) Streak(now time.Time) Streak { return Streak{} }

// Day is what was done on one day of the learner's.
type Day struct {
	Date    time.Time // its first moment, in the learner's zone
	Answers int
	Right   int
	Took    time.Duration
}

// Activity lists the last days up to today, oldest first, empty ones too.
func (h *History) Activity(now time.Time, days int) []Day { return nil }
