package vpc_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"skylab/console"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// describes are the commands whose outputs make an import.
var describes = strings.Fields(`describe-vpcs describe-subnets describe-internet-gateways
describe-egress-only-internet-gateways describe-route-tables describe-network-acls describe-security-groups
describe-prefix-lists describe-network-interfaces describe-instances describe-addresses describe-nat-gateways
describe-vpc-endpoints describe-vpc-peering-connections describe-key-pairs`)

// aWholeAccount has something of everything that a trace can meet.
const aWholeAccount = `
A=$(vpc); B=$(vpc 10.1.0.0/16)
aws ec2 associate-vpc-cidr-block --vpc-id $A --amazon-provided-ipv6-cidr-block >/dev/null; sleep 1m
SIX=$(v ec2 describe-vpcs --vpc-ids $A --query 'Vpcs[0].Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock'); SIX=${SIX%::/56}
G=$(igw); aws ec2 attach-internet-gateway --vpc-id $A --internet-gateway-id $G
E=$(v ec2 create-egress-only-internet-gateway --vpc-id $A --query EgressOnlyInternetGateway.EgressOnlyInternetGatewayId)
P=$(subnet $A 10.0.1.0/24 us-east-1a); Q=$(subnet $A 10.0.2.0/24 us-east-1b); R=$(subnet $B 10.1.1.0/24 us-east-1a)
aws ec2 associate-subnet-cidr-block --subnet-id $Q --ipv6-cidr-block $SIX::/64 >/dev/null
aws ec2 modify-subnet-attribute --subnet-id $P --map-public-ip-on-launch
X=$(peer $A $B); aws ec2 accept-vpc-peering-connection --vpc-peering-connection-id $X >/dev/null; sleep 1m
T=$(table $A); aws ec2 associate-route-table --route-table-id $T --subnet-id $P >/dev/null
aws ec2 create-route --route-table-id $T --gateway-id $G --destination-cidr-block 0.0.0.0/0 >/dev/null
N=$(v ec2 create-nat-gateway --subnet-id $P --allocation-id $(v ec2 allocate-address --query AllocationId) --query NatGateway.NatGatewayId); sleep 5m
U=$(table $A); aws ec2 associate-route-table --route-table-id $U --subnet-id $Q >/dev/null
aws ec2 create-route --route-table-id $U --nat-gateway-id $N --destination-cidr-block 0.0.0.0/0 >/dev/null
aws ec2 create-route --route-table-id $U --vpc-peering-connection-id $X --destination-cidr-block 10.1.0.0/16 >/dev/null
aws ec2 create-route --route-table-id $U --egress-only-internet-gateway-id $E --destination-ipv6-cidr-block ::/0 >/dev/null
M=$(v ec2 describe-route-tables --filters Name=vpc-id,Values=$B --query 'RouteTables[0].RouteTableId')
aws ec2 create-route --route-table-id $M --vpc-peering-connection-id $X --destination-cidr-block 10.0.0.0/16 >/dev/null
aws ec2 create-vpc-endpoint --vpc-id $A --service-name com.amazonaws.us-east-1.s3 --route-table-ids $U >/dev/null
W=$(group $A web); D=$(group $A db); C=$(group $B far)
aws ec2 authorize-security-group-ingress --group-id $W --protocol tcp --port 80 --cidr 0.0.0.0/0 >/dev/null
aws ec2 authorize-security-group-ingress --group-id $D --protocol tcp --port 3306 --source-group $W >/dev/null
aws ec2 authorize-security-group-ingress --group-id $C --protocol tcp --port 80 --source-group $D >/dev/null
aws ec2 revoke-security-group-egress --group-id $W --protocol -1 --cidr 0.0.0.0/0 >/dev/null
L=$(acl $A); for d in ingress egress; do aws ec2 create-network-acl-entry --network-acl-id $L --$d --rule-number 100 --protocol tcp --port-range From=80,To=40200 --cidr-block 0.0.0.0/0 --rule-action allow; done
aws ec2 replace-network-acl-association --network-acl-id $L --association-id $(v ec2 describe-network-acls --filters Name=association.subnet-id,Values=$P --query "NetworkAcls[0].Associations[?SubnetId=='$P'] | [0].NetworkAclAssociationId") >/dev/null
AMI=$(v ec2 describe-images --owners amazon --query 'Images[0].ImageId')
launch() { aws ec2 run-instances --image-id $AMI --instance-type t3.micro --subnet-id $2 --security-group-ids $3 $4 --tag-specifications "ResourceType=instance,Tags=[{Key=Name,Value=$1}]" >/dev/null; }
launch web $P $W; launch db $Q $D "--ipv6-address-count 1"; launch far $R $C; launch off $Q $D; sleep 5m
aws ec2 stop-instances --instance-ids $(v ec2 describe-instances --filters Name=tag:Name,Values=off --query 'Reservations[0].Instances[0].InstanceId') >/dev/null; sleep 5m
`

// TestImportTracesTheSame describes an account as a learner would, reads the
// outputs into an empty world, and asks both the same questions.
func TestImportTracesTheSame(t *testing.T) {
	m := console.New(console.Options{Seed: 3, NoDefaultVPC: true})
	for _, line := range []string{prelude, aWholeAccount} {
		var err error
		if m, err = m.Run(context.Background(), line); err != nil || len(m.Output) > 0 {
			t.Fatalf("%v %s", err, m.Output)
		}
	}
	var documents [][]byte
	for _, name := range describes {
		next, err := m.Run(context.Background(), "aws ec2 "+name)
		if err != nil || next.Status != 0 {
			t.Fatalf("%s: %v %s", name, err, next.Output)
		}
		documents = append(documents, bytes.Clone(next.Output))
	}
	slices.Reverse(documents) // whatever the order
	scope := cloud.Scope{Account: "111122223333", Region: "us-east-1"}
	var read vpc.State
	unread, err := read.Import(scope, documents...)
	if err != nil || len(unread) > 0 {
		t.Fatalf("%v, not read: %v", err, unread)
	}
	there, here := vpc.Compile(&m.World.VPC, m.World.Cloud.Now, scope.Account), vpc.Compile(&read, m.World.Cloud.Now, scope.Account)
	same, allowed := 0, 0
	places := []string{"web", "db", "far", "off", "internet", "me", "s3"}
	for _, from := range places[:6] {
		for _, to := range places {
			for _, a := range []vpc.Ask{{Proto: vpc.TCP, Port: 80}, {Proto: vpc.TCP, Port: 3306}, {Proto: vpc.ICMP}, {Proto: vpc.TCP, Port: 443, IPv6: true}} {
				one, err1 := question(t, there, scope, from, to, a)
				two, err2 := question(t, here, scope, from, to, a)
				if (err1 == nil) != (err2 == nil) || !slices.Equal(withoutPlaces(one.Hops), withoutPlaces(two.Hops)) {
					t.Errorf("%s to %s differs:\n%+v %v\n%+v %v", from, to, one.Refusals(), err1, two.Refusals(), err2)
				}
				same++
				if err1 == nil && one.Verdict == cloud.Allowed {
					allowed++
				}
			}
		}
	}
	if allowed < 10 || allowed > same-10 {
		t.Errorf("%d of %d traces arrive: the account proves too little", allowed, same)
	}
}

// withoutPlaces leaves out which rule of a group decided: describe-security-groups
// lists rules in groups of its own.
func withoutPlaces(hops []vpc.Hop) []vpc.Hop {
	list := slices.Clone(hops)
	for i := range list {
		if list[i].Kind == "group" {
			list[i].Reason.Rule = 0
		}
	}
	return list
}

func question(t *testing.T, n *vpc.Network, scope cloud.Scope, from, to string, a vpc.Ask) (vpc.Trace, error) {
	t.Helper()
	var err error
	if a.From, err = n.Resolve(scope, from); err != nil {
		t.Fatal(from, err)
	}
	if a.To, err = n.Resolve(scope, to); err != nil {
		t.Fatal(to, err)
	}
	return n.Ask(a, nil)
}

// TestImportRefusesNonsense: a document that is none leaves the state alone,
// and what is not simulated is listed.
func TestImportRefusesNonsense(t *testing.T) {
	scope := cloud.Scope{Account: "111122223333", Region: "us-east-1"}
	var s vpc.State
	for _, bad := range []string{"", "nonsense", "[]", `{"Vpcs": 7}`, `{"Vpcs": [{"VpcId": 7}]}`} {
		if _, err := s.Import(scope, []byte(`{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16"}]}`), []byte(bad)); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	if len(s.Regions) > 0 {
		t.Error("a refused import left something behind")
	}
	unread, err := s.Import(scope, []byte(`{"TransitGateways":[{"TransitGatewayId":"tgw-1","OwnerId":"1"}],"NextToken":"x"}`))
	if err != nil || len(unread) != 1 || unread[0] != (vpc.Unread{Kind: "TransitGateways", ID: "tgw-1"}) {
		t.Errorf("%v %v", unread, err)
	}
}
