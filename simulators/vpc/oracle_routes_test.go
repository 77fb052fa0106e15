package vpc_test

import (
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// routeCase is a route table of a case, made into a network: a host s that asks
// it, in a VPC whose ranges are those of the local routes, and whatever the
// routes lead to. What is not simulated is named by an ID of its kind.
type routeCase struct {
	script string
	words  map[string]string // by the ID of a target, the case's word for it
}

// farVPC is what peerings lead to; no case of a route table looks behind it.
const farVPC = "vpc vpc-far 192.0.2.0/24\n"

// targetLines make a target, by the kind of its word.
var targetLines = map[string]string{
	"igw": "igw ID vpc-1\n", "eigw": "eigw ID vpc-1\n", "pcx": "peer ID vpc-1 vpc-far active\n",
	"nat": "nat ID subnet-t NEXT public=3.3.3.3\n", "eni": "host i-ID subnet-t NEXT nocheck\n",
	"vpce": "endpoint ID vpc-1 Gateway com.amazonaws.us-east-1.SERVICE\n", "vgw": "", "tgw": "", "lgw": "", "cagw": "",
}

// newRouteCase writes a case's routes in the words of worldOf.
func newRouteCase(routes []any, dsts []string) routeCase {
	rc := routeCase{words: map[string]string{"local": "local"}}
	ranges, lines, lists, targets := []string{}, []string{}, "", ""
	for _, x := range routes {
		r := members(x)
		dest, word := text(r["dest"]), text(r["target"])
		if word == "local" {
			ranges = append(ranges, prefix(dest).String())
			continue
		}
		id, line := rc.target(word, len(rc.words))
		targets += strings.ReplaceAll(line, "SERVICE", serviceOf(dest))
		lists += listOf(dest, texts(r["entries"]))
		lines = append(lines, dest+":"+id+mark(r))
	}
	ranges = rangesFor(ranges, dsts)
	four, at := netip.MustParsePrefix(ranges[0]), ""
	for _, b := range ranges {
		if p := netip.MustParsePrefix(b); p.Addr().Is6() {
			at = " " + lastOf(p, 2).String()
		}
	}
	home := netip.PrefixFrom(lastOf(four, 63), 26).Masked()
	for i := 2; strings.Contains(targets, "NEXT"); i++ {
		targets = strings.Replace(targets, "NEXT", lastOf(four, i).String(), 1)
	}
	rc.script = "vpc vpc-1 " + strings.Join(ranges, " ") + "\n" + farVPC + "subnet subnet-t vpc-1 " + home.String() + "\n" + targets + lists +
		"subnet subnet-s vpc-1 " + netip.PrefixFrom(lastOf(four, 127), 26).Masked().String() + "\ntable rtb-1 vpc-1 subnets=subnet-s routes=" + strings.Join(lines, ";") +
		"\ntable rtb-main vpc-1 main\nhost i-s subnet-s " + lastOf(four, 66).String() + at + " name=s\n"
	return rc
}

// rangesFor are the VPC's: one for each family that is asked for, and an IPv4
// one always.
func rangesFor(local, dsts []string) []string {
	four, six := false, false
	for _, b := range local {
		six = six || strings.Contains(b, ":")
		four = four || !strings.Contains(b, ":")
	}
	if !four {
		local = append([]string{"10.0.0.0/16"}, local...)
	}
	if !six && strings.Contains(strings.Join(dsts, " "), ":") {
		local = append(local, "2600:1f13:1::/56")
	}
	return local
}

// lastOf counts from the last address of a range.
func lastOf(p netip.Prefix, n int) netip.Addr {
	a := p.Masked().Addr().AsSlice()
	for i := range a {
		for bit := range 8 {
			if i*8+bit >= p.Bits() {
				a[i] |= 0x80 >> bit
			}
		}
	}
	a[len(a)-1] -= byte(n)
	out, _ := netip.AddrFromSlice(a)
	return out
}

// target makes a target out of a case's word for it: a kind, or an ID.
func (rc routeCase) target(word string, n int) (id, line string) {
	kind, _, named := strings.Cut(word, "-")
	if kind == "instance" || kind == "i" {
		kind = "eni"
	}
	line, known := targetLines[kind]
	if !known {
		panic(unreadable("target " + word))
	}
	for id, have := range rc.words { // two routes to one target
		if have == word {
			return id, ""
		}
	}
	if id = word; !named || kind == "eni" {
		id = fmt.Sprintf("%s-%d", kind, n)
	}
	rc.words[id] = word
	if kind == "eni" {
		host := strings.Replace(id, "eni-", "", 1)
		rc.words["i-"+host] = word
		return id, strings.ReplaceAll(line, "ID", host)
	}
	return id, strings.ReplaceAll(line, "ID", id)
}

// mark is how worldOf marks a route that is learned, or leads nowhere.
func mark(r object) string {
	switch {
	case r["propagated"] == true:
		return "~"
	case r["state"] == "blackhole":
		return "!"
	}
	return ""
}

func serviceOf(dest string) string {
	if strings.Contains(strings.ToLower(dest), "dynamodb") {
		return "dynamodb"
	}
	return "s3"
}

// listOf makes the prefix list of a route to one.
func listOf(dest string, entries []string) string {
	if !strings.HasPrefix(dest, "pl-") {
		return ""
	}
	if len(entries) == 0 {
		entries = []string{map[string]string{"s3": "52.216.0.0/15", "dynamodb": "52.94.0.0/22"}[serviceOf(dest)]}
	}
	return fmt.Sprintf("list %s com.amazonaws.us-east-1.%s %s\n", dest, serviceOf(dest), strings.Join(entries, " "))
}

// chosen traces to each destination and names the targets of the routes taken,
// in the words of the case.
func chosen(t *testing.T, routes []any, dsts []string) []string {
	rc := newRouteCase(routes, dsts)
	n := vpc.OracleNetwork(t, rc.script)
	var got []string
	for _, dst := range dsts {
		got = append(got, rc.taken(n, dst))
	}
	return got
}

// taken is the word for what the first route table on the way chose.
func (rc routeCase) taken(n *vpc.Network, dst string) string {
	if !strings.Contains(dst, "amazonaws") {
		for word, name := range map[string]string{"S3": "s3", "DynamoDB": "dynamodb"} {
			if strings.Contains(dst, word) {
				dst = name
			}
		}
	}
	tr, err := inquire(n, vpc.Ask{Proto: vpc.TCP, Port: 443}, "s", dst)
	if err != nil {
		panic(unreadable(err.Error()))
	}
	hops := tr.Forward()
	for i, h := range hops {
		if h.Kind == "table" && h.Reason.Verdict != cloud.Denied && i+1 < len(hops) {
			if word := rc.words[hops[i+1].At]; word != "" {
				return word
			}
			return "local"
		} else if h.Kind == "table" {
			return "none"
		}
	}
	return "none"
}

func routing(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["routes"] != nil:
		c.only("routes", "dst")
		return c.targets(chosen(t, o.routesOf(c), texts(g["dst"])))
	case g["gateway_route_table"] != nil:
		c.only("gateway_route_table", "dst")
		return edgeRouting(t, c)
	case g["create_route"] != nil:
		return createRoute(t, c)
	case g["same_cidr_propagated"] != nil:
		c.only("same_cidr_propagated")
		return tieOrder(t, c, texts(g["same_cidr_propagated"]))
	case g["same_cidr"] != nil:
		c.only("same_cidr")
		return tieOrder(t, c, texts(g["same_cidr"]))
	}
	return unread()
}

// targets compares what was taken with the target or targets that are
// expected, or with one of several that will do.
func (c oracleCase) targets(got []string) outcome {
	if list, ok := c.Expect["targets"].([]any); ok {
		for i := range list {
			list[i] = orNone(list[i])
		}
		return equal(got, list)
	}
	want, named := c.Expect["target"]
	if !named {
		want, named = c.Expect["result"]
	}
	if list, several := want.([]any); several {
		return equal(slices.Contains(texts(list), got[0]), true)
	}
	if !named || len(got) != 1 {
		return unread()
	}
	return equal(got[0], orNone(want))
}

func orNone(v any) any {
	switch v {
	case nil, "drop", "dropped", "blackhole", "no route", "none":
		return "none"
	}
	if s := text(v); strings.ContainsRune(s, ' ') {
		panic(unreadable("target " + s))
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

// tieOrder puts routes for one range into a table, in each order of two, and
// looks which of the two is taken.
func tieOrder(t *testing.T, c oracleCase, kinds []string) outcome {
	want := texts(c.Expect["order"])
	if len(want) != len(kinds) || len(want) < 2 {
		return unread()
	}
	var list []outcome
	for i := range want {
		for j := range want {
			if i != j {
				list = append(list, equal(tieWinner(t, want[i], want[j]), want[min(i, j)]))
			}
		}
	}
	return all(list...)
}

// tieRoutes are routes for one range, by the words of cases.
var tieRoutes = map[string]string{
	"static": "DEST:vgw-ID", "prefix list": "pl-1:vgw-ID", "propagated": "DEST:vgw-ID~",
	"Direct Connect BGP": "DEST:vgw-ID~" + vpc.LearnedDirectConnect, "VPN static": "DEST:vgw-ID~" + vpc.LearnedVPNStatic, "VPN BGP": "DEST:vgw-ID~" + vpc.LearnedVPN,
}

func tieWinner(t *testing.T, first, second string) string {
	routes, dest := "", "10.20.0.0/16"
	if first == "local" || second == "local" {
		dest = "10.0.0.0/16"
	}
	for i, word := range []string{first, second} {
		if word == "local" { // the table has it by itself
			continue
		}
		route, known := tieRoutes[word]
		if !known {
			panic(unreadable("a route by " + word))
		}
		routes += ";" + strings.NewReplacer("DEST", dest, "ID", fmt.Sprint(i)).Replace(route)
	}
	n := vpc.OracleNetwork(t, "vpc vpc-1 10.0.0.0/16\nlist pl-1 mine "+dest+"\nsubnet subnet-s vpc-1 10.0.1.0/24\ntable rtb-1 vpc-1 main routes="+routes[1:]+"\nhost i-s subnet-s 10.0.1.10 name=s\n")
	tr := ask(t, n, "s", strings.Replace(dest, "0.0/16", "9.9", 1), vpc.TCP)
	for _, h := range tr.Forward() {
		if h.Kind == "unknown" {
			return map[string]string{"vgw-0": first, "vgw-1": second}[h.At]
		}
	}
	return "local"
}

// edgeRouting asks the route table of an internet gateway.
func edgeRouting(t *testing.T, c oracleCase) outcome {
	var got []string
	home := ""
	for _, x := range items(c.Given["gateway_route_table"]) {
		if r := members(x); home == "" || r["target"] == "local" {
			home = prefix(r["dest"]).String()
		}
	}
	for _, dst := range texts(c.Given["dst"]) {
		rc, routes, targets := routeCase{words: map[string]string{}}, "", ""
		for _, x := range items(c.Given["gateway_route_table"]) {
			if r := members(x); r["target"] != "local" {
				id, line := rc.target(text(r["target"]), len(rc.words))
				targets, routes = targets+line, routes+";"+text(r["dest"])+":"+id
			}
		}
		at := lastOf(netip.MustParsePrefix(home), 2)
		n := vpc.OracleNetwork(t, "vpc vpc-1 "+home+"\nigw igw-1 vpc-1\nsubnet subnet-t vpc-1 "+netip.PrefixFrom(at, 28).Masked().String()+"\n"+
			strings.ReplaceAll(targets, "NEXT", at.String())+"subnet subnet-a vpc-1 "+netip.PrefixFrom(address(dst), 28).Masked().String()+
			"\nhost i-s subnet-a "+dst+" name=s public=3.3.3.4\ntable rtb-main vpc-1 main routes=0.0.0.0/0:igw-1\ntable rtb-edge vpc-1 edge=igw-1 routes="+strings.TrimPrefix(routes, ";")+"\n")
		word, hops := "none", ask(t, n, "internet", "s:80", vpc.TCP).Forward()
		for i, h := range hops {
			if h.Kind == "table" && h.At == "rtb-edge" && i+1 < len(hops) {
				if word = rc.words[hops[i+1].At]; word == "" {
					word = "local"
				}
			}
		}
		got = append(got, word)
	}
	return c.targets(got)
}

// createRoute asks the API for a route: to an internet gateway, where the case
// gives only the destination, or from a VPC with subnets to a target.
func createRoute(t *testing.T, c oracleCase) outcome {
	g := c.Given
	if dest, ok := g["create_route"].(string); ok {
		c.only("create_route", "dst")
		return createDefault(t, c, dest)
	}
	c.only("create_route", "vpc", "subnets")
	r := members(g["create_route"])
	script := vpcOf("V", texts(g["vpc"]))
	for _, b := range texts(g["subnets"]) {
		script += "S=$(subnet $V " + b + ")\n"
	}
	target, _, _ := strings.Cut(text(r["target"]), "-")
	line, known := map[string]string{
		"eni": "--network-interface-id $(eni $S)",
		"nat": "--nat-gateway-id $(v ec2 create-nat-gateway --subnet-id $S --connectivity-type private --query NatGateway.NatGatewayId)",
		"igw": "--gateway-id $G", "pcx": "--vpc-peering-connection-id $(peer $V $(vpc 192.0.2.0/24))",
		"eigw": "--egress-only-internet-gateway-id $(v ec2 create-egress-only-internet-gateway --vpc-id $V --query EgressOnlyInternetGateway.EgressOnlyInternetGatewayId)",
	}[target]
	if !known {
		panic(unreadable("target " + target))
	}
	return okOr(c, refusal(t, script+"G=$(igw); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G\naws ec2 create-route --route-table-id $(table $V) "+line+destinationFlag(text(r["dest"]))))
}

func destinationFlag(dest string) string {
	if strings.Contains(dest, ":") {
		return " --destination-ipv6-cidr-block " + dest
	}
	return " --destination-cidr-block " + dest
}

func createDefault(t *testing.T, c oracleCase, dest string) outcome {
	out := okOr(c, refusal(t, `V=$(v ec2 create-vpc --cidr-block 10.0.0.0/16 --amazon-provided-ipv6-cidr-block --query Vpc.VpcId); sleep 1m; G=$(igw); aws ec2 attach-internet-gateway --vpc-id $V --internet-gateway-id $G
aws ec2 create-route --route-table-id $(table $V) --gateway-id $G`+destinationFlag(dest)))
	if dst, asked := c.Given["dst"]; asked && c.Expect["forwarded"] != nil {
		tr := ask(t, vpc.OracleNetwork(t, strings.Replace(oneHost(""), "0.0.0.0/0:igw-1", dest+":igw-1", 1)), "s", text(dst)+":81", vpc.TCP)
		through := slices.ContainsFunc(tr.Forward(), func(h vpc.Hop) bool { return h.Kind == "igw" })
		out = all(out, equal(through, c.Expect["forwarded"]))
	}
	return out
}

// ask sends a packet between two words; words that name no place make a case
// unread.
func ask(t *testing.T, n *vpc.Network, from, to string, proto uint8) vpc.Trace {
	t.Helper()
	tr, err := inquire(n, vpc.Ask{Proto: proto}, from, to)
	if err != nil {
		panic(unreadable(err.Error()))
	}
	return tr
}

func inquire(n *vpc.Network, a vpc.Ask, from, to string) (tr vpc.Trace, err error) {
	if a.From, err = n.Resolve(vpc.OracleScope, from); err != nil {
		return tr, err
	}
	if a.To, err = n.Resolve(vpc.OracleScope, to); err != nil {
		return tr, err
	}
	return n.Ask(a, nil)
}

func endpoints(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["routes"] != nil && strings.Contains(fmt.Sprint(g["dst"]), "another Region"):
		c.only("routes", "dst")
		return c.targets(chosen(t, o.routesOf(c), []string{"s3.us-west-2.amazonaws.com"}))
	case g["routes"] != nil:
		return routing(t, o, c)
	case g["use"] != nil:
		c.only("use", "source")
		return equal(usesOf(t, c, text(g["use"])), c.Expect["reachable"])
	case g["api"] != nil:
		c.only("api")
		return endpointRoute(t, c)
	}
	return endpointRule(t, c)
}

// usesOf tells whether a host gets to S3 or to SQS by an endpoint of VPC A, or
// out by a gateway of it. The host is in the peered VPC B unless it is said to
// be in A.
func usesOf(t *testing.T, c oracleCase, use string) bool {
	who := "b"
	if source, ok := c.Given["source"].(string); ok {
		switch words := strings.ToLower(source); {
		case strings.Contains(words, "peer"):
		case strings.Contains(words, "vpc a"), strings.Contains(words, "same vpc"):
			who = "a"
		default:
			panic(unreadable(source))
		}
	}
	dst, target := "internet:443", ""
	for _, x := range []struct{ words, dst, target string }{
		{"interface endpoint", "10.1.1.7:443", "igw-a"}, {"endpoint", "s3:443", "vpce-a"}, {"NAT", "internet:443", "nat-a"},
		{"internet gateway", "internet:443", "igw-a"}, {"igw", "internet:443", "igw-a"}, {"VPN", "192.0.2.9:443", "vgw-a"},
		{"Direct Connect", "192.0.2.9:443", "vgw-a"}, {"virtual private gateway", "192.0.2.9:443", "vgw-a"},
	} {
		if target == "" && strings.Contains(use, x.words) {
			dst, target = x.dst, x.target
		}
	}
	if target == "" {
		panic(unreadable(use))
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
endpoint vpce-i vpc-a Interface com.amazonaws.us-east-1.sqs subnet-a 10.1.1.7
list pl-s3 com.amazonaws.us-east-1.s3 52.216.0.0/15
table rtb-a vpc-a main routes=10.2.0.0/16:pcx-1;pl-s3:vpce-a`+map[bool]string{true: "", false: ";0.0.0.0/0:" + target}[target == "vpce-a"]+`
table rtb-b vpc-b main routes=0.0.0.0/0:pcx-1;10.1.0.0/16:pcx-1
host i-a subnet-a 10.1.1.10 name=a
host i-b subnet-b 10.2.1.10 name=b
`)
	return ask(t, n, who, dst, vpc.TCP).Verdict == cloud.Allowed
}

// endpointScripts try what a case says in words, and nothing else, of
// endpoints and their prefix lists.
var endpointScripts = []struct {
	words  *regexp.Regexp
	script string
}{
	{regexp.MustCompile(`(nacl|network acl).*(prefix list|pl-)`), `aws ec2 create-network-acl-entry --network-acl-id $(acl $V) --ingress --rule-number 7 --protocol -1 --rule-action allow --prefix-list-id $L 2>&1`},
	{regexp.MustCompile(`(sg|security group).*(prefix list|pl-)`), `aws ec2 authorize-security-group-egress --group-id $(group $V) --ip-permissions "IpProtocol=tcp,FromPort=443,ToPort=443,PrefixListIds=[{PrefixListId=$L}]" 2>&1`},
}

// endpointRule asks the API; a flag that it does not know is a no.
func endpointRule(t *testing.T, c oracleCase) outcome {
	for _, x := range endpointScripts {
		if c.Expect["ok"] != nil && x.words.MatchString(c.said()) {
			out, codes := session(t, `V=$(vpc); L=$(v ec2 describe-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.us-east-1.s3 --query 'PrefixLists[0].PrefixListId')
`+x.script)
			return equal(len(codes) == 0 && !strings.Contains(out, "nknown option"), c.Expect["ok"])
		}
	}
	return unread()
}

func peering(t *testing.T, o *oracles, c oracleCase) outcome {
	g := c.Given
	switch {
	case g["peerings"] != nil && g["flow"] != nil:
		c.only("peerings", "flow")
		return equal(overPeerings(t, texts(g["peerings"]), text(g["flow"])), c.Expect["reachable"])
	case g["vpc_a_routes"] != nil:
		c.only("vpc_b", "vpc_c", "vpc_a_routes", "flow")
		return peerReturn(t, c)
	case g["vpc_a"] != nil && g["vpc_b"] != nil && c.Expect["ok"] != nil:
		c.only("vpc_a", "vpc_b")
		return peerCreate(t, texts(g["vpc_a"]), texts(g["vpc_b"]), c)
	case g["existing"] != nil && g["create"] != nil:
		c.only("existing", "create")
		return peerAgain(t, c)
	case g["query"] != nil:
		c.only("query")
		return peerResolver(t, c)
	case g["flow"] != nil && strings.Contains(text(g["flow"]), " uses "):
		c.only("flow")
		return equal(usesOf(t, c, text(g["flow"])), c.Expect["reachable"])
	}
	return unread()
}

// peerResolver asks Amazon's DNS server in the peer VPC, or in one's own.
func peerResolver(t *testing.T, c oracleCase) outcome {
	at, words := "10.2.0.2:53", text(c.Given["query"])
	switch {
	case strings.Contains(words, "own") || strings.Contains(words, "same VPC"):
		at = "10.1.0.2:53"
	case !strings.Contains(words, "peer"):
		return unread()
	}
	return equal(ask(t, vpc.OracleNetwork(t, pairOfPeers), "a", at, vpc.UDP).Verdict == cloud.Allowed, c.Expect["ok"])
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
	ends := regexp.MustCompile(`^\s*(\w+)\s*->\s*(\w+)`).FindStringSubmatch(flow)
	if ends == nil {
		panic(unreadable(flow))
	}
	from, to := ends[1], ends[2]
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

// peerReturn follows a request from B to A and its answer, where B and C may
// have one range. The sender has the address that the flow names, or one that
// is inside the narrowest route to B, if any.
func peerReturn(t *testing.T, c oracleCase) outcome {
	g := c.Given
	b, routes := prefix(g["vpc_b"]), ""
	at, narrow := lastOf(b, 77), b
	for _, x := range items(g["vpc_a_routes"]) {
		r := members(x)
		toC := strings.HasSuffix(text(r["target"]), "cccc")
		routes += ";" + text(r["dest"]) + ":" + map[bool]string{true: "pcx-ac", false: "pcx-ab"}[toC]
		if p := prefix(r["dest"]); !toC && b.Contains(p.Addr()) && p.Bits() > narrow.Bits() {
			narrow, at = p, lastOf(p, 0)
			if p.Bits() < 31 {
				at = lastOf(p, 1<<min(32-p.Bits(), 4)-5)
			}
		}
	}
	if named := addressIn(text(g["flow"])); named != "" {
		at = address(named)
	}
	block := netip.PrefixFrom(at, 28).Masked().String()
	inC := block
	if cc := prefix(g["vpc_c"]); !cc.Contains(at) {
		inC = netip.PrefixFrom(lastOf(cc, 77), 28).Masked().String()
	}
	n := vpc.OracleNetwork(t, `
vpc vpc-a 172.16.0.0/16
vpc vpc-b `+b.String()+`
vpc vpc-c `+text(g["vpc_c"])+`
peer pcx-ab vpc-a vpc-b active
peer pcx-ac vpc-a vpc-c active
subnet subnet-a vpc-a 172.16.0.0/24
subnet subnet-b vpc-b `+block+`
subnet subnet-c vpc-c `+inC+`
table rtb-a vpc-a main routes=`+strings.TrimPrefix(routes, ";")+`
table rtb-b vpc-b main routes=172.16.0.0/16:pcx-ab
table rtb-c vpc-c main routes=172.16.0.0/16:pcx-ac
host i-a subnet-a 172.16.0.10 name=a
host i-b subnet-b `+at.String()+` name=b
`)
	tr := ask(t, n, "b", "a:389", vpc.TCP)
	var gone any
	for _, h := range tr.Hops {
		if h.Back && h.Kind == "pcx" {
			gone = map[string]string{"pcx-ab": "VPC B", "pcx-ac": "VPC C"}[h.At]
		}
	}
	return all(equal(tr.Arrives, c.Expect["request_delivered"]), equal(gone, c.Expect["response_goes_to"]))
}
