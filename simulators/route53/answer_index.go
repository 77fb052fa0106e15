package route53

import (
	"net/netip"
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
