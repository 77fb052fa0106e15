package mock

import (
	"time"

	"skylab/quizzes"
	"skylab/quizzes/record"
)

// The kinds of events.
const (
	Answer = "answer"  // Chosen and Sure of Item; empty takes the answer back
	Flag   = "flag"    // Item is marked to be looked at again
	Unflag = "unflag"  // it is not any more
	Look   = "look"    // Item is on the screen from now on; -1: none is (the review screen)
	Beat   = "beat"    // nothing but that the exam is open, every few seconds
	Pause  = "pause"   // the clock stops; nothing where it was not asked for before the start
	Resume = "resume"  // the clock goes on
	Open   = "open"    // the program opened the sitting (again): Used has the time away
	Submit = "submit"  // the learner handed it in
	TimeUp = "time-up" // the time was over
)

// End is how a sitting ended.
type End string

// The ends.
const (
	Running   End = ""
	Submitted End = "submitted"
	Expired   End = "expired"
)

// Mark is what stands for one item of a sitting.
type Mark struct {
	Response quizzes.Response // empty: unanswered
	Sure     record.Sure
	Flagged  bool
	Seen     bool          // it was on the screen
	Took     time.Duration // on the screen, as far as events tell
}

// State is what the events of a sitting add up to. Treat it as a value: Fold
// and With make new ones.
type State struct {
	Sitting  record.Sitting
	Marks    []Mark        // of Sitting.Items
	Current  int           // item on the screen; -1: none
	Used     time.Duration // exam time that has run, at most Sitting.Limit
	Paused   bool
	End      End
	Opened   bool      // it was opened at least once
	Seq      int       // of the last event
	Last     time.Time // wall clock of the last event, or of the beginning
	Back     bool      // the wall clock was once set back
	LongAway bool      // once more than a day passed while the program was closed: perhaps the clock was set forward
}

// Fold adds events up, in the order of Seq. Events of unknown kinds, of items
// that the sitting has not, and all after the end change nothing.
func Fold(sitting record.Sitting, events []record.Event) State { panic("shape") }

// With is the state after one more event.
func (s State) With(e record.Event) State { panic("shape") }

// Over tells that nothing changes any more.
func (s State) Over() bool { return s.End != Running }

// Left is the exam time that is left when used of it has run.
func (s State) Left(used time.Duration) time.Duration { panic("shape") }

// Answered counts the items with an answer; Flagged those marked.
func (s State) Answered() int { panic("shape") }

// Flagged counts the items that are marked to be looked at again.
func (s State) Flagged() int { panic("shape") }

// Pace is where a learner stands.
type Pace struct {
	Expected int           // number of items that would be answered by now at an even pace
	Answered int           //
	PerItem  time.Duration // time left for each item that is unanswered; all of it when none is
	Left     time.Duration //
}

// Pace compares the answers given with an even pace, when used has run.
func (s State) Pace(used time.Duration) Pace { panic("shape") }

// Clock counts exam time while a sitting is open. It takes the time of day as
// an argument and counts by Go's monotonic reading where both times have it,
// so that a wall clock that is set while the exam is open changes nothing. A
// machine that is asleep counts as its monotonic clock does: not at all on
// Linux and macOS, since that cannot be told from a clock set forward.
type Clock struct {
	used    time.Duration
	from    time.Time
	stopped bool
	limit   time.Duration
}

// Open begins to count a sitting, new or taken up again: all the wall time
// since its last event has run too, unless it was paused then, or the clock
// stands before that event (set back: none). The event must be kept before
// anything else; it is nil when the sitting is over.
func (s State) Open(now time.Time) (Clock, *record.Event) { panic("shape") }

// Used is the exam time that has run, at most the limit.
func (c Clock) Used(now time.Time) time.Duration { panic("shape") }

// Up tells that the time is over.
func (c Clock) Up(now time.Time) bool { panic("shape") }

// Stop and Go are the clock paused and going on.
func (c Clock) Stop(now time.Time) Clock { panic("shape") }

// Go is the clock going on after Stop.
func (c Clock) Go(now time.Time) Clock { panic("shape") }

// Stamp is the event with its number behind the state's last one, the exam
// time and the wall clock.
func (s State) Stamp(e record.Event, c Clock, now time.Time) record.Event { panic("shape") }

// Catch is for the second of two windows, whose event the store refused
// (progress.ErrMoved): kept are the sitting's events read again, ours those that
// the store has not got. It gives the state that holds and our events with new
// numbers behind it, those that still mean something: for each item the last
// answer in the order of keeping wins; a sitting that is over takes nothing; one
// that the other window paused takes no beats and looks, but an answer goes on
// with it.
func Catch(sitting record.Sitting, kept, ours []record.Event) (State, []record.Event) { panic("shape") }

// After is the clock after Catch: it never goes back, and it stops or goes on
// with the state.
func (c Clock) After(s State, now time.Time) Clock { panic("shape") }
