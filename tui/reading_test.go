package tui

import (
	"slices"
	"strings"
	"testing"

	"skylab/text"
)

// A learner at the prompt reads on without leaving it, and is told the key.
func TestReadsOnWhileTyping(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.sees("PgDn read on")
	before := s.text()
	s.press("pgdown")
	if s.text() == before {
		t.Error("PgDn turns nothing")
	}
	s.press("pgup")
	if got := s.text(); got != before {
		t.Errorf("PgUp does not go back:\n%s", got)
	}
	s.press("echo x")
	s.seesNot("PgDn read on")
}

// Where letters are commands the digits open the tabs, also in a trace.
func TestDigitsOpenTabs(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.run("trace internet web:80")
	s.press("esc", "1")
	s.sees("[1 read]")
	s.press("2")
	s.sees("[2 world]")
	s.press("3")
	s.sees("[3 trace]")
}

// An empty console leaves the room to the page and grows with what it holds,
// until the learner sets its share.
func TestConsoleGrows(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	row := func(words string) int {
		return slices.IndexFunc(strings.Split(s.text(), "\n"), func(l string) bool { return strings.TrimRight(l, " ┃") == words })
	}
	if n := row(" $"); n != 32 {
		t.Errorf("an empty console begins at row %d\n%s", n, s.text())
	}
	s.run("for n in $(seq 30); do echo line $n; done")
	if first, last := row(" line 21"), row(" line 30"); last != 37 || first != 28 || row(" $") != 38 {
		t.Errorf("a full one shows from row %d to %d\n%s", first, last, s.text())
	}
}

// Whoever reads in one language finds a step by a term of the other.
func TestSearchKnowsBothLanguages(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: still()})
	s.press("/")
	for _, r := range "두드립" {
		s.press(string(r))
	}
	s.sees("Nothing found")
	for range 3 {
		s.press("backspace")
	}
	for _, r := range "뜨지" {
		s.press(string(r))
	}
	s.sees("vpc/gate")
}

// The help says once of all letters that they wait for Esc.
func TestHelpAtThePrompt(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.press("f1")
	for range 3 {
		s.press("pgdown")
		s.seesNot("Letters are text here")
	}
	s.press("home")
	for range 40 {
		if strings.Contains(s.text(), "After Esc") {
			break
		}
		s.press("down")
	}
	s.sees("After Esc, when letters are keys")
}

// Who comes back is told about the module, not welcomed again.
func TestWelcomeIsForTheFirstTime(t *testing.T) {
	store := still()
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.sees("Press Enter")
	s.press("enter")
	s.run("echo one")
	s.press("ctrl+d")
	s.sees("Continue")
	s.seesNot("Press Enter")
	s.sees("A small network. Two steps")
}

// Esc after a hint leads to the hint, also when a trace was open before.
func TestEscLeadsToTheHint(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.run("trace internet web:80")
	s.press("f2", "esc")
	s.sees("[1 read]")
	s.sees("Hint 1 of 5")
}
