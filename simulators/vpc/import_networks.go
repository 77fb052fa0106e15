package vpc

import (
	"cmp"
	"net/netip"
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// into adds what was read to a state, in the order in which things refer to
// each other.
func (in *importer) into(s *State) {
	if s.Regions == nil {
		s.Regions = map[cloud.Scope]*Region{}
	}
	r := s.Regions[in.scope]
	if r == nil {
		r = &Region{Scope: in.scope}
		s.Regions[in.scope] = r
	}
	r.Made = true // an account that was read has what it has
	for _, d := range in.all.VPCs {
		r.VPCs.Add(d.vpc())
	}
	for _, d := range in.all.Subnets {
		r.Subnets.Add(d.subnet())
	}
	for _, d := range in.all.Gateways {
		r.Gateways.Add(d.gateway())
	}
	for _, d := range in.all.EgressGateways {
		r.EgressGateways.Add(d.gateway())
	}
	for _, d := range in.all.PrefixLists {
		r.PrefixLists.Add(d.list())
	}
	in.lists(r)
	in.tables(r)
	in.hosts(r)
	in.peerings(s)
}

func (t describedTags) tags() Tags {
	var list Tags
	for _, x := range t {
		list = append(list, Tag{x.Key, x.Value})
	}
	return list
}

func (d describedVPC) vpc() VPC {
	v := VPC{ID: d.VpcId, Default: d.IsDefault, Tenancy: d.InstanceTenancy, DNSSupport: true, DNSHostnames: d.IsDefault, Tags: d.Tags.tags()}
	for _, a := range d.CidrBlockAssociationSet {
		if a.CidrBlockState == nil || a.CidrBlockState.State == "associated" {
			v.Ranges = append(v.Ranges, Range{readPrefix(a.CidrBlock), a.AssociationId})
		}
	}
	if len(v.Ranges) == 0 && d.CidrBlock != nil {
		v.Ranges = []Range{{Prefix: readPrefix(d.CidrBlock)}}
	}
	// The primary stands in CidrBlock; AWS lists the set in any order.
	slices.SortStableFunc(v.Ranges, func(a, b Range) int {
		return cmp.Compare(notFirst(a.Prefix, d.CidrBlock), notFirst(b.Prefix, d.CidrBlock))
	})
	for _, a := range d.Ipv6CidrBlockAssociationSet {
		if a.Ipv6CidrBlockState == nil || a.Ipv6CidrBlockState.State == "associated" {
			v.Ranges6 = append(v.Ranges6, Range{readPrefix(a.Ipv6CidrBlock), a.AssociationId})
		}
	}
	return v
}

func notFirst(p netip.Prefix, primary *string) int {
	if p == readPrefix(primary) {
		return 0
	}
	return 1
}

func (d describedSubnet) subnet() Subnet {
	s := Subnet{
		ID: d.SubnetId, VPC: d.VpcId, Zone: d.AvailabilityZone, ZoneID: d.AvailabilityZoneId, Prefix: readPrefix(d.CidrBlock),
		DefaultForZone: d.DefaultForAz, PublicIPOnLaunch: d.MapPublicIpOnLaunch, IPv6OnCreation: d.AssignIpv6AddressOnCreation,
		Tags: d.Tags.tags(),
	}
	for _, a := range d.Ipv6CidrBlockAssociationSet {
		if a.Ipv6CidrBlockState == nil || a.Ipv6CidrBlockState.State == "associated" {
			s.Prefix6, s.Prefix6Association = readPrefix(a.Ipv6CidrBlock), a.AssociationId
		}
	}
	return s
}

func (d describedGateway) gateway() InternetGateway {
	g := InternetGateway{ID: d.InternetGatewayId, Tags: d.Tags.tags()}
	for _, a := range d.Attachments {
		g.VPC = a.VpcId
	}
	return g
}

func (d describedEgress) gateway() EgressOnlyGateway {
	g := EgressOnlyGateway{ID: d.EgressOnlyInternetGatewayId, Tags: d.Tags.tags()}
	for _, a := range d.Attachments {
		g.VPC = a.VpcId
	}
	return g
}

// list is a prefix list of describe-prefix-lists, which lists AWS's own.
func (d describedList) list() PrefixList {
	l := PrefixList{ID: d.PrefixListId, Name: d.PrefixListName, Owner: awsOwner, Family: "IPv4"}
	for _, c := range d.Cidrs {
		if p := readPrefix(&c); p.IsValid() {
			l.Entries = append(l.Entries, PrefixEntry{Prefix: p})
		}
	}
	return l
}

// lists adds network ACLs and security groups.
func (in *importer) lists(r *Region) {
	for _, d := range in.all.ACLs {
		r.ACLs.Add(d.acl())
		for _, x := range d.Associations {
			if s := r.Subnets.Find(x.SubnetId); s != nil {
				s.ACL, s.ACLAssociation = d.NetworkAclId, x.NetworkAclAssociationId
			}
		}
		if v := r.VPCs.Find(d.VpcId); v != nil && d.IsDefault {
			v.DefaultACL = d.NetworkAclId
		}
	}
	for _, d := range in.all.Groups {
		g := SecurityGroup{ID: d.GroupId, VPC: d.VpcId, Name: d.GroupName, Description: d.Description, Tags: d.Tags.tags()}
		for _, p := range d.IpPermissions {
			g.Rules = append(g.Rules, p.rules(false)...)
		}
		for _, p := range d.IpPermissionsEgress {
			g.Rules = append(g.Rules, p.rules(true)...)
		}
		r.Groups.Add(g)
		if v := r.VPCs.Find(d.VpcId); v != nil && d.GroupName == "default" {
			v.DefaultGroup = g.ID
		}
	}
}

// acl reads a network ACL. The closing * needs no line of its own.
func (d describedACL) acl() NetworkACL {
	a := NetworkACL{ID: d.NetworkAclId, VPC: d.VpcId, Default: d.IsDefault, Tags: d.Tags.tags()}
	for _, e := range d.Entries {
		if e.RuleNumber < 32767 {
			a.Entries = append(a.Entries, e.entry())
		}
	}
	slices.SortStableFunc(a.Entries, func(x, y ACLEntry) int {
		if x.Egress != y.Egress {
			return map[bool]int{false: -1, true: 1}[x.Egress]
		}
		return cmp.Compare(x.Number, y.Number)
	})
	return a
}

func (e describedEntry) entry() ACLEntry {
	n, err := strconv.Atoi(e.Protocol)
	if err != nil {
		n = -1
	}
	a := ACLEntry{Number: e.RuleNumber, Egress: e.Egress, Allow: e.RuleAction == "allow", Protocol: n, Prefix: readPrefix(e.CidrBlock), Type: -1, Code: -1, To: 65535}
	if e.Ipv6CidrBlock != nil {
		a.Prefix = readPrefix(e.Ipv6CidrBlock)
	}
	if e.PortRange != nil {
		a.From, a.To = e.PortRange.From, e.PortRange.To
	}
	if e.IcmpTypeCode != nil {
		a.Type, a.Code = e.IcmpTypeCode.Type, e.IcmpTypeCode.Code
	}
	return a
}

// rules takes a permission apart: one rule for each range, list and group.
func (p describedPermission) rules(egress bool) []GroupRule {
	base := GroupRule{Egress: egress, Protocol: describedProtocol(p.IpProtocol), From: -1, To: -1}
	if p.FromPort != nil {
		base.From = *p.FromPort
	}
	if p.ToPort != nil {
		base.To = *p.ToPort
	}
	var list []GroupRule
	add := func(description string, set func(*GroupRule)) {
		rule := base
		rule.Description = description
		set(&rule)
		list = append(list, rule)
	}
	for _, x := range p.IpRanges {
		add(x.Description, func(g *GroupRule) { g.Prefix = readPrefix(x.CidrIp) })
	}
	for _, x := range p.Ipv6Ranges {
		add(x.Description, func(g *GroupRule) { g.Prefix = readPrefix(x.CidrIpv6) })
	}
	for _, x := range p.PrefixListIds {
		add(x.Description, func(g *GroupRule) { g.PrefixList = x.PrefixListId })
	}
	for _, x := range p.UserIdGroupPairs {
		add(x.Description, func(g *GroupRule) {
			g.Group, g.GroupOwner, g.Peering = x.GroupId, x.UserId, x.VpcPeeringConnectionId
		})
	}
	return list
}

func describedProtocol(s string) int {
	switch s {
	case "tcp":
		return int(TCP)
	case "udp":
		return int(UDP)
	case "icmp":
		return int(ICMP)
	case "icmpv6":
		return int(ICMPv6)
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
