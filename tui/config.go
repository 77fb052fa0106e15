// Package tui is the lab on a screen: a root model that routes between screens
// and dialogs, and the same lab as a plain program, line by line.
package tui

import (
	"context"
	"errors"
	"io"
	"os"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/term"

	"skylab/content"
	"skylab/lessons"
	"skylab/progress"
	"skylab/quizzes"
	"skylab/text"
	"skylab/tui/screens"
	"skylab/tui/study"
)

// Config is what the lab is started with.
type Config struct {
	Library *lessons.Library
	Store   progress.Store                                                      // nil keeps nothing
	Quizzes func(*lessons.Library) (*quizzes.Library, []content.Problem, error) // opens the banks when they are asked for; nil: there are none
	Lang    text.Lang                                                           // asked for on the command line; empty: the learner's setting
	Locale  text.Lang                                                           // when neither says: from the environment; empty is English
	Theme   string                                                              // asked for on the command line; empty: the learner's setting
	Start   string                                                              // a module or step to open at once: vpc, vpc/nat; empty is home
	NoColor bool                                                                // NO_COLOR is set to anything but nothing
	Unsaved string                                                              // why Store does not reach the disk; empty when it does
	Exports string                                                              // folder for what the learner exports; empty: the working folder
	Now     func() time.Time
	In      io.Reader // default: the terminal
	Out     io.Writer
}

// ErrNoTerminal says that there is no terminal to draw on.
var ErrNoTerminal = errors.New("tui: no terminal")

// Run opens the lab on the terminal and returns when the learner leaves; for a
// learner who has chosen so it is Plain. Without a terminal it is
// ErrNoTerminal; a start that does not exist is *lessons.NoStep.
func Run(ctx context.Context, c Config) error {
	if c.In == nil && c.Out == nil && !(term.IsTerminal(os.Stdin.Fd()) && term.IsTerminal(os.Stdout.Fd())) {
		return ErrNoTerminal
	}
	r, err := newRoot(ctx, c)
	if err != nil {
		return err
	}
	if r.env.Settings.Plain {
		return Plain(ctx, c, c.In, c.Out)
	}
	options := []tea.ProgramOption{tea.WithContext(ctx), tea.WithFPS(120)}
	if c.NoColor || os.Getenv("NO_COLOR") != "" { // Bubble Tea takes only what parses as true
		options = append(options, tea.WithColorProfile(colorprofile.ASCII))
	}
	if c.In != nil {
		options = append(options, tea.WithInput(c.In))
	}
	if c.Out != nil {
		options = append(options, tea.WithOutput(c.Out))
	}
	_, err = tea.NewProgram(r, options...).Run()
	if errors.Is(err, tea.ErrInterrupted) || errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// env makes what all screens share.
func (c Config) env() *screens.Env {
	e := &screens.Env{Library: c.Library, Store: c.Store, Now: c.Now, Unsaved: c.Unsaved, Dark: true, After: tea.Tick}
	if e.Library == nil {
		e.Library = &lessons.Library{}
	}
	if e.Store == nil {
		e.Store = &progress.Memory{}
	}
	if e.Now == nil {
		e.Now = time.Now
	}
	e.Write = func(files map[string]string) ([]string, error) { return writeAll(c.Exports, files) }
	e.Study = sync.OnceValues(func() (*study.Study, error) {
		if c.Quizzes == nil {
			return study.Open(&quizzes.Library{}, nil, e.Store, e.Now), nil
		}
		lib, problems, err := c.Quizzes(e.Library)
		if err != nil {
			return nil, err
		}
		return study.Open(lib, problems, e.Store, e.Now), nil
	})
	var err error
	if e.Settings, err = e.Store.Settings(); err != nil {
		e.Fail(err)
	}
	if c.Lang != "" {
		e.Settings.Lang = string(c.Lang)
	} else if e.Settings.Lang == "" {
		e.Settings.Lang = string(c.Locale)
	}
	if c.Theme != "" {
		e.Settings.Theme = c.Theme
	} else if e.Settings.Theme == "" {
		e.Settings.Theme = "auto"
	}
	e.Restyle()
	return e
}
