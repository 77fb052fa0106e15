package load

import (
	"encoding/json"
	"fmt"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// The JSON of load --output json: its names are the same in every language and
// do not change. Times are seconds, money is US dollars.
type (
	resultJSON struct {
		Requests             uint64 // that came
		Served               uint64
		ColdStarts           uint64
		ColdStartProbability float64 // of those served
		MeanEnvironments     float64
		MeanBusy             float64
		MedianBusy           int // the median of what ran at most in each part of the time
		PeakEnvironments     int
		PeakBusy             int
		Throttles            uint64 // attempts turned away
		ThrottleReasons      []reasonJSON
		Lost                 uint64 // requests whose callers gave up
		Errors               uint64
		TimedOut             uint64
		Provisioned          uint64 // served by provisioned concurrency
		P50                  float64
		P90                  float64
		P95                  float64
		P99                  float64
		P999                 float64
		Max                  float64
		Mean                 float64
		ColdP50              float64 // before the call began
		ColdP99              float64
		GBSeconds            float64
		InitGBSeconds        float64 // of them INIT's
		Cost                 float64 // without the free tier
		CostWithFreeTier     float64
		Charges              []chargeJSON
		Queue                *queueJSON `json:",omitempty"`
		Versions             []versionJSON
		OverTime             []bucketJSON
		Cold                 []requestJSON // the first cold starts
		Throttled            []requestJSON // the first throttles
		LeftOut              uint64        // requests that the logs say nothing of
	}
	reasonJSON struct {
		Reason string
		Count  uint64
	}
	chargeJSON struct {
		Code     string
		Quantity float64
		Free     float64
		Amount   float64
	}
	queueJSON struct {
		Done, Left, DeadLetters uint64
		P50, P99                float64
		Longest                 int
	}
	versionJSON struct {
		Function             string
		Version              string
		Requests             uint64
		Share                float64
		ColdStarts           uint64
		Throttles            uint64
		Errors               uint64
		Provisioned          uint64
		PeakBusy             int
		P50, P99             float64
		GBSeconds            float64
		ColdStartProbability float64
	}
	bucketJSON struct {
		At           float64 // seconds from the beginning
		Requests     uint64
		ColdStarts   uint64
		Throttles    uint64
		Busy         int // the most at once
		Environments int
	}
	requestJSON struct {
		At       float64
		Function string
		Version  string
		Request  uint64
		Reason   string  `json:",omitempty"`
		Boot     float64 `json:",omitempty"`
		Init     float64 `json:",omitempty"`
		Duration float64 `json:",omitempty"`
	}
)

func in(t cloud.Time) float64 { return float64(t/1000) / 1e6 }

func money(m lambda.Money) float64 { return float64(m) / float64(lambda.Dollar) }

func (o *options) writeJSON(d *desk.Desk, r *lambda.Result, prices lambda.Prices, left uint64) int {
	return printJSON(d, o.json(r, prices, left))
}

func printJSON(d *desk.Desk, v any) int {
	body, err := json.MarshalIndent(v, "", "    ")
	if err != nil {
		fmt.Fprintln(d.Stderr, err)
		return 1
	}
	fmt.Fprintln(d.Stdout, string(body))
	return 0
}

func (o *options) json(r *lambda.Result, prices lambda.Prices, left uint64) resultJSON {
	all := r.Sum()
	q := func(share float64) float64 { return in(all.Latency.Quantile(share)) }
	lines, cost := prices.Bill(r.Usage(), false)
	_, free := prices.Bill(r.Usage(), true)
	j := resultJSON{
		Requests: r.Asked, Served: all.Requests - all.Throttles, ColdStarts: all.ColdStarts, ColdStartProbability: r.ColdStartProbability(),
		MeanEnvironments: r.MeanEnvironments(), MeanBusy: r.MeanBusy(), MedianBusy: r.MedianBusy(), PeakEnvironments: r.Longest, PeakBusy: r.Peak,
		Throttles: all.Throttles, ThrottleReasons: []reasonJSON{}, Lost: r.Lost, Errors: all.Errors, TimedOut: all.TimedOut, Provisioned: all.Provisioned,
		P50: q(0.5), P90: q(0.9), P95: q(0.95), P99: q(0.99), P999: q(0.999), Max: in(all.Latency.Max()), Mean: in(all.Latency.Mean()),
		ColdP50: in(all.Init.Quantile(0.5)), ColdP99: in(all.Init.Quantile(0.99)),
		Cost: money(cost), CostWithFreeTier: money(free), Charges: []chargeJSON{},
		Versions: []versionJSON{}, OverTime: []bucketJSON{}, Cold: rows(r, r.Colds), Throttled: rows(r, r.Throttled), LeftOut: left,
	}
	for _, x := range all.Why() {
		j.ThrottleReasons = append(j.ThrottleReasons, reasonJSON(x))
	}
	for _, l := range lines {
		j.Charges = append(j.Charges, chargeJSON{l.Code, l.Quantity, l.Free, money(l.Amount)})
	}
	for _, y := range r.Versions {
		v := versionOf(y, &all)
		j.GBSeconds += v.GBSeconds
		j.InitGBSeconds += lambda.AmountOf(y.Memory, y.InitMS).GBs()
		j.Versions = append(j.Versions, v)
	}
	for _, b := range r.Buckets {
		j.OverTime = append(j.OverTime, bucketJSON{in(b.At - r.Begin), b.Requests, b.ColdStarts, b.Throttles, b.Busy, b.Environments})
	}
	for i := range o.streams {
		if o.streams[i].queue != "" {
			j.Queue = &queueJSON{r.Wait.Len(), uint64(r.Left), r.DeadLetters, in(r.Wait.Quantile(0.5)), in(r.Wait.Quantile(0.99)), r.Waiting}
		}
	}
	return j
}

func versionOf(y *lambda.Tally, all *lambda.Tally) versionJSON {
	served := y.Requests - y.Throttles
	v := versionJSON{
		Function: y.Function, Version: y.Version, Requests: y.Requests, ColdStarts: y.ColdStarts, Throttles: y.Throttles, Errors: y.Errors,
		Provisioned: y.Provisioned, PeakBusy: y.Peak, P50: in(y.Latency.Quantile(0.5)), P99: in(y.Latency.Quantile(0.99)),
		GBSeconds: lambda.AmountOf(y.Memory, y.BilledMS+y.ReadyMS).GBs(),
	}
	if all.Requests > 0 {
		v.Share = float64(y.Requests) / float64(all.Requests)
	}
	if served > 0 {
		v.ColdStartProbability = float64(y.ColdStarts) / float64(served)
	}
	return v
}

func rows(r *lambda.Result, list []lambda.Invocation) []requestJSON {
	out := []requestJSON{}
	for _, i := range list {
		out = append(out, requestJSON{in(i.Asked - r.Begin), i.Function, i.Version, i.Request, i.Reason, in(i.Boot), in(i.Init + i.Restore), in(i.Duration)})
	}
	return out
}
