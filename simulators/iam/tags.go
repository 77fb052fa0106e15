package iam

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Tag is a tag of an identity or a policy.
type Tag struct {
	Key   string `required:"true" doc:"the key"`
	Value string `required:"true" doc:"the value"`
}

const maxTags = 50

// tagged adds tags to a list; a key is known whatever its case.
// docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
func tagged(list, more []Tag) ([]Tag, error) {
	out := slices.Clone(list)
	for i, t := range more {
		same := func(x Tag) bool { return strings.EqualFold(x.Key, t.Key) }
		switch {
		case slices.ContainsFunc(more[:i], same):
			return nil, cloud.Errorf("InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")
		case t.Key == "" || len([]rune(t.Key)) > 128:
			return nil, constraint(t.Key, "tags.1.member.key", "have length less than or equal to 128")
		case len([]rune(t.Value)) > 256:
			return nil, constraint(t.Value, "tags.1.member.value", "have length less than or equal to 256")
		case strings.HasPrefix(strings.ToLower(t.Key), "aws:"):
			return nil, cloud.Errorf("InvalidInput", "Tag keys prefixed with aws: are reserved for AWS use.")
		}
		if at := slices.IndexFunc(out, same); at >= 0 {
			out[at] = t
		} else {
			out = append(out, t)
		}
	}
	if len(out) > maxTags {
		return nil, cloud.Errorf("LimitExceeded", "The number of tags has reached the maximum limit.")
	}
	return out, nil
}

func untagged(list []Tag, keys []string) []Tag {
	return slices.DeleteFunc(slices.Clone(list), func(t Tag) bool {
		return slices.ContainsFunc(keys, func(k string) bool { return strings.EqualFold(k, t.Key) })
	})
}

// Outputs of the tag lists; nothing comes back of changes.
type (
	// TagsOutput lists tags.
	TagsOutput struct{ Tags []Tag }
	// Done is the output of what answers nothing.
	Done struct{}
)

// TagUserInput names a user and tags.
type TagUserInput struct {
	UserName string `required:"true" doc:"the user"`
	Tags     []Tag  `required:"true" doc:"the tags"`
}

// TagUser tags a user. docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html
func (s *State) TagUser(c *cloud.Call, in TagUserInput) (Done, error) {
	h, err := s.at(c).holder(user, in.UserName)
	return tag(h, in.Tags, err)
}

// UntagUserInput names a user and keys of tags.
type UntagUserInput struct {
	UserName string   `required:"true" doc:"the user"`
	TagKeys  []string `required:"true" doc:"the keys"`
}

// UntagUser takes tags off. docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html
func (s *State) UntagUser(c *cloud.Call, in UntagUserInput) (Done, error) {
	h, err := s.at(c).holder(user, in.UserName)
	return untag(h, in.TagKeys, err)
}

// UserInput names a user.
type UserInput struct {
	UserName string `required:"true" doc:"the user"`
}

// ListUserTags lists tags. docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html
func (s *State) ListUserTags(c *cloud.Call, in UserInput) (TagsOutput, error) {
	return tagsOf(s.at(c).holder(user, in.UserName))
}

// TagRoleInput names a role and tags.
type TagRoleInput struct {
	RoleName string `required:"true" doc:"the role"`
	Tags     []Tag  `required:"true" doc:"the tags"`
}

// TagRole tags a role. docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html
func (s *State) TagRole(c *cloud.Call, in TagRoleInput) (Done, error) {
	h, err := s.at(c).holder(role, in.RoleName)
	return tag(h, in.Tags, err)
}

// UntagRoleInput names a role and keys of tags.
type UntagRoleInput struct {
	RoleName string   `required:"true" doc:"the role"`
	TagKeys  []string `required:"true" doc:"the keys"`
}

// UntagRole takes tags off. docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html
func (s *State) UntagRole(c *cloud.Call, in UntagRoleInput) (Done, error) {
	h, err := s.at(c).holder(role, in.RoleName)
	return untag(h, in.TagKeys, err)
}

// RoleInput names a role.
type RoleInput struct {
	RoleName string `required:"true" doc:"the role"`
}

// ListRoleTags lists tags. docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoleTags.html
func (s *State) ListRoleTags(c *cloud.Call, in RoleInput) (TagsOutput, error) {
	return tagsOf(s.at(c).holder(role, in.RoleName))
}

func tag(h *Holder, tags []Tag, err error) (Done, error) {
	if err == nil {
		var list []Tag
		if list, err = tagged(h.Tags, tags); err == nil {
			h.Tags = list
		}
	}
	return Done{}, err
}

func untag(h *Holder, keys []string, err error) (Done, error) {
	if err == nil {
		h.Tags = untagged(h.Tags, keys)
	}
	return Done{}, err
}

func tagsOf(h *Holder, err error) (TagsOutput, error) {
	if err != nil {
		return TagsOutput{}, err
	}
	return TagsOutput{append([]Tag{}, h.Tags...)}, nil
}
