package generate

import (
	"fmt"
	"net/netip"
	"strings"

	"skylab/simulators/vpc"
)

// routeSpecs: which line of a route table takes a packet, who has a way.
func routeSpecs() []spec {
	return []spec{
		{id: "route", module: "vpc", topic: "routing", step: "vpc/peer", tasks: []string{"SAA-C03/3.4", "SOA-C03/5.1", "SOA-C03/5.3"}, level: 2, draw: drawRoute},
		{id: "public", module: "vpc", topic: "routing", step: "vpc/public", tasks: []string{"SAA-C03/3.4", "CLF-C02/3.5", "SOA-C03/5.3"}, level: 2, draw: drawPublic},
	}
}

// signpost is a route table that was drawn, and a packet that asks it.
type signpost struct {
	*lan
	table *vpc.RouteTable
	to    netip.Addr
	taken int // the line that the simulator takes, -1: none
}

// drawRoute asks which line of a route table a packet follows.
func drawRoute(d *draw) *sketch {
	p := signpost{lan: newLan()}
	p.network("shop", "10.0.0.0/16")
	for i, name := range []string{"a", "b", "old"} {
		p.network(name, fmt.Sprintf("172.%d.0.0/16", 20+i))
		p.peer(name, "shop", name)
	}
	p.gateway("shop")
	p.subnet("shop", "app", "10.0.1.0/24")
	p.group("shop", "app", false)
	p.lan.table("shop", "app", "app")
	if !p.lines(d) {
		return nil
	}
	p.host("app", "app", "10.0.1.10", "app", "")
	p.unpeer("old")
	p.table = p.region.RouteTables.Find("rtb-app")
	p.ask()
	return p.sketch()
}

// lines draws the destination and a table in which several lines nearly fit.
func (p *signpost) lines(d *draw) bool {
	base := pick(d, "base", "10.0.0.0/8", "10.0.0.0/16", "172.20.0.0/16", "192.168.0.0/16", "10.48.0.0/12")
	around := netip.MustParsePrefix(base)
	p.to = plus(around.Addr(), d.between("to", 600, 1<<(32-around.Bits())-600))
	blocks := map[string]bool{"10.0.0.0/16": true}
	names := shuffled(d, "targets", []string{"pcx-a", "pcx-b", "pcx-old", "igw", "pcx-a", "pcx-b"})
	rest := "igw"
	if d.chance("no default", 35) {
		rest = "" // there is no default route
	}
	n := d.between("lines", 3, 5)
	at := d.below("default at", n)
	for i := range n {
		block, target := p.near(d, i, around, rest == "" && d.chance("nobody", 60)), names[i]
		if i == at && rest != "" {
			block, target = "0.0.0.0/0", "igw"
		}
		if target == "igw" && block != "0.0.0.0/0" {
			target = "pcx-b"
		}
		inside := netip.MustParsePrefix("10.0.0.0/16").Overlaps(netip.MustParsePrefix(block)) && netip.MustParsePrefix(block).Bits() >= 16
		if blocks[block] || inside { // a line below the local one may lead to few targets only
			continue
		}
		blocks[block] = true
		p.route("app", block, target)
	}
	return len(blocks) >= 4
}

// near draws a block that holds the destination, or its neighbour.
func (p *signpost) near(d *draw, i int, around netip.Prefix, beside bool) string {
	label := fmt.Sprintf("near %d", i)
	bits := d.between(label, max(9, around.Bits()), 26)
	block := netip.PrefixFrom(p.to, bits).Masked()
	if beside || d.chance(label+" beside", 40) {
		beside := netip.PrefixFrom(plus(block.Addr(), (1-2*d.below(label+" side", 2))<<(32-bits)), bits)
		if around.Contains(beside.Addr()) {
			return beside.String()
		}
	}
	return block.String()
}

// ask has the simulator choose.
func (p *signpost) ask() {
	p.taken = -1
	for _, r := range p.compiled().Routes("rtb-app", p.to) {
		if r.Code == vpc.CodeRoute || r.Code == vpc.CodeBadRoute {
			p.taken = int(r.Rule)
		}
	}
}

func (p *signpost) sketch() *sketch {
	k := &sketch{
		stem:  say("route.stem", "table", p.listing("rtb-app"), "to", p.to),
		why:   plain("```text\n%s\n```", p.why()),
		setup: p.setup(),
		given: lineGiven,
	}
	k.right = p.choice("", p.taken, say("route.right", "to", p.to, "line", p.block(p.taken)))
	if p.taken >= 0 && p.dead(p.taken) {
		k.right.reason = say("route.right-dead", "to", p.to, "line", p.block(p.taken))
	} else if p.taken < 0 {
		k.right.reason = say("route.right-none", "to", p.to)
	}
	for _, b := range p.beliefs() {
		k.wrong = append(k.wrong, p.choice(b.name, b.line, say("route."+b.name, "to", p.to, "line", p.block(b.line), "right", p.block(p.taken))))
	}
	return k
}

// lineGiven asks the console which line of the table a packet takes.
const lineGiven = `line() { # the destination of the line that a packet to $1 takes, or none
  rule=$(trace app $1 --output json | jq -r '[.hops[] | select(.kind == "table" and .way == "there")][0].rule')
  if [ "$rule" = null ]; then echo none; else aws ec2 describe-route-tables --route-table-ids $RTB_APP --query "RouteTables[0].Routes[$rule].DestinationCidrBlock" --output text; fi
}
`

func (p *signpost) choice(belief string, line int, reason said) choice {
	c := choice{
		id: belief, same: p.block(line), holds: line == p.taken, reason: reason,
		script: fmt.Sprintf("test \"$(line %s)\" = %s", p.to, p.block(line)),
	}
	switch {
	case line < 0:
		c.text = say("route.none")
	case p.dead(line):
		c.text = say("route.dropped", "line", p.block(line))
	case p.table.Routes[line].Target == "local":
		c.text = say("route.stays", "line", p.block(line))
	default:
		c.text = say("route.to", "line", p.block(line), "target", p.table.Routes[line].Target)
	}
	return c
}

// block is a line's destination, or none.
func (p *signpost) block(line int) string {
	if line < 0 {
		return "none"
	}
	return p.table.Routes[line].Prefix.String()
}

func (p *signpost) dead(line int) bool { return p.table.Routes[line].Target == "pcx-old" }

// why lists the lines that hold the destination, with what the simulator says.
func (p *signpost) why() string {
	var b strings.Builder
	for _, r := range p.compiled().Routes("rtb-app", p.to) {
		fmt.Fprintf(&b, "%-18s  %-8s  %s\n", p.block(int(r.Rule)), p.table.Routes[r.Rule].Target, r.Code)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// listing is a route table as a learner reads it.
func (l *lan) listing(table string) string {
	var b strings.Builder
	for _, r := range l.region.RouteTables.Find(table).Routes {
		state := ""
		if p := l.state.Peerings.Find(r.Target); p != nil && p.Status == "deleted" {
			state = "  blackhole"
		}
		fmt.Fprintln(&b, strings.TrimRight(fmt.Sprintf("%-18s  %s%s", r.Prefix, r.Target, state), " "))
	}
	return strings.TrimSuffix(b.String(), "\n")
}
