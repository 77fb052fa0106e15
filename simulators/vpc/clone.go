package vpc

import (
	"maps"
	"slices"
)

// Each resource says which ID it is kept under and how it is copied.

// Key is the ID that the resource is kept under.
func (v VPC) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v VPC) Clone() VPC {
	v.Ranges = slices.Clone(v.Ranges)
	v.Ranges6 = slices.Clone(v.Ranges6)
	v.Cuts = slices.Clone(v.Cuts)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v Subnet) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v Subnet) Clone() Subnet {
	v.Used = maps.Clone(v.Used)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v InternetGateway) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v InternetGateway) Clone() InternetGateway {
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v EgressOnlyGateway) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v EgressOnlyGateway) Clone() EgressOnlyGateway {
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v RouteTable) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v RouteTable) Clone() RouteTable {
	v.Routes = slices.Clone(v.Routes)
	v.Associations = slices.Clone(v.Associations)
	v.Propagating = slices.Clone(v.Propagating)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v NetworkACL) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v NetworkACL) Clone() NetworkACL {
	v.Entries = slices.Clone(v.Entries)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v SecurityGroup) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v SecurityGroup) Clone() SecurityGroup {
	v.Rules = slices.Clone(v.Rules)
	for i := range v.Rules {
		v.Rules[i].Tags = v.Rules[i].Tags.clone()
	}
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v PrefixList) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v PrefixList) Clone() PrefixList {
	v.Entries = slices.Clone(v.Entries)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v Interface) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v Interface) Clone() Interface {
	v.Private = slices.Clone(v.Private)
	v.IPv6 = slices.Clone(v.IPv6)
	v.Groups = slices.Clone(v.Groups)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v Instance) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v Instance) Clone() Instance {
	v.Interfaces = slices.Clone(v.Interfaces)
	v.Listening = slices.Clone(v.Listening)
	v.FirstBoot = slices.Clone(v.FirstBoot)
	v.EachBoot = slices.Clone(v.EachBoot)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v Volume) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v Volume) Clone() Volume {
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v Address) Key() string { return v.Allocation }

// Clone copies the resource; the copy shares nothing with it.
func (v Address) Clone() Address {
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v NATGateway) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v NATGateway) Clone() NATGateway {
	v.Addresses = slices.Clone(v.Addresses)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v Endpoint) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v Endpoint) Clone() Endpoint {
	v.RouteTables = slices.Clone(v.RouteTables)
	v.Subnets = slices.Clone(v.Subnets)
	v.Interfaces = slices.Clone(v.Interfaces)
	v.Groups = slices.Clone(v.Groups)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v Peering) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v Peering) Clone() Peering {
	v.Requester.Ranges = slices.Clone(v.Requester.Ranges)
	v.Accepter.Ranges = slices.Clone(v.Accepter.Ranges)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v KeyPair) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v KeyPair) Clone() KeyPair {
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v Image) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v Image) Clone() Image {
	v.Listening = slices.Clone(v.Listening)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v InsightsPath) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v InsightsPath) Clone() InsightsPath {
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v InsightsAnalysis) Key() string { return v.ID }

// Clone copies the resource; the copy shares nothing with it.
func (v InsightsAnalysis) Clone() InsightsAnalysis {
	v.Hops = slices.Clone(v.Hops)
	for i := range v.Hops {
		v.Hops[i].Rule.Tags = v.Hops[i].Rule.Tags.clone()
	}
	v.Through, v.Without = slices.Clone(v.Through), slices.Clone(v.Without)
	v.Reasons = slices.Clone(v.Reasons)
	v.Tags = slices.Clone(v.Tags)
	return v
}

// Key is the ID that the resource is kept under.
func (v Failure) Key() string { return v.Kind + "/" + v.Name }

// Clone copies the resource; the copy shares nothing with it.
func (v Failure) Clone() Failure {
	return v
}
