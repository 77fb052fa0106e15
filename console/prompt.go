package console

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"skylab/text"
)

// PromptCommands are what the prompt itself understands: about history, and so
// no part of it. In a script these words mean nothing.
func PromptCommands() []string {
	return []string{"at", "diff", "drop", "fork", "journal", "keep", "redo", "undo"}
}

// prompt answers a command of the prompt. ok is false for any other line.
func (s *Session) prompt(line string) (reply Reply, ok bool, err error) {
	words := strings.Fields(line)
	if len(words) == 0 || len(words) > 3 || strings.ContainsAny(line, "\n;|&<>$`\"'\\(){}=") {
		return Reply{}, false, nil
	}
	say := text.For(s.speaks())
	var said string
	switch args := words[1:]; words[0] {
	case "undo", "redo":
		said, err = s.step(say, words[0], args)
	case "fork":
		said, err = s.forks(say, args)
	case "keep", "drop":
		said, err = s.ends(say, words[0])
	case "at":
		said, err = s.atCommand(say, args)
	case "diff":
		if len(args) > 0 && !numbers(args) {
			return Reply{}, false, nil // diff of two files
		}
		said, err = s.diffCommand(say, args)
	case "journal":
		said = s.Journal()
	default:
		return Reply{}, false, nil
	}
	if err != nil {
		err = told(say, err)
	}
	return Reply{Moment: s.Now(), Said: said, Prompt: true}, true, err
}

func (s *Session) speaks() text.Lang {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.points[0].moment.options.Lang
}

// told is an error of the timeline in the learner's language.
func told(say text.Speaker, err error) error {
	switch {
	case errors.Is(err, ErrNoSuchPoint):
		return promptError{say.Say("console.prompt.nosuch"), err}
	case errors.Is(err, ErrNoFork):
		return promptError{say.Say("console.prompt.nofork"), err}
	}
	return err
}

type promptError struct {
	said string
	err  error
}

func (e promptError) Error() string { return e.said }
func (e promptError) Unwrap() error { return e.err }

func numbers(words []string) bool {
	for _, w := range words {
		if _, err := strconv.Atoi(w); err != nil {
			return false
		}
	}
	return true
}

func number(args []string, absent int) (int, error) {
	if len(args) == 0 {
		return absent, nil
	}
	n, err := strconv.Atoi(args[0])
	if err != nil || n < 0 {
		return 0, ErrNoSuchPoint
	}
	return n, nil
}

func (s *Session) step(say text.Speaker, name string, args []string) (string, error) {
	n, err := number(args, 1)
	if err != nil {
		return "", err
	}
	from := s.Position()
	to := from - n
	if name == "redo" {
		to = from + n
	}
	if err := s.Jump(to); err != nil {
		return "", err
	}
	lines := s.Moments()
	first := lines[min(from, to)+1]
	return say.Say("console.prompt."+name, "line", oneLine(first.Line), "index", to, "time", Local(s.Now().Now()).Format("2006-01-02 15:04:05 MST")) + "\n", nil
}

func oneLine(line string) string {
	line, more, _ := strings.Cut(strings.TrimSpace(line), "\n")
	if more != "" {
		line += " …"
	}
	return line
}

func (s *Session) forks(say text.Speaker, args []string) (string, error) {
	name := strings.Join(args, " ")
	if name == "" {
		name = strconv.Itoa(len(s.Forks()) + 1)
	}
	s.Fork(name)
	return say.Say("console.prompt.fork", "name", name) + "\n", nil
}

func (s *Session) ends(say text.Speaker, name string) (string, error) {
	open := s.Forks()
	var err error
	if name == "keep" {
		err = s.Keep()
	} else {
		err = s.Drop()
	}
	if err != nil {
		return "", err
	}
	return say.Say("console.prompt."+name, "name", open[len(open)-1]) + "\n", nil
}

// atCommand is at: the timeline, or a jump to one of its places.
func (s *Session) atCommand(say text.Speaker, args []string) (string, error) {
	if len(args) > 0 {
		n, err := number(args, 0)
		if err == nil {
			err = s.Jump(n)
		}
		if err != nil {
			return "", err
		}
		return say.Say("console.prompt.at", "index", n, "time", Local(s.Now().Now()).Format("2006-01-02 15:04:05 MST")) + "\n", nil
	}
	var b strings.Builder
	here := s.Position()
	for _, e := range s.Moments() {
		sign := " "
		if e.Index == here {
			sign = ">"
		}
		line := oneLine(e.Line)
		if e.Index == 0 {
			line = say.Say("console.prompt.base")
		}
		if e.Fork != "" {
			line = "[" + e.Fork + "] " + line
		}
		fmt.Fprintf(&b, "%s %3d  %s  %s\n", sign, e.Index, Local(e.At).Format("01-02 15:04:05 MST"), line)
	}
	return b.String(), nil
}

// diffCommand is diff [FROM [TO]]: from the open fork's beginning or the base,
// to here.
func (s *Session) diffCommand(say text.Speaker, args []string) (string, error) {
	from, to := 0, s.Position()
	s.mu.Lock()
	if n := len(s.marks); n > 0 {
		from = s.marks[n-1].at
	}
	s.mu.Unlock()
	var err error
	if len(args) > 0 {
		if from, err = number(args, 0); err != nil {
			return "", err
		}
	}
	if len(args) > 1 {
		if to, err = number(args[1:], 0); err != nil {
			return "", err
		}
	}
	d, err := s.Diff(from, to)
	if err != nil {
		return "", err
	}
	return d.Tell(say), nil
}
