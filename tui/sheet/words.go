package sheet

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"skylab/quizzes"
	"skylab/text"
	"skylab/tui/keys"
	"skylab/tui/prose"
)

// Ask is the sentence that says how to answer: choose one, choose two, …
func (s *Sheet) Ask(say text.Speaker) string {
	switch s.Item.Kind {
	case quizzes.Multiple:
		return say.Say("quiz.ask.multiple", "n", s.Want(), "have", s.Have())
	case quizzes.Number:
		if unit := s.Item.Unit.In(say.Lang()); unit != "" {
			return say.Say("quiz.ask.unit", "unit", unit)
		}
	}
	return say.Say("quiz.ask." + string(s.Item.Kind))
}

// Plain is the sheet as lines for the plain program: the stem, what can be
// answered, and how.
func (s *Sheet) Plain(say text.Speaker, read func(string) []string) []string {
	lang := say.Lang()
	lines := read(prose.Cited(s.Item.Stem.In(lang), nil))
	if s.Item.Kind != quizzes.Number {
		for k, i := range s.lefts {
			lines = append(lines, string(rune('a'+k))+". "+spoken(s.Item.Options[i].Text.In(lang)))
		}
	}
	for k, i := range s.rights {
		lines = append(lines, strconv.Itoa(k+1)+". "+spoken(s.Item.Rights[i].Text.In(lang)))
	}
	switch s.Item.Kind { // who types a line marks nothing
	case quizzes.Multiple, quizzes.Order, quizzes.Match:
		return append(lines, say.Say("plain.quiz.ask."+string(s.Item.Kind), "n", s.Want()))
	}
	return append(lines, s.Ask(say))
}

// spoken is Markdown as one plain line.
func spoken(markdown string) string {
	return oneLine(strings.Join(prose.Unwrapped(prose.Cited(markdown, nil), ""), " "))
}

// longestLine bounds a number that comes as a line, with its unit.
const longestLine = 80

// Answer reads a typed line: letters (b; a c; cab in order), pairs (a2 b1), or a
// number. False when it is none; then nothing has changed.
func (s *Sheet) Answer(line string) bool {
	if s.Item.Kind == quizzes.Number {
		r := quizzes.ParseResponse(line)
		ok := len(line) <= longestLine && s.Item.Readable(r)
		if ok {
			s.typed = r.String()
		}
		return ok
	}
	before := *s
	before.marked, before.pairs = append([]int(nil), s.marked...), append([]string(nil), s.pairs...)
	s.marked, s.Pick = nil, 0
	for k := range s.pairs {
		s.pairs[k] = ""
	}
	ok := strings.TrimSpace(line) != ""
	for _, r := range strings.ToLower(line) {
		if r == ' ' || r == ',' || r == '=' {
			continue
		}
		have, name := s.Have(), keys.Name(tea.KeyPressMsg{Code: r, Text: string(r)})
		if name == "j" || name == "k" || !s.Key(name) || s.pairs == nil && s.Have() <= have {
			ok = false
			break
		}
	}
	if !ok {
		*s = before
	}
	return ok
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Letters is the answer as letters: b; a c; a2 b1; of a number what was typed.
func (s *Sheet) Letters() string {
	if s.Item.Kind == quizzes.Number {
		return s.typed
	}
	var list []string
	for k := range s.lefts {
		if s.pairs != nil && s.pairs[k] != "" {
			list = append(list, string(rune('a'+k))+strconv.Itoa(s.sideAt(s.pairs[k])))
		}
	}
	marked := slices.Clone(s.marked)
	if s.Item.Kind == quizzes.Multiple {
		slices.Sort(marked)
	}
	for _, k := range marked {
		list = append(list, string(rune('a'+k)))
	}
	return strings.Join(list, " ")
}

// sideAt is the number under which a right side is shown; 0 when it is not.
func (s *Sheet) sideAt(id string) int {
	for n, i := range s.rights {
		if s.Item.Rights[i].ID == id {
			return n + 1
		}
	}
	return 0
}

// Reasons is the key with the reason of every option, a line each.
func (s *Sheet) Reasons(say text.Speaker) []string {
	var lines []string
	for _, v := range s.key(Drawing{Say: say}) {
		lead := spoken(v.text)
		if v.label != "" {
			lead = v.label + ". " + lead
		}
		for _, p := range v.pairs {
			lead += " → " + spoken(p.text)
		}
		if v.note != "" {
			lead += " (" + v.note + ")"
		}
		lines = append(lines, strings.TrimSuffix(lead, ".")+". "+spoken(v.reason))
	}
	return lines
}
