package route53

import (
	"slices"

	"skylab/simulators/cloud"
)

// Inside is a VPC whose resolver is asked, with its two DNS settings.
type Inside struct {
	VPC       VPC
	Support   bool // enableDnsSupport
	Hostnames bool // enableDnsHostnames
}

// PrivateZone is the private zone that answers for a name in a VPC: the most
// specific one that is associated with it. A VPC sees its private zones only
// with both DNS settings on.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html
func (s *State) PrivateZone(in Inside, name string) *Zone {
	if !in.Support || !in.Hostnames {
		return nil
	}
	var best *Zone
	for z := range s.Zones.All {
		if z.Private && below(name, z.Name) && slices.Contains(z.VPCs, in.VPC) && (best == nil || len(z.Name) > len(best.Name)) {
			best = z
		}
	}
	return best
}

// ResolveInside answers as the resolver of a VPC does: from the private zone
// that matches, and from nowhere else when that has no such record; from the
// internet's DNS when none matches. Answers of private zones are not kept.
func (n *Internet) ResolveInside(r Resolver, in Inside, c Client, name, kind string, caches *Caches) Resolution {
	out := Resolution{Cached: true, Took: cloud.Millisecond}
	for range mostRestarts {
		z := n.State.PrivateZone(in, name)
		if z == nil {
			rest := n.Resolve(r, c, name, kind, caches)
			rest.Records = append(out.Records, rest.Records...)
			rest.Took += out.Took
			rest.Steps = append(out.Steps, rest.Steps...)
			return rest
		}
		a := &Answer{Explain: n.Explain}
		n.Draws++
		x, v := n.Zone(z, 0)
		x.Ask(v, &Query{Name: name, Type: kind, From: r.Place, Draw: Draw(n.Seed, cloud.Label(r.Key+name+kind), n.Draws)}, a)
		out.Steps = append(out.Steps, Step{Server: z.ID, Zone: z.Name, Name: name, Type: kind, Status: a.Status, Answer: *a})
		out.Records = append(out.Records, a.Records...)
		out.Status = a.Status
		if end := chainEnd(a, name, kind); end != "" && !below(end, z.Name) {
			name = end
			continue
		}
		if len(a.Records) == 0 {
			out.SOA = append(out.SOA, a.Authority...)
		}
		return out
	}
	out.Status, out.Records = ServFail, nil
	return out
}
