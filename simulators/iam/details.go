package iam

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// PolicyDetail is an inline policy with its text.
type PolicyDetail struct {
	PolicyName     string
	PolicyDocument cloud.Document
}

// UserDetail is all of a user.
type UserDetail struct {
	Path                    string
	UserName                string
	UserId                  string
	Arn                     string
	CreateDate              cloud.Time
	UserPolicyList          []PolicyDetail
	GroupList               []string
	AttachedManagedPolicies []AttachedPolicy
	PermissionsBoundary     *AttachedPermissionsBoundary
	Tags                    []Tag
}

// GroupDetail is all of a group.
type GroupDetail struct {
	Path                    string
	GroupName               string
	GroupId                 string
	Arn                     string
	CreateDate              cloud.Time
	GroupPolicyList         []PolicyDetail
	AttachedManagedPolicies []AttachedPolicy
}

// RoleDetail is all of a role.
type RoleDetail struct {
	Path                     string
	RoleName                 string
	RoleId                   string
	Arn                      string
	CreateDate               cloud.Time
	AssumeRolePolicyDocument cloud.Document
	InstanceProfileList      []ProfileDescription
	RolePolicyList           []PolicyDetail
	AttachedManagedPolicies  []AttachedPolicy
	PermissionsBoundary      *AttachedPermissionsBoundary
	Tags                     []Tag
	RoleLastUsed             *RoleLastUsed
}

// ManagedPolicyDetail is all of a managed policy.
type ManagedPolicyDetail struct {
	PolicyName                    string
	PolicyId                      string
	Arn                           string
	Path                          string
	DefaultVersionId              string
	AttachmentCount               int32
	PermissionsBoundaryUsageCount int32
	IsAttachable                  bool
	CreateDate                    cloud.Time
	UpdateDate                    cloud.Time
	PolicyVersionList             []PolicyVersion
}

// AuthorizationDetailsInput narrows the answer.
type AuthorizationDetailsInput struct {
	Filter []string `doc:"User, Role, Group, LocalManagedPolicy, AWSManagedPolicy"`
}

// AuthorizationDetailsOutput is the account's identities and policies.
type AuthorizationDetailsOutput struct {
	UserDetailList  []UserDetail
	GroupDetailList []GroupDetail
	RoleDetailList  []RoleDetail
	Policies        []ManagedPolicyDetail
}

func inlineDetails(h *Holder) []PolicyDetail {
	list := []PolicyDetail{}
	for _, p := range h.Inline {
		list = append(list, PolicyDetail{p.Name, cloud.Document(p.Text)})
	}
	return list
}

// GetAccountAuthorizationDetails shows who may do what, at once.
// docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html
func (s *State) GetAccountAuthorizationDetails(c *cloud.Call, in AuthorizationDetailsInput) (AuthorizationDetailsOutput, error) {
	a := s.at(c)
	want := func(kind string) bool { return len(in.Filter) == 0 || slices.Contains(in.Filter, kind) }
	out := AuthorizationDetailsOutput{[]UserDetail{}, []GroupDetail{}, []RoleDetail{}, []ManagedPolicyDetail{}}
	if want("User") {
		for u := range a.Users.All {
			d := u.describe(true)
			out.UserDetailList = append(out.UserDetailList, UserDetail{d.Path, d.UserName, d.UserId, d.Arn, d.CreateDate, inlineDetails(&u.Holder), a.groupNames(u), attachedOf(&u.Holder), d.PermissionsBoundary, append([]Tag{}, u.Tags...)})
		}
	}
	if want("Group") {
		for g := range a.Groups.All {
			out.GroupDetailList = append(out.GroupDetailList, GroupDetail{g.Path, g.Name, g.ID, g.ARN(), g.Born, inlineDetails(&g.Holder), attachedOf(&g.Holder)})
		}
	}
	if want("Role") {
		for r := range a.Roles.All {
			d := r.describe(whole)
			profiles := a.profiles(func(p *Profile) bool { return strings.EqualFold(p.Role, r.Name) }).InstanceProfiles
			out.RoleDetailList = append(out.RoleDetailList, RoleDetail{d.Path, d.RoleName, d.RoleId, d.Arn, d.CreateDate, *d.AssumeRolePolicyDocument, profiles, inlineDetails(&r.Holder), attachedOf(&r.Holder), d.PermissionsBoundary, append([]Tag{}, r.Tags...), d.RoleLastUsed})
		}
	}
	out.Policies = a.policyDetails(want)
	return out, nil
}

func (a *Account) groupNames(u *User) []string {
	list := []string{}
	for _, key := range u.Groups {
		list = append(list, a.Groups.Find(key).Name)
	}
	return list
}

// policyDetails are the account's policies, and those of AWS's that somebody
// has.
func (a *Account) policyDetails(want func(string) bool) []ManagedPolicyDetail {
	list := []ManagedPolicyDetail{}
	add := func(p *Policy) {
		d := a.describePolicy(p, false)
		versions := []PolicyVersion{}
		for i := range p.Versions {
			versions = append(versions, p.describe(&p.Versions[i], true))
		}
		list = append(list, ManagedPolicyDetail{d.PolicyName, d.PolicyId, d.Arn, d.Path, d.DefaultVersionId, d.AttachmentCount, d.PermissionsBoundaryUsageCount, true, d.CreateDate, d.UpdateDate, versions})
	}
	if want("LocalManagedPolicy") {
		for p := range a.Policies.All {
			add(p)
		}
	}
	if want("AWSManagedPolicy") {
		for _, p := range Managed() {
			if attached, bounds := a.uses(p.ARN); attached+bounds > 0 {
				add(&p)
			}
		}
	}
	return list
}
