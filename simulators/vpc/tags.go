package vpc

import (
	"slices"
	"strings"
	"unicode/utf8"

	"skylab/simulators/cloud"
)

// TagSpecification names the tags that a resource is born with.
type TagSpecification struct {
	ResourceType *string `doc:"the kind of resource to tag, for example vpc"`
	Tags         []TagIn `doc:"the tags"`
}

// TagIn is a tag as a call gives it.
type TagIn struct {
	Key   *string `doc:"the tag's name, at most 128 characters"`
	Value *string `doc:"the tag's value, at most 256 characters"`
}

// TagOut is a tag as a describe operation prints it.
type TagOut struct{ Key, Value string }

// The limits of tags, in characters of Unicode.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html#tag-restrictions
const (
	maxTags     = 50
	maxTagKey   = 128
	maxTagValue = 256
)

// tagsFor takes the tags for a new resource of one type out of the
// specifications. others are the types of what else the operation makes (a
// volume beside an instance); any other type is an error.
func tagsFor(specs []TagSpecification, resourceType string, others ...string) (Tags, error) {
	var tags Tags
	for _, s := range specs {
		t := deref(s.ResourceType)
		if t == "" {
			return nil, cloud.Errorf("InvalidParameterValue", "Tag specification resource type must have a value")
		}
		if t != resourceType && !slices.Contains(others, t) {
			return nil, cloud.Errorf("InvalidParameterValue", "'%s' is not a valid taggable resource type for this operation.", t)
		}
		if len(s.Tags) == 0 {
			return nil, cloud.Errorf("InvalidParameterValue", "Tag specification must have at least one tag")
		}
		if t != resourceType {
			continue
		}
		for _, in := range s.Tags {
			key := deref(in.Key)
			if _, twice := tags.Get(key); twice {
				return nil, cloud.Errorf("InvalidParameterValue", "Duplicate tag key '%s' specified.", key)
			}
			var err error
			if tags, err = tags.set(key, deref(in.Value)); err != nil {
				return nil, err
			}
		}
	}
	return tags, nil
}

// set adds a tag, or gives one that is there its new value, and returns the
// tags; the receiver may share them.
func (t Tags) set(key, value string) (Tags, error) {
	switch {
	case key == "":
		return t, cloud.Errorf("InvalidParameterValue", "Value ( '' ) for parameter Tag key is invalid. Tag key cannot be null or empty.") // github.com/aws/aws-cli/issues/3283
	case strings.HasPrefix(strings.ToLower(key), "aws:"):
		return t, cloud.Errorf("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use")
	case utf8.RuneCountInString(key) > maxTagKey:
		return t, cloud.Errorf("InvalidParameterValue", "Tag key exceeds the maximum length of %d characters", maxTagKey)
	case utf8.RuneCountInString(value) > maxTagValue:
		return t, cloud.Errorf("InvalidParameterValue", "Tag value exceeds the maximum length of %d characters", maxTagValue)
	}
	for i := range t {
		if t[i].Key == key {
			t[i].Value = value
			return t, nil
		}
	}
	if len(t) == maxTags {
		return t, cloud.Errorf("TagLimitExceeded", "The maximum number of Tags for a resource has been reached.")
	}
	return append(t, Tag{Key: key, Value: value}), nil
}

// out is how a describe operation prints the tags: nil, so left out, when the
// resource has none.
func (t Tags) out() []TagOut {
	var list []TagOut
	for _, tag := range t {
		list = append(list, TagOut(tag))
	}
	return list
}

// outOrEmpty is out for the operations that print an empty list.
func (t Tags) outOrEmpty() []TagOut {
	if len(t) == 0 {
		return []TagOut{}
	}
	return t.out()
}
