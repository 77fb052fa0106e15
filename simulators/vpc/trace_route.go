package vpc

import (
	"maps"
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// Link-local services that answer inside a VPC whatever groups and lists say.
// docs.aws.amazon.com/vpc/latest/userguide/infrastructure-security.html
var (
	addressMetadata  = netip.MustParseAddr("169.254.169.254")
	addressResolver  = netip.MustParseAddr("169.254.169.253")
	addressTime      = netip.MustParseAddr("169.254.169.123")
	addressMetadata6 = netip.MustParseAddr("fd00:ec2::254")
	addressResolver6 = netip.MustParseAddr("fd00:ec2::253")
	addressTime6     = netip.MustParseAddr("fd00:ec2::123")

	shared = netip.MustParsePrefix("100.64.0.0/10")
	unique = netip.MustParsePrefix("fc00::/7")
)

// isPrivate: the three ranges of RFC 1918.
func isPrivate(a netip.Addr) bool {
	return ten.Contains(a) || oneSevenTwo.Contains(a) || oneNineTwo.Contains(a)
}

// isPublic tells whether an address means something on the internet.
func isPublic(a netip.Addr) bool {
	return !isPrivate(a) && !shared.Contains(a) && !unique.Contains(a) && !a.IsLinkLocalUnicast() && !a.IsLoopback()
}

// linkLocal answers for the services that stand beside every interface.
func (w *walk) linkLocal(e *interfaceNode) end {
	v := &w.n.vpcs[e.vpc]
	switch w.p.Dst {
	case addressMetadata, addressMetadata6, addressTime, addressTime6:
		w.allow("local", w.p.Dst.String(), CodeLinkLocal)
		return end{atLinkLocal, none}
	case v.resolver, addressResolver, addressResolver6:
		if !v.dns {
			w.deny("local", v.id, CodeDNSOff)
		} else {
			w.allow("local", v.id, CodeLinkLocal)
		}
		return end{atLinkLocal, none}
	}
	return end{nowhere, none}
}

// farthest is how many hops a packet lives, so that no network, however odd,
// keeps it for ever.
const farthest = 200

// route asks a table for the destination and follows the line that wins. s is
// the subnet that the packet leaves, or none.
func (w *walk) route(table, v, s int32) end {
	t := &w.n.tables[table]
	if len(w.hops) > farthest {
		w.deny("table", t.id, CodeRouteLoop)
		return end{nowhere, none}
	}
	r := t.choose(w.p.Dst)
	if r == nil || services4.Contains(w.p.Dst) || services6.Contains(w.p.Dst) {
		w.deny("table", t.id, CodeNoRoute)
		return w.beyond(v, s)
	}
	if r.dead {
		w.note("table", t.id, CodeBadRoute, r.place, cloud.Denied)
		return w.beyond(v, s)
	}
	w.note("table", t.id, CodeRoute, r.place, cloud.Allowed)
	return w.follow(r, v, s)
}

// follow hands the packet to the target of a route.
func (w *walk) follow(r *routeNode, v, s int32) end {
	switch r.target.kind {
	case refLocal:
		return w.local(v, s)
	case refGateway:
		if w.n.gateways[r.target.i].egress {
			return w.egressGateway(r.target.i)
		}
		return w.internetGateway(r.target.i)
	case refNAT:
		return w.toNAT(r.target.i, s)
	case refPeering:
		return w.peering(r.target.i, v)
	case refEndpoint:
		return w.gatewayEndpoint(r.target.i)
	case refInterface:
		return w.arrive(r.target.i, s)
	}
	w.note("unknown", r.name, CodeUnsupported, -1, cloud.Unknown)
	return w.restoredOrNowhere()
}

// local delivers inside a VPC.
func (w *walk) local(v, s int32) end {
	if i, ok := w.n.vpcs[v].byAddr[w.p.Dst]; ok {
		return w.arrive(i, s)
	}
	w.deny("local", w.n.vpcs[v].id, CodeNoDestination)
	return w.beyond(v, s)
}

// Routes judges every line of a table by a destination, in the table's own
// order: the one that is taken, those that match and lose and why, those that
// do not match.
func (n *Network) Routes(table string, dst netip.Addr) []cloud.Reason {
	i := n.index(table, refTable)
	if i == none {
		return nil
	}
	t := &n.tables[i]
	won, byPlace := t.choose(dst), map[int32]cloud.Reason{}
	judge := func(r *routeNode, code string) {
		// A line for a prefix list is judged by its best range.
		if old, seen := byPlace[r.place]; !seen || old.Code == CodeCannotRoute {
			byPlace[r.place] = cloud.Reason{Code: code, At: t.id, Rule: r.place, Verdict: verdictOf(code)}
		}
	}
	for k := range t.routes {
		judge(&t.routes[k], t.routes[k].against(won, dst))
	}
	for k := range t.hidden {
		judge(&t.hidden[k], t.hidden[k].against(won, dst))
	}
	list := make([]cloud.Reason, 0, len(byPlace))
	for _, place := range slices.Sorted(maps.Keys(byPlace)) {
		list = append(list, byPlace[place])
	}
	return list
}

func verdictOf(code string) cloud.Verdict {
	if code == CodeRoute {
		return cloud.Allowed
	}
	return cloud.Denied
}

// against says what became of a route for a destination that won took.
func (r *routeNode) against(won *routeNode, dst netip.Addr) string {
	switch {
	case !r.prefix.Contains(dst):
		return CodeCannotRoute
	case r == won && r.dead:
		return CodeBadRoute
	case r == won:
		return CodeRoute
	case r.prefix.Bits() < won.prefix.Bits():
		return CodeMoreSpecific
	}
	return CodeHigherPriority
}

// PassedOver lists the routes of a table that also match a destination but
// lose to the one that is taken, and why: a longer prefix, or a higher
// priority at the same length.
func (n *Network) PassedOver(table string, dst netip.Addr) []cloud.Reason {
	return slices.DeleteFunc(n.Routes(table, dst), func(r cloud.Reason) bool {
		return r.Code != CodeMoreSpecific && r.Code != CodeHigherPriority
	})
}
