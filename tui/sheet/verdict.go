package sheet

import (
	"slices"
	"strconv"

	"skylab/quizzes"
	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/theme"
)

// verdict draws an option with its reason, after the answer.
func (s *Sheet) verdict(d Drawing, out *Drawn, o quizzes.Option, letter string, mine bool) {
	lang := d.Say.Lang()
	good, note := s.judged(d, o, mine)
	sign, ink := " ", d.Theme.Quiet
	switch {
	case good:
		sign, ink = theme.Yes, d.Theme.Allowed
	case mine:
		sign, ink = theme.No, d.Theme.Denied
	}
	lead := ink.Paint(sign) + " "
	if letter != "" {
		lead += letter + "  "
	}
	words := Cited(o.Text.In(lang), s.Item.Facts)
	for i, line := range prose.Render(words, d.Width-frame.Width(lead)-frame.Width(note)-1, d.Theme) {
		if i == 0 {
			line = frame.Ends(lead+line, ink.Paint(note), d.Width)
		} else {
			line = frame.Fit("", frame.Width(lead)) + line
		}
		out.Lines = append(out.Lines, line)
	}
	for _, line := range prose.Render(Cited(o.Reason.In(lang), s.Item.Facts), d.Width-6, d.Theme) {
		out.Lines = append(out.Lines, "     "+d.Theme.Quiet.Paint(frame.Plain(line)))
	}
}

// judged tells whether an option holds (in an order: stands where it belongs)
// and what is to be said about it: right, yours, the right place.
func (s *Sheet) judged(d Drawing, o quizzes.Option, mine bool) (good bool, note string) {
	switch s.Item.Kind {
	case quizzes.Order:
		place := slices.IndexFunc(s.Item.Options, func(x quizzes.Option) bool { return x.ID == o.ID })
		given := slices.Index([]string(s.Response()), o.ID)
		note = d.Say.Say("quiz.place", "n", strconv.Itoa(place+1))
		return given == place, note
	case quizzes.Match:
		return slices.Contains([]string(s.Response()), o.ID+"="+o.Right), "→ " + frame.Cut(s.side(d, o.Right), d.Width/2)
	}
	switch {
	case o.Key && mine:
		note = d.Say.Say("quiz.right-yours")
	case o.Key:
		note = d.Say.Say("quiz.right")
	case mine:
		note = d.Say.Say("quiz.yours")
	}
	return o.Key, note
}
