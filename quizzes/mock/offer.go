package mock

import (
	"time"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/text"
)

// Enough is the number of items that a task needs: below it the same few come
// back in every mock, and what is measured is memory.
const Enough = 6

// Coverage is what a bank has of one task of an exam.
type Coverage struct {
	Task  content.Task
	Items int // that a mock may draw for it
	Fresh int // of these, items that no past mock of the learner's had
}

// Small tells that the task has too few items to be drawn from.
func (c Coverage) Small() bool { return c.Items < Enough }

// Offer is the mock exam that a bank can give: the whole blueprint, or a
// shorter one with the same proportions.
type Offer struct {
	Exam       content.Exam
	Full       bool          // the whole blueprint
	Scored     int           //
	Unscored   int           //
	Limit      time.Duration // without extra time; in proportion where it is shorter
	Parts      []Part        // by domain, in the order of the blueprint; left-out ones are not in it
	Coverage   []Coverage    // every task, in the order of the guide
	LeftOut    []string      // ids of domains none of whose tasks has enough items
	Small      []string      // ids of tasks with too few items: nothing is drawn for them
	KoreanOver bool          // the Korean version has ended: AWS gives the exam in English alone
	pool       []candidate   // what may be drawn
}

// Questions is the number of questions, scored or not.
func (o Offer) Questions() int { return o.Scored + o.Unscored }

// Why is the reason of a refusal.
type Why string

// The reasons.
const (
	Ended   Why = "ended"    // its last day lies in the past
	NotYet  Why = "not-yet"  // its first day lies in the future
	NoItems Why = "no-items" // no task has enough items
)

// Refusal says why there is no mock of an exam now, and what there is instead.
type Refusal struct {
	Why       Why
	Exam      content.Exam
	Successor string     // code of the version to take instead; empty: none
	Coverage  []Coverage // of NoItems
}

// Say is the refusal in the speaker's language, with what can be done.
func (r *Refusal) Say(s text.Speaker) string { panic("shape") }

// Error is the refusal in English.
func (r *Refusal) Error() string { return r.Say(text.For(text.English)) }

// Propose says what mock of an exam the entries are enough for, on a day. The
// error is a *Refusal.
//
// Drawn are items of the kinds that the exam has, choice and multiple, outside
// case studies, that are tagged with a task of this version. An item of the
// version before counts for the task that takes up its own task whole (a `was`
// of one task alone); a task that was split between several says nothing of
// where its items belong now, so they are not taken until they are tagged anew.
func Propose(entries []quizzes.Entry, exam content.Exam, today time.Time, past []record.Sitting) (Offer, error) {
	panic("shape")
}

// Draw draws the items of a mock in the order of the exam: exactly the offer's
// parts, each domain's spread over its tasks, the unscored ones hidden among
// them, none twice. Items that the learner's past mocks did not have come
// first, then those seen longest ago. The same arguments draw the same mock,
// whatever the order of entries was.
func Draw(offer Offer, past []record.Sitting, seed uint64) []record.Drawn { panic("shape") }

// Terms are what a learner asks for before the start.
type Terms struct {
	Extra    time.Duration // extra time, such as the 30 minutes that AWS gives who takes an exam in a language that is not their own
	Pausable bool
}

// Begin is the sitting of a drawn mock, to be kept by the store.
func Begin(offer Offer, drawn []record.Drawn, seed uint64, terms Terms, now time.Time) record.Sitting {
	panic("shape")
}

type candidate struct{ quizzes.Entry }
