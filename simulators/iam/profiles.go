package iam

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// ProfileDescription is an instance profile as the API shows it.
type ProfileDescription struct {
	Path                string
	InstanceProfileName string
	InstanceProfileId   string
	Arn                 string
	CreateDate          cloud.Time
	Roles               []RoleDescription
	Tags                []Tag
}

func (a *Account) describeProfile(p *Profile) ProfileDescription {
	d := ProfileDescription{Path: p.Path, InstanceProfileName: p.Name, InstanceProfileId: p.ID, Arn: p.ARN(), CreateDate: p.Born, Roles: []RoleDescription{}}
	if r := a.role(p.Role); r != nil {
		shown := r.describe(created)
		shown.MaxSessionDuration, shown.Description, shown.Tags = nil, nil, nil
		d.Roles = append(d.Roles, shown)
	}
	if len(p.Tags) > 0 {
		d.Tags = slices.Clone(p.Tags)
	}
	return d
}

// CreateInstanceProfileInput is a new instance profile.
type CreateInstanceProfileInput struct {
	InstanceProfileName string  `required:"true" doc:"the name"`
	Path                *string `doc:"a folder of names, / by default"`
	Tags                []Tag   `doc:"tags"`
}

// ProfileOutput is one instance profile.
type ProfileOutput struct{ InstanceProfile ProfileDescription }

// CreateInstanceProfile makes a profile without a role.
// docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html
func (s *State) CreateInstanceProfile(c *cloud.Call, in CreateInstanceProfileInput) (ProfileOutput, error) {
	a := s.at(c)
	h, err := a.newHolder(in.InstanceProfileName, "instanceProfileName", longestGroup, in.Path, nil, in.Tags)
	switch {
	case err != nil:
		return ProfileOutput{}, err
	case a.profile(in.InstanceProfileName) != nil:
		return ProfileOutput{}, cloud.Errorf("EntityAlreadyExists", "Instance Profile %s already exists.", in.InstanceProfileName)
	case a.Profiles.Len() >= maxProfiles:
		return ProfileOutput{}, exceeds("InstanceProfilesPerAccount", maxProfiles)
	}
	p := a.Profiles.Add(Profile{Account: a.ID, Path: h.Path, Name: h.Name, ID: newID(c.World, a.ID, "AIPA", 10), Born: c.Now, Tags: h.Tags})
	return ProfileOutput{a.describeProfile(p)}, nil
}

// ProfileInput names an instance profile.
type ProfileInput struct {
	InstanceProfileName string `required:"true" doc:"the instance profile"`
}

func (a *Account) findProfile(name string) (*Profile, error) {
	if p := a.profile(name); p != nil {
		return p, nil
	}
	return nil, cloud.Errorf("NoSuchEntity", "Instance Profile %s cannot be found.", name)
}

// GetInstanceProfile shows a profile.
// docs.aws.amazon.com/IAM/latest/APIReference/API_GetInstanceProfile.html
func (s *State) GetInstanceProfile(c *cloud.Call, in ProfileInput) (ProfileOutput, error) {
	a := s.at(c)
	p, err := a.findProfile(in.InstanceProfileName)
	if err != nil {
		return ProfileOutput{}, err
	}
	return ProfileOutput{a.describeProfile(p)}, nil
}

// ProfilesOutput lists instance profiles.
type ProfilesOutput struct{ InstanceProfiles []ProfileDescription }

// ListInstanceProfiles lists profiles by name.
// docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html
func (s *State) ListInstanceProfiles(c *cloud.Call, in PathInput) (ProfilesOutput, error) {
	return s.at(c).profiles(func(p *Profile) bool { return strings.HasPrefix(p.Path, or(in.PathPrefix, "/")) }), nil
}

func (a *Account) profiles(want func(*Profile) bool) ProfilesOutput {
	list := []ProfileDescription{}
	for p := range a.Profiles.All {
		if want(p) {
			list = append(list, a.describeProfile(p))
		}
	}
	slices.SortFunc(list, func(a, b ProfileDescription) int {
		return strings.Compare(a.InstanceProfileName, b.InstanceProfileName)
	})
	return ProfilesOutput{list}
}

// ListInstanceProfilesForRole lists the profiles that have a role.
// docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html
func (s *State) ListInstanceProfilesForRole(c *cloud.Call, in RoleInput) (ProfilesOutput, error) {
	a := s.at(c)
	if _, err := a.holder(role, in.RoleName); err != nil {
		return ProfilesOutput{}, err
	}
	return a.profiles(func(p *Profile) bool { return strings.EqualFold(p.Role, in.RoleName) }), nil
}

// ProfileRoleInput names a profile and a role.
type ProfileRoleInput struct {
	InstanceProfileName string `required:"true" doc:"the instance profile"`
	RoleName            string `required:"true" doc:"the role"`
}

// AddRoleToInstanceProfile puts a role into a profile, which holds one.
// docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html
func (s *State) AddRoleToInstanceProfile(c *cloud.Call, in ProfileRoleInput) (Done, error) {
	a := s.at(c)
	p, err := a.findProfile(in.InstanceProfileName)
	if err != nil {
		return Done{}, err
	}
	h, err := a.holder(role, in.RoleName)
	if err != nil {
		return Done{}, err
	}
	if p.Role != "" {
		return Done{}, exceeds("InstanceSessionsPerInstanceProfile", 1)
	}
	p.Role = h.Name
	return Done{}, nil
}

// RemoveRoleFromInstanceProfile takes it out.
// docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveRoleFromInstanceProfile.html
func (s *State) RemoveRoleFromInstanceProfile(c *cloud.Call, in ProfileRoleInput) (Done, error) {
	a := s.at(c)
	p, err := a.findProfile(in.InstanceProfileName)
	if err != nil {
		return Done{}, err
	}
	if p.Role == "" || !strings.EqualFold(p.Role, in.RoleName) {
		return Done{}, missing("role", in.RoleName)
	}
	p.Role = ""
	return Done{}, nil
}

// DeleteInstanceProfile deletes a profile without a role.
// docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html
func (s *State) DeleteInstanceProfile(c *cloud.Call, in ProfileInput) (Done, error) {
	a := s.at(c)
	p, err := a.findProfile(in.InstanceProfileName)
	if err != nil {
		return Done{}, err
	}
	if p.Role != "" {
		return Done{}, conflict("remove roles from instance profile")
	}
	a.Profiles.Remove(p.Key())
	return Done{}, nil
}
