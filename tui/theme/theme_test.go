package theme

import (
	"math"
	"strconv"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// Every colour must be readable on the background that it was made for.
func TestContrast(t *testing.T) {
	for high, sets := range palettes {
		for dark, p := range sets {
			ground, least := 1.0, 4.5
			if dark {
				ground = 0
			}
			if high {
				least = 7
			}
			for _, hex := range []string{p.allowed, p.denied, p.unknown, p.yours, p.quiet} {
				if hex == "" {
					continue
				}
				a, b := luminance(t, hex), ground
				if a < b {
					a, b = b, a
				}
				if r := (a + 0.05) / (b + 0.05); r < least {
					t.Errorf("high %v dark %v: %s has contrast %.1f, want %.1f", high, dark, hex, r, least)
				}
			}
		}
	}
}

// luminance as WCAG 2.2 defines it.
func luminance(t *testing.T, hex string) float64 {
	n, err := strconv.ParseUint(hex[1:], 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	l := func(c uint64) float64 {
		v := float64(c&255) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*l(n>>16) + 0.7152*l(n>>8) + 0.0722*l(n)
}

func TestPaintIsRender(t *testing.T) {
	for _, name := range Names() {
		for _, dark := range []bool{true, false} {
			th := Of(name, dark)
			for _, ink := range []Ink{th.Text, th.Strong, th.Quiet, th.Allowed, th.Denied, th.Unknown, th.Yours, th.Selected, th.Code} {
				if got, want := ink.Paint("서브넷 a"), ink.Render("서브넷 a"); got != want {
					t.Errorf("%s: Paint %q, Render %q", name, got, want)
				}
				if ansi.Strip(ink.Paint("x")) != "x" {
					t.Errorf("%s: Paint changed the text", name)
				}
			}
		}
	}
}
