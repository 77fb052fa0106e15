package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// CreateNetworkInterfaceInput describes the new interface.
type CreateNetworkInterfaceInput struct {
	InterfaceType                   *string                                 `doc:"interface"`
	TagSpecifications               []TagSpecification                      `doc:"tags for the interface"`
	ClientToken                     *string                                 `doc:"a word of yours that makes a repeated call harmless"`
	ConnectionTrackingSpecification *ConnectionTrackingSpecificationRequest `doc:"how long its security groups remember an idle flow"`
	SubnetId                        string                                  `required:"true" doc:"the subnet that it stands in"`
	Description                     *string                                 `doc:"a description"`
	PrivateIpAddress                *string                                 `doc:"its primary private address; otherwise one is chosen"`
	Groups                          []string                                `doc:"security group IDs; otherwise the VPC's default group"`
	PrivateIpAddresses              []PrivateIpAddressIn                    `doc:"its private addresses, one of them primary"`
	SecondaryPrivateIpAddressCount  *int32                                  `doc:"so many secondary addresses are chosen"`
	Ipv6Addresses                   []InstanceIpv6AddressIn                 `doc:"its IPv6 addresses"`
	Ipv6AddressCount                *int32                                  `doc:"so many IPv6 addresses are chosen"`
	DryRun                          *bool                                   `doc:"check only, change nothing"`
}

// PrivateIpAddressIn is a private address that is wanted.
type PrivateIpAddressIn struct {
	Primary          *bool   `doc:"it is the primary one"`
	PrivateIpAddress *string `doc:"the address"`
}

// InstanceIpv6AddressIn is an IPv6 address that is wanted.
type InstanceIpv6AddressIn struct {
	Ipv6Address *string `doc:"the address"`
}

// CreateNetworkInterfaceOutput is the new interface.
type CreateNetworkInterfaceOutput struct {
	NetworkInterface NetworkInterface
	ClientToken      *string
}

// CreateNetworkInterface makes an interface that is attached to nothing yet.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkInterface.html
func (s *State) CreateNetworkInterface(c *cloud.Call, in CreateNetworkInterfaceInput) (CreateNetworkInterfaceOutput, error) {
	r := s.At(c)
	if t := deref(in.InterfaceType); t != "" && t != plainInterface {
		return CreateNetworkInterfaceOutput{}, invalid("Invalid value '%s' for interfaceType.", t)
	}
	tags, err := tagsFor(in.TagSpecifications, "network-interface")
	if err != nil {
		return CreateNetworkInterfaceOutput{}, err
	}
	want := wantedInterface{subnet: in.SubnetId, kind: plainInterface, description: deref(in.Description), groups: in.Groups, tags: tags}
	err = want.addresses(in.PrivateIpAddress, in.PrivateIpAddresses, in.SecondaryPrivateIpAddressCount)
	if err == nil {
		err = want.sixes(in.Ipv6Addresses, in.Ipv6AddressCount)
	}
	if err == nil {
		want.idle, err = want.idle.with(in.ConnectionTrackingSpecification)
	}
	if err != nil {
		return CreateNetworkInterfaceOutput{}, err
	}
	e, err := r.addInterface(c.World, want)
	if err != nil {
		return CreateNetworkInterfaceOutput{}, err
	}
	out := CreateNetworkInterfaceOutput{NetworkInterface: r.interfaceOut(e), ClientToken: in.ClientToken}
	out.NetworkInterface.Status = "pending" // it is available by the time of the next call
	out.NetworkInterface.RequesterId = new(c.Caller.UserID)
	return out, nil
}

// addresses reads which private IPv4 addresses are wanted.
func (want *wantedInterface) addresses(primary *string, list []PrivateIpAddressIn, drawn *int32) error {
	if len(list) > 0 && (drawn != nil || primary != nil) {
		return combination("The parameter privateIpAddresses cannot be used with the parameter secondaryPrivateIpAddressCount or privateIpAddress")
	}
	if primary != nil {
		a, err := parse4(*primary)
		if err != nil {
			return err
		}
		want.primary = a
	}
	for i, x := range list {
		a, err := parse4(deref(x.PrivateIpAddress))
		if err != nil {
			return err
		}
		if first := deref(x.Primary) || i == 0 && !anyPrimary(list); !first {
			want.others = append(want.others, a)
		} else if want.primary.IsValid() {
			return combination("Only one primary private IP address can be specified.")
		} else {
			want.primary = a
		}
	}
	want.drawn = max(0, int(deref(drawn)))
	return nil
}

func anyPrimary(list []PrivateIpAddressIn) bool {
	for _, x := range list {
		if deref(x.Primary) {
			return true
		}
	}
	return false
}

// sixes reads which IPv6 addresses are wanted.
func (want *wantedInterface) sixes(list []InstanceIpv6AddressIn, drawn *int32) error {
	if len(list) > 0 && drawn != nil {
		return combination("The parameter ipv6Addresses cannot be used with the parameter ipv6AddressCount")
	}
	for _, x := range list {
		a, err := netip.ParseAddr(deref(x.Ipv6Address))
		if err != nil || !a.Is6() {
			return invalid("Invalid IPv6 address: %s", deref(x.Ipv6Address))
		}
		want.six = append(want.six, a)
	}
	want.sixDrawn = max(0, int(deref(drawn)))
	return nil
}

func parse4(text string) (netip.Addr, error) {
	a, err := netip.ParseAddr(text)
	if err != nil || !a.Is4() {
		return netip.Addr{}, invalid("invalid value for parameter address: [%s]", text)
	}
	return a, nil
}

// DeleteNetworkInterfaceInput names an interface.
type DeleteNetworkInterfaceInput struct {
	DryRun             *bool  `doc:"check only, change nothing"`
	NetworkInterfaceId string `required:"true" doc:"the interface; it must be attached to nothing"`
}

// DeleteNetworkInterfaceOutput is empty.
type DeleteNetworkInterfaceOutput struct{}

// DeleteNetworkInterface takes an interface away; its Elastic IPs become idle.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteNetworkInterface.html
func (s *State) DeleteNetworkInterface(c *cloud.Call, in DeleteNetworkInterfaceInput) (DeleteNetworkInterfaceOutput, error) {
	r := s.At(c)
	e, err := find(&r.Interfaces, interfaceKind, in.NetworkInterfaceId)
	if err != nil {
		return DeleteNetworkInterfaceOutput{}, err
	}
	if e.Attachment != "" {
		return DeleteNetworkInterfaceOutput{}, invalid("Network interface '%s' is currently in use.", e.ID)
	}
	r.removeInterface(e.ID)
	return DeleteNetworkInterfaceOutput{}, nil
}
