package lesson

import (
	"strconv"
	"strings"

	"skylab/tui/editor"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// View implements screens.Screen.
func (l *Lesson) View(w, h int) screens.View {
	if l.play == nil {
		return l.opening(w)
	}
	if l.focused == traced && !l.trace.shown() {
		l.focused = world
	}
	if l.tab == traced && !l.trace.shown() || l.tab == prompt {
		l.tab = l.under
	}
	o := l.lay(w, h)
	l.narrow, l.laid = !o.wide, o
	head, zones := l.header(w, o)
	v := screens.View{Lines: []string{head}, Zones: zones}
	if o.column >= 0 {
		v.Lines = append(v.Lines, l.ruleAt(w, o.column, "┬"))
		left, right := l.show(&v, o, read), append(l.show(&v, o, world), l.show(&v, o, traced)...)
		v.Lines = append(v.Lines, frame.Beside(left, l.env.Theme.Quiet.Paint("│"), right)...)
	} else {
		v.Lines = append(v.Lines, l.show(&v, o, l.shownTab())...)
	}
	if o.rule >= 0 {
		v.Lines = append(append(v.Lines, l.middleRule(w, o)), l.show(&v, o, prompt)...)
	}
	return v
}

// show draws a pane where it lies, and notes its zone and cursor.
func (l *Lesson) show(v *screens.View, o layout, p pane) []string {
	r := o.pane[p]
	if r.h <= 0 || r.w <= 0 {
		return nil
	}
	l.fresh[p] = false
	lines, cursor := l.pane(p, r)
	if cursor != nil {
		v.Cursor = &screens.Point{X: r.x + cursor.X, Y: r.y + cursor.Y}
	}
	v.Zones = append(v.Zones, screens.Zone{ID: zoneNames[p], X: r.x, Y: r.y, W: r.w, H: r.h})
	return lines
}

// pane draws one pane into its place.
func (l *Lesson) pane(p pane, r rect) ([]string, *screens.Point) {
	th := l.env.Theme
	switch p {
	case read:
		return l.readPane(r), nil
	case world:
		lines := l.draw(max(1, r.w-3), r.h)
		shown := l.picture.scroll.Show(lines, r.w-1, r.h, th)
		for i := range shown {
			shown[i] = " " + shown[i]
		}
		return shown, nil
	case traced:
		lines := l.traceLines(r.w - 1)
		head := min(l.trace.head, r.h)
		l.trace.follow(r.h - head)
		return append(frame.Block(lines[:head], 0, r.w, head), l.trace.scroll.Show(lines[head:], r.w, r.h-head, th)...), nil
	}
	return l.console(r)
}

// readPane draws the page. While the task is out of sight below, its words
// stand at the bottom: what is wanted is always to be seen.
func (l *Lesson) readPane(r rect) []string {
	th := l.env.Theme
	lines := l.pageLines(r.w)
	shown := l.page.scroll.Show(lines, r.w, r.h, th)
	if l.step == nil || r.h < 10 || l.page.task < l.page.scroll.Top+r.h {
		return shown
	}
	end := l.page.task
	for end < len(lines) && strings.TrimSpace(lines[end]) != "" && end-l.page.task < 4 {
		end++
	}
	task := append([]string{"  " + th.Quiet.Paint("↓ "+keys.Shown("pgdown"))}, lines[l.page.task:end]...)
	h := r.h - len(task)
	return append(l.page.scroll.Show(lines, r.w, h, th), frame.Block(task, 0, r.w, len(task))...)
}

// console draws the scrollback, the line below it, and the open list over the
// scrollback.
func (l *Lesson) console(r rect) ([]string, *screens.Point) {
	th := l.env.Theme
	look := editor.Look{Prompt: " $ ", More: " > ", Search: l.env.Say("console.search"), Theme: th}
	if l.running != nil {
		look.Prompt = " … "
	}
	input, x, y := l.line.View(r.w, max(1, min(r.h-1, r.h*2/3)), look)
	room := max(0, r.h-len(input))
	text := l.back.text(r.w-1, l.env.Version, !l.zoomed, th)
	shown := l.back.scroll.Show(text, r.w-1, room, th)
	if len(text) < room { // the line stays right below what was printed
		shown = shown[:len(text)]
	}
	for i := range shown {
		shown[i] = " " + shown[i]
	}
	at := len(shown)
	lines := append(shown, input...)
	lines = frame.Block(lines, 0, r.w, r.h)
	l.menu(lines, r, at, len(input))
	if l.focused != prompt {
		return lines, nil
	}
	return lines, &screens.Point{X: x, Y: at + y}
}

// menu lays the open list over the console: below the line where there is
// room, above it otherwise.
func (l *Lesson) menu(lines []string, r rect, at, input int) {
	below, above := r.h-at-input, at
	room := max(below, above)
	list := l.line.Menu(r.w-4, min(8, room-1), l.env.Theme)
	if len(list) == 0 {
		return
	}
	if n := l.line.Left(); n > len(list) {
		list = append(list, l.env.Theme.Quiet.Paint(frame.Fit("  +"+strconv.Itoa(n), r.w-4)))
	}
	y := at + input
	if below < len(list) {
		y = max(0, at-len(list))
	}
	frame.Over(lines, list, 2, y, r.w)
}

// ruleAt is a rule with a joint where the column goes through it.
func (l *Lesson) ruleAt(w, column int, joint string) string {
	return l.env.Theme.Quiet.Paint(strings.Repeat("─", max(0, column)) + joint + strings.Repeat("─", max(0, w-column-1)))
}

// middleRule is the rule above the console; the first check that is not met
// stands on it.
func (l *Lesson) middleRule(w int, o layout) string {
	words := l.ruleWords()
	if words == "" && o.column >= 0 {
		return l.ruleAt(w, o.column, "┴")
	}
	return frame.Rule(words, w, l.env.Theme.Quiet)
}

// opening is what stands here until the world is set up.
func (l *Lesson) opening(w int) screens.View {
	words := l.env.Say("lesson.opening")
	if l.err != nil {
		words = l.env.Say("lesson.failed", "error", l.err.Error())
	}
	lines := []string{""}
	for _, line := range prose.Words(words, w-4, l.env.Theme.Text) {
		lines = append(lines, "  "+line)
	}
	return screens.View{Lines: lines}
}
