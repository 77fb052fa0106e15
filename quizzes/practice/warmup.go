package practice

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"skylab/quizzes"
	"skylab/simulators/cloud"
)

// A warm-up is ten minutes at the learner's pace, but no fewer and no more
// items than these.
const (
	warmUp              = 10 * time.Minute
	fewestWarm, allWarm = 4, 20
)

// WarmUp plans ten minutes: reviews that are due, then generated items on the
// weakest topic (half of what is left), then weak and fresh items of the banks.
// Who has answered nothing yet gets easy items of every module.
func (h *History) WarmUp(now time.Time, seed uint64) Plan {
	n := min(allWarm, max(fewestWarm, int(warmUp/h.Pace())))
	if len(h.answers) == 0 {
		return h.plan(h.spread(n, seed), now)
	}
	var list []Pick
	for _, p := range h.Due(now).Items {
		if len(list) < n {
			list = append(list, p)
		}
	}
	weakest := h.byWeakness(now)
	list = append(list, h.drilled(weakest, (n-len(list)+1)/2, seed)...)
	list = append(list, h.weakItems(weakest, n-len(list), list, now)...)
	if len(list) < n {
		list = append(list, h.more(weakest, n-len(list), list, seed)...)
	}
	return h.plan(list, now)
}

// byWeakness orders topics: measured ones first, the lowest share first.
func (h *History) byWeakness(now time.Time) []int {
	all := h.topicMastery(now)
	order := make([]int, len(all))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		x, y := all[a], all[b]
		return cmp.Or(first(x.Measured > 0, y.Measured > 0), cmp.Compare(x.Share(), y.Share()), cmp.Compare(y.Measured, x.Measured), cmp.Compare(x.Module, y.Module), cmp.Compare(x.Topic, y.Topic))
	})
	return order
}

// drilled are n items of the generators of the weakest topic that has some.
func (h *History) drilled(weakest []int, n int, seed uint64) []Pick {
	for _, t := range weakest {
		var here []int
		for i := range h.generators {
			if h.generators[i].topic == t {
				here = append(here, i)
			}
		}
		if len(here) == 0 {
			continue
		}
		var list []Pick
		for k := range n {
			p := Pick{h.generated(here[k%len(here)], draw{seed, uint64(len(h.answers)) + uint64(k)<<20}), WhyWeak}
			if !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
		return list
	}
	return nil
}

// weakItems are items of the banks that were missed, then those of weak topics
// that were never answered, the weakest topic first.
func (h *History) weakItems(weakest []int, n int, have []Pick, now time.Time) []Pick {
	few, _ := h.recent()
	weak := h.weakTopics(now)
	rank := make([]int, len(h.topics))
	for place, t := range weakest {
		rank[t] = place
	}
	var missed, fresh []int
	for i := range h.items[:h.listed] {
		it := &h.items[i]
		switch {
		case slices.Contains(few, i) || slices.ContainsFunc(have, func(p Pick) bool { return p.ID == it.id }):
		case it.missedLast():
			missed = append(missed, i)
		case (it.last < 0 || it.changed) && weak[it.topic]:
			fresh = append(fresh, i)
		}
	}
	byRank := func(a, b int) int { return cmp.Compare(rank[h.items[a].topic], rank[h.items[b].topic]) }
	slices.SortStableFunc(missed, byRank)
	slices.SortStableFunc(fresh, byRank)
	all := append(missed, fresh...)
	all = interleave(all[:min(max(n, 0), len(all))], func(i int) int { return h.items[i].topic })
	var list []Pick
	for _, i := range all {
		list = append(list, h.picked(i, WhyWeak))
	}
	return list
}

// more fills a warm-up where nothing is weak: fresh items, then the rest of the
// generators' time.
func (h *History) more(weakest []int, n int, have []Pick, seed uint64) []Pick {
	var list []Pick
	for _, p := range h.spread(n, seed) {
		if !slices.Contains(ids(have), p.ID) {
			list = append(list, p)
		}
	}
	for _, p := range h.drilled(weakest, n, seed+1) {
		if len(list) < n && !slices.Contains(ids(have), p.ID) && !slices.Contains(ids(list), p.ID) {
			list = append(list, p)
		}
	}
	return list
}

func ids(list []Pick) []string {
	var out []string
	for _, p := range list {
		out = append(out, p.ID)
	}
	return out
}

// spread are n items that were never answered, the easy ones first, over all
// modules and topics in turn.
func (h *History) spread(n int, seed uint64) []Pick {
	byLevel := map[quizzes.Level][]int{}
	for i := range h.items[:h.listed] {
		if it := &h.items[i]; it.last < 0 {
			byLevel[it.entry.Level] = append(byLevel[it.entry.Level], i)
		}
	}
	var list []Pick
	for level := quizzes.Level(0); level <= 3 && len(list) < n; level++ {
		for _, i := range h.inTurn(byLevel[level], seed) {
			if len(list) < n {
				list = append(list, Pick{h.items[i].id, easyOr(level)})
			}
		}
	}
	return list
}

func easyOr(level quizzes.Level) Why {
	if level <= 1 {
		return WhyEasy
	}
	return WhyFresh
}

// inTurn shuffles items and takes one of each module, then the next of each,
// and of a module one of each topic in turn.
func (h *History) inTurn(list []int, seed uint64) []int {
	label := cloud.Label("practice/spread")
	key := func(i int) uint64 { return cloud.Roll(seed, label^cloud.Label(h.items[i].id), 1) }
	slices.SortFunc(list, func(a, b int) int { return cmp.Compare(key(a), key(b)) })
	round := map[int]int{} // of an item: how many of its topic, then of its module, came before
	for _, by := range []func(i int) string{
		func(i int) string { return strconv.Itoa(h.items[i].topic) },
		func(i int) string { return h.items[i].entry.Module },
	} {
		count := map[string]int{}
		for _, i := range list {
			round[i] = count[by(i)]
			count[by(i)]++
		}
		slices.SortStableFunc(list, func(a, b int) int { return cmp.Compare(round[a], round[b]) })
	}
	return list
}
