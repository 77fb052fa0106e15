package iam

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/cloud/policy"
)

// RoleDescription is a role as the API shows it.
type RoleDescription struct {
	Path                     string
	RoleName                 string
	RoleId                   string
	Arn                      string
	CreateDate               cloud.Time
	AssumeRolePolicyDocument *cloud.Document
	Description              *string
	MaxSessionDuration       *int32
	PermissionsBoundary      *AttachedPermissionsBoundary
	Tags                     []Tag
	RoleLastUsed             *RoleLastUsed
}

// RoleLastUsed is when a role's credentials were last used, if ever.
type RoleLastUsed struct {
	LastUsedDate *cloud.Time
	Region       *string
}

// how much of a role an answer shows.
type detail uint8

const (
	created detail = iota // CreateRole: no more than was asked for
	listed                // ListRoles
	whole                 // GetRole
)

func (r *Role) describe(how detail) RoleDescription {
	trust := cloud.Document(r.Trust.Text)
	d := RoleDescription{Path: r.Path, RoleName: r.Name, RoleId: r.ID, Arn: r.ARN(), CreateDate: r.Born, AssumeRolePolicyDocument: &trust, Description: some(r.Description)}
	if how != created || r.Longest != defaultDuration {
		d.MaxSessionDuration = new(r.Longest)
	}
	if how != listed {
		d.PermissionsBoundary = bounded(r.Boundary)
		if len(r.Tags) > 0 {
			d.Tags = slices.Clone(r.Tags)
		}
	}
	if how == whole {
		d.RoleLastUsed = &RoleLastUsed{}
		if r.UsedAt != 0 {
			d.RoleLastUsed = &RoleLastUsed{new(r.UsedAt), new(r.UsedIn)}
		}
	}
	return d
}

// Bounds of a role's longest session, in seconds.
// docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html
const (
	shortestMaximum = 3_600
	longestMaximum  = 43_200
	defaultDuration = 3_600
)

// CreateRoleInput is a new role.
type CreateRoleInput struct {
	Path                     *string `doc:"a folder of names, / by default"`
	RoleName                 string  `required:"true" doc:"the name, unique in the account whatever its case"`
	AssumeRolePolicyDocument string  `required:"true" doc:"the trust policy: who may take the role on, mostly file://NAME"`
	Description              *string `doc:"a description"`
	MaxSessionDuration       *int32  `doc:"how many seconds a session may last at most, 3600 to 43200"`
	PermissionsBoundary      *string `doc:"ARN of the policy that bounds what the role may ever do"`
	Tags                     []Tag   `doc:"tags"`
}

// RoleOutput is one role.
type RoleOutput struct{ Role RoleDescription }

// CreateRole makes a role, which may do nothing yet.
// docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
func (s *State) CreateRole(c *cloud.Call, in CreateRoleInput) (RoleOutput, error) {
	a := s.at(c)
	h, err := a.newHolder(in.RoleName, "roleName", longestName, in.Path, in.PermissionsBoundary, in.Tags)
	if err != nil {
		return RoleOutput{}, err
	}
	trust, err := a.readTrust(in.AssumeRolePolicyDocument, "assumeRolePolicyDocument")
	if err != nil {
		return RoleOutput{}, err
	}
	longest, err := longestSession(in.MaxSessionDuration, defaultDuration)
	switch {
	case err != nil:
		return RoleOutput{}, err
	case a.role(in.RoleName) != nil:
		return RoleOutput{}, exists("Role", in.RoleName)
	case a.Roles.Len() >= maxRoles:
		return RoleOutput{}, exceeds("RolesPerAccount", maxRoles)
	}
	h.ID, h.Born = newID(c.World, a.ID, "AROA", 10), c.Now
	r := a.Roles.Add(Role{Holder: h, Trust: trust, Description: or(in.Description, ""), Longest: longest})
	c.Resources = append(c.Resources, r.ARN())
	return RoleOutput{r.describe(created)}, nil
}

func longestSession(seconds *int32, otherwise int32) (int32, error) {
	switch {
	case seconds == nil:
		return otherwise, nil
	case *seconds < shortestMaximum:
		return 0, constraint(decimal(*seconds), "maxSessionDuration", "have value greater than or equal to 3600")
	case *seconds > longestMaximum:
		return 0, constraint(decimal(*seconds), "maxSessionDuration", "have value less than or equal to 43200")
	}
	return *seconds, nil
}

// readTrust reads a trust policy. Whom it names in the account must exist.
func (a *Account) readTrust(text, member string) (Document, error) {
	d, err := readPolicy(text, member, policy.OfTrust)
	if err != nil {
		return d, err
	}
	if policy.Size(text) > maxTrust {
		return d, exceeds("ACLSizePerRole", maxTrust)
	}
	for _, s := range d.Parsed.Statements {
		for _, p := range s.Principals {
			if !a.known(p) {
				return d, malformed("Invalid principal in policy: " + policy.PrincipalText(p))
			}
		}
	}
	return d, nil
}

// known tells whether a principal exists, as far as the account can tell.
func (a *Account) known(principal string) bool {
	what, ok := strings.CutPrefix(principal, "arn:aws:iam::"+a.ID+":")
	if !ok {
		return true
	}
	kind, path, _ := strings.Cut(what, "/")
	name := path[strings.LastIndexByte(path, '/')+1:]
	switch kind {
	case "user":
		u := a.user(name)
		return u != nil && u.ARN() == principal
	case "role":
		r := a.role(name)
		return r != nil && r.ARN() == principal
	}
	return true
}

// GetRole shows a role. docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
func (s *State) GetRole(c *cloud.Call, in RoleInput) (RoleOutput, error) {
	r := s.at(c).role(in.RoleName)
	if r == nil {
		return RoleOutput{}, missing("role", in.RoleName)
	}
	return RoleOutput{r.describe(whole)}, nil
}

// RolesOutput lists roles.
type RolesOutput struct{ Roles []RoleDescription }

// ListRoles lists roles by name.
// docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
func (s *State) ListRoles(c *cloud.Call, in PathInput) (RolesOutput, error) {
	list := []RoleDescription{}
	for r := range s.at(c).Roles.All {
		if strings.HasPrefix(r.Path, or(in.PathPrefix, "/")) {
			list = append(list, r.describe(listed))
		}
	}
	slices.SortFunc(list, func(a, b RoleDescription) int { return strings.Compare(a.RoleName, b.RoleName) })
	return RolesOutput{list}, nil
}

// UpdateRoleInput changes a role.
type UpdateRoleInput struct {
	RoleName           string  `required:"true" doc:"the role"`
	Description        *string `doc:"a description"`
	MaxSessionDuration *int32  `doc:"how many seconds a session may last at most, 3600 to 43200"`
}

// UpdateRole changes a role. docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html
func (s *State) UpdateRole(c *cloud.Call, in UpdateRoleInput) (Done, error) {
	a := s.at(c)
	if _, err := a.changeable(role, in.RoleName); err != nil {
		return Done{}, err
	}
	r := a.role(in.RoleName)
	longest, err := longestSession(in.MaxSessionDuration, r.Longest)
	if err != nil {
		return Done{}, err
	}
	r.Longest, r.Description = longest, or(in.Description, r.Description)
	return Done{}, nil
}

// UpdateAssumeRolePolicyInput is a new trust policy.
type UpdateAssumeRolePolicyInput struct {
	RoleName       string `required:"true" doc:"the role"`
	PolicyDocument string `required:"true" doc:"the trust policy, mostly file://NAME"`
}

// UpdateAssumeRolePolicy replaces a role's trust policy.
// docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html
func (s *State) UpdateAssumeRolePolicy(c *cloud.Call, in UpdateAssumeRolePolicyInput) (Done, error) {
	a := s.at(c)
	if _, err := a.changeable(role, in.RoleName); err != nil {
		return Done{}, err
	}
	trust, err := a.readTrust(in.PolicyDocument, "policyDocument")
	if err == nil {
		a.role(in.RoleName).Trust = trust
	}
	return Done{}, err
}

// DeleteRole deletes a role that has nothing left.
// docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
func (s *State) DeleteRole(c *cloud.Call, in RoleInput) (Done, error) {
	a := s.at(c)
	h, err := a.changeable(role, in.RoleName)
	if err != nil {
		return Done{}, err
	}
	for p := range a.Profiles.All {
		if strings.EqualFold(p.Role, h.Name) {
			return Done{}, conflict("remove roles from instance profile")
		}
	}
	switch {
	case len(h.Attached) > 0:
		return Done{}, conflict("detach all policies")
	case len(h.Inline) > 0:
		return Done{}, conflict("delete policies")
	}
	r := a.role(in.RoleName)
	c.Resources = append(c.Resources, r.ARN())
	a.Roles.Remove(r.Key())
	return Done{}, nil
}
