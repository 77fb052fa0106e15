package vpc_test

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// entries writes a case's rules of a network ACL in the words of worldOf, in
// the order of their numbers.
func entries(rules []any) string {
	slices.SortStableFunc(rules, func(a, b any) int { return number(members(a)["rule"]) - number(members(b)["rule"]) })
	var list []string
	for _, x := range rules {
		r := members(x)
		proto := "all"
		if p, ok := r["proto"]; ok && p != "-1" && p != "all" {
			proto = fmt.Sprint(protocolOf(p))
		}
		port := "-"
		if p := items(r["ports"]); len(p) == 2 {
			port = fmt.Sprintf("%d-%d", number(p[0]), number(p[1]))
		} else if r["port"] != nil {
			port = fmt.Sprint(number(r["port"]))
		}
		list = append(list, fmt.Sprintf("%d,%s,%s,%s,%s", number(r["rule"]), text(r["action"]), proto, port, prefix(r["cidr"])))
	}
	return strings.Join(list, ";")
}

// protocolOf reads a protocol by its name, or its number as text or number.
func protocolOf(v any) uint8 {
	if f, ok := v.(float64); ok {
		return uint8(f)
	}
	s := strings.ToLower(text(v))
	if n, err := strconv.ParseUint(s, 10, 8); err == nil {
		return uint8(n)
	}
	switch s {
	case "udp":
		return vpc.UDP
	case "icmp", "ping":
		return vpc.ICMP
	case "", "tcp":
		return vpc.TCP
	case "icmpv6", "icmp6":
		return vpc.ICMPv6
	case "gre":
		return 47
	case "esp":
		return 50
	case "ah":
		return 51
	}
	panic(unreadable("protocol " + s))
}

func nacl(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["default_nacl"] != nil:
		c.only("default_nacl")
		return firstRules(t, c, g["default_nacl"] == true)
	case g["custom_nacl"] == true || g["new_nacl"] == true:
		c.only("custom_nacl", "new_nacl")
		return firstRules(t, c, false)
	case g["inbound"] != nil || g["outbound"] != nil:
		c.only("inbound", "outbound", "direction", "protocol", "port", "peer", "flow")
		return aclVerdict(t, c)
	case g["traffic"] != nil:
		c.only("traffic")
		return aclLookedAt(t, c)
	case g["client"] != nil && g["nacl_outbound"] != nil:
		c.only("client", "server", "nacl_outbound")
		return answerToClient(t, c)
	case g["client"] != nil:
		c.only("client")
		client := clientOf(text(g["client"]))
		return equal([]int{int(client.From), int(client.To)}, c.Expect["ephemeral_ports"])
	case g["q"] != nil && c.Expect["min"] != nil:
		c.only("q")
		return ruleNumbers(t, c)
	case g["associate"] != nil && c.Expect["previous_association"] != nil:
		c.only("associate")
		return secondACL(t, c)
	}
	return unread()
}

// aclVerdict asks a list about one packet, of a request coming in, or of an
// answer or a request going out; or about a request and its answer.
func aclVerdict(t *testing.T, c oracleCase) outcome {
	g := c.Given
	both := c.Expect["request"] != nil || c.Expect["response"] != nil
	out := g["direction"] == "out" || g["direction"] == "outbound" || g["inbound"] == nil
	peer, proto := "198.51.100.7", any("tcp")
	if g["peer"] != nil {
		peer = address(g["peer"]).String()
	}
	if g["protocol"] != nil {
		proto = g["protocol"]
	}
	open := "1,allow,all,-,0.0.0.0/0;2,allow,all,-,::/0"
	in, outward := entries(items(g["inbound"])), entries(items(g["outbound"]))
	if !both && out {
		in = open
	} else if !both {
		outward = open
	}
	// The other end is a host of its own behind the gateway, so that private
	// addresses can be asked about, too.
	n := vpc.OracleNetwork(t, oneHost("in="+in+" out="+outward))
	from, err := n.Resolve(vpc.OracleScope, "internet:"+peer)
	if err != nil {
		panic(unreadable(err.Error()))
	}
	to, _ := n.Resolve(vpc.OracleScope, "s")
	if out {
		from, to = to, from
	}
	tr, err := n.Ask(vpc.Ask{From: from, To: to, Proto: protocolOf(proto), Port: uint16(port(g["port"])), IPv6: strings.Contains(peer, ":")}, nil)
	if err != nil {
		panic(unreadable(err.Error()))
	}
	var list []outcome
	for _, h := range tr.Hops {
		if h.Kind != "acl" {
			continue
		}
		word := map[bool]string{true: "allow", false: "deny"}[h.Reason.Verdict == cloud.Allowed]
		if !h.Back && h.Out == out && !both {
			list = append(list, equal(word, c.Expect["action"]), equal(ruleWord(h.Reason.Rule), c.Expect["matched_rule"]))
		}
		if key := map[bool]string{true: "response", false: "request"}[h.Back]; c.Expect[key] != nil {
			list = append(list, equal(word, c.Expect[key]))
		}
	}
	return all(list...)
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

// aclLookedAt asks whether a list is looked at: between two hosts, from the
// internet, or on the way to what AWS has beside every host.
func aclLookedAt(t *testing.T, c oracleCase) outcome {
	words, second, to := strings.ToLower(text(c.Given["traffic"])), "1", "two:80"
	switch {
	case strings.Contains(words, "same subnet"), strings.Contains(words, "within a subnet"), strings.Contains(words, "one subnet"):
	case strings.Contains(words, "different subnets"), strings.Contains(words, "two subnets"), strings.Contains(words, "between subnets"):
		second = "2"
	case strings.Contains(words, "internet"):
		to = "internet:443"
	case strings.Contains(words, "dns"), strings.Contains(words, "resolver"):
		to = "169.254.169.253:53"
	case strings.Contains(words, "metadata") && !strings.Contains(words, "ecs"), strings.Contains(words, "imds"):
		to = "169.254.169.254:80"
	case strings.Contains(words, "time sync"):
		to = "169.254.169.123:123"
	default:
		return unread()
	}
	n := vpc.OracleNetwork(t, oneHost("in=100,deny,all,-,0.0.0.0/0")+`
subnet subnet-2 vpc-1 10.0.2.0/24
host i-2 subnet-`+map[string]string{"1": "s", "2": "2"}[second]+` 10.0.`+second+`.20 name=two
`)
	looked := slices.ContainsFunc(ask(t, n, "s", to, vpc.TCP).Hops, func(h vpc.Hop) bool { return h.Kind == "acl" })
	return equal(looked, c.Expect["nacl_evaluated"])
}

// clientOf finds the client whose ports the words mean.
func clientOf(words string) vpc.Client {
	name := ""
	for _, x := range []struct{ words, name string }{
		{`2003|XP\b|2000`, "windows-2003"}, {`Windows`, "windows"}, {`Load Balanc|\b[ANC]LB\b|ELB`, "elb"},
		{`Lambda`, "lambda"}, {`NAT`, "nat"}, {`Linux|Ubuntu|Debian`, "linux"},
	} {
		if name == "" && regexp.MustCompile(x.words).MatchString(words) {
			name = x.name
		}
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
	if proto != "all" {
		proto = fmt.Sprint(protocolOf(proto))
	}
	return proto + "," + ports + "," + prefix(f[1]).String()
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
		c.only("rule", "packet")
		return ruleAlone(c)
	case g["groups"] != nil && g["packet"] != nil:
		c.only("groups", "packet")
		return union(t, c)
	case g["flow"] != nil && c.Expect["tracked"] != nil:
		c.only("inbound", "outbound", "flow")
		return tracked(t, c)
	case g["flow"] != nil:
		c.only("inbound", "outbound", "flow")
		return stateful(t, c)
	case g["change"] != nil && g["before"] != nil:
		c.only("before", "change", "existing_connection")
		return cut(t, c)
	case g["reply_within_s"] != nil:
		c.only("protocol", "reply_within_s")
		return otherProtocol(t, c)
	case g["timeout"] != nil:
		c.only("timeout")
		return idleTime(t, c)
	case g["rule"] != nil && c.Expect["counts_as"] != nil:
		c.only("rule")
		return ruleWeight(t, c)
	case g["rule"] != nil && strings.HasPrefix(text(g["rule"]), "deny"):
		c.only("rule")
		return denyRule(t, c)
	case g["q"] != nil && c.Expect["list"] != nil:
		c.only("q")
		return alwaysTracked(t, c)
	}
	return unread()
}

// idleTime tries the ends of what can be set on an interface, and what lies
// outside; the default stands in the model's table.
func idleTime(t *testing.T, c oracleCase) outcome {
	plain := func(s string) string {
		return strings.TrimSuffix(strings.ToLower(strings.ReplaceAll(s, "_", "")), "timeout")
	}
	for _, x := range vpc.IdleTimeTable {
		if x.Name == "" || plain(x.Name) != plain(text(c.Given["timeout"])) {
			continue
		}
		takes := func(seconds int) bool {
			return refusal(t, fmt.Sprintf("aws ec2 create-network-interface --subnet-id $(subnet $(vpc) 10.0.1.0/24) --connection-tracking-specification %s=%d", x.Name, seconds)) == ""
		}
		list := []outcome{}
		if c.Expect["default_s"] != nil {
			list = append(list, equal(x.Standard, c.Expect["default_s"]))
		}
		for key, outside := range map[string]int{"min_s": -1, "max_s": 1} {
			if c.Expect[key] != nil {
				end := number(c.Expect[key])
				list = append(list, equal(takes(end), true), equal(takes(end+outside), false))
			}
		}
		return all(list...)
	}
	return unread()
}

// alwaysTracked compares the list, by the words that tell its members apart,
// and sends flows through those that are simulated.
func alwaysTracked(t *testing.T, c oracleCase) outcome {
	told := []string{"egress-only", "accelerator", "nat gateway", "network firewall", "network load balancer", "gateway load balancer", "privatelink", "transit gateway"}
	names := func(list []string) (found []string) {
		for _, s := range list {
			for _, word := range told {
				if strings.Contains(strings.ToLower(s), word) {
					found = append(found, word)
				}
			}
		}
		slices.Sort(found)
		return found
	}
	var mine []string
	for _, x := range vpc.AlwaysTracked {
		mine = append(mine, x.Name)
	}
	list := []outcome{equal(names(mine), names(texts(c.Expect["list"]))), equal(len(mine), len(texts(c.Expect["list"])))}
	for route, dst := range map[string]string{"": "10.0.1.7", "0.0.0.0/0:nat-1": "198.51.100.7", "::/0:eigw-1": "2001:db8:9::9"} {
		n := vpc.OracleNetwork(t, `
vpc vpc-1 10.0.0.0/16 2600:1f13:1::/56
eigw eigw-1 vpc-1
subnet subnet-s vpc-1 10.0.1.0/24 2600:1f13:1:1::/64
nat nat-1 subnet-s 10.0.1.9 public=3.3.3.3
endpoint vpce-1 vpc-1 Interface com.amazonaws.us-east-1.sqs subnet-s 10.0.1.7
table rtb-1 vpc-1 main routes=`+route+`
group sg-1 vpc-1 in=all,-,0.0.0.0/0;all,-,::/0 out=all,-,0.0.0.0/0;all,-,::/0
host i-s subnet-s 10.0.1.10 2600:1f13:1:1::10 groups=sg-1
`)
		packet := vpc.Packet{Proto: vpc.TCP, Dst: netip.MustParseAddr(dst), DstPort: 443, SrcPort: vpc.EphemeralPort}
		list = append(list, equal(n.Tracks("eni-s", packet, true), true))
	}
	return all(list...)
}

// ruleAlone asks one rule about one packet.
func ruleAlone(c oracleCase) outcome {
	r, p := members(c.Given["rule"]), members(c.Given["packet"])
	packet := vpc.Packet{Proto: protocolOf(p["proto"]), Src: netip.MustParseAddr("10.0.0.5"), Dst: netip.MustParseAddr("10.0.0.6"), SrcPort: vpc.EphemeralPort}
	rule := vpc.GroupRule{Protocol: -1, From: -1, To: -1}
	if proto := r["proto"]; proto != "-1" && proto != "all" && proto != float64(-1) {
		rule.Protocol = int(protocolOf(proto))
	}
	for key, into := range map[string]*int{"from": &rule.From, "to": &rule.To} {
		if r[key] != nil {
			*into = number(r[key])
		}
	}
	if p["src"] != nil {
		packet.Src = address(p["src"])
	}
	if p["dst"] != nil {
		packet.Dst, rule.Egress = address(p["dst"]), p["src"] == nil
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
		list = append(list, ruleSource{prefix: prefix(s)})
	}
	for i, s := range texts(r["prefix_lists"]) {
		id := fmt.Sprintf("pl-%d", i)
		for _, block := range strings.FieldsFunc(strings.TrimPrefix(s, "pl:"), func(r rune) bool { return r == ',' || r == ' ' }) {
			lists[id] = append(lists[id], vpc.PrefixEntry{Prefix: prefix(block)})
		}
		list = append(list, ruleSource{list: id})
	}
	for _, s := range texts(r["groups"]) {
		_, members, ok := strings.Cut(s, "member")
		found := addressesIn(members)
		if !ok || len(found) == 0 {
			panic(unreadable(s))
		}
		for _, a := range found {
			list = append(list, ruleSource{prefix: netip.PrefixFrom(a, a.BitLen())})
		}
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
	return equal(ask(t, n, "internet:"+from, host("s", p), protocolOf(proto)).Verdict == cloud.Allowed, c.Expect["allowed"])
}

func guarded(in, out string) string {
	return strings.Replace(oneHost(""), "acl acl-1 vpc-1 subnets=subnet-s", "group sg-1 vpc-1 in="+in+" out="+out, 1) +
		"host i-s subnet-s 10.0.1.10 2600:1f13:1:1::10 name=s public=3.3.3.3 groups=sg-1\n"
}

// host is a word for a host with a port, or without where there is none.
func host(name, port string) string {
	if port == "" {
		return name
	}
	return name + ":" + port
}

var flowWords = regexp.MustCompile(`(?i)(tcp|udp|icmp|ssh|https|http|ping|rdp|dns)\b(?:[/ ](\d+))?`)

// knownPorts are those that a flow's word stands for.
var knownPorts = map[string]string{"ssh": "22", "http": "80", "https": "443", "rdp": "3389", "dns": "53"}

// flowOf reads instance -> host:443, host -> instance:22, icmp, IPv4 tcp/80,
// SSH from an address, ping instance -> host.
func flowOf(s string) (proto uint8, p string, out, six bool) {
	s, _, _ = strings.Cut(strings.TrimSpace(s), " and ")
	six = strings.Contains(s, "IPv6") || strings.Contains(s, "::")
	m := flowWords.FindStringSubmatch(s)
	word := ""
	if m != nil {
		word, p = strings.ToLower(m[1]), m[2]
	}
	if from, to, ok := strings.Cut(s, "->"); ok {
		out = strings.Contains(from, "instance")
		if _, tail, ported := strings.Cut(to, ":"); ported {
			p = strings.Trim(strings.TrimSpace(tail), "0123456789")
			p = strings.TrimSuffix(strings.TrimSpace(tail), p)
		}
	} else if m == nil {
		panic(unreadable("flow " + s))
	}
	if p == "" {
		p = knownPorts[word]
	}
	switch word {
	case "udp", "icmp", "ping":
		proto = protocolOf(word)
	case "dns":
		proto = vpc.UDP
	default:
		proto = vpc.TCP
	}
	if p == "" && proto != vpc.ICMP {
		p = "80"
	}
	return proto, p, out, six
}

// stateful asks for a request and its answer.
func stateful(t *testing.T, c oracleCase) outcome {
	proto, p, out, _ := flowOf(text(c.Given["flow"]))
	n := vpc.OracleNetwork(t, guarded(groupRules(c.Given["inbound"]), groupRules(c.Given["outbound"])))
	from, to := "internet", host("s", p)
	if out {
		from, to = "s", host("internet", p)
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

// cut takes away, or narrows, the rule under which a connection was made.
func cut(t *testing.T, c oracleCase) outcome {
	in, out, two := strings.Cut(strings.TrimPrefix(text(c.Given["before"]), "inbound "), " + outbound ")
	change := strings.ToLower(text(c.Given["change"]))
	if !regexp.MustCompile(`^(remove|delete|revoke|narrow|restrict|replace|change)\b.*\binbound`).MatchString(change) {
		return unread()
	}
	if !two || out == "all" {
		out = "all 0.0.0.0/0"
	}
	n := vpc.OracleNetwork(t, guarded(groupRules([]any{in}), groupRules([]any{out})))
	proto, p, _, _ := flowOf(strings.Fields(in)[0])
	packet := vpc.Packet{Proto: proto, Dst: netip.MustParseAddr("10.0.1.10"), SrcPort: vpc.EphemeralPort}
	fmt.Sscan(p, &packet.DstPort)
	return equal(n.Tracks("eni-s", packet, false), lives(text(c.Expect["connection"])))
}

// lives reads what is said of a connection: whether it goes on.
func lives(said string) bool {
	said = strings.ToLower(said)
	ends := regexp.MustCompile(`dropped|interrupted|cut|broken|closed|terminated|immediate`).MatchString(said)
	goes := regexp.MustCompile(`\bnot\b|\bn't\b|continue|kept|keeps|survive|stays|remain|persist|until|unaffected|allowed`).MatchString(said)
	if ends == goes && !ends {
		panic(unreadable(said))
	}
	return goes
}

// otherProtocol asks for the answer of a protocol that has no ports, which
// comes after so many seconds.
func otherProtocol(t *testing.T, c oracleCase) outcome {
	proto := uint8(47)
	if words, named := c.Given["protocol"].(string); named && !strings.Contains(words, "not") && !strings.Contains(words, "other") {
		proto = protocolOf(words)
	}
	n := vpc.OracleNetwork(t, guarded("", "all,-,0.0.0.0/0"))
	tr := ask(t, n, "s", "internet:1", proto)
	others := vpc.IdleTimeTable[len(vpc.IdleTimeTable)-1]
	return equal(tr.Verdict == cloud.Allowed && number(c.Given["reply_within_s"]) <= others.Standard, c.Expect["allowed"])
}

// flowLogs asks for a ping, or for a connection; a record is an ACCEPT or
// REJECT of each direction at the instance's own interface.
func flowLogs(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	if g["proto"] == nil || g["home"] == nil || g["instance"] == nil {
		return unread()
	}
	word := text(g["proto"])
	keys := map[string]string{}
	for _, key := range []string{"sg_inbound", "sg_outbound", "nacl_inbound", "nacl_outbound"} {
		if keys[key] = key; g[key+"_"+word] != nil {
			keys[key] = key + "_" + word
		}
	}
	c.only("home", "instance", "proto", "port", keys["sg_inbound"], keys["sg_outbound"], keys["nacl_inbound"], keys["nacl_outbound"])
	proto := fmt.Sprint(protocolOf(word))
	group := func(key string) string {
		if g[keys[key]] == true {
			return proto + ",-,0.0.0.0/0"
		}
		return "132,-,0.0.0.0/0" // rules, but none that speaks of it
	}
	list := func(key string) string {
		return "100," + map[bool]string{true: "allow", false: "deny"}[g[keys[key]] == true] + "," + proto + ",-,0.0.0.0/0"
	}
	at := address(g["instance"])
	n := vpc.OracleNetwork(t, `
vpc vpc-1 `+netip.PrefixFrom(at, 16).Masked().String()+`
igw igw-1 vpc-1
subnet subnet-s vpc-1 `+netip.PrefixFrom(at, 24).Masked().String()+`
table rtb-1 vpc-1 main routes=0.0.0.0/0:igw-1
acl acl-1 vpc-1 subnets=subnet-s in=`+list("nacl_inbound")+` out=`+list("nacl_outbound")+`
group sg-1 vpc-1 in=`+group("sg_inbound")+` out=`+group("sg_outbound")+`
host i-s subnet-s `+at.String()+` name=s public=3.3.3.3 groups=sg-1
`)
	to := "s"
	if g["port"] != nil {
		to = fmt.Sprintf("s:%d", number(g["port"]))
	}
	tr := ask(t, n, "internet:"+address(g["home"]).String(), to, protocolOf(word))
	actions := []string{record(tr.Forward())}
	if actions[0] == "ACCEPT" {
		actions = append(actions, record(tr.Hops[len(tr.Forward()):]))
	}
	answers := []outcome{}
	if c.Expect["flow_log_actions"] != nil {
		answers = append(answers, equal(actions, c.Expect["flow_log_actions"]))
	}
	for _, key := range []string{"ping_succeeds", "succeeds", "ok"} {
		if c.Expect[key] != nil {
			answers = append(answers, equal(tr.Verdict == cloud.Allowed, c.Expect[key]))
		}
	}
	return all(answers...)
}

func record(hops []vpc.Hop) string {
	for _, h := range hops {
		if (h.Kind == "acl" || h.Kind == "group") && h.Reason.Verdict == cloud.Denied {
			return "REJECT"
		}
	}
	return "ACCEPT"
}
