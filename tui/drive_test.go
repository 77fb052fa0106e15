package tui

import (
	"context"
	"os"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"skylab/lessons"
	"skylab/progress"
	"skylab/text"
	"skylab/tui/frame"
)

// course is a small course of the tests' own, so that goldens do not change
// with the lessons.
func course(t testing.TB) *lessons.Library {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"lesson.md", "lesson.ko.md"} {
		body, err := os.ReadFile("testdata/course/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files["vpc/"+name] = &fstest.MapFile{Data: body}
	}
	lib, problems := lessons.Load(files)
	for _, p := range problems {
		if !p.Warn {
			t.Fatal(p.Say(text.For(text.English)))
		}
	}
	return lib
}

// screen drives a root model as the program does, without a terminal.
type screen struct {
	testing.TB
	root  *root
	w, h  int
	later []tea.Cmd // what waits for time to pass
	quit  bool
}

func open(t testing.TB, w, h int, lang text.Lang, start string) *screen {
	return openWith(t, w, h, Config{Lang: lang, Start: start, Theme: "dark"})
}

func openWith(t testing.TB, w, h int, c Config) *screen {
	t.Helper()
	if c.Library == nil {
		c.Library = course(t)
	}
	if c.Quizzes == nil {
		c.Quizzes = bank
	}
	if c.Exports == "" {
		c.Exports = t.TempDir()
	}
	c.Now = func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }
	r, err := newRoot(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	s := &screen{TB: t, root: r}
	r.env.After = func(_ time.Duration, f func(time.Time) tea.Msg) tea.Cmd {
		return func() tea.Msg {
			s.later = append(s.later, func() tea.Msg { return f(time.Time{}) })
			return nil
		}
	}
	s.do(r.Init())
	s.size(w, h)
	return s
}

// do runs a command and gives what comes of it to the model, depth first.
func (s *screen) do(cmd tea.Cmd) {
	if cmd != nil {
		s.send(cmd())
	}
}

var commands = reflect.TypeFor[[]tea.Cmd]()

func (s *screen) send(msg tea.Msg) {
	if msg == nil {
		return
	}
	if _, ok := msg.(tea.QuitMsg); ok {
		s.quit = true
		return
	}
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().ConvertibleTo(commands) {
		for _, cmd := range v.Convert(commands).Interface().([]tea.Cmd) {
			s.do(cmd)
		}
		return
	}
	_, cmd := s.root.Update(msg)
	s.root.View() // as the program does after every message
	s.do(cmd)
}

// pass lets the time pass that anything waits for, n times.
func (s *screen) pass(n int) {
	for range n {
		list := s.later
		s.later = nil
		for _, cmd := range list {
			s.do(cmd)
		}
	}
}

func (s *screen) size(w, h int) {
	s.w, s.h = w, h
	s.send(tea.WindowSizeMsg{Width: w, Height: h})
}

var special = map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "home": tea.KeyHome, "end": tea.KeyEnd,
	"backspace": tea.KeyBackspace, "f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6,
	"f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9, "f10": tea.KeyF10}

// press presses keys by name; what is no key's name is typed letter by letter.
func (s *screen) press(names ...string) {
	for _, n := range names {
		if n == "space" {
			s.send(tea.KeyPressMsg{Code: tea.KeySpace, Text: " "})
			continue
		}
		if c, ok := special[n]; ok {
			s.send(tea.KeyPressMsg{Code: c})
			continue
		}
		if rest, ok := strings.CutPrefix(n, "ctrl+"); ok {
			s.send(tea.KeyPressMsg{Code: []rune(rest)[0], Mod: tea.ModCtrl})
			continue
		}
		if rest, ok := strings.CutPrefix(n, "shift+"); ok {
			s.send(tea.KeyPressMsg{Code: special[rest], Mod: tea.ModShift})
			continue
		}
		for _, r := range n {
			s.send(tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
}

// run types a line at the prompt and runs it.
func (s *screen) run(lines ...string) {
	for _, l := range lines {
		s.press(l, "enter")
	}
}

// click does what the program does: it asks the view that is on the screen.
func (s *screen) click(x, y int) {
	msg := tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}
	if f := s.root.View().OnMouse; f != nil {
		s.do(f(msg))
	}
	s.send(msg)
}

// text is what a person reads; every line is checked to fit.
func (s *screen) text() string {
	s.Helper()
	content := s.root.View().Content
	lines := strings.Split(content, "\n")
	if len(lines) != s.h && s.w > 0 && s.h > 0 {
		s.Errorf("%d lines on a screen of %d", len(lines), s.h)
	}
	for i, l := range lines {
		if n := ansi.StringWidth(l); n != s.w && s.w > 0 && s.h > 0 {
			s.Errorf("line %d has %d cells on a screen of %d: %q", i, n, s.w, ansi.Strip(l))
		}
		lines[i] = strings.TrimRight(frame.Plain(l), " ")
		if strings.ContainsAny(lines[i], "\x1b\x07\x08\r\u009b") {
			s.Errorf("line %d holds a control character: %q", i, lines[i])
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// sees fails unless the screen shows the words.
func (s *screen) sees(words string) {
	s.Helper()
	if got := s.text(); !strings.Contains(got, words) {
		s.Fatalf("no %q on\n%s", words, got)
	}
}

func (s *screen) seesNot(words string) {
	s.Helper()
	if got := s.text(); strings.Contains(got, words) {
		s.Fatalf("%q on\n%s", words, got)
	}
}

// find is where words stand on the screen.
func (s *screen) find(words string) (x, y int) {
	s.Helper()
	for y, line := range strings.Split(s.text(), "\n") {
		if i := strings.Index(line, words); i >= 0 {
			return ansi.StringWidth(line[:i]), y
		}
	}
	s.Fatalf("no %q on\n%s", words, s.text())
	return 0, 0
}

// still is a store whose learner has switched animation off.
func still() *progress.Memory {
	m := &progress.Memory{}
	_ = m.SetSettings(progress.Settings{Still: true})
	_ = m.SetLearner(7)
	return m
}
