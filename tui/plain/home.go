package plain

import (
	"strconv"

	"skylab/lessons"
	"skylab/tui/play"
	"skylab/tui/prose"
	"skylab/tui/screens/home"
)

// home says where the learner was and what there is.
func (l *lab) home() {
	l.env.Reload()
	l.say("home.story")
	l.modules()
	if s := l.resume(); s != nil {
		l.say("plain.go-on", "step", s.Ref(), "title", s.Title.In(l.env.Lang()))
	}
	l.dueToday()
	l.say("plain.home")
}

// modules lists what can be learnt, and how much is still to come.
func (l *lab) modules() {
	for _, m := range l.env.Library.Modules {
		done := 0
		for _, s := range m.Steps {
			if l.env.Done(s) {
				done++
			}
		}
		l.say("plain.module", "module", m.ID, "title", m.Title.In(l.env.Lang()), "done", done, "of", len(m.Steps), "minutes", m.Minutes)
	}
	l.say("plain.later", "n", home.Later(l.env.Library))
}

// resume is the step to go on with.
func (l *lab) resume() *lessons.Step {
	latest, err := l.env.Store.Latest()
	if err == nil {
		return home.Current(l.env, latest.Base)
	}
	return home.Current(l.env, "")
}

// onward goes to the next step: after a pass the one that follows, at home the
// one to go on with.
func (l *lab) onward() {
	if l.play == nil {
		if s := l.resume(); s != nil {
			l.open(s, false)
		}
		return
	}
	if !l.passed {
		l.say("why.not-passed")
		l.check(true)
		return
	}
	if s := l.play.Next(); s != nil {
		l.leave()
		l.open(s, false)
		return
	}
	l.say("plain.last", "module", l.play.Step.Module.ID)
	l.leave()
	l.home()
}

// carryOn goes to the next step in the learner's own world.
func (l *lab) carryOn() {
	if !l.passed {
		l.say("why.not-passed")
		return
	}
	p, err := play.CarryOn(l.ctx, l.env.Desk(), l.play)
	if err != nil {
		l.say("why.no-carry-on")
		return
	}
	l.leave()
	l.opened(p)
}

func (l *lab) steps(args []string) {
	m := l.module(args)
	if m == nil {
		return
	}
	l.env.Reload()
	for i, s := range m.Steps {
		_, state := home.Sign(l.env.Steps[s.Ref()])
		l.fact(strconv.Itoa(i+1) + ". " + s.Ref() + ": " + s.Title.In(l.env.Lang()) + " (" + l.env.Say(state) + ")")
	}
}

// module is the one named, that of the open step, or the only one.
func (l *lab) module(args []string) *lessons.Module {
	switch {
	case len(args) > 0:
		if m := l.env.Library.Find(args[0]); m != nil {
			return m
		}
		l.say("plain.no-module", "module", args[0])
		return nil
	case l.play != nil && l.play.Step != nil:
		return l.play.Step.Module
	}
	if s := l.resume(); s != nil {
		return s.Module
	}
	return nil
}

func (l *lab) leave() {
	l.play, l.now, l.results, l.passed, l.hints, l.asked = nil, nil, nil, false, 0, false
}

func (l *lab) openSandbox(t play.Template, afresh bool) {
	p, err := play.OpenSandbox(l.ctx, l.env.Desk(), t, afresh)
	if err != nil {
		l.say("lesson.failed", "error", err.Error())
		return
	}
	l.play, l.now = p, p.Now()
	l.prose(l.env.Say("sandbox.page", "template", l.env.Say("sandbox."+t.ID)))
	l.resumed()
}

// prose writes Markdown, a line a paragraph.
func (l *lab) prose(markdown string) {
	for _, line := range prose.Unwrapped(markdown, l.env.Say("plain.picture")) {
		l.fact(line)
	}
}
