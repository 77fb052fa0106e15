package route53_test

import (
	"fmt"
	"slices"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

func a(name, set string, values ...string) route53.RecordSet {
	return route53.RecordSet{Name: name, Type: "A", TTL: 60, Values: values, SetID: set}
}

// tree is the developer guide's: latency over weights, each with checks.
func tree() *route53.Zone {
	alias := func(name, region string) route53.RecordSet {
		return route53.RecordSet{Name: "www.example.com.", Type: "A", SetID: region, Policy: route53.Latency, Region: region, Alias: true, AliasZone: "Z0TEST", AliasName: name, Evaluate: true}
	}
	sets := []route53.RecordSet{
		{Name: apex, Type: "A", SetID: "P", Policy: route53.Failover, Primary: true, Alias: true, AliasZone: "Z0TEST", AliasName: "www.example.com.", Evaluate: true},
		{Name: apex, Type: "A", SetID: "S", Policy: route53.Failover, TTL: 60, Values: []string{"192.0.2.99"}},
		alias("us.example.com.", "us-east-1"), alias("ap.example.com.", "ap-northeast-2"),
	}
	for _, where := range []string{"us", "ap"} {
		for i := range 2 {
			id := fmt.Sprintf("%s%d", where, i+1)
			sets = append(sets, route53.RecordSet{Name: where + ".example.com.", Type: "A", SetID: id, Policy: route53.Weighted, Weight: int64(i + 1), TTL: 60, Values: []string{fmt.Sprintf("192.0.2.%d", len(sets))}, HealthCheck: id})
		}
	}
	return zoneOf(sets...)
}

func TestTreeBacksOut(t *testing.T) {
	x := indexOf(tree())
	for _, c := range []struct {
		down string
		from string
		want []string
	}{
		{"", "Seoul", []string{"ap1", "ap2"}},
		{"", "New York", []string{"us1", "us2"}},
		{"ap1", "Seoul", []string{"ap2"}},
		{"ap1 ap2", "Seoul", []string{"us1", "us2"}},
		{"ap1 ap2 us1 us2", "Seoul", []string{"S"}},
	} {
		var down []string
		for _, d := range []string{"ap1", "ap2", "us1", "us2"} {
			if slices.Contains(fields(c.down), d) {
				down = append(down, d)
			}
		}
		got := shares(x, health(x, down...), apex, place(c.from), 400)
		var names []string
		for n := range got {
			names = append(names, n)
		}
		slices.Sort(names)
		if !slices.Equal(names, c.want) {
			t.Errorf("with %q down, %s gets %v, want %v", c.down, c.from, got, c.want)
		}
	}
}

func fields(s string) []string {
	var list []string
	for len(s) > 0 {
		i := 0
		for i < len(s) && s[i] != ' ' {
			i++
		}
		list = append(list, s[:i])
		if i < len(s) {
			i++
		}
		s = s[i:]
	}
	return list
}

func TestNames(t *testing.T) {
	x := indexOf(zoneOf(
		a(`\052.example.com.`, "", "192.0.2.1"), a("acme.example.com.", "", "192.0.2.2"), a("deep.in.there.example.com.", "", "192.0.2.3"),
		route53.RecordSet{Name: "www.example.com.", Type: "CNAME", TTL: 300, Values: []string{"ACME.example.com"}},
		route53.RecordSet{Name: "out.example.com.", Type: "CNAME", TTL: 300, Values: []string{"cdn.example.net"}},
		route53.RecordSet{Name: "round.example.com.", Type: "CNAME", TTL: 300, Values: []string{"round.example.com"}},
		route53.RecordSet{Name: "staff.example.com.", Type: "NS", TTL: 300, Values: []string{"ns.staff.example.com", "ns.elsewhere.test"}},
		a("ns.staff.example.com.", "", "192.0.2.53"),
	))
	v := health(x)
	for _, c := range [][3]string{
		{"acme.example.com.", "A", "NOERROR acme.example.com./A/192.0.2.2"},
		{"acme.example.com.", "AAAA", "NOERROR [example.com./SOA]"},
		{"any.thing.example.com.", "A", "NOERROR any.thing.example.com./A/192.0.2.1"},
		{"below.acme.example.com.", "A", "NXDOMAIN [example.com./SOA]"},
		{"there.example.com.", "A", "NOERROR [example.com./SOA]"},
		{"other.in.there.example.com.", "A", "NXDOMAIN [example.com./SOA]"},
		{"www.example.com.", "A", "NOERROR www.example.com./CNAME/ACME.example.com acme.example.com./A/192.0.2.2"},
		{"www.example.com.", "CNAME", "NOERROR www.example.com./CNAME/ACME.example.com"},
		{"www.example.com.", "AAAA", "NOERROR www.example.com./CNAME/ACME.example.com [example.com./SOA]"},
		{"out.example.com.", "A", "NOERROR out.example.com./CNAME/cdn.example.net"},
		{"staff.example.com.", "A", "NOERROR [staff.example.com./NS] [staff.example.com./NS]"},
		{"x.y.staff.example.com.", "TXT", "NOERROR [staff.example.com./NS] [staff.example.com./NS]"},
		{"staff.example.com.", "DS", "NOERROR [example.com./SOA]"},
		{"example.net.", "A", "REFUSED"},
		{"notexample.com.", "A", "REFUSED"},
		{"example.com.", "SOA", "NOERROR example.com./SOA/ns-1.awsdns-00.com. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"},
	} {
		if got := said(ask(x, v, c[0], c[1], route53.Place{}, 1)); got != c[2] {
			t.Errorf("%s %s: %s\nwant %s", c[0], c[1], got, c[2])
		}
	}
	if got := ask(x, v, "staff.example.com.", "A", route53.Place{}, 1); len(got.Additional) != 1 || got.Authoritative || !got.Referral() {
		t.Errorf("a referral is %+v", got)
	}
	if got := ask(x, v, "round.example.com.", "A", route53.Place{}, 1); len(got.Records) != 16 {
		t.Errorf("a CNAME to itself gives %d records", len(got.Records))
	}
	if got := ask(x, v, "no.acme.example.com.", "A", route53.Place{}, 1).Authority[0]; got.TTL != 900 {
		t.Errorf("a negative answer is kept %d s", got.TTL)
	}
}

func TestAliasesInACircle(t *testing.T) {
	alias := func(from, to string, evaluate bool) route53.RecordSet {
		return route53.RecordSet{Name: from + ".example.com.", Type: "A", Alias: true, AliasZone: "Z0TEST", AliasName: to + ".example.com.", Evaluate: evaluate}
	}
	for _, evaluate := range []bool{false, true} {
		x := indexOf(zoneOf(alias("a", "b", evaluate), alias("b", "c", evaluate), alias("c", "a", evaluate), alias("gone", "nowhere", evaluate)))
		got := ask(x, health(x), "a.example.com.", "A", route53.Place{}, 1)
		if got.Status != route53.ServFail || !slices.Contains(codes(got), route53.CodeAliasCircle) {
			t.Errorf("a circle answers %s", said(got))
		}
		if got := said(ask(x, health(x), "gone.example.com.", "A", route53.Place{}, 1)); got != "NOERROR [example.com./SOA]" {
			t.Errorf("an alias to nothing answers %s", got)
		}
	}
}

func TestFindingsSayWhoLost(t *testing.T) {
	x := indexOf(tree())
	got := ask(x, health(x, "ap1", "ap2"), "www.example.com.", "A", place("Seoul"), 1)
	for _, want := range []string{"POLICY_LATENCY", "TARGET_UNHEALTHY", "PASSED_UNHEALTHY", "TARGET_HEALTHY", "CHOSEN", "ALIAS_FOLLOWED", "POLICY_WEIGHTED", "HEALTH_CHECK_HEALTHY", "PASSED_NOT_DRAWN"} {
		if !slices.Contains(codes(got), want) {
			t.Errorf("the findings lack %s: %v", want, codes(got))
		}
	}
	known := route53.Codes()
	for _, c := range codes(got) {
		if !slices.Contains(known, c) {
			t.Errorf("%s is not among the codes", c)
		}
	}
}

func TestAnswersAllocateNothing(t *testing.T) {
	x := indexOf(tree())
	v, q, got := health(x), &route53.Query{Name: apex, Type: "A", From: place("Seoul")}, &route53.Answer{}
	x.Ask(v, q, got)
	if n := testing.AllocsPerRun(100, func() { q.Draw++; x.Ask(v, q, got) }); n != 0 {
		t.Errorf("an answer allocates %.0f times", n)
	}
}

// BenchmarkAnswer asks through three levels: failover, latency, weights.
func BenchmarkAnswer(b *testing.B) {
	x := indexOf(tree())
	v, q, got := health(x), &route53.Query{Name: apex, Type: "A", From: place("Seoul")}, &route53.Answer{}
	label := cloud.Label("bench")
	b.ReportAllocs()
	n := uint64(0)
	for b.Loop() {
		n++
		q.Draw = route53.Draw(7, label, n)
		x.Ask(v, q, got)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "answers/s")
}

// BenchmarkCompile makes a zone of 10,000 records ready.
func BenchmarkCompile(b *testing.B) {
	z := zoneOf()
	for i := range 10_000 {
		z.Records = z.Records.Put(a(fmt.Sprintf("host-%05d.example.com.", i), "", "192.0.2.1"))
	}
	for b.Loop() {
		x := indexOf(z)
		health(x)
	}
}
