package aws

import (
	"slices"
	"strings"

	"skylab/console/desk"
)

// namesServices are the services of names, certificates and load balancers.
var namesServices = []string{"route53", "route53domains", "acm", "elbv2"}

// ofNames lists what of those services a member may mean; ok is false where it
// means something of the network.
func (c *completion) ofNames(member string) (found []desk.Candidate, ok bool) {
	add := func(id, doc string) { found = append(found, desk.Candidate{Text: id, Doc: doc}) }
	account := c.scope().Account
	operation := c.command.op.Name
	switch kind := c.meant(operation, member); kind {
	case "zone":
		for z := range c.World.Route53.Zones.All {
			if z.Account == account {
				add(z.ID, strings.TrimSuffix(z.Name, "."))
			}
		}
	case "check":
		for k := range c.World.Route53.Checks.All {
			if k.Account == account {
				add(k.ID, strings.TrimSpace(k.Config.Type+" "+k.Config.Address+k.Config.Domain))
			}
		}
	case "change":
		for x := range c.World.Route53.Changes.All {
			if x.Account == account {
				add(x.ID, x.Comment)
			}
		}
		slices.Reverse(found) // the last one is the one that is waited for
	case "collection":
		for k := range c.World.Route53.CIDRs.All {
			if k.Account == account {
				add(k.ID, k.Name)
			}
		}
	case "set":
		for d := range c.World.Route53.DelegationSets.All {
			if d.Account == account {
				add(d.ID, d.CallerReference)
			}
		}
	case "domain":
		for d := range c.World.Route53.Domains.All {
			if d.Account == account {
				add(d.Name, "")
			}
		}
	default:
		return c.ofBalancers(kind)
	}
	return found, true
}

// ofBalancers lists certificates, load balancers, target groups and listeners
// of the Region.
func (c *completion) ofBalancers(kind string) (found []desk.Candidate, ok bool) {
	add := func(id, doc string) { found = append(found, desk.Candidate{Text: id, Doc: doc}) }
	here := c.scope()
	switch kind {
	case "certificate":
		for k := range c.World.ACM.Certificates.All {
			if k.Scope == here {
				add(k.ARN, k.Names[0].Domain)
			}
		}
	case "balancer":
		for b := range c.World.ELB.Balancers.All {
			if b.Scope == here {
				add(b.ARN, b.Name)
			}
		}
	case "group":
		for g := range c.World.ELB.Groups.All {
			if g.Scope == here {
				add(g.ARN, g.Name)
			}
		}
	case "listener":
		for l := range c.World.ELB.Listeners.All {
			if l.Scope == here {
				add(l.ARN, l.Protocol)
			}
		}
	default:
		return nil, false
	}
	return found, true
}

// meant is what a member of an operation means: many operations call it Id.
func (c *completion) meant(operation, member string) string {
	switch strings.TrimSuffix(member, "s") {
	case "HostedZoneId":
		return "zone"
	case "HealthCheckId":
		return "check"
	case "CollectionId":
		return "collection"
	case "DelegationSetId":
		return "set"
	case "DomainName":
		if c.service.name == "route53domains" {
			return "domain"
		}
	case "CertificateArn":
		return "certificate"
	case "LoadBalancerArn":
		return "balancer"
	case "TargetGroupArn":
		return "group"
	case "ListenerArn":
		return "listener"
	case "Id":
		switch {
		case operation == "GetChange":
			return "change"
		case strings.Contains(operation, "Cidr"):
			return "collection"
		case strings.Contains(operation, "DelegationSet"):
			return "set"
		case strings.Contains(operation, "HostedZone"):
			return "zone"
		}
	}
	return ""
}
