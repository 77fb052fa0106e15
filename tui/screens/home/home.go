// Package home is the first screen: the map of modules, where the learner was,
// and one key into the next step.
package home

import (
	"errors"

	tea "charm.land/bubbletea/v2"

	"skylab/lessons"
	"skylab/progress"
	"skylab/quizzes/record"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/play"
	"skylab/tui/screens"
)

// Home is the screen.
type Home struct {
	env    *screens.Env
	groups []group
	pick   int // index in modules; -1 is the line to continue
	latest progress.Session
	read   bool

	due    due
	scroll frame.Scroll
	cache  drawn
}

// New makes the screen. Modules that came from a folder of the learner's own
// are a group of their own.
func New(env *screens.Env) *Home {
	h := &Home{env: env, pick: -1}
	known := map[string]bool{}
	for _, g := range course {
		for _, id := range g.modules {
			known[id] = true
		}
	}
	own := group{id: "own"}
	for _, m := range env.Library.Modules {
		if !known[m.ID] {
			own.modules = append(own.modules, m.ID)
		}
	}
	if len(own.modules) > 0 {
		h.groups = append(h.groups, own)
	}
	h.groups = append(h.groups, course...)
	return h
}

// opened is what the store knows, read in the background.
type opened struct {
	latest progress.Session
	err    error
}

// Init implements screens.Screen.
func (h *Home) Init() tea.Cmd {
	store := h.env.Store
	latest := func() tea.Msg {
		s, err := store.Latest()
		if errors.Is(err, progress.ErrNone) {
			err = nil
		}
		return opened{s, err}
	}
	return tea.Batch(latest, h.look())
}

// Title implements screens.Screen.
func (h *Home) Title() string { return h.env.Say("home.title") }

// Typing implements screens.Screen.
func (h *Home) Typing() bool { return false }

// Keys implements screens.Screen.
func (h *Home) Keys() []keys.Binding {
	later := ""
	if h.pick >= 0 && h.module() == nil {
		later = "why.later"
	}
	list := []keys.Binding{
		{ID: "open", Keys: []string{"enter"}, Off: later},
		{ID: "choose", Keys: []string{"down", "up", "left", "right", "j", "k", "h", "l"}},
		{ID: "steps", Keys: []string{"s", "space"}, Off: later},
		{ID: "about", Keys: []string{"i"}, Off: later},
		{ID: "search", Keys: []string{"/"}},
	}
	list = append(list, h.practiseKeys()...)
	return append(list, []keys.Binding{
		{ID: "sandbox", Keys: []string{"x"}},
		{ID: "lang", Keys: []string{"L"}},
		{ID: "theme", Keys: []string{"T"}},
		{ID: "limits", Keys: []string{"m"}},
		{ID: "settings", Keys: []string{","}},
		{ID: "help", Keys: []string{"?", "f1"}},
		{ID: "quit", Keys: []string{"q", "ctrl+c", "ctrl+q"}},
	}...)
}

// practiseKeys lead to quizzes.
func (h *Home) practiseKeys() []keys.Binding {
	return []keys.Binding{{ID: "practise", Keys: []string{"p"}}, {ID: "review", Keys: []string{"r"}},
		{ID: "warm-up", Keys: []string{"w"}}, {ID: "mock", Keys: []string{"e"}}}
}

// Update implements screens.Screen.
func (h *Home) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case opened:
		h.latest, h.read = msg.latest, true
		h.env.Fail(msg.err)
		h.env.Version++
	case lookDue:
		return h.lookUp()
	case due:
		h.due = msg
	case screens.Key:
		return h.key(msg.Name)
	case screens.Wheel:
		h.move(0, msg.Lines)
	case screens.Click:
		return h.click(msg)
	}
	return nil
}

func (h *Home) key(name string) tea.Cmd {
	id, why := keys.Find(h.Keys(), name)
	if why != "" {
		return screens.Send(screens.Tell{Text: h.env.Say(why)})
	}
	switch id {
	case "open":
		return h.open()
	case "choose":
		h.arrow(name)
	case "steps":
		return screens.Send(screens.Show{Dialog: h.steps()})
	case "about":
		return h.aboutModule()
	case "sandbox":
		return screens.Send(screens.GoSandbox{})
	case "review":
		return screens.Send(screens.GoQuiz{Mode: record.Review})
	case "warm-up":
		return screens.Send(screens.GoQuiz{Mode: record.WarmUp})
	case "practise", "mock", "search", "limits", "settings", "help":
		return screens.Send(screens.GoTo{Screen: id})
	case "lang":
		return screens.Send(screens.Set{Change: NextLang})
	case "theme":
		return screens.Send(screens.Set{Change: NextTheme})
	case "quit":
		return screens.Send(screens.Quit{})
	}
	return nil
}

func (h *Home) open() tea.Cmd {
	if h.pick >= 0 {
		return screens.Send(screens.GoStep{Ref: h.next(h.module()).Ref()})
	}
	return h.onward()
}

// onward goes on where the learner was; the first time, at the first step.
func (h *Home) onward() tea.Cmd {
	if id, ok := play.SandboxOf(h.latest.Base); ok {
		return screens.Send(screens.GoSandbox{Template: id})
	}
	if s := h.current(); s != nil {
		return screens.Send(screens.GoStep{Ref: s.Ref()})
	}
	return nil
}

// current is the step to go on with.
func (h *Home) current() *lessons.Step { return Current(h.env, h.latest.Base) }

// Current is the step to go on with after a session with this base: that one,
// or when it is done the next of its module; the first of all when there was
// none.
func Current(env *screens.Env, base string) *lessons.Step {
	if s, err := env.Library.Step(base, env.Done); err == nil {
		if env.Done(s) {
			return s.Module.Next(env.Done)
		}
		return s
	}
	for _, m := range env.Library.Modules {
		if len(m.Steps) > 0 {
			return m.Next(env.Done)
		}
	}
	return nil
}

func (h *Home) next(m *lessons.Module) *lessons.Step { return m.Next(h.env.Done) }
