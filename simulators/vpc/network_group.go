package vpc

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// CreateSecurityGroupInput is what a group is made of.
type CreateSecurityGroupInput struct {
	Description       string             `required:"true" doc:"what the group is for, at most 255 characters; cannot be changed"`
	GroupName         string             `required:"true" doc:"the name, once in a VPC"`
	VpcId             *string            `doc:"the VPC; the default VPC if none is given"`
	TagSpecifications []TagSpecification `doc:"tags for the group (ResourceType=security-group)"`
	DryRun            *bool              `doc:"only tell whether the call would work"`
}

// CreateSecurityGroupOutput carries the new group's ID.
type CreateSecurityGroupOutput struct {
	GroupId          string
	Tags             []TagOut
	SecurityGroupArn string
}

// CreateSecurityGroup makes a group that lets everything out and nothing in.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
func (s *State) CreateSecurityGroup(c *cloud.Call, in CreateSecurityGroupInput) (out CreateSecurityGroupOutput, err error) {
	r := s.At(c)
	v, err := r.vpcOrDefault(in.VpcId)
	if err != nil {
		return out, err
	}
	if err := mayBeNamed(in.GroupName, in.Description); err != nil {
		return out, err
	}
	tags, err := tagsFor(in.TagSpecifications, "security-group")
	if err != nil {
		return out, err
	}
	if has(&r.Groups, func(g *SecurityGroup) bool { return g.VPC == v.ID && g.Name == in.GroupName }) {
		return out, cloud.Errorf("InvalidGroup.Duplicate", "The security group '%s' already exists for VPC '%s'", in.GroupName, v.ID)
	}
	if err := r.room(groupsPerRegion, r.Groups.Len()); err != nil {
		return out, err
	}
	g := r.addGroup(c.World, v, in.GroupName, in.Description, tags)
	return CreateSecurityGroupOutput{g.ID, tags.out(), r.arn("security-group", g.ID)}, nil
}

func (r *Region) vpcOrDefault(id *string) (*VPC, error) {
	if id != nil {
		return find(&r.VPCs, vpcKind, *id)
	}
	if v := r.defaultVPC(); v != nil {
		return v, nil
	}
	return nil, cloud.Errorf("VPCIdNotSpecified", "No default VPC for this user")
}

// groupCharacters are those that names and descriptions of groups may have.
const groupCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789. _-:/()#,@[]+=&;{}!$*"

func mayBeNamed(name, description string) error {
	switch {
	case name == "default":
		return cloud.Errorf("InvalidGroup.Reserved", "The security group 'default' is reserved")
	case strings.HasPrefix(name, "sg-"):
		return invalid("Invalid value '%s' for groupName. Group names may not be in the format sg-*.", name)
	case name == "" || len(name) > 255 || strings.Trim(name, groupCharacters) != "":
		return invalid("Invalid value '%s' for groupName. Valid names are non-empty strings less than 256 characters from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*", name)
	case description == "" || len(description) > 255 || strings.Trim(description, groupCharacters) != "":
		return invalid("Value (%s) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.", description)
	}
	return nil
}

// everything is the outbound rule that a new group has, without its ID.
func everything(to netip.Prefix) GroupRule {
	return GroupRule{Egress: true, Protocol: allProtocols, From: -1, To: -1, Prefix: to}
}

// addGroup makes a group with the rules that it is born with: the default one
// lets in its own members, each lets everything out.
// docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
func (r *Region) addGroup(w *cloud.World, v *VPC, name, description string, tags Tags) *SecurityGroup {
	g := SecurityGroup{ID: w.ID(r.Scope, "sg"), VPC: v.ID, Name: name, Description: description, Tags: tags}
	if name == "default" {
		g.Rules = append(g.Rules, GroupRule{Protocol: allProtocols, From: -1, To: -1, Group: g.ID, GroupOwner: r.Scope.Account})
	}
	g.Rules = append(g.Rules, everything(anywhere4))
	if len(v.Ranges6) > 0 {
		g.Rules = append(g.Rules, everything(anywhere6))
	}
	for i := range g.Rules {
		g.Rules[i].ID = w.ID(r.Scope, "sgr")
	}
	return r.Groups.Add(g)
}

// allows tells whether a group has a rule like the given one.
func (g *SecurityGroup) allows(like GroupRule) bool { return slices.ContainsFunc(g.Rules, like.same) }

// same compares what two rules let through; IDs and descriptions do not count.
func (x GroupRule) same(y GroupRule) bool {
	return x.Egress == y.Egress && x.Protocol == y.Protocol && x.From == y.From && x.To == y.To &&
		x.Prefix == y.Prefix && x.PrefixList == y.PrefixList && x.Group == y.Group
}

// DeleteSecurityGroupInput names the group.
type DeleteSecurityGroupInput struct {
	GroupId   *string `doc:"the group to delete"`
	GroupName *string `doc:"its name, in the default VPC only"`
	DryRun    *bool   `doc:"only tell whether the call would work"`
}

// DeleteSecurityGroupOutput says that it is done.
type DeleteSecurityGroupOutput struct {
	Return  bool
	GroupId string
}

// DeleteSecurityGroup takes away a group that no interface has and no other
// group of the VPC refers to. Rules of peers that refer to it become stale.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html
func (s *State) DeleteSecurityGroup(c *cloud.Call, in DeleteSecurityGroupInput) (out DeleteSecurityGroupOutput, err error) {
	r := s.At(c)
	g, err := r.groupAsked(in.GroupId, in.GroupName)
	if err != nil {
		return out, err
	}
	if v := r.VPCs.Find(g.VPC); v != nil && v.DefaultGroup == g.ID {
		return out, cloud.Errorf("CannotDelete", `the specified group: "%s" name: "%s" cannot be deleted by a user`, g.ID, g.Name)
	}
	if r.groupInUse(g) {
		return out, cloud.Errorf("DependencyViolation", "resource %s has a dependent object", g.ID)
	}
	id := g.ID
	r.Groups.Remove(id)
	return DeleteSecurityGroupOutput{true, id}, nil
}

func (r *Region) groupInUse(g *SecurityGroup) bool {
	return has(&r.Interfaces, func(e *Interface) bool { return slices.Contains(e.Groups, g.ID) }) ||
		has(&r.Endpoints, func(e *Endpoint) bool { return slices.Contains(e.Groups, g.ID) }) ||
		has(&r.Groups, func(o *SecurityGroup) bool {
			return o.ID != g.ID && o.VPC == g.VPC && slices.ContainsFunc(o.Rules, func(x GroupRule) bool { return x.Group == g.ID })
		})
}

// groupAsked finds the group that a call names: by ID, or by name in the
// default VPC.
func (r *Region) groupAsked(id, name *string) (*SecurityGroup, error) {
	if id != nil {
		return find(&r.Groups, groupKind, *id)
	}
	if name == nil {
		return nil, cloud.Errorf("MissingParameter", "The request must contain the parameter groupName or groupId")
	}
	v := r.defaultVPC()
	if v == nil {
		return nil, cloud.Errorf("VPCIdNotSpecified", "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.")
	}
	if g := r.groupNamed(v.ID, *name); g != nil {
		return g, nil
	}
	return nil, cloud.Errorf("InvalidGroup.NotFound", "The security group '%s' does not exist in default VPC '%s'", *name, v.ID)
}

func (r *Region) groupNamed(vpc, name string) *SecurityGroup {
	for g := range r.Groups.All {
		if g.VPC == vpc && g.Name == name {
			return g
		}
	}
	return nil
}
