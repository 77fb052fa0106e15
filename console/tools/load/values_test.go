package load

import (
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

func TestRate(t *testing.T) {
	for s, want := range map[string]lambda.Rate{
		"20/s": {Count: 20, Period: cloud.Second}, "0.9/s": {Count: 9, Period: 10 * cloud.Second}, "5/5m": {Count: 5, Period: 5 * cloud.Minute},
		"3000/d": {Count: 3000, Period: cloud.Day}, "0.29/s": {Count: 29, Period: 100 * cloud.Second}, "1/500ms": {Count: 1, Period: cloud.Second / 2},
		"100000/s": {Count: 100000, Period: cloud.Second}, "1.5e3/m": {Count: 1500, Period: cloud.Minute}, "0.1/h": {Count: 1, Period: 10 * cloud.Hour},
	} {
		if got, why := rate(s); got != want || why != "" {
			t.Errorf("%s is %+v (%s), want %+v", s, got, why, want)
		}
	}
	for s, want := range map[string]string{
		"": "load.bad-rate", "20": "load.bad-rate", "20/": "load.bad-rate", "/s": "load.bad-rate", "20/0s": "load.bad-rate", "20/-1s": "load.bad-rate",
		"-1/s": "load.negative-rate", "-0.0/s": "load.zero-rate", "-Inf/s": "load.negative-rate", "+Inf/s": "load.fast-rate", "nan/s": "load.bad-rate",
		"100001/s": "load.fast-rate", "1/1ns": "load.bad-rate", "1e300/s": "load.fast-rate", "1e-300/s": "load.fine-rate", "20/400d": "load.bad-rate",
	} {
		if _, why := rate(s); why != want {
			t.Errorf("%s: %s, want %s", s, why, want)
		}
	}
}

// Whatever is typed, a rate that is taken can be worked with.
func FuzzRate(f *testing.F) {
	for _, s := range []string{"20/s", "0.9/s", "5/5m", "-1/s", "NaN/s", "1e18/366d", "0.000001/d", "99999.99999/s"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r, why := rate(s)
		if why == "" && (r.Count == 0 || r.Period <= 0 || float64(r.Count)/float64(r.Period)*1e9 > fastest*1.001) {
			t.Errorf("%q is taken as %+v", s, r)
		}
	})
}

func FuzzTrace(f *testing.F) {
	f.Add("0s 20/s\n60s 4000/s\n")
	f.Add("# remark\n\n5\n7.5 0/s\n1h 1/m # slow")
	f.Fuzz(func(t *testing.T, s string) {
		changes, single, bad := trace(s)
		last := cloud.Time(0)
		for _, c := range changes {
			if c.At < last || bad != 0 {
				t.Errorf("%q: out of order at %d", s, c.At)
			}
			last = c.At
		}
		for i := 1; i < len(single); i++ {
			if single[i] < single[i-1] {
				t.Errorf("%q: single ones out of order", s)
			}
		}
	})
}

func TestNumbers(t *testing.T) {
	for got, want := range map[string]string{
		grouped(0): "0", grouped(999): "999", grouped(1000): "1,000", grouped(1234567): "1,234,567",
		brief(0): "0 µs", brief(96_400_000): "96.4 ms", brief(1_020_000_000): "1.02 s", brief(60 * cloud.Second): "60 s", brief(3 * cloud.Hour): "3 h", brief(10 * cloud.Millisecond): "10 ms",
		percent(0, 10): "0 %", percent(1, 1_000_000): "< 0.01 %", percent(10, 10): "100 %", percent(1, 3): "33.3 %", percent(0, 0): "0 %",
		spark([]uint64{0, 1, 8, 4}): " ▁█▄", spark([]uint64{0, 0}): "", bar(1, 1, 3): "███", bar(1, 1000, 3): "▏", bar(0, 5, 3): "",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
