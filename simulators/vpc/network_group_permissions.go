package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// IpPermission is a protocol, its ports, and whom they are open to. It stands
// for as many rules as it names sources (or destinations).
type IpPermission struct {
	IpProtocol       *string           `doc:"tcp, udp, icmp, icmpv6, a protocol number, or -1 for all"`
	FromPort         *int32            `doc:"the first port, or the ICMP type; -1 for all types"`
	ToPort           *int32            `doc:"the last port, or the ICMP code; -1 for all codes"`
	UserIdGroupPairs []UserIdGroupPair `doc:"members of these security groups"`
	IpRanges         []IpRange         `doc:"these IPv4 ranges"`
	Ipv6Ranges       []Ipv6Range       `doc:"these IPv6 ranges"`
	PrefixListIds    []PrefixListId    `doc:"the ranges of these prefix lists"`
}

// UserIdGroupPair names a security group, of a peer where need be.
type UserIdGroupPair struct {
	Description            *string `doc:"what the rule is for"`
	UserId                 *string `doc:"the account that the group belongs to"`
	GroupName              *string `doc:"the group's name, in the default VPC only"`
	GroupId                *string `doc:"the group"`
	VpcId                  *string `doc:"the group's VPC, when it is a peer"`
	VpcPeeringConnectionId *string `doc:"the peering over which the group is seen"`
	PeeringStatus          *string `doc:"the state of that peering"`
}

// IpRange is an IPv4 range in a permission.
type IpRange struct {
	Description *string `doc:"what the rule is for"`
	CidrIp      *string `doc:"the range, for example 203.0.113.0/24"`
}

// Ipv6Range is an IPv6 range in a permission.
type Ipv6Range struct {
	Description *string `doc:"what the rule is for"`
	CidrIpv6    *string `doc:"the range, for example 2001:db8::/32"`
}

// PrefixListId is a prefix list in a permission.
type PrefixListId struct {
	Description  *string `doc:"what the rule is for"`
	PrefixListId *string `doc:"the prefix list"`
}

// rulesOf reads a permission as rules of a group.
func (s *State) rulesOf(r *Region, g *SecurityGroup, p IpPermission, egress bool) ([]GroupRule, error) {
	base, err := readProtocol(p.IpProtocol, p.FromPort, p.ToPort)
	if err != nil {
		return nil, err
	}
	base.Egress = egress
	var rules []GroupRule
	add := func(rule GroupRule, wrong error) {
		rules = append(rules, rule)
		if err == nil {
			err = wrong // the first counts
		}
	}
	for _, x := range p.UserIdGroupPairs {
		add(s.readPair(r, g, base, x))
	}
	for _, x := range p.IpRanges {
		add(base.from(x.CidrIp, true, x.Description))
	}
	for _, x := range p.Ipv6Ranges {
		add(base.from(x.CidrIpv6, false, x.Description))
	}
	for _, x := range p.PrefixListIds {
		add(r.fromList(base, x))
	}
	if err != nil {
		return nil, err
	}
	if len(rules) == 0 {
		if egress {
			return nil, cloud.Errorf("MissingParameter", "Destination group ID, IP range or prefix list must be specified.")
		}
		return nil, cloud.Errorf("MissingParameter", "Missing source specification: include source security group or CIDR information")
	}
	return rules, nil
}

// readProtocol reads protocol and ports. Protocols without ports, and -1, let
// all of theirs through whatever ports are given.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
func readProtocol(protocol *string, from, to *int32) (x GroupRule, err error) {
	if protocol == nil {
		return x, lacking("ipProtocol")
	}
	n, ok := protocolNumber(*protocol)
	if !ok {
		return x, invalid("Invalid value '%s' for IP protocol. Unknown protocol.", *protocol)
	}
	x = GroupRule{Protocol: n, From: -1, To: -1}
	if from != nil {
		x.From = int(*from)
	}
	if to != nil {
		x.To = int(*to)
	}
	switch {
	case ported(n) && (x.From < 0 || x.To < 0):
		return x, invalid("Invalid value for portRange. Must specify both from and to ports with TCP/UDP.")
	case ported(n) && (x.From > 65535 || x.To > 65535):
		return x, invalid("TCP/UDP port (%d) out of range", max(x.From, x.To))
	case ported(n) && x.From > x.To:
		return x, invalid("Invalid TCP/UDP port range (%d:%d)", x.From, x.To)
	case isICMP(n) && noICMP(x.From):
		return x, invalid("ICMP type (%d) out of range", x.From)
	case isICMP(n) && noICMP(x.To):
		return x, invalid("ICMP code (%d) out of range", x.To)
	case !ported(n) && !isICMP(n):
		x.From, x.To = -1, -1
	}
	return x, nil
}

// from is the rule for one range.
func (x GroupRule) from(text *string, four bool, description *string) (GroupRule, error) {
	p, err := netip.ParsePrefix(deref(text))
	if err != nil || p.Addr().Is4() != four {
		return x, invalid("CIDR block %s is malformed", deref(text))
	}
	x.Prefix = p.Masked()
	return x.described(description)
}

// fromList is the rule for the ranges of a prefix list.
func (r *Region) fromList(x GroupRule, list PrefixListId) (GroupRule, error) {
	if x.PrefixList = deref(list.PrefixListId); r.FindPrefixList(x.PrefixList) == nil {
		return x, prefixListKind.missing(x.PrefixList)
	}
	return x.described(list.Description)
}

// described is the rule with its description.
func (x GroupRule) described(text *string) (GroupRule, error) {
	if len(deref(text)) > 255 {
		return x, invalid("Invalid rule description. Valid descriptions are strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*")
	}
	x.Description = deref(text)
	return x, nil
}

// readPair finds the group that a rule refers to: of the same VPC, or of one
// that is peered with it in the same Region.
// docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
func (s *State) readPair(r *Region, g *SecurityGroup, x GroupRule, p UserIdGroupPair) (GroupRule, error) {
	id := deref(p.GroupId)
	if p.GroupId == nil && p.GroupName != nil {
		named := r.groupNamed(g.VPC, *p.GroupName)
		if named == nil {
			return x, cloud.Errorf("InvalidGroup.NotFound", "The security group '%s' does not exist", *p.GroupName)
		}
		id = named.ID
	}
	x.Group, x.GroupOwner = id, r.Scope.Account
	if other := r.Groups.Find(id); other == nil || other.VPC != g.VPC {
		far, peering := s.peerGroup(r.Scope, g.VPC, id)
		switch {
		case far == nil && other != nil:
			return x, cloud.Errorf("InvalidGroup.NotFound", "You have specified two resources that belong to different networks.")
		case far == nil:
			return x, groupKind.missing(id)
		}
		x.GroupOwner, x.Peering = far.Scope.Account, peering
	}
	if p.UserId != nil && *p.UserId != x.GroupOwner {
		return x, groupKind.missing(id)
	}
	return x.described(p.Description)
}

// peerGroup finds a group in the VPCs that a VPC is actively peered with, and
// the peering.
func (s *State) peerGroup(at cloud.Scope, vpc, id string) (*Region, string) {
	for p := range s.Peerings.All {
		far := p.Accepter
		if p.Accepter.is(at, vpc) {
			far = p.Requester
		} else if !p.Requester.is(at, vpc) {
			continue
		}
		if p.Status != "active" || far.Scope.Region != at.Region || s.Regions[far.Scope] == nil {
			continue
		}
		if g := s.Regions[far.Scope].Groups.Find(id); g != nil && g.VPC == far.VPC {
			return s.Regions[far.Scope], p.ID
		}
	}
	return nil, ""
}

// ruleCount counts a group's rules in one direction for one family; a rule on
// a prefix list counts as the list's greatest size, one on a group for both.
// docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html#security-group-size
func (r *Region) ruleCount(rules []GroupRule, egress, six bool) (n int) {
	for _, x := range rules {
		if x.Egress == egress && (x.Group != "" || r.ruleSix(x) == six) {
			n += r.weight(x.PrefixList)
		}
	}
	return n
}

func (r *Region) ruleSix(x GroupRule) bool {
	return r.six(Route{Prefix: x.Prefix, PrefixList: x.PrefixList})
}

// roomForRules is the error when a group would have too many rules.
func (r *Region) roomForRules(rules []GroupRule, egress bool) error {
	for _, six := range []bool{false, true} {
		if err := r.room(rulesPerGroup, r.ruleCount(rules, egress, six)-1); err != nil {
			return err
		}
	}
	return nil
}

// duplicate words the error for a rule that is there already.
func (x GroupRule) duplicate() error {
	return cloud.Errorf("InvalidPermission.Duplicate", `the specified rule "%s" already exists`, x.words())
}

// firstTwice finds a rule that is in the list twice.
func firstTwice(rules []GroupRule) bool {
	for i, x := range rules {
		if slices.ContainsFunc(rules[:i], x.same) {
			return true
		}
	}
	return false
}
