package vpc_test

import (
	"maps"
	"net/netip"
	"slices"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// situation is a network, a question, and perhaps a table to look at: together
// they bring about one code.
type situation struct {
	script   string
	from, to string
	proto    uint8  // 0: TCP
	src      string // another source address than the sender's own
	six      bool
	table    string // whose routes are judged, too
}

// publicHost is a host s that everybody reaches, before something is changed.
const publicHost = `
vpc vpc-1 10.0.0.0/16
igw igw-1 vpc-1
subnet subnet-s vpc-1 10.0.1.0/24
subnet subnet-2 vpc-1 10.0.2.0/24
table rtb-1 vpc-1 main routes=0.0.0.0/0:igw-1
host i-s subnet-s 10.0.1.10 name=s public=3.3.3.3
`

// situations by the code that they bring about: Reachability Analyzer's own
// first, then the lab's.
var situations = map[string]situation{
	vpc.CodeBadState:           {script: publicHost + "host i-s subnet-s 10.0.1.10 name=s public=3.3.3.3 state=stopped", from: "internet", to: "s"},
	vpc.CodeBadAttachment:      {script: publicHost + "eni eni-x subnet-s 10.0.1.50", from: "s", to: "eni-x"},
	vpc.CodeBadRoute:           {script: publicHost + "table rtb-1 vpc-1 main routes=0.0.0.0/0:igw-1!", from: "s", to: "internet"},
	vpc.CodeAddressRestriction: {script: publicHost, from: "s", to: "internet", src: "10.0.1.99"},
	vpc.CodeGroupsMismatch:     {script: publicHost + "group sg-1 vpc-1 in=tcp,22,0.0.0.0/0\nhost i-s subnet-s 10.0.1.10 name=s public=3.3.3.3 groups=sg-1", from: "internet", to: "s:80"},
	vpc.CodeGroupNoRules:       {script: publicHost + "group sg-1 vpc-1\nhost i-s subnet-s 10.0.1.10 name=s public=3.3.3.3 groups=sg-1", from: "internet", to: "s:80"},
	vpc.CodeReferenceLost:      {script: publicHost + "group sg-1 vpc-1 in=tcp,80,sg-1 out=all,-,0.0.0.0/0\nhost i-s subnet-s 10.0.1.10 name=s public=3.3.3.3 groups=sg-1\nhost i-2 subnet-2 10.0.2.10 name=two public=3.3.3.4 groups=sg-1", from: "two", to: "3.3.3.3:80"},
	vpc.CodeSourceDestCheck:    {script: publicHost + "table rtb-1 vpc-1 main routes=0.0.0.0/0:eni-2\nhost i-2 subnet-2 10.0.2.10", from: "s", to: "internet"},
	vpc.CodeSpoofed:            {script: publicHost, from: "internet:10.0.9.9", to: "s"},
	vpc.CodeIGWDstPrivate:      {script: publicHost, from: "s", to: "192.168.1.1"},
	vpc.CodeIGWDstShared:       {script: publicHost, from: "s", to: "100.64.0.1"},
	vpc.CodeIGWNoPrivate:       {script: publicHost + "host i-2 subnet-2 10.0.2.10 name=two", from: "internet", to: "two"},
	vpc.CodeIGWNoPublic:        {script: publicHost + "host i-2 subnet-2 10.0.2.10 name=two", from: "two", to: "internet"},
	vpc.CodeIGWSrcPrivate:      {script: publicHost, from: "internet:192.168.1.1", to: "s"},
	vpc.CodeIGWSrcShared:       {script: publicHost, from: "internet:100.64.0.1", to: "s"},
	vpc.CodeWrongVPC:           {script: publicHost + "vpc vpc-2 10.9.0.0/16\nigw igw-2 vpc-2", from: "igw-2", to: "s"},
	vpc.CodeNATKeepsDst:        {script: publicHost + "nat nat-1 subnet-2 10.0.2.9 public=3.3.3.9", from: "internet", to: "3.3.3.9"},
	vpc.CodeNATForeignSource: {script: `
vpc vpc-a 10.1.0.0/16
vpc vpc-b 10.2.0.0/16
peer pcx-1 vpc-a vpc-b active
subnet subnet-a vpc-a 10.1.1.0/24
subnet subnet-b vpc-b 10.2.1.0/24
nat nat-a subnet-a 10.1.1.9 public=3.3.3.3
table rtb-a vpc-a main routes=0.0.0.0/0:nat-a
table rtb-b vpc-b main routes=0.0.0.0/0:pcx-1
host i-b subnet-b 10.2.1.10 name=b`, from: "b", to: "internet"},
	vpc.CodeNATReassigns:      {script: publicHost + "subnet subnet-p vpc-1 10.0.3.0/24\ntable rtb-p vpc-1 subnets=subnet-p routes=0.0.0.0/0:igw-1\nnat nat-1 subnet-p 10.0.3.9 public=3.3.3.9\ntable rtb-1 vpc-1 main routes=0.0.0.0/0:nat-1", from: "internet", to: "s"},
	vpc.CodeProtocol:          {script: natWorld("us-east-1a", "us-east-1a", "available", ""), from: "c", to: "internet", proto: 107},
	vpc.CodeRegionalNATZone:   {script: publicHost + "nat nat-r vpc-1 regional manual addresses=us-east-1b,3.3.3.9\ntable rtb-1 vpc-1 main routes=0.0.0.0/0:nat-r", from: "s", to: "internet"},
	vpc.CodeNoDestination:     {script: publicHost, from: "s", to: "10.0.2.77"},
	vpc.CodeNoRoute:           {script: publicHost + "table rtb-1 vpc-1 main", from: "s", to: "internet"},
	vpc.CodeMoreSpecific:      {script: publicHost + "vpc vpc-2 172.31.0.0/16\npeer pcx-1 vpc-1 vpc-2 active\ntable rtb-1 vpc-1 main routes=0.0.0.0/0:igw-1;8.8.8.0/24:pcx-1", from: "s", to: "8.8.8.8", table: "rtb-1"},
	vpc.CodeHigherPriority:    {script: publicHost + "table rtb-1 vpc-1 main routes=8.8.8.0/24:vgw-1~;8.8.8.0/24:igw-1", from: "s", to: "8.8.8.8", table: "rtb-1"},
	vpc.CodeCannotRoute:       {script: publicHost, from: "s", to: "8.8.8.8", table: "rtb-1"},
	vpc.CodePeerRange:         {script: pairOfPeers + "table rtb-a vpc-a main routes=10.2.0.0/16:pcx-1;10.3.0.0/16:pcx-1", from: "a", to: "10.3.0.1"},
	vpc.CodeACL:               {script: publicHost + "acl acl-1 vpc-1 subnets=subnet-s", from: "internet", to: "s"},
	vpc.CodeUnsupported:       {script: publicHost + "table rtb-1 vpc-1 main routes=0.0.0.0/0:tgw-1", from: "s", to: "internet"},
	vpc.CodeUnknownResource:   {script: publicHost + "peer pcx-1 vpc-1 vpc-elsewhere active\ntable rtb-1 vpc-1 main routes=10.9.0.0/16:pcx-1", from: "s", to: "10.9.0.1"},
	vpc.CodeEndpointProtocol:  {script: publicHost + "endpoint vpce-1 vpc-1 Gateway com.amazonaws.us-east-1.s3\nlist pl-s3 com.amazonaws.us-east-1.s3 52.216.0.0/15\ntable rtb-1 vpc-1 main routes=pl-s3:vpce-1", from: "s", to: "s3", proto: vpc.UDP},
	vpc.CodeEndpointInitiates: {script: publicHost + "endpoint vpce-1 vpc-1 Interface com.amazonaws.us-east-1.sqs subnet-2 10.0.2.9", from: "vpce-1", to: "s"},

	vpc.CodeHostFailed:   {script: publicHost + "fail host i-s", from: "internet", to: "s"},
	vpc.CodeZoneFailed:   {script: publicHost + "subnet subnet-z vpc-1 10.0.5.0/24 zone=us-east-1a\nhost i-z subnet-z 10.0.5.5 name=z\nfail az us-east-1a", from: "s", to: "z"},
	vpc.CodeRegionFailed: {script: "fail region us-east-1\n" + publicHost, from: "internet", to: "s"},
	vpc.CodeRouteLoop:    {script: publicHost + "nat nat-1 subnet-s 10.0.1.9 public=3.3.3.9\ntable rtb-1 vpc-1 main routes=0.0.0.0/0:nat-1", from: "s", to: "internet"},
	vpc.CodeOutboundOnly: {script: sixHost, from: "internet", to: "s", six: true},
	vpc.CodeIPv6Only:     {script: sixHost + "table rtb-1 vpc-1 main routes=0.0.0.0/0:eigw-1", from: "s", to: "internet"},
	vpc.CodePolicyDenies: {script: publicHost + "endpoint vpce-1 vpc-1 Gateway com.amazonaws.us-east-1.s3 policy={\"Statement\":[]}\nlist pl-s3 com.amazonaws.us-east-1.s3 52.216.0.0/15\ntable rtb-1 vpc-1 main routes=pl-s3:vpce-1", from: "s", to: "s3:menus"},
	vpc.CodeDNSOff:       {script: "vpc vpc-1 10.0.0.0/16 nodns\nsubnet subnet-s vpc-1 10.0.1.0/24\nhost i-s subnet-s 10.0.1.10 name=s", from: "s", to: "10.0.0.2", proto: vpc.UDP},
	vpc.CodeElsewhere:    {script: twins, from: "b", to: "a"},
}

const sixHost = `
vpc vpc-1 10.0.0.0/16 2600:1f13:1::/56
eigw eigw-1 vpc-1
subnet subnet-s vpc-1 10.0.1.0/24 2600:1f13:1:1::/64
table rtb-1 vpc-1 main routes=::/0:eigw-1
host i-s subnet-s 10.0.1.10 2600:1f13:1:1::10 name=s
`

const twins = `
vpc vpc-a 172.16.0.0/16
vpc vpc-b 10.0.0.0/16
vpc vpc-c 10.0.0.0/16
peer pcx-ab vpc-a vpc-b active
peer pcx-ac vpc-a vpc-c active
subnet subnet-a vpc-a 172.16.0.0/24
subnet subnet-b vpc-b 10.0.1.0/24
subnet subnet-c vpc-c 10.0.1.0/24
table rtb-a vpc-a main routes=10.0.0.0/16:pcx-ac
table rtb-b vpc-b main routes=172.16.0.0/16:pcx-ab
host i-a subnet-a 172.16.0.10 name=a
host i-b subnet-b 10.0.1.10 name=b
host i-c subnet-c 10.0.1.10 name=c
`

// codes are the codes that a situation brings about, in order.
func (s situation) codes(t *testing.T) []string {
	t.Helper()
	n := vpc.OracleNetwork(t, s.script)
	from, err := n.Resolve(vpc.OracleScope, s.from)
	if err != nil {
		t.Fatal(s.from, err)
	}
	to, err := n.Resolve(vpc.OracleScope, s.to)
	if err != nil {
		t.Fatal(s.to, err)
	}
	proto := s.proto
	if proto == 0 {
		proto = vpc.TCP
	}
	p, a, err := n.Between(vpc.Ask{From: from, To: to, Proto: proto, IPv6: s.six})
	if err != nil {
		t.Fatal(err)
	}
	if s.src != "" {
		p.Src = netip.MustParseAddr(s.src)
	}
	var list []string
	for _, h := range n.Send(a.From, a.To, p, nil).Hops {
		if h.Reason.Verdict != cloud.Allowed {
			list = append(list, h.Reason.Code)
		}
	}
	for _, r := range n.Routes(s.table, p.Dst) {
		if r.Verdict == cloud.Denied {
			list = append(list, r.Code)
		}
	}
	return list
}

// TestEveryCodeIsGiven: no code is a dead letter.
func TestEveryCodeIsGiven(t *testing.T) {
	for _, code := range slices.Sorted(maps.Keys(situations)) {
		if got := situations[code].codes(t); !slices.Contains(got, code) {
			t.Errorf("%s: the situation gives %v", code, got)
		}
	}
	for _, code := range vpc.RefusalCodes() {
		if _, ok := situations[code]; !ok {
			t.Errorf("%s has no situation", code)
		}
	}
}

func reachabilityCodes(t *testing.T, o *oracles, c oracleCase) outcome {
	code := ""
	switch {
	case c.Given["code"] != nil:
		code = text(c.Given["code"])
	case c.Given["situation"] != nil && c.Expect["code_includes"] != nil:
		code = text(c.Expect["code_includes"])
	default:
		return unread()
	}
	s, ok := situations[code]
	if !ok {
		return outcome{"failed", "the model never gives " + code}
	}
	if got := s.codes(t); !slices.Contains(got, code) {
		return outcome{"failed", "the situation does not give " + code}
	}
	if group, ok := c.Given["group"]; ok {
		return equal("not-reachable", group)
	}
	return passed()
}
