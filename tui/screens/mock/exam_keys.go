package mock

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/quizzes"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/screens"
	"skylab/tui/sit"
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
		return append(gridKeys(), pause, keys.Binding{ID: "help", Keys: []string{"?", "f1"}}, keys.Binding{ID: "leave-exam", Keys: []string{"q"}})
	}
	return []keys.Binding{
		{ID: "answer", Keys: []string{"a", "b", "c", "d", "e", "f", "down", "up", "space", "backspace"}},
		{ID: "next-item", Keys: []string{"enter", "right", "n"}}, {ID: "previous-item", Keys: []string{"left"}},
		{ID: "flag", Keys: []string{"m"}}, {ID: "review-screen", Keys: []string{"r"}}, {ID: "sureness", Keys: []string{"g"}},
		{ID: "other-language", Keys: []string{"tab"}}, pause,
		{ID: "scroll", Keys: []string{"pgdown", "pgup"}}, {ID: "go-number", Keys: digits}, {ID: "help", Keys: []string{"?", "f1"}}, {ID: "leave-exam", Keys: []string{"esc", "q"}},
	}
}

func (e *Exam) key(name string) tea.Cmd {
	if e.gone {
		return nil
	}
	if len(name) == 1 {
		name = strings.ToLower(name) // caps lock: the letters of answers are shown small and meant either way
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
	state, _ := e.state()
	switch id {
	case "next-item":
		return e.onward()
	case "previous-item":
		return e.goTo(e.at - 1)
	case "flag":
		return e.flag(state)
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
	case "go-number":
		return tea.Batch(e.review(), e.gridKey(id, name))
	}
	if e.sheet == nil {
		return nil
	}
	before, full := e.sheet.Response(), e.sheet.Have() >= e.sheet.Want()
	if e.sheet.Key(name) {
		if full && e.sheet.Item.Kind == quizzes.Multiple && name != "up" && name != "down" && e.sheet.Response().String() == before.String() {
			return screens.Send(screens.Tell{Text: e.env.Say("exam.enough", "n", e.sheet.Want())})
		}
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
	e.grid, e.typed, e.scroll, e.seen = true, "", frame.Scroll{}, true
	return e.do(record.Event{Kind: mock.Look, Item: -1})
}

// weigh goes from nothing said to a guess, to sure, and round again.
func (e *Exam) weigh() tea.Cmd {
	state, _ := e.state()
	m := state.Marks[e.at]
	if len(m.Response) == 0 {
		return screens.Send(screens.Tell{Text: e.env.Say("why.answer-first")})
	}
	return e.do(record.Event{Kind: mock.Answer, Item: e.at, Chosen: m.Response.String(), Sure: (m.Sure + 1) % (record.Certain + 1)})
}

// handIn asks once more, and says what is open.
func (e *Exam) handIn() tea.Cmd {
	state, used := e.state()
	return screens.Send(screens.Show{Dialog: dialogs.Confirm(e.env, e.env.Say("key.hand-in"), HandInText(e.env, e.sit, state, used), hand{e})})
}

// HandInText asks whether to hand an exam in, and says what is not done.
func HandInText(env *screens.Env, s *sit.Sit, state mock.State, used time.Duration) string {
	part := 0
	for i := range state.Marks {
		if lacks(s, state, i) {
			part++
		}
	}
	return env.Say("exam.hand-in", "of", len(state.Marks), "open", len(state.Marks)-state.Answered(), "part", part, "flagged", state.Flagged(), "left", Clock(state.Left(used)))
}

// lacks tells that an answer has fewer marks than the question asks for.
func lacks(s *sit.Sit, state mock.State, i int) bool {
	given, it := len(state.Marks[i].Response), s.Item(i)
	return given > 0 && it != nil && given < len(it.Keyed())
}

// leave says that the clock goes on; a paused exam is left without a word.
func (e *Exam) leave() tea.Cmd {
	if state, _ := e.sit.State(); state.Paused {
		return screens.Send(quit{e})
	}
	return screens.Send(screens.Show{Dialog: dialogs.Confirm(e.env, e.env.Say("key.leave-exam"), e.env.Say("exam.leave"), quit{e})})
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
