package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// VpcPeeringConnection is a peering as it is printed.
type VpcPeeringConnection struct {
	AccepterVpcInfo        VpcPeeringConnectionVpcInfo
	ExpirationTime         *cloud.Time
	RequesterVpcInfo       VpcPeeringConnectionVpcInfo
	Status                 VpcPeeringConnectionStateReason
	Tags                   []TagOut
	VpcPeeringConnectionId string
}

// VpcPeeringConnectionVpcInfo is one side.
type VpcPeeringConnectionVpcInfo struct {
	CidrBlock        *string
	Ipv6CidrBlockSet []Ipv6CidrBlock
	CidrBlockSet     []CidrBlock
	OwnerId          string
	PeeringOptions   *VpcPeeringConnectionOptionsDescription
	VpcId            string
	Region           string
}

// Ipv6CidrBlock is an IPv6 range.
type Ipv6CidrBlock struct{ Ipv6CidrBlock string }

// CidrBlock is an IPv4 range.
type CidrBlock struct{ CidrBlock string }

// VpcPeeringConnectionOptionsDescription are one side's options. ClassicLink is
// history; its two are always off.
type VpcPeeringConnectionOptionsDescription struct {
	AllowDnsResolutionFromRemoteVpc            bool
	AllowEgressFromLocalClassicLinkToRemoteVpc bool
	AllowEgressFromLocalVpcToRemoteClassicLink bool
}

// VpcPeeringConnectionStateReason is the status.
type VpcPeeringConnectionStateReason struct{ Code, Message string }

// out prints a peering. The accepter's ranges are told once it has accepted.
func (p *Peering) out() VpcPeeringConnection {
	met := p.Status == "active" || p.Status == "provisioning"
	out := VpcPeeringConnection{
		AccepterVpcInfo: p.Accepter.out(met), RequesterVpcInfo: p.Requester.out(true),
		Status: VpcPeeringConnectionStateReason{p.Status, p.Message}, Tags: p.Tags.outOrEmpty(), VpcPeeringConnectionId: p.ID,
	}
	if p.Status == "initiating-request" || p.Status == "pending-acceptance" {
		out.ExpirationTime = new(p.Expires)
	}
	return out
}

func (e PeerEnd) out(known bool) VpcPeeringConnectionVpcInfo {
	out := VpcPeeringConnectionVpcInfo{OwnerId: e.Scope.Account, VpcId: e.VPC, Region: e.Scope.Region}
	if !known {
		return out
	}
	out.PeeringOptions = &VpcPeeringConnectionOptionsDescription{AllowDnsResolutionFromRemoteVpc: e.DNSResolves}
	for _, x := range e.Ranges {
		if x.Addr().Is6() {
			out.Ipv6CidrBlockSet = append(out.Ipv6CidrBlockSet, Ipv6CidrBlock{x.String()})
			continue
		}
		if out.CidrBlock == nil {
			out.CidrBlock = new(x.String())
		}
		out.CidrBlockSet = append(out.CidrBlockSet, CidrBlock{x.String()})
	}
	return out
}

// DescribeVpcPeeringConnectionsInput says which connections.
type DescribeVpcPeeringConnectionsInput struct {
	NextToken               *string  `doc:"where the page begins"`
	MaxResults              *int32   `doc:"at most so many a page, 5 to 1000"`
	DryRun                  *bool    `doc:"check only"`
	VpcPeeringConnectionIds []string `doc:"only these"`
	Filters                 []Filter `doc:"status-code, requester-vpc-info.vpc-id, accepter-vpc-info.vpc-id, vpc-peering-connection-id, tag:KEY, …"`
}

// DescribeVpcPeeringConnectionsOutput lists them.
type DescribeVpcPeeringConnectionsOutput struct {
	VpcPeeringConnections []VpcPeeringConnection
	NextToken             *string
}

var peeringFilters = filterTable[Peering]{
	"accepter-vpc-info.cidr-block":  func(_ *Region, p *Peering) []string { return spelled(p.Accepter.Ranges) },
	"accepter-vpc-info.owner-id":    func(_ *Region, p *Peering) []string { return one(p.Accepter.Scope.Account) },
	"accepter-vpc-info.vpc-id":      func(_ *Region, p *Peering) []string { return one(p.Accepter.VPC) },
	"expiration-time":               func(_ *Region, p *Peering) []string { return one(p.Expires.UTC().Format("2006-01-02T15:04:05.000Z")) },
	"requester-vpc-info.cidr-block": func(_ *Region, p *Peering) []string { return spelled(p.Requester.Ranges) },
	"requester-vpc-info.owner-id":   func(_ *Region, p *Peering) []string { return one(p.Requester.Scope.Account) },
	"requester-vpc-info.vpc-id":     func(_ *Region, p *Peering) []string { return one(p.Requester.VPC) },
	"status-code":                   func(_ *Region, p *Peering) []string { return one(p.Status) },
	"status-message":                func(_ *Region, p *Peering) []string { return one(p.Message) },
	"vpc-peering-connection-id":     func(_ *Region, p *Peering) []string { return one(p.ID) },
}

func spelled(list []netip.Prefix) []string {
	var out []string
	for _, p := range list {
		out = append(out, p.String())
	}
	return out
}

// DescribeVpcPeeringConnections lists the connections with an end here.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcPeeringConnections.html
func (s *State) DescribeVpcPeeringConnections(c *cloud.Call, in DescribeVpcPeeringConnectionsInput) (DescribeVpcPeeringConnectionsOutput, error) {
	r := s.At(c)
	for _, id := range in.VpcPeeringConnectionIds {
		if _, err := s.peeringHere(r, id); err != nil {
			return DescribeVpcPeeringConnectionsOutput{}, err
		}
	}
	list, err := choose(r, &s.Peerings, in.VpcPeeringConnectionIds, peeringKind.missing, peeringFilters, in.Filters, func(p *Peering) Tags { return p.Tags })
	if err != nil {
		return DescribeVpcPeeringConnectionsOutput{}, err
	}
	var here []VpcPeeringConnection
	for _, p := range list {
		if p.Requester.Scope == r.Scope || p.Accepter.Scope == r.Scope {
			here = append(here, p.out())
		}
	}
	part, next, err := page(here, in.MaxResults, in.NextToken)
	return DescribeVpcPeeringConnectionsOutput{append([]VpcPeeringConnection{}, part...), next}, err
}
