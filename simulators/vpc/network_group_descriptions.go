package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// SecurityGroupRuleDescription is a rule and what it is for.
type SecurityGroupRuleDescription struct {
	SecurityGroupRuleId *string `doc:"the rule (sgr-...)"`
	Description         *string `doc:"what it is for"`
}

// UpdateSecurityGroupRuleDescriptionsIngressInput names rules and what they
// are for.
type UpdateSecurityGroupRuleDescriptionsIngressInput struct {
	DryRun                        *bool                          `doc:"only tell whether the call would work"`
	GroupId                       *string                        `doc:"the group"`
	GroupName                     *string                        `doc:"its name, in the default VPC only"`
	IpPermissions                 []IpPermission                 `doc:"the rules, with their new descriptions"`
	SecurityGroupRuleDescriptions []SecurityGroupRuleDescription `doc:"the rules by ID, with their new descriptions"`
}

// UpdateSecurityGroupRuleDescriptionsIngressOutput says that it is done.
type UpdateSecurityGroupRuleDescriptionsIngressOutput struct{ Return bool }

// UpdateSecurityGroupRuleDescriptionsIngress gives inbound rules their
// descriptions anew; a rule that gets none loses its own.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UpdateSecurityGroupRuleDescriptionsIngress.html
func (s *State) UpdateSecurityGroupRuleDescriptionsIngress(c *cloud.Call, in UpdateSecurityGroupRuleDescriptionsIngressInput) (out UpdateSecurityGroupRuleDescriptionsIngressOutput, err error) {
	err = s.describeRules(c, in, false)
	return UpdateSecurityGroupRuleDescriptionsIngressOutput{err == nil}, err
}

// UpdateSecurityGroupRuleDescriptionsEgressInput names rules and what they are
// for.
type UpdateSecurityGroupRuleDescriptionsEgressInput struct {
	DryRun                        *bool                          `doc:"only tell whether the call would work"`
	GroupId                       *string                        `doc:"the group"`
	GroupName                     *string                        `doc:"its name, in the default VPC only"`
	IpPermissions                 []IpPermission                 `doc:"the rules, with their new descriptions"`
	SecurityGroupRuleDescriptions []SecurityGroupRuleDescription `doc:"the rules by ID, with their new descriptions"`
}

// UpdateSecurityGroupRuleDescriptionsEgressOutput says that it is done.
type UpdateSecurityGroupRuleDescriptionsEgressOutput struct{ Return bool }

// UpdateSecurityGroupRuleDescriptionsEgress gives outbound rules their
// descriptions anew; a rule that gets none loses its own.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UpdateSecurityGroupRuleDescriptionsEgress.html
func (s *State) UpdateSecurityGroupRuleDescriptionsEgress(c *cloud.Call, in UpdateSecurityGroupRuleDescriptionsEgressInput) (out UpdateSecurityGroupRuleDescriptionsEgressOutput, err error) {
	err = s.describeRules(c, UpdateSecurityGroupRuleDescriptionsIngressInput(in), true)
	return UpdateSecurityGroupRuleDescriptionsEgressOutput{err == nil}, err
}

func (s *State) describeRules(c *cloud.Call, in UpdateSecurityGroupRuleDescriptionsIngressInput, egress bool) error {
	r := s.At(c)
	g, err := r.groupAsked(in.GroupId, in.GroupName)
	if err != nil {
		return err
	}
	if (len(in.IpPermissions) == 0) == (len(in.SecurityGroupRuleDescriptions) == 0) {
		return cloud.Errorf("InvalidParameterCombination", "Exactly one of ipPermissions and securityGroupRuleDescriptions must be specified.")
	}
	rules := slices.Clone(g.Rules)
	for _, d := range in.SecurityGroupRuleDescriptions {
		i := slices.IndexFunc(rules, func(x GroupRule) bool { return x.ID == deref(d.SecurityGroupRuleId) && x.Egress == egress })
		if i < 0 {
			return groupRuleKind.missing(deref(d.SecurityGroupRuleId))
		}
		if rules[i], err = rules[i].described(d.Description); err != nil {
			return err
		}
	}
	for _, p := range in.IpPermissions {
		named, err := s.rulesOf(r, g, p, egress)
		if err != nil {
			return err
		}
		for _, x := range named {
			i := slices.IndexFunc(rules, x.same)
			if i < 0 {
				return cloud.Errorf("InvalidPermission.NotFound", "The specified rule does not exist in this security group.")
			}
			rules[i].Description = x.Description
		}
	}
	g.Rules = rules
	return nil
}
