package dns

import (
	"net/netip"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
)

// target is who is asked: a resolver, or a name server.
type target struct {
	word     string // as named after @
	address  netip.Addr
	resolver *route53.Resolver
	server   string // name of a name server
}

// known are names of public resolvers.
var known = map[string]string{"dns.google": "8.8.8.8", "one.one.one.one": "1.1.1.1", "dns.quad9.net": "9.9.9.9"}

// target finds whom a word after @ means; failure is how dig says that it
// cannot find anybody.
func (v *view) target(word string) (t target, failure string) {
	if word == "" {
		r := v.resolver(v.asker)
		return target{address: r.Address, resolver: &r}, ""
	}
	t.word = word
	name := strings.TrimSuffix(strings.ToLower(word), ".")
	if a, ok := known[name]; ok {
		name = a
	}
	a, err := netip.ParseAddr(name)
	if err != nil {
		four, _, ok := route53.ServerAddress(name)
		if !ok {
			return t, v.byLookup(&t, name)
		}
		t.address, t.server = four, name
		return t, ""
	}
	t.address = a
	v.atAddress(&t)
	return t, ""
}

// byLookup asks for the address of a server that is no name server of the
// tree's own.
func (v *view) byLookup(t *target, name string) string {
	typed, problem := route53.QueryName(name)
	if problem == "" {
		for _, rr := range v.resolve(v.resolver(v.asker), v.asker, typed, "A").Records {
			if a, err := netip.ParseAddr(rr.Value); err == nil {
				t.address = a
				v.atAddress(t)
				return ""
			}
		}
	}
	return "dig: couldn't get address for '" + t.word + "': not found"
}

// atAddress finds who answers at an address.
func (v *view) atAddress(t *target) {
	if in := v.asker.inside; in != nil && v.isVPCResolver(t.address) {
		r := route53.VPCResolver(in.VPC.ID, in.VPC.Region, t.address)
		t.resolver = &r
		return
	}
	if t.address == officeResolver {
		p, _ := route53.FindPlace(route53.OfficeCity)
		t.resolver = &route53.Resolver{Key: "office", Address: t.address, Source: t.address, Place: p}
		return
	}
	if r, ok := route53.ResolverAt(t.address, v.asker.client.Place); ok {
		t.resolver = &r
		return
	}
	t.server, _ = route53.ServerAt(t.address)
}

// isVPCResolver tells whether the host's own VPC answers names at an address.
func (v *view) isVPCResolver(a netip.Addr) bool {
	t, err := v.n.Ask(vpc.Ask{From: v.here, To: v.n.PlaceAt(a), Proto: vpc.UDP, Port: 53}, nil)
	return err == nil && t.To.Kind == vpc.AtResolver
}

// reach is how the way to a server fails, or empty. Outside of AWS nothing
// stands between.
func (v *view) reach(a netip.Addr) string {
	if v.asker.inside == nil {
		return ""
	}
	t, err := v.n.Ask(vpc.Ask{From: v.here, To: v.n.PlaceAt(a), Proto: vpc.UDP, Port: 53}, nil)
	if err != nil {
		return "timed out"
	}
	v.d.Traced(t)
	switch {
	case t.Verdict != cloud.Allowed:
		return "timed out"
	case t.To.Kind == vpc.AtResolver || t.To.Kind == vpc.AtInternet:
		return ""
	}
	return "connection refused"
}

// unknownPlace says that --from names no place, in the learner's language.
func unknownPlace(d *desk.Desk, word string) string {
	return d.Text.Say("dns.place.unknown", "tool", d.Name, "word", clean(word), "near", nearest(word))
}
