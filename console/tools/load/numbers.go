package load

import (
	"strconv"
	"strings"

	"github.com/mattn/go-runewidth"

	"skylab/simulators/cloud"
)

// grouped prints a count with its thousands apart: 1,234,567.
func grouped(n uint64) string {
	s := strconv.FormatUint(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// brief prints a length with three figures: 96 ms, 1.02 s, 12 min 3 s.
func brief(t cloud.Time) string {
	switch {
	case t < cloud.Millisecond:
		return strconv.Itoa(int(t/1000)) + " µs"
	case t < 10*cloud.Millisecond:
		return decimals(t, cloud.Millisecond, 2) + " ms"
	case t < 100*cloud.Millisecond:
		return decimals(t, cloud.Millisecond, 1) + " ms"
	case t < cloud.Second:
		return decimals(t, cloud.Millisecond, 0) + " ms"
	case t < 10*cloud.Second:
		return decimals(t, cloud.Second, 2) + " s"
	case t < 2*cloud.Minute:
		return decimals(t, cloud.Second, 1) + " s"
	case t < 2*cloud.Hour:
		return decimals(t, cloud.Minute, 1) + " min"
	}
	return decimals(t, cloud.Hour, 1) + " h"
}

// decimals prints a length in a unit, without noughts at its end.
func decimals(t, unit cloud.Time, n int) string {
	s := strconv.FormatFloat(float64(t)/float64(unit), 'f', n, 64)
	if n > 0 {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// percent prints a share: 0.13 %, 50.4 %.
func percent(part, whole uint64) string {
	if whole == 0 {
		return "0 %"
	}
	p := 100 * float64(part) / float64(whole)
	switch {
	case p == 0 || p == 100:
		return strconv.FormatFloat(p, 'f', 0, 64) + " %"
	case p < 0.01:
		return "< 0.01 %"
	case p < 10:
		return strconv.FormatFloat(p, 'f', 2, 64) + " %"
	}
	return strconv.FormatFloat(p, 'f', 1, 64) + " %"
}

// left and right fill a text up to a width on the terminal, where a Korean
// letter takes two places.
func left(s string, width int) string {
	return s + strings.Repeat(" ", max(0, width-runewidth.StringWidth(s)))
}

func right(s string, width int) string {
	return strings.Repeat(" ", max(0, width-runewidth.StringWidth(s))) + s
}

// spark draws counts as a line of blocks, the greatest highest; what is not 0
// is at least a low one.
func spark(counts []uint64) string {
	most := uint64(0)
	for _, n := range counts {
		most = max(most, n)
	}
	blocks := []rune("▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, n := range counts {
		if n == 0 {
			b.WriteByte(' ')
			continue
		}
		b.WriteRune(blocks[(n*8-1)/most])
	}
	return strings.TrimRight(b.String(), " ")
}

// bar draws a length of blocks in eighths, at most width wide.
func bar(n, most uint64, width int) string {
	if n == 0 || most == 0 {
		return ""
	}
	eighths := max(1, int(n*uint64(width)*8/most))
	s := strings.Repeat("█", eighths/8)
	if eighths%8 > 0 {
		s += string([]rune("▏▎▍▌▋▊▉")[eighths%8-1])
	}
	return s
}
