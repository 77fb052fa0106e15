package lessons

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"skylab/content"
)

// Source is a place where lesson folders lie.
type Source struct {
	Name  string // how the place is called in problems: lessons, ./my-course
	FS    fs.FS
	Local bool // a folder that the learner pointed at
	quick bool // the bash of its blocks is known to parse
}

// Load reads every module folder (one with a lesson.md) of a file system. What
// is wrong is listed; a module with mistakes is in the library all the same,
// for the linter (see Open).
func Load(from fs.FS) (*Library, []content.Problem) {
	return LoadFrom(Source{FS: from})
}

// LoadFrom is Load for several places: where two have a module of the same id,
// the later place wins, so that a local course beats the built-in one.
func LoadFrom(sources ...Source) (*Library, []content.Problem) {
	return loadFrom(sources, false)
}

func loadFrom(sources []Source, quick bool) (*Library, []content.Problem) {
	facts, problems := content.BuiltinFacts()
	lib := &Library{Facts: facts}
	for _, s := range sources {
		s.quick = quick && !s.Local
		modules, more := s.load(facts)
		problems = append(problems, more...)
		for _, m := range modules {
			lib.put(m)
		}
	}
	slices.SortStableFunc(lib.Modules, func(a, b *Module) int {
		return cmp.Compare(uint(a.Chapter-1), uint(b.Chapter-1)) // none wraps to the end
	})
	return lib, content.Sort(problems)
}

// Open is LoadFrom for learners: a module with mistakes is left out, for one
// half a lesson is worse than none; the problems tell its author why. The
// lessons in the program are proved when it is built and not parsed so closely.
func Open(sources ...Source) (*Library, []content.Problem) {
	lib, problems := loadFrom(sources, true)
	broken := brokenFolders(problems)
	lib.Modules = slices.DeleteFunc(lib.Modules, func(m *Module) bool { return broken[path.Dir(m.Pos.File)] })
	return lib, problems
}

// put enters a module, in the place of one with the same id if there is one.
func (l *Library) put(m *Module) {
	for i, o := range l.Modules {
		if o.ID == m.ID {
			l.Modules[i] = m
			return
		}
	}
	l.Modules = append(l.Modules, m)
}

func (s Source) load(facts *content.Facts) ([]*Module, []content.Problem) {
	if _, err := fs.Stat(s.FS, "lesson.md"); err == nil {
		return s.one(".", path.Base(path.Clean(s.Name)), s.Name, facts)
	}
	entries, err := fs.ReadDir(s.FS, ".")
	if err != nil {
		return nil, []content.Problem{content.At(content.Position{File: s.Name}, "lint.file.read", "error", err.Error())}
	}
	// Folders are read side by side: every start of the program waits for it.
	read := make([]struct {
		modules  []*Module
		problems []content.Problem
	}, len(entries))
	var all sync.WaitGroup
	for i, e := range entries {
		all.Go(func() {
			if _, err := fs.Stat(s.FS, path.Join(e.Name(), "lesson.md")); !e.IsDir() || err != nil {
				read[i].problems = s.orphan(e)
				return
			}
			read[i].modules, read[i].problems = s.one(e.Name(), e.Name(), path.Join(s.Name, e.Name()), facts)
		})
	}
	all.Wait()
	var modules []*Module
	var problems []content.Problem
	for _, r := range read {
		modules, problems = append(modules, r.modules...), append(problems, r.problems...)
	}
	return modules, problems
}

// orphan reports a folder that has a Korean lesson and no English one.
func (s Source) orphan(e fs.DirEntry) []content.Problem {
	if _, err := fs.Stat(s.FS, path.Join(e.Name(), "lesson.ko.md")); err != nil {
		return nil
	}
	pos := content.Position{File: path.Join(s.Name, e.Name(), "lesson.md")}
	return []content.Problem{content.At(pos, "lint.file.missing", "file", "lesson.md")}
}

func (s Source) one(dir, id, shown string, facts *content.Facts) ([]*Module, []content.Problem) {
	r := &reader{from: s.FS, dir: dir, shown: shown, quick: s.quick}
	m := r.read(id, facts)
	if m == nil {
		return nil, r.problems
	}
	m.Local = s.Local
	return []*Module{m}, r.problems
}

// Hash names what a session of the step depends on: the base and everything
// that builds the step's world. Prose, checks and hints may be improved without
// ending anybody's session.
func (s *Step) Hash() string {
	var b strings.Builder
	for st := s; st != nil; st = st.previous {
		m := st.Module
		fmt.Fprintln(&b, m.Seed, m.Region, int64(m.Start), m.NoDefaultVPC, int64(m.AccountBorn))
		for _, block := range slices.Concat(st.shared, st.setup, st.given) {
			fmt.Fprintln(&b, block.Kind, block.Body)
		}
		if st != s && len(st.Solutions) > 0 {
			fmt.Fprintln(&b, st.Solutions[0].Block.Body)
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:6])
}
