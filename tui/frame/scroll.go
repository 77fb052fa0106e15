package frame

import (
	"strconv"

	"skylab/tui/theme"
)

// Scroll is a window onto lines that are more than fit. The zero value shows
// the top; Follow keeps the end in sight until somebody scrolls up.
type Scroll struct {
	Top    int
	Follow bool
	total  int
	page   int
}

// Show gives the visible part of lines, w × h, and marks that there is more.
func (s *Scroll) Show(lines []string, w, h int, th theme.Theme) []string {
	s.total, s.page = len(lines), max(0, h)
	if s.Follow {
		s.Top = s.last()
	}
	s.Top = max(0, min(s.Top, s.last()))
	out := Block(lines, s.Top, w, h)
	if below := s.total - s.Top - s.page; below > 0 && h > 2 && w > 12 {
		mark := th.Quiet.Paint(" ↓ " + strconv.Itoa(below))
		out[h-1] = Ends(Fit(lines[s.Top+h-1], w-Width(mark)-1), mark, w)
	}
	return out
}

func (s *Scroll) last() int { return max(0, s.total-s.page) }

// Move scrolls by lines; positive is down.
func (s *Scroll) Move(n int) {
	s.Top = max(0, min(s.Top+n, s.last()))
	s.Follow = s.Follow && s.Top == s.last()
}

// Page is how many lines a page key scrolls.
func (s *Scroll) Page() int { return max(1, s.page-1) }

// Key scrolls on the keys that scroll; false when the key is not one.
func (s *Scroll) Key(name string) bool {
	switch name {
	case "up", "k":
		s.Move(-1)
	case "down", "j":
		s.Move(1)
	case "pgup", "b":
		s.Move(-s.Page())
	case "pgdown", "space", "f":
		s.Move(s.Page())
	case "home", "g":
		s.Move(-s.total)
	case "end", "G":
		s.Move(s.total)
	default:
		return false
	}
	return true
}

// See moves as little as needed to have line y in sight.
func (s *Scroll) See(y, page int) {
	if y < s.Top {
		s.Top = y
	}
	if page > 0 && y >= s.Top+page {
		s.Top = y - page + 1
	}
}
