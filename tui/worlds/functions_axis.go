package worlds

import (
	"strconv"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

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
