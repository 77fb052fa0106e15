package practice

import (
	"slices"
	"time"

	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/simulators/cloud"
)

// lastFew is how many of the latest answers an item waits for before it is
// asked again.
const lastFew = 8

// firm: right, and not by a guess.
func firm(a record.Answer) bool { return a.Right && a.Sure != record.Guess }

// draw is chance for one choice: keyed by the session's seed, what is drawn,
// and how many answers there were, so that each next item is another draw.
type draw struct{ seed, n uint64 }

func (d draw) below(what string, n int) int {
	return int(cloud.RollBelow(d.seed, cloud.Label("practice/"+what), d.n, uint64(n)))
}

// Next chooses the item to ask: fresh and missed ones first, never one of the
// last few answered while there are others, and another topic than the last
// where the filter leaves one. The same for the same history, filter, now and
// seed. False when nothing passes the filter.
func (h *History) Next(f Filter, now time.Time, seed uint64) (Pick, bool) {
	s, d := h.sieve(f, now), draw{seed, uint64(len(h.answers))}
	c := h.candidates(s)
	drawing := h.drawing(s)
	if len(drawing) > 0 && (len(c.fresh)+len(c.missed) == 0 || d.below("generator or bank", 4) == 0) {
		return Pick{h.generated(drawing[d.below("generator", len(drawing))], d), WhyFresh}, true
	}
	switch {
	case len(c.missed) > 0 && (len(c.fresh) == 0 || d.below("missed or fresh", 3) == 0):
		return h.picked(c.missed[d.below("missed", len(c.missed))], WhyMissed), true
	case len(c.fresh) > 0:
		return h.picked(c.fresh[d.below("fresh", len(c.fresh))], WhyFresh), true
	case c.oldest >= 0:
		return h.picked(c.oldest, WhyKnown), true
	case c.recent >= 0:
		return h.picked(c.recent, WhyKnown), true
	}
	return Pick{}, false
}

// picked names an item and why it is asked, where the item knows better.
func (h *History) picked(i int, why Why) Pick {
	it := &h.items[i]
	switch {
	case it.changed:
		why = WhyChanged
	case it.missedLast():
		why = WhyMissed
	}
	return Pick{it.id, why}
}

// candidates are places of the items that pass.
type candidates struct {
	missed, fresh []int // of another topic than the last where there are such
	oldest        int   // of the known ones, the one answered longest ago; -1
	recent        int   // of the last few, the one answered longest ago; -1
}

func (h *History) candidates(s *sieve) candidates {
	few, lastTopic := h.recent()
	c := candidates{oldest: -1, recent: -1}
	earlier := func(i, than int) bool { return than < 0 || h.items[i].last < h.items[than].last }
	for i := range h.items {
		it := &h.items[i]
		switch {
		case !s.passes(it):
		case slices.Contains(few, i):
			if earlier(i, c.recent) {
				c.recent = i
			}
		case it.last < 0 || it.changed:
			c.fresh = append(c.fresh, i)
		case it.missedLast():
			c.missed = append(c.missed, i)
		case it.generator >= 0: // another number of its generator is as good
		case earlier(i, c.oldest):
			c.oldest = i
		}
	}
	c.fresh, c.missed = h.otherTopic(c.fresh, lastTopic), h.otherTopic(c.missed, lastTopic)
	return c
}

// recent are the places of the items answered last, and the topic of the very
// last; -1 when nothing was answered.
func (h *History) recent() (few []int, topic int) {
	topic = -1
	for i := len(h.answers) - 1; i >= 0 && len(few) < lastFew; i-- {
		at := h.byID[h.answers[i].Item]
		if i == len(h.answers)-1 {
			topic = h.items[at].topic
		}
		few = append(few, at)
	}
	return few, topic
}

func (h *History) otherTopic(list []int, than int) []int {
	others := make([]int, 0, len(list))
	for _, i := range list {
		if h.items[i].topic != than {
			others = append(others, i)
		}
	}
	if len(others) == 0 {
		return list
	}
	return others
}

func (h *History) drawing(s *sieve) []int {
	var list []int
	for i := range h.generators {
		if s.draws(&h.generators[i]) {
			list = append(list, i)
		}
	}
	return list
}

// generated is the id of an item of a generator that was not answered yet.
// Numbers stay below a million: people read them aloud.
func (h *History) generated(g int, d draw) string {
	id := h.generators[g].ID
	label := cloud.Label("practice/generated/" + id)
	for n := d.n; ; n += 1 << 32 {
		name := quizzes.GeneratedID(id, 1+cloud.RollBelow(d.seed, label, n, 999_999))
		if _, known := h.byID[name]; !known || n>>32 > 100 { // so many were all known: one of them again
			return name
		}
	}
}
