package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"skylab/lessons"
	"skylab/progress"
	"skylab/tui/keys"
	"skylab/tui/screens"
	"skylab/tui/screens/home"
	"skylab/tui/screens/lesson"
)

// root is the model: a stack of screens with dialogs over the top one. It
// knows which message goes where and nothing of what screens do.
type root struct {
	ctx     context.Context
	env     *screens.Env
	w, h    int
	stack   []screens.Screen
	dialogs []screens.Dialog
	tell    string // a sentence on the bottom line until the next key
}

func newRoot(ctx context.Context, c Config) (*root, error) {
	r := &root{ctx: ctx, env: c.env()}
	r.stack = []screens.Screen{home.New(r.env)}
	if c.Start != "" {
		r.env.Reload()
		s, err := startStep(r.env.Library, r.env.Steps, c.Start)
		if err != nil {
			return nil, err
		}
		r.stack = append(r.stack, lesson.New(ctx, r.env, s, false))
	}
	return r, nil
}

// reloaded is the progress of all steps as just read.
type reloaded struct {
	steps []progress.StepProgress
	err   error
}

func (r *root) reload() tea.Cmd {
	store := r.env.Store
	return func() tea.Msg {
		list, err := store.Steps()
		return reloaded{list, err}
	}
}

// Init implements tea.Model.
func (r *root) Init() tea.Cmd {
	cmds := []tea.Cmd{tea.RequestBackgroundColor, r.reload()}
	for _, s := range r.stack {
		cmds = append(cmds, s.Init())
	}
	return tea.Batch(cmds...)
}

// Update implements tea.Model.
func (r *root) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		r.w, r.h = msg.Width, msg.Height
		return r, nil
	case tea.BackgroundColorMsg:
		if dark := msg.IsDark(); dark != r.env.Dark {
			r.env.Dark = dark
			return r, r.restyle()
		}
		return r, nil
	case tea.KeyPressMsg:
		return r, r.key(msg)
	case tea.PasteMsg, screens.Click, screens.Wheel:
		return r, r.top().Update(msg)
	case tea.MouseMsg:
		return r, r.mouse(msg)
	case tea.KeyReleaseMsg:
		return r, nil
	case reloaded:
		r.progress(msg)
		return r, nil
	}
	if cmd, known := r.route(msg); known {
		return r, cmd
	}
	return r, r.broadcast(msg)
}

func (r *root) progress(msg reloaded) {
	r.env.Fail(msg.err)
	r.env.Steps = make(map[string]progress.StepProgress, len(msg.steps))
	for _, s := range msg.steps {
		r.env.Steps[s.Step] = s
	}
	r.env.Version++
}

// top is what keys go to.
func (r *root) top() screens.Screen {
	if n := len(r.dialogs); n > 0 {
		return r.dialogs[n-1]
	}
	return r.stack[len(r.stack)-1]
}

// broadcast gives a message to all: the answer to a command belongs to whoever
// asked, wherever that one lies by now.
func (r *root) broadcast(msg tea.Msg) tea.Cmd {
	var cmds []tea.Cmd
	for _, s := range r.stack {
		cmds = append(cmds, s.Update(msg))
	}
	for _, d := range r.dialogs {
		cmds = append(cmds, d.Update(msg))
	}
	return tea.Batch(cmds...)
}

// key gives a key to the top. Where letters are commands, what an IME put
// together is taken apart again.
func (r *root) key(msg tea.KeyPressMsg) tea.Cmd {
	r.tell = ""
	if msg.String() == "ctrl+q" || (r.small() && msg.String() == "ctrl+c") {
		return r.quit()
	}
	if r.top().Typing() {
		return r.press(msg)
	}
	var cmds []tea.Cmd
	for _, k := range keys.Spell(msg) {
		cmds = append(cmds, r.press(k))
	}
	return tea.Sequence(cmds...)
}

func (r *root) press(msg tea.KeyPressMsg) tea.Cmd {
	name := keys.Name(msg)
	if n := len(r.dialogs); n > 0 && (name == "esc" || name == "ctrl+c") {
		return tea.Batch(closed(r.dialogs[n-1]), r.back())
	}
	return r.top().Update(screens.Key{Name: name, Msg: msg})
}

// closed is what a dialog wants to have said when it was left unanswered.
func closed(d screens.Dialog) tea.Cmd {
	if c, ok := d.(interface{ Closed() tea.Msg }); ok {
		return screens.Send(c.Closed())
	}
	return nil
}

// back closes what lies on top; home stays.
func (r *root) back() tea.Cmd {
	if n := len(r.dialogs); n > 0 {
		r.dialogs = r.dialogs[:n-1]
		return nil
	}
	if n := len(r.stack); n > 1 {
		r.stack = r.stack[:n-1]
	}
	if len(r.stack) == 1 {
		return tea.Batch(r.reload(), r.stack[0].Init())
	}
	if s, ok := r.top().(interface{ Again() tea.Cmd }); ok {
		return s.Again()
	}
	return nil
}

func (r *root) push(s screens.Screen) tea.Cmd {
	r.dialogs = nil
	r.stack = append(r.stack, s)
	return s.Init()
}

// replace opens a screen right above home.
func (r *root) replace(s screens.Screen) tea.Cmd {
	r.leave()
	r.stack = r.stack[:1]
	return r.push(s)
}

// leave tells the screens above home that they are closed.
func (r *root) leave() {
	for _, s := range r.stack[1:] {
		if c, ok := s.(interface{ Close() }); ok {
			c.Close()
		}
	}
}

func (r *root) quit() tea.Cmd {
	r.leave()
	return tea.Quit
}

func (r *root) step(ref string) *lessons.Step {
	s, err := startStep(r.env.Library, r.env.Steps, ref)
	if err != nil {
		return nil
	}
	return s
}
