package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// ModifySubnetAttributeInput sets one attribute of a subnet.
type ModifySubnetAttributeInput struct {
	AssignIpv6AddressOnCreation             *AttributeBooleanValue `doc:"new interfaces get an IPv6 address"`
	MapPublicIpOnLaunch                     *AttributeBooleanValue `doc:"new instances get a public IPv4 address"`
	SubnetId                                string                 `required:"true" doc:"the subnet"`
	EnableDns64                             *AttributeBooleanValue `doc:"the resolver makes IPv6 answers for IPv4-only names"`
	PrivateDnsHostnameTypeOnLaunch          *string                `doc:"ip-name or resource-name: what instances are named after"`
	EnableResourceNameDnsARecordOnLaunch    *AttributeBooleanValue `doc:"resource names have A records"`
	EnableResourceNameDnsAAAARecordOnLaunch *AttributeBooleanValue `doc:"resource names have AAAA records"`
}

// ModifySubnetAttributeOutput is empty.
type ModifySubnetAttributeOutput struct{}

// ModifySubnetAttribute sets one attribute of a subnet.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySubnetAttribute.html
func (s *State) ModifySubnetAttribute(c *cloud.Call, in ModifySubnetAttributeInput) (out ModifySubnetAttributeOutput, err error) {
	sn, err := find(&s.At(c).Subnets, subnetKind, in.SubnetId)
	if err != nil {
		return out, err
	}
	switches := []struct {
		given *AttributeBooleanValue
		field *bool
	}{
		{in.AssignIpv6AddressOnCreation, &sn.IPv6OnCreation}, {in.MapPublicIpOnLaunch, &sn.PublicIPOnLaunch},
		{in.EnableDns64, &sn.DNS64}, {in.EnableResourceNameDnsARecordOnLaunch, &sn.ResourceNameARecord},
		{in.EnableResourceNameDnsAAAARecordOnLaunch, &sn.ResourceNameAAAA},
	}
	given := 0
	for _, x := range switches {
		if x.given != nil {
			given++
		}
	}
	if kind := in.PrivateDnsHostnameTypeOnLaunch; kind != nil {
		if given++; *kind != "ip-name" && *kind != "resource-name" {
			return out, invalid("Value (%s) for parameter privateDnsHostnameTypeOnLaunch is invalid.", *kind)
		}
	}
	switch {
	case given != 1:
		return out, cloud.Errorf("InvalidParameterCombination", "Exactly one attribute must be specified.")
	case in.AssignIpv6AddressOnCreation != nil && deref(in.AssignIpv6AddressOnCreation.Value) && !sn.Prefix6.IsValid():
		return out, invalid("Invalid value 'true' for assignIpv6AddressOnCreation. Subnet does not have an associated IPv6 CIDR block.")
	case in.PrivateDnsHostnameTypeOnLaunch != nil:
		sn.HostnameType = *in.PrivateDnsHostnameTypeOnLaunch
	}
	for _, x := range switches {
		if x.given != nil {
			*x.field = deref(x.given.Value)
		}
	}
	return out, nil
}

// SubnetIpv6CidrBlockAssociation is an IPv6 range of a subnet as the API
// prints it.
type SubnetIpv6CidrBlockAssociation struct {
	AssociationId      string
	Ipv6CidrBlock      string
	Ipv6CidrBlockState SubnetCidrBlockState
}

// SubnetCidrBlockState is whether a range is in use yet, or still.
type SubnetCidrBlockState struct{ State string }

func (sn *Subnet) print6(state string) SubnetIpv6CidrBlockAssociation {
	return SubnetIpv6CidrBlockAssociation{sn.Prefix6Association, sn.Prefix6.String(), SubnetCidrBlockState{state}}
}

// checkSubnet6 checks an IPv6 range for a subnet: a /64 of the VPC's that no
// other subnet has.
// docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html#subnet-sizing-ipv6
func (r *Region) checkSubnet6(v *VPC, text string) (netip.Prefix, error) {
	p, err := range6(text, "ipv6CidrBlock")
	if err != nil {
		return p, err
	}
	if p.Bits() != 64 || !slices.ContainsFunc(v.Ranges6, func(a Range) bool { return within(p, a.Prefix) }) {
		return p, cloud.Errorf("InvalidSubnet.Range", "The CIDR '%s' is invalid.", text)
	}
	for _, cut := range v.Cuts {
		if sn := r.Subnets.Find(cut.Subnet); sn != nil && sn.Prefix6 == p {
			return p, conflict(text)
		}
	}
	return p, nil
}

// AssociateSubnetCidrBlockInput names the subnet and its IPv6 range.
type AssociateSubnetCidrBlockInput struct {
	SubnetId      string  `required:"true" doc:"the subnet"`
	Ipv6CidrBlock *string `doc:"IPv6 range, a /64 inside the VPC's"`
}

// AssociateSubnetCidrBlockOutput carries the new range.
type AssociateSubnetCidrBlockOutput struct {
	Ipv6CidrBlockAssociation SubnetIpv6CidrBlockAssociation
	SubnetId                 string
}

// AssociateSubnetCidrBlock gives a subnet its IPv6 range; it can have one.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateSubnetCidrBlock.html
func (s *State) AssociateSubnetCidrBlock(c *cloud.Call, in AssociateSubnetCidrBlockInput) (out AssociateSubnetCidrBlockOutput, err error) {
	r := s.At(c)
	sn, err := find(&r.Subnets, subnetKind, in.SubnetId)
	if err != nil {
		return out, err
	}
	if in.Ipv6CidrBlock == nil {
		return out, lacking("ipv6CidrBlock")
	}
	if sn.Prefix6.IsValid() {
		return out, cloud.Errorf("CidrLimitExceeded", "This subnet '%s' has met its maximum number of allowed IPv6 CIDRs: 1", sn.ID)
	}
	p, err := r.checkSubnet6(r.VPCs.Find(sn.VPC), *in.Ipv6CidrBlock)
	if err != nil {
		return out, err
	}
	sn.Prefix6, sn.Prefix6Association = p, c.NewID("subnet-cidr-assoc")
	return AssociateSubnetCidrBlockOutput{sn.print6("associating"), sn.ID}, nil
}

// DisassociateSubnetCidrBlockInput names the range by its association.
type DisassociateSubnetCidrBlockInput struct {
	AssociationId string `required:"true" doc:"the association ID of the range (subnet-cidr-assoc-...)"`
}

// DisassociateSubnetCidrBlockOutput carries the range that goes.
type DisassociateSubnetCidrBlockOutput struct {
	Ipv6CidrBlockAssociation SubnetIpv6CidrBlockAssociation
	SubnetId                 string
}

// DisassociateSubnetCidrBlock takes a subnet's IPv6 range away once no
// interface has an address of it.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateSubnetCidrBlock.html
func (s *State) DisassociateSubnetCidrBlock(c *cloud.Call, in DisassociateSubnetCidrBlockInput) (out DisassociateSubnetCidrBlockOutput, err error) {
	r := s.At(c)
	for sn := range r.Subnets.All {
		if !sn.Prefix6.IsValid() || sn.Prefix6Association != in.AssociationId {
			continue
		}
		if has(&r.Interfaces, func(x *Interface) bool { return slices.ContainsFunc(x.IPv6, sn.Prefix6.Contains) }) {
			return out, cloud.Errorf("InvalidCidrBlock.InUse", "The subnet %s currently has addresses in use within CIDR block %s", sn.ID, sn.Prefix6)
		}
		out = DisassociateSubnetCidrBlockOutput{sn.print6("disassociating"), sn.ID}
		sn.Prefix6, sn.Prefix6Association, sn.IPv6OnCreation = netip.Prefix{}, "", false
		return out, nil
	}
	return out, cloud.Errorf("InvalidSubnetCidrBlockAssociationID.NotFound", "The subnet CIDR block with association ID '%s' does not exist", in.AssociationId)
}
