package vpc

import (
	"cmp"
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// named is a thing that a learner can call by its tag Name.
type named struct {
	name, id string
	scope    cloud.Scope
	rank     uint8 // hosts before interfaces, those before gateways
	node     int32 // interface, none for what has none
}

const (
	rankHost uint8 = iota
	rankInterface
	rankGateway
)

// compileNames notes names and IDs. A host stands for its first interface.
func (n *Network) compileNames(r *Region) {
	add := func(name, id string, rank uint8, eni string) {
		i := n.index(eni, refInterface)
		if i == none {
			return
		}
		n.names = append(n.names, named{name, id, r.Scope, rank, i})
		if e := &n.interfaces[i]; e.name == "" { // hosts come first and give theirs
			e.name = name
		}
	}
	for i := range r.Instances.All {
		if len(i.Interfaces) > 0 && i.State != Terminated && i.State != ShuttingDown {
			add(i.Tags.Name(), i.ID, rankHost, i.Interfaces[0])
		}
	}
	for e := range r.Interfaces.All {
		add(e.Tags.Name(), e.ID, rankInterface, e.ID)
	}
	for g := range r.NATGateways.All {
		if i := n.index(g.ID, refNAT); i != none && n.nats[i].node != none && g.State != "deleted" {
			add(g.Tags.Name(), g.ID, rankGateway, n.interfaces[n.nats[i].node].id)
		}
	}
	for e := range r.Endpoints.All {
		if len(e.Interfaces) > 0 {
			add(e.Tags.Name(), e.ID, rankGateway, e.Interfaces[0])
		}
	}
	for a := range r.Addresses.All {
		add(a.Tags.Name(), a.Allocation, rankGateway, a.Interface)
	}
}

// byID finds a place by the ID of something that has or leads to one.
func (n *Network) byID(id string) (Place, bool) {
	for _, x := range n.names {
		if x.id == id {
			p := n.interfacePlace(x.node)
			if strings.HasPrefix(id, "eipalloc-") {
				p.Addr, p.Exact = p.Public, true
			}
			return p, true
		}
	}
	switch r := n.ids[id]; r.kind {
	case refGateway:
		if g := n.gateways[r.i]; g.vpc != none {
			return Place{Kind: AtInternet, ID: id, VPC: n.vpcs[g.vpc].id, Addr: Stranger, Addr6: Stranger6}, true
		}
	case refEndpoint:
		parts := strings.Split(n.endpoints[r.i].service, ".")
		return n.service(parts[len(parts)-1], parts[max(0, len(parts)-2)])
	case refNAT:
		if g := n.nats[r.i]; len(g.out) > 0 && g.vpc != none {
			return Place{Kind: AtNowhere, ID: id, VPC: n.vpcs[g.vpc].id, Addr: g.out[0].public, Exact: true}, true
		}
	}
	return Place{}, false
}

// byName finds a place by its tag Name: the account's own Region first, then
// the account's other Regions; hosts before anything else.
func (n *Network) byName(scope cloud.Scope, name string) (Place, error) {
	var fits []named
	for _, x := range n.names {
		if x.name == name && name != "" && x.scope.Account == n.account {
			fits = append(fits, x)
		}
	}
	if len(fits) == 0 {
		return Place{}, &ResolveError{Code: "UNKNOWN_PLACE", Word: name}
	}
	order := func(x named) int {
		far := 0
		if x.scope != scope {
			far = 1
		}
		return far<<8 | int(x.rank)
	}
	slices.SortStableFunc(fits, func(a, b named) int { return cmp.Compare(order(a), order(b)) })
	var ids []string
	for _, x := range fits {
		if order(x) == order(fits[0]) {
			ids = append(ids, x.id)
		}
	}
	if len(ids) > 1 {
		return Place{}, &ResolveError{Code: "AMBIGUOUS_PLACE", Word: name, Matches: ids}
	}
	return n.interfacePlace(fits[0].node), nil
}

// service is a public service by its short name.
func (n *Network) service(name, region string) (Place, bool) {
	for i := range n.services {
		if s := &n.services[i]; s.name == name && s.region == region {
			return Place{Kind: AtService, ID: name, Name: name, Scope: cloud.Scope{Region: region}, Addr: serviceAddress(s.prefixes)}, true
		}
	}
	return Place{}, false
}

// serviceAddress picks one address out of a service's ranges: always the same.
func serviceAddress(ranges []netip.Prefix) netip.Addr {
	for _, r := range ranges {
		if r.Addr().Is4() {
			a := r.Masked().Addr().As4()
			a[3] += 68
			if picked := netip.AddrFrom4(a); r.Contains(picked) {
				return picked
			}
			return r.Addr()
		}
	}
	return netip.Addr{}
}

// Names lists what the account's resources are called, for a question after a
// mistype.
func (n *Network) Names() []string {
	var list []string
	for _, x := range n.names {
		if x.name != "" && x.scope.Account == n.account {
			list = append(list, x.name)
		}
	}
	return list
}
