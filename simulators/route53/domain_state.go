package route53

import (
	"strings"

	"skylab/simulators/cloud"
)

// Domain is a name registered with the registrar. The parent zone answers with
// the name servers that stand here.
type Domain struct {
	Name        string // lunchbell.example.com, without trailing dot
	Account     string
	Created     cloud.Time
	Updated     cloud.Time
	Expires     cloud.Time
	NameServers []string   // what the registrar shows, without trailing dot
	Served      []string   // what the parent zone still answers until Since
	Since       cloud.Time // when the parent zone answers with NameServers
}

// Key is the domain's name.
func (d Domain) Key() string { return d.Name }

// Delegated are the name servers that the parent zone answers with.
func (d *Domain) Delegated(now cloud.Time) []string {
	if now < d.Since {
		return d.Served
	}
	return d.NameServers
}

// The story's domain was bought a month before the story begins; its name
// servers are those where registrars park names that nobody uses yet.
var storyDomain = Domain{
	Name: "lunchbell.example.com", Account: "111122223333",
	Created: cloud.DefaultStart - 30*cloud.Day, Updated: cloud.DefaultStart - 30*cloud.Day, Expires: cloud.DefaultStart + 335*cloud.Day,
}

// Begin is the state that a world begins with: the story's domain is
// registered.
func (s *State) Begin() {
	d := storyDomain
	d.NameServers = []string{"ns1.parked.example.net", "ns2.parked.example.net"}
	s.Domains.Add(d)
}

// Domain is the registered domain of a name (dots at the end do not matter);
// false when nobody registered it.
func (s *State) Domain(name string) (Domain, bool) {
	if d := s.Domains.Find(strings.ToLower(strings.TrimSuffix(name, "."))); d != nil {
		return *d, true
	}
	return Domain{}, false
}

// Registered is the registered domain that a name is or lies under; false when
// there is none.
func (s *State) Registered(name string) (Domain, bool) {
	name = strings.TrimSuffix(name, ".")
	for name != "" {
		if d, ok := s.Domain(name); ok {
			return d, true
		}
		_, name, _ = strings.Cut(name, ".")
	}
	return Domain{}, false
}

// DomainOperation is a request to the registrar.
type DomainOperation struct {
	ID, Account, Domain, Type string
	Submitted, Done           cloud.Time
}

// Key is the operation's ID.
func (o DomainOperation) Key() string { return o.ID }
