package route53

import "skylab/simulators/cloud"

// State is everything that Route 53 and its registrar remember, for all
// accounts of a world: the service is global, so nothing is kept by Region.
// Plain values only: Clone copies all of it.
type State struct {
	Zones          cloud.Collection[Zone]
	DelegationSets cloud.Collection[DelegationSet] // reusable ones
	Changes        cloud.Collection[Change]
	Checks         cloud.Collection[Check]
	CIDRs          cloud.Collection[CIDRCollection]
	Domains        cloud.Collection[Domain] // the registrar's
	Operations     cloud.Collection[DomainOperation]
	Sites          cloud.Collection[Site] // places on the internet that a lesson declares
	Caches         Caches                 // what the world's resolvers hold
	Quotas         map[string]int64       // by account and quota: 111122223333 MAX_HEALTH_CHECKS_BY_OWNER; raised limits only
	Tags           map[string][]Tag       // by healthcheck/ID or hostedzone/ID

	outside Outside // set anew in every copy of a world
}

// Outside is what Route 53 needs of other services.
type Outside struct {
	Networks  Networks
	Balancers Balancers
	Endpoints Endpoints
	Alarms    Alarms
}

// Wire says who the other services are.
func (s *State) Wire(o Outside) { s.outside = o }

// Outside is who the other services are.
func (s *State) Outside() Outside { return s.outside }

// Tag is one key and its value.
type Tag struct{ Key, Value string }

// VPC names a network that a private zone is seen from.
type VPC struct{ Region, ID string }

// Zone is a hosted zone.
type Zone struct {
	ID      string // Z…, without /hostedzone/
	Account string
	Name    string // as Route 53 prints it: lower case, escapes, trailing dot
	Private bool
	VPCs    []VPC // that a private zone is associated with
	Allowed []VPC // of other accounts, authorised but not yet associated

	DelegationSet   string   // ID of the reusable set, or empty
	NameServers     []string // four, without trailing dot; none of a private zone
	Comment         string
	CallerReference string
	Created         cloud.Time

	Records Records   // what the API shows
	Served  []Version // what the name servers got, oldest first; the last is what the API shows
}

// Key is the zone's ID.
func (z Zone) Key() string { return z.ID }

// Version is a state of a zone on its way to the name servers. Until is when
// the last of the servers has it (the change is INSYNC from then on).
type Version struct {
	At, Until cloud.Time
	Records   Records
}

// Change is a change of a zone, as GetChange tells of it.
type Change struct {
	ID        string // C…, without /change/
	Account   string
	Zone      string
	Comment   string
	Submitted cloud.Time
	Synced    cloud.Time // PENDING before, INSYNC from then on
}

// Key is the change's ID.
func (c Change) Key() string { return c.ID }

// Policy is how one record set among several of its name and type is chosen.
type Policy uint8

// The routing policies, in the order of the developer guide.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy.html
const (
	Simple Policy = iota
	Failover
	Geolocation
	Geoproximity
	Latency
	IPBased
	Multivalue
	Weighted
)

// RecordSet is one resource record set. Nobody changes one, nor its Values,
// once it stands in a Records: copies of a zone share them.
type RecordSet struct {
	Name   string // as Route 53 prints it: \052.example.com.
	Type   string // A, AAAA, CNAME, …
	TTL    int64  // seconds; 0 of an alias
	Values []string

	Alias     bool
	AliasZone string // hosted zone ID that the alias names
	AliasName string // as Route 53 prints it: lower case, trailing dot
	Evaluate  bool   // EvaluateTargetHealth

	SetID       string
	Policy      Policy
	HealthCheck string // ID or empty

	Weight  int64  // Weighted: 0–255
	Region  string // Latency, and Geoproximity where it names a Region
	Primary bool   // Failover: PRIMARY, else SECONDARY

	Continent, Country, Subdivision string // Geolocation: AS, KR, WA; country * is the default

	LocalZone string // Geoproximity: a Local Zone Group
	Latitude  string // Geoproximity: as given, with Longitude
	Longitude string
	Lat, Lon  int32 // the same in hundredths of a degree
	Bias      int64 // Geoproximity: -99–99

	CIDRCollection, CIDRLocation string // IPBased; location * is the default
}

// CIDRCollection is a named set of locations, each of CIDR blocks.
type CIDRCollection struct {
	ID, Account, Name, CallerReference string
	Version                            int64
	Locations                          []CIDRLocation // by name
}

// CIDRLocation is a named list of blocks.
type CIDRLocation struct {
	Name   string
	Blocks []string // canonical form: 203.0.113.0/24
}

// Key is the collection's ID.
func (c CIDRCollection) Key() string { return c.ID }

// DelegationSet is a reusable set of four name servers.
type DelegationSet struct {
	ID, Account, CallerReference string
	NameServers                  []string
}

// Key is the set's ID.
func (d DelegationSet) Key() string { return d.ID }
