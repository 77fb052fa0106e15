package lambda

import (
	"slices"

	"skylab/simulators/cloud"
)

// Record writes what a load leaves in the logs: the lines of the requests that
// its result keeps, in order of time. It tells how many requests that were
// served have none. The bodies' own deeds (a row written, a message sent) are
// not done in a load.
func (s *State) Record(w *cloud.World, scope cloud.Scope, res *Result) (leftOut uint64) {
	r := s.At(scope)
	list := append(slices.Clone(res.Colds), res.Sample...)
	slices.SortStableFunc(list, func(a, b Invocation) int { return int(min(1, max(-1, a.Asked-b.Asked))) })
	list = slices.CompactFunc(list, func(a, b Invocation) bool { return a.Function == b.Function && a.Request == b.Request })
	written := uint64(0)
	for _, i := range list {
		f := r.Functions.Find(i.Function)
		if f == nil {
			continue
		}
		v := f.version(i.Version)
		if v == nil {
			continue
		}
		out := result{request: uuid(w, scope, "lambda-request"), invocation: i, stream: logStream(w.Seed, f, v, i.Environment)}
		out.fail(v, "{}")
		out.lines = out.report(scope, f, v)
		s.write(w, scope, f, v, &out)
		written++
	}
	all := res.Sum()
	return all.Requests - all.Throttles - min(written, all.Requests-all.Throttles)
}

// RecordMinute counts a minute of a load in the metrics: each call once; of
// the durations the least, the greatest and the sum are exact, what lies
// between is counted at its mean.
func (s *State) RecordMinute(scope cloud.Scope, qualifier string, m Minute) {
	f := s.At(scope).Functions.Find(m.Function)
	if f == nil || s.around.metrics == nil {
		return
	}
	v := f.version(m.Version)
	if v == nil {
		return
	}
	dims := series(f, v, qualifier)
	n := m.Invocations
	put := func(name, unit string, value float64, times uint64, dims [][]Dimension) {
		for _, d := range dims {
			if times > 0 {
				s.around.metrics.Count(scope, m.At, namespace, name, unit, d, value, times)
			}
		}
	}
	put("Invocations", "Count", 1, n, dims)
	put("Errors", "Count", 1, m.Errors, dims)
	put("Errors", "Count", 0, n-m.Errors, dims)
	put("Throttles", "Count", 1, m.Throttles, dims)
	put("Throttles", "Count", 0, n, dims)
	if n == 0 {
		return
	}
	put("Duration", "Milliseconds", milliseconds(m.Least), 1, dims)
	if n > 1 {
		put("Duration", "Milliseconds", milliseconds(m.Most), 1, dims)
	}
	if n > 2 {
		rest := float64(m.Duration-m.Least-m.Most) / 1e6 / float64(n-2)
		put("Duration", "Milliseconds", rest, n-2, dims)
	}
	put("ConcurrentExecutions", "Count", float64(m.Concurrent), 1, dims)
}
