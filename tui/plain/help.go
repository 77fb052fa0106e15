package plain

import (
	"context"
	"slices"
	"strings"

	"skylab/console"
	"skylab/tui/play"
	"skylab/tui/screens/lesson"
)

// interruptible is a context that Ctrl-C ends while a command runs.
func (l *lab) interruptible() (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(l.ctx)
	go func() {
		select {
		case <-l.stop:
			cancel()
		case <-ctx.Done():
		}
	}()
	return ctx, cancel
}

// hint reads the next hint out and records it.
func (l *lab) hint() {
	s := l.play.Step
	if l.hints >= len(s.Ladder()) {
		l.say("why.no-more-hints")
		return
	}
	l.hints++
	l.play.TakeHint()
	l.say("lesson.hint", "n", l.hints, "of", len(s.Ladder()))
	l.prose(l.play.Hint(l.ctx, l.hints-1, l.now, l.env.Text))
}

// predict takes an answer: a letter, and whether it is a guess.
func (l *lab) predict(args []string) {
	p := l.play.Step.Predict
	switch {
	case p == nil:
		l.say("why.no-prediction")
		return
	case l.asked:
		l.say("why.predicted")
		return
	case len(args) == 0 || len(args[0]) != 1 || args[0][0] < 'a' || int(args[0][0]-'a') >= len(p.Options):
		l.question()
		return
	}
	l.asked = true
	pick := int(args[0][0] - 'a')
	sure := slices.ContainsFunc(args[1:], func(s string) bool { return s == "sure" || s == "확실함" })
	truth := l.play.Answer(l.ctx)
	if truth >= 0 {
		l.play.Predict(strings.TrimSpace(p.Block.Body), p.Options[pick].Key, p.Options[truth].Key, sure)
	}
	l.fact(lesson.Foretold(l.env, l.play.Step, pick, truth, sure))
}

// solution prints the author's way; before the pass only to who says yes.
func (l *lab) solution(args []string) {
	s := l.play.Step
	if len(s.Solutions) == 0 {
		l.say("why.no-solution")
		return
	}
	if !l.passed && !l.play.Assisted() {
		if len(args) == 0 || args[0] != "yes" {
			l.say("plain.solution")
			return
		}
		l.play.Assist()
	}
	for i, sol := range s.Solutions {
		l.fact(strings.TrimSpace(l.env.Say("lesson.authors") + " " + sol.Name))
		if i == 0 && !l.passed {
			l.fact(l.play.Solution(l.ctx))
		} else {
			l.fact(sol.Text())
		}
	}
}

// restart begins the step or world afresh for who says yes.
func (l *lab) restart(args []string) {
	if len(args) == 0 || args[0] != "yes" {
		l.say("plain.restart")
		return
	}
	p := l.play
	l.leave()
	if id, ok := play.SandboxOf(p.Base); ok {
		l.openSandbox(play.FindTemplate(id), true)
		return
	}
	l.open(p.Step, true)
}

// timeline lists every line with its time.
func (l *lab) timeline() {
	here := l.play.Session.Position()
	for _, e := range l.play.Session.Moments() {
		line := console.Harmless([]byte(strings.ReplaceAll(e.Line, "\n", "; ")))
		if e.Index == 0 {
			line = l.env.Say("timeline.begin")
		}
		line = strings.TrimSpace(l.env.Say("plain.row", "n", e.Index, "time", lesson.Clock(e.At), "line", line))
		if e.Status != 0 {
			line += " " + l.env.Say("plain.status", "status", e.Status)
		}
		if e.Index == here {
			line += " " + l.env.Say("timeline.here")
		}
		l.fact(line)
	}
}
