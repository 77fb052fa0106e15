package vpc_test

import (
	"context"
	"fmt"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"skylab/console"
	"skylab/simulators/vpc"
)

// prelude is what the scripts below have in common: an account without a
// default VPC, and short words for making things.
const prelude = `
v() { aws "$@" --output text; }
vpc() { v ec2 create-vpc --cidr-block ${1:-10.0.0.0/16} --query Vpc.VpcId; }
subnet() { v ec2 create-subnet --vpc-id $1 --cidr-block $2 ${3:+--availability-zone $3} --query Subnet.SubnetId; }
igw() { v ec2 create-internet-gateway --query InternetGateway.InternetGatewayId; }
table() { v ec2 create-route-table --vpc-id $1 --query RouteTable.RouteTableId; }
group() { v ec2 create-security-group --vpc-id $1 --group-name ${2:-g} --description g --query GroupId; }
acl() { v ec2 create-network-acl --vpc-id $1 --query NetworkAcl.NetworkAclId; }
eni() { v ec2 create-network-interface --subnet-id $1 --query NetworkInterface.NetworkInterfaceId; }
peer() { v ec2 create-vpc-peering-connection --vpc-id $1 --peer-vpc-id $2 --query VpcPeeringConnection.VpcPeeringConnectionId; }
more() { v service-quotas request-service-quota-increase --service-code ${3:-vpc} --quota-code $1 --desired-value $2; }
`

// session runs a script in an empty account and gives what its last line
// printed to standard output and error, and the API errors that were met.
func session(t *testing.T, script string) (string, []string) {
	t.Helper()
	m := console.New(console.Options{Seed: 3, NoDefaultVPC: true})
	for _, part := range []string{prelude, script} {
		var err error
		if m, err = m.Run(context.Background(), part); err != nil {
			t.Fatalf("%s: %v", part, err)
		}
	}
	var codes []string
	for _, c := range m.Calls {
		if c.Code != "" {
			codes = append(codes, c.Code)
		}
	}
	return strings.TrimSpace(string(m.Output)), codes
}

// refusal is the code of the last call's error, or empty.
func refusal(t *testing.T, script string) string {
	_, codes := session(t, script)
	if len(codes) == 0 {
		return ""
	}
	return codes[len(codes)-1]
}

// sameCode compares without dots and case: AWS's own pages disagree.
func sameCode(got string, want any) outcome {
	plain := func(s string) string { return strings.ToLower(strings.ReplaceAll(s, ".", "")) }
	w, _ := want.(string)
	if plain(got) == plain(w) {
		return passed()
	}
	return outcome{"failed", fmt.Sprintf("the error is %q, want %q", got, w)}
}

// okOr compares with ok, and with the error where one is named.
func okOr(c oracleCase, code string) outcome {
	var list []outcome
	if c.Expect["ok"] != nil {
		list = append(list, equal(code == "", c.Expect["ok"]))
	}
	if c.Expect["error"] != nil {
		list = append(list, sameCode(code, c.Expect["error"]))
	}
	return all(list...)
}

func apiErrors(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["create_vpc"] != nil:
		return okOr(c, refusal(t, "vpc "+text(g["create_vpc"])))
	case g["create_subnet"] != nil:
		script := "V=$(vpc " + text(g["vpc"]) + ")\n"
		for _, b := range texts(g["existing"]) {
			script += "subnet $V " + b + "\n"
		}
		return okOr(c, refusal(t, script+"subnet $V "+text(g["create_subnet"])))
	case g["when"] != nil && c.Expect["error"] != nil:
		script, ok := errorScripts[text(c.Expect["error"])]
		if !ok {
			return unread()
		}
		return sameCode(refusal(t, script), c.Expect["error"])
	}
	return unread()
}

func createRoute(t *testing.T, c oracleCase) outcome {
	g := c.Given
	if dest, ok := g["create_route"].(string); ok {
		out := okOr(c, refusal(t, `V=$(vpc); G=$(igw); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G
aws ec2 create-route --route-table-id $(table $V) --gateway-id $G --destination-cidr-block `+dest))
		if dst, asked := g["dst"]; asked && c.Expect["forwarded"] != nil {
			tr := ask(t, vpc.OracleNetwork(t, strings.Replace(oneHost(""), "0.0.0.0/0:igw-1", dest+":igw-1", 1)), "s", text(dst)+":81", vpc.TCP)
			through := false
			for _, h := range tr.Forward() {
				through = through || h.Kind == "igw"
			}
			out = all(out, equal(through, c.Expect["forwarded"]))
		}
		return out
	}
	r := members(g["create_route"])
	if r["target"] != "eni" {
		return unread()
	}
	script := "V=$(vpc " + text(g["vpc"]) + ")\n"
	for _, b := range texts(g["subnets"]) {
		script += "S=$(subnet $V " + b + ")\n"
	}
	return okOr(c, refusal(t, script+"aws ec2 create-route --route-table-id $(table $V) --network-interface-id $(eni $S) --destination-cidr-block "+text(r["dest"])))
}

func endpointRoute(t *testing.T, c oracleCase) outcome {
	const made = `V=$(vpc); T=$(table $V)
E=$(v ec2 create-vpc-endpoint --vpc-id $V --service-name com.amazonaws.us-east-1.s3 --route-table-ids $T --query VpcEndpoint.VpcEndpointId)
L=$(v ec2 describe-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.us-east-1.s3 --query 'PrefixLists[0].PrefixListId')
`
	lines := map[string]string{
		"CreateRoute": "aws ec2 create-route --route-table-id $T --destination-prefix-list-id $L --vpc-endpoint-id $E",
		"DeleteRoute": "aws ec2 delete-route --route-table-id $T --destination-prefix-list-id $L",
	}
	var list []outcome
	for _, name := range regexp.MustCompile(`\w+Route`).FindAllString(text(c.Given["api"]), -1) {
		if lines[name] == "" {
			return unread()
		}
		list = append(list, equal(refusal(t, made+lines[name]) == "", c.Expect["ok"]))
	}
	return all(list...)
}

// peerCreate asks for peerings of two VPCs: times of them in all.
func peerCreate(t *testing.T, a, b []string, times int, c oracleCase) outcome {
	script := ""
	for name, ranges := range map[string][]string{"A": a, "B": b} {
		script += name + "=$(vpc " + ranges[0] + ")\n"
		for _, more := range ranges[1:] {
			script += "v ec2 associate-vpc-cidr-block --vpc-id $" + name + " --cidr-block " + more + "\n"
		}
	}
	for range times {
		script += "P=$(peer $A $B); v ec2 accept-vpc-peering-connection --vpc-peering-connection-id $P --query VpcPeeringConnection.Status.Code\n"
	}
	out, codes := session(t, script+"sleep 1m; v ec2 describe-vpc-peering-connections --query 'VpcPeeringConnections[].Status.Code'")
	active := strings.Count(lastLine(out), "active")
	return equal(len(codes) == 0 && active == times, c.Expect["ok"])
}

func lastLine(s string) string {
	return s[strings.LastIndexByte(s, '\n')+1:]
}

func defaultACL(t *testing.T, c oracleCase) outcome {
	out, _ := session(t, `V=$(vpc); v ec2 describe-network-acls --filters Name=vpc-id,Values=$V --query 'NetworkAcls[0].Entries[].[Egress,RuleNumber,RuleAction,CidrBlock]'`)
	sides := map[string][]map[string]any{}
	for line := range strings.Lines(out) {
		f := strings.Fields(line)
		side, rule := "inbound", map[string]any{"action": f[2]}
		if f[0] == "True" {
			side = "outbound"
		}
		if f[1] == "32767" {
			rule["rule"] = "*"
		} else {
			rule["rule"], _ = strconv.Atoi(f[1])
			rule["cidr"] = f[3]
		}
		sides[side] = append(sides[side], rule)
	}
	return all(equal(sides["inbound"], c.Expect["inbound"]), equal(sides["outbound"], c.Expect["outbound"]))
}

func ruleNumbers(t *testing.T, c oracleCase) outcome {
	takes := func(n int) bool {
		return refusal(t, fmt.Sprintf("aws ec2 create-network-acl-entry --network-acl-id $(acl $(vpc)) --ingress --rule-number %d --protocol -1 --rule-action allow --cidr-block 0.0.0.0/0", n)) == ""
	}
	low, high := number(c.Expect["min"]), number(c.Expect["max"])
	closing := map[string]int32{}
	for key, src := range map[string]string{"default_deny_v4": "198.51.100.1", "default_deny_v6": "2001:db8::1"} {
		n := vpc.OracleNetwork(t, oneHost(""))
		from, _ := n.Resolve(vpc.OracleScope, "internet:"+src)
		to, _ := n.Resolve(vpc.OracleScope, "s:80")
		tr, err := n.Ask(vpc.Ask{From: from, To: to, Proto: vpc.TCP, IPv6: strings.Contains(src, ":")}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range tr.Refusals() {
			closing[key] = r.Rule
			break
		}
	}
	return all(equal(takes(low), true), equal(takes(high), true), equal(takes(low-1), false), equal(takes(high+1), false),
		equal(closing["default_deny_v4"], c.Expect["default_deny_v4"]), equal(closing["default_deny_v6"], c.Expect["default_deny_v6"]))
}

func secondACL(t *testing.T, c oracleCase) outcome {
	out, codes := session(t, `V=$(vpc); S=$(subnet $V 10.0.1.0/24); A=$(acl $V)
O=$(v ec2 describe-network-acls --filters Name=association.subnet-id,Values=$S --query 'NetworkAcls[0].Associations[0].NetworkAclAssociationId')
v ec2 replace-network-acl-association --association-id $O --network-acl-id $A >/dev/null
v ec2 describe-network-acls --filters Name=association.subnet-id,Values=$S --query "NetworkAcls[].NetworkAclId == ['$A']"
v ec2 describe-network-acls --query "length(NetworkAcls[].Associations[?SubnetId=='$S'][])"`)
	word := "kept"
	if len(codes) == 0 && out == "True\n1" {
		word = "removed"
	}
	return equal(word, c.Expect["previous_association"])
}

// denyRule looks whether the API has a word for a rule that denies.
func denyRule(t *testing.T, c oracleCase) outcome {
	out, _ := session(t, "aws ec2 authorize-security-group-ingress --group-id $(group $(vpc)) --protocol tcp --port 22 --cidr 0.0.0.0/0 --rule-action deny 2>&1")
	return equal(!strings.Contains(out, "nknown option"), c.Expect["ok"])
}

// ruleWeight raises a group's rules to what fits and counts how many do.
func ruleWeight(t *testing.T, c oracleCase) outcome {
	if !strings.Contains(text(c.Given["rule"]), "another security group") {
		return unread()
	}
	out, _ := session(t, `V=$(vpc); A=$(group $V a); n=0
for i in $(seq 70); do G=$(group $V b$i); aws ec2 authorize-security-group-ingress --group-id $A --protocol tcp --port 22 --source-group $G >/dev/null 2>&1 || break; n=$((n+1)); done; echo $n`)
	n, err := strconv.Atoi(lastLine(out))
	if err != nil || n == 0 {
		return outcome{"failed", out}
	}
	return equal(60/n, c.Expect["counts_as"])
}

func subnetAddressing(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["create_with"] != nil:
		out, _ := session(t, "v ec2 create-vpc --cidr-block "+text(g["create_with"])+" --query Vpc.CidrBlock")
		return equal(out, c.Expect["created"])
	case g["subnets"] != nil || g["vpc"] != nil && g["subnet"] != nil:
		return split(t, c)
	case g["subnet"] != nil && c.Expect["reserved"] != nil:
		p := netip.MustParsePrefix(text(g["subnet"]))
		if _, listed := c.Expect["reserved"].([]any); listed && p.Addr().Is4() {
			return reservedFour(t, p, texts(c.Expect["reserved"]))
		}
		if p.Addr().Is6() {
			return reservedSix(t, p, texts(c.Expect["reserved"]))
		}
		return usable(t, c, p)
	}
	return unread()
}

// usable makes the subnet and counts its free addresses.
func usable(t *testing.T, c oracleCase, p netip.Prefix) outcome {
	out, codes := session(t, "V=$(vpc "+p.String()+"); v ec2 create-subnet --vpc-id $V --cidr-block "+p.String()+" --query Subnet.AvailableIpAddressCount")
	free, err := strconv.Atoi(lastLine(out))
	if err != nil || len(codes) > 0 {
		return outcome{"failed", out}
	}
	total := 1 << (32 - p.Bits())
	var list []outcome
	for key, v := range map[string]int{"total": total, "usable": free} {
		if c.Expect[key] != nil {
			list = append(list, equal(v, c.Expect[key]))
		}
	}
	if _, counted := c.Expect["reserved"].(float64); counted {
		list = append(list, equal(total-free, c.Expect["reserved"]))
	}
	return all(list...)
}

func split(t *testing.T, c oracleCase) outcome {
	g := c.Given
	subnets := append(texts(g["subnets"]), texts(g["subnet"])...)
	script := "V=$(vpc " + text(g["vpc"]) + ")\n"
	for _, b := range subnets {
		script += "v ec2 create-subnet --vpc-id $V --cidr-block " + b + " --query Subnet.AvailableIpAddressCount\n"
	}
	out, codes := session(t, script)
	list := []outcome{equal(len(codes) == 0, c.Expect["ok"])}
	var free, sizes []int
	for line := range strings.Lines(out) {
		n, _ := strconv.Atoi(strings.TrimSpace(line))
		free = append(free, n)
	}
	for _, b := range subnets {
		sizes = append(sizes, 1<<(32-netip.MustParsePrefix(b).Bits()))
	}
	if c.Expect["usable"] != nil {
		list = append(list, equal(free, c.Expect["usable"]))
	}
	if c.Expect["sizes"] != nil {
		list = append(list, equal(sizes, c.Expect["sizes"]))
	}
	return all(list...)
}

// reservedFour tries to give interfaces the reserved addresses of a subnet, and
// those next to them.
func reservedFour(t *testing.T, p netip.Prefix, reserved []string) outcome {
	takes := func(a string) bool {
		return refusal(t, "aws ec2 create-network-interface --subnet-id $(subnet $(vpc "+p.String()+") "+p.String()+") --private-ip-address "+a) == ""
	}
	fourth := p.Addr().Next().Next().Next().Next()
	list := []outcome{equal(takes(fourth.String()), true)}
	for _, a := range reserved {
		list = append(list, equal(takes(a), false))
	}
	return all(list...)
}

// reservedSix tries to give an interface the reserved addresses of an IPv6
// subnet, by their places in it, and one that is free.
func reservedSix(t *testing.T, p netip.Prefix, reserved []string) outcome {
	const made = `V=$(v ec2 create-vpc --cidr-block 10.0.0.0/16 --amazon-provided-ipv6-cidr-block --query Vpc.VpcId); sleep 1m
B=$(v ec2 describe-vpcs --query 'Vpcs[0].Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlock'); B=${B%::/56}
S=$(v ec2 create-subnet --vpc-id $V --cidr-block 10.0.1.0/24 --ipv6-cidr-block $B::/64 --query Subnet.SubnetId)
E=$(eni $S)
`
	takes := func(tail string) bool {
		return refusal(t, made+"aws ec2 assign-ipv6-addresses --network-interface-id $E --ipv6-addresses $B:"+tail) == ""
	}
	list := []outcome{equal(takes(":1234"), true)}
	for _, a := range reserved {
		low := netip.MustParseAddr(a).As16()
		tail := fmt.Sprintf("%x:%x:%x:%x", int(low[8])<<8|int(low[9]), int(low[10])<<8|int(low[11]), int(low[12])<<8|int(low[13]), int(low[14])<<8|int(low[15]))
		if !p.Contains(netip.MustParseAddr(a)) {
			return unread()
		}
		list = append(list, equal(takes("0:"+tail), false))
	}
	return all(list...)
}

func cidrAssociation(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	script := "V=$(vpc " + text(g["primary"]) + ")\n"
	if g["existing_route"] != nil {
		r := members(g["existing_route"])
		// Whatever the case routes to, the rule asks for the destination alone.
		script += "G=$(igw); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G; v ec2 create-route --route-table-id $(table $V) --gateway-id $G --destination-cidr-block " + text(r["destination"]) + "\n"
	}
	return okOr(c, refusal(t, script+"v ec2 associate-vpc-cidr-block --vpc-id $V --cidr-block "+text(g["associate"])))
}

// quotaWords lead from a case's words to the name of a quota.
var quotaWords = []struct {
	words *regexp.Regexp
	name  string
}{
	{regexp.MustCompile(`(?i)^subnets per VPC`), "Subnets per VPC"},
	{regexp.MustCompile(`(?i)^VPCs per`), "VPCs per Region"},
	{regexp.MustCompile(`(?i)routes per`), "Routes per route table"},
	{regexp.MustCompile(`(?i)route tables per`), "Route tables per VPC"},
	{regexp.MustCompile(`(?i)(security groups|SGs) per (network )?(interface|ENI)`), "Security groups per network interface"},
	{regexp.MustCompile(`(?i)(security groups|SGs) per Region`), "VPC security groups per Region"},
	{regexp.MustCompile(`(?i)rules per (security group|SG)`), "Inbound or outbound rules per security group"},
	{regexp.MustCompile(`(?i)rules per (network ACL|NACL)`), "Rules per network ACL"},
	{regexp.MustCompile(`(?i)(network ACLs|NACLs) per`), "Network ACLs per VPC"},
	{regexp.MustCompile(`(?i)active peering`), "Active VPC peering connections per VPC"},
	{regexp.MustCompile(`(?i)outstanding peering`), "Outstanding VPC peering connection requests"},
	{regexp.MustCompile(`(?i)peering.*expir`), "VPC peering connection request expiry hours"},
	{regexp.MustCompile(`(?i)gateway endpoints per`), "Gateway VPC endpoints per Region"},
	{regexp.MustCompile(`(?i)interface.*endpoints per`), "Interface VPC endpoints per VPC"},
	{regexp.MustCompile(`(?i)egress-only`), "Egress-only internet gateways per Region"},
	{regexp.MustCompile(`(?i)internet gateways per`), "Internet gateways per Region"},
	{regexp.MustCompile(`(?i)NAT gateways per`), "NAT gateways per Availability Zone"},
	{regexp.MustCompile(`(?i)network interfaces per`), "Network interfaces per Region"},
	{regexp.MustCompile(`(?i)(Elastic IPs|Elastic IP addresses|EIPs).*NAT`), "Elastic IP addresses per public NAT gateway"},
	{regexp.MustCompile(`(?i)(Elastic IPs|Elastic IP addresses|EIPs) per`), "EC2-VPC Elastic IPs"},
	{regexp.MustCompile(`(?i)IPv4 CIDR`), "IPv4 CIDR blocks per VPC"},
	{regexp.MustCompile(`(?i)IPv6 CIDR`), "IPv6 CIDR blocks per VPC"},
	{regexp.MustCompile(`(?i)characters.*policy|endpoint policy`), "Characters per VPC endpoint policy"},
	{regexp.MustCompile(`(?i)prefix list.*entries`), "entries per prefix list"},
	{regexp.MustCompile(`(?i)prefix lists per`), "prefix lists per Region"},
}

func quotas(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	if g["quota"] != nil {
		for _, q := range quotaWords {
			if q.words.MatchString(text(g["quota"])) {
				return equal(vpc.OracleQuotas()[q.name], c.Expect["default"])
			}
		}
		return unread()
	}
	if g["rules_per_sg"] != nil && g["sgs_per_eni"] != nil {
		code := refusal(t, fmt.Sprintf("more L-0EA8095F %d; more L-2AFB9258 %d", number(g["rules_per_sg"]), number(g["sgs_per_eni"])))
		return equal(code == "", c.Expect["ok"])
	}
	return unread()
}

// defaultVPC looks at a default VPC and at another.
func defaultVPC(t *testing.T, c oracleCase) outcome {
	const look = `
show() {
  v ec2 describe-internet-gateways --filters Name=attachment.vpc-id,Values=$1 --query 'length(InternetGateways)'
  v ec2 describe-route-tables --filters Name=vpc-id,Values=$1 --query "length(RouteTables[].Routes[?DestinationCidrBlock=='0.0.0.0/0'][])"
  v ec2 describe-route-tables --filters Name=vpc-id,Values=$1 --query "length(RouteTables[].Routes[?DestinationIpv6CidrBlock=='::/0'][])"
  v ec2 describe-subnets --filters Name=vpc-id,Values=$1 --query 'Subnets[0].MapPublicIpOnLaunch'
}
`
	seen := func(script string) map[string]any {
		out, _ := session(t, look+script)
		f := strings.Fields(out)
		if len(f) != 4 {
			t.Fatalf("%q", out)
		}
		return map[string]any{"igw": f[0] != "0", "ipv4_default_route": f[1] != "0", "ipv6_default_route": f[2] != "0", "auto_public_ipv4": f[3] == "True"}
	}
	return all(equal(seen("V=$(v ec2 create-default-vpc --query Vpc.VpcId); show $V"), c.Expect["default_vpc"]),
		equal(seen("V=$(vpc); S=$(subnet $V 10.0.1.0/24); show $V"), c.Expect["nondefault_vpc"]))
}
