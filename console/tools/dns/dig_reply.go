package dns

import (
	"net/netip"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// reply is a message as dig receives it.
type reply struct {
	name, kind                    string
	id                            uint16
	status                        route53.Status
	aa, rd, ra, tcp               bool
	answer, authority, additional []route53.RR
	passed                        netip.Prefix // client subnet, echoed
	scope                         int
	udp                           int
	took, at                      cloud.Time
	word                          string // server as named after @
	address                       netip.Addr
	resolver                      string // key of the resolver, or empty
	cached                        bool
	findings                      []route53.Finding
}

// resolved fills in what a resolver answers.
func (r *reply) resolved(v *view, from route53.Resolver, got route53.Resolution) {
	r.status, r.answer, r.ra, r.udp, r.cached, r.resolver = got.Status, got.Records, true, 1232, got.Cached, from.Key
	if len(got.Records) == 0 || got.Records[len(got.Records)-1].Type == "CNAME" {
		r.authority = got.SOA
	}
	r.took = got.Took + near(v.asker, from)
	if c := v.asker.client; c.Subnet.IsValid() && from.PassesOn {
		r.passed = got.Passed
		if got.Scope.IsValid() {
			r.scope = got.Scope.Bits()
		}
	}
	for i := range got.Steps {
		if f := got.Steps[i].Answer.Findings; len(f) > 0 {
			r.findings = f
		}
	}
}

// near is the way from whoever asks to his resolver and back.
func near(a asker, r route53.Resolver) cloud.Time {
	if a.inside != nil && r.Key == a.inside.VPC.ID {
		return 0
	}
	if a.client.Place.Known && r.Place.Name == a.client.Place.Name {
		return 2 * cloud.Millisecond
	}
	return route53.RoundTrip(a.client.Place, r.Place)
}
