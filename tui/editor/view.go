package editor

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"skylab/tui/frame"
	"skylab/tui/theme"
)

// Look is how the editor is drawn.
type Look struct {
	Prompt string // before the first line
	More   string // before the others
	Search string // the words for history search
	Theme  theme.Theme
}

// View draws the line in at most w × h cells and tells where the cursor is.
func (e *Editor) View(w, h int, look Look) (lines []string, x, y int) {
	prompt := look.Prompt
	if e.search != nil {
		prompt = look.Search + " ‘" + e.search.want + "’ "
	}
	prompt = frame.Cut(prompt, w/2)
	more := frame.Cut(look.More, w/2)
	lead, col := prompt, frame.Width(prompt)
	var row strings.Builder
	flush := func(next string) {
		lines = append(lines, look.Theme.Quiet.Paint(lead)+row.String())
		row.Reset()
		lead, col = next, frame.Width(next)
	}
	for i, r := range e.text {
		s, n := shown(r, col)
		// The last column stays free: a cursor there would stand on the next line.
		if r != '\n' && col+n > max(w-1, 1) && row.Len() > 0 {
			flush(strings.Repeat(" ", frame.Width(more)))
		}
		if i == e.at {
			x, y = col, len(lines)
		}
		if r == '\n' {
			flush(more)
			continue
		}
		row.WriteString(s)
		col += n
	}
	if e.at == len(e.text) {
		x, y = col, len(lines)
	}
	flush("")
	return window(lines, min(x, max(0, w-1)), y, h)
}

// shown is a letter as it is drawn at a column, and its cells.
func shown(r rune, col int) (string, int) {
	switch r {
	case '\n':
		return "", 0
	case '\t':
		n := 4 - col%4
		return strings.Repeat(" ", n), n
	}
	return string(r), ansi.StringWidth(string(r))
}

// window keeps the cursor's line in sight when there are more than h.
func window(lines []string, x, y, h int) ([]string, int, int) {
	if len(lines) <= h || h <= 0 {
		return lines, x, y
	}
	top := max(0, min(y-h/2, len(lines)-h))
	return lines[top : top+h], x, y - top
}

// Menu draws the open list in at most w × h cells; nil when none is open.
func (e *Editor) Menu(w, h int, th theme.Theme) []string {
	m := e.menu
	if m == nil || h < 1 || w < 8 {
		return nil
	}
	h = min(h, len(m.list))
	top := max(0, min(m.pick-h/2, len(m.list)-h))
	widest := 0
	for _, c := range m.list[top : top+h] {
		widest = max(widest, frame.Width(c.Text))
	}
	widest = min(widest, w*3/5)
	var out []string
	for i := top; i < top+h; i++ {
		c := m.list[i]
		mark := "  "
		if i == m.pick {
			mark = "▸ "
		}
		line := mark + frame.Fit(clean(c.Text), widest) + "  " + th.Quiet.Paint(strings.ReplaceAll(clean(c.Doc), "\n", " "))
		if i == m.pick {
			line = th.Selected.Paint(frame.Fit(ansi.Strip(line), w))
		}
		out = append(out, frame.Fit(line, w))
	}
	return out
}

// Left is how many ways the open list has, for the words beside it.
func (e *Editor) Left() int {
	if e.menu == nil {
		return 0
	}
	return len(e.menu.list)
}
