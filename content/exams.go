package content

import (
	_ "embed" // exams.yaml is part of the program
	"slices"
	"strings"
	"sync"
	"time"

	"gopkg.in/yaml.v3"

	"skylab/text"
)

//go:embed exams.yaml
var examsFile []byte

// Exam is one version of an exam.
type Exam struct {
	Code          string            `yaml:"code"` // SAA-C03
	Name          map[string]string `yaml:"name"`
	ValidFrom     string            `yaml:"valid-from"`      // first day, empty: long ago
	LastDay       string            `yaml:"last-day"`        // empty: none announced
	KoreanLastDay string            `yaml:"korean-last-day"` // of its Korean version
	Source        string            `yaml:"source"`
	VerifiedOn    string            `yaml:"verified-on"`
	Tasks         []Task            `yaml:"tasks"`
}

// Task is one task statement of an exam version.
type Task struct {
	ID  string   `yaml:"id"` // 1.2
	EN  string   `yaml:"en"`
	KO  string   `yaml:"ko"`
	Was []string `yaml:"was"` // the tasks of the version before that it takes up
}

// Title is the task's short title, in our words.
func (t Task) Title(lang text.Lang) string { return Words{t.EN, t.KO}.In(lang) }

// The file is part of the program: a broken one is a mistake of ours.
var exams = sync.OnceValue(func() []Exam {
	var list []Exam
	if err := yaml.Unmarshal(examsFile, &list); err != nil {
		panic("content: exams.yaml: " + err.Error())
	}
	return list
})

// Over tells whether the exam's last day lies before today.
func (e Exam) Over(today time.Time) bool {
	last, ok := day(e.LastDay)
	return ok && !today.Before(last.AddDate(0, 0, 1))
}

// Exams lists the exam versions. Do not change what it returns.
func Exams() []Exam { return exams() }

// FindTask looks up a tag such as SAA-C03/1.2.
func FindTask(tag string) (Exam, Task, bool) {
	code, id, _ := strings.Cut(tag, "/")
	for _, e := range Exams() {
		if e.Code != code {
			continue
		}
		i := slices.IndexFunc(e.Tasks, func(t Task) bool { return t.ID == id })
		if i >= 0 {
			return e, e.Tasks[i], true
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
