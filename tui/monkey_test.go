package tui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	tea "charm.land/bubbletea/v2"

	"skylab/text"
	"skylab/tui/screens"
)

// TestMonkey presses keys, clicks, resizes and pastes at random: no panic, no
// frame that is not exactly the screen's size, no control character on it.
// SKYLAB_MONKEY says how many events; SKYLAB_MONKEY_SEED which.
func TestMonkey(t *testing.T) {
	events, seed := 2000, uint64(1)
	if n, err := strconv.Atoi(os.Getenv("SKYLAB_MONKEY")); err == nil {
		events = n
	}
	if n, err := strconv.ParseUint(os.Getenv("SKYLAB_MONKEY_SEED"), 10, 64); err == nil {
		seed = n
	}
	m := &monkey{T: t, dice: rand.New(rand.NewPCG(seed, 0))}
	defer func() {
		if p := recover(); p != nil {
			t.Fatalf("panic: %v\nafter %q", p, m.last)
		}
	}()
	m.begin()
	for range events {
		m.event()
		if m.screen.quit {
			m.begin()
		}
		m.screen.text()
		if t.Failed() {
			t.Fatalf("after %q", m.last)
		}
	}
}

type monkey struct {
	*testing.T
	dice   *rand.Rand
	screen *screen
	last   []string
}

func (m *monkey) begin() {
	lang := text.Langs()[m.dice.IntN(2)]
	start := []string{"", "vpc/gate", "vpc/name"}[m.dice.IntN(3)]
	m.note("start", lang, start)
	m.screen = open(m.T, 1+m.dice.IntN(160), 1+m.dice.IntN(50), lang, start)
}

func (m *monkey) note(what ...any) {
	m.last = append(m.last, fmt.Sprint(what...))
	if len(m.last) > 12 {
		m.last = m.last[1:]
	}
}

// nasty is what should not come from a clipboard, and may.
var nasty = []string{
	"echo a\necho b\n", "\x1b[2J\x1b]0;owned\x07", "가나다\u200b\u0301\u202e", "\xff\xfe", "\x00\r\n\t", "cat <<EOF\nx", "'",
	"aws ec2 create-tags --resources x --tags Key=Name,Value=\x1b[31mred\x9b5m", "한국어로 쓴 아주 긴 줄입니다 ", "🙂👩‍👩‍👧‍👦", "\u1112\u1161\u11ab",
}

// lines that do something.
var typed = []string{
	"trace internet web:80", "trace internet web:22", opens, "undo", "redo", "aws ec2 describe-vpcs", "at 0", "fork", "drop", "hint", "check",
	"echo -e '\\033[2J\\a'", "aws ec2 create-tags --resources $GROUP --tags Key=Name,Value=$'\\e[31m점심종'", "for i in 1 2 3; do echo $i; done", "next", "solution",
	"timeline", "journal", "carry-on", "diff 0 1", "sleep 10m", "printf 'a\\tb\\r\\n%0200d' 1", "home", "nonsense", "trace internet s3",
}

var keyNames = []string{"enter", "esc", "tab", "up", "down", "left", "right", "pgdown", "pgup", "home", "end", "backspace", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10",
	"ctrl+a", "ctrl+c", "ctrl+r", "ctrl+z", "ctrl+y", "ctrl+t", "ctrl+w", "ctrl+k", "ctrl+l", "ctrl+j", "ctrl+d", "shift+tab",
	"space", "q", "h", "z", "t", "n", "p", "y", "s", "S", "R", "X", "c", "/", "?", "L", "T", ",", "m", "x", "i", "u", "+", "-", "<", ">", "1", "2", "3", "a", "b", "g", "ㅂ", "바", "ㅋ", "p", "r", "w", "e", "o", "d", "enter", "y", "4"}

func (m *monkey) event() {
	s := m.screen
	switch n := m.dice.IntN(100); {
	case n < 55:
		k := keyNames[m.dice.IntN(len(keyNames))]
		m.note("key ", k)
		s.press(k)
	case n < 70:
		x, y := m.dice.IntN(170), m.dice.IntN(55)
		m.note("click ", x, " ", y)
		s.click(x, y)
	case n < 73:
		from, to := screens.Point{X: m.dice.IntN(130), Y: m.dice.IntN(45)}, screens.Point{X: m.dice.IntN(200) - 20, Y: m.dice.IntN(80) - 20}
		m.note("drag ", from, " ", to)
		s.drag(from, to)
		if m.dice.IntN(4) > 0 {
			s.release(to)
		}
	case n < 78:
		w, h := m.size()
		m.note("size ", w, "×", h)
		s.size(w, h)
	case n < 83:
		p := nasty[m.dice.IntN(len(nasty))]
		m.note("paste ", p)
		s.send(tea.PasteMsg{Content: p})
	case n < 88:
		m.note("wheel")
		if f := s.root.View().OnMouse; f != nil {
			s.do(f(tea.MouseWheelMsg{X: m.dice.IntN(120), Y: m.dice.IntN(40), Button: []tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown}[m.dice.IntN(2)]}))
		}
	case n < 96:
		l := typed[m.dice.IntN(len(typed))]
		m.note("line ", l)
		s.press("ctrl+u")
		s.run(l)
	default:
		m.note("time passes")
		s.pass(1 + m.dice.IntN(20))
	}
}

func (m *monkey) size() (int, int) {
	if m.dice.IntN(3) == 0 {
		return []int{0, 1, 2, 40, 80, 99, 100, 120}[m.dice.IntN(8)], []int{0, 1, 2, 12, 24, 40}[m.dice.IntN(6)]
	}
	return 1 + m.dice.IntN(170), 1 + m.dice.IntN(55)
}
