package vpc

// AlwaysTracked names what a flow may pass that makes groups remember it
// whatever their rules: those that the lab simulates, by the kind of hop, and
// those that it does not.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html#automatic-tracking
var AlwaysTracked = [...]struct{ Name, Kind string }{
	{"egress-only internet gateways", "eigw"},
	{"Global Accelerator accelerators", ""},
	{"NAT gateways", "nat"},
	{"Network Firewall firewall endpoints", ""},
	{"Network Load Balancers", ""},
	{"Gateway Load Balancers", ""},
	{"PrivateLink (interface VPC endpoints)", "vpce"},
	{"transit gateway attachments", ""},
}

// Tracks tells whether a security group remembers a flow through an interface.
// It does not for TCP and UDP when one rule lets everybody in (or out) on that
// port and another lets all answers go anywhere on any port; then taking the
// first rule away cuts the flow at once, and otherwise it lives on.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html
func (n *Network) Tracks(iface string, p Packet, out bool) bool {
	i := n.index(iface, refInterface)
	if i == none || p.Proto != TCP && p.Proto != UDP {
		return true
	}
	e := &n.interfaces[i]
	return n.alwaysTracked(e, p, out) || !n.lets(e, p, out, true) || !n.lets(e, p, !out, false)
}

// alwaysTracked tells whether a flow passes something of AlwaysTracked: it
// comes to an interface endpoint, or leaves for one, or by a NAT gateway or an
// egress-only one.
func (n *Network) alwaysTracked(e *interfaceNode, p Packet, out bool) bool {
	if e.endpoint != none || !out {
		return e.endpoint != none
	}
	if k, near := n.vpcs[e.vpc].byAddr[p.Dst]; near {
		return n.interfaces[k].endpoint != none
	}
	table := n.subnets[e.subnet].table
	if table == none {
		return false
	}
	r := n.tables[table].choose(p.Dst)
	return r != nil && (r.target.kind == refNAT || r.target.kind == refGateway && n.gateways[r.target.i].egress)
}

// lets tells whether some rule of the interface's groups stands open to
// everybody for the packet's protocol: at its port, or (for answers) at all.
func (n *Network) lets(e *interfaceNode, p Packet, out, atPort bool) bool {
	for _, k := range e.groups {
		rules := n.groups[k].in
		if out {
			rules = n.groups[k].out
		}
		for r := range rules {
			rule := &rules[r]
			everybody := rule.prefix.IsValid() && rule.prefix.Bits() == 0 && rule.prefix.Addr().Is4() == p.Dst.Is4()
			if everybody && (atPort && rule.covers(&p, icmp{}) || !atPort && rule.all(p.Proto)) {
				return true
			}
		}
	}
	return false
}

// all tells whether a rule covers every port of a protocol.
func (r *listRule) all(protocol uint8) bool {
	return r.protocol == -1 || r.protocol == int16(protocol) && (r.from <= 0 && r.to >= 65535 || r.from == -1)
}
