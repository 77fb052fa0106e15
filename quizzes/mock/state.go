package mock

import (
	"slices"
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
	Seq      int       // of the last event
	Last     time.Time // wall clock of the last event, or of the beginning
	Back     bool      // the wall clock was once set back
	LongAway bool      // once more than a day passed while the program was closed: perhaps the clock was set forward
}

// Clocks are corrected by moments all the time; more than that was a person.
const (
	clockSlack = time.Second
	longAway   = 24 * time.Hour
)

// Fold adds events up, in the order of Seq. Events of unknown kinds, of items
// that the sitting has not, and all after the end change nothing.
func Fold(sitting record.Sitting, events []record.Event) State {
	sitting.Limit = max(sitting.Limit, 0) // of a file that somebody edited: no time is left
	s := State{Sitting: sitting, Marks: make([]Mark, len(sitting.Items)), Current: -1, Last: sitting.Began}
	bySeq := func(a, b record.Event) int { return a.Seq - b.Seq }
	if !slices.IsSortedFunc(events, bySeq) {
		events = slices.Clone(events)
		slices.SortStableFunc(events, bySeq)
	}
	for _, e := range events {
		s.apply(e)
	}
	return s
}

// With is the state after one more event.
func (s State) With(e record.Event) State {
	s.Marks = slices.Clone(s.Marks)
	s.apply(e)
	return s
}

func (s *State) apply(e record.Event) {
	if e.Seq <= s.Seq {
		return // it is in the state already
	}
	s.Seq = e.Seq
	if s.Over() {
		return
	}
	s.wall(e)
	if s.pass(e); s.Used >= s.Sitting.Limit {
		s.End = Expired
		return
	}
	s.act(e)
}

// wall follows the clock on the wall, which proves nothing but tells that
// somebody may have set it.
func (s *State) wall(e record.Event) {
	away := e.At.Sub(s.Last)
	s.Back = s.Back || away < -clockSlack
	s.LongAway = s.LongAway || e.Kind == Open && away > longAway && !s.Paused
	s.Last = e.At
}

// pass lets the exam time run until the event. It never runs backwards. What
// ran while the program was closed is nobody's time on an item.
func (s *State) pass(e record.Event) {
	used := min(max(e.Used, s.Used), s.Sitting.Limit)
	if e.Kind != Open && s.Current >= 0 {
		s.Marks[s.Current].Took += used - s.Used
	}
	s.Used = used
}

func (s *State) act(e record.Event) {
	switch e.Kind {
	case Pause:
		s.Paused = s.Sitting.Pausable
		return
	case Resume:
		s.Paused = false
		return
	case Open:
		s.Current = -1
		return
	case Submit:
		s.End = Submitted
		return
	case Look:
		s.Current = -1
	}
	if e.Item < 0 || e.Item >= len(s.Marks) {
		return
	}
	m := &s.Marks[e.Item]
	switch e.Kind {
	case Answer:
		m.Response, m.Sure = quizzes.ParseResponse(e.Chosen), e.Sure
		if len(m.Response) == 0 {
			m.Response, m.Sure = nil, record.Unasked
		}
	case Flag, Unflag:
		m.Flagged = e.Kind == Flag
	case Look:
		m.Seen, s.Current = true, e.Item
	default:
		return
	}
	s.Paused = false // who works on an item does not pause, whatever another window said
}

// Over tells that nothing changes any more.
func (s State) Over() bool { return s.End != Running }

// Left is the exam time that is left when used of it has run.
func (s State) Left(used time.Duration) time.Duration {
	return min(max(s.Sitting.Limit-used, 0), s.Sitting.Limit)
}

// Answered counts the items with an answer.
func (s State) Answered() int {
	return s.count(func(m Mark) bool { return len(m.Response) > 0 })
}

// Flagged counts the items that are marked to be looked at again.
func (s State) Flagged() int { return s.count(func(m Mark) bool { return m.Flagged }) }

func (s State) count(is func(Mark) bool) int {
	n := 0
	for _, m := range s.Marks {
		if is(m) {
			n++
		}
	}
	return n
}

// Pace is where a learner stands.
type Pace struct {
	Expected int           // number of items that would be answered by now at an even pace
	Answered int           //
	PerItem  time.Duration // time left for each item that is unanswered; all of it when none is
	Left     time.Duration //
}

// Pace compares the answers given with an even pace, when used has run.
func (s State) Pace(used time.Duration) Pace {
	p := Pace{Answered: s.Answered(), Left: s.Left(used)}
	p.PerItem = p.Left / time.Duration(max(len(s.Marks)-p.Answered, 1))
	if s.Sitting.Limit > 0 {
		used = min(max(used, 0), s.Sitting.Limit)
		p.Expected = int(used.Seconds() / s.Sitting.Limit.Seconds() * float64(len(s.Marks)))
	}
	return p
}
