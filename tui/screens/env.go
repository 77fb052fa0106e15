package screens

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/lessons"
	"skylab/progress"
	"skylab/text"
	"skylab/tui/play"
	"skylab/tui/study"
	"skylab/tui/theme"
)

// Env is what all screens share. It belongs to the goroutine of the root
// model; commands get copies of what they need.
type Env struct {
	Library  *lessons.Library
	Store    progress.Store
	Now      func() time.Time
	Settings progress.Settings
	Steps    map[string]progress.StepProgress // by step, as last read
	Text     text.Speaker
	Theme    theme.Theme
	Dark     bool // the terminal's background
	// Version grows with every change of language, theme or setting: a cache
	// of drawn lines has it in its key.
	Version int
	// After sends a message when a time has passed: tea.Tick, or a test's own.
	After func(time.Duration, func(time.Time) tea.Msg) tea.Cmd
	// Study is the learner's quizzes: the banks and the history, opened at the
	// first call, which takes a while; for commands. Its error says why there
	// are none.
	Study func() (*study.Study, error)
	// Write writes files of a learner's own where they find them again, none
	// over another, and gives their paths in the order of their names.
	Write func(files map[string]string) ([]string, error)
	// Unsaved is why progress is not kept; empty while it is.
	Unsaved string

	// Chosen is what was last chosen on the page of practising, by its rows; it
	// lasts as long as the program.
	Chosen map[string]string

	said map[string]string
}

// Say is a sentence in the learner's language. Sentences without places are
// kept, for views say them again and again.
func (e *Env) Say(id string, args ...any) string {
	if len(args) > 0 {
		return e.Text.Say(id, args...)
	}
	if s, ok := e.said[id]; ok {
		return s
	}
	if e.said == nil {
		e.said = map[string]string{}
	}
	s := e.Text.Say(id)
	e.said[id] = s
	return s
}

// Lang is the learner's language.
func (e *Env) Lang() text.Lang { return e.Text.Lang() }

// Restyle makes speaker and theme anew from the settings.
func (e *Env) Restyle() {
	e.Text = text.For(text.Lang(e.Settings.Lang))
	e.Theme = theme.Of(theme.Name(e.Settings.Theme), e.Dark)
	e.said = nil
	e.Version++
}

// Reload reads the progress of all steps again.
func (e *Env) Reload() {
	list, err := e.Store.Steps()
	if err != nil {
		e.Fail(err)
		return
	}
	e.Steps = make(map[string]progress.StepProgress, len(list))
	for _, s := range list {
		e.Steps[s.Step] = s
	}
	e.Version++
}

// Fail notes that something could not be kept; the learner goes on unsaved.
func (e *Env) Fail(err error) {
	if err != nil {
		e.Unsaved = err.Error()
	}
}

// Desk is what a play needs of the lab.
func (e *Env) Desk() play.Desk {
	return play.Desk{Store: e.Store, Now: e.Now, Lang: e.Lang()}
}
