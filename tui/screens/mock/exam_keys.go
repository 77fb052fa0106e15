package mock

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/tui/dialogs"
	"skylab/tui/keys"
	"skylab/tui/screens"
)

// Keys implements screens.Screen. There are no hints in an exam, and no worlds.
func (e *Exam) Keys() []keys.Binding {
	state, _ := e.sit.State()
	pause := keys.Binding{ID: "pause", Keys: []string{"p"}}
	if !state.Sitting.Pausable {
		pause.Off = "why.no-pause"
	}
	if state.Paused {
		return []keys.Binding{{ID: "resume", Keys: []string{"p", "enter"}}, {ID: "leave-exam", Keys: []string{"esc", "q"}}, {ID: "help", Keys: []string{"?", "f1"}}}
	}
	if e.grid {
		return []keys.Binding{
			{ID: "open", Keys: []string{"enter"}}, {ID: "choose", Keys: []string{"right", "left", "down", "up", "j", "k", "h", "l"}},
			{ID: "hand-in", Keys: []string{"s"}}, {ID: "back", Keys: []string{"r", "esc"}}, pause,
			{ID: "help", Keys: []string{"?", "f1"}}, {ID: "leave-exam", Keys: []string{"q"}},
		}
	}
	return []keys.Binding{
		{ID: "answer", Keys: []string{"a", "b", "c", "d", "e", "f", "down", "up", "space", "backspace"}},
		{ID: "next-item", Keys: []string{"enter", "right", "n"}}, {ID: "previous-item", Keys: []string{"left"}},
		{ID: "flag", Keys: []string{"m"}}, {ID: "review-screen", Keys: []string{"r"}}, {ID: "sureness", Keys: []string{"g"}},
		{ID: "other-language", Keys: []string{"tab"}}, pause,
		{ID: "scroll", Keys: []string{"pgdown", "pgup"}}, {ID: "help", Keys: []string{"?", "f1"}}, {ID: "leave-exam", Keys: []string{"esc", "q"}},
	}
}

func (e *Exam) key(name string) tea.Cmd {
	if e.gone {
		return nil
	}
	id, why := keys.Find(e.Keys(), name)
	if why != "" {
		return screens.Send(screens.Tell{Text: e.env.Say(why)})
	}
	switch id {
	case "leave-exam":
		return e.leave()
	case "help":
		return screens.Send(screens.GoTo{Screen: "help"})
	case "pause":
		return e.do(record.Event{Kind: mock.Pause, Item: -1})
	case "resume":
		return e.do(record.Event{Kind: mock.Resume, Item: -1}, record.Event{Kind: mock.Look, Item: e.at})
	case "hand-in":
		return e.handIn()
	}
	if e.grid {
		return e.gridKey(id, name)
	}
	return e.itemKey(id, name)
}

func (e *Exam) itemKey(id, name string) tea.Cmd {
	state, _ := e.sit.State()
	switch id {
	case "next-item":
		return e.onward()
	case "previous-item":
		return e.goTo(e.at - 1)
	case "flag":
		kind := mock.Flag
		if state.Marks[e.at].Flagged {
			kind = mock.Unflag
		}
		return e.do(record.Event{Kind: kind, Item: e.at})
	case "review-screen":
		return e.review()
	case "sureness":
		return e.weigh()
	case "other-language":
		e.other = !e.other
		return nil
	case "scroll":
		e.scroll.Key(name)
		return nil
	}
	if e.sheet == nil {
		return nil
	}
	before := e.sheet.Response()
	if e.sheet.Key(name) {
		e.seen = true
		return e.mark(before)
	}
	return nil
}

// onward goes to the next item; after the last comes the review screen.
func (e *Exam) onward() tea.Cmd {
	state, _ := e.sit.State()
	if e.at+1 >= len(state.Sitting.Items) {
		return e.review()
	}
	return e.goTo(e.at + 1)
}

func (e *Exam) review() tea.Cmd {
	e.grid, e.scroll.Top = true, 0
	return e.do(record.Event{Kind: mock.Look, Item: -1})
}

// weigh goes from nothing said to a guess, to sure, and round again.
func (e *Exam) weigh() tea.Cmd {
	state, _ := e.sit.State()
	m := state.Marks[e.at]
	if len(m.Response) == 0 {
		return screens.Send(screens.Tell{Text: e.env.Say("why.answer-first")})
	}
	return e.do(record.Event{Kind: mock.Answer, Item: e.at, Chosen: m.Response.String(), Sure: (m.Sure + 1) % (record.Certain + 1)})
}

func (e *Exam) gridKey(id, name string) tea.Cmd {
	state, _ := e.sit.State()
	n := len(state.Sitting.Items)
	switch id {
	case "open", "back":
		return e.goTo(e.at)
	case "choose":
		by := map[string]int{"right": 1, "l": 1, "left": -1, "h": -1, "down": gridWide, "j": gridWide, "up": -gridWide, "k": -gridWide}[name]
		e.at = max(0, min(n-1, e.at+by))
	}
	return nil
}

// handIn asks once more, and says what is open.
func (e *Exam) handIn() tea.Cmd {
	state, used := e.sit.State()
	words := e.env.Say("exam.hand-in", "answered", state.Answered(), "of", len(state.Sitting.Items), "flagged", state.Flagged(), "left", Clock(state.Left(used)))
	return screens.Send(screens.Show{Dialog: dialogs.Confirm(e.env, e.env.Say("key.hand-in"), words, hand{e})})
}

// leave says that the clock goes on.
func (e *Exam) leave() tea.Cmd {
	state, _ := e.sit.State()
	id := "exam.leave"
	if state.Paused {
		id = "exam.leave-paused"
	}
	return screens.Send(screens.Show{Dialog: dialogs.Confirm(e.env, e.env.Say("key.leave-exam"), e.env.Say(id), quit{e})})
}

func (e *Exam) click(zone string) tea.Cmd {
	if number, ok := strings.CutPrefix(zone, "item-"); ok && e.grid {
		if i, err := strconv.Atoi(number); err == nil {
			return e.goTo(i)
		}
	}
	state, _ := e.sit.State()
	if e.grid || e.sheet == nil || state.Paused || e.gone {
		return nil
	}
	before := e.sheet.Response()
	if e.sheet.Click(zone) {
		return e.mark(before)
	}
	return nil
}
