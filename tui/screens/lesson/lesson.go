// Package lesson is the screen that a learner works on: prose and task, the
// picture of the world with the trace over it, the console below. Without a
// step it is the sandbox.
package lesson

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/console"
	"skylab/lessons"
	"skylab/text"
	"skylab/tui/editor"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/play"
	"skylab/tui/screens"
)

// pane is a part of the screen that can have the focus.
type pane int

const (
	read pane = iota
	world
	traced
	prompt
	panes // how many there are
)

// Lesson is the screen.
type Lesson struct {
	ctx      context.Context
	env      *screens.Env
	step     *lessons.Step // nil in a sandbox
	template play.Template
	afresh   bool
	guest    bool       // opened from another screen, to go back there
	from     *play.Play // in whose world the step is taken; nil: in its own
	err      error

	play    *play.Play
	now     *console.Moment
	changed map[string]bool
	forks   []string           // the open ones, innermost last
	lang    text.Lang          // in which lab tools answer
	running context.CancelFunc // of the line that runs
	block   *block             // where its output will stand
	queue   []string

	line editor.Editor
	back scrollback

	results  []lessons.Result
	checks   int // counts the runs of the checks, so that an old answer is known
	passed   bool
	carries  *console.Moment // in which the next step can be taken; nil when there is none
	hints    int             // taken in this session
	hinting  []string        // their words
	foretold *foretold
	outcome  bool // the prediction's outcome is to be said when the line has run

	focused  pane
	lastPane pane // where esc goes from the console
	tab      pane // the pane shown on a narrow screen
	under    pane // the one to show there when the trace is gone
	zoomed   bool
	narrow   bool        // the panes were last drawn as tabs
	laid     layout      // where everything was last drawn
	drag     drag        // the divider that is held
	fresh    [panes]bool // changed since it was last seen, for the tabs

	chosen string // the view that the learner asked for, or empty
	called string // the view that shows what was called last

	page    page
	picture picture
	trace   tracing
}

// New opens a step, with the world as it was left or afresh.
func New(ctx context.Context, env *screens.Env, s *lessons.Step, afresh bool) *Lesson {
	return open(&Lesson{ctx: ctx, env: env, step: s, afresh: afresh})
}

// NewCarriedOn opens a step in the world of the step before.
func NewCarriedOn(ctx context.Context, env *screens.Env, s *lessons.Step, from *play.Play) *Lesson {
	return open(&Lesson{ctx: ctx, env: env, step: s, from: from})
}

// NewSandbox opens a free world.
func NewSandbox(ctx context.Context, env *screens.Env, t play.Template, afresh bool) *Lesson {
	return open(&Lesson{ctx: ctx, env: env, template: t, afresh: afresh})
}

// AsGuest makes the screen one that goes back to where it was opened from,
// and not home.
func (l *Lesson) AsGuest() *Lesson {
	l.guest = true
	return l
}

// leave goes home, or back to whoever opened the screen.
func (l *Lesson) leave() tea.Cmd {
	if l.guest {
		l.Close()
		return screens.Send(screens.GoBack{})
	}
	return screens.Send(screens.GoHome{})
}

// worldName is what a free world is called.
func (l *Lesson) worldName() string {
	if l.template.Name != "" {
		return l.template.Name
	}
	return l.env.Say("sandbox." + l.template.ID)
}

func open(l *Lesson) *Lesson {
	l.focused, l.lastPane, l.tab = prompt, read, read
	l.line.Complete = l.complete
	l.back.scroll = frame.Scroll{Follow: true}
	l.trace.hop = -1
	if l.step == nil {
		l.tab, l.lastPane, l.under = world, world, world
	}
	return l
}

// opened is the world, set up.
type opened struct {
	lesson *Lesson
	play   *play.Play
	err    error
}

// Init implements screens.Screen.
func (l *Lesson) Init() tea.Cmd {
	ctx, desk, step, template, afresh, from := l.ctx, l.env.Desk(), l.step, l.template, l.afresh, l.from
	return func() tea.Msg {
		var p *play.Play
		var err error
		switch {
		case from != nil:
			p, err = play.CarryOn(ctx, desk, from)
		case step != nil:
			p, err = play.OpenStep(ctx, desk, step, afresh)
		default:
			p, err = play.OpenSandbox(ctx, desk, template, afresh)
		}
		return opened{l, p, err}
	}
}

// Close stops what still runs.
func (l *Lesson) Close() {
	if l.running != nil {
		l.running()
	}
}

// Update implements screens.Screen.
func (l *Lesson) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case opened:
		return l.opened(msg)
	case ran:
		return l.finished(msg)
	case further:
		return l.further(msg.block)
	case checked:
		return l.checkedNow(msg)
	case carries:
		l.carriesOn(msg)
	case tick:
		return l.ticked(msg)
	case hinted:
		l.hinted(msg)
	case screens.Changed:
		return tea.Batch(l.wordHints(false), l.speak())
	case spoken:
		l.spoken(msg)
	case answered:
		return l.answered(msg)
	case described:
		return l.described(msg)
	case reply:
		return l.replied(msg)
	case screens.Moved:
		return l.elsewhere(msg)
	case do:
		return l.act(msg.id)
	case solve:
		return l.solve()
	case solution:
		l.typeSolution(msg)
	case screens.Key:
		return l.key(msg)
	case tea.PasteMsg:
		l.focus(prompt)
		l.line.Paste(msg.Content)
	case screens.Click:
		return l.click(msg)
	case screens.Wheel:
		l.wheel(msg)
	case screens.Press:
		l.grab(screens.Point(msg))
	case screens.Drag:
		l.pull(screens.Point(msg))
	case screens.Release:
		return l.drop()
	}
	return nil
}

func (l *Lesson) opened(msg opened) tea.Cmd {
	if msg.lesson != l {
		return nil
	}
	l.play, l.err = msg.play, msg.err
	if msg.err != nil || msg.play == nil {
		return nil
	}
	l.env.Fail(msg.play.Unsaved())
	l.now, l.forks, l.lang = l.play.Now(), l.play.Session.Forks(), l.play.Start.Options().Lang
	l.takeUp()
	return tea.Batch(l.check(), l.wordHints(false))
}

// takeUp shows what was typed on an earlier day.
func (l *Lesson) takeUp() {
	for _, d := range l.play.Resumed {
		l.line.Remember(d.Line)
		output := d.Said
		if !d.Prompt {
			output = console.Harmless(d.Moment.Output)
		}
		b := l.back.add(&block{kind: command, line: d.Line, brief: len(d.Moment.Traces) > 0 && plainTrace(d.Line)})
		l.back.finish(b, output, d.Moment.Status, false)
	}
	if n := len(l.play.Resumed); n > 0 {
		l.back.say(l.env.Say("lesson.resumed", "lines", n), quiet)
	}
	if l.play.Afresh {
		l.back.say(l.env.Say("lesson.afresh"), unknown)
	}
	l.hints = min(l.play.Hints(), l.hintCount())
}

// Title implements screens.Screen: where one is, and the virtual time.
func (l *Lesson) Title() string {
	where := l.env.Say("home.sandbox") + "/" + l.worldName()
	if l.step != nil {
		where = l.step.Ref()
	}
	if l.now == nil {
		return where
	}
	return where + " · " + clock(l.now)
}

// Typing implements screens.Screen.
func (l *Lesson) Typing() bool { return l.focused == prompt }

func (l *Lesson) complete(line string, cursor int) []console.Candidate {
	if l.now == nil {
		return nil
	}
	return console.Complete(l.now, line, cursor)
}

func (l *Lesson) key(k screens.Key) tea.Cmd {
	if l.play == nil {
		switch k.Name {
		case "esc", "q", "enter", "ctrl+c", "ctrl+d":
			return l.leave()
		}
		return nil
	}
	if k.Name == "ctrl+c" && l.running != nil {
		return l.act("cancel")
	}
	if l.focused == prompt {
		return l.typed(k)
	}
	return l.command(k.Name)
}

// command is a key where letters are commands.
func (l *Lesson) command(name string) tea.Cmd {
	if n, ok := l.hopKey(name); ok {
		l.stepTrace(n)
		return nil
	}
	if n := strings.Index("123", name); n >= 0 && len(name) == 1 {
		l.focus(pane(n))
		return nil
	}
	if id, _ := keys.Find(l.Keys(), name); id == "" || id == "scroll" {
		if s := l.scroller(l.focused); s != nil && s.Key(name) {
			return nil
		}
	}
	return l.bound(name)
}
