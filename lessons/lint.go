package lessons

import (
	"context"
	"path"
	"slices"
	"time"

	"skylab/content"
)

// Proof says how a library is proved.
type Proof struct {
	Today   time.Time // the day by which facts are judged; zero: not at all
	Workers int       // goroutines; 0: one for each processor
	Seeds   int       // variants replayed of a step whose set-up picks; 0: 12
}

// Report is what a proof counted, for those who want to know what was done.
type Report struct {
	Modules, Steps, Checks, Solutions, Traps, Predictions int
	Mutants                                               int // solutions with a statement left out
	Variants                                              int // worlds replayed for steps that pick
	Problems                                              []content.Problem
}

// Lint proves every step of the library: unsolved it fails, every solution
// passes every check, every trap fails for its own check with its own code,
// and no statement of a solution can be left out. found are the problems of
// loading; a step that could not be read whole is not run.
func (p Proof) Lint(ctx context.Context, lib *Library, found []content.Problem) Report {
	report := Report{Modules: len(lib.Modules), Problems: found}
	report.Problems = append(report.Problems, p.facts(lib)...)
	for _, m := range lib.Modules {
		report.Problems = append(report.Problems, p.module(m)...)
	}
	broken := brokenFolders(found)
	var provers []*prover
	for _, m := range lib.Modules {
		for _, s := range m.Steps {
			report.count(s)
			if !broken[path.Dir(m.Pos.File)] {
				provers = append(provers, &prover{proof: p, step: s})
			}
		}
	}
	content.SideBySide(p.Workers, provers, func(pr *prover) { pr.prove(ctx) })
	for _, pr := range provers {
		report.Problems = append(report.Problems, pr.problems...)
		report.Mutants += pr.mutants
		report.Variants += pr.variants
	}
	report.Problems = onceEach(content.Sort(report.Problems))
	return report
}

// onceEach drops the failure of a set-up that several steps stand on, but for
// the first that tells of it.
func onceEach(list []content.Problem) []content.Problem {
	return slices.CompactFunc(list, func(a, b content.Problem) bool {
		return a.Code == "lint.setup.fails" && b.Code == a.Code && a.Pos == b.Pos
	})
}

// brokenFolders: in a lesson that could not be read whole, a failing proof
// would only repeat what is said already.
func brokenFolders(found []content.Problem) map[string]bool {
	broken := map[string]bool{}
	for _, f := range found {
		if !f.Warn {
			broken[path.Dir(f.Pos.File)] = true
		}
	}
	return broken
}

func (r *Report) count(s *Step) {
	r.Steps++
	r.Checks += len(s.Checks)
	r.Solutions += len(s.Solutions)
	r.Traps += len(s.Traps)
	if s.Predict != nil {
		r.Predictions++
	}
}

// module warns of figures of the front matter that do not fit: minutes that the
// steps do not add up to, and exams that are over.
func (p Proof) module(m *Module) []content.Problem {
	var list []content.Problem
	warn := func(code string, args ...any) {
		list = append(list, content.Problem{Pos: m.Pos, Code: code, Args: args, Warn: true})
	}
	sum := 0
	for _, s := range m.Steps {
		if s.Minutes == 0 {
			sum = -1 << 20 // not all steps say how long they take
		}
		sum += s.Minutes
	}
	if sum > 0 && sum != m.Minutes {
		warn("lint.minutes.sum", "minutes", m.Minutes, "sum", sum)
	}
	for _, tag := range m.Exams {
		if e, _, ok := content.FindTask(tag); ok && !p.Today.IsZero() && e.Over(p.Today) {
			warn("lint.exam.over", "tag", tag, "day", e.LastDay)
		}
	}
	return list
}

// facts warns of those that must be read again.
func (p Proof) facts(lib *Library) []content.Problem {
	if p.Today.IsZero() {
		return nil
	}
	var list []content.Problem
	stale := func(f content.Fact) {
		if f.StaleOn(p.Today) {
			list = append(list, content.Problem{Pos: f.Pos, Code: "lint.fact.stale", Warn: true,
				Args: []any{"id", f.ID, "day", f.Stale, "source", f.Source}})
		}
	}
	for _, f := range lib.Facts.All() {
		stale(f)
	}
	for _, m := range lib.Modules {
		for _, f := range m.facts.All() {
			if _, builtin := lib.Facts.Find(f.ID); !builtin {
				stale(f)
			}
		}
	}
	return list
}
