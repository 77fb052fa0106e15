package mock

import (
	"time"

	"skylab/quizzes/record"
)

// Clock counts exam time while a sitting is open. It takes the time of day as
// an argument and counts by Go's monotonic reading where both times have it,
// so that a wall clock that is set while the exam is open changes nothing. A
// machine that is asleep counts as its monotonic clock does: not at all on
// Linux and macOS, since that cannot be told from a clock set forward.
type Clock struct {
	used    time.Duration
	from    time.Time
	limit   time.Duration
	stopped bool
}

// Away is the exam time that has run since the last event when no program had
// the sitting open: all the wall time, none while it was paused, and none when
// the clock now stands before that event, because it was set back.
func (s State) Away(now time.Time) time.Duration {
	if s.Paused || s.Over() {
		return 0
	}
	return min(max(now.Sub(s.Last), 0), s.Left(s.Used))
}

// Open begins to count a sitting, new or taken up again, with the time away.
// The event must be kept before anything else (on a conflict see Catch); it is
// nil when the sitting is over. Where With it the state is over, the time ran
// out in between.
func (s State) Open(now time.Time) (Clock, *record.Event) {
	c := Clock{used: s.Used + s.Away(now), from: now, limit: s.Sitting.Limit, stopped: s.Paused || s.Over()}
	if s.Over() {
		return c, nil
	}
	e := s.Stamp(record.Event{Kind: Open, Item: -1}, c, now)
	return c, &e
}

// Used is the exam time that has run, at most the limit.
func (c Clock) Used(now time.Time) time.Duration {
	used := c.used
	if !c.stopped {
		used += max(now.Sub(c.from), 0)
	}
	return min(used, c.limit)
}

// Up tells that the time is over.
func (c Clock) Up(now time.Time) bool { return c.Used(now) >= c.limit }

// Stop is the clock paused.
func (c Clock) Stop(now time.Time) Clock {
	c.used, c.from, c.stopped = c.Used(now), now, true
	return c
}

// Go is the clock going on after Stop.
func (c Clock) Go(now time.Time) Clock {
	c.used, c.from, c.stopped = c.Used(now), now, false
	return c
}

// After is the clock after Catch: it never goes back, and it stops or goes on
// with the state.
func (c Clock) After(s State, now time.Time) Clock {
	return Clock{used: max(c.Used(now), s.Used), from: now, limit: c.limit, stopped: s.Paused || s.Over()}
}

// Stamp is the event with the number behind the state's last one, the exam
// time and the wall clock.
func (s State) Stamp(e record.Event, c Clock, now time.Time) record.Event {
	e.Seq, e.Used, e.At = s.Seq+1, c.Used(now), now.Round(0)
	return e
}

// Catch is for the second of two windows, whose event the store refused
// (progress.ErrMoved): kept are the sitting's events read again, ours those that
// the store has not got. It gives the state that holds and our events with new
// numbers behind it, those that still mean something, to be kept in their order.
//
// For each item the last answer in the order of keeping wins, whichever window
// it came from; flags likewise. A sitting that is over takes nothing. One that
// the other window paused takes no beats and looks, but work on an item goes on
// with it, and the time that ran in this window until then has run.
func Catch(sitting record.Sitting, kept, ours []record.Event) (State, []record.Event) {
	s := Fold(sitting, kept)
	after := s
	var list []record.Event
	for _, e := range ours {
		if after.Over() || after.Paused && (e.Kind == Beat || e.Kind == Look || e.Kind == Pause) {
			continue
		}
		e.Seq = after.Seq + 1
		after = after.With(e)
		list = append(list, e)
	}
	return s, list
}
