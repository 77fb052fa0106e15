package practice

import (
	"slices"
	"time"

	"skylab/quizzes"
	"skylab/quizzes/record"
)

// Standing is how the learner stands with one item.
type Standing struct {
	ID      string
	Entry   quizzes.Entry // that of the generator for a generated item; the ID alone when Gone
	Gone    bool          // no bank has it any more
	Changed bool          // it reads otherwise than when it was answered last: its schedule begins anew
	Answers int           // ever
	Rights  int           // of them
	Lapses  int           // how often it was missed after it had been known
	Last    record.Answer // the latest; zero when there is none
	Due     time.Time     // when it is to be reviewed; zero: it is not in the schedule
	Recall  float64       // chance that it is still known now, 0 to 1, by FSRS; 0 when not in the schedule
}

// Standing is how the learner stands with an item at now.
func (h *History) Standing(id string, now time.Time) Standing {
	at, ok := h.byID[id]
	if !ok {
		it := h.unlisted(id)
		return Standing{ID: id, Entry: it.entry, Gone: it.gone}
	}
	it := &h.items[at]
	s := Standing{ID: id, Entry: it.entry, Gone: it.gone, Changed: it.changed, Answers: len(it.answers), Rights: it.rights, Lapses: it.lapses}
	if n := len(it.answers); n > 0 {
		s.Last = h.answers[it.answers[n-1]]
	}
	if h.scheduled(it) {
		civil := h.civil(now)
		s.Due = h.wall(it.card.Due.Add(-h.clock.ahead(civil)))
		s.Recall = h.recall(it, h.clock.at(civil))
	}
	return s
}

// Answers lists the answers to one item, oldest first.
func (h *History) Answers(id string) []record.Answer {
	at, ok := h.byID[id]
	if !ok {
		return nil
	}
	var list []record.Answer
	for _, a := range h.items[at].answers {
		list = append(list, h.answers[a])
	}
	return list
}

// All lists every answer, oldest first. Do not change it.
func (h *History) All() []record.Answer { return slices.Clip(h.answers) }

// Gone lists the items that were answered and that no bank has any more, in
// the order of their ids. Their answers stay.
func (h *History) Gone() []string {
	return h.ids(func(it *item) bool { return it.gone })
}

// Changed lists the items that read otherwise than when they were answered
// last, in the order of their ids.
func (h *History) Changed() []string { return h.ids(func(it *item) bool { return it.changed }) }

func (h *History) ids(which func(*item) bool) []string {
	var list []string
	for i := range h.items {
		if which(&h.items[i]) {
			list = append(list, h.items[i].id)
		}
	}
	slices.Sort(list)
	return list
}
