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
const Engine = 1

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
// line behind $, and > before what continues it. Open forks are left out: what
// was done in them is part of the lines.
func (s *Session) Journal() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	o := s.points[0].moment.options
	var b strings.Builder
	fmt.Fprintf(&b, "skylab journal\nengine: %d\n", Engine)
	if s.base.Name != "" {
		fmt.Fprintf(&b, "base: %s\n", s.base.Name)
	}
	if s.base.Hash != "" {
		fmt.Fprintf(&b, "hash: %s\n", s.base.Hash)
	}
	fmt.Fprintf(&b, "seed: %d\nregion: %s\nstart: %s\n", o.Seed, o.Region, o.Start.UTC().Format(time.RFC3339Nano))
	if o.NoDefaultVPC {
		b.WriteString("default-vpc: false\n")
	}
	if s.at < len(s.points)-1 {
		fmt.Fprintf(&b, "position: %d\n", s.at)
	}
	b.WriteByte('\n')
	for _, p := range s.points[1:] {
		b.WriteString("$ " + strings.ReplaceAll(p.Line, "\n", "\n> ") + "\n")
	}
	return b.String()
}

// ReadJournal reads the text of a journal.
func ReadJournal(src string) (Header, []string, error) {
	h := Header{Position: -1}
	in := bufio.NewScanner(strings.NewReader(src))
	in.Buffer(nil, 1<<20)
	if !in.Scan() || strings.TrimSpace(in.Text()) != "skylab journal" {
		return h, nil, ErrNotAJournal
	}
	for in.Scan() && in.Text() != "" {
		name, value, ok := strings.Cut(in.Text(), ": ")
		if !ok || !h.set(name, strings.TrimSpace(value)) {
			return h, nil, fmt.Errorf("%w: %q", ErrNotAJournal, in.Text())
		}
	}
	var lines []string
	for in.Scan() {
		switch line := in.Text(); {
		case strings.HasPrefix(line, "$ "), line == "$":
			lines = append(lines, strings.TrimPrefix(line[1:], " "))
		case (strings.HasPrefix(line, "> ") || line == ">") && len(lines) > 0:
			lines[len(lines)-1] += "\n" + strings.TrimPrefix(line[1:], " ")
		case strings.TrimSpace(line) == "":
		default:
			return h, nil, fmt.Errorf("%w: %q", ErrNotAJournal, line)
		}
	}
	if h.Position < 0 || h.Position > len(lines) {
		h.Position = len(lines)
	}
	return h, lines, in.Err()
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
// the lesson step that it names, say). Where the engine or the lesson's hash
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
