package route53

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// Check is a health check.
type Check struct {
	ID              string
	Account         string
	CallerReference string
	Version         int64
	Created         cloud.Time
	Config          CheckConfig
	History         []Stretch // what the checkers met, oldest first; the last goes on
	Start           Start     // how the checkers stood when History begins
	Past            []Flip    // what Route 53 thought before Start, oldest first
	Flips           []Flip    // when Route 53's opinion changes, oldest first: made of Past, Start and History
}

// Key is the check's ID.
func (c Check) Key() string { return c.ID }

// CheckConfig is what a health check looks at and how it judges.
type CheckConfig struct {
	Type           string // HTTP, HTTPS, HTTP_STR_MATCH, HTTPS_STR_MATCH, TCP, CALCULATED, CLOUDWATCH_METRIC
	Address        string // IPv4 or IPv6; empty: by Domain
	Port           int32
	Path           string
	Domain         string // FullyQualifiedDomainName
	Search         string
	Interval       int32 // seconds: 10 or 30
	Threshold      int32 // consecutive probes, in both directions
	MeasureLatency bool
	Inverted       bool
	Disabled       bool
	SNI            *bool
	Regions        []string // of the checkers; none given: all eight

	Children        []string // of a calculated check
	HealthThreshold int32    // how many of them must be healthy

	AlarmRegion, AlarmName string
	Insufficient           string // Healthy, Unhealthy, LastKnownStatus
}

// Stretch is a time in which each checker met one thing at every probe.
type Stretch struct {
	From cloud.Time
	Met  []Encounter // one for all checkers, or one for each
}

// Start is how the checkers stood at an instant: who was content, and how many
// probes in a row had told the opposite.
type Start struct {
	Content uint32 // a bit for each checker
	Against []int32
}

// Flip is an instant from which on the check is healthy or not.
type Flip struct {
	At      cloud.Time
	Healthy bool
}

// Endpoints is who answers at the addresses that checkers ask, beyond the
// places that a lesson declares.
type Endpoints interface {
	// Probe is what a checker at an address meets at an instant. Not known when
	// the address is no one's in the simulated cloud.
	Probe(from netip.Addr, t Asked, at cloud.Time) (met Encounter, known bool)
	// Edges are the instants after now at which somebody is known to fail or to
	// come back.
	Edges(now cloud.Time) []cloud.Time
	// Resolve looks a name up in the public DNS at an instant.
	Resolve(name string, at cloud.Time) []netip.Addr
}

// Asked is what a checker asks.
type Asked struct {
	Address netip.Addr
	Port    uint16
	Secure  bool
	Path    string
	Host    string // of the request's Host header
}

// Encounter is what a probe met.
type Encounter struct {
	Silent  bool       // nobody answered, or the name means nothing
	Refused bool       // somebody said that nothing listens
	Connect cloud.Time // until the connection stood
	First   cloud.Time // from then on until the status came
	Rest    cloud.Time // from then on until the body was there
	Status  int32      // 0: it does not speak HTTP
	Body    string     // as far as a check looks at it
}

// Alarms are the CloudWatch alarms that checks follow.
type Alarms interface {
	// DataState is what the data of an alarm's metric say at an instant: OK,
	// ALARM or INSUFFICIENT_DATA, whatever SetAlarmState said. Not known when
	// the account has no such alarm there.
	DataState(account, region, name string, at cloud.Time) (state string, known bool)
	// Last is the last instant at or before which the data said OK or ALARM,
	// and which; empty when they never did.
	Last(account, region, name string, at cloud.Time) string
}

// Site is a place on the internet that a lesson declares.
type Site struct {
	Address   string // IPv4 or IPv6
	Name      string // as the lesson calls it, or empty
	Port      int32  // 0: every port
	Path      string // where it answers with Status; empty: everywhere. Elsewhere 404
	Status    int32
	Body      string
	LatencyMS int64 // until the status comes
	Down      []Outage
}

// Outage is a time in which a site does not answer; Until 0: for good.
type Outage struct{ From, Until cloud.Time }

// Key is what a site is found by.
func (s Site) Key() string { return s.Address }
