package net

import (
	"strings"

	"skylab/simulators"
	"skylab/simulators/vpc"
)

// nameOf is what a learner calls the thing behind an ID: a security group's
// own name, a prefix list's, anything else's tag Name; empty when there is
// none. IDs are unique over Regions, so the order of the search does not show.
func nameOf(w *simulators.World, id string) string {
	kind, _, _ := strings.Cut(id, "-")
	for _, r := range w.VPC.Regions {
		if name, ok := nameIn(r, kind, id); ok {
			return clean(name)
		}
	}
	if p := w.VPC.Peerings.Find(id); p != nil {
		return clean(p.Tags.Name())
	}
	return ""
}

// nameIn looks in one Region; the second result tells whether the thing is there.
func nameIn(r *vpc.Region, kind, id string) (string, bool) {
	switch kind {
	case "vpc":
		return tagged(r.VPCs.Find(id), func(x *vpc.VPC) vpc.Tags { return x.Tags })
	case "subnet":
		return tagged(r.Subnets.Find(id), func(x *vpc.Subnet) vpc.Tags { return x.Tags })
	case "igw":
		return tagged(r.Gateways.Find(id), func(x *vpc.InternetGateway) vpc.Tags { return x.Tags })
	case "eigw":
		return tagged(r.EgressGateways.Find(id), func(x *vpc.EgressOnlyGateway) vpc.Tags { return x.Tags })
	case "rtb":
		return tagged(r.RouteTables.Find(id), func(x *vpc.RouteTable) vpc.Tags { return x.Tags })
	case "acl":
		return tagged(r.ACLs.Find(id), func(x *vpc.NetworkACL) vpc.Tags { return x.Tags })
	case "eni":
		return tagged(r.Interfaces.Find(id), func(x *vpc.Interface) vpc.Tags { return x.Tags })
	case "i":
		return tagged(r.Instances.Find(id), func(x *vpc.Instance) vpc.Tags { return x.Tags })
	case "nat":
		return tagged(r.NATGateways.Find(id), func(x *vpc.NATGateway) vpc.Tags { return x.Tags })
	case "vpce":
		return tagged(r.Endpoints.Find(id), func(x *vpc.Endpoint) vpc.Tags { return x.Tags })
	case "sg":
		if g := r.Groups.Find(id); g != nil {
			return g.Name, true
		}
	case "pl":
		if l := r.PrefixLists.Find(id); l != nil {
			return l.Name, true
		}
	}
	return "", false
}

func tagged[T any](x *T, tags func(*T) vpc.Tags) (string, bool) {
	if x == nil {
		return "", false
	}
	return tags(x).Name(), true
}
