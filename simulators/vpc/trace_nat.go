package vpc

import "skylab/simulators/cloud"

// markOf is what a gateway remembers of this flow from the way there.
func (w *walk) markOf(r ref) *mark {
	for i := range w.marks[:w.marked] {
		if w.marks[i].node == r && !w.marks[i].back {
			return &w.marks[i]
		}
	}
	return nil
}

// seen tells whether the packet has met something before in this direction.
func (w *walk) seen(r ref) bool {
	for i := range w.marks[:w.marked] {
		if w.marks[i].node == r && w.marks[i].back == w.back {
			return true
		}
	}
	return false
}

// remember keeps a mark; a flow through more gateways than there is room for
// goes in circles.
func (w *walk) remember(m mark) bool {
	if w.marked == len(w.marks) {
		return false
	}
	w.marks[w.marked] = m
	w.marked++
	return true
}

// goal is the interface that the packet means to reach in this direction, or
// none outside.
func (w *walk) goal() int32 {
	if w.back {
		return w.from
	}
	return w.to
}

// toNAT hands a packet to a NAT gateway, which sends it on from where it
// stands: the lists and the table of its own subnet count.
// docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
func (w *walk) toNAT(k, s int32) end {
	g := &w.n.nats[k]
	stands := none
	if g.node != none {
		stands = w.n.interfaces[g.node].subnet
	}
	if stands != none && stands != s {
		w.acl(stands, false)
	}
	if w.seen(ref{refNAT, k}) || w.marked == len(w.marks) {
		w.deny("nat", g.id, CodeRouteLoop)
		return w.beyond(g.vpc, stands)
	}
	refuses := w.natRefuses(g, s)
	w.translate(g, k, s)
	if !refuses {
		w.allow("nat", g.id, CodeNATs)
	}
	w.who = none
	if stands != none {
		return w.leaveSubnet(g.vpc, stands)
	}
	return w.leaveRegionalNAT(g)
}

// natRefuses notes everything that a NAT gateway has against a packet.
func (w *walk) natRefuses(g *natNode, s int32) bool {
	before := len(w.hops)
	if g.down != "" {
		w.deny("nat", g.id, g.down)
		w.because(g.downAt)
	} else if g.regional && !g.anyUp() {
		w.deny("nat", g.id, CodeBadState)
	}
	if g.regional && !g.auto && !g.serves(w.zone(s)) {
		w.deny("nat", g.id, CodeRegionalNATZone)
	}
	if w.p.Proto != TCP && w.p.Proto != UDP && w.p.Proto != ICMP || !w.p.Dst.Is4() {
		w.deny("nat", g.id, CodeProtocol)
	}
	if g.vpc == none || !inAny(w.n.vpcs[g.vpc].ranges, w.p.Src) {
		w.deny("nat", g.id, CodeNATForeignSource)
	}
	if w.back {
		w.deny("nat", g.id, CodeNATReassigns)
	}
	return len(w.hops) > before
}

func (g *natNode) anyUp() bool {
	for i := range g.out {
		if !g.out[i].down {
			return true
		}
	}
	return false
}

// serves tells whether a regional gateway has an address in a zone.
func (g *natNode) serves(zone string) bool {
	for i := range g.out {
		if g.out[i].zone == zone {
			return true
		}
	}
	return false
}

// translate gives the packet the gateway's address as its source. The port is
// kept: it lies in 1024-65535 already.
func (w *walk) translate(g *natNode, k, s int32) {
	own := g.addressFor(w.zone(s))
	if own == nil || !w.p.Src.Is4() {
		w.remember(mark{node: ref{refNAT, k}, back: w.back, before: w.p.Src, after: w.p.Src})
		return
	}
	after := own.private
	if !after.IsValid() {
		after = own.public
	}
	w.remember(mark{node: ref{refNAT, k}, back: w.back, before: w.p.Src, after: after})
	w.p.Src = after
}

func (w *walk) zone(s int32) string {
	if s == none {
		return ""
	}
	return w.n.subnets[s].zone
}

// addressFor is the address that serves a zone: a regional gateway has some in
// each zone that it has grown into and, unless its zones are chosen by hand,
// serves the others across zones; a zonal one has the same for all.
// docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
func (g *natNode) addressFor(zone string) *natAddress {
	var any *natAddress
	for i := range g.out {
		a := &g.out[i]
		if a.down && g.regional {
			continue
		}
		if !g.regional || a.zone == zone {
			return a
		}
		if any == nil {
			any = a
		}
	}
	return any
}

// leaveRegionalNAT sends on from a gateway that stands in no subnet: by its own
// table, or straight to the internet gateway of its VPC.
func (w *walk) leaveRegionalNAT(g *natNode) end {
	if g.table != none {
		return w.route(g.table, g.vpc, none)
	}
	if v := &w.n.vpcs[g.vpc]; v.gateway != none {
		return w.internetGateway(v.gateway)
	}
	w.deny("nat", g.id, CodeNoRoute)
	return w.beyond(g.vpc, none)
}

// atNAT is a packet addressed to the gateway itself: an answer to what it sent
// goes to whom it was sent for, and nothing else gets in.
func (w *walk) atNAT(k int32) end {
	g := &w.n.nats[k]
	m := w.markOf(ref{refNAT, k})
	if !w.back || m == nil || m.after != w.p.Dst {
		w.deny("nat", g.id, CodeNATKeepsDst)
		if w.goal() == g.node {
			return end{nowhere, none}
		}
		return w.restoredOrNowhere()
	}
	w.p.Dst = m.before
	if g.down != "" {
		w.deny("nat", g.id, g.down)
		w.because(g.downAt)
	} else {
		w.note("nat", g.id, CodeNATsBack, -1, cloud.Allowed)
	}
	if g.node != none {
		return w.leaveSubnet(g.vpc, w.n.interfaces[g.node].subnet)
	}
	return w.local(g.vpc, none)
}

func (w *walk) restoredOrNowhere() end {
	if goal := w.goal(); goal != none {
		return w.restored(goal, none)
	}
	return end{nowhere, none}
}

// toForwarder hands a packet to an interface by route.
func (w *walk) toForwarder(i, s int32) end { return w.arrive(i, s) }

// unmasks tells whether an answer addressed to a forwarding instance belongs
// to a flow whose source it had replaced.
func (w *walk) unmasks(i int32) bool {
	m := w.markOf(ref{refInterface, i})
	return w.back && m != nil && m.before != m.after && m.after == w.p.Dst
}

// forward is an instance that passes on what is not for it, as NAT instances
// and other middleboxes do: its source/destination check must be off. Towards
// the internet it puts its own address in place of the source, as a NAT
// instance does; inside the VPC it changes nothing.
// docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html
func (w *walk) forward(i int32) end {
	e := &w.n.interfaces[i]
	if e.check {
		w.deny("interface", e.id, CodeSourceDestCheck)
	}
	if w.seen(ref{refInterface, i}) {
		w.deny("interface", e.id, CodeRouteLoop)
		return w.beyond(e.vpc, e.subnet)
	}
	m := mark{node: ref{refInterface, i}, back: w.back, before: w.p.Src, after: w.p.Src}
	switch {
	case w.unmasks(i):
		w.p.Dst = w.markOf(m.node).before
	case !w.back && w.p.Dst.Is4() && isPublic(w.p.Dst) && len(e.addresses) > 0:
		m.after = e.addresses[0].private
		w.p.Src = m.after
	}
	if !w.remember(m) {
		w.deny("interface", e.id, CodeRouteLoop)
		return end{nowhere, none}
	}
	w.host(i, CodeForwards)
	w.who = none
	w.groupsOut(i)
	return w.leaveSubnet(e.vpc, e.subnet)
}

// gatewayEndpoint takes packets to a service straight from the route table.
// docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
func (w *walk) gatewayEndpoint(k int32) end {
	p := &w.n.endpoints[k]
	before := len(w.hops)
	if p.down != "" {
		w.deny("vpce", p.id, p.down)
	}
	if w.p.Proto != TCP && w.p.Proto != ICMP {
		w.deny("vpce", p.id, CodeEndpointProtocol)
	}
	if len(w.hops) == before {
		w.allow("vpce", p.id, CodeEndpoint)
	}
	w.policy(p)
	w.exit, w.who = ref{refEndpoint, k}, none
	if w.goal() != none {
		return w.restoredOrNowhere()
	}
	w.allow("internet", p.service, CodeReceives)
	return end{outside, none}
}

// backThroughEndpoint brings a service's answer into the VPC.
func (w *walk) backThroughEndpoint() end {
	p := &w.n.endpoints[w.exit.i]
	w.allow("vpce", p.id, CodeEndpoint)
	return w.local(p.vpc, none)
}

// policy looks at an endpoint's policy, when the packet is about a bucket.
func (w *walk) policy(p *endpointNode) {
	if w.bucket != "" && !w.back && !p.allows(w.n.account, w.bucket) {
		w.deny("vpce", p.id, CodePolicyDenies)
	}
}
