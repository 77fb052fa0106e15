package editor

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// search goes back through the history for what is typed.
type search struct {
	want   string
	place  int    // where the match stands; len(history) while there is none
	before string // the line to come back to
}

func (e *Editor) searchKey(k tea.KeyPressMsg, name string) Act {
	s := e.search
	switch {
	case name == "ctrl+r" || name == "up":
		e.find(s.place - 1)
	case name == "down":
		e.findNewer()
	case name == "esc" || name == "ctrl+g" || name == "ctrl+c":
		e.Set(s.before)
	case name == "enter":
		e.search = nil
	case name == "backspace" || name == "ctrl+h":
		if r := []rune(s.want); len(r) > 0 {
			s.want = string(r[:len(r)-1])
			e.find(len(e.history) - 1)
		}
	case k.Text != "" && k.Mod&^tea.ModShift == 0:
		s.want += clean(k.Text)
		e.find(min(s.place, len(e.history)-1))
	default:
		e.search = nil
		return e.Key(k)
	}
	return None
}

// find looks back from a place; the line stays when nothing is found.
func (e *Editor) find(from int) {
	for i := min(from, len(e.history)-1); i >= 0; i-- {
		if strings.Contains(e.history[i], e.search.want) {
			e.found(i)
			return
		}
	}
}

func (e *Editor) findNewer() {
	for i := e.search.place + 1; i < len(e.history); i++ {
		if strings.Contains(e.history[i], e.search.want) {
			e.found(i)
			return
		}
	}
}

func (e *Editor) found(i int) {
	e.search.place, e.place = i, i
	e.set(e.history[i])
}
