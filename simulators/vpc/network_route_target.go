package vpc

import (
	"strings"

	"skylab/simulators/cloud"
)

// aim finds the target that a call names and checks that the table's VPC can
// use it. Exactly one has to be named.
func (s *State) aim(r *Region, t *RouteTable, x *Route, in CreateRouteInput) error {
	targets := []struct {
		id  *string
		aim func(*Region, *RouteTable, *Route, string) error
	}{
		{in.GatewayId, s.aimGateway}, {in.NatGatewayId, s.aimNAT}, {in.NetworkInterfaceId, s.aimInterface},
		{in.InstanceId, s.aimInstance}, {in.VpcPeeringConnectionId, s.aimPeering},
		{in.EgressOnlyInternetGatewayId, s.aimEgress}, {in.VpcEndpointId, s.aimEndpoint},
	}
	given := -1
	for i := range targets {
		switch {
		case targets[i].id == nil:
		case given >= 0:
			return cloud.Errorf("InvalidParameterCombination", "Only one route target may be specified.")
		default:
			given = i
		}
	}
	if given < 0 {
		return cloud.Errorf("MissingParameter", "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, instanceId")
	}
	return targets[given].aim(r, t, x, *targets[given].id)
}

// aimGateway takes what the API takes as a gateway ID: an internet gateway,
// and also the ID of a NAT or egress-only gateway.
func (s *State) aimGateway(r *Region, t *RouteTable, x *Route, id string) error {
	switch kind, _, _ := strings.Cut(id, "-"); kind {
	case "nat":
		return s.aimNAT(r, t, x, id)
	case "eigw":
		return s.aimEgress(r, t, x, id)
	}
	g := r.Gateways.Find(id)
	if g == nil {
		return cloud.Errorf("InvalidGatewayID.NotFound", "The gateway ID '%s' does not exist", id)
	}
	if g.VPC != t.VPC {
		return elsewhere(t, "network gateway", id)
	}
	x.Target = id
	return nil
}

func elsewhere(t *RouteTable, what, id string) error {
	return invalid("route table %s and %s %s belong to different networks", t.ID, what, id)
}

func (s *State) aimNAT(r *Region, t *RouteTable, x *Route, id string) error {
	g := r.NATGateways.Find(id)
	if g == nil || g.State != "pending" && g.State != "available" {
		return natKind.missing(id)
	}
	if g.VPC != t.VPC {
		return elsewhere(t, "nat gateway", id)
	}
	x.Target = id
	return nil
}

func (s *State) aimInterface(r *Region, t *RouteTable, x *Route, id string) error {
	e, err := find(&r.Interfaces, interfaceKind, id)
	if err != nil {
		return err
	}
	if e.VPC != t.VPC {
		return elsewhere(t, "interface", id)
	}
	x.Target = id
	return nil
}

// aimInstance stands for the one interface that an instance has.
func (s *State) aimInstance(r *Region, t *RouteTable, x *Route, id string) error {
	i, err := find(&r.Instances, instanceKind, id)
	if err != nil {
		return err
	}
	switch {
	case i.State == ShuttingDown || i.State == Terminated || len(i.Interfaces) == 0:
		return cloud.Errorf("InvalidInstanceID", "The instance '%s' is not in a valid state for this operation.", id)
	case len(i.Interfaces) > 1:
		return cloud.Errorf("InvalidInstanceID", "There are multiple interfaces attached to instance '%s'. Please specify an interface ID for the operation instead.", id)
	}
	x.Instance = id
	return s.aimInterface(r, t, x, i.Interfaces[0])
}

// aimPeering takes a peering before it is accepted, too: the route is a
// blackhole until then.
// docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html
func (s *State) aimPeering(r *Region, t *RouteTable, x *Route, id string) error {
	p := s.Peerings.Find(id)
	if p == nil || p.Status != "active" && p.Status != "pending-acceptance" && p.Status != "provisioning" {
		return peeringKind.missing(id)
	}
	if !p.Requester.is(r.Scope, t.VPC) && !p.Accepter.is(r.Scope, t.VPC) {
		return elsewhere(t, "peering connection", id)
	}
	x.Target = id
	return nil
}

func (s *State) aimEgress(r *Region, t *RouteTable, x *Route, id string) error {
	g, err := find(&r.EgressGateways, egressKind, id)
	if err != nil {
		return err
	}
	if g.VPC != t.VPC {
		return elsewhere(t, "egress only internet gateway", id)
	}
	if !r.six(*x) {
		return invalid("An egress only internet gateway can be the target only of IPv6 routes.")
	}
	x.Target = id
	return nil
}

// aimEndpoint refuses: only Gateway Load Balancer endpoints can be targets,
// and the lab has none. Gateway endpoints write their routes themselves.
func (s *State) aimEndpoint(r *Region, _ *RouteTable, _ *Route, id string) error {
	if _, err := find(&r.Endpoints, endpointKind, id); err != nil {
		return err
	}
	return cloud.Errorf("RouteNotSupported", "Route table contains unsupported route target: %s. VPC Endpoints of this type cannot be used as route targets.", id)
}
