package lesson

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"skylab/console"
	"skylab/text"
	"skylab/tui/play"
)

// spoken is the session once more, in another language.
type spoken struct {
	play    *play.Play
	session *console.Session
	lang    text.Lang
	before  *console.Moment // where the learner stood when it was begun
}

// speak has lab tools answer in the language that was switched to. What they
// have printed stays as it is.
func (l *Lesson) speak() tea.Cmd {
	lang := l.env.Lang()
	if l.play == nil || l.running != nil || l.lang == lang {
		return nil
	}
	p, now, ctx := l.play, l.now, context.WithoutCancel(l.ctx)
	return func() tea.Msg {
		s, err := p.Again(ctx, lang)
		if err != nil {
			return nil // the old language goes on
		}
		return spoken{p, s, lang, now}
	}
}

// spoken takes the session over, unless the learner has gone on meanwhile.
func (l *Lesson) spoken(msg spoken) {
	if msg.play != l.play || msg.before != l.now || l.running != nil {
		return
	}
	l.play.Speak(msg.session)
	l.now, l.lang = msg.session.Now(), msg.lang
	if l.carries == msg.before {
		l.carries = l.now
	}
}
