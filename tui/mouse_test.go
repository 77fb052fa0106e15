package tui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"skylab/text"
	"skylab/tui/screens"
)

// drag presses the left button at the first cell and moves it over the others.
func (s *screen) drag(from screens.Point, over ...screens.Point) {
	s.click(from.X, from.Y)
	for _, p := range over {
		s.send(tea.MouseMotionMsg{X: p.X, Y: p.Y, Button: tea.MouseLeft})
	}
}

func (s *screen) release(at screens.Point) {
	s.send(tea.MouseReleaseMsg{X: at.X, Y: at.Y, Button: tea.MouseLeft})
}

// The line between the panes follows the mouse, and stays where it was let go.
func TestDragTheColumn(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	x, _ := s.find("┬")
	s.drag(screens.Point{X: x, Y: 10}, screens.Point{X: x - 3, Y: 11}, screens.Point{X: x - 12, Y: 2})
	if got, _ := s.find("┬"); got != x-12 {
		t.Errorf("pulled from %d to %d, the line stands at %d", x, x-12, got)
	}
	if k, _ := store.Settings(); k.Left != 0 {
		t.Error("kept before it was let go")
	}
	s.release(screens.Point{X: x - 12, Y: 2})
	if k, _ := store.Settings(); k.Left == 0 || k.Console != 0 {
		t.Errorf("kept %+v", k)
	}
	s.send(tea.MouseMotionMsg{X: 90, Y: 5, Button: tea.MouseLeft})
	if got, _ := s.find("┬"); got != x-12 {
		t.Error("it moves although nobody holds it")
	}
	again := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	if got, _ := again.find("┬"); got != x-12 {
		t.Errorf("another day it stands at %d", got)
	}
	// As far as it goes and back: the frame stays whole (text checks it).
	s.drag(screens.Point{X: x - 12, Y: 10}, screens.Point{X: -5, Y: 10}, screens.Point{X: 500, Y: -3}, screens.Point{X: x, Y: 10})
	s.release(screens.Point{X: x, Y: 10})
	if got, _ := s.find("┬"); got != x {
		t.Errorf("brought back to %d, it stands at %d", x, got)
	}
}

func TestDragTheRule(t *testing.T) {
	for _, width := range []int{120, 80} {
		store := still()
		s := openWith(t, width, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
		_, y := s.find("─ ✗ a stranger")
		s.drag(screens.Point{X: 20, Y: y}, screens.Point{X: 25, Y: y - 9})
		if _, got := s.find("─ ✗ a stranger"); got != y-9 {
			t.Errorf("pulled from %d to %d, the rule stands at %d", y, y-9, got)
		}
		s.release(screens.Point{X: 25, Y: y - 9})
		if k, _ := store.Settings(); k.Console == 0 || k.Left != 0 {
			t.Errorf("kept %+v", k)
		}
		s.drag(screens.Point{X: 20, Y: y - 9}, screens.Point{Y: 0}, screens.Point{Y: 60})
		s.text()
	}
}

// Who presses elsewhere and moves the mouse moves nothing.
func TestDragElsewhere(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	x, _ := s.find("┬")
	s.drag(screens.Point{X: x - 9, Y: 10}, screens.Point{X: 80, Y: 20})
	s.release(screens.Point{X: 80, Y: 20})
	if got, _ := s.find("┬"); got != x {
		t.Errorf("the line went from %d to %d", x, got)
	}
	_, y := s.find("─ ✗ a stranger")
	s.press("z") // a pane that has the whole screen has no dividers
	for _, p := range []screens.Point{{X: x, Y: 10}, {X: 20, Y: y}} {
		s.drag(p, screens.Point{X: 70, Y: 20})
		s.release(screens.Point{X: 70, Y: 20})
	}
	if k, _ := store.Settings(); k.Left != 0 || k.Console != 0 {
		t.Errorf("kept %+v", k)
	}
}

// The whole line of a host is the host, from its sign to the frame; the line
// of a group is the group; the gateway's line is the gateway, but for the
// internet's name.
func TestClickOnALine(t *testing.T) {
	for at, want := range map[string]string{
		"● web": "describe-instances", "13.125": "describe-instances", "sg door": "describe-security-groups", "nothing in": "describe-security-groups",
		"public ⇄": "describe-route-tables", "0.0.0.0/0 →": "describe-route-tables", "tollgate internet": "describe-internet-gateways",
	} {
		s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
		x, y := s.find(at)
		s.click(x, y)
		if !strings.Contains(s.text(), want) {
			t.Errorf("a click on %q does not show %s:\n%s", at, want, s.text())
		}
	}
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	_, y := s.find("● web")
	s.click(112, y)
	s.sees("describe-instances")
}
