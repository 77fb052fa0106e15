package mock

import (
	"time"

	"skylab/content"
	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/text"
)

// Score is how many of some items were right.
type Score struct{ Right, Of int }

// Share is the part that was right, 0 to 1; 0 of nothing.
func (s Score) Share() float64 { panic("shape") }

// Interval is Wilson's score interval at 95 %, 0 to 1 each.
// https://www.itl.nist.gov/div898/handbook/prc/section2/prc241.htm
func (s Score) Interval() (low, high float64) { panic("shape") }

// Sight is what became of an item since it was drawn.
type Sight string

// What can become of it.
const (
	Same     Sight = ""
	Changed  Sight = "changed"  // another text now: marked by the key of the day it was answered where that was kept, else by the key of now
	Vanished Sight = "vanished" // no bank has it: it counts only where its mark was kept
)

// Line is one item of a result.
type Line struct {
	Drawn   record.Drawn
	Mark    Mark
	Item    *quizzes.Item // as it is now; nil when it vanished
	Sight   Sight
	Right   bool
	Counted bool // it can be marked, so it counts where it is scored
}

// DomainScore and TaskScore are the scored items of a domain and of a task.
type DomainScore struct {
	Domain content.Domain
	Score
	Took time.Duration
}

// TaskScore is the scored items of a task.
type TaskScore struct {
	Task content.Task
	Score
	Took time.Duration
}

// Study is what to study next: a task that went badly and the lesson steps
// that teach what was missed.
type Study struct {
	Task  content.Task
	Score Score    // of all its items, scored or not
	Steps []string // vpc/endpoint
}

// Calibration is how sure the learner was and how often that was right, over
// all items with an answer.
type Calibration struct{ Certain, Guess, Unasked Score }

// Result is a sitting marked.
type Result struct {
	Exam        content.Exam
	Sitting     record.Sitting
	State       State
	Lines       []Line // in the order of the exam
	Scored      Score  // the raw result
	All         Score  // with the unscored ones
	Domains     []DomainScore
	Tasks       []TaskScore
	Unanswered  int // of all
	Flagged     int
	Calibration Calibration
	Study       []Study // weakest first, at most five
	Changed     int
	Vanished    int
}

// Assess marks a sitting. items are the sitting's items as they are now, by id
// (absent: vanished); kept are the answers that were kept when it ended (none
// yet: the first time), whose marks hold whatever became of the items since.
func Assess(s State, items map[string]*quizzes.Item, kept []record.Answer) Result { panic("shape") }

// Answers are the answers to keep when a sitting has ended, one for each item
// that can be marked, unanswered ones too.
func (r Result) Answers(at time.Time) []record.Answer { panic("shape") }

// Markdown is the result as a document in the speaker's language: figures,
// what to study, every item with all its reasons, sources.
func (r Result) Markdown(s text.Speaker, facts *content.Facts) string { panic("shape") }

// HTML is the same as one page that needs nothing else: no script, no address
// that is fetched; light and dark, and it prints well.
func (r Result) HTML(s text.Speaker, facts *content.Facts) string { panic("shape") }
