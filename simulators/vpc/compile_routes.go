package vpc

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"
)

// tableNode is a route table. Its lines are in the order in which they win, so
// the first that contains a destination is the route.
type tableNode struct {
	id     string
	vpc    int32
	routes []routeNode
	hidden []routeNode // propagated lines that a local one always beats
}

// routeNode is one line of a route table; a line for a prefix list becomes one
// routeNode for each of its ranges.
type routeNode struct {
	place    int32 // in RouteTable.Routes
	priority uint8
	prefix   netip.Prefix
	target   ref
	name     string // the target's ID
	dead     bool   // blackhole
}

// Among routes of the same length these come first, in this order.
// docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
const (
	byLocal uint8 = iota
	byStatic
	byPrefixList
	byDirectConnect
	byVPNStatic
	byPropagation
)

// How a virtual private gateway knows a route that it propagates, in the order
// in which those for one range are preferred. The lab has no such gateways; the
// order is part of how a table chooses.
// docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html#route-priority-propagated-routes
const (
	LearnedDirectConnect = "direct-connect" // BGP over Direct Connect
	LearnedVPNStatic     = "vpn-static"     // a static route of a VPN connection
	LearnedVPN           = "vpn"            // BGP over a VPN
)

// learned is the priority of a propagated route.
func learned(how string) uint8 {
	switch how {
	case LearnedDirectConnect:
		return byDirectConnect
	case LearnedVPNStatic:
		return byVPNStatic
	}
	return byPropagation
}

// peeringNode is a connection of two VPCs.
type peeringNode struct {
	id     string
	ends   [2]int32
	active bool
	status string
	region bool // both ends in one Region
}

func (n *Network) compilePeerings(s *State) {
	for p := range s.Peerings.All {
		i := int32(len(n.peerings))
		node := peeringNode{
			id: p.ID, active: p.Status == "active", status: p.Status,
			ends:   [2]int32{n.index(p.Requester.VPC, refVPC), n.index(p.Accepter.VPC, refVPC)},
			region: p.Requester.Scope.Region == p.Accepter.Scope.Region,
		}
		n.ids[p.ID] = ref{refPeering, i}
		n.peerings = append(n.peerings, node)
		for _, v := range node.ends {
			if v != none {
				n.vpcs[v].peerings = append(n.vpcs[v].peerings, i)
			}
		}
	}
}

func (n *Network) compileTables(r *Region) {
	for t := range r.RouteTables.All {
		i := int32(len(n.tables))
		n.ids[t.ID] = ref{refTable, i}
		node := tableNode{id: t.ID, vpc: n.index(t.VPC, refVPC)}
		for place, route := range t.Routes {
			node.routes = n.routesOf(node.routes, r.Scope.Region, node.vpc, route, int32(place))
		}
		node.settle()
		n.tables = append(n.tables, node)
		n.associate(t, i)
	}
	for g := range r.NATGateways.All {
		if i := n.index(g.ID, refNAT); i != none && g.RouteTable != "" {
			n.nats[i].table = n.index(g.RouteTable, refTable)
		}
	}
	for v := range r.VPCs.All {
		if t := n.index(v.MainTable, refTable); t != none {
			n.vpcs[n.index(v.ID, refVPC)].main = t
		}
	}
	for s := range r.Subnets.All {
		node := &n.subnets[n.index(s.ID, refSubnet)]
		if node.table == none && node.vpc != none {
			node.table = n.vpcs[node.vpc].main
		}
	}
}

// associate notes whom a table serves.
func (n *Network) associate(t *RouteTable, i int32) {
	for _, a := range t.Associations {
		switch {
		case a.Subnet != "":
			if s := n.index(a.Subnet, refSubnet); s != none {
				n.subnets[s].table = i
			}
		case a.Gateway != "":
			n.associateGateway(a.Gateway, i)
		case a.Main:
			if v := n.index(t.VPC, refVPC); v != none {
				n.vpcs[v].main = i
			}
		}
	}
}

func (n *Network) associateGateway(id string, i int32) {
	if g := n.index(id, refGateway); g != none {
		if v := n.gateways[g].vpc; v != none {
			n.vpcs[v].edge = i
		}
	}
}

func (n *Network) routesOf(list []routeNode, region string, vpc int32, route Route, place int32) []routeNode {
	node := routeNode{place: place, priority: byStatic, prefix: route.Prefix, name: route.Target}
	node.target, node.dead = n.target(route.Target, vpc)
	node.dead = node.dead || route.Blackhole
	switch {
	case route.Target == "local":
		node.priority = byLocal
	case route.Origin == "EnableVgwRoutePropagation":
		node.priority = learned(route.Learned)
	case route.PrefixList != "":
		node.priority = byPrefixList
	}
	if route.PrefixList == "" {
		return append(list, node)
	}
	for _, b := range n.lists[listKey{region, route.PrefixList}] {
		node.prefix = b
		list = append(list, node)
	}
	return list
}

// target finds what a route leads to, and whether it leads nowhere. A gateway
// that is attached elsewhere and a peering that is not active make a route a
// blackhole. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html
func (n *Network) target(id string, vpc int32) (ref, bool) {
	if id == "local" {
		return ref{refLocal, 0}, false
	}
	r, known := n.ids[id]
	switch r.kind {
	case refGateway:
		return r, n.gateways[r.i].vpc != vpc
	case refPeering:
		return r, !n.peerings[r.i].active
	case refInterface:
		return r, n.interfaces[r.i].down == CodeBadAttachment
	case refNAT:
		return r, n.nats[r.i].gone
	case refEndpoint:
		return r, false
	}
	// Virtual private, transit, local and carrier gateways are not simulated.
	kind, _, _ := strings.Cut(id, "-")
	if !known && slices.Contains([]string{"vgw", "tgw", "lgw", "cagw"}, kind) {
		return ref{refUnknown, 0}, false
	}
	return ref{}, true
}

// settle puts the lines in the order in which they win: the longest prefix;
// local before more general or equal ones, and before propagated ones even
// when those are longer; then static, prefix list, propagated.
// docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
func (t *tableNode) settle() {
	var kept []routeNode
	for _, r := range t.routes {
		if r.priority >= byDirectConnect && t.underLocal(r.prefix) {
			t.hidden = append(t.hidden, r)
			continue
		}
		kept = append(kept, r)
	}
	slices.SortStableFunc(kept, func(a, b routeNode) int {
		return cmp.Or(cmp.Compare(b.prefix.Bits(), a.prefix.Bits()), cmp.Compare(a.priority, b.priority))
	})
	t.routes = kept
}

func (t *tableNode) underLocal(p netip.Prefix) bool {
	for _, r := range t.routes {
		if r.priority == byLocal && r.prefix.Bits() <= p.Bits() && r.prefix.Contains(p.Addr()) {
			return true
		}
	}
	return false
}

// choose is the line that a destination takes, or nil.
func (t *tableNode) choose(dst netip.Addr) *routeNode {
	for i := range t.routes {
		if t.routes[i].prefix.Contains(dst) {
			return &t.routes[i]
		}
	}
	return nil
}
