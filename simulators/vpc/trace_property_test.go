package vpc

import (
	"fmt"
	"net/netip"
	"reflect"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// dice draws whole numbers: the same sequence for the same seed.
type dice struct{ seed, n uint64 }

func (d *dice) below(n int) int {
	d.n++
	return int(cloud.RollBelow(d.seed, 99, d.n, uint64(n)))
}

func pick[T any](d *dice, list ...T) T { return list[d.below(len(list))] }

// dumbRoute chooses a route in the words of AWS's page, one sentence after the
// other, without any order prepared beforehand.
func dumbRoute(routes []Route, dst netip.Addr) int {
	propagated := func(r Route) bool { return r.Origin == "EnableVgwRoutePropagation" }
	local := false
	for _, r := range routes {
		local = local || r.Target == "local" && r.Prefix.Contains(dst)
	}
	best := -1
	for i, r := range routes {
		if !r.Prefix.Contains(dst) || propagated(r) && local {
			continue
		}
		longer := best < 0 || r.Prefix.Bits() > routes[best].Prefix.Bits()
		same := best >= 0 && r.Prefix.Bits() == routes[best].Prefix.Bits()
		if longer || same && (r.Target == "local" && routes[best].Target != "local" || propagated(routes[best]) && !propagated(r)) {
			best = i
		}
	}
	return best
}

// overlapping is a range out of a few that contain each other.
func overlapping(d *dice) netip.Prefix {
	a := netip.AddrFrom4([4]byte{10, byte(d.below(2)), byte(d.below(2)), byte(d.below(2) * 128)})
	return netip.PrefixFrom(a, pick(d, 0, 8, 15, 16, 23, 24, 25, 32)).Masked()
}

func TestRouteChoiceEqualsADumbOne(t *testing.T) {
	for seed := range uint64(400) {
		d := &dice{seed: seed}
		var routes []Route
		taken := map[netip.Prefix]bool{}
		for range 2 + d.below(8) {
			r := Route{Prefix: overlapping(d), Target: pick(d, "local", "igw-1", "vgw-1"), Origin: "CreateRoute"}
			if r.Target == "local" {
				r.Prefix = netip.PrefixFrom(r.Prefix.Addr(), 16).Masked()
			}
			if r.Target == "vgw-1" && d.below(2) == 0 {
				r.Origin = "EnableVgwRoutePropagation"
			}
			if r.Origin == "CreateRoute" && taken[r.Prefix] {
				continue // AWS keeps one static route for a range
			}
			taken[r.Prefix] = taken[r.Prefix] || r.Origin == "CreateRoute"
			routes = append(routes, r)
		}
		n := Network{ids: map[string]ref{}}
		table := tableNode{}
		for i, r := range routes {
			table.routes = n.routesOf(table.routes, "us-east-1", none, r, int32(i))
		}
		table.settle()
		for range 20 {
			dst := netip.AddrFrom4([4]byte{10, byte(d.below(2)), byte(d.below(2)), byte(d.below(4) * 64)})
			want, got := dumbRoute(routes, dst), -1
			if r := table.choose(dst); r != nil {
				got = int(r.place)
			}
			if want != got && !(want >= 0 && got >= 0 && equals(routes[want], routes[got])) {
				t.Fatalf("seed %d, %v: %d, want %d of %+v", seed, dst, got, want, routes)
			}
		}
	}
}

// equals: two propagated routes of one range, of which either may be taken.
func equals(a, b Route) bool { return a.Prefix == b.Prefix && a.Origin == b.Origin }

// dumbList judges by the smallest number among all entries that fit.
func dumbList(entries []ACLEntry, p Packet, out bool) (int32, bool) {
	best, allow := int32(32767), false
	end := p.Src
	if out {
		end = p.Dst
	}
	for _, e := range entries {
		fits := e.Egress == out && e.Prefix.Contains(end) && e.Number < best
		fits = fits && (e.Protocol == -1 || e.Protocol == int(p.Proto))
		if e.Protocol == 6 || e.Protocol == 17 {
			fits = fits && int(p.DstPort) >= e.From && int(p.DstPort) <= e.To
		}
		if e.Protocol == 1 {
			fits = fits && (e.Type == -1 || e.Type == 8) && (e.Code == -1 || e.Code == 0)
		}
		if fits {
			best, allow = e.Number, e.Allow
		}
	}
	return best, allow
}

func TestListEqualsADumbOne(t *testing.T) {
	for seed := range uint64(400) {
		d := &dice{seed: seed}
		r := &Region{Scope: testRegion}
		acl := NetworkACL{ID: "acl-1"}
		number := int32(0)
		for range 1 + d.below(9) {
			number += int32(1 + d.below(50))
			e := ACLEntry{Number: number, Egress: d.below(2) == 0, Allow: d.below(2) == 0, Protocol: pick(d, -1, 6, 17, 1), Prefix: overlapping(d), Type: pick(d, -1, 8, 0), Code: pick(d, -1, 0, 3)}
			e.From = d.below(100)
			e.To = e.From + d.below(1000)
			acl.Entries = append(acl.Entries, e)
		}
		r.ACLs.Add(acl)
		n := Compile(&State{Regions: map[cloud.Scope]*Region{testRegion: r}}, 0, testAccount)
		for range 20 {
			p := Packet{Src: overlapping(d).Addr(), Dst: overlapping(d).Addr(), DstPort: uint16(d.below(1200)), Proto: pick(d, TCP, UDP, ICMP)}
			out := d.below(2) == 0
			rule, allow := n.acls[0].judge(&p, echo(p.Proto, false), out)
			if wantRule, wantAllow := dumbList(acl.Entries, p, out); rule != wantRule || allow != wantAllow {
				t.Fatalf("seed %d: rule %d %v, want %d %v: %+v by %+v", seed, rule, allow, wantRule, wantAllow, p, acl.Entries)
			}
		}
	}
}

// randomWorld is two VPCs with whatever chance puts into them.
func randomWorld(d *dice) string {
	var b strings.Builder
	fmt.Fprint(&b, "vpc vpc-a 10.0.0.0/16\nvpc vpc-b 10.1.0.0/16\nigw igw-a vpc-a\nlist pl-s3 com.amazonaws.us-east-1.s3 52.216.0.0/15\n")
	fmt.Fprintf(&b, "peer pcx-1 vpc-a vpc-b %s\n", pick(d, "active", "active", "pending-acceptance"))
	fmt.Fprint(&b, "subnet subnet-a1 vpc-a 10.0.1.0/24 zone=z1\nsubnet subnet-a2 vpc-a 10.0.2.0/24 zone=z2\nsubnet subnet-b vpc-b 10.1.1.0/24 zone=z1\n")
	fmt.Fprintf(&b, "nat nat-1 %s 10.0.%d.9 public=3.3.3.9 state=%s\n", "subnet-a1", 1, pick(d, "available", "available", "pending"))
	fmt.Fprint(&b, "endpoint vpce-1 vpc-a Gateway com.amazonaws.us-east-1.s3\n")
	for i, s := range []string{"a1", "a2", "b"} {
		v := s[:1]
		rules := func() string {
			var list []string
			for k := range d.below(4) {
				list = append(list, fmt.Sprintf("%d,%s,%s,%s,%s", 10*k+10, pick(d, "allow", "allow", "deny"), pick(d, "all", "tcp", "icmp"), pick(d, "-", "80", "1024-65535"), pick(d, "0.0.0.0/0", "10.0.0.0/8", "192.0.2.0/24")))
			}
			return strings.ReplaceAll(strings.Join(list, ";"), "icmp,80", "icmp,-")
		}
		fmt.Fprintf(&b, "acl acl-%s vpc-%s subnets=subnet-%s in=%s out=%s\n", s, v, s, rules(), rules())
		routes := []string{}
		for _, dst := range []string{"0.0.0.0/0", "10.1.0.0/16", "10.0.0.0/16", "pl-s3"} {
			if d.below(3) > 0 && dst != map[string]string{"a": "10.0.0.0/16", "b": "10.1.0.0/16"}[v] {
				routes = append(routes, dst+":"+pick(d, "igw-a", "nat-1", "pcx-1", "vpce-1", "eni-x", "igw-a!", "tgw-1", "tgw-1", "tgw-1"))
			}
		}
		fmt.Fprintf(&b, "table rtb-%s vpc-%s subnets=subnet-%s routes=%s\n", s, v, s, strings.Join(routes, ";"))
		group := func() string {
			return pick(d, "", "all,-,0.0.0.0/0", "tcp,80,0.0.0.0/0", "tcp,80,sg-"+pick(d, "a1", "a2", "b"), "tcp,443,pl-s3", "icmp,-,0.0.0.0/0")
		}
		fmt.Fprintf(&b, "group sg-%s vpc-%s in=%s out=%s\n", s, v, group(), group())
		fmt.Fprintf(&b, "host i-%s subnet-%s 10.%d.%d.10 name=%s groups=sg-%s %s state=%s\n", s, s, i/2, i%2+1, s, s, pick(d, "", "public=3.3.3."+fmt.Sprint(i+1)), pick(d, "running", "running", "running", "stopped"))
	}
	fmt.Fprintf(&b, "host i-x subnet-a2 10.0.2.77 name=x groups=sg-a2 %s\n", pick(d, "", "nocheck", "public=3.3.3.7"))
	if d.below(5) == 0 {
		fmt.Fprintf(&b, "fail az %s\n", pick(d, "z1", "z2"))
	}
	return b.String()
}

// TestTracesAreSound holds traces of random networks against what must be true
// of every trace.
func TestTracesAreSound(t *testing.T) {
	verdicts := map[cloud.Verdict]int{}
	for seed := range uint64(400) {
		d := &dice{seed: seed}
		script := randomWorld(d)
		w := worldOf(t, script)
		before := w.s.Clone()
		n := w.network()
		open := worldOf(t, opened(script)).network()
		for range 12 {
			f := []string{pick(d, "a1", "a2", "b", "x", "internet", "me"), pick(d, "a1", "a2", "b", "x", "internet", "s3", "10.0.1.55", "3.3.3.9") + pick(d, "", ":80"), pick(d, "tcp", "udp", "icmp")}
			if strings.HasPrefix(f[1], f[0]) {
				continue
			}
			tr, err := askWords(n, f)
			if err != nil {
				t.Fatal(err)
			}
			if why := unsound(tr); why != "" {
				t.Fatalf("seed %d, %v: %s\n%s\n%s", seed, f, why, script, traceText(tr))
			}
			if loose, _ := askWords(open, f); tr.Verdict == cloud.Allowed && loose.Verdict != cloud.Allowed {
				t.Fatalf("seed %d, %v: opening a group shuts the way\n%s\n%s", seed, f, script, traceText(loose))
			}
			verdicts[tr.Verdict]++
		}
		if !reflect.DeepEqual(before, w.s) {
			t.Fatalf("seed %d: tracing changed the state", seed)
		}
	}
	for v, least := range map[cloud.Verdict]int{cloud.Allowed: 100, cloud.Denied: 100, cloud.Unknown: 5} {
		if verdicts[v] < least {
			t.Errorf("only %d traces of verdict %d: the worlds prove too little", verdicts[v], v)
		}
	}
}

// opened is the same network with all security groups wide open.
func opened(script string) string {
	var b strings.Builder
	for line := range strings.Lines(script) {
		if strings.HasPrefix(line, "group ") {
			f := strings.Fields(line)
			line = f[0] + " " + f[1] + " " + f[2] + " in=all,-,0.0.0.0/0 out=all,-,0.0.0.0/0\n"
		}
		b.WriteString(line)
	}
	return b.String()
}

// unsound says which law a trace breaks.
func unsound(tr Trace) string {
	refused, unknown, back := false, false, false
	for i, h := range tr.Hops {
		switch {
		case h.Reason.Beyond != refused && !(refused && oneInterface(tr.Hops, i)):
			return fmt.Sprintf("hop %d: beyond is %v after a refusal: %v", i+1, h.Reason.Beyond, refused)
		case back && !h.Back:
			return fmt.Sprintf("hop %d goes there again", i+1)
		case !h.Packet.Src.IsValid() || !h.Packet.Dst.IsValid():
			return fmt.Sprintf("hop %d: a packet without an address", i+1)
		}
		refused = refused || h.Reason.Verdict == cloud.Denied
		unknown = unknown || h.Reason.Verdict == cloud.Unknown
		back = h.Back
	}
	switch {
	case len(tr.Hops) == 0:
		return "no hops"
	case (tr.Verdict == cloud.Denied) != refused, (tr.Verdict == cloud.Allowed) != (!refused && !unknown):
		return "the verdict is not that of the hops"
	case tr.Verdict == cloud.Allowed && (!tr.Arrives || !back):
		return "allowed, but it does not arrive and come back"
	case tr.Verdict == cloud.Allowed && tr.Hops[len(tr.Hops)-1].Packet != tr.Packet.Answer():
		return "the answer is not the one that was asked for"
	}
	return ""
}

// oneInterface tells whether a hop is one more group of the interface that the
// hop before refused at: groups refuse together.
func oneInterface(hops []Hop, i int) bool {
	return i > 0 && hops[i].Kind == "group" && hops[i-1].Kind == "group" && hops[i-1].Reason.Verdict == cloud.Denied
}

func FuzzResolve(f *testing.F) {
	for _, s := range []string{"web:80", "internet:198.51.100.7", "[2001:db8::1]:443", "s3:bucket:443", "i-0", "::1", "a:b:c", "internet:", "[", "[]:", "s3:", ":80", "web:", "fe80::1%eth0", "\x1b[2J", "ip-10-0-1-10.ec2.internal"} {
		f.Add(s)
	}
	w := worldOf(&testing.T{}, "vpc vpc-1 10.0.0.0/16\nigw igw-1 vpc-1\nsubnet subnet-a vpc-1 10.0.1.0/24\ntable rtb-1 vpc-1 main routes=0.0.0.0/0:igw-1\nhost i-web subnet-a 10.0.1.10 name=web public=3.3.3.3\n")
	n := w.network()
	web, _ := n.Resolve(testRegion, "web")
	f.Fuzz(func(t *testing.T, word string) {
		p, err := n.Resolve(testRegion, word)
		if err != nil {
			if _, ok := err.(*ResolveError); !ok {
				t.Fatalf("%q: %T", word, err)
			}
			return
		}
		tr, err := n.Ask(Ask{From: web, To: p, Proto: TCP}, nil)
		if err == nil {
			if why := unsound(tr); why != "" {
				t.Fatalf("%q: %s\n%s", word, why, traceText(tr))
			}
		}
	})
}
