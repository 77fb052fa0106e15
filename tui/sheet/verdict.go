package sheet

import (
	"slices"
	"strconv"
	"strings"

	"skylab/quizzes"
	"skylab/tui/frame"
	"skylab/tui/prose"
	"skylab/tui/theme"
)

// verdict is one line of the key: an option, what is to be said of it, why.
type verdict struct {
	label  string // letter or place; empty for a number
	text   string
	good   bool     // it holds; in an order or a match: the learner has it right
	mine   bool     // the learner's
	idle   bool     // neither: a right side that belongs to nothing
	note   string   // right, yours, the place that was given
	pairs  []paired // of a match: what belongs to it, and what was said instead
	reason string
}

// paired is a right side behind a left one.
type paired struct {
	text string
	good bool
}

// key lists the verdicts in the order in which they are read: as the options
// were shown, an order in the right order, a number's key and the learner's
// own mistake before the other mistakes.
func (s *Sheet) key(d Drawing) []verdict {
	switch s.Item.Kind {
	case quizzes.Number:
		return s.numberKey(d)
	case quizzes.Order:
		return s.orderKey(d)
	case quizzes.Match:
		return s.matchKey(d)
	}
	var list []verdict
	for k, i := range s.lefts {
		v := s.judge(d, s.Item.Options[i], s.mine(k))
		v.label = string(rune('a' + k))
		list = append(list, v)
	}
	return list
}

// judge is the verdict of an option that holds or does not.
func (s *Sheet) judge(d Drawing, o quizzes.Option, mine bool) verdict {
	v := verdict{text: o.Text.In(d.Say.Lang()), reason: o.Reason.In(d.Say.Lang()), good: o.Key, mine: mine}
	switch {
	case o.Key && mine:
		v.note = d.Say.Say("quiz.right-yours")
	case o.Key:
		v.note = d.Say.Say("quiz.right")
	case mine:
		v.note = d.Say.Say("quiz.yours")
	}
	return v
}

func (s *Sheet) numberKey(d Drawing) []verdict {
	taken := s.Item.Taken(s.Response())
	var list, rest []verdict
	for _, o := range s.Item.Options {
		v := s.judge(d, o, len(taken) > 0 && taken[0].ID == o.ID)
		switch {
		case v.mine && !v.good: // what was typed, as it was typed, with the mistake that leads there
			v.text = s.typed
			rest = append([]verdict{v}, rest...)
		case v.good:
			list = append(list, v)
		default:
			rest = append(rest, v)
		}
	}
	if len(taken) == 0 && s.typed != "" {
		list = append(list, verdict{text: s.typed, mine: true, note: d.Say.Say("quiz.yours"), reason: d.Say.Say("quiz.typed-otherwise")})
	}
	return append(list, rest...)
}

func (s *Sheet) orderKey(d Drawing) []verdict {
	given := s.Response()
	var list []verdict
	for place, o := range s.Item.Options {
		v := verdict{label: strconv.Itoa(place + 1), text: o.Text.In(d.Say.Lang()), reason: o.Reason.In(d.Say.Lang())}
		at := slices.Index([]string(given), o.ID)
		v.good, v.mine = at == place, at >= 0
		if v.mine && !v.good {
			v.note = d.Say.Say("quiz.placed", "n", at+1)
		}
		list = append(list, v)
	}
	return list
}

func (s *Sheet) matchKey(d Drawing) []verdict {
	var list []verdict
	for k, i := range s.lefts {
		o := s.Item.Options[i]
		v := verdict{label: string(rune('a' + k)), text: o.Text.In(d.Say.Lang()), reason: o.Reason.In(d.Say.Lang()), mine: s.pairs[k] != ""}
		said := s.side(d, s.pairs[k])
		v.good = said != "" && s.sameSide(s.pairs[k], o.Right)
		v.pairs = []paired{{s.side(d, o.Right), true}}
		if said != "" && !v.good {
			v.pairs = append(v.pairs, paired{said + " (" + d.Say.Say("quiz.yours") + ")", false})
		}
		list = append(list, v)
	}
	for _, o := range s.Item.Options { // right sides that belong to nothing, with why
		if n := s.sideAt(o.ID); o.Right == "" && n > 0 {
			words := oneLine(s.Item.Rights[s.rights[n-1]].Text.In(d.Say.Lang()))
			list = append(list, verdict{label: strconv.Itoa(n), text: words, idle: true, note: d.Say.Say("quiz.decoy"), reason: o.Reason.In(d.Say.Lang())})
		}
	}
	return list
}

// sameSide: two right sides that read alike are one, as in marking.
func (s *Sheet) sameSide(a, b string) bool {
	words := func(id string) string {
		if n := s.sideAt(id); n > 0 {
			return s.Item.Rights[s.rights[n-1]].Text.EN
		}
		return id
	}
	return a == b || words(a) == words(b)
}

// verdicts draws the key.
func (s *Sheet) verdicts(d Drawing, out *Drawn) {
	for _, v := range s.key(d) {
		s.verdict(d, out, v)
	}
}

// verdict draws one line of the key with its reason.
func (s *Sheet) verdict(d Drawing, out *Drawn, v verdict) {
	sign, ink := " ", d.Theme.Quiet
	switch {
	case v.good:
		sign, ink = theme.Yes, d.Theme.Allowed
	case v.mine || len(v.pairs) > 0:
		sign, ink = theme.No, d.Theme.Denied
	}
	lead := ink.Paint(sign) + " "
	if v.label != "" {
		lead += v.label + "  "
	}
	room := d.Width - frame.Width(lead)
	if v.note != "" {
		room -= frame.Width(v.note) + 1
	}
	for i, line := range s.prose(d, prose.Cited(v.text, s.Item.Facts), room) {
		if i == 0 {
			line = frame.Ends(lead+line, ink.Paint(v.note), d.Width)
		} else {
			line = strings.Repeat(" ", frame.Width(lead)) + line
		}
		out.Lines = append(out.Lines, line)
	}
	for _, p := range v.pairs {
		s.pairLine(d, out, p)
	}
	for _, line := range s.prose(d, prose.Cited(v.reason, s.Item.Facts), d.Width-5) {
		out.Lines = append(out.Lines, "     "+d.Theme.Quiet.Paint(frame.Plain(line)))
	}
}

// pairLine draws a right side below its left one.
func (s *Sheet) pairLine(d Drawing, out *Drawn, p paired) {
	ink, sign := d.Theme.Allowed, theme.Yes
	if !p.good {
		ink, sign = d.Theme.Denied, theme.No
	}
	for i, line := range s.prose(d, p.text, d.Width-9) {
		lead := "         "
		if i == 0 {
			lead = "     " + sign + " → "
		}
		out.Lines = append(out.Lines, ink.Paint(lead+frame.Plain(line)))
	}
}
