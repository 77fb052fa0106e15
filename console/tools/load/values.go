package load

import (
	"math"
	"strconv"
	"strings"
	"time"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// Bounds of what is asked for. They keep a load within what a computer does
// while a person waits.
const (
	longest  = 366 * cloud.Day
	fastest  = 100_000     // requests a second
	requests = 200_000_000 // in one load
	streams  = 16
)

// length reads a length of time: 10m, 1h30m, 2d, 1000000s. It is no length when
// it is negative or absurdly long.
func length(s string) (cloud.Time, bool) {
	if days, ok := strings.CutSuffix(s, "d"); ok {
		n, err := strconv.ParseFloat(days, 64)
		if err != nil || !(n >= 0 && n <= 36600) {
			return 0, false
		}
		return cloud.Time(n*86400*1e6) * 1000, true
	}
	t, err := time.ParseDuration(s)
	return cloud.Time(t) / 1000 * 1000, err == nil && t >= 0
}

// rate reads so many in a period: 20/s, 0.9/s, 5/5m, 3000/d. why is a message's
// id when it is none.
func rate(s string) (r lambda.Rate, why string) {
	count, per, ok := strings.Cut(s, "/")
	if !ok {
		return r, "load.bad-rate"
	}
	if per != "" && !strings.ContainsAny(per[:1], "0123456789.") {
		per = "1" + per
	}
	period, good := length(per)
	n, err := strconv.ParseFloat(count, 64)
	switch {
	case err != nil || !good || math.IsNaN(n) || period <= 0 || period > longest:
		return r, "load.bad-rate"
	case n < 0:
		return r, "load.negative-rate"
	case n == 0:
		return r, "load.zero-rate"
	case n/(float64(period)/1e9) > fastest || math.IsInf(n, 0):
		return r, "load.fast-rate"
	}
	// A broken count becomes a whole one of a longer period: 0.9/s is 9/10s.
	for ; n != math.Trunc(n); n *= 10 {
		if period > 1e15 {
			return r, "load.fine-rate"
		}
		if period *= 10; n > 0.5 && math.Abs(n-math.Round(n)) < 1e-9 {
			n = math.Round(n)
			period /= 10
			break
		}
	}
	if n > 1e15 {
		return r, "load.fine-rate"
	}
	return lambda.Rate{Count: uint64(n), Period: period}, ""
}

// distribution reads exp:1.991s, const:200ms, lognormal:200ms:0.5 (mean and
// standard deviation over mean).
func distribution(s string) (d lambda.Distribution, ok bool) {
	kind, rest, _ := strings.Cut(s, ":")
	mean, spread, given := strings.Cut(rest, ":")
	d = lambda.Distribution{Kind: kind}
	if d.Mean, ok = length(mean); !ok || d.Mean > cloud.Day || d.Mean < 1000 {
		return d, false
	}
	switch kind {
	case "exp", "const":
		return d, !given
	case "lognormal":
		n, err := strconv.ParseFloat(spread, 64)
		d.Spread = n
		return d, err == nil && n >= 0 && n <= 10
	}
	return d, false
}

// whole reads a count of at least least and at most most.
func whole(s string, least, most int) (int, bool) {
	n, err := strconv.Atoi(strings.ReplaceAll(s, ",", ""))
	return n, err == nil && n >= least && n <= most
}

// trace reads a file of lines "AT RATE" (from then on at that rate) and "AT"
// (one request then); AT counts from the beginning, # begins a remark. bad is
// the number of the first line that is neither, or out of order.
func trace(body string) (changes []lambda.Change, single []cloud.Time, bad int) {
	last := cloud.Time(0)
	for i, line := range strings.Split(body, "\n") {
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		at, ok := instant(words[0])
		if !ok || at < last || len(words) > 2 {
			return nil, nil, i + 1
		}
		last = at
		if len(words) == 1 {
			single = append(single, at)
			continue
		}
		r, why := rate(words[1])
		if why != "" && why != "load.zero-rate" {
			return nil, nil, i + 1
		}
		changes = append(changes, lambda.Change{At: at, Rate: r})
	}
	return changes, single, 0
}

// instant is a length, or plain seconds.
func instant(s string) (cloud.Time, bool) {
	if n, err := strconv.ParseFloat(s, 64); err == nil {
		return cloud.Time(n*1e6) * 1000, n >= 0 && n < 1e8
	}
	return length(s)
}
