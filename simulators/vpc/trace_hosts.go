package vpc

import "net/netip"

// host notes that an end works, or why it does not.
func (w *walk) host(i int32, code string) {
	e := &w.n.interfaces[i]
	at, kind := e.instance, "host"
	if at == "" {
		at, kind = e.id, "interface"
	}
	if e.down == "" {
		w.allow(kind, at, code)
		return
	}
	w.deny(kind, at, e.down)
	w.because(e.downAt)
}

// because names what the last reason is about where that is not the hop: a
// failed zone, not the host that stood in it.
func (w *walk) because(at string) { w.hops[len(w.hops)-1].Reason.At = at }

// depart sends the packet out of an interface.
func (w *walk) depart(i int32) end {
	e := &w.n.interfaces[i]
	w.who = i
	if !w.back {
		w.begin(i)
	}
	if !e.owns(w.p.Src) && e.check {
		w.deny("interface", e.id, CodeAddressRestriction)
	}
	if to := w.linkLocal(e); to.kind != nowhere {
		return to
	}
	if e.owns(w.p.Dst) {
		w.host(i, CodeReceives)
		return end{atInterface, i}
	}
	w.groupsOut(i)
	return w.leaveSubnet(e.vpc, e.subnet)
}

// begin notes who sends. Endpoints answer and never begin.
// docs.aws.amazon.com/vpc/latest/privatelink/concepts.html
func (w *walk) begin(i int32) {
	if e := w.n.interfaces[i].endpoint; e != none {
		w.deny("vpce", w.n.endpoints[e].id, CodeEndpointInitiates)
		return
	}
	w.host(i, CodeSends)
}

// owns tells whether an address is one of the interface's own.
func (e *interfaceNode) owns(a netip.Addr) bool {
	for i := range e.addresses {
		if e.addresses[i].private == a {
			return true
		}
	}
	for _, six := range e.six {
		if six == a {
			return true
		}
	}
	return false
}

// leaveSubnet takes the packet from a subnet to whoever is next: a neighbour
// directly, everybody else through the list and the table.
func (w *walk) leaveSubnet(v, s int32) end {
	here := &w.n.subnets[s]
	if i, ok := w.n.vpcs[v].byAddr[w.p.Dst]; ok && w.n.interfaces[i].subnet == s {
		w.allow("subnet", here.id, CodeNeighbours)
		return w.arrive(i, s)
	}
	w.acl(s, true)
	if here.table == none {
		w.deny("subnet", here.id, CodeNoRoute)
		return w.beyond(v, s)
	}
	return w.route(here.table, v, s)
}

// arrive brings the packet from a subnet (none: from elsewhere) to an
// interface. Whatever is not for it is forwarded, where the interface may.
func (w *walk) arrive(i, from int32) end {
	e := &w.n.interfaces[i]
	if e.subnet != from {
		w.acl(e.subnet, false)
	}
	if e.nat != none {
		return w.atNAT(e.nat)
	}
	w.groupsIn(i)
	if !e.owns(w.p.Dst) || w.unmasks(i) {
		return w.forward(i)
	}
	if e.endpoint != none {
		return w.atEndpoint(i)
	}
	w.host(i, CodeReceives)
	return end{atInterface, i}
}

// atEndpoint is the service behind an interface endpoint.
func (w *walk) atEndpoint(i int32) end {
	e := &w.n.interfaces[i]
	p := &w.n.endpoints[e.endpoint]
	switch {
	case e.down != "":
		w.deny("vpce", p.id, e.down)
		w.because(e.downAt)
	case p.down != "":
		w.deny("vpce", p.id, p.down)
	default:
		w.allow("vpce", p.id, CodeEndpoint)
		w.policy(p)
	}
	return end{atInterface, i}
}

// beyond goes on after a refusal that left no way: to where the packet was
// meant to go, as if something had carried it there.
func (w *walk) beyond(v, s int32) end {
	if goal := w.goal(); goal != none {
		return w.restored(goal, s)
	}
	if !isPublic(w.p.Dst) {
		return end{nowhere, none}
	}
	if w.n.vpcs[v].gateway != none {
		return w.internetGateway(w.n.vpcs[v].gateway)
	}
	return end{outside, none}
}

// restored brings an answer that was lost on the way (from a subnet, or none)
// to its asker, under the address that the asker knows, and anything else as
// it is.
func (w *walk) restored(goal, from int32) end {
	e := &w.n.interfaces[goal]
	if w.back && !e.owns(w.p.Dst) {
		w.p.Dst, w.p.DstPort = w.asked.Src, w.asked.SrcPort
	}
	if !e.owns(w.p.Dst) {
		return end{nowhere, none}
	}
	return w.arrive(goal, from)
}
