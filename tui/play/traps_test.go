package play

import (
	"testing"

	"skylab/lessons"
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

// Half of a right way is no mistake: what is said then would be false.
func TestHalfOfASolutionIsNoMistake(t *testing.T) {
	lib, _ := lessons.Open(lessons.Builtin())
	for id, half := range map[string]string{
		"hide": "aws ec2 revoke-security-group-ingress --group-id $DB_SG --protocol tcp --port 3306 --cidr 0.0.0.0/0",
		"nat": `EIP=$(aws ec2 allocate-address --query AllocationId --output text)
NAT=$(aws ec2 create-nat-gateway --subnet-id $PUBLIC --allocation-id $EIP --query NatGateway.NatGatewayId --output text)
aws ec2 wait nat-gateway-available --nat-gateway-ids $NAT`,
		"cut": "for start in 0 64; do aws ec2 create-subnet --vpc-id $QUARTERS --cidr-block 211.11.124.$start/26; done",
	} {
		for _, s := range lib.Find("vpc").Steps {
			if s.ID != id {
				continue
			}
			p, err := OpenStep(t.Context(), desk(), s, true)
			if err != nil {
				t.Fatal(err)
			}
			d := p.Do(t.Context(), half)
			if d.Err != nil || d.Moment.Status != 0 {
				t.Fatal(d.Err, string(d.Moment.Output))
			}
			for _, r := range p.Check(t.Context(), d.Moment) {
				if r.Trap != nil {
					t.Errorf("%s: %s is called the mistake %s", id, r.ID, r.Trap.ID)
				}
			}
		}
	}
}
