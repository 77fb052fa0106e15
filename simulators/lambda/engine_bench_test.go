package lambda

import (
	"testing"

	"skylab/simulators/cloud"
)

// replay runs a published model: its own engine, one version, no rates of AWS.
func replay(seed uint64, rate Rate, shape Arrival, warm, cold Distribution, idle cloud.Time, most int, length cloud.Time) *Result {
	e := NewEngine(Measured())
	e.Plain, e.Limit, e.Parameters.Idle = true, most, idle
	e.Put(0, Setting{Function: "model", Version: "$LATEST", Memory: 128})
	return loadOf(&e, seed, Plan{
		Streams: []Stream{{Function: "model", Shape: shape, Rate: rate}}, For: length, Model: &Model{warm, cold}, Lanes: 8, Buckets: 60,
	})
}

func loadOf(e *Engine, seed uint64, plan Plan) *Result {
	l := e.Begin(seed, 0, plan, func(_, qualifier string) []Target {
		if qualifier == "" {
			qualifier = "$LATEST"
		}
		return []Target{{qualifier, 1}}
	})
	l.Run(never)
	return l.End()
}

func seconds(s float64) cloud.Time { return microseconds(s * 1e6) }

// The measure: 5,000,000 simulated invocations a second on one core.
func BenchmarkInvocations(b *testing.B) {
	exp := func(s float64) Distribution { return Distribution{"exp", seconds(s), 0} }
	for _, c := range []struct {
		name  string
		count uint64
		shape Arrival
		warm  Distribution
	}{
		{"0.9 a second, exponential", 0, Poisson, exp(1.991)},
		{"100 a second, exponential", 100, Poisson, exp(0.2)},
		{"10000 a second, exponential", 10000, Poisson, exp(0.2)},
		{"100 a second, constant", 100, Steady, Distribution{"const", seconds(0.2), 0}},
		{"100 a second, lognormal", 100, Poisson, Distribution{"lognormal", seconds(0.2), 0.1}},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			n := uint64(0)
			for b.Loop() {
				rate := Rate{c.count, cloud.Second}
				if c.count == 0 {
					rate = Rate{9, 10 * cloud.Second}
				}
				length := cloud.Time(1_000_000/rate.Count) * rate.Period
				r := replay(1, rate, c.shape, c.warm, exp(2.244), 10*cloud.Minute, 1<<20, length)
				n += r.Versions[0].Requests
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "inv/s")
		})
	}
}

// The measure: a day at 100 requests a second, 8.64 M, in 3 s and flat memory.
func BenchmarkDay(b *testing.B) {
	for b.Loop() {
		e := NewEngine(Measured())
		e.Put(0, Setting{Function: "orders", Version: "$LATEST", Memory: 512, Timeout: 30 * cloud.Second, Runtime: "python3.13", Body: BodyOf("orders", nil)})
		b.ReportAllocs()
		r := loadOf(&e, 7, Plan{Streams: []Stream{{Function: "orders", Shape: Poisson, Rate: Rate{100, cloud.Second}}}, For: cloud.Day, Lanes: 24, Buckets: 96})
		b.ReportMetric(float64(r.Versions[0].Requests), "requests")
	}
}
