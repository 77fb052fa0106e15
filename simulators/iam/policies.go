package iam

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// PolicyDescription is a managed policy as the API shows it.
type PolicyDescription struct {
	PolicyName                    string
	PolicyId                      string
	Arn                           string
	Path                          string
	DefaultVersionId              string
	AttachmentCount               int32
	PermissionsBoundaryUsageCount int32
	IsAttachable                  bool
	Description                   *string
	CreateDate                    cloud.Time
	UpdateDate                    cloud.Time
	Tags                          []Tag
}

// policy finds a managed policy, the account's or one of AWS's.
func (a *Account) policy(arn string) *Policy {
	if p := a.Policies.Find(arn); p != nil {
		return p
	}
	return managedByAWS(arn)
}

func (a *Account) attachable(arn string) bool { return a.policy(arn) != nil }

// nameOf is the last part of an ARN.
func nameOf(arn string) string { return arn[strings.LastIndexByte(arn, '/')+1:] }

// uses counts who has a policy attached, and who is bounded by it.
func (a *Account) uses(arn string) (attached, bounds int32) {
	count := func(h *Holder) {
		if slices.Contains(h.Attached, arn) {
			attached++
		}
		if h.Boundary == arn {
			bounds++
		}
	}
	for u := range a.Users.All {
		count(&u.Holder)
	}
	for g := range a.Groups.All {
		count(&g.Holder)
	}
	for r := range a.Roles.All {
		count(&r.Holder)
	}
	return attached, bounds
}

func (a *Account) describePolicy(p *Policy, whole bool) PolicyDescription {
	d := PolicyDescription{
		PolicyName: p.Name, PolicyId: p.ID, Arn: p.ARN, Path: p.Path, DefaultVersionId: p.Default,
		IsAttachable: true, CreateDate: p.Born, UpdateDate: p.Changed,
	}
	d.AttachmentCount, d.PermissionsBoundaryUsageCount = a.uses(p.ARN)
	if whole {
		d.Description = some(p.Description)
		d.Tags = append([]Tag{}, p.Tags...)
	}
	return d
}

// CreatePolicyInput is a new managed policy.
type CreatePolicyInput struct {
	PolicyName     string  `required:"true" doc:"the name, unique in the account whatever its case"`
	Path           *string `doc:"a folder of names, / by default"`
	PolicyDocument string  `required:"true" doc:"the policy, mostly file://NAME"`
	Description    *string `doc:"a description"`
	Tags           []Tag   `doc:"tags"`
}

// PolicyOutput is one managed policy.
type PolicyOutput struct{ Policy PolicyDescription }

// CreatePolicy makes a managed policy; attached to nobody, it does nothing.
// docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
func (s *State) CreatePolicy(c *cloud.Call, in CreatePolicyInput) (PolicyOutput, error) {
	a := s.at(c)
	h, err := a.newHolder(in.PolicyName, "policyName", longestGroup, in.Path, nil, in.Tags)
	if err != nil {
		return PolicyOutput{}, err
	}
	d, err := readManaged(in.PolicyDocument)
	if err != nil {
		return PolicyOutput{}, err
	}
	for p := range a.Policies.All {
		if strings.EqualFold(p.Name, in.PolicyName) {
			return PolicyOutput{}, cloud.Errorf("EntityAlreadyExists", "A policy called %s already exists. Duplicate names are not allowed.", in.PolicyName)
		}
	}
	if a.Policies.Len() >= maxPolicies {
		return PolicyOutput{}, exceeds("PoliciesPerAccount", maxPolicies)
	}
	p := a.Policies.Add(Policy{
		ARN: "arn:aws:iam::" + a.ID + ":policy" + h.Path + h.Name, Account: a.ID, Path: h.Path, Name: h.Name,
		ID: newID(c.World, a.ID, "ANPA", 10), Description: or(in.Description, ""), Born: c.Now, Changed: c.Now,
		Versions: []Version{{"v1", c.Now, d}}, Default: "v1", Next: 2, Tags: h.Tags,
	})
	c.Resources = append(c.Resources, p.ARN)
	out := a.describePolicy(p, false)
	if len(p.Tags) > 0 {
		out.Tags = slices.Clone(p.Tags)
	}
	return PolicyOutput{out}, nil
}

func readManaged(text string) (Document, error) {
	d, err := readPolicy(text, "policyDocument", policy.OfIdentity)
	if err == nil && policy.Size(text) > maxManaged {
		err = exceeds("PolicySize", maxManaged)
	}
	return d, err
}

// PolicyInput names a managed policy.
type PolicyInput struct {
	PolicyArn string `required:"true" doc:"the policy's ARN"`
}

func (a *Account) findPolicy(arn string) (*Policy, error) {
	if p := a.policy(arn); p != nil {
		return p, nil
	}
	if !arnForm.MatchString(arn) {
		return nil, cloud.Errorf("InvalidInput", "ARN %s is not valid.", arn)
	}
	return nil, cloud.Errorf("NoSuchEntity", "Policy %s was not found.", arn)
}

// ownPolicy is findPolicy for what the customer may change.
func (a *Account) ownPolicy(c *cloud.Call, action, arn string) (*Policy, error) {
	p, err := a.findPolicy(arn)
	if err == nil && p.Account == "aws" {
		return nil, cloud.Errorf("AccessDenied", "%s", "User: "+c.Caller.ARN+" is not authorized to perform: iam:"+action+" on resource: policy "+arn+" with an explicit deny in a resource-based policy")
	}
	return p, err
}

// GetPolicy shows a managed policy without its text.
// docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html
func (s *State) GetPolicy(c *cloud.Call, in PolicyInput) (PolicyOutput, error) {
	a := s.at(c)
	p, err := a.findPolicy(in.PolicyArn)
	if err != nil {
		return PolicyOutput{}, err
	}
	return PolicyOutput{a.describePolicy(p, true)}, nil
}

// ListPoliciesInput narrows the list.
type ListPoliciesInput struct {
	Scope        *string `enum:"All|AWS|Local" doc:"All, AWS or Local: whose policies"`
	OnlyAttached *bool   `doc:"only those attached to somebody"`
	PathPrefix   *string `doc:"only what lies under this path"`
}

// PoliciesOutput lists managed policies.
type PoliciesOutput struct{ Policies []PolicyDescription }

// ListPolicies lists managed policies: the account's, then AWS's.
// docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html
func (s *State) ListPolicies(c *cloud.Call, in ListPoliciesInput) (PoliciesOutput, error) {
	a, scope := s.at(c), or(in.Scope, "All")
	list := []PolicyDescription{}
	add := func(p *Policy) {
		d := a.describePolicy(p, false)
		if (in.OnlyAttached == nil || !*in.OnlyAttached || d.AttachmentCount > 0) && strings.HasPrefix(p.Path, or(in.PathPrefix, "/")) {
			list = append(list, d)
		}
	}
	if scope != "AWS" {
		for p := range a.Policies.All {
			add(p)
		}
	}
	if scope != "Local" {
		for _, p := range Managed() {
			add(&p)
		}
	}
	return PoliciesOutput{list}, nil
}

// DeletePolicy deletes a policy that is attached to nobody and has one version.
// docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html
func (s *State) DeletePolicy(c *cloud.Call, in PolicyInput) (Done, error) {
	a := s.at(c)
	p, err := a.ownPolicy(c, "DeletePolicy", in.PolicyArn)
	if err != nil {
		return Done{}, err
	}
	if attached, bounds := a.uses(p.ARN); attached+bounds > 0 {
		return Done{}, cloud.Errorf("DeleteConflict", "Cannot delete a policy attached to entities.")
	}
	if len(p.Versions) > 1 {
		return Done{}, cloud.Errorf("DeleteConflict", "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.")
	}
	c.Resources = append(c.Resources, p.ARN)
	a.Policies.Remove(p.ARN)
	return Done{}, nil
}

// PolicyUser, PolicyGroup and PolicyRole are who has a policy.
type (
	PolicyUser  struct{ UserName, UserId string }
	PolicyGroup struct{ GroupName, GroupId string }
	PolicyRole  struct{ RoleName, RoleId string }
)

// EntitiesOutput lists who has a policy.
type EntitiesOutput struct {
	PolicyGroups []PolicyGroup
	PolicyUsers  []PolicyUser
	PolicyRoles  []PolicyRole
}

// ListEntitiesForPolicy lists who has a policy attached.
// docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html
func (s *State) ListEntitiesForPolicy(c *cloud.Call, in PolicyInput) (EntitiesOutput, error) {
	a := s.at(c)
	p, err := a.findPolicy(in.PolicyArn)
	if err != nil {
		return EntitiesOutput{}, err
	}
	out := EntitiesOutput{[]PolicyGroup{}, []PolicyUser{}, []PolicyRole{}}
	has := func(h *Holder) bool { return slices.Contains(h.Attached, p.ARN) }
	for g := range a.Groups.All {
		if has(&g.Holder) {
			out.PolicyGroups = append(out.PolicyGroups, PolicyGroup{g.Name, g.ID})
		}
	}
	for u := range a.Users.All {
		if has(&u.Holder) {
			out.PolicyUsers = append(out.PolicyUsers, PolicyUser{u.Name, u.ID})
		}
	}
	for r := range a.Roles.All {
		if has(&r.Holder) {
			out.PolicyRoles = append(out.PolicyRoles, PolicyRole{r.Name, r.ID})
		}
	}
	return out, nil
}
