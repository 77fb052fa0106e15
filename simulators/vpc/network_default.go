package vpc

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// defaultSubnetBits is the size of a default subnet, a /20.
// docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html#default-vpc-components
const defaultSubnetBits = 20

// addDefaultVPC makes a default VPC: 172.31.0.0/16 with DNS names, a default
// subnet in each zone, and an internet gateway that the main table leads to.
func (r *Region) addDefaultVPC(w *cloud.World, zones []Zone) *VPC {
	v := r.addVPC(w, defaultRange, "default", nil)
	v.Default, v.DNSHostnames = true, true
	for _, z := range zones {
		p, ok := v.nextDefault()
		if !ok {
			break
		}
		r.addDefaultSubnet(w, v, z, p)
	}
	gateway := InternetGateway{ID: w.ID(r.Scope, "igw"), VPC: v.ID}
	r.Gateways.Add(gateway)
	main := r.RouteTables.Find(v.MainTable)
	main.Routes = append(main.Routes, Route{Prefix: anywhere4, Target: gateway.ID, Origin: byCreateRoute})
	return v
}

func (r *Region) addDefaultSubnet(w *cloud.World, v *VPC, z Zone, p netip.Prefix) *Subnet {
	sn := r.addSubnet(w, v, z, p, nil)
	sn.DefaultForZone, sn.PublicIPOnLaunch = true, true
	return sn
}

// nextDefault finds the first /20 of a default VPC that no subnet touches.
func (v *VPC) nextDefault() (netip.Prefix, bool) {
	const step = 1 << (32 - defaultSubnetBits)
	first := number(defaultRange.Addr())
	for n := first; n < first+1<<16; n += step {
		p := netip.PrefixFrom(addr4(n), defaultSubnetBits)
		if _, taken := v.cutAt(p); !taken {
			return p, true
		}
	}
	return netip.Prefix{}, false
}

// defaultVPC is the Region's default VPC, or nil.
func (r *Region) defaultVPC() *VPC {
	for v := range r.VPCs.All {
		if v.Default {
			return v
		}
	}
	return nil
}

// CreateDefaultVpcInput has nothing to choose.
type CreateDefaultVpcInput struct {
	DryRun *bool `doc:"only tell whether the call would work"`
}

// CreateDefaultVpcOutput carries the new VPC.
type CreateDefaultVpcOutput struct{ Vpc VpcOut }

// CreateDefaultVpc makes a default VPC with all that belongs to it, where there
// is none.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDefaultVpc.html
func (s *State) CreateDefaultVpc(c *cloud.Call, _ CreateDefaultVpcInput) (out CreateDefaultVpcOutput, err error) {
	r := s.At(c)
	if r.defaultVPC() != nil {
		return out, cloud.Errorf("DefaultVpcAlreadyExists", "A Default VPC already exists for this account in this region.")
	}
	if err := r.room(vpcsPerRegion, r.VPCs.Len()); err != nil {
		return out, err
	}
	out.Vpc = r.printVPC(r.addDefaultVPC(c.World, s.ZonesOf(c.Scope.Account, c.Scope.Region)), c.Now)
	out.Vpc.Ipv6CidrBlockAssociationSet = []VpcIpv6CidrBlockAssociation{}
	return out, nil
}

// CreateDefaultSubnetInput names the zone.
type CreateDefaultSubnetInput struct {
	AvailabilityZone   *string `doc:"the zone's name, for example us-east-1a"`
	DryRun             *bool   `doc:"only tell whether the call would work"`
	AvailabilityZoneId *string `doc:"the zone's ID, for example use1-az1"`
}

// CreateDefaultSubnetOutput carries the new subnet.
type CreateDefaultSubnetOutput struct{ Subnet SubnetOut }

// CreateDefaultSubnet makes the default subnet of a zone that has none, in the
// next free /20 of the default VPC.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateDefaultSubnet.html
func (s *State) CreateDefaultSubnet(c *cloud.Call, in CreateDefaultSubnetInput) (out CreateDefaultSubnetOutput, err error) {
	r := s.At(c)
	if in.AvailabilityZone == nil && in.AvailabilityZoneId == nil {
		return out, lacking("availabilityZone")
	}
	z, err := s.zoneAsked(c.Scope, in.AvailabilityZone, in.AvailabilityZoneId)
	if err != nil {
		return out, err
	}
	v := r.defaultVPC()
	if v == nil {
		return out, cloud.Errorf("DefaultVpcDoesNotExist", "No default VPC exists for this account in this region.")
	}
	for sn := range r.Subnets.All {
		if sn.VPC == v.ID && sn.DefaultForZone && sn.ZoneID == z.ID {
			return out, cloud.Errorf("DefaultSubnetAlreadyExistsInAvailabilityZone", "'%s' is already the default subnet in %s.", sn.ID, z.Name)
		}
	}
	p, ok := v.nextDefault()
	if !ok {
		return out, cloud.Errorf("InsufficientFreeAddressesInVpc", "The default VPC '%s' has no room for one more default subnet.", v.ID)
	}
	if err := r.room(subnetsPerVPC, len(v.Cuts)); err != nil {
		return out, err
	}
	out.Subnet = r.printSubnet(r.addDefaultSubnet(c.World, v, z, p))
	return out, nil
}
