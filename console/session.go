package console

import (
	"context"
	"errors"
	"sync"
	"time"

	"skylab/simulators/cloud"
	"skylab/text"
)

// What a session keeps of its moments; the rest is made again by replay.
const (
	keepLast  = 32
	keepEvery = 16
	costly    = 20 * time.Millisecond // a line that took longer keeps the moments around it
)

// Session is the history of one learner at one console: every line with the
// moment that it led to, undo and redo, and forks to try something in. It is
// safe for use from several goroutines; only one line runs at a time.
type Session struct {
	running sync.Mutex // held while a line runs
	mu      sync.Mutex // guards what follows
	base    Base
	points  []point // the first is the base
	at      int
	marks   []mark
}

// point is one place of the timeline. Its moment is nil when it was not kept.
type point struct {
	Entry
	moment *Moment
	costly bool
}

// mark is where a fork began: dropping it brings the timeline of then back.
type mark struct {
	name   string
	at     int
	points []point
}

// Base names what a session started from, for its journal.
type Base struct {
	Name    string // lesson/step, template, or empty for an empty account
	Hash    string // of the lesson's text, empty when there is none
	Earlier []Leg  // what had been done in the same world before, oldest first
}

// Leg is a part of a journal: what was done from one base on until another was
// set up in the same world.
type Leg struct {
	Name, Hash string   // of its base
	Lines      []string // on the timeline, without what had been undone
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

// What can be wrong with a wish for another place of the timeline.
var (
	ErrNoSuchPoint = errors.New("no such point of the timeline")
	ErrNoFork      = errors.New("no fork is open")
)

// NewSession starts at a first moment.
func NewSession(m *Moment, base Base) *Session {
	return &Session{base: base, points: []point{{Entry: Entry{At: m.Now(), ReadOnly: true}, moment: m}}}
}

// Do runs a line, or a command of the prompt: undo, redo, fork, keep, drop,
// at, diff, journal. On an error nothing has changed.
func (s *Session) Do(ctx context.Context, line string) (Reply, error) {
	s.running.Lock()
	defer s.running.Unlock()
	if reply, ok, err := s.prompt(line); ok {
		return reply, err
	}
	s.mu.Lock()
	now, err := s.moment(s.at)
	s.mu.Unlock()
	if err != nil {
		return Reply{Moment: now}, err
	}
	begin := time.Now()
	next, err := now.Run(ctx, line)
	if err != nil {
		return Reply{Moment: now}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.add(now, next, time.Since(begin) > costly)
	return Reply{Moment: next}, nil
}

// add puts a moment behind the current one; what had been undone is gone.
func (s *Session) add(before, m *Moment, slow bool) {
	e := Entry{Index: s.at + 1, Line: m.Line, At: m.Now(), Status: m.Status, ReadOnly: readOnly(before, m)}
	if n := len(s.marks); n > 0 {
		e.Fork = s.marks[n-1].name
	}
	s.points = append(s.points[:s.at+1:s.at+1], point{Entry: e, moment: m, costly: slow})
	s.at++
	s.thin()
}

// thin lets go of the moments that replay brings back soon enough.
func (s *Session) thin() {
	i := len(s.points) - 1 - keepLast
	if i <= 0 || i == s.at || i%keepEvery == 0 || s.points[i].costly || s.points[i+1].costly {
		return
	}
	s.points[i].moment = nil
}

// readOnly tells that a line left the world as it was, but for the seconds
// that its calls took.
func readOnly(before, after *Moment) bool {
	for _, c := range after.Calls {
		if !c.ReadOnly && c.Code == "" {
			return false
		}
	}
	return after.Now()-before.Now() <= cloud.Time(len(after.Calls))*cloud.Second &&
		after.World.VPC.Failed.Len() == before.World.VPC.Failed.Len()
}

// moment is the moment at a place, made again from the nearest one kept.
func (s *Session) moment(index int) (*Moment, error) {
	if index < 0 || index >= len(s.points) {
		return nil, ErrNoSuchPoint
	}
	from := index
	for s.points[from].moment == nil {
		from--
	}
	m := s.points[from].moment
	for i := from + 1; i <= index; i++ {
		ctx, done := context.WithTimeout(context.Background(), 10*Patience)
		next, err := m.Run(ctx, s.points[i].Line)
		done()
		if err != nil {
			return s.points[from].moment, err
		}
		m = next
	}
	return m, nil
}

// Now is the current moment.
func (s *Session) Now() *Moment {
	m, err := s.Moment(s.Position())
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.points[0].moment
	}
	return m
}

// Speak makes the lab tools and the prompt answer in another language from now
// on.
func (s *Session) Speak(lang text.Lang) {
	s.mu.Lock()
	defer s.mu.Unlock()
	points := append([]point(nil), s.points...)
	for i := range points {
		if points[i].moment != nil {
			points[i].moment = points[i].moment.In(lang)
		}
	}
	s.points = points
}

// Base names what the session started from.
func (s *Session) Base() Base { return s.base }

// Leg is what was done in the session up to now, for a journal that goes on
// from here.
func (s *Session) Leg() Leg {
	s.mu.Lock()
	defer s.mu.Unlock()
	leg := Leg{Name: s.base.Name, Hash: s.base.Hash}
	for _, p := range s.points[1 : s.at+1] {
		leg.Lines = append(leg.Lines, p.Line)
	}
	return leg
}

// Position is the index of the current moment among Moments; 0 is the base.
func (s *Session) Position() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.at
}

// Moments lists the timeline from the base on, undone lines included.
func (s *Session) Moments() []Entry {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Entry, len(s.points))
	for i := range s.points {
		list[i] = s.points[i].Entry
	}
	return list
}

// Moment is the moment at an index, made again by replay when it was not kept.
func (s *Session) Moment(index int) (*Moment, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.moment(index)
}

// Undo goes one line back; false at the base.
func (s *Session) Undo() bool { return s.Jump(s.Position()-1) == nil }

// Redo goes one line forward again; false at the end.
func (s *Session) Redo() bool { return s.Jump(s.Position()+1) == nil }

// Jump goes to an index of the timeline.
func (s *Session) Jump(index int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, err := s.moment(index)
	if err != nil {
		return err
	}
	s.at = index
	s.points[index].moment = m
	return nil
}

// Fork marks where one is: Drop comes back here, Keep stays with what was
// done. Forks may lie in each other.
func (s *Session) Fork(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.marks = append(s.marks, mark{name, s.at, s.points[:len(s.points):len(s.points)]})
}

// Forks lists the names of the open forks, innermost last.
func (s *Session) Forks() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var names []string
	for _, m := range s.marks {
		names = append(names, m.name)
	}
	return names
}

// Keep ends the innermost fork and keeps what was done in it.
func (s *Session) Keep() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.marks) == 0 {
		return ErrNoFork
	}
	s.marks = s.marks[:len(s.marks)-1]
	return nil
}

// Drop ends the innermost fork and goes back to where it began.
func (s *Session) Drop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := len(s.marks)
	if n == 0 {
		return ErrNoFork
	}
	m := s.marks[n-1]
	s.marks = s.marks[:n-1]
	s.points, s.at = append([]point(nil), m.points...), m.at
	return nil
}

// Diff compares two places of the timeline.
func (s *Session) Diff(i, j int) (Difference, error) {
	a, err := s.Moment(i)
	if err != nil {
		return Difference{}, err
	}
	b, err := s.Moment(j)
	if err != nil {
		return Difference{}, err
	}
	return Compare(a, b), nil
}
