package play

import (
	"strings"
	"testing"
	"time"

	"skylab/progress"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/text"
)

func desk() Desk {
	return Desk{Store: &progress.Memory{}, Now: func() time.Time { return time.Unix(0, 0) }, Lang: text.English}
}

// Every template's script runs to its end without an error of AWS's.
func TestTemplates(t *testing.T) {
	for _, template := range Templates() {
		t.Run(template.ID, func(t *testing.T) {
			p, err := OpenSandbox(t.Context(), desk(), template, false)
			if err != nil {
				t.Fatal(err)
			}
			m, err := template.world(t.Context(), text.English)
			if err != nil || m.Status != 0 {
				t.Errorf("%v, exit status %d: %s", err, m.Status, m.Output)
			}
			for _, c := range m.Calls {
				if c.Code != "" {
					t.Errorf("%s %s: %s", c.Service, c.Operation, c.Code)
				}
			}
			scope := cloud.Scope{Account: simulators.Account, Region: "ap-northeast-2"}
			want := map[string][2]int{"default": {1, 0}, "empty": {0, 0}, "three-tier": {1, 5}, "two-peers": {2, 2}}[template.ID]
			d := p.Do(t.Context(), "aws ec2 describe-vpcs > /dev/null")
			if r := d.Moment.World.VPC.Regions[scope]; d.Err != nil || r == nil || r.VPCs.Len() != want[0] || r.Instances.Len() != want[1] {
				t.Errorf("want %v VPCs and instances: %v %v", want, d.Err, r)
			}
		})
	}
}

// The default VPC of a Region that is looked at for the first time is nothing
// that the learner changed; what a line makes is.
func TestChanges(t *testing.T) {
	p, err := OpenSandbox(t.Context(), desk(), FindTemplate("default"), false)
	if err != nil {
		t.Fatal(err)
	}
	if d := p.Do(t.Context(), "aws ec2 describe-vpcs"); len(d.Changed) != 0 {
		t.Errorf("looking changed %v", d.Changed)
	}
	d := p.Do(t.Context(), "aws ec2 create-vpc --cidr-block 10.0.0.0/16 --tag-specifications 'ResourceType=vpc,Tags=[{Key=Name,Value=mine}]' --query Vpc.VpcId --output text")
	list := Changes(d.Before.World, d.Moment.World)
	if len(list) < 4 || list[0].Sign != '+' || list[0].Name != "mine" || !d.Changed[list[0].ID] {
		t.Errorf("a new VPC changed %+v", list)
	}
	id := list[0].ID
	d = p.Do(t.Context(), "aws ec2 create-tags --resources "+id+" --tags Key=Name,Value=yours")
	if list := Changes(d.Before.World, d.Moment.World); len(list) != 1 || list[0] != (Change{'~', id, "yours"}) {
		t.Errorf("a tag changed %+v", list)
	}
	d = p.Do(t.Context(), "aws ec2 delete-vpc --vpc-id "+id)
	if list := Changes(d.Before.World, d.Moment.World); len(list) < 4 || list[0] != (Change{'-', id, "yours"}) || len(d.Changed) != 0 {
		t.Errorf("deleting changed %+v, %v", list, d.Changed)
	}
}

// What falls due while time passes is told with the state that it led to.
func TestEvents(t *testing.T) {
	p, err := OpenSandbox(t.Context(), desk(), FindTemplate("two-peers"), false)
	if err != nil {
		t.Fatal(err)
	}
	d := p.Do(t.Context(), "aws ec2 stop-instances --instance-ids $(aws ec2 describe-instances --filters Name=tag:Name,Values=stock --query 'Reservations[0].Instances[0].InstanceId' --output text)")
	if coming := Coming(d.Moment); len(coming) != 1 || coming[0].Name != "stock" || coming[0].State != "" {
		t.Fatalf("coming: %+v", coming)
	}
	d = p.Do(t.Context(), "sleep 10m")
	if fell := Fallen(d.Before, d.Moment); len(fell) != 1 || fell[0].State != "stopped" || fell[0].At >= d.Moment.World.Cloud.Now {
		t.Errorf("fallen: %+v", fell)
	}
}

func TestScriptLeavesOutWhatOnlyLooked(t *testing.T) {
	p, err := OpenSandbox(t.Context(), desk(), FindTemplate("default"), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"aws ec2 describe-vpcs", "aws ec2 create-vpc --cidr-block 10.1.0.0/16", "aws ec2 create-vpc --cidr-block 10.2.0.0/16", "undo"} {
		if d := p.Do(t.Context(), line); d.Err != nil {
			t.Fatal(d.Err)
		}
	}
	if got := p.Script(); got != "aws ec2 create-vpc --cidr-block 10.1.0.0/16\n" {
		t.Errorf("script %q", got)
	}
}

// In another language the same world stands there, and lab tools speak it.
func TestSpeakAgain(t *testing.T) {
	p, err := OpenSandbox(t.Context(), desk(), FindTemplate("two-peers"), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"A=1", "aws ec2 create-vpc --cidr-block 10.9.0.0/16", "undo", "trace shop-web stock:443"} {
		p.Do(t.Context(), line)
	}
	s, err := p.Again(t.Context(), text.Korean)
	if err != nil {
		t.Fatal(err)
	}
	p.Speak(s)
	if m := p.Now(); m.Var("A") != "1" || len(Changes(p.Start.World, m.World)) != 0 || !strings.Contains(string(m.Output), "닿지 못") && !strings.Contains(string(m.Output), "도착하지") {
		t.Errorf("A=%s, output %s", m.Var("A"), m.Output)
	}
}
