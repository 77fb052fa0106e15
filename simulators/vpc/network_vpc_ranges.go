package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// AssociateVpcCidrBlockInput names the range that a VPC gets besides its own.
type AssociateVpcCidrBlockInput struct {
	CidrBlock                       *string `doc:"IPv4 range, /16 to /28; not every range goes with every VPC"`
	Ipv6CidrBlockNetworkBorderGroup *string `doc:"where the IPv6 range is announced: the Region's name"`
	VpcId                           string  `required:"true" doc:"the VPC"`
	AmazonProvidedIpv6CidrBlock     *bool   `doc:"add an IPv6 range, a /56, from Amazon's pool"`
}

// AssociateVpcCidrBlockOutput carries the new range; one of the two is left out.
type AssociateVpcCidrBlockOutput struct {
	Ipv6CidrBlockAssociation *VpcIpv6CidrBlockAssociation
	CidrBlockAssociation     *VpcCidrBlockAssociation
	VpcId                    string
}

// AssociateVpcCidrBlock gives a VPC one more range, and its route tables the
// local route to it.
// docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html#vpc-resize
func (s *State) AssociateVpcCidrBlock(c *cloud.Call, in AssociateVpcCidrBlockInput) (out AssociateVpcCidrBlockOutput, err error) {
	r := s.At(c)
	v, err := find(&r.VPCs, vpcKind, in.VpcId)
	if err != nil {
		return out, err
	}
	out.VpcId = v.ID
	if deref(in.AmazonProvidedIpv6CidrBlock) == (in.CidrBlock != nil) {
		return out, cloud.Errorf("InvalidParameterCombination", "Exactly one of cidrBlock and amazonProvidedIpv6CidrBlock must be given.")
	}
	if in.CidrBlock != nil {
		out.CidrBlockAssociation, err = s.addRange4(c, r, v, *in.CidrBlock)
		return out, err
	}
	if err := r.borderGroup(in.Ipv6CidrBlockNetworkBorderGroup, in.AmazonProvidedIpv6CidrBlock); err != nil {
		return out, err
	}
	if len(v.Ranges6) >= r.quota(ranges6PerVPC) {
		return out, cidrLimit(v, r.quota(ranges6PerVPC))
	}
	out.Ipv6CidrBlockAssociation = new(r.joining6(r.addRange6(c.World, v), nil))
	return out, nil
}

func cidrLimit(v *VPC, most int) error {
	return cloud.Errorf("CidrLimitExceeded", "This network '%s' has met its maximum number of allowed CIDRs: %d", v.ID, most)
}

func (s *State) addRange4(c *cloud.Call, r *Region, v *VPC, text string) (*VpcCidrBlockAssociation, error) {
	p, err := vpcRange(text)
	if err != nil {
		return nil, err
	}
	if err := s.mayGrow(r, v, p); err != nil {
		return nil, err
	}
	a := Range{p, c.NewID("vpc-cidr-assoc")}
	v.Ranges = append(v.Ranges, a)
	r.addLocalRoute(v.ID, p)
	s.peersSee(r.Scope, v)
	return &VpcCidrBlockAssociation{a.Association, p.String(), VpcCidrBlockState{"associating"}}, nil
}

// mayGrow tells why a VPC cannot have one more IPv4 range.
func (s *State) mayGrow(r *Region, v *VPC, p netip.Prefix) error {
	if len(v.Ranges) >= r.quota(ranges4PerVPC) {
		return cidrLimit(v, r.quota(ranges4PerVPC))
	}
	for _, h := range v.Ranges {
		if h.Prefix.Overlaps(p) {
			return cloud.Errorf("InvalidVpc.Range", "The CIDR '%s' conflicts with the CIDR '%s' of the VPC.", p, h.Prefix)
		}
	}
	if !mayJoin(v.Ranges, p) {
		return cloud.Errorf("InvalidVpc.Range", "The CIDR '%s' is restricted. Use a CIDR from the same private address range as the current VPC CIDR, or use a publicly-routable CIDR. For additional restrictions, see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html", p)
	}
	// A range may not be the same as, or larger than, a route's destination.
	for t := range r.RouteTables.All {
		for _, route := range t.Routes {
			if t.VPC == v.ID && route.Target != local && within(route.Prefix, p) {
				return cloud.Errorf("InvalidVpc.Range", "The CIDR '%s' conflicts with the route to '%s' in the route table '%s'.", p, route.Prefix, t.ID)
			}
		}
	}
	return s.peersAllow(r.Scope, v, p)
}

// peersAllow applies the rules for VPCs that are peered: no overlap with an
// active peer, and nothing new while a request of one's own is open.
func (s *State) peersAllow(at cloud.Scope, v *VPC, p netip.Prefix) error {
	for x := range s.Peerings.All {
		mine, other := &x.Requester, &x.Accepter
		if !mine.is(at, v.ID) {
			mine, other = other, mine
		}
		if !mine.is(at, v.ID) {
			continue
		}
		if x.Status == "pending-acceptance" && mine == &x.Requester {
			return cloud.Errorf("OperationNotPermitted", "You cannot add a CIDR block to the VPC '%s' while the VPC peering connection '%s' is pending acceptance.", v.ID, x.ID)
		}
		if x.Status == "active" && slices.ContainsFunc(other.Ranges, p.Overlaps) {
			return cloud.Errorf("InvalidVpc.Range", "The CIDR '%s' overlaps with a CIDR block of the peer VPC '%s'.", p, other.VPC)
		}
	}
	return nil
}

// peersSee writes a VPC's ranges into its peerings anew. A request that was
// made to this VPC fails when the new range overlaps the requester's.
func (s *State) peersSee(at cloud.Scope, v *VPC) {
	for x := range s.Peerings.All {
		if x.Status != "active" && x.Status != "pending-acceptance" {
			continue
		}
		for _, end := range []*PeerEnd{&x.Requester, &x.Accepter} {
			if end.is(at, v.ID) {
				end.Ranges = nil
				for _, have := range v.Ranges {
					end.Ranges = append(end.Ranges, have.Prefix)
				}
			}
		}
		if x.Status == "pending-acceptance" && x.Accepter.is(at, v.ID) && overlap(x.Requester.Ranges, x.Accepter.Ranges) {
			x.Status, x.Message = "failed", "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range"
		}
	}
}

func overlap(a, b []netip.Prefix) bool {
	return slices.ContainsFunc(a, func(p netip.Prefix) bool { return slices.ContainsFunc(b, p.Overlaps) })
}

// DisassociateVpcCidrBlockInput names the range by its association.
type DisassociateVpcCidrBlockInput struct {
	AssociationId string `required:"true" doc:"the association ID of the range (vpc-cidr-assoc-...)"`
}

// DisassociateVpcCidrBlockOutput carries the range that goes.
type DisassociateVpcCidrBlockOutput struct {
	Ipv6CidrBlockAssociation *VpcIpv6CidrBlockAssociation
	CidrBlockAssociation     *VpcCidrBlockAssociation
	VpcId                    string
}

// DisassociateVpcCidrBlock takes a range away from a VPC: not the primary one,
// and none that a subnet lies in.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateVpcCidrBlock.html
func (s *State) DisassociateVpcCidrBlock(c *cloud.Call, in DisassociateVpcCidrBlockInput) (out DisassociateVpcCidrBlockOutput, err error) {
	r := s.At(c)
	named := func(a Range) bool { return a.Association == in.AssociationId }
	for v := range r.VPCs.All {
		out.VpcId = v.ID
		if i := slices.IndexFunc(v.Ranges, named); i >= 0 {
			out.CidrBlockAssociation, err = s.dropRange4(r, v, i)
			return out, err
		}
		if i := slices.IndexFunc(v.Ranges6, named); i >= 0 {
			out.Ipv6CidrBlockAssociation, err = r.dropRange6(v, i)
			return out, err
		}
	}
	return out, cloud.Errorf("InvalidVpcCidrBlockAssociationID.NotFound", "The vpc CIDR block association ID '%s' does not exist", in.AssociationId)
}

func (s *State) dropRange4(r *Region, v *VPC, i int) (*VpcCidrBlockAssociation, error) {
	a := v.Ranges[i]
	if i == 0 {
		return nil, cloud.Errorf("OperationNotPermitted", "The vpc CIDR block with association ID %s may not be disassociated. It is the primary IPv4 CIDR block of the VPC", a.Association)
	}
	for _, cut := range v.Cuts {
		if within(cut.Prefix, a.Prefix) {
			return nil, rangeInUse(v, a)
		}
	}
	v.Ranges = slices.Delete(v.Ranges, i, i+1)
	r.dropLocalRoute(v.ID, a.Prefix)
	s.peersSee(r.Scope, v)
	return &VpcCidrBlockAssociation{a.Association, a.Prefix.String(), VpcCidrBlockState{"disassociating"}}, nil
}

func rangeInUse(v *VPC, a Range) error {
	return cloud.Errorf("InvalidCidrBlock.InUse", "The vpc %s currently has a subnet within CIDR block %s", v.ID, a.Prefix)
}
