package quizzes

import (
	"context"
	"slices"
	"time"

	"skylab/content"
)

// Proof says how banks are proved.
type Proof struct {
	Today   time.Time // the day by which facts and exams are judged; zero: not at all
	Workers int       // goroutines; 0: one for each processor
}

// Report is what a proof counted.
type Report struct {
	Banks, Items, Proved int
	Worlds               int // first moments that were computed; items share them
	Runs                 int // options' commands and claims that were run
	Problems             []content.Problem
}

// Lint judges every item of the banks by the rules of a good one and proves
// those that say how: exactly the keyed options hold. found are the problems of
// loading (see Load); an item that could not be read whole is not run.
func (p Proof) Lint(ctx context.Context, lib *Library, found []content.Problem) Report {
	report := Report{Banks: len(lib.banks), Problems: found}
	worlds := newSharedWorlds()
	var provers []*prover
	for _, b := range lib.banks {
		report.Items += len(b.entries)
		for _, it := range b.items {
			if it == nil {
				continue
			}
			report.Problems = append(report.Problems, p.rules(lib, it)...)
			if it.Proved && it.World != nil {
				provers = append(provers, &prover{it: it, shared: worlds})
			}
		}
		report.Problems = append(report.Problems, b.caseLengths()...)
	}
	report.Problems = append(report.Problems, lib.keyLengths()...)
	report.Problems = append(report.Problems, p.facts(lib)...)
	content.SideBySide(p.Workers, provers, func(pr *prover) { pr.prove(ctx) })
	for _, pr := range provers {
		report.Problems = append(report.Problems, pr.problems...)
		report.Runs += pr.runs
		if content.Failures(pr.problems) == 0 {
			report.Proved++
		}
	}
	report.Worlds = len(worlds.first)
	report.Problems = onceEach(content.Sort(report.Problems))
	return report
}

// onceEach drops the failure of a set-up that several items stand on, but for
// the first that tells of it.
func onceEach(list []content.Problem) []content.Problem {
	return slices.CompactFunc(list, func(a, b content.Problem) bool {
		return a.Code == "lint.world.fails" && b.Code == a.Code && a.Pos == b.Pos
	})
}

// facts warns of cited facts that must be read again.
func (p Proof) facts(lib *Library) []content.Problem {
	if p.Today.IsZero() {
		return nil
	}
	var list []content.Problem
	seen := map[string]bool{}
	for _, b := range lib.banks {
		for _, it := range b.items {
			if it == nil {
				continue
			}
			for _, id := range it.Facts {
				if f, ok := lib.Facts.Find(id); ok && !seen[id] && f.StaleOn(p.Today) {
					list = append(list, content.Problem{Pos: f.Pos, Code: "lint.fact.stale", Warn: true, Args: []any{"id", f.ID, "day", f.Stale, "source", f.Source}})
				}
				seen[id] = true
			}
		}
	}
	return list
}
