package lessons

import (
	"context"
	"errors"
	"slices"
	"testing"

	"skylab/console"
	"skylab/text"
)

// typed is a session of a step with lines in it.
func typed(t *testing.T, b Beginning, lines ...string) *console.Session {
	t.Helper()
	session := console.NewSession(b.Start, b.Base)
	for _, line := range lines {
		if _, err := session.Do(context.Background(), line); err != nil {
			t.Fatal(line, err)
		}
	}
	return session
}

func begun(t *testing.T, s *Step) Beginning {
	t.Helper()
	b, err := s.Begin(context.Background(), text.English, s.Module.Seed)
	if err != nil || len(b.Earlier) != 0 || len(b.Base.Earlier) != 0 || b.Step != s {
		t.Fatalf("%+v %v", b, err)
	}
	return b
}

func TestCarryOn(t *testing.T) {
	ctx := context.Background()
	m := demo(t)
	cut, again := m.Step("cut"), m.Step("again")
	lines := []string{findVPC, "MINE=1", first, "echo oops", "undo", second}
	b, ok := again.CanCarryOn(ctx, typed(t, begun(t, cut), lines...), cut)
	if !ok || states(b.Step.Check(ctx, b.Start)) != "quarters=unmet, full=met" || b.Start.Var("MINE") != "1" || b.Start.Line != "" {
		t.Fatalf("a solved world carries on: %v %+v", ok, b)
	}
	if leg := b.Base.Earlier; len(leg) != 1 || leg[0].Name != "demo/cut" || leg[0].Hash != cut.Hash() || len(leg[0].Lines) != 4 || !slices.Equal(b.Earlier, []*Step{cut}) {
		t.Errorf("its journal begins with %+v, passed before: %v", leg, b.Earlier)
	}
	// The same way leads to the same world, in either language.
	same, err := again.Begin(ctx, text.Korean, m.Seed, Leg{cut, lines})
	if err != nil || !sameWorld(same.Start.World, b.Start.World) || same.Start.Now() != b.Start.Now() || same.Start.Options().Lang != text.Korean {
		t.Errorf("made again: %v", err)
	}
	// A mistake is known there as it is in a fresh world.
	after := typed(t, b, "HALF=$(aws ec2 describe-subnets --filters Name=cidr-block,Values=211.11.124.128/25 --query 'Subnets[0].SubnetId' --output text)", "aws ec2 delete-subnet --subnet-id $HALF")
	for _, r := range b.Step.Check(ctx, after.Now()) {
		if r.State == Unknown {
			t.Errorf("%s cannot be told", r.ID)
		}
	}
}

func TestCannotCarryOn(t *testing.T) {
	ctx := context.Background()
	m := demo(t)
	cut, again := m.Step("cut"), m.Step("again")
	files := good()
	edit(t, files, en, "want 211.11.124.0/25 211.11.124.128/26 211.11.124.192/26", "want 211.11.124.0/25 211.11.124.128/25")
	edit(t, files, en, "! aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.128/28 && !", "!")
	lib, _ := Load(files)
	same := lib.Find("demo")
	if _, ok := same.Step("again").CanCarryOn(ctx, typed(t, begun(t, same.Step("cut")), findVPC, first, second), same.Step("cut")); ok {
		t.Error("offered although it is done already")
	}
	for why, lines := range map[string][]string{
		"an earlier check does not hold": {findVPC, first},
		"the solution fails there": {findVPC, first, second,
			"aws ec2 create-network-interface --subnet-id $(aws ec2 describe-subnets --filters Name=cidr-block,Values=211.11.124.128/25 --query 'Subnets[0].SubnetId' --output text)"},
	} {
		if _, ok := again.CanCarryOn(ctx, typed(t, begun(t, cut), lines...), cut); ok {
			t.Errorf("offered although %s", why)
		}
	}
	if _, ok := cut.CanCarryOn(ctx, nil); ok {
		t.Error("offered with nothing to carry on")
	}
	if _, ok := again.CanCarryOn(ctx, typed(t, begun(t, again), findVPC), again); ok {
		t.Error("offered after a step that it does not begin from")
	}
}

// A set-up that comes out otherwise in the learner's shell would judge a world
// that is not the one on the screen.
func TestCarryOnNeedsAWholeSetUp(t *testing.T) {
	ctx := context.Background()
	files := good()
	edit(t, files, en, "A third kitchen opens", "```setup\naws ec2 create-tags --resources $VPC --tags Key=Kitchen,Value=third\n```\n\nA third kitchen opens")
	lib, _ := Load(files)
	cut, again := lib.Find("demo").Step("cut"), lib.Find("demo").Step("again")
	solved := []string{findVPC, first, second}
	if _, ok := again.CanCarryOn(ctx, typed(t, begun(t, cut), solved...), cut); !ok {
		t.Error("not offered in a plain shell")
	}
	for _, line := range []string{"aws() { :; }", "aws() { return 1; }", "set -e; false() { return 1; }; aws() { command aws \"$@\" --region eu-west-1; }"} {
		if _, ok := again.CanCarryOn(ctx, typed(t, begun(t, cut), append(slices.Clone(solved), line)...), cut); ok {
			t.Errorf("offered after %s", line)
		}
	}
	if _, err := again.Begin(ctx, text.English, 1, Leg{cut, append(slices.Clone(solved), "aws() { :; }")}); !errors.Is(err, ErrOtherWorld) {
		t.Errorf("made again in such a shell: %v", err)
	}
}

// Every pair of the built-in lessons that carries on can be solved there, and
// the journal of the first leads into the second.
func TestBuiltinCarriesOn(t *testing.T) {
	ctx := context.Background()
	lib, _ := Open(Builtin())
	offered := 0
	for _, m := range lib.Modules {
		for i, s := range m.Steps[:max(0, len(m.Steps)-1)] {
			lines := []string{s.Script(s.Solutions[0])}
			b, ok := m.Steps[i+1].CanCarryOn(ctx, typed(t, begun(t, s), lines...), s)
			if !ok {
				continue
			}
			offered++
			t.Log(s.Ref(), "to", m.Steps[i+1].ID)
			again, err := m.Steps[i+1].Begin(ctx, text.English, m.Seed, Leg{s, lines})
			if err != nil || !sameWorld(again.Start.World, b.Start.World) {
				t.Errorf("%s: another world when made again: %v", s.Ref(), err)
			}
			solved := typed(t, again, again.Step.Script(again.Step.Solutions[0]))
			if !AllMet(again.Step.Check(ctx, solved.Now())) && len(again.Step.Solutions) == 1 {
				t.Errorf("%s: cannot be solved in the world of %s", m.Steps[i+1].Ref(), s.ID)
			}
		}
	}
	if offered == 0 {
		t.Error("no step of the course carries on")
	}
}
