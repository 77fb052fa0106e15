package practise

import (
	"testing"

	"skylab/quizzes/practice"
)

// Every line of the choice reaches the drill.
func TestTheChoiceIsTheFilter(t *testing.T) {
	for _, c := range []struct {
		line  row
		value string
		want  practice.Filter
	}{
		{module, "vpc", practice.Filter{Module: "vpc"}},
		{topic, "acls", practice.Filter{Topic: "acls"}},
		{exam, "SAA-C03", practice.Filter{Exam: "SAA-C03"}},
		{domain, "3", practice.Filter{Domain: "3"}},
		{level, "2", practice.Filter{Level: 2}},
		{only, "weak", practice.Filter{Weak: true}},
		{only, "missed", practice.Filter{Missed: true}},
		{only, "fresh", practice.Filter{Fresh: true}},
		{only, "proved", practice.Filter{Proved: true}},
	} {
		kept := newChoice(map[string]string{string(c.line): c.value})
		if got := kept.filter(); got != c.want {
			t.Errorf("%s %s: %+v", c.line, c.value, got)
		}
	}
}
