// Package practice decides what to ask a learner next and says how they stand:
// reviews by FSRS, drills, warm-ups, calibration, mastery, streaks. Everything
// is a function of the bank's entries, the answers given, now and a seed.
package practice

import (
	"time"

	"skylab/quizzes"
	"skylab/quizzes/record"
)

// History is what the answers of one learner add up to. It is not for
// concurrent use.
type History struct {
	zone    *time.Location
	answers []record.Answer
}

// New folds answers, in the order of their Seq, over the entries of a library
// and its generators. zone is where the learner's days begin; nil is UTC.
func New(entries []quizzes.Entry, generators []quizzes.Generator, zone *time.Location, answers []record.Answer) *History {
	return &History{zone: zone, answers: answers}
}

// Add takes in one more answer, which comes after all others.
func (h *History) Add(a record.Answer) { h.answers = append(h.answers, a) }

// Standing is how the learner stands with one item.
type Standing struct {
	ID      string
	Entry   quizzes.Entry // that of the generator for a generated item; the ID alone when Gone
	Gone    bool          // no bank has it any more
	Changed bool          // it reads otherwise than when it was answered last: its schedule begins anew
	Answers int           // ever
	Rights  int           // of them
	Lapses  int           // how often it was missed after it had been known
	Last    record.Answer // the latest; zero when there is none
	Due     time.Time     // when it is to be reviewed; zero: it is not in the schedule
	Recall  float64       // chance that it is still known now, 0 to 1, by FSRS; 0 when not in the schedule
}

// Standing is how the learner stands with an item at now.
func (h *History) Standing(item string, now time.Time) Standing { return Standing{ID: item} }

// Answers lists the answers to one item, oldest first.
func (h *History) Answers(item string) []record.Answer { return nil }

// Gone lists the items that were answered and that no bank has any more, in
// the order of their ids. Their answers stay.
func (h *History) Gone() []string { return nil }

// Changed lists the items that read otherwise than when they were answered
// last, in the order of their ids.
func (h *History) Changed() []string { return nil }

// Behind is how far the clock stands before the latest answer: it was set back
// (or had been set forward). Zero is all well. Until it catches up, time goes
// on from the latest answer.
func (h *History) Behind(now time.Time) time.Duration { return 0 }
