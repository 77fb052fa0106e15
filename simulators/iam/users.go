package iam

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// UserDescription is a user as the API shows it.
type UserDescription struct {
	Path                string
	UserName            string
	UserId              string
	Arn                 string
	CreateDate          cloud.Time
	PermissionsBoundary *AttachedPermissionsBoundary
	Tags                []Tag
}

// AttachedPermissionsBoundary is the policy that bounds an identity.
type AttachedPermissionsBoundary struct {
	PermissionsBoundaryType string
	PermissionsBoundaryArn  string
}

func bounded(arn string) *AttachedPermissionsBoundary {
	if arn == "" {
		return nil
	}
	return &AttachedPermissionsBoundary{"Policy", arn}
}

// describe shows a user; lists leave tags and boundary out.
func (u *User) describe(whole bool) UserDescription {
	d := UserDescription{Path: u.Path, UserName: u.Name, UserId: u.ID, Arn: u.ARN(), CreateDate: u.Born}
	if whole {
		d.PermissionsBoundary = bounded(u.Boundary)
		if len(u.Tags) > 0 {
			d.Tags = slices.Clone(u.Tags)
		}
	}
	return d
}

// CreateUserInput is a new user.
type CreateUserInput struct {
	Path                *string `doc:"a folder of names, / by default"`
	UserName            string  `required:"true" doc:"the name, unique in the account whatever its case"`
	PermissionsBoundary *string `doc:"ARN of the policy that bounds what the user may ever do"`
	Tags                []Tag   `doc:"tags"`
}

// UserOutput is one user.
type UserOutput struct{ User UserDescription }

// CreateUser makes a user, who may do nothing yet.
// docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html
func (s *State) CreateUser(c *cloud.Call, in CreateUserInput) (UserOutput, error) {
	a := s.at(c)
	h, err := a.newHolder(in.UserName, "userName", longestName, in.Path, in.PermissionsBoundary, in.Tags)
	if err != nil {
		return UserOutput{}, err
	}
	if u := a.user(in.UserName); u != nil {
		return UserOutput{}, exists("User", in.UserName)
	}
	if a.Users.Len() >= maxUsers {
		return UserOutput{}, exceeds("UsersPerAccount", maxUsers)
	}
	h.ID, h.Born = newID(c.World, a.ID, "AIDA", 10), c.Now
	u := a.Users.Add(User{Holder: h})
	c.Resources = append(c.Resources, u.ARN())
	return UserOutput{u.describe(true)}, nil
}

// newHolder checks what users and roles have in common.
func (a *Account) newHolder(name, member string, longest int, path, boundary *string, tags []Tag) (Holder, error) {
	if err := checkName(name, member, longest); err != nil {
		return Holder{}, err
	}
	p, err := checkPath(path)
	if err != nil {
		return Holder{}, err
	}
	list, err := tagged(nil, tags)
	if err != nil {
		return Holder{}, err
	}
	if boundary != nil && !a.attachable(*boundary) {
		return Holder{}, cloud.Errorf("NoSuchEntity", "Scope ARN: %s does not exist or is not attachable.", *boundary)
	}
	return Holder{Account: a.ID, Path: p, Name: name, Boundary: or(boundary, ""), Tags: list}, nil
}

// GetUserInput names a user; without a name it is the caller.
type GetUserInput struct {
	UserName *string `doc:"the user; without it, who calls"`
}

// GetUser shows a user. docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html
func (s *State) GetUser(c *cloud.Call, in GetUserInput) (UserOutput, error) {
	a := s.at(c)
	if in.UserName == nil && c.Caller.Kind == "Root" {
		return UserOutput{UserDescription{Path: "/", UserName: "", UserId: a.ID, Arn: c.Caller.ARN, CreateDate: born}}, nil
	}
	name, err := own(c, in.UserName)
	if err != nil {
		return UserOutput{}, err
	}
	u := a.user(name)
	if u == nil {
		return UserOutput{}, missing("user", name)
	}
	return UserOutput{u.describe(true)}, nil
}

// own is the user named, or the caller.
func own(c *cloud.Call, name *string) (string, error) {
	if name != nil {
		return *name, nil
	}
	if _, user, ok := strings.Cut(c.Caller.ARN, ":user/"); ok {
		return user[strings.LastIndexByte(user, '/')+1:], nil
	}
	return "", invalid("Must specify userName when calling with non-User credentials")
}

// PathInput narrows a list to a folder of names.
type PathInput struct {
	PathPrefix *string `doc:"only what lies under this path"`
}

// UsersOutput lists users.
type UsersOutput struct{ Users []UserDescription }

// ListUsers lists users by name.
// docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html
func (s *State) ListUsers(c *cloud.Call, in PathInput) (UsersOutput, error) {
	list := []UserDescription{}
	for u := range s.at(c).Users.All {
		if strings.HasPrefix(u.Path, or(in.PathPrefix, "/")) {
			list = append(list, u.describe(false))
		}
	}
	slices.SortFunc(list, func(a, b UserDescription) int { return strings.Compare(a.UserName, b.UserName) })
	return UsersOutput{list}, nil
}

// DeleteUser deletes a user who has nothing left.
// docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html
func (s *State) DeleteUser(c *cloud.Call, in UserInput) (Done, error) {
	a := s.at(c)
	u := a.user(in.UserName)
	switch {
	case u == nil:
		return Done{}, missing("user", in.UserName)
	case len(u.Groups) > 0:
		return Done{}, conflict("remove users from group")
	case len(u.Keys) > 0:
		return Done{}, conflict("delete access keys")
	case len(u.Attached) > 0:
		return Done{}, conflict("detach all policies")
	case len(u.Inline) > 0:
		return Done{}, conflict("delete policies")
	}
	c.Resources = append(c.Resources, u.ARN())
	a.Users.Remove(u.Key())
	return Done{}, nil
}
