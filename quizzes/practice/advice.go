package practice

import (
	"cmp"
	"slices"
	"time"

	"skylab/content"
)

// Advice is a task to go on with and the lesson steps that teach it.
type Advice struct {
	Mastery
	Steps []string // vpc/endpoint; those of missed items first, at most three
}

// WhatNext lists the tasks of an exam that need work: measured ones where
// something was missed, the lowest share first, then those never measured; at
// most n. Tasks without items are left out: there is nothing to go on with.
func (h *History) WhatNext(exam content.Exam, now time.Time, n int) []Advice {
	missed, others := h.teaching(exam, now)
	var list []Advice
	for i, m := range h.Mastery(exam, now) {
		if m.Items == 0 || m.Measured > 0 && m.Right == m.Measured {
			continue
		}
		var steps []string
		for _, s := range append(missed[i], others[i]...) {
			if !slices.Contains(steps, s) && len(steps) < 3 {
				steps = append(steps, s)
			}
		}
		list = append(list, Advice{m, steps})
	}
	slices.SortStableFunc(list, func(a, b Advice) int {
		return cmp.Or(first(a.Measured > 0, b.Measured > 0), cmp.Compare(a.Share(), b.Share()), cmp.Compare(b.Measured, a.Measured))
	})
	return list[:min(n, len(list))]
}

// teaching lists by task the steps that teach its missed items, and all its
// items, in the order of the library.
func (h *History) teaching(exam content.Exam, now time.Time) (missed, all map[int][]string) {
	missed, all = map[int][]string{}, map[int][]string{}
	place := tasks(exam)
	h.each(now, func(_ int, tags []string, step string, x measure) {
		for _, tag := range tags {
			i, ok := place[tag]
			if !ok || step == "" {
				continue
			}
			all[i] = append(all[i], step)
			if x.measured && !x.right {
				missed[i] = append(missed[i], step)
			}
		}
	})
	return missed, all
}

// first puts what holds for one alone before what does not.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// Teaches is the lesson step that teaches an item, vpc/endpoint; false when
// none does.
func (h *History) Teaches(id string) (step string, ok bool) {
	e := h.unlisted(id).entry
	if at, known := h.byID[id]; known {
		e = h.items[at].entry
	}
	return e.Step, e.Step != ""
}
