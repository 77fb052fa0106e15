package lambda_test

import (
	"fmt"
	"math"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// model is a published model as a case gives it.
type model struct {
	rate, warm, cold, idle, length float64
	most                           int
}

func (c oracleCase) model() model {
	c.only("arrival_rate", "warm_service_s", "cold_service_s", "expiration_s", "sim_time_s", "max_concurrency",
		"offered_erlang", "queue", "mean_service_s", "service_s", "idle_gap_after_departure_s")
	m := model{idle: 600, most: 1 << 20}
	for name, to := range map[string]*float64{"arrival_rate": &m.rate, "warm_service_s": &m.warm, "cold_service_s": &m.cold, "expiration_s": &m.idle, "sim_time_s": &m.length} {
		if n, ok := c.has(name); ok {
			*to = n
		}
	}
	for _, name := range []string{"mean_service_s", "service_s"} {
		if n, ok := c.has(name); ok {
			m.warm, m.cold = n, n
		}
	}
	if n, ok := c.has("offered_erlang"); ok {
		m.rate, m.warm, m.cold = n, 1, 1
	}
	if n, ok := c.has("max_concurrency"); ok {
		m.most = int(n)
	}
	if m.length == 0 {
		m.length = math.Min(2e7, 1.5e6/math.Max(m.rate, 1e-9))
	}
	return m
}

func (m *model) begin(seed uint64) (*lambda.Engine, *lambda.Load) {
	e := lambda.NewEngine(lambda.Parameters{Idle: lasting(m.idle)})
	e.Plain, e.Limit = true, m.most
	e.Put(0, lambda.Setting{Function: "f", Version: version, Memory: 128})
	exp := func(s float64) lambda.Distribution { return lambda.Distribution{Kind: "exp", Mean: lasting(s)} }
	plan := lambda.Plan{
		For: lasting(m.length), Model: &lambda.Model{Warm: exp(m.warm), Cold: exp(m.cold)},
		Streams: []lambda.Stream{{Function: "f", Shape: lambda.Poisson, Rate: lambda.Rate{Count: uint64(math.Round(m.rate * 1e6)), Period: 1e6 * cloud.Second}}},
	}
	return &e, e.Begin(seed, 0, plan, func(string, string) []lambda.Target { return []lambda.Target{{Version: version, Share: 1}} })
}

func readSimFaaS(_ *testing.T, c oracleCase) outcome {
	if gap, ok := c.has("idle_gap_after_departure_s"); ok {
		e := lambda.NewEngine(lambda.Parameters{Idle: lasting(number(c.Given["expiration_s"])), Burst: 1, Refill: 60000})
		e.Put(0, waiting("f", cloud.Second))
		first := e.Invoke(1, 0, lambda.Request{Function: "f", Version: version})
		start := "warm"
		if e.Invoke(1, first.End+lasting(gap), lambda.Request{Function: "f", Version: version}).Cold {
			start = "cold"
		}
		return c.told(object{"start": start})
	}
	m := c.model()
	if m.rate == 0 || m.warm == 0 {
		return unread()
	}
	if pmf, ok := c.Expect["total_instances_pmf"]; ok {
		return c.distribution(m, members(pmf))
	}
	found := m.means(3)
	var list []outcome
	for name, want := range c.Expect {
		if name == "tolerance_rel" || name == "tolerance_abs" {
			continue
		}
		got, ok := found[name]
		if !ok {
			panic(unreadable("expects " + name))
		}
		tolerance := 0.0
		if t, ok := c.Expect["tolerance_abs"]; ok {
			tolerance = number(t)
		} else {
			tolerance = number(c.Expect["tolerance_rel"]) * number(want)
		}
		list = append(list, near(name, got, number(want), tolerance))
	}
	return all(list...)
}

// means over some seeds.
func (m *model) means(seeds int) map[string]float64 {
	found := map[string]float64{}
	for seed := range seeds {
		_, l := m.begin(uint64(seed + 1))
		l.Run(1<<63 - 1)
		r := l.End()
		y := r.Sum()
		for name, x := range map[string]float64{
			"p_cold": r.ColdStartProbability(), "p_reject": float64(y.Throttles) / float64(max(1, y.Requests)),
			"servers": r.MeanEnvironments(), "instances": r.MeanEnvironments(), "running": r.MeanBusy(), "mean_running": r.MeanBusy(),
			"idle": r.MeanEnvironments() - r.MeanBusy(), "lifespan_s": float64(y.Lived) / 1e9 / float64(max(1, y.ColdStarts)),
		} {
			found[name] += x / float64(seeds)
		}
	}
	return found
}

// distribution of the number of environments over time, looked at each minute.
func (c oracleCase) distribution(m model, want object) outcome {
	e, l := m.begin(1)
	seen, looks := map[string]float64{}, 0.0
	for at := cloud.Hour; at < lasting(m.length); at += cloud.Minute {
		l.Run(at)
		seen[fmt.Sprint(len(e.Environments(at, "f")))]++
		looks++
	}
	var list []outcome
	for n, share := range want {
		list = append(list, near("share of "+n, seen[n]/looks, number(share), number(c.Expect["tolerance_abs"])))
	}
	return all(list...)
}
