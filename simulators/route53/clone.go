package route53

import (
	"maps"
	"slices"
)

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State {
	c := *s
	c.Zones, c.DelegationSets, c.Changes = s.Zones.Clone(), s.DelegationSets.Clone(), s.Changes.Clone()
	c.Checks, c.CIDRs, c.Sites = s.Checks.Clone(), s.CIDRs.Clone(), s.Sites.Clone()
	c.Domains, c.Operations = s.Domains.Clone(), s.Operations.Clone()
	c.Quotas = maps.Clone(s.Quotas)
	c.Tags = maps.Clone(s.Tags)
	for k, list := range c.Tags {
		c.Tags[k] = slices.Clone(list)
	}
	return c
}

// Clone copies the zone. Its records are never changed in place, so they are
// shared.
func (z Zone) Clone() Zone {
	z.VPCs, z.Allowed = slices.Clone(z.VPCs), slices.Clone(z.Allowed)
	z.NameServers, z.Served = slices.Clone(z.NameServers), slices.Clone(z.Served)
	return z
}

// Clone copies the change.
func (c Change) Clone() Change { return c }

// Clone copies the set.
func (d DelegationSet) Clone() DelegationSet {
	d.NameServers = slices.Clone(d.NameServers)
	return d
}

// Clone copies the collection.
func (c CIDRCollection) Clone() CIDRCollection {
	c.Locations = slices.Clone(c.Locations)
	for i := range c.Locations {
		c.Locations[i].Blocks = slices.Clone(c.Locations[i].Blocks)
	}
	return c
}

// Clone copies the check.
func (c Check) Clone() Check {
	c.Config.Regions, c.Config.Children = slices.Clone(c.Config.Regions), slices.Clone(c.Config.Children)
	c.History, c.Flips, c.Start.Against = slices.Clone(c.History), slices.Clone(c.Flips), slices.Clone(c.Start.Against)
	c.Past = slices.Clone(c.Past)
	for i := range c.History {
		c.History[i].Met = slices.Clone(c.History[i].Met)
	}
	if c.Config.SNI != nil {
		c.Config.SNI = new(*c.Config.SNI)
	}
	return c
}

// Clone copies the site.
func (s Site) Clone() Site {
	s.Down = slices.Clone(s.Down)
	return s
}

// Clone copies the domain.
func (d Domain) Clone() Domain {
	d.NameServers, d.Served = slices.Clone(d.NameServers), slices.Clone(d.Served)
	return d
}

// Clone copies the operation.
func (o DomainOperation) Clone() DomainOperation { return o }
