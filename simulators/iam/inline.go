package iam

import (
	"fmt"
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// putInline sets an inline policy, new or in place of one of the same name.
func (a *Account) putInline(k kind, name, policyName, text string) (Done, error) {
	h, err := a.changeable(k, name)
	if err == nil {
		err = checkName(policyName, "policyName", longestGroup)
	}
	if err != nil {
		return Done{}, err
	}
	d, err := readPolicy(text, "policyDocument", policy.OfIdentity)
	if err != nil {
		return Done{}, err
	}
	size := policy.Size(text)
	for _, p := range h.Inline {
		if p.Name != policyName {
			size += policy.Size(p.Text)
		}
	}
	if size > k.inline {
		return Done{}, cloud.Errorf("LimitExceeded", "%s", fmt.Sprintf("Maximum policy size of %d bytes exceeded for %s %s", k.inline, k.word, h.Name))
	}
	at, found := slices.BinarySearchFunc(h.Inline, policyName, func(p Inline, n string) int { return strings.Compare(p.Name, n) })
	if !found {
		h.Inline = slices.Insert(h.Inline, at, Inline{Name: policyName})
	}
	h.Inline[at].Document = d
	return Done{}, nil
}

func (a *Account) getInline(k kind, name, policyName string) (Inline, error) {
	h, err := a.holder(k, name)
	if err != nil {
		return Inline{}, err
	}
	for _, p := range h.Inline {
		if p.Name == policyName {
			return p, nil
		}
	}
	return Inline{}, missing(k.word+" policy", policyName)
}

func (a *Account) deleteInline(k kind, name, policyName string) (Done, error) {
	h, err := a.changeable(k, name)
	if err != nil {
		return Done{}, err
	}
	at := slices.IndexFunc(h.Inline, func(p Inline) bool { return p.Name == policyName })
	if at < 0 {
		return Done{}, missing(k.word+" policy", policyName)
	}
	h.Inline = slices.Delete(h.Inline, at, at+1)
	return Done{}, nil
}

func (a *Account) listInline(k kind, name string) (InlineOutput, error) {
	h, err := a.holder(k, name)
	if err != nil {
		return InlineOutput{}, err
	}
	list := []string{}
	for _, p := range h.Inline {
		list = append(list, p.Name)
	}
	return InlineOutput{list}, nil
}

// InlineOutput lists names of inline policies.
type InlineOutput struct{ PolicyNames []string }

// PutUserPolicyInput is an inline policy of a user.
type PutUserPolicyInput struct {
	UserName       string `required:"true" doc:"the user"`
	PolicyName     string `required:"true" doc:"the policy's name"`
	PolicyDocument string `required:"true" doc:"the policy, mostly file://NAME"`
}

// UserPolicyInput names an inline policy of a user.
type UserPolicyInput struct {
	UserName   string `required:"true" doc:"the user"`
	PolicyName string `required:"true" doc:"the policy's name"`
}

// UserPolicyOutput is an inline policy of a user.
type UserPolicyOutput struct {
	UserName       string
	PolicyName     string
	PolicyDocument cloud.Document
}

// PutUserPolicy sets it. docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html
func (s *State) PutUserPolicy(c *cloud.Call, in PutUserPolicyInput) (Done, error) {
	return s.at(c).putInline(user, in.UserName, in.PolicyName, in.PolicyDocument)
}

// GetUserPolicy shows it. docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html
func (s *State) GetUserPolicy(c *cloud.Call, in UserPolicyInput) (UserPolicyOutput, error) {
	p, err := s.at(c).getInline(user, in.UserName, in.PolicyName)
	return UserPolicyOutput{in.UserName, in.PolicyName, cloud.Document(p.Text)}, err
}

// DeleteUserPolicy deletes it. docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html
func (s *State) DeleteUserPolicy(c *cloud.Call, in UserPolicyInput) (Done, error) {
	return s.at(c).deleteInline(user, in.UserName, in.PolicyName)
}

// ListUserPolicies lists them. docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserPolicies.html
func (s *State) ListUserPolicies(c *cloud.Call, in UserInput) (InlineOutput, error) {
	return s.at(c).listInline(user, in.UserName)
}

// PutGroupPolicyInput is an inline policy of a group.
type PutGroupPolicyInput struct {
	GroupName      string `required:"true" doc:"the group"`
	PolicyName     string `required:"true" doc:"the policy's name"`
	PolicyDocument string `required:"true" doc:"the policy, mostly file://NAME"`
}

// GroupPolicyInput names an inline policy of a group.
type GroupPolicyInput struct {
	GroupName  string `required:"true" doc:"the group"`
	PolicyName string `required:"true" doc:"the policy's name"`
}

// GroupPolicyOutput is an inline policy of a group.
type GroupPolicyOutput struct {
	GroupName      string
	PolicyName     string
	PolicyDocument cloud.Document
}

// PutGroupPolicy sets it. docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html
func (s *State) PutGroupPolicy(c *cloud.Call, in PutGroupPolicyInput) (Done, error) {
	return s.at(c).putInline(group, in.GroupName, in.PolicyName, in.PolicyDocument)
}

// GetGroupPolicy shows it. docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroupPolicy.html
func (s *State) GetGroupPolicy(c *cloud.Call, in GroupPolicyInput) (GroupPolicyOutput, error) {
	p, err := s.at(c).getInline(group, in.GroupName, in.PolicyName)
	return GroupPolicyOutput{in.GroupName, in.PolicyName, cloud.Document(p.Text)}, err
}

// DeleteGroupPolicy deletes it. docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html
func (s *State) DeleteGroupPolicy(c *cloud.Call, in GroupPolicyInput) (Done, error) {
	return s.at(c).deleteInline(group, in.GroupName, in.PolicyName)
}

// ListGroupPolicies lists them. docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupPolicies.html
func (s *State) ListGroupPolicies(c *cloud.Call, in GroupInput) (InlineOutput, error) {
	return s.at(c).listInline(group, in.GroupName)
}

// PutRolePolicyInput is an inline policy of a role.
type PutRolePolicyInput struct {
	RoleName       string `required:"true" doc:"the role"`
	PolicyName     string `required:"true" doc:"the policy's name"`
	PolicyDocument string `required:"true" doc:"the policy, mostly file://NAME"`
}

// RolePolicyInput names an inline policy of a role.
type RolePolicyInput struct {
	RoleName   string `required:"true" doc:"the role"`
	PolicyName string `required:"true" doc:"the policy's name"`
}

// RolePolicyOutput is an inline policy of a role.
type RolePolicyOutput struct {
	RoleName       string
	PolicyName     string
	PolicyDocument cloud.Document
}

// PutRolePolicy sets it. docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
func (s *State) PutRolePolicy(c *cloud.Call, in PutRolePolicyInput) (Done, error) {
	return s.at(c).putInline(role, in.RoleName, in.PolicyName, in.PolicyDocument)
}

// GetRolePolicy shows it. docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html
func (s *State) GetRolePolicy(c *cloud.Call, in RolePolicyInput) (RolePolicyOutput, error) {
	p, err := s.at(c).getInline(role, in.RoleName, in.PolicyName)
	return RolePolicyOutput{in.RoleName, in.PolicyName, cloud.Document(p.Text)}, err
}

// DeleteRolePolicy deletes it. docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html
func (s *State) DeleteRolePolicy(c *cloud.Call, in RolePolicyInput) (Done, error) {
	return s.at(c).deleteInline(role, in.RoleName, in.PolicyName)
}

// ListRolePolicies lists them. docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html
func (s *State) ListRolePolicies(c *cloud.Call, in RoleInput) (InlineOutput, error) {
	return s.at(c).listInline(role, in.RoleName)
}
