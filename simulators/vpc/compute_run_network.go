package vpc

import (
	"skylab/simulators/cloud"
)

// network reads which interfaces an instance is to have: the list that was
// given, or one made of the members for simple cases.
func (p *plan) network(s *State, r *Region, c *cloud.Call, in RunInstancesInput) error {
	if len(in.NetworkInterfaces) == 0 {
		f, err := s.simpleFace(r, in)
		p.faces = []face{f}
		return p.checked(r, in, err)
	}
	switch {
	case in.SubnetId != nil:
		return combination("Network interfaces and an instance-level subnet ID may not be specified on the same request")
	case len(in.SecurityGroupIds)+len(in.SecurityGroups) > 0:
		return combination("Network interfaces and an instance-level security groups may not be specified on the same request")
	case in.PrivateIpAddress != nil:
		return combination("Network interfaces and an instance-level private address may not be specified on the same request")
	}
	for n, spec := range in.NetworkInterfaces {
		f, err := s.face(r, in, spec, n)
		if err != nil {
			return err
		}
		p.faces = append(p.faces, f)
	}
	return p.checked(r, in, nil)
}

// simpleFace is the one interface of a launch that names none.
func (s *State) simpleFace(r *Region, in RunInstancesInput) (face, error) {
	sn, err := s.subnetFor(r, in.SubnetId, in.Placement)
	if err != nil {
		return face{}, err
	}
	groups, err := r.groupsFor(in, sn)
	if err != nil {
		return face{}, err
	}
	f := face{want: wantedInterface{subnet: sn.ID, kind: plainInterface, groups: groups}, public: sn.PublicIPOnLaunch}
	err = f.want.addresses(in.PrivateIpAddress, nil, nil)
	if err == nil {
		err = f.want.sixes(in.Ipv6Addresses, in.Ipv6AddressCount)
	}
	f.own6(sn)
	return f, err
}

// own6 gives an interface the IPv6 address that its subnet promises.
func (f *face) own6(sn *Subnet) {
	if sn.IPv6OnCreation && len(f.want.six) == 0 && f.want.sixDrawn == 0 {
		f.want.sixDrawn = 1
	}
}

// groupsFor reads an instance's groups, given by ID or, in the default VPC, by
// name.
func (r *Region) groupsFor(in RunInstancesInput, sn *Subnet) ([]string, error) {
	if len(in.SecurityGroups) == 0 {
		return in.SecurityGroupIds, nil
	}
	if in.SubnetId != nil {
		return nil, combination("The parameter groupName cannot be used with the parameter subnet")
	}
	if len(in.SecurityGroupIds) > 0 {
		return nil, combination("The parameters groupName and groupId may not be used together")
	}
	var ids []string
	for _, name := range in.SecurityGroups {
		id := ""
		for g := range r.Groups.All {
			if g.VPC == sn.VPC && (g.Name == name || g.ID == name) {
				id = g.ID
			}
		}
		if id == "" {
			return nil, cloud.Errorf("InvalidGroup.NotFound", "The security group '%s' does not exist in VPC '%s'", name, sn.VPC)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// subnetFor finds the subnet of a launch: the one that was named, or a default
// one, in the zone that was asked for.
func (s *State) subnetFor(r *Region, id *string, at *PlacementIn) (*Subnet, error) {
	zone := ""
	if at != nil && (at.AvailabilityZone != nil || at.AvailabilityZoneId != nil) {
		word := deref(at.AvailabilityZone)
		if word == "" {
			word = *at.AvailabilityZoneId
		}
		z, ok := s.ZoneFor(r.Scope.Account, r.Scope.Region, word)
		if !ok {
			return nil, invalid("Invalid availability zone: [%s]", word)
		}
		zone = z.Name
	}
	if id != nil {
		sn, err := find(&r.Subnets, subnetKind, *id)
		if err == nil && zone != "" && zone != sn.Zone {
			err = combination("The specified availability zone '%s' does not match the availability zone '%s' of the subnet", zone, sn.Zone)
		}
		return sn, err
	}
	return r.defaultSubnet(zone)
}

// defaultSubnet is the default VPC's subnet in a zone, or in the first zone.
func (r *Region) defaultSubnet(zone string) (*Subnet, error) {
	vpc := ""
	for v := range r.VPCs.All {
		if v.Default {
			vpc = v.ID
		}
	}
	if vpc == "" {
		return nil, cloud.Errorf("VPCIdNotSpecified", "No default VPC for this user. GroupName is only supported for EC2-Classic and default VPC.")
	}
	for sn := range r.Subnets.All {
		if sn.VPC == vpc && sn.DefaultForZone && (zone == "" || sn.Zone == zone) {
			return sn, nil
		}
	}
	if zone != "" {
		return nil, cloud.Errorf("MissingInput", "No default subnet for availability zone: '%s'.", zone)
	}
	return nil, cloud.Errorf("MissingInput", "No subnets found for the default VPC '%s'. Please specify a subnet.", vpc)
}

// face reads one interface of the list.
func (s *State) face(r *Region, in RunInstancesInput, spec InstanceNetworkInterfaceSpecification, n int) (face, error) {
	f := face{device: n, keeps: spec.DeleteOnTermination != nil && !*spec.DeleteOnTermination}
	if spec.DeviceIndex != nil {
		f.device = int(*spec.DeviceIndex)
	}
	if spec.AssociatePublicIpAddress != nil && len(in.NetworkInterfaces) > 1 {
		return f, combination("The associatePublicIPAddress parameter cannot be specified when launching with multiple network interfaces.")
	}
	if spec.NetworkInterfaceId != nil {
		return r.existingFace(in, spec, f)
	}
	sn, err := s.subnetFor(r, spec.SubnetId, in.Placement)
	if err != nil {
		return f, err
	}
	f.want = wantedInterface{subnet: sn.ID, kind: plainInterface, description: deref(spec.Description), groups: spec.Groups}
	if err = f.want.addresses(spec.PrivateIpAddress, spec.PrivateIpAddresses, spec.SecondaryPrivateIpAddressCount); err != nil {
		return f, err
	}
	f.public = len(in.NetworkInterfaces) == 1 && sn.PublicIPOnLaunch
	if spec.AssociatePublicIpAddress != nil {
		f.public = *spec.AssociatePublicIpAddress
	}
	if f.want.idle, err = f.want.idle.with(spec.ConnectionTrackingSpecification); err != nil {
		return f, err
	}
	err = f.want.sixes(spec.Ipv6Addresses, spec.Ipv6AddressCount)
	f.own6(sn)
	return f, err
}

// existingFace brings an interface that exists; it stays when the instance goes.
func (r *Region) existingFace(in RunInstancesInput, spec InstanceNetworkInterfaceSpecification, f face) (face, error) {
	e, err := find(&r.Interfaces, interfaceKind, *spec.NetworkInterfaceId)
	switch {
	case err != nil:
		return f, err
	case e.Attachment != "":
		return f, cloud.Errorf("InvalidNetworkInterface.InUse", "Interface: [%s] in use.", e.ID)
	case in.MaxCount > 1:
		return f, combination("Network interfaces may not be specified when launching more than one instance")
	case spec.SubnetId != nil || len(spec.Groups) > 0 || spec.AssociatePublicIpAddress != nil || spec.PrivateIpAddress != nil:
		return f, combination("A network interface may not specify both a network interface ID and a subnet, groups or addresses")
	}
	f.id, f.want.subnet, f.want.groups = e.ID, e.Subnet, e.Groups
	f.keeps = spec.DeleteOnTermination == nil || !*spec.DeleteOnTermination
	return f, nil
}

// checked refuses what could not be made later, before anything is made.
func (p *plan) checked(r *Region, in RunInstancesInput, err error) error {
	if err != nil {
		return err
	}
	used, zone := map[int]bool{}, ""
	for n := range p.faces {
		f := &p.faces[n]
		sn := r.Subnets.Find(f.want.subnet)
		switch {
		case used[f.device]:
			return invalid("Each network interface requires a unique device index.")
		case zone != "" && zone != sn.Zone:
			return combination("You may not specify interfaces in different availability zones")
		case in.MaxCount > 1 && (f.want.primary.IsValid() || len(f.want.others) > 0):
			return combination("A private IP address can be specified only when you're launching one instance.")
		}
		used[f.device], zone = true, sn.Zone
		if f.id == "" {
			if err := p.mayMake(r, f, sn); err != nil {
				return err
			}
		}
	}
	if !used[0] {
		return invalid("At least one network interface must have the device index 0.")
	}
	if len(p.faces) > p.kind.interfaces {
		return cloud.Errorf("AttachmentLimitExceeded", "Interface count %d exceeds the limit for %s", len(p.faces), p.kind.name)
	}
	return nil
}

func (p *plan) mayMake(r *Region, f *face, sn *Subnet) error {
	if err := r.mayHave(&f.want, sn); err != nil {
		return err
	}
	if f.want.primary.IsValid() {
		if err := sn.mayTake(f.want.primary); err != nil {
			return err
		}
	}
	for _, a := range f.want.others {
		if err := sn.mayTake(a); err != nil {
			return err
		}
	}
	return p.kind.holds(1+len(f.want.others)+f.want.drawn, len(f.want.six)+f.want.sixDrawn)
}
