package vpc

// regionalNAT reads a gateway for a whole VPC: it stands in no subnet, is
// always public, and has Elastic IPs by zone, from AWS or by hand.
// docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
func (s *State) regionalNAT(r *Region, g *NATGateway, in CreateNatGatewayInput) error {
	switch {
	case in.VpcId == nil:
		return lacking("VpcId")
	case in.SubnetId != nil:
		return combination("SubnetId is valid for zonal NAT gateways only.")
	case !g.Public:
		return combination("Regional NAT gateways support public connectivity only.")
	case in.AllocationId != nil || len(in.SecondaryAllocationIds) > 0:
		return combination("AllocationId is valid for zonal NAT gateways only. Use AvailabilityZoneAddresses.")
	case in.PrivateIpAddress != nil || len(in.SecondaryPrivateIpAddresses) > 0 || in.SecondaryPrivateIpAddressCount != nil:
		return combination("Private IP addresses are valid for zonal NAT gateways only.")
	}
	v, err := find(&r.VPCs, vpcKind, *in.VpcId)
	if err != nil {
		return err
	}
	g.VPC, g.Regional, g.AutoZones = v.ID, true, len(in.AvailabilityZoneAddresses) == 0
	for _, x := range in.AvailabilityZoneAddresses {
		word := deref(x.AvailabilityZone)
		if word == "" {
			word = deref(x.AvailabilityZoneId)
		}
		z, ok := s.ZoneFor(r.Scope.Account, r.Scope.Region, word)
		if !ok {
			return invalid("Invalid availability zone: [%s]", word)
		}
		if len(x.AllocationIds) == 0 {
			return lacking("AllocationIds")
		}
		for _, id := range x.AllocationIds {
			e, err := r.addressFor(&id, nil)
			if err != nil {
				return err
			}
			g.Addresses = append(g.Addresses, NATAddress{Allocation: e.Allocation, ZoneName: z.Name, ZoneID: z.ID, Primary: true})
		}
	}
	return nil
}
