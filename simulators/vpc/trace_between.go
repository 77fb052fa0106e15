package vpc

import (
	"net/netip"
)

// Ask is a question to the network: which packet goes from where to where.
type Ask struct {
	From, To Place
	Proto    uint8
	Port     uint16 // destination; 0: To's, else 443 outside and 80 for a host; ignored for ICMP
	FromPort uint16 // 0: EphemeralPort
	IPv6     bool   // prefer IPv6 where the words leave it open
}

// Between makes the packet that would really be sent between two places. Two
// hosts of one VPC, or of VPCs where a route other than a default one leads to
// the private address, talk by private addresses; everybody else by the public
// one, where there is one. The error is a *ResolveError: NO_ADDRESS when the
// sender has no address of the receiver's family, AMBIGUOUS_PLACE or
// UNKNOWN_PLACE when several or none have the address that it sends from.
func (n *Network) Between(a Ask) (Packet, Ask, error) {
	if a.From.Kind == AtNowhere {
		return Packet{}, a, n.whose(a.From.Addr)
	}
	if a.To.Exact && a.To.Kind != AtService {
		bucket, port, name := a.To.Bucket, a.To.Port, a.To.Name
		a.To = n.placeSeenFrom(a.From, a.To.Addr)
		a.To.Bucket, a.To.Port, a.To.Name = bucket, port, name
	}
	a.To = n.privately(a)
	p := Packet{Proto: a.Proto, Dst: n.addressOf(a)}
	p.Src = sourceFor(a.From, n, p.Dst)
	if !p.Dst.IsValid() {
		return p, a, &ResolveError{Code: "NO_ADDRESS", Word: a.To.Name}
	}
	if !p.Src.IsValid() {
		return p, a, &ResolveError{Code: "NO_ADDRESS", Word: a.From.Name}
	}
	switch a.Proto {
	case ICMP, ICMPv6:
		p.Proto = ICMP
		if p.Dst.Is6() {
			p.Proto = ICMPv6
		}
	default:
		p.DstPort, p.SrcPort = a.port(), a.FromPort
		if p.SrcPort == 0 {
			p.SrcPort = EphemeralPort
		}
	}
	return p, a, nil
}

// whose says why nobody can send from an address: several have it, or none.
func (n *Network) whose(a netip.Addr) error {
	e := &ResolveError{Code: "UNKNOWN_PLACE", Word: a.String()}
	for v := range n.vpcs {
		if i, ok := n.vpcs[v].byAddr[a]; ok {
			e.Matches = append(e.Matches, n.interfaces[i].id)
		}
	}
	if len(e.Matches) > 0 {
		e.Code = "AMBIGUOUS_PLACE"
	}
	return e
}

// port is the destination port that is meant.
func (a Ask) port() uint16 {
	switch {
	case a.Port != 0:
		return a.Port
	case a.To.Port != 0:
		return a.To.Port
	case a.To.Kind == AtInterface && a.To.Bucket == "": // a bucket is asked by HTTPS, by whatever door
		return 80
	}
	return 443
}

// Ask sends the packet that Between makes and follows it.
func (n *Network) Ask(a Ask, buf []Hop) (Trace, error) {
	p, a, err := n.Between(a)
	if err != nil {
		return Trace{}, err
	}
	return n.Send(a.From, a.To, p, buf), nil
}

// addressOf is the address under which the sender knows the receiver.
func (n *Network) addressOf(a Ask) netip.Addr {
	to := a.To
	switch {
	case to.Exact:
		return to.Addr
	case a.IPv6:
		return to.Addr6
	case to.Kind != AtInterface:
		return to.Addr
	case !to.Addr.IsValid():
		return to.Addr6
	case to.Public.IsValid() && !n.knowsPrivately(a.From, to):
		return to.Public
	}
	return to.Addr
}

// knowsPrivately tells whether a place reaches another by its private address.
func (n *Network) knowsPrivately(from, to Place) bool {
	if from.Kind != AtInterface {
		return from.Kind == AtGateway
	}
	i := n.interfaceOf(from)
	if from.VPC == to.VPC || i == none {
		return true
	}
	table := n.subnets[n.interfaces[i].subnet].table
	if table == none {
		return false
	}
	r := n.tables[table].choose(to.Addr)
	return r != nil && r.prefix.Bits() > 0 && r.target.kind != refLocal
}

// sourceFor is the sender's address of the same family as the destination.
func sourceFor(from Place, n *Network, dst netip.Addr) netip.Addr {
	switch {
	case dst.Is6() && from.Exact && from.Addr.Is6():
		return from.Addr
	case dst.Is6():
		return from.Addr6
	case from.Kind == AtInterface && from.Exact && from.Addr.Is4():
		if p, ok := n.public[from.Addr]; ok {
			return p.private
		}
		return from.Addr
	case from.Addr.Is6():
		return netip.Addr{}
	}
	return from.Addr
}

// privately turns a service into the interface endpoint that stands for it in
// the sender's VPC, where private DNS names lead there: the one in the
// sender's zone first.
// docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
func (n *Network) privately(a Ask) Place {
	i := n.interfaceOf(a.From)
	if a.To.Kind != AtService || a.To.Exact || i == none {
		return a.To
	}
	me, best := &n.interfaces[i], none
	for k := range n.interfaces {
		e := &n.interfaces[k]
		if e.endpoint == none || e.vpc != me.vpc || !n.endpoints[e.endpoint].serves(a.To) || !n.vpcs[e.vpc].dns {
			continue
		}
		if best == none || n.subnets[e.subnet].zone == n.subnets[me.subnet].zone && n.subnets[n.interfaces[best].subnet].zone != n.subnets[me.subnet].zone {
			best = int32(k)
		}
	}
	if best == none {
		return a.To
	}
	p := n.interfacePlace(best)
	p.Name, p.Bucket, p.Port = a.To.Name, a.To.Bucket, a.To.Port
	return p
}

func (p *endpointNode) serves(s Place) bool {
	return p.privateDNS && p.service == "com.amazonaws."+s.Scope.Region+"."+s.ID
}
