package vpc

import (
	"maps"
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// State is everything that the simulated EC2 network API remembers, for all
// accounts and Regions of a world. Plain values only: Clone copies all of it.
type State struct {
	Regions map[cloud.Scope]*Region // made on first touch, with the default VPC where the world wants one
	// Peerings lie outside Regions because their two ends may lie in two.
	Peerings cloud.Collection[Peering]
	// Failed names what a fault has taken down: hosts by instance ID, zones by
	// zone ID (use1-az1), Regions by name.
	Failed cloud.Collection[Failure]
	// NoDefaultVPC is set by lessons that start from an account whose default
	// VPCs were deleted.
	NoDefaultVPC bool
	// AccountBorn is when each account was created; it decides whether zone
	// names are mapped per account in the nine old Regions.
	AccountBorn map[string]cloud.Time

	profiles Profiles
}

// Profiles is what EC2 asks of IAM: the instance profile of a name or an ARN,
// and the role in it. Without it any profile will do.
type Profiles interface {
	Profile(account, nameOrARN string) (arn, role string, ok bool)
}

// Plug lets EC2 ask about instance profiles.
func (s *State) Plug(p Profiles) { s.profiles = p }

// Region is what one account has in one Region.
type Region struct {
	Scope          cloud.Scope
	VPCs           cloud.Collection[VPC]
	Subnets        cloud.Collection[Subnet]
	Gateways       cloud.Collection[InternetGateway]
	EgressGateways cloud.Collection[EgressOnlyGateway]
	RouteTables    cloud.Collection[RouteTable]
	ACLs           cloud.Collection[NetworkACL]
	Groups         cloud.Collection[SecurityGroup]
	PrefixLists    cloud.Collection[PrefixList]
	Interfaces     cloud.Collection[Interface]
	Instances      cloud.Collection[Instance]
	Volumes        cloud.Collection[Volume]
	Addresses      cloud.Collection[Address]
	NATGateways    cloud.Collection[NATGateway]
	Endpoints      cloud.Collection[Endpoint]
	KeyPairs       cloud.Collection[KeyPair]
	Images         cloud.Collection[Image] // the account's own; AWS's public ones are a static table
	Paths          cloud.Collection[InsightsPath]
	Analyses       cloud.Collection[InsightsAnalysis]
	Quotas         map[string]int // raised values by quota code; absent means AWS's default
	Made           bool           // the default VPC has been made (or was not wanted)
	DHCPOptions    string         // the ID of the Region's default set, dopt-…
}

// Tags are the tags of one resource, in the order in which they were set.
type Tags []Tag

// Tag is one label.
type Tag struct{ Key, Value string }

// Get is the value of a tag and whether there is one.
func (t Tags) Get(key string) (string, bool) {
	for _, x := range t {
		if x.Key == key {
			return x.Value, true
		}
	}
	return "", false
}

// Name is the value of the tag Name, or empty.
func (t Tags) Name() string { v, _ := t.Get("Name"); return v }

// VPC is a network of one's own.
type VPC struct {
	ID           string
	Ranges       []Range // the primary first
	Ranges6      []Range
	Cuts         []Cut // the subnets' IPv4 ranges, by address: the index behind InvalidSubnet.Conflict
	Default      bool
	Tenancy      string // default or dedicated
	DNSSupport   bool
	DNSHostnames bool
	Available    cloud.Time // pending until then
	MainTable    string     // route table ID
	DefaultACL   string
	DefaultGroup string
	Tags         Tags
}

// Cut is the range that a subnet takes of its VPC.
type Cut struct {
	Prefix netip.Prefix
	Subnet string
}

// Range is a block of addresses that belongs to a VPC or a subnet.
type Range struct {
	Prefix      netip.Prefix
	Association string // vpc-cidr-assoc-…
}

// Subnet is a part of a VPC in one Availability Zone.
type Subnet struct {
	ID, VPC             string
	Zone, ZoneID        string // us-east-1a, use1-az1
	Prefix              netip.Prefix
	Prefix6             netip.Prefix // not valid when there is none
	Prefix6Association  string
	DefaultForZone      bool
	PublicIPOnLaunch    bool
	IPv6OnCreation      bool
	ACL                 string
	ACLAssociation      string // aclassoc-…
	HostnameType        string // ip-name or resource-name
	DNS64               bool
	ResourceNameARecord bool
	ResourceNameAAAA    bool
	Used                map[netip.Addr]string // private IPv4 address → interface ID
	Tags                Tags
}

// InternetGateway joins a VPC to the internet; VPC is empty while detached.
type InternetGateway struct {
	ID, VPC string
	Tags    Tags
}

// EgressOnlyGateway lets IPv6 out and no connection in.
type EgressOnlyGateway struct {
	ID, VPC string
	Tags    Tags
}

// RouteTable says where packets leave to. Associations names the subnets (or
// gateways) that use it; the VPC's main table serves all others.
type RouteTable struct {
	ID, VPC      string
	Routes       []Route // in order of creation, the local ones first
	Associations []Association
	Propagating  []string // virtual private gateways
	Tags         Tags
}

// Association ties a table to a subnet or gateway, or makes it the main one.
type Association struct {
	ID     string // rtbassoc-…
	Subnet string
	// Gateway is set for edge associations.
	Gateway string
	Main    bool
}

// Route is one line of a route table: exactly one of Prefix and PrefixList is
// the destination.
type Route struct {
	Prefix     netip.Prefix
	PrefixList string // pl-…
	Target     string // local, or the ID of a gateway, NAT gateway, interface, peering or endpoint
	Instance   string // set when the target interface was named by its instance
	Origin     string // CreateRouteTable, CreateRoute, EnableVgwRoutePropagation
	Learned    string // how a virtual private gateway knows a propagated route: LearnedVPN and the like
	Blackhole  bool   // the target is gone
}

// NetworkACL is the stateless list of a subnet. The closing denies (32767, and
// 32768 for IPv6) are not kept: what no entry fits is denied.
type NetworkACL struct {
	ID, VPC string
	Default bool
	Entries []ACLEntry // ingress and egress mixed, sorted by (Egress, Number)
	Tags    Tags
}

// ACLEntry is one numbered rule. Protocol is -1 for all, 6 tcp, 17 udp, 1 icmp,
// 58 icmpv6, or another IANA number.
type ACLEntry struct {
	Number   int32 // 1..32766
	Egress   bool
	Allow    bool
	Protocol int
	Prefix   netip.Prefix // IPv4 or IPv6
	From, To int          // ports, for tcp and udp
	Type     int          // ICMP; -1 all
	Code     int
}

// SecurityGroup is the stateful list of interfaces.
type SecurityGroup struct {
	ID, VPC, Name, Description string
	Rules                      []GroupRule // in order of creation
	Tags                       Tags
}

// GroupRule lets something in (or out); exactly one of Prefix, PrefixList and
// Group says from (or to) where. Protocol as in ACLEntry.
type GroupRule struct {
	ID          string // sgr-…
	Egress      bool
	Protocol    int
	From, To    int // ports; ICMP type and code; -1 all
	Prefix      netip.Prefix
	PrefixList  string
	Group       string // sg-…, may lie in a peered VPC
	GroupOwner  string // account of Group
	Peering     string // the peering over which Group is seen, when it is in another VPC
	Description string
	Tags        Tags
}

// PrefixList is a named set of ranges, the customer's or AWS's own.
type PrefixList struct {
	ID, Name   string
	Owner      string // account, or AWS
	Family     string // IPv4 or IPv6
	MaxEntries int
	Version    int
	Entries    []PrefixEntry
	Tags       Tags
}

// PrefixEntry is one range of a prefix list.
type PrefixEntry struct {
	Prefix      netip.Prefix
	Description string
}

// Clone copies the state; the copy shares nothing with it.
func (s *State) Clone() State {
	c := State{Peerings: s.Peerings.Clone(), Failed: s.Failed.Clone(), NoDefaultVPC: s.NoDefaultVPC, AccountBorn: maps.Clone(s.AccountBorn), profiles: s.profiles}
	if s.Regions != nil {
		c.Regions = make(map[cloud.Scope]*Region, len(s.Regions))
		for k, r := range s.Regions {
			c.Regions[k] = r.clone()
		}
	}
	return c
}

func (r *Region) clone() *Region {
	return &Region{
		Scope: r.Scope, Made: r.Made, DHCPOptions: r.DHCPOptions, Quotas: maps.Clone(r.Quotas),
		VPCs: r.VPCs.Clone(), Subnets: r.Subnets.Clone(), Gateways: r.Gateways.Clone(),
		EgressGateways: r.EgressGateways.Clone(), RouteTables: r.RouteTables.Clone(),
		ACLs: r.ACLs.Clone(), Groups: r.Groups.Clone(), PrefixLists: r.PrefixLists.Clone(),
		Interfaces: r.Interfaces.Clone(), Instances: r.Instances.Clone(), Volumes: r.Volumes.Clone(),
		Addresses: r.Addresses.Clone(), NATGateways: r.NATGateways.Clone(), Endpoints: r.Endpoints.Clone(),
		KeyPairs: r.KeyPairs.Clone(), Images: r.Images.Clone(), Paths: r.Paths.Clone(), Analyses: r.Analyses.Clone(),
	}
}

func (t Tags) clone() Tags { return slices.Clone(t) }
