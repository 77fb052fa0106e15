package quizzes

import (
	"io/fs"

	"skylab/content"
)

// Source is a place where banks lie: Markdown files, or folders of them, each
// folder named after its module.
type Source struct {
	Name  string // how the place is called in problems: quizzes/banks, ./my-quiz
	FS    fs.FS
	Local bool // a folder that the learner pointed at
}

// Builtin is the banks in the program.
func Builtin() Source {
	sub, err := fs.Sub(banks, "banks")
	if err != nil { // the name is ours
		panic(err)
	}
	return Source{Name: "quizzes/banks", FS: sub}
}

// Open indexes banks for learners: each file is split at its headings and an
// item is parsed when it is asked for. What cannot be read is left out, and the
// problems tell its author why. A later source's item beats an earlier one's of
// the same id. course may be nil: what an item says of lessons is then not
// looked up.
func Open(course Course, others []Other, generators []Generator, sources ...Source) (*Library, []content.Problem) {
	return open(course, others, generators, sources, false)
}

// Load is Open for the linter: every item is parsed, and one with mistakes is in
// the library all the same.
func Load(course Course, others []Other, generators []Generator, sources ...Source) (*Library, []content.Problem) {
	return open(course, others, generators, sources, true)
}

func open(course Course, others []Other, generators []Generator, sources []Source, whole bool) (*Library, []content.Problem) {
	facts, problems := content.BuiltinFacts()
	l := &Library{Facts: facts, Generators: generators, course: course, others: others, byID: map[string]place{}}
	for i, o := range others {
		l.byID[o.ID] = place{at: i, entry: len(l.entries)}
		l.entries = append(l.entries, o.Entry)
	}
	return l, problems
}
