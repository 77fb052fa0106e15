// Package quiz is the screen on which items are practised: one at a time, how
// sure one is, the key with every reason, and what comes of it. Drills,
// reviews, warm-ups and items without end are all this screen.
package quiz

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/quizzes/practice"
	"skylab/quizzes/record"
	"skylab/text"
	"skylab/tui/frame"
	"skylab/tui/screens"
	"skylab/tui/sheet"
	"skylab/tui/study"
)

// stage is where the learner is with an item.
type stage int

const (
	loading  stage = iota
	asking         // the answer is being marked
	weighing       // marked: how sure?
	shown          // the key is shown
	failed         // the item cannot be shown
	done           // the run is over: what it came to
)

// Quiz is the screen.
type Quiz struct {
	ctx   context.Context
	env   *screens.Env
	mode  record.Mode
	wants practice.Filter
	items []string // these alone

	run   *study.Run
	card  study.Card
	sheet *sheet.Sheet
	stage stage
	since time.Time // the item has been on the screen
	sure  bool      // chosen while weighing
	given study.Answered
	said  record.Sure
	other bool // in the other language
	err   error
	told  *told // what the item's world said, once it was asked
	short bool  // the case study stood before the question just answered
	early bool  // the run was left before its end
	left  stage // where it was then

	width  int // of the screen, as last drawn
	scroll frame.Scroll
	cache  drawn
}

// Drill asks items that pass a filter, without end.
func Drill(ctx context.Context, env *screens.Env, f practice.Filter) *Quiz {
	return &Quiz{ctx: ctx, env: env, mode: record.Drill, wants: f}
}

// Review asks what is due today.
func Review(ctx context.Context, env *screens.Env) *Quiz {
	return &Quiz{ctx: ctx, env: env, mode: record.Review}
}

// WarmUp asks ten minutes of what is needed most.
func WarmUp(ctx context.Context, env *screens.Env) *Quiz {
	return &Quiz{ctx: ctx, env: env, mode: record.WarmUp}
}

// Row asks certain items.
func Row(ctx context.Context, env *screens.Env, ids []string) *Quiz {
	return &Quiz{ctx: ctx, env: env, mode: record.Drill, items: ids}
}

// Messages of the commands that the screen starts.
type (
	begun struct {
		quiz *Quiz
		run  *study.Run
		err  error
	}
	came struct {
		quiz *Quiz
		card study.Card
		more bool
		err  error
	}
	marked struct {
		quiz *Quiz
		said study.Answered
	}
)

// Init implements screens.Screen.
func (q *Quiz) Init() tea.Cmd {
	open, mode, wants, items := q.env.Study, q.mode, q.wants, q.items
	return func() tea.Msg {
		st, err := open()
		if err != nil {
			return begun{q, nil, err}
		}
		switch {
		case len(items) > 0:
			return begun{q, st.Row(items...), nil}
		case mode == record.Review:
			return begun{q, st.Review(), nil}
		case mode == record.WarmUp:
			return begun{q, st.WarmUp(), nil}
		}
		return begun{q, st.Drill(wants), nil}
	}
}

// next asks for the next item in the background.
func (q *Quiz) next() tea.Cmd {
	ctx, run := q.ctx, q.run
	q.stage, q.cache, q.scroll = loading, drawn{}, frame.Scroll{}
	return func() tea.Msg {
		card, more, err := run.Next(ctx)
		return came{q, card, more, err}
	}
}

// Update implements screens.Screen.
func (q *Quiz) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case begun:
		if msg.quiz != q {
			return nil
		}
		if msg.err != nil {
			q.stage, q.err = failed, msg.err
			return nil
		}
		q.run = msg.run
		return q.next()
	case came:
		q.came(msg)
	case marked:
		return q.marked(msg)
	case asked:
		return q.asked(msg)
	case screens.Changed:
		q.other = false
	case screens.Key:
		return q.key(msg.Name)
	case screens.Click:
		return q.click(msg)
	case screens.Wheel:
		q.scroll.Move(msg.Lines)
	}
	return nil
}

func (q *Quiz) came(msg came) {
	if msg.quiz != q {
		return
	}
	q.cache = drawn{}
	switch {
	case msg.err != nil:
		q.stage, q.err = failed, msg.err
	case !msg.more:
		q.finish()
	default:
		before := q.card.Item
		q.short = before != nil && before.Case != "" && before.Case == msg.card.Item.Case && before.Module == msg.card.Item.Module
		q.told = nil
		q.card, q.sheet = msg.card, sheet.New(msg.card.Item, q.run.Study.Learner, nil)
		q.stage, q.since, q.sure, q.said, q.other = asking, q.env.Now(), false, record.Unasked, false
	}
}

// answer gives what is marked, in the background: a disk is written.
func (q *Quiz) answer(sure record.Sure) tea.Cmd {
	run, card, given, took := q.run, q.card, q.sheet.Response(), q.env.Now().Sub(q.since)
	q.stage, q.said, q.cache = loading, sure, drawn{}
	return func() tea.Msg { return marked{q, run.Answer(card, given, sure, max(0, took))} }
}

// marked shows the key. With room beside it the item's world is asked at once.
func (q *Quiz) marked(msg marked) tea.Cmd {
	if msg.quiz != q {
		return nil
	}
	q.stage, q.given, q.cache = shown, msg.said, drawn{}
	q.scroll = frame.Scroll{}
	q.cache.toKey = true
	q.env.Fail(msg.said.Unsaved)
	if q.width >= wide && q.card.Item.World != nil {
		return q.ask(false)
	}
	return nil
}

// Title implements screens.Screen.
func (q *Quiz) Title() string {
	if q.wants.Generator != "" {
		return q.env.Say("quiz.mode.generated")
	}
	return q.env.Say("quiz.mode." + string(q.mode))
}

// Typing implements screens.Screen.
func (q *Quiz) Typing() bool { return false }

// say speaks the language in which the item is shown.
func (q *Quiz) say() text.Speaker {
	if !q.other {
		return q.env.Text
	}
	return text.For(otherLanguage(q.env.Lang()))
}

func otherLanguage(lang text.Lang) text.Lang {
	if lang == text.Korean {
		return text.English
	}
	return text.Korean
}
