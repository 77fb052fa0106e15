package lambda

import (
	"slices"

	"skylab/simulators/cloud"
)

// keep notes the request itself, if it is one of the few that are kept.
func (r *Result) keep(l *Load, t *target, n uint64, asked, now cloud.Time, cold bool, d *run, env *Environment) {
	if int(env.Ordinal) <= r.plan.Lanes || len(r.Lanes) > 0 {
		r.lane(t, now, d, env)
	}
	key := cloud.Roll(l.seed, t.gate.labels.call+1, n)
	if key > r.sampled && (!cold || len(r.Colds) == keepRows) {
		return
	}
	i := Invocation{Function: t.tally.Function, Version: t.tally.Version, Request: n, Asked: now}
	i.fill(&t.costs, d, cold, *env)
	if cold && len(r.Colds) < keepRows {
		r.Colds = append(r.Colds, i)
	}
	if key > r.sampled {
		return
	}
	r.Sample, r.keys = append(r.Sample, i), append(r.keys, key)
	for len(r.Sample) > keepSample {
		r.thin()
	}
}

// thin halves the sample: those with the smaller draws stay, so that each
// request has had the same chance.
func (r *Result) thin() {
	r.sampled /= 2
	k := 0
	for i, key := range r.keys {
		if key <= r.sampled {
			r.Sample[k], r.keys[k] = r.Sample[i], key
			k++
		}
	}
	r.Sample, r.keys = r.Sample[:k], r.keys[:k]
}

// lane notes a call in the lane of its environment.
func (r *Result) lane(t *target, now cloud.Time, d *run, env *Environment) {
	for i := range r.Lanes {
		x := &r.Lanes[i]
		if x.Environment == env.Ordinal && x.Function == t.tally.Function && x.Version == t.tally.Version {
			x.call(r, now, d)
			return
		}
	}
	if len(r.Lanes) >= r.plan.Lanes {
		return
	}
	x := Lane{
		Function: t.tally.Function, Version: t.tally.Version, Environment: env.Ordinal,
		Born: env.Born, Ready: env.Ready, Provisioned: env.Provisioned,
	}
	x.call(r, now, d)
	r.Lanes = append(r.Lanes, x)
}

func (x *Lane) call(r *Result, now cloud.Time, d *run) {
	from := now + d.boot + d.init
	x.Last = from + d.call
	x.busy(r, from, x.Last)
	if len(x.Calls) == keepSpans {
		x.Left++
		return
	}
	x.Calls = append(x.Calls, Span{from, from + d.call})
}

// busy adds a call to the parts of the load that it lasted through.
func (x *Lane) busy(r *Result, from, to cloud.Time) {
	if x.Busy == nil {
		x.Busy = make([]cloud.Time, LaneParts)
	}
	part := max(1, (r.End-r.Begin+LaneParts-1)/LaneParts)
	from, to = max(0, from-r.Begin), min(to, r.End)-r.Begin
	for i := from / part; i < LaneParts && i*part < to; i++ {
		x.Busy[i] += min(to, (i+1)*part) - max(from, i*part)
	}
}

// ends finds when the environments of the lanes were shut down, if they were.
func (r *Result) ends(l *Load) {
	idle := l.engine.Parameters.Idle
	for i := range r.Lanes {
		x := &r.Lanes[i]
		p := l.engine.pool(x.Function, x.Version)
		if p == nil || len(x.Calls) == 0 {
			continue
		}
		there := slices.ContainsFunc(p.slots, func(s slot) bool { return s.alive && s.Ordinal == x.Environment })
		if !there {
			x.Gone = min(x.Last+idle, r.End)
		}
	}
}
