package lesson

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// wide is how many columns it takes to show panes side by side.
const wide = 100

// rect is where a pane lies; one without height is not shown.
type rect struct{ x, y, w, h int }

// layout is where everything lies on a screen.
type layout struct {
	pane   [panes]rect
	rule   int // the row above the console, or -1
	column int // the column between left and right, or -1
	wide   bool
	w, h   int // of the whole screen
}

// lay decides where the panes lie. Row 0 is the header; in wide screens row 1
// is a rule.
func (l *Lesson) lay(w, h int) layout {
	o := layout{rule: -1, column: -1, wide: w >= wide, w: w, h: h}
	if l.zoomed {
		o.pane[l.shownPane()] = rect{0, 1, w, h - 1}
		return o
	}
	console := l.consoleHeight(w, h)
	top := 1
	if o.wide {
		top = 2
	}
	body := h - top - 1 - console
	o.rule = top + body
	o.pane[prompt] = rect{0, o.rule + 1, w, console}
	if !o.wide {
		o.pane[l.tab] = rect{0, top, w, body}
		return o
	}
	left := l.leftWidth(w)
	if l.step == nil {
		left = min(left, 40)
	}
	o.column = left
	o.pane[read] = rect{0, top, left, body}
	right := rect{left + 1, top, w - left - 1, body}
	o.pane[world] = right
	if l.trace.shown() {
		// The picture keeps its height where the list can spare it.
		list := min(len(l.traceLines(right.w-1)), max(body-l.natural(right.w-3)-1, body*2/5))
		o.pane[world].h = body - list
		o.pane[traced] = rect{right.x, top + body - list, right.w, list}
	}
	return o
}

// shownPane is the one that a zoomed screen shows.
func (l *Lesson) shownPane() pane {
	if l.focused == traced && !l.trace.shown() {
		return world
	}
	return l.focused
}

// The shares of the console's height and of the left pane's width, in percent,
// until the learner sets others.
const (
	usualConsole = 30
	usualLeft    = 42
)

// consoleHeight is the share that the learner has set. Until then the console
// grows with what it holds, so that the page has the room while there is
// nothing to see below.
func (l *Lesson) consoleHeight(w, h int) int {
	_, set := l.shares()
	most := max(3, min(h*cmp.Or(set, usualConsole)/100, h-7))
	if set != 0 {
		return most
	}
	held := len(l.back.text(w-1, l.env.Version, !l.zoomed, l.env.Theme)) + strings.Count(l.line.Text(), "\n") + 1
	return min(most, max(emptyConsole, held))
}

// emptyConsole is room for the line and a list of completions.
const emptyConsole = 7

func (l *Lesson) leftWidth(w int) int {
	set, _ := l.shares()
	return max(30, min(w*cmp.Or(set, usualLeft)/100, w-40, prose.Widest+4))
}

// focus moves the focus to a pane and shows it.
func (l *Lesson) focus(p pane) {
	if p == traced && !l.trace.shown() {
		p = world
	}
	l.focused = p
	if p != prompt {
		l.under = read
		l.tab, l.lastPane = p, p
		l.fresh[p] = false
	}
}

// nextPane goes round: what is left, the world, the trace if there is one, the
// console.
func (l *Lesson) nextPane() {
	p := l.focused
	for {
		p = (p + 1) % panes
		if p != traced || l.trace.shown() {
			break
		}
	}
	l.focus(p)
}

// scroller is the window of a pane.
func (l *Lesson) scroller(p pane) *frame.Scroll {
	switch p {
	case read:
		return &l.page.scroll
	case world:
		return &l.picture.scroll
	case traced:
		return &l.trace.scroll
	case prompt:
		return &l.back.scroll
	}
	return nil
}

// paged is the pane that PgUp and PgDn turn while letters go to the line: what
// there is to read above, or the console when it has the whole screen.
func (l *Lesson) paged() pane {
	switch {
	case l.zoomed:
		return prompt
	case l.narrow:
		return l.shownTab()
	}
	return read
}

// zones: what a click can be about. Boxes of the picture lie over the pane.
var zoneNames = [panes]string{"read", "world", "trace", "prompt"}

func paneOf(zone string) (pane, bool) {
	for i, n := range zoneNames {
		if n == zone {
			return pane(i), true
		}
	}
	return 0, false
}

func (l *Lesson) wheel(msg screens.Wheel) {
	p, ok := paneOf(msg.Zone)
	if !ok {
		p = l.focused
	}
	if s := l.scroller(p); s != nil {
		s.Move(msg.Lines)
	}
}

func (l *Lesson) click(msg screens.Click) tea.Cmd {
	if l.play == nil {
		return nil
	}
	switch msg.Zone {
	case "tab.read", "tab.world", "tab.trace":
		p, _ := paneOf(msg.Zone[len("tab."):])
		l.focus(p)
		return nil
	case "checks":
		return l.act("checks")
	}
	p, ok := paneOf(msg.Zone)
	if !ok {
		return nil
	}
	l.focus(p)
	switch p {
	case world:
		if id := l.picture.at(msg.X-1, msg.Y+l.picture.scroll.Top); id != "" {
			return l.describe(id)
		}
	case traced:
		return l.traceClick(msg.Y - l.trace.head + l.trace.scroll.Top)
	}
	return nil
}
