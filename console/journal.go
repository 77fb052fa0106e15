package console

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"skylab/simulators/cloud"
)

// Engine is the version of what lines mean: another one may lead elsewhere, so
// a journal names it.
const Engine = 2

// Header is the first part of a journal: the base that its lines start from.
type Header struct {
	Engine       int
	Base         Base
	Seed         uint64
	Region       string
	Start        cloud.Time
	NoDefaultVPC bool
	Position     int // where one was; the lines behind it had been undone
}

// What can be wrong with a journal.
var (
	ErrNotAJournal = errors.New("this is not a journal")
	ErrOtherEngine = errors.New("the journal was written by another version of the engine")
	ErrOtherLesson = errors.New("the journal belongs to another version of the lesson")
)

// Journal is the session as text that a person can read: the base, then each
// line behind $, and > before what continues it. Where another base was set up
// in the same world, a new head names it. Open forks are left out: what was
// done in them is part of the lines.
func (s *Session) Journal() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.points[0].moment.options
	legs := append(s.base.Earlier[:len(s.base.Earlier):len(s.base.Earlier)], Leg{Name: s.base.Name, Hash: s.base.Hash})
	for _, p := range s.points[1:] {
		last := &legs[len(legs)-1]
		last.Lines = append(last.Lines, p.Line)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "skylab journal\nengine: %d\n", Engine)
	legs[0].name(&b, "base")
	fmt.Fprintf(&b, "seed: %d\nregion: %s\nstart: %s\n", o.Seed, o.Region, o.Start.UTC().Format(time.RFC3339Nano))
	if o.NoDefaultVPC {
		b.WriteString("default-vpc: false\n")
	}
	for i, leg := range legs {
		if i > 0 {
			b.WriteByte('\n')
			leg.name(&b, carryOn)
		}
		if i == len(legs)-1 && s.at < len(s.points)-1 {
			fmt.Fprintf(&b, "position: %d\n", s.at)
		}
		b.WriteByte('\n')
		for _, line := range leg.Lines {
			b.WriteString("$ " + strings.ReplaceAll(line, "\n", "\n> ") + "\n")
		}
	}
	return b.String()
}

// carryOn begins the head of a base that was set up in the world so far.
const carryOn = "carry-on"

func (l Leg) name(b *strings.Builder, word string) {
	if l.Name != "" {
		fmt.Fprintf(b, "%s: %s\n", word, l.Name)
	}
	if l.Hash != "" {
		fmt.Fprintf(b, "hash: %s\n", l.Hash)
	}
}

// ReadJournal reads the text of a journal: its head, and the lines that were
// typed from the head's base on.
func ReadJournal(src string) (Header, []string, error) {
	h := Header{Position: -1}
	in := bufio.NewScanner(strings.NewReader(src))
	in.Buffer(nil, 1<<20)
	if !in.Scan() || strings.TrimSpace(in.Text()) != "skylab journal" {
		return h, nil, ErrNotAJournal
	}
	if err := h.read(in); err != nil {
		return h, nil, err
	}
	var lines []string
	for in.Scan() {
		line := in.Text()
		if name, ok := strings.CutPrefix(line, carryOn+": "); ok && h.Position < 0 {
			h.Base = Base{Name: strings.TrimSpace(name), Earlier: append(h.Base.Earlier, Leg{h.Base.Name, h.Base.Hash, lines})}
			lines = nil
			if err := h.read(in); err != nil {
				return h, nil, err
			}
		} else if !journaled(&lines, line) {
			return h, nil, fmt.Errorf("%w: %q", ErrNotAJournal, line)
		}
	}
	if h.Position < 0 || h.Position > len(lines) {
		h.Position = len(lines)
	}
	return h, lines, in.Err()
}

// journaled reads one line of the journal's body; false when it is none.
func journaled(lines *[]string, line string) bool {
	switch {
	case strings.HasPrefix(line, "$ "), line == "$":
		*lines = append(*lines, strings.TrimPrefix(line[1:], " "))
	case (strings.HasPrefix(line, "> ") || line == ">") && len(*lines) > 0:
		(*lines)[len(*lines)-1] += "\n" + strings.TrimPrefix(line[1:], " ")
	default:
		return strings.TrimSpace(line) == ""
	}
	return true
}

// read takes the names and values of a head, up to an empty line.
func (h *Header) read(in *bufio.Scanner) error {
	for in.Scan() && in.Text() != "" {
		name, value, ok := strings.Cut(in.Text(), ": ")
		if !ok || !h.set(name, strings.TrimSpace(value)) {
			return fmt.Errorf("%w: %q", ErrNotAJournal, in.Text())
		}
	}
	return nil
}

func (h *Header) set(name, value string) bool {
	var err error
	switch name {
	case "engine":
		h.Engine, err = strconv.Atoi(value)
	case "base":
		h.Base.Name = value
	case "hash":
		h.Base.Hash = value
	case "seed":
		h.Seed, err = strconv.ParseUint(value, 10, 64)
	case "region":
		h.Region = value
	case "start":
		var t time.Time
		t, err = time.Parse(time.RFC3339Nano, value)
		h.Start = cloud.Time(t.UnixNano())
	case "default-vpc":
		h.NoDefaultVPC = value == "false"
	case "position":
		h.Position, err = strconv.Atoi(value)
	default:
		return false
	}
	return err == nil
}

// Options is the base of a journal as options for New, for a journal that
// starts from an empty account.
func (h Header) Options() Options {
	return Options{Seed: h.Seed, Region: h.Region, Start: h.Start, NoDefaultVPC: h.NoDefaultVPC}
}

// Import plays a journal again. open gives the first moment of its base (of
// the lesson step that it names, say, in the world that the lines of
// Base.Earlier lead to). Where the engine or the lesson's hash
// is not the journal's, nothing is played and ErrOtherEngine or ErrOtherLesson
// is the error: the caller offers the step afresh.
func Import(ctx context.Context, src string, open func(Header) (*Moment, Base, error)) (*Session, error) {
	h, lines, err := ReadJournal(src)
	if err != nil {
		return nil, err
	}
	if h.Engine != Engine {
		return nil, ErrOtherEngine
	}
	first, base, err := open(h)
	if err != nil {
		return nil, err
	}
	if h.Base.Hash != base.Hash {
		return nil, ErrOtherLesson
	}
	s := NewSession(first, base)
	for i, line := range lines {
		m := s.points[s.at].moment
		begin := time.Now()
		next, err := m.Run(ctx, line)
		if err != nil {
			return nil, fmt.Errorf("line %d of the journal: %w", i+1, err)
		}
		s.add(m, next, time.Since(begin) > costly)
	}
	return s, s.Jump(h.Position)
}
