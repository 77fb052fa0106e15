package route53

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// ask goes down the tree from the nearest zone whose servers are known. It
// gives the answer of the first server that has one; false: nobody has.
func (w *walk) ask(name, kind string) (*Answer, bool) {
	w.out.Cached = false
	zone, servers := w.start(name, kind)
	for range mostReferrals {
		a := w.askAny(zone, servers, name, kind)
		if a == nil {
			return nil, false
		}
		if !a.Referral() {
			return a, true
		}
		zone = a.Authority[0].Name
		servers = nil
		for _, r := range a.Authority {
			servers = append(servers, strings.TrimSuffix(r.Value, "."))
		}
		w.keep(Cached{Name: zone, Type: "NS", Records: slices.Clone(a.Authority)}, a.Authority[0].TTL)
	}
	return nil, false
}

// start is the nearest zone above a name whose servers the cache knows.
func (w *walk) start(name, kind string) (string, []string) {
	for at := name; at != ""; _, at, _ = strings.Cut(at, ".") {
		if at == name && kind == "DS" {
			continue
		}
		e := fresh(w.entries, at, "NS", netip.Addr{}, w.n.now)
		if e == nil || len(e.Records) == 0 {
			continue
		}
		var servers []string
		for _, r := range e.Records {
			servers = append(servers, strings.TrimSuffix(r.Value, "."))
		}
		return at, servers
	}
	return ".", rootZone.servers
}

// askAny asks a zone's servers, one after the other from a drawn one on, until
// one answers what is of use: one that refuses, is silent, or refers upwards is
// no server of the zone.
func (w *walk) askAny(zone string, servers []string, name, kind string) *Answer {
	if len(servers) == 0 {
		return nil
	}
	w.n.Draws++
	draw := Draw(w.n.Seed, cloud.Label(w.r.Key+name+kind), w.n.Draws)
	first := int(cloud.RollBelow(draw, cloud.Label(zone), 0, uint64(len(servers))))
	for i := range servers {
		s := servers[(first+i)%len(servers)]
		a := &Answer{Explain: w.n.Explain}
		q := &Query{Name: name, Type: kind, From: w.r.Place, Subnet: w.source(), Draw: draw}
		if w.out.Passed.IsValid() {
			q.Subnet = w.out.Passed
			q.From = Locate(w.out.Passed.Addr())
		}
		w.n.Ask(s, q, a)
		took := Nearby(w.r.Place)
		if a.Status == Silent {
			took = serverTimeout
		}
		w.out.Took += took
		w.out.Steps = append(w.out.Steps, Step{s, zone, name, kind, a.Status, took, *a})
		if a.Status == NoError || a.Status == NXDomain {
			if a.Referral() && !(len(a.Authority[0].Name) > len(zone) && below(name, a.Authority[0].Name)) {
				continue
			}
			return a
		}
	}
	return nil
}

// source is the resolver's own address as a subnet.
func (w *walk) source() netip.Prefix {
	if !w.r.Source.IsValid() {
		return netip.Prefix{}
	}
	return netip.PrefixFrom(w.r.Source, w.r.Source.BitLen())
}
