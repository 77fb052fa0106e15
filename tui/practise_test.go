package tui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"skylab/progress"
	"skylab/quizzes/record"
	"skylab/text"
	"skylab/tui/screens"
)

// s and g answer at once when everything is marked; Enter asks which.
func TestFewKeys(t *testing.T) {
	for _, c := range []struct {
		name string
		keys []string
		sure record.Sure
	}{
		{"a letter and s", []string{"b", "s"}, record.Certain},
		{"a letter and g", []string{"b", "g"}, record.Guess},
		{"Enter, Enter, Enter", []string{"enter", "enter", "enter"}, record.Guess},
		{"Enter and an arrow", []string{"b", "enter", "right", "enter"}, record.Certain},
		{"another thought", []string{"b", "enter", "c", "s"}, record.Certain},
	} {
		store := still()
		s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
		s.press("p")
		s.item("choice", c.keys...)
		if got := answers(t, store); len(got) != 1 || got[0].Sure != c.sure {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	store := still()
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.press("p")
	s.item("choice", "s", "g")
	if len(answers(t, store)) != 0 {
		t.Error("an answer without a mark")
	}
	s.item("order", "enter", "enter") // the second Enter takes no mark away
	s.sees("1 of 3")
	s.item("multiple", "a", "b", "c")
	s.sees("2 are marked already")
}

// The end of a run leads on: to the step of a missed item and back, to the
// missed items again, further in the drill.
func TestTheEndOfARunLeadsOn(t *testing.T) {
	store := still()
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.press("p")
	s.item("choice")
	right := letterOf(t, s.text(), "10.0.1.4")
	wrong := map[bool]string{true: "b", false: "a"}[right == "a"]
	s.press(wrong, "s", "q")
	end := s.text()
	s.sees("1  The fifth address")
	s.press("1")
	if s.text() == end {
		t.Fatal("the step was not opened")
	}
	s.press("ctrl+d")
	if s.text() != end {
		t.Errorf("after the step:\n%s", s.text())
	}
	s.press("m", right, "s", "n")
	s.sees("1 of 1 right")
	if got := answers(t, store); len(got) != 2 || got[0].Item != got[1].Item || !got[1].Right {
		t.Errorf("%+v", got)
	}
	s.press("q")
	s.item("choice", "a", "s", "n", "b") // the second is in hand, and not lost by a look at the end
	hand := s.text()
	s.press("q", "n")
	if s.text() != hand {
		t.Errorf("gone on:\n%s\nwas\n%s", s.text(), hand)
	}
}

// What is beside the key on a wide screen is what is below it on a narrow one,
// and the question does not move when it is answered.
func TestBesideAndBelow(t *testing.T) {
	for _, lang := range text.Langs() {
		s := openWith(t, 120, 40, Config{Lang: lang, Theme: "dark", Store: still()})
		s.press("p")
		s.item("choice")
		before := strings.Split(s.text(), "\n")
		s.press("b", "s")
		after := strings.Split(s.text(), "\n")
		cell, _, _ := strings.Cut(after[2], "│")
		if strings.TrimSpace(cell) != strings.TrimSpace(before[2]) {
			t.Errorf("the question moved: %q, then %q", before[2], cell)
		}
		note := map[text.Lang]string{text.English: "Five of every block are kept.", text.Korean: "다섯"}[lang]
		s.sees(note)
		s.size(80, 24)
		s.press("pgdown")
		s.sees(note)
	}
}

// What was chosen for a drill is there again when the page is opened anew.
func TestTheChoiceIsRemembered(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: still()})
	s.press("p", "down", "down", "down", "down", "enter", "down", "enter")
	s.sees("‹ gates ›")
	s.press("esc", "p")
	s.sees("‹ gates ›")
}

func TestSearchFindsItems(t *testing.T) {
	store := still()
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.press("/", "fifth addr")
	s.sees("vpc/fifth")
	for range 50 { // it stands behind the rest
		s.press("down")
	}
	s.press("enter")
	s.sees("1 of 1")
	s.press("b", "s")
	if got := answers(t, store); len(got) != 1 || got[0].Item != "vpc/fifth" {
		t.Errorf("%+v", got)
	}
}

// due has answers of two days ago, missed.
func due(t *testing.T, items ...string) *progress.Memory {
	t.Helper()
	store := still()
	for i, id := range items {
		at := time.Date(2026, 11, 18, 9, i, 0, 0, time.UTC)
		if _, err := store.AddAnswer(record.Answer{Item: id, Mode: record.Drill, Chosen: "one", Sure: record.Certain, Took: 30 * time.Second, At: at}); err != nil {
			t.Fatal(err)
		}
	}
	return store
}

func TestReviewsOfTheDay(t *testing.T) {
	store := due(t, "vpc/fifth", "vpc/gone", "vpc/two")
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.pass(3)
	s.sees("2 reviews")
	s.press("r")
	s.sees("1 of 2")
	s.press("a", "b", "s", "q")
	s.sees("1 review is still due today")
	s.press("q", "p")
	s.sees("1 item that you answered is no longer in any bank")
}

// A clock that was set back is told on the page, and nothing is lost.
func TestAClockThatWasSetBack(t *testing.T) {
	store := due(t, "vpc/fifth")
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.root.env.Now = func() time.Time { return time.Date(2026, 11, 10, 9, 0, 0, 0, time.UTC) }
	s.press("w", "a", "s", "q", "q", "p")
	if n := len(answers(t, store)); n != 1 && n != 2 {
		t.Errorf("%d answers", n)
	}
	s.text()
}

// An item that is ten thousand letters long can be read to its end, at every
// size, and answered.
func TestALongStem(t *testing.T) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		store := still()
		s := openWith(t, size[0], size[1], Config{Lang: text.English, Store: store})
		s.press("p")
		s.item("long")
		for range 300 {
			s.press("pgdown")
		}
		s.sees(") d  long")
		s.press("b", "s")
		s.text()
		if len(answers(t, store)) != 1 {
			t.Errorf("%v", size)
		}
	}
}

// An item that is gone when it is asked for is told and passed over.
func TestAnItemThatVanished(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.Korean, Store: still()})
	s.send(screens.GoQuiz{Mode: record.Drill, Items: []string{"vpc/gone", "vpc/fifth"}})
	s.sees("vpc/gone")
	s.press("n")
	s.sees("10.0.1.0/28")
}

func TestALessonsPredictionCountsAtOnce(t *testing.T) {
	store := still()
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.press("p", "p")
	s.press("esc", "esc")
	if err := store.AddPrediction(progress.Prediction{Step: "vpc/gate", Answer: "x", Truth: "y", Sure: true, At: s.root.env.Now()}); err != nil {
		t.Fatal(err)
	}
	s.press("p", "p")
	s.sees(fmt.Sprintf("right %d of %d times", 0, 1))
}
