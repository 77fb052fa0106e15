package worlds

import (
	"strconv"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// label is how wide the names of the lanes are.
const label = 10

// load draws what a load did: the first environments as lanes, what was turned
// away, one line of figures, and the latency as a histogram. height is a wish;
// 0 is all.
func (f fleet) load(r *lambda.Picture, height int) block {
	width := max(10, min(f.o.Width, 110)-label)
	lanes, bars := shareOut(len(r.Lanes), len(r.Bars), height)
	var b block
	b.add(span{text: strings.TrimSpace(f.o.Text.Say("functions.load") + " " + r.Function), role: Strong}, span{text: "  " + f.o.Text.Say("functions.signs"), role: Quiet})
	b.add(span{text: strings.Repeat(" ", label)}, span{text: axis(r, width), role: Quiet})
	for i := range lanes {
		b.add(append(line{{text: laneName(r.Lanes[i])}}, lane(r, &r.Lanes[i], width)...)...)
	}
	if n := len(r.Lanes) - lanes; n > 0 {
		b.add(span{text: strings.Repeat(" ", label) + f.o.Text.Say("functions.more", "n", n), role: Quiet})
	}
	if r.Throttles > 0 {
		b.add(append(line{{text: pad(f.o.Text.Say("functions.throttles"), label), role: Denied}}, throttles(r, width)...)...)
	}
	b.below(f.figures(r), 0)
	b.below(f.histogram(merged(r.Bars, bars), width), 0)
	return b
}

// shareOut divides the lines of a load between lanes and bars; what stands
// above, between and below them takes six.
func shareOut(lanes, bars, height int) (int, int) {
	if height == 0 {
		return lanes, min(bars, 12)
	}
	room := max(3, height-6)
	lanes = min(lanes, max(3, room/2))
	if bars = min(bars, 12, room-lanes); bars < 3 {
		bars = 0
	}
	return lanes, bars
}

// merged puts neighbouring bars together until there are at most n.
func merged(bars []lambda.Bar, n int) []lambda.Bar {
	if n <= 0 || len(bars) <= n {
		return bars[:min(len(bars), max(0, n))]
	}
	list := make([]lambda.Bar, n)
	for i := range list {
		part := bars[len(bars)*i/n : len(bars)*(i+1)/n]
		list[i] = lambda.Bar{From: part[0].From, To: part[len(part)-1].To}
		for _, bar := range part {
			list[i].Count += bar.Count
		}
	}
	return list
}

// histogram draws how long callers waited, on a logarithmic scale.
func (f fleet) histogram(bars []lambda.Bar, width int) block {
	var b block
	var most uint64 = 1
	for _, bar := range bars {
		most = max(most, bar.Count)
	}
	room := max(8, min(40, width-24))
	for _, bar := range bars {
		n := int(bar.Count * uint64(room) / most)
		if bar.Count > 0 {
			n = max(n, 1)
		}
		b.add(span{text: padded("≥ "+brief(bar.From), label) + " "}, span{text: strings.Repeat("▰", n), role: Plain}, span{text: " " + grouped(bar.Count), role: Quiet})
	}
	return b
}

// brief is a latency in a few cells: 96 ms, 1.02 s.
func brief(d cloud.Time) string {
	switch {
	case d < cloud.Second:
		return strconv.Itoa(int((d+cloud.Millisecond/2)/cloud.Millisecond)) + " ms"
	case d < 100*cloud.Second:
		hundredths := int((d + 5*cloud.Millisecond) / (10 * cloud.Millisecond))
		return strconv.Itoa(hundredths/100) + "." + two(hundredths%100) + " s"
	}
	return strconv.Itoa(int(d/cloud.Second)) + " s"
}

// grouped prints a count with its thousands apart: 1,234,567.
func grouped(n uint64) string {
	s := strconv.FormatUint(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// figures are the load in one or two lines, with its bill.
func (f fleet) figures(r *lambda.Picture) block {
	served := r.Requests - min(r.Requests, r.Throttles)
	words := []span{
		{text: f.o.Text.Say("functions.cold", "n", grouped(r.ColdStarts), "of", grouped(served), "share", percent(float64(r.ColdStarts)/float64(max(1, served)))), role: Plain},
		{text: "p50 " + brief(r.P50), role: Plain}, {text: "p99 " + brief(r.P99), role: Plain},
		{text: f.o.Text.Say("functions.throttled", "n", grouped(r.Throttles)), role: roleOfCount(r.Throttles)},
		{text: f.o.Text.Say("functions.peak", "n", grouped(uint64(r.Peak)), "limit", grouped(uint64(r.Limit))), role: Plain}, {text: "$" + r.Cost.Fixed(4), role: Plain},
	}
	var b block
	var now line
	for _, w := range words {
		if len(now) > 0 && now.width()+3+cells(w.text) > f.o.Width {
			b.add(now...)
			now = nil
		}
		if len(now) > 0 {
			now = append(now, span{text: "   "})
		}
		now = append(now, w)
	}
	b.add(now...)
	return b
}

func roleOfCount(n uint64) Role {
	if n > 0 {
		return Denied
	}
	return Plain
}
