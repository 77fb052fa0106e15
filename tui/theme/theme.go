// Package theme gives colours by meaning: five in all. Everything else is the
// terminal's own foreground and background. Nothing is told by colour alone:
// each meaning has a sign and a word beside it.
package theme

import (
	"image/color"
	"strings"

	"charm.land/lipgloss/v2"
)

// Name is a choice that a learner makes and that is kept.
type Name string

// The themes. Auto follows the terminal's background; so does Contrast for
// which of its two sets it takes.
const (
	Auto     Name = "auto"
	Dark     Name = "dark"
	Light    Name = "light"
	Contrast Name = "contrast"
)

// Names lists the themes in the order in which they are offered.
func Names() []Name { return []Name{Auto, Dark, Light, Contrast} }

// The signs that tell what the colours tell. Each is one cell wide.
const (
	Yes   = "✓"
	No    = "✗"
	Maybe = "?"
)

// Ink is one way to write: a Lip Gloss style, and the same as a pair of escape
// sequences for text that is one line and plain.
type Ink struct {
	lipgloss.Style
	on, off string
}

// NewInk makes an ink of a style.
func NewInk(s lipgloss.Style) Ink {
	on, off, _ := strings.Cut(s.Render("x"), "x")
	return Ink{s, on, off}
}

// Paint writes s, which is one line, in this ink. It is many times faster than
// Render. An empty string stays empty.
func (i Ink) Paint(s string) string {
	if s == "" || i.on == "" {
		return s
	}
	return i.on + s + i.off
}

// Theme is a set of inks.
type Theme struct {
	Name Name
	Dark bool // the terminal's background is dark

	Text     Ink // the terminal's own
	Strong   Ink // headings, what matters
	Quiet    Ink // context
	Allowed  Ink // ✓
	Denied   Ink // ✗
	Unknown  Ink // ?
	Yours    Ink // what the last command changed; the learner's own
	Selected Ink // the line or box that keys act on: reversed, so it is seen without colour
	Code     Ink // commands in prose
}

// Of is the theme of a name on a dark or light background.
func Of(name Name, dark bool) Theme {
	switch name {
	case Dark:
		dark = true
	case Light:
		dark = false
	}
	p := palettes[name == Contrast][dark]
	plain := lipgloss.NewStyle()
	ink := func(hex string) lipgloss.Style {
		if hex == "" {
			return plain
		}
		return plain.Foreground(colour(hex)).Bold(name == Contrast)
	}
	return Theme{
		Name: name, Dark: dark,
		Text: NewInk(plain), Strong: NewInk(plain.Bold(true)), Quiet: NewInk(ink(p.quiet)),
		Allowed: NewInk(ink(p.allowed)), Denied: NewInk(ink(p.denied)), Unknown: NewInk(ink(p.unknown)),
		Yours: NewInk(ink(p.yours)), Selected: NewInk(plain.Reverse(true)), Code: NewInk(ink(p.yours)),
	}
}

func colour(hex string) color.Color { return lipgloss.Color(hex) }

type palette struct{ allowed, denied, unknown, yours, quiet string }

// palettes by (high contrast, dark). Each reaches 4.5:1 on black or white, the
// high-contrast ones 7:1.
var palettes = map[bool]map[bool]palette{
	false: {
		true:  {"#6fc276", "#f0707f", "#dca94b", "#6fa8f5", "#8b919e"},
		false: {"#1a7f37", "#c01f36", "#8a5a00", "#0a58b0", "#666d76"},
	},
	true: {
		true:  {"#8cff9b", "#ff9aa5", "#ffd866", "#9cd0ff", ""},
		false: {"#00501c", "#8c0018", "#5c3a00", "#00378f", ""},
	},
}
