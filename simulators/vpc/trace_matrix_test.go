package vpc

import (
	"fmt"
	"net/netip"
	"sync"
	"testing"

	"skylab/simulators/cloud"
)

// manyHosts is ten peered VPCs of ten subnets with ten hosts each; every
// subnet has a table of twelve lines and a list of ten entries, every host two
// groups of nine rules.
func manyHosts() State {
	s := State{Regions: map[cloud.Scope]*Region{}}
	r := &Region{Scope: testRegion, Made: true}
	s.Regions[testRegion] = r
	pfx := func(format string, a ...any) netip.Prefix { return netip.MustParsePrefix(fmt.Sprintf(format, a...)) }
	for v := range 10 {
		vpc := fmt.Sprintf("vpc-%d", v)
		r.VPCs.Add(VPC{ID: vpc, Ranges: []Range{{Prefix: pfx("10.%d.0.0/16", v)}}, DNSSupport: true})
		r.Gateways.Add(InternetGateway{ID: fmt.Sprintf("igw-%d", v), VPC: vpc})
		for o := range v {
			s.Peerings.Add(Peering{ID: fmt.Sprintf("pcx-%d-%d", o, v), Requester: PeerEnd{Scope: testRegion, VPC: fmt.Sprintf("vpc-%d", o)}, Accepter: PeerEnd{Scope: testRegion, VPC: vpc}, Status: "active"})
		}
		for sub := range 10 {
			id := fmt.Sprintf("subnet-%d-%d", v, sub)
			acl := NetworkACL{ID: "acl-" + id, VPC: vpc}
			for _, egress := range []bool{false, true} {
				for i := range 9 {
					acl.Entries = append(acl.Entries, ACLEntry{Number: int32(100 * (i + 1)), Egress: egress, Allow: i%3 != 0, Protocol: 6, Prefix: pfx("172.16.%d.0/24", i), To: 65535})
				}
				last := pfx("10.0.0.0/8")
				if sub == 7 && !egress { // one subnet in ten hears only half of the networks
					last = pfx("10.0.0.0/13")
				}
				acl.Entries = append(acl.Entries, ACLEntry{Number: 5000, Egress: egress, Allow: true, Protocol: -1, Prefix: last})
			}
			r.ACLs.Add(acl)
			r.Subnets.Add(Subnet{ID: id, VPC: vpc, Prefix: pfx("10.%d.%d.0/24", v, sub), ACL: acl.ID, Zone: "us-east-1a", ZoneID: "use1-az1"})
			t := RouteTable{ID: "rtb-" + id, VPC: vpc, Associations: []Association{{Subnet: id}}}
			t.Routes = append(t.Routes, Route{Prefix: pfx("10.%d.0.0/16", v), Target: "local"})
			for o := range 10 {
				if o != v && (sub != 3 || o != 5) { // and one table lacks one line
					t.Routes = append(t.Routes, Route{Prefix: pfx("10.%d.0.0/16", o), Target: fmt.Sprintf("pcx-%d-%d", min(o, v), max(o, v))})
				}
			}
			t.Routes = append(t.Routes, Route{Prefix: pfx("0.0.0.0/0"), Target: fmt.Sprintf("igw-%d", v)})
			r.RouteTables.Add(t)
			for h := range 10 {
				groups := []string{fmt.Sprintf("sg-%d-%d", v, h%5), fmt.Sprintf("sg-%d-x%d", v, sub%4)}
				for _, g := range groups {
					if r.Groups.Find(g) == nil {
						r.Groups.Add(manyRules(g, vpc, v))
					}
				}
				i := fmt.Sprintf("i-%d-%d-%d", v, sub, h)
				r.Interfaces.Add(Interface{ID: "en" + i, Subnet: id, VPC: vpc, Private: []PrivateAddress{{IP: netip.AddrFrom4([4]byte{10, byte(v), byte(sub), byte(10 + h)})}}, Groups: groups, SourceDestCheck: true, Instance: i})
				r.Instances.Add(Instance{ID: i, State: Running, Interfaces: []string{"en" + i}, Tags: Tags{{"Name", i}}})
			}
		}
	}
	return s
}

func manyRules(id, vpc string, v int) SecurityGroup {
	g := SecurityGroup{ID: id, VPC: vpc}
	for i := range 8 {
		g.Rules = append(g.Rules, GroupRule{Protocol: 6, From: 80 + i%3, To: 80 + i%3, Prefix: netip.MustParsePrefix(fmt.Sprintf("10.%d.0.0/16", (v+i)%10))})
	}
	g.Rules = append(g.Rules, GroupRule{Protocol: 6, From: 80, To: 80, Group: id})
	g.Rules = append(g.Rules, GroupRule{Egress: true, Protocol: -1, Prefix: netip.MustParsePrefix("0.0.0.0/0")})
	return g
}

// TestMatrixEqualsTrace: the verdicts of all 999,000 pairs, and on a random 1 %
// of them the same verdict and hops as Trace.
func TestMatrixEqualsTrace(t *testing.T) {
	s := manyHosts()
	n := Compile(&s, cloud.DefaultStart, testAccount)
	m := n.Matrix(TCP, 80)
	if len(m.Interfaces) != 1000 {
		t.Fatalf("%d interfaces, want 1000", len(m.Interfaces))
	}
	type row struct{ pairs, allowed, compared int }
	rows := make([]row, 2)
	var wg sync.WaitGroup
	for part := range rows {
		wg.Go(func() {
			m.Rows(part, len(rows), nil, func(from, to int, v cloud.Verdict, hops []Hop) bool {
				rows[part].pairs++
				if v == cloud.Allowed {
					rows[part].allowed++
				}
				if cloud.RollBelow(7, 11, uint64(from*1000+to), 100) != 0 {
					return true
				}
				rows[part].compared++
				one := n.Trace(m.Packet(from, to), nil)
				if one.Verdict != v || len(one.Hops) != len(hops) {
					t.Errorf("%s to %s: matrix %v with %d hops, trace %v with %d", m.Interfaces[from], m.Interfaces[to], v, len(hops), one.Verdict, len(one.Hops))
					return false
				}
				for i := range hops {
					if hops[i] != one.Hops[i] {
						t.Errorf("hop %d differs: %+v, %+v", i, hops[i], one.Hops[i])
						return false
					}
				}
				return true
			})
		})
	}
	wg.Wait()
	total := row{rows[0].pairs + rows[1].pairs, rows[0].allowed + rows[1].allowed, rows[0].compared + rows[1].compared}
	if total.pairs != 999_000 || total.compared < 9_000 {
		t.Errorf("%d pairs, %d compared", total.pairs, total.compared)
	}
	if total.allowed == 0 || total.allowed == total.pairs {
		t.Errorf("%d of %d allowed: the network is too simple to prove anything", total.allowed, total.pairs)
	}
	t.Logf("%d pairs, %d allowed, %d compared", total.pairs, total.allowed, total.compared)
}

// BenchmarkAllPairs is the reachability of all ordered pairs among 1,000
// interfaces in 10 peered VPCs, both ways, with all reasons, on two workers.
func BenchmarkAllPairs(b *testing.B) {
	s := manyHosts()
	n := Compile(&s, cloud.DefaultStart, testAccount)
	for b.Loop() {
		m := n.Matrix(TCP, 80)
		var wg sync.WaitGroup
		for part := range 2 {
			wg.Go(func() {
				reasons := 0
				m.Rows(part, 2, make([]Hop, 0, 64), func(_, _ int, _ cloud.Verdict, hops []Hop) bool {
					reasons += len(hops)
					return true
				})
			})
		}
		wg.Wait()
	}
}

func BenchmarkCompile(b *testing.B) {
	s := manyHosts()
	for b.Loop() {
		Compile(&s, cloud.DefaultStart, testAccount)
	}
}

func BenchmarkTrace(b *testing.B) {
	s := manyHosts()
	n := Compile(&s, cloud.DefaultStart, testAccount)
	p := n.Matrix(TCP, 80).Packet(111, 222)
	buf := make([]Hop, 0, 64)
	b.ReportAllocs()
	for b.Loop() {
		n.Trace(p, buf)
	}
}
