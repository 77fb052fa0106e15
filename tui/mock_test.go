package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

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
