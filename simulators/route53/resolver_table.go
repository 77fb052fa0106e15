package route53

import (
	"net/netip"
	"slices"
	"sync"
)

// Resolver is a recursive resolver: one that asks on behalf of others and
// keeps what it heard.
type Resolver struct {
	Key      string     // names its cache: Seoul, 8.8.8.8 Tokyo, vpc-0123…
	Address  netip.Addr // that clients ask
	Source   netip.Addr // that name servers see
	Place    Place
	PassesOn bool // sends a part of the client's address along (EDNS client subnet)
	Share    int32
}

// Public resolvers, and whether they pass a part of the client's address on.
// developers.google.com/speed/public-dns/docs/ecs (sends /24 and /56);
// developers.cloudflare.com/1.1.1.1/faq (does not);
// www.isc.org/blogs/quad9-2020-06 (9.9.9.9 does not, 9.9.9.11 does).
// (read 2026-11-20)
var publicResolvers = []struct {
	address  string
	passesOn bool
	last     byte  // of the address that name servers see
	share    int32 // of users, per mille
}{
	{"8.8.8.8", true, 8, 180},
	{"8.8.4.4", true, 4, 0},
	{"1.1.1.1", false, 1, 80},
	{"1.0.0.1", false, 2, 0},
	{"9.9.9.9", false, 9, 20},
	{"9.9.9.11", true, 11, 0},
}

// providerShare is the share of users that ask their provider's resolver, per
// mille. 28.3 % of 10,600 probes in homes used a public resolver, most of them
// Google's (Doan, Fries, Bajpai: Evaluating Public DNS Services in the Wake of
// Increasing Centralization of DNS, IFIP Networking 2021). How the rest is
// shared out among the others is the lab's own assumption.
const providerShare = 720

// sites are the cities in which public resolvers answer: a choice of the
// lab's; the operators' own lists are longer. A client's question goes to the
// nearest.
var sites = []string{
	"Amsterdam", "Atlanta", "Auckland", "Bangkok", "Bogota", "Buenos Aires", "Cairo", "Cape Town", "Chennai", "Chicago", "Dallas", "Delhi", "Denver",
	"Dubai", "Frankfurt", "Hong Kong", "Istanbul", "Jakarta", "Johannesburg", "Kuala Lumpur", "Lagos", "Lima", "London", "Los Angeles", "Madrid", "Manila",
	"Melbourne", "Mexico City", "Miami", "Milan", "Montreal", "Mumbai", "Nairobi", "New York", "Osaka", "Paris", "San Jose", "Santiago", "Sao Paulo", "Seattle",
	"Seoul", "Singapore", "Stockholm", "Sydney", "Taipei", "Tel Aviv", "Tokyo", "Toronto", "Warsaw", "Washington",
}

// nearestSite is the number of the site that is nearest to each city.
var nearestSite = sync.OnceValue(func() []int {
	list := make([]int, len(cities))
	for i := range cities {
		list[i] = siteOf(world().places[i])
	}
	return list
})

func siteOf(p Place) int {
	best, at := 0, int64(1)<<62
	for i, s := range sitePoints() {
		if d := Distance(p.At, s); d < at {
			best, at = i, d
		}
	}
	return best
}

// sitePoints is where the sites lie.
var sitePoints = sync.OnceValue(func() []Point {
	list := make([]Point, len(sites))
	for i, name := range sites {
		s, _ := FindPlace(name)
		list[i] = s.At
	}
	return list
})

// Provider is the resolver of the provider of a city's users.
func Provider(city int) Resolver {
	b := CityPrefix(city).Addr().As4()
	b[3] = 53
	at := netip.AddrFrom4(b)
	return Resolver{Key: cities[city].Name, Address: at, Source: at, Place: CityPlace(city), Share: providerShare}
}

// PublicResolver is a public resolver by its address, at the site that is
// nearest to a place.
func PublicResolver(address netip.Addr, near Place) (Resolver, bool) {
	for _, p := range publicResolvers {
		if netip.MustParseAddr(p.address) != address {
			continue
		}
		site := 0
		switch i := near.spot - 1; {
		case i >= 0 && int(i) < len(cities):
			site = nearestSite()[i]
		case near.Known:
			site = siteOf(near)
		}
		where, _ := FindPlace(sites[site])
		return Resolver{
			Key: p.address + " " + sites[site], Address: address, Source: netip.AddrFrom4([4]byte{198, 19, byte(site), p.last}),
			Place: where, PassesOn: p.passesOn, Share: p.share,
		}, true
	}
	return Resolver{}, false
}

// ResolversOf are the resolvers that the users of a city ask: their provider's
// and the public ones, each with its share of them.
func ResolversOf(city int) []Resolver {
	list := []Resolver{Provider(city)}
	for _, p := range publicResolvers {
		if p.share > 0 {
			r, _ := PublicResolver(netip.MustParseAddr(p.address), CityPlace(city))
			list = append(list, r)
		}
	}
	return list
}

// ResolverAt finds the resolver that answers at an address when it is asked
// from a place: a public one, or a provider's.
func ResolverAt(address netip.Addr, near Place) (Resolver, bool) {
	if r, ok := PublicResolver(address, near); ok {
		return r, true
	}
	if b := address.As16(); cityBase.Contains(address) && address.Is4() && b[15] == 53 && b[13] == 18 && int(b[14]) < len(cities) {
		return Provider(int(b[14])), true
	}
	return Resolver{}, false
}

// VPCResolver is the resolver of a VPC, which lies in its Region and passes
// nothing on.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver.html
func VPCResolver(vpc, region string, address netip.Addr) Resolver {
	p, _ := RegionPlace(region)
	i, ok := world().region[region]
	source := netip.Addr{}
	if ok {
		source = netip.AddrFrom4([4]byte{198, 19, byte(200 + i), 2})
	}
	return Resolver{Key: vpc, Address: address, Source: source, Place: p}
}

// locateResolver places the addresses that public resolvers and VPCs' ask from.
func locateResolver(b [4]byte) (Place, bool) {
	switch i := int(b[2]); {
	case b[1] != 19:
	case i < len(sites):
		return FindPlace(sites[i])
	case i >= 200 && i-200 < len(regions):
		return world().places[len(cities)+i-200], true
	}
	return Place{}, false
}

// Sites are the cities in which public resolvers answer.
func Sites() []string { return slices.Clone(sites) }
