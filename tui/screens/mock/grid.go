package mock

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

var digits = []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "0"}

// gridKeys are the keys of the review screen that are its own.
func gridKeys() []keys.Binding {
	return []keys.Binding{
		{ID: "open", Keys: []string{"enter"}}, {ID: "next-open", Keys: []string{"n"}}, {ID: "next-flagged", Keys: []string{"f"}},
		{ID: "hand-in", Keys: []string{"s"}}, {ID: "back", Keys: []string{"r", "esc"}}, {ID: "flag", Keys: []string{"m"}},
		{ID: "choose", Keys: []string{"right", "left", "down", "up", "j", "k", "h", "l"}}, {ID: "go-number", Keys: append(slices.Clone(digits), "backspace")},
	}
}

func (e *Exam) gridKey(id, name string) tea.Cmd {
	state, _ := e.state()
	e.seen = true
	if id == "go-number" {
		e.number(name, len(state.Marks))
		return nil
	}
	e.typed = ""
	switch id {
	case "open", "back":
		return e.goTo(e.at)
	case "choose":
		by := map[string]int{"right": 1, "l": 1, "left": -1, "h": -1, "down": e.cols, "j": e.cols, "up": -e.cols, "k": -e.cols}[name]
		e.at = max(0, min(len(state.Marks)-1, e.at+by))
	case "flag":
		return e.flag(state)
	case "next-open":
		return e.jump(state, "exam.none-open", func(i int) bool { return len(state.Marks[i].Response) == 0 || lacks(e.sit, state, i) })
	case "next-flagged":
		return e.jump(state, "exam.none-flagged", func(i int) bool { return state.Marks[i].Flagged })
	}
	return nil
}

// flag marks the item to be looked at again, or takes the mark away.
func (e *Exam) flag(state mock.State) tea.Cmd {
	kind := mock.Flag
	if state.Marks[e.at].Flagged {
		kind = mock.Unflag
	}
	return e.do(record.Event{Kind: kind, Item: e.at})
}

// number goes to the item whose number was typed: 1, then 12. A number that is
// too large begins anew with its last digit.
func (e *Exam) number(key string, items int) {
	if key == "backspace" {
		e.typed = e.typed[:max(0, len(e.typed)-1)]
		return
	}
	n, err := strconv.Atoi(e.typed + key)
	if err != nil || n > items {
		e.typed = ""
		n, _ = strconv.Atoi(key)
	}
	if n >= 1 && n <= items {
		e.typed = strconv.Itoa(n)
		e.at = n - 1
	}
}

// jump goes to the next item of some kind, round the end.
func (e *Exam) jump(state mock.State, none string, is func(int) bool) tea.Cmd {
	for k := range state.Marks {
		if i := (e.at + 1 + k) % len(state.Marks); is(i) {
			e.at = i
			return nil
		}
	}
	return screens.Send(screens.Tell{Text: e.env.Say(none)})
}

// cell is how wide an item stands on the review screen.
const cell = 6

// drawGrid is the review screen: every item with its sign.
func (e *Exam) drawGrid(state mock.State, w, room int) ([]string, []screens.Zone) {
	env, th := e.env, e.env.Theme
	e.cols = max(1, min(w/cell, 10))
	if e.cols > 5 && e.cols < 10 {
		e.cols = 5 // numbers stand in rows of five or ten, so that the eye finds them
	}
	open := len(state.Marks) - state.Answered()
	lines := prose.Words(env.Say("exam.grid", "open", open, "of", len(state.Marks), "flagged", state.Flagged(), "typed", e.typed), w, th.Text)
	lines = append(lines, "")
	var zones []screens.Zone
	var b strings.Builder
	for i := range state.Marks {
		words := frame.Fit(" "+pad(i+1)+e.signs(state, i), cell)
		if i == e.at {
			words = th.Selected.Paint(words)
			if e.seen {
				e.scroll.See(len(lines)+1, room)
				e.scroll.See(len(lines), room)
			}
		}
		zones = append(zones, screens.Zone{ID: "item-" + strconv.Itoa(i), X: i % e.cols * cell, Y: len(lines), W: cell, H: 1})
		b.WriteString(words)
		if i%e.cols == e.cols-1 || i == len(state.Marks)-1 {
			lines = append(lines, b.String())
			b.Reset()
		}
	}
	e.seen = false
	lines = append(lines, "")
	return append(lines, prose.Words(env.Say("exam.signs"), w, th.Quiet)...), zones
}

// signs are an item's: answered, with marks missing or open; flagged.
func (e *Exam) signs(state mock.State, i int) string {
	sign := "·"
	switch {
	case lacks(e.sit, state, i):
		sign = "/"
	case len(state.Marks[i].Response) > 0:
		sign = "•"
	}
	if state.Marks[i].Flagged {
		sign += "⚑"
	}
	return sign
}

func pad(n int) string {
	if n < 10 {
		return " " + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
