package route53

import (
	"cmp"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// How long the registry of a parent zone takes to answer with new name
// servers. AWS gives no figure; the caches of resolvers take up to two days
// more, the lifetime of NS records in parent zones.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-name-servers-glue-records.html
const (
	registrySoonest = 1 * cloud.Minute
	registryLatest  = 5 * cloud.Minute
)

// ownDomain finds a domain that the caller's account registered.
func (s *State) ownDomain(c *cloud.Call, name string) (Domain, error) {
	d, ok := s.Domain(name)
	if !ok || d.Account != c.Account {
		return d, cloud.Errorf("InvalidInput", "Domain %s not found in %s account", strings.TrimSuffix(strings.ToLower(name), "."), c.Account)
	}
	return d, nil
}

// ownDomains are the account's domains by name.
func (s *State) ownDomains(account string) []Domain {
	var list []Domain
	for d := range s.Domains.All {
		if d.Account == account {
			list = append(list, *d)
		}
	}
	slices.SortFunc(list, func(a, b Domain) int { return cmp.Compare(a.Name, b.Name) })
	return list
}

// ListDomainsInput asks for nothing.
type ListDomainsInput struct{}

// ListDomainsOutput lists domains.
type ListDomainsOutput struct{ Domains []DomainSummary }

// DomainSummary is a domain in a list.
type DomainSummary struct {
	DomainName   string
	AutoRenew    bool
	TransferLock bool
	Expiry       cloud.Time
}

// ListDomains lists the domains that the account registered.
// docs.aws.amazon.com/Route53/latest/APIReference/API_domains_ListDomains.html
func (s *State) ListDomains(c *cloud.Call, _ ListDomainsInput) (ListDomainsOutput, error) {
	out := ListDomainsOutput{[]DomainSummary{}}
	for _, d := range s.ownDomains(c.Account) {
		out.Domains = append(out.Domains, DomainSummary{d.Name, true, true, d.Expires})
	}
	return out, nil
}

// GetDomainDetailInput names a domain.
type GetDomainDetailInput struct {
	DomainName string `required:"true" doc:"the domain"`
}

// GetDomainDetailOutput tells of it. Who registered it is left out.
type GetDomainDetailOutput struct {
	DomainName     string
	Nameservers    []NameserverOut
	AutoRenew      bool
	RegistrarName  string
	CreationDate   cloud.Time
	UpdatedDate    cloud.Time
	ExpirationDate cloud.Time
	StatusList     []string
}

// NameserverOut is a name server that a domain is delegated to.
type NameserverOut struct {
	Name    string
	GlueIps []string
}

// GetDomainDetail tells of one domain; its name servers are those that were
// asked for last, whether the parent zone has them yet or not.
// docs.aws.amazon.com/Route53/latest/APIReference/API_domains_GetDomainDetail.html
func (s *State) GetDomainDetail(c *cloud.Call, in GetDomainDetailInput) (GetDomainDetailOutput, error) {
	d, err := s.ownDomain(c, in.DomainName)
	if err != nil {
		return GetDomainDetailOutput{}, err
	}
	out := GetDomainDetailOutput{
		DomainName: d.Name, AutoRenew: true, RegistrarName: "Amazon Registrar, Inc.",
		CreationDate: d.Created, UpdatedDate: d.Updated, ExpirationDate: d.Expires, StatusList: []string{"clientTransferProhibited"},
	}
	for _, n := range d.NameServers {
		out.Nameservers = append(out.Nameservers, NameserverOut{n, []string{}})
	}
	return out, nil
}

// UpdateDomainNameserversInput is a domain and its new name servers.
type UpdateDomainNameserversInput struct {
	DomainName  string       `required:"true" doc:"the domain"`
	Nameservers []Nameserver `required:"true" doc:"the name servers, all of them"`
}

// Nameserver is a name server in a call.
type Nameserver struct {
	Name    *string  `required:"true" doc:"its name: ns-2048.awsdns-64.com"`
	GlueIps []string `doc:"its addresses, when its name lies in the domain itself"`
}

// UpdateDomainNameserversOutput is the operation that makes the change.
type UpdateDomainNameserversOutput struct{ OperationId string }

// UpdateDomainNameservers asks the registry to delegate a domain to other name
// servers. The parent zone answers with them a few minutes later.
// docs.aws.amazon.com/Route53/latest/APIReference/API_domains_UpdateDomainNameservers.html
func (s *State) UpdateDomainNameservers(c *cloud.Call, in UpdateDomainNameserversInput) (UpdateDomainNameserversOutput, error) {
	d, err := s.ownDomain(c, in.DomainName)
	if err != nil {
		return UpdateDomainNameserversOutput{}, err
	}
	for o := range s.Operations.All {
		if o.Domain == d.Name && c.Now < o.Done {
			return UpdateDomainNameserversOutput{}, cloud.Errorf("DuplicateRequest", "The request is already in progress for the domain: %s. Operation ID: %s", d.Name, o.ID)
		}
	}
	servers, err := nameserverList(d.Name, in.Nameservers)
	if err != nil {
		return UpdateDomainNameserversOutput{}, err
	}
	roll := draw(c.World, c.Account, "registry")
	done := c.Now + registrySoonest + cloud.Time(roll(0, uint64((registryLatest-registrySoonest)/cloud.Second)+1))*cloud.Second
	d.Served, d.NameServers, d.Since, d.Updated = slices.Clone(d.Delegated(c.Now)), servers, done, c.Now
	s.Domains.Add(d)
	o := s.Operations.Add(DomainOperation{newUUID(c.World, c.Account, "operation"), c.Account, d.Name, "UPDATE_NAMESERVER", c.Now, done})
	return UpdateDomainNameserversOutput{o.ID}, nil
}

// nameserverList reads the name servers of a call: two to thirteen names, each
// once.
func nameserverList(domain string, in []Nameserver) ([]string, error) {
	var list []string
	for _, n := range in {
		name, problem := canonical(deref(n.Name))
		name = strings.TrimSuffix(name, ".")
		switch {
		case problem != "" || !strings.Contains(name, "."):
			return nil, cloud.Errorf("InvalidInput", "Nameserver %s is not valid.", deref(n.Name))
		case slices.Contains(list, name):
			return nil, cloud.Errorf("InvalidInput", "Duplicate nameserver: %s", name)
		case within(name, domain) && len(n.GlueIps) == 0:
			return nil, cloud.Errorf("InvalidInput", "Nameserver %s needs a glue record: it lies in the domain itself.", name)
		}
		list = append(list, name)
	}
	if len(list) < 2 || len(list) > 13 {
		return nil, cloud.Errorf("TLDRulesViolation", "Between 2 and 13 nameservers are required, found %d.", len(list))
	}
	return list, nil
}

// GetOperationDetailInput names an operation.
type GetOperationDetailInput struct {
	OperationId string `required:"true" doc:"the operation's ID"`
}

// GetOperationDetailOutput tells how far it has come.
type GetOperationDetailOutput struct {
	OperationId     string
	Status          string
	DomainName      string
	Type            string
	SubmittedDate   cloud.Time
	LastUpdatedDate cloud.Time
}

func (o *DomainOperation) status(now cloud.Time) (string, cloud.Time) {
	if now < o.Done {
		return "IN_PROGRESS", o.Submitted
	}
	return "SUCCESSFUL", o.Done
}

// GetOperationDetail tells whether the registry has made a change.
// docs.aws.amazon.com/Route53/latest/APIReference/API_domains_GetOperationDetail.html
func (s *State) GetOperationDetail(c *cloud.Call, in GetOperationDetailInput) (GetOperationDetailOutput, error) {
	o := s.Operations.Find(in.OperationId)
	if o == nil || o.Account != c.Account {
		return GetOperationDetailOutput{}, cloud.Errorf("InvalidInput", "Operation %s not found in %s account", in.OperationId, c.Account)
	}
	status, updated := o.status(c.Now)
	return GetOperationDetailOutput{o.ID, status, o.Domain, o.Type, o.Submitted, updated}, nil
}

// ListOperationsInput asks for nothing.
type ListOperationsInput struct{}

// ListOperationsOutput lists operations.
type ListOperationsOutput struct{ Operations []OperationSummary }

// OperationSummary is an operation in a list.
type OperationSummary struct {
	OperationId     string
	Status          string
	Type            string
	SubmittedDate   cloud.Time
	DomainName      string
	LastUpdatedDate cloud.Time
}

// ListOperations lists what the account asked the registrar for.
// docs.aws.amazon.com/Route53/latest/APIReference/API_domains_ListOperations.html
func (s *State) ListOperations(c *cloud.Call, _ ListOperationsInput) (ListOperationsOutput, error) {
	out := ListOperationsOutput{[]OperationSummary{}}
	for o := range s.Operations.All {
		if o.Account == c.Account {
			status, updated := o.status(c.Now)
			out.Operations = append(out.Operations, OperationSummary{o.ID, status, o.Type, o.Submitted, o.Domain, updated})
		}
	}
	return out, nil
}
