package vpc

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
	return !n.lets(e, p, out, true) || !n.lets(e, p, !out, false)
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
