package vpc

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// A network in a few words, for tests. One thing a line; an ID stands first:
//
//	vpc vpc-1 10.0.0.0/16 2001:db8:1::/56
//	igw igw-1 vpc-1
//	subnet subnet-a vpc-1 10.0.1.0/24 zone=us-east-1a
//	table rtb-1 vpc-1 subnets=subnet-a main routes=0.0.0.0/0:igw-1
//	acl acl-1 vpc-1 subnets=subnet-a in=100,allow,tcp,80,0.0.0.0/0 out=…
//	group sg-1 vpc-1 in=tcp,80,0.0.0.0/0 out=all,-,0.0.0.0/0
//	host i-1 subnet-a 10.0.1.10 name=web groups=sg-1 public=13.125.4.9
//
// Several of a kind are parted by semicolons.

const testAccount = "111122223333"

var testRegion = cloud.Scope{Account: testAccount, Region: "us-east-1"}

type testWorld struct {
	t *testing.T
	s State
	r *Region
}

func worldOf(t *testing.T, script string) *testWorld {
	t.Helper()
	w := &testWorld{t: t}
	w.s.Regions = map[cloud.Scope]*Region{}
	w.region(testRegion)
	for line := range strings.Lines(script) {
		line, _, _ = strings.Cut(line, "#")
		if f := strings.Fields(line); len(f) > 0 {
			w.line(f[0], f[1:])
		}
	}
	return w
}

func (w *testWorld) region(scope cloud.Scope) {
	if w.s.Regions[scope] == nil {
		w.s.Regions[scope] = &Region{Scope: scope, Made: true}
	}
	w.r = w.s.Regions[scope]
}

func (w *testWorld) network() *Network { return Compile(&w.s, cloud.DefaultStart, testAccount) }

// words parts plain words from key=value ones.
func words(f []string) (plain []string, keys map[string]string) {
	keys = map[string]string{}
	for _, x := range f {
		if k, v, ok := strings.Cut(x, "="); ok {
			keys[k] = v
		} else if strings.Contains("main nodns nocheck regional private manual", x) && len(plain) > 0 {
			keys[x] = x
		} else {
			plain = append(plain, x)
		}
	}
	return plain, keys
}

func parts(s, sep string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, sep)
}

func addr(s string) netip.Addr {
	if s == "" {
		return netip.Addr{}
	}
	return netip.MustParseAddr(s)
}

func (w *testWorld) line(kind string, f []string) {
	p, k := words(f)
	r := w.r
	switch kind {
	case "region":
		w.region(cloud.Scope{Account: p[0], Region: p[1]})
	case "vpc":
		v := VPC{ID: p[0], DNSSupport: k["nodns"] == ""}
		for _, b := range p[1:] {
			if x := netip.MustParsePrefix(b); x.Addr().Is4() {
				v.Ranges = append(v.Ranges, Range{Prefix: x})
			} else {
				v.Ranges6 = append(v.Ranges6, Range{Prefix: x})
			}
		}
		r.VPCs.Add(v)
	case "igw":
		r.Gateways.Add(InternetGateway{ID: p[0], VPC: p[1]})
	case "eigw":
		r.EgressGateways.Add(EgressOnlyGateway{ID: p[0], VPC: p[1]})
	case "subnet":
		s := Subnet{ID: p[0], VPC: p[1], Prefix: netip.MustParsePrefix(p[2]), Zone: k["zone"], ZoneID: k["zone"]}
		if len(p) > 3 {
			s.Prefix6 = netip.MustParsePrefix(p[3])
		}
		r.Subnets.Add(s)
	case "table":
		w.table(p, k)
	case "acl":
		w.acl(p, k)
	case "group":
		g := SecurityGroup{ID: p[0], VPC: p[1], Name: p[0]}
		g.Rules = append(groupRules(k["in"], false), groupRules(k["out"], true)...)
		r.Groups.Add(g)
	case "list":
		l := PrefixList{ID: p[0], Name: p[1], Owner: "AWS"}
		for _, b := range p[2:] {
			l.Entries = append(l.Entries, PrefixEntry{Prefix: netip.MustParsePrefix(b)})
		}
		r.PrefixLists.Add(l)
	case "fail":
		w.s.Fail(p[0], p[1], 0, 0)
	case "peer":
		w.peer(p)
	default:
		w.hosts(kind, p, k)
	}
}

func (w *testWorld) hosts(kind string, p []string, k map[string]string) {
	r := w.r
	switch kind {
	case "host":
		sn := r.Subnets.Find(p[1])
		e := w.eni("e"+strings.Replace(p[0], "i-", "ni-", 1), p[1], p[2:], k)
		e.Instance = p[0]
		i := Instance{ID: p[0], Subnet: sn.ID, VPC: sn.VPC, State: Running, Interfaces: []string{e.ID}, Tags: Tags{{"Name", k["name"]}}}
		if k["state"] != "" {
			i.State = InstanceState(k["state"])
		}
		r.Interfaces.Add(e)
		r.Instances.Add(i)
	case "eni":
		r.Interfaces.Add(w.eni(p[0], p[1], p[2:], k))
	case "nat":
		w.nat(p, k)
	case "endpoint":
		e := Endpoint{ID: p[0], VPC: p[1], Type: p[2], Service: p[3], State: "available", Policy: k["policy"], PrivateDNS: true}
		if p[2] == "Interface" {
			n := w.eni("eni-"+p[0], p[4], p[5:], k)
			n.Type, n.RequesterManaged, n.Instance = "vpc_endpoint", true, ""
			r.Interfaces.Add(n)
			e.Interfaces = []string{n.ID}
		}
		r.Endpoints.Add(e)
	default:
		w.t.Fatalf("no such thing in a test network: %s", kind)
	}
}

func (w *testWorld) eni(id, subnet string, addrs []string, k map[string]string) Interface {
	sn := w.r.Subnets.Find(subnet)
	e := Interface{ID: id, Subnet: subnet, VPC: sn.VPC, Groups: parts(k["groups"], ","), SourceDestCheck: k["nocheck"] == "", PublicIP: addr(k["public"]), Type: "interface"}
	for _, a := range addrs {
		if x := addr(a); x.Is4() {
			e.Private = append(e.Private, PrivateAddress{IP: x})
		} else {
			e.IPv6 = append(e.IPv6, x)
		}
	}
	return e
}

func (w *testWorld) nat(p []string, k map[string]string) {
	g := NATGateway{ID: p[0], State: "available", Public: k["private"] == "", Regional: k["regional"] != "", AutoZones: k["manual"] == ""}
	if k["state"] != "" {
		g.State = k["state"]
	}
	if g.Regional { // nat nat-1 vpc-1 regional addresses=us-east-1a,3.3.3.3;…
		g.VPC = p[1]
		for _, a := range parts(k["addresses"], ";") {
			zone, ip, _ := strings.Cut(a, ",")
			g.Addresses = append(g.Addresses, NATAddress{Public: addr(ip), ZoneName: zone, ZoneID: zone})
		}
		w.r.NATGateways.Add(g)
		return
	}
	e := w.eni("eni-"+p[0], p[1], p[2:3], map[string]string{})
	e.Type, e.RequesterManaged = "nat_gateway", true
	g.VPC, g.Subnet, g.Interface = e.VPC, p[1], e.ID
	g.Addresses = []NATAddress{{Public: addr(k["public"]), Private: e.Private[0].IP, Interface: e.ID, Primary: true}}
	w.r.Interfaces.Add(e)
	w.r.NATGateways.Add(g)
}

func (w *testWorld) peer(p []string) {
	end := func(id string) PeerEnd {
		for _, r := range regionsInOrder(&w.s) {
			if r.VPCs.Find(id) != nil {
				return PeerEnd{Scope: r.Scope, VPC: id}
			}
		}
		return PeerEnd{VPC: id}
	}
	w.s.Peerings.Add(Peering{ID: p[0], Requester: end(p[1]), Accepter: end(p[2]), Status: p[3]})
}

func (w *testWorld) table(p []string, k map[string]string) {
	t := RouteTable{ID: p[0], VPC: p[1]}
	v := w.r.VPCs.Find(p[1])
	for _, b := range append(append([]Range{}, v.Ranges...), v.Ranges6...) {
		if !strings.Contains(";"+k["routes"], ";"+b.Prefix.String()+":eni-") { // a local route can be led elsewhere
			t.Routes = append(t.Routes, Route{Prefix: b.Prefix, Target: "local", Origin: "CreateRouteTable"})
		}
	}
	for _, s := range parts(k["routes"], ";") {
		i := strings.LastIndexByte(s, ':')
		dst, target := s[:i], s[i+1:]
		target, learned, propagated := strings.Cut(target, "~")
		route := Route{Target: strings.TrimSuffix(target, "!"), Origin: "CreateRoute", Blackhole: strings.HasSuffix(target, "!"), Learned: learned}
		if propagated {
			route.Origin = "EnableVgwRoutePropagation"
		}
		if strings.HasPrefix(dst, "pl-") {
			route.PrefixList = dst
		} else {
			route.Prefix = netip.MustParsePrefix(dst)
		}
		t.Routes = append(t.Routes, route)
	}
	for _, s := range parts(k["subnets"], ",") {
		t.Associations = append(t.Associations, Association{Subnet: s})
	}
	if k["edge"] != "" {
		t.Associations = append(t.Associations, Association{Gateway: k["edge"]})
	}
	if k["main"] != "" {
		v.MainTable = t.ID
	}
	w.r.RouteTables.Add(t)
}

func protocol(s string) int {
	switch s {
	case "all":
		return -1
	case "tcp":
		return 6
	case "udp":
		return 17
	case "icmp":
		return 1
	case "icmpv6":
		return 58
	}
	n, _ := strconv.Atoi(s)
	return n
}

// ports reads 80, 1024-65535 or - for any.
func ports(s string, any int) (int, int) {
	if s == "-" {
		return any, any
	}
	from, to, ok := strings.Cut(s, "-")
	a, _ := strconv.Atoi(from)
	b, _ := strconv.Atoi(to)
	if !ok {
		b = a
	}
	return a, b
}

func (w *testWorld) acl(p []string, k map[string]string) {
	a := NetworkACL{ID: p[0], VPC: p[1]}
	add := func(rules string, egress bool) {
		for _, s := range parts(rules, ";") {
			f := strings.Split(s, ",")
			n, _ := strconv.Atoi(f[0])
			e := ACLEntry{Number: int32(n), Egress: egress, Allow: f[1] == "allow", Protocol: protocol(f[2]), Prefix: netip.MustParsePrefix(f[4]), Type: -1, Code: -1}
			if e.From, e.To = ports(f[3], 0); f[3] == "-" && ported(e.Protocol) {
				e.To = 65535
			}
			if e.Protocol == 1 && f[3] != "-" {
				e.Type, e.From, e.To = e.From, 0, 0
			}
			a.Entries = append(a.Entries, e)
		}
	}
	add(k["in"], false)
	add(k["out"], true)
	for _, s := range parts(k["subnets"], ",") {
		w.r.Subnets.Find(s).ACL = a.ID
	}
	w.r.ACLs.Add(a)
}

func groupRules(rules string, egress bool) []GroupRule {
	var list []GroupRule
	for i, s := range parts(rules, ";") {
		f := strings.Split(s, ",")
		g := GroupRule{ID: fmt.Sprintf("sgr-%d", i), Egress: egress, Protocol: protocol(f[0])}
		g.From, g.To = ports(f[1], -1)
		switch {
		case strings.HasPrefix(f[2], "sg-"):
			g.Group, g.GroupOwner = f[2], testAccount
		case strings.HasPrefix(f[2], "pl-"):
			g.PrefixList = f[2]
		default:
			g.Prefix = netip.MustParsePrefix(f[2])
		}
		if g.Protocol == 1 && f[1] != "-" {
			g.To = -1
		}
		list = append(list, g)
	}
	return list
}
