package lambda

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// tagsMost is how many tags a function may have.
// docs.aws.amazon.com/lambda/latest/dg/configuration-tags.html
const tagsMost = 50

func tagsOf(m map[string]string) (list []Tag) {
	for _, k := range sortedKeys(m) {
		list = append(list, Tag{k, m[k]})
	}
	return list
}

// tags are a function's tags as a map; nil without any.
func (f *Function) tags() map[string]string {
	if len(f.Tags) == 0 {
		return nil
	}
	m := make(map[string]string, len(f.Tags))
	for _, t := range f.Tags {
		m[t.Key] = t.Value
	}
	return m
}

// ListTagsInput names a function by its ARN.
type ListTagsInput struct {
	Resource string `required:"true" doc:"ARN of the function"`
}

// ListTagsOutput is its tags.
type ListTagsOutput struct{ Tags map[string]string }

// tagged finds what an ARN means.
func (s *State) tagged(c *cloud.Call, arn string) (*Function, error) {
	p := strings.Split(arn, ":")
	if len(p) < 7 || p[0] != "arn" || p[2] != "lambda" || p[5] != "function" {
		return nil, invalid("resource", arn, `Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:\d{12}:(function:[a-zA-Z0-9-_]+(:(\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)`)
	}
	if len(p) > 7 {
		return nil, cloud.Errorf(codeInvalid, "Tags on function aliases and versions are not supported. Please specify a function ARN.")
	}
	f, _, err := s.find(c, arn, nil)
	return f, err
}

// ListTags lists a function's tags.
// docs.aws.amazon.com/lambda/latest/api/API_ListTags.html
func (s *State) ListTags(c *cloud.Call, in ListTagsInput) (ListTagsOutput, error) {
	f, err := s.tagged(c, in.Resource)
	if err != nil {
		return ListTagsOutput{}, err
	}
	m := f.tags()
	if m == nil {
		m = map[string]string{}
	}
	return ListTagsOutput{m}, nil
}

// TagResourceInput adds tags.
type TagResourceInput struct {
	Resource string            `required:"true" doc:"ARN of the function"`
	Tags     map[string]string `required:"true" doc:"Key=Value,…"`
}

// TagResource adds or changes tags.
// docs.aws.amazon.com/lambda/latest/api/API_TagResource.html
func (s *State) TagResource(c *cloud.Call, in TagResourceInput) (NoOutput, error) {
	f, err := s.tagged(c, in.Resource)
	if err != nil {
		return NoOutput{}, err
	}
	if len(in.Tags) == 0 {
		return NoOutput{}, cloud.Errorf(codeInvalid, "An error occurred and the request cannot be processed.")
	}
	all := f.tags()
	if all == nil {
		all = map[string]string{}
	}
	for k, v := range in.Tags {
		all[k] = v
	}
	if len(all) > tagsMost {
		return NoOutput{}, cloud.Errorf(codeInvalid, "Number of tags exceeds resource tag limit.")
	}
	f.Tags = tagsOf(all)
	return NoOutput{}, nil
}

// UntagResourceInput takes tags away.
type UntagResourceInput struct {
	Resource string   `required:"true" doc:"ARN of the function"`
	TagKeys  []string `required:"true" doc:"keys"`
}

// UntagResource takes tags away.
// docs.aws.amazon.com/lambda/latest/api/API_UntagResource.html
func (s *State) UntagResource(c *cloud.Call, in UntagResourceInput) (NoOutput, error) {
	f, err := s.tagged(c, in.Resource)
	if err != nil {
		return NoOutput{}, err
	}
	f.Tags = slices.DeleteFunc(f.Tags, func(t Tag) bool { return slices.Contains(in.TagKeys, t.Key) })
	return NoOutput{}, nil
}
