package elbv2

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// State is everything that the simulated service remembers, for all accounts
// and Regions of a world. Plain values only: Clone copies all of it.
type State struct {
	Balancers cloud.Collection[Balancer]
	Groups    cloud.Collection[TargetGroup]
	Listeners cloud.Collection[Listener]

	outside      Outside // set anew in every copy of a world
	certificates Certificates
}

// Certificates are who knows of certificates.
type Certificates interface {
	// Issued tells whether a listener may have a certificate at an instant.
	Issued(at cloud.Scope, arn string, when cloud.Time) bool
}

// Outside is what load balancers need of the network.
type Outside interface {
	// Subnet tells of a subnet of the account in a Region.
	Subnet(at cloud.Scope, id string) (vpc, zone string, prefix netip.Prefix, known bool)
	// Group tells whether there is a security group.
	Group(at cloud.Scope, id string) bool
	// Target is what a target (an instance's ID, or an address) says on a port
	// at an instant: whether it is there at all, whether it answers, and what.
	Target(at cloud.Scope, id string, port int32, when cloud.Time) (known, answers bool, body string)
}

// Wire says who the network is, and who knows of certificates.
func (s *State) Wire(o Outside, c Certificates) { s.outside, s.certificates = o, c }

// Balancer is a load balancer.
type Balancer struct {
	ARN      string
	Scope    cloud.Scope
	Name     string
	DNSName  string
	Internal bool
	Type     string // application or network
	VPC      string
	Zones    []Zone
	Groups   []string
	Tags     []Tag
	Created  cloud.Time
}

// Zone is a zone that a load balancer has a node in.
type Zone struct {
	Name, Subnet string
	Prefix       netip.Prefix // of the subnet
}

// Tag is a key and its value.
type Tag struct{ Key, Value string }

// TargetGroup is a list of those who answer requests.
type TargetGroup struct {
	ARN      string
	Scope    cloud.Scope
	Name     string
	Protocol string
	Port     int32
	VPC      string
	Type     string // instance or ip
	Path     string // of its health check
	Targets  []Target
}

// Target is one of them.
type Target struct {
	ID         string
	Port       int32
	Registered cloud.Time
}

// Listener is a port of a load balancer and where its requests go.
type Listener struct {
	ARN          string
	Scope        cloud.Scope
	Balancer     string // ARN
	Protocol     string
	Port         int32
	Certificates []string
	Policy       string
	Group        string // target group's ARN
}

// Key is the load balancer's ARN.
func (b Balancer) Key() string { return b.ARN }

// Key is the target group's ARN.
func (g TargetGroup) Key() string { return g.ARN }

// Key is the listener's ARN.
func (l Listener) Key() string { return l.ARN }

// Clone copies the load balancer.
func (b Balancer) Clone() Balancer {
	b.Zones, b.Groups, b.Tags = slices.Clone(b.Zones), slices.Clone(b.Groups), slices.Clone(b.Tags)
	return b
}

// Clone copies the target group.
func (g TargetGroup) Clone() TargetGroup {
	g.Targets = slices.Clone(g.Targets)
	return g
}

// Clone copies the listener.
func (l Listener) Clone() Listener {
	l.Certificates = slices.Clone(l.Certificates)
	return l
}

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State {
	return State{Balancers: s.Balancers.Clone(), Groups: s.Groups.Clone(), Listeners: s.Listeners.Clone()}
}
