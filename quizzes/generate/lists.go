package generate

import (
	"fmt"
	"net/netip"
	"strings"

	"skylab/simulators/vpc"
)

// listSpecs: which rule decides, and what becomes of a request.
func listSpecs() []spec {
	return []spec{
		{id: "acl", module: "vpc", topic: "filters", step: "vpc/deny", tasks: []string{"SAA-C03/1.2", "CLF-C02/2.4", "SOA-C03/5.3"}, level: 2, draw: drawACL},
		{id: "firewall", module: "vpc", topic: "filters", step: "vpc/stateless", tasks: []string{"SAA-C03/1.2", "CLF-C02/2.4", "SOA-C03/5.3"}, level: 3, draw: drawFirewall},
	}
}

// gate is a public server behind a network ACL and a security group.
type gate struct {
	entries []entry
	permits []permit
	shut    bool // the group was made without its rule for everything out
	from    netip.Addr
	port    int
}

// world is the gate as a network; mute when nobody wants its commands.
func (g gate) world(mute bool) *lan {
	l := newLan()
	l.mute = mute
	l.network("shop", "10.0.0.0/16")
	l.gateway("shop")
	l.subnet("shop", "front", "10.0.1.0/24")
	l.table("shop", "front", "front")
	l.route("front", "0.0.0.0/0", "igw")
	l.acl("front", "front", g.entries...)
	l.group("shop", "web", g.shut, g.permits...)
	l.host("web", "front", "10.0.1.10", "web", "198.51.100.10")
	return l
}

// trace sends the visitor's first packet.
func (g gate) trace() (vpc.Trace, error) {
	n := g.world(true).compiled()
	from := vpc.Place{Kind: vpc.AtInternet, Addr: g.from, Name: g.from.String(), Exact: true}
	return n.Ask(vpc.Ask{From: from, To: placeOf(n, "web"), Proto: vpc.TCP, Port: uint16(g.port)}, nil)
}

// listing shows the ACL, and the group where it matters.
func (g gate) listing(group bool) string {
	var b strings.Builder
	for _, e := range g.entries {
		fmt.Fprintln(&b, strings.Replace(e.words(), e.words()[:3], "acl-front  "+e.words()[:3], 1))
	}
	if group {
		for _, p := range g.permits {
			w := p.words()
			fmt.Fprintf(&b, "sg-web     %s        allow  %s\n", w[:3], w[5:])
		}
		if !g.shut {
			fmt.Fprintln(&b, "sg-web     out        allow  all              0.0.0.0/0")
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// drawACL asks which rule of a network ACL decides about a request.
func drawACL(d *draw) *sketch {
	g := gate{from: netip.MustParseAddr("198.51.100.0"), port: pick(d, "port", 22, 80, 443, 8080)}
	g.from = plus(netip.MustParseAddr(pick(d, "net", "203.0.113.0", "192.0.2.0")), d.between("host", 1, 250))
	g.rules(d)
	g.permits = []permit{{block: "0.0.0.0/0", from: g.port, to: g.port}}
	t, err := g.trace()
	if err != nil {
		return nil
	}
	taken := int32(-1)
	for _, h := range t.Hops {
		if h.Kind == "acl" && !h.Back && !h.Out {
			taken = h.Reason.Rule
		}
	}
	if taken < 0 {
		return nil
	}
	return g.ruleSketch(taken, t)
}

// rules draws the inbound rules, in the order in which they were made.
func (g *gate) rules(d *draw) {
	numbers := shuffled(d, "numbers", []int32{90, 100, 110, 120, 130, 200, 300})
	n, missed := d.between("rules", 4, 5), d.chance("missed", 20)
	for i := range n {
		label := fmt.Sprintf("rule %d", i)
		e := entry{number: numbers[i], allow: d.chance(label+" allow", 55), block: "0.0.0.0/0", from: g.port, to: g.port}
		if around := d.below(label+" block", 4); around > 0 {
			bits := []int{32, 28, 24}[around-1]
			at := g.from
			if d.chance(label+" beside", 25) {
				at = plus(g.from, 1<<(32-bits))
			}
			e.block = netip.PrefixFrom(at, bits).Masked().String()
		}
		switch d.below(label+" ports", 5) {
		case 0:
			e.from, e.to = 0, 65535
		case 1:
			e.from, e.to = 1024, 65535
		}
		if missed { // no rule fits: another port, or another source
			if e.block == "0.0.0.0/0" || d.chance(label+" other port", 50) {
				e.from = pick(d, label+" port", 21, 25, 3306, 9000)
				e.to = e.from
			} else {
				e.block = netip.PrefixFrom(plus(g.from, 512), netip.MustParsePrefix(e.block).Bits()).Masked().String()
			}
		}
		g.entries = append(g.entries, e)
	}
}

func (g gate) ruleSketch(taken int32, t vpc.Trace) *sketch {
	k := &sketch{
		stem:  say("acl.stem", "list", g.listing(false), "from", g.from, "port", g.port),
		why:   plain("```text\n%s\n```", hopLines(t)),
		setup: g.world(false).setup(),
		given: fmt.Sprintf("decides=$(trace %s web:%d --output json | jq '[.hops[] | select(.kind == \"acl\" and .way == \"there\")][0].rule')\n", g.from, g.port),
		facts: []string{"vpc.acl-order"},
	}
	k.right = g.rule("", taken, taken)
	for _, b := range g.ruleBeliefs() {
		if b.number > 0 {
			k.wrong = append(k.wrong, g.rule(b.name, b.number, taken))
		}
	}
	return k
}

// starRule is the number of the rule * that closes every list.
const starRule = 32767

func (g gate) rule(belief string, number, taken int32) choice {
	c := choice{
		id: belief, holds: number == taken, same: fmt.Sprint(number),
		script: fmt.Sprintf("test $decides = %d", number),
		reason: say("acl."+belief, "rule", ruleName(number), "taken", ruleName(taken), "from", g.from, "port", g.port),
	}
	if belief == "" {
		c.reason = say("acl.right", "rule", ruleName(taken), "from", g.from, "port", g.port)
		if taken == starRule {
			c.reason = say("acl.right-star", "from", g.from, "port", g.port)
		}
	}
	c.text = say("acl.denies", "rule", ruleName(number))
	for _, e := range g.entries {
		if e.number == number && e.allow {
			c.text = say("acl.allows", "rule", ruleName(number))
		}
	}
	return c
}

func ruleName(number int32) string {
	if number >= starRule {
		return "*"
	}
	return fmt.Sprint(number)
}

// ruleBelief is the rule that decides for people who read a list wrongly.
type ruleBelief struct {
	name   string
	number int32
}

// ruleBeliefs are the wrong ways to read a network ACL.
func (g gate) ruleBeliefs() []ruleBelief {
	byNumber := sortedByNumber(g.entries)
	backwards := make([]entry, 0, len(byNumber))
	for i := range byNumber {
		backwards = append(backwards, byNumber[len(byNumber)-1-i])
	}
	fits := func(e entry) bool { return g.fitsPort(e) && g.fitsSource(e) }
	return []ruleBelief{
		{"first-listed", firstOf(g.entries, fits)},
		{"after-the-allow", firstOf(byNumber, func(e entry) bool { return fits(e) && !e.allow })},
		{"allow-wins", firstOf(byNumber, func(e entry) bool { return fits(e) && e.allow })},
		{"narrowest-wins", g.narrowest(byNumber)},
		{"highest-number", firstOf(backwards, fits)},
		{"source-ignored", firstOf(byNumber, g.fitsPort)},
		{"port-ignored", firstOf(byNumber, g.fitsSource)},
		{"star-first", starRule},
		{"last-for-the-rest", g.lastForTheRest()},
	}
}

// lastForTheRest is the rule with the highest number, which people take for
// the one that decides about whatever no other fits.
func (g gate) lastForTheRest() int32 {
	byNumber := sortedByNumber(g.entries)
	last := byNumber[len(byNumber)-1]
	if g.fitsPort(last) && g.fitsSource(last) {
		return 0
	}
	return last.number
}

func (g gate) fitsPort(e entry) bool   { return e.from <= g.port && g.port <= e.to }
func (g gate) fitsSource(e entry) bool { return netip.MustParsePrefix(e.block).Contains(g.from) }

func firstOf(list []entry, want func(entry) bool) int32 {
	for _, e := range list {
		if want(e) {
			return e.number
		}
	}
	return 0
}

// narrowest reads the list as if it were a route table.
func (g gate) narrowest(list []entry) int32 {
	at, most := int32(0), -1
	for _, e := range list {
		if bits := netip.MustParsePrefix(e.block).Bits(); g.fitsPort(e) && g.fitsSource(e) && bits > most {
			at, most = e.number, bits
		}
	}
	return at
}
