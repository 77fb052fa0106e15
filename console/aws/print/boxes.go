package print

import (
	"math"
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// columnsOf is how many columns a text takes, as the real command counts:
// wide, full-width and ambiguous characters take two.
func columnsOf(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
			n++
		}
		n++
	}
	return n
}

func pad(n int) string { return strings.Repeat(" ", max(n, 0)) }

func (t *table) render(s *sink, terminal int) {
	all := t.width()
	if all > terminal {
		t.upright()
		all = t.width()
	}
	s.text(strings.Repeat("-", all) + "\n")
	for _, x := range t.sections {
		if !s.full() {
			return
		}
		x.render(s, all-2*x.depth)
	}
}

func (t *table) width() int {
	all := 0
	for _, s := range t.sections {
		sum := 2
		for _, w := range s.widths {
			sum += w + 4
		}
		all = max(all, 2*s.depth+max(sum, columnsOf(s.title)+2))
	}
	return all
}

// upright turns each section that has one row on its side: a line a column.
func (t *table) upright() {
	for i, s := range t.sections {
		if len(s.rows) != 1 || len(s.headers) == 0 {
			continue
		}
		n := &section{title: s.title, depth: s.depth, columns: 2}
		for j := range min(len(s.headers), len(s.rows[0])) {
			// Two columns always fit: the section is new.
			_ = n.row([]string{s.headers[j], s.rows[0][j]})
		}
		t.sections[i] = n
	}
}

func (s *section) render(out *sink, width int) {
	if s.title != "" {
		s.line(out, centre(s.title, width, "|"))
		if len(s.headers) == 0 && len(s.rows) == 0 {
			s.line(out, "+"+strings.Repeat("-", max(width-2, 0))+"+")
		}
	}
	widths := s.scaled(width)
	if len(s.headers) > 0 {
		s.rule(out, widths)
		s.cells(out, widths, s.headers, centre)
	}
	if len(s.rows) == 0 || len(widths) == 0 {
		return
	}
	s.rule(out, widths)
	for _, row := range s.rows {
		if !out.full() {
			return
		}
		s.cells(out, widths, row, left)
	}
	s.rule(out, widths)
}

// line writes one line with the bars of the sections around this one.
func (s *section) line(out *sink, text string) {
	bars := strings.Repeat("|", s.depth)
	out.text(bars + text + bars + "\n")
}

func (s *section) rule(out *sink, widths []int) {
	var b strings.Builder
	for i, w := range widths {
		if i == 0 {
			b.WriteByte('+')
			w--
		}
		b.WriteString(strings.Repeat("-", max(w-1, 0)) + "+")
	}
	s.line(out, b.String())
}

func (s *section) cells(out *sink, widths []int, row []string, lay func(string, int, string) string) {
	var b strings.Builder
	for i := range min(len(widths), len(row)) {
		edge := ""
		if i == 0 {
			edge = "|"
		}
		b.WriteString(lay(row[i], widths[i], edge))
	}
	s.line(out, b.String())
}

func centre(text string, length int, edge string) string {
	size := columnsOf(text)
	before := length/2 - size/2 - 1
	return edge + pad(before) + text + pad(length-1-len(edge)-before-size) + "|"
}

func left(text string, length int, edge string) string {
	size, padding := columnsOf(text), 2
	if size+padding+len(edge)+1 > length {
		padding = 0
	}
	return edge + pad(padding) + text + pad(length-len(edge)-padding-size-1) + "|"
}

// scaled stretches the columns to a width: in proportion, the rest one by one
// from the right (or taken away from the left).
func (s *section) scaled(width int) []int {
	sum := 0
	for _, w := range s.widths {
		sum += w + 4
	}
	if sum == 0 {
		return nil
	}
	factor := float64(width) / float64(sum)
	out := make([]int, len(s.widths))
	off := -width
	for i, w := range s.widths {
		out[i] = int(math.RoundToEven(factor * float64(w+4)))
		off += out[i]
	}
	step := 1
	if off > 0 {
		step = -1
	}
	order := make([]int, len(out))
	for i := range order {
		order[i] = i
	}
	if off < 0 {
		slices.Reverse(order)
	}
	for off != 0 {
		for _, i := range order {
			out[i] += step
			if off += step; off == 0 {
				break
			}
		}
	}
	return out
}
