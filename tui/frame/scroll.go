package frame

import "skylab/tui/theme"

// Scroll is a window onto lines that are more than fit. The zero value shows
// the top; Follow keeps the end in sight until somebody scrolls up.
type Scroll struct {
	Top    int
	Follow bool
	total  int
	page   int
}

// Show gives the visible part of lines, w × h. When there is more, a bar in the
// last column says where one is, so lines should leave that column free.
func (s *Scroll) Show(lines []string, w, h int, th theme.Theme) []string {
	s.total, s.page = len(lines), max(0, h)
	if s.Follow {
		s.Top = s.last()
	}
	s.Top = max(0, min(s.Top, s.last()))
	if s.last() == 0 || w < 2 || h < 1 {
		return Block(lines, s.Top, w, h)
	}
	out := Block(lines, s.Top, w-1, h)
	from, to := s.thumb()
	for i := range out {
		if i >= from && i < to {
			out[i] += th.Quiet.Paint("┃")
		} else {
			out[i] += " "
		}
	}
	return out
}

// thumb is the part of the bar that stands for what is shown.
func (s *Scroll) thumb() (from, to int) {
	size := max(1, s.page*s.page/s.total)
	from = s.Top * (s.page - size) / s.last()
	return from, from + size
}

func (s *Scroll) last() int { return max(0, s.total-s.page) }

// Move scrolls by lines; positive is down.
func (s *Scroll) Move(n int) {
	s.Top = max(0, min(s.Top+n, s.last()))
	s.Follow = s.Follow && s.Top == s.last()
}

// More tells whether there is more below what was last shown.
func (s *Scroll) More() bool { return s.Top < s.last() }

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
