package dns

import (
	"net/netip"
	"strings"

	"skylab/console/desk"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
)

// officeResolver answers the laptop.
var officeResolver = netip.MustParseAddr("203.0.113.1")

// view is the world's DNS as a tool sees it from where it runs.
type view struct {
	d     *desk.Desk
	n     *vpc.Network
	scope cloud.Scope
	here  vpc.Place // where the command runs
	net   *route53.Internet
	asker asker
}

// asker is who asks: somewhere in the world, or a host in a VPC.
type asker struct {
	client route53.Client
	inside *route53.Inside // of a host
	city   int             // its number, or -1
	word   string          // as --from named it
}

// look compiles what is needed to ask, from where the command runs.
func look(d *desk.Desk) *view {
	v := &view{d: d, scope: cloud.Scope{Account: simulators.Account, Region: region(d)}}
	v.n = vpc.Compile(&d.World.VPC, d.World.Cloud.Now, simulators.Account)
	word := "me"
	if d.Host != "" {
		word = d.Host
	}
	v.here, _ = v.n.Resolve(v.scope, word)
	if d.Host != "" {
		v.scope = v.here.Scope
	}
	v.net = d.World.Route53.Internet(d.World.Cloud.Seed, d.World.Cloud.Now)
	v.net.Names, v.net.Explain = v.names, true
	v.net.Draws = d.World.Cloud.Next(cloud.Scope{}, "dns question") << 8
	v.asker = v.me()
	return v
}

func region(d *desk.Desk) string {
	if d.Shell != nil {
		for _, name := range []string{"AWS_REGION", "AWS_DEFAULT_REGION"} {
			if r, ok := d.Shell.Exported(name); ok && r != "" {
				return r
			}
		}
	}
	return d.Region
}

// me is whoever runs the command: the office, or a host.
func (v *view) me() asker {
	if v.d.Host == "" {
		p, _ := route53.FindPlace(route53.OfficeCity)
		return asker{client: route53.Client{Place: p, Address: vpc.Laptop}, city: route53.CityNumber(route53.OfficeCity)}
	}
	p, _ := route53.RegionPlace(v.scope.Region)
	in := &route53.Inside{VPC: route53.VPC{Region: v.scope.Region, ID: v.here.VPC}}
	if r := v.d.World.VPC.Regions[v.scope]; r != nil {
		if x := r.VPCs.Find(v.here.VPC); x != nil {
			in.Support, in.Hostnames = x.DNSSupport, x.DNSHostnames
		}
	}
	return asker{client: route53.Client{Place: p, Address: v.here.Public}, inside: in, city: -1}
}

// from reads a place: a city, a Region, an address or a range of addresses.
func from(word string) (asker, bool) {
	if p, err := netip.ParsePrefix(word); err == nil {
		return asker{client: route53.Client{Place: route53.Locate(p.Addr()), Address: p.Addr(), Subnet: p.Masked()}, city: cityOf(route53.Locate(p.Addr())), word: word}, true
	}
	if a, err := netip.ParseAddr(word); err == nil {
		return asker{client: route53.Client{Place: route53.Locate(a), Address: a}, city: cityOf(route53.Locate(a)), word: word}, true
	}
	p, ok := route53.FindPlace(word)
	if !ok {
		return asker{}, false
	}
	a := asker{client: route53.Client{Place: p}, city: cityOf(p), word: p.Name}
	if a.city >= 0 {
		a.client.Address = route53.CityPrefix(a.city).Addr().Next()
	}
	return a, true
}

func cityOf(p route53.Place) int {
	if !p.Known {
		return -1
	}
	return route53.CityNumber(p.Name)
}

// resolver is who an asker asks unless it names somebody: its VPC's, its
// city's provider's, the office's; somebody nowhere, or in a Region, has a
// resolver of his own there.
func (v *view) resolver(a asker) route53.Resolver {
	switch {
	case a.inside != nil:
		return route53.VPCResolver(a.inside.VPC.ID, a.inside.VPC.Region, netip.MustParseAddr("169.254.169.253"))
	case a.word == "":
		return route53.Resolver{Key: "office", Address: officeResolver, Source: officeResolver, Place: a.client.Place}
	case a.city >= 0 && !a.client.Subnet.IsValid() && strings.EqualFold(a.word, a.client.Place.Name):
		return route53.Provider(a.city)
	}
	r := route53.Resolver{Key: "at " + a.word, Place: a.client.Place, Address: a.client.Address, Source: a.client.Address}
	if !r.Address.IsValid() { // a Region
		return route53.VPCResolver("in "+a.word, a.word, netip.MustParseAddr("169.254.169.253"))
	}
	return r
}
