package generate

import (
	"testing"

	"skylab/content"
	"skylab/quizzes"
	"skylab/text"
)

// TestConsoleAgrees makes the world of a few items of every generator with the
// console and asks there for what each option claims: the key must hold, the
// others must not.
func TestConsoleAgrees(t *testing.T) {
	each(t, func(t *testing.T, g quizzes.Generator) {
		for seed := uint64(1); seed <= 12; seed++ {
			it := made(t, g, seed)
			if it.World == nil {
				t.Fatalf("%s has no world", it.ID)
			}
			proveInConsole(t, it)
		}
	})
}

func proveInConsole(t *testing.T, it *quizzes.Item) {
	t.Helper()
	strict := *it.World // every command of a set-up has to work, not the last alone
	strict.Setup = "set -e\n" + strict.Setup + "\nset +e\n"
	m, err := strict.Start(t.Context(), text.English)
	if err != nil {
		t.Fatalf("%s: %v\n%s", it.ID, err, it.World.Setup)
	}
	for _, o := range it.Options {
		if o.Script == "" {
			t.Fatalf("%s, %s: no claim", it.ID, o.ID)
		}
		out := content.Run(t.Context(), m, it.World.Given+"\n"+o.Script)
		if out.Cut != nil || out.Status > 1 {
			t.Fatalf("%s, %s: %v, status %d: %s%s\n%s", it.ID, o.ID, out.Cut, out.Status, out.Out, out.Err, o.Script)
		}
		if (out.Status == 0) != o.Key {
			t.Errorf("%s, %s: key %t, the console says %d: %s%s\n%s\n%s\n%s", it.ID, o.ID, o.Key, out.Status, out.Out, out.Err, it.Stem.EN, it.World.Setup, o.Script)
		}
	}
}
