package route53_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/route53"
)

// simpleton answers a question the slow way: it walks the records themselves,
// knows no index, and gives every record that chance could choose.
type simpleton struct {
	z     *route53.Zone
	down  []string
	from  route53.Place
	block netip.Prefix
	cidrs []route53.CIDRCollection
}

// healthy judges a record; busy are the records that are being judged.
func (s simpleton) healthy(r route53.RecordSet, busy []string) bool {
	key := r.Name + "/" + r.SetID
	if slices.Contains(busy, key) {
		return false
	}
	if r.HealthCheck != "" && slices.Contains(s.down, r.HealthCheck) {
		return false
	}
	if !r.Alias || !r.Evaluate {
		return true
	}
	for _, t := range s.z.Records.Lookup(r.AliasName, r.Type) {
		if s.healthy(t, append(slices.Clone(busy), key)) {
			return true
		}
	}
	return false
}

// nothing stands for an empty answer.
const nothing = "nothing"

// leaves are the record sets that can answer for a name.
func (s simpleton) leaves(name string, depth int) []string {
	all := s.z.Records.Lookup(name, "A")
	if len(all) == 0 || depth > 40 {
		return nil
	}
	var fine []route53.RecordSet
	for _, r := range all {
		if s.healthy(r, nil) {
			fine = append(fine, r)
		}
	}
	chosen := s.choose(fine, all)
	if len(chosen) == 0 {
		return []string{nothing}
	}
	var list []string
	for _, r := range chosen {
		if r.Alias {
			list = append(list, s.leaves(r.AliasName, depth+1)...)
		} else {
			list = append(list, r.SetID)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func (s simpleton) choose(fine, all []route53.RecordSet) []route53.RecordSet {
	pick := func(from []route53.RecordSet, ok func(route53.RecordSet) bool) []route53.RecordSet {
		var list []route53.RecordSet
		for _, r := range from {
			if ok(r) {
				list = append(list, r)
			}
		}
		return list
	}
	first := func(tries ...[]route53.RecordSet) []route53.RecordSet {
		for _, t := range tries {
			if len(t) > 0 {
				return t
			}
		}
		return nil
	}
	switch all[0].Policy {
	case route53.Weighted:
		some := func(r route53.RecordSet) bool { return r.Weight > 0 }
		return first(pick(fine, some), fine, pick(all, some), all)
	case route53.Failover:
		primary := func(r route53.RecordSet) bool { return r.Primary }
		return first(pick(fine, primary), fine, pick(all, primary), all)
	case route53.Multivalue:
		return first(fine, all)
	case route53.Latency:
		return s.best(fine, all, func(r route53.RecordSet) float64 { return float64(route53.RTT(s.from, r.Region)) })
	case route53.Geoproximity:
		return s.best(fine, all, func(r route53.RecordSet) float64 {
			p, _ := route53.RegionPlace(r.Region)
			d := float64(route53.Distance(s.from.At, p.At))
			if r.Bias >= 0 {
				return math.Floor(d * (1 - float64(r.Bias)/100))
			}
			return math.Floor(d / (1 + float64(r.Bias)/100))
		})
	case route53.Geolocation:
		return s.best(fine, all, func(r route53.RecordSet) float64 {
			switch {
			case r.Subdivision != "":
				return map[bool]float64{true: 0, false: math.Inf(1)}[r.Subdivision == s.from.Subdivision]
			case r.Country == "*":
				return 3
			case r.Country != "":
				return map[bool]float64{true: 1, false: math.Inf(1)}[r.Country == s.from.Country]
			}
			return map[bool]float64{true: 2, false: math.Inf(1)}[r.Continent == s.from.Continent]
		})
	case route53.IPBased:
		return s.best(fine, all, func(r route53.RecordSet) float64 {
			if r.CIDRLocation == "*" {
				return 1000
			}
			best := math.Inf(1)
			for _, l := range s.cidrs[0].Locations {
				for _, b := range l.Blocks {
					p := netip.MustParsePrefix(b)
					if l.Name == r.CIDRLocation && p.Bits() <= s.block.Bits() && p.Contains(s.block.Addr()) {
						best = min(best, float64(128-p.Bits()))
					}
				}
			}
			return best
		})
	}
	return all
}

// best are the records of the least measure, healthy ones first.
func (s simpleton) best(fine, all []route53.RecordSet, measure func(route53.RecordSet) float64) []route53.RecordSet {
	for _, list := range [][]route53.RecordSet{fine, all} {
		least, at := math.Inf(1), -1
		for i, r := range list {
			if m := measure(r); m < least {
				least, at = m, i
			}
		}
		if at >= 0 {
			return list[at : at+1]
		}
	}
	return nil
}

// grow makes a tree of groups by chance: three levels, aliases downwards.
func grow(r *rand.Rand) (*route53.Zone, []string) {
	var sets []route53.RecordSet
	var checks []string
	policies := []route53.Policy{route53.Simple, route53.Weighted, route53.Failover, route53.Latency, route53.Geolocation, route53.Geoproximity, route53.IPBased, route53.Multivalue}
	places := []route53.RecordSet{{Country: "KR"}, {Country: "US", Subdivision: "WA"}, {Country: "US"}, {Continent: "AS"}, {Continent: "NA"}, {Country: "*"}}
	regions := []string{"us-east-1", "us-west-2", "ap-northeast-2", "eu-central-1", "sa-east-1"}
	for g := range 9 {
		name := fmt.Sprintf("g%d.example.com.", g)
		policy := policies[r.IntN(len(policies))]
		n := 1 + r.IntN(4)
		if policy == route53.Simple {
			n = 1
		} else if policy == route53.Failover {
			n = 2
		}
		for i := range n {
			s := route53.RecordSet{Name: name, Type: "A", TTL: 60, Values: []string{"192.0.2.1"}, Policy: policy, SetID: fmt.Sprintf("g%d-%d", g, i), Primary: i == 0}
			s.Weight, s.Region, s.Bias = int64(r.IntN(4)), regions[i], int64(r.IntN(199)-99)
			p := places[(i*2+r.IntN(2))%len(places)]
			s.Country, s.Continent, s.Subdivision = p.Country, p.Continent, p.Subdivision
			s.CIDRCollection, s.CIDRLocation = "c", []string{"*", "wide", "narrow", "other"}[i]
			if g < 6 && policy != route53.Multivalue && r.IntN(3) > 0 {
				s.Alias, s.AliasZone, s.Values = true, "Z0TEST", nil
				s.AliasName, s.Evaluate = fmt.Sprintf("g%d.example.com.", (g/3+1)*3+r.IntN(3)), r.IntN(3) > 0
			}
			if r.IntN(2) == 0 {
				s.HealthCheck = s.SetID
				checks = append(checks, s.SetID)
			}
			sets = append(sets, s)
		}
	}
	return zoneOf(sets...), checks
}

var blocks = route53.CIDRCollection{ID: "c", Locations: []route53.CIDRLocation{
	{Name: "narrow", Blocks: []string{"203.0.113.0/24"}}, {Name: "wide", Blocks: []string{"203.0.0.0/16", "198.18.0.0/15"}}, {Name: "other", Blocks: []string{"10.0.0.0/8"}},
}}

// TestAnswersAsASimpletonDoes holds every answer of random trees against the
// slow way.
func TestAnswersAsASimpletonDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 53))
	subnets := []string{"203.0.113.0/28", "203.0.113.0/24", "203.0.112.0/23", "198.18.7.0/24", "192.0.2.0/24"}
	for range 400 {
		z, checks := grow(r)
		var down []string
		for _, c := range checks {
			if r.IntN(2) == 0 {
				down = append(down, c)
			}
		}
		x := indexOf(z, blocks)
		v := health(x, down...)
		for range 12 {
			s := simpleton{z, down, route53.CityPlace(r.IntN(len(route53.Cities()))), netip.MustParsePrefix(subnets[r.IntN(len(subnets))]), []route53.CIDRCollection{blocks}}
			name := fmt.Sprintf("g%d.example.com.", r.IntN(9))
			want := s.leaves(name, 0)
			a := &route53.Answer{Explain: r.IntN(2) == 0}
			x.Ask(v, &route53.Query{Name: name, Type: "A", From: s.from, Subnet: s.block, Draw: r.Uint64()}, a)
			if len(a.Records) == 0 && !slices.Contains(want, nothing) || a.Status != route53.NoError {
				t.Fatalf("%s answers %s, want one of %v", name, said(a), want)
			}
			for _, rr := range a.Records {
				if !slices.Contains(want, rr.Set) {
					t.Fatalf("%s answers %s from %s, want one of %v; down %v", name, rr.Set, s.from.Name, want, down)
				}
			}
		}
	}
}

// TestEveryCandidateIsSaid: of each group that is looked at, every record has a
// finding about what became of it, and exactly the chosen ones are chosen.
func TestEveryCandidateIsSaid(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 54))
	for range 200 {
		z, _ := grow(r)
		x := indexOf(z, blocks)
		a := ask(x, health(x), "g0.example.com.", "A", place("Seoul"), r.Uint64())
		seen := map[string]int{}
		group := ""
		for _, f := range a.Findings {
			if strings.HasPrefix(f.Code, "POLICY_") {
				group = fmt.Sprint(f.Depth, f.Name)
				seen[group] = 0
			}
			if f.Rule >= 0 && (f.Code == route53.CodeChosen || strings.HasPrefix(f.Code, "PASSED_")) {
				seen[group]++
			}
		}
		for g, n := range seen {
			if want := len(z.Records.Lookup(g[1:], "A")); n != want {
				t.Fatalf("%s: %d of %d candidates are told of", g, n, want)
			}
		}
	}
}

// FuzzNames reads any text as a name.
func FuzzNames(f *testing.F) {
	for _, s := range []string{"www.example.com", "*.example.com", `a\052b.example.com.`, "..", ".", strings.Repeat("a", 64) + ".com", "\x00.com", "한국.kr", strings.Repeat("a.", 200)} {
		f.Add(s)
	}
	x := indexOf(zoneOf(a(`\052.example.com.`, "", "192.0.2.1")))
	v := health(x)
	n := shop().Internet(7, noon)
	f.Fuzz(func(t *testing.T, s string) {
		name, problem := route53.QueryName(s)
		if problem != "" {
			return
		}
		if !strings.HasSuffix(name, ".") {
			t.Fatalf("%q is %q", s, name)
		}
		x.Ask(v, &route53.Query{Name: name, Type: "A"}, &route53.Answer{})
		for _, server := range []string{"a.root-servers.net", "a.gtld-servers.net", "a.iana-servers.net", "ns1.parked.example.net", "ns-1.awsdns-00.com"} {
			n.Ask(server, &route53.Query{Name: name, Type: "A"}, &route53.Answer{})
		}
		n.Resolve(provider("Seoul"), clientIn("Seoul"), name, "A", &route53.Caches{})
	})
}
