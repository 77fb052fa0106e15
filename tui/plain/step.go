package plain

import (
	"strings"

	"skylab/console"
	"skylab/lessons"
	"skylab/tui/play"
	"skylab/tui/prose"
	"skylab/tui/screens/lesson"
	"skylab/tui/tell"
)

// open sets a step up.
func (l *lab) open(s *lessons.Step, afresh bool) {
	p, err := play.OpenStep(l.ctx, l.env.Desk(), s, afresh)
	if err != nil {
		l.say("lesson.failed", "error", err.Error())
		return
	}
	l.opened(p)
}

// opened reads a step out.
func (l *lab) opened(p *play.Play) {
	s, lang := p.Step, l.env.Lang()
	l.play, l.now, l.hints = p, p.Now(), min(p.Hints(), len(s.Ladder()))
	l.say("plain.step", "step", s.Ref(), "title", s.Title.In(lang), "level", l.env.Say("level."+string(s.Level)))
	if steps := p.Earlier(); len(steps) > 0 {
		l.say("lesson.own-world", "steps", lesson.Refs(steps))
	}
	if s == s.Module.Steps[0] {
		for _, line := range s.Module.Story {
			l.prose(line.In(lang))
		}
	}
	l.prose(prose.Cited(s.Prose.In(lang), nil))
	l.question()
	l.resumed()
	l.task()
	l.saved()
}

func (l *lab) resumed() {
	if n := len(l.play.Resumed); n > 0 {
		l.say("lesson.resumed", "lines", n)
	}
	if l.play.Afresh {
		l.say("lesson.afresh")
	}
}

// question reads the prediction out.
func (l *lab) question() {
	p := l.play.Step.Predict
	if p == nil || l.asked {
		return
	}
	l.prose(l.env.Say("plain.question") + " " + p.Question.In(l.env.Lang()))
	for i, o := range p.Options {
		l.fact(string(rune('a'+i)) + ": " + o.Label.In(l.env.Lang()))
	}
	l.say("plain.predict")
}

func (l *lab) task() {
	l.prose(l.env.Say("plain.task") + " " + prose.Cited(l.play.Step.Task.In(l.env.Lang()), nil))
	l.check(true)
}

// check runs the checks and says how they stand: all of them, or those that
// stand otherwise than before.
func (l *lab) check(all bool) {
	if l.play == nil || l.play.Step == nil {
		return
	}
	before := l.results
	l.results = l.play.Check(l.ctx, l.now)
	for i, r := range l.results {
		if all || i >= len(before) || before[i].State != r.State || before[i].Trap != r.Trap {
			l.result(r)
		}
	}
	if passed := lessons.AllMet(l.results); passed && !l.passed {
		l.passed = true
		l.play.Pass()
		l.after()
	} else {
		l.passed = passed
	}
}

// result is one check as one line.
func (l *lab) result(r lessons.Result) {
	line := l.env.Say("plain.check", "id", r.ID, "state", l.env.Say("plain.state."+r.State.String()), "want", strings.TrimRight(tell.Title(l.env.Text, r.Check), "."))
	if r.State != lessons.Met {
		if is := tell.OneLine(r.Found(l.env.Text)); is != "" {
			line += " " + l.env.Say("plain.is", "is", is)
		}
		if why := tell.OneLine(r.Reason(l.env.Text)); why != "" {
			line += " " + l.env.Say("plain.reason", "why", why)
		}
	}
	l.fact(line)
	if r.Trap != nil {
		l.prose(r.Trap.Caution.In(l.env.Lang()))
	}
}

// after is what comes after the pass.
func (l *lab) after() {
	s := l.play.Step
	if l.play.Assisted() {
		l.say("lesson.assisted")
	} else {
		l.say("lesson.solved")
	}
	l.prose(prose.Cited(s.After.In(l.env.Lang()), nil))
	for _, id := range s.Facts {
		if f, ok := s.Module.Fact(id); ok {
			l.say("lesson.fact", "value", f.Value.In(l.env.Lang()), "day", f.Checked, "source", f.Source)
		}
	}
	l.say("plain.next")
	if l.play.CanCarryOn(l.ctx) {
		l.say("plain.carry-on")
	}
}

// typed runs a line; the question about it comes first.
func (l *lab) typed(line string) {
	if s := l.play.Step; s != nil && !l.asked && !l.passed && lesson.Asks(s, line) {
		l.asked = true
		l.question()
		l.asked = false
		if answer, ok := l.ask(l.env.Say("plain.answer") + " "); ok {
			l.predict(strings.Fields(answer))
		}
		l.asked = true
	}
	l.run(line)
}

// run runs a line of the console; an interrupt stops it and nothing happened.
func (l *lab) run(line string) {
	ctx, cancel := l.interruptible()
	d := l.play.Do(ctx, line)
	cancel()
	l.show(d)
	if d.Moment != l.now {
		l.now = d.Moment
		l.check(false)
	}
}

func (l *lab) show(d play.Done) {
	switch {
	case d.Err != nil:
		l.fact(d.Err.Error())
	case d.Prompt:
		l.fact(console.Harmless([]byte(d.Said)))
	default:
		l.fact(console.Harmless(d.Moment.Output))
		if d.Moment.Status != 0 {
			l.say("plain.status", "status", d.Moment.Status)
		}
	}
}
