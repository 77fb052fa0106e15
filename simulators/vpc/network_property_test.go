package vpc_test

import (
	"fmt"
	"net/netip"
	"slices"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// block draws an IPv4 range in 10.0.0.0/13 or beside it.
func (h *hand) block(from, to int) *string {
	bits := from + h.roll(to-from+1)
	first := []byte{10, 10, 10, 100, 172}[h.roll(5)]
	a := netip.AddrFrom4([4]byte{first, byte(h.roll(8)), byte(h.roll(4) * 16), byte(h.roll(4) * 64)})
	return new(netip.PrefixFrom(a, bits).String())
}

// block6 draws a /64 of some VPC.
func (h *hand) block6() *string {
	for v := range h.region().VPCs.All {
		if len(v.Ranges6) > 0 && h.roll(2) == 0 {
			b := v.Ranges6[0].Prefix.Addr().As16()
			b[7] = byte(h.roll(4))
			return new(netip.PrefixFrom(netip.AddrFrom16(b), 64).String())
		}
	}
	return nil
}

func (h *hand) association(main bool) string {
	for t := range h.region().RouteTables.All {
		for _, a := range t.Associations {
			if a.Main == main && h.roll(3) == 0 {
				return a.ID
			}
		}
	}
	return "rtbassoc-0123456789abcdef0"
}

func (h *hand) vpcRange() string {
	for v := range h.region().VPCs.All {
		for _, a := range slices.Concat(v.Ranges, v.Ranges6) {
			if h.roll(3) == 0 {
				return a.Association
			}
		}
	}
	return "vpc-cidr-assoc-0123456789abcdef0"
}

func (h *hand) permission() []vpc.IpPermission {
	p := vpc.IpPermission{IpProtocol: new([]string{"tcp", "udp", "-1", "icmp"}[h.roll(4)]), FromPort: new(int32(h.roll(3))), ToPort: new(int32(2))}
	switch h.roll(4) {
	case 0:
		p.UserIdGroupPairs = []vpc.UserIdGroupPair{{GroupId: new(h.group())}}
	case 1:
		p.PrefixListIds = []vpc.PrefixListId{{PrefixListId: new(h.list())}}
	case 2:
		p.Ipv6Ranges = []vpc.Ipv6Range{{CidrIpv6: new("2001:db8::/32")}}
	default:
		p.IpRanges = []vpc.IpRange{{CidrIp: h.block(8, 32)}}
	}
	return []vpc.IpPermission{p}
}

// moves are the ways to change a network; errors are part of the game.
var moves = []move{
	{"CreateVpc", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateVpc(c, vpc.CreateVpcInput{CidrBlock: h.block(15, 20), AmazonProvidedIpv6CidrBlock: new(h.roll(3) == 0)})
		return err
	}},

	{"DeleteVpc", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteVpc(c, vpc.DeleteVpcInput{VpcId: h.vpc()})
		return err
	}},

	{"AssociateVpcCidrBlock", func(h *hand, c *cloud.Call) error {
		_, err := h.s.AssociateVpcCidrBlock(c, vpc.AssociateVpcCidrBlockInput{VpcId: h.vpc(), CidrBlock: h.block(16, 24)})
		return err
	}},

	{"AssociateVpcCidrBlock6", func(h *hand, c *cloud.Call) error {
		_, err := h.s.AssociateVpcCidrBlock(c, vpc.AssociateVpcCidrBlockInput{VpcId: h.vpc(), AmazonProvidedIpv6CidrBlock: new(true)})
		return err
	}},

	{"DisassociateVpcCidrBlock", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DisassociateVpcCidrBlock(c, vpc.DisassociateVpcCidrBlockInput{AssociationId: h.vpcRange()})
		return err
	}},

	{"CreateSubnet6", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateSubnet(c, vpc.CreateSubnetInput{VpcId: h.vpc(), CidrBlock: h.block(18, 29), Ipv6CidrBlock: h.block6()})
		return err
	}},

	{"CreateSubnet", func(h *hand, c *cloud.Call) error {
		id := h.vpc()
		in := vpc.CreateSubnetInput{VpcId: id, CidrBlock: h.block(18, 28)}
		if v := h.region().VPCs.Find(id); v != nil { // inside, so that most succeed
			b := v.Ranges[h.roll(len(v.Ranges))].Prefix.Addr().As4()
			in.CidrBlock = new(netip.PrefixFrom(netip.AddrFrom4([4]byte{b[0], b[1], b[2], byte(h.roll(8) * 32)}), 25+h.roll(4)).String())
		}
		_, err := h.s.CreateSubnet(c, in)
		return err
	}},

	{"DeleteSubnet", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteSubnet(c, vpc.DeleteSubnetInput{SubnetId: h.subnet()})
		return err
	}},

	{"CreateDefaultSubnet", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateDefaultSubnet(c, vpc.CreateDefaultSubnetInput{AvailabilityZone: new(fmt.Sprintf("us-east-1%c", 'a'+h.roll(7)))})
		return err
	}},

	{"AssociateSubnetCidrBlock", func(h *hand, c *cloud.Call) error {
		in := vpc.AssociateSubnetCidrBlockInput{SubnetId: h.subnet(), Ipv6CidrBlock: h.block6()}
		_, err := h.s.AssociateSubnetCidrBlock(c, in)
		return err
	}},

	{"CreateInternetGateway", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateInternetGateway(c, vpc.CreateInternetGatewayInput{})
		return err
	}},

	{"AttachInternetGateway", func(h *hand, c *cloud.Call) error {
		_, err := h.s.AttachInternetGateway(c, vpc.AttachInternetGatewayInput{InternetGatewayId: h.gateway(), VpcId: h.vpc()})
		return err
	}},

	{"DetachInternetGateway", func(h *hand, c *cloud.Call) error {
		g := h.gateway()
		in := vpc.DetachInternetGatewayInput{InternetGatewayId: g, VpcId: h.vpc()}
		if x := h.region().Gateways.Find(g); x != nil && x.VPC != "" {
			in.VpcId = x.VPC
		}
		_, err := h.s.DetachInternetGateway(c, in)
		return err
	}},

	{"DeleteInternetGateway", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteInternetGateway(c, vpc.DeleteInternetGatewayInput{InternetGatewayId: h.gateway()})
		return err
	}},

	{"CreateEgressOnlyInternetGateway", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateEgressOnlyInternetGateway(c, vpc.CreateEgressOnlyInternetGatewayInput{VpcId: h.vpc()})
		return err
	}},

	{"DeleteEgressOnlyInternetGateway", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteEgressOnlyInternetGateway(c, vpc.DeleteEgressOnlyInternetGatewayInput{EgressOnlyInternetGatewayId: h.egress()})
		return err
	}},

	{"CreateRouteTable", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateRouteTable(c, vpc.CreateRouteTableInput{VpcId: h.vpc()})
		return err
	}},

	{"DeleteRouteTable", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteRouteTable(c, vpc.DeleteRouteTableInput{RouteTableId: h.table()})
		return err
	}},

	{"AssociateRouteTable", func(h *hand, c *cloud.Call) error {
		in := vpc.AssociateRouteTableInput{RouteTableId: h.table(), SubnetId: new(h.subnet())}
		if h.roll(4) == 0 {
			in.SubnetId, in.GatewayId = nil, new(h.gateway())
		}
		_, err := h.s.AssociateRouteTable(c, in)
		return err
	}},

	{"DisassociateRouteTable", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DisassociateRouteTable(c, vpc.DisassociateRouteTableInput{AssociationId: h.association(h.roll(4) == 0)})
		return err
	}},

	{"ReplaceRouteTableAssociation", func(h *hand, c *cloud.Call) error {
		_, err := h.s.ReplaceRouteTableAssociation(c, vpc.ReplaceRouteTableAssociationInput{AssociationId: h.association(h.roll(2) == 0), RouteTableId: h.table()})
		return err
	}},

	{"CreateRoute", func(h *hand, c *cloud.Call) error {
		in := vpc.CreateRouteInput{RouteTableId: h.table(), DestinationCidrBlock: h.block(8, 28), GatewayId: new(h.gateway())}
		switch h.roll(3) {
		case 0:
			in.DestinationCidrBlock, in.DestinationPrefixListId = nil, new(h.list())
		case 1:
			in.DestinationCidrBlock, in.DestinationIpv6CidrBlock = nil, new("::/0")
			in.GatewayId, in.EgressOnlyInternetGatewayId = nil, new(h.egress())
		}
		_, err := h.s.CreateRoute(c, in)
		return err
	}},

	{"DeleteRoute", func(h *hand, c *cloud.Call) error {
		id := h.table()
		in := vpc.DeleteRouteInput{RouteTableId: id, DestinationCidrBlock: new("0.0.0.0/0")}
		if t := h.region().RouteTables.Find(id); t != nil {
			if x := t.Routes[h.roll(len(t.Routes))]; x.Prefix.IsValid() && x.Prefix.Addr().Is4() {
				in.DestinationCidrBlock = new(x.Prefix.String())
			}
		}
		_, err := h.s.DeleteRoute(c, in)
		return err
	}},

	{"CreateNetworkAcl", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateNetworkAcl(c, vpc.CreateNetworkAclInput{VpcId: h.vpc()})
		return err
	}},

	{"DeleteNetworkAcl", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteNetworkAcl(c, vpc.DeleteNetworkAclInput{NetworkAclId: h.acl()})
		return err
	}},

	{"CreateNetworkAclEntry", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateNetworkAclEntry(c, vpc.CreateNetworkAclEntryInput{
			NetworkAclId: h.acl(), RuleNumber: int32(1 + h.roll(30)), Protocol: "-1", RuleAction: "allow", Egress: h.roll(2) == 0, CidrBlock: h.block(8, 32),
		})
		return err
	}},

	{"DeleteNetworkAclEntry", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteNetworkAclEntry(c, vpc.DeleteNetworkAclEntryInput{NetworkAclId: h.acl(), RuleNumber: int32(1 + h.roll(30)), Egress: h.roll(2) == 0})
		return err
	}},

	{"ReplaceNetworkAclAssociation", func(h *hand, c *cloud.Call) error {
		in := vpc.ReplaceNetworkAclAssociationInput{NetworkAclId: h.acl(), AssociationId: "aclassoc-0123456789abcdef0"}
		if sn := h.region().Subnets.Find(h.subnet()); sn != nil {
			in.AssociationId = sn.ACLAssociation
		}
		_, err := h.s.ReplaceNetworkAclAssociation(c, in)
		return err
	}},

	{"CreateSecurityGroup", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateSecurityGroup(c, vpc.CreateSecurityGroupInput{GroupName: fmt.Sprintf("g%d", h.roll(6)), Description: "d", VpcId: new(h.vpc())})
		return err
	}},

	{"DeleteSecurityGroup", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteSecurityGroup(c, vpc.DeleteSecurityGroupInput{GroupId: new(h.group())})
		return err
	}},

	{"AuthorizeSecurityGroupIngress", func(h *hand, c *cloud.Call) error {
		_, err := h.s.AuthorizeSecurityGroupIngress(c, vpc.AuthorizeSecurityGroupIngressInput{GroupId: new(h.group()), IpPermissions: h.permission()})
		return err
	}},

	{"RevokeSecurityGroupIngress", func(h *hand, c *cloud.Call) error {
		_, err := h.s.RevokeSecurityGroupIngress(c, vpc.RevokeSecurityGroupIngressInput{GroupId: new(h.group()), IpPermissions: h.permission()})
		return err
	}},

	{"CreateManagedPrefixList", func(h *hand, c *cloud.Call) error {
		_, err := h.s.CreateManagedPrefixList(c, vpc.CreateManagedPrefixListInput{PrefixListName: "l", MaxEntries: int32(1 + h.roll(30)), AddressFamily: []string{"IPv4", "IPv6"}[h.roll(2)]})
		return err
	}},

	{"ModifyManagedPrefixList", func(h *hand, c *cloud.Call) error {
		_, err := h.s.ModifyManagedPrefixList(c, vpc.ModifyManagedPrefixListInput{PrefixListId: h.list(), MaxEntries: new(int32(1 + h.roll(60)))})
		return err
	}},

	{"DeleteManagedPrefixList", func(h *hand, c *cloud.Call) error {
		_, err := h.s.DeleteManagedPrefixList(c, vpc.DeleteManagedPrefixListInput{PrefixListId: h.list()})
		return err
	}},
}

// TestRandomNetworks plays with the parts of networks.
func TestRandomNetworks(t *testing.T) {
	game{
		seeds: 30, steps: 200, begin: func(_ *testing.T, h *hand) { h.region() },
		moves: moves, unsound: unsound,
	}.play(t)
}

// unsound says what is wrong with a Region, or nothing.
func unsound(r *vpc.Region) string {
	for v := range r.VPCs.All {
		if why := unsoundVPC(r, v); why != "" {
			return v.ID + ": " + why
		}
	}
	for sn := range r.Subnets.All {
		if why := unsoundSubnet(r, sn); why != "" {
			return sn.ID + ": " + why
		}
	}
	for t := range r.RouteTables.All {
		if why := unsoundTable(r, t); why != "" {
			return t.ID + ": " + why
		}
	}
	for g := range r.Groups.All {
		for _, x := range g.Rules {
			if other := r.Groups.Find(x.Group); x.Group != "" && (other == nil || other.VPC != g.VPC) {
				return g.ID + ": a rule refers to a group that is not there"
			}
			if x.PrefixList != "" && r.FindPrefixList(x.PrefixList) == nil {
				return g.ID + ": a rule refers to a prefix list that is not there"
			}
		}
		if r.VPCs.Find(g.VPC) == nil {
			return g.ID + ": in no VPC"
		}
	}
	for a := range r.ACLs.All {
		if r.VPCs.Find(a.VPC) == nil || !slices.IsSortedFunc(a.Entries, func(x, y vpc.ACLEntry) int { return order(x) - order(y) }) {
			return a.ID + ": in no VPC, or its rules are not in order"
		}
	}
	return ""
}

func order(e vpc.ACLEntry) int {
	if e.Egress {
		return 100000 + int(e.Number)
	}
	return int(e.Number)
}

func unsoundVPC(r *vpc.Region, v *vpc.VPC) string {
	mains, gateways := 0, 0
	for t := range r.RouteTables.All {
		for _, a := range t.Associations {
			if t.VPC == v.ID && a.Main {
				mains++
				if v.MainTable != t.ID {
					return "the main table is not the one with the main association"
				}
			}
		}
	}
	for g := range r.Gateways.All {
		if g.VPC == v.ID {
			gateways++
		}
	}
	if mains != 1 || gateways > 1 {
		return fmt.Sprintf("%d main tables, %d internet gateways", mains, gateways)
	}
	if a := r.ACLs.Find(v.DefaultACL); a == nil || !a.Default || r.Groups.Find(v.DefaultGroup) == nil {
		return "a default list is not there"
	}
	for i, a := range v.Ranges {
		for _, b := range v.Ranges[:i] {
			if a.Prefix.Overlaps(b.Prefix) {
				return "its ranges overlap"
			}
		}
	}
	return unsoundCuts(r, v)
}

// unsoundCuts compares the index of subnets with the subnets, and every pair of
// subnets, the slow way.
func unsoundCuts(r *vpc.Region, v *vpc.VPC) string {
	var mine []*vpc.Subnet
	for sn := range r.Subnets.All {
		if sn.VPC == v.ID {
			mine = append(mine, sn)
		}
	}
	if len(mine) != len(v.Cuts) {
		return "the index of subnets has another number of them"
	}
	for i, sn := range mine {
		if !slices.Contains(v.Cuts, vpc.Cut{Prefix: sn.Prefix, Subnet: sn.ID}) {
			return "the index lacks " + sn.ID
		}
		if !slices.ContainsFunc(v.Ranges, func(a vpc.Range) bool {
			return a.Prefix.Contains(sn.Prefix.Addr()) && a.Prefix.Bits() <= sn.Prefix.Bits()
		}) {
			return sn.ID + " lies outside"
		}
		for _, other := range mine[:i] {
			if sn.Prefix.Overlaps(other.Prefix) || sn.Prefix6.IsValid() && sn.Prefix6 == other.Prefix6 {
				return sn.ID + " overlaps " + other.ID
			}
		}
	}
	return ""
}

func unsoundSubnet(r *vpc.Region, sn *vpc.Subnet) string {
	a := r.ACLs.Find(sn.ACL)
	switch {
	case r.VPCs.Find(sn.VPC) == nil:
		return "in no VPC"
	case a == nil || a.VPC != sn.VPC:
		return "its list is not there"
	case sn.FreeAddresses() != 1<<(32-sn.Prefix.Bits())-5-len(sn.Used):
		return "its free addresses are miscounted"
	}
	return ""
}

func unsoundTable(r *vpc.Region, t *vpc.RouteTable) string {
	v := r.VPCs.Find(t.VPC)
	if v == nil {
		return "in no VPC"
	}
	for _, a := range slices.Concat(v.Ranges, v.Ranges6) {
		if n := slices.IndexFunc(t.Routes, func(x vpc.Route) bool { return x.Prefix == a.Prefix }); n < 0 || t.Routes[n].Target != "local" {
			return "no local route to " + a.Prefix.String()
		}
	}
	var s vpc.State
	for i, x := range t.Routes {
		if g := r.Gateways.Find(x.Target); x.Target != "local" && (g == nil || g.VPC != t.VPC) && r.EgressGateways.Find(x.Target) == nil && !s.Blackhole(r, t, &x) {
			return "a route leads nowhere and is not a blackhole"
		}
		if slices.ContainsFunc(t.Routes[:i], func(y vpc.Route) bool { return y.Prefix == x.Prefix && y.PrefixList == x.PrefixList }) {
			return "two routes with one destination"
		}
	}
	for _, a := range t.Associations {
		sn, g := r.Subnets.Find(a.Subnet), r.Gateways.Find(a.Gateway)
		if !a.Main && (sn == nil || sn.VPC != t.VPC) && (g == nil || g.VPC != t.VPC) {
			return "serves something that is not there"
		}
		for other := range r.RouteTables.All {
			if other.ID != t.ID && !a.Main && slices.ContainsFunc(other.Associations, func(b vpc.Association) bool { return !b.Main && b.Subnet == a.Subnet && b.Gateway == a.Gateway }) {
				return "serves what another table serves"
			}
		}
	}
	return ""
}

// TestAddresses fills a subnet by draw and by wish, and empties it.
func TestAddresses(t *testing.T) {
	sn := vpc.Subnet{ID: "subnet-1", Prefix: netip.MustParsePrefix("10.0.0.16/28")}
	for n := range 11 {
		a, err := sn.Take(netip.Addr{}, fmt.Sprint("eni-", n))
		if err != nil || !sn.Prefix.Contains(a) || sn.FreeAddresses() != 10-n {
			t.Fatal(n, a, err, sn.FreeAddresses())
		}
	}
	if a, err := sn.Take(netip.Addr{}, "eni-x"); err == nil {
		t.Fatal("a full subnet gave ", a)
	}
	for _, x := range []struct{ a, code string }{
		{"10.0.0.16", "InvalidParameterValue"}, {"10.0.0.17", "InvalidParameterValue"}, {"10.0.0.19", "InvalidParameterValue"},
		{"10.0.0.31", "InvalidParameterValue"}, {"10.0.1.4", "InvalidParameterValue"}, {"10.0.0.20", "InvalidIPAddress.InUse"}, {"2001:db8::1", "InvalidParameterValue"},
	} {
		_, err := sn.Take(netip.MustParseAddr(x.a), "eni-x")
		if e, ok := err.(*cloud.Error); !ok || e.Code != x.code {
			t.Errorf("%s: %v, want %s", x.a, err, x.code)
		}
	}
	sn.Release(netip.MustParseAddr("10.0.0.20"))
	if a, err := sn.Take(netip.Addr{}, "eni-x"); err != nil || a.String() != "10.0.0.20" {
		t.Error("the one free address was not found:", a, err)
	}
}

// TestZonesOfOldAccounts: names are dealt out anew for each account that is
// older than November 2025, in the oldest Regions only.
func TestZonesOfOldAccounts(t *testing.T) {
	old := cloud.DefaultStart - 3*365*cloud.Day
	s := vpc.State{AccountBorn: map[string]cloud.Time{"111122223333": old, "444455556666": old, "777788889999": cloud.DefaultStart}}
	ids := func(account, region string) (list []string) {
		for _, z := range s.ZonesOf(account, region) {
			list = append(list, z.ID)
		}
		return list
	}
	standard := ids("000000000000", "us-east-1")
	if slices.Equal(ids("111122223333", "us-east-1"), standard) || slices.Equal(ids("111122223333", "us-east-1"), ids("444455556666", "us-east-1")) {
		t.Error("older accounts see the standard mapping, or one another's:", ids("111122223333", "us-east-1"))
	}
	if got := ids("111122223333", "us-east-1"); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(standard))) {
		t.Error("a zone is lost or twice there:", got)
	}
	if !slices.Equal(ids("777788889999", "us-east-1"), standard) || !slices.Equal(ids("111122223333", "ap-northeast-2"), ids("0", "ap-northeast-2")) {
		t.Error("a new account, or a newer Region, is not uniform")
	}
	if z, ok := s.ZoneFor("111122223333", "us-east-1", "use1-az3"); !ok || z.ID != "use1-az3" {
		t.Error(z, ok)
	}
	if _, ok := s.ZoneFor("111122223333", "us-east-1", "use1-az7"); ok || vpc.Zones("mars-1") != nil {
		t.Error("a zone or Region that is not")
	}
}

// BenchmarkCreateSubnet cuts two thousand subnets out of one VPC.
func BenchmarkCreateSubnet(b *testing.B) {
	const subnets = 2000
	blocks := make([]*string, subnets)
	for i := range blocks {
		blocks[i] = new(fmt.Sprintf("10.0.%d.%d/28", i/16, i%16*16))
	}
	for b.Loop() {
		w := cloud.NewWorld(7, cloud.DefaultStart)
		var s vpc.State
		c := &cloud.Call{World: &w, Scope: cloud.Scope{Account: "111122223333", Region: "us-east-1"}}
		s.At(c).Quotas = map[string]int{"L-407747CB": subnets}
		v, err := s.CreateVpc(c, vpc.CreateVpcInput{CidrBlock: new("10.0.0.0/16")})
		if err != nil {
			b.Fatal(err)
		}
		for _, p := range blocks {
			if _, err := s.CreateSubnet(c, vpc.CreateSubnetInput{VpcId: v.Vpc.VpcId, CidrBlock: p}); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/subnets, "ns/subnet")
}
