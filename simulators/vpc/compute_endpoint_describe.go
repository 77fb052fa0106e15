package vpc

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
)

// VpcEndpoint is an endpoint as it is printed.
type VpcEndpoint struct {
	VpcEndpointId       string
	VpcEndpointType     string
	VpcId               string
	ServiceName         string
	State               string
	PolicyDocument      string
	RouteTableIds       []string
	SubnetIds           []string
	Groups              []SecurityGroupIdentifier
	IpAddressType       string
	DnsOptions          *DnsOptions
	PrivateDnsEnabled   bool
	RequesterManaged    bool
	NetworkInterfaceIds []string
	DnsEntries          []DnsEntry
	CreationTimestamp   cloud.Time
	Tags                []TagOut
	OwnerId             string
	ServiceRegion       string
}

// SecurityGroupIdentifier names a security group.
type SecurityGroupIdentifier struct{ GroupId, GroupName string }

// DnsOptions are the endpoint's DNS options.
type DnsOptions struct{ DnsRecordIpType string }

// DnsEntry is a name that leads to an interface endpoint.
type DnsEntry struct{ DnsName, HostedZoneId string }

// endpointOut prints an endpoint.
func (r *Region) endpointOut(e *Endpoint) VpcEndpoint {
	out := VpcEndpoint{
		VpcEndpointId: e.ID, VpcEndpointType: e.Type, VpcId: e.VPC, ServiceName: e.Service, State: e.State, PolicyDocument: e.Policy,
		RouteTableIds: append([]string{}, e.RouteTables...), SubnetIds: append([]string{}, e.Subnets...), Groups: []SecurityGroupIdentifier{},
		IpAddressType: "ipv4", PrivateDnsEnabled: e.PrivateDNS, NetworkInterfaceIds: append([]string{}, e.Interfaces...),
		DnsEntries: []DnsEntry{}, CreationTimestamp: e.Created, Tags: e.Tags.outOrEmpty(), OwnerId: r.Scope.Account, ServiceRegion: r.Scope.Region,
	}
	for _, g := range r.groupNames(e.Groups) {
		out.Groups = append(out.Groups, SecurityGroupIdentifier(g))
	}
	if e.Type == "Interface" {
		out.DnsOptions, out.DnsEntries = &DnsOptions{"ipv4"}, r.endpointNames(e)
	}
	return out
}

// endpointNames are the DNS names of an interface endpoint: its own, one for
// each zone, and the service's own where private DNS is on.
// docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html#interface-endpoint-dns-hostnames
func (r *Region) endpointNames(e *Endpoint) []DnsEntry {
	region := r.Scope.Region
	short := strings.TrimPrefix(e.Service, "com.amazonaws."+region+".")
	star := ""
	if short == "s3" {
		star = "*."
	}
	mark, zone := "", hostedZone(region)
	for n := range uint64(8) {
		mark += string(rune('a' + cloud.RollBelow(cloud.Label(e.ID), zoneLabel, n, 26)))
	}
	list := []DnsEntry{{fmt.Sprintf("%s%s-%s.%s.%s.vpce.amazonaws.com", star, e.ID, mark, short, region), zone}}
	for _, id := range e.Subnets {
		list = append(list, DnsEntry{fmt.Sprintf("%s%s-%s-%s.%s.%s.vpce.amazonaws.com", star, e.ID, mark, r.Subnets.Find(id).Zone, short, region), zone})
	}
	if service := serviceNamed(region, e.Service); e.PrivateDNS && service != nil {
		list = append(list, DnsEntry{service.privateDNS(region), "Z" + code(e.ID, 20)})
	}
	return list
}

var zoneLabel = cloud.Label("hosted zone")

// hostedZone is the zone in which a Region's endpoint names stand: as AWS's
// examples have it for us-east-1, elsewhere made up.
func hostedZone(region string) string {
	if region == "us-east-1" {
		return "Z7HUB22UULQXV"
	}
	return "Z" + code(region, 13)
}

// code makes up letters and digits out of a word.
func code(word string, length uint64) string {
	const signs = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	b := make([]byte, length)
	for n := range length {
		b[n] = signs[cloud.RollBelow(cloud.Label(word), zoneLabel, n, uint64(len(signs)))]
	}
	return string(b)
}

// DescribeVpcEndpointsInput says which endpoints.
type DescribeVpcEndpointsInput struct {
	DryRun         *bool    `doc:"check only"`
	VpcEndpointIds []string `doc:"only these"`
	Filters        []Filter `doc:"service-name, vpc-id, vpc-endpoint-id, vpc-endpoint-state, vpc-endpoint-type, tag:KEY, tag-key"`
	MaxResults     *int32   `doc:"at most so many a page, 5 to 1000"`
	NextToken      *string  `doc:"where the page begins"`
}

// DescribeVpcEndpointsOutput lists them.
type DescribeVpcEndpointsOutput struct {
	VpcEndpoints []VpcEndpoint
	NextToken    *string
}

var endpointFilters = filterTable[Endpoint]{
	"ip-address-type": func(*Region, *Endpoint) []string { return one("ipv4") },
	"service-name":    func(_ *Region, e *Endpoint) []string { return one(e.Service) },
	"service-region":  func(r *Region, _ *Endpoint) []string { return one(r.Scope.Region) },
	"vpc-id":          func(_ *Region, e *Endpoint) []string { return one(e.VPC) },
	"vpc-endpoint-id": func(_ *Region, e *Endpoint) []string { return one(e.ID) },
	"vpc-endpoint-state": func(_ *Region, e *Endpoint) []string {
		return []string{e.State, strings.ToUpper(e.State[:1]) + e.State[1:]}
	},
	"vpc-endpoint-type": func(_ *Region, e *Endpoint) []string { return one(e.Type) },
}

// DescribeVpcEndpoints lists endpoints.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcEndpoints.html
func (s *State) DescribeVpcEndpoints(c *cloud.Call, in DescribeVpcEndpointsInput) (DescribeVpcEndpointsOutput, error) {
	r := s.At(c)
	list, err := choose(r, &r.Endpoints, in.VpcEndpointIds, endpointKind.missing, endpointFilters, in.Filters, func(e *Endpoint) Tags { return e.Tags })
	if err != nil {
		return DescribeVpcEndpointsOutput{}, err
	}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	out := DescribeVpcEndpointsOutput{VpcEndpoints: []VpcEndpoint{}, NextToken: next}
	for _, e := range part {
		out.VpcEndpoints = append(out.VpcEndpoints, r.endpointOut(e))
	}
	return out, err
}
