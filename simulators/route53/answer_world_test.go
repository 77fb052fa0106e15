package route53_test

import (
	"fmt"
	"slices"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

const apex = "example.com."

// zoneOf is a public zone with the records that every zone has and others.
func zoneOf(sets ...route53.RecordSet) *route53.Zone {
	z := &route53.Zone{ID: "Z0TEST", Account: "111122223333", Name: apex, NameServers: []string{"ns-1.awsdns-00.com", "ns-513.awsdns-00.net"}}
	all := append([]route53.RecordSet{
		{Name: apex, Type: "SOA", TTL: 900, Values: []string{"ns-1.awsdns-00.com. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"}},
		{Name: apex, Type: "NS", TTL: 172800, Values: []string{"ns-1.awsdns-00.com.", "ns-513.awsdns-00.net."}},
	}, sets...)
	for _, s := range all {
		z.Records = z.Records.Put(s)
	}
	return z
}

// indexOf compiles a zone with the IP-based policy's collections.
func indexOf(z *route53.Zone, collections ...route53.CIDRCollection) *route53.Index {
	return route53.Compile(z, z.Records, func(id string) *route53.CIDRCollection {
		for i := range collections {
			if collections[i].ID == id {
				return &collections[i]
			}
		}
		return nil
	})
}

// health is a view in which the checks named are down; what is outside is
// healthy and has one address.
func health(x *route53.Index, down ...string) *route53.View {
	return x.View(
		func(id string) bool { return !slices.Contains(down, id) },
		func(zone, name, kind string) route53.Target {
			return route53.Target{Known: true, Healthy: !slices.Contains(down, name), Addresses: []string{"198.51.100.1"}}
		})
}

// ask asks once, with findings.
func ask(x *route53.Index, v *route53.View, name, kind string, from route53.Place, n uint64) *route53.Answer {
	a := &route53.Answer{Explain: true}
	x.Ask(v, &route53.Query{Name: name, Type: kind, From: from, Draw: route53.Draw(7, cloud.Label("test"), n)}, a)
	return a
}

// shares counts the set identifiers of many answers.
func shares(x *route53.Index, v *route53.View, name string, from route53.Place, n int) map[string]int {
	count := map[string]int{}
	a := &route53.Answer{}
	q := &route53.Query{Name: name, Type: "A", From: from}
	for i := range n {
		q.Draw = route53.Draw(7, cloud.Label("shares"), uint64(i))
		x.Ask(v, q, a)
		for _, r := range a.Records {
			count[r.Set]++
		}
	}
	return count
}

// said is an answer in a line.
func said(a *route53.Answer) string {
	var b strings.Builder
	fmt.Fprint(&b, a.Status)
	for _, r := range a.Records {
		fmt.Fprintf(&b, " %s/%s/%s", r.Name, r.Type, r.Value)
	}
	for _, r := range a.Authority {
		fmt.Fprintf(&b, " [%s/%s]", r.Name, r.Type)
	}
	return b.String()
}

func place(name string) route53.Place {
	p, ok := route53.FindPlace(name)
	if !ok {
		panic("no place " + name)
	}
	return p
}

func codes(a *route53.Answer) []string {
	var list []string
	for _, f := range a.Findings {
		list = append(list, f.Code)
	}
	return list
}
