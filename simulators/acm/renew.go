package acm

import (
	"fmt"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// The life of a public certificate.
const (
	// Life is how long a certificate is valid.
	// docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html (since 2026-02-18)
	Life = 198 * cloud.Day
	// RenewalLead is how long before the end ACM begins to renew: 60 days by
	// the page on renewal, 45 by others.
	// docs.aws.amazon.com/acm/latest/userguide/dns-renewal-validation.html
	RenewalLead = 60 * cloud.Day
	// Patience is how long ACM waits for the records of a request.
	// docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
	Patience = 72 * cloud.Hour
)

// How often ACM looks for the records: AWS gives no figures. It is a minute at
// first, later a quarter of an hour, and a day for a renewal.
const (
	eager       = 1 * cloud.Minute
	eagerFor    = 2 * cloud.Hour
	patient     = 15 * cloud.Minute
	renewalLook = 1 * cloud.Day
)

// Look is the event of ACM's looking for the records of a certificate. Life
// counts the certificates that it had before, so that an old event does not
// touch a renewed one.
type Look struct {
	ARN  string
	Life cloud.Time // NotAfter of the certificate that is to be renewed; 0: it is new
}

// firstLook draws how long the first look takes.
func firstLook(w *cloud.World, arn string) cloud.Time {
	return 30*cloud.Second + cloud.Time(cloud.RollBelow(w.Seed, cloud.Label("acm look "+arn), 0, 60))*cloud.Second
}

// look is what falls due.
func (s *State) look(w *cloud.World, e Look) {
	c := s.Certificates.Find(e.ARN)
	switch {
	case c == nil:
	case e.Life == 0 && c.Issued == 0 && c.Failed == "":
		s.validate(w, c)
	case e.Life != 0 && e.Life == c.NotAfter:
		s.renew(w, c)
	}
}

// validate issues a certificate whose names are all proved.
func (s *State) validate(w *cloud.World, c *Certificate) {
	all := true
	for i := range c.Names {
		if s.forbidden(c.Names[i].Domain) {
			c.Failed = "CAA_ERROR"
			return
		}
		c.Names[i].Proved = c.Names[i].Proved || s.seen(c.Names[i])
		all = all && c.Names[i].Proved
	}
	switch {
	case all:
		c.issue(w)
	case w.Now >= c.Created+Patience:
		c.TimedOut = true
	case w.Now < c.Created+eagerFor:
		w.At(w.Now+eager, Look{c.ARN, 0})
	default:
		w.At(min(w.Now+patient, c.Created+Patience), Look{c.ARN, 0})
	}
}

// issue gives the certificate a new life.
func (c *Certificate) issue(w *cloud.World) {
	c.Issued = w.Now
	c.NotBefore = w.Now / cloud.Day * cloud.Day
	c.NotAfter = c.NotBefore + Life - cloud.Second
	label := cloud.Label("acm serial " + c.ARN)
	n := uint64(w.Now / cloud.Second)
	serial := fmt.Sprintf("0%x%016x", cloud.Roll(w.Seed, label, n)|1<<59, cloud.Roll(w.Seed, label, n+1))
	var pairs []string
	for i := 0; i+1 < len(serial); i += 2 {
		pairs = append(pairs, serial[i:i+2])
	}
	c.Serial = strings.Join(pairs, ":")
	w.At(c.NotAfter-RenewalLead, Look{c.ARN, c.NotAfter})
}

// renew renews a certificate that is in use and whose records still stand; it
// looks every day until the certificate ends.
func (s *State) renew(w *cloud.World, c *Certificate) {
	next := Look{c.ARN, c.NotAfter}
	if w.Now >= c.NotAfter {
		if c.Renewal.Status != "" {
			c.Renewal.Status, c.Renewal.Updated = "FAILED", w.Now
		}
		return
	}
	w.At(min(w.Now+renewalLook, c.NotAfter), next)
	if len(s.using(c.ARN)) == 0 {
		return
	}
	was := c.Renewal
	r := Renewal{Status: "SUCCESS", Updated: w.Now}
	for _, n := range c.Names {
		ok := s.seen(n)
		r.Proved = append(r.Proved, ok)
		switch {
		case s.forbidden(n.Domain):
			r.Status, r.Reason = "PENDING_VALIDATION", "CAA_ERROR"
		case !ok:
			r.Status = "PENDING_VALIDATION"
		}
	}
	if r.Status == was.Status && slices.Equal(r.Proved, was.Proved) {
		r.Updated = was.Updated
	}
	c.Renewal = r
	if r.Status == "SUCCESS" {
		c.Renewal.Updated = w.Now
		c.issue(w)
	}
}

// seen tells whether everybody on the internet sees a name's proof.
func (s *State) seen(n Name) bool {
	return s.outside != nil && slices.ContainsFunc(s.outside.DNS(n.Record, "CNAME"), func(v string) bool {
		return strings.EqualFold(strings.TrimSuffix(v, "."), strings.TrimSuffix(n.Value, "."))
	})
}

// authorities are the names by which CAA records let Amazon issue.
// docs.aws.amazon.com/acm/latest/userguide/setup-caa.html
var authorities = [...]string{"amazon.com", "amazontrust.com", "awstrust.com", "amazonaws.com"}

// forbidden tells whether CAA records keep Amazon from issuing for a name: the
// nearest ones above it count; issuewild goes before issue for a star.
func (s *State) forbidden(domain string) bool {
	if s.outside == nil {
		return false
	}
	name, wild := strings.CutPrefix(domain, "*.")
	for ; strings.Contains(name, "."); _, name, _ = strings.Cut(name, ".") {
		records := s.outside.DNS(name+".", "CAA")
		if len(records) == 0 {
			continue
		}
		issue, issuewild := tagged(records, "issue"), tagged(records, "issuewild")
		if wild && len(issuewild) > 0 {
			issue = issuewild
		}
		return len(issue) > 0 && !slices.ContainsFunc(issue, func(v string) bool { return slices.Contains(authorities[:], v) })
	}
	return false
}

// tagged are the issuers that CAA records of a tag name.
func tagged(records []string, tag string) []string {
	var list []string
	for _, r := range records {
		f := strings.Fields(r)
		if len(f) < 3 || !strings.EqualFold(f[1], tag) {
			continue
		}
		v, _, _ := strings.Cut(strings.Trim(strings.Join(f[2:], " "), `"`), ";")
		list = append(list, strings.ToLower(strings.TrimSpace(v)))
	}
	return list
}
