// Package mock is mock exams on screens: choosing one with its terms, the exam
// itself by the clock, its review screen, its result.
package mock

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/content"
	"skylab/quizzes/mock"
	"skylab/quizzes/record"
	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/sit"
	"skylab/tui/study"
)

// Choose is the screen on which an exam is chosen: one that was begun, one to
// begin, or one that is over.
type Choose struct {
	ctx    context.Context
	env    *screens.Env
	study  *study.Study
	rows   []Row
	past   []record.Sitting
	err    error
	read   bool
	pick   int
	extra  bool // terms: extra time, a pause
	pauses bool
	opens  bool // an exam is being made
	scroll frame.Scroll
}

// Row is an exam that can be chosen: one that was begun, one to begin, or one
// that is over.
type Row struct {
	Exam    content.Exam
	Offer   mock.Offer
	Refused error           // why there is no mock of it
	Sitting *record.Sitting // one that was begun; nil: a new one
	State   mock.State
	Over    bool       // it was handed in, or its time is up
	Score   mock.Score // of one that is over and was marked
}

// NewChoose makes the screen.
func NewChoose(ctx context.Context, env *screens.Env) *Choose { return &Choose{ctx: ctx, env: env} }

type (
	listed struct {
		of    *Choose
		study *study.Study
		rows  []Row
		past  []record.Sitting
		err   error
	}
	opened struct {
		of  *Choose
		sit *sit.Sit
		err error
	}
)

// Init implements screens.Screen.
func (c *Choose) Init() tea.Cmd {
	env := c.env
	return func() tea.Msg {
		st, err := env.Study()
		if err != nil {
			return listed{of: c, err: err}
		}
		past, err := env.Store.Sittings()
		if err != nil {
			return listed{of: c, study: st, err: err}
		}
		return listed{c, st, Rows(env, st, past), past, nil}
	}
}

// Again is called when the learner comes back to the page.
func (c *Choose) Again() tea.Cmd { return c.Init() }

// Rows lists what was begun, then every exam, then what is over, the newest
// first.
func Rows(env *screens.Env, st *study.Study, past []record.Sitting) []Row {
	var begun, exams, over []Row
	now := env.Now()
	kept, err := env.Store.Answers()
	if err != nil {
		kept = nil // the list does without scores
	}
	scores := mock.Scores(past, kept)
	for _, s := range slices.Backward(past) {
		events, err := env.Store.Events(s.ID)
		if err != nil {
			continue
		}
		r := Row{Sitting: &s, State: mock.Fold(s, events), Score: scores[s.ID]}
		r.Exam, _ = content.FindExam(s.Exam)
		r.Over = r.State.Over() || r.left(now) <= 0
		if r.Over {
			over = append(over, r)
		} else {
			begun = append(begun, r)
		}
	}
	for _, e := range content.Exams() {
		r := Row{Exam: e}
		r.Offer, r.Refused = mock.Propose(st.Library.Entries(), e, now, past)
		exams = append(exams, r)
	}
	return slices.Concat(begun, exams, over)
}

// left is the time that a begun exam has left.
func (r Row) left(now time.Time) time.Duration {
	return r.State.Left(r.State.Used) - r.State.Away(now)
}

// Update implements screens.Screen.
func (c *Choose) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case listed:
		if msg.of == c {
			c.study, c.rows, c.past, c.err, c.read = msg.study, msg.rows, msg.past, msg.err, true
			c.pick = min(c.pick, max(0, len(c.rows)-1))
		}
	case opened:
		return c.opened(msg)
	case start:
		if msg.of == c {
			return c.start()
		}
	case screens.Key:
		return c.key(msg.Name)
	case screens.Click:
		return c.click(msg.Zone)
	case screens.Wheel:
		c.scroll.Move(msg.Lines)
	}
	return nil
}

func (c *Choose) opened(msg opened) tea.Cmd {
	if msg.of != c {
		return nil
	}
	c.opens = false
	if msg.err != nil {
		c.err = msg.err
		return nil
	}
	if state, _ := msg.sit.State(); state.Over() {
		return screens.Send(screens.Open{Screen: newResult(c.ctx, c.env, msg.sit.Result)})
	}
	return screens.Send(screens.Open{Screen: newExam(c.ctx, c.env, msg.sit)})
}

// start is the learner's yes to the terms.
type start struct{ of *Choose }

// start draws the chosen exam and opens it.
func (c *Choose) start() tea.Cmd {
	if c.opens || c.pick >= len(c.rows) {
		return nil
	}
	c.opens = true
	r, env, st, past, ctx := c.rows[c.pick], c.env, c.study, c.past, c.ctx
	terms := c.terms(r)
	return func() tea.Msg {
		var s *sit.Sit
		var err error
		if r.Sitting != nil {
			s, err = sit.Take(ctx, st, env.Store, env.Now, *r.Sitting)
		} else {
			s, err = sit.Begin(ctx, st, env.Store, env.Now, r.Offer, past, terms)
		}
		return opened{c, s, err}
	}
}

// choose opens what was begun, or asks before a new exam begins.
func (c *Choose) choose() tea.Cmd {
	if c.pick >= len(c.rows) {
		return nil
	}
	r := c.rows[c.pick]
	switch {
	case r.Sitting != nil:
		return c.start()
	case r.Refused != nil:
		return screens.Send(screens.Tell{Text: RefusalText(c.env, r)})
	}
	words := c.env.Say("exam.start", "exam", r.Exam.Code, "items", r.Offer.Questions(), "minutes", int((r.Offer.Limit + c.terms(r).Extra).Minutes()))
	if c.pauses {
		words += "\n\n" + c.env.Say("exam.start.pause")
	} else {
		words += "\n\n" + c.env.Say("exam.start.no-pause")
	}
	return screens.Send(screens.Show{Dialog: dialogs.Confirm(c.env, r.Exam.Code, words, start{c})})
}

// RefusalText is why there is no mock of an exam now, and what there is instead.
func RefusalText(env *screens.Env, r Row) string {
	if refusal, ok := r.Refused.(*mock.Refusal); ok {
		return refusal.Say(env.Text)
	}
	return r.Refused.Error()
}

// terms are what the learner asks for, for one exam.
func (c *Choose) terms(r Row) mock.Terms {
	t := mock.Terms{Pausable: c.pauses}
	if c.extra {
		t.Extra = ExtraTime(r.Offer)
	}
	return t
}

// ExtraTime is the extra time of a mock: of the 30 minutes that AWS grants on
// request to those whose first language is not English, a shorter mock's part.
// aws.amazon.com/certification/policies/before-testing
func ExtraTime(o mock.Offer) time.Duration {
	minutes := (30*int(o.Limit.Minutes()) + o.Exam.Minutes - 1) / max(o.Exam.Minutes, 1)
	return time.Duration(minutes) * time.Minute
}

// Keys implements screens.Screen.
func (c *Choose) Keys() []keys.Binding {
	return []keys.Binding{
		{ID: "open", Keys: []string{"enter"}},
		{ID: "choose", Keys: []string{"down", "up", "j", "k"}},
		{ID: "extra-time", Keys: []string{"x"}},
		{ID: "allow-pause", Keys: []string{"p"}},
		{ID: "scroll", Keys: []string{"pgdown", "pgup"}},
		{ID: "back", Keys: []string{"esc", "q"}},
		{ID: "help", Keys: []string{"?", "f1"}},
	}
}

func (c *Choose) key(name string) tea.Cmd {
	id, _ := keys.Find(c.Keys(), name)
	switch id {
	case "open":
		return c.choose()
	case "choose":
		if name == "up" || name == "k" {
			c.pick = max(0, c.pick-1)
		} else {
			c.pick = max(0, min(len(c.rows)-1, c.pick+1))
		}
		c.scroll.Top = 0
	case "extra-time":
		c.extra = !c.extra
	case "allow-pause":
		c.pauses = !c.pauses
	case "scroll":
		c.scroll.Key(name)
	case "back":
		return screens.Send(screens.GoBack{})
	case "help":
		return screens.Send(screens.GoTo{Screen: "help"})
	}
	return nil
}

func (c *Choose) click(zone string) tea.Cmd {
	switch zone {
	case "extra":
		c.extra = !c.extra
	case "pause":
		c.pauses = !c.pauses
	}
	for i := range c.rows {
		if zone != rowZone(i) {
			continue
		}
		if c.pick == i {
			return c.choose()
		}
		c.pick = i
	}
	return nil
}

// Title implements screens.Screen.
func (c *Choose) Title() string { return c.env.Say("exam.title") }

// Typing implements screens.Screen.
func (c *Choose) Typing() bool { return false }

// paragraphs lays sentences out, an empty line before each.
func paragraphs(env *screens.Env, w int, list []string) []string {
	var lines []string
	for _, s := range list {
		lines = append(lines, "")
		for _, line := range prose.Words(s, min(w-4, prose.Widest), env.Theme.Text) {
			lines = append(lines, "  "+line)
		}
	}
	return lines
}
