// Package dialogs has the two kinds of dialog that every screen uses: a page of
// text with things to do about it, and a list to choose from.
package dialogs

import (
	tea "charm.land/bubbletea/v2"

	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/screens"
)

// Action is something to do about a page: its key closes the page and sends
// the message.
type Action struct {
	keys.Binding
	Msg  tea.Msg
	Stay bool // the page stays open
}

// Page is text to read.
type Page struct {
	Env     *screens.Env
	Head    string
	Body    func(w int) []string // laid out for a width
	Actions []Action

	scroll  frame.Scroll
	lines   []string
	width   int
	version int
}

// Init implements screens.Screen.
func (p *Page) Init() tea.Cmd { return nil }

// Title implements screens.Screen.
func (p *Page) Title() string { return p.Head }

// Typing implements screens.Screen.
func (p *Page) Typing() bool { return false }

// Keys implements screens.Screen.
func (p *Page) Keys() []keys.Binding {
	list := []keys.Binding{{ID: "scroll", Keys: []string{"down", "up", "pgdown", "pgup"}}}
	for _, a := range p.Actions {
		list = append(list, a.Binding)
	}
	return append(list, keys.Binding{ID: "close", Keys: []string{"esc", "q"}})
}

// Update implements screens.Screen.
func (p *Page) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screens.Key:
		for _, a := range p.Actions {
			if a.Is(msg.Name) {
				if a.Stay {
					return screens.Send(a.Msg)
				}
				return tea.Sequence(screens.Send(screens.GoBack{}), screens.Send(a.Msg))
			}
		}
		if !p.scroll.Key(msg.Name) && (msg.Name == "q" || msg.Name == "enter") {
			return screens.Send(screens.GoBack{})
		}
	case screens.Wheel:
		p.scroll.Move(msg.Lines)
	}
	return nil
}

func (p *Page) body(w int) []string {
	if p.lines == nil || p.width != w || p.version != p.Env.Version {
		p.lines, p.width, p.version = p.Body(max(1, w-1)), w, p.Env.Version
	}
	return p.lines
}

// Height is how many lines the text takes at a width.
func (p *Page) Height(w int) int { return len(p.body(max(1, w))) }

// Size implements screens.Dialog.
func (p *Page) Size(w, h int) (int, int) {
	w = min(w-4, 76)
	return w, min(h-4, p.Height(w)+2)
}

// View implements screens.Screen.
func (p *Page) View(w, h int) screens.View {
	body := p.scroll.Show(p.body(w), w, max(0, h-2), p.Env.Theme)
	body = append(body, "", Foot(p.Env, p.Keys()[1:], w))
	return screens.View{Lines: body, Zones: []screens.Zone{{ID: "page", W: w, H: h}}}
}

// Foot is a line of keys with what they do, as many as fit.
func Foot(env *screens.Env, list []keys.Binding, w int) string {
	line := ""
	for _, b := range list {
		if b.Off != "" {
			continue
		}
		part := env.Theme.Strong.Paint(b.Key()) + " " + env.Theme.Quiet.Paint(env.Say("key."+b.ID))
		if line != "" {
			part = line + "   " + part
		}
		if frame.Width(part) > w {
			break
		}
		line = part
	}
	return line
}
