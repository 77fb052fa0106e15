package console

import (
	"context"

	"skylab/simulators/cloud"
)

// Session is the history of one learner at one console: every line with the
// moment that it led to, undo and redo, and forks to try something in. It is
// safe for use from several goroutines; only one line runs at a time.
type Session struct{ first *Moment }

// Base names what a session started from, for its journal.
type Base struct {
	Name string // lesson/step, template, or empty for an empty account
	Hash string // of the lesson's text, empty when there is none
}

// Reply is the answer to a line.
type Reply struct {
	Moment *Moment // the current one, after the line
	Said   string  // what a command of the prompt (undo, diff, …) answers; empty otherwise
	Prompt bool    // it was a command of the prompt
}

// Entry is one row of the timeline.
type Entry struct {
	Index    int
	Line     string
	At       cloud.Time // virtual time after it
	Status   int
	ReadOnly bool   // changed nothing in the world
	Fork     string // name of the fork that it lies in, if any
}

// NewSession starts at a first moment.
func NewSession(m *Moment, base Base) *Session { return &Session{first: m} }

// Do runs a line, or a command of the prompt: undo, redo, fork, keep, drop,
// at, diff, journal. On an error nothing has changed.
func (s *Session) Do(ctx context.Context, line string) (Reply, error) {
	return Reply{Moment: s.first}, nil
}

// Now is the current moment.
func (s *Session) Now() *Moment { return s.first }

// Position is the index of the current moment among Moments; 0 is the base.
func (s *Session) Position() int { return 0 }

// Moments lists the timeline from the base on, undone lines included.
func (s *Session) Moments() []Entry { return nil }

// Moment is the moment at an index, made again by replay when it was not kept.
func (s *Session) Moment(index int) (*Moment, error) { return s.first, nil }

// Undo goes one line back; false at the base.
func (s *Session) Undo() bool { return false }

// Redo goes one line forward again; false at the end.
func (s *Session) Redo() bool { return false }

// Jump goes to an index of the timeline.
func (s *Session) Jump(index int) error { return nil }

// Fork marks where one is: Drop comes back here, Keep stays with what was done.
func (s *Session) Fork(name string) {}

// Keep ends the innermost fork and keeps what was done in it.
func (s *Session) Keep() error { return nil }

// Drop ends the innermost fork and goes back to where it began.
func (s *Session) Drop() error { return nil }

// Journal is the session as text that a person can read.
func (s *Session) Journal() string { return "" }
