package lambda

import (
	"math/bits"

	"skylab/simulators/cloud"
)

// Histogram counts lengths in log-linear bins: 128 bins for each doubling, so
// that a quantile is off by less than 0.8 %, in a fixed 35 KB whatever is counted.
// Lengths are microseconds; up to 256 µs they are counted exactly.
type Histogram struct {
	bins [binsOf]uint64
	n    uint64
	sum  cloud.Time
	most cloud.Time
}

const (
	binBits = 7
	binsOf  = (51-binBits)<<binBits + 2<<binBits // up to 2^51 µs, 71 years
)

func binOf(us uint64) int {
	if us < 2<<binBits {
		return int(us)
	}
	shift := bits.Len64(us) - binBits - 1
	return min(shift<<binBits+int(us>>shift), binsOf-1)
}

// floor is the least length of a bin, in microseconds.
func floor(bin int) uint64 {
	if bin < 2<<binBits {
		return uint64(bin)
	}
	shift := bin>>binBits - 1
	return uint64(bin-shift<<binBits) << shift
}

// Add counts one length.
func (h *Histogram) Add(t cloud.Time) {
	h.bins[binOf(uint64(t)/1000)]++
	h.n++
	h.sum += t
	h.most = max(h.most, t)
}

// Join adds what another has counted.
func (h *Histogram) Join(o *Histogram) {
	for i, n := range o.bins {
		h.bins[i] += n
	}
	h.n, h.sum, h.most = h.n+o.n, h.sum+o.sum, max(h.most, o.most)
}

// Len counts the lengths.
func (h *Histogram) Len() uint64 { return h.n }

// Mean of them; 0 of none.
func (h *Histogram) Mean() cloud.Time {
	if h.n == 0 {
		return 0
	}
	return h.sum / cloud.Time(h.n) / 1000 * 1000
}

// Max is the greatest of them.
func (h *Histogram) Max() cloud.Time { return h.most }

// Quantile is the length that a share of them (0 to 1) does not exceed: the
// middle of its bin, and never more than the greatest. 0 of none.
func (h *Histogram) Quantile(share float64) cloud.Time {
	if h.n == 0 {
		return 0
	}
	rank := uint64(share*float64(h.n) + 0.999999)
	rank = max(1, min(rank, h.n))
	if rank == h.n {
		return h.most
	}
	for bin, seen := 0, uint64(0); bin < binsOf; bin++ {
		if seen += h.bins[bin]; seen >= rank {
			from, to := floor(bin), floor(bin+1)
			return min(cloud.Time((from+to-1)/2*1000+(from+to-1)%2*500)/1000*1000, h.most)
		}
	}
	return h.most
}

// Bar is one bar of a histogram as it is drawn.
type Bar struct {
	From, To cloud.Time // length at least From and below To
	Count    uint64
}

// Bars gives at most n bars of equal width on a logarithmic scale, from the
// first bin that holds anything to the last.
func (h *Histogram) Bars(n int) []Bar {
	first, last := -1, -1
	for i, c := range h.bins {
		if c > 0 {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 || n < 1 {
		return nil
	}
	n = min(n, last-first+1)
	list := make([]Bar, n)
	for i := range list {
		from, to := first+(last+1-first)*i/n, first+(last+1-first)*(i+1)/n
		list[i] = Bar{From: cloud.Time(floor(from)) * 1000, To: cloud.Time(floor(to)) * 1000}
		for _, c := range h.bins[from:to] {
			list[i].Count += c
		}
	}
	return list
}
