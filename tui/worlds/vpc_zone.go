package worlds

import (
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"skylab/simulators/vpc"
)

// narrowest is the least width at which a subnet's frame still says something.
const narrowest = 30

// inside draws the zones of a VPC beside each other where there is room, else
// one below the other.
func (n network) inside(v *vpc.VPC, width int) block {
	zones := n.zones(v)
	if len(zones) == 0 {
		var b block
		b.add(span{text: n.o.Text.Say("world.no-subnets"), role: Quiet})
		return b
	}
	gap := 1
	each := (width - gap*(len(zones)-1)) / len(zones)
	if each < narrowest {
		var b block
		for _, z := range zones {
			b.below(n.zone(v, z, width), 0)
		}
		return b
	}
	blocks, widths := make([]block, len(zones)), make([]int, len(zones))
	for i, z := range zones {
		blocks[i], widths[i] = n.zone(v, z, each), each
	}
	return beside(blocks, widths, gap)
}

type zone struct{ name, id string }

func (n network) zones(v *vpc.VPC) []zone {
	var list []zone
	for s := range n.region.Subnets.All {
		if z := (zone{s.Zone, s.ZoneID}); s.VPC == v.ID && !slices.Contains(list, z) {
			list = append(list, z)
		}
	}
	slices.SortFunc(list, func(a, b zone) int { return strings.Compare(a.id, b.id) })
	return list
}

func (n network) zone(v *vpc.VPC, z zone, width int) block {
	var b block
	b.row(z.id, width, span{text: z.name, id: z.id}, span{text: " " + z.id, role: Quiet}, n.failed("az", z.id))
	for s := range n.region.Subnets.All {
		if s.VPC == v.ID && s.ZoneID == z.id {
			b.below(n.subnet(v, s, width), 0)
		}
	}
	return b
}

func (n network) subnet(v *vpc.VPC, s *vpc.Subnet, width int) block {
	title := line{{text: nameOr(s.Tags, s.ID), role: Strong, id: s.ID}, {text: " " + s.Prefix.String(), role: Quiet}}
	var note line
	if acl := n.region.ACLs.Find(s.ACL); acl != nil && !acl.Default {
		note = line{{text: "acl ", role: Quiet}, {text: nameOr(acl.Tags, acl.ID), id: acl.ID}}
	}
	var b block
	b.below(n.wayOut(v, s, width-4), 0)
	for nat := range n.region.NATGateways.All {
		if nat.Subnet == s.ID && nat.State != "deleted" {
			b.row(nat.ID, width-4, n.nat(nat)...)
		}
	}
	for i := range n.region.Interfaces.All {
		if i.Subnet == s.ID && i.Type != "nat_gateway" {
			b.below(n.host(i, width-4), 0)
		}
	}
	return framed(s.ID, title, note, b, width, Quiet)
}

// wayOut says in a word and a sign whether the subnet is public, and which
// table decides; below it the table's routes but for the local ones.
func (n network) wayOut(v *vpc.VPC, s *vpc.Subnet, width int) block {
	var b block
	t := n.table(v, s)
	if t == nil {
		b.add(span{text: n.o.Text.Say("world.private"), role: Quiet})
		return b
	}
	word, role := n.publicWord(t)
	kind, name, main := "", nameOr(t.Tags, t.ID), ""
	if said := n.o.Text.Say("world.table") + " "; t.Tags.Name() != "" && ansi.StringWidth(n.o.Text.Say(word)+"  "+said+name) <= width {
		kind = said // an ID says by itself what it is of; a name matters more than the word before it
	}
	if t.ID == v.MainTable && name != "main" {
		main = " " + n.o.Text.Say("world.main")
	}
	b.row(t.ID, width, span{text: n.o.Text.Say(word), role: role}, span{text: "  " + kind, role: Quiet}, span{text: name, role: Quiet, id: t.ID}, span{text: main, role: Quiet})
	if n.detail > 0 {
		for _, l := range n.routes(t) {
			b.row(t.ID, width, l...)
		}
	}
	return b
}

func (n network) publicWord(t *vpc.RouteTable) (string, Role) {
	for _, r := range t.Routes {
		if strings.HasPrefix(r.Target, "igw-") && !n.lost(t, r) {
			return "world.public", Plain
		}
	}
	for _, r := range t.Routes {
		if strings.HasPrefix(r.Target, "nat-") && !n.lost(t, r) {
			return "world.outbound", Quiet
		}
	}
	return "world.private", Quiet
}

func (n network) routes(t *vpc.RouteTable) []line {
	var list []line
	for _, r := range t.Routes {
		if r.Target == "local" {
			continue
		}
		to := n.listName(r.PrefixList)
		if r.Prefix.IsValid() {
			to = r.Prefix.String()
		}
		role, target := Quiet, Short(r.Target)
		if n.lost(t, r) {
			role, target = Denied, "✗ "+n.o.Text.Say("world.blackhole")
		} else if name := n.name(r.Target); name != "" {
			target = name
		}
		list = append(list, line{{text: "  " + to + " → ", role: Quiet}, {text: target, role: role, id: r.Target}})
	}
	return list
}

// listName is what a prefix list is called: by its owner, or the service whose
// addresses it holds.
func (n network) listName(id string) string {
	if p := n.region.PrefixLists.Find(id); p != nil {
		return visible(p.Name)
	}
	for _, service := range []string{"s3", "dynamodb"} {
		if p := vpc.ServicePrefixList(n.region.Scope.Region, service); p != nil && p.ID == id {
			return service
		}
	}
	return Short(id)
}

// lost: the route leads to something that is gone; the simulator knows what.
func (n network) lost(t *vpc.RouteTable, r vpc.Route) bool {
	return n.state.Blackhole(n.region, t, &r)
}

func (n network) table(v *vpc.VPC, s *vpc.Subnet) *vpc.RouteTable {
	for t := range n.region.RouteTables.All {
		for _, a := range t.Associations {
			if a.Subnet == s.ID {
				return t
			}
		}
	}
	return n.region.RouteTables.Find(v.MainTable)
}
