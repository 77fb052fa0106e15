package home

import (
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"skylab/lessons"
	"skylab/text"
	"skylab/tui/frame"
	"skylab/tui/play"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// drawn is the map as it was last laid out.
type drawn struct {
	columns [][]place
	version int
	width   int
	pick    int
	lines   []string
}

// View implements screens.Screen.
func (h *Home) View(w, height int) screens.View {
	env, th := h.env, h.env.Theme
	var v screens.View
	other := map[text.Lang]string{text.English: "한국어", text.Korean: "English"}[env.Lang()]
	right := th.Quiet.Paint(other + " (L)") // the bottom line names the help
	v.Lines = append(v.Lines, frame.Ends("  "+th.Strong.Paint("Skylab"), right+"  ", w))
	v.Zones = append(v.Zones, screens.Zone{ID: "lang", X: w - frame.Width(right) - 2, Y: 0, W: frame.Width(right), H: 1})
	tall := height >= 20
	if tall {
		v.Lines = append(v.Lines, "", "  "+env.Say("home.story"))
	}
	v.Zones = append(v.Zones, screens.Zone{ID: "continue", Y: len(v.Lines), W: w, H: 1})
	v.Lines = append(v.Lines, h.continueLine(w))
	if line := h.dueLine(w); line != "" && tall {
		v.Zones = append(v.Zones, screens.Zone{ID: "review", Y: len(v.Lines), W: w, H: 1})
		v.Lines = append(v.Lines, line)
	}
	if height >= 14 {
		v.Lines = append(v.Lines, "")
	}
	about := h.about(w, height)
	room := height - len(v.Lines) - len(about)
	h.drawMap(w)
	if h.pick >= 0 {
		_, row := h.where(h.cache.columns)
		if row == 1 {
			row = 0 // the heading above the first module stays in sight
		}
		h.scroll.See(row, room)
	} else {
		h.scroll.Top = 0
	}
	top := len(v.Lines)
	v.Lines = append(v.Lines, h.scroll.Show(h.cache.lines, w, room, th)...)
	v.Zones = append(v.Zones, h.mapZones(w, top, room)...)
	v.Lines = append(v.Lines, about...)
	return v
}

// continueLine is the line that enter acts on at the start.
func (h *Home) continueLine(w int) string {
	env, th := h.env, h.env.Theme
	word, what := env.Say("home.start"), ""
	if h.latest.Base != "" {
		word = env.Say("home.continue")
	}
	if id, ok := play.SandboxOf(h.latest.Base); ok {
		what = env.Say("home.sandbox") + " / " + env.Say("sandbox."+id)
	} else if s := h.current(); s != nil {
		what = th.Strong.Paint(s.Module.ID+" / "+s.ID) + "   " + s.Title.In(env.Lang())
	} else {
		what = env.Say("home.no-lessons")
	}
	line := frame.Ends("  "+frame.Fit(word, 12)+what, "⏎  ", w)
	if h.pick < 0 {
		return th.Selected.Paint(ansi.Strip(line))
	}
	return line
}

// allKeys is the width from which the bottom line has room for every key of
// this screen.
const allKeys = 116

// about is what is known of the chosen module, and where one may go.
func (h *Home) about(w, height int) []string {
	th := h.env.Theme
	lines := []string{""}
	if height < 14 {
		lines = nil
	}
	rows := 2
	if height < 18 {
		rows = 1
	}
	body := prose.Render(h.summary(), w-4, th)
	for i := range rows {
		line := ""
		if i < len(body) {
			line = "  " + body[i]
		}
		lines = append(lines, line)
	}
	if line := h.examLine(w); line != "" && height >= 28 {
		lines = append(lines, line)
	}
	if height >= 22 && w < allKeys {
		lines = append(lines, "", h.places(w))
	}
	return lines
}

func (h *Home) summary() string {
	env := h.env
	m := h.module()
	switch step := h.current(); {
	case h.pick >= 0 && m == nil:
		return env.Say("home.later", "module", h.modules()[h.pick])
	case m != nil:
	case h.latest.Base == "" || step == nil:
		return env.Say("home.welcome")
	default: // who comes back needs no welcome
		m = step.Module
	}
	s := m.Title.In(env.Lang()) + ". " + m.Summary.In(env.Lang())
	return s + " " + env.Say("home.minutes", "minutes", m.Minutes, "steps", len(m.Steps))
}

// drawMap lays the modules out in as many columns as fit.
func (h *Home) drawMap(w int) {
	n := max(1, min(3, (w-4)/24))
	c := &h.cache
	if c.width == w && c.version == h.env.Version && c.pick == h.pick && c.lines != nil {
		return
	}
	*c = drawn{width: w, version: h.env.Version, pick: h.pick}
	each := (w - 4) / n
	first := h.firsts()
	var blocks [][]string
	extra := len(h.groups) - len(course) // a group of the learner's own stands first
	for i, groups := range columns[n] {
		var lines []string
		var places []place
		add := func(g int) {
			if len(lines) > 0 {
				lines = append(lines, "")
			}
			lines = append(lines, h.env.Theme.Strong.Paint(h.env.Say("home.group."+h.groups[g].id)))
			for k, id := range h.groups[g].modules {
				places = append(places, place{first[g] + k, len(lines)})
				lines = append(lines, h.cell(id, first[g]+k, each-2))
			}
		}
		if i == 0 && extra > 0 {
			add(0)
		}
		for _, g := range groups {
			add(g + extra)
		}
		c.columns = append(c.columns, places)
		blocks = append(blocks, lines)
	}
	c.lines = sideBySide(blocks, each)
}

func (h *Home) firsts() []int {
	first := make([]int, len(h.groups))
	for i, n := 0, 0; i < len(h.groups); i++ {
		first[i] = n
		n += len(h.groups[i].modules)
	}
	return first
}

func sideBySide(blocks [][]string, each int) []string {
	rows := 0
	for _, b := range blocks {
		rows = max(rows, len(b))
	}
	lines := make([]string, rows)
	for y := range lines {
		var b strings.Builder
		b.WriteString("  ")
		for _, block := range blocks {
			line := ""
			if y < len(block) {
				line = block[y]
			}
			b.WriteString(frame.Fit(line, each))
		}
		lines[y] = strings.TrimRight(b.String(), " ")
	}
	return lines
}

// cell is one module: sign, name, how far.
func (h *Home) cell(id string, index, w int) string {
	env, th := h.env, h.env.Theme
	line := "○ " + id
	right := env.Say("home.soon")
	ink := th.Quiet
	if m := env.Library.Find(id); m != nil && len(m.Steps) > 0 {
		done := h.done(m)
		line, right, ink = "● "+id, strconv.Itoa(done)+"/"+strconv.Itoa(len(m.Steps))+" "+bar(done, len(m.Steps)), th.Text
		if done == len(m.Steps) {
			line = "✓ " + id
		}
	}
	line = frame.Ends(line, right, w)
	if index == h.pick {
		return th.Selected.Paint(line)
	}
	return ink.Paint(line)
}

func (h *Home) done(m *lessons.Module) int {
	n := 0
	for _, s := range m.Steps {
		if h.env.Done(s) {
			n++
		}
	}
	return n
}

func bar(done, of int) string {
	n := 0
	if of > 0 {
		n = (done*5 + of - 1) / of
	}
	return strings.Repeat("▰", n) + strings.Repeat("▱", 5-n)
}

func (h *Home) mapZones(w, top, room int) []screens.Zone {
	var list []screens.Zone
	n := len(h.cache.columns)
	if n == 0 {
		return nil
	}
	each := (w - 4) / n
	for x, c := range h.cache.columns {
		for _, p := range c {
			if y := p.row - h.scroll.Top; y >= 0 && y < room {
				list = append(list, screens.Zone{ID: strconv.Itoa(p.module), X: 2 + x*each, Y: top + y, W: each, H: 1})
			}
		}
	}
	return list
}
