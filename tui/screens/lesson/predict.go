package lesson

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/content"
	"skylab/lessons"
	"skylab/tui/dialogs"
	"skylab/tui/play"
	"skylab/tui/screens"
	"skylab/tui/tell"
	"skylab/tui/theme"
)

// foretold is what the learner expected, and what came true.
type foretold struct {
	pick, truth int // indexes of options; truth is -1 when it cannot be told
	sure        bool
	skipped     bool // the learner would rather not say
	line        string
}

// asks tells whether a line is the one that the step has a prediction about,
// so that the learner is asked before it runs.
func (l *Lesson) asks(line string) bool {
	return l.step != nil && l.foretold == nil && !l.passed && Asks(l.step, line)
}

// Asks tells whether a line is a command that the step's prediction is about.
func Asks(s *lessons.Step, line string) bool {
	if s.Predict == nil {
		return false
	}
	for _, words := range content.Commands(s.Predict.Block.Body) {
		if same(strings.Fields(line), words) {
			return true
		}
	}
	return false
}

// same: the same operation of aws, or the same tool about the same thing,
// whatever its options.
func same(typed, words []string) bool {
	if len(words) == 0 || len(typed) == 0 || typed[0] != words[0] {
		return false
	}
	if words[0] == "aws" {
		return len(words) > 2 && len(typed) > 2 && slices.Equal(typed[1:3], words[1:3])
	}
	about := thing(words[len(words)-1])
	return about == "" || slices.ContainsFunc(typed[1:], func(w string) bool { return thing(w) == about })
}

// thing is a word without what may be left out of an address.
func thing(word string) string {
	word = strings.TrimPrefix(strings.TrimPrefix(word, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimSuffix(word, "/"), ":80")
}

// reply is the learner's answer to the question.
type reply struct {
	lesson *Lesson
	pick   int // -1 when the learner would rather not say
	sure   bool
	line   string // to run afterwards
}

// ask shows the question; line is what will run afterwards, or empty.
func (l *Lesson) ask(line string) tea.Cmd {
	if l.step == nil || l.step.Predict == nil || l.foretold != nil || l.play == nil {
		return nil
	}
	q := &dialogs.Question{
		Env: l.env, Head: l.env.Say("key.predict"), Text: l.step.Predict.Question.In(l.env.Lang()),
		Answer: func(pick int, sure bool) tea.Msg { return reply{l, pick, sure, line} },
	}
	for _, o := range l.step.Predict.Options {
		q.Options = append(q.Options, o.Label.In(l.env.Lang()))
	}
	return screens.Send(screens.Show{Dialog: q})
}

// answered is what came true.
type answered struct {
	lesson *Lesson
	play   *play.Play
	was    foretold
}

// replied runs the question's command in a fork of the step's start, so that
// the learner's world is left alone, and then the line that was waiting.
func (l *Lesson) replied(msg reply) tea.Cmd {
	if msg.lesson != l || l.play == nil {
		return nil
	}
	f := foretold{pick: msg.pick, truth: -1, sure: msg.sure, line: msg.line, skipped: msg.pick < 0}
	l.foretold = &f
	l.page.stale = true
	if f.skipped {
		return l.waiting(f.line)
	}
	p, s, ctx := l.play, l.step, l.ctx
	return func() tea.Msg {
		f.truth = p.Answer(context.WithoutCancel(ctx))
		if f.truth >= 0 {
			command := strings.TrimSpace(s.Predict.Block.Body)
			p.Predict(command, s.Predict.Options[f.pick].Key, s.Predict.Options[f.truth].Key, f.sure)
		}
		return answered{l, p, f}
	}
}

func (l *Lesson) answered(msg answered) tea.Cmd {
	if msg.lesson != l || msg.play != l.play {
		return nil
	}
	l.foretold, l.page.stale = &msg.was, true
	if msg.was.line == "" {
		l.sayForetold()
		return nil
	}
	l.outcome = true // said after what the line prints
	return l.waiting(msg.was.line)
}

// sayForetold compares what was expected with what came true.
func (l *Lesson) sayForetold() {
	f := *l.foretold
	ink := unknown
	if f.pick == f.truth {
		ink = allowed
	}
	l.back.say(l.foretoldWords(f), ink)
	l.outcome = false
}

// waiting runs the line that the question held up.
func (l *Lesson) waiting(line string) tea.Cmd {
	if line == "" || l.running != nil {
		return nil
	}
	return l.run(line)
}

// foretoldWords says what was expected and what came true.
func (l *Lesson) foretoldWords(f foretold) string {
	if f.skipped {
		return ""
	}
	return Foretold(l.env, l.step, f.pick, f.truth, f.sure)
}

// Foretold says what was expected and what came true; truth is the index of an
// option, or -1 when it cannot be told.
func Foretold(env *screens.Env, s *lessons.Step, pick, truth int, sure bool) string {
	o, lang := s.Predict.Options, env.Lang()
	how := env.Say("predict.guess")
	if sure {
		how = env.Say("predict.sure")
	}
	said := tell.Plain(o[pick].Label.In(lang))
	switch {
	case truth < 0:
		return env.Say("predict.unknown", "said", said)
	case pick == truth:
		return theme.Yes + " " + env.Say("predict.right", "said", said, "sure", how)
	}
	return theme.No + " " + env.Say("predict.wrong", "said", said, "sure", how, "truth", tell.Plain(o[truth].Label.In(lang)))
}

// drawPrediction draws the question on the page, and later what came of it.
func (l *Lesson) drawPrediction(d drawing) {
	s := l.step
	if s.Predict == nil {
		return
	}
	d.gap()
	bar := d.th.Unknown.Paint("? ")
	d.beside(bar, "  ", s.Predict.Question.In(l.env.Lang()))
	for i, o := range s.Predict.Options {
		lead := string(rune('a'+i)) + " "
		if f := l.foretold; f != nil && !f.skipped && i == f.pick {
			lead = "▸ "
		}
		d.beside("  "+d.th.Quiet.Paint(lead), "    ", o.Label.In(l.env.Lang()))
	}
	switch {
	case l.foretold == nil && l.passed:
	case l.foretold == nil:
		d.add("  " + d.th.Quiet.Paint(l.env.Say("predict.how", "key", l.keyOf("predict"))))
	case !l.foretold.skipped:
		d.beside("  ", "  ", l.foretoldWords(*l.foretold))
	}
}
