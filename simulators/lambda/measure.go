package lambda

import "skylab/simulators/cloud"

const namespace = "AWS/Lambda"

// series are the sets of dimensions that one call counts in: all functions of
// the Region, the function, and how it was named; of an alias with two versions
// also the version that ran.
// docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics.html
func series(f *Function, v *Configuration, qualifier string) [][]Dimension {
	name := Dimension{"FunctionName", f.Name}
	resource := Dimension{"Resource", f.Name}
	if qualifier != "" && qualifier != latest {
		resource.Value += ":" + qualifier
	}
	list := [][]Dimension{nil, {name}, {name, resource}}
	if a := f.alias(qualifier); a != nil {
		list = append(list, []Dimension{{"ExecutedVersion", v.Number}, name, resource})
	}
	return list
}

func (s *State) count(scope cloud.Scope, at cloud.Time, name, unit string, dims [][]Dimension, value float64) {
	if s.around.metrics == nil {
		return
	}
	for _, d := range dims {
		s.around.metrics.Count(scope, at, namespace, name, unit, d, value, 1)
	}
}

// measure counts a call that ran.
func (s *State) measure(w *cloud.World, scope cloud.Scope, f *Function, v *Configuration, qualifier string, out *result) {
	i, dims := &out.invocation, series(f, v, qualifier)
	bad := 0.0
	if out.failed {
		bad = 1
	}
	s.count(scope, i.Asked, "Invocations", "Count", dims, 1)
	s.count(scope, i.Asked, "Errors", "Count", dims, bad)
	s.count(scope, i.Asked, "Throttles", "Count", dims, 0)
	s.count(scope, i.Asked, "Duration", "Milliseconds", dims, milliseconds(i.Duration))
	r := s.At(scope)
	all := r.Engine.Busy(w.Now, "")
	s.count(scope, i.Asked, "ConcurrentExecutions", "Count", [][]Dimension{nil}, float64(all))
	s.count(scope, i.Asked, "ConcurrentExecutions", "Count", dims[1:], float64(r.Engine.Busy(w.Now, f.Name)))
	s.count(scope, i.Asked, "ClaimedAccountConcurrency", "Count", [][]Dimension{nil}, float64(r.claimed(w.Now)))
	requested, _, available := r.Engine.Provisioned(w.Now, f.Name, v.Number)
	if requested == 0 {
		return
	}
	used := float64(requested - available)
	s.count(scope, i.Asked, "ProvisionedConcurrentExecutions", "Count", dims[1:], used)
	s.count(scope, i.Asked, "ProvisionedConcurrencyUtilization", "Count", dims[1:], used/float64(requested))
	if i.Environment.Provisioned {
		s.count(scope, i.Asked, "ProvisionedConcurrencyInvocations", "Count", dims[1:], 1)
	} else {
		s.count(scope, i.Asked, "ProvisionedConcurrencySpilloverInvocations", "Count", dims[1:], 1)
	}
}

// claimed is what is not to be had on demand: all that is reserved or
// provisioned, and what of the rest runs.
func (r *Region) claimed(now cloud.Time) int {
	n := int(r.quota(quotaConcurrency)) - r.unreserved()
	for f := range r.Functions.All {
		if !f.Limited && len(f.Provisioned) == 0 {
			n += r.Engine.Busy(now, f.Name)
		}
	}
	return n
}

// measureThrottle counts a call that was turned away: it is no invocation.
func (s *State) measureThrottle(w *cloud.World, scope cloud.Scope, f *Function, v *Configuration, qualifier string) {
	s.count(scope, w.Now, "Throttles", "Count", series(f, v, qualifier), 1)
}
