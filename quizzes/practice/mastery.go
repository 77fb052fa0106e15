package practice

import (
	"time"

	"skylab/content"
)

// Mastery is what was measured of one task of an exam version. Each item
// counts once, by its latest answer, if that was given in the last 90 days and
// to the text of today; a generator counts as one item. So nothing that was
// forgotten to be asked for a season stays green.
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

// Mastery says it for each task of an exam, in the exam's order.
func (h *History) Mastery(exam content.Exam, now time.Time) []Mastery { return nil }

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

// Readiness adds the mastery of an exam's tasks up.
func (h *History) Readiness(exam content.Exam, now time.Time) Readiness { return Readiness{} }

// Advice is a topic or task to go on with and the lesson steps that teach it.
type Advice struct {
	Mastery
	Steps []string // vpc/endpoint; those of missed items first, at most three
}

// WhatNext lists the tasks of an exam that need work: measured ones with the
// lowest share first, then those never measured; at most n.
func (h *History) WhatNext(exam content.Exam, now time.Time, n int) []Advice { return nil }

// Teaches is the lesson step that teaches an item, vpc/endpoint; false when
// none does.
func (h *History) Teaches(item string) (step string, ok bool) { return "", false }

// TopicMastery is what was measured of a topic, as Mastery does of a task.
type TopicMastery struct {
	Module, Topic string
	Mastery       // Exam and Task are empty
}

// Topics lists the topics of the banks in the order of modules and topics.
func (h *History) Topics(now time.Time) []TopicMastery { return nil }
