package lambda

import (
	"math/bits"

	"skylab/simulators/cloud"
)

// Arrival is how requests come.
type Arrival string

// The shapes of a load.
const (
	Steady  Arrival = "steady"  // evenly spaced, the first at once
	Poisson Arrival = "poisson" // independent of each other
	Burst   Arrival = "burst"   // all of a period at its first instant
	Diurnal Arrival = "diurnal" // independent; the rate is a day's mean, six times that at noon in Seoul
	Trace   Arrival = "trace"   // as a list says
)

// Rate is so many requests in a period: 20 in a second, 5 in five minutes.
type Rate struct {
	Count  uint64
	Period cloud.Time
}

// Change is a line of a trace: from At on, counted from the beginning of the
// load, requests come independently at a rate.
type Change struct {
	At   cloud.Time
	Rate Rate
}

// arrivals makes the instants at which the requests of a stream come. Each is a
// whole number of microseconds after the beginning.
type arrivals struct {
	shape       Arrival
	rate        Rate
	begin, end  cloud.Time
	seed, label uint64
	base        uint64     // ordinal of the first draw: each load goes on where the last ended
	n           uint64     // how many have come
	draws       uint64     // how many gaps were drawn
	next        cloud.Time // when the next comes; never when none does

	mean    float64      // microseconds between two of a Poisson stream
	changes []Change     // of a trace, by time
	single  []cloud.Time // of a trace: single requests, by time
	random  cloud.Time   // the next that is not one of them
	piece   int          // piece of changing rate that random lies in
}

const never = cloud.Time(1<<63 - 1)

// start finds the first arrival.
func (a *arrivals) start() {
	if a.rate.Count > 0 {
		a.mean = float64(a.rate.Period) / 1e3 / float64(a.rate.Count)
	}
	switch a.shape {
	case Poisson:
		a.next = a.begin + microseconds(float64(a.gap()*a.mean))
	case Diurnal, Trace:
		a.random = a.varying(a.begin)
		a.choose()
	default:
		a.next = a.begin
	}
	if a.rate.Count == 0 && a.shape != Trace {
		a.next = never
	}
	a.close()
}

// advance moves on to the next arrival.
func (a *arrivals) advance() {
	a.n++
	switch a.shape {
	case Poisson:
		a.next += microseconds(float64(a.gap() * a.mean))
	case Burst:
		a.next = a.begin + cloud.Time(a.n/a.rate.Count)*a.rate.Period
	case Diurnal, Trace:
		if a.next == a.random {
			a.random = a.varying(a.random)
		} else {
			a.single = a.single[1:]
		}
		a.choose()
	default:
		hi, lo := bits.Mul64(a.n, uint64(a.rate.Period))
		q, _ := bits.Div64(hi, lo, a.rate.Count)
		a.next = a.begin + cloud.Time(q)/1000*1000
	}
	a.close()
}

func (a *arrivals) close() {
	if a.next >= a.end {
		a.next = never
	}
}

// choose takes what comes sooner, a request of the changing rate or a single one.
func (a *arrivals) choose() {
	a.next = a.random
	if len(a.single) > 0 && a.begin+a.single[0] < a.next {
		a.next = a.begin + a.single[0]
	}
}

// gap draws how many mean gaps lie before the next arrival.
func (a *arrivals) gap() float64 {
	a.draws++
	return -cloud.Ln(cloud.Unit(cloud.Roll(a.seed, a.label, a.base+a.draws-1)))
}

// varying is the first arrival after an instant at a rate that changes: one
// draw is spent over as many pieces as it takes.
func (a *arrivals) varying(after cloud.Time) cloud.Time {
	left := a.gap()
	for from := after; from < a.end; {
		mean, until := a.pieceAt(from)
		if mean > 0 {
			if at := from + microseconds(float64(left*mean)); at < until {
				return at
			}
			left = max(0, left-float64(until-from)/1e3/mean)
		}
		from = until
	}
	return never
}

// pieceAt is the mean gap in microseconds at an instant (0: nothing comes), and
// until when that holds.
func (a *arrivals) pieceAt(at cloud.Time) (mean float64, until cloud.Time) {
	if a.shape == Diurnal {
		hour := at / cloud.Hour
		return a.mean / weights[(hour+9)%24], (hour + 1) * cloud.Hour
	}
	for a.piece < len(a.changes) && a.begin+a.changes[a.piece].At <= at {
		a.piece++
	}
	until = a.end
	if a.piece < len(a.changes) {
		until = min(until, a.begin+a.changes[a.piece].At)
	}
	if a.piece > 0 {
		if r := a.changes[a.piece-1].Rate; r.Count > 0 {
			mean = float64(r.Period) / 1e3 / float64(r.Count)
		}
	}
	return mean, until
}

// weights are a day of the lunch company, by the hour in Seoul, over its mean.
var weights = [24]float64{
	0.1, 0.05, 0.05, 0.05, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.2, 2.6,
	6, 2.4, 1.2, 0.9, 0.9, 1.4, 2.2, 1.4, 0.6, 0.4, 0.25, 0.15,
}
