package practice

import (
	"cmp"
	"slices"
	"time"
)

// Why says for what reason an item is asked. Screens make sentences of it.
type Why string

// The reasons.
const (
	WhyDue     Why = "due"     // its review is due
	WhyMissed  Why = "missed"  // it was missed, or guessed, at its latest answer
	WhyChanged Why = "changed" // it reads otherwise than when it was answered
	WhyFresh   Why = "fresh"   // it was never answered
	WhyKnown   Why = "known"   // nothing else is left: the one answered longest ago
	WhyWeak    Why = "weak"    // of the topic that is known least
	WhyEasy    Why = "easy"    // for a start
)

// Pick is one item to ask.
type Pick struct {
	ID  string // of a generated item with its seed: ~route/17
	Why Why
}

// Plan is a row of items to ask, in their order.
type Plan struct {
	Items  []Pick
	Takes  time.Duration // by the learner's own median pace
	Behind time.Duration // see History.Behind
}

func (h *History) plan(items []Pick, now time.Time) Plan {
	return Plan{items, time.Duration(len(items)) * h.Pace(), h.Behind(now)}
}

// Due plans the reviews of the learner's day: all that fall due until its end,
// and of those missed today the ones whose ten minutes are over. They are
// interleaved: no two of one topic in a row where that can be avoided, and the
// one most likely forgotten first.
func (h *History) Due(now time.Time) Plan {
	var list []Pick
	for _, i := range h.dueItems(now) {
		list = append(list, Pick{h.items[i].id, WhyDue})
	}
	return h.plan(list, now)
}

// dueItems are the places of the due items in the order in which to ask them.
func (h *History) dueItems(now time.Time) []int {
	at, end := h.today(now)
	var list []int
	recall := map[int]float64{}
	for i := range h.items {
		if it := &h.items[i]; h.due(it, at, end) {
			list = append(list, i)
			recall[i] = h.recall(it, at)
		}
	}
	slices.SortFunc(list, func(a, b int) int {
		return cmp.Or(cmp.Compare(recall[a], recall[b]), h.items[a].card.Due.Compare(h.items[b].card.Due), cmp.Compare(h.items[a].id, h.items[b].id))
	})
	return interleave(list, func(i int) int { return h.items[i].topic })
}

// interleave keeps the order of a list as far as it can while no two neighbours
// are of one topic. Where more than half of what is left is of one topic, that
// one is next, or it would be left over at the end.
func interleave(list []int, topic func(int) int) []int {
	queues := map[int][]int{} // places in list
	var topics []int
	for place, i := range list {
		t := topic(i)
		if queues[t] == nil {
			topics = append(topics, t)
		}
		queues[t] = append(queues[t], place)
	}
	out := make([]int, 0, len(list))
	for last, first := 0, true; len(out) < len(list); first = false {
		best := -1
		for k, t := range topics {
			q := queues[t]
			if len(q) == 0 || !first && t == last {
				continue
			}
			if 2*len(q) > len(list)-len(out) {
				best = k
				break
			}
			if best < 0 || q[0] < queues[topics[best]][0] {
				best = k
			}
		}
		if best < 0 { // only the last topic is left
			best = slices.Index(topics, last)
		}
		last = topics[best]
		out = append(out, list[queues[last][0]])
		queues[last] = queues[last][1:]
	}
	return out
}

// NextDue is when the next review that is not due yet falls due; zero when
// there is none. Of one on a later day it is the beginning of that day.
func (h *History) NextDue(now time.Time) time.Time {
	at, end := h.today(now)
	var next time.Time
	for i := range h.items {
		it := &h.items[i]
		if !h.scheduled(it) || h.due(it, at, end) {
			continue
		}
		due := it.card.Due
		if !due.Before(end) { // whole days after the end of today
			due = end.Add(due.Sub(end).Truncate(24 * time.Hour))
		}
		if next.IsZero() || due.Before(next) {
			next = due
		}
	}
	if next.IsZero() {
		return next
	}
	return h.wall(next.Add(-h.clock.ahead(h.civil(now))))
}

// Pace is how long the learner takes for an item: the median of their latest
// hundred answers, one minute while there are fewer than five. More than ten
// minutes is a cup of coffee.
func (h *History) Pace() time.Duration {
	const few, many, coffee = 5, 100, 10 * time.Minute
	var list []time.Duration
	for i := len(h.answers) - 1; i >= 0 && i >= len(h.answers)-10*many && len(list) < many; i-- {
		if t := h.answers[i].Took; t > 0 && t <= coffee {
			list = append(list, t)
		}
	}
	if len(list) < few {
		return time.Minute
	}
	slices.Sort(list)
	return list[len(list)/2]
}
