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
