package tui

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/exp/golden"

	"skylab/progress"
	"skylab/quizzes/record"
	"skylab/text"
)

// examAt opens the bank's mock exam with a clock that the test sets.
func examAt(t *testing.T, w, h int, store progress.Store, keys ...string) (*screen, *time.Time) {
	t.Helper()
	s := openWith(t, w, h, Config{Lang: text.English, Store: store})
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	s.root.env.Now = func() time.Time { return now }
	s.press("e", "down")
	s.press(keys...)
	s.press("enter", "y")
	return s, &now
}

func has(t *testing.T, s *screen, what string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(s.text(), w) {
			t.Fatalf("%s: lacks %q:\n%s", what, w, s.text())
		}
	}
}

// Whatever lies over the exam when the time is up, its result comes, and what
// is left is the list of exams, not an exam that is over.
func TestTimeIsUpUnderAnything(t *testing.T) {
	for name, keys := range map[string][]string{"an item": nil, "the overview": {"r", "n"}, "help": {"?"}, "the question whether to leave": {"q"}, "the question whether to hand in": {"r", "s"}} {
		s, now := examAt(t, 80, 24, still())
		s.press("b", "m")
		s.press(keys...)
		*now = now.Add(3 * time.Hour)
		s.pass(1)
		has(t, s, name, "The time is up.", "scored questions right", "8 questions were left open")
		s.press("q")
		has(t, s, name+", left", "Mock exams", "✓ SAA-C03")
		s.press("q")
		has(t, s, name+", home", "practise")
	}
}

// It is said once that little time is left.
func TestLittleTimeIsLeft(t *testing.T) {
	s, now := examAt(t, 80, 24, still())
	s.press("b")
	*now = now.Add(14 * time.Minute)
	s.pass(1)
	has(t, s, "14 minutes of 18", "4:00 left, 8 open")
	s.press("right")
	s.pass(1)
	if strings.Contains(s.text(), "8 open") {
		t.Error(s.text())
	}
}

// A pause that was asked for covers the questions and stops the clock, also
// over the end of the program.
func TestPauseIsKept(t *testing.T) {
	store := still()
	s, now := examAt(t, 80, 24, store, "p")
	s.press("b", "p")
	has(t, s, "paused", "Paused.", "18:00 left")
	*now = now.Add(9 * time.Hour)
	s.pass(3)
	has(t, s, "nine hours later", "Paused.", "18:00 left")
	again := openWith(t, 80, 24, Config{Lang: text.English, Store: store}) // the first one says no goodbye
	again.root.env.Now = func() time.Time { return *now }
	again.press("e", "enter")
	has(t, again, "opened again", "Paused.", "18:00 left")
	again.press("p")
	has(t, again, "on it goes", "(•) b")
	again.press("q", "esc", "p", "q") // left while it is paused: nothing to ask
	has(t, again, "left", "Mock exams", "(paused)")
}

func TestWithoutAPauseThereIsNone(t *testing.T) {
	s, _ := examAt(t, 80, 24, still())
	s.press("p")
	has(t, s, "p", "No pause")
}

// The overview: numbers that are typed, the next open question, the next
// flagged one, at any width.
func TestOverview(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
		s, _ := examAt(t, size[0], size[1], still())
		s.press("b", "right", "a", "m", "right", "7") // a digit opens the overview
		has(t, s, "a digit", "Enter opens 7")
		s.press("enter")
		if size[0] < 64 {
			has(t, s, "by number", "7/9")
		} else {
			has(t, s, "by number", "7 of 9")
		}
		s.press("a", "r", "n", "n", "f", "enter") // round the end: 8, 9, and the flagged one
		has(t, s, "next flagged", "⚑")
		s.press("r", "9", "n", "enter")
		if !strings.Contains(s.text(), "3 of 9") && !strings.Contains(s.text(), "3/9") {
			t.Errorf("%v: the next open one after 9:\n%s", size, s.text())
		}
	}
}

// Caps lock does not stand in the way.
func TestCapitalsAnswer(t *testing.T) {
	s, _ := examAt(t, 80, 24, still())
	s.press("B", "M")
	has(t, s, "B M", "(•) b", "⚑")
}

// A disk that cannot be written: the exam goes on and says so, to its result.
func TestMockExamOnAFullDisk(t *testing.T) {
	store := still()
	s, _ := examAt(t, 80, 24, store)
	store.Fail = func() error { return errors.New("disk full") }
	s.press("b", "right", "a")
	has(t, s, "on a full disk", "2 of 9", "(•) a")
	if s.root.env.Unsaved == "" {
		t.Error("nothing is said")
	}
	s.press("r", "s", "y")
	has(t, s, "the result", "scored questions right", "7 questions were left open")
}

// From item to item in the result, and only the wrong ones; the second mock
// stands beside the first.
func TestResultIsRead(t *testing.T) {
	store := still()
	s, _ := examAt(t, 80, 24, store)
	s.press("b", "g", "r", "s", "y")
	if strings.Contains(s.text(), "The mock before") {
		t.Error(s.text())
	}
	s.press("w", "w", "enter")
	has(t, s, "an item", "of 9", "Unanswered")
	s.press("n", "n", "p", "esc", "esc")
	has(t, s, "the list", "2026-11-20 09:00")
	s.press("enter", "y", "r", "s", "y")
	has(t, s, "the second", "The mock before, on 2026-11-20", "A difference of this size can")
	if n := len(answers(t, store)); n != 18 {
		t.Errorf("%d answers", n)
	}
	for _, a := range answers(t, store) {
		if a.Mode != record.Mock {
			t.Errorf("%+v", a)
		}
	}
}

// An exam past its last day is refused, and its successor is named.
func TestAnExamThatEndedIsRefused(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: still()})
	s.root.env.Now = func() time.Time { return time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC) }
	s.press("e", "down", "down")
	has(t, s, "DVA-C02", "ended 2026-11-30", "Take DVA-C03 instead")
	s.press("enter", "y")
	has(t, s, "Enter", "Mock exams", "DVA-C02")
}

// A mock exam in a pipe: the terms, answers with how sure they are, words,
// mistakes, the result and the result once more; then one that is left.
func TestPlainMock(t *testing.T) {
	script := strings.Join([]string{
		"mock", "mock DVA-C03", "mock nothing", "mock result", "mock saa-c03 pause extra", "no", "mock SAA-C03 pause", "yes",
		"b sure", "zz", "a b", "a guess", "back", "guess", "flag", "flag", "open", "sure", "go 99", "go 9", "d", "flag", "pause", "", "overview", "time",
		"hand-in", "no", "hand-in", "yes", "mock result 2", "mock result 1", "mock SAA-C03", "yes", "a", "leave", "mock", "quit",
	}, "\n") + "\n"
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			var out bytes.Buffer
			now := func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }
			c := Config{Library: course(t), Quizzes: bank, Now: now, Lang: lang, Store: still()}
			if err := Plain(t.Context(), c, strings.NewReader(script), &out); err != nil {
				t.Fatal(err)
			}
			if i := strings.IndexAny(out.String(), "\x1b\x07\r│╭"); i >= 0 {
				t.Errorf("drawn, not written: %q", out.String()[i:min(i+40, out.Len())])
			}
			golden.RequireEqual(t, out.String())
		})
	}
}
