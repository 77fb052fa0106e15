package practice

import (
	"fmt"
	"time"

	"skylab/quizzes"
	"skylab/quizzes/record"
	"skylab/simulators/cloud"
)

var (
	noon  = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	seoul = time.FixedZone("KST", 9*60*60)
)

const day = 24 * time.Hour

// library is n items over modules and topics, with tasks of two exams.
func library(n int) []quizzes.Entry {
	list := make([]quizzes.Entry, n)
	for i := range list {
		m := i % 5
		list[i] = quizzes.Entry{
			ID: fmt.Sprintf("m%d/item-%d", m, i), Module: fmt.Sprintf("m%d", m), Kind: quizzes.Kinds()[i%6], Topic: fmt.Sprintf("topic%d", i/5%7),
			Level: quizzes.Level(1 + i%3), Step: fmt.Sprintf("m%d/step-%d", m, i%11), Proved: i%2 == 0, Hash: "h1",
			Tasks: []string{fmt.Sprintf("SAA-C03/%d.%d", 1+i%4, 1+i/4%3), fmt.Sprintf("CLF-C02/%d.%d", 1+i%3, 1+i%5)},
		}
	}
	return list
}

func generators() []quizzes.Generator {
	return []quizzes.Generator{
		{ID: "route", Module: "m0", Topic: "topic1", Tasks: []string{"SAA-C03/3.4"}, Step: "m0/nat"},
		{ID: "cidr", Module: "m0", Topic: "topic2", Tasks: []string{"SAA-C03/3.4"}, Step: "m0/cut"},
		{ID: "bill", Module: "m4", Topic: "topic3", Tasks: []string{"CLF-C02/4.1"}, Step: "m4/bill"},
	}
}

// answers are n answers over a library: a minute apart within a day's fifty,
// right two times in three.
func answers(entries []quizzes.Entry, n int, seed uint64) []record.Answer {
	list := make([]record.Answer, n)
	label := cloud.Label("test answers")
	at := noon.AddDate(0, 0, -n/50)
	for i := range list {
		r := cloud.Roll(seed, label, uint64(i))
		e := entries[r%uint64(len(entries))]
		list[i] = record.Answer{Item: e.ID, Hash: e.Hash, Mode: record.Drill, Chosen: "a", Right: r>>20%3 != 0, Sure: record.Sure(r >> 30 % 3), Took: time.Duration(20+r>>40%60) * time.Second, At: at, Seq: int64(i + 1)}
		at = at.Add(time.Minute)
		if i%50 == 49 {
			at = at.Truncate(day).Add(36 * time.Hour)
		}
	}
	return list
}

// ask is an answer to an item at a time.
func ask(h *History, id string, right bool, at time.Time) {
	h.Add(record.Answer{Item: id, Hash: "h1", Mode: record.Drill, Chosen: "a", Right: right, Took: 30 * time.Second, At: at})
}
