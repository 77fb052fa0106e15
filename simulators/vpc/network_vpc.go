package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// pendingVPC is how long a new VPC is pending; AWS gives no figure.
const pendingVPC = cloud.Second

// VpcOut is a VPC as the API prints it.
type VpcOut struct {
	OwnerId                     string
	InstanceTenancy             string
	Ipv6CidrBlockAssociationSet []VpcIpv6CidrBlockAssociation
	CidrBlockAssociationSet     []VpcCidrBlockAssociation
	IsDefault                   bool
	Tags                        []TagOut
	BlockPublicAccessStates     *BlockPublicAccessStates
	VpcId                       string
	State                       string
	CidrBlock                   string
	DhcpOptionsId               string
}

// BlockPublicAccessStates is whether VPC Block Public Access holds traffic back.
// AWS's descriptions of VPCs and subnets have it, what makes them has not; the
// lab does not simulate it, so it is off.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_BlockPublicAccessStates.html
type BlockPublicAccessStates struct{ InternetGatewayBlockMode string }

func publicAccess() *BlockPublicAccessStates { return &BlockPublicAccessStates{"off"} }

// VpcCidrBlockAssociation is an IPv4 range of a VPC as the API prints it.
type VpcCidrBlockAssociation struct {
	AssociationId  string
	CidrBlock      string
	CidrBlockState VpcCidrBlockState
}

// VpcIpv6CidrBlockAssociation is an IPv6 range of a VPC as the API prints it.
type VpcIpv6CidrBlockAssociation struct {
	AssociationId      string
	Ipv6CidrBlock      *string
	Ipv6CidrBlockState VpcCidrBlockState
	NetworkBorderGroup *string
	Ipv6Pool           *string
}

// VpcCidrBlockState is whether a range is in use yet, or still.
type VpcCidrBlockState struct{ State string }

// CreateVpcInput is what a VPC is made of.
type CreateVpcInput struct {
	CidrBlock                       *string            `doc:"IPv4 range, /16 to /28; host bits are cleared"`
	Ipv4IpamPoolId                  *string            `doc:"an IPAM pool to take the range from; the lab's account has none"`
	Ipv4NetmaskLength               *int32             `doc:"how long a prefix to take from the IPAM pool"`
	Ipv6CidrBlockNetworkBorderGroup *string            `doc:"where the IPv6 range is announced: the Region's name"`
	TagSpecifications               []TagSpecification `doc:"tags for the VPC (ResourceType=vpc)"`
	DryRun                          *bool              `doc:"only tell whether the call would work"`
	InstanceTenancy                 *string            `doc:"default or dedicated: the hardware of the instances"`
	AmazonProvidedIpv6CidrBlock     *bool              `doc:"add an IPv6 range, a /56, from Amazon's pool"`
}

// CreateVpcOutput carries the new VPC.
type CreateVpcOutput struct{ Vpc VpcOut }

// CreateVpc makes a VPC with its main route table, default network ACL and
// default security group.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html
func (s *State) CreateVpc(c *cloud.Call, in CreateVpcInput) (CreateVpcOutput, error) {
	r := s.At(c)
	prefix, tenancy, tags, err := r.checkVPC(in)
	if err != nil {
		return CreateVpcOutput{}, err
	}
	v := r.addVPC(c.World, prefix, tenancy, tags)
	out := r.printVPC(v, c.Now)
	out.Ipv6CidrBlockAssociationSet = []VpcIpv6CidrBlockAssociation{}
	if deref(in.AmazonProvidedIpv6CidrBlock) {
		a := r.addRange6(c.World, v)
		out.Ipv6CidrBlockAssociationSet = append(out.Ipv6CidrBlockAssociationSet, r.joining6(a, new("")))
	}
	return CreateVpcOutput{out}, nil
}

func (r *Region) checkVPC(in CreateVpcInput) (prefix netip.Prefix, tenancy string, tags Tags, err error) {
	switch tenancy = deref(in.InstanceTenancy); {
	case in.Ipv4IpamPoolId != nil:
		return prefix, "", nil, cloud.Errorf("InvalidIpamPoolId.NotFound", "The ipam-pool ID '%s' does not exist", *in.Ipv4IpamPoolId)
	case in.CidrBlock == nil:
		return prefix, "", nil, cloud.Errorf("MissingParameter", "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.")
	case tenancy == "":
		tenancy = "default"
	case tenancy != "default" && tenancy != "dedicated":
		return prefix, "", nil, cloud.Errorf("UnsupportedTenancy", "The tenancy value %s is not supported.", tenancy)
	}
	if prefix, err = vpcRange(*in.CidrBlock); err != nil {
		return prefix, "", nil, err
	}
	if err = r.borderGroup(in.Ipv6CidrBlockNetworkBorderGroup, in.AmazonProvidedIpv6CidrBlock); err != nil {
		return prefix, "", nil, err
	}
	if tags, err = tagsFor(in.TagSpecifications, "vpc"); err != nil {
		return prefix, "", nil, err
	}
	return prefix, tenancy, tags, r.room(vpcsPerRegion, r.VPCs.Len())
}

// addVPC makes a VPC and what is born with it.
// docs.aws.amazon.com/vpc/latest/userguide/create-vpc.html
func (r *Region) addVPC(w *cloud.World, prefix netip.Prefix, tenancy string, tags Tags) *VPC {
	v := VPC{
		ID: w.ID(r.Scope, "vpc"), Ranges: []Range{{prefix, w.ID(r.Scope, "vpc-cidr-assoc")}},
		Tenancy: tenancy, DNSSupport: true, Available: w.Now + pendingVPC, Tags: tags,
		MainTable: w.ID(r.Scope, "rtb"), DefaultACL: w.ID(r.Scope, "acl"),
	}
	r.RouteTables.Add(RouteTable{
		ID: v.MainTable, VPC: v.ID, Routes: localRoutes(&v),
		Associations: []Association{{ID: w.ID(r.Scope, "rtbassoc"), Main: true}},
	})
	r.ACLs.Add(NetworkACL{ID: v.DefaultACL, VPC: v.ID, Default: true, Entries: openEntries(anywhere4, 100)})
	v.DefaultGroup = r.addGroup(w, &v, "default", "default VPC security group", nil).ID
	return r.VPCs.Add(v)
}

func (r *Region) printVPC(v *VPC, now cloud.Time) VpcOut {
	out := VpcOut{
		OwnerId: r.Scope.Account, InstanceTenancy: v.Tenancy, IsDefault: v.Default, Tags: v.Tags.out(),
		VpcId: v.ID, State: v.state(now), CidrBlock: v.Ranges[0].Prefix.String(), DhcpOptionsId: r.DHCPOptions,
	}
	for _, a := range v.Ranges {
		out.CidrBlockAssociationSet = append(out.CidrBlockAssociationSet, VpcCidrBlockAssociation{a.Association, a.Prefix.String(), VpcCidrBlockState{"associated"}})
	}
	for _, a := range v.Ranges6 {
		out.Ipv6CidrBlockAssociationSet = append(out.Ipv6CidrBlockAssociationSet, VpcIpv6CidrBlockAssociation{
			a.Association, new(a.Prefix.String()), VpcCidrBlockState{"associated"}, new(r.Scope.Region), new("Amazon"),
		})
	}
	return out
}

func (v *VPC) state(now cloud.Time) string {
	if now < v.Available {
		return "pending"
	}
	return "available"
}

// DescribeVpcsInput narrows the list of VPCs.
type DescribeVpcsInput struct {
	Filters    []Filter `doc:"conditions, all of which have to fit"`
	VpcIds     []string `doc:"only these VPCs"`
	NextToken  *string  `doc:"where the last page ended"`
	MaxResults *int32   `doc:"the size of a page, 5 to 1000"`
	DryRun     *bool    `doc:"only tell whether the call would work"`
}

// DescribeVpcsOutput lists VPCs.
type DescribeVpcsOutput struct {
	NextToken *string
	Vpcs      []VpcOut
}

// DescribeVpcs lists VPCs.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcs.html
func (s *State) DescribeVpcs(c *cloud.Call, in DescribeVpcsInput) (out DescribeVpcsOutput, err error) {
	r := s.At(c)
	q := asked{in.VpcIds, in.Filters, in.MaxResults, in.NextToken}
	out.Vpcs, out.NextToken, err = list(r, &r.VPCs, vpcKind, vpcFilters(c.Now), q, func(v *VPC) Tags { return v.Tags },
		func(v *VPC) VpcOut {
			out := r.printVPC(v, c.Now)
			out.BlockPublicAccessStates = publicAccess()
			return out
		})
	return out, err
}

func vpcFilters(now cloud.Time) filterTable[VPC] {
	return filterTable[VPC]{
		"cidr":                                        func(_ *Region, v *VPC) []string { return one(v.Ranges[0].Prefix.String()) },
		"cidr-block-association.cidr-block":           func(_ *Region, v *VPC) []string { return prefixes(v.Ranges) },
		"cidr-block-association.association-id":       func(_ *Region, v *VPC) []string { return associations(v.Ranges) },
		"cidr-block-association.state":                func(_ *Region, v *VPC) []string { return one("associated") },
		"dhcp-options-id":                             func(r *Region, _ *VPC) []string { return one(r.DHCPOptions) },
		"ipv6-cidr-block-association.ipv6-cidr-block": func(_ *Region, v *VPC) []string { return prefixes(v.Ranges6) },
		"ipv6-cidr-block-association.association-id":  func(_ *Region, v *VPC) []string { return associations(v.Ranges6) },
		"ipv6-cidr-block-association.ipv6-pool":       func(_ *Region, v *VPC) []string { return ifAny(v.Ranges6, "Amazon") },
		"ipv6-cidr-block-association.state":           func(_ *Region, v *VPC) []string { return ifAny(v.Ranges6, "associated") },
		"is-default":                                  func(_ *Region, v *VPC) []string { return truth(v.Default) },
		"isDefault":                                   func(_ *Region, v *VPC) []string { return truth(v.Default) },
		"owner-id":                                    func(r *Region, _ *VPC) []string { return one(r.Scope.Account) },
		"state":                                       func(_ *Region, v *VPC) []string { return one(v.state(now)) },
		"vpc-id":                                      func(_ *Region, v *VPC) []string { return one(v.ID) },
	}
}

func prefixes(list []Range) (text []string) {
	for _, x := range list {
		text = append(text, x.Prefix.String())
	}
	return text
}

func associations(list []Range) (ids []string) {
	for _, x := range list {
		ids = append(ids, x.Association)
	}
	return ids
}

func ifAny[T any](list []T, value string) []string {
	if len(list) == 0 {
		return nil
	}
	return one(value)
}

// DeleteVpcInput names the VPC.
type DeleteVpcInput struct {
	VpcId  string `required:"true" doc:"the VPC to delete"`
	DryRun *bool  `doc:"only tell whether the call would work"`
}

// DeleteVpcOutput is empty.
type DeleteVpcOutput struct{}

// DeleteVpc takes a VPC away, with its main route table, default network ACL
// and default security group. Everything else has to be gone before.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpc.html
func (s *State) DeleteVpc(c *cloud.Call, in DeleteVpcInput) (out DeleteVpcOutput, err error) {
	r := s.At(c)
	v, err := find(&r.VPCs, vpcKind, in.VpcId)
	if err != nil {
		return out, err
	}
	if s.inUse(r, v) {
		return out, dependent("vpc", v.ID)
	}
	r.RouteTables.Remove(v.MainTable)
	r.ACLs.Remove(v.DefaultACL)
	r.Groups.Remove(v.DefaultGroup)
	r.VPCs.Remove(v.ID)
	return out, nil
}

// inUse tells whether a VPC holds anything that was not born with it.
func (s *State) inUse(r *Region, v *VPC) bool {
	return len(v.Cuts) > 0 ||
		has(&r.RouteTables, func(x *RouteTable) bool { return x.VPC == v.ID && x.ID != v.MainTable }) ||
		has(&r.ACLs, func(x *NetworkACL) bool { return x.VPC == v.ID && !x.Default }) ||
		has(&r.Groups, func(x *SecurityGroup) bool { return x.VPC == v.ID && x.ID != v.DefaultGroup }) ||
		has(&r.Gateways, func(x *InternetGateway) bool { return x.VPC == v.ID }) ||
		has(&r.EgressGateways, func(x *EgressOnlyGateway) bool { return x.VPC == v.ID }) ||
		has(&r.Endpoints, func(x *Endpoint) bool { return x.VPC == v.ID }) ||
		has(&r.NATGateways, func(x *NATGateway) bool { return x.VPC == v.ID && x.State != "deleted" && x.State != "failed" }) ||
		has(&s.Peerings, func(x *Peering) bool {
			return slices.Contains([]string{"active", "pending-acceptance", "provisioning"}, x.Status) && (x.Requester.is(r.Scope, v.ID) || x.Accepter.is(r.Scope, v.ID))
		})
}

func (e PeerEnd) is(at cloud.Scope, vpc string) bool { return e.Scope == at && e.VPC == vpc }

// has tells whether any resource of a collection is such.
func has[T cloud.Resource[T]](of *cloud.Collection[T], such func(*T) bool) bool {
	for x := range of.All {
		if such(x) {
			return true
		}
	}
	return false
}
