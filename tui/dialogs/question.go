package dialogs

import (
	tea "charm.land/bubbletea/v2"

	"skylab/tui/prose"
	"skylab/tui/screens"
)

// Confirm asks before something that cannot be taken back.
func Confirm(env *screens.Env, head, question string, yes tea.Msg) *Page {
	return &Page{
		Env: env, Head: head,
		Body:    func(w int) []string { return prose.Render(question, w, env.Theme) },
		Actions: []Action{Do("yes", yes, "y", "enter")},
	}
}

// Do is an action by its message id and keys.
func Do(id string, msg tea.Msg, names ...string) Action {
	a := Action{Msg: msg}
	a.ID, a.Keys = id, names
	return a
}
