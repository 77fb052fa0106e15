package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// pools6 is where Amazon's IPv6 ranges for VPCs lie in some Regions; the rest
// of the Regions share the last entry.
// docs.aws.amazon.com/vpc/latest/userguide/aws-ip-ranges.html
var pools6 = []struct{ region, pool string }{
	{"us-east-1", "2600:1f18::"}, {"us-east-2", "2600:1f16::"}, {"us-west-1", "2600:1f1c::"},
	{"us-west-2", "2600:1f14::"}, {"ca-central-1", "2600:1f11::"}, {"sa-east-1", "2600:1f1e::"},
	{"eu-west-1", "2a05:d018::"}, {"eu-central-1", "2a05:d014::"}, {"ap-northeast-1", "2406:da14::"},
	{"ap-northeast-2", "2406:da12::"}, {"ap-southeast-1", "2406:da18::"}, {"ap-southeast-2", "2406:da1c::"},
	{"ap-south-1", "2406:da1a::"}, {"", "2a05:d000::"},
}

// addRange6 gives a VPC a /56 from Amazon's pool, its route tables the local
// route, and the default lists what they get with IPv6.
func (r *Region) addRange6(w *cloud.World, v *VPC) Range {
	a := Range{r.draw6(w), w.ID(r.Scope, "vpc-cidr-assoc")}
	v.Ranges6 = append(v.Ranges6, a)
	r.addLocalRoute(v.ID, a.Prefix)
	r.openFor6(w, v)
	return a
}

// draw6 draws a /56 that no VPC of the account has in the Region. The 24 bits
// after the pool's 32 come from the seed.
func (r *Region) draw6(w *cloud.World) netip.Prefix {
	pool := pools6[len(pools6)-1].pool
	for _, p := range pools6 {
		if p.region == r.Scope.Region {
			pool = p.pool
			break
		}
	}
	label := cloud.Label("ipv6 range") ^ cloud.Label(r.Scope.Account) ^ cloud.Label(r.Scope.Region)*3
	for {
		b := netip.MustParseAddr(pool).As16()
		n := cloud.Roll(w.Seed, label, w.Next(r.Scope, "ipv6 range"))
		b[4], b[5], b[6] = byte(n>>16), byte(n>>8), byte(n)
		p := netip.PrefixFrom(netip.AddrFrom16(b), 56)
		if !has(&r.VPCs, func(v *VPC) bool { return slices.ContainsFunc(v.Ranges6, func(a Range) bool { return a.Prefix == p }) }) {
			return p
		}
	}
}

// openFor6 does what AWS does when a VPC gets its first IPv6 range: the
// default network ACL allows IPv6 in each direction whose rules nobody
// changed, and the default group lets IPv6 out if it lets all IPv4 out.
// docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
func (r *Region) openFor6(w *cloud.World, v *VPC) {
	if len(v.Ranges6) > 1 {
		return
	}
	if acl := r.ACLs.Find(v.DefaultACL); acl != nil {
		for _, egress := range []bool{true, false} {
			if slices.Equal(acl.side(egress), openSide(anywhere4, 100, egress)) {
				acl.put(openSide(anywhere6, 101, egress)[0])
			}
		}
	}
	if g := r.Groups.Find(v.DefaultGroup); g != nil && g.allows(everything(anywhere4)) && !g.allows(everything(anywhere6)) {
		rule := everything(anywhere6)
		rule.ID = w.ID(r.Scope, "sgr")
		g.Rules = append(g.Rules, rule)
	}
}

// joining6 prints a range that is just being given to a VPC: the state is
// associating, and the range itself is not told yet (empty is what create-vpc
// prints, nil what associate-vpc-cidr-block does).
func (r *Region) joining6(a Range, block *string) VpcIpv6CidrBlockAssociation {
	return VpcIpv6CidrBlockAssociation{
		AssociationId: a.Association, Ipv6CidrBlock: block, Ipv6CidrBlockState: VpcCidrBlockState{"associating"},
		NetworkBorderGroup: new(r.Scope.Region), Ipv6Pool: new("Amazon"),
	}
}

// borderGroup checks where an IPv6 range is to be announced: the lab knows no
// Local Zones, so only the Region itself.
func (r *Region) borderGroup(group *string, amazon *bool) error {
	switch {
	case group == nil:
		return nil
	case !deref(amazon):
		return cloud.Errorf("InvalidParameterCombination", "The parameter ipv6CidrBlockNetworkBorderGroup requires amazonProvidedIpv6CidrBlock.")
	case *group != r.Scope.Region:
		return invalid("Value (%s) for parameter networkBorderGroup is invalid.", *group)
	}
	return nil
}

func (r *Region) dropRange6(v *VPC, i int) (*VpcIpv6CidrBlockAssociation, error) {
	a := v.Ranges6[i]
	for _, cut := range v.Cuts {
		if sn := r.Subnets.Find(cut.Subnet); sn != nil && within(sn.Prefix6, a.Prefix) {
			return nil, rangeInUse(v, a)
		}
	}
	v.Ranges6 = slices.Delete(v.Ranges6, i, i+1)
	r.dropLocalRoute(v.ID, a.Prefix)
	return &VpcIpv6CidrBlockAssociation{
		AssociationId: a.Association, Ipv6CidrBlock: new(a.Prefix.String()), Ipv6CidrBlockState: VpcCidrBlockState{"disassociating"},
	}, nil
}
