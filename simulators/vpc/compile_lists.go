package vpc

import (
	"net/netip"
	"strings"

	"skylab/simulators/cloud"
)

// aclNode is a network ACL, its two directions apart, each in the order of its
// numbers.
type aclNode struct {
	id      string
	in, out []listRule
}

// groupNode is a security group, its two directions apart.
type groupNode struct {
	id      string
	vpc     int32
	in, out []listRule
	refers  bool // some outbound rule names a group
}

// listRule is one line of either kind of list, made flat: a rule that names a
// prefix list becomes one listRule for each of its ranges.
type listRule struct {
	number   int32 // an ACL entry's number; a group rule's place
	allow    bool
	protocol int16 // -1 all
	from, to int32 // ports; ICMP type and code, -1 any
	prefix   netip.Prefix
	group    int32 // for a reference instead of a range, else none
}

// serviceNode is a public service behind addresses that AWS keeps in a prefix
// list: com.amazonaws.REGION.NAME.
type serviceNode struct {
	name, region string
	prefixes     []netip.Prefix
}

func (n *Network) compileLists(r *Region) {
	for l := range r.PrefixLists.All {
		n.compilePrefixList(r.Scope, l)
	}
	for _, l := range awsLists(r.Scope.Region) {
		n.compilePrefixList(r.Scope, l)
	}
	for a := range r.ACLs.All {
		node := aclNode{id: a.ID}
		for _, e := range a.Entries {
			rule := listRule{number: e.Number, allow: e.Allow, protocol: int16(e.Protocol), prefix: e.Prefix, from: int32(e.From), to: int32(e.To), group: none}
			if e.Protocol == int(ICMP) || e.Protocol == int(ICMPv6) {
				rule.from, rule.to = int32(e.Type), int32(e.Code)
			}
			if e.Egress {
				node.out = append(node.out, rule)
			} else {
				node.in = append(node.in, rule)
			}
		}
		n.ids[a.ID] = ref{refACL, int32(len(n.acls))}
		n.acls = append(n.acls, node)
	}
	for s := range r.Subnets.All {
		n.subnets[n.index(s.ID, refSubnet)].acl = n.index(s.ACL, refACL)
	}
	for g := range r.Groups.All {
		n.ids[g.ID] = ref{refGroup, int32(len(n.groups))}
		n.groups = append(n.groups, groupNode{id: g.ID, vpc: n.index(g.VPC, refVPC)})
	}
}

// compilePrefixList keeps a list under its Region and ID: AWS has given two
// lists of different Regions the same ID.
func (n *Network) compilePrefixList(scope cloud.Scope, l *PrefixList) {
	key := listKey{scope.Region, l.ID}
	if _, known := n.lists[key]; known {
		return
	}
	blocks := make([]netip.Prefix, 0, len(l.Entries))
	for _, e := range l.Entries {
		blocks = append(blocks, e.Prefix)
	}
	n.lists[key] = blocks
	name, ours := strings.CutPrefix(l.Name, "com.amazonaws."+scope.Region+".")
	if ours && l.Owner == awsOwner && len(blocks) > 0 {
		n.services = append(n.services, serviceNode{name, scope.Region, blocks})
	}
}

type listKey struct{ region, id string }

// awsServices are the services of all Regions that AWS keeps lists for.
var awsServices = func() []serviceNode {
	var list []serviceNode
	for _, r := range regionTable {
		for _, l := range awsLists(r.name) {
			s := serviceNode{name: strings.TrimPrefix(l.Name, "com.amazonaws."+r.name+"."), region: r.name}
			for _, e := range l.Entries {
				s.prefixes = append(s.prefixes, e.Prefix)
			}
			list = append(list, s)
		}
	}
	return list
}()

func (n *Network) compileGroupRules(r *Region) {
	for g := range r.Groups.All {
		node := &n.groups[n.index(g.ID, refGroup)]
		for i, rule := range g.Rules {
			side := &node.in
			if rule.Egress {
				side = &node.out
				node.refers = node.refers || rule.Group != ""
			}
			*side = n.flatten(*side, r.Scope.Region, rule, int32(i))
		}
	}
}

// flatten appends a group's rule, once for each range that it covers: not at
// all for an empty prefix list.
func (n *Network) flatten(side []listRule, region string, rule GroupRule, place int32) []listRule {
	flat := listRule{number: place, allow: true, protocol: int16(rule.Protocol), from: int32(rule.From), to: int32(rule.To), prefix: rule.Prefix, group: none}
	switch {
	case rule.Group != "":
		flat.group, flat.prefix = n.index(rule.Group, refGroup), netip.Prefix{}
	case rule.PrefixList != "":
		for _, b := range n.lists[listKey{region, rule.PrefixList}] {
			flat.prefix = b
			side = append(side, flat)
		}
		return side
	}
	return append(side, flat)
}
