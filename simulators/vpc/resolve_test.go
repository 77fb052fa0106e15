package vpc

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// TestResolve: what words mean, seen from us-east-1.
func TestResolve(t *testing.T) {
	n := worldOf(t, `
vpc vpc-1 10.0.0.0/16
vpc vpc-2 10.0.0.0/16
igw igw-1 vpc-1
subnet subnet-a vpc-1 10.0.1.0/24
subnet subnet-b vpc-2 10.0.1.0/24
table rtb-1 vpc-1 main routes=0.0.0.0/0:igw-1
host i-web subnet-a 10.0.1.10 2600:1f13:1::10 name=web public=3.3.3.3
host i-twin subnet-b 10.0.1.10 name=twin
host i-two1 subnet-a 10.0.1.11 name=two
host i-two2 subnet-a 10.0.1.12 name=two
host i-gone subnet-a 10.0.1.13 name=gone state=terminated
eni eni-loose subnet-a 10.0.1.50
nat nat-1 subnet-a 10.0.1.9 public=3.3.3.9
region 111122223333 us-west-2
vpc vpc-3 10.3.0.0/16
subnet subnet-c vpc-3 10.3.1.0/24
host i-west subnet-c 10.3.1.10 name=west
host i-web2 subnet-c 10.3.1.11 name=web
`).network()
	for word, want := range map[string]string{
		"web": "interface eni-web i-web 10.0.1.10 0", "web:80": "interface eni-web i-web 10.0.1.10 80", "i-web:22": "interface eni-web i-web 10.0.1.10 22",
		"eni-loose": "interface eni-loose  10.0.1.50 0", "nat-1": "interface eni-nat-1  10.0.1.9 0", "west": "interface eni-west i-west 10.3.1.10 0",
		"3.3.3.3:80": "interface eni-web i-web 3.3.3.3 80", "3.3.3.9": "interface eni-nat-1  3.3.3.9 0", "2600:1f13:1::10": "interface eni-web i-web 2600:1f13:1::10 0",
		"[2600:1f13:1::10]:443": "interface eni-web i-web 2600:1f13:1::10 443", "10.0.1.10": "nowhere   10.0.1.10 0", "10.9.9.9": "nowhere   10.9.9.9 0",
		"internet": "internet   192.0.2.80 0", "internet:198.51.100.7": "internet   198.51.100.7 0", "internet:198.51.100.7:80": "internet   198.51.100.7 80", "internet:443": "internet   192.0.2.80 443",
		"me": "internet   203.0.113.10 0", "laptop:22": "internet   203.0.113.10 22", "8.8.8.8:53": "internet   8.8.8.8 53", "igw-1": "internet igw-1  192.0.2.80 0",
		"s3": "service s3  54.231.0.68 0", "s3:menus": "service s3  54.231.0.68 0", "s3:443": "service s3  54.231.0.68 443", "dynamodb": "service dynamodb  52.94.32.68 0",
		"menus.s3.us-east-1.amazonaws.com": "service s3  54.231.0.68 0", "ip-10-3-1-10.us-west-2.compute.internal": "interface eni-west i-west 10.3.1.10 0",
		"ec2-3-3-3-3.compute-1.amazonaws.com": "interface eni-web i-web 10.0.1.10 0", "169.254.169.254": "metadata   169.254.169.254 0",
		"two": "AMBIGUOUS_PLACE i-two1,i-two2", "gone": "UNKNOWN_PLACE ", "lunch": "UNKNOWN_PLACE ", "web:0": "BAD_PORT ", "web:http": "BAD_PORT ", "": "UNKNOWN_PLACE ", "internet:": "BAD_PORT ",
	} {
		p, err := n.Resolve(testRegion, word)
		got := strings.Join([]string{string(p.Kind), p.ID, p.Instance, p.Addr.String(), itoa(p.Port)}, " ")
		var e *ResolveError
		if errors.As(err, &e) {
			got = e.Code + " " + strings.Join(e.Matches, ",")
		}
		if got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
	west, _ := n.Resolve(cloud.Scope{Account: testAccount, Region: "us-west-2"}, "web")
	if west.Instance != "i-web2" {
		t.Errorf("web seen from us-west-2 is %s", west.Instance)
	}
	if names := n.Names(); !slices.Contains(names, "web") || slices.Contains(names, "") {
		t.Errorf("names: %q", names)
	}
}

func itoa(p uint16) string {
	var b []byte
	for n := p; ; n /= 10 {
		b = append([]byte{byte('0' + n%10)}, b...)
		if n < 10 {
			return string(b)
		}
	}
}

// TestAmbiguousSender: an address that two networks use sends from nowhere, and
// the error names both.
func TestAmbiguousSender(t *testing.T) {
	n := worldOf(t, `
vpc vpc-1 10.0.0.0/16
vpc vpc-2 10.0.0.0/16
subnet subnet-a vpc-1 10.0.1.0/24
subnet subnet-b vpc-2 10.0.1.0/24
host i-a subnet-a 10.0.1.10 name=a
host i-b subnet-b 10.0.1.10 name=b
host i-c subnet-b 10.0.1.20 name=c
`).network()
	from, _ := n.Resolve(testRegion, "10.0.1.10")
	to, _ := n.Resolve(testRegion, "10.0.1.20")
	_, err := n.Ask(Ask{From: from, To: to, Proto: TCP}, nil)
	if want := "AMBIGUOUS_PLACE: 10.0.1.10: eni-a, eni-b"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
	// As a destination it is the neighbour's.
	c, _ := n.Resolve(testRegion, "c")
	tr, err := n.Ask(Ask{From: c, To: from, Proto: TCP}, nil)
	if err != nil || tr.To.Instance != "i-b" {
		t.Errorf("%v %v", tr.To, err)
	}
}

func FuzzImport(f *testing.F) {
	f.Add([]byte(`{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16"}],"Subnets":[{"SubnetId":"s","VpcId":"vpc-1","CidrBlock":"10.0.1.0/24"}]}`))
	f.Add([]byte(`{"NetworkInterfaces":[{"NetworkInterfaceId":"eni-1","SubnetId":"s","PrivateIpAddresses":[{"PrivateIpAddress":"x"}]}],"TransitGateways":[{}]}`))
	f.Add([]byte(`{"Reservations":[{"Instances":[{"InstanceId":"i-1","NetworkInterfaces":[{"NetworkInterfaceId":"e"},{"NetworkInterfaceId":"e"}]}]}],"RouteTables":[{"Routes":[{"GatewayId":"local"}]}]}`))
	f.Fuzz(func(t *testing.T, document []byte) {
		var s State
		if _, err := s.Import(testRegion, document); err == nil {
			Compile(&s, 0, testAccount).Matrix(TCP, 80).Rows(0, 50, nil, func(_, _ int, _ cloud.Verdict, _ []Hop) bool { return true })
		}
	})
}
