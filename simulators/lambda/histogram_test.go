package lambda

import (
	"slices"
	"testing"

	"skylab/simulators/cloud"
)

// Quantiles are those of the sorted list, within the width of a bin.
func TestHistogram(t *testing.T) {
	for _, most := range []uint64{3, 200, 5_000, 3_000_000, 1 << 40} {
		var h Histogram
		var list []cloud.Time
		for i := range uint64(5000) {
			x := cloud.Time(cloud.RollBelow(9, most, i, most)) * 1000
			h.Add(x)
			list = append(list, x)
		}
		slices.Sort(list)
		for _, share := range []float64{0, 0.01, 0.5, 0.9, 0.99, 0.999, 1} {
			want := list[max(0, min(len(list)-1, int(share*float64(len(list))+0.999999)-1))]
			got := h.Quantile(share)
			if off := got - want; max(off, -off)*100 > want+100_000 {
				t.Errorf("of %d µs at most, the %v quantile is %d, want %d", most, share, got, want)
			}
		}
		if h.Max() != list[len(list)-1] || h.Len() != 5000 {
			t.Errorf("the greatest is %d of %d", h.Max(), h.Len())
		}
		sum := uint64(0)
		for i, b := range h.Bars(8) {
			if sum += b.Count; b.From >= b.To || i > 7 {
				t.Errorf("bar %d from %d to %d", i, b.From, b.To)
			}
		}
		if sum != 5000 {
			t.Errorf("the bars hold %d", sum)
		}
	}
	var none Histogram
	if none.Quantile(0.5) != 0 || none.Mean() != 0 || none.Bars(5) != nil {
		t.Error("of nothing there is nothing")
	}
}

// Each length lies in its bin, bins lie side by side.
func TestBins(t *testing.T) {
	for _, us := range []uint64{0, 1, 255, 256, 257, 511, 512, 1 << 20, 1<<20 - 1, 1<<50 + 12345} {
		bin := binOf(us)
		if floor(bin) > us || bin+1 < binsOf && floor(bin+1) <= us {
			t.Errorf("%d µs in bin %d: %d to %d", us, bin, floor(bin), floor(bin+1))
		}
	}
	if binOf(1<<63) != binsOf-1 {
		t.Error("what is too long lies in the last bin")
	}
}
