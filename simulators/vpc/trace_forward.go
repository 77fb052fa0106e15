package vpc

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
