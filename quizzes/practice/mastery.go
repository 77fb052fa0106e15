package practice

import (
	"cmp"
	"slices"
	"time"

	"skylab/content"
)

// season is how long an answer counts as a measure of what is known now.
const season = 90 * 24 * time.Hour

// Mastery is what was measured of one task of an exam version. Each item
// counts once, by its latest answer, if that was given in the last 90 days and
// to the text of today; a generator counts as one item. So what was not asked
// for a season does not stay green.
type Mastery struct {
	Exam     string
	Task     string
	Items    int     // that there are
	Measured int     // of them
	Right    int     // of the measured ones
	Low      float64 // 95 % confidence interval of Right/Measured
	High     float64
}

// Share is the share right of what was measured; 0 when nothing was.
func (m Mastery) Share() float64 {
	if m.Measured == 0 {
		return 0
	}
	return float64(m.Right) / float64(m.Measured)
}

// measure is one item's part in what is measured.
type measure struct{ measured, right bool }

func (m *Mastery) add(x measure) {
	m.Items++
	if x.measured {
		m.Measured++
	}
	if x.right {
		m.Right++
	}
}

// measureOf is the measure by the latest answer to an item. Its age goes by
// the wall: one given while the clock was wrong may fall out of the season,
// which measures less and claims no more.
func measureOf(it *item, at time.Time) measure {
	if it.last < 0 || it.changed || at.Sub(it.at) > season {
		return measure{}
	}
	return measure{true, it.right}
}

// each calls with everything that is measured: items that the library lists,
// and generators.
func (h *History) each(now time.Time, do func(topic int, tasks []string, step string, x measure)) {
	at := h.civil(now)
	for i := range h.items[:h.listed] {
		it := &h.items[i]
		do(it.topic, it.entry.Tasks, it.entry.Step, measureOf(it, at))
	}
	for i := range h.generators {
		g := &h.generators[i]
		do(g.topic, g.Tasks, g.Step, measureOf(&g.last, at))
	}
}

// tasks numbers the tags of an exam.
func tasks(exam content.Exam) map[string]int {
	at := map[string]int{}
	for i, t := range exam.Tasks {
		at[exam.Code+"/"+t.ID] = i
	}
	return at
}

// Mastery says it for each task of an exam, in the exam's order.
func (h *History) Mastery(exam content.Exam, now time.Time) []Mastery {
	list := make([]Mastery, len(exam.Tasks))
	for i, t := range exam.Tasks {
		list[i].Exam, list[i].Task = exam.Code, t.ID
	}
	place := tasks(exam)
	h.each(now, func(_ int, tags []string, _ string, x measure) {
		for _, tag := range tags {
			if i, ok := place[tag]; ok {
				list[i].add(x)
			}
		}
	})
	for i := range list {
		list[i].Low, list[i].High = Wilson(list[i].Right, list[i].Measured)
	}
	return list
}

// Readiness is what was measured of an exam, and no more: never a scaled score.
type Readiness struct {
	Exam     string
	Tasks    int     // of the exam
	Covered  int     // tasks with at least one item
	Measured int     // tasks with at least three measured items
	Items    int     // measured items of those tasks, each counted once
	Right    int     // of them
	Low      float64 // 95 % confidence interval of Right/Items
	High     float64
}

// enough is from how many measured items on a task counts as measured.
const enough = 3

// Readiness adds the mastery of an exam's tasks up.
func (h *History) Readiness(exam content.Exam, now time.Time) Readiness {
	r := Readiness{Exam: exam.Code, Tasks: len(exam.Tasks)}
	measured := map[string]bool{}
	for _, m := range h.Mastery(exam, now) {
		if m.Items > 0 {
			r.Covered++
		}
		if m.Measured >= enough {
			r.Measured++
			measured[m.Exam+"/"+m.Task] = true
		}
	}
	h.each(now, func(_ int, tags []string, _ string, x measure) {
		if x.measured && slices.ContainsFunc(tags, func(tag string) bool { return measured[tag] }) {
			r.Items++
			if x.right {
				r.Right++
			}
		}
	})
	r.Low, r.High = Wilson(r.Right, r.Items)
	return r
}

// TopicMastery is what was measured of a topic, as Mastery does of a task.
type TopicMastery struct {
	Module, Topic string
	Mastery       // Exam and Task are empty
}

// Topics lists the topics of banks and generators in the order of modules and
// topics.
func (h *History) Topics(now time.Time) []TopicMastery {
	list := h.topicMastery(now)
	slices.SortFunc(list, func(a, b TopicMastery) int {
		return cmp.Or(cmp.Compare(a.Module, b.Module), cmp.Compare(a.Topic, b.Topic))
	})
	return list
}

// topicMastery is in the order of History.topics.
func (h *History) topicMastery(now time.Time) []TopicMastery {
	list := make([]TopicMastery, len(h.topics))
	for i, t := range h.topics {
		list[i].Module, list[i].Topic = t.module, t.name
	}
	h.each(now, func(topic int, _ []string, _ string, x measure) { list[topic].add(x) })
	for i := range list {
		list[i].Low, list[i].High = Wilson(list[i].Right, list[i].Measured)
	}
	return list
}

// weakTopics tells for each topic whether it is weak: at least three items of it
// were measured, and fewer than seven in ten were right.
func (h *History) weakTopics(now time.Time) []bool {
	list := make([]bool, len(h.topics))
	for i, t := range h.topicMastery(now) {
		list[i] = t.Measured >= enough && t.Share() < 0.7
	}
	return list
}
