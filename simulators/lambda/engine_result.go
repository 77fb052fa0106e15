package lambda

import (
	"slices"

	"skylab/simulators/cloud"
)

// Result is what a load came to.
type Result struct {
	Begin, End cloud.Time
	Versions   []*Tally // that took part, in order of appearance
	Asked      uint64   // requests that came, each counted once however often its caller asked
	Missing    uint64   // requests for a function that was not there
	Lost       uint64   // requests whose callers were throttled and gave up
	Peak       int      // the most environments that ran at once
	Longest    int      // the most environments that there were at once

	Wait        Histogram // of messages: from sent to done
	Waiting     int       // the most messages that waited at once
	Left        int       // messages that are not done at the end
	DeadLetters uint64
	Dropped     uint64 // messages beyond what the lab keeps waiting

	Buckets   []Bucket     // concurrency over time
	Lanes     []Lane       // the first environments, for the picture
	Colds     []Invocation // the first cold starts
	Throttled []Invocation // the first throttles
	Sample    []Invocation // some of all the others, in order of time

	plan    Plan
	width   cloud.Time
	sampled uint64 // draws below it are in the sample
	keys    []uint64
}

// Tally is what one version did.
type Tally struct {
	Function, Version string
	Memory, Ephemeral int
	Architecture      string
	SnapStart         bool

	Requests    uint64 // that came to it
	ColdStarts  uint64
	Throttles   uint64 // attempts that were turned away
	Errors      uint64 // function errors of any kind
	TimedOut    uint64
	Provisioned uint64 // served by provisioned concurrency
	Reasons     [whys]uint64
	Latency     Histogram // of what was served: as the caller waited
	Init        Histogram // of the cold ones: before the call began
	BilledMS    int64     // on demand, INIT included
	InitMS      int64     // of them INIT's
	ReadyMS     int64     // billed at provisioned concurrency's price
	Busy        cloud.Time
	Lived       cloud.Time // environments' lengths of life within the load
	Wanted      cloud.Time // provisioned concurrency × billed time
	Peak        int        // the most that ran at once

	minute    Minute
	ready     int // provisioned concurrency as it is
	readyFrom cloud.Time
}

// Minute is what one version did in one minute of the clock, for metrics.
type Minute struct {
	Function, Version string
	At                cloud.Time
	Invocations       uint64 // that ran
	Errors, Throttles uint64
	Duration          cloud.Time // of the INVOKE phases: sum, least and most
	Least, Most       cloud.Time
	Concurrent        int // the most that ran at once
}

// Bucket is one part of the load's time.
type Bucket struct {
	At                                cloud.Time
	Requests, ColdStarts, Throttles   uint64
	Busy, Environments, MostProvision int
}

// Lane is one environment's life, as far as it is drawn.
type Lane struct {
	Function, Version string
	Environment       uint32
	Born, Ready       cloud.Time
	Calls             []Span // the first of them
	Left              uint64 // calls beyond those
	Gone              cloud.Time
	Provisioned       bool
	Busy              []cloud.Time // how long it was busy in each of LaneParts equal parts of the load
	Last              cloud.Time   // when the last of all its calls was over
}

// Span is a length of time.
type Span struct{ From, To cloud.Time }

// How much a result keeps, whatever the load.
const (
	keepRows   = 100
	keepSample = 256
	keepSpans  = 400
)

// LaneParts is into how many parts of equal length a lane divides its load, so
// that all of it can be drawn however many calls there were.
const LaneParts = 240

func (r *Result) begin(now cloud.Time, plan Plan) {
	r.Begin, r.End, r.plan = now, now+plan.For, plan
	n := max(1, plan.Buckets)
	r.width = max((plan.For+cloud.Time(n)-1)/cloud.Time(n), 1)
	r.Buckets = make([]Bucket, 0, n)
	r.sampled = 1<<64 - 1
}

// provisioned notes that so much provisioned concurrency is there from now on.
func (y *Tally) provisioned(now cloud.Time, n int) {
	if n != y.ready {
		y.Wanted += ProvisionedTime(now-y.readyFrom) * cloud.Time(y.ready)
		y.ready, y.readyFrom = n, now
	}
}

// tally of a pool.
func (r *Result) tally(p *pool) *Tally {
	s := &p.setting
	for _, t := range r.Versions {
		if t.Function == s.Function && t.Version == s.Version {
			return t
		}
	}
	t := &Tally{
		Function: s.Function, Version: s.Version, Memory: s.Memory, Ephemeral: s.Ephemeral,
		Architecture: s.Architecture, SnapStart: s.SnapStart,
	}
	r.Versions = append(r.Versions, t)
	return t
}

// bucket is the part of time that an instant lies in.
func (r *Result) bucket(now cloud.Time) *Bucket {
	if n := len(r.Buckets); n > 0 && now < r.Buckets[n-1].At+r.width {
		return &r.Buckets[n-1]
	}
	for n := int((now-r.Begin)/r.width) + 1; len(r.Buckets) < n; {
		r.Buckets = append(r.Buckets, Bucket{At: r.Begin + cloud.Time(len(r.Buckets))*r.width})
	}
	return &r.Buckets[len(r.Buckets)-1]
}

// count notes a request that was served.
func (r *Result) count(l *Load, t *target, n uint64, asked, now cloud.Time, cold bool, d *run, env *Environment) {
	y, p, until := t.tally, t.pool, now+d.length()
	y.Requests++
	y.Latency.Add(until - asked)
	y.Busy += min(until, r.End) - now
	b := r.bucket(now)
	b.Requests++
	if cold {
		y.ColdStarts++
		b.ColdStarts++
		y.Init.Add(d.boot + d.init)
		if !t.costs.modelled {
			y.InitMS += BilledMilliseconds(d.init)
		}
	}
	if d.outcome != Succeeded {
		y.Errors++
		if d.outcome == TimedOut {
			y.TimedOut++
		}
	}
	if env.Provisioned {
		y.Provisioned++
		y.ReadyMS += d.billed(true)
	} else {
		y.BilledMS += d.billed(false)
	}
	running := p.busy + p.occupied
	y.Peak = max(y.Peak, running)
	all, there := running, p.alive()
	if len(l.pools) > 1 {
		all, there = l.everywhere()
	}
	r.Peak, r.Longest = max(r.Peak, all), max(r.Longest, there)
	b.Busy, b.Environments = max(b.Busy, all), max(b.Environments, there)
	if l.Minutes != nil {
		y.inMinute(l, now, d, running)
	}
	r.keep(l, t, n, asked, now, cold, d, env)
}

// everywhere counts what runs and what there is in all the load's versions.
func (l *Load) everywhere() (running, there int) {
	for _, p := range l.pools {
		running, there = running+p.busy+p.occupied, there+p.alive()
	}
	return running, there
}

// throttle notes an attempt that was turned away; last when its caller gives up.
func (r *Result) throttle(l *Load, t *target, n uint64, now cloud.Time, reason why, last bool) {
	y := t.tally
	y.Requests++
	y.Throttles++
	y.Reasons[reason]++
	b := r.bucket(now)
	b.Requests++
	b.Throttles++
	if last {
		r.Lost++
	}
	if l.Minutes != nil {
		m := y.at(l, now)
		m.Throttles++
	}
	if len(r.Throttled) < keepRows {
		r.Throttled = append(r.Throttled, Invocation{
			Function: y.Function, Version: y.Version, Request: n, Outcome: Throttled, Reason: reason.String(), Asked: now, Start: now, End: now,
		})
	}
}

// finish adds up what only the end tells.
func (r *Result) finish(l *Load) {
	for _, y := range r.Versions {
		y.tell(l)
		p := l.engine.pool(y.Function, y.Version)
		if p == nil {
			continue
		}
		y.Lived = p.lived
		for i := range p.slots {
			if s := &p.slots[i]; s.alive {
				y.Lived += max(0, r.End-max(s.Born, r.Begin))
			}
		}
	}
	r.Asked = 0
	for i := range l.streams {
		r.Asked += l.streams[i].n
		r.Left += l.streams[i].queue.len()
		if l.streams[i].Queue != nil {
			r.Left += len(l.streams[i].again)
		}
	}
	r.bucket(max(r.Begin, r.End-1))
	slices.SortStableFunc(r.Sample, func(a, b Invocation) int { return int(min(1, max(-1, a.Asked-b.Asked))) })
	r.ends(l)
}
