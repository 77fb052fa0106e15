package route53

import "skylab/simulators/cloud"

// Check is a health check.
type Check struct {
	ID              string
	Account         string
	CallerReference string
	Version         int64
	Created         cloud.Time
	Config          CheckConfig
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
	Regions        []string // of the checkers

	Children        []string // of a calculated check
	HealthThreshold int32    // how many of them must be healthy

	AlarmRegion, AlarmName string
	Insufficient           string // Healthy, Unhealthy, LastKnownStatus
}

// Site is a place on the internet that a lesson declares.
type Site struct {
	Address   string
	Port      int32 // 0: every port
	Path      string
	Status    int32
	Body      string
	LatencyMS int64
	Down      []Outage
}

// Outage is a time in which a site does not answer.
type Outage struct{ From, Until cloud.Time }

// Key is what a site is found by.
func (s Site) Key() string { return s.Address }

// Healthy tells whether Route 53 takes the check for healthy at an instant
// that is not after now. An ID that is not known is healthy.
func (s *State) Healthy(id string, at cloud.Time) bool {
	_, _ = id, at
	return true
}
