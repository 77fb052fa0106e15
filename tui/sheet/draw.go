package sheet

import (
	"slices"
	"strconv"
	"strings"

	"skylab/quizzes"
	"skylab/text"
	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/screens"
	"skylab/tui/theme"
)

// Drawing is how a sheet is drawn.
type Drawing struct {
	Say   text.Speaker // its language is the item's, too
	Theme theme.Theme
	Width int  // cells; prose is never wider than 72
	Shown bool // the key is shown, with every reason
	Short bool // a case study's text is left out: it is shown elsewhere
}

// Drawn is a sheet as lines.
type Drawn struct {
	Lines []string
	Zones []screens.Zone // as seen from the first line
	At    int            // the line of the cursor
	Key   int            // the line where the verdict begins, when the key is shown
}

// Draw lays the sheet out.
func (s *Sheet) Draw(d Drawing) Drawn {
	var out Drawn
	stem := s.Item.Stem.In(d.Say.Lang())
	if d.Short {
		stem = s.Item.Question(d.Say.Lang())
	}
	out.Lines = append(slices.Clone(s.prose(d, prose.Cited(stem, s.Item.Facts), d.Width)), "")
	if d.Shown {
		out.Key = len(out.Lines)
		s.verdicts(d, &out)
		return out
	}
	out.Lines = append(out.Lines, prose.Words(s.Ask(d.Say), d.Width, d.Theme.Quiet)...)
	out.Key = len(out.Lines)
	if s.Item.Kind == quizzes.Number {
		s.number(d, &out)
	}
	for k := range s.lefts {
		s.option(d, &out, k)
	}
	if len(s.rights) > 0 {
		s.drawRights(d, &out)
	}
	return out
}

// prose lays Markdown out; what was laid out once is kept, for a long stem is
// drawn again at every key.
func (s *Sheet) prose(d Drawing, markdown string, width int) []string {
	if s.kept == nil || s.keptFor != d.Theme.Name || s.keptDark != d.Theme.Dark {
		s.kept, s.keptFor, s.keptDark = prose.Keep(d.Theme), d.Theme.Name, d.Theme.Dark
	}
	return s.kept.Render(markdown, width)
}

// number draws the line that is typed on.
func (s *Sheet) number(d Drawing, out *Drawn) {
	out.At = len(out.Lines)
	out.Lines = append(out.Lines, "  "+d.Theme.Strong.Paint(s.typed+"▏")+" "+d.Theme.Quiet.Paint(s.Item.Unit.In(d.Say.Lang())))
}

func (s *Sheet) option(d Drawing, out *Drawn, k int) {
	at := len(out.Lines)
	if k == s.Pick {
		out.At = at
	}
	s.choice(d, out, s.Item.Options[s.lefts[k]], k)
	out.Zones = append(out.Zones, screens.Zone{ID: "option-" + strconv.Itoa(k), Y: at, W: d.Width, H: len(out.Lines) - at})
}

// choice draws an option that can be marked.
func (s *Sheet) choice(d Drawing, out *Drawn, o quizzes.Option, k int) {
	cursor := "  "
	if k == s.Pick {
		cursor = "▸ "
	}
	lead := cursor + s.box(k) + string(rune('a'+k)) + "  "
	rest := strings.Repeat(" ", frame.Width(lead))
	body := slices.Clone(s.prose(d, prose.Cited(o.Text.In(d.Say.Lang()), s.Item.Facts), d.Width-frame.Width(lead)))
	if s.pairs != nil && s.pairs[k] != "" {
		body = append(body, d.Theme.Yours.Paint("→ "+s.side(d, s.pairs[k])))
	}
	for i, line := range body {
		whole := rest + line
		if i == 0 {
			whole = lead + line
		}
		if k == s.Pick {
			whole = d.Theme.Selected.Paint(frame.Fit(frame.Plain(whole), d.Width))
		}
		out.Lines = append(out.Lines, whole)
	}
}

// box is the mark of an option: none yet, marked, its place in an order.
func (s *Sheet) box(k int) string {
	at := slices.Index(s.marked, k)
	switch s.Item.Kind {
	case quizzes.Order:
		if at >= 0 {
			return "[" + strconv.Itoa(at+1) + "] "
		}
		return "[ ] "
	case quizzes.Multiple:
		if at >= 0 {
			return "[x] "
		}
		return "[ ] "
	case quizzes.Match:
		return ""
	}
	if at >= 0 {
		return "(•) "
	}
	return "( ) "
}

// side is a right side with its number.
func (s *Sheet) side(d Drawing, id string) string {
	for n, i := range s.rights {
		if r := s.Item.Rights[i]; r.ID == id {
			return strconv.Itoa(n+1) + " " + oneLine(r.Text.In(d.Say.Lang()))
		}
	}
	return ""
}

// mine tells whether the answer has this option at its place.
func (s *Sheet) mine(k int) bool {
	if s.pairs != nil {
		return s.pairs[k] != ""
	}
	return slices.Contains(s.marked, k)
}

func (s *Sheet) drawRights(d Drawing, out *Drawn) {
	out.Lines = append(out.Lines, "")
	for n, i := range s.rights {
		at := len(out.Lines)
		for k, line := range s.prose(d, prose.Cited(s.Item.Rights[i].Text.In(d.Say.Lang()), s.Item.Facts), d.Width-7) {
			lead := "       "
			if k == 0 {
				lead = "    " + strconv.Itoa(n+1) + "  "
			}
			out.Lines = append(out.Lines, lead+line)
		}
		out.Zones = append(out.Zones, screens.Zone{ID: "right-" + strconv.Itoa(n), Y: at, W: d.Width, H: len(out.Lines) - at})
	}
}
