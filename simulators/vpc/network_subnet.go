package vpc

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// SubnetOut is a subnet as the API prints it.
type SubnetOut struct {
	AvailabilityZoneId            string
	MapCustomerOwnedIpOnLaunch    bool
	OwnerId                       string
	AssignIpv6AddressOnCreation   bool
	Ipv6CidrBlockAssociationSet   []SubnetIpv6CidrBlockAssociation
	Tags                          []TagOut
	SubnetArn                     string
	EnableDns64                   bool
	Ipv6Native                    bool
	PrivateDnsNameOptionsOnLaunch PrivateDnsNameOptionsOnLaunch
	BlockPublicAccessStates       *BlockPublicAccessStates
	SubnetId                      string
	State                         string
	VpcId                         string
	CidrBlock                     string
	AvailableIpAddressCount       int32
	AvailabilityZone              string
	DefaultForAz                  bool
	MapPublicIpOnLaunch           bool
}

// PrivateDnsNameOptionsOnLaunch is how instances of a subnet are named.
type PrivateDnsNameOptionsOnLaunch struct {
	HostnameType                    string
	EnableResourceNameDnsARecord    bool
	EnableResourceNameDnsAAAARecord bool
}

// CreateSubnetInput is what a subnet is made of.
type CreateSubnetInput struct {
	TagSpecifications  []TagSpecification `doc:"tags for the subnet (ResourceType=subnet)"`
	AvailabilityZone   *string            `doc:"the zone's name, for example us-east-1a; AWS chooses one if none is given"`
	AvailabilityZoneId *string            `doc:"the zone's ID, for example use1-az1"`
	CidrBlock          *string            `doc:"IPv4 range, /16 to /28, inside the VPC's; host bits are cleared"`
	Ipv6CidrBlock      *string            `doc:"IPv6 range, a /64 inside the VPC's"`
	VpcId              string             `required:"true" doc:"the VPC that the subnet is cut from"`
	Ipv6Native         *bool              `doc:"a subnet without IPv4; the lab does not simulate it"`
	DryRun             *bool              `doc:"only tell whether the call would work"`
}

// CreateSubnetOutput carries the new subnet.
type CreateSubnetOutput struct{ Subnet SubnetOut }

// CreateSubnet cuts a subnet out of a VPC.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html
func (s *State) CreateSubnet(c *cloud.Call, in CreateSubnetInput) (out CreateSubnetOutput, err error) {
	r := s.At(c)
	v, err := find(&r.VPCs, vpcKind, in.VpcId)
	if err != nil {
		return out, err
	}
	p, p6, err := r.checkSubnet(v, in)
	if err != nil {
		return out, err
	}
	z, err := s.zoneAsked(c.Scope, in.AvailabilityZone, in.AvailabilityZoneId)
	if err != nil {
		return out, err
	}
	tags, err := tagsFor(in.TagSpecifications, "subnet")
	if err != nil {
		return out, err
	}
	sn := r.addSubnet(c.World, v, z, p, tags)
	if p6.IsValid() {
		sn.Prefix6, sn.Prefix6Association = p6, c.NewID("subnet-cidr-assoc")
	}
	out.Subnet = r.printSubnet(sn)
	if p6.IsValid() {
		out.Subnet.Ipv6CidrBlockAssociationSet[0].Ipv6CidrBlockState.State = "associating"
	}
	return out, nil
}

func (r *Region) checkSubnet(v *VPC, in CreateSubnetInput) (p, p6 netip.Prefix, err error) {
	if deref(in.Ipv6Native) {
		return p, p6, cloud.Errorf("UnsupportedOperation", "The lab does not simulate IPv6-only subnets.")
	}
	if in.CidrBlock == nil {
		return p, p6, cloud.Errorf("MissingParameter", "Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.")
	}
	if p, err = range4(*in.CidrBlock, "cidrBlock"); err != nil {
		return p, p6, err
	}
	if p.Bits() < 16 || p.Bits() > 28 || !slices.ContainsFunc(v.Ranges, func(a Range) bool { return within(p, a.Prefix) }) {
		return p, p6, cloud.Errorf("InvalidSubnet.Range", "The CIDR '%s' is invalid.", *in.CidrBlock)
	}
	if _, taken := v.cutAt(p); taken {
		return p, p6, conflict(*in.CidrBlock)
	}
	if in.Ipv6CidrBlock != nil {
		if p6, err = r.checkSubnet6(v, *in.Ipv6CidrBlock); err != nil {
			return p, p6, err
		}
	}
	return p, p6, r.room(subnetsPerVPC, len(v.Cuts))
}

func conflict(text string) error {
	return cloud.Errorf("InvalidSubnet.Conflict", "The CIDR '%s' conflicts with another subnet", text)
}

// cutAt finds the place of a range among the VPC's subnets, and whether it
// touches one. The subnets do not overlap each other, so only the two
// neighbours can.
func (v *VPC) cutAt(p netip.Prefix) (place int, taken bool) {
	place, taken = slices.BinarySearchFunc(v.Cuts, p.Addr(), func(c Cut, a netip.Addr) int { return c.Prefix.Addr().Compare(a) })
	return place, taken || place > 0 && v.Cuts[place-1].Prefix.Overlaps(p) || place < len(v.Cuts) && v.Cuts[place].Prefix.Overlaps(p)
}

// addSubnet makes a subnet under the VPC's default network ACL.
func (r *Region) addSubnet(w *cloud.World, v *VPC, z Zone, p netip.Prefix, tags Tags) *Subnet {
	sn := Subnet{
		ID: w.ID(r.Scope, "subnet"), VPC: v.ID, Zone: z.Name, ZoneID: z.ID, Prefix: p,
		ACL: v.DefaultACL, ACLAssociation: w.ID(r.Scope, "aclassoc"), HostnameType: "ip-name", Tags: tags,
	}
	place, _ := v.cutAt(p)
	v.Cuts = slices.Insert(v.Cuts, place, Cut{p, sn.ID})
	return r.Subnets.Add(sn)
}

// zoneAsked finds the zone that a call names; without one it is the first.
func (s *State) zoneAsked(at cloud.Scope, name, id *string) (Zone, error) {
	zones := s.ZonesOf(at.Account, at.Region)
	if len(zones) == 0 {
		return Zone{}, open(at.Region)
	}
	if name == nil && id == nil {
		return zones[0], nil
	}
	var names []string
	for _, z := range zones {
		if (name == nil || *name == z.Name) && (id == nil || *id == z.ID) {
			return z, nil
		}
		names = append(names, z.Name)
	}
	if name != nil && id != nil {
		return Zone{}, cloud.Errorf("InvalidParameterCombination", "The parameters availabilityZone and availabilityZoneId name different zones.")
	}
	if id != nil {
		return Zone{}, invalid("Value (%s) for parameter availabilityZoneId is invalid.", *id)
	}
	return Zone{}, invalid("Value (%s) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: %s.", *name, strings.Join(names, ", "))
}

func (r *Region) printSubnet(sn *Subnet) SubnetOut {
	out := SubnetOut{
		AvailabilityZoneId: sn.ZoneID, OwnerId: r.Scope.Account, AssignIpv6AddressOnCreation: sn.IPv6OnCreation,
		Ipv6CidrBlockAssociationSet: []SubnetIpv6CidrBlockAssociation{}, Tags: sn.Tags.out(), SubnetArn: r.arn("subnet", sn.ID),
		EnableDns64: sn.DNS64, PrivateDnsNameOptionsOnLaunch: PrivateDnsNameOptionsOnLaunch{sn.HostnameType, sn.ResourceNameARecord, sn.ResourceNameAAAA},
		SubnetId: sn.ID, State: "available", VpcId: sn.VPC, CidrBlock: sn.Prefix.String(),
		AvailableIpAddressCount: int32(sn.FreeAddresses()), AvailabilityZone: sn.Zone,
		DefaultForAz: sn.DefaultForZone, MapPublicIpOnLaunch: sn.PublicIPOnLaunch,
	}
	if sn.Prefix6.IsValid() {
		out.Ipv6CidrBlockAssociationSet = append(out.Ipv6CidrBlockAssociationSet, sn.print6("associated"))
	}
	return out
}

// DeleteSubnetInput names the subnet.
type DeleteSubnetInput struct {
	SubnetId string `required:"true" doc:"the subnet to delete"`
	DryRun   *bool  `doc:"only tell whether the call would work"`
}

// DeleteSubnetOutput is empty.
type DeleteSubnetOutput struct{}

// DeleteSubnet takes a subnet away in which nothing has an address. Its place
// in route tables goes with it.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSubnet.html
func (s *State) DeleteSubnet(c *cloud.Call, in DeleteSubnetInput) (out DeleteSubnetOutput, err error) {
	r := s.At(c)
	sn, err := find(&r.Subnets, subnetKind, in.SubnetId)
	if err != nil {
		return out, err
	}
	if len(sn.Used) > 0 || has(&r.Interfaces, func(x *Interface) bool { return x.Subnet == sn.ID }) {
		return out, dependent("subnet", sn.ID)
	}
	for t := range r.RouteTables.All {
		t.Associations = slices.DeleteFunc(t.Associations, func(a Association) bool { return a.Subnet == sn.ID })
	}
	if v := r.VPCs.Find(sn.VPC); v != nil {
		v.Cuts = slices.DeleteFunc(v.Cuts, func(c Cut) bool { return c.Subnet == sn.ID })
	}
	r.Subnets.Remove(sn.ID)
	return out, nil
}
