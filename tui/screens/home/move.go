package home

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"skylab/lessons"
	"skylab/quizzes/record"
	"skylab/text"
	"skylab/tui/screens"
	"skylab/tui/theme"
)

// modules are the ids of all modules in the order of the map.
func (h *Home) modules() []string {
	var list []string
	for _, g := range h.groups {
		list = append(list, g.modules...)
	}
	return list
}

// module is the chosen one; nil when it is still to come.
func (h *Home) module() *lessons.Module {
	list := h.modules()
	if h.pick < 0 || h.pick >= len(list) {
		return nil
	}
	if m := h.env.Library.Find(list[h.pick]); m != nil && len(m.Steps) > 0 {
		return m
	}
	return nil
}

func (h *Home) arrow(name string) {
	switch name {
	case "up", "k":
		h.move(0, -1)
	case "down", "j":
		h.move(0, 1)
	case "left", "h":
		h.move(-1, 0)
	case "right", "l":
		h.move(1, 0)
	}
}

// move goes over the map as it was last drawn: up and down in a column, to the
// sides at about the same height.
func (h *Home) move(dx, dy int) {
	cols := h.cache.columns
	if h.pick < 0 {
		if (dy > 0 || dx > 0) && len(cols) > 0 {
			h.pick = cols[0][0].module
		}
		return
	}
	x, y := h.where(cols)
	if dx != 0 {
		x = max(0, min(x+dx, len(cols)-1))
		h.pick = nearest(cols[x], y)
		return
	}
	places := cols[x]
	for i, p := range places {
		if p.module != h.pick {
			continue
		}
		if i+dy < 0 {
			h.pick = -1
			return
		}
		h.pick = places[min(i+dy, len(places)-1)].module
		return
	}
}

// place is where a module stands in its column.
type place struct{ module, row int }

func (h *Home) where(cols [][]place) (x, row int) {
	for x, c := range cols {
		for _, p := range c {
			if p.module == h.pick {
				return x, p.row
			}
		}
	}
	return 0, 0
}

func nearest(c []place, row int) int {
	best := c[0]
	for _, p := range c {
		if abs(p.row-row) < abs(best.row-row) {
			best = p
		}
	}
	return best.module
}

func abs(n int) int { return max(n, -n) }

func (h *Home) click(c screens.Click) tea.Cmd {
	switch c.Zone {
	case "continue":
		return h.onward()
	case "review":
		return screens.Send(screens.GoQuiz{Mode: record.Review})
	case "lang":
		return screens.Send(screens.Set{Change: NextLang})
	}
	i, err := strconv.Atoi(c.Zone)
	if err != nil {
		return nil
	}
	if h.pick == i && h.module() != nil {
		return h.open()
	}
	h.pick = i
	return nil
}

// NextLang switches to the other language.
func NextLang(e *screens.Env) {
	list := text.Langs()
	for i, l := range list {
		if l == e.Lang() {
			e.Settings.Lang = string(list[(i+1)%len(list)])
			return
		}
	}
}

// NextTheme switches to the next theme.
func NextTheme(e *screens.Env) {
	list := theme.Names()
	for i, n := range list {
		if n == e.Theme.Name {
			e.Settings.Theme = string(list[(i+1)%len(list)])
			return
		}
	}
	e.Settings.Theme = string(list[0])
}
