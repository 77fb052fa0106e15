package worlds_test

import (
	"context"
	"strings"
	"testing"

	"skylab/console"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/text"
	"skylab/tui/worlds"
)

// A route whose target is gone says so, and what the last command changed is
// painted as the learner's own.
func TestPictureTellsBlackholesAndChanges(t *testing.T) {
	m, err := console.New(console.Options{Seed: 1, NoDefaultVPC: true}).Run(context.Background(), `set -e
V=$(aws ec2 create-vpc --cidr-block 10.0.0.0/16 --query Vpc.VpcId --output text)
S=$(aws ec2 create-subnet --vpc-id $V --cidr-block 10.0.1.0/24 --query Subnet.SubnetId --output text)
I=$(aws ec2 create-network-interface --subnet-id $S --query NetworkInterface.NetworkInterfaceId --output text)
T=$(aws ec2 describe-route-tables --filters Name=vpc-id,Values=$V --query 'RouteTables[0].RouteTableId' --output text)
aws ec2 create-route --route-table-id $T --destination-cidr-block 192.168.0.0/16 --network-interface-id $I
aws ec2 delete-network-interface --network-interface-id $I`)
	if err != nil || m.Status != 0 {
		t.Fatalf("%v %s", err, m.Output)
	}
	p := worlds.VPC(m.World, cloud.Scope{Account: simulators.Account, Region: "us-east-1"}, worlds.Options{
		Width: 80, Text: text.For(text.English), Hop: -1, Changed: map[string]bool{m.Var("S"): true},
		Paint: func(r worlds.Role, s string) string {
			if r == worlds.Yours {
				return "<mine " + s + ">"
			}
			return s
		},
	})
	if s := p.String(); !strings.Contains(s, "192.168.0.0/16 → ✗ blackhole") || !strings.Contains(s, "<mine subnet-") {
		t.Errorf("\n%s", s)
	}
}
