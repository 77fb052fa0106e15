package elbv2

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// nodeLife is how long a node of an application load balancer keeps its
// address. AWS gives no figure: it says that the addresses change over time,
// and that nobody should write them down. A network load balancer keeps its.
// docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
const nodeLife = 8 * cloud.Hour

// NameTTL is for how many seconds resolvers keep a load balancer's addresses.
// docs.aws.amazon.com/elasticloadbalancing/latest/userguide/how-elastic-load-balancing-works.html
const NameTTL = 60

// blocks are the /16 that nodes' public addresses are drawn from: ranges that
// AWS publishes for EC2 in the Region, and that the lab gives to nobody else.
var blocks = map[string][2]byte{
	"us-east-1": {52, 0}, "us-east-2": {3, 128}, "us-west-1": {13, 56}, "us-west-2": {44, 224},
	"ap-northeast-1": {35, 72}, "ap-northeast-2": {3, 34}, "ap-northeast-3": {15, 152},
	"ap-southeast-1": {13, 212}, "ap-southeast-2": {3, 24}, "ap-south-1": {3, 6},
	"eu-central-1": {3, 64}, "eu-west-1": {34, 248}, "eu-west-2": {18, 130}, "eu-west-3": {15, 188},
	"eu-north-1": {13, 48}, "sa-east-1": {18, 228}, "ca-central-1": {3, 96},
}

// Addresses are where the nodes stand at an instant, one in each zone.
func (b *Balancer) Addresses(seed uint64, at cloud.Time) []netip.Addr {
	list := make([]netip.Addr, 0, len(b.Zones))
	for _, z := range b.Zones {
		label := cloud.Label("elb node " + b.ARN + " " + z.Name)
		n := uint64(0)
		if b.Type == "application" {
			phase := cloud.Time(cloud.RollBelow(seed, label, 0, uint64(nodeLife/cloud.Second))) * cloud.Second
			n = uint64((at + phase) / nodeLife)
		}
		if b.Internal {
			list = append(list, inside(z.Prefix, cloud.Roll(seed, label, n+1)))
			continue
		}
		block, ok := blocks[b.Scope.Region]
		if !ok {
			block = [2]byte{99, 77}
		}
		place := cloud.RollBelow(seed, label, n+1, 254*254)
		list = append(list, netip.AddrFrom4([4]byte{block[0], block[1], byte(place/254 + 1), byte(place%254 + 1)}))
	}
	slices.SortFunc(list, netip.Addr.Compare)
	return list
}

// inside draws an address of a subnet; the first sixteen and the last one are
// left to instances.
func inside(p netip.Prefix, draw uint64) netip.Addr {
	if !p.IsValid() || !p.Addr().Is4() {
		return netip.Addr{}
	}
	size := uint64(1) << (32 - p.Bits())
	from := min(16, size/2)
	base := p.Masked().Addr().As4()
	n := uint64(base[0])<<24 | uint64(base[1])<<16 | uint64(base[2])<<8 | uint64(base[3])
	n += from + draw%max(1, size-from-1)
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}

// Named finds a load balancer by its DNS name; dots at the end, capitals and
// the prefix dualstack do not matter.
func (s *State) Named(name string) *Balancer {
	name = strings.TrimPrefix(strings.ToLower(strings.TrimSuffix(name, ".")), "dualstack.")
	for b := range s.Balancers.All {
		if strings.ToLower(b.DNSName) == name {
			return b
		}
	}
	return nil
}

// HostedZone is the hosted zone of a load balancer's name, for aliases.
func (b *Balancer) HostedZone() string { return hostedZones[b.Scope.Region][b.Type == "network"] }

// Healthy tells whether Route 53 takes a load balancer for healthy at an
// instant: every target group behind it that has targets has one that answers,
// and there is such a group.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-alias.html
func (s *State) Healthy(b *Balancer, at cloud.Time) bool {
	healthy := false
	for l := range s.Listeners.All {
		if l.Balancer != b.ARN {
			continue
		}
		if g := s.Groups.Find(l.Group); g == nil || len(g.Targets) == 0 {
			continue
		}
		if _, ok := s.answer(l.Group, at); !ok {
			return false
		}
		healthy = true
	}
	return healthy
}

// answer is what a target group's first healthy target says.
func (s *State) answer(group string, at cloud.Time) (body string, ok bool) {
	g := s.Groups.Find(group)
	if g == nil || s.outside == nil {
		return "", false
	}
	for _, t := range g.Targets {
		if _, answers, body := s.outside.Target(g.Scope, t.ID, t.Port, at); answers {
			return body, true
		}
	}
	return "", false
}

// Probe is what somebody meets who asks an address on a port: known is false
// where no load balancer has the address, listens is false where it has no
// such listener, and the status is 503 when no target answers.
func (s *State) Probe(seed uint64, a netip.Addr, port uint16, at cloud.Time) (known, listens bool, status int32, body string) {
	for b := range s.Balancers.All {
		if b.Internal || !slices.Contains(b.Addresses(seed, at), a) {
			continue
		}
		for l := range s.Listeners.All {
			if l.Balancer == b.ARN && l.Port == int32(port) {
				if body, ok := s.answer(l.Group, at); ok {
					return true, true, 200, body
				}
				return true, b.Type == "application", 503, ""
			}
		}
		return true, false, 0, ""
	}
	return blockTaken(a), false, 0, ""
}

// blockTaken tells whether an address is in a range of load balancers' nodes:
// one that nobody has answers nobody.
func blockTaken(a netip.Addr) bool {
	if !a.Is4() {
		return false
	}
	x := a.As4()
	for _, b := range blocks {
		if b == [2]byte{x[0], x[1]} {
			return true
		}
	}
	return false
}

// Using lists the load balancers whose listeners have a certificate, by ARN.
func (s *State) Using(certificate string) []string {
	list := []string{}
	for l := range s.Listeners.All {
		if slices.Contains(l.Certificates, certificate) && !slices.Contains(list, l.Balancer) {
			list = append(list, l.Balancer)
		}
	}
	return list
}
