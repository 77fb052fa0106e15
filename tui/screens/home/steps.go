package home

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"skylab/lessons"
	"skylab/progress"
	"skylab/tui/dialogs"
	"skylab/tui/screens"
)

// steps is the list of a module's steps, each to be opened directly.
func (h *Home) steps() *dialogs.List {
	m := h.near()
	if m == nil {
		return &dialogs.List{Env: h.env, Head: h.env.Say("key.steps"), Items: func() []dialogs.Item { return []dialogs.Item{} }}
	}
	return Steps(h.env, m, h.next(m))
}

// near is the chosen module, or the one to go on with.
func (h *Home) near() *lessons.Module {
	if m := h.module(); m != nil {
		return m
	}
	if s := h.current(); s != nil {
		return s.Module
	}
	return nil
}

func (h *Home) aboutModule() tea.Cmd {
	if m := h.near(); m != nil {
		return screens.Send(screens.Show{Dialog: About(h.env, m)})
	}
	return nil
}

// Steps lists a module's steps; the cursor stands on one of them.
func Steps(env *screens.Env, m *lessons.Module, at *lessons.Step) *dialogs.List {
	l := &dialogs.List{Env: env, Head: m.Title.In(env.Lang()), Items: func() []dialogs.Item { return stepItems(env, m) }}
	for i, s := range m.Steps {
		if s == at {
			l.Pick(i)
		}
	}
	return l
}

func stepItems(env *screens.Env, m *lessons.Module) []dialogs.Item {
	list := make([]dialogs.Item, len(m.Steps))
	for i, s := range m.Steps {
		sign, note := Sign(env.Steps[s.Ref()])
		note = env.Say(note)
		if s.Minutes > 0 {
			note = env.Say("steps.minutes", "minutes", s.Minutes) + "  " + note
		}
		list[i] = dialogs.Item{
			Label: fmt.Sprintf("%s %2d  %-12s %s", sign, i+1, s.ID, s.Title.In(env.Lang())),
			Note:  note, Msg: screens.GoStep{Ref: s.Ref()},
		}
	}
	return list
}

// Sign is a step's state as a sign and as a message id.
func Sign(p progress.StepProgress) (sign, id string) {
	switch {
	case p.Solved:
		return "✓", "steps.solved"
	case p.Assisted:
		return "◐", "steps.assisted"
	case !p.Started.IsZero():
		return "●", "steps.started"
	}
	return "○", "steps.new"
}
