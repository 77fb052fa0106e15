package lessons

import (
	"context"
	"strings"
	"testing"

	"skylab/console"
	"skylab/content"
	"skylab/text"
)

// TestBuiltinLessonsAreProved is what skylab lint does. How long it takes is
// BenchmarkLint's to say.
func TestBuiltinLessonsAreProved(t *testing.T) {
	lib, problems := LoadFrom(Builtin())
	r := Proof{}.Lint(context.Background(), lib, problems)
	for _, p := range r.Problems {
		t.Error(p.Say(text.For(text.English)))
	}
	if len(lib.Modules) == 0 || r.Mutants == 0 {
		t.Errorf("nothing was proved: %+v", r)
	}
	t.Logf("%d steps, %d solutions, %d traps, %d statements left out, %d variants", r.Steps, r.Solutions, r.Traps, r.Mutants, r.Variants)
}

// TestBuiltinSolutionsRunAtHome runs every script to take home that needs no
// lab tool in a new account, and the step's checks after it.
func TestBuiltinSolutionsRunAtHome(t *testing.T) {
	lib, _ := Open(Builtin())
	ran := 0
	for _, m := range lib.Modules {
		for _, s := range m.Steps {
			for _, sol := range s.Solutions {
				if len(s.LabTools(sol)) > 0 {
					continue
				}
				ran++
				if script := s.TakeHome(sol, text.For(text.Korean)); strings.Contains(script, "# keep:") {
					t.Errorf("%s %s: a note to the linter goes home:\n%s", s.Ref(), sol.Name, script)
				}
				account := console.New(console.Options{Seed: m.Seed, NoDefaultVPC: m.NoDefaultVPC, Region: m.Region, Start: m.Start})
				o := content.Run(context.Background(), account, s.TakeHome(sol, text.For(text.Korean)))
				if o.Cut != nil || o.Status != 0 {
					t.Errorf("%s %s: exit status %d: %s", s.Ref(), sol.Name, o.Status, content.ErrorLine(o.Err))
					continue
				}
				for _, r := range s.Check(context.Background(), o.After) {
					if r.State != Met {
						t.Errorf("%s %s at home: %s", s.Ref(), sol.Name, r.Sentence(text.For(text.English)))
					}
				}
			}
		}
	}
	if ran == 0 {
		t.Error("no script ran")
	}
}

// BenchmarkCheck is what a learner waits for after each command.
func BenchmarkCheck(b *testing.B) {
	lib, _ := Open(Builtin())
	s := lib.Modules[0].Steps[0]
	m, err := s.Start(context.Background(), text.English)
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s.Check(context.Background(), m)
	}
}
