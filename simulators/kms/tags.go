package kms

import (
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// tagged adds tags to some, as the service takes them.
// docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html
func tagged(have []Tag, more []Tags) ([]Tag, error) {
	have = slices.Clone(have)
	for i, t := range more {
		at := "tags." + strconv.Itoa(i+1) + ".member."
		if err := lengthOf(at+"tagKey", t.TagKey, 1, 128); err != nil {
			return nil, err
		}
		if err := lengthOf(at+"tagValue", t.TagValue, 0, 256); err != nil {
			return nil, err
		}
		if strings.HasPrefix(strings.ToLower(t.TagKey), "aws:") {
			return nil, cloud.Errorf("TagException", "Tags beginning with aws: are reserved")
		}
		if slices.ContainsFunc(more[:i], func(o Tags) bool { return o.TagKey == t.TagKey }) {
			return nil, cloud.Errorf("TagException", "Duplicate tag keys")
		}
		if j := slices.IndexFunc(have, func(o Tag) bool { return o.Key == t.TagKey }); j >= 0 {
			have[j].Value = t.TagValue
		} else {
			have = append(have, Tag{t.TagKey, t.TagValue})
		}
	}
	if len(have) > maxTags {
		return nil, cloud.Errorf("TagException", "Too many tags")
	}
	return have, nil
}

// TagResourceInput is tags for a key.
type TagResourceInput struct {
	KeyId string `required:"true" doc:"the key: ID or ARN"`
	Tags  []Tags `required:"true" doc:"the tags; one that is there gets the new value"`
}

// TagResource tags a key. Tags can be what a policy goes by.
// docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html
func (s *State) TagResource(c *cloud.Call, in TagResourceInput) (NoOutput, error) {
	q := ask{operation: "TagResource", more: map[string]string{}}
	for _, t := range in.Tags {
		q.more["aws:requesttag/"+strings.ToLower(t.TagKey)] = t.TagValue
	}
	q.lists = map[string][]string{"aws:tagkeys": tagNames(in.Tags)}
	k, err := s.use(c, in.KeyId, q)
	if err != nil {
		return NoOutput{}, err
	}
	if err := k.mine(c, "TagResource"); err != nil {
		return NoOutput{}, err
	}
	tags, err := tagged(k.Tags, in.Tags)
	if err == nil {
		k.Tags = tags
	}
	return NoOutput{}, err
}

func tagNames(tags []Tags) []string {
	var names []string
	for _, t := range tags {
		names = append(names, t.TagKey)
	}
	return names
}

// UntagResourceInput is names of tags to take away.
type UntagResourceInput struct {
	KeyId   string   `required:"true" doc:"the key: ID or ARN"`
	TagKeys []string `required:"true" doc:"the tags' names"`
}

// UntagResource takes tags away; a name that is not there is no error.
// docs.aws.amazon.com/kms/latest/APIReference/API_UntagResource.html
func (s *State) UntagResource(c *cloud.Call, in UntagResourceInput) (NoOutput, error) {
	k, err := s.use(c, in.KeyId, ask{operation: "UntagResource", lists: map[string][]string{"aws:tagkeys": in.TagKeys}})
	if err != nil {
		return NoOutput{}, err
	}
	if err := k.mine(c, "UntagResource"); err != nil {
		return NoOutput{}, err
	}
	k.Tags = slices.DeleteFunc(k.Tags, func(t Tag) bool { return slices.Contains(in.TagKeys, t.Key) })
	return NoOutput{}, nil
}

// ListResourceTagsInput names a key.
type ListResourceTagsInput struct {
	KeyId  string  `required:"true" doc:"the key: ID or ARN"`
	Limit  *int32  `doc:"at most so many, 1 to 50"`
	Marker *string `doc:"NextMarker of the answer before"`
}

// ListResourceTagsOutput is a page of tags.
type ListResourceTagsOutput struct {
	Tags       []Tags
	NextMarker *string
	Truncated  bool
}

// ListResourceTags lists a key's tags.
// docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html
func (s *State) ListResourceTags(c *cloud.Call, in ListResourceTagsInput) (ListResourceTagsOutput, error) {
	k, err := s.use(c, in.KeyId, ask{operation: "ListResourceTags"})
	if err != nil {
		return ListResourceTagsOutput{}, err
	}
	list := []Tags{}
	for _, t := range k.Tags {
		list = append(list, Tags{t.Key, t.Value})
	}
	page, next, err := paged(list, in.Limit, in.Marker, 50, 50)
	return ListResourceTagsOutput{page, next, next != nil}, err
}
