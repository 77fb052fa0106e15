package home

import (
	"strings"

	"skylab/lessons"
	"skylab/tui/dialogs"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// About is a page on a module: its story, its picture, what it asks of the
// reader.
func About(env *screens.Env, m *lessons.Module) *dialogs.Page {
	return &dialogs.Page{Env: env, Head: m.Title.In(env.Lang()), Body: func(w int) []string {
		return prose.Render(aboutText(env, m), w, env.Theme)
	}, Actions: []dialogs.Action{dialogs.Do("open", screens.GoStep{Ref: m.ID}, "enter")}}
}

func aboutText(env *screens.Env, m *lessons.Module) string {
	var b strings.Builder
	for _, line := range m.Story {
		b.WriteString(line.In(env.Lang()) + "  \n")
	}
	b.WriteString("\n" + m.Intro.In(env.Lang()) + "\n\n")
	b.WriteString(env.Say("home.about.minutes", "minutes", m.Minutes, "steps", len(m.Steps)) + "\n\n")
	if len(m.Path) > 0 {
		b.WriteString(env.Say("home.about.path", "steps", "`"+strings.Join(m.Path, "` `")+"`") + "\n\n")
	}
	if len(m.Exams) > 0 {
		b.WriteString(env.Say("home.about.exams", "exams", strings.Join(m.Exams, ", ")) + "\n\n")
	}
	if !m.WhenNot.Empty() {
		b.WriteString("**" + env.Say("home.about.when-not") + "**: " + m.WhenNot.In(env.Lang()) + "\n")
	}
	return b.String()
}
