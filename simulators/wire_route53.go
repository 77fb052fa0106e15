package simulators

import (
	"net/netip"
	"reflect"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/elbv2"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
)

// namesOutside is what Route 53 needs of the rest of the world.
type namesOutside struct {
	w *World
	// The network of one instant, kept for the many probes of one look.
	net *vpc.Network
	at  cloud.Time
	// What the world was like when the checkers looked last.
	seen glimpse
}

// glimpse is what tells whether anything can have changed that checkers meet:
// calls, faults, and places that a lesson declared. Events say so themselves.
type glimpse struct {
	looked                         bool
	calls, faults, sites, outages  int
	faultTimes, siteTimes, siteSum cloud.Time
}

func (w *World) glimpse() glimpse {
	g := glimpse{looked: true, calls: w.Cloud.Trail.Len(), faults: w.VPC.Failed.Len(), sites: w.Route53.Sites.Len()}
	for f := range w.VPC.Failed.All {
		g.faultTimes += f.Since*3 + f.Until
	}
	for s := range w.Route53.Sites.All {
		g.siteSum += cloud.Time(cloud.Label(s.Path+" "+s.Body)) + cloud.Time(s.Status)*7 + cloud.Time(s.Port)*11 + cloud.Time(s.LatencyMS)*13
		for _, o := range s.Down {
			g.outages++
			g.siteTimes += o.From*3 + o.Until
		}
	}
	return g
}

// look lets the health checkers look again, unless nothing can have changed.
func (w *World) look() {
	o := w.Route53.Outside().Networks.(*namesOutside)
	if now := w.glimpse(); now != o.seen {
		w.Route53.Look(&w.Cloud)
		o.seen = now
	}
}

// looksAt are the events after which a health checker may meet something else:
// those of the network and of load balancers.
var looksAt = func() map[reflect.Type]bool {
	m := map[reflect.Type]bool{}
	for _, table := range [...][]cloud.On{vpc.Events, elbv2.Events} {
		for _, on := range table {
			m[on.What] = true
		}
	}
	return m
}()

func (w *World) wireRoute53() {
	o := &namesOutside{w: w}
	w.Route53.Wire(route53.Outside{Networks: o, Balancers: o, Endpoints: o, Alarms: o})
}

// Owner finds a VPC's account.
func (o *namesOutside) Owner(v route53.VPC) (string, bool) {
	for scope, r := range o.w.VPC.Regions {
		if scope.Region == v.Region && r.VPCs.Find(v.ID) != nil {
			return scope.Account, true
		}
	}
	return "", false
}

// Balancer finds a load balancer by its name.
func (o *namesOutside) Balancer(name string, at cloud.Time) (zone string, addresses []netip.Addr, healthy, known bool) {
	b := o.w.ELB.Named(name)
	if b == nil {
		return "", nil, false, false
	}
	return b.HostedZone(), b.Addresses(o.w.Cloud.Seed, at), o.w.ELB.Healthy(b, at), true
}

// Edges are the instants at which a fault begins or ends. Each look begins
// with them, so the network is compiled anew for it.
func (o *namesOutside) Edges(now cloud.Time) []cloud.Time {
	o.net = nil
	var list []cloud.Time
	for f := range o.w.VPC.Failed.All {
		for _, t := range [...]cloud.Time{f.Since, f.Until} {
			if t > now {
				list = append(list, t)
			}
		}
	}
	return list
}

func (o *namesOutside) network(at cloud.Time) *vpc.Network {
	if o.net == nil || o.at != at {
		o.net, o.at = vpc.Compile(&o.w.VPC, at, Account), at
	}
	return o.net
}

// Probe is what a checker meets: an instance behind its groups and lists, a
// load balancer, or an address that AWS gave back and nobody has.
func (o *namesOutside) Probe(from netip.Addr, t route53.Asked, at cloud.Time) (route53.Encounter, bool) {
	if known, listens, status, body := o.w.ELB.Probe(o.w.Cloud.Seed, t.Address, t.Port, at); known {
		return route53.Encounter{Silent: !listens, Status: status, Body: body}, true
	}
	n := o.network(at)
	to := n.PlaceAt(t.Address)
	if to.Kind != vpc.AtInterface {
		return route53.Encounter{Silent: true}, vpc.GivesOut(t.Address)
	}
	trace, err := n.Ask(vpc.Ask{From: vpc.Place{Kind: vpc.AtInternet, Addr: from, Exact: true}, To: to, Proto: vpc.TCP, Port: t.Port}, nil)
	if err != nil || trace.Verdict != cloud.Allowed {
		return route53.Encounter{Silent: true}, true
	}
	l, ok := o.w.listener(to.Instance, int(t.Port))
	if !ok {
		return route53.Encounter{Refused: true}, true
	}
	return route53.Encounter{Status: httpStatus(l), Body: l.Answer}, true
}

// listener finds what listens on a TCP port of an instance for others.
func (w *World) listener(instance string, port int) (vpc.Listener, bool) {
	for _, r := range w.VPC.Regions {
		i := r.Instances.Find(instance)
		if i == nil {
			continue
		}
		for _, l := range i.Listening {
			if l.Protocol == int(vpc.TCP) && l.Port == port && !l.Loopback {
				return l, true
			}
		}
	}
	return vpc.Listener{}, false
}

// httpStatus is 200 of whatever speaks HTTP.
func httpStatus(l vpc.Listener) int32 {
	for _, mute := range [...]string{"ssh", "mysql", "maria", "postgres", "redis", "named"} {
		if strings.HasPrefix(l.Name, mute) {
			return 0
		}
	}
	return 200
}

// Resolve looks a name's addresses up as everybody sees them, without a cache.
func (o *namesOutside) Resolve(name string, at cloud.Time) []netip.Addr {
	var list []netip.Addr
	for _, v := range o.w.lookUp(name, "A", at) {
		if a, err := netip.ParseAddr(v); err == nil {
			list = append(list, a)
		}
	}
	return list
}

// Internet is the DNS of the world at an instant, with AWS's own names.
func (w *World) Internet(at cloud.Time) *route53.Internet {
	n := w.Route53.Internet(w.Cloud.Seed, at)
	n.Names = func(name, kind string) ([]string, int64, bool) { return w.amazonName(name, kind, at) }
	return n
}

// amazonName answers for names under amazonaws.com: load balancers and the
// public names of instances.
func (w *World) amazonName(name, kind string, at cloud.Time) (values []string, ttl int64, exists bool) {
	if b := w.ELB.Named(name); b != nil {
		for _, a := range b.Addresses(w.Cloud.Seed, at) {
			if kind == "A" {
				values = append(values, a.String())
			}
		}
		return values, 60, true
	}
	if a, ok := instanceName(strings.TrimSuffix(name, ".")); ok {
		if to := vpc.Compile(&w.VPC, at, Account).PlaceAt(a); to.Kind == vpc.AtInterface {
			if kind == "A" {
				values = []string{a.String()}
			}
			return values, 7200, true
		}
	}
	return nil, 0, false
}

// instanceName reads the address out of ec2-203-0-113-20.….amazonaws.com.
func instanceName(name string) (netip.Addr, bool) {
	first, rest, _ := strings.Cut(name, ".")
	parts := strings.Split(first, "-")
	if len(parts) != 5 || parts[0] != "ec2" || !strings.HasSuffix(rest, ".amazonaws.com") || !strings.Contains(rest, "compute") {
		return netip.Addr{}, false
	}
	var b [4]byte
	for i, p := range parts[1:] {
		n, err := strconv.ParseUint(p, 10, 8)
		if err != nil {
			return netip.Addr{}, false
		}
		b[i] = byte(n)
	}
	return netip.AddrFrom4(b), true
}

// lookUp asks from the root down, as a resolver with an empty cache does that
// stands in AWS's oldest Region.
func (w *World) lookUp(name, kind string, at cloud.Time) []string {
	near, _ := route53.RegionPlace("us-east-1")
	r, ok := route53.PublicResolver(netip.AddrFrom4([4]byte{8, 8, 8, 8}), near)
	if !ok {
		return nil
	}
	var caches route53.Caches
	if !strings.HasSuffix(name, ".") {
		name += "."
	}
	got := w.Internet(at).Resolve(r, route53.Client{Place: near}, strings.ToLower(name), kind, &caches)
	var list []string
	for _, x := range got.Records {
		if x.Type == kind {
			list = append(list, x.Value)
		}
	}
	return list
}

// DataState is what the data of an alarm say.
func (o *namesOutside) DataState(account, region, name string, at cloud.Time) (string, bool) {
	return o.w.CloudWatch.DataState(cloud.Scope{Account: account, Region: region}, name, at)
}

// Last is what they said last.
func (o *namesOutside) Last(account, region, name string, at cloud.Time) string {
	return o.w.CloudWatch.Last(cloud.Scope{Account: account, Region: region}, name, at)
}
