package practice

import (
	"time"

	"github.com/open-spaced-repetition/go-fsrs/v4"

	"skylab/quizzes/record"
)

// step is after how many minutes a missed item comes back on the same day.
// There is one such step alone: each answer shows all reasons, and asking what
// was just read measures nothing. A right answer goes at once to an interval
// of days.
const step = 10

func newScheduler() *fsrs.FSRS {
	p := fsrs.DefaultParam() // retention 0.9, weights fitted to many learners
	p.EnableFuzz = false     // the same history is the same schedule
	p.LearningSteps = []float64{step}
	p.RelearningSteps = []float64{step}
	return fsrs.NewFSRS(p)
}

// rating: missed is Again, right by a guess is Hard, any other right answer is
// Good. Nothing is Easy: that means recalled without effort, and neither being
// sure (which is what knowing is) nor being quick (most of the time on an item
// goes into reading it) tells that of an answer chosen from a list.
func rating(a record.Answer) fsrs.Rating {
	switch {
	case !a.Right:
		return fsrs.Again
	case a.Sure == record.Guess:
		return fsrs.Hard
	}
	return fsrs.Good
}

// schedule takes an answer into the item's schedule. An answer to another text
// than the last begins it anew.
func (h *History) schedule(it *item, a record.Answer, now time.Time) {
	if a.Hash != "" && it.hash != "" && a.Hash != it.hash {
		it.card, it.missed, it.rightOn = fsrs.Card{}, false, 0
	}
	if a.Hash != "" {
		it.hash = a.Hash
	}
	if it.generator >= 0 && !h.keeps(it, a, now) {
		it.card = fsrs.Card{}
		return
	}
	if !a.Right && it.card.State == fsrs.Review {
		it.lapses++
	}
	if info, err := h.scheduler.Next(it.card, now, rating(a)); err == nil {
		it.card = info.Card
	} else if info, err := h.scheduler.Next(fsrs.Card{}, now, rating(a)); err == nil {
		it.card = info.Card // a card that FSRS cannot go on with begins anew
	}
}

// keeps tells whether a generated item is reviewed: from when it is missed
// until it was right, and not by a guess, on two different days. Another number
// of the same generator asks as much, so the single one is not kept for ever.
func (h *History) keeps(it *item, a record.Answer, now time.Time) bool {
	if !a.Right {
		it.missed, it.rightOn = true, 0
		return true
	}
	if !it.missed || a.Sure == record.Guess {
		return it.missed
	}
	today := dayOf(now)
	if it.rightOn != 0 && it.rightOn != today {
		it.missed, it.rightOn = false, 0
		return false
	}
	it.rightOn = today
	return true
}

// scheduled tells whether an item is reviewed at all.
func (h *History) scheduled(it *item) bool {
	return !it.gone && it.card.State != fsrs.New && !it.changed
}

// due tells whether an item is to be reviewed on the day that ends at end: one
// that was missed a moment ago when its minutes are over, others on their day.
func (h *History) due(it *item, now, end time.Time) bool {
	if !h.scheduled(it) {
		return false
	}
	if it.card.State == fsrs.Review {
		return it.card.Due.Before(end)
	}
	return !it.card.Due.After(now)
}

// today is the time of practice at now, and the end of the learner's day in it.
func (h *History) today(now time.Time) (at, end time.Time) {
	civil := h.civil(now)
	return h.clock.at(civil), beginOf(dayOf(civil) + 1).Add(h.clock.ahead(civil))
}

// recall is the chance that an item of the schedule is still known.
func (h *History) recall(it *item, at time.Time) float64 {
	r, err := h.scheduler.Retrievability(it.card, at)
	if err != nil {
		return 0
	}
	return r
}
