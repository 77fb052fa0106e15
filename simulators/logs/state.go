package logs

import (
	"cmp"
	"slices"

	"skylab/simulators/cloud"
)

// State is everything that the simulated CloudWatch Logs remembers, for all
// accounts and Regions of a world. Plain values only: Clone copies all of it.
type State struct{ Regions map[cloud.Scope]*Region }

// Region is what one account has in one Region.
type Region struct{ Groups cloud.Collection[Group] }

// Group is a log group.
type Group struct {
	Name      string
	ARN       string // without the :* that AWS appends in places
	Made      cloud.Time
	Retention int // days; 0: for ever
	Class     string
	KMSKey    string
	Tags      map[string]string
	Streams   cloud.Collection[Stream]
	Events    cloud.Log[Event] // of all streams, in the order in which they came
	Count     int32            // of streams ever made
}

// Stream is a log stream.
type Stream struct {
	Name        string
	Ordinal     int32 // of the streams of its group; events name it by this
	Made        cloud.Time
	First, Last cloud.Time // of its events; 0 without any
	Came        cloud.Time // when the last one came
	Bytes       int64
}

// Event is one line of a log.
type Event struct {
	At, Came cloud.Time
	Stream   int32
	Text     string
}

// Key is the group's name.
func (g Group) Key() string { return g.Name }

// Clone copies the group.
func (g Group) Clone() Group {
	tags := g.Tags
	g.Tags = nil
	for k, v := range tags {
		if g.Tags == nil {
			g.Tags = map[string]string{}
		}
		g.Tags[k] = v
	}
	g.Streams, g.Events = g.Streams.Clone(), g.Events.Clone()
	return g
}

// Key is the stream's name.
func (x Stream) Key() string { return x.Name }

// Clone copies the stream.
func (x Stream) Clone() Stream { return x }

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State {
	n := State{}
	if s.Regions != nil {
		n.Regions = make(map[cloud.Scope]*Region, len(s.Regions))
	}
	for scope, r := range s.Regions {
		n.Regions[scope] = &Region{Groups: r.Groups.Clone()}
	}
	return n
}

// At is the Region that a call goes to, made on first touch.
func (s *State) At(scope cloud.Scope) *Region {
	if s.Regions == nil {
		s.Regions = map[cloud.Scope]*Region{}
	}
	r := s.Regions[scope]
	if r == nil {
		r = &Region{}
		s.Regions[scope] = r
	}
	return r
}

// arnOf is a group's ARN.
func arnOf(scope cloud.Scope, group string) string {
	return "arn:aws:logs:" + scope.Region + ":" + scope.Account + ":log-group:" + group
}

// group finds or makes a group.
func (r *Region) group(scope cloud.Scope, now cloud.Time, name string) *Group {
	if g := r.Groups.Find(name); g != nil {
		return g
	}
	return r.Groups.Add(Group{Name: name, ARN: arnOf(scope, name), Made: now, Class: "STANDARD"})
}

// stream finds or makes a stream.
func (g *Group) stream(now cloud.Time, name string) *Stream {
	if x := g.Streams.Find(name); x != nil {
		return x
	}
	g.Count++
	return g.Streams.Add(Stream{Name: name, Ordinal: g.Count, Made: now})
}

// eventsMost bounds what the lab keeps of one group's lines.
const eventsMost = 1 << 20

// Write appends lines to a stream; the group and the stream are made when they
// are not there, as a service that writes makes them. It tells how many lines
// were kept.
func (s *State) Write(scope cloud.Scope, now cloud.Time, group, stream string, lines []Event) int {
	g := s.At(scope).group(scope, now, group)
	x := g.stream(now, stream)
	lines = lines[:min(len(lines), max(0, eventsMost-g.Events.Len()))]
	for _, e := range lines {
		e.Stream = x.Ordinal
		g.Events.Add(e)
		x.take(e)
	}
	return len(lines)
}

func (x *Stream) take(e Event) {
	if x.First == 0 || e.At < x.First {
		x.First = e.At
	}
	x.Last, x.Came = max(x.Last, e.At), max(x.Came, e.Came)
	x.Bytes += int64(len(e.Text)) + overhead
}

// overhead is what AWS counts for each event beside its text.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
const overhead = 26

// shown are the events of some streams that can be seen by now, oldest first:
// those that have come and that the retention has not deleted.
func (g *Group) shown(now cloud.Time, from, to cloud.Time, wants func(*Stream) bool) []shownEvent {
	names := map[int32]string{}
	for x := range g.Streams.All {
		if wants == nil || wants(x) {
			names[x.Ordinal] = x.Name
		}
	}
	if g.Retention > 0 {
		from = max(from, now-cloud.Time(g.Retention)*cloud.Day)
	}
	var list []shownEvent
	for i := range g.Events.Len() {
		e := g.Events.At(i)
		name, ok := names[e.Stream]
		if ok && e.Came <= now && e.At >= from && e.At < to {
			list = append(list, shownEvent{e, name, i})
		}
	}
	slices.SortStableFunc(list, func(a, b shownEvent) int { return cmp.Compare(a.At, b.At) })
	return list
}

type shownEvent struct {
	Event
	stream string
	place  int
}
