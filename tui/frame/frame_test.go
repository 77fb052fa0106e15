package frame

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"skylab/tui/theme"
)

func TestFit(t *testing.T) {
	for _, tc := range []struct {
		in   string
		w    int
		want string
	}{
		{"abc", 5, "abc  "}, {"abcdef", 4, "abc…"}, {"가나다", 4, "가… "}, {"", 0, ""}, {"abc", 0, ""}, {"가", 1, "…"},
		{"\x1b[31mabcdef\x1b[m", 4, "abc…"},
	} {
		if got := ansi.Strip(Fit(tc.in, tc.w)); got != tc.want {
			t.Errorf("Fit(%q, %d) = %q, want %q", tc.in, tc.w, got, tc.want)
		}
	}
}

// A box may cover half of a wide letter; the line keeps its width.
func TestOverKeepsWidth(t *testing.T) {
	const w = 20
	line := "가나다라마바사아자차"
	for x := 0; x < w; x++ {
		for bw := 1; bw < 8; bw++ {
			base := Over([]string{line}, []string{strings.Repeat("x", bw)}, x, 0, w)
			if got := Width(base[0]); got != w {
				t.Errorf("box of %d at %d: %d cells: %q", bw, x, got, ansi.Strip(base[0]))
			}
			if x+bw <= w && !strings.Contains(ansi.Strip(base[0]), strings.Repeat("x", bw)) {
				t.Errorf("box of %d at %d is not whole: %q", bw, x, ansi.Strip(base[0]))
			}
		}
	}
}

func TestWrap(t *testing.T) {
	if got := strings.Join(Wrap("ab가나c", 3), "|"); got != "ab|가|나c" {
		t.Error(got)
	}
	if got := strings.Join(Wrap("가나", 1), "|"); got != "…|…" {
		t.Error(got)
	}
}

func TestBoxIsExact(t *testing.T) {
	th := theme.Of(theme.Dark, true)
	for w := 0; w < 40; w++ {
		for h := 0; h < 8; h++ {
			box := Box("제목 title", "아래", []string{"가나다라마바사", "abc"}, w, h, th)
			if len(box) != h {
				t.Errorf("%d×%d: %d lines", w, h, len(box))
			}
			for _, l := range box {
				if Width(l) != w {
					t.Errorf("%d×%d: a line of %d: %q", w, h, Width(l), ansi.Strip(l))
				}
			}
		}
	}
}

func TestScrollStaysInside(t *testing.T) {
	th := theme.Of(theme.Dark, true)
	lines := strings.Split(strings.Repeat("x\n", 30), "\n")
	var s Scroll
	s.Show(lines, 20, 10, th)
	for _, key := range []string{"end", "pgdown", "down", "home", "pgup", "up", "end"} {
		s.Key(key)
		if s.Top < 0 || s.Top > len(lines)-10 {
			t.Fatalf("after %s at %d", key, s.Top)
		}
	}
	s.Follow = true
	s.Show(append(lines, "y"), 20, 10, th)
	if s.Top != 22 {
		t.Errorf("following, at %d", s.Top)
	}
	s.Move(-1)
	if s.Follow {
		t.Error("still following after scrolling up")
	}
}

func TestFold(t *testing.T) {
	for line, want := range map[string]string{
		"one two three four five":   "one two three |four five",
		"averyveryverylongword end": "averyveryveryl|ongword end",
		"a averyveryverylongword":   "a averyveryver|ylongword",
		"✗ 도착하지 못합니다 (8번째)":         "✗ 도착하지 |못합니다 |(8번째)",
		"exactly14cells rest":       "exactly14cells| rest",
		"":                          "",
	} {
		got := Fold(line, 14)
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%q: got %q, want %q", line, s, want)
		}
		if strings.Join(got, "") != line {
			t.Errorf("%q lost something: %q", line, got)
		}
	}
}
