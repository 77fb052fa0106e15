package dns

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
)

// elsewhereTTL is the TTL of names that no zone of the lab holds.
const elsewhereTTL = 60

// checkIP is AWS's page that says how one is seen.
const checkIP = "checkip.amazonaws.com"

// names answers for what no zone holds: AWS's own names, load balancers', and
// the part of example.com that nobody has.
func (v *view) names(name, kind string) (values []string, ttl int64, exists bool) {
	bare := strings.TrimSuffix(name, ".")
	if _, addresses, _, known := v.d.World.Route53.Balancer(strings.TrimPrefix(name, "dualstack."), v.d.World.Cloud.Now); known {
		return ofKind(addresses, kind), elsewhereTTL, true
	}
	if isExample(bare) || bare == checkIP {
		return ofKind([]netip.Addr{vpc.Stranger, vpc.Stranger6}, kind), elsewhereTTL, true
	}
	p, ok := v.hostOf(bare)
	if !ok {
		return nil, 0, false
	}
	return ofKind(v.seenFrom(p, bare), kind), elsewhereTTL, true
}

func ofKind(list []netip.Addr, kind string) (values []string) {
	for _, a := range list {
		if a.IsValid() && (kind == "A" && a.Is4() || kind == "AAAA" && a.Is6()) {
			values = append(values, a.String())
		}
	}
	return values
}

func isExample(name string) bool {
	for _, domain := range []string{"example.com", "example.net", "example.org"} {
		if name == domain || strings.HasSuffix(name, "."+domain) {
			return true
		}
	}
	return false
}

// hostOf finds what one of AWS's names means; only what has a dot is a name.
func (v *view) hostOf(name string) (vpc.Place, bool) {
	if !strings.Contains(name, ".") {
		return vpc.Place{}, false
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return vpc.Place{}, false
	}
	p, err := v.n.Resolve(v.scope, name)
	return p, err == nil && strings.HasSuffix(name, ".amazonaws.com") || err == nil && strings.HasSuffix(name, ".internal")
}

// seenFrom are the addresses that a name of AWS's has for the asker: the public
// name of a host stands for its private address inside its own VPC; private
// names are known inside a VPC only.
// docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
func (v *view) seenFrom(p vpc.Place, name string) []netip.Addr {
	outside := v.asker.inside == nil
	switch {
	case p.Kind == vpc.AtInterface && strings.HasSuffix(name, "amazonaws.com") && (outside || p.VPC != v.here.VPC) && p.Public.IsValid():
		return []netip.Addr{p.Public, p.Addr6}
	case p.Kind == vpc.AtInterface && outside:
		return nil
	}
	here := v.here
	if outside {
		here, _ = v.n.Resolve(v.scope, "internet")
	}
	packet, _, err := v.n.Between(vpc.Ask{From: here, To: p, Proto: vpc.TCP})
	if err != nil {
		return []netip.Addr{p.Addr, p.Addr6}
	}
	return []netip.Addr{packet.Dst, p.Addr6}
}

// private tells whether a name is one that the resolver of a VPC answers
// itself, whatever zones there are: the hosts' own names, and those of services
// that have an endpoint there.
func (v *view) private(name string) bool {
	return v.asker.inside != nil && (strings.HasSuffix(name, ".internal.") || strings.HasSuffix(name, ".amazonaws.com."))
}

// resolve asks the asker's resolver, or a VPC's.
func (v *view) resolve(r route53.Resolver, a asker, name, kind string) route53.Resolution {
	caches := &v.d.World.Route53.Caches
	if a.inside == nil || r.Key != a.inside.VPC.ID {
		return v.net.Resolve(r, a.client, name, kind, caches)
	}
	if v.private(name) && v.d.World.Route53.PrivateZone(*a.inside, name) == nil {
		return v.own(name, kind)
	}
	return v.net.ResolveInside(r, *a.inside, a.client, name, kind, caches)
}

// own answers what the VPC's resolver knows by itself.
func (v *view) own(name, kind string) route53.Resolution {
	values, ttl, ok := v.names(name, kind)
	out := route53.Resolution{Cached: true}
	if !ok {
		out.Status = route53.NXDomain
	}
	for _, x := range values {
		out.Records = append(out.Records, route53.RR{Name: name, Type: kind, TTL: ttl, Value: x, Owner: name})
	}
	return out
}

// LookUp is the addresses of a name as the host (or the laptop) of the desk
// would get them: IPv4 first. hosted tells whether the lab's DNS holds the
// name at all (a zone or a registered domain covers it); if not, the names of
// hosts and services are meant.
func LookUp(d *desk.Desk, name string) (addresses []netip.Addr, hosted bool) {
	if _, err := netip.ParseAddr(name); err == nil || !strings.Contains(strings.TrimSuffix(name, "."), ".") {
		return nil, false
	}
	typed, problem := route53.QueryName(name)
	if problem != "" || !held(&d.World.Route53, typed) {
		return nil, false
	}
	v := look(d)
	r := v.resolver(v.asker)
	for _, kind := range []string{"A", "AAAA"} {
		for _, x := range v.resolve(r, v.asker, typed, kind).Records {
			if a, err := netip.ParseAddr(x.Value); err == nil && x.Type == kind {
				addresses = append(addresses, a)
			}
		}
	}
	return addresses, true
}

// held tells whether a hosted zone, a registered domain or a load balancer has
// the name.
func held(s *route53.State, name string) bool {
	for z := range s.Zones.All {
		if name == z.Name || strings.HasSuffix(name, "."+z.Name) {
			return true
		}
	}
	for d := range s.Domains.All {
		if own := d.Name + "."; name == own || strings.HasSuffix(name, "."+own) {
			return true
		}
	}
	_, _, _, known := s.Balancer(strings.TrimPrefix(name, "dualstack."), 0)
	return known
}

// knownKinds are the types of records that carry an address.
var knownKinds = []string{"A", "AAAA"}

func carriesAddress(kind string) bool { return slices.Contains(knownKinds, kind) }
