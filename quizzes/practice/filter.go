package practice

import (
	"slices"
	"strings"
	"time"

	"skylab/quizzes"
)

// Filter says what a drill is about. Empty fields leave it open; all others
// must hold.
type Filter struct {
	Module    string
	Topic     string
	Exam      string // version: SAA-C03
	Domain    string // of Exam: 3
	Task      string // of Exam: 3.4
	Level     quizzes.Level
	Kind      quizzes.Kind
	Proved    bool   // items that a simulator proves (generated ones are)
	Weak      bool   // weak spots: missed or guessed at the latest answer, or of a weak topic and not yet known
	Missed    bool   // missed at the latest answer, in the last 14 days
	Fresh     bool   // never answered, or changed since
	Generated bool   // generators take part, unless Kind, Level or Missed is asked for, which no generator promises
	Generator string // items of this generator alone
}

// missedLately is how long a missed item counts as missed lately.
const missedLately = 14 * 24 * time.Hour

// sieve is a filter made ready for many items.
type sieve struct {
	Filter
	h     *History
	now   time.Time // of practice
	tag   string    // a task's tag is this, or begins with it and dot
	weak  []bool    // by topic
	begin bool      // tag is a beginning
}

func (h *History) sieve(f Filter, now time.Time) *sieve {
	s := &sieve{Filter: f, h: h, now: h.clock.at(h.civil(now))}
	switch {
	case f.Task != "":
		s.tag = f.Exam + "/" + f.Task
	case f.Domain != "":
		s.tag, s.begin = f.Exam+"/"+f.Domain+".", true
	case f.Exam != "":
		s.tag, s.begin = f.Exam+"/", true
	}
	if f.Weak {
		s.weak = h.weakTopics(s.now)
	}
	return s
}

func (s *sieve) about(module, topic string, tasks []string) bool {
	return (s.Module == "" || s.Module == module) && (s.Topic == "" || s.Topic == topic) && (s.tag == "" || slices.ContainsFunc(tasks, s.tagged))
}

func (s *sieve) tagged(tag string) bool {
	if s.Exam == "" { // a task or domain of any exam
		tag = tag[strings.IndexByte(tag, '/')+1:]
		return tag == s.tag[1:] || s.begin && strings.HasPrefix(tag, s.tag[1:])
	}
	return tag == s.tag || s.begin && strings.HasPrefix(tag, s.tag)
}

// passes tells whether the filter leaves an item.
func (s *sieve) passes(it *item) bool {
	if it.gone || it.generator >= 0 && !s.Generated && s.Generator == "" {
		return false
	}
	if s.Generator != "" && (it.generator < 0 || s.h.generators[it.generator].ID != s.Generator) {
		return false
	}
	e := &it.entry
	if s.Level != 0 && s.Level != e.Level || s.Kind != "" && s.Kind != e.Kind || s.Proved && !e.Proved || !s.about(e.Module, e.Topic, e.Tasks) {
		return false
	}
	fresh := it.last < 0 || it.changed
	if s.Fresh && !fresh {
		return false
	}
	if s.Missed && (fresh || it.right || s.now.Sub(it.card.LastReview) > missedLately) {
		return false
	}
	return !s.Weak || it.missedLast() || fresh && s.weak[it.topic]
}

// draws tells whether a generator takes part.
func (s *sieve) draws(g *generator) bool {
	if s.Generator != "" {
		return g.ID == s.Generator
	}
	return s.Generated && s.Kind == "" && s.Level == 0 && !s.Missed && s.about(g.Module, g.Topic, g.Tasks) && (!s.Weak || s.weak[g.topic])
}

// missedLast: the latest answer to the text of today was wrong or a guess.
func (it *item) missedLast() bool {
	return it.last >= 0 && !it.changed && !it.gone && !it.firm
}

// Matches counts the items of banks and the generators that a filter leaves.
func (h *History) Matches(f Filter, now time.Time) (items, generators int) {
	s := h.sieve(f, now)
	for i := range h.items[:h.listed] {
		if s.passes(&h.items[i]) {
			items++
		}
	}
	for i := range h.generators {
		if s.draws(&h.generators[i]) {
			generators++
		}
	}
	return items, generators
}
