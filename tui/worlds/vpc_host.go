package worlds

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"skylab/simulators/vpc"
)

// host draws an interface as what it belongs to: an instance, an endpoint, or
// itself.
func (n network) host(i *vpc.Interface, width int) block {
	var b block
	name, sign, role, failed := n.who(i)
	l := line{{text: sign + " ", role: role}, {text: name, role: Strong, id: idOf(i)}, failed}
	if len(i.Private) > 0 {
		l = append(l, span{text: " " + i.Private[0].IP.String(), role: Plain})
	}
	if out := n.publicAddress(i); out != "" {
		l = append(l, span{text: " ↔ ", role: Quiet}, span{text: out})
	}
	b.row(idOf(i), width, l...)
	if n.detail < 2 {
		return b
	}
	for _, g := range i.Groups {
		if sg := n.region.Groups.Find(g); sg != nil {
			b.row(sg.ID, width, n.group(sg)...)
		}
	}
	return b
}

func idOf(i *vpc.Interface) string {
	if i.Instance != "" {
		return i.Instance
	}
	return i.ID
}

// who is the interface's name and state: ● runs, ◌ on the way, ○ stopped.
func (n network) who(i *vpc.Interface) (name, sign string, role Role, failed span) {
	in := n.region.Instances.Find(i.Instance)
	switch {
	case in == nil && i.Type == "vpc_endpoint":
		return nameOr(i.Tags, i.ID), "◇", Plain, span{}
	case in == nil:
		return nameOr(i.Tags, i.ID), "·", Quiet, span{}
	}
	failed = n.failed("host", in.ID)
	switch in.State {
	case vpc.Running:
		sign, role = "●", Allowed
	case vpc.Stopped, vpc.Terminated:
		sign, role = "○", Quiet
	default:
		sign, role = "◌", Unknown
	}
	return nameOr(in.Tags, in.ID), sign, role, failed
}

func (n network) publicAddress(i *vpc.Interface) string {
	if len(i.Private) > 0 && i.Private[0].Allocation != "" {
		if a := n.region.Addresses.Find(i.Private[0].Allocation); a != nil {
			return a.IP.String()
		}
	}
	if i.PublicIP.IsValid() {
		return i.PublicIP.String()
	}
	return ""
}

// group says in one line what a security group lets in.
func (n network) group(g *vpc.SecurityGroup) line {
	var rules []string
	out := 0
	for _, r := range g.Rules {
		if r.Egress {
			out++
			continue
		}
		rules = append(rules, n.ports(r)+" "+n.o.Text.Say("world.from")+" "+n.source(r))
	}
	said := strings.Join(rules, ", ")
	if said == "" {
		said = n.o.Text.Say("world.nothing-in")
	}
	if out == 0 {
		said += " · " + n.o.Text.Say("world.nothing-out")
	}
	return line{{text: "  "}, {text: "sg " + g.Name, role: Quiet, id: g.ID}, {text: ": " + said, role: Quiet}}
}

func (n network) ports(r vpc.GroupRule) string {
	name := protocolName(r.Protocol)
	if r.Protocol != 6 && r.Protocol != 17 || r.From <= 0 && r.To >= 65535 {
		return name
	}
	ports := strconv.Itoa(r.From)
	if r.To != r.From {
		ports += "-" + strconv.Itoa(r.To)
	}
	if r.Protocol == 6 {
		return ports
	}
	return name + " " + ports
}

func protocolName(p int) string {
	switch p {
	case -1:
		return "*"
	case 1:
		return "icmp"
	case 6:
		return "tcp"
	case 17:
		return "udp"
	case 58:
		return "icmpv6"
	}
	return strconv.Itoa(p)
}

func (n network) source(r vpc.GroupRule) string {
	switch {
	case r.Group != "":
		if g := n.region.Groups.Find(r.Group); g != nil {
			return "sg " + g.Name
		}
		return Short(r.Group)
	case r.PrefixList != "":
		return n.listName(r.PrefixList)
	case r.Prefix.IsValid() && r.Prefix.Bits() == 0:
		return n.o.Text.Say("world.anywhere")
	}
	return r.Prefix.String()
}

func (n network) nat(g *vpc.NATGateway) line {
	l := line{{text: "⇡ ", role: Quiet}, {text: nameOr(g.Tags, g.ID), role: Strong, id: g.ID}, {text: " NAT", role: Quiet}}
	for _, a := range g.Addresses {
		if a.Public.IsValid() {
			l = append(l, span{text: " " + a.Public.String()})
		}
	}
	if g.State != "available" {
		l = append(l, span{text: " " + g.State, role: Unknown})
	}
	return l
}

// failed marks what a fault has taken down.
func (n network) failed(kind, name string) span {
	f := n.state.Failed.Find(kind + "/" + name)
	if f == nil || f.Until != 0 && f.Until <= n.now {
		return span{}
	}
	return span{text: " ✗ " + n.o.Text.Say("world.failed"), role: Denied}
}

// name finds the tag Name of whatever a route can lead to.
func (n network) name(id string) string {
	if g := n.region.Gateways.Find(id); g != nil {
		return nameOr(g.Tags, id)
	}
	if g := n.region.NATGateways.Find(id); g != nil {
		return nameOr(g.Tags, id)
	}
	if p := n.state.Peerings.Find(id); p != nil {
		return nameOr(p.Tags, id)
	}
	if e := n.region.Endpoints.Find(id); e != nil {
		return nameOr(e.Tags, id)
	}
	return ""
}

// longestName is how many cells of a name are shown: addresses and ranges stand
// behind it and matter more than its end. A tag may hold 256 letters.
const longestName = 32

func nameOr(t vpc.Tags, id string) string {
	if name := strings.TrimSpace(visible(t.Name())); name != "" {
		return ansi.Truncate(name, longestName, "…")
	}
	return Short(id)
}

// joiner holds the parts of one sign together, such as a family.
const joiner = '\u200d'

// visible keeps a learner's own name from breaking the drawing: what moves the
// cursor, turns the writing round or cannot be seen, all of which a tag may
// hold, becomes ·.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		if r != joiner && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Co, unicode.Cs) {
			return '·'
		}
		return r
	}, s)
}

// serviceOf is the last word of a service's name: s3.
func serviceOf(service string) string {
	return service[strings.LastIndexByte(service, '.')+1:]
}
