package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// AssignIpv6AddressesInput gives an interface IPv6 addresses.
type AssignIpv6AddressesInput struct {
	NetworkInterfaceId string   `required:"true" doc:"the interface"`
	Ipv6Addresses      []string `doc:"these addresses"`
	Ipv6AddressCount   *int32   `doc:"or so many, chosen"`
}

// AssignIpv6AddressesOutput lists what it got.
type AssignIpv6AddressesOutput struct {
	AssignedIpv6Addresses []string
	NetworkInterfaceId    string
}

// AssignIpv6Addresses gives an interface IPv6 addresses out of its subnet's
// range.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssignIpv6Addresses.html
func (s *State) AssignIpv6Addresses(c *cloud.Call, in AssignIpv6AddressesInput) (AssignIpv6AddressesOutput, error) {
	r, out := s.At(c), AssignIpv6AddressesOutput{AssignedIpv6Addresses: []string{}, NetworkInterfaceId: in.NetworkInterfaceId}
	e, err := find(&r.Interfaces, interfaceKind, in.NetworkInterfaceId)
	if err != nil {
		return out, err
	}
	want := wantedInterface{}
	list := make([]InstanceIpv6AddressIn, 0, len(in.Ipv6Addresses))
	for _, a := range in.Ipv6Addresses {
		list = append(list, InstanceIpv6AddressIn{&a})
	}
	if err := want.sixes(list, in.Ipv6AddressCount); err != nil {
		return out, err
	}
	sn := r.Subnets.Find(e.Subnet)
	want.groups = e.Groups
	if err := r.mayHave(&want, sn); err != nil {
		return out, err
	}
	if i := r.Instances.Find(e.Instance); i != nil {
		if err := typeOf(i).holds(0, len(e.IPv6)+len(want.six)+want.sixDrawn); err != nil {
			return out, err
		}
	}
	first := len(e.IPv6)
	e.IPv6 = append(e.IPv6, want.six...)
	for range want.sixDrawn {
		e.IPv6 = append(e.IPv6, r.drawSix(sn, e.ID, e.IPv6))
	}
	for _, a := range e.IPv6[first:] {
		out.AssignedIpv6Addresses = append(out.AssignedIpv6Addresses, a.String())
	}
	return out, nil
}

// UnassignIpv6AddressesInput takes IPv6 addresses away.
type UnassignIpv6AddressesInput struct {
	NetworkInterfaceId string   `required:"true" doc:"the interface"`
	Ipv6Addresses      []string `doc:"the addresses"`
}

// UnassignIpv6AddressesOutput lists what went.
type UnassignIpv6AddressesOutput struct {
	NetworkInterfaceId      string
	UnassignedIpv6Addresses []string
}

// UnassignIpv6Addresses takes IPv6 addresses off an interface.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UnassignIpv6Addresses.html
func (s *State) UnassignIpv6Addresses(c *cloud.Call, in UnassignIpv6AddressesInput) (UnassignIpv6AddressesOutput, error) {
	r, out := s.At(c), UnassignIpv6AddressesOutput{NetworkInterfaceId: in.NetworkInterfaceId, UnassignedIpv6Addresses: []string{}}
	e, err := find(&r.Interfaces, interfaceKind, in.NetworkInterfaceId)
	if err != nil {
		return out, err
	}
	gone := map[netip.Addr]bool{}
	for _, text := range in.Ipv6Addresses {
		a, err := netip.ParseAddr(text)
		if err != nil || !slices.Contains(e.IPv6, a) {
			return out, invalid("Some of the specified addresses are not assigned to interface %s", e.ID)
		}
		gone[a] = true
		out.UnassignedIpv6Addresses = append(out.UnassignedIpv6Addresses, text)
	}
	e.IPv6 = slices.DeleteFunc(e.IPv6, func(a netip.Addr) bool { return gone[a] })
	return out, nil
}
