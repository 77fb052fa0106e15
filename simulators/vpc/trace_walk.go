package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// Trace sends a packet from whatever has its source address and follows it
// there and back. buf is reused for the hops. Where two VPCs share addresses,
// use Send, which names both ends.
func (n *Network) Trace(p Packet, buf []Hop) Trace {
	from := n.PlaceAt(p.Src)
	return n.Send(from, n.placeSeenFrom(from, p.Dst), p, buf)
}

// Send is Trace between given places. To is where the packet is meant to
// arrive; it matters only where addresses are not unique, and for what would
// also have happened after a refusal.
func (n *Network) Send(from, to Place, p Packet, buf []Hop) Trace {
	w := n.newWalk(n.interfaceOf(from), n.interfaceOf(to), p, buf)
	w.abroad = to.Kind == AtService || to.Kind == AtInternet && !to.Exact
	w.bucket = to.Bucket
	if from.Kind == AtInternet && from.ID != "" {
		w.via = n.index(from.ID, refGateway)
	}
	if from.Kind == AtGateway {
		w.exit = ref{refUnknown, n.index(from.VPC, refVPC)}
	}
	w.run(from.ID)
	return Trace{Packet: p, From: from, To: to, Hops: w.hops, Arrives: w.arrives, Verdict: w.verdict()}
}

// interfaceOf is a place's interface, or none when it is outside.
func (n *Network) interfaceOf(p Place) int32 {
	if p.Kind != AtInterface {
		return none
	}
	return n.index(p.ID, refInterface)
}

// walk follows one packet and its answer. It holds flat values only, so that
// a million of them cost nothing but time.
type walk struct {
	n        *Network
	hops     []Hop
	p        Packet // as it looks now
	asked    Packet // as it was sent
	from, to int32  // interfaces, none outside
	back     bool
	arrives  bool
	refused  bool
	unknown  bool
	who      int32 // the interface that lists may know the sender as, or none
	exit     ref   // the gateway by which it left for the outside
	marks    [8]mark
	marked   int
	bucket   string
	via      int32 // the internet gateway that the packet must come in by, or none
	abroad   bool  // meant for somebody on the internet whom the lab knows to be there
}

// mark is what a gateway remembers of a flow: it rewrote the source, or (for
// an instance that forwards) only saw it pass.
type mark struct {
	node          ref // NAT gateway, interface or peering
	back          bool
	before, after netip.Addr // the source
}

// end is where a walk in one direction came to: an interface, the outside, or
// nowhere.
type end struct {
	kind endKind
	node int32
}

type endKind uint8

const (
	nowhere endKind = iota
	atInterface
	outside
	atLinkLocal
)

func (n *Network) newWalk(from, to int32, p Packet, buf []Hop) walk {
	return walk{n: n, hops: buf[:0], p: p, asked: p, from: from, to: to, who: none, via: none}
}

func (w *walk) verdict() cloud.Verdict {
	switch {
	case w.refused:
		return cloud.Denied
	case w.unknown:
		return cloud.Unknown
	}
	return cloud.Allowed
}

// run goes there and, when there is somebody to answer, back.
func (w *walk) run(gateway string) {
	var there end
	switch {
	case w.from != none:
		there = w.depart(w.from)
	case w.exit.kind == refUnknown && w.exit.i != none:
		w.allow("unknown", gateway, CodeSends)
		there = w.local(w.exit.i, none)
	default:
		w.allow("internet", "internet", CodeSends)
		there = w.ingress()
	}
	if there.kind == atInterface && there.node != w.to {
		w.deny("interface", w.n.interfaces[there.node].id, CodeElsewhere)
	}
	w.arrives = !w.refused && !w.unknown && there.kind != nowhere
	lost := there.kind == outside && w.exit.kind == refGateway && w.from != none && !isPublic(w.p.Src)
	if there.kind != nowhere && !lost {
		w.answer(there)
	}
}

// answer sends the answer from where the packet came to.
func (w *walk) answer(from end) {
	w.back, w.p = true, w.p.Answer()
	var home end
	switch {
	case from.kind == atLinkLocal:
		w.host(w.from, CodeReceives)
		return
	case from.kind == atInterface:
		home = w.depart(from.node)
	case w.exit.kind == refEndpoint:
		home = w.backThroughEndpoint()
	default:
		home = w.ingress()
	}
	if home.kind == atInterface && home.node != w.from {
		w.deny("interface", w.n.interfaces[home.node].id, CodeElsewhere)
	}
}

// note writes down one decision; a refusal makes all that follows Beyond.
func (w *walk) note(kind, at, code string, rule int32, v cloud.Verdict) {
	w.hops = append(w.hops, Hop{
		At: at, Kind: kind, Back: w.back, Packet: w.p,
		Reason: cloud.Reason{Code: code, At: at, Rule: rule, Verdict: v, Beyond: w.refused},
	})
	w.refused = w.refused || v == cloud.Denied
	w.unknown = w.unknown || v == cloud.Unknown
}

func (w *walk) allow(kind, at, code string) { w.note(kind, at, code, -1, cloud.Allowed) }
func (w *walk) deny(kind, at, code string)  { w.note(kind, at, code, -1, cloud.Denied) }
