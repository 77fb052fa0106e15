package route53

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// Query is a question to a name server.
type Query struct {
	Name string // as Route 53 prints names: lower case, trailing dot, \052 for *
	Type string // A, AAAA, …
	// From and Subnet stand for whoever asks: the client, when its resolver
	// passes a part of its address on (EDNS client subnet), else the resolver.
	// docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-edns0.html
	From   Place
	Subnet netip.Prefix
	// Draw is this question's chance, from which every choice is drawn.
	Draw uint64
}

// Draw is the chance of one question among many: keyed by the world's seed, by
// who asks (cloud.Label of its name) and by when or which in a row, so that one
// question more shifts no other.
func Draw(seed, asker, n uint64) uint64 { return cloud.Roll(seed, asker, n) }

// Status is a response code of DNS.
type Status uint8

// The response codes that the lab knows. Silent is no response at all.
const (
	NoError Status = iota
	NXDomain
	ServFail
	Refused
	Silent
)

var statusNames = [...]string{"NOERROR", "NXDOMAIN", "SERVFAIL", "REFUSED", "TIMEOUT"}

// String is the code as dig prints it.
func (s Status) String() string { return statusNames[s] }

// RR is one record of an answer.
type RR struct {
	Name, Type string
	TTL        int64 // seconds
	Value      string
	// Owner and Set name the record set that the value comes from: after an
	// alias another name than Name.
	Owner, Set string
}

// Answer is what a name server says. Its slices are used again by the next
// question that is asked with it.
type Answer struct {
	Status        Status
	Authoritative bool
	Records       []RR // the answer section
	Authority     []RR // the SOA of a negative answer, the NS of a referral
	Additional    []RR
	// Located: a policy looked at who asks, so the answer is good for that
	// subnet only.
	Located bool

	Explain  bool // asked for: note the findings
	Findings []Finding

	scratch []int32
}

// Referral tells whether the answer only names other servers.
func (a *Answer) Referral() bool {
	return a.Status == NoError && len(a.Records) == 0 && len(a.Authority) > 0 && a.Authority[0].Type == "NS"
}

func (a *Answer) reset() {
	a.Status, a.Authoritative, a.Located = NoError, true, false
	a.Records, a.Authority, a.Additional, a.Findings = a.Records[:0], a.Authority[:0], a.Additional[:0], a.Findings[:0]
}

// Target is what an alias leads to outside of its zone, at one instant.
type Target struct {
	Known     bool
	Healthy   bool
	Addresses []string // of the type that was asked for; read only
}
