// Package record is what is kept of quizzes: answers, and sittings of mock
// exams with everything that happened in them. Plain values: package progress
// stores them, the packages beside this one compute from them.
package record

import "time"

// Sure is what the learner said, before the key was shown, of how sure they were.
type Sure int

// The degrees of sureness.
const (
	Unasked Sure = iota
	Guess
	Certain
)

// Mode is the way of practising in which an answer was given.
type Mode string

// The ways of practising.
const (
	Drill  Mode = "drill"
	Review Mode = "review"
	WarmUp Mode = "warm-up"
	Mock   Mode = "mock"
	Lesson Mode = "lesson" // the prediction of a lesson's step
)

// Answer is one answer to one item. History only grows: an answer is never
// changed or taken back.
type Answer struct {
	Item    string        // vpc/s3-cheap; ~route/17 is number 17 of generator route
	Hash    string        // of the item as it was shown: another one means that it has changed since
	Mode    Mode          //
	Sitting int64         // of a mock exam; 0 elsewhere
	Chosen  string        // the response, as quizzes.Response.String gives it; empty: unanswered
	Right   bool          // by the key of that day
	Sure    Sure          //
	Took    time.Duration // with the item on the screen
	At      time.Time     // wall clock; not to be trusted for order, see Seq
	Seq     int64         // order of keeping, given by the store
}

// Sitting is one mock exam as it was drawn. What happened in it are its events.
type Sitting struct {
	ID       int64         // given by the store
	Exam     string        // version: SAA-C03
	Seed     uint64        // of the draw
	Began    time.Time     // wall clock
	Limit    time.Duration // with the extra time, if any
	Extra    time.Duration // part of Limit that was asked for as extra time
	Pausable bool          // asked for before the start
	Short    bool          // the bank was too small for the whole blueprint
	Items    []Drawn       // in the order of the exam
}

// Drawn is one item of a sitting.
type Drawn struct {
	Item   string
	Hash   string // as it was at the draw
	Task   string // that it was drawn for: 3.4
	Scored bool   // unscored ones are hidden among the others
}

// Event is one thing that happened in a sitting. A sitting's state is what its
// events add up to.
type Event struct {
	Seq    int           // 1, 2, 3, … within the sitting
	Kind   string        // see package mock: answer, flag, look, pause, …
	Item   int           // index in Sitting.Items
	Chosen string        // of an answer
	Sure   Sure          // of an answer
	Used   time.Duration // exam time that had run when it happened
	At     time.Time     // wall clock
}
