package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// interfaceNode is a network interface with what stands behind it.
type interfaceNode struct {
	id, instance string
	name         string // tag Name of the host, else its own
	scope        cloud.Scope
	vpc, subnet  int32
	addresses    []pair
	six          []netip.Addr
	groups       []int32
	check        bool // source/destination check
	nat          int32
	endpoint     int32
	down         string // code of why it does not work, or empty
	downAt       string
}

// pair is a private IPv4 address and the public one that the internet gateway
// pairs it with; public is not valid when there is none.
type pair struct{ private, public netip.Addr }

// natNode is a NAT gateway.
type natNode struct {
	id       string
	vpc      int32
	node     int32 // its interface, none for a regional one
	regional bool
	auto     bool  // a regional one that serves every zone
	table    int32 // a regional one has a table of its own
	gone     bool  // deleted: it is only still listed
	down     string
	downAt   string
	out      []natAddress
}

type natAddress struct {
	pair
	zone, zoneID string
	down         bool
}

// endpointNode is a VPC endpoint.
type endpointNode struct {
	id, service, policy string
	gateway, privateDNS bool
	vpc                 int32
	down                string
}

func (n *Network) compileInterfaces(r *Region) {
	public := map[string]netip.Addr{}
	for a := range r.Addresses.All {
		public[a.Allocation] = a.IP
	}
	for e := range r.Endpoints.All {
		n.compileEndpoint(e)
	}
	for e := range r.Interfaces.All {
		n.compileInterface(r, e, public)
	}
	for g := range r.NATGateways.All {
		n.compileNAT(r, g)
	}
	for e := range r.Endpoints.All {
		for _, id := range e.Interfaces {
			if i := n.index(id, refInterface); i != none {
				n.interfaces[i].endpoint = n.index(e.ID, refEndpoint)
				n.interfaces[i].check = false
			}
		}
	}
}

func (n *Network) compileInterface(r *Region, e *Interface, public map[string]netip.Addr) {
	i := int32(len(n.interfaces))
	node := interfaceNode{
		id: e.ID, instance: e.Instance, scope: r.Scope, six: slices.Clone(e.IPv6), check: e.SourceDestCheck,
		vpc: n.index(e.VPC, refVPC), subnet: n.index(e.Subnet, refSubnet), nat: none, endpoint: none,
	}
	if node.vpc == none || node.subnet == none {
		return
	}
	for k, p := range e.Private {
		node.addresses = append(node.addresses, n.pairOf(i, k, p, e.PublicIP, public))
		n.vpcs[node.vpc].byAddr[p.IP] = i
	}
	for _, six := range e.IPv6 {
		n.vpcs[node.vpc].byAddr[six] = i
		n.public[six] = publicNode{i, none, six}
	}
	for _, g := range e.Groups {
		if k := n.index(g, refGroup); k != none {
			node.groups = append(node.groups, k)
		}
	}
	node.down, node.downAt = n.interfaceDown(r, e, &n.subnets[node.subnet])
	n.ids[e.ID] = ref{refInterface, i}
	n.interfaces = append(n.interfaces, node)
}

// pairOf pairs a private address with its Elastic IP, or the primary one with
// the address that the subnet gave.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
func (n *Network) pairOf(i int32, k int, p PrivateAddress, given netip.Addr, public map[string]netip.Addr) pair {
	out := public[p.Allocation]
	if !out.IsValid() && k == 0 {
		out = given
	}
	if out.IsValid() {
		n.public[out] = publicNode{i, none, p.IP}
	}
	return pair{p.IP, out}
}

// interfaceDown says why an interface does not work, the widest cause first.
func (n *Network) interfaceDown(r *Region, e *Interface, at *subnetNode) (code, where string) {
	if at.down != "" {
		return at.down, at.downAt
	}
	if e.Instance == "" {
		if e.RequesterManaged || (e.Type != "" && e.Type != "interface") {
			return "", ""
		}
		return CodeBadAttachment, e.ID
	}
	if n.down["host/"+e.Instance] {
		return CodeHostFailed, e.Instance
	}
	if i := r.Instances.Find(e.Instance); i != nil && i.State != Running {
		return CodeBadState, i.ID
	}
	return "", ""
}

func (n *Network) compileEndpoint(e *Endpoint) {
	node := endpointNode{id: e.ID, service: e.Service, policy: e.Policy, gateway: e.Type == "Gateway", privateDNS: e.PrivateDNS, vpc: n.index(e.VPC, refVPC)}
	if e.State != "available" {
		node.down = CodeBadState
	}
	n.ids[e.ID] = ref{refEndpoint, int32(len(n.endpoints))}
	n.endpoints = append(n.endpoints, node)
}

func (n *Network) compileNAT(r *Region, g *NATGateway) {
	i := int32(len(n.nats))
	node := natNode{id: g.ID, vpc: n.index(g.VPC, refVPC), node: n.index(g.Interface, refInterface), regional: g.Regional, auto: g.AutoZones, table: none, gone: g.State == "deleted"}
	for _, a := range g.Addresses {
		if node.node == none && !g.Regional {
			node.node = n.index(a.Interface, refInterface)
		}
		_, failed := n.zoneDown(r.Scope.Region, a.ZoneName, a.ZoneID)
		node.out = append(node.out, natAddress{pair{a.Private, a.Public}, a.ZoneName, a.ZoneID, failed != ""})
		if a.Public.IsValid() {
			n.public[a.Public] = publicNode{node.node, i, a.Private}
		}
	}
	if node.node != none {
		e := &n.interfaces[node.node]
		e.nat, e.check, node.down, node.downAt = i, false, e.down, e.downAt
	}
	if g.State != "available" && node.down == "" {
		node.down, node.downAt = CodeBadState, g.ID
	}
	n.ids[g.ID] = ref{refNAT, i}
	n.nats = append(n.nats, node)
}
