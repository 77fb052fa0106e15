package quizzes

import (
	"io/fs"
	"path"
	"strings"
	"sync"

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
	for i, s := range sources {
		files, more := s.files()
		problems = append(problems, more...)
		problems = append(problems, l.ownFacts(s)...)
		read := make([]loaded, len(files))
		each(len(files), func(j int) { read[j] = s.bank(l, files[j], whole) })
		if !whole && s.Local && items(read) <= judged {
			each(len(files), func(j int) { read[j].judge() })
		}
		for _, one := range read {
			problems = append(problems, one.problems...)
			if one.bank != nil {
				one.bank.source = i
				problems = append(problems, l.put(one.bank)...)
			}
		}
	}
	l.index()
	return l, content.Sort(problems)
}

// each does n things side by side: the screen waits for them.
func each(n int, do func(i int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { do(i) })
	}
	all.Wait()
}

// ownFacts adds the facts that lie beside a source's banks.
func (l *Library) ownFacts(s Source) []content.Problem {
	facts, problems := l.Facts.Plus(s.FS, ".")
	l.Facts = facts
	for i := range problems {
		problems[i].Pos.File = path.Join(s.Name, "facts.yaml")
	}
	return problems
}

// files lists the English files of a source in the order of their names: its
// own, and those of its folders.
func (s Source) files() ([]string, []content.Problem) {
	entries, err := fs.ReadDir(s.FS, ".")
	if err != nil {
		return nil, []content.Problem{content.At(content.Position{File: s.Name}, "lint.file.read", "error", err.Error())}
	}
	var files []string
	var problems []content.Problem
	take := func(dir string, entries []fs.DirEntry) {
		have := map[string]bool{}
		for _, e := range entries {
			have[e.Name()] = true
		}
		for _, e := range entries {
			name, ko := strings.CutSuffix(e.Name(), ".ko.md")
			switch {
			case e.IsDir() || strings.HasPrefix(strings.ToLower(e.Name()), "readme."):
			case ko && !have[name+".md"]:
				problems = append(problems, content.At(content.Position{File: path.Join(s.Name, dir, e.Name())}, "lint.bank.orphan", "file", name+".md"))
			case !ko && strings.HasSuffix(e.Name(), ".md"):
				files = append(files, path.Join(dir, e.Name()))
			}
		}
	}
	take(".", entries)
	for _, e := range entries {
		if !e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		inside, err := fs.ReadDir(s.FS, e.Name())
		if err != nil {
			problems = append(problems, content.At(content.Position{File: path.Join(s.Name, e.Name())}, "lint.file.read", "error", err.Error()))
		}
		take(e.Name(), inside)
	}
	return files, problems
}

// loaded is a bank, or nil, with what is wrong with it.
type loaded struct {
	bank     *Bank
	problems []content.Problem
}

func items(list []loaded) int {
	n := 0
	for _, one := range list {
		if one.bank != nil {
			n += len(one.bank.entries)
		}
	}
	return n
}

// put enters a bank. Of two items with one id in one source the second is a
// mistake; a later source's item takes the place of an earlier one's.
func (l *Library) put(b *Bank) []content.Problem {
	var problems []content.Problem
	l.banks = append(l.banks, b)
	for i, e := range b.entries {
		if old, ok := l.byID[e.ID]; ok {
			first := old.bank.entries[old.at].Pos
			if old.bank.source == b.source {
				problems = append(problems, content.At(e.Pos, "lint.item.twice", "id", e.local(), "first", first.String()))
				continue
			}
			problems = append(problems, content.Problem{Pos: e.Pos, Code: "lint.item.replaces", Args: []any{"id", e.ID, "first", first.String()}, Warn: true})
		}
		l.byID[e.ID] = place{bank: b, at: i}
	}
	return problems
}

// index lists the entries: the banks' in the order of the files, then the
// others.
func (l *Library) index() {
	for _, b := range l.banks {
		for i, e := range b.entries {
			if p := l.byID[e.ID]; p.bank == b && p.at == i {
				l.byID[e.ID] = place{bank: b, at: i, entry: len(l.entries)}
				l.entries = append(l.entries, e)
			}
		}
	}
	for i, o := range l.others {
		if _, taken := l.byID[o.ID]; !taken {
			l.byID[o.ID] = place{at: i, entry: len(l.entries)}
			l.entries = append(l.entries, o.Entry)
		}
	}
}
