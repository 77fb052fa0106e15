package vpc

import (
	"cmp"
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// Network is a read-only view of a State at one instant, indexed for tracing:
// everything that a packet can meet has a dense number, and nothing is looked
// up by name on the way. It shares nothing that changes and may be used from
// many goroutines at once.
type Network struct {
	at      cloud.Time
	account string

	vpcs       []vpcNode
	subnets    []subnetNode
	tables     []tableNode
	acls       []aclNode
	groups     []groupNode
	interfaces []interfaceNode
	gateways   []gatewayNode
	nats       []natNode
	endpoints  []endpointNode
	peerings   []peeringNode
	services   []serviceNode

	ids    map[string]ref
	lists  map[listKey][]netip.Prefix // prefix lists by Region and ID
	public map[netip.Addr]publicNode  // public IPv4 and all IPv6 addresses in use
	names  []named                    // what Resolve knows, in a fixed order
	idle   map[netip.Addr]string      // Elastic IPs tied to nothing
	down   map[string]bool            // what faults took: kind/name
}

// ref is a thing's kind and its dense number.
type ref struct {
	kind refKind
	i    int32
}

type refKind uint8

const (
	noRef refKind = iota
	refVPC
	refSubnet
	refTable
	refACL
	refGroup
	refInterface
	refGateway
	refNAT
	refEndpoint
	refPeering
	refLocal
	refUnknown // a target of a kind that is not simulated
)

// none is the dense number of nothing.
const none int32 = -1

// publicNode is who answers to a public address.
type publicNode struct {
	node    int32 // interface
	nat     int32 // or NAT gateway
	private netip.Addr
}

// vpcNode is one network. Its own addresses are unique, those of two networks
// need not be.
type vpcNode struct {
	id       string
	scope    cloud.Scope
	ranges   []netip.Prefix
	byAddr   map[netip.Addr]int32 // interface by private or IPv6 address
	gateway  int32                // internet gateway
	egress   int32                // egress-only gateway
	edge     int32                // route table of the internet gateway
	main     int32                // route table
	resolver netip.Addr
	dns      bool
	peerings []int32
	down     string // code of the fault that took its Region
}

type subnetNode struct {
	id, zone   string
	vpc        int32
	table, acl int32
	prefix     netip.Prefix
	prefix6    netip.Prefix
	down       string // code of the fault that took its zone
	downAt     string
}

// gatewayNode is an internet gateway or an egress-only one.
type gatewayNode struct {
	id     string
	vpc    int32
	egress bool
}

// Compile indexes the state as it is at an instant. The account is the
// learner's: unqualified names are looked for there.
func Compile(s *State, at cloud.Time, account string) *Network {
	n := &Network{
		at: at, account: account,
		ids: map[string]ref{}, lists: map[listKey][]netip.Prefix{}, public: map[netip.Addr]publicNode{},
		idle: map[netip.Addr]string{}, down: map[string]bool{},
	}
	n.faults(s)
	regions := regionsInOrder(s)
	for _, r := range regions {
		n.compileVPCs(r)
		n.compileLists(r)
	}
	for _, r := range regions {
		n.compileGroupRules(r)
		n.compileInterfaces(r)
		n.compileGateways(r)
	}
	n.services = append(n.services, awsServices...) // a list of the account's own state comes first
	n.compilePeerings(s)
	for _, r := range regions {
		n.compileTables(r)
		n.compileNames(r)
	}
	return n
}

// regionsInOrder walks what is kept in a map in one order, always.
func regionsInOrder(s *State) []*Region {
	list := make([]*Region, 0, len(s.Regions))
	for _, r := range s.Regions {
		list = append(list, r)
	}
	slices.SortFunc(list, func(a, b *Region) int {
		return cmp.Or(cmp.Compare(a.Scope.Account, b.Scope.Account), cmp.Compare(a.Scope.Region, b.Scope.Region))
	})
	return list
}

func (n *Network) compileVPCs(r *Region) {
	for v := range r.VPCs.All {
		node := vpcNode{
			id: v.ID, scope: r.Scope, byAddr: map[netip.Addr]int32{}, dns: v.DNSSupport,
			gateway: none, egress: none, edge: none, main: none, down: n.regionDown(r.Scope.Region),
		}
		for _, b := range v.Ranges {
			node.ranges = append(node.ranges, b.Prefix)
		}
		for _, b := range v.Ranges6 {
			node.ranges = append(node.ranges, b.Prefix)
		}
		if len(v.Ranges) > 0 {
			// docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html: the base of the primary range plus two
			node.resolver = v.Ranges[0].Prefix.Addr().Next().Next()
		}
		n.ids[v.ID] = ref{refVPC, int32(len(n.vpcs))}
		n.vpcs = append(n.vpcs, node)
	}
	for v := range r.Subnets.All {
		node := subnetNode{id: v.ID, zone: v.Zone, vpc: n.index(v.VPC, refVPC), table: none, acl: none, prefix: v.Prefix, prefix6: v.Prefix6}
		node.down, node.downAt = n.zoneDown(r.Scope.Region, v.Zone, v.ZoneID)
		n.ids[v.ID] = ref{refSubnet, int32(len(n.subnets))}
		n.subnets = append(n.subnets, node)
	}
}

// index is the dense number of an ID, or none when it is gone or another kind.
func (n *Network) index(id string, kind refKind) int32 {
	if r := n.ids[id]; r.kind == kind {
		return r.i
	}
	return none
}

func (n *Network) compileGateways(r *Region) {
	add := func(id, vpc string, egress bool) {
		i, v := int32(len(n.gateways)), n.index(vpc, refVPC)
		n.ids[id] = ref{refGateway, i}
		n.gateways = append(n.gateways, gatewayNode{id, v, egress})
		if v != none && egress {
			n.vpcs[v].egress = i
		} else if v != none {
			n.vpcs[v].gateway = i
		}
	}
	for g := range r.Gateways.All {
		add(g.ID, g.VPC, false)
	}
	for g := range r.EgressGateways.All {
		add(g.ID, g.VPC, true)
	}
	for a := range r.Addresses.All {
		if a.Association == "" {
			n.idle[a.IP] = a.Allocation
		}
	}
}
