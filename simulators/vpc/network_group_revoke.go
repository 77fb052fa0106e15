package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// RevokeSecurityGroupIngressInput names rules: by ID, by permissions, or
// member by member.
type RevokeSecurityGroupIngressInput struct {
	CidrIp                     *string        `doc:"the IPv4 range of the rule"`
	FromPort                   *int32         `doc:"the first port, or the ICMP type, of the rule"`
	GroupId                    *string        `doc:"the group that loses the rule"`
	GroupName                  *string        `doc:"its name, in the default VPC only"`
	IpPermissions              []IpPermission `doc:"the rules, written as when they were made"`
	IpProtocol                 *string        `doc:"the protocol of the rule"`
	SourceSecurityGroupName    *string        `doc:"the group that the rule refers to, in the default VPC only"`
	SourceSecurityGroupOwnerId *string        `doc:"the account of that group"`
	ToPort                     *int32         `doc:"the last port, or the ICMP code, of the rule"`
	SecurityGroupRuleIds       []string       `doc:"the rules by ID (sgr-...)"`
	DryRun                     *bool          `doc:"only tell whether the call would work"`
}

// RevokeSecurityGroupIngressOutput lists the rules that went.
type RevokeSecurityGroupIngressOutput struct {
	Return                    bool
	UnknownIpPermissions      []IpPermissionOut
	RevokedSecurityGroupRules []RevokedSecurityGroupRule
}

// RevokedSecurityGroupRule is a rule that went, as the API prints it.
type RevokedSecurityGroupRule struct {
	SecurityGroupRuleId string
	GroupId             string
	IsEgress            bool
	IpProtocol          string
	FromPort            int32
	ToPort              int32
	CidrIpv4            *string
	CidrIpv6            *string
	PrefixListId        *string
	ReferencedGroupId   *string
	Description         *string
}

// RevokeSecurityGroupIngress takes rules for what comes in away.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupIngress.html
func (s *State) RevokeSecurityGroupIngress(c *cloud.Call, in RevokeSecurityGroupIngressInput) (out RevokeSecurityGroupIngressOutput, err error) {
	r := s.At(c)
	g, err := r.groupAsked(in.GroupId, in.GroupName)
	if err != nil {
		return out, err
	}
	list, err := flat(in.IpProtocol, in.FromPort, in.ToPort, in.CidrIp, in.SourceSecurityGroupName, in.SourceSecurityGroupOwnerId, in.IpPermissions)
	if err != nil {
		return out, err
	}
	out.RevokedSecurityGroupRules, out.UnknownIpPermissions, err = s.revoke(r, g, list, in.SecurityGroupRuleIds, false)
	out.Return = err == nil
	return out, err
}

// RevokeSecurityGroupEgressInput names rules: by ID, by permissions, or member
// by member.
type RevokeSecurityGroupEgressInput struct {
	SecurityGroupRuleIds []string       `doc:"the rules by ID (sgr-...)"`
	DryRun               *bool          `doc:"only tell whether the call would work"`
	GroupId              string         `required:"true" doc:"the group that loses the rule"`
	IpProtocol           *string        `doc:"the protocol of the rule"`
	FromPort             *int32         `doc:"the first port, or the ICMP type, of the rule"`
	ToPort               *int32         `doc:"the last port, or the ICMP code, of the rule"`
	CidrIp               *string        `doc:"the IPv4 range of the rule"`
	IpPermissions        []IpPermission `doc:"the rules, written as when they were made"`
}

// RevokeSecurityGroupEgressOutput lists the rules that went.
type RevokeSecurityGroupEgressOutput struct {
	Return                    bool
	UnknownIpPermissions      []IpPermissionOut
	RevokedSecurityGroupRules []RevokedSecurityGroupRule
}

// RevokeSecurityGroupEgress takes rules for what goes out away.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RevokeSecurityGroupEgress.html
func (s *State) RevokeSecurityGroupEgress(c *cloud.Call, in RevokeSecurityGroupEgressInput) (out RevokeSecurityGroupEgressOutput, err error) {
	r := s.At(c)
	g, err := find(&r.Groups, groupKind, in.GroupId)
	if err != nil {
		return out, err
	}
	list, err := flat(in.IpProtocol, in.FromPort, in.ToPort, in.CidrIp, nil, nil, in.IpPermissions)
	if err != nil {
		return out, err
	}
	out.RevokedSecurityGroupRules, out.UnknownIpPermissions, err = s.revoke(r, g, list, in.SecurityGroupRuleIds, true)
	out.Return = err == nil
	return out, err
}

// revoke takes all the named rules away, or none of them. Descriptions need
// not be the same. In a default VPC a rule that is not there is no error: it is
// only told.
func (s *State) revoke(r *Region, g *SecurityGroup, list []IpPermission, ids []string, egress bool) (out []RevokedSecurityGroupRule, unknown []IpPermissionOut, err error) {
	var going []int
	if len(ids) > 0 {
		if len(list) > 0 {
			return nil, nil, cloud.Errorf("InvalidParameterCombination", "The parameter 'securityGroupRuleIds' may not be used in combination with 'ipPermissions'")
		}
		going, err = g.placesByID(ids, egress)
	} else {
		going, unknown, err = s.placesByPermission(r, g, list, egress)
	}
	if err != nil {
		return nil, nil, err
	}
	for _, i := range going {
		out = append(out, g.Rules[i].revoked(g.ID))
	}
	slices.Sort(going)
	for _, i := range slices.Backward(going) {
		g.Rules = slices.Delete(g.Rules, i, i+1)
	}
	return out, unknown, nil
}

func (g *SecurityGroup) placesByID(ids []string, egress bool) (places []int, err error) {
	for _, id := range ids {
		i := slices.IndexFunc(g.Rules, func(x GroupRule) bool { return x.ID == id && x.Egress == egress })
		if i < 0 {
			return nil, groupRuleKind.missing(id)
		}
		if !slices.Contains(places, i) {
			places = append(places, i)
		}
	}
	return places, nil
}

func (s *State) placesByPermission(r *Region, g *SecurityGroup, list []IpPermission, egress bool) (places []int, unknown []IpPermissionOut, err error) {
	if len(list) == 0 {
		return nil, nil, lacking("ipPermissions")
	}
	v := r.VPCs.Find(g.VPC)
	for _, p := range list {
		rules, err := s.namedRules(r, g, p, egress)
		if err != nil {
			return nil, nil, err
		}
		for _, x := range rules {
			switch i := slices.IndexFunc(g.Rules, x.same); {
			case i >= 0 && !slices.Contains(places, i):
				places = append(places, i)
			case i < 0 && v.Default:
				unknown = append(unknown, newPermission(x))
				s.addTo(&unknown[len(unknown)-1], r, x)
			case i < 0:
				return nil, nil, cloud.Errorf("InvalidPermission.NotFound", "The specified rule does not exist in this security group.")
			}
		}
	}
	return places, unknown, nil
}

// namedRules reads a permission that names rules which are there already: what
// it refers to may have gone since, so nothing is looked up.
func (s *State) namedRules(r *Region, g *SecurityGroup, p IpPermission, egress bool) (rules []GroupRule, err error) {
	base, err := readProtocol(p.IpProtocol, p.FromPort, p.ToPort)
	if err != nil {
		return nil, err
	}
	base.Egress = egress
	for _, pair := range p.UserIdGroupPairs {
		x := base
		if x.Group = deref(pair.GroupId); x.Group == "" {
			if named := r.groupNamed(g.VPC, deref(pair.GroupName)); named != nil {
				x.Group = named.ID
			}
		}
		rules = append(rules, x)
	}
	for _, list := range p.PrefixListIds {
		x := base
		x.PrefixList = deref(list.PrefixListId)
		rules = append(rules, x)
	}
	p.UserIdGroupPairs, p.PrefixListIds = nil, nil
	if len(p.IpRanges)+len(p.Ipv6Ranges) > 0 || len(rules) == 0 {
		more, err := s.rulesOf(r, g, p, egress)
		if err != nil {
			return nil, err
		}
		rules = append(rules, more...)
	}
	return rules, nil
}

func (x GroupRule) revoked(group string) RevokedSecurityGroupRule {
	return RevokedSecurityGroupRule{
		SecurityGroupRuleId: x.ID, GroupId: group, IsEgress: x.Egress, IpProtocol: protocolName(x.Protocol),
		FromPort: int32(x.From), ToPort: int32(x.To), CidrIpv4: filled(ofFamily(x.Prefix, true)), CidrIpv6: filled(ofFamily(x.Prefix, false)),
		PrefixListId: filled(x.PrefixList), ReferencedGroupId: filled(x.Group), Description: filled(x.Description),
	}
}
