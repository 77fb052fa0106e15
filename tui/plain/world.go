package plain

import (
	"strings"

	"skylab/simulators/vpc"
	"skylab/tui/play"
	"skylab/tui/tell"
	"skylab/tui/worlds"
)

// world says what the pictures show, one thing a line: first what the step is
// about, then whatever else has been made.
func (l *lab) world() {
	first := worlds.FindView("network")
	if l.play.Step != nil {
		first, _ = worlds.ViewOf(l.play.Step.Module.ID)
	}
	l.look(first)
	for _, v := range worlds.Views() {
		if v.ID != first.ID {
			l.look(v)
		}
	}
}

// look says what one picture shows.
func (l *lab) look(v worlds.View) {
	scene := play.Scene(l.now)
	switch {
	case v.ID == "network" && (l.play.Step == nil || l.play.Step.Module.ID == "vpc" || scene.OwnNetworks()):
		l.networks()
	case v.ID != "network" && v.Lives(scene):
		for _, line := range v.Told(scene, l.env.Text) {
			l.fact(tell.OneLine(line))
		}
	}
}

// networks tells of networks, subnets with their routes, hosts with their
// addresses, gateways.
func (l *lab) networks() {
	state := &l.now.World.VPC
	for _, scope := range play.Scene(l.now).Networks() {
		l.fact("region " + scope.Region)
		if r := state.Regions[scope]; r != nil {
			l.region(r)
		}
	}
	for p := range state.Peerings.All {
		l.thing("pcx", p.ID, p.Tags.Name(), p.Requester.VPC, p.Accepter.VPC, p.Status)
	}
}

func (l *lab) region(r *vpc.Region) {
	for v := range r.VPCs.All {
		var ranges []string
		for _, x := range v.Ranges {
			ranges = append(ranges, x.Prefix.String())
		}
		l.thing("vpc", v.ID, v.Tags.Name(), ranges...)
		for s := range r.Subnets.All {
			if s.VPC == v.ID {
				l.subnet(r, v, s)
			}
		}
	}
	for g := range r.Gateways.All {
		l.thing("igw", g.ID, g.Tags.Name(), g.VPC)
	}
	for n := range r.NATGateways.All {
		l.thing("nat", n.ID, n.Tags.Name(), n.Subnet, n.State)
	}
	for e := range r.Endpoints.All {
		l.thing("vpce", e.ID, e.Tags.Name(), e.Service, e.State)
	}
}

func (l *lab) subnet(r *vpc.Region, v *vpc.VPC, s *vpc.Subnet) {
	facts := []string{s.Prefix.String(), s.Zone, "acl " + s.ACL}
	if t := tableOf(r, v, s.ID); t != nil {
		for _, route := range t.Routes {
			to := route.PrefixList
			if route.Prefix.IsValid() {
				to = route.Prefix.String()
			}
			facts = append(facts, to+" to "+route.Target)
		}
	}
	l.thing("subnet", s.ID, s.Tags.Name(), facts...)
	for i := range r.Instances.All {
		if i.Subnet == s.ID && i.State != vpc.Terminated {
			l.host(r, i)
		}
	}
}

// tableOf is the route table that a subnet uses: its own, or the main one.
func tableOf(r *vpc.Region, v *vpc.VPC, subnet string) *vpc.RouteTable {
	for t := range r.RouteTables.All {
		for _, a := range t.Associations {
			if a.Subnet == subnet {
				return t
			}
		}
	}
	return r.RouteTables.Find(v.MainTable)
}

func (l *lab) host(r *vpc.Region, i *vpc.Instance) {
	facts := []string{string(i.State)}
	for _, id := range i.Interfaces {
		n := r.Interfaces.Find(id)
		if n == nil {
			continue
		}
		for _, p := range n.Private {
			facts = append(facts, p.IP.String())
			if a := r.Addresses.Find(p.Allocation); a != nil {
				facts = append(facts, a.IP.String())
			}
		}
		if n.PublicIP.IsValid() {
			facts = append(facts, n.PublicIP.String())
		}
		for _, g := range n.Groups {
			if group := r.Groups.Find(g); group != nil {
				facts = append(facts, "sg "+group.Name)
			}
		}
	}
	l.thing("host", i.ID, i.Tags.Name(), facts...)
}

// thing is one line: what it is, its name and ID, and facts.
func (l *lab) thing(kind, id, name string, facts ...string) {
	line := kind + " " + strings.TrimSpace(name+" "+id)
	for _, f := range facts {
		if f != "" {
			line += ", " + f
		}
	}
	l.fact(tell.OneLine(line))
}
