package vpc

import (
	"net/netip"
	"strings"

	"skylab/simulators/cloud"
)

// RouteTableOut is a route table as the API prints it.
type RouteTableOut struct {
	Associations    []RouteTableAssociation
	PropagatingVgws []PropagatingVgw
	RouteTableId    string
	Routes          []RouteOut
	Tags            []TagOut
	VpcId           string
	OwnerId         string
}

// RouteTableAssociation says what a table serves.
type RouteTableAssociation struct {
	Main                    bool
	RouteTableAssociationId string
	RouteTableId            string
	SubnetId                *string
	GatewayId               *string
	AssociationState        RouteTableAssociationState
}

// RouteTableAssociationState is whether an association holds.
type RouteTableAssociationState struct{ State string }

// PropagatingVgw is a virtual private gateway that puts routes into a table.
type PropagatingVgw struct{ GatewayId string }

// RouteOut is a route as the API prints it: one destination, one target.
type RouteOut struct {
	DestinationCidrBlock        *string
	DestinationIpv6CidrBlock    *string
	DestinationPrefixListId     *string
	EgressOnlyInternetGatewayId *string
	GatewayId                   *string
	InstanceId                  *string
	InstanceOwnerId             *string
	NatGatewayId                *string
	NetworkInterfaceId          *string
	Origin                      string
	State                       string
	VpcPeeringConnectionId      *string
}

func (s *State) printTable(r *Region, t *RouteTable) RouteTableOut {
	out := RouteTableOut{
		Associations: []RouteTableAssociation{}, PropagatingVgws: []PropagatingVgw{}, RouteTableId: t.ID,
		Routes: []RouteOut{}, Tags: t.Tags.outOrEmpty(), VpcId: t.VPC, OwnerId: r.Scope.Account,
	}
	for _, a := range t.Associations {
		out.Associations = append(out.Associations, RouteTableAssociation{
			a.Main, a.ID, t.ID, filled(a.Subnet), filled(a.Gateway), RouteTableAssociationState{"associated"},
		})
	}
	for _, id := range t.Propagating {
		out.PropagatingVgws = append(out.PropagatingVgws, PropagatingVgw{id})
	}
	for i := range t.Routes {
		out.Routes = append(out.Routes, s.printRoute(r, t, &t.Routes[i]))
	}
	return out
}

func (s *State) printRoute(r *Region, t *RouteTable, x *Route) RouteOut {
	out := RouteOut{DestinationPrefixListId: filled(x.PrefixList), Origin: x.Origin, State: s.routeState(r, t, x)}
	if x.Prefix.IsValid() {
		if text := x.Prefix.String(); x.Prefix.Addr().Is4() {
			out.DestinationCidrBlock = &text
		} else {
			out.DestinationIpv6CidrBlock = &text
		}
	}
	switch kind, _, _ := strings.Cut(x.Target, "-"); kind {
	case "eigw":
		out.EgressOnlyInternetGatewayId = &x.Target
	case "nat":
		out.NatGatewayId = &x.Target
	case "pcx":
		out.VpcPeeringConnectionId = &x.Target
	case "eni":
		out.NetworkInterfaceId = &x.Target
		if e := r.Interfaces.Find(x.Target); e != nil && e.Instance != "" {
			out.InstanceId, out.InstanceOwnerId = new(e.Instance), new(r.Scope.Account)
		}
	default: // local, igw, vgw, vpce
		out.GatewayId = new(x.Target)
	}
	return out
}

func (s *State) routeState(r *Region, t *RouteTable, x *Route) string {
	if s.Blackhole(r, t, x) {
		return "blackhole"
	}
	return "active"
}

// Blackhole tells whether a route leads nowhere because its target is not
// there: a gateway detached or deleted, a NAT gateway deleted, an interface
// that no running instance has, a peering that is not active.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
func (s *State) Blackhole(r *Region, t *RouteTable, x *Route) bool {
	if x.Blackhole {
		return true
	}
	switch kind, _, _ := strings.Cut(x.Target, "-"); kind {
	case local:
		return false
	case "igw":
		g := r.Gateways.Find(x.Target)
		return g == nil || g.VPC != t.VPC
	case "eigw":
		g := r.EgressGateways.Find(x.Target)
		return g == nil || g.VPC != t.VPC
	case "nat":
		g := r.NATGateways.Find(x.Target)
		return g == nil || g.State != "pending" && g.State != "available"
	case "pcx":
		p := s.Peerings.Find(x.Target)
		return p == nil || p.Status != "active"
	case "vpce":
		return r.Endpoints.Find(x.Target) == nil
	case "eni":
		e := r.Interfaces.Find(x.Target)
		return e == nil || !r.runs(e)
	}
	return true
}

// runs tells whether an interface is of something that can take packets.
func (r *Region) runs(e *Interface) bool {
	if e.RequesterManaged {
		return true
	}
	i := r.Instances.Find(e.Instance)
	return i != nil && (i.State == Running || i.State == Pending)
}

// DescribeRouteTablesInput narrows the list of tables.
type DescribeRouteTablesInput struct {
	NextToken     *string  `doc:"where the last page ended"`
	MaxResults    *int32   `doc:"the size of a page, 5 to 100"`
	DryRun        *bool    `doc:"only tell whether the call would work"`
	RouteTableIds []string `doc:"only these tables"`
	Filters       []Filter `doc:"conditions, all of which have to fit"`
}

// DescribeRouteTablesOutput lists tables.
type DescribeRouteTablesOutput struct {
	RouteTables []RouteTableOut
	NextToken   *string
}

// DescribeRouteTables lists route tables with their routes and what they serve.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRouteTables.html
func (s *State) DescribeRouteTables(c *cloud.Call, in DescribeRouteTablesInput) (out DescribeRouteTablesOutput, err error) {
	r := s.At(c)
	q := asked{in.RouteTableIds, in.Filters, in.MaxResults, in.NextToken}
	out.RouteTables, out.NextToken, err = list(r, &r.RouteTables, routeTableKind, routeTableFilters(s), q,
		func(t *RouteTable) Tags { return t.Tags }, func(t *RouteTable) RouteTableOut { return s.printTable(r, t) })
	return out, err
}

// routeTableFilters needs the state, for a route's own depends on peerings.
func routeTableFilters(s *State) filterTable[RouteTable] {
	each := func(value func(Association) string) func(*Region, *RouteTable) []string {
		return func(_ *Region, t *RouteTable) (list []string) {
			for _, a := range t.Associations {
				list = append(list, one(value(a))...)
			}
			return list
		}
	}
	routes := func(value func(*Region, *RouteTable, *Route) string) func(*Region, *RouteTable) []string {
		return func(r *Region, t *RouteTable) (list []string) {
			for i := range t.Routes {
				list = append(list, one(value(r, t, &t.Routes[i]))...)
			}
			return list
		}
	}
	target := func(kinds ...string) func(*Region, *RouteTable) []string {
		return routes(func(_ *Region, _ *RouteTable, x *Route) string { return ofKind(x.Target, kinds...) })
	}
	return filterTable[RouteTable]{
		"association.gateway-id":                 each(func(a Association) string { return a.Gateway }),
		"association.route-table-association-id": each(func(a Association) string { return a.ID }),
		"association.route-table-id": func(_ *Region, t *RouteTable) []string {
			return ifAny(t.Associations, t.ID)
		},
		"association.subnet-id": each(func(a Association) string { return a.Subnet }),
		"association.main":      each(func(a Association) string { return truth(a.Main)[0] }),
		"owner-id":              func(r *Region, _ *RouteTable) []string { return one(r.Scope.Account) },
		"route-table-id":        func(_ *Region, t *RouteTable) []string { return one(t.ID) },
		"route.destination-cidr-block": routes(func(_ *Region, _ *RouteTable, x *Route) string {
			return ofFamily(x.Prefix, true)
		}),
		"route.destination-ipv6-cidr-block": routes(func(_ *Region, _ *RouteTable, x *Route) string {
			return ofFamily(x.Prefix, false)
		}),
		"route.destination-prefix-list-id":      routes(func(_ *Region, _ *RouteTable, x *Route) string { return x.PrefixList }),
		"route.egress-only-internet-gateway-id": target("eigw"),
		"route.gateway-id":                      target(local, "igw", "vgw", "vpce"),
		"route.instance-id": routes(func(r *Region, _ *RouteTable, x *Route) string {
			if e := r.Interfaces.Find(x.Target); e != nil {
				return e.Instance
			}
			return ""
		}),
		"route.nat-gateway-id":            target("nat"),
		"route.network-interface-id":      target("eni"),
		"route.origin":                    routes(func(_ *Region, _ *RouteTable, x *Route) string { return x.Origin }),
		"route.state":                     routes(s.routeState),
		"route.vpc-peering-connection-id": target("pcx"),
		"vpc-id":                          func(_ *Region, t *RouteTable) []string { return one(t.VPC) },
	}
}

// ofKind is the ID when it begins with one of the prefixes, else empty.
func ofKind(id string, kinds ...string) string {
	kind, _, _ := strings.Cut(id, "-")
	for _, k := range kinds {
		if kind == k {
			return id
		}
	}
	return ""
}

func ofFamily(p netip.Prefix, four bool) string {
	if !p.IsValid() || p.Addr().Is4() != four {
		return ""
	}
	return p.String()
}
