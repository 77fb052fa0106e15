package lambda

import (
	"math"
	"testing"

	"skylab/simulators/cloud"
)

// What comes out of seeds that are independent replications: the mean, and
// half the width of its 99 % confidence interval (Student's t).
func replications(n int, of func(seed uint64) float64) (mean, half float64) {
	sum, squares := 0.0, 0.0
	for i := range n {
		x := of(uint64(1000 + i))
		sum += x
		squares += x * x
	}
	mean = sum / float64(n)
	variance := (squares - sum*mean) / float64(n-1)
	return mean, student99(n-1) * math.Sqrt(max(variance, 0)/float64(n))
}

// student99 is the two-sided 99 % point of Student's distribution.
func student99(df int) float64 {
	table := []float64{0, 63.66, 9.925, 5.841, 4.604, 4.032, 3.707, 3.499, 3.355, 3.250, 3.169}
	if df < len(table) {
		return table[df]
	}
	return 3.169
}

func exponential(s float64) Distribution { return Distribution{"exp", seconds(s), 0} }

func poisson(perSecond float64) Rate {
	return Rate{uint64(math.Round(perSecond * 1e6)), 1_000_000 * cloud.Second}
}

// Poisson arrivals, exponential service, as many environments as it takes: the
// environments that run are λ·E[S] by Little's law, whatever else happens.
func TestRunningIsLittlesLaw(t *testing.T) {
	for _, c := range []struct{ rate, service, idle float64 }{{10, 2.016, 600}, {5, 0.2, 60}, {0.9, 1.991, 600}, {40, 0.5, 1}} {
		const length = 20_000
		mean, half := replications(8, func(seed uint64) float64 {
			r := replay(seed, poisson(c.rate), Poisson, exponential(c.service), exponential(c.service), seconds(c.idle), 1<<20, seconds(length))
			return r.MeanBusy()
		})
		want := c.rate * c.service
		if math.Abs(mean-want) > half || half > want*0.05 {
			t.Errorf("%v a second of %v s: %v ± %v run, want %v", c.rate, c.service, mean, half, want)
		}
	}
}

// erlangB is the share that is turned away when n serve and nobody waits.
func erlangB(offered float64, n int) float64 {
	b := 1.0
	for k := 1; k <= n; k++ {
		b = offered * b / (float64(k) + offered*b)
	}
	return b
}

// Turned away when all run: Erlang's formula, whatever the distribution of the
// service is.
func TestThrottledIsErlangB(t *testing.T) {
	for _, c := range []struct {
		offered float64
		most    int
		warm    Distribution
	}{{10, 15, exponential(1)}, {1, 1, exponential(1)}, {100, 110, exponential(1)}, {10, 8, Distribution{"const", seconds(1), 0}}, {10, 8, Distribution{"lognormal", seconds(1), 2}}} {
		mean, half := replications(8, func(seed uint64) float64 {
			r := replay(seed, poisson(c.offered), Poisson, c.warm, c.warm, seconds(3600), c.most, seconds(8000))
			y := r.Versions[0]
			return float64(y.Throttles) / float64(y.Requests)
		})
		want := erlangB(c.offered, c.most)
		if math.Abs(mean-want) > half || half > 0.03 {
			t.Errorf("%v Erlang on %d: %v ± %v turned away, want %v", c.offered, c.most, mean, half, want)
		}
	}
}

// One environment is enough: a request is cold when the gap before it is
// longer than the idle time, so with probability e^(-λT).
func TestColdIsTheLongGap(t *testing.T) {
	const rate, idle = 0.002, 600.0
	mean, half := replications(8, func(seed uint64) float64 {
		r := replay(seed, poisson(rate), Poisson, exponential(0.001), exponential(0.001), seconds(idle), 1<<20, seconds(4_000_000))
		return r.ColdStartProbability()
	})
	if want := math.Exp(-rate * idle); math.Abs(mean-want) > half || half > 0.03 {
		t.Errorf("%v ± %v are cold, want %v", mean, half, want)
	}
}

// The table of the SimFaaS paper and the outputs in its repository (Mahmoudi
// and Khazaei; github.com/pacslab/simfaas): each a single run of theirs, so the
// interval of ours is widened by what one run of theirs varies.
func TestSimFaaS(t *testing.T) {
	if testing.Short() {
		t.Skip("a few seconds")
	}
	type row struct {
		rate, warm, cold, idle float64
		most                   int
		length                 float64
		environments           float64
		cold3                  float64 // cold starts in a thousand, 0: not told
	}
	for _, c := range []row{
		{0.9, 1.991, 2.244, 600, 1 << 20, 1e6, 7.6795, 1.4},
		{10, 2.016, 2.163, 10, 1 << 20, 1e5, 28.65, 0},
		{10, 2.016, 2.163, 60, 1 << 20, 1e5, 33.12, 0},
		{10, 2.016, 2.163, 600, 1 << 20, 1e5, 37.66, 0},
		{10, 2.016, 2.163, 1200, 1 << 20, 1e5, 38.52, 0},
	} {
		var cold float64
		const n = 5
		mean, half := replications(n, func(seed uint64) float64 {
			r := replay(seed, poisson(c.rate), Poisson, exponential(c.warm), exponential(c.cold), seconds(c.idle), c.most, seconds(c.length))
			cold += r.ColdStartProbability() * 1000 / n
			return r.MeanEnvironments()
		})
		// Theirs is one run: it strays √n times as far as our mean of n does.
		if far := half * (1 + math.Sqrt(n)); math.Abs(mean-c.environments) > far || far > 0.06*mean {
			t.Errorf("%+v: %v ± %v environments", c, mean, far)
		}
		if c.cold3 > 0 && math.Abs(cold-c.cold3) > 0.1*c.cold3 {
			t.Errorf("%+v: %v in a thousand are cold", c, cold)
		}
		t.Logf("λ %v T %v: %.4f ± %.4f environments (%v), cold %.5f", c.rate, c.idle, mean, half, c.environments, cold/1000)
	}
}
