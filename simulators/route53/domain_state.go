package route53

import "skylab/simulators/cloud"

// Domain is a name registered with the registrar. The parent zone answers with
// the name servers that stand here.
type Domain struct {
	Name        string // lunchbell.example.com, without trailing dot
	Account     string
	Created     cloud.Time
	Expires     cloud.Time
	NameServers []string   // what the registrar shows
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

// DomainOperation is a request to the registrar.
type DomainOperation struct {
	ID, Account, Domain, Type string
	Submitted, Done           cloud.Time
}

// Key is the operation's ID.
func (o DomainOperation) Key() string { return o.ID }
