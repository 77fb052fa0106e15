// Package settings lets the learner choose language, theme and the like; every
// change is kept at once.
package settings

import (
	tea "charm.land/bubbletea/v2"

	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/screens/home"
)

// Settings is the dialogs.
type Settings struct {
	env  *screens.Env
	pick int
}

// row is one setting: what it is called, what it is, how it changes.
type row struct {
	id     string
	value  func(*screens.Env) string
	change func(*screens.Env)
}

var rows = []row{
	{"lang", func(e *screens.Env) string { return e.Say("lang.own") }, home.NextLang},
	{"theme", func(e *screens.Env) string { return e.Say("theme." + string(e.Theme.Name)) }, home.NextTheme},
	{"still", func(e *screens.Env) string { return onOff(e, !e.Settings.Still) }, func(e *screens.Env) { e.Settings.Still = !e.Settings.Still }},
	{"plain", func(e *screens.Env) string { return onOff(e, e.Settings.Plain) }, func(e *screens.Env) { e.Settings.Plain = !e.Settings.Plain }},
	{"panes", func(e *screens.Env) string {
		if e.Settings.Left == 0 && e.Settings.Console == 0 {
			return e.Say("settings.panes.usual")
		}
		return e.Say("settings.panes.own")
	}, func(e *screens.Env) { e.Settings.Left, e.Settings.Console = 0, 0 }},
}

func onOff(e *screens.Env, on bool) string {
	if on {
		return e.Say("settings.on")
	}
	return e.Say("settings.off")
}

// New makes the dialogs.
func New(env *screens.Env) *Settings { return &Settings{env: env} }

// Init implements screens.Screen.
func (s *Settings) Init() tea.Cmd { return nil }

// Title implements screens.Screen.
func (s *Settings) Title() string { return s.env.Say("key.settings") }

// Typing implements screens.Screen.
func (s *Settings) Typing() bool { return false }

// Keys implements screens.Screen.
func (s *Settings) Keys() []keys.Binding {
	return []keys.Binding{
		{ID: "change", Keys: []string{"enter", "space", "right", "l"}},
		{ID: "choose", Keys: []string{"down", "up", "j", "k"}},
		{ID: "close", Keys: []string{"esc", "q"}},
	}
}

// Update implements screens.Screen.
func (s *Settings) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case screens.Key:
		switch msg.Name {
		case "up", "k":
			s.pick = max(0, s.pick-1)
		case "down", "j", "tab":
			s.pick = min(len(rows)-1, s.pick+1)
		case "enter", "space", "right", "l", "left", "h":
			return screens.Send(screens.Set{Change: rows[s.pick].change})
		case "q":
			return screens.Send(screens.GoBack{})
		}
	case screens.Click:
		for i, r := range rows {
			if r.id == msg.Zone {
				s.pick = i
				return screens.Send(screens.Set{Change: r.change})
			}
		}
	}
	return nil
}

// Size implements screens.Dialog.
func (s *Settings) Size(w, h int) (int, int) { return min(w-6, 60), len(rows) + 5 }

// View implements screens.Screen.
func (s *Settings) View(w, h int) screens.View {
	var v screens.View
	for i, r := range rows {
		line := frame.Ends("  "+s.env.Say("settings."+r.id), r.value(s.env)+"  ", w)
		if i == s.pick {
			line = s.env.Theme.Selected.Paint("▸" + line[1:])
		}
		v.Zones = append(v.Zones, screens.Zone{ID: r.id, Y: i, W: w, H: 1})
		v.Lines = append(v.Lines, line)
	}
	note := prose.Words(s.env.Say("settings."+rows[s.pick].id+".help"), w, s.env.Theme.Quiet)
	v.Lines = append(append(v.Lines, ""), note...)
	for len(v.Lines) < h-1 {
		v.Lines = append(v.Lines, "")
	}
	v.Lines = append(v.Lines[:max(0, h-1)], dialogs.Foot(s.env, s.Keys(), w))
	return v
}
