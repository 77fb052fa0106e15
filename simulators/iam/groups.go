package iam

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// GroupDescription is a group as the API shows it.
type GroupDescription struct {
	Path       string
	GroupName  string
	GroupId    string
	Arn        string
	CreateDate cloud.Time
}

func (g *Group) describe() GroupDescription {
	return GroupDescription{g.Path, g.Name, g.ID, g.ARN(), g.Born}
}

// CreateGroupInput is a new group.
type CreateGroupInput struct {
	Path      *string `doc:"a folder of names, / by default"`
	GroupName string  `required:"true" doc:"the name"`
}

// GroupOutput is one group.
type GroupOutput struct{ Group GroupDescription }

// CreateGroup makes a group. docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html
func (s *State) CreateGroup(c *cloud.Call, in CreateGroupInput) (GroupOutput, error) {
	a := s.at(c)
	h, err := a.newHolder(in.GroupName, "groupName", longestGroup, in.Path, nil, nil)
	switch {
	case err != nil:
		return GroupOutput{}, err
	case a.group(in.GroupName) != nil:
		return GroupOutput{}, exists("Group", in.GroupName)
	case a.Groups.Len() >= maxGroups:
		return GroupOutput{}, exceeds("GroupsPerAccount", maxGroups)
	}
	h.ID, h.Born = newID(c.World, a.ID, "AGPA", 10), c.Now
	return GroupOutput{a.Groups.Add(Group{h}).describe()}, nil
}

// GroupUsersOutput is a group with its users.
type GroupUsersOutput struct {
	Group GroupDescription
	Users []UserDescription
}

// GetGroup shows a group and who is in it.
// docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html
func (s *State) GetGroup(c *cloud.Call, in GroupInput) (GroupUsersOutput, error) {
	a := s.at(c)
	g := a.group(in.GroupName)
	if g == nil {
		return GroupUsersOutput{}, missing("group", in.GroupName)
	}
	out := GroupUsersOutput{g.describe(), []UserDescription{}}
	for u := range a.Users.All {
		if slices.Contains(u.Groups, g.Key()) {
			out.Users = append(out.Users, u.describe(false))
		}
	}
	return out, nil
}

// GroupsOutput lists groups.
type GroupsOutput struct{ Groups []GroupDescription }

// ListGroups lists groups by name.
// docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html
func (s *State) ListGroups(c *cloud.Call, in PathInput) (GroupsOutput, error) {
	list := []GroupDescription{}
	for g := range s.at(c).Groups.All {
		if strings.HasPrefix(g.Path, or(in.PathPrefix, "/")) {
			list = append(list, g.describe())
		}
	}
	slices.SortFunc(list, func(a, b GroupDescription) int { return strings.Compare(a.GroupName, b.GroupName) })
	return GroupsOutput{list}, nil
}

// ListGroupsForUser lists the groups of a user.
// docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupsForUser.html
func (s *State) ListGroupsForUser(c *cloud.Call, in UserInput) (GroupsOutput, error) {
	a := s.at(c)
	u := a.user(in.UserName)
	if u == nil {
		return GroupsOutput{}, missing("user", in.UserName)
	}
	list := []GroupDescription{}
	for _, name := range u.Groups {
		list = append(list, a.Groups.Find(name).describe())
	}
	return GroupsOutput{list}, nil
}

// GroupUserInput names a group and a user.
type GroupUserInput struct {
	GroupName string `required:"true" doc:"the group"`
	UserName  string `required:"true" doc:"the user"`
}

func (a *Account) both(in GroupUserInput) (*Group, *User, error) {
	g, u := a.group(in.GroupName), a.user(in.UserName)
	switch {
	case g == nil:
		return nil, nil, missing("group", in.GroupName)
	case u == nil:
		return nil, nil, missing("user", in.UserName)
	}
	return g, u, nil
}

// AddUserToGroup lets a user in.
// docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html
func (s *State) AddUserToGroup(c *cloud.Call, in GroupUserInput) (Done, error) {
	g, u, err := s.at(c).both(in)
	switch {
	case err != nil:
		return Done{}, err
	case slices.Contains(u.Groups, g.Key()):
		return Done{}, nil
	case len(u.Groups) >= maxGroupsOf:
		return Done{}, exceeds("GroupsPerUser", maxGroupsOf)
	}
	u.Groups = append(u.Groups, g.Key())
	return Done{}, nil
}

// RemoveUserFromGroup takes a user out.
// docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html
func (s *State) RemoveUserFromGroup(c *cloud.Call, in GroupUserInput) (Done, error) {
	g, u, err := s.at(c).both(in)
	if err != nil {
		return Done{}, err
	}
	u.Groups = slices.DeleteFunc(u.Groups, func(name string) bool { return name == g.Key() })
	return Done{}, nil
}

// DeleteGroup deletes a group that has nothing left.
// docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html
func (s *State) DeleteGroup(c *cloud.Call, in GroupInput) (Done, error) {
	a := s.at(c)
	g := a.group(in.GroupName)
	if g == nil {
		return Done{}, missing("group", in.GroupName)
	}
	for u := range a.Users.All {
		if slices.Contains(u.Groups, g.Key()) {
			return Done{}, conflict("remove users from group")
		}
	}
	switch {
	case len(g.Attached) > 0:
		return Done{}, conflict("detach all policies")
	case len(g.Inline) > 0:
		return Done{}, conflict("delete policies")
	}
	a.Groups.Remove(g.Key())
	return Done{}, nil
}
