package route53

import "skylab/simulators/cloud"

// How the figures between table entries come about. Somebody at a place goes
// over the nearest measured Regions, and from there as measured:
//
//	rtt(P, R) = min over N of  1 ms + 0.015 ms/km · distance(P, N) + measured(N, R)
//
// where N are the measured Regions no farther from P than twice the nearest
// one and 500 km. Light in glass does 200 km a millisecond, which is 0.010 ms
// a kilometre there and back; lines are half as long again as the way that a
// crow flies (the lab's own assumption, as is the millisecond at the end). To
// a Region that was not measured the way is 0.015 ms/km from where it is
// entered, or straight when it lies within 1,000 km.
const (
	lastMile    = 1000 // microseconds
	perKM       = 15   // microseconds, there and back
	detour      = 500_000
	straightWay = 1_000_000 // metres
)

// RTT is the round trip between a place and a Region in microseconds; a
// Region that nobody knows, and a place that is nowhere, are farthest.
func RTT(p Place, region string) int64 {
	w := world()
	r, ok := w.region[region]
	if !ok || !p.Known {
		return farthest
	}
	return int64(w.toRegion(p, r))
}

// farthest is more than any latency.
const farthest = 10_000_000

// toRegion is the latency from a place to the Region with a number.
func (w *atlas) toRegion(p Place, r int32) int32 {
	if p.spot > 0 {
		return w.rtt[p.spot-1][r]
	}
	return w.way(p.At, r)
}

// measure fills the table of places and Regions.
func (w *atlas) measure() {
	w.gates = make([][]entry, len(regions))
	for r := range regions {
		if regions[r].measured == none {
			w.gates[r] = w.entries(w.regionAt(int32(r)))
		}
	}
	w.rtt = make([][]int32, len(w.places))
	for i, p := range w.places {
		row := make([]int32, len(regions))
		entries := w.entries(p.At)
		for r := range regions {
			row[r] = w.over(p.At, entries, int32(r))
		}
		w.rtt[i] = row
	}
}

func (w *atlas) regionAt(r int32) Point { return w.places[len(cities)+int(r)].At }

// entry is a measured Region near a place, and what it takes to get there.
type entry struct {
	row    int
	metres int64
	us     int32
}

// entries are the measured Regions over which somebody at a point can go.
func (w *atlas) entries(p Point) []entry {
	nearest := int64(1) << 62
	list := make([]entry, 0, len(regions))
	for i, r := range regions {
		if r.measured != none {
			d := Distance(p, w.regionAt(int32(i)))
			nearest = min(nearest, d)
			list = append(list, entry{row: r.measured, metres: d})
		}
	}
	near := list[:0]
	for _, e := range list {
		if e.metres <= 2*nearest+detour {
			e.us = overLand(e.metres)
			if e.metres == 0 { // the Region itself
				e.us = 0
			}
			near = append(near, e)
		}
	}
	return near
}

func overLand(metres int64) int32 { return int32(lastMile + metres*perKM/1000) }

func (w *atlas) way(p Point, r int32) int32 { return w.over(p, w.entries(p), r) }

// over is the shortest way to a Region over the entries.
func (w *atlas) over(p Point, entries []entry, r int32) int32 {
	to := regions[r].measured
	best := int32(farthest)
	for _, e := range entries {
		if to != none {
			best = min(best, e.us+100*int32(measured[e.row][to]))
			continue
		}
		for _, far := range w.gates[r] {
			best = min(best, e.us+100*int32(measured[e.row][far.row])+far.us)
		}
	}
	if to == none {
		if d := Distance(p, w.regionAt(r)); d <= straightWay {
			best = min(best, overLand(d))
		}
	}
	return best
}

// RoundTrip is the way between any two places and back.
func RoundTrip(a, b Place) cloud.Time {
	const us = cloud.Millisecond / 1000
	if !a.Known || !b.Known {
		return 150 * cloud.Millisecond
	}
	w := world()
	best := int32(farthest)
	if d := Distance(a.At, b.At); d <= straightWay {
		best = overLand(d)
	}
	for _, e := range w.entries(b.At) {
		for r := range regions {
			if regions[r].measured == e.row {
				best = min(best, w.toRegion(a, int32(r))+e.us)
			}
		}
	}
	return cloud.Time(best) * us
}

// Nearby is the round trip to a service that answers from many places at once:
// that from the nearest Region.
func Nearby(p Place) cloud.Time {
	const us = cloud.Millisecond / 1000
	if !p.Known {
		return 40 * cloud.Millisecond
	}
	w := world()
	best := int32(farthest)
	for r := range regions {
		if regions[r].measured != none {
			best = min(best, w.toRegion(p, int32(r)))
		}
	}
	return cloud.Time(best) * us
}
