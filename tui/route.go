package tui

import (
	tea "charm.land/bubbletea/v2"

	"skylab/quizzes/record"
	"skylab/tui/play"
	"skylab/tui/screens"
	"skylab/tui/screens/help"
	"skylab/tui/screens/lesson"
	"skylab/tui/screens/limits"
	"skylab/tui/screens/mock"
	"skylab/tui/screens/practise"
	"skylab/tui/screens/quiz"
	"skylab/tui/screens/sandbox"
	"skylab/tui/screens/search"
	"skylab/tui/screens/settings"
	"skylab/tui/screens/timeline"
)

// route handles the messages by which screens ask for other screens.
func (r *root) route(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case screens.GoHome:
		r.leave()
		r.dialogs, r.stack = nil, r.stack[:1]
		return tea.Batch(r.reload(), r.stack[0].Init()), true
	case screens.GoBack:
		return r.back(), true
	case screens.GoStep:
		if s := r.step(msg.Ref); s != nil {
			return r.replace(lesson.New(r.ctx, r.env, s, msg.Fresh)), true
		}
		return nil, true
	case screens.GoOn:
		if next := msg.From.Next(); next != nil {
			return r.replace(lesson.NewCarriedOn(r.ctx, r.env, next, msg.From)), true
		}
		return nil, true
	case screens.GoSandbox:
		if msg.Template == "" {
			return r.show(sandbox.Choose(r.env)), true
		}
		return r.replace(lesson.NewSandbox(r.ctx, r.env, play.FindTemplate(msg.Template), msg.Fresh)), true
	case screens.Open:
		return r.push(msg.Screen), true
	case screens.Swap:
		return r.swap(msg), true
	case screens.GoQuiz:
		return r.push(r.quiz(msg)), true
	case screens.GoVisit:
		if s := r.step(msg.Ref); s != nil {
			return r.push(lesson.New(r.ctx, r.env, s, false).AsGuest()), true
		}
		return nil, true
	case screens.GoWorld:
		if msg.Again {
			r.back()
		}
		return r.push(lesson.NewSandbox(r.ctx, r.env, msg.Template, false).AsGuest()), true
	case screens.GoTimeline:
		return r.push(timeline.New(r.ctx, r.env, msg.Play, msg.View)), true
	case screens.GoTo:
		return r.open(msg.Screen), true
	case screens.Show:
		return r.show(msg.Dialog), true
	case screens.Set:
		return r.set(msg), true
	case screens.Copy:
		r.tell = r.env.Say("tell.copied")
		return tea.SetClipboard(msg.Text), true
	case screens.Tell:
		r.tell = msg.Text
		return nil, true
	case screens.Quit:
		return r.quit(), true
	}
	return nil, false
}

// open shows one of the screens that need nothing to be made.
func (r *root) open(name string) tea.Cmd {
	switch name {
	case "limits":
		return r.push(limits.New(r.env))
	case "practise":
		return r.push(practise.New(r.env))
	case "report":
		return r.push(practise.NewReport(r.env))
	case "mock":
		return r.push(mock.NewChoose(r.ctx, r.env))
	case "settings":
		return r.show(settings.New(r.env))
	case "search":
		return r.show(search.New(r.env))
	case "help":
		return r.show(help.New(r.env, r.top()))
	}
	return nil
}

// quiz is the screen for a way of practising.
func (r *root) quiz(msg screens.GoQuiz) screens.Screen {
	if len(msg.Items) > 0 {
		return quiz.Row(r.ctx, r.env, msg.Items)
	}
	switch msg.Mode {
	case record.Review:
		return quiz.Review(r.ctx, r.env)
	case record.WarmUp:
		return quiz.WarmUp(r.ctx, r.env)
	}
	return quiz.Drill(r.ctx, r.env, msg.Filter)
}

// swap puts a screen in the place of another; nothing when that is gone.
func (r *root) swap(msg screens.Swap) tea.Cmd {
	for i, s := range r.stack {
		if s == msg.Old {
			r.dialogs, r.stack[i] = nil, msg.New
			return msg.New.Init()
		}
	}
	return nil
}

func (r *root) show(d screens.Dialog) tea.Cmd {
	r.dialogs = append(r.dialogs, d)
	return d.Init()
}

// kept is what became of writing the settings.
type kept struct{ err error }

func (r *root) set(msg screens.Set) tea.Cmd {
	msg.Change(r.env)
	store, s := r.env.Store, r.env.Settings
	return tea.Batch(r.restyle(), func() tea.Msg { return kept{store.SetSettings(s)} })
}

func (r *root) restyle() tea.Cmd {
	r.env.Restyle()
	return r.broadcast(screens.Changed{})
}
