package route53

import (
	"slices"
	"strings"
)

// registry answers from a zone above hosted zones.
func (n *Internet) registry(kind string, q *Query, a *Answer) {
	switch kind {
	case "root":
		n.root(q, a)
	case "parked":
		n.parked(q, a)
	case "amazon":
		if !below(q.Name, amazonZone.name) {
			a.Status, a.Authoritative = Refused, false
			return
		}
		n.plain(amazonZone, q, a)
	case "example":
		for _, name := range exampleNames {
			if below(q.Name, name) {
				n.delegate(example(name), q, a, n.plain)
				return
			}
		}
		a.Status, a.Authoritative = Refused, false
	default:
		n.topLevel(kind, q, a)
	}
}

// parked answers for a domain whose owner has not said where it is.
func (n *Internet) parked(q *Query, a *Answer) {
	d, ok := n.State.Registered(q.Name)
	if !ok {
		a.Status, a.Authoritative = Refused, false
		return
	}
	z := registry{name: dotted(d.Name), servers: parkedServers, soa: "ns1.parked.example.net. hostmaster.parked.example.net. 1 3600 600 86400 300", soaTTL: 300, nsTTL: oneHour}
	if own(z, q, a); len(a.Records) == 0 {
		z.negative(a)
	}
}

func (n *Internet) root(q *Query, a *Answer) {
	last := q.Name[strings.LastIndexByte(q.Name[:len(q.Name)-1], '.')+1:]
	name := strings.TrimSuffix(last, ".")
	switch {
	case q.Name == ".":
		own(rootZone, q, a)
	case slices.Contains(tops, name):
		refer(top(name), a)
	default:
		a.Status = NXDomain
		rootZone.negative(a)
	}
}

// topLevel answers for one top-level domain; those of the same servers (com
// and net) answer for each other.
func (n *Internet) topLevel(kind string, q *Query, a *Answer) {
	for _, t := range tops {
		z := top(t)
		if !below(q.Name, z.name) || !slices.Equal(z.servers, top(kind).servers) {
			continue
		}
		n.delegate(z, q, a, func(z registry, q *Query, a *Answer) {
			if q.Name == z.name {
				own(z, q, a)
				return
			}
			a.Status = NXDomain
			z.negative(a)
		})
		return
	}
	a.Status, a.Authoritative = Refused, false
}

// delegate refers to the domain below a zone that a name belongs to: one that
// is registered, one of IANA's, or AWS's. rest answers where there is none.
func (n *Internet) delegate(z registry, q *Query, a *Answer, rest func(registry, *Query, *Answer)) {
	var best *Domain
	for d := range n.State.Domains.All {
		if name := d.Name + "."; below(q.Name, name) && below(name, z.name) && name != z.name && (best == nil || len(d.Name) > len(best.Name)) {
			best = d
		}
	}
	if best != nil && (!isExample(best.Name) || isExample(z.name)) {
		if servers := best.Delegated(n.now); len(servers) > 0 {
			refer(registry{name: dotted(best.Name), servers: servers, nsTTL: z.nsTTL}, a)
			return
		}
	}
	if !isExample(z.name) {
		for _, name := range exampleNames {
			if below(q.Name, name) {
				refer(example(name), a)
				return
			}
		}
		if below(q.Name, amazonZone.name) && z.name == "com." {
			refer(amazonZone, a)
			return
		}
	}
	rest(z, q, a)
}

// isExample tells whether a name is one of IANA's or below it.
func isExample(name string) bool {
	for _, e := range exampleNames {
		if below(dotted(name), e) {
			return true
		}
	}
	return false
}

// plain answers for a zone whose names are found by n.Names. A name that a
// hosted zone has, but that is not delegated to it, does not exist.
func (n *Internet) plain(z registry, q *Query, a *Answer) {
	if own(z, q, a); len(a.Records) > 0 {
		return
	}
	exists := q.Name == z.name
	if n.Names != nil && !n.hostedAnywhere(q.Name) {
		values, ttl, ok := n.Names(q.Name, q.Type)
		for _, v := range values {
			a.Records = append(a.Records, RR{Name: q.Name, Type: q.Type, TTL: ttl, Value: v, Owner: q.Name})
		}
		exists = exists || ok
	}
	if len(a.Records) == 0 {
		if !exists {
			a.Status = NXDomain
		}
		z.negative(a)
	}
}

// hostedAnywhere tells whether some public zone covers a name.
func (n *Internet) hostedAnywhere(name string) bool {
	for z := range n.State.Zones.All {
		if !z.Private && below(name, z.Name) && !slices.Contains(exampleNames, z.Name) {
			return true
		}
	}
	return false
}

// own answers for the zone's own NS and SOA.
func own(z registry, q *Query, a *Answer) {
	if q.Name != z.name {
		return
	}
	switch q.Type {
	case "NS":
		for _, s := range z.servers {
			a.Records = append(a.Records, RR{Name: z.name, Type: "NS", TTL: z.nsTTL, Value: dotted(s), Owner: z.name})
		}
	case "SOA":
		a.Records = append(a.Records, RR{Name: z.name, Type: "SOA", TTL: z.soaTTL, Value: z.soa, Owner: z.name})
	}
}

// refer names the servers of a zone, with the addresses of those that are
// below a name that the asker has just come through (glue).
func refer(z registry, a *Answer) {
	a.Authoritative = false
	for _, s := range z.servers {
		a.Authority = append(a.Authority, RR{Name: z.name, Type: "NS", TTL: z.nsTTL, Value: dotted(s), Owner: z.name})
		four, six, ok := ServerAddress(s)
		if !ok || strings.HasSuffix(s, ".org") || strings.HasSuffix(s, ".uk") {
			continue
		}
		a.Additional = append(a.Additional, RR{Name: dotted(s), Type: "A", TTL: z.nsTTL, Value: four.String()})
		if six.IsValid() {
			a.Additional = append(a.Additional, RR{Name: dotted(s), Type: "AAAA", TTL: z.nsTTL, Value: six.String()})
		}
	}
}

// negative adds the SOA of a negative answer.
func (z registry) negative(a *Answer) {
	ttl := z.soaTTL
	if z.name == "." {
		ttl = oneDay
	}
	a.Authority = append(a.Authority, RR{Name: z.name, Type: "SOA", TTL: ttl, Value: z.soa, Owner: z.name})
}
