package worlds

import (
	"strconv"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// label is how wide the names of the lanes are.
const label = 8

// load draws what a load did: the first environments as lanes, the latency as a
// histogram, and one line of figures. height is a wish.
func (f fleet) load(r *lambda.Picture, height int) block {
	width := max(10, min(f.o.Width, 110)-label)
	var b block
	b.add(span{text: f.o.Text.Say("functions.load"), role: Strong}, span{text: "  " + f.o.Text.Say("functions.signs"), role: Quiet})
	b.add(span{text: strings.Repeat(" ", label)}, span{text: axis(r, width), role: Quiet})
	lanes := min(len(r.Lanes), max(3, height-9))
	for i := range lanes {
		b.add(append(line{{text: laneName(r.Lanes[i])}}, lane(r, &r.Lanes[i], width)...)...)
	}
	if n := len(r.Lanes) - lanes; n > 0 {
		b.add(span{text: strings.Repeat(" ", label) + f.o.Text.Say("functions.more", "n", n), role: Quiet})
	}
	if height > 8 {
		b.below(f.histogram(r, width), 0)
	}
	b.below(f.figures(r), 0)
	return b
}

// axis is the clock above the lanes, UTC and Seoul alike in minutes: the time
// since the load began.
func axis(r *lambda.Picture, width int) string {
	var b strings.Builder
	for x := 0; x < width; x += 12 {
		mark := short(cloud.Time(x) * (r.End - r.Begin) / cloud.Time(width))
		b.WriteString(mark + strings.Repeat(" ", max(1, 12-len(mark))))
	}
	return strings.TrimRight(b.String()[:min(b.Len(), width)], " ")
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
		return strconv.Itoa(int(d/cloud.Minute)) + "m"
	case d < 2*cloud.Day:
		return strconv.Itoa(int(d/cloud.Hour)) + "h"
	}
	return strconv.Itoa(int(d/cloud.Day)) + "d"
}

func laneName(l lambda.Lane) string {
	name := "env " + two(int(l.Environment))
	if l.Provisioned {
		name = "pc  " + two(int(l.Environment))
	}
	return name + strings.Repeat(" ", max(1, label-len(name)))
}

// looks of a moment in a lane.
const (
	gone = iota
	idle
	initialising
	busy
)

var laneLooks = [...]span{gone: {text: "·", role: Quiet}, idle: {text: "░", role: Quiet}, initialising: {text: "▒", role: Unknown}, busy: {text: "█", role: Allowed}}

// lane draws one environment's life: of all that falls into a cell, busy is
// shown before INIT, and INIT before idle.
func lane(r *lambda.Picture, l *lambda.Lane, width int) line {
	cells := make([]int, width)
	fill := func(from, to cloud.Time, what int) {
		all := r.End - r.Begin
		if all <= 0 || to < r.Begin || from > r.End {
			return
		}
		first := int(max(0, from-r.Begin) * cloud.Time(width) / all)
		last := int(max(0, min(to, r.End)-r.Begin) * cloud.Time(width) / all)
		for x := first; x <= last && x < width; x++ {
			cells[x] = max(cells[x], what)
		}
	}
	end := l.Gone
	if end == 0 {
		end = r.End
	}
	fill(l.Ready, end, idle)
	fill(l.Born, l.Ready, initialising)
	for _, s := range l.Calls {
		fill(s.From, s.To, busy)
	}
	var out line
	for x := 0; x < width; {
		n := 1
		for x+n < width && cells[x+n] == cells[x] {
			n++
		}
		look := laneLooks[cells[x]]
		out = append(out, span{text: strings.Repeat(look.text, n), role: look.role})
		x += n
	}
	return out
}

// histogram draws how long callers waited, on a logarithmic scale.
func (f fleet) histogram(r *lambda.Picture, width int) block {
	var b block
	bars := r.Bars
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
		b.add(span{text: padded("≥ "+brief(bar.From), label+2) + " "}, span{text: strings.Repeat("▰", n), role: Plain}, span{text: " " + strconv.FormatUint(bar.Count, 10), role: Quiet})
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

// figures are the load in one or two lines, with its bill.
func (f fleet) figures(r *lambda.Picture) block {
	served := max(1, r.Requests-r.Throttles)
	words := []span{
		{text: f.o.Text.Say("functions.cold", "n", r.ColdStarts, "of", r.Requests, "share", percent(float64(r.ColdStarts)/float64(served))), role: Plain},
		{text: "p50 " + brief(r.P50), role: Plain}, {text: "p99 " + brief(r.P99), role: Plain},
		{text: f.o.Text.Say("functions.throttled", "n", r.Throttles), role: roleOfCount(r.Throttles)},
		{text: f.o.Text.Say("functions.peak", "n", r.Peak, "limit", r.Limit), role: Plain}, {text: "$" + r.Cost.Fixed(4), role: Plain},
	}
	var b block
	var now line
	for _, w := range words {
		if len(now) > 0 && now.width()+3+cells(w.text) > f.o.Width {
			b.add(now...)
			now = nil
		}
		now = append(now, w, span{text: "   "})
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
