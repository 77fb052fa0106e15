package vpc_test

import (
	"fmt"
	"maps"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"skylab/simulators/vpc"
)

func subnetAddressing(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["create_with"] != nil:
		return hostBits(t, c)
	case g["address"] != nil:
		return oneAddress(t, c)
	case g["subnets"] != nil || g["vpc"] != nil && g["subnet"] != nil:
		return split(t, c)
	case g["subnet"] != nil:
		c.only("subnet")
		p := prefix(g["subnet"])
		if list := reservedList(c.Expect["reserved"]); list != nil && p.Addr().Is4() {
			return reservedFour(t, p, list)
		} else if list != nil {
			return reservedSix(t, p, list)
		}
		if p.Addr().Is4() {
			return usable(t, c, p)
		}
	}
	return unread()
}

// reservedList reads the addresses of a subnet that are AWS's: a list of them,
// or of what each is for.
func reservedList(v any) []string {
	switch x := v.(type) {
	case []any:
		return texts(x)
	case object:
		return slices.Sorted(maps.Keys(x))
	}
	return nil
}

// hostBits makes a VPC, or a subnet of a VPC, with host bits set.
func hostBits(t *testing.T, c oracleCase) outcome {
	c.only("create_with", "vpc")
	script := "v ec2 create-vpc --cidr-block " + text(c.Given["create_with"]) + " --query Vpc.CidrBlock"
	if c.Given["vpc"] != nil {
		script = "v ec2 create-subnet --vpc-id $(vpc " + text(c.Given["vpc"]) + ") --cidr-block " + text(c.Given["create_with"]) + " --query Subnet.CidrBlock"
	}
	out, _ := session(t, script)
	return equal(out, c.Expect["created"])
}

// takes tells whether an interface can have an address of a subnet.
func takes(t *testing.T, p netip.Prefix, a netip.Addr) bool {
	return refusal(t, "aws ec2 create-network-interface --subnet-id $(subnet $(vpc "+p.String()+") "+p.String()+") --private-ip-address "+a.String()) == ""
}

func oneAddress(t *testing.T, c oracleCase) outcome {
	c.only("subnet", "address")
	free := takes(t, prefix(c.Given["subnet"]), address(c.Given["address"]))
	switch {
	case c.Expect["usable"] != nil:
		return equal(free, c.Expect["usable"])
	case c.Expect["ok"] != nil:
		return equal(free, c.Expect["ok"])
	}
	return equal(!free, c.Expect["reserved"])
}

// usable makes the subnet, in a VPC of its size where one can be, and counts
// its free addresses.
func usable(t *testing.T, c oracleCase, p netip.Prefix) outcome {
	around := p
	if p.Bits() > 28 {
		around = netip.PrefixFrom(p.Addr(), 16).Masked()
	}
	out, codes := session(t, "V=$(vpc "+around.String()+"); v ec2 create-subnet --vpc-id $V --cidr-block "+p.String()+" --query Subnet.AvailableIpAddressCount")
	if c.Expect["ok"] != nil || c.Expect["error"] != nil {
		return okOr(c, last(codes))
	}
	free, err := strconv.Atoi(lastLine(out))
	if err != nil || len(codes) > 0 {
		return outcome{"failed", out}
	}
	total := 1 << (32 - p.Bits())
	var list []outcome
	for key, v := range map[string]int{"total": total, "usable": free, "reserved": total - free} {
		if c.Expect[key] != nil {
			list = append(list, equal(v, c.Expect[key]))
		}
	}
	return all(list...)
}

// split cuts a VPC, which may have several ranges, into subnets.
func split(t *testing.T, c oracleCase) outcome {
	c.only("vpc", "subnets", "subnet")
	subnets := append(texts(c.Given["subnets"]), texts(c.Given["subnet"])...)
	script := vpcOf("V", texts(c.Given["vpc"]))
	for _, b := range subnets {
		script += "v ec2 create-subnet --vpc-id $V --cidr-block " + b + " --query Subnet.AvailableIpAddressCount\n"
	}
	out, codes := session(t, script)
	var list []outcome
	if c.Expect["ok"] != nil || c.Expect["error"] != nil {
		list = append(list, okOr(c, last(codes)))
	}
	var free, sizes []int
	for line := range strings.Lines(out) {
		if n, err := strconv.Atoi(strings.TrimSpace(line)); err == nil {
			free = append(free, n)
		}
	}
	for _, b := range subnets {
		sizes = append(sizes, 1<<(32-prefix(b).Bits()))
	}
	for key, got := range map[string][]int{"usable": free, "sizes": sizes} {
		if n, one := c.Expect[key].(float64); one {
			list = append(list, equal(got, []float64{n}))
		} else if c.Expect[key] != nil {
			list = append(list, equal(got, c.Expect[key]))
		}
	}
	return all(list...)
}

// vpcOf is the script that makes a VPC of one range or several.
func vpcOf(name string, ranges []string) string {
	if len(ranges) == 0 {
		panic(unreadable("a VPC without a range"))
	}
	script := name + "=$(vpc " + ranges[0] + ")\n"
	for _, more := range ranges[1:] {
		script += "aws ec2 associate-vpc-cidr-block --vpc-id $" + name + " --cidr-block " + more + " --query VpcId >/dev/null\n"
	}
	return script
}

// reservedFour tries to give interfaces the reserved addresses of a subnet, and
// the first and the last that are not.
func reservedFour(t *testing.T, p netip.Prefix, reserved []string) outcome {
	first, final := p.Addr().As4(), p.Addr().As4()
	first[3] += 4
	for i := range final {
		final[i] |= byte(uint32(1)<<(32-p.Bits()) - 1>>(8*(3-i)))
	}
	final[3]--
	list := []outcome{equal(takes(t, p, netip.AddrFrom4(first)), true), equal(takes(t, p, netip.AddrFrom4(final)), true)}
	for _, a := range reserved {
		list = append(list, equal(takes(t, p, address(a)), false))
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
	c.only("primary", "associate", "existing_route", "existing", "secondary", "associated", "disassociate", "pending_peering", "peer")
	g := c.Given
	ranges := texts(g["primary"])
	for _, key := range []string{"existing", "secondary", "associated"} {
		ranges = append(ranges, texts(g[key])...)
	}
	script := vpcOf("V", ranges)
	switch {
	case g["existing_route"] != nil:
		r := members(g["existing_route"])
		// Whatever the case routes to, the rule asks for the destination alone.
		script += "G=$(igw); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G; v ec2 create-route --route-table-id $(table $V) --gateway-id $G --destination-cidr-block " + text(r["destination"]) + "\n"
	case g["pending_peering"] != nil:
		script += "peer $V $(vpc 192.0.2.0/24)\n"
	case g["peer"] != nil:
		script += "P=$(peer $V $(vpc " + text(g["peer"]) + ")); v ec2 accept-vpc-peering-connection --vpc-peering-connection-id $P --query VpcPeeringConnection.VpcId; sleep 1m\n"
	}
	if g["disassociate"] != nil {
		return okOr(c, refusal(t, script+"v ec2 disassociate-vpc-cidr-block --association-id $(v ec2 describe-vpcs --vpc-ids $V --query \"Vpcs[0].CidrBlockAssociationSet[?CidrBlock=='"+text(g["disassociate"])+"'].AssociationId\")"))
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
	{regexp.MustCompile(`(?i)rules per (VPC )?(security group|SG)`), "Inbound or outbound rules per security group"},
	{regexp.MustCompile(`(?i)rules per (network ACL|NACL)`), "Rules per network ACL"},
	{regexp.MustCompile(`(?i)(network ACLs|NACLs) per`), "Network ACLs per VPC"},
	{regexp.MustCompile(`(?i)active (VPC )?peering`), "Active VPC peering connections per VPC"},
	{regexp.MustCompile(`(?i)outstanding (VPC )?peering`), "Outstanding VPC peering connection requests"},
	{regexp.MustCompile(`(?i)(expir.*peering|peering.*expir)`), "VPC peering connection request expiry hours"},
	{regexp.MustCompile(`(?i)gateway (VPC )?endpoints per Region`), "Gateway VPC endpoints per Region"},
	{regexp.MustCompile(`(?i)interface.*endpoints per`), "Interface VPC endpoints per VPC"},
	{regexp.MustCompile(`(?i)egress-only`), "Egress-only internet gateways per Region"},
	{regexp.MustCompile(`(?i)internet gateways per`), "Internet gateways per Region"},
	{regexp.MustCompile(`(?i)^NAT gateways per`), "NAT gateways per Availability Zone"},
	{regexp.MustCompile(`(?i)network interfaces per`), "Network interfaces per Region"},
	{regexp.MustCompile(`(?i)(Elastic IPs|Elastic IP addresses|EIPs).*NAT`), "Elastic IP addresses per public NAT gateway"},
	{regexp.MustCompile(`(?i)(Elastic IPs|Elastic IP addresses|EIPs) per`), "EC2-VPC Elastic IPs"},
	{regexp.MustCompile(`(?i)IPv4 CIDR`), "IPv4 CIDR blocks per VPC"},
	{regexp.MustCompile(`(?i)IPv6 CIDR`), "IPv6 CIDR blocks per VPC"},
	{regexp.MustCompile(`(?i)characters.*policy|endpoint policy`), "Characters per VPC endpoint policy"},
	{regexp.MustCompile(`(?i)prefix list.*entries`), "entries per prefix list"},
	{regexp.MustCompile(`(?i)^prefix lists per`), "prefix lists per Region"},
	{regexp.MustCompile(`(?i)vCPU`), "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances"},
}

func quotas(t *testing.T, o *oracles, c oracleCase) outcome {
	if c.Given["quota"] != nil {
		c.only("quota")
		return quotaDefault(c)
	}
	c.only("rules_per_sg", "sgs_per_eni")
	return quotaProduct(t, c)
}

func quotaDefault(c oracleCase) outcome {
	words := text(c.Given["quota"])
	for _, q := range quotaWords {
		if !q.words.MatchString(words) {
			continue
		}
		value, most := vpc.OracleQuota(q.name)
		if strings.Contains(words, "day") { // the quota is kept in hours
			value /= 24
		}
		list := []outcome{equal(value, c.Expect["default"])}
		for _, key := range []string{"max", "maximum"} {
			if c.Expect[key] != nil {
				list = append(list, equal(most, c.Expect[key]))
			}
		}
		return all(list...)
	}
	return unread()
}

// quotaProduct asks for two quotas whose product is limited. One that is to
// stand at AWS's default needs no call; none can lower it.
func quotaProduct(t *testing.T, c oracleCase) outcome {
	script := ""
	for key, code := range map[string]string{"rules_per_sg": "L-0EA8095F", "sgs_per_eni": "L-2AFB9258"} {
		value, _ := vpc.OracleQuotaByCode(code)
		if number(c.Given[key]) < value {
			panic(unreadable("a quota below its default"))
		}
		if number(c.Given[key]) > value {
			script += fmt.Sprintf("more %s %d\n", code, number(c.Given[key]))
		}
	}
	_, codes := session(t, script+"true")
	return equal(len(codes) == 0, c.Expect["ok"])
}
