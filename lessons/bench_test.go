package lessons

import (
	"context"
	"testing"
)

// BenchmarkOpen is what every start of the program pays.
func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if lib, _ := Open(Builtin()); len(lib.Modules) == 0 {
			b.Fatal("no lessons")
		}
	}
}

// BenchmarkLint proves every module of the program once.
func BenchmarkLint(b *testing.B) {
	for b.Loop() {
		lib, problems := LoadFrom(Builtin())
		if r := (Proof{}).Lint(context.Background(), lib, problems); len(r.Problems) > 0 {
			b.Fatal("there are problems; run skylab lint")
		}
	}
}
