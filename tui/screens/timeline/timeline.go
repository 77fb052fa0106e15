// Package timeline shows every command and event of a session with its virtual
// time. The learner looks at any moment, compares it with now, forks from it or
// goes back to it.
package timeline

import (
	"context"
	"fmt"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"skylab/console"
	"skylab/tui/dialogs"
	"skylab/tui/frame"
	"skylab/tui/keys"
	"skylab/tui/play"
	"skylab/tui/prose"
	"skylab/tui/screens"
)

// Timeline is the screen.
type Timeline struct {
	ctx     context.Context
	env     *screens.Env
	play    *play.Play
	rows    []row
	here    int // index of the current moment
	pick    int // of rows
	scroll  frame.Scroll
	picture frame.Scroll
	shown   *console.Moment // the one that the picture shows
	asked   int             // index of the moment asked for
	busy    bool
	drawn   picture
	view    string // of the pictures
}

// New makes the screen; its rows are read in the background.
func New(ctx context.Context, env *screens.Env, p *play.Play, view string) *Timeline {
	return &Timeline{ctx: ctx, env: env, play: p, asked: -1, view: view}
}

// listed is the timeline as read.
type listed struct {
	of   *Timeline
	rows []row
	here int
}

// Init implements screens.Screen.
func (t *Timeline) Init() tea.Cmd {
	p := t.play
	return func() tea.Msg { return listed{t, list(p), p.Session.Position()} }
}

// Title implements screens.Screen.
func (t *Timeline) Title() string { return t.play.Base + " · " + t.env.Say("key.timeline") }

// Typing implements screens.Screen.
func (t *Timeline) Typing() bool { return false }

// Keys implements screens.Screen.
func (t *Timeline) Keys() []keys.Binding {
	off, busy := "", ""
	if t.index() < 0 {
		off = "why.event"
	}
	if t.busy {
		off, busy = "why.running", "why.running"
	}
	return []keys.Binding{
		{ID: "go-back", Keys: []string{"enter"}, Off: off},
		{ID: "fork", Keys: []string{"f"}, Off: off},
		{ID: "compare", Keys: []string{"d"}, Off: off},
		{ID: "script", Keys: []string{"c"}, Off: off},
		{ID: "now", Keys: []string{"n"}, Off: busy},
		{ID: "choose", Keys: []string{"down", "up", "pgdown", "pgup", "home", "end", "j", "k"}},
		{ID: "scroll", Keys: []string{"J", "K"}},
		{ID: "back", Keys: []string{"esc", "q", "t"}},
	}
}

// index is the moment of the chosen row; -1 for an event.
func (t *Timeline) index() int {
	if t.pick < 0 || t.pick >= len(t.rows) {
		return -1
	}
	return t.rows[t.pick].index
}

// Update implements screens.Screen.
func (t *Timeline) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case listed:
		return t.listed(msg)
	case looked:
		if msg.of == t && msg.index == t.asked {
			t.shown = msg.moment
		}
	case went:
		return t.went(msg)
	case screens.Key:
		return t.key(msg.Name)
	case screens.Wheel:
		if msg.Zone == "picture" {
			t.picture.Move(msg.Lines)
			return nil
		}
		return t.choose(t.pick + msg.Lines)
	case screens.Click:
		if i, err := strconv.Atoi(msg.Zone); err == nil {
			return t.choose(i)
		}
	}
	return nil
}

func (t *Timeline) listed(msg listed) tea.Cmd {
	if msg.of != t {
		return nil
	}
	t.rows, t.here = msg.rows, msg.here
	return t.toNow()
}

// toNow chooses the row of the current moment.
func (t *Timeline) toNow() tea.Cmd {
	for i, r := range t.rows {
		if r.index == t.here {
			return t.choose(i)
		}
	}
	return nil
}

func (t *Timeline) key(name string) tea.Cmd {
	id, why := keys.Find(t.Keys(), name)
	if why != "" {
		return screens.Send(screens.Tell{Text: t.env.Say(why)})
	}
	switch id {
	case "go-back":
		return t.goTo(fmt.Sprint("at ", t.index()))
	case "fork":
		return t.goTo(fmt.Sprint("at ", t.index()), "fork")
	case "compare":
		return t.compare()
	case "script":
		return screens.Send(screens.Copy{Text: t.play.ScriptTo(t.index())})
	case "now":
		return t.toNow()
	case "choose":
		return t.choose(t.moved(name))
	case "back":
		return screens.Send(screens.GoBack{})
	}
	switch name {
	case "J":
		t.picture.Move(1)
	case "K":
		t.picture.Move(-1)
	case "?", "f1":
		return screens.Send(screens.GoTo{Screen: "help"})
	}
	return nil
}

func (t *Timeline) moved(name string) int {
	switch name {
	case "up", "k":
		return t.pick - 1
	case "down", "j":
		return t.pick + 1
	case "pgup":
		return t.pick - t.scroll.Page()
	case "pgdown":
		return t.pick + t.scroll.Page()
	case "home":
		return 0
	}
	return len(t.rows) - 1
}

// looked is a moment, made again where it was not kept.
type looked struct {
	of     *Timeline
	index  int
	moment *console.Moment
}

// choose moves to a row and fetches the moment that it shows.
func (t *Timeline) choose(i int) tea.Cmd {
	t.pick = max(0, min(i, len(t.rows)-1))
	at := t.index()
	if at < 0 || at == t.asked {
		return nil
	}
	t.asked = at
	s := t.play.Session
	return func() tea.Msg {
		m, err := s.Moment(at)
		if err != nil {
			return nil
		}
		return looked{t, at, m}
	}
}

// went is what became of going to another moment.
type went struct {
	of   *Timeline
	done []play.Done
}

// goTo runs commands of the prompt, as lines of the journal like any other.
func (t *Timeline) goTo(lines ...string) tea.Cmd {
	t.busy = true
	p, ctx := t.play, t.ctx
	return func() tea.Msg {
		w := went{of: t}
		for _, l := range lines {
			w.done = append(w.done, p.Do(ctx, l))
		}
		return w
	}
}

func (t *Timeline) went(msg went) tea.Cmd {
	if msg.of != t {
		return nil
	}
	t.busy = false
	t.env.Fail(t.play.Unsaved())
	cmds := []tea.Cmd{}
	for _, d := range msg.done {
		if d.Err != nil {
			return screens.Send(screens.Tell{Text: d.Err.Error()})
		}
		cmds = append(cmds, screens.Send(screens.Moved{Play: t.play, Done: d}))
	}
	return tea.Sequence(append(cmds, screens.Send(screens.GoBack{}))...)
}

// compare shows what differs between the chosen moment and now.
func (t *Timeline) compare() tea.Cmd {
	p, ctx, line := t.play, t.ctx, fmt.Sprintf("diff %d %d", t.index(), t.here)
	return func() tea.Msg {
		d := p.Do(ctx, line)
		said := d.Said
		if d.Err != nil {
			said = d.Err.Error()
		}
		return screens.Show{Dialog: &dialogs.Page{Env: t.env, Head: t.env.Say("key.compare"), Body: func(w int) []string {
			return prose.Words(said, w, t.env.Theme.Text)
		}}}
	}
}
