package lambda

import "slices"

// Sum adds up all versions.
func (r *Result) Sum() Tally {
	var all Tally
	for _, y := range r.Versions {
		all.Requests += y.Requests
		all.ColdStarts += y.ColdStarts
		all.Throttles += y.Throttles
		all.Errors += y.Errors
		all.TimedOut += y.TimedOut
		all.Provisioned += y.Provisioned
		for i, n := range y.Reasons {
			all.Reasons[i] += n
		}
		all.Latency.Join(&y.Latency)
		all.Init.Join(&y.Init)
		all.BilledMS += y.BilledMS
		all.InitMS += y.InitMS
		all.ReadyMS += y.ReadyMS
		all.Busy += y.Busy
		all.Lived += y.Lived
	}
	return all
}

// ColdStartProbability is the share of cold ones in what was served.
func (r *Result) ColdStartProbability() float64 {
	all := r.Sum()
	if served := all.Requests - all.Throttles; served > 0 {
		return float64(all.ColdStarts) / float64(served)
	}
	return 0
}

// MeanEnvironments is how many there were on average over the load's time.
func (r *Result) MeanEnvironments() float64 {
	return float64(r.Sum().Lived) / float64(max(1, r.End-r.Begin))
}

// MeanBusy is how many of them ran on average.
func (r *Result) MeanBusy() float64 { return float64(r.Sum().Busy) / float64(max(1, r.End-r.Begin)) }

// Throttle is how often requests were turned away for one reason.
type Throttle struct {
	Reason string
	Count  uint64
}

// Why lists the reasons of a version's throttles that occurred.
func (y *Tally) Why() []Throttle {
	var list []Throttle
	for i, n := range y.Reasons {
		if n > 0 {
			list = append(list, Throttle{why(i).String(), n})
		}
	}
	return list
}

// MedianBusy is what usually ran: the median of the most that ran at once in
// each part of the load's time. A first rush of cold starts does not move it.
func (r *Result) MedianBusy() int {
	if len(r.Buckets) == 0 {
		return 0
	}
	var list []int
	for _, b := range r.Buckets {
		list = append(list, b.Busy)
	}
	slices.Sort(list)
	return list[len(list)/2]
}
