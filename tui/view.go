package tui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// The smallest screen that the lab works on.
const (
	leastWidth  = 40
	leastHeight = 12
)

func (r *root) small() bool { return r.w < leastWidth || r.h < leastHeight }

// View implements tea.Model. Whatever a screen gives, the frame is exactly as
// large as the terminal.
func (r *root) View() tea.View {
	v := tea.NewView("")
	v.AltScreen, v.MouseMode = true, tea.MouseModeCellMotion
	v.WindowTitle = "Skylab"
	if r.w <= 0 || r.h <= 0 {
		return v
	}
	if r.small() {
		v.SetContent(strings.Join(r.room(), "\n"))
		return v
	}
	screen := r.stack[len(r.stack)-1]
	v.WindowTitle = "Skylab · " + frame.Cut(clean(screen.Title()), 60)
	shown := screen.View(r.w, r.h-1)
	lines := append(frame.Block(shown.Lines, 0, r.w, r.h-1), r.bottom())
	for _, d := range r.dialogs {
		lines, shown = r.over(lines, d)
	}
	if c := shown.Cursor; c != nil && c.X >= 0 && c.X < r.w && c.Y >= 0 && c.Y < r.h {
		v.Cursor = tea.NewCursor(c.X, c.Y)
		v.Cursor.Shape = tea.CursorBar
	}
	v.OnMouse = onMouse(shown)
	v.SetContent(strings.Join(lines, "\n"))
	return v
}

// over draws a dialog in a frame over the lines; its view takes the place of
// the one below.
func (r *root) over(lines []string, d screens.Dialog) ([]string, screens.View) {
	w, h := d.Size(r.w, r.h)
	w, h = max(1, min(w, r.w-4)), max(1, min(h, r.h-2))
	shown := d.View(w, h)
	box := frame.Box(r.env.Theme.Strong.Paint(d.Title()), "", shown.Lines, w+4, h+2, r.env.Theme)
	lines, x, y := frame.Middle(lines, box, r.w)
	for i := range shown.Zones {
		shown.Zones[i].X += x + 2
		shown.Zones[i].Y += y + 1
	}
	if shown.Cursor != nil {
		shown.Cursor = &screens.Point{X: shown.Cursor.X + x + 2, Y: shown.Cursor.Y + y + 1}
	}
	return lines, shown
}

// bottom is the last line: where one is, and the keys that matter now.
func (r *root) bottom() string {
	th := r.env.Theme
	title := clean(r.top().Title())
	if i := strings.LastIndex(title, " · "); i >= 0 && r.w < 60 {
		title = title[i+len(" · "):] // the first line says where one is
	}
	left := " " + title
	if r.env.Unsaved != "" {
		left += th.Unknown.Paint("  ? " + r.env.Say("tell.unsaved"))
	}
	if r.tell != "" {
		return frame.Fit(" "+th.Strong.Paint(clean(r.tell)), r.w)
	}
	left = frame.Cut(left, r.w*2/3)
	return frame.Ends(left, r.hints(r.w-frame.Width(left)-3)+" ", r.w)
}

// hints are the first bindings that do something now, as many as fit.
func (r *root) hints(w int) string {
	th := r.env.Theme
	line, help := "", th.Strong.Paint("?")+" "+th.Quiet.Paint(r.env.Say("key.help"))
	for _, b := range r.top().Keys() {
		if b.Off != "" || b.Key() == "" || b.ID == "help" {
			continue
		}
		part := th.Strong.Paint(b.Key()) + " " + th.Quiet.Paint(r.env.Say("key."+b.ID)) + "  "
		if frame.Width(line+part+help) > w {
			break
		}
		line += part
	}
	return line + help
}

// room asks for a larger window, in whatever room there is.
func (r *root) room() []string {
	words := r.env.Say("tell.room", "w", leastWidth, "h", leastHeight)
	var lines []string
	for _, l := range strings.Split(words, "\n") {
		lines = append(lines, prose.Words(l, r.w, r.env.Theme.Text)...)
	}
	return frame.Block(lines, 0, r.w, r.h)
}

// onMouse turns the mouse into messages about the zones of the view that the
// learner sees.
func onMouse(v screens.View) func(tea.MouseMsg) tea.Cmd {
	return func(msg tea.MouseMsg) tea.Cmd {
		m := msg.Mouse()
		id, x, y := v.Zone(m.X, m.Y)
		switch msg.(type) {
		case tea.MouseClickMsg:
			if m.Button == tea.MouseLeft {
				return screens.Send(screens.Click{Zone: id, X: x, Y: y})
			}
		case tea.MouseWheelMsg:
			lines := 3
			if m.Button == tea.MouseWheelUp {
				lines = -3
			}
			return screens.Send(screens.Wheel{Zone: id, Lines: lines})
		}
		return nil
	}
}

// mouse hands the left button on, cell by cell in the order in which it moved.
// Clicks and the wheel come as zones, from onMouse.
func (r *root) mouse(msg tea.MouseMsg) tea.Cmd {
	m := msg.Mouse()
	at := screens.Point{X: m.X, Y: m.Y}
	switch msg.(type) {
	case tea.MouseClickMsg:
		if m.Button == tea.MouseLeft {
			return r.top().Update(screens.Press(at))
		}
	case tea.MouseMotionMsg:
		if m.Button == tea.MouseLeft {
			return r.top().Update(screens.Drag(at))
		}
	case tea.MouseReleaseMsg:
		return r.top().Update(screens.Release(at))
	}
	return nil
}

// clean keeps a word of the outside from moving the cursor.
func clean(s string) string { return strings.Join(strings.Fields(stripped(s)), " ") }

func stripped(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}
