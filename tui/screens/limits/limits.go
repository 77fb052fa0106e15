// Package limits shows what the model simplifies and leaves out, from the
// simulators' own documentation.
package limits

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/simulators"
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
	tops    []int // the line at which each service's page begins
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
		{ID: "next-service", Keys: []string{"tab", "shift+tab"}},
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
		case "tab":
			l.jump(1)
			return nil
		case "shift+tab":
			l.jump(-1)
			return nil
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

// jump goes to the page of the next service, or of the one before.
func (l *Limits) jump(by int) {
	here := 0
	for i, top := range l.tops {
		if top <= l.scroll.Top {
			here = i
		}
	}
	if by < 0 && here < len(l.tops) && l.tops[here] < l.scroll.Top {
		by = 0 // first to the head of the page that one is in
	}
	if n := len(l.tops); n > 0 {
		l.scroll.Top = l.tops[max(0, min(here+by, n-1))]
	}
}

// Text is all pages as Markdown.
func Text(env *screens.Env) string {
	var b strings.Builder
	b.WriteString(env.Say("limits.intro"))
	for _, p := range simulators.Limits(string(env.Lang())) {
		b.WriteString("\n\n" + page(p))
	}
	return b.String()
}

func page(p simulators.Page) string { return "# " + p.Service + "\n\n" + p.Text }

// draw lays the pages out and notes where each begins.
func (l *Limits) draw(w int) {
	l.lines, l.tops = []string{""}, nil
	add := func(markdown string) {
		for _, line := range prose.Render(markdown, w-4, l.env.Theme) {
			l.lines = append(l.lines, "  "+line)
		}
		l.lines = append(l.lines, "")
	}
	add(l.env.Say("limits.intro"))
	for _, p := range simulators.Limits(string(l.env.Lang())) {
		l.tops = append(l.tops, len(l.lines))
		add(page(p))
	}
}

// View implements screens.Screen.
func (l *Limits) View(w, h int) screens.View {
	if l.lines == nil || l.width != w || l.version != l.env.Version {
		l.width, l.version = w, l.env.Version
		l.draw(w)
	}
	return screens.View{Lines: l.scroll.Show(l.lines, w, h, l.env.Theme), Zones: []screens.Zone{{ID: "text", W: w, H: h}}}
}
