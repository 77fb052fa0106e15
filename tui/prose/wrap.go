package prose

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"

	"skylab/tui/theme"
)

// span is a run of text in one ink.
type span struct {
	text string
	ink  theme.Ink
}

// glyph is what takes one or two cells: a letter with its marks.
type glyph struct {
	text  string
	width int
	ink   int // index of the span
}

// wrap lays spans out in lines of at most width cells. It breaks at spaces,
// inside a word only when the word alone is wider than the line; a newline in
// the text is kept. The first line starts after first, the others after rest;
// both count.
func wrap(spans []span, width int, first, rest string) []string {
	l := layout{spans: spans, width: width, prefix: first, rest: rest}
	l.start()
	for i, s := range spans {
		text := norm.NFC.String(s.text)
		for len(text) > 0 {
			g, w := ansi.FirstGraphemeCluster(text, ansi.GraphemeWidth)
			text = text[len(g):]
			l.add(glyph{g, w, i})
		}
	}
	l.word()
	l.line()
	return l.lines
}

// Words lays a plain sentence out in lines of at most width cells.
func Words(sentence string, width int, ink theme.Ink) []string {
	return wrap([]span{{Clean(sentence), ink}}, max(1, width), "", "")
}

type layout struct {
	spans        []span
	width        int
	prefix, rest string
	lines        []string
	row          []glyph // the line being filled
	used         int     // its cells, the prefix counted
	pending      []glyph // the word being read
	gap          []glyph // the spaces before it
	long         int     // cells of the word
}

func (l *layout) start() { l.row, l.used = l.row[:0], ansi.StringWidth(l.prefix) }

func (l *layout) add(g glyph) {
	switch g.text {
	case "\n":
		l.word()
		l.line()
	case " ", "\t":
		l.word()
		if g.text == "\t" {
			g.text, g.width = " ", 1
		}
		l.gap = append(l.gap, g)
	default:
		l.pending = append(l.pending, g)
		l.long += g.width
	}
}

// word puts the pending word on the line, or on the next one.
func (l *layout) word() {
	if len(l.pending) == 0 {
		return
	}
	space := len(l.gap)
	if len(l.row) == 0 && len(l.lines) > 0 {
		space = 0
	}
	if len(l.row) > 0 && l.used+space+l.long > l.width {
		l.line()
		space = 0
	}
	l.row = append(l.row, l.gap[:space]...)
	l.used += space
	for _, g := range l.pending {
		if l.used+g.width > l.width && len(l.row) > 0 {
			l.line()
		}
		l.row = append(l.row, g)
		l.used += g.width
	}
	l.pending, l.gap, l.long = l.pending[:0], l.gap[:0], 0
}

// line writes the row out and begins the next one.
func (l *layout) line() {
	var b strings.Builder
	b.WriteString(l.prefix)
	for i := 0; i < len(l.row); {
		j := i
		var run strings.Builder
		for ; j < len(l.row) && l.row[j].ink == l.row[i].ink; j++ {
			run.WriteString(l.row[j].text)
		}
		b.WriteString(l.spans[l.row[i].ink].ink.Paint(run.String()))
		i = j
	}
	l.lines = append(l.lines, b.String())
	l.prefix, l.gap = l.rest, l.gap[:0]
	l.start()
}
