package mock

import (
	"slices"

	"skylab/content"
)

// matching gives items to the parts of a mock. An item that is once in stays
// in, though it may move to another of its domains to make room: so taking them
// in the order of preference gives the best set of all (the sets that can be
// matched are a matroid).
type matching struct {
	parts []Part
	drawn [][]*turn // by part
}

// take takes in what it can of items of the same preference, in their order.
// First each goes to the domain of its home, where that has room: only what is
// still free then is filled with items that serve there as well, so that those
// do not crowd out a task.
func (m *matching) take(list []*turn) {
	var rest []*turn
	for _, t := range list {
		if home := m.part(t.home); home >= 0 && m.room(home) {
			m.drawn[home] = append(m.drawn[home], t)
		} else {
			rest = append(rest, t)
		}
	}
	for _, t := range rest {
		if m.full() {
			return
		}
		tried := uint(0)
		m.place(t, &tried)
	}
}

func (m *matching) full() bool {
	for i := range m.parts {
		if m.room(i) {
			return false
		}
	}
	return true
}

func (m *matching) room(i int) bool {
	return len(m.drawn[i]) < m.parts[i].Scored+m.parts[i].Unscored
}

func (m *matching) part(task string) int {
	domain := content.Task{ID: task}.Domain()
	return slices.IndexFunc(m.parts, func(p Part) bool { return p.Domain.ID == domain })
}

// place looks for room in the item's domains that were not tried yet, first
// free room, then room that another item leaves (Kuhn's augmenting paths).
func (m *matching) place(t *turn, tried *uint) bool {
	open := func(i int) bool { return t.domains&(1<<i) != 0 && *tried&(1<<i) == 0 }
	for i := range m.parts {
		if open(i) && m.room(i) {
			m.drawn[i] = append(m.drawn[i], t)
			return true
		}
	}
	for i := range m.parts {
		if !open(i) {
			continue
		}
		*tried |= 1 << i
		for at, other := range m.drawn[i] {
			if other.domains&^*tried != 0 && m.place(other, tried) {
				m.drawn[i][at] = t
				return true
			}
		}
	}
	return false
}

// assign says which task each item is drawn for: where it has several in its
// domain, the one with the fewest so far.
func (m *matching) assign() {
	for i, p := range m.parts {
		count := map[string]int{}
		order := slices.Clone(m.drawn[i])
		choices := func(t *turn) []string {
			return slices.DeleteFunc(slices.Clone(t.tasks), func(id string) bool { return content.Task{ID: id}.Domain() != p.Domain.ID })
		}
		slices.SortStableFunc(order, func(a, b *turn) int { return len(choices(a)) - len(choices(b)) })
		for _, t := range order {
			t.task = slices.MinFunc(choices(t), func(a, b string) int { return count[a] - count[b] })
			count[t.task]++
		}
	}
}
