package iam

import (
	"slices"

	"skylab/simulators/cloud"
)

// kind is what holds policies, with its limits.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
type kind struct {
	word     string // user
	title    string // User
	attached int    // managed policies at most
	inline   int    // characters of inline policies at most, white space apart
	entity   string // in the name of the quota
}

var (
	user  = kind{"user", "User", 10, 2_048, "PoliciesPerUser"}
	group = kind{"group", "Group", 10, 5_120, "PoliciesPerGroup"}
	role  = kind{"role", "Role", 10, 10_240, "PoliciesPerRole"}
)

// Quotas of an account.
const (
	maxUsers     = 5_000
	maxRoles     = 1_000
	maxGroups    = 300
	maxPolicies  = 1_500
	maxProfiles  = 1_000
	maxVersions  = 5
	maxKeys      = 2
	maxGroupsOf  = 10 // groups of one user
	maxTrust     = 2_048
	maxManaged   = 6_144
	longestName  = 64
	longestGroup = 128
)

// holder finds what is named.
func (a *Account) holder(k kind, name string) (*Holder, error) {
	switch k {
	case user:
		if u := a.user(name); u != nil {
			return &u.Holder, nil
		}
	case group:
		if g := a.group(name); g != nil {
			return &g.Holder, nil
		}
	default:
		if r := a.role(name); r != nil {
			return &r.Holder, nil
		}
	}
	return nil, missing(k.word, name)
}

// changeable is holder for what AWS does not keep to itself.
func (a *Account) changeable(k kind, name string) (*Holder, error) {
	if r := a.role(name); k == role && r != nil && r.Service != "" {
		return nil, protected(r.Name)
	}
	return a.holder(k, name)
}

// attach puts a managed policy to a holder; once more changes nothing.
func (a *Account) attach(k kind, name, arn string) (Done, error) {
	h, err := a.changeable(k, name)
	if err != nil {
		return Done{}, err
	}
	if !arnForm.MatchString(arn) {
		return Done{}, cloud.Errorf("InvalidInput", "ARN %s is not valid.", arn)
	}
	if !a.attachable(arn) {
		return Done{}, cloud.Errorf("NoSuchEntity", "Policy %s does not exist or is not attachable.", arn)
	}
	if slices.Contains(h.Attached, arn) {
		return Done{}, nil
	}
	if len(h.Attached) >= k.attached {
		return Done{}, exceeds(k.entity, k.attached)
	}
	h.Attached = append(h.Attached, arn)
	return Done{}, nil
}

func (a *Account) detach(k kind, name, arn string) (Done, error) {
	h, err := a.changeable(k, name)
	if err != nil {
		return Done{}, err
	}
	at := slices.Index(h.Attached, arn)
	if at < 0 {
		return Done{}, cloud.Errorf("NoSuchEntity", "Policy %s was not found.", arn)
	}
	h.Attached = slices.Delete(h.Attached, at, at+1)
	return Done{}, nil
}

func (a *Account) attachedTo(k kind, name string) (AttachedOutput, error) {
	h, err := a.holder(k, name)
	if err != nil {
		return AttachedOutput{}, err
	}
	return AttachedOutput{attachedOf(h)}, nil
}

func attachedOf(h *Holder) []AttachedPolicy {
	list := []AttachedPolicy{}
	for _, arn := range h.Attached {
		list = append(list, AttachedPolicy{nameOf(arn), arn})
	}
	return list
}

// AttachedPolicy is a managed policy at a holder.
type AttachedPolicy struct{ PolicyName, PolicyArn string }

// AttachedOutput lists managed policies.
type AttachedOutput struct{ AttachedPolicies []AttachedPolicy }

// AttachUserPolicyInput names both.
type AttachUserPolicyInput struct {
	UserName  string `required:"true" doc:"the user"`
	PolicyArn string `required:"true" doc:"the managed policy"`
}

// AttachUserPolicy attaches. docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html
func (s *State) AttachUserPolicy(c *cloud.Call, in AttachUserPolicyInput) (Done, error) {
	return s.at(c).attach(user, in.UserName, in.PolicyArn)
}

// DetachUserPolicy detaches. docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html
func (s *State) DetachUserPolicy(c *cloud.Call, in AttachUserPolicyInput) (Done, error) {
	return s.at(c).detach(user, in.UserName, in.PolicyArn)
}

// ListAttachedUserPolicies lists. docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html
func (s *State) ListAttachedUserPolicies(c *cloud.Call, in UserInput) (AttachedOutput, error) {
	return s.at(c).attachedTo(user, in.UserName)
}

// AttachGroupPolicyInput names both.
type AttachGroupPolicyInput struct {
	GroupName string `required:"true" doc:"the group"`
	PolicyArn string `required:"true" doc:"the managed policy"`
}

// AttachGroupPolicy attaches. docs.aws.amazon.com/IAM/latest/APIReference/API_AttachGroupPolicy.html
func (s *State) AttachGroupPolicy(c *cloud.Call, in AttachGroupPolicyInput) (Done, error) {
	return s.at(c).attach(group, in.GroupName, in.PolicyArn)
}

// DetachGroupPolicy detaches. docs.aws.amazon.com/IAM/latest/APIReference/API_DetachGroupPolicy.html
func (s *State) DetachGroupPolicy(c *cloud.Call, in AttachGroupPolicyInput) (Done, error) {
	return s.at(c).detach(group, in.GroupName, in.PolicyArn)
}

// GroupInput names a group.
type GroupInput struct {
	GroupName string `required:"true" doc:"the group"`
}

// ListAttachedGroupPolicies lists. docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedGroupPolicies.html
func (s *State) ListAttachedGroupPolicies(c *cloud.Call, in GroupInput) (AttachedOutput, error) {
	return s.at(c).attachedTo(group, in.GroupName)
}

// AttachRolePolicyInput names both.
type AttachRolePolicyInput struct {
	RoleName  string `required:"true" doc:"the role"`
	PolicyArn string `required:"true" doc:"the managed policy"`
}

// AttachRolePolicy attaches. docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
func (s *State) AttachRolePolicy(c *cloud.Call, in AttachRolePolicyInput) (Done, error) {
	return s.at(c).attach(role, in.RoleName, in.PolicyArn)
}

// DetachRolePolicy detaches. docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html
func (s *State) DetachRolePolicy(c *cloud.Call, in AttachRolePolicyInput) (Done, error) {
	return s.at(c).detach(role, in.RoleName, in.PolicyArn)
}

// ListAttachedRolePolicies lists. docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html
func (s *State) ListAttachedRolePolicies(c *cloud.Call, in RoleInput) (AttachedOutput, error) {
	return s.at(c).attachedTo(role, in.RoleName)
}
