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

// ticks are the lengths of time that an axis may be divided by.
var ticks = [...]cloud.Time{
	100 * cloud.Millisecond, 200 * cloud.Millisecond, 500 * cloud.Millisecond, cloud.Second, 2 * cloud.Second, 5 * cloud.Second, 10 * cloud.Second,
	15 * cloud.Second, 30 * cloud.Second, cloud.Minute, 2 * cloud.Minute, 5 * cloud.Minute, 10 * cloud.Minute, 15 * cloud.Minute, 30 * cloud.Minute,
	cloud.Hour, 2 * cloud.Hour, 3 * cloud.Hour, 6 * cloud.Hour, 12 * cloud.Hour, cloud.Day, 2 * cloud.Day, 5 * cloud.Day, 10 * cloud.Day,
}

// axis is the clock above the lanes: the time since the load began, in round
// steps that are at least eight cells wide.
func axis(r *lambda.Picture, width int) string {
	whole := max(1, r.End-r.Begin)
	step := ticks[len(ticks)-1]
	for _, t := range ticks {
		if t*cloud.Time(width) >= 8*whole {
			step = t
			break
		}
	}
	out := ""
	for at := cloud.Time(0); at < whole; at += step {
		mark, x := short(at), int(at*cloud.Time(width)/whole)
		if x < len(out) && at > 0 {
			continue
		}
		if x+len(mark) > width {
			break
		}
		out = pad(out, x) + mark
	}
	return out
}

// short is a length of time as an axis has it: 0, 30s, 2m, 1h30m.
func short(d cloud.Time) string {
	switch {
	case d == 0:
		return "0"
	case d < cloud.Second:
		return strconv.Itoa(int(d/cloud.Millisecond)) + "ms"
	case d < 2*cloud.Minute:
		return strconv.Itoa(int(d/cloud.Second)) + "s"
	case d < 2*cloud.Hour:
		return inTwo(int(d/cloud.Minute), "m", int(d%cloud.Minute/cloud.Second), "s")
	case d < 2*cloud.Day:
		return inTwo(int(d/cloud.Hour), "h", int(d%cloud.Hour/cloud.Minute), "m")
	}
	return inTwo(int(d/cloud.Day), "d", int(d%cloud.Day/cloud.Hour), "h")
}

// inTwo is a length in a unit and the next smaller one, when there is any of it.
func inTwo(n int, unit string, rest int, smaller string) string {
	if rest == 0 {
		return strconv.Itoa(n) + unit
	}
	return strconv.Itoa(n) + unit + strconv.Itoa(rest) + smaller
}

func laneName(l lambda.Lane) string {
	name := "env " + two(int(l.Environment))
	if l.Provisioned {
		name += " ⚑"
	}
	return pad(name, label)
}

// looks of a cell in a lane: what is busy for a part of it is as high as that
// part.
const (
	gone = iota
	idle
	initialising
	busy // a quarter of it; then a half, three quarters
	_
	_
	all // of it
)

var laneLooks = [...]span{
	gone: {text: "·", role: Quiet}, idle: {text: "░", role: Quiet}, initialising: {text: "▒", role: Unknown},
	busy: {text: "▂", role: Allowed}, {text: "▄", role: Allowed}, {text: "▆", role: Allowed}, all: {text: "█", role: Allowed},
}

// lane draws one environment's life. INIT is shown before all else that falls
// into a cell, for it is short and what one looks for.
func lane(r *lambda.Picture, l *lambda.Lane, width int) line {
	looks := make([]int, width)
	fill := func(from, to cloud.Time, what int) {
		whole := r.End - r.Begin
		if whole <= 0 || to < r.Begin || from > r.End {
			return
		}
		first := int(max(0, from-r.Begin) * cloud.Time(width) / whole)
		last := int(max(0, min(to, r.End)-r.Begin) * cloud.Time(width) / whole)
		for x := first; x <= last && x < width; x++ {
			looks[x] = what
		}
	}
	end := l.Gone
	if end == 0 {
		end = r.End
	}
	fill(l.Ready, end, idle)
	for x := range looks {
		if n := worked(r, l, x, width); n > 0 {
			looks[x] = busy + n - 1
		}
	}
	if l.Ready > l.Born {
		fill(l.Born, l.Ready-1, initialising)
	}
	return strip(looks)
}

// worked is for how many quarters of a cell an environment was busy, 0 only
// when it was not at all.
func worked(r *lambda.Picture, l *lambda.Lane, x, width int) int {
	n := len(l.Busy)
	first, last := x*n/width, max((x+1)*n/width, x*n/width+1)
	var sum cloud.Time
	for i := first; i < min(last, n); i++ {
		sum += l.Busy[i]
	}
	if sum == 0 {
		return 0
	}
	whole := max(1, cloud.Time(last-first)*(r.End-r.Begin)/cloud.Time(n))
	return int(min(4, max(1, (4*sum+whole/2)/whole)))
}

// strip draws looks beside each other.
func strip(looks []int) line {
	var out line
	for x := 0; x < len(looks); {
		n := 1
		for x+n < len(looks) && looks[x+n] == looks[x] {
			n++
		}
		look := laneLooks[looks[x]]
		out = append(out, span{text: strings.Repeat(look.text, n), role: look.role})
		x += n
	}
	return out
}

// throttles marks when requests were turned away.
func throttles(r *lambda.Picture, width int) line {
	var out line
	n := len(r.Buckets)
	for x := range width {
		s := span{text: "·", role: Quiet}
		for i := x * n / width; i < max((x+1)*n/width, x*n/width+1) && i < n; i++ {
			if r.Buckets[i].Throttles > 0 {
				s = span{text: "✗", role: Denied}
			}
		}
		if k := len(out); k > 0 && out[k-1].role == s.role {
			out[k-1].text += s.text
			continue
		}
		out = append(out, s)
	}
	return out
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
