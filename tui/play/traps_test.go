package play

import (
	"testing"

	"skylab/lessons"
	"skylab/text"
)

// Each trap of the built-in lessons, typed by a learner, is named while it is
// the last thing done, also when AWS refused the command.
func TestTrapsAreNamed(t *testing.T) {
	lib, _ := lessons.Open(lessons.Builtin())
	for _, s := range lib.Find("vpc").Steps {
		for _, trap := range s.Traps {
			p, err := OpenStep(t.Context(), desk(), s, true)
			if err != nil {
				t.Fatal(err)
			}
			d := p.Do(t.Context(), s.Given()+"\n"+trap.Block.Body)
			if d.Err != nil {
				t.Fatalf("%s %s: %v", s.Ref(), trap.ID, d.Err)
			}
			named := false
			for _, r := range p.Check(t.Context(), d.Moment) {
				named = named || r.Trap == trap
			}
			if !named {
				t.Errorf("%s %s is not named", s.Ref(), trap.ID)
			}
		}
	}
}

// Who takes the wide rule of db away first has done half of it, and no mistake.
func TestHalfOfASolutionIsNoMistake(t *testing.T) {
	lib, _ := lessons.Open(lessons.Builtin())
	for _, s := range lib.Find("vpc").Steps {
		if s.ID != "hide" {
			continue
		}
		p, err := OpenStep(t.Context(), Desk{Store: desk().Store, Now: desk().Now, Lang: text.Korean}, s, true)
		if err != nil {
			t.Fatal(err)
		}
		d := p.Do(t.Context(), "aws ec2 revoke-security-group-ingress --group-id $DB_SG --protocol tcp --port 3306 --cidr 0.0.0.0/0")
		for _, r := range p.Check(t.Context(), d.Moment) {
			if r.Trap != nil {
				t.Errorf("%s is called the mistake %s", r.ID, r.Trap.ID)
			}
		}
	}
}
