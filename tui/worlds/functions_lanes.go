package worlds

import (
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

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
