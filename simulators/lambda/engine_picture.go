package lambda

import "skylab/simulators/cloud"

// Picture is what a screen draws of a load: small, and never changed once made.
type Picture struct {
	Function       string // with its qualifier; empty for a published model
	Begin, End     cloud.Time
	Requests       uint64
	ColdStarts     uint64
	Throttles      uint64
	Errors         uint64
	Lost           uint64
	P50, P99, Most cloud.Time
	Peak, Limit    int // environments that ran at once; the account's limit
	Cost           Money
	Free           Money // the cost with the month's free tier
	Bars           []Bar // latencies
	Buckets        []Bucket
	Lanes          []Lane
	Throttled      []Invocation // the first of them
}

// Picture draws a result together; bars is how many the histogram has at most.
func (r *Result) Picture(function string, limit, bars int, p Prices) *Picture {
	all := r.Sum()
	_, cost := p.Bill(r.Usage(), false)
	_, free := p.Bill(r.Usage(), true)
	return &Picture{
		Function: function, Begin: r.Begin, End: r.End, Requests: all.Requests, ColdStarts: all.ColdStarts, Throttles: all.Throttles,
		Errors: all.Errors, Lost: r.Lost, P50: all.Latency.Quantile(0.5), P99: all.Latency.Quantile(0.99), Most: all.Latency.Max(),
		Peak: r.Peak, Limit: limit, Cost: cost, Free: free, Bars: all.Latency.Bars(bars), Buckets: r.Buckets, Lanes: r.Lanes, Throttled: r.Throttled,
	}
}
