package route53

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// link joins aliases to what they lead to and makes ready what policies look
// at, once all names are known.
func (x *Index) link(cidrs func(id string) *CIDRCollection) {
	for i := range x.owners { // parents come before what is below them
		o := &x.owners[i]
		if o.parent != none {
			o.cut = x.owners[o.parent].cut
		}
		if o.cut == none && i > 0 && !x.private && x.groupOf(int32(i), "NS") != none {
			o.cut = int32(i)
		}
	}
	for i := range x.records {
		x.linkRecord(&x.records[i])
	}
	for i := range x.groups {
		if g := &x.groups[i]; g.policy == IPBased {
			g.blocks = x.blocks(g, cidrs)
		}
	}
	if g := x.groupOf(0, "SOA"); g != none {
		x.soa = negativeSOA(x.records[x.groups[g].first].set)
	}
}

func (x *Index) linkRecord(c *candidate) {
	set := c.set
	c.region, c.to = none, none
	if i, ok := world().region[set.Region]; ok && set.Region != "" {
		c.region = i
	}
	if set.Policy == Geoproximity {
		c.at = PointAt(set.Lat, set.Lon)
		if p, ok := RegionPlace(set.Region); ok {
			c.at = p.At
		} else if p, ok := zoneGroupPlace(set.LocalZone); ok {
			c.at = p.At
		}
	}
	if !set.Alias {
		return
	}
	if bare(set.AliasZone) != x.zone {
		c.leads, c.to = toOutside, x.outsideOf(outsideKey{bare(set.AliasZone), set.AliasName, set.Type})
		return
	}
	c.leads = toNothing
	if o, _ := x.find(set.AliasName); o != none {
		if g := x.groupOf(o, set.Type); g != none {
			c.leads, c.to = toGroup, g
		}
	}
}

func (x *Index) outsideOf(k outsideKey) int32 {
	for i, o := range x.outside {
		if o == k {
			return int32(i)
		}
	}
	x.outside = append(x.outside, k)
	return int32(len(x.outside) - 1)
}

// blocks are the ranges of all candidates, longest first.
func (x *Index) blocks(g *group, cidrs func(id string) *CIDRCollection) []block {
	var list []block
	for i := g.first; i < g.first+g.count; i++ {
		set := x.records[i].set
		collection := cidrs(set.CIDRCollection)
		if collection == nil {
			continue
		}
		for _, l := range collection.Locations {
			if l.Name != set.CIDRLocation {
				continue
			}
			for _, b := range l.Blocks {
				if p, err := netip.ParsePrefix(b); err == nil {
					list = append(list, block{p.Masked(), i})
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b block) int { return b.prefix.Bits() - a.prefix.Bits() })
	return list
}

// negativeSOA is a zone's SOA with the time for which a negative answer may be
// kept: the lesser of its own and of its last number (RFC 2308).
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
func negativeSOA(set *RecordSet) RR {
	r := RR{Name: set.Name, Type: "SOA", TTL: set.TTL, Owner: set.Name}
	if len(set.Values) > 0 {
		r.Value = set.Values[0]
		fields := strings.Fields(r.Value)
		if n, err := strconv.ParseInt(fields[len(fields)-1], 10, 64); err == nil {
			r.TTL = min(r.TTL, n)
		}
	}
	return r
}

// groupOf is the group of a type at a name, or none.
func (x *Index) groupOf(o int32, kind string) int32 {
	for _, g := range x.owners[o].groups {
		if x.groups[g].kind == kind {
			return g
		}
	}
	return none
}

// find is the name that answers for another: itself, or the wildcard below the
// nearest name that exists (RFC 4592); and that nearest name.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html#domain-name-format-asterisk
func (x *Index) find(name string) (answers, nearest int32) {
	if i, ok := x.names[name]; ok {
		return i, i
	}
	for rest := name; ; {
		dot := strings.IndexByte(rest, '.')
		if dot < 0 || len(rest)-dot-1 < len(x.name) {
			return none, none
		}
		rest = rest[dot+1:]
		if i, ok := x.names[rest]; ok {
			return x.owners[i].star, i
		}
	}
}

// Covers tells whether a name is the zone's own or below it.
func (x *Index) Covers(name string) bool { return below(name, x.name) }

// below tells whether a name is another or below it.
func below(name, apex string) bool {
	return strings.HasSuffix(name, apex) && (len(name) == len(apex) || apex == "." || name[len(name)-len(apex)-1] == '.')
}
