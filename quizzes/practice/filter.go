package practice

import (
	"time"

	"skylab/quizzes"
)

// Filter says what a drill is about. Empty fields leave it open; all others
// must hold.
type Filter struct {
	Module    string
	Topic     string
	Exam      string // version: SAA-C03
	Domain    string // of Exam: 3
	Task      string // of Exam: 3.4
	Level     quizzes.Level
	Kind      quizzes.Kind
	Proved    bool   // items that a simulator proves (generated ones are)
	Weak      bool   // weak spots: missed or guessed at the latest answer, or of a weak topic and not yet known
	Missed    bool   // missed at the latest answer, in the last 14 days
	Fresh     bool   // never answered, or changed since
	Generated bool   // generators take part
	Generator string // items of this generator alone
}

// Matches counts the items of banks and the generators that a filter leaves.
func (h *History) Matches(f Filter, now time.Time) (items, generators int) { return 0, 0 }

// Next chooses the item to ask: fresh and missed ones first, never one of the
// last few answered while there are others, and another topic than the last
// where the filter leaves one. The same for the same history, filter, now and
// seed. False when nothing passes the filter.
func (h *History) Next(f Filter, now time.Time, seed uint64) (Pick, bool) { return Pick{}, false }
