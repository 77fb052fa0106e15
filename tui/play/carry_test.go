package play

import (
	"errors"
	"strings"
	"testing"

	"skylab/lessons"
	"skylab/progress"
	"skylab/text"
)

// solve runs the author's way.
func solve(t *testing.T, p *Play) {
	t.Helper()
	if d := p.Do(t.Context(), p.Solution(t.Context())); d.Err != nil || !lessons.AllMet(p.Check(t.Context(), d.Moment)) {
		t.Fatalf("%s is not solved: %v", p.Base, d.Err)
	}
	p.Pass()
}

// Through three steps in one world, and there again after quitting.
func TestCarryOnThroughSteps(t *testing.T) {
	lib, _ := lessons.Open(lessons.Builtin())
	d := desk()
	p, err := OpenStep(t.Context(), d, lib.Find("vpc").Step("answer"), false)
	if err != nil {
		t.Fatal(err)
	}
	p.Do(t.Context(), "MINE=1")
	for _, want := range []string{"vpc/cut", "vpc/where"} {
		solve(t, p)
		if !p.CanCarryOn(t.Context()) {
			t.Fatalf("%s does not lead to %s", p.Base, want)
		}
		if p, err = CarryOn(t.Context(), d, p); err != nil || p.Base != want || lessons.AllMet(p.Check(t.Context(), p.Now())) {
			t.Fatalf("%v %v", p, err)
		}
		p.Do(t.Context(), "MINE=$MINE$MINE")
	}
	names := func(p *Play) string {
		m, err := p.Now().Run(t.Context(), "aws ec2 describe-vpcs --query 'sort(Vpcs[].Tags[].Value)' --output text; echo $MINE")
		if err != nil {
			t.Fatal(err)
		}
		return string(m.Output)
	}
	if got := names(p); !strings.Contains(got, "halves\tlunch") || !strings.HasSuffix(got, "1111\n") || len(p.Earlier()) != 2 {
		t.Errorf("in that world: %s, passed %v", got, p.Earlier())
	}
	for _, lang := range text.Langs() {
		again, err := OpenStep(t.Context(), Desk{Store: d.Store, Now: d.Now, Lang: lang}, p.Step, false)
		if err != nil || again.Afresh || len(again.Earlier()) != 2 || len(again.Resumed) != 1 || names(again) != names(p) {
			t.Fatalf("again: %v %+v", err, again)
		}
		if len(Changes(p.Now().World, again.Now().World)) != 0 || p.Now().Now() != again.Now().Now() {
			t.Error("again, and it is another world")
		}
		if again.Session.Journal() != p.Session.Journal() {
			t.Errorf("journal\n%s\nand\n%s", p.Session.Journal(), again.Session.Journal())
		}
	}
}

func TestCarryOnFromNothing(t *testing.T) {
	p, err := OpenSandbox(t.Context(), desk(), FindTemplate("empty"), false)
	if err != nil {
		t.Fatal(err)
	}
	if p.Next() != nil || p.CanCarryOn(t.Context()) {
		t.Error("a sandbox has no next step")
	}
	if _, err := CarryOn(t.Context(), desk(), p); !errors.Is(err, ErrCannotCarryOn) {
		t.Error(err)
	}
}

// Where nothing can be kept, one goes on all the same, and nothing is written
// that would lead elsewhere.
func TestCarryOnUnsaved(t *testing.T) {
	lib, _ := lessons.Open(lessons.Builtin())
	full := errors.New("disk full")
	store := &progress.Memory{Fail: func() error { return full }}
	d := Desk{Store: store, Now: desk().Now, Lang: text.English}
	p, err := OpenStep(t.Context(), d, lib.Find("vpc").Step("answer"), false)
	if err != nil {
		t.Fatal(err)
	}
	solve(t, p)
	store.Fail = nil // there is room again
	next, err := CarryOn(t.Context(), d, p)
	if err != nil || !errors.Is(next.Unsaved(), full) {
		t.Fatalf("%v, unsaved %v", err, next.Unsaved())
	}
	next.Do(t.Context(), "echo there")
	if all, _ := store.Sessions(); len(all) != 0 {
		t.Errorf("kept %+v", all)
	}
	if lines, _ := store.Journal(0); len(lines) != 0 {
		t.Errorf("kept in no session: %+v", lines)
	}
}
