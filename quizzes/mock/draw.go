package mock

import (
	"cmp"
	"slices"
	"strings"

	"skylab/quizzes/record"
	"skylab/simulators/cloud"
)

// Draw draws the items of a mock in the order of the exam: exactly the offer's
// parts, each domain's spread evenly over its tasks, the unscored ones hidden
// among them, none twice. Items that the learner's past mocks did not have come
// first, then those seen longest ago: only among items of the same age the
// spread over tasks decides, and after it that topic and step differ. The same
// arguments draw the same mock, whatever the order of entries was.
func Draw(offer Offer, past []record.Sitting, seed uint64) []record.Drawn {
	m := matching{parts: offer.Parts, drawn: make([][]*turn, len(offer.Parts))}
	list := turns(offer.pool, past, seed)
	for len(list) > 0 && !m.full() {
		n := slices.IndexFunc(list, func(t *turn) bool { return t.age != list[0].age })
		if n < 0 {
			n = len(list)
		}
		m.take(list[:n])
		list = list[n:]
	}
	m.assign()
	var order []placed
	for i, p := range offer.Parts {
		for at, t := range unscoredFirst(m.drawn[i], p.Unscored) {
			d := record.Drawn{Item: t.ID, Hash: t.Hash, Task: t.task, Scored: at >= p.Unscored}
			order = append(order, placed{d, cloud.Roll(seed, labelPlace, cloud.Label(t.ID))})
		}
	}
	slices.SortFunc(order, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.roll, b.roll), strings.Compare(a.Item, b.Item))
	})
	drawn := make([]record.Drawn, len(order))
	for i, p := range order {
		drawn[i] = p.Drawn
	}
	return drawn
}

type placed struct {
	record.Drawn
	roll uint64
}

// The names of the draws: which items come first, and where they stand.
var (
	labelItem  = cloud.Label("mock.item")
	labelPlace = cloud.Label("mock.place")
)

// turn is a candidate with what decides when its turn comes.
type turn struct {
	*candidate
	age   int    // 0: never drawn; then 1 for the longest ago, 2, …
	twin  int    // items of its group before it
	round int    // items of its task and age before it
	roll  uint64 //
	home  string // the task that it is counted for before it is drawn
	task  string // the task that it is drawn for
}

// turns puts the pool in the order in which it is drawn from.
func turns(pool []candidate, past []record.Sitting, seed uint64) []*turn {
	age, home := ages(past), homes(pool)
	made, list := make([]turn, len(pool)), make([]*turn, len(pool))
	for i := range pool {
		c := &pool[i]
		made[i] = turn{candidate: c, age: age[c.ID], roll: cloud.Roll(seed, labelItem, cloud.Label(c.ID)), home: home(c)}
		list[i] = &made[i]
	}
	chance := func(a, b *turn) int { return cmp.Or(cmp.Compare(a.roll, b.roll), strings.Compare(a.ID, b.ID)) }
	slices.SortFunc(list, func(a, b *turn) int { return cmp.Or(a.age-b.age, chance(a, b)) })
	groups := map[string]int{}
	for _, t := range list {
		t.twin = groups[t.group()]
		groups[t.group()]++
	}
	slices.SortFunc(list, func(a, b *turn) int { return cmp.Or(a.age-b.age, a.twin-b.twin, chance(a, b)) })
	rounds := map[string]int{}
	for i, t := range list {
		if i > 0 && t.age != list[i-1].age {
			clear(rounds)
		}
		t.round = rounds[t.home]
		rounds[t.home]++
	}
	slices.SortFunc(list, func(a, b *turn) int { return cmp.Or(a.age-b.age, a.round-b.round, chance(a, b)) })
	return list
}

// ages numbers items by the last past mock that had them, the longest ago
// first. The store's numbers say what came first, for clocks are set.
func ages(past []record.Sitting) map[string]int {
	past = slices.Clone(past)
	slices.SortStableFunc(past, func(a, b record.Sitting) int { return cmp.Or(cmp.Compare(a.ID, b.ID), a.Began.Compare(b.Began)) })
	age := map[string]int{}
	for i, s := range past {
		for _, d := range s.Items {
			age[d.Item] = i + 1
		}
	}
	return age
}

// homes counts an item of several tasks for the one with the fewest items,
// which needs it most.
func homes(pool []candidate) func(*candidate) string {
	items := map[string]int{}
	for _, c := range pool {
		for _, t := range c.tasks {
			items[t]++
		}
	}
	return func(c *candidate) string {
		return slices.MinFunc(c.tasks, func(a, b string) int { return items[a] - items[b] })
	}
}

// unscoredFirst puts those that do not count at the head: each time one of the
// task that has the most, so that the scored ones stay spread.
func unscoredFirst(list []*turn, unscored int) []*turn {
	left := map[string]int{}
	for _, t := range list {
		left[t.task]++
	}
	for i := range unscored {
		best := i
		for j := i + 1; j < len(list); j++ {
			if left[list[j].task] > left[list[best].task] || left[list[j].task] == left[list[best].task] && list[j].roll < list[best].roll {
				best = j
			}
		}
		left[list[best].task]--
		list[i], list[best] = list[best], list[i]
	}
	return list
}
