package vpc_test

import (
	"fmt"
	"net/netip"
	"regexp"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// entries writes a case's rules of a network ACL in the words of worldOf.
func entries(rules []any) string {
	var list []string
	for _, x := range rules {
		r := members(x)
		proto := "all"
		if p, ok := r["proto"]; ok && p != "-1" && p != "all" {
			proto = text(p)
		}
		port := "-"
		if p := items(r["ports"]); len(p) == 2 {
			port = fmt.Sprintf("%d-%d", number(p[0]), number(p[1]))
		}
		list = append(list, fmt.Sprintf("%d,%s,%s,%s,%s", number(r["rule"]), text(r["action"]), proto, port, text(r["cidr"])))
	}
	return strings.Join(list, ";")
}

func protocolOf(s string) uint8 {
	switch strings.ToLower(s) {
	case "udp":
		return vpc.UDP
	case "icmp":
		return vpc.ICMP
	case "", "tcp":
		return vpc.TCP
	}
	panic(unreadable("protocol " + s))
}

func nacl(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["default_nacl"] == true:
		return defaultACL(t, c)
	case g["inbound"] != nil || g["outbound"] != nil:
		return aclVerdict(t, c)
	case g["traffic"] != nil:
		return aclLookedAt(t, c)
	case g["client"] != nil && g["nacl_outbound"] != nil:
		return answerToClient(t, c)
	case g["client"] != nil:
		client := clientOf(text(g["client"]))
		return equal([]int{int(client.From), int(client.To)}, c.Expect["ephemeral_ports"])
	case g["q"] != nil && c.Expect["min"] != nil:
		return ruleNumbers(t, c)
	case g["associate"] != nil:
		return secondACL(t, c)
	}
	return unread()
}

// aclVerdict asks a list about one packet: of a request coming in, or of an
// answer or a request going out.
func aclVerdict(t *testing.T, c oracleCase) outcome {
	g := c.Given
	out := g["direction"] == "out" || g["inbound"] == nil
	peer := "198.51.100.7"
	if g["peer"] != nil {
		peer = text(g["peer"])
	}
	proto := ""
	if g["protocol"] != nil {
		proto = text(g["protocol"])
	}
	open := "1,allow,all,-,0.0.0.0/0;2,allow,all,-,::/0"
	in, outward := entries(items(g["inbound"])), entries(items(g["outbound"]))
	if out {
		in = open
	} else {
		outward = open
	}
	n := vpc.OracleNetwork(t, oneHost("in="+in+" out="+outward))
	from, to := "internet:"+peer, fmt.Sprintf("s:%d", port(g["port"]))
	if out {
		from, to = "s", fmt.Sprintf("internet:%s:%d", peer, port(g["port"]))
		if strings.Contains(peer, ":") {
			to = fmt.Sprintf("[%s]:%d", peer, port(g["port"]))
		}
	}
	tr := ask(t, n, from, to, protocolOf(proto))
	for _, h := range tr.Forward() {
		if h.Kind == "acl" && h.Out == out {
			return all(equal(map[bool]string{true: "allow", false: "deny"}[h.Reason.Verdict == cloud.Allowed], c.Expect["action"]),
				equal(ruleWord(h.Reason.Rule), c.Expect["matched_rule"]))
		}
	}
	return outcome{"failed", "no list was looked at"}
}

func port(v any) int {
	if v == nil {
		return 80
	}
	return number(v)
}

func ruleWord(n int32) any {
	if n >= 32767 {
		return "*"
	}
	return int(n)
}

// oneHost is a public host s in a VPC with an internet gateway, under an ACL.
func oneHost(acl string) string {
	return `
vpc vpc-1 10.0.0.0/16 2600:1f13:1::/56
igw igw-1 vpc-1
subnet subnet-s vpc-1 10.0.1.0/24 2600:1f13:1:1::/64
table rtb-1 vpc-1 main routes=0.0.0.0/0:igw-1;::/0:igw-1
acl acl-1 vpc-1 subnets=subnet-s ` + acl + `
host i-s subnet-s 10.0.1.10 2600:1f13:1:1::10 name=s public=3.3.3.3
`
}

// aclLookedAt asks whether a list is looked at between two hosts.
func aclLookedAt(t *testing.T, c oracleCase) outcome {
	traffic := text(c.Given["traffic"])
	second := "subnet-s"
	switch {
	case strings.Contains(traffic, "same subnet"):
	case strings.Contains(traffic, "different subnets"), strings.Contains(traffic, "two subnets"):
		second = "subnet-2"
	default:
		return unread()
	}
	n := vpc.OracleNetwork(t, oneHost("in=100,deny,all,-,0.0.0.0/0")+`
subnet subnet-2 vpc-1 10.0.2.0/24
host i-2 `+second+` 10.0.`+map[string]string{"subnet-s": "1", "subnet-2": "2"}[second]+`.20 name=two
`)
	looked := false
	for _, h := range ask(t, n, "s", "two:80", vpc.TCP).Hops {
		looked = looked || h.Kind == "acl"
	}
	return equal(looked, c.Expect["nacl_evaluated"])
}

// clientOf finds the client whose ports the words mean.
func clientOf(words string) vpc.Client {
	name := ""
	switch {
	case strings.Contains(words, "2003"):
		name = "windows-2003"
	case strings.Contains(words, "Windows"):
		name = "windows"
	case strings.Contains(words, "Load Balancing"), strings.Contains(words, "ELB"):
		name = "elb"
	case strings.Contains(words, "Lambda"):
		name = "lambda"
	case strings.Contains(words, "NAT"):
		name = "nat"
	case strings.Contains(words, "Linux"):
		name = "linux"
	}
	client, ok := vpc.ClientNamed(name)
	if !ok {
		panic(unreadable(words))
	}
	return client
}

// answerToClient sends requests from the first, the last and the middle port
// of a client; the answer is let out only when all of them get one.
func answerToClient(t *testing.T, c oracleCase) outcome {
	client := clientOf(text(c.Given["client"]))
	n := vpc.OracleNetwork(t, oneHost("in=1,allow,all,-,0.0.0.0/0 out="+entries(items(c.Given["nacl_outbound"]))))
	from, _ := n.Resolve(vpc.OracleScope, "internet")
	to, _ := n.Resolve(vpc.OracleScope, "s:443")
	got := "allow"
	for _, p := range []uint16{client.From, client.Port(), client.To} {
		tr, err := n.Ask(vpc.Ask{From: from, To: to, Proto: vpc.TCP, FromPort: p}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if tr.Verdict != cloud.Allowed {
			got = "deny"
		}
	}
	return equal(got, c.Expect["response"])
}

// groupRule reads tcp/22 from 203.0.113.1/32, or the same without from.
func groupRule(s string) string {
	s = strings.NewReplacer(" from ", " ", " to ", " ").Replace(s)
	f := strings.Fields(s)
	if len(f) != 2 {
		panic(unreadable("rule " + s))
	}
	proto, ports, ok := strings.Cut(f[0], "/")
	if !ok {
		ports = "-"
	}
	if _, err := netip.ParsePrefix(f[1]); err != nil {
		panic(unreadable("rule " + s))
	}
	return proto + "," + ports + "," + f[1]
}

func groupRules(v any) string {
	var list []string
	for _, s := range texts(v) {
		list = append(list, groupRule(s))
	}
	return strings.Join(list, ";")
}

func securityGroup(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["rule"] != nil && g["packet"] != nil:
		return ruleAlone(c)
	case g["groups"] != nil && g["packet"] != nil:
		return union(t, c)
	case g["flow"] != nil && c.Expect["tracked"] != nil:
		return tracked(t, c)
	case g["flow"] != nil && c.Expect["request"] != nil:
		return stateful(t, c)
	case g["change"] != nil && g["before"] != nil:
		return cut(t, c)
	case g["reply_within_s"] != nil:
		return otherProtocol(t, c)
	case g["rule"] != nil && c.Expect["counts_as"] != nil:
		return ruleWeight(t, c)
	case g["rule"] != nil && strings.HasPrefix(text(g["rule"]), "deny"):
		return denyRule(t, c)
	}
	return unread()
}

// ruleAlone asks one rule about one packet.
func ruleAlone(c oracleCase) outcome {
	r, p := members(c.Given["rule"]), members(c.Given["packet"])
	packet := vpc.Packet{Proto: protocolOf(text(p["proto"])), Src: netip.MustParseAddr("10.0.0.5"), Dst: netip.MustParseAddr("10.0.0.6"), SrcPort: vpc.EphemeralPort}
	rule := vpc.GroupRule{Protocol: -1, From: -1, To: -1}
	if proto := text(r["proto"]); proto != "-1" {
		rule.Protocol = int(protocolOf(proto))
	}
	for key, into := range map[string]*int{"from": &rule.From, "to": &rule.To} {
		if r[key] != nil {
			*into = number(r[key])
		}
	}
	if p["src"] != nil {
		packet.Src = netip.MustParseAddr(text(p["src"]))
	}
	if p["dst"] != nil {
		packet.Dst, rule.Egress = netip.MustParseAddr(text(p["dst"])), p["src"] == nil
	}
	if p["dport"] != nil {
		packet.DstPort = uint16(number(p["dport"]))
	}
	kind, code := int32(8), int32(0)
	if p["type"] != nil {
		kind = int32(number(p["type"]))
	}
	if p["code"] != nil {
		code = int32(number(p["code"]))
	}
	lists := map[string][]vpc.PrefixEntry{}
	got := false
	for _, source := range sourcesOf(r, lists) {
		one := rule
		one.Prefix, one.PrefixList = source.prefix, source.list
		got = got || vpc.OracleRule(one, lists, packet, kind, code)
	}
	return equal(got, c.Expect["allowed"])
}

type ruleSource struct {
	prefix netip.Prefix
	list   string
}

// sourcesOf reads where a rule lets in from: ranges, prefix lists, and groups
// by the private addresses of their members, which is what they stand for.
func sourcesOf(r map[string]any, lists map[string][]vpc.PrefixEntry) []ruleSource {
	var list []ruleSource
	for _, s := range texts(r["cidrs"]) {
		list = append(list, ruleSource{prefix: netip.MustParsePrefix(s)})
	}
	for i, s := range texts(r["prefix_lists"]) {
		id := fmt.Sprintf("pl-%d", i)
		for _, block := range strings.FieldsFunc(strings.TrimPrefix(s, "pl:"), func(r rune) bool { return r == ',' || r == ' ' }) {
			lists[id] = append(lists[id], vpc.PrefixEntry{Prefix: netip.MustParsePrefix(block)})
		}
		list = append(list, ruleSource{list: id})
	}
	for _, s := range texts(r["groups"]) {
		_, member, ok := strings.Cut(s, "member ")
		if !ok {
			panic(unreadable(s))
		}
		a := netip.MustParseAddr(member)
		list = append(list, ruleSource{prefix: netip.PrefixFrom(a, a.BitLen())})
	}
	return list
}

// union asks several groups on one interface.
func union(t *testing.T, c oracleCase) outcome {
	what, from, ok := strings.Cut(text(c.Given["packet"]), " from ")
	proto, p, _ := strings.Cut(what, "/")
	if !ok {
		return unread()
	}
	script, names := "", []string{}
	for i, x := range items(c.Given["groups"]) {
		name := fmt.Sprintf("sg-%d", i)
		names = append(names, name)
		script += "group " + name + " vpc-1 in=" + groupRules(members(x)["inbound"]) + "\n"
	}
	n := vpc.OracleNetwork(t, strings.Replace(oneHost(""), "acl acl-1 vpc-1 subnets=subnet-s", script, 1)+
		"host i-s subnet-s 10.0.1.10 name=s public=3.3.3.3 groups="+strings.Join(names, ",")+"\n")
	return equal(ask(t, n, "internet:"+from, "s:"+p, protocolOf(proto)).Verdict == cloud.Allowed, c.Expect["allowed"])
}

func guarded(in, out string) string {
	return strings.Replace(oneHost(""), "acl acl-1 vpc-1 subnets=subnet-s", "group sg-1 vpc-1 in="+in+" out="+out, 1) +
		"host i-s subnet-s 10.0.1.10 2600:1f13:1:1::10 name=s public=3.3.3.3 groups=sg-1\n"
}

var flowWords = regexp.MustCompile(`(?i)(tcp|udp|icmp|ssh|https|http)\b(?:/(\d+))?`)

// flowOf reads instance -> host:443, host -> instance:22, icmp, IPv4 tcp/80,
// SSH from an address.
func flowOf(s string) (proto uint8, p string, out, six bool) {
	s = strings.TrimSpace(strings.Split(s, " and ")[0])
	six = strings.Contains(s, "IPv6") || strings.Contains(s, "::")
	if from, to, ok := strings.Cut(s, " -> "); ok {
		_, p, _ = strings.Cut(to, ":")
		return vpc.TCP, p, strings.HasPrefix(from, "instance"), six
	}
	m := flowWords.FindStringSubmatch(s)
	if m == nil {
		panic(unreadable("flow " + s))
	}
	port := map[string]string{"ssh": "22", "http": "80", "https": "443"}[strings.ToLower(m[1])]
	if port != "" {
		return vpc.TCP, port, false, six
	}
	if p = m[2]; p == "" {
		p = "80"
	}
	return protocolOf(m[1]), p, false, six
}

// stateful asks for a request and its answer.
func stateful(t *testing.T, c oracleCase) outcome {
	proto, p, out, _ := flowOf(text(c.Given["flow"]))
	n := vpc.OracleNetwork(t, guarded(groupRules(c.Given["inbound"]), groupRules(c.Given["outbound"])))
	from, to := "internet", "s:"+p
	if out {
		from, to = "s", "internet:"+p
	}
	tr := ask(t, n, from, to, proto)
	word := map[bool]string{true: "allow", false: "deny"}
	result := equal(word[tr.Arrives], c.Expect["request"])
	if c.Expect["response"] != nil {
		result = all(result, equal(word[tr.Verdict == cloud.Allowed], c.Expect["response"]))
	}
	return result
}

func tracked(t *testing.T, c oracleCase) outcome {
	proto, p, out, six := flowOf(text(c.Given["flow"]))
	n := vpc.OracleNetwork(t, guarded(groupRules(c.Given["inbound"]), groupRules(c.Given["outbound"])))
	packet := vpc.Packet{Proto: proto, Dst: netip.MustParseAddr("10.0.1.10"), SrcPort: vpc.EphemeralPort}
	if six {
		packet.Dst = netip.MustParseAddr("2600:1f13:1:1::10")
	}
	fmt.Sscan(p, &packet.DstPort)
	return equal(n.Tracks("eni-s", packet, out), c.Expect["tracked"])
}

// cut takes the rule away under which a connection was made.
func cut(t *testing.T, c oracleCase) outcome {
	before := text(c.Given["before"])
	in, out, ok := strings.Cut(strings.TrimPrefix(before, "inbound "), " + outbound ")
	if !ok || c.Given["change"] != "remove inbound rule" {
		return unread()
	}
	if out == "all" {
		out = "all 0.0.0.0/0"
	}
	n := vpc.OracleNetwork(t, guarded(groupRules([]any{in}), groupRules([]any{out})))
	proto, p, _, _ := flowOf(strings.Fields(in)[0])
	packet := vpc.Packet{Proto: proto, Dst: netip.MustParseAddr("10.0.1.10"), SrcPort: vpc.EphemeralPort}
	fmt.Sscan(p, &packet.DstPort)
	stays := n.Tracks("eni-s", packet, false)
	said := text(c.Expect["connection"])
	return equal(stays, !strings.Contains(said, "dropped") && !strings.Contains(said, "interrupted"))
}

// otherProtocol asks for the answer of a protocol that has no ports.
func otherProtocol(t *testing.T, c oracleCase) outcome {
	n := vpc.OracleNetwork(t, guarded("", "all,-,0.0.0.0/0"))
	tr := ask(t, n, "s", "internet:1", 47)
	return equal(tr.Verdict == cloud.Allowed && number(c.Given["reply_within_s"]) <= 600, c.Expect["allowed"])
}

// flowLogs asks for a ping; a record is an ACCEPT or REJECT of each direction
// at the instance's own interface.
func flowLogs(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	if g["proto"] != "icmp" || g["sg_inbound_icmp"] == nil {
		return unread()
	}
	group := func(key string) string {
		if g[key] == true {
			return "icmp,-,0.0.0.0/0"
		}
		return "tcp,1,0.0.0.0/0"
	}
	list := func(key string) string {
		return "100," + map[bool]string{true: "allow", false: "deny"}[g[key] == true] + ",icmp,-,0.0.0.0/0"
	}
	n := vpc.OracleNetwork(t, `
vpc vpc-1 172.31.0.0/16
igw igw-1 vpc-1
subnet subnet-s vpc-1 172.31.16.0/24
table rtb-1 vpc-1 main routes=0.0.0.0/0:igw-1
acl acl-1 vpc-1 subnets=subnet-s in=`+list("nacl_inbound_icmp")+` out=`+list("nacl_outbound_icmp")+`
group sg-1 vpc-1 in=`+group("sg_inbound_icmp")+` out=`+group("sg_outbound_icmp")+`
host i-s subnet-s `+text(g["instance"])+` name=s public=3.3.3.3 groups=sg-1
`)
	tr := ask(t, n, "internet:"+text(g["home"]), "s", vpc.ICMP)
	actions := []string{record(tr.Forward())}
	if actions[0] == "ACCEPT" {
		actions = append(actions, record(tr.Hops[len(tr.Forward()):]))
	}
	return all(equal(actions, c.Expect["flow_log_actions"]), equal(tr.Verdict == cloud.Allowed, c.Expect["ping_succeeds"]))
}

func record(hops []vpc.Hop) string {
	for _, h := range hops {
		if (h.Kind == "acl" || h.Kind == "group") && h.Reason.Verdict == cloud.Denied {
			return "REJECT"
		}
	}
	return "ACCEPT"
}
