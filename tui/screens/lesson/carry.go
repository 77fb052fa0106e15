package lesson

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/console"
	"skylab/lessons"
	"skylab/tui/play"
	"skylab/tui/screens"
)

// carries tells whether the next step can be taken in the world of a moment.
type carries struct {
	play   *play.Play
	moment *console.Moment
	ok     bool
}

// mayCarryOn finds out after a pass whether the next step can be taken in the
// learner's own world.
func (l *Lesson) mayCarryOn() tea.Cmd {
	if !l.passed || l.carries == l.now || l.play.Next() == nil {
		return nil
	}
	p, m, ctx := l.play, l.now, context.WithoutCancel(l.ctx)
	return func() tea.Msg { return carries{p, m, p.CanCarryOn(ctx)} }
}

// carriesOn takes the answer over, unless the learner has gone on meanwhile.
func (l *Lesson) carriesOn(msg carries) {
	if msg.play != l.play || msg.moment != l.now {
		return
	}
	l.carries = nil
	if msg.ok {
		l.carries = msg.moment
	}
	l.page.stale = true
}

// mayGoOn tells that the next step can be taken in the world as it is now.
func (l *Lesson) mayGoOn() bool { return l.passed && l.now != nil && l.carries == l.now }

// carryOn opens the next step in this world.
func (l *Lesson) carryOn() tea.Cmd {
	switch {
	case l.step == nil:
		return screens.Send(screens.Tell{Text: l.env.Say("why.sandbox")})
	case l.running != nil:
		return screens.Send(screens.Tell{Text: l.env.Say("why.running")})
	case !l.passed:
		return screens.Send(screens.Tell{Text: l.env.Say("why.not-passed")})
	case !l.mayGoOn():
		return screens.Send(screens.Tell{Text: l.env.Say("why.no-carry-on")})
	}
	return screens.Send(screens.GoOn{From: l.play})
}

// Refs names steps for a learner.
func Refs(steps []*lessons.Step) string {
	var list []string
	for _, s := range steps {
		list = append(list, s.Ref())
	}
	return strings.Join(list, ", ")
}
