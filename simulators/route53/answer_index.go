package route53

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Index is a zone's records made ready for questions: every name and group has
// a dense number, and nothing is looked up but the name that is asked for. It
// shares nothing that changes and may be used from many goroutines at once.
type Index struct {
	zone    string // its ID
	name    string
	private bool
	servers []string
	names   map[string]int32
	owners  []owner
	groups  []group
	records []candidate
	checks  []string
	outside []outsideKey
	negative
}

// negative is the SOA as it stands in negative answers.
type negative struct {
	soa RR
}

// owner is a name that exists: it has records, or names below it have.
type owner struct {
	name   string
	parent int32
	groups []int32 // one a type
	cname  int32   // group
	star   int32   // owner of the wildcard below it
	cut    int32   // the name at or above it, nearest to the apex, that is delegated away
}

// group is the record sets of one name and type.
type group struct {
	name, kind   string
	policy       Policy
	first, count int32
	label        uint64
	blocks       []block // of an IP-based group, longest first
}

// block is a range of addresses and the candidate that has it.
type block struct {
	prefix    netip.Prefix
	candidate int32
}

// candidate is one record set, with what its policy looks at.
type candidate struct {
	set    *RecordSet
	check  int32 // its health check, or none
	leads  leads
	to     int32 // group or outside, by leads
	region int32 // latency: the Region's number
	at     Point // geoproximity
}

// leads is what a candidate's answer comes from.
type leads uint8

const (
	toValues leads = iota
	toGroup
	toOutside
	toNothing
)

// outsideKey names a target of aliases outside of the zone.
type outsideKey struct{ zone, name, kind string }

// Compile makes records of a zone ready for questions. cidrs finds a CIDR
// collection by its ID.
func Compile(z *Zone, records Records, cidrs func(id string) *CIDRCollection) *Index {
	x := &Index{zone: z.ID, name: z.Name, private: z.Private, servers: z.NameServers, names: map[string]int32{}}
	x.owner(z.Name)
	for set := range records.All {
		o := x.owner(set.Name)
		x.owners[o].add(x, set)
	}
	x.link(cidrs)
	return x
}

// owner finds a name or makes it, with every name between it and the apex.
func (x *Index) owner(name string) int32 {
	if i, ok := x.names[name]; ok {
		return i
	}
	parent := int32(none)
	if name != x.name {
		if _, rest, ok := strings.Cut(name, "."); ok && len(rest) >= len(x.name) {
			parent = x.owner(rest)
		}
	}
	i := int32(len(x.owners))
	x.names[name] = i
	x.owners = append(x.owners, owner{name: name, parent: parent, cname: none, star: none, cut: none})
	if parent != none && strings.HasPrefix(name, `\052.`) {
		x.owners[parent].star = i
	}
	return i
}

// add puts a record set, in Records' order, into its group.
func (o *owner) add(x *Index, set *RecordSet) {
	last := len(o.groups) - 1
	if last < 0 || x.groups[o.groups[last]].kind != set.Type {
		g := group{name: set.Name, kind: set.Type, policy: set.Policy, first: int32(len(x.records)), label: cloud.Label(set.Name + set.Type)}
		x.groups = append(x.groups, g)
		o.groups = append(o.groups, int32(len(x.groups)-1))
		last++
	}
	g := o.groups[last]
	x.groups[g].count++
	if set.Type == "CNAME" {
		o.cname = g
	}
	x.records = append(x.records, candidate{set: set, check: x.check(set.HealthCheck)})
}

func (x *Index) check(id string) int32 {
	if id == "" {
		return none
	}
	for i, c := range x.checks {
		if c == id {
			return int32(i)
		}
	}
	x.checks = append(x.checks, id)
	return int32(len(x.checks) - 1)
}

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
