package route53_test

import (
	"net/netip"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

const noon = cloud.DefaultStart

// shop is a world with the story's domain, delegated to a hosted zone.
func shop(sets ...route53.RecordSet) *route53.State {
	s := &route53.State{}
	z := zoneOf(sets...)
	z.Name, z.Records = "lunchbell.example.com.", route53.Records{}
	z.NameServers = []string{"ns-1.awsdns-00.com", "ns-513.awsdns-00.net", "ns-1025.awsdns-00.org", "ns-1537.awsdns-00.co.uk"}
	for _, r := range append([]route53.RecordSet{
		{Name: z.Name, Type: "SOA", TTL: 900, Values: []string{"ns-1.awsdns-00.com. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"}},
		{Name: z.Name, Type: "NS", TTL: 172800, Values: z.NameServers},
	}, sets...) {
		z.Records = z.Records.Put(r)
	}
	s.Zones.Add(*z)
	s.Domains.Add(route53.Domain{Name: "lunchbell.example.com", NameServers: z.NameServers})
	return s
}

const shopName = "lunchbell.example.com."

func provider(city string) route53.Resolver { return route53.Provider(route53.CityNumber(city)) }

func clientIn(city string) route53.Client {
	return route53.Client{Place: place(city), Address: route53.CityPrefix(route53.CityNumber(city)).Addr().Next()}
}

func TestResolverWalksFromTheRoot(t *testing.T) {
	s := shop(a(shopName, "", "203.0.113.20"))
	n := s.Internet(7, noon)
	got := n.Resolve(provider("Seoul"), clientIn("Seoul"), shopName, "A", &route53.Caches{})
	var zones []string
	for _, step := range got.Steps {
		zones = append(zones, step.Zone)
	}
	if want := []string{".", "com.", "example.com.", shopName}; !slices.Equal(zones, want) {
		t.Errorf("it asks servers of %v, want %v", zones, want)
	}
	if len(got.Records) != 1 || got.Records[0].Value != "203.0.113.20" || got.Records[0].TTL != 60 {
		t.Errorf("it answers %+v", got.Records)
	}
}

func TestCacheRunsOut(t *testing.T) {
	s := shop(a(shopName, "", "203.0.113.20"))
	caches := route53.Caches{}
	ask := func(at cloud.Time) string {
		got := s.Internet(7, noon+at).Resolve(provider("Seoul"), clientIn("Seoul"), shopName, "A", &caches)
		if len(got.Records) == 0 {
			return got.Status.String()
		}
		return got.Records[0].Value
	}
	ask(0)
	z := s.Zone("Z0TEST")
	z.Records = z.Records.Put(a(shopName, "", "203.0.113.21"))
	for _, c := range []struct {
		at   cloud.Time
		want string
	}{{10, "203.0.113.20"}, {59, "203.0.113.20"}, {60, "203.0.113.21"}, {119, "203.0.113.21"}} {
		if got := ask(c.at * cloud.Second); got != c.want {
			t.Errorf("after %d s it answers %s, want %s", c.at, got, c.want)
		}
	}
}

func TestNoIsKeptFor900Seconds(t *testing.T) {
	s := shop()
	caches := route53.Caches{}
	ask := func(at cloud.Time) route53.Resolution {
		return s.Internet(7, noon+at*cloud.Second).Resolve(provider("Seoul"), clientIn("Seoul"), "www."+shopName, "A", &caches)
	}
	if got := ask(0); got.Status != route53.NXDomain || got.SOA[0].TTL != 900 {
		t.Fatalf("too early it answers %+v", got)
	}
	z := s.Zone("Z0TEST")
	z.Records = z.Records.Put(a("www."+shopName, "", "203.0.113.20"))
	if got := ask(899); got.Status != route53.NXDomain || !got.Cached || got.SOA[0].TTL != 1 {
		t.Errorf("after 899 s it answers %+v", got)
	}
	if got := ask(900); got.Status != route53.NoError || len(got.Records) != 1 {
		t.Errorf("after 900 s it answers %+v", got)
	}
	other := s.Internet(7, noon).Resolve(provider("Berlin"), clientIn("Berlin"), "www."+shopName, "A", &caches)
	if len(other.Records) != 1 {
		t.Errorf("one who had not asked before gets %+v", other)
	}
}

// geoShop sends Koreans home and everybody else to the second Region.
func geoShop() *route53.State {
	return shop(
		route53.RecordSet{Name: shopName, Type: "A", TTL: 60, SetID: "home", Policy: route53.Geolocation, Country: "KR", Values: []string{"192.0.2.1"}},
		route53.RecordSet{Name: shopName, Type: "A", TTL: 60, SetID: "rest", Policy: route53.Geolocation, Country: "*", Values: []string{"192.0.2.2"}})
}

func TestClientSubnet(t *testing.T) {
	s := geoShop()
	caches := route53.Caches{}
	n := s.Internet(7, noon)
	set := func(r route53.Resolver, c route53.Client) string {
		got := n.Resolve(r, c, shopName, "A", &caches)
		return got.Records[0].Set + " " + got.Scope.String()
	}
	google, _ := route53.PublicResolver(netip.MustParseAddr("8.8.8.8"), place("Tokyo"))
	cloudflare, _ := route53.PublicResolver(netip.MustParseAddr("1.1.1.1"), place("Tokyo"))
	busan := clientIn("Busan")
	prefix := route53.CityPrefix(route53.CityNumber("Busan")).String()
	if got := set(google, busan); got != "home "+prefix {
		t.Errorf("a Korean over Google in Tokyo gets %s", got)
	}
	if got := set(google, clientIn("Tokyo")); !strings.HasPrefix(got, "rest ") {
		t.Errorf("somebody in Tokyo gets %s from the same cache", got)
	}
	if got := set(cloudflare, busan); got != "rest invalid Prefix" {
		t.Errorf("a Korean over Cloudflare in Tokyo gets %s", got)
	}
}

func TestLameServers(t *testing.T) {
	for _, c := range []struct {
		servers []string
		want    route53.Status
	}{
		{[]string{"ns-2.awsdns-00.com"}, route53.ServFail},                                              // refuses
		{[]string{"ns-1.awsdns-99.com", "ns-513.awsdns-00.com"}, route53.ServFail},                      // no such servers
		{[]string{"ns-1.awsdns-99.com", "ns-2.awsdns-00.com", "ns-513.awsdns-00.net"}, route53.NoError}, // one of three
		{nil, route53.NXDomain},
	} {
		s := shop(a(shopName, "", "203.0.113.20"))
		s.Domains.Find("lunchbell.example.com").NameServers = c.servers
		got := s.Internet(7, noon).Resolve(provider("Seoul"), clientIn("Seoul"), shopName, "A", &route53.Caches{})
		if got.Status != c.want {
			t.Errorf("with %v it answers %s, want %s", c.servers, got.Status, c.want)
		}
	}
}

func TestDelegationIsKept(t *testing.T) {
	s := shop(a(shopName, "", "203.0.113.20"), a("www."+shopName, "", "203.0.113.21"))
	caches := route53.Caches{}
	n := s.Internet(7, noon)
	n.Resolve(provider("Seoul"), clientIn("Seoul"), shopName, "A", &caches)
	s.Domains.Find("lunchbell.example.com").NameServers = []string{"ns-2.awsdns-00.com"}
	got := n.Resolve(provider("Seoul"), clientIn("Seoul"), "www."+shopName, "A", &caches)
	if len(got.Steps) != 1 || got.Status != route53.NoError {
		t.Errorf("it does not know the servers any more: %+v", got.Steps)
	}
	if got := n.Resolve(provider("Busan"), clientIn("Busan"), "www."+shopName, "A", &caches); got.Status != route53.ServFail {
		t.Errorf("who comes new gets %s", got.Status)
	}
}

func TestInside(t *testing.T) {
	s := shop(a("www."+shopName, "", "203.0.113.20"))
	vpc := route53.VPC{Region: "ap-northeast-2", ID: "vpc-1"}
	private := zoneOf()
	private.ID, private.Name, private.Private, private.VPCs, private.Records = "Z0PRIVATE", shopName, true, []route53.VPC{vpc}, route53.Records{}
	private.Records = private.Records.
		Put(route53.RecordSet{Name: shopName, Type: "SOA", TTL: 900, Values: []string{"ns-1536.awsdns-00.co.uk. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"}}).
		Put(a("db."+shopName, "", "10.0.1.10")).
		Put(route53.RecordSet{Name: "out." + shopName, Type: "CNAME", TTL: 60, Values: []string{"www.example.com"}})
	s.Zones.Add(*private)
	n := s.Internet(7, noon)
	n.Names = func(name, kind string) ([]string, int64, bool) { return []string{"192.0.2.80"}, 60, true }
	r := route53.VPCResolver("vpc-1", "ap-northeast-2", netip.MustParseAddr("10.0.0.2"))
	on := route53.Inside{VPC: vpc, Support: true, Hostnames: true}
	for _, c := range []struct {
		in   route53.Inside
		name string
		want string
	}{
		{on, "db.", "NOERROR 10.0.1.10"},
		{on, "www.", "NXDOMAIN"},
		{on, "out.", "NOERROR www.example.com 192.0.2.80"},
		{route53.Inside{VPC: vpc, Support: true}, "db.", "NXDOMAIN"},
		{route53.Inside{VPC: vpc, Support: true}, "www.", "NOERROR 203.0.113.20"},
		{route53.Inside{VPC: route53.VPC{Region: "ap-northeast-2", ID: "vpc-2"}, Support: true, Hostnames: true}, "db.", "NXDOMAIN"},
	} {
		got := n.ResolveInside(r, c.in, route53.Client{}, c.name+shopName, "A", &route53.Caches{})
		line := got.Status.String()
		for _, rr := range got.Records {
			line += " " + rr.Value
		}
		if line != c.want {
			t.Errorf("%s inside %+v: %s, want %s", c.name, c.in, line, c.want)
		}
	}
}

func TestChainOf100(t *testing.T) {
	var sets []route53.RecordSet
	link := func(i int) string { return "c" + string(rune('a'+i/26)) + string(rune('a'+i%26)) + "." + shopName }
	for i := range 100 {
		sets = append(sets, route53.RecordSet{Name: link(i), Type: "CNAME", TTL: 60, Values: []string{link(i + 1)}})
	}
	s := shop(append(sets, a(link(100), "", "203.0.113.20"))...)
	got := s.Internet(7, noon).Resolve(provider("Seoul"), clientIn("Seoul"), link(0), "A", &route53.Caches{})
	if got.Status != route53.ServFail {
		t.Errorf("a chain of 100 CNAMEs answers %s", got.Status)
	}
	if got := s.Internet(7, noon).Resolve(provider("Seoul"), clientIn("Seoul"), link(95), "A", &route53.Caches{}); got.Status != route53.NoError || len(got.Records) != 6 {
		t.Errorf("a chain of five answers %+v", got)
	}
}

func TestServerNames(t *testing.T) {
	for name, want := range map[string]string{
		"ns-0.awsdns-00.com": "205.251.192.0", "ns-2047.awsdns-63.co.uk": "205.251.199.255", "ns-512.awsdns-00.net.": "205.251.194.0",
		"ns-512.awsdns-00.com": "", "ns-512.awsdns-01.net": "", "ns-2048.awsdns-00.com": "", "ns-01.awsdns-00.com": "", "ns-.awsdns-00.com": "",
		"a.root-servers.net": "198.41.0.4", "n.root-servers.net": "",
	} {
		four, _, ok := route53.ServerAddress(name)
		if ok != (want != "") || ok && four.String() != want {
			t.Errorf("%s is at %v %v, want %s", name, four, ok, want)
		}
	}
}

func TestCachesShare(t *testing.T) {
	one := route53.Caches{}.With(route53.Cache{Key: "b"}, route53.Cache{Key: "a"})
	two := one.With(route53.Cache{Key: "a", Entries: []route53.Cached{{Name: "x."}}}, route53.Cache{Key: "c"})
	if len(one.Of("a")) != 0 || len(two.Of("a")) != 1 || one.Len() != 2 || two.Len() != 3 {
		t.Errorf("what was there changed: %+v, %+v", one, two)
	}
}
