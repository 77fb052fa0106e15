package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// SecurityGroupRuleOut is a rule as the API prints it.
type SecurityGroupRuleOut struct {
	SecurityGroupRuleId  string
	GroupId              string
	GroupOwnerId         string
	IsEgress             bool
	IpProtocol           string
	FromPort             int32
	ToPort               int32
	CidrIpv4             *string
	CidrIpv6             *string
	PrefixListId         *string
	ReferencedGroupInfo  *ReferencedSecurityGroup
	Description          *string
	Tags                 []TagOut
	SecurityGroupRuleArn string
}

// ReferencedSecurityGroup is the group that a rule refers to.
type ReferencedSecurityGroup struct {
	GroupId                string
	PeeringStatus          *string
	UserId                 string
	VpcId                  *string
	VpcPeeringConnectionId *string
}

func (s *State) printRule(r *Region, g *SecurityGroup, x GroupRule) SecurityGroupRuleOut {
	out := SecurityGroupRuleOut{
		SecurityGroupRuleId: x.ID, GroupId: g.ID, GroupOwnerId: r.Scope.Account, IsEgress: x.Egress,
		IpProtocol: protocolName(x.Protocol), FromPort: int32(x.From), ToPort: int32(x.To),
		CidrIpv4: filled(ofFamily(x.Prefix, true)), CidrIpv6: filled(ofFamily(x.Prefix, false)),
		PrefixListId: filled(x.PrefixList), Description: filled(x.Description), Tags: x.Tags.outOrEmpty(),
		SecurityGroupRuleArn: r.arn("security-group-rule", x.ID),
	}
	if x.Group != "" {
		out.ReferencedGroupInfo = s.referenced(r, x)
	}
	return out
}

// referenced tells about the group that a rule refers to; of a peer's group
// also where it is and how the peering stands.
func (s *State) referenced(r *Region, x GroupRule) *ReferencedSecurityGroup {
	info := &ReferencedSecurityGroup{GroupId: x.Group, UserId: x.GroupOwner}
	if x.Peering == "" {
		return info
	}
	info.VpcPeeringConnectionId = new(x.Peering)
	if p := s.Peerings.Find(x.Peering); p != nil {
		info.PeeringStatus = new(p.Status)
		if far := s.groupAnywhere(p, x.Group); far != nil {
			info.VpcId = new(far.VPC)
		}
	}
	return info
}

// groupAnywhere finds a group at either end of a peering.
func (s *State) groupAnywhere(p *Peering, id string) *SecurityGroup {
	for _, end := range []PeerEnd{p.Requester, p.Accepter} {
		if r := s.Regions[end.Scope]; r != nil {
			if g := r.Groups.Find(id); g != nil {
				return g
			}
		}
	}
	return nil
}

// DescribeSecurityGroupRulesInput narrows the list of rules.
type DescribeSecurityGroupRulesInput struct {
	Filters              []Filter `doc:"conditions, all of which have to fit"`
	SecurityGroupRuleIds []string `doc:"only these rules"`
	DryRun               *bool    `doc:"only tell whether the call would work"`
	NextToken            *string  `doc:"where the last page ended"`
	MaxResults           *int32   `doc:"the size of a page, 5 to 1000"`
}

// DescribeSecurityGroupRulesOutput lists rules.
type DescribeSecurityGroupRulesOutput struct {
	SecurityGroupRules []SecurityGroupRuleOut
	NextToken          *string
}

var groupRuleFilters = filterTable[GroupRule]{
	"security-group-rule-id": func(_ *Region, x *GroupRule) []string { return one(x.ID) },
	"group-id": func(r *Region, x *GroupRule) []string {
		if g, _, err := r.groupRule(x.ID); err == nil {
			return one(g.ID)
		}
		return nil
	},
}

// groupRule finds a rule's group and its place there.
func (r *Region) groupRule(id string) (*SecurityGroup, int, error) {
	for g := range r.Groups.All {
		if i := slices.IndexFunc(g.Rules, func(x GroupRule) bool { return x.ID == id }); i >= 0 {
			return g, i, nil
		}
	}
	return nil, 0, groupRuleKind.missing(id)
}

// DescribeSecurityGroupRules lists the rules of all groups, one by one.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeSecurityGroupRules.html
func (s *State) DescribeSecurityGroupRules(c *cloud.Call, in DescribeSecurityGroupRulesInput) (out DescribeSecurityGroupRulesOutput, err error) {
	r := s.At(c)
	if err := groupRuleFilters.check(in.Filters); err != nil {
		return out, err
	}
	for _, id := range in.SecurityGroupRuleIds {
		if _, _, err := r.groupRule(id); err != nil {
			return out, err
		}
	}
	all := []SecurityGroupRuleOut{}
	for g := range r.Groups.All {
		for i := range g.Rules {
			x := &g.Rules[i]
			if (len(in.SecurityGroupRuleIds) == 0 || slices.Contains(in.SecurityGroupRuleIds, x.ID)) && match(r, groupRuleFilters, in.Filters, x, x.Tags) {
				all = append(all, s.printRule(r, g, *x))
			}
		}
	}
	out.SecurityGroupRules, out.NextToken, err = page(all, in.MaxResults, in.NextToken)
	return out, err
}

// ModifySecurityGroupRulesInput gives rules of a group a new content.
type ModifySecurityGroupRulesInput struct {
	GroupId            string                    `required:"true" doc:"the group"`
	SecurityGroupRules []SecurityGroupRuleUpdate `required:"true" doc:"the rules to change, and to what"`
	DryRun             *bool                     `doc:"only tell whether the call would work"`
}

// SecurityGroupRuleUpdate is a rule and its new content.
type SecurityGroupRuleUpdate struct {
	SecurityGroupRuleId string                    `required:"true" doc:"the rule (sgr-...)"`
	SecurityGroupRule   *SecurityGroupRuleRequest `doc:"what it is to say"`
}

// SecurityGroupRuleRequest is the content of a rule: exactly one of the four
// sources.
type SecurityGroupRuleRequest struct {
	IpProtocol        *string `doc:"tcp, udp, icmp, a protocol number, or -1 for all"`
	FromPort          *int32  `doc:"the first port, or the ICMP type"`
	ToPort            *int32  `doc:"the last port, or the ICMP code"`
	CidrIpv4          *string `doc:"an IPv4 range"`
	CidrIpv6          *string `doc:"an IPv6 range"`
	PrefixListId      *string `doc:"a prefix list"`
	ReferencedGroupId *string `doc:"a security group"`
	Description       *string `doc:"what the rule is for"`
}

// ModifySecurityGroupRulesOutput says that it is done.
type ModifySecurityGroupRulesOutput struct{ Return bool }

// ModifySecurityGroupRules changes rules in place: they keep their IDs, their
// direction and the kind of their source.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySecurityGroupRules.html
func (s *State) ModifySecurityGroupRules(c *cloud.Call, in ModifySecurityGroupRulesInput) (out ModifySecurityGroupRulesOutput, err error) {
	r := s.At(c)
	g, err := find(&r.Groups, groupKind, in.GroupId)
	if err != nil {
		return out, err
	}
	rules := slices.Clone(g.Rules)
	for _, u := range in.SecurityGroupRules {
		i := slices.IndexFunc(rules, func(x GroupRule) bool { return x.ID == u.SecurityGroupRuleId })
		if i < 0 {
			return out, groupRuleKind.missing(u.SecurityGroupRuleId)
		}
		x, err := s.changed(r, g, rules[i], u.SecurityGroupRule)
		if err != nil {
			return out, err
		}
		rules[i] = x
		if slices.ContainsFunc(slices.Concat(rules[:i], rules[i+1:]), x.same) {
			return out, x.duplicate()
		}
	}
	for _, egress := range []bool{false, true} {
		if err := r.roomForRules(rules, egress); err != nil {
			return out, err
		}
	}
	g.Rules = rules
	return ModifySecurityGroupRulesOutput{true}, nil
}

// changed is a rule with its new content.
func (s *State) changed(r *Region, g *SecurityGroup, old GroupRule, to *SecurityGroupRuleRequest) (GroupRule, error) {
	if to == nil {
		return old, lacking("securityGroupRule")
	}
	p := IpPermission{IpProtocol: to.IpProtocol, FromPort: to.FromPort, ToPort: to.ToPort}
	if to.CidrIpv4 != nil {
		p.IpRanges = []IpRange{{to.Description, to.CidrIpv4}}
	}
	if to.CidrIpv6 != nil {
		p.Ipv6Ranges = []Ipv6Range{{to.Description, to.CidrIpv6}}
	}
	if to.PrefixListId != nil {
		p.PrefixListIds = []PrefixListId{{to.Description, to.PrefixListId}}
	}
	if to.ReferencedGroupId != nil {
		p.UserIdGroupPairs = []UserIdGroupPair{{Description: to.Description, GroupId: to.ReferencedGroupId}}
	}
	rules, err := s.rulesOf(r, g, p, old.Egress)
	if err != nil {
		return old, err
	}
	if len(rules) != 1 {
		return old, cloud.Errorf("InvalidParameterCombination", "Exactly one of cidrIpv4, cidrIpv6, prefixListId and referencedGroupId must be specified.")
	}
	x := rules[0]
	if sourceKind(x) != sourceKind(old) {
		return old, invalid("You may not specify a source of another type for the existing rule %s.", old.ID)
	}
	x.ID, x.Tags = old.ID, old.Tags
	return x, nil
}

// sourceKind tells what a rule opens to: a range of either family, a list or a
// group.
func sourceKind(x GroupRule) string {
	switch {
	case x.Group != "":
		return "group"
	case x.PrefixList != "":
		return "list"
	case x.Prefix.Addr().Is4():
		return "IPv4"
	}
	return "IPv6"
}
