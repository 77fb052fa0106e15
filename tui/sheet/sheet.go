// Package sheet is the paper on which one quiz item is answered: what is
// marked on it, which keys mark it, how it is drawn. Drills and mock exams
// stand on it; it keeps nothing and knows no store.
package sheet

import (
	"slices"
	"strconv"
	"strings"

	"skylab/quizzes"
	"skylab/tui/prose"
	"skylab/tui/theme"
)

// Sheet is one item being answered.
type Sheet struct {
	Item *quizzes.Item
	Pick int // the cursor, an index in what is shown

	lefts  []int    // options in the order shown; of a match its left sides
	rights []int    // of a match: Item.Rights in the order shown
	marked []int    // indices in lefts, in the order of marking
	pairs  []string // of a match: the id of the right side of each left, or empty
	typed  string   // of a number

	kept     *prose.Kept // of the theme below
	keptFor  theme.Name
	keptDark bool
}

// New lays an item out for a learner, with what was answered before.
func New(it *quizzes.Item, learner uint64, given quizzes.Response) *Sheet {
	s := &Sheet{Item: it}
	s.lefts = it.Shuffled(learner)
	if it.Kind == quizzes.Match {
		s.rights = it.ShuffledRights(learner)
		s.pairs = make([]string, len(s.lefts))
	}
	s.take(given)
	return s
}

func (s *Sheet) take(given quizzes.Response) {
	if s.Item.Kind == quizzes.Number {
		s.typed = given.String()
		return
	}
	for _, word := range given {
		id, right, _ := strings.Cut(word, "=")
		at := slices.IndexFunc(s.lefts, func(i int) bool { return s.Item.Options[i].ID == id })
		switch {
		case at < 0: // an option that is gone
		case s.pairs != nil:
			s.pairs[at] = right
		default:
			s.marked = append(s.marked, at)
		}
	}
}

// Response is what is on the sheet.
func (s *Sheet) Response() quizzes.Response {
	var r quizzes.Response
	switch {
	case s.Item.Kind == quizzes.Number:
		return quizzes.ParseResponse(s.typed)
	case s.pairs != nil:
		for k, i := range s.lefts {
			if s.pairs[k] != "" {
				r = append(r, s.Item.Options[i].ID+"="+s.pairs[k])
			}
		}
		return r
	}
	for _, k := range s.marked {
		r = append(r, s.Item.Options[s.lefts[k]].ID)
	}
	if s.Item.Kind == quizzes.Multiple {
		slices.Sort(r)
	}
	return r
}

// Want is how many marks a whole answer has.
func (s *Sheet) Want() int {
	switch s.Item.Kind {
	case quizzes.Multiple:
		return len(s.Item.Keyed())
	case quizzes.Order, quizzes.Match:
		return len(s.lefts)
	}
	return 1
}

// Have is how many marks there are.
func (s *Sheet) Have() int { return len(s.Response()) }

// Whole tells whether the answer has as many marks as it needs.
func (s *Sheet) Whole() bool {
	if s.Item.Kind == quizzes.Number {
		return s.Item.Readable(s.Response())
	}
	return s.Have() == s.Want()
}

// Full tells whether nothing more can be marked before a mark is taken back.
func (s *Sheet) Full() bool {
	return (s.Item.Kind == quizzes.Multiple || s.Item.Kind == quizzes.Order) && len(s.marked) >= s.Want()
}

// Enter marks the option at the cursor; false when it is marked already, or
// nothing can be marked by a key that says no more than yes.
func (s *Sheet) Enter() bool {
	if s.Item.Kind == quizzes.Number || s.pairs != nil || slices.Contains(s.marked, s.Pick) {
		return false
	}
	s.mark(s.Pick)
	return slices.Contains(s.marked, s.Pick)
}

// Key answers with a key; false when the key means nothing here.
func (s *Sheet) Key(name string) bool {
	n := len(s.lefts)
	switch {
	case s.Item.Kind == quizzes.Number:
		return s.digit(name)
	case name == "up" || name == "k":
		s.Pick = max(0, s.Pick-1)
	case name == "down" || name == "j":
		s.Pick = min(n-1, s.Pick+1)
	case name == "space" && s.pairs == nil:
		s.mark(s.Pick)
	case name == "backspace":
		s.unmark()
	case len(name) == 1 && name[0] >= 'a' && int(name[0]-'a') < n:
		s.mark(int(name[0] - 'a'))
	case s.pairs != nil && len(name) == 1 && name[0] >= '1' && int(name[0]-'1') < len(s.rights):
		s.pair(int(name[0] - '1'))
	default:
		return false
	}
	return true
}

// longestNumber bounds what is typed: no key has as many digits.
const longestNumber = 24

func (s *Sheet) digit(name string) bool {
	switch {
	case name == "backspace":
		s.typed = s.typed[:max(0, len(s.typed)-1)]
	case len(name) == 1 && strings.Contains("0123456789.,-", name) && len(s.typed) < longestNumber:
		s.typed += name
	default:
		return false
	}
	return true
}

// mark puts a mark at an option or takes it away.
func (s *Sheet) mark(k int) {
	s.Pick = k
	if s.pairs != nil {
		return
	}
	at := slices.Index(s.marked, k)
	switch {
	case s.Item.Kind == quizzes.Choice || s.Item.Kind == quizzes.Predict:
		s.marked = []int{k}
	case at >= 0:
		s.marked = slices.Delete(slices.Clone(s.marked), at, at+1)
	case len(s.marked) < s.Want():
		s.marked = append(slices.Clone(s.marked), k)
	}
}

// unmark takes the last mark back.
func (s *Sheet) unmark() {
	if s.pairs != nil {
		s.pairs[s.Pick] = ""
		return
	}
	s.marked = s.marked[:max(0, len(s.marked)-1)]
}

// pair gives the left side at the cursor its right side and goes on to the
// next that has none.
func (s *Sheet) pair(right int) {
	s.pairs[s.Pick] = s.Item.Rights[s.rights[right]].ID
	for k := range s.pairs {
		if next := (s.Pick + 1 + k) % len(s.pairs); s.pairs[next] == "" {
			s.Pick = next
			return
		}
	}
}

// Click answers with the mouse: the zone of an option or of a right side.
func (s *Sheet) Click(zone string) bool {
	kind, number, _ := strings.Cut(zone, "-")
	k, err := strconv.Atoi(number)
	switch {
	case err != nil:
		return false
	case kind == "option" && k < len(s.lefts):
		s.mark(k)
	case kind == "right" && k < len(s.rights):
		s.pair(k)
	default:
		return false
	}
	return true
}

// Letter is the letter of an option as this sheet shows it; empty for one that
// it does not show.
func (s *Sheet) Letter(id string) string {
	for k, i := range s.lefts {
		if s.Item.Options[i].ID == id {
			return string(rune('a' + k))
		}
	}
	return ""
}
