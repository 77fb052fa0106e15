package aws

import (
	"skylab/console/desk"
	"skylab/simulators/iam"
)

// identities lists the users, groups, roles and policies that a member of that
// name may mean; false when it means none of these.
func (c *completion) identities(member string) ([]desk.Candidate, bool) {
	found := []desk.Candidate{}
	add := func(text, doc string) { found = append(found, desk.Candidate{Text: text, Doc: doc}) }
	a := c.World.IAM.Accounts[c.scope().Account]
	if a == nil {
		a = &iam.Account{}
	}
	switch member {
	case "UserName":
		for u := range a.Users.All {
			add(u.Name, u.ARN())
		}
	case "GroupName":
		for g := range a.Groups.All {
			add(g.Name, g.ARN())
		}
	case "RoleName":
		for r := range a.Roles.All {
			add(r.Name, r.Description)
		}
	case "RoleArn", "PolicySourceArn":
		for r := range a.Roles.All {
			add(r.ARN(), r.Description)
		}
	case "InstanceProfileName":
		for p := range a.Profiles.All {
			add(p.Name, p.Role)
		}
	case "PolicyArn", "PermissionsBoundary":
		for p := range a.Policies.All {
			add(p.ARN, p.Description)
		}
		for _, p := range iam.Managed() {
			add(p.ARN, p.Description)
		}
	default:
		return nil, false
	}
	return found, true
}
