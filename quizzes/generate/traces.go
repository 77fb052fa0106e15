package generate

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// traceSpecs: where a packet dies, and by which code.
func traceSpecs() []spec {
	return []spec{
		{id: "trace", module: "vpc", topic: "troubleshooting", step: "vpc/broken", tasks: []string{"SOA-C03/5.3", "SAA-C03/3.4", "SAA-C03/1.2"}, level: 3, draw: drawTrace},
	}
}

// fault is one thing that somebody has broken in the lunch network.
type fault string

// The faults, as in the step "It does not work".
const (
	noWayOut        fault = "no-way-out"         // the public table has no default route
	lostTable       fault = "lost-table"         // the public subnet has fallen back to the main table
	noNATRoute      fault = "no-nat-route"       // the private table has no default route
	privateToIGW    fault = "private-to-igw"     // the private table leads to the internet gateway
	appNamesNobody  fault = "app-names-nobody"   // the group of app has lost its rule
	webIsGagged     fault = "web-is-gagged"      // the group of web lets nothing out
	dbNamesWeb      fault = "db-names-web"       // the group of db names the wrong group
	deny80          fault = "deny-80"            // a deny stands before the allow
	noAnswerInFront fault = "no-answer-in-front" // the public list has no outbound ports for answers
	noAnswerFromDB  fault = "no-answer-from-db"  // nor has the list of the data subnet
	typoInRange     fault = "typo-in-range"      // a list names a range that nobody has
	whole           fault = "whole"              // nothing is broken
)

// ask is a way that a packet is sent, with the faults that lie on it.
type ask struct {
	from, to string
	port     int
	faults   []fault
}

var asks = []ask{
	{"internet", "web", 80, []fault{noWayOut, lostTable, deny80, noAnswerInFront, whole}},
	{"web", "app", 8080, []fault{appNamesNobody, appNamesNobody, webIsGagged, noAnswerInFront, whole}},
	{"app", "db", 3306, []fault{dbNamesWeb, noAnswerFromDB, noAnswerFromDB, typoInRange, whole}},
	{"app", "internet", 443, []fault{noNATRoute, privateToIGW, noAnswerInFront, noWayOut, whole}},
}

// lunch is the network of the step, with faults.
type lunch struct {
	*lan
	broken map[fault]bool
	a, b   int // third numbers of its private subnets
	front  []entry
	back   []entry
}

// drawTrace asks where a packet ends in a network that is partly broken.
func drawTrace(d *draw) *sketch {
	q := pick(d, "ask", asks...)
	n := &lunch{lan: newLan(), broken: map[fault]bool{pick(d, "fault", q.faults...): true}, a: d.between("a", 2, 60)}
	n.b = n.a + d.between("b", 1, 40)
	other := pick(d, "other", asks...) // a second fault, perhaps on another way
	n.broken[pick(d, "second", other.faults...)] = true
	n.build()
	t, err := n.send(q)
	if err != nil {
		return nil
	}
	k := &sketch{
		stem:  say("trace.stem", "net", n.drawn(q), "from", q.from, "to", q.to, "port", q.port),
		why:   plain("```text\n%s\n```", hopLines(t)),
		setup: n.setup(),
		given: fmt.Sprintf("ends=$(trace %s %s:%d --output json | jq -r 'if .verdict == \"allowed\" then \"ok\" else ([.hops[] | select(.verdict == \"denied\")][0] | .way + \" \" + .at + \" \" + .code) end')\n", q.from, q.to, q.port),
	}
	right := endOf(t, 0)
	k.right = right.choice("", right, because(t))
	for _, b := range n.beliefs(q, t) {
		if b.at.at == right.at && b.at.back == right.back && right.at != "" {
			continue // the same place by another code is a question of words
		}
		k.wrong = append(k.wrong, b.at.choice(b.name, right, say("trace."+b.name, "from", q.from, "to", q.to, "at", right.at)))
	}
	return k
}

// because says why the first refusal refuses, in the words of the tool trace.
func because(t vpc.Trace) said {
	for _, h := range t.Hops {
		if r := h.Reason; r.Verdict == cloud.Denied {
			return said{id: "reason." + r.Code, args: []any{"at", r.At, "rule", ruleName(r.Rule)}}
		}
	}
	return say("trace.right-ok")
}

func (n *lunch) build() {
	n.network("lunch", "10.0.0.0/16")
	n.gateway("lunch")
	n.subnet("lunch", "public", "10.0.1.0/24")
	n.subnet("lunch", "private", fmt.Sprintf("10.0.%d.0/24", n.a))
	n.subnet("lunch", "data", fmt.Sprintf("10.0.%d.0/24", n.b))
	n.nat("public", "10.0.1.5", "198.51.100.5")
	n.tables()
	n.lists()
	n.lan.group("lunch", "web", n.broken[webIsGagged], permit{block: "0.0.0.0/0", from: 80, to: 80})
	app := []permit{{group: "web", from: 8080, to: 8080}}
	if n.broken[appNamesNobody] {
		app = nil
	}
	n.lan.group("lunch", "app", false, app...)
	who := "app"
	if n.broken[dbNamesWeb] {
		who = "web"
	}
	n.lan.group("lunch", "db", false, permit{group: who, from: 3306, to: 3306})
	n.host("web", "public", "10.0.1.10", "web", "198.51.100.10")
	n.host("app", "private", fmt.Sprintf("10.0.%d.20", n.a), "app", "")
	n.host("db", "data", fmt.Sprintf("10.0.%d.30", n.b), "db", "")
}

func (n *lunch) tables() {
	if n.broken[lostTable] {
		n.lan.table("lunch", "public")
	} else {
		n.lan.table("lunch", "public", "public")
	}
	if !n.broken[noWayOut] {
		n.route("public", "0.0.0.0/0", "igw")
	}
	n.lan.table("lunch", "private", "private")
	switch {
	case n.broken[privateToIGW]:
		n.route("private", "0.0.0.0/0", "igw")
	case !n.broken[noNATRoute]:
		n.route("private", "0.0.0.0/0", "nat")
	}
}

func (n *lunch) lists() {
	const all = "0.0.0.0/0"
	n.front = []entry{
		{number: 100, allow: true, block: all, from: 80, to: 80}, {number: 120, allow: true, block: "10.0.0.0/16", from: 443, to: 443},
		{number: 130, allow: true, block: all, from: 1024, to: 65535}, {number: 110, out: true, allow: true, block: all, from: 443, to: 443},
	}
	if n.broken[deny80] {
		n.front = append(n.front, entry{number: 90, block: all, from: 80, to: 80})
	}
	if !n.broken[noAnswerInFront] {
		n.front = append(n.front, entry{number: 100, out: true, allow: true, block: all, from: 1024, to: 65535})
	} else {
		n.front = append(n.front, entry{number: 100, out: true, allow: true, block: all, from: 8080, to: 8080})
	}
	from := fmt.Sprintf("10.0.%d.0/24", n.a)
	if n.broken[typoInRange] {
		from = fmt.Sprintf("10.0.%d.0/24", n.a*10%250)
	}
	n.back = []entry{{number: 100, allow: true, block: from, from: 3306, to: 3306}}
	if !n.broken[noAnswerFromDB] {
		n.back = append(n.back, entry{number: 100, out: true, allow: true, block: "10.0.0.0/16", from: 1024, to: 65535})
	}
	n.acl("front", "public", n.front...)
	n.acl("data", "data", n.back...)
}

func (n *lunch) send(q ask) (vpc.Trace, error) {
	c := n.compiled()
	from, to := visitor, visitor
	if q.from != "internet" {
		from = placeOf(c, q.from)
	}
	if q.to != "internet" {
		to = placeOf(c, q.to)
	}
	return c.Ask(vpc.Ask{From: from, To: to, Proto: vpc.TCP, Port: uint16(q.port)}, nil)
}

// drawn is what of the network lies on the way.
func (n *lunch) drawn(q ask) said {
	var b strings.Builder
	on := func(names ...string) bool {
		for _, name := range names {
			if q.from == name || q.to == name {
				return true
			}
		}
		return false
	}
	out := q.from == "internet" || q.to == "internet"
	if on("web") || out {
		table := "rtb-public"
		if n.broken[lostTable] {
			table = "rtb-main-lunch"
		}
		fmt.Fprintf(&b, "public   10.0.1.0/24   web%s  %s  acl-front\n", natShown(out), table)
		fmt.Fprintf(&b, "%s  %s\n", table, n.defaultOf("rtb-public", n.broken[lostTable]))
	}
	if on("app") {
		fmt.Fprintf(&b, "private  10.0.%d.0/24  app  rtb-private\nrtb-private  %s\n", n.a, n.defaultOf("rtb-private", false))
	}
	if on("db") {
		fmt.Fprintf(&b, "data     10.0.%d.0/24  db  rtb-main-lunch  acl-data\nrtb-main-lunch  local\n", n.b)
	}
	if on("web") || out {
		shown(&b, "acl-front", n.front)
	}
	if on("db") {
		shown(&b, "acl-data", n.back)
	}
	var groups []said
	for _, name := range []string{"web", "app", "db"} {
		if on(name) {
			groups = append(groups, n.groupShown(name))
		}
	}
	return form("%s%s", b.String(), listed(groups))
}

func natShown(out bool) string {
	if out {
		return ", nat"
	}
	return ""
}

func (n *lunch) defaultOf(table string, lost bool) string {
	routes := n.region.RouteTables.Find(table).Routes
	if lost || len(routes) < 2 {
		return "local"
	}
	return "local, 0.0.0.0/0 " + routes[1].Target
}

// shown lists the entries of a network ACL, inbound first.
func shown(b *strings.Builder, name string, list []entry) {
	for _, way := range []struct {
		out  bool
		name string
	}{{false, "in"}, {true, "out"}} {
		fmt.Fprintf(b, "%s %s\n", name, way.name)
		for _, e := range sortedByNumber(list) {
			if e.out == way.out {
				fmt.Fprintf(b, "  %5d  %-5s  %-10s  %s\n", e.number, e.verdict(), ports(e.from, e.to), e.block)
			}
		}
	}
}

func (n *lunch) groupShown(name string) said {
	g := n.region.Groups.Find("sg-" + name)
	in, out := say("trace.nothing"), say("trace.nothing")
	for _, r := range g.Rules {
		switch {
		case r.Egress:
			out = say("trace.all")
		case r.Group != "":
			in = say("trace.from", "port", r.From, "who", r.Group)
		default:
			in = say("trace.from", "port", r.From, "who", r.Prefix)
		}
	}
	return form("%-9s  in %s, out %s", g.ID, in, out)
}
