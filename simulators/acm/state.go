package acm

import (
	"slices"

	"skylab/simulators/cloud"
)

// State is everything that the simulated service remembers, for all accounts
// and Regions of a world. Plain values only: Clone copies all of it.
type State struct {
	Certificates cloud.Collection[Certificate]

	outside Outside // set anew in every copy of a world
}

// Outside is what ACM needs of the world.
type Outside interface {
	// DNS looks a name up as everybody on the internet sees it now; nil when
	// there is no such record.
	DNS(name, kind string) []string
	// Using lists the resources that use a certificate, by ARN.
	Using(certificate string) []string
}

// Wire says who the world is.
func (s *State) Wire(o Outside) { s.outside = o }

// Certificate is a public certificate and what became of it.
type Certificate struct {
	ARN       string
	Scope     cloud.Scope
	Names     []Name // the domain first
	Token     string // of the request that made it
	Algorithm string
	Created   cloud.Time
	Tags      []Tag

	Issued    cloud.Time // 0 while it is not
	NotBefore cloud.Time
	NotAfter  cloud.Time
	Serial    string
	Failed    string // why it was never issued: CAA_ERROR
	TimedOut  bool

	Renewal Renewal
}

// Name is one name of a certificate and how its owner proves that it is his.
type Name struct {
	Domain        string // www.example.com or *.example.com
	Record, Value string // the CNAME, both with a trailing dot
	Proved        bool
}

// Renewal is the last attempt to renew.
type Renewal struct {
	Status  string // PENDING_AUTO_RENEWAL, PENDING_VALIDATION, SUCCESS, FAILED; empty: not yet
	Reason  string
	Updated cloud.Time
	Proved  []bool // by name
}

// Tag is a key and its value.
type Tag struct{ Key, Value string }

// Key is the certificate's ARN.
func (c Certificate) Key() string { return c.ARN }

// Clone copies the certificate.
func (c Certificate) Clone() Certificate {
	c.Names, c.Tags, c.Renewal.Proved = slices.Clone(c.Names), slices.Clone(c.Tags), slices.Clone(c.Renewal.Proved)
	return c
}

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State { return State{Certificates: s.Certificates.Clone()} }

// Status is the certificate's status at an instant.
// docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
func (c *Certificate) Status(now cloud.Time) string {
	switch {
	case c.Failed != "":
		return "FAILED"
	case c.TimedOut:
		return "VALIDATION_TIMED_OUT"
	case c.Issued == 0:
		return "PENDING_VALIDATION"
	case now >= c.NotAfter:
		return "EXPIRED"
	}
	return "ISSUED"
}

// Issued tells whether a listener may have a certificate at an instant: one
// that was issued in the same Region and has not expired.
func (s *State) Issued(at cloud.Scope, arn string, when cloud.Time) bool {
	c := s.Certificates.Find(arn)
	return c != nil && c.Scope == at && c.Status(when) == "ISSUED"
}

// Covers tells whether a name of a certificate is good for a host: a star
// stands for one label, never for none and never for two.
// docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
func Covers(name, host string) bool {
	rest, wild := cutStar(name)
	if !wild {
		return name == host
	}
	for i := range host {
		if host[i] == '.' {
			return i > 0 && host[i:] == rest
		}
	}
	return false
}

// cutStar gives .example.com of *.example.com.
func cutStar(name string) (string, bool) {
	if len(name) > 2 && name[:2] == "*." {
		return name[1:], true
	}
	return name, false
}
