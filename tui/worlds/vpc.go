package worlds

import (
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// VPC draws the networks of one account in one Region: VPCs as frames, in them
// the zones' subnets as frames, in them hosts, gateways and what guards them.
// The drawing is as wide as Options.Width at most; where it would be higher
// than Options.Height, details are left out step by step.
func VPC(w *simulators.World, scope cloud.Scope, o Options) Picture {
	r := w.VPC.Regions[scope]
	var b block
	for detail := 2; detail >= 0; detail-- {
		b = network{state: &w.VPC, region: r, o: o, detail: detail, now: w.Cloud.Now}.draw(scope)
		if len(b.lines) <= o.Height || o.Height == 0 {
			break
		}
	}
	p := b.picture(o)
	p.Region = scope.Region
	return p
}

// network is what one drawing knows.
type network struct {
	state  *vpc.State
	region *vpc.Region
	o      Options
	detail int // 2 everything, 1 without rules, 0 names and addresses only
	now    cloud.Time
}

func (n network) draw(scope cloud.Scope) block {
	var b block
	if n.region == nil || n.region.VPCs.Len() == 0 {
		b.add(span{text: scope.Region, role: Strong, id: scope.Region})
		b.add(span{text: n.o.Text.Say("world.empty"), role: Quiet})
		return b
	}
	b.row(scope.Region, n.o.Width, span{text: scope.Region, role: Strong, id: scope.Region}, n.failed("region", scope.Region))
	for v := range n.region.VPCs.All {
		if v.Default && n.idle(v) {
			continue
		}
		b.below(n.vpc(v), 0)
	}
	for v := range n.region.VPCs.All {
		if v.Default && n.idle(v) {
			b.row(v.ID, n.o.Width, span{text: n.o.Text.Say("world.default-idle", "range", v.Ranges[0].Prefix.String()), role: Quiet, id: v.ID})
		}
	}
	b.below(n.detached(), 0)
	return b
}

// idle: a default VPC in which nothing stands and nothing was done is context,
// not picture.
func (n network) idle(v *vpc.VPC) bool {
	for i := range n.region.Interfaces.All {
		if i.VPC == v.ID {
			return false
		}
	}
	return !n.o.Changed[v.ID] && n.region.VPCs.Len() > 1
}

func (n network) vpc(v *vpc.VPC) block {
	width := n.o.Width
	title := line{{text: nameOr(v.Tags, v.ID), role: Strong, id: v.ID}}
	for _, r := range v.Ranges {
		title = append(title, span{text: " " + r.Prefix.String(), role: Quiet})
	}
	for _, r := range v.Ranges6 {
		title = append(title, span{text: " " + r.Prefix.String(), role: Quiet})
	}
	var note line
	if v.Default {
		note = line{{text: n.o.Text.Say("world.default"), role: Quiet}}
	}
	var b block
	b.below(n.outside(v), 0)
	b.below(framed(v.ID, title, note, n.inside(v, width-4), width, Quiet), 0)
	return b
}

// margin sets what stands outside of a VPC apart from its frame.
var margin = span{text: "      "}

// outside is what stands between the VPC and the rest of the world.
func (n network) outside(v *vpc.VPC) block {
	var b block
	for g := range n.region.Gateways.All {
		if g.VPC == v.ID {
			b.row(g.ID, n.o.Width, margin, span{text: n.o.Text.Say("world.internet"), role: Quiet, id: "internet"}, span{text: " ── ", role: Quiet},
				span{text: nameOr(g.Tags, g.ID), role: Plain, id: g.ID}, span{text: " " + n.o.Text.Say("world.igw"), role: Quiet})
		}
	}
	for g := range n.region.EgressGateways.All {
		if g.VPC == v.ID {
			b.row(g.ID, n.o.Width, margin, span{text: "IPv6 ←─ ", role: Quiet}, span{text: nameOr(g.Tags, g.ID), id: g.ID}, span{text: " " + n.o.Text.Say("world.eigw"), role: Quiet})
		}
	}
	for g := range n.region.NATGateways.All {
		if g.VPC == v.ID && g.Regional && g.State != "deleted" {
			b.row(g.ID, n.o.Width, append(line{margin}, n.nat(g)...)...)
		}
	}
	for e := range n.region.Endpoints.All {
		if e.VPC == v.ID && e.Type == "Gateway" {
			b.row(e.ID, n.o.Width, margin, span{text: serviceOf(e.Service), role: Quiet, id: serviceOf(e.Service)}, span{text: " ── ", role: Quiet},
				span{text: nameOr(e.Tags, e.ID), id: e.ID}, span{text: " " + n.o.Text.Say("world.endpoint"), role: Quiet})
		}
	}
	for p := range n.state.Peerings.All {
		if other, ok := otherEnd(p, v.ID); ok {
			b.row(p.ID, n.o.Width, margin, span{text: n.vpcName(other), role: Quiet, id: other.VPC}, span{text: " ── ", role: Quiet},
				span{text: nameOr(p.Tags, p.ID), role: peeringRole(p), id: p.ID}, span{text: " " + p.Status, role: Quiet})
		}
	}
	return b
}

func otherEnd(p *vpc.Peering, id string) (vpc.PeerEnd, bool) {
	switch {
	case p.Status == "deleted" || p.Status == "failed" || p.Status == "rejected":
		return vpc.PeerEnd{}, false
	case p.Requester.VPC == id:
		return p.Accepter, true
	case p.Accepter.VPC == id:
		return p.Requester, true
	}
	return vpc.PeerEnd{}, false
}

func peeringRole(p *vpc.Peering) Role {
	if p.Status == "active" {
		return Plain
	}
	return Unknown
}

func (n network) vpcName(e vpc.PeerEnd) string {
	if r := n.state.Regions[e.Scope]; r != nil {
		if v := r.VPCs.Find(e.VPC); v != nil {
			return nameOr(v.Tags, v.ID)
		}
	}
	return Short(e.VPC)
}

// detached lists gateways that belong to no VPC and idle Elastic IPs: they are
// easily forgotten, and the addresses cost money.
func (n network) detached() block {
	var b block
	for g := range n.region.Gateways.All {
		if g.VPC == "" {
			b.row(g.ID, n.o.Width, span{text: nameOr(g.Tags, g.ID), id: g.ID}, span{text: " " + n.o.Text.Say("world.detached"), role: Quiet})
		}
	}
	for a := range n.region.Addresses.All {
		if a.Association == "" && a.Interface == "" {
			b.row(a.Allocation, n.o.Width, span{text: a.IP.String(), id: a.Allocation}, span{text: " " + n.o.Text.Say("world.idle-address"), role: Quiet})
		}
	}
	return b
}
