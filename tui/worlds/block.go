package worlds

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// span is a run of text with one meaning. An ID makes it clickable.
type span struct {
	text string
	role Role
	id   string
}

type line []span

func (l line) width() int {
	n := 0
	for _, s := range l {
		n += cells(s.text)
	}
	return n
}

// fit clips or pads the line to exactly width cells.
func (l line) fit(width int) line {
	var out line
	left := width
	for _, s := range l {
		if w := cells(s.text); w > left {
			s.text = ansi.Truncate(s.text, left, "…")
		}
		left -= cells(s.text)
		out = append(out, s)
		if left == 0 {
			return out
		}
	}
	return append(out, span{text: strings.Repeat(" ", left)})
}

// block is a piece of a picture that is not yet placed.
type block struct {
	lines []line
	boxes []Box
}

// add puts a line at the end. What the learner named may hold anything; nothing
// of it moves the cursor.
func (b *block) add(spans ...span) {
	for i := range spans {
		spans[i].text = visible(spans[i].text)
	}
	b.lines = append(b.lines, line(spans))
}

// row adds a line all of whose width cells are about a resource, but for the
// spans in it that are about another.
func (b *block) row(id string, width int, spans ...span) {
	b.boxes = append(b.boxes, Box{ID: id, Y: len(b.lines), W: width, H: 1})
	b.add(spans...)
}

// below puts another block under this one, indented by x cells.
func (b *block) below(o block, x int) {
	y := len(b.lines)
	for _, l := range o.lines {
		if x > 0 {
			l = append(line{{text: strings.Repeat(" ", x)}}, l...)
		}
		b.lines = append(b.lines, l)
	}
	b.take(o.boxes, x, y)
}

func (b *block) take(boxes []Box, x, y int) {
	for _, box := range boxes {
		box.X, box.Y = box.X+x, box.Y+y
		b.boxes = append(b.boxes, box)
	}
}

// framed draws a rounded frame of the given outer width; title and note stand
// in its upper edge.
func framed(id string, title, note line, inner block, width int, role Role) block {
	room := width - 4
	var b block
	b.boxes = append(b.boxes, Box{ID: id, W: width, H: len(inner.lines) + 2})
	b.lines = append(b.lines, edge(title, note, width, role))
	for _, l := range inner.lines {
		row := line{{text: "│ ", role: role}}
		row = append(row, l.fit(room)...)
		b.lines = append(b.lines, append(row, span{text: " │", role: role}))
	}
	b.add(span{text: "╰" + strings.Repeat("─", max(0, width-2)) + "╯", role: role})
	b.take(inner.boxes, 2, 1)
	return b
}

func edge(title, note line, width int, role Role) line {
	room := width - 4
	title = title.clip(room - 2)
	rest := room - title.width() - 2
	if len(note) > 0 && note.width()+2 > rest {
		note = nil
	}
	out := append(line{{text: "╭ ", role: role}}, title...)
	fill := width - 2 - 2 - title.width() - 1
	if len(note) > 0 {
		fill -= note.width() + 2
	}
	out = append(out, span{text: " " + strings.Repeat("─", max(0, fill)), role: role})
	if len(note) > 0 {
		out = append(out, span{text: " ", role: role})
		out = append(out, note...)
		return append(out, span{text: " ─╮", role: role})
	}
	return append(out, span{text: "─╮", role: role}).fit(width)
}

// clip shortens the line where it is too long, without padding.
func (l line) clip(width int) line {
	if l.width() <= width {
		return l
	}
	return l.fit(max(width, 0))
}

// beside puts blocks next to each other, each at its width, gap cells between.
func beside(blocks []block, widths []int, gap int) block {
	var out block
	height := 0
	for _, b := range blocks {
		height = max(height, len(b.lines))
	}
	for y := range height {
		var row line
		for i, b := range blocks {
			var l line
			if y < len(b.lines) {
				l = b.lines[y]
			}
			row = append(row, l.fit(widths[i])...)
			if i+1 < len(blocks) {
				row = append(row, span{text: strings.Repeat(" ", gap)})
			}
		}
		out.lines = append(out.lines, row)
	}
	x := 0
	for i, b := range blocks {
		out.take(b.boxes, x, 0)
		x += widths[i] + gap
	}
	return out
}

// picture places the block and paints it.
func (b block) picture(o Options) Picture {
	p := Picture{Boxes: b.boxes}
	for y, l := range b.lines {
		var out strings.Builder
		x := 0
		for _, s := range l.clip(o.Width) {
			w := cells(s.text)
			if s.id != "" {
				p.Boxes = append(p.Boxes, Box{ID: s.id, X: x, Y: y, W: w, H: 1})
			}
			out.WriteString(o.paint(o.roleOf(s), s.text))
			x += w
		}
		p.Lines = append(p.Lines, strings.TrimRight(out.String(), " "))
	}
	return p
}

func (o Options) paint(r Role, s string) string {
	if o.Paint == nil || s == "" || r == Plain {
		return s
	}
	return o.Paint(r, s)
}

// roleOf: where the trace stands comes before what the learner changed.
func (o Options) roleOf(s span) Role {
	if s.id == "" {
		return s.role
	}
	if o.here() == s.id {
		return Here
	}
	if o.Changed[s.id] {
		return Yours
	}
	return s.role
}

func (o Options) here() string {
	if o.Trace == nil || o.Hop < 0 || o.Hop >= len(o.Trace.Hops) {
		return ""
	}
	return o.Trace.Hops[o.Hop].At
}
