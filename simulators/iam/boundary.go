package iam

import "skylab/simulators/cloud"

// PutUserPermissionsBoundaryInput bounds a user.
type PutUserPermissionsBoundaryInput struct {
	UserName            string `required:"true" doc:"the user"`
	PermissionsBoundary string `required:"true" doc:"ARN of the policy that bounds it"`
}

// PutUserPermissionsBoundary sets the policy that bounds what a user may ever
// do. docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPermissionsBoundary.html
func (s *State) PutUserPermissionsBoundary(c *cloud.Call, in PutUserPermissionsBoundaryInput) (Done, error) {
	return s.at(c).bound(user, in.UserName, in.PermissionsBoundary)
}

// DeleteUserPermissionsBoundary takes it away.
// docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPermissionsBoundary.html
func (s *State) DeleteUserPermissionsBoundary(c *cloud.Call, in UserInput) (Done, error) {
	return s.at(c).bound(user, in.UserName, "")
}

// PutRolePermissionsBoundaryInput bounds a role.
type PutRolePermissionsBoundaryInput struct {
	RoleName            string `required:"true" doc:"the role"`
	PermissionsBoundary string `required:"true" doc:"ARN of the policy that bounds it"`
}

// PutRolePermissionsBoundary sets the policy that bounds what a role may ever
// do. docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html
func (s *State) PutRolePermissionsBoundary(c *cloud.Call, in PutRolePermissionsBoundaryInput) (Done, error) {
	return s.at(c).bound(role, in.RoleName, in.PermissionsBoundary)
}

// DeleteRolePermissionsBoundary takes it away.
// docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html
func (s *State) DeleteRolePermissionsBoundary(c *cloud.Call, in RoleInput) (Done, error) {
	return s.at(c).bound(role, in.RoleName, "")
}

func (a *Account) bound(k kind, name, arn string) (Done, error) {
	h, err := a.changeable(k, name)
	switch {
	case err != nil:
		return Done{}, err
	case arn != "" && !a.attachable(arn):
		return Done{}, cloud.Errorf("NoSuchEntity", "Scope ARN: %s does not exist or is not attachable.", arn)
	}
	h.Boundary = arn
	return Done{}, nil
}
