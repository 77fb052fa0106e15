package vpc

import "skylab/simulators/cloud"

// peering carries between two VPCs, from an address of the one to an address
// of the other and nothing else: it is neither transitive nor a way to the far
// side's gateways.
// docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
func (w *walk) peering(k, v int32) end {
	p := &w.n.peerings[k]
	far := p.ends[0]
	if far == v {
		far = p.ends[1]
	}
	if far == none {
		w.note("pcx", p.id, CodeUnknownResource, -1, cloud.Unknown)
		return w.restoredOrNowhere()
	}
	fits := inAny(w.n.vpcs[far].ranges, w.p.Dst) && inAny(w.n.vpcs[v].ranges, w.p.Src)
	if !fits {
		w.deny("pcx", p.id, CodePeerRange)
	} else {
		w.allow("pcx", p.id, CodePeerPasses)
	}
	if !p.region {
		w.who = none // groups are not known across Regions
	}
	if i, ok := w.n.vpcs[far].byAddr[w.p.Dst]; ok {
		return w.arrive(i, none)
	}
	if fits {
		w.deny("local", w.n.vpcs[far].id, CodeNoDestination)
		return w.beyond(far, none)
	}
	return w.transit(k, far)
}

// transit shows what else stands in the way of a packet that means to go
// through a peered VPC: the next gateway, by that VPC's main table.
func (w *walk) transit(k, far int32) end {
	if w.seen(ref{refPeering, k}) || w.n.vpcs[far].main == none {
		return w.beyond(far, none)
	}
	if !w.remember(mark{node: ref{refPeering, k}, back: w.back}) {
		return w.beyond(far, none)
	}
	r := w.n.tables[w.n.vpcs[far].main].choose(w.p.Dst)
	if r == nil || r.dead || r.target.kind == refLocal || r.target.kind == refInterface {
		return w.beyond(far, none)
	}
	return w.follow(r, far, none)
}
