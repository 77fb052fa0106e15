package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// internetGateway takes a packet out. IPv4 needs a public address paired with
// the source; IPv6 addresses are public.
// docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
func (w *walk) internetGateway(g int32) end {
	gw := &w.n.gateways[g]
	w.exit = ref{refGateway, g}
	ok := w.mayLeave(gw)
	if w.p.Dst.Is4() {
		public := w.n.publicOf(gw.vpc, w.p.Src)
		if !public.IsValid() {
			w.deny("igw", gw.id, CodeIGWNoPublic)
			ok = false
		} else {
			w.p.Src = public
		}
	}
	if !ok {
		return w.lostOutside()
	}
	w.allow("igw", gw.id, CodeIGWPasses)
	return w.outside()
}

// mayLeave refuses what means nothing on the internet.
func (w *walk) mayLeave(gw *gatewayNode) bool {
	switch {
	case w.p.Dst.Is4() && isPrivate(w.p.Dst), unique.Contains(w.p.Dst):
		w.deny("igw", gw.id, CodeIGWDstPrivate)
	case shared.Contains(w.p.Dst):
		w.deny("igw", gw.id, CodeIGWDstShared)
	default:
		return true
	}
	return false
}

// lostOutside goes on after the internet gateway refused: to a host that was
// meant, or outside.
func (w *walk) lostOutside() end {
	if goal := w.goal(); goal != none {
		return w.restored(goal, none)
	}
	if !isPublic(w.p.Dst) {
		return end{nowhere, none}
	}
	return end{outside, none}
}

// publicOf is the public address that is paired with a private one.
func (n *Network) publicOf(v int32, a netip.Addr) netip.Addr {
	if p, ok := n.public[a]; ok && p.nat != none && n.nats[p.nat].vpc == v {
		return a // a regional NAT gateway leaves under its own address
	}
	i, ok := n.vpcs[v].byAddr[a]
	if !ok {
		return netip.Addr{}
	}
	e := &n.interfaces[i]
	if e.nat != none {
		for _, o := range n.nats[e.nat].out {
			if o.private == a {
				return o.public
			}
		}
	}
	for _, o := range e.addresses {
		if o.private == a {
			return o.public
		}
	}
	return netip.Addr{}
}

// outside is the internet: strangers, services, and the public addresses of
// others.
func (w *walk) outside() end {
	w.who = none
	if _, ours := w.n.public[w.p.Dst]; ours {
		return w.ingress()
	}
	if _, idle := w.n.idle[w.p.Dst]; idle {
		w.deny("internet", "internet", CodeNoDestination)
		return end{nowhere, none}
	}
	w.allow("internet", "internet", CodeReceives)
	return end{outside, none}
}

// ingress brings a packet from the internet to whoever has the public address.
func (w *walk) ingress() end {
	w.who = none
	p, ok := w.n.public[w.p.Dst]
	if !ok {
		return w.notPublic()
	}
	v := none
	if p.nat != none {
		v = w.n.nats[p.nat].vpc
	} else {
		v = w.n.interfaces[p.node].vpc
	}
	w.enter(v, p.private)
	if p.nat != none && p.node == none {
		return w.atNAT(p.nat)
	}
	return w.fromEdge(v, p.node)
}

// notPublic refuses a packet from the internet to an address that nobody has
// there. Whoever was meant is looked at as if the gateway had let it in.
func (w *walk) notPublic() end {
	goal := w.goal()
	if goal == none && w.abroad {
		w.allow("internet", "internet", CodeReceives)
		return end{outside, none}
	}
	if goal == none {
		w.deny("internet", "internet", CodeNoDestination)
		return end{nowhere, none}
	}
	v := &w.n.vpcs[w.n.interfaces[goal].vpc]
	if v.gateway != none {
		w.deny("igw", w.n.gateways[v.gateway].id, CodeIGWNoPrivate)
	} else {
		w.deny("internet", "internet", CodeNoDestination)
	}
	return w.restored(goal, none)
}

// enter passes the gateway of a VPC inwards.
func (w *walk) enter(v int32, private netip.Addr) {
	node := &w.n.vpcs[v]
	if !w.back && w.via != none && w.via != node.gateway {
		w.deny("igw", w.n.gateways[w.via].id, CodeWrongVPC)
	}
	if w.p.Dst.Is6() && (node.gateway == none || w.back && w.exit == ref{refGateway, node.egress}) && node.egress != none {
		code, verdict := CodeEIGWPasses, cloud.Allowed
		if !w.back {
			code, verdict = CodeOutboundOnly, cloud.Denied
		}
		w.note("eigw", w.n.gateways[node.egress].id, code, -1, verdict)
		return
	}
	if node.gateway == none {
		w.deny("internet", "internet", CodeNoDestination)
	} else if code := w.badSource(node); code != "" {
		w.deny("igw", w.n.gateways[node.gateway].id, code)
	} else {
		w.arriveAs(private)
		w.allow("igw", w.n.gateways[node.gateway].id, CodeIGWPasses)
	}
	w.arriveAs(private)
}

// arriveAs puts the private address in place of the public one. A regional NAT
// gateway has none.
func (w *walk) arriveAs(private netip.Addr) {
	if private.IsValid() {
		w.p.Dst = private
	}
}

// badSource says why a gateway refuses a source from outside.
func (w *walk) badSource(v *vpcNode) string {
	switch {
	case inAny(v.ranges, w.p.Src) && w.p.Src.Is4():
		return CodeSpoofed
	case w.p.Src.Is4() && isPrivate(w.p.Src):
		return CodeIGWSrcPrivate
	case shared.Contains(w.p.Src):
		return CodeIGWSrcShared
	}
	return ""
}

func inAny(ranges []netip.Prefix, a netip.Addr) bool {
	for _, r := range ranges {
		if r.Contains(a) {
			return true
		}
	}
	return false
}

// fromEdge takes a packet from the internet gateway to its interface, by the
// gateway's own route table where it has one.
// docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
func (w *walk) fromEdge(v, i int32) end {
	if t := w.n.vpcs[v].edge; t != none {
		return w.route(t, v, none)
	}
	return w.arrive(i, none)
}

// egressGateway lets IPv6 out, and answers in.
// docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
func (w *walk) egressGateway(g int32) end {
	gw := &w.n.gateways[g]
	switch {
	case w.p.Dst.Is4():
		w.deny("eigw", gw.id, CodeIPv6Only)
	case w.back:
		w.deny("eigw", gw.id, CodeOutboundOnly)
	default:
		w.allow("eigw", gw.id, CodeEIGWPasses)
	}
	w.exit = ref{refGateway, g}
	return w.outside()
}
