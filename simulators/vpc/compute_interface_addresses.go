package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// AssignPrivateIpAddressesInput gives an interface more private addresses.
type AssignPrivateIpAddressesInput struct {
	NetworkInterfaceId             string   `required:"true" doc:"the interface"`
	PrivateIpAddresses             []string `doc:"these addresses"`
	SecondaryPrivateIpAddressCount *int32   `doc:"or so many, chosen"`
	AllowReassignment              *bool    `doc:"take an address that another interface has as a secondary one"`
}

// AssignPrivateIpAddressesOutput lists what it got.
type AssignPrivateIpAddressesOutput struct {
	NetworkInterfaceId         string
	AssignedPrivateIpAddresses []AssignedPrivateIpAddress
}

// AssignedPrivateIpAddress is one of them.
type AssignedPrivateIpAddress struct{ PrivateIpAddress string }

// AssignPrivateIpAddresses gives an interface secondary addresses, within the
// limit of the instance's type.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssignPrivateIpAddresses.html
func (s *State) AssignPrivateIpAddresses(c *cloud.Call, in AssignPrivateIpAddressesInput) (AssignPrivateIpAddressesOutput, error) {
	r, out := s.At(c), AssignPrivateIpAddressesOutput{NetworkInterfaceId: in.NetworkInterfaceId}
	e, err := find(&r.Interfaces, interfaceKind, in.NetworkInterfaceId)
	if err != nil {
		return out, err
	}
	if len(in.PrivateIpAddresses) > 0 == (in.SecondaryPrivateIpAddressCount != nil) {
		return out, combination("Either privateIpAddresses or secondaryPrivateIpAddressCount must be specified, and not both.")
	}
	want, err := r.wanted4(e, in)
	if err != nil {
		return out, err
	}
	sn := r.Subnets.Find(e.Subnet)
	first := len(e.Private)
	for _, a := range want {
		if owner := r.Interfaces.Find(sn.Used[a]); a.IsValid() && owner != nil {
			r.drop(owner, a)
		}
		if err := r.take(e, sn, a); err != nil {
			for len(e.Private) > first {
				r.drop(e, e.Private[first].IP)
			}
			return out, err
		}
	}
	for _, p := range e.Private[first:] {
		out.AssignedPrivateIpAddresses = append(out.AssignedPrivateIpAddresses, AssignedPrivateIpAddress{p.IP.String()})
	}
	return out, nil
}

// wanted4 lists the addresses to take, invalid ones standing for a choice, and
// refuses what cannot be before anything is moved.
func (r *Region) wanted4(e *Interface, in AssignPrivateIpAddressesInput) ([]netip.Addr, error) {
	want := make([]netip.Addr, 0, len(in.PrivateIpAddresses))
	sn := r.Subnets.Find(e.Subnet)
	for _, text := range in.PrivateIpAddresses {
		a, err := parse4(text)
		if err != nil {
			return nil, err
		}
		if err := r.mayMove(sn, a, deref(in.AllowReassignment)); err != nil {
			return nil, err
		}
		want = append(want, a)
	}
	for range max(0, deref(in.SecondaryPrivateIpAddressCount)) {
		want = append(want, netip.Addr{})
	}
	if i := r.Instances.Find(e.Instance); i != nil {
		if err := typeOf(i).holds(len(e.Private)+len(want), 0); err != nil {
			return nil, err
		}
	}
	return want, nil
}

// mayMove lets an address be taken that is free, or, where that is allowed,
// another interface's secondary one.
func (r *Region) mayMove(sn *Subnet, a netip.Addr, reassign bool) error {
	owner := r.Interfaces.Find(sn.Used[a])
	if owner == nil || !reassign {
		return sn.mayTake(a)
	}
	if owner.Private[0].IP == a {
		return invalid("The primary private IP address %s cannot be reassigned.", a)
	}
	return nil
}

// drop takes a private address from an interface and frees it.
func (r *Region) drop(e *Interface, a netip.Addr) {
	place := slices.IndexFunc(e.Private, func(p PrivateAddress) bool { return p.IP == a })
	if place < 0 {
		return
	}
	if had := r.Addresses.Find(e.Private[place].Allocation); had != nil {
		r.untie(had)
	}
	e.Private = slices.Delete(e.Private, place, place+1)
	r.Subnets.Find(e.Subnet).Release(a)
}

// UnassignPrivateIpAddressesInput takes secondary addresses away.
type UnassignPrivateIpAddressesInput struct {
	NetworkInterfaceId string   `required:"true" doc:"the interface"`
	PrivateIpAddresses []string `doc:"the secondary addresses"`
}

// UnassignPrivateIpAddressesOutput is empty.
type UnassignPrivateIpAddressesOutput struct{}

// UnassignPrivateIpAddresses takes secondary addresses off an interface.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UnassignPrivateIpAddresses.html
func (s *State) UnassignPrivateIpAddresses(c *cloud.Call, in UnassignPrivateIpAddressesInput) (UnassignPrivateIpAddressesOutput, error) {
	r := s.At(c)
	e, err := find(&r.Interfaces, interfaceKind, in.NetworkInterfaceId)
	if err != nil {
		return UnassignPrivateIpAddressesOutput{}, err
	}
	for _, text := range in.PrivateIpAddresses {
		a, err := parse4(text)
		if err != nil {
			return UnassignPrivateIpAddressesOutput{}, err
		}
		switch place := slices.IndexFunc(e.Private, func(p PrivateAddress) bool { return p.IP == a }); {
		case place < 0:
			return UnassignPrivateIpAddressesOutput{}, invalid("Some of the specified addresses are not assigned to interface %s", e.ID)
		case place == 0:
			return UnassignPrivateIpAddressesOutput{}, invalid("The primary private IP address cannot be unassigned.")
		}
	}
	for _, text := range in.PrivateIpAddresses {
		r.drop(e, netip.MustParseAddr(text))
	}
	return UnassignPrivateIpAddressesOutput{}, nil
}
