package vpc

import "skylab/simulators/cloud"

// What a NAT gateway carries at most. Nothing in the lab sends so much; whoever
// plans a network has to know it.
// docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
const (
	natConnections = 55_000             // at once to one destination, for each of its IPv4 addresses
	natAddresses   = 8                  // that it can have
	NATIdle        = 350 * cloud.Second // after which a flow on which nothing passes is forgotten
)

// NATConnections is how many connections a NAT gateway with so many IPv4
// addresses carries at once to one destination (address, port and protocol).
func NATConnections(addresses int) int { return natConnections * min(addresses, natAddresses) }

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
