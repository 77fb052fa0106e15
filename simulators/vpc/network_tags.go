package vpc

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// tagged is a resource that has tags, as the tag operations see it.
type tagged struct {
	id, kind string // kind as tag specifications spell it
	tags     *Tags
}

// eachTagged walks everything of the account in the Region that can have tags.
func (s *State) eachTagged(r *Region, yield func(tagged)) {
	walkTags(&r.VPCs, "vpc", func(x *VPC) *Tags { return &x.Tags }, yield)
	walkTags(&r.Subnets, "subnet", func(x *Subnet) *Tags { return &x.Tags }, yield)
	walkTags(&r.Gateways, "internet-gateway", func(x *InternetGateway) *Tags { return &x.Tags }, yield)
	walkTags(&r.EgressGateways, "egress-only-internet-gateway", func(x *EgressOnlyGateway) *Tags { return &x.Tags }, yield)
	walkTags(&r.RouteTables, "route-table", func(x *RouteTable) *Tags { return &x.Tags }, yield)
	walkTags(&r.ACLs, "network-acl", func(x *NetworkACL) *Tags { return &x.Tags }, yield)
	walkTags(&r.Groups, "security-group", func(x *SecurityGroup) *Tags { return &x.Tags }, yield)
	for g := range r.Groups.All {
		for i := range g.Rules {
			yield(tagged{g.Rules[i].ID, "security-group-rule", &g.Rules[i].Tags})
		}
	}
	walkTags(&r.PrefixLists, "prefix-list", func(x *PrefixList) *Tags { return &x.Tags }, yield)
	walkTags(&r.Interfaces, "network-interface", func(x *Interface) *Tags { return &x.Tags }, yield)
	walkTags(&r.Instances, "instance", func(x *Instance) *Tags { return &x.Tags }, yield)
	walkTags(&r.Volumes, "volume", func(x *Volume) *Tags { return &x.Tags }, yield)
	walkTags(&r.Addresses, "elastic-ip", func(x *Address) *Tags { return &x.Tags }, yield)
	walkTags(&r.NATGateways, "natgateway", func(x *NATGateway) *Tags { return &x.Tags }, yield)
	walkTags(&r.Endpoints, "vpc-endpoint", func(x *Endpoint) *Tags { return &x.Tags }, yield)
	walkTags(&r.KeyPairs, "key-pair", func(x *KeyPair) *Tags { return &x.Tags }, yield)
	walkTags(&r.Images, "image", func(x *Image) *Tags { return &x.Tags }, yield)
	walkTags(&r.Paths, "network-insights-path", func(x *InsightsPath) *Tags { return &x.Tags }, yield)
	walkTags(&r.Analyses, "network-insights-analysis", func(x *InsightsAnalysis) *Tags { return &x.Tags }, yield)
	for p := range s.Peerings.All {
		if p.Requester.Scope == r.Scope || p.Accepter.Scope == r.Scope {
			yield(tagged{p.ID, "vpc-peering-connection", &p.Tags})
		}
	}
}

func walkTags[T cloud.Resource[T]](of *cloud.Collection[T], kind string, tags func(*T) *Tags, yield func(tagged)) {
	for x := range of.All {
		yield(tagged{(*x).Key(), kind, tags(x)})
	}
}

// tagKinds are the kinds whose own errors a tag call uses for an ID that names
// nothing; any other is simply not valid.
var tagKinds = []kind{
	vpcKind, subnetKind, gatewayKind, egressKind, routeTableKind, aclKind, groupKind, groupRuleKind, prefixListKind,
	interfaceKind, instanceKind, natKind, peeringKind, endpointKind,
}

// toTag finds the resources that a tag call names.
func (s *State) toTag(r *Region, ids []string) ([]tagged, error) {
	found := map[string]tagged{}
	s.eachTagged(r, func(x tagged) {
		if slices.Contains(ids, x.id) {
			found[x.id] = x
		}
	})
	var list []tagged
	for _, id := range ids {
		x, ok := found[id]
		if !ok {
			return nil, unknownTagged(id)
		}
		list = append(list, x)
	}
	return list, nil
}

func unknownTagged(id string) error {
	for _, k := range tagKinds {
		if strings.HasPrefix(id, k.prefix+"-") {
			return k.missing(id)
		}
	}
	return cloud.Errorf("InvalidID", "The ID '%s' is not valid", id)
}

// CreateTagsInput names resources and tags.
type CreateTagsInput struct {
	DryRun    *bool    `doc:"only tell whether the call would work"`
	Resources []string `required:"true" doc:"the IDs of the resources"`
	Tags      []TagIn  `required:"true" doc:"the tags; one that is there gets the new value"`
}

// CreateTagsOutput is empty.
type CreateTagsOutput struct{}

// CreateTags gives every named resource every named tag.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTags.html
func (s *State) CreateTags(c *cloud.Call, in CreateTagsInput) (out CreateTagsOutput, err error) {
	list, err := s.toTag(s.At(c), in.Resources)
	if err != nil {
		return out, err
	}
	if len(in.Tags) == 0 {
		return out, lacking("Tag")
	}
	changed := make([]Tags, len(list))
	for i, x := range list {
		changed[i] = x.tags.clone()
		for _, t := range in.Tags {
			if changed[i], err = changed[i].set(deref(t.Key), deref(t.Value)); err != nil {
				return out, err
			}
		}
	}
	for i, x := range list {
		*x.tags = changed[i]
	}
	return out, nil
}

// DeleteTagsInput names resources and tags.
type DeleteTagsInput struct {
	DryRun    *bool    `doc:"only tell whether the call would work"`
	Resources []string `required:"true" doc:"the IDs of the resources"`
	Tags      []TagIn  `doc:"the tags; without a value whatever it is; all when none are named"`
}

// DeleteTagsOutput is empty.
type DeleteTagsOutput struct{}

// DeleteTags takes tags off resources. A tag that is not there is no error.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteTags.html
func (s *State) DeleteTags(c *cloud.Call, in DeleteTagsInput) (out DeleteTagsOutput, err error) {
	list, err := s.toTag(s.At(c), in.Resources)
	if err != nil {
		return out, err
	}
	for _, x := range list {
		*x.tags = slices.DeleteFunc(*x.tags, func(t Tag) bool {
			return len(in.Tags) == 0 || slices.ContainsFunc(in.Tags, func(n TagIn) bool {
				return deref(n.Key) == t.Key && (n.Value == nil || *n.Value == t.Value)
			})
		})
	}
	return out, nil
}

// DescribeTagsInput narrows the list of tags.
type DescribeTagsInput struct {
	DryRun     *bool    `doc:"only tell whether the call would work"`
	Filters    []Filter `doc:"conditions, all of which have to fit"`
	MaxResults *int32   `doc:"the size of a page, 5 to 1000"`
	NextToken  *string  `doc:"where the last page ended"`
}

// DescribeTagsOutput lists tags.
type DescribeTagsOutput struct {
	NextToken *string
	Tags      []TagDescription
}

// TagDescription is a tag and what has it.
type TagDescription struct {
	Key          string
	ResourceId   string
	ResourceType string
	Value        string
}

var tagFilters = filterTable[TagDescription]{
	"key":           func(_ *Region, t *TagDescription) []string { return []string{t.Key} },
	"resource-id":   func(_ *Region, t *TagDescription) []string { return []string{t.ResourceId} },
	"resource-type": func(_ *Region, t *TagDescription) []string { return []string{t.ResourceType} },
	"value":         func(_ *Region, t *TagDescription) []string { return []string{t.Value} },
}

// DescribeTags lists the tags of all resources, one by one.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeTags.html
func (s *State) DescribeTags(c *cloud.Call, in DescribeTagsInput) (out DescribeTagsOutput, err error) {
	r := s.At(c)
	if err := tagFilters.check(in.Filters); err != nil {
		return out, err
	}
	all := []TagDescription{}
	s.eachTagged(r, func(x tagged) {
		for _, t := range *x.tags {
			d := TagDescription{t.Key, x.id, x.kind, t.Value}
			if match(r, tagFilters, in.Filters, &d, Tags{t}) {
				all = append(all, d)
			}
		}
	})
	out.Tags, out.NextToken, err = page(all, in.MaxResults, in.NextToken)
	return out, err
}
