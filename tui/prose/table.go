package prose

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	east "github.com/yuin/goldmark/extension/ast"
)

// between is the air between two columns, in cells.
const between = 2

// table lays a table out; columns that do not fit are narrowed, the widest
// first, and their cells wrapped.
func (r renderer) table(t *east.Table, width int) []string {
	var rows [][][]span
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		ink := r.th.Text
		if row.Kind() == east.KindTableHeader {
			ink = r.th.Quiet
		}
		var cells [][]span
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, r.inline(c, ink))
		}
		rows = append(rows, cells)
	}
	if r.plain {
		return r.sentences(rows)
	}
	widths := columnWidths(rows, width)
	if widths == nil {
		return r.stacked(rows, width)
	}
	var out []string
	for i, row := range rows {
		out = append(out, tableRow(row, widths, t.Alignments)...)
		if i == 0 {
			out = append(out, r.th.Quiet.Paint(strings.Repeat("─", min(width, total(widths)))))
		}
	}
	return out
}

func total(widths []int) int {
	sum := between * (len(widths) - 1)
	for _, w := range widths {
		sum += w
	}
	return sum
}

// columnWidths is nil when not even eight cells a column fit.
func columnWidths(rows [][][]span, width int) []int {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 1)
			}
			widths[i] = max(widths[i], spansWidth(cell))
		}
	}
	for total(widths) > width {
		widest := 0
		for i := range widths {
			if widths[i] > widths[widest] {
				widest = i
			}
		}
		if widths[widest] <= 8 {
			return nil
		}
		widths[widest]--
	}
	return widths
}

func spansWidth(spans []span) int {
	n := 0
	for _, s := range spans {
		n += ansi.StringWidth(s.text)
	}
	return n
}

func tableRow(row [][]span, widths []int, align []east.Alignment) []string {
	cells := make([][]string, len(row))
	height := 0
	for i, cell := range row {
		cells[i] = wrap(cell, widths[i], "", "")
		height = max(height, len(cells[i]))
	}
	out := make([]string, height)
	for y := range out {
		var b strings.Builder
		for x := range cells {
			text := ""
			if y < len(cells[x]) {
				text = cells[x][y]
			}
			pad := strings.Repeat(" ", max(0, widths[x]-ansi.StringWidth(text)))
			if x < len(align) && align[x] == east.AlignRight {
				text = pad + text
			} else {
				text += pad
			}
			if x > 0 {
				b.WriteString(strings.Repeat(" ", between))
			}
			b.WriteString(text)
		}
		out[y] = strings.TrimRight(b.String(), " ")
	}
	return out
}

// stacked writes each row as a list of its cells, for panes too narrow for
// columns.
func (r renderer) stacked(rows [][][]span, width int) []string {
	var out []string
	for i, row := range rows {
		if i == 0 && len(rows) > 1 {
			continue
		}
		for x, cell := range row {
			var label []span
			if x < len(rows[0]) && i > 0 {
				label = append(append(label, rows[0][x]...), span{": ", r.th.Quiet})
			}
			out = append(out, wrap(append(label, cell...), width, "", "  ")...)
		}
	}
	return out
}

// sentences writes each row on one line, each cell after the name of its
// column.
func (r renderer) sentences(rows [][][]span) []string {
	var out []string
	for _, row := range rows[min(1, len(rows)):] {
		var parts []string
		for x, cell := range row {
			text := ""
			if x < len(rows[0]) {
				text = spansText(rows[0][x]) + ": "
			}
			parts = append(parts, text+spansText(cell))
		}
		out = append(out, strings.Join(parts, "; "))
	}
	return out
}

func spansText(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.text)
	}
	return b.String()
}
