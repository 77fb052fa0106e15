package cloud

import (
	"regexp"
	"testing"
)

var seoul, tokyo = Scope{"111122223333", "ap-northeast-2"}, Scope{"111122223333", "ap-northeast-1"}

func TestTimeAsTheCommandPrintsIt(t *testing.T) {
	for at, want := range map[Time]string{
		DefaultStart:                       "2026-11-20T02:30:00+00:00",
		DefaultStart + Day:                 "2026-11-21T02:30:00+00:00",
		DefaultStart + 250*Millisecond:     "2026-11-20T02:30:00.250000+00:00",
		DefaultStart + 1500:                "2026-11-20T02:30:00.000001+00:00",
		-Second:                            "1969-12-31T23:59:59+00:00",
		DefaultStart + 11*Hour + 90*Minute: "2026-11-20T15:00:00+00:00",
	} {
		if got := at.String(); got != want {
			t.Errorf("%d: %s, want %s", at, got, want)
		}
	}
}

func TestIDs(t *testing.T) {
	form := regexp.MustCompile(`^subnet-0[0-9a-f]{16}$`)
	w := NewWorld(7, DefaultStart)
	seen := map[string]bool{}
	for range 10_000 {
		id := w.ID(seoul, "subnet")
		if !form.MatchString(id) || seen[id] {
			t.Fatalf("%s is malformed or was given before", id)
		}
		seen[id] = true
	}
}

// An ID depends on (seed, scope, kind, ordinal) alone: what else is made in
// between, in whatever order, changes nothing.
func TestIDsDependOnNothingElse(t *testing.T) {
	plain, busy := NewWorld(7, DefaultStart), NewWorld(7, 0)
	busy.Trail.Add(Record{})
	busy.At(5, bell{1})
	for range 20 {
		busy.ID(tokyo, "vpc")
		busy.ID(seoul, "subnet")
		if a, b := plain.ID(seoul, "vpc"), busy.ID(seoul, "vpc"); a != b {
			t.Fatalf("%s in an idle world is %s in a busy one", a, b)
		}
	}
	again := NewWorld(8, DefaultStart)
	seven := NewWorld(7, DefaultStart)
	ids := map[string]string{
		"another seed": again.ID(seoul, "vpc"), "another Region": seven.ID(tokyo, "vpc"),
		"another account": seven.ID(Scope{"444455556666", seoul.Region}, "vpc"), "the first": seven.ID(seoul, "vpc"), "the second": seven.ID(seoul, "vpc"),
	}
	seen := map[string]string{}
	for name, id := range ids {
		if other, twice := seen[id]; twice {
			t.Errorf("%s and %s are both %s", name, other, id)
		}
		seen[id] = name
	}
}

func TestWorldClone(t *testing.T) {
	w := NewWorld(7, DefaultStart)
	w.Trail.Add(Record{Operation: "CreateVpc"})
	w.At(DefaultStart+Second, bell{1})
	w.ID(seoul, "vpc")
	c := w.Clone()
	c.Trail.Add(Record{Operation: "DeleteVpc"})
	c.At(DefaultStart+Minute, bell{2})
	c.Due(DefaultStart + Second)
	if w.Trail.Len() != 1 || len(w.Pending()) != 1 || w.Now != DefaultStart {
		t.Errorf("what happened to the clone happened to the world: %d records, %v, %s", w.Trail.Len(), w.Pending(), w.Now)
	}
	if a, b := w.ID(seoul, "vpc"), c.ID(seoul, "vpc"); a != b {
		t.Errorf("the next ID is %s, of the clone %s", a, b)
	}
	if w.Next(seoul, "vpc") != 3 || w.Next(tokyo, "vpc") != 1 {
		t.Error("ordinals are not counted by scope")
	}
}
