package vpc

import (
	"fmt"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// AuthorizeSecurityGroupIngressInput lets something in: permissions, or one
// permission member by member.
type AuthorizeSecurityGroupIngressInput struct {
	CidrIp                     *string            `doc:"an IPv4 range that is let in"`
	FromPort                   *int32             `doc:"the first port, or the ICMP type"`
	GroupId                    *string            `doc:"the group that gets the rule"`
	GroupName                  *string            `doc:"its name, in the default VPC only"`
	IpPermissions              []IpPermission     `doc:"what is let in, and from where"`
	IpProtocol                 *string            `doc:"tcp, udp, icmp, a protocol number, or -1 for all"`
	SourceSecurityGroupName    *string            `doc:"a group of the default VPC whose members are let in"`
	SourceSecurityGroupOwnerId *string            `doc:"the account of that group"`
	ToPort                     *int32             `doc:"the last port, or the ICMP code"`
	TagSpecifications          []TagSpecification `doc:"tags for the rules (ResourceType=security-group-rule)"`
	DryRun                     *bool              `doc:"only tell whether the call would work"`
}

// AuthorizeSecurityGroupIngressOutput lists the new rules.
type AuthorizeSecurityGroupIngressOutput struct {
	Return             bool
	SecurityGroupRules []SecurityGroupRuleOut
}

// flat makes a permission of members that were given one by one, when any was.
func flat(protocol *string, from, to *int32, cidr, group, owner *string, permissions []IpPermission) ([]IpPermission, error) {
	if protocol == nil && from == nil && to == nil && cidr == nil && group == nil {
		return permissions, nil
	}
	if len(permissions) > 0 {
		return nil, cloud.Errorf("InvalidParameterCombination", "The parameter 'ipPermissions' may not be used in combination with 'ipProtocol'")
	}
	p := IpPermission{IpProtocol: protocol, FromPort: from, ToPort: to}
	if protocol == nil {
		p.IpProtocol = new("-1")
	}
	if cidr != nil {
		p.IpRanges = []IpRange{{CidrIp: cidr}}
	}
	if group != nil {
		p.UserIdGroupPairs = []UserIdGroupPair{{GroupName: group, UserId: owner}}
	}
	return []IpPermission{p}, nil
}

// AuthorizeSecurityGroupIngress adds rules for what comes in.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
func (s *State) AuthorizeSecurityGroupIngress(c *cloud.Call, in AuthorizeSecurityGroupIngressInput) (out AuthorizeSecurityGroupIngressOutput, err error) {
	r := s.At(c)
	g, err := r.groupAsked(in.GroupId, in.GroupName)
	if err != nil {
		return out, err
	}
	list, err := flat(in.IpProtocol, in.FromPort, in.ToPort, in.CidrIp, in.SourceSecurityGroupName, in.SourceSecurityGroupOwnerId, in.IpPermissions)
	if err != nil {
		return out, err
	}
	out.SecurityGroupRules, err = s.authorize(c, r, g, list, in.TagSpecifications, false)
	out.Return = err == nil
	return out, err
}

// AuthorizeSecurityGroupEgressInput lets something out.
type AuthorizeSecurityGroupEgressInput struct {
	TagSpecifications []TagSpecification `doc:"tags for the rules (ResourceType=security-group-rule)"`
	DryRun            *bool              `doc:"only tell whether the call would work"`
	GroupId           string             `required:"true" doc:"the group that gets the rule"`
	IpProtocol        *string            `doc:"tcp, udp, icmp, a protocol number, or -1 for all"`
	FromPort          *int32             `doc:"the first port, or the ICMP type"`
	ToPort            *int32             `doc:"the last port, or the ICMP code"`
	CidrIp            *string            `doc:"an IPv4 range that may be reached"`
	IpPermissions     []IpPermission     `doc:"what is let out, and to where"`
}

// AuthorizeSecurityGroupEgressOutput lists the new rules.
type AuthorizeSecurityGroupEgressOutput struct {
	Return             bool
	SecurityGroupRules []SecurityGroupRuleOut
}

// AuthorizeSecurityGroupEgress adds rules for what goes out.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupEgress.html
func (s *State) AuthorizeSecurityGroupEgress(c *cloud.Call, in AuthorizeSecurityGroupEgressInput) (out AuthorizeSecurityGroupEgressOutput, err error) {
	r := s.At(c)
	g, err := find(&r.Groups, groupKind, in.GroupId)
	if err != nil {
		return out, err
	}
	list, err := flat(in.IpProtocol, in.FromPort, in.ToPort, in.CidrIp, nil, nil, in.IpPermissions)
	if err != nil {
		return out, err
	}
	out.SecurityGroupRules, err = s.authorize(c, r, g, list, in.TagSpecifications, true)
	out.Return = err == nil
	return out, err
}

// authorize adds all the rules that permissions stand for, or none of them.
func (s *State) authorize(c *cloud.Call, r *Region, g *SecurityGroup, list []IpPermission, specs []TagSpecification, egress bool) ([]SecurityGroupRuleOut, error) {
	rules, err := s.readPermissions(r, g, list, egress)
	if err != nil {
		return nil, err
	}
	for _, x := range rules {
		if g.allows(x) {
			return nil, x.duplicate()
		}
	}
	tags, err := tagsFor(specs, "security-group-rule")
	if err != nil {
		return nil, err
	}
	all := slices.Concat(g.Rules, rules)
	if err := r.roomForRules(all, egress); err != nil {
		return nil, err
	}
	var out []SecurityGroupRuleOut
	for i := range rules {
		x := &all[len(g.Rules)+i]
		x.ID, x.Tags = c.NewID("sgr"), tags.clone()
		printed := s.printRule(r, g, *x)
		printed.Tags = x.Tags.out()
		out = append(out, printed)
	}
	g.Rules = all
	return out, nil
}

// readPermissions reads all permissions of a call.
func (s *State) readPermissions(r *Region, g *SecurityGroup, list []IpPermission, egress bool) (rules []GroupRule, err error) {
	if len(list) == 0 {
		return nil, lacking("ipPermissions")
	}
	for _, p := range list {
		more, err := s.rulesOf(r, g, p, egress)
		if err != nil {
			return nil, err
		}
		rules = append(rules, more...)
	}
	if firstTwice(rules) {
		return nil, invalid("The same permission must not appear multiple times")
	}
	return rules, nil
}

// words describes a rule as the API's errors do.
func (x GroupRule) words() string {
	peer := x.Group + x.PrefixList
	if x.Prefix.IsValid() {
		peer = x.Prefix.String()
	}
	what := strings.ToUpper(protocolName(x.Protocol))
	switch {
	case x.Protocol == allProtocols:
		what = "ALL"
	case ported(x.Protocol):
		what += fmt.Sprintf(", from port: %d, to port: %d", x.From, x.To)
	case isICMP(x.Protocol):
		what += fmt.Sprintf(", type: %s, code: %s", orAll(x.From), orAll(x.To))
	}
	return fmt.Sprintf("peer: %s, %s, ALLOW", peer, what)
}

func orAll(n int) string {
	if n < 0 {
		return "ALL"
	}
	return fmt.Sprint(n)
}
