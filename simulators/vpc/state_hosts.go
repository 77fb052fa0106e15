package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// Interface is an elastic network interface: the thing that has addresses and
// security groups.
type Interface struct {
	ID, Subnet, VPC, ZoneName string
	Type                      string // interface, nat_gateway, vpc_endpoint, …
	Description               string
	Private                   []PrivateAddress // the primary first
	IPv6                      []netip.Addr
	PublicIP                  netip.Addr // given by the subnet; lost on stop
	WantsPublic               bool       // was launched to have a public address: gets a new one on each start
	Groups                    []string
	SourceDestCheck           bool
	Instance                  string // attached to, or empty
	Attachment                string // eni-attach-…
	Attached                  cloud.Time
	DeviceIndex               int
	DeleteOnTermination       bool
	RequesterManaged          bool
	MAC                       string
	Idle                      IdleTimes
	Tags                      Tags
}

// PrivateAddress is one private IPv4 address of an interface and the Elastic
// IP that is tied to it, if any.
type PrivateAddress struct {
	IP         netip.Addr
	Allocation string // eipalloc-…
}

// Instance is a virtual server.
type Instance struct {
	ID, Image, Type, KeyName string
	Subnet, VPC              string
	ZoneName                 string
	State                    InstanceState
	Interfaces               []string   // the primary first
	Launched                 cloud.Time // of the last start
	Until                    cloud.Time // when the change of state under way ends
	Booted                   cloud.Time // since when its processes listen, while running
	UserData                 string
	PublicKey                string     // of the key pair at launch, which may be gone since
	Profile                  string     // instance profile ARN
	Listening                []Listener // what listens now: nothing unless it runs and has booted
	FirstBoot                []Listener // what will listen when it comes up for the first time
	EachBoot                 []Listener // and at each time after: what was enabled
	RootVolume               string
	Stopped                  string // why, as AWS words it
	ClientToken              string
	Reservation              string
	LaunchIndex              int
	Protected                bool // DisableApiTermination
	StopProtected            bool // DisableApiStop
	EndsOnShutdown           bool // InstanceInitiatedShutdownBehavior is terminate
	FreeMetadata             bool // HttpTokens is optional: the metadata service answers without a token
	Tags                     Tags
}

// Listener is a process that waits on a port.
type Listener struct {
	Protocol int // 6 or 17
	Port     int
	Loopback bool   // listens on 127.0.0.1 only
	Name     string // nginx, sshd, mysqld
	Answer   string // what curl gets
}

// InstanceState is the life cycle's state.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-lifecycle.html
type InstanceState string

// The states of an instance.
const (
	Pending      InstanceState = "pending"
	Running      InstanceState = "running"
	Stopping     InstanceState = "stopping"
	Stopped      InstanceState = "stopped"
	ShuttingDown InstanceState = "shutting-down"
	Terminated   InstanceState = "terminated"
)

// Volume is an EBS volume; the network lab knows only the root volumes.
type Volume struct {
	ID, ZoneName, Instance, Snapshot string
	Size                             int // GiB
	Type                             string
	Device                           string // /dev/xvda
	DeleteOnTermination              bool
	Attached                         cloud.Time
	Created                          cloud.Time
	Tags                             Tags
}

// Address is an Elastic IP.
type Address struct {
	Allocation  string // eipalloc-…
	IP          netip.Addr
	Association string // eipassoc-…, empty while idle
	Interface   string
	Private     netip.Addr
	Service     string // rnat: a regional NAT gateway made it and will release it
	Tags        Tags
}

// NATGateway lets private subnets out. Zonal ones stand in a subnet; regional
// ones belong to the VPC and have no subnet.
type NATGateway struct {
	ID, VPC, Subnet string
	Public          bool // connectivity public or private
	Regional        bool
	State           string // pending, failed, available, deleting, deleted
	FailureCode     string
	FailureMessage  string
	Created         cloud.Time
	Deleted         cloud.Time
	Interface       string
	Addresses       []NATAddress
	RouteTable      string     // regional ones have one of their own, with the way to the internet
	AutoZones       bool       // regional: follows the interfaces into new zones by itself
	Grows           cloud.Time // when it reaches the zones that are new, 0: none is
	Until           cloud.Time // when the change of state under way ends
	Tags            Tags
}

// NATAddress is one address that a NAT gateway translates to.
type NATAddress struct {
	Allocation, Association string
	Public, Private         netip.Addr
	Interface               string
	ZoneName, ZoneID        string // regional ones only
	Primary                 bool
}

// Endpoint is a VPC endpoint: gateway (routes) or interface (interfaces).
type Endpoint struct {
	ID, VPC     string
	Type        string // Gateway or Interface
	Service     string // com.amazonaws.us-east-1.s3
	State       string // pending, available, deleting
	Policy      string // JSON as given, or the default full access
	RouteTables []string
	Subnets     []string
	Interfaces  []string
	Groups      []string
	PrivateDNS  bool
	Created     cloud.Time
	Until       cloud.Time // when the change of state under way ends
	Tags        Tags
}

// Peering is a connection of two VPCs.
type Peering struct {
	ID                  string
	Requester, Accepter PeerEnd
	Status              string // initiating-request, pending-acceptance, provisioning, active, failed, rejected, expired, deleting, deleted
	Message             string
	Until               cloud.Time // when the status changes by itself, 0: it does not
	Expires             cloud.Time
	Tags                Tags
}

// PeerEnd is one side of a peering.
type PeerEnd struct {
	Scope       cloud.Scope
	VPC         string
	Ranges      []netip.Prefix
	DNSResolves bool
}

// KeyPair is a public key by name; the private half is given out once.
type KeyPair struct {
	ID, Name, Type, Fingerprint, Public string
	Created                             cloud.Time
	Tags                                Tags
}

// Image is an AMI of the account.
type Image struct {
	ID, Name, Description, Architecture string
	Created                             cloud.Time
	FromInstance                        string
	Source                              string // the image that FromInstance was launched from
	Snapshot                            string
	Available                           cloud.Time // pending until then
	Listening                           []Listener
	Tags                                Tags
}

// InsightsPath is a path that Reachability Analyzer is asked about.
type InsightsPath struct {
	ID, Source, Destination string
	SourceIP, DestinationIP string
	Protocol                string
	DestinationPort         int
	AtSource, AtDestination InsightsFilter
	Created                 cloud.Time
	Tags                    Tags
}

// InsightsFilter narrows the packets of a path; what is empty or 0 does not.
type InsightsFilter struct {
	Src, Dst           string
	SrcPorts, DstPorts InsightsPorts
}

// InsightsPorts is a range of ports; 0 to 0 is any.
type InsightsPorts struct{ From, To uint16 }

// InsightsAnalysis is one run over a path. The verdict is computed when it
// falls due, from the network of that instant.
type InsightsAnalysis struct {
	ID, Path  string
	Started   cloud.Time
	Status    string // running, succeeded, failed
	PathFound bool
	Through   []string // ARNs of what the path has to pass
	Without   []string // and of what it must not
	Hops      []InsightsHop
	Reasons   []cloud.Reason
	Tags      Tags
}

// InsightsHop is one thing that the analysed packet met, with the rule or route
// that decided as it was at that instant.
type InsightsHop struct {
	Component string // i-, eni-, sg-, acl-, rtb-, igw-, nat-, pcx-, vpce-
	Kind      string // as Hop has it
	Code      string // of the decision
	Denied    bool
	Back, Out bool // on the way back; a list judged as leaving
	Crossed   bool // the first component in another zone than the one before
	Packet    Packet
	Scope     cloud.Scope
	Interface string // whose group or list it was
	Subnet    string
	VPC       string
	State     string    // of an instance or gateway that does not work
	Entry     ACLEntry  // of an ACL; Number 0: none
	Rule      GroupRule // of a group; ID empty: none
	Route     Route     // of a table; Target empty: none
}

// Failure is something that a fault took down.
type Failure struct {
	Kind  string // host, az, region
	Name  string
	Since cloud.Time
	Until cloud.Time // 0: until it is repaired
}
