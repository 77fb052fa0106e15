package vpc_test

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
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

// analysisWorld is two servers in zones of their own, b with a public address
// behind an internet gateway, and a word that asks Reachability Analyzer.
const analysisWorld = `
V=$(vpc); SA=$(subnet $V 10.0.1.0/24 us-east-1a); SB=$(subnet $V 10.0.2.0/24 us-east-1b)
IGW=$(igw); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $IGW
T=$(v ec2 describe-route-tables --filters Name=vpc-id,Values=$V --query 'RouteTables[0].RouteTableId')
aws ec2 create-route --route-table-id $T --gateway-id $IGW --destination-cidr-block 0.0.0.0/0 >/dev/null
SG=$(group $V web); aws ec2 authorize-security-group-ingress --group-id $SG --protocol tcp --port 80 --cidr 0.0.0.0/0 >/dev/null
AMI=$(v ec2 describe-images --owners amazon --filters Name=architecture,Values=x86_64 --query 'Images[0].ImageId')
run() { v ec2 run-instances --image-id $AMI --instance-type t3.micro --associate-public-ip-address --security-group-ids $SG --subnet-id $1 --private-ip-address $2 --query 'Instances[0].InstanceId'; }
A=$(run $SA 10.0.1.10); B=$(run $SB 10.0.2.10); aws ec2 wait instance-running --instance-ids $A $B
arn() { echo arn:aws:ec2:us-east-1:111122223333:$1; }
analyse() { R=$(v ec2 start-network-insights-analysis --network-insights-path-id $P --query NetworkInsightsAnalysis.NetworkInsightsAnalysisId "$@"); sleep 30; v ec2 describe-network-insights-analyses --network-insights-analysis-ids $R --query 'NetworkInsightsAnalyses[0].[[NetworkPathFound], Explanations[].ExplanationCode, ForwardPathComponents[].AdditionalDetails[].AdditionalDetailType]'; }
path() { P=$(v ec2 create-network-insights-path --protocol tcp --query NetworkInsightsPath.NetworkInsightsPathId "$@"); }
`

// analyses bring about the codes that are said of a question, its filters or
// its answer, by putting it to Reachability Analyzer; each ends in an analysis.
var analyses = map[string]string{
	"DISCONNECTED_VPCS":                              `W=$(vpc 10.9.0.0/16); path --source $A --destination $(eni $(subnet $W 10.9.1.0/24)); analyse`,
	"NO_PATH":                                        `N=$(v ec2 create-nat-gateway --subnet-id $SA --connectivity-type private --query NatGateway.NatGatewayId); sleep 5m; aws ec2 replace-route --route-table-id $T --destination-cidr-block 0.0.0.0/0 --nat-gateway-id $N; path --source $A --destination $IGW; analyse`,
	"NO_SOURCE_OR_DESTINATION":                       `E=$(eni $SA); path --source $E --destination $B; aws ec2 delete-network-interface --network-interface-id $E; analyse`,
	"UNASSOCIATED_COMPONENT":                         `path --source $IGW --destination $B; for i in $A $B; do aws ec2 terminate-instances --instance-ids $i >/dev/null; done; aws ec2 wait instance-terminated --instance-ids $A $B; aws ec2 detach-internet-gateway --vpc-id $V --internet-gateway-id $IGW; analyse`,
	"UNSUPPORTED_COMPONENT":                          `W=$(vpc 10.9.0.0/16); path --source $(peer $V $W) --destination $B; analyse`,
	"COMPONENT_FILTER_RESTRICTION":                   `path --source $A --destination $B --destination-port 80; analyse --filter-in-arns $(arn internet-gateway/$IGW)`,
	"COMPONENT_FILTER_RESTRICTION_REMOVED_COMPONENT": `path --source $IGW --destination $B --destination-port 80; analyse --filter-out-arns $(arn internet-gateway/$IGW)`,
	"FILTER_AT_SOURCE_SOURCE_ADDRESS":                `path --source $A --destination $B --filter-at-source SourceAddress=10.0.1.99; analyse`,
	"FILTER_AT_SOURCE_DESTINATION_ADDRESS":           `path --source $A --destination $B --filter-at-source DestinationAddress=10.0.2.99; analyse`,
	"FILTER_AT_SOURCE_DESTINATION_PORT_RANGE":        `path --source $A --destination $B --filter-at-source 'DestinationPortRange={FromPort=22,ToPort=22}'; analyse`,
	"FILTER_AT_SOURCE_SOURCE_PORT_RANGE":             narrowAnswers + `path --source $A --destination $B --filter-at-source 'SourcePortRange={FromPort=1024,ToPort=2000}'; analyse`,
	"FILTER_AT_SOURCE_PROTOCOL":                      `P=$(v ec2 create-network-insights-path --protocol udp --source $A --destination $B --filter-at-source DestinationAddress=10.0.2.10 --query NetworkInsightsPath.NetworkInsightsPathId); analyse`,
	"FILTER_AT_DESTINATION_SOURCE_ADDRESS":           `path --source $A --destination $B --filter-at-destination SourceAddress=10.0.1.99; analyse`,
	"FILTER_AT_DESTINATION_DESTINATION_ADDRESS":      `path --source $IGW --destination $B --filter-at-destination DestinationAddress=10.0.2.99; analyse`,
	"FILTER_AT_DESTINATION_DESTINATION_PORT_RANGE":   `path --source $A --destination $B --filter-at-destination 'DestinationPortRange={FromPort=22,ToPort=22}'; analyse`,
	"FILTER_AT_DESTINATION_SOURCE_PORT_RANGE":        narrowAnswers + `path --source $A --destination $B --filter-at-destination 'SourcePortRange={FromPort=1024,ToPort=2000}'; analyse`,
	"FILTER_AT_DESTINATION_PROTOCOL":                 `P=$(v ec2 create-network-insights-path --protocol udp --source $A --destination $B --filter-at-destination DestinationAddress=10.0.2.10 --query NetworkInsightsPath.NetworkInsightsPathId); analyse`,
	"IGW_EXPECTS_PUBLIC_ADDRESS":                     `path --source $IGW --destination $B --source-ip 10.0.0.9; analyse`,
	"IGW_NAT_REFLECTION":                             `path --source $A --destination $B --destination-ip $(v ec2 describe-instances --instance-ids $B --query 'Reservations[0].Instances[0].PublicIpAddress') --destination-port 80; analyse`,
	"AVAILABILITY_ZONE_CROSSED":                      `path --source $A --destination $B --destination-port 80; analyse`,
}

// narrowAnswers lets answers out of b's subnet to Linux's ports only.
const narrowAnswers = `N=$(v ec2 describe-network-acls --filters Name=vpc-id,Values=$V --query 'NetworkAcls[0].NetworkAclId')
aws ec2 replace-network-acl-entry --network-acl-id $N --egress --rule-number 100 --protocol 6 --rule-action allow --cidr-block 0.0.0.0/0 --port-range From=32768,To=61000
aws ec2 create-network-acl-entry --network-acl-id $N --egress --rule-number 90 --protocol 6 --rule-action allow --cidr-block 0.0.0.0/0 --port-range From=80,To=80
`

// analysed are the codes of an analysis.
func analysed(t *testing.T, code string) []string {
	out, errors := session(t, analysisWorld+analyses[code])
	if len(errors) > 0 {
		t.Fatalf("%s: %v", code, errors)
	}
	return strings.Fields(out)
}

// TestEveryAnalysisCodeIsGiven: those codes are no dead letters either, and
// none of them is given where a path is found that fits the question.
func TestEveryAnalysisCodeIsGiven(t *testing.T) {
	for _, code := range slices.Sorted(maps.Keys(analyses)) {
		if got := analysed(t, code); !slices.Contains(got, code) {
			t.Errorf("%s: the analysis gives %v", code, got)
		}
	}
	plain, _ := session(t, analysisWorld+`path --source $IGW --destination $B --filter-at-source 'SourceAddress=198.51.100.7,DestinationPortRange={FromPort=1,ToPort=100}' --filter-at-destination DestinationAddress=10.0.2.10; analyse --filter-in-arns $(arn internet-gateway/$IGW) --filter-out-arns $(arn instance/$A)`)
	if !slices.Contains(strings.Fields(plain), "True") {
		t.Errorf("a question whose filters fit: %s", plain)
	}
}

func reachabilityCodes(t *testing.T, o *oracles, c oracleCase) outcome {
	code := ""
	switch {
	case c.Given["code"] != nil:
		c.only("code", "group")
		code = text(c.Given["code"])
	case c.Given["situation"] != nil && c.Expect["code_includes"] != nil:
		c.only("situation")
		code = text(c.Expect["code_includes"])
	default:
		return unread()
	}
	group := ""
	if s, ok := situations[code]; ok {
		if got := s.codes(t); !slices.Contains(got, code) {
			return outcome{"failed", "the situation does not give " + code}
		}
		group = "not-reachable"
	}
	if analyses[code] != "" {
		if got := analysed(t, code); !slices.Contains(got, code) {
			return outcome{"failed", fmt.Sprintf("the analysis gives %v, not %s", got, code)}
		}
		if group = analysisGroup(code); group == "" {
			group = "not-reachable"
		}
	}
	switch want, asked := c.Given["group"]; {
	case group == "":
		return outcome{"failed", "the model never gives " + code}
	case asked:
		return equal(group, want)
	}
	return passed()
}

// analysisGroup is the part of AWS's page in which a code stands.
func analysisGroup(code string) string {
	switch {
	case strings.HasPrefix(code, "FILTER_"), strings.HasPrefix(code, "COMPONENT_FILTER"), code == "IGW_EXPECTS_PUBLIC_ADDRESS":
		return "search-filter"
	case slices.Contains([]string{"DISCONNECTED_VPCS", "NO_PATH", "NO_SOURCE_OR_DESTINATION", "UNASSOCIATED_COMPONENT", "UNSUPPORTED_COMPONENT"}, code):
		return "configuration"
	case code == "AVAILABILITY_ZONE_CROSSED":
		return "additional-detail"
	}
	return ""
}
