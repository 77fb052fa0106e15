package frame

import (
	"strings"

	"skylab/tui/theme"
)

// Box draws a rounded frame of w × h cells, border included, around lines.
func Box(title, foot string, lines []string, w, h int, th theme.Theme) []string {
	if w < 4 || h < 3 {
		return Block(lines, 0, max(0, w), max(0, h))
	}
	out := []string{edge("╭", title, "╮", w, th)}
	side := th.Quiet.Paint("│")
	for _, l := range Block(lines, 0, w-4, h-2) {
		out = append(out, side+" "+l+" "+side)
	}
	return append(out, edge("╰", foot, "╯", w, th))
}

func edge(left, words, right string, w int, th theme.Theme) string {
	if words == "" || w < 8 {
		return th.Quiet.Paint(left + strings.Repeat("─", w-2) + right)
	}
	words = Cut(words, w-6)
	return th.Quiet.Paint(left+"─ ") + words + th.Quiet.Paint(" "+strings.Repeat("─", w-5-Width(words))+right)
}

// Middle lays a box over the middle of base, which is w cells wide.
func Middle(base, box []string, w int) ([]string, int, int) {
	x, y := 0, max(0, (len(base)-len(box))/2)
	if len(box) > 0 {
		x = max(0, (w-Width(box[0]))/2)
	}
	return Over(base, box, x, y, w), x, y
}
