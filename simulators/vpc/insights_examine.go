package vpc

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// Codes of analyses, beside those of traces: they are about the question.
// docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html#configuration-codes
const (
	codeNoEnd        = "NO_SOURCE_OR_DESTINATION"
	codeUnassociated = "UNASSOCIATED_COMPONENT"
	codeDisconnected = "DISCONNECTED_VPCS"
	codeNoPath       = "NO_PATH"
	codeReflection   = "IGW_NAT_REFLECTION"
	codePublicOnly   = "IGW_EXPECTS_PUBLIC_ADDRESS"
	codeNotThrough   = "COMPONENT_FILTER_RESTRICTION"
	codeNotWithout   = "COMPONENT_FILTER_RESTRICTION_REMOVED_COMPONENT"
)

// examination looks at questions over the network as it is configured, without
// faults: they are no matter of configuration.
type examination struct {
	s State
	n *Network
	r *Region
}

func (s *State) examine(r *Region, now cloud.Time) examination {
	x := examination{s: *s, r: r}
	x.s.Failed = cloud.Collection[Failure]{}
	x.n = Compile(&x.s, now, r.Scope.Account)
	return x
}

// answer is the trace that answers a question, or why there is no path at all,
// or none that fits the filters.
func (x examination) answer(p InsightsPath, a *InsightsAnalysis) (Trace, []cloud.Reason) {
	if why := x.impossible(p); why != nil {
		return Trace{}, why
	}
	t, found := x.best(p)
	if !found {
		if why := x.filtered(p); why != nil || t.Hops != nil {
			return t, why
		}
		return t, denied(codeNoPath, "") // the filters leave no packet to send
	}
	return t, x.components(t, a)
}

func denied(code, at string) []cloud.Reason {
	return []cloud.Reason{{Code: code, At: at, Rule: -1, Verdict: cloud.Denied}}
}

// impossible says why no packet can be the question's.
func (x examination) impossible(p InsightsPath) []cloud.Reason {
	var ends [2]Place
	for i, id := range []string{p.Source, p.Destination} {
		place, ok := x.end(id, []string{p.SourceIP, p.DestinationIP + p.AtSource.Dst}[i])
		if !ok {
			return denied(x.missing(id), id)
		}
		ends[i] = place
	}
	private := func(ip string) bool {
		a, err := netip.ParseAddr(ip)
		return err == nil && !isPublic(a)
	}
	switch {
	case strings.HasPrefix(p.Source, "igw-") && private(p.SourceIP+p.AtSource.Src):
		return denied(codePublicOnly, p.Source)
	case strings.HasPrefix(p.Destination, "igw-") && private(p.DestinationIP+p.AtSource.Dst):
		return denied(codePublicOnly, p.Destination)
	case ends[0].VPC != "" && ends[1].VPC != "" && !x.connected(ends[0].VPC, ends[1].VPC):
		return denied(codeDisconnected, "")
	}
	return nil
}

// end is an end of a path: what the ID names, under the address that was given;
// or whatever has that address.
func (x examination) end(id, ip string) (Place, bool) {
	word := id
	if word == "" {
		word = ip
	}
	p, err := x.n.Resolve(x.r.Scope, word)
	if err != nil {
		return Place{}, false
	}
	if p.Kind == AtInterface && !p.Addr.IsValid() {
		return Place{}, false // none of its addresses is IPv4
	}
	if a, err := netip.ParseAddr(ip); err == nil && id != "" {
		p.Addr, p.Exact = a, true
	}
	return p, true
}

// missing says why an end cannot be looked at: it is gone, it stands in no VPC,
// or it is of a kind that nothing begins or ends at here.
func (x examination) missing(id string) string {
	switch {
	case x.s.thing(x.r, id) == "":
		return codeNoEnd
	case strings.HasPrefix(id, "pcx-"):
		return CodeUnsupported
	}
	return codeUnassociated
}

// connected tells whether peerings lead from one VPC to another, be it by way
// of others: whether they carry anything is for the trace to tell.
func (x examination) connected(a, b string) bool {
	reached := []string{a}
	for i := 0; i < len(reached); i++ {
		if reached[i] == b {
			return true
		}
		for p := range x.s.Peerings.All {
			for _, ends := range [2][2]string{{p.Requester.VPC, p.Accepter.VPC}, {p.Accepter.VPC, p.Requester.VPC}} {
				if p.Status == "active" && ends[0] == reached[i] && !slices.Contains(reached, ends[1]) {
					reached = append(reached, ends[1])
				}
			}
		}
	}
	return false
}

// best looks for a packet that goes through and fits the filters, one of each
// range of ports that rules tell apart; when none does, it is the one that
// comes farthest.
func (x examination) best(p InsightsPath) (best Trace, found bool) {
	a := Ask{Proto: TCP}
	if p.Protocol == "udp" {
		a.Proto = UDP
	}
	a.From, _ = x.end(p.Source, p.SourceIP+p.AtSource.Src)
	a.To, _ = x.end(p.Destination, p.DestinationIP+p.AtSource.Dst)
	for _, a.Port = range x.ports(p, p.AtSource.DstPorts, p.AtDestination.DstPorts) {
		for _, a.FromPort = range sources(p.AtSource.SrcPorts, p.AtDestination.SrcPorts) {
			t, err := x.n.Ask(a, nil)
			if err != nil {
				continue
			}
			if t.Verdict == cloud.Allowed && p.AtDestination.fits(t) {
				return t, true
			}
			if best.Hops == nil || len(t.Refusals()) < len(best.Refusals()) {
				best = t
			}
		}
	}
	return best, false
}

// ports are the destination ports to try.
func (x examination) ports(p InsightsPath, filters ...InsightsPorts) []uint16 {
	tries := []uint16{uint16(p.DestinationPort)}
	if p.DestinationPort == 0 {
		tries = x.s.telling()
		for _, f := range filters {
			tries = append(tries, f.From, f.To)
		}
	}
	return slices.DeleteFunc(tries, func(port uint16) bool {
		return port == 0 || slices.ContainsFunc(filters, func(f InsightsPorts) bool { return !f.holds(port) })
	})
}

// sources are the source ports to try: a client's usual one, and the ends of
// what is asked for.
func sources(filters ...InsightsPorts) (tries []uint16) {
	all := []uint16{EphemeralPort}
	for _, f := range filters {
		all = append(all, f.From, f.To)
	}
	return slices.DeleteFunc(all, func(port uint16) bool {
		return port == 0 || slices.ContainsFunc(filters, func(f InsightsPorts) bool { return !f.holds(port) })
	})
}

// fits tells whether the packet that arrived is one that a filter lets count.
func (f InsightsFilter) fits(t Trace) bool {
	there := t.Forward()
	if len(there) == 0 {
		return false
	}
	p := there[len(there)-1].Packet
	return (f.Src == "" || f.Src == p.Src.String()) && (f.Dst == "" || f.Dst == p.Dst.String())
}

// filtered names the filters without any one of which there is a path.
func (x examination) filtered(p InsightsPath) (why []cloud.Reason) {
	for _, part := range p.without() {
		if _, found := x.best(part.path); found {
			why = append(why, denied(part.code, "")...)
		}
	}
	return why
}

// components applies the filters on what a path passes, and the analyzer's own
// limit: it does not look through an internet gateway.
func (x examination) components(t Trace, a *InsightsAnalysis) (why []cloud.Reason) {
	passed, gateways := map[string]bool{}, 0
	for _, h := range t.Forward() {
		passed[h.At], passed[h.Reason.At] = true, true
		if h.Kind == "igw" {
			gateways++
		}
		if gateways > 1 {
			return denied(codeReflection, h.At)
		}
		if among(a.Without, h.At) || among(a.Without, h.Reason.At) {
			return denied(codeNotWithout, h.At)
		}
	}
	for _, arn := range a.Through {
		if id := afterSlash(arn); !passed[id] {
			why = append(why, denied(codeNotThrough, id)...)
		}
	}
	return why
}

// markZones notes where a packet comes into another zone.
func (s *State) markZones(hops []InsightsHop) {
	zone := ""
	for i := range hops {
		h := &hops[i]
		r := s.Regions[h.Scope]
		if r == nil || h.Back || h.Kind != "host" && h.Kind != "interface" && h.Kind != "nat" {
			continue
		}
		if sn := r.Subnets.Find(h.Subnet); sn != nil {
			h.Crossed = zone != "" && zone != sn.Zone
			zone = sn.Zone
		}
	}
}
