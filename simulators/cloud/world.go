package cloud

import (
	"fmt"
	"maps"
)

// World is what every service stands on: the seed, the clock, the events to
// come, the counters behind IDs and the trail of calls. Plain values only.
type World struct {
	Seed  uint64
	Now   Time
	Trail Log[Record] // every call of an operation, oldest first
	due   queue
	count map[counter]uint64
}

// Record is one call of an operation as the trail keeps it.
type Record struct {
	At        Time
	Scope     Scope
	Caller    Caller
	Service   string // ec2
	Operation string // CreateVpc
	Error     string // the API error's code, or empty
	Message   string // of the error
	ReadOnly  bool
	Input     any      // the operation's input; nobody changes it
	Output    any      // the output of a call that worked, but for what only describes
	Resources []string // ARNs
	Shown     *Shown   // instead of input and output, where they must not be told
	Reasons   []Reason // why it was let through or refused
}

// Scope is where a resource lives.
type Scope struct{ Account, Region string }

type counter struct {
	scope Scope
	kind  string
}

// NewWorld is an empty world whose clock stands at start.
func NewWorld(seed uint64, start Time) World {
	return World{Seed: seed, Now: start, count: map[counter]uint64{}}
}

// Clone copies the world; afterwards the two share nothing that changes.
func (w *World) Clone() World {
	c := *w
	c.Trail, c.due, c.count = w.Trail.Clone(), w.due.clone(), maps.Clone(w.count)
	return c
}

// At schedules an event. What must be a struct value without pointers whose
// type is in some service's Events table.
func (w *World) At(t Time, what any) { w.due.push(t, what) }

// Due takes the next event that falls due no later than until and moves the
// clock to it; false when there is none left.
func (w *World) Due(until Time) (Event, bool) {
	e, ok := w.due.pop(until)
	if ok && e.At > w.Now {
		w.Now = e.At
	}
	return e, ok
}

// Soonest is when the next event falls due; false when none is to come.
func (w *World) Soonest() (Time, bool) {
	if len(w.due.heap) == 0 {
		return 0, false
	}
	return w.due.heap[0].At, true
}

// Pending lists the events to come, soonest first, for the timeline.
func (w *World) Pending() []Event {
	q := w.due.clone()
	var list []Event
	for {
		e, ok := q.pop(1<<63 - 1)
		if !ok {
			return list
		}
		list = append(list, e)
	}
}

// Next counts draws of one kind in a scope: 1, 2, 3, … It is the ordinal
// behind IDs, addresses and whatever else must be numbered.
func (w *World) Next(s Scope, kind string) uint64 {
	k := counter{s, kind}
	w.count[k]++
	return w.count[k]
}

// ID makes the next resource ID of a kind in AWS's long form: the kind, a dash
// and 17 hexadecimal digits. It depends on (seed, scope, kind, ordinal) alone.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
func (w *World) ID(s Scope, kind string) string {
	n := w.Next(s, kind)
	l := Label(s.Account) ^ Label(s.Region)*3 ^ Label(kind)*5
	return fmt.Sprintf("%s-0%08x%08x", kind, uint32(Roll(w.Seed, l, 2*n)), uint32(Roll(w.Seed, l, 2*n+1)))
}
