package vpc

import (
	"net/netip"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Addresses outside AWS that the lab knows. They come from the ranges that are
// kept for documentation (RFC 5737, RFC 3849), so they are nobody's.
var (
	// Laptop is the office, where the learner's commands start.
	Laptop  = netip.MustParseAddr("203.0.113.10")
	Laptop6 = netip.MustParseAddr("2001:db8:cb00:7100::10")
	// Stranger is somebody on the internet: neither the office nor anybody
	// that the story knows.
	Stranger  = netip.MustParseAddr("192.0.2.80")
	Stranger6 = netip.MustParseAddr("2001:db8:c000:200::80")
)

// EphemeralPort is the port that a trace's client sends from: the same always,
// inside the range of Linux (32768-61000).
const EphemeralPort uint16 = 40112

// ResolveError says why a word names no place. Code is one of UNKNOWN_PLACE,
// AMBIGUOUS_PLACE, NO_ADDRESS, BAD_PORT; Matches lists the IDs when several fit.
type ResolveError struct {
	Code, Word string
	Matches    []string
}

func (e *ResolveError) Error() string {
	if len(e.Matches) > 0 {
		return e.Code + ": " + e.Word + ": " + strings.Join(e.Matches, ", ")
	}
	return e.Code + ": " + e.Word
}

// Resolve finds the place that a word means, looked at from a Region: the tag
// Name or ID of an instance, an interface's, Elastic IP's, NAT or internet
// gateway's or endpoint's ID, an address, internet, internet:ADDRESS, s3,
// s3:BUCKET, dynamodb, me or laptop; each with an optional :PORT. Names are
// looked for in the Region first, then in the account's others. Errors are
// *ResolveError.
func (n *Network) Resolve(scope cloud.Scope, word string) (Place, error) {
	host, port, err := splitPort(word)
	if err != nil {
		return Place{}, err
	}
	p, err := n.resolveHost(scope, host)
	if err != nil {
		return Place{}, err
	}
	p.Port = port
	if p.Name == "" {
		p.Name = host
	}
	return p, nil
}

// splitPort cuts :PORT off. IPv6 addresses with a port stand in brackets.
func splitPort(word string) (string, uint16, error) {
	if inner, rest, ok := strings.Cut(strings.TrimPrefix(word, "["), "]"); ok && strings.HasPrefix(word, "[") {
		if rest == "" {
			return inner, 0, nil
		}
		port, err := parsePort(word, strings.TrimPrefix(rest, ":"))
		return inner, port, err
	}
	i := strings.LastIndexByte(word, ':')
	if i < 0 {
		return word, 0, nil
	}
	if _, err := netip.ParseAddr(word); err == nil {
		return word, 0, nil
	}
	if _, err := netip.ParseAddr(strings.TrimPrefix(word, "internet:")); err == nil {
		return word, 0, nil
	}
	if tail := word[i+1:]; !digits(tail) && strings.HasPrefix(word, "s3:") {
		return word, 0, nil
	}
	port, err := parsePort(word, word[i+1:])
	return word[:i], port, err
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func parsePort(word, s string) (uint16, error) {
	port, err := strconv.ParseUint(s, 10, 16)
	if err != nil || port == 0 {
		return 0, &ResolveError{Code: "BAD_PORT", Word: word}
	}
	return uint16(port), nil
}

func (n *Network) resolveHost(scope cloud.Scope, host string) (Place, error) {
	switch host {
	case "internet":
		return Place{Kind: AtInternet, Addr: Stranger, Addr6: Stranger6}, nil
	case "me", "laptop":
		return Place{Kind: AtInternet, Addr: Laptop, Addr6: Laptop6}, nil
	}
	if from, ok := strings.CutPrefix(host, "internet:"); ok {
		a, err := netip.ParseAddr(from)
		if err != nil {
			return Place{}, &ResolveError{Code: "NO_ADDRESS", Word: host}
		}
		return Place{Kind: AtInternet, Addr: a, Exact: true}, nil
	}
	if a, err := netip.ParseAddr(host); err == nil {
		return n.PlaceAt(a.Unmap().WithZone("")), nil
	}
	service, bucket, _ := strings.Cut(host, ":")
	if p, ok := n.service(service, scope.Region); ok && (bucket == "" || service == "s3") {
		p.Bucket = bucket
		return p, nil
	}
	if p, ok := n.byID(host); ok {
		return p, nil
	}
	if p, ok := n.byDNS(scope, host); ok {
		return p, nil
	}
	return n.byName(scope, host)
}

// PlaceAt is whatever has an address, as the whole world sees it: a public one
// belongs to at most one place; a private one that several networks use is
// nowhere until it is known who asks.
func (n *Network) PlaceAt(a netip.Addr) Place {
	if p, ok := n.public[a]; ok && p.node != none {
		return n.placeOf(p.node, a)
	}
	for i := range n.services {
		if s := &n.services[i]; inAny(s.prefixes, a) {
			return Place{Kind: AtService, ID: s.name, Scope: cloud.Scope{Region: s.region}, Addr: a, Exact: true}
		}
	}
	switch a {
	case addressMetadata, addressMetadata6, addressTime, addressTime6:
		return Place{Kind: AtMetadata, Addr: a, Exact: true}
	case addressResolver, addressResolver6:
		return Place{Kind: AtResolver, Addr: a, Exact: true}
	}
	if isPublic(a) {
		return Place{Kind: AtInternet, Addr: a, Exact: true}
	}
	if i, count := n.owner(a); count == 1 {
		return n.placeOf(i, a)
	}
	return Place{Kind: AtNowhere, Addr: a, Exact: true}
}

// placeOf is an interface under one of its addresses.
func (n *Network) placeOf(i int32, a netip.Addr) Place {
	p := n.interfacePlace(i)
	p.Addr, p.Exact = a, true
	return p
}

// owner is the first interface that has a private address, and how many VPCs
// have one.
func (n *Network) owner(a netip.Addr) (first int32, count int) {
	first = none
	for v := range n.vpcs {
		if i, ok := n.vpcs[v].byAddr[a]; ok {
			if count++; count == 1 {
				first = i
			}
		}
	}
	return first, count
}

// placeSeenFrom is whatever has an address for one who looks from a place: his
// own VPC's first, then those that are peered with it.
func (n *Network) placeSeenFrom(from Place, a netip.Addr) Place {
	place := n.PlaceAt(a)
	v := n.index(from.VPC, refVPC)
	if v == none || from.Kind != AtInterface {
		return place
	}
	if a == n.vpcs[v].resolver {
		return Place{Kind: AtResolver, VPC: from.VPC, Addr: a, Exact: true}
	}
	if i, ok := n.seenFrom(v, a); ok {
		return n.placeOf(i, a)
	}
	return place
}

// seenFrom finds an interface by an address in a VPC, then in those peered
// with it: by the route that is taken to it where more than one has it.
func (n *Network) seenFrom(v int32, a netip.Addr) (int32, bool) {
	if i, ok := n.vpcs[v].byAddr[a]; ok {
		return i, true
	}
	for _, k := range n.vpcs[v].peerings {
		p := &n.peerings[k]
		for _, far := range p.ends {
			if far == none || far == v || !p.active {
				continue
			}
			if i, ok := n.vpcs[far].byAddr[a]; ok {
				return i, true
			}
		}
	}
	return none, false
}

// interfacePlace describes an interface as an end of a trace.
func (n *Network) interfacePlace(i int32) Place {
	e := &n.interfaces[i]
	p := Place{Kind: AtInterface, ID: e.id, Instance: e.instance, Scope: e.scope, VPC: n.vpcs[e.vpc].id, Name: e.name}
	for _, a := range e.addresses {
		if !p.Addr.IsValid() {
			p.Addr = a.private
		}
		if !p.Public.IsValid() {
			p.Public = a.public
		}
	}
	if e.nat != none && len(n.nats[e.nat].out) > 0 {
		p.Public = n.nats[e.nat].out[0].public
	}
	if len(e.six) > 0 {
		p.Addr6 = e.six[0]
	}
	return p
}
