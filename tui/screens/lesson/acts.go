package lesson

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"skylab/tui/dialogs"
	"skylab/tui/screens"
	"skylab/tui/screens/home"
)

// do asks the lesson to act, from a dialogs.
type do struct{ id string }

// act does what a binding says. One switch: each case hands over at once.
func (l *Lesson) act(id string) tea.Cmd {
	switch id {
	case "hint":
		return l.takeHint()
	case "undo", "redo":
		return l.history(id)
	case "timeline":
		return screens.Send(screens.GoTimeline{Play: l.play, View: l.view().ID})
	case "view":
		l.nextView()
	case "zoom":
		l.zoomed = !l.zoomed
	case "focus":
		l.nextPane()
	case "type":
		l.focus(prompt)
	case "checks":
		return l.showChecks()
	case "tasks":
		l.focus(read)
		l.page.scroll.Top = l.page.task
	case "predict":
		return l.ask("")
	case "copy":
		return screens.Send(screens.Copy{Text: l.text()})
	case "solution":
		return l.askSolution()
	case "next":
		return l.next()
	case "carry-on":
		return l.carryOn()
	case "steps":
		if l.step != nil {
			return screens.Send(screens.Show{Dialog: home.Steps(l.env, l.step.Module, l.step)})
		}
		return screens.Send(screens.GoSandbox{})
	case "restart":
		return screens.Send(screens.Show{Dialog: dialogs.Confirm(l.env, l.env.Say("key.restart"), l.env.Say("lesson.restart"), l.again())})
	case "reset":
		return l.history("at 0")
	case "cancel":
		if l.running != nil {
			l.running()
		}
	case "hop", "play":
		return l.traceKey(id)
	case "search", "settings", "limits", "help":
		return screens.Send(screens.GoTo{Screen: id})
	case "home":
		return l.leave()
	case "taller", "shorter", "wider", "narrower":
		return l.resize(id)
	}
	return nil
}

// again opens the same step or world afresh.
func (l *Lesson) again() tea.Msg {
	if l.template.World != nil {
		return screens.GoWorld{Template: l.template, Again: true}
	}
	if l.step == nil {
		return screens.GoSandbox{Template: l.template.ID, Fresh: true}
	}
	return screens.GoStep{Ref: l.step.Ref(), Fresh: true}
}

// next opens the step after this one; after the last the home screen.
func (l *Lesson) next() tea.Cmd {
	switch {
	case l.step == nil:
		return screens.Send(screens.Tell{Text: l.env.Say("why.sandbox")})
	case !l.passed:
		return screens.Send(screens.Tell{Text: l.env.Say("why.not-passed")})
	}
	if s := l.following(); s != "" {
		return screens.Send(screens.GoStep{Ref: s})
	}
	return screens.Send(screens.GoHome{})
}

// following is the step after this one, or empty.
func (l *Lesson) following() string {
	if s := l.play.Next(); s != nil {
		return s.Ref()
	}
	return ""
}

// text is what the focused pane shows, for the clipboard.
func (l *Lesson) text() string {
	var lines []string
	switch l.focused {
	case prompt:
		return l.back.last()
	case read:
		lines = l.page.lines
	case world:
		lines = l.picture.lines
	case traced:
		lines = l.trace.lines
	}
	return strings.TrimSpace(ansi.Strip(strings.Join(lines, "\n"))) + "\n"
}
