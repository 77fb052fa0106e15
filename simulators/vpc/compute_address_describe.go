package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// DescribeAddressesInput says which Elastic IPs.
type DescribeAddressesInput struct {
	PublicIps     []string `doc:"only these addresses"`
	DryRun        *bool    `doc:"check only"`
	Filters       []Filter `doc:"allocation-id, association-id, domain, instance-id, network-border-group, network-interface-id, network-interface-owner-id, private-ip-address, public-ip, tag:KEY, tag-key"`
	AllocationIds []string `doc:"only these allocations"`
}

// DescribeAddressesOutput lists them.
type DescribeAddressesOutput struct{ Addresses []AddressOut }

// AddressOut is an Elastic IP as it is printed.
type AddressOut struct {
	AllocationId            string
	AssociationId           *string
	Domain                  string
	NetworkInterfaceId      *string
	NetworkInterfaceOwnerId *string
	PrivateIpAddress        *string
	Tags                    []TagOut
	PublicIpv4Pool          string
	NetworkBorderGroup      string
	SubnetId                *string
	ServiceManaged          *string
	InstanceId              *string
	PublicIp                string
}

var addressFilters = filterTable[Address]{
	"allocation-id":        func(_ *Region, a *Address) []string { return one(a.Allocation) },
	"association-id":       func(_ *Region, a *Address) []string { return one(a.Association) },
	"domain":               func(*Region, *Address) []string { return one("vpc") },
	"instance-id":          func(r *Region, a *Address) []string { return one(r.instanceOf(a.Interface)) },
	"network-border-group": func(r *Region, _ *Address) []string { return one(r.Scope.Region) },
	"network-interface-id": func(_ *Region, a *Address) []string { return one(a.Interface) },
	"network-interface-owner-id": func(r *Region, a *Address) []string {
		if a.Interface == "" {
			return nil
		}
		return one(r.Scope.Account)
	},
	"private-ip-address": func(_ *Region, a *Address) []string {
		if !a.Private.IsValid() {
			return nil
		}
		return one(a.Private.String())
	},
	"public-ip": func(_ *Region, a *Address) []string { return one(a.IP.String()) },
}

// instanceOf is the instance that an interface is attached to, or empty.
func (r *Region) instanceOf(eni string) string {
	if e := r.Interfaces.Find(eni); e != nil {
		return e.Instance
	}
	return ""
}

// DescribeAddresses lists the account's Elastic IPs.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAddresses.html
func (s *State) DescribeAddresses(c *cloud.Call, in DescribeAddressesInput) (DescribeAddressesOutput, error) {
	r := s.At(c)
	for _, ip := range in.PublicIps {
		if _, err := r.addressFor(nil, &ip); err != nil {
			return DescribeAddressesOutput{}, cloud.Errorf("InvalidAddress.NotFound", "Address '%s' not found.", ip)
		}
	}
	list, err := choose(r, &r.Addresses, in.AllocationIds, allocationKind.absent, addressFilters, in.Filters, func(a *Address) Tags { return a.Tags })
	if err != nil {
		return DescribeAddressesOutput{}, err
	}
	out := DescribeAddressesOutput{Addresses: []AddressOut{}}
	for _, a := range list {
		if len(in.PublicIps) == 0 || slices.Contains(in.PublicIps, a.IP.String()) {
			out.Addresses = append(out.Addresses, r.addressOut(a))
		}
	}
	return out, nil
}

func (r *Region) addressOut(a *Address) AddressOut {
	out := AddressOut{
		AllocationId: a.Allocation, AssociationId: filled(a.Association), Domain: "vpc", Tags: a.Tags.out(),
		PublicIpv4Pool: "amazon", NetworkBorderGroup: r.Scope.Region, ServiceManaged: filled(a.Service), PublicIp: a.IP.String(),
	}
	if e := r.Interfaces.Find(a.Interface); e != nil {
		out.NetworkInterfaceId, out.NetworkInterfaceOwnerId = new(e.ID), new(r.Scope.Account)
		out.PrivateIpAddress, out.InstanceId = new(a.Private.String()), filled(e.Instance)
	}
	return out
}
