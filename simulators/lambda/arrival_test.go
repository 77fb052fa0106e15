package lambda

import (
	"math"
	"testing"

	"skylab/simulators/cloud"
)

// all gives the instants of a stream.
func all(a arrivals) (list []cloud.Time) {
	a.start()
	for a.next != never {
		list = append(list, a.next)
		a.advance()
	}
	return list
}

func TestArrivals(t *testing.T) {
	const begin = 100 * cloud.Second
	at := func(ms ...cloud.Time) (list []cloud.Time) {
		for _, x := range ms {
			list = append(list, begin+x*cloud.Millisecond)
		}
		return list
	}
	for _, c := range []struct {
		name string
		a    arrivals
		want []cloud.Time
	}{
		{"evenly", arrivals{shape: Steady, rate: Rate{3, cloud.Second}}, []cloud.Time{begin, begin + 333333000, begin + 666666000, begin + 1000000000}},
		{"one each five minutes", arrivals{shape: Steady, rate: Rate{1, 500 * cloud.Millisecond}}, at(0, 500, 1000)},
		{"all at once", arrivals{shape: Burst, rate: Rate{2, cloud.Second}}, at(0, 0, 1000, 1000)},
		{"single ones", arrivals{shape: Trace, single: []cloud.Time{0, 0, 7 * cloud.Millisecond}}, at(0, 0, 7)},
		{"nothing", arrivals{shape: Trace}, nil},
		{"of nothing", arrivals{shape: Poisson}, nil},
	} {
		c.a.begin, c.a.end = begin, begin+1200*cloud.Millisecond
		got := all(c.a)
		if len(got) != len(c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
		}
	}
}

// A rate that changes: each piece has its share, in order of time, and the
// single requests lie between.
func TestTrace(t *testing.T) {
	a := arrivals{
		shape: Trace, begin: cloud.Hour, end: 2 * cloud.Hour, seed: 5, single: []cloud.Time{30 * cloud.Minute},
		changes: []Change{{10 * cloud.Minute, Rate{10, cloud.Second}}, {20 * cloud.Minute, Rate{0, 0}}, {40 * cloud.Minute, Rate{100, cloud.Second}}, {50 * cloud.Minute, Rate{1, cloud.Minute}}},
	}
	var counts [6]float64
	last := cloud.Time(0)
	for _, at := range all(a) {
		if at < last || at%1000 != 0 {
			t.Fatalf("%d after %d", at, last)
		}
		last = at
		counts[(at-cloud.Hour)/(10*cloud.Minute)]++
	}
	for i, want := range []float64{0, 6000, 0, 1, 60000, 10} {
		if math.Abs(counts[i]-want) > 4*math.Sqrt(want) && want != 1 || want == 1 && counts[i] != 1 {
			t.Errorf("piece %d has %v, want about %v", i, counts[i], want)
		}
	}
}

// A day's mean is the rate, and noon in Seoul has six times that.
func TestDiurnal(t *testing.T) {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	if math.Abs(sum-24) > 1e-9 {
		t.Errorf("the weights come to %v", sum)
	}
	noon, n := 0.0, 0.0
	for _, at := range all(arrivals{shape: Diurnal, rate: Rate{2, cloud.Second}, begin: 0, end: cloud.Day, seed: 3}) {
		n++
		if at/cloud.Hour == 3 { // 03:00Z is 12:00 in Seoul
			noon++
		}
	}
	if math.Abs(n-2*86400) > 4*math.Sqrt(2*86400) || math.Abs(noon-6*7200) > 4*math.Sqrt(6*7200) {
		t.Errorf("%v in a day, %v of them at noon", n, noon)
	}
}
