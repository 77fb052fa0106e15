// Package limits shows what the model simplifies and leaves out, from the
// simulators' own documentation.
package limits

import (
	tea "charm.land/bubbletea/v2"

	"skylab/simulators/vpc"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// Limits is the screen.
type Limits struct {
	env     *screens.Env
	scroll  frame.Scroll
	lines   []string
	width   int
	version int
}

// New makes the screen.
func New(env *screens.Env) *Limits { return &Limits{env: env} }

// Init implements screens.Screen.
func (l *Limits) Init() tea.Cmd { return nil }

// Title implements screens.Screen.
func (l *Limits) Title() string { return l.env.Say("key.limits") }

// Typing implements screens.Screen.
func (l *Limits) Typing() bool { return false }

// Keys implements screens.Screen.
func (l *Limits) Keys() []keys.Binding {
	return []keys.Binding{
		{ID: "scroll", Keys: []string{"down", "up", "pgdown", "pgup"}},
		{ID: "back", Keys: []string{"esc", "q"}},
		{ID: "search", Keys: []string{"/"}},
	}
}

// Update implements screens.Screen.
func (l *Limits) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screens.Key:
		switch msg.Name {
		case "esc", "q":
			return screens.Send(screens.GoBack{})
		case "/":
			return screens.Send(screens.GoTo{Screen: "search"})
		case "?", "f1":
			return screens.Send(screens.GoTo{Screen: "help"})
		}
		l.scroll.Key(msg.Name)
	case screens.Wheel:
		l.scroll.Move(msg.Lines)
	}
	return nil
}

// Text is the page as Markdown.
func Text(env *screens.Env) string {
	return env.Say("limits.intro") + "\n\n" + vpc.Limits(string(env.Lang()))
}

// View implements screens.Screen.
func (l *Limits) View(w, h int) screens.View {
	if l.lines == nil || l.width != w || l.version != l.env.Version {
		l.width, l.version = w, l.env.Version
		l.lines = append([]string{""}, prose.Render(Text(l.env), w-4, l.env.Theme)...)
		for i := range l.lines {
			l.lines[i] = "  " + l.lines[i]
		}
	}
	return screens.View{Lines: l.scroll.Show(l.lines, w, h, l.env.Theme), Zones: []screens.Zone{{ID: "text", W: w, H: h}}}
}
