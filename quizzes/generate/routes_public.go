package generate

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// doorway is how a server stands towards the internet.
type doorway struct {
	belief string // who thinks that this is enough; empty: it is
	route  string // target of its subnet's default route; empty: none
	public bool
	open   bool // its group lets the port in
}

// doorways are a server that is reached, and those that people take for one.
var doorways = []doorway{
	{"", "igw", true, true},
	{"route-is-enough", "igw", false, true},
	{"launch-setting", "", true, true},
	{"nat-lets-in", "nat", false, true},
	{"address-behind-nat", "nat", true, true},
	{"group-forgotten", "igw", true, false},
}

// drawPublic asks which of four servers a visitor reaches.
func drawPublic(d *draw) *sketch {
	port := pick(d, "port", 80, 443, 8080)
	l, third := edged(port), d.between("third", 1, 50)
	names := shuffled(d, "names", []string{"web", "api", "img", "cart"})
	ways := append([]doorway{doorways[0]}, shuffled(d, "ways", doorways[1:])[:3]...)
	rows := make([]said, len(ways))
	for i, at := range shuffled(d, "rows", []int{0, 1, 2, 3}) {
		rows[at] = l.doorway(names[i], third+at, i, ways[i])
	}
	n := l.compiled()
	k := &sketch{
		stem:  say("public.stem", "table", listed(rows), "port", port),
		setup: l.setup(),
	}
	var why strings.Builder
	for i, w := range ways {
		t, err := n.Ask(vpc.Ask{From: visitor, To: placeOf(n, names[i]), Proto: vpc.TCP, Port: uint16(port)}, nil)
		if err != nil {
			return nil
		}
		fmt.Fprintf(&why, "%-5s %s\n", names[i], firstRefusal(t))
		c := choice{
			id: w.belief, holds: t.Verdict == cloud.Allowed, text: plain("`%s`", names[i]),
			reason: say("public."+w.belief, "name", names[i], "port", port),
			script: fmt.Sprintf("trace internet %s:%d >/dev/null", names[i], port),
		}
		if w.belief == "" {
			c.reason = say("public.right", "name", names[i], "port", port)
			k.right = c
		} else {
			k.wrong = append(k.wrong, c)
		}
	}
	k.why = plain("```text\n%s```", why.String())
	return k
}

// edged is a VPC with an internet gateway, a NAT gateway in a public subnet,
// and two groups: open to everybody, and to the VPC alone.
func edged(port int) *lan {
	l := newLan()
	l.network("shop", "10.0.0.0/16")
	l.gateway("shop")
	l.subnet("shop", "edge", "10.0.0.0/24")
	l.table("shop", "edge", "edge")
	l.route("edge", "0.0.0.0/0", "igw")
	l.nat("edge", "10.0.0.5", "198.51.100.5")
	l.group("shop", "open", false, permit{block: "0.0.0.0/0", from: port, to: port})
	l.group("shop", "shut", false, permit{block: "10.0.0.0/16", from: port, to: port})
	return l
}

// doorway adds a server with a subnet and a table of its own, and gives its row.
func (l *lan) doorway(name string, third, i int, w doorway) said {
	l.subnet("shop", name, fmt.Sprintf("10.0.%d.0/24", third))
	l.table("shop", name, name)
	public, group, shownPublic, shownRoute := "", "shut", say("public.no"), say("public.none")
	if w.route != "" {
		l.route(name, "0.0.0.0/0", w.route)
		shownRoute = plain("%s", w.route)
	}
	if w.public {
		public, shownPublic = fmt.Sprintf("198.51.100.%d", 10+i), say("public.yes")
	}
	from := "10.0.0.0/16"
	if w.open {
		group, from = "open", "0.0.0.0/0"
	}
	l.host(name, name, fmt.Sprintf("10.0.%d.10", third), group, public)
	return form("%-6s  %s  %s  %s", name, shownRoute.padded(13), shownPublic.padded(14), from)
}

// visitor is somebody on the internet.
var visitor = vpc.Place{Kind: vpc.AtInternet, Addr: vpc.Stranger, Addr6: vpc.Stranger6, Name: "internet"}

// placeOf is a server by its name.
func placeOf(n *vpc.Network, name string) vpc.Place {
	p, _ := n.Resolve(home, name)
	return p
}

// firstRefusal is where a packet or its answer ends, in codes.
func firstRefusal(t vpc.Trace) string {
	for _, h := range t.Hops {
		if h.Reason.Verdict != cloud.Allowed {
			way := "->"
			if h.Back {
				way = "<-"
			}
			return fmt.Sprintf("%s %-10s %s", way, h.At, h.Reason.Code)
		}
	}
	return "ok"
}

// hopLines lists every hop up to the first refusal, in codes.
func hopLines(t vpc.Trace) string {
	var b strings.Builder
	for _, h := range t.Hops {
		way, sign := "->", "ok"
		if h.Back {
			way = "<-"
		}
		if h.Reason.Verdict != cloud.Allowed {
			sign = "XX"
		}
		rule := ""
		if h.Kind == "acl" && h.Reason.Rule >= 0 {
			rule = fmt.Sprintf(" rule %d", h.Reason.Rule)
			if h.Reason.Rule >= 32767 {
				rule = " rule *"
			}
		}
		fmt.Fprintf(&b, "%s %s  %-12s %s%s\n", way, sign, h.At, h.Reason.Code, rule)
		if h.Reason.Verdict != cloud.Allowed {
			break
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}
