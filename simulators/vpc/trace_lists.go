package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// icmp is the type and code of an ICMP packet.
type icmp struct{ kind, code int32 }

// echo is what a packet of a trace carries on its way: a request, then a reply.
func echo(protocol uint8, back bool) icmp {
	switch {
	case protocol == ICMP && back:
		return icmp{0, 0}
	case protocol == ICMP:
		return icmp{8, 0}
	case back:
		return icmp{129, 0}
	}
	return icmp{128, 0}
}

// covers tells whether a rule speaks of a packet, but for the other end's
// address. Ports are compared for TCP and UDP only; -1 is any.
// docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
func (r *listRule) covers(p *Packet, carried icmp) bool {
	if r.protocol == -1 {
		return true
	}
	if r.protocol != int16(p.Proto) {
		return false
	}
	switch p.Proto {
	case TCP, UDP:
		port := int32(p.DstPort)
		return r.from == -1 || r.from <= port && port <= r.to
	case ICMP, ICMPv6:
		return (r.from == -1 || r.from == carried.kind) && (r.to == -1 || r.to == carried.code)
	}
	return true
}

// other is the end that a list looks at: where it comes from, or goes to.
func other(p *Packet, out bool) netip.Addr {
	if out {
		return p.Dst
	}
	return p.Src
}

// closing is the number of the rule * that ends every list and denies.
// docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
func closing(a netip.Addr) int32 {
	if a.Is4() {
		return 32767
	}
	return 32768
}

// judge finds the first entry of a list that speaks of the packet.
func (a *aclNode) judge(p *Packet, carried icmp, out bool) (number int32, allow bool) {
	rules, end := a.in, other(p, out)
	if out {
		rules = a.out
	}
	for i := range rules {
		if r := &rules[i]; r.covers(p, carried) && r.prefix.Contains(end) {
			return r.number, r.allow
		}
	}
	return closing(end), false
}

// acl looks at the list of a subnet as the packet crosses its edge.
// docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
func (w *walk) acl(s int32, out bool) {
	if w.n.subnets[s].acl == none {
		return
	}
	a := &w.n.acls[w.n.subnets[s].acl]
	number, allow := a.judge(&w.p, echo(w.p.Proto, w.back), out)
	code, v := CodeACLAllows, cloud.Allowed
	if !allow {
		code, v = CodeACL, cloud.Denied
	}
	w.note("acl", a.id, code, number, v)
	w.hops[len(w.hops)-1].Out = out
}

// match finds the first rule of a group that lets the packet through. who is
// the interface at the other end as far as the group can know it.
func (g *groupNode) match(n *Network, p *Packet, carried icmp, who int32, out bool) (place int32, ok bool) {
	rules, end := g.in, other(p, out)
	if out {
		rules = g.out
	}
	for i := range rules {
		r := &rules[i]
		if !r.covers(p, carried) {
			continue
		}
		if r.prefix.IsValid() {
			if r.prefix.Contains(end) {
				return r.number, true
			}
		} else if r.group != none && who != none && n.hasMember(r.group, who) {
			return r.number, true
		}
	}
	return -1, false
}

// hasMember tells whether an interface is in a group.
func (n *Network) hasMember(group, i int32) bool {
	for _, g := range n.interfaces[i].groups {
		if g == group {
			return true
		}
	}
	return false
}

func (w *walk) groupsOut(i int32) {
	who := none
	for _, k := range w.n.interfaces[i].groups {
		if w.n.groups[k].refers { // only then is it worth a search
			who = w.destinationSeenFrom(i)
			break
		}
	}
	w.lists(i, who, true)
}

func (w *walk) groupsIn(i int32) {
	who := w.who
	if who != none && !w.n.interfaces[who].owns(w.p.Src) {
		who = none
	}
	w.lists(i, who, false)
}

// destinationSeenFrom is the interface that a reference in an outbound rule
// may mean: one with that private address here, or in a peered VPC of the
// same Region.
// docs.aws.amazon.com/vpc/latest/peering/vpc-peering-security-groups.html
func (w *walk) destinationSeenFrom(i int32) int32 {
	v := &w.n.vpcs[w.n.interfaces[i].vpc]
	if k, ok := v.byAddr[w.p.Dst]; ok {
		return k
	}
	for _, k := range v.peerings {
		p := &w.n.peerings[k]
		if !p.active || !p.region {
			continue
		}
		for _, far := range p.ends {
			if far == none {
				continue
			}
			if k, ok := w.n.vpcs[far].byAddr[w.p.Dst]; ok {
				return k
			}
		}
	}
	return none
}

// lists looks at all security groups of an interface: one that lets the packet
// through is enough, and when none does each says why. The answer to what was
// let through needs no rule.
// docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
func (w *walk) lists(i, who int32, out bool) {
	e := &w.n.interfaces[i]
	if len(e.groups) == 0 {
		return
	}
	if w.back && w.tracked(i) {
		w.allow("group", w.n.groups[e.groups[0]].id, CodeTracked)
		w.hops[len(w.hops)-1].Out = out
		return
	}
	for _, k := range e.groups {
		g := &w.n.groups[k]
		if place, ok := g.match(w.n, &w.p, echo(w.p.Proto, w.back), who, out); ok {
			w.note("group", g.id, CodeGroupRule, place, cloud.Allowed)
			w.hops[len(w.hops)-1].Out = out
			return
		}
	}
	before := w.refused
	for _, k := range e.groups {
		w.refused = before
		w.deny("group", w.n.groups[k].id, w.whyNot(&w.n.groups[k], out))
		w.hops[len(w.hops)-1].Out = out
	}
}

// whyNot says why a group let nothing through.
func (w *walk) whyNot(g *groupNode, out bool) string {
	rules := g.in
	if out {
		rules = g.out
	}
	if len(rules) == 0 {
		return CodeGroupNoRules
	}
	if !out && w.from != none && w.who == none && !w.back {
		if _, ok := g.match(w.n, &w.p, echo(w.p.Proto, w.back), w.from, out); ok {
			return CodeReferenceLost
		}
	}
	return CodeGroupsMismatch
}

// tracked tells whether the interface's groups have seen the flow.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html
func (w *walk) tracked(i int32) bool {
	if i == w.from || i == w.to {
		return true
	}
	return w.markOf(ref{refInterface, i}) != nil
}
