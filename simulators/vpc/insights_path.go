package vpc

import (
	"net/netip"
	"strings"

	"skylab/simulators/cloud"
)

// CreateNetworkInsightsPathInput is a question to Reachability Analyzer.
type CreateNetworkInsightsPathInput struct {
	SourceIp            *string            `doc:"the source's address"`
	DestinationIp       *string            `doc:"the destination's address"`
	Source              string             `required:"true" doc:"where traffic begins: an instance, interface, internet gateway, endpoint or peering (ID or ARN)"`
	Destination         *string            `doc:"where it is to arrive; or give an address with --filter-at-source"`
	Protocol            string             `required:"true" doc:"tcp or udp"`
	DestinationPort     *int32             `doc:"the port; otherwise any port will do"`
	TagSpecifications   []TagSpecification `doc:"tags (ResourceType=network-insights-path)"`
	DryRun              *bool              `doc:"check only, change nothing"`
	ClientToken         string             `required:"true" doc:"a word of yours that makes a repeated call harmless"`
	FilterAtSource      *PathRequestFilter `doc:"which packets leave the source; not with --source-ip or --destination-port"`
	FilterAtDestination *PathRequestFilter `doc:"which packets arrive at the destination; not with --destination-ip"`
}

// PathRequestFilter narrows the packets that a path is about.
type PathRequestFilter struct {
	SourceAddress        *string                 `doc:"their source"`
	SourcePortRange      *RequestFilterPortRange `doc:"their source port"`
	DestinationAddress   *string                 `doc:"their destination"`
	DestinationPortRange *RequestFilterPortRange `doc:"their destination port"`
}

// RequestFilterPortRange is a range of ports.
type RequestFilterPortRange struct {
	FromPort *int32 `doc:"the first"`
	ToPort   *int32 `doc:"the last"`
}

// CreateNetworkInsightsPathOutput is the path.
type CreateNetworkInsightsPathOutput struct{ NetworkInsightsPath NetworkInsightsPath }

// NetworkInsightsPath is a path as it is printed.
type NetworkInsightsPath struct {
	NetworkInsightsPathId  string
	NetworkInsightsPathArn string
	CreatedDate            cloud.Time
	Source                 string
	Destination            *string
	SourceArn              *string
	DestinationArn         *string
	SourceIp               *string
	DestinationIp          *string
	Protocol               string
	DestinationPort        *int32
	Tags                   []TagOut
	FilterAtSource         *PathFilter
	FilterAtDestination    *PathFilter
}

// pathEnds are the kinds of resources between which the lab can analyse.
// docs.aws.amazon.com/vpc/latest/reachability/how-reachability-analyzer-works.html#source-and-destination-resources
var pathEnds = []kind{instanceKind, interfaceKind, gatewayKind, endpointKind, peeringKind}

// CreateNetworkInsightsPath keeps a question, to be asked as often as wanted.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInsightsPath.html
func (s *State) CreateNetworkInsightsPath(c *cloud.Call, in CreateNetworkInsightsPathInput) (CreateNetworkInsightsPathOutput, error) {
	r := s.At(c)
	tags, err := tagsFor(in.TagSpecifications, "network-insights-path")
	if err != nil {
		return CreateNetworkInsightsPathOutput{}, err
	}
	p := InsightsPath{
		Source: afterSlash(in.Source), Destination: afterSlash(deref(in.Destination)), SourceIP: deref(in.SourceIp), DestinationIP: deref(in.DestinationIp),
		Protocol: strings.ToLower(in.Protocol), DestinationPort: int(deref(in.DestinationPort)), Created: c.Now, Tags: tags,
	}
	if err := p.filters(in); err != nil {
		return CreateNetworkInsightsPathOutput{}, err
	}
	if err := s.checkPath(r, &p); err != nil {
		return CreateNetworkInsightsPathOutput{}, err
	}
	p.ID = c.NewID("nip")
	return CreateNetworkInsightsPathOutput{r.pathOut(r.Paths.Add(p))}, nil
}

// afterSlash is the ID in an ARN, or the word itself.
func afterSlash(word string) string { return word[strings.LastIndexByte(word, '/')+1:] }

func (s *State) checkPath(r *Region, p *InsightsPath) error {
	switch {
	case p.Protocol != "tcp" && p.Protocol != "udp":
		return invalid("Invalid value '%s' for protocol.", p.Protocol)
	case p.Destination == "" && p.DestinationIP == "" && p.AtSource.Dst == "":
		return lacking("Destination")
	case p.DestinationPort < 0 || p.DestinationPort > 65535:
		return invalid("Invalid value '%d' for destinationPort.", p.DestinationPort)
	}
	for _, ip := range []string{p.SourceIP, p.DestinationIP, p.AtSource.Src, p.AtSource.Dst, p.AtDestination.Src, p.AtDestination.Dst} {
		if ip == "" {
			continue
		}
		if a, err := netip.ParseAddr(ip); err != nil || !a.Is4() {
			return invalid("Invalid IPv4 address: %s", ip)
		}
	}
	for _, id := range []string{p.Source, p.Destination} {
		if id == "" {
			continue
		}
		if err := s.mayEnd(r, id); err != nil {
			return err
		}
	}
	return nil
}

// mayEnd wants an end of a path to exist and to be of a kind that can be one.
func (s *State) mayEnd(r *Region, id string) error {
	for _, k := range pathEnds {
		if !strings.HasPrefix(id, k.prefix+"-") {
			continue
		}
		if s.thing(r, id) == "" {
			return k.missing(id)
		}
		return nil
	}
	return invalid("The resource %s is not supported as a source or destination.", id)
}

// thing is the kind of what an ID names in a Region, as ARNs spell it; empty
// when it names nothing.
func (s *State) thing(r *Region, id string) string {
	found := ""
	s.eachTagged(r, func(x tagged) {
		if x.id == id {
			found = x.kind
		}
	})
	return found
}

func (r *Region) pathOut(p *InsightsPath) NetworkInsightsPath {
	out := NetworkInsightsPath{
		NetworkInsightsPathId: p.ID, NetworkInsightsPathArn: r.arn("network-insights-path", p.ID), CreatedDate: p.Created,
		Source: p.Source, Destination: filled(p.Destination), SourceArn: new(r.endARN(p.Source)), SourceIp: filled(p.SourceIP),
		DestinationIp: filled(p.DestinationIP), Protocol: p.Protocol, Tags: p.Tags.out(), FilterAtSource: p.AtSource.out(), FilterAtDestination: p.AtDestination.out(),
	}
	if p.Destination != "" {
		out.DestinationArn = new(r.endARN(p.Destination))
	}
	if p.DestinationPort != 0 {
		out.DestinationPort = new(int32(p.DestinationPort))
	}
	return out
}

// endARN is the ARN of an end of a path.
func (r *Region) endARN(id string) string {
	prefix, _, _ := strings.Cut(id, "-")
	return r.arn(map[string]string{
		"i": "instance", "eni": "network-interface", "igw": "internet-gateway", "vpce": "vpc-endpoint", "pcx": "vpc-peering-connection",
	}[prefix], id)
}

// DeleteNetworkInsightsPathInput names a path.
type DeleteNetworkInsightsPathInput struct {
	DryRun                *bool  `doc:"check only, change nothing"`
	NetworkInsightsPathId string `required:"true" doc:"the path; its analyses have to be deleted first"`
}

// DeleteNetworkInsightsPathOutput names it again.
type DeleteNetworkInsightsPathOutput struct{ NetworkInsightsPathId string }

// DeleteNetworkInsightsPath forgets a question.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkInsightsPath.html
func (s *State) DeleteNetworkInsightsPath(c *cloud.Call, in DeleteNetworkInsightsPathInput) (out DeleteNetworkInsightsPathOutput, err error) {
	r := s.At(c)
	p, err := find(&r.Paths, pathKind, in.NetworkInsightsPathId)
	if err != nil {
		return out, err
	}
	if has(&r.Analyses, func(a *InsightsAnalysis) bool { return a.Path == p.ID }) {
		return out, cloud.Errorf("AnalysisExistsForNetworkInsightsPath", "Cannot delete network insights path %s because it has analyses", p.ID)
	}
	out.NetworkInsightsPathId = p.ID
	r.Paths.Remove(p.ID)
	return out, nil
}

// DescribeNetworkInsightsPathsInput says which paths.
type DescribeNetworkInsightsPathsInput struct {
	NetworkInsightsPathIds []string `doc:"only these"`
	Filters                []Filter `doc:"destination, source, protocol, destination-port, tag:KEY, tag-key"`
	MaxResults             *int32   `doc:"at most so many a page, 5 to 1000"`
	DryRun                 *bool    `doc:"check only"`
	NextToken              *string  `doc:"where the page begins"`
}

// DescribeNetworkInsightsPathsOutput lists them.
type DescribeNetworkInsightsPathsOutput struct {
	NetworkInsightsPaths []NetworkInsightsPath
	NextToken            *string
}

var pathFilters = filterTable[InsightsPath]{
	"destination": func(_ *Region, p *InsightsPath) []string { return one(p.Destination) },
	"source":      func(_ *Region, p *InsightsPath) []string { return one(p.Source) },
	"protocol":    func(_ *Region, p *InsightsPath) []string { return one(p.Protocol) },
	"destination-port": func(r *Region, p *InsightsPath) []string {
		return pathPort(r.pathOut(p).DestinationPort)
	},
}

// DescribeNetworkInsightsPaths lists questions.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNetworkInsightsPaths.html
func (s *State) DescribeNetworkInsightsPaths(c *cloud.Call, in DescribeNetworkInsightsPathsInput) (DescribeNetworkInsightsPathsOutput, error) {
	r := s.At(c)
	list, err := choose(r, &r.Paths, in.NetworkInsightsPathIds, pathKind.missing, pathFilters, in.Filters, func(p *InsightsPath) Tags { return p.Tags })
	if err != nil {
		return DescribeNetworkInsightsPathsOutput{}, err
	}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	out := DescribeNetworkInsightsPathsOutput{NetworkInsightsPaths: []NetworkInsightsPath{}, NextToken: next}
	for _, p := range part {
		out.NetworkInsightsPaths = append(out.NetworkInsightsPaths, r.pathOut(p))
	}
	return out, err
}
