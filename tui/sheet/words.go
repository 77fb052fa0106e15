package sheet

import (
	"strconv"
	"strings"

	"skylab/quizzes"
	"skylab/text"
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
func (s *Sheet) Plain(say text.Speaker, prose func(string) []string) []string {
	lang := say.Lang()
	lines := prose(Cited(s.Item.Stem.In(lang), s.Item.Facts))
	if s.Item.Kind != quizzes.Number {
		for k, i := range s.lefts {
			lines = append(lines, string(rune('a'+k))+". "+oneLine(s.Item.Options[i].Text.In(lang)))
		}
	}
	for k, i := range s.rights {
		lines = append(lines, strconv.Itoa(k+1)+". "+oneLine(s.Item.Rights[i].Text.In(lang)))
	}
	return append(lines, s.Ask(say))
}

// Answer reads a typed line: letters (b; a c; cab in order), pairs (a2 b1), or a
// number. False when it is none; then nothing has changed.
func (s *Sheet) Answer(line string) bool {
	before := *s
	before.marked, before.pairs = append([]int(nil), s.marked...), append([]string(nil), s.pairs...)
	s.marked, s.typed, s.Pick = nil, "", 0
	for k := range s.pairs {
		s.pairs[k] = ""
	}
	ok := strings.TrimSpace(line) != ""
	for _, r := range strings.ToLower(line) {
		if r == ' ' || r == ',' && s.Item.Kind != quizzes.Number || r == '=' {
			continue
		}
		have := s.Have()
		if r == 'j' || r == 'k' || !s.Key(string(r)) || s.pairs == nil && s.Have() <= have {
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
	for _, k := range s.marked {
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
		lead := oneLine(Cited(v.text, nil))
		if v.label != "" {
			lead = v.label + ". " + lead
		}
		for _, p := range v.pairs {
			lead += " → " + oneLine(p.text)
		}
		if v.note != "" {
			lead += " (" + v.note + ")"
		}
		lines = append(lines, strings.TrimSuffix(lead, ".")+". "+oneLine(Cited(v.reason, nil)))
	}
	return lines
}
