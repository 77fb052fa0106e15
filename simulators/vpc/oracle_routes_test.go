package vpc_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// oracleTargets are the things that routes of the cases lead to, in the words
// of worldOf; what is not simulated is named by an ID of its kind.
const oracleTargets = `
igw igw-1 vpc-1
eigw eigw-1 vpc-1
vpc vpc-2 172.31.0.0/16
peer pcx-1 vpc-1 vpc-2 active
subnet subnet-t vpc-1 10.0.250.0/24
nat nat-1 subnet-t 10.0.250.9 public=3.3.3.3
host i-t subnet-t 10.0.250.10 nocheck
endpoint vpce-1 vpc-1 Gateway com.amazonaws.us-east-1.s3
`

var targetIDs = map[string]string{
	"igw": "igw-1", "eigw": "eigw-1", "pcx": "pcx-1", "nat": "nat-1", "eni": "eni-t", "vpce": "vpce-1",
	"local": "local", "vgw": "vgw-1", "tgw": "tgw-1", "instance": "eni-t",
}

// routeTable writes a case's routes in the words of worldOf. The local ranges
// are the VPC's own.
func routeTable(routes []any) (vpcs, lists, table string) {
	ranges, lines := []string{}, []string{}
	for _, x := range routes {
		r := members(x)
		dest, target := text(r["dest"]), text(r["target"])
		if target == "local" {
			ranges = append(ranges, dest)
			continue
		}
		id, known := targetIDs[target]
		if !known {
			panic(unreadable("target " + target))
		}
		if strings.HasPrefix(dest, "pl-") {
			entries := texts(r["entries"])
			if len(entries) == 0 {
				entries = []string{"52.216.0.0/15"}
			}
			lists += fmt.Sprintf("list %s com.amazonaws.us-east-1.s3 %s\n", dest, strings.Join(entries, " "))
		}
		switch {
		case r["propagated"] == true:
			id += "~"
		case r["state"] == "blackhole":
			id += "!"
		}
		lines = append(lines, dest+":"+id)
	}
	if len(ranges) == 0 {
		ranges = []string{"10.0.0.0/16"}
	}
	return strings.Join(ranges, " "), lists, strings.Join(lines, ";")
}

// chosen traces to each destination and names the targets of the routes taken,
// in the words of the case.
func chosen(t *testing.T, routes []any, dsts []string) []string {
	ranges, lists, table := routeTable(routes)
	source := "10.0.249.10"
	if first, _, _ := strings.Cut(ranges, " "); !netip.MustParsePrefix(first).Contains(netip.MustParseAddr(source)) {
		source = ""
	}
	if source == "" {
		panic(unreadable("a VPC outside 10.0.0.0/16"))
	}
	six := ""
	if i := strings.IndexByte(ranges, ':'); i >= 0 {
		six = " 2001:db8:1234:1aff::9"
	}
	n := vpc.OracleNetwork(t, "vpc vpc-1 "+ranges+"\n"+oracleTargets+lists+
		"subnet subnet-s vpc-1 10.0.249.0/24\ntable rtb-1 vpc-1 subnets=subnet-s routes="+table+
		"\ntable rtb-main vpc-1 main\nhost i-s subnet-s "+source+six+" name=s\n")
	var got []string
	for _, dst := range dsts {
		got = append(got, targetTaken(t, n, dst))
	}
	return got
}

// targetTaken is the word for what the first route table on the way chose.
func targetTaken(t *testing.T, n *vpc.Network, dst string) string {
	from, err := n.Resolve(vpc.OracleScope, "s")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(dst, "S3") {
		dst = "s3"
	}
	to, err := n.Resolve(vpc.OracleScope, dst)
	if err != nil {
		panic(unreadable(dst))
	}
	tr, err := n.Ask(vpc.Ask{From: from, To: to, Proto: vpc.TCP, Port: 443}, nil)
	if err != nil {
		panic(unreadable(err.Error()))
	}
	hops := tr.Forward()
	for i, h := range hops {
		if h.Kind != "table" {
			continue
		}
		if h.Reason.Verdict == cloud.Denied {
			return "none"
		}
		if i+1 < len(hops) {
			return wordFor(hops[i+1])
		}
	}
	return "none"
}

// wordFor names the hop behind a table as the cases do.
func wordFor(h vpc.Hop) string {
	switch h.Kind {
	case "unknown":
		kind, _, _ := strings.Cut(h.At, "-")
		return kind
	case "igw", "eigw", "nat", "pcx", "vpce":
		return h.Kind
	}
	if h.At == "i-t" || h.At == "eni-t" {
		return "eni"
	}
	return "local"
}

func routing(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["routes"] != nil:
		got := chosen(t, o.routesOf(c), texts(g["dst"]))
		if want, ok := c.Expect["target"]; ok {
			return equal(got[0], orNone(want))
		}
		return equal(got, c.Expect["targets"])
	case g["gateway_route_table"] != nil:
		return edgeRouting(t, c)
	case g["create_route"] != nil:
		return createRoute(t, c)
	}
	return unread()
}

func orNone(v any) any {
	if v == nil || v == "drop" || v == "blackhole" {
		return "none"
	}
	return v
}

// routesOf reads routes, or follows "as NAME" to the case that has them.
func (o *oracles) routesOf(c oracleCase) []any {
	as, ok := c.Given["routes"].(string)
	if !ok {
		return items(c.Given["routes"])
	}
	for _, other := range o.cases {
		if strings.HasSuffix(other.ID, "/"+strings.TrimPrefix(as, "as ")) {
			return items(other.Given["routes"])
		}
	}
	panic(unreadable(as))
}

// edgeRouting asks the route table of an internet gateway.
func edgeRouting(t *testing.T, c oracleCase) outcome {
	var got []string
	for _, dst := range texts(c.Given["dst"]) {
		routes := ""
		for _, x := range items(c.Given["gateway_route_table"]) {
			if r := members(x); r["target"] != "local" {
				routes += ";" + text(r["dest"]) + ":" + targetIDs[text(r["target"])]
			}
		}
		n := vpc.OracleNetwork(t, `
vpc vpc-1 172.31.0.0/16
igw igw-1 vpc-1
subnet subnet-t vpc-1 172.31.250.0/24
host i-t subnet-t 172.31.250.10 nocheck
subnet subnet-a vpc-1 `+netip.PrefixFrom(netip.MustParseAddr(dst), 24).Masked().String()+`
host i-s subnet-a `+dst+` name=s public=3.3.3.3
table rtb-main vpc-1 main routes=0.0.0.0/0:igw-1
table rtb-edge vpc-1 edge=igw-1 routes=`+strings.TrimPrefix(routes, ";")+"\n")
		tr := ask(t, n, "internet", "s:80", vpc.TCP)
		word := "none"
		hops := tr.Forward()
		for i, h := range hops {
			if h.Kind == "table" && h.At == "rtb-edge" && i+1 < len(hops) {
				word = wordFor(hops[i+1])
			}
		}
		got = append(got, word)
	}
	return equal(got, c.Expect["targets"])
}

// ask sends a packet between two words.
func ask(t *testing.T, n *vpc.Network, from, to string, proto uint8) vpc.Trace {
	t.Helper()
	a, err := n.Resolve(vpc.OracleScope, from)
	if err != nil {
		t.Fatal(err)
	}
	b, err := n.Resolve(vpc.OracleScope, to)
	if err != nil {
		t.Fatal(err)
	}
	tr, err := n.Ask(vpc.Ask{From: a, To: b, Proto: proto}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

func endpoints(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["routes"] != nil && strings.Contains(fmt.Sprint(g["dst"]), "another Region"):
		got := chosen(t, o.routesOf(c), []string{"s3.us-west-2.amazonaws.com"})
		return equal(got[0], orNone(c.Expect["target"]))
	case g["routes"] != nil:
		return routing(t, o, c)
	case g["use"] != nil:
		return equal(throughPeer(t, text(g["use"])), c.Expect["reachable"])
	case g["api"] != nil:
		return endpointRoute(t, c)
	}
	return unread()
}

// throughPeer tells whether a host of VPC B gets out by a gateway of the
// peered VPC A.
func throughPeer(t *testing.T, use string) bool {
	dst := "internet:443"
	if strings.Contains(use, "endpoint") {
		dst = "s3:443"
	}
	target := "igw-a"
	for word, id := range map[string]string{"NAT": "nat-a", "endpoint": "vpce-a"} {
		if strings.Contains(use, word) {
			target = id
		}
	}
	n := vpc.OracleNetwork(t, `
vpc vpc-a 10.1.0.0/16
vpc vpc-b 10.2.0.0/16
peer pcx-1 vpc-a vpc-b active
igw igw-a vpc-a
subnet subnet-a vpc-a 10.1.1.0/24
subnet subnet-b vpc-b 10.2.1.0/24
nat nat-a subnet-a 10.1.1.9 public=3.3.3.3
endpoint vpce-a vpc-a Gateway com.amazonaws.us-east-1.s3
list pl-s3 com.amazonaws.us-east-1.s3 52.216.0.0/15
table rtb-a vpc-a main routes=10.2.0.0/16:pcx-1;0.0.0.0/0:`+target+`;pl-s3:vpce-a
table rtb-b vpc-b main routes=0.0.0.0/0:pcx-1;10.1.0.0/16:pcx-1
host i-b subnet-b 10.2.1.10 name=b
`)
	return ask(t, n, "b", dst, vpc.TCP).Verdict == cloud.Allowed
}

func peering(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["peerings"] != nil && g["flow"] != nil:
		return equal(overPeerings(t, texts(g["peerings"]), text(g["flow"])), c.Expect["reachable"])
	case g["vpc_a_routes"] != nil:
		return peerReturn(t, c)
	case g["vpc_a"] != nil && g["vpc_b"] != nil && c.Expect["ok"] != nil:
		return peerCreate(t, texts(g["vpc_a"]), texts(g["vpc_b"]), 1, c)
	case g["existing"] != nil:
		return peerCreate(t, []string{"10.0.0.0/16"}, []string{"10.1.0.0/16"}, 2, c)
	case g["query"] != nil && strings.Contains(text(g["query"]), "peer"):
		n := vpc.OracleNetwork(t, pairOfPeers)
		return equal(ask(t, n, "a", "10.2.0.2:53", vpc.UDP).Verdict == cloud.Allowed, c.Expect["ok"])
	case g["flow"] != nil && strings.Contains(text(g["flow"]), " uses "):
		return equal(throughPeer(t, text(g["flow"])), c.Expect["reachable"])
	}
	return unread()
}

const pairOfPeers = `
vpc vpc-a 10.1.0.0/16
vpc vpc-b 10.2.0.0/16
peer pcx-1 vpc-a vpc-b active
subnet subnet-a vpc-a 10.1.1.0/24
subnet subnet-b vpc-b 10.2.1.0/24
table rtb-a vpc-a main routes=10.2.0.0/16:pcx-1
table rtb-b vpc-b main routes=10.1.0.0/16:pcx-1
host i-a subnet-a 10.1.1.10 name=a
host i-b subnet-b 10.2.1.10 name=b
`

// overPeerings builds VPCs A, B, C… with the peerings named, every table with
// routes to every other VPC over whatever peering might lead there, and asks.
func overPeerings(t *testing.T, peerings []string, flow string) bool {
	ends, _, _ := strings.Cut(strings.TrimSpace(flow), " ")
	from, to, ok := strings.Cut(ends, "->")
	if !ok {
		panic(unreadable(flow))
	}
	names := map[string]int{}
	for _, p := range peerings {
		for _, v := range strings.Split(p, "-") {
			if _, known := names[v]; !known {
				names[v] = len(names) + 1
			}
		}
	}
	script := ""
	for v, i := range names {
		script += fmt.Sprintf("vpc vpc-%s 10.%d.0.0/16\n", v, i)
	}
	for _, p := range peerings {
		a, b, _ := strings.Cut(p, "-")
		script += fmt.Sprintf("peer pcx-%s vpc-%s vpc-%s active\n", p, a, b)
	}
	for v, i := range names {
		routes := ""
		for w, k := range names {
			if w != v {
				routes += fmt.Sprintf(";10.%d.0.0/16:%s", k, linkTowards(peerings, v, w))
			}
		}
		script += fmt.Sprintf("subnet subnet-%s vpc-%s 10.%d.1.0/24\ntable rtb-%s vpc-%s main routes=%s\nhost i-%s subnet-%s 10.%d.1.10 name=%s\n", v, v, i, v, v, routes[1:], v, v, i, v)
	}
	return ask(t, vpc.OracleNetwork(t, script), from, to+":80", vpc.TCP).Verdict == cloud.Allowed
}

// linkTowards is the direct peering between two VPCs, or else any of the first.
func linkTowards(peerings []string, v, w string) string {
	best := ""
	for _, p := range peerings {
		a, b, _ := strings.Cut(p, "-")
		switch {
		case a == v && b == w || a == w && b == v:
			return "pcx-" + p
		case a == v || b == v:
			best = "pcx-" + p
		}
	}
	return best
}

// peerReturn follows a request from B to A and its answer, where B and C have
// one range.
func peerReturn(t *testing.T, c oracleCase) outcome {
	g := c.Given
	routes := ""
	for _, x := range items(g["vpc_a_routes"]) {
		r := members(x)
		routes += ";" + text(r["dest"]) + ":" + map[bool]string{true: "pcx-ac", false: "pcx-ab"}[strings.HasSuffix(text(r["target"]), "cccc")]
	}
	b := netip.MustParsePrefix(text(g["vpc_b"])).Addr().As4()
	at := fmt.Sprintf("%d.%d.1.77", b[0], b[1])
	block := fmt.Sprintf("%d.%d.1.0/24", b[0], b[1])
	n := vpc.OracleNetwork(t, `
vpc vpc-a 172.16.0.0/16
vpc vpc-b `+text(g["vpc_b"])+`
vpc vpc-c `+text(g["vpc_c"])+`
peer pcx-ab vpc-a vpc-b active
peer pcx-ac vpc-a vpc-c active
subnet subnet-a vpc-a 172.16.0.0/24
subnet subnet-b vpc-b `+block+`
subnet subnet-c vpc-c `+block+`
table rtb-a vpc-a main routes=`+routes[1:]+`
table rtb-b vpc-b main routes=172.16.0.0/16:pcx-ab
table rtb-c vpc-c main routes=172.16.0.0/16:pcx-ac
host i-a subnet-a 172.16.0.10 name=a
host i-b subnet-b `+at+` name=b
`)
	tr := ask(t, n, "b", "a:389", vpc.TCP)
	gone := ""
	for _, h := range tr.Hops {
		if h.Back && h.Kind == "pcx" {
			gone = map[string]string{"pcx-ab": "VPC B", "pcx-ac": "VPC C"}[h.At]
		}
	}
	return all(equal(tr.Arrives, c.Expect["request_delivered"]), equal(gone, c.Expect["response_goes_to"]))
}
