package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// CreateRouteInput is a destination and a target: one of each.
type CreateRouteInput struct {
	DestinationPrefixListId     *string `doc:"destination: the ranges of a prefix list"`
	VpcEndpointId               *string `doc:"target: a Gateway Load Balancer endpoint; the lab has none"`
	DryRun                      *bool   `doc:"only tell whether the call would work"`
	RouteTableId                string  `required:"true" doc:"the table"`
	DestinationCidrBlock        *string `doc:"destination: an IPv4 range; host bits are cleared"`
	GatewayId                   *string `doc:"target: an internet gateway"`
	DestinationIpv6CidrBlock    *string `doc:"destination: an IPv6 range"`
	EgressOnlyInternetGatewayId *string `doc:"target: an egress-only internet gateway (IPv6)"`
	InstanceId                  *string `doc:"target: an instance with one interface"`
	NetworkInterfaceId          *string `doc:"target: a network interface"`
	VpcPeeringConnectionId      *string `doc:"target: a peering connection"`
	NatGatewayId                *string `doc:"target: a NAT gateway"`
}

// CreateRouteOutput says that it is done.
type CreateRouteOutput struct{ Return bool }

// CreateRoute adds a route to a table.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
func (s *State) CreateRoute(c *cloud.Call, in CreateRouteInput) (out CreateRouteOutput, err error) {
	r := s.At(c)
	t, err := find(&r.RouteTables, routeTableKind, in.RouteTableId)
	if err != nil {
		return out, err
	}
	x, err := r.destination(in.DestinationCidrBlock, in.DestinationIpv6CidrBlock, in.DestinationPrefixListId)
	if err != nil {
		return out, err
	}
	if slices.ContainsFunc(t.Routes, x.sameDestination) {
		return out, cloud.Errorf("RouteAlreadyExists", "The route identified by %s already exists.", x.destination())
	}
	if err := s.aim(r, t, &x, in); err != nil {
		return out, err
	}
	if err := r.mayRoute(t, x); err != nil {
		return out, err
	}
	if err := r.room(routesPerTable, r.routeCount(t, x)+r.weight(x.PrefixList)-1); err != nil {
		return out, err
	}
	x.Origin = byCreateRoute
	t.Routes = append(t.Routes, x)
	return CreateRouteOutput{true}, nil
}

// destination reads where a route leads to: exactly one of the three.
func (r *Region) destination(four, six, list *string) (x Route, err error) {
	given := 0
	for _, p := range []*string{four, six, list} {
		if p != nil {
			given++
		}
	}
	switch {
	case given == 0:
		return x, lacking("destinationCidrBlock")
	case given > 1:
		return x, cloud.Errorf("InvalidParameterCombination", "Only one of destinationCidrBlock, destinationIpv6CidrBlock and destinationPrefixListId may be specified.")
	case four != nil:
		x.Prefix, err = range4(*four, "destinationCidrBlock")
	case six != nil:
		x.Prefix, err = range6(*six, "destinationIpv6CidrBlock")
	case r.FindPrefixList(*list) == nil:
		err = prefixListKind.missing(*list)
	default:
		x.PrefixList = *list
	}
	return x, err
}

// destination is the route's destination as text.
func (x Route) destination() string {
	if x.PrefixList != "" {
		return x.PrefixList
	}
	return x.Prefix.String()
}

func (x Route) sameDestination(y Route) bool {
	return x.Prefix == y.Prefix && x.PrefixList == y.PrefixList
}

// weight is how many entries a prefix list counts as where it is referred to:
// its greatest size, whatever is in it; an AWS list has a weight of its own.
// docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html
func (r *Region) weight(list string) int {
	if list == "" {
		return 1
	}
	if l := r.FindPrefixList(list); l != nil {
		return l.MaxEntries
	}
	return 1
}

// routeCount counts a table's routes of the family of x; propagated ones have
// a quota of their own.
func (r *Region) routeCount(t *RouteTable, x Route) (n int) {
	for _, y := range t.Routes {
		if (y.Origin == byCreateRoute || y.Origin == byCreateTable) && r.six(x) == r.six(y) {
			n += r.weight(y.PrefixList)
		}
	}
	return n
}

// six tells whether a route is for IPv6.
func (r *Region) six(x Route) bool {
	if l := r.FindPrefixList(x.PrefixList); l != nil {
		return l.Family == "IPv6"
	}
	return x.Prefix.Addr().Is6()
}

// Ranges of AWS's own services. A route may be wider than they are, not inside
// them, and what goes to them is never forwarded.
// docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html#route-table-routes
var (
	services4 = netip.MustParsePrefix("169.254.168.0/22")
	services6 = netip.MustParsePrefix("fd00:ec2::/32")
)

// mayRoute applies the rules on what may lead where.
// docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html#route-table-routes
func (r *Region) mayRoute(t *RouteTable, x Route) error {
	inside := x.Prefix.IsValid() && r.inVPC(t.VPC, x.Prefix)
	switch {
	case within(x.Prefix, services4), within(x.Prefix, services6):
		return invalid("The destination CIDR block %s is reserved for use by AWS services.", x.Prefix)
	case t.servesGateway() && (!inside || ofKind(x.Target, local, "eni") == ""):
		return invalid("The route table %s is associated with a gateway: it can route only to an interface, and only CIDR blocks of the VPC and its subnets.", t.ID)
	case !inside:
		return nil
	case ofKind(x.Target, local, "eni", "nat") == "":
		return invalid("The destination CIDR block %s is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.", x.Prefix)
	case x.Target != local && !r.isRange(t.VPC, x.Prefix):
		return invalid("The destination CIDR block %s does not match the CIDR block of a subnet of the VPC.", x.Prefix)
	}
	return nil
}

// inVPC tells whether a range lies within one of the VPC's.
func (r *Region) inVPC(vpc string, p netip.Prefix) bool {
	v := r.VPCs.Find(vpc)
	in := func(a Range) bool { return within(p, a.Prefix) }
	return v != nil && (slices.ContainsFunc(v.Ranges, in) || slices.ContainsFunc(v.Ranges6, in))
}

// isRange tells whether a range is exactly a VPC's or one of its subnets'.
func (r *Region) isRange(vpc string, p netip.Prefix) bool {
	v := r.VPCs.Find(vpc)
	same := func(a Range) bool { return a.Prefix == p }
	if v == nil || slices.ContainsFunc(v.Ranges, same) || slices.ContainsFunc(v.Ranges6, same) {
		return v != nil
	}
	return slices.ContainsFunc(v.Cuts, func(cut Cut) bool { return cut.Prefix == p || r.Subnets.Find(cut.Subnet).Prefix6 == p })
}

// ReplaceRouteInput is a route's destination and its new target.
type ReplaceRouteInput struct {
	DestinationPrefixListId     *string `doc:"destination: the ranges of a prefix list"`
	VpcEndpointId               *string `doc:"target: a Gateway Load Balancer endpoint; the lab has none"`
	LocalTarget                 *bool   `doc:"target: local again"`
	DryRun                      *bool   `doc:"only tell whether the call would work"`
	RouteTableId                string  `required:"true" doc:"the table"`
	DestinationCidrBlock        *string `doc:"destination: an IPv4 range"`
	GatewayId                   *string `doc:"target: an internet gateway"`
	DestinationIpv6CidrBlock    *string `doc:"destination: an IPv6 range"`
	EgressOnlyInternetGatewayId *string `doc:"target: an egress-only internet gateway (IPv6)"`
	InstanceId                  *string `doc:"target: an instance with one interface"`
	NetworkInterfaceId          *string `doc:"target: a network interface"`
	VpcPeeringConnectionId      *string `doc:"target: a peering connection"`
	NatGatewayId                *string `doc:"target: a NAT gateway"`
}

// ReplaceRouteOutput is empty.
type ReplaceRouteOutput struct{}

// ReplaceRoute gives a route another target. A local route can lead to a NAT
// gateway or an interface, and be made local again.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRoute.html
func (s *State) ReplaceRoute(c *cloud.Call, in ReplaceRouteInput) (out ReplaceRouteOutput, err error) {
	r := s.At(c)
	t, err := find(&r.RouteTables, routeTableKind, in.RouteTableId)
	if err != nil {
		return out, err
	}
	x, err := r.destination(in.DestinationCidrBlock, in.DestinationIpv6CidrBlock, in.DestinationPrefixListId)
	if err != nil {
		return out, err
	}
	i := slices.IndexFunc(t.Routes, x.sameDestination)
	if i < 0 {
		return out, invalid("There is no route defined for '%s' in the route table. Use CreateRoute instead.", x.destination())
	}
	old := t.Routes[i]
	if ofKind(old.Target, "vpce") != "" {
		return out, invalid("cannot replace VPC endpoint route %s in route table %s", x.destination(), t.ID)
	}
	if x, err = s.newTarget(r, t, old, in); err != nil {
		return out, err
	}
	t.Routes[i] = x
	return out, nil
}

func (s *State) newTarget(r *Region, t *RouteTable, old Route, in ReplaceRouteInput) (Route, error) {
	x := Route{Prefix: old.Prefix, PrefixList: old.PrefixList, Origin: old.Origin}
	if deref(in.LocalTarget) {
		if old.Origin != byCreateTable {
			return x, invalid("The route %s in route table %s is not a local route.", x.destination(), t.ID)
		}
		x.Target = local
		return x, nil
	}
	err := s.aim(r, t, &x, CreateRouteInput{
		VpcEndpointId: in.VpcEndpointId, GatewayId: in.GatewayId, EgressOnlyInternetGatewayId: in.EgressOnlyInternetGatewayId,
		InstanceId: in.InstanceId, NetworkInterfaceId: in.NetworkInterfaceId, VpcPeeringConnectionId: in.VpcPeeringConnectionId, NatGatewayId: in.NatGatewayId,
	})
	if err != nil {
		return x, err
	}
	return x, r.mayRoute(t, x)
}

// DeleteRouteInput names the route by its destination.
type DeleteRouteInput struct {
	DestinationPrefixListId  *string `doc:"destination: a prefix list"`
	DryRun                   *bool   `doc:"only tell whether the call would work"`
	RouteTableId             string  `required:"true" doc:"the table"`
	DestinationCidrBlock     *string `doc:"destination: an IPv4 range, exactly as in the route"`
	DestinationIpv6CidrBlock *string `doc:"destination: an IPv6 range, exactly as in the route"`
}

// DeleteRouteOutput is empty.
type DeleteRouteOutput struct{}

// DeleteRoute takes a route away; not a local one, and not an endpoint's.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteRoute.html
func (s *State) DeleteRoute(c *cloud.Call, in DeleteRouteInput) (out DeleteRouteOutput, err error) {
	r := s.At(c)
	t, err := find(&r.RouteTables, routeTableKind, in.RouteTableId)
	if err != nil {
		return out, err
	}
	x := Route{PrefixList: deref(in.DestinationPrefixListId)}
	if x.PrefixList == "" {
		if x, err = r.destination(in.DestinationCidrBlock, in.DestinationIpv6CidrBlock, nil); err != nil {
			return out, err
		}
	}
	i := slices.IndexFunc(t.Routes, x.sameDestination)
	switch {
	case i < 0:
		return out, cloud.Errorf("InvalidRoute.NotFound", "no route with destination-cidr-block %s in route table %s", x.destination(), t.ID)
	case t.Routes[i].Origin == byCreateTable:
		return out, invalid("cannot remove local route %s in route table %s", x.destination(), t.ID)
	case ofKind(t.Routes[i].Target, "vpce") != "":
		return out, invalid("cannot remove VPC endpoint route %s in route table %s", x.destination(), t.ID)
	}
	t.Routes = slices.Delete(t.Routes, i, i+1)
	return out, nil
}
