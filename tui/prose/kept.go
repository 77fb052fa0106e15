package prose

import (
	"charm.land/glamour/v2"

	"skylab/tui/theme"
)

// Kept is Render for a page that is drawn again and again with little changed:
// what was laid out once is remembered. It is not for concurrent use; a page
// makes a new one when the theme changes. Do not change the lines it gives.
type Kept struct {
	th    theme.Theme
	voice *glamour.TermRenderer
	lines map[laid][]string
}

// laid is everything that the lines depend on.
type laid struct {
	markdown string
	width    int
}

// Keep makes an empty one for a theme.
func Keep(th theme.Theme) *Kept {
	return &Kept{th: th, voice: voice(th), lines: map[laid][]string{}}
}

// Render is as the function Render.
func (k *Kept) Render(markdown string, width int) []string {
	key := laid{markdown, max(1, min(width, Widest))}
	lines, ok := k.lines[key]
	if !ok {
		lines = render(markdown, key.width, renderer{th: k.th, voice: k.voice})
		k.lines[key] = lines
	}
	return lines
}
