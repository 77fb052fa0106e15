package content

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"skylab/text"
)

func TestBuiltinExamsAreWhole(t *testing.T) {
	list, problems := BuiltinExams()
	for _, p := range problems {
		t.Error(p.Say(text.For(text.English)))
	}
	// Questions, minutes, pass marks and weights of AWS's guides.
	want := map[string]string{
		"CLF-C02": "50+15 90 700 24/30/34/12", "SAA-C03": "50+15 130 720 30/26/24/20", "DVA-C02": "50+15 130 720 32/26/24/18",
		"DVA-C03": "50+15 130 720 30/26/22/22", "SOA-C03": "50+15 130 720 22/22/22/16/18", "DOP-C02": "65+10 180 750 22/17/15/15/14/17",
	}
	for _, e := range list {
		var weights []string
		for _, d := range e.Domains {
			weights = append(weights, fmt.Sprint(d.Weight))
			if d.Title(text.Korean) == d.Title(text.English) {
				t.Errorf("%s: domain %s has no Korean title", e.Code, d.ID)
			}
		}
		if got := fmt.Sprintf("%d+%d %d %d %s", e.Scored, e.Unscored, e.Minutes, e.Pass, strings.Join(weights, "/")); got != want[e.Code] {
			t.Errorf("%s: %s, want %s", e.Code, got, want[e.Code])
		}
		delete(want, e.Code)
	}
	if len(want) > 0 {
		t.Error("missing:", want)
	}
}

const goodExams = `- code: OLD-C01
  name: {en: Old, ko: 옛}
  last-day: 2026-11-30
  successor: NEW-C02
  scored: 10
  unscored: 2
  minutes: 20
  pass: 700
  domains:
    - {id: "1", weight: 60, en: One, ko: 하나}
    - {id: "2", weight: 40, en: Two, ko: 둘}
  tasks:
    - {id: "1.1", en: A, ko: 가}
    - {id: "2.1", en: B, ko: 나}
  source: https://docs.aws.amazon.com/x
  verified-on: 2026-11-20
- code: NEW-C02
  name: {en: New, ko: 새}
  valid-from: 2026-12-01
  scored: 10
  unscored: 0
  minutes: 20
  pass: 700
  domains: [{id: "1", weight: 100, en: One, ko: 하나}]
  tasks: [{id: "1.1", en: A, ko: 가, was: ["1.1", "2.1"]}]
  source: https://docs.aws.amazon.com/y
  verified-on: 2026-11-20
`

func TestBrokenExamFiles(t *testing.T) {
	if list, problems := ReadExams("x.yaml", []byte(goodExams)); len(problems) > 0 || len(list) != 2 {
		t.Fatal(list, problems)
	}
	for _, c := range []struct{ from, to, want string }{
		{"weight: 60", "weight: 61", "x.yaml:10:5: the weights of the domains of exam OLD-C01 add up to 101, not to 100"},
		{"weight: 60", "weight: -60", "x.yaml:10:25: \"weight\" is a whole number"},
		{"  minutes: 20\n  pass: 700\n  domains:\n", "  pass: 700\n  domains:\n", `x.yaml:1:3: exam OLD-C01 lacks "minutes": write it`},
		{"  unscored: 2\n", "", `x.yaml:1:3: exam OLD-C01 lacks "unscored": write it`},
		{"scored: 10", "scored: ten", `x.yaml:5:11: "scored" is a whole number`},
		{"scored: 10", "scored: 0", `x.yaml:5:11: scored of an exam is a whole number from 1 to 1000, not "0"`},
		{`{id: "2.1", en: B, ko: 나}`, `{id: "1.1", en: B, ko: 나}`, `x.yaml:14:12: "1.1" stands already at x.yaml:13:7`},
		{`{id: "2.1", en: B, ko: 나}`, `{id: "3.1", en: B, ko: 나}`, `x.yaml:14:12: task 3.1 of exam OLD-C01 belongs to domain 3, which the exam does not list`},
		{`{id: "2.1", en: B, ko: 나}`, `{id: "2.1", en: B}`, `x.yaml:14:7: exam OLD-C01 lacks "ko"`},
		{`    - {id: "2.1", en: B, ko: 나}` + "\n", "", "x.yaml:11:7: domain 2 of exam OLD-C01 has no task"},
		{`{id: "2", weight: 40`, `{id: "1", weight: 40`, `x.yaml:11:12: "1" stands already at x.yaml:10:7`},
		{"successor: NEW-C02", "successor: NEW-CO2", "x.yaml:1:3: exam OLD-C01 is followed by \"NEW-CO2\", which is not another exam of this file: did you mean NEW-C02?"},
		{"successor: NEW-C02", "successor: OLD-C01", "x.yaml:1:3: exam OLD-C01 is followed by \"OLD-C01\""},
		{`was: ["1.1", "2.1"]`, `was: ["1.1", "2.2"]`, "takes up task 2.2, which the version before does not have"},
		{"last-day: 2026-11-30", "last-day: 2026-11-31", `x.yaml:3:13: last-day of an exam is a day such as 2026-11-30, not "2026-11-31"`},
		{"valid-from: 2026-12-01", "valid-from: soon", `x.yaml:19:15: valid-from of an exam is a day`},
		{"valid-from: 2026-12-01", "valid-from: 2026-12-01\n  last-day: 2026-01-01", "ends on 2026-01-01, before it begins on 2026-12-01"},
		{"  verified-on: 2026-11-20\n- code", "- code", `verified-on of an exam is a day such as`},
		{"source: https://docs.aws.amazon.com/x", "source: the guide", "exam OLD-C01 needs the address of its guide"},
		{"pass: 700", "pass: 72", "x.yaml:8:9: the pass mark stands on the scale of 100 to 1000: 72 does not"},
		{"code: NEW-C02", "code: OLD-C01", `"OLD-C01" stands already at x.yaml:1:3`},
		{"- code: OLD-C01\n", "- color: red\n", `x.yaml:1:3: unknown key "color"`},
		{"name: {en: Old, ko: 옛}", "name: {en: Old}", `"name" needs en and ko`},
		{"  domains:\n", "  domaines:\n", `x.yaml:9:3: unknown key "domaines", did you mean "domains"?`},
		{goodExams, "code: X", "x.yaml:1:1: a file of exams is a list"},
		{goodExams, "- [", "x.yaml:1:1: no YAML"},
		{goodExams, "", "x.yaml:1:1: a file of exams is a list"},
		{goodExams, "- 7", "x.yaml:1:3:"},
	} {
		_, problems := ReadExams("x.yaml", []byte(strings.Replace(goodExams, c.from, c.to, 1)))
		var said []string
		for _, p := range problems {
			said = append(said, p.Say(text.For(text.English)))
			if ko := p.Say(text.For(text.Korean)); strings.Contains(ko, "‹") || !regexp.MustCompile(`\p{Hangul}`).MatchString(ko) {
				t.Errorf("in Korean: %s", ko)
			}
		}
		if !slices.ContainsFunc(said, func(s string) bool { return strings.Contains(s, c.want) }) {
			t.Errorf("%.40q → %.40q says\n\t%s\nwant\n\t%s", c.from, c.to, strings.Join(said, "\n\t"), c.want)
		}
	}
}

func TestExamFilesCutAnywhere(t *testing.T) {
	for cut := range len(goodExams) {
		ReadExams("x.yaml", []byte(goodExams[:cut]))
	}
}

// A last day lasts until midnight at the learner's, wherever that is.
func TestLastDays(t *testing.T) {
	seoul := time.FixedZone("KST", 9*3600)
	dva2, _ := FindExam("dva-c02")
	dva3, _ := FindExam("DVA-C03")
	soa, _ := FindExam("SOA-C03")
	for _, c := range []struct {
		at          time.Time
		over, early bool
	}{
		{time.Date(2026, 11, 30, 23, 59, 0, 0, seoul), false, true},
		{time.Date(2026, 12, 1, 0, 1, 0, 0, seoul), true, false},
		{time.Date(2026, 11, 30, 23, 59, 0, 0, time.UTC), false, true},
		{time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC), true, false},
	} {
		if dva2.Over(c.at) != c.over || dva3.NotYet(c.at) != c.early || dva3.Over(c.at) || dva2.NotYet(c.at) {
			t.Errorf("on %s: DVA-C02 over %v, DVA-C03 not yet %v", c.at, dva2.Over(c.at), dva3.NotYet(c.at))
		}
	}
	if soa.KoreanOver(time.Date(2026, 11, 19, 12, 0, 0, 0, seoul)) || !soa.KoreanOver(time.Date(2026, 11, 20, 0, 0, 0, 0, seoul)) || soa.Over(time.Date(2030, 1, 1, 0, 0, 0, 0, seoul)) {
		t.Error("the Korean version of SOA-C03 ends on 2026-11-19, the exam does not")
	}
}
