package route53

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// The part of the tree above hosted zones: the root, the top-level domains,
// and example.com with its kin, which IANA keeps. Registered domains stand in
// the nearest of them.

// registry is a zone that is not a hosted zone.
type registry struct {
	name    string
	servers []string
	soa     string
	soaTTL  int64
	nsTTL   int64 // of the delegations in it
}

const (
	twoDays = 172800
	oneDay  = 86400
	oneHour = 3600
)

var rootZone = registry{
	name: ".", servers: series("%.root-servers.net", 13), nsTTL: twoDays, soaTTL: oneDay,
	soa: "a.root-servers.net. nstld.verisign-grs.com. 2026112000 1800 900 604800 86400",
}

// amazonZone is where AWS's own names stand.
var amazonZone = registry{
	name: "amazonaws.com.", servers: []string{"r1.amazonaws.com", "r2.amazonaws.com"}, nsTTL: twoDays, soaTTL: 60,
	soa: "dns-external-master.amazon.com. root.amazon.com. 1 180 60 3024000 60",
}

func series(pattern string, n int) []string {
	var list []string
	for i := range n {
		list = append(list, strings.Replace(pattern, "%", string([]byte{byte('a' + i)}), 1))
	}
	return list
}

// tops are the top-level domains that the root knows. Those without servers
// of their own here have a.nic.TOP and b.nic.TOP.
var tops = []string{"com", "net", "org", "info", "io", "dev", "app", "cloud", "kr", "jp", "uk", "de", "fr", "eu", "us", "cn", "in", "arpa"}

// top is the zone of a top-level domain.
func top(name string) registry {
	z := registry{name: name + ".", nsTTL: twoDays, soaTTL: 900, servers: []string{"a.nic." + name, "b.nic." + name}}
	switch name {
	case "com", "net":
		z.servers = series("%.gtld-servers.net", 13)
		z.soa = "a.gtld-servers.net. nstld.verisign-grs.com. 1795141800 1800 900 604800 900"
		return z
	case "org":
		z.servers = []string{"a0.org.afilias-nst.info", "b0.org.afilias-nst.org"}
	case "kr":
		z.servers = []string{"b.dns.kr", "c.dns.kr"}
	}
	z.soa = z.servers[0] + ". hostmaster.nic." + name + ". 1795141800 7200 900 1209600 900"
	return z
}

// example is one of the domains that RFC 2606 keeps for examples. Everybody may
// write about them, so the story's domain is registered below one. Delegations
// stand in it for an hour; that is the lab's own assumption (.com: two days).
func example(name string) registry {
	return registry{
		name: name, servers: []string{"a.iana-servers.net", "b.iana-servers.net"}, nsTTL: oneHour, soaTTL: oneHour,
		soa: "ns.icann.org. noc.dns.icann.org. 2026112000 7200 3600 1209600 3600",
	}
}

// parkedServers answer for domains that were bought and are not used yet: that
// there is nothing. Others may not: the parent refers to them all the same.
var parkedServers = []string{"ns1.parked.example.net", "ns2.parked.example.net"}

var exampleNames = []string{"example.com.", "example.net.", "example.org."}

// registryOf tells which zones a server of theirs has: the zone's kind is
// enough, the name that is asked for says the rest.
func registryOf(server string) (string, bool) {
	switch {
	case strings.HasSuffix(server, ".root-servers.net") && slices.Contains(rootZone.servers, server):
		return "root", true
	case slices.Contains(example("example.com.").servers, server):
		return "example", true
	case slices.Contains(amazonZone.servers, server):
		return "amazon", true
	case slices.Contains(parkedServers, server):
		return "parked", true
	}
	for _, t := range tops {
		if slices.Contains(top(t).servers, server) {
			return t, true
		}
	}
	return "", false
}

func registryAddress(server string) (four, six netip.Addr, ok bool) {
	kind, ok := registryOf(server)
	if !ok {
		return four, six, false
	}
	if kind == "root" { // www.iana.org/domains/root/servers
		four = netip.MustParseAddr(rootAddresses[server[0]-'a'])
		return four, six, true
	}
	h := cloud.Label(server)
	return netip.AddrFrom4([4]byte{192, byte(5 + h%50), byte(h >> 8), 30}), six, true
}

var rootAddresses = [...]string{
	"198.41.0.4", "170.247.170.2", "192.33.4.12", "199.7.91.13", "192.203.230.10", "192.5.5.241", "192.112.36.4",
	"198.97.190.53", "192.36.148.17", "192.58.128.30", "193.0.14.129", "199.7.83.42", "202.12.27.33",
}

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
