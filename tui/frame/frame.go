// Package frame puts lines together: exactly as wide as asked, side by side,
// one over the other, scrolled. A picture is a slice of styled lines.
package frame

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"skylab/tui/theme"
)

// reset ends every style, so that a line cut in its middle does not colour
// what follows.
const reset = "\x1b[m"

// Width is how many cells a styled line takes.
func Width(s string) int {
	if plain(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// plain: printable ASCII alone takes a cell a byte.
func plain(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 0x20 || s[i] > 0x7e {
			return false
		}
	}
	return true
}

// Fit makes a line exactly w cells wide: cut with an ellipsis, or padded.
func Fit(s string, w int) string {
	n := Width(s)
	if n > w {
		s = Cut(s, w)
		n = Width(s)
	}
	if n < w {
		s += spaces(w - n)
	}
	return s
}

// Cut shortens a line to at most w cells; what is cut ends in an ellipsis.
func Cut(s string, w int) string {
	if Width(s) <= w {
		return s
	}
	if w <= 0 {
		return ""
	}
	if plain(s) {
		return s[:w-1] + "…"
	}
	if !strings.Contains(s, "\x1b") {
		return ansi.Truncate(s, w, "…") // a style around it goes on
	}
	return ansi.Truncate(s, w, "…") + reset
}

const blank = "                                                                                                                                "

func spaces(n int) string {
	if n <= len(blank) {
		return blank[:max(0, n)]
	}
	return strings.Repeat(" ", n)
}

// Block makes lines exactly w wide and h high, from line top on.
func Block(lines []string, top, w, h int) []string {
	out := make([]string, max(0, h))
	for i := range out {
		if y := top + i; y >= 0 && y < len(lines) {
			out[i] = Fit(lines[y], w)
		} else {
			out[i] = spaces(w)
		}
	}
	return out
}

// Beside puts two blocks of the same height side by side.
func Beside(left []string, between string, right []string) []string {
	out := make([]string, len(left))
	for i := range left {
		out[i] = left[i] + between
		if i < len(right) {
			out[i] += right[i]
		}
	}
	return out
}

// Ends puts left and right text on one line of w cells; left is cut first.
func Ends(left, right string, w int) string {
	n := Width(right)
	if n >= w {
		return Fit(right, w)
	}
	if n == 0 {
		return Fit(left, w)
	}
	return Fit(left, w-n-1) + " " + right
}

// Over lays box over base with its corner at x, y. base lines must all be w
// cells wide; they stay so. What sticks out is left away.
func Over(base, box []string, x, y, w int) []string {
	for i, b := range box {
		row := y + i
		if row < 0 || row >= len(base) || x < 0 || x >= w {
			continue
		}
		bw := min(Width(b), w-x)
		left := Fit(ansi.Truncate(base[row], x, "")+reset, x)
		right := ansi.TruncateLeft(base[row], x+bw, "")
		rest := w - x - bw
		if n := Width(right); n < rest {
			right = spaces(rest-n) + right
		} else if n > rest {
			right = Fit(right, rest)
		}
		base[row] = left + Fit(b, bw) + reset + right
	}
	return base
}

// Wrap breaks a plain line into pieces of at most w cells, without regard to
// words, as a terminal does.
func Wrap(line string, w int) []string {
	w = max(1, w)
	if Width(line) <= w {
		return []string{line}
	}
	var out []string
	var b strings.Builder
	used := 0
	for len(line) > 0 {
		g, n := ansi.FirstGraphemeCluster(line, ansi.GraphemeWidth)
		line = line[len(g):]
		if used+n > w && used > 0 {
			out = append(out, b.String())
			b.Reset()
			used = 0
		}
		if n > w {
			g, n = "…", 1
		}
		b.WriteString(g)
		used += n
	}
	return append(out, b.String())
}

// Fold breaks a plain line as Wrap does, but at a space where there is one near
// the edge, so that words stay whole. The space stays at the end of its piece.
func Fold(line string, w int) []string {
	if w < 8 {
		return Wrap(line, w)
	}
	var out []string
	for Width(line) > w {
		part := Wrap(line, w)[0]
		if i := strings.LastIndexByte(part, ' '); i >= 0 && line[len(part)] != ' ' && Width(part[:i+1]) >= w*2/3 {
			part = part[:i+1]
		}
		out, line = append(out, part), line[len(part):]
	}
	return append(out, line)
}

// Tabs writes tabs out as spaces up to the next eighth column.
func Tabs(line string) string {
	if !strings.Contains(line, "\t") {
		return line
	}
	var b strings.Builder
	for i, part := range strings.Split(line, "\t") {
		if i > 0 {
			b.WriteString(spaces(8 - Width(b.String())%8))
		}
		b.WriteString(part)
	}
	return b.String()
}

// Rule is a thin line of w cells with words in it.
func Rule(words string, w int, ink theme.Ink) string {
	if words == "" {
		return ink.Paint(strings.Repeat("─", max(0, w)))
	}
	words = Cut(words, w-4)
	return ink.Paint("─ ") + words + ink.Paint(" "+strings.Repeat("─", max(0, w-3-Width(words))))
}

// Plain is a line without its styles.
func Plain(s string) string { return ansi.Strip(s) }
