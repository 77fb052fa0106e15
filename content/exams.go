package content

import (
	"slices"
	"strings"
	"sync"
	"time"

	"skylab/text"

	_ "embed" // exams.yaml is part of the program
)

//go:embed exams.yaml
var examsFile []byte

// Exam is one version of an exam: its blueprint and its days.
type Exam struct {
	Code          string   // SAA-C03
	Name          Words    //
	ValidFrom     string   // first day, empty: long ago
	LastDay       string   // empty: none announced
	KoreanLastDay string   // of its Korean version
	Successor     string   // code of the version that takes its place; empty: none announced
	Scored        int      // questions that count
	Unscored      int      // questions hidden among them that do not
	Minutes       int      // for all of them
	Pass          int      // on AWS's scale of 100 to 1000, to be shown and not computed with
	Domains       []Domain //
	Tasks         []Task   //
	Source        string   // address of the guide
	VerifiedOn    string   // the day on which it was read there
	Pos           Position
}

// Domain is a part of an exam's blueprint.
type Domain struct {
	ID     string // 3
	Weight int    // percent of the scored questions
	EN, KO string
	Pos    Position
}

// Title is the domain's name as the exam guide has it.
func (d Domain) Title(lang text.Lang) string { return Words{d.EN, d.KO}.In(lang) }

// Task is one task statement of an exam version.
type Task struct {
	ID     string // 1.2
	EN, KO string
	Was    []string // the tasks of the version before that it takes up, whole or in part
	Pos    Position
}

// Title is the task's short title, in our words.
func (t Task) Title(lang text.Lang) string { return Words{t.EN, t.KO}.In(lang) }

// Domain is the id of the domain that the task belongs to.
func (t Task) Domain() string {
	domain, _, _ := strings.Cut(t.ID, ".")
	return domain
}

// BuiltinExams reads content/exams.yaml.
func BuiltinExams() ([]Exam, []Problem) { return ReadExams("content/exams.yaml", examsFile) }

// The file is part of the program: a broken one is a mistake of ours, which
// the tests find.
var exams = sync.OnceValue(func() []Exam {
	list, problems := BuiltinExams()
	if Failures(problems) > 0 {
		panic("content: " + problems[0].Say(text.For(text.English)))
	}
	return list
})

// Questions is the number of questions, scored or not.
func (e Exam) Questions() int { return e.Scored + e.Unscored }

// Over tells whether the exam's last day lies before today.
func (e Exam) Over(today time.Time) bool { return over(e.LastDay, today) }

// KoreanOver tells whether the last day of its Korean version lies before
// today, or that of the exam itself.
func (e Exam) KoreanOver(today time.Time) bool { return over(e.KoreanLastDay, today) || e.Over(today) }

// NotYet tells whether the exam's first day lies after today.
func (e Exam) NotYet(today time.Time) bool {
	first, ok := day(e.ValidFrom)
	return ok && civil(today).Before(first)
}

func over(lastDay string, today time.Time) bool {
	last, ok := day(lastDay)
	return ok && civil(today).After(last)
}

// civil is the day that the clock on the wall shows, wherever the wall is: an
// exam's last day lasts until midnight at the learner's.
func civil(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// Domain looks a domain up by its id.
func (e Exam) Domain(id string) (Domain, bool) {
	i := slices.IndexFunc(e.Domains, func(d Domain) bool { return d.ID == id })
	if i < 0 {
		return Domain{}, false
	}
	return e.Domains[i], true
}

// Task looks a task up by its id.
func (e Exam) Task(id string) (Task, bool) {
	i := slices.IndexFunc(e.Tasks, func(t Task) bool { return t.ID == id })
	if i < 0 {
		return Task{}, false
	}
	return e.Tasks[i], true
}

// Exams lists the exam versions. Do not change what it returns.
func Exams() []Exam { return exams() }

// FindExam looks an exam version up by its code, whatever its case.
func FindExam(code string) (Exam, bool) {
	i := slices.IndexFunc(Exams(), func(e Exam) bool { return strings.EqualFold(e.Code, code) })
	if i < 0 {
		return Exam{}, false
	}
	return Exams()[i], true
}

// ExamCodes lists the codes of the exam versions.
func ExamCodes() []string {
	var list []string
	for _, e := range Exams() {
		list = append(list, e.Code)
	}
	return list
}

// FindTask looks up a tag such as SAA-C03/1.2.
func FindTask(tag string) (Exam, Task, bool) {
	code, id, _ := strings.Cut(tag, "/")
	for _, e := range Exams() {
		if e.Code != code {
			continue
		}
		if t, ok := e.Task(id); ok {
			return e, t, true
		}
	}
	return Exam{}, Task{}, false
}

// TaskTags lists every tag, for suggestions.
func TaskTags() []string {
	var list []string
	for _, e := range Exams() {
		for _, t := range e.Tasks {
			list = append(list, e.Code+"/"+t.ID)
		}
	}
	return list
}
