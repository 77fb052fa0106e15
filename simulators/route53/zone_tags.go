package route53

import (
	"slices"

	"skylab/simulators/cloud"
)

// TagIn is a tag as a call gives it.
type TagIn struct {
	Key   *string `doc:"the tag's name, at most 128 characters"`
	Value *string `doc:"the tag's value, at most 256 characters"`
}

// TagOut is a tag as the API prints it.
type TagOut struct{ Key, Value string }

// ChangeTagsForResourceInput names a zone or a health check, and tags.
type ChangeTagsForResourceInput struct {
	ResourceType  string   `required:"true" enum:"healthcheck|hostedzone" doc:"what it is"`
	ResourceId    string   `required:"true" doc:"its ID"`
	AddTags       []TagIn  `doc:"tags to set"`
	RemoveTagKeys []string `doc:"keys of tags to take off"`
}

// ChangeTagsForResourceOutput is empty.
type ChangeTagsForResourceOutput struct{}

// tagged finds what tags hang on; the key of its tags comes back.
func (s *State) tagged(c *cloud.Call, kind, id string) (string, error) {
	switch kind {
	case "hostedzone":
		if _, err := s.own(c, id); err != nil {
			return "", err
		}
	case "healthcheck":
		if check := s.Checks.Find(id); check == nil || check.Account != c.Account {
			return "", noSuchCheck(id)
		}
	default:
		return "", cloud.Errorf("InvalidInput", "The resource type '%s' is not valid.", kind)
	}
	return kind + "/" + bare(id), nil
}

// ChangeTagsForResource sets and takes off tags; at most fifty to a
// resource and ten in a call.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeTagsForResource.html
func (s *State) ChangeTagsForResource(c *cloud.Call, in ChangeTagsForResourceInput) (ChangeTagsForResourceOutput, error) {
	var none ChangeTagsForResourceOutput
	key, err := s.tagged(c, in.ResourceType, in.ResourceId)
	if err != nil {
		return none, err
	}
	tags := slices.Clone(s.Tags[key])
	tags = slices.DeleteFunc(tags, func(t Tag) bool { return slices.Contains(in.RemoveTagKeys, t.Key) })
	for _, t := range in.AddTags {
		i := slices.IndexFunc(tags, func(x Tag) bool { return x.Key == deref(t.Key) })
		if i < 0 {
			tags, i = append(tags, Tag{Key: deref(t.Key)}), len(tags)
		}
		tags[i].Value = deref(t.Value)
	}
	switch {
	case len(in.AddTags)+len(in.RemoveTagKeys) == 0:
		return none, cloud.Errorf("InvalidInput", "Either AddTags or RemoveTagKeys must be specified.")
	case len(in.AddTags) > 10 || len(in.RemoveTagKeys) > 10 || len(tags) > 50:
		return none, cloud.Errorf("InvalidInput", "The number of tags exceeds the limit.")
	}
	if s.Tags == nil {
		s.Tags = map[string][]Tag{}
	}
	s.Tags[key] = tags
	return none, nil
}

// ResourceTagSet is a resource's tags.
type ResourceTagSet struct {
	ResourceType string
	ResourceId   string
	Tags         []TagOut
}

func (s *State) tagSet(key, kind, id string) ResourceTagSet {
	out := ResourceTagSet{kind, bare(id), []TagOut{}}
	for _, t := range s.Tags[key] {
		out.Tags = append(out.Tags, TagOut(t))
	}
	return out
}

// ListTagsForResourceInput names a zone or a health check.
type ListTagsForResourceInput struct {
	ResourceType string `required:"true" enum:"healthcheck|hostedzone" doc:"what it is"`
	ResourceId   string `required:"true" doc:"its ID"`
}

// ListTagsForResourceOutput is its tags.
type ListTagsForResourceOutput struct{ ResourceTagSet ResourceTagSet }

// ListTagsForResource lists the tags of one resource.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListTagsForResource.html
func (s *State) ListTagsForResource(c *cloud.Call, in ListTagsForResourceInput) (ListTagsForResourceOutput, error) {
	key, err := s.tagged(c, in.ResourceType, in.ResourceId)
	if err != nil {
		return ListTagsForResourceOutput{}, err
	}
	return ListTagsForResourceOutput{s.tagSet(key, in.ResourceType, in.ResourceId)}, nil
}
