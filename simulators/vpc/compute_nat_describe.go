package vpc

import "skylab/simulators/cloud"

// NatGatewayOut is a NAT gateway as it is printed.
type NatGatewayOut struct {
	CreateTime          cloud.Time
	DeleteTime          *cloud.Time
	FailureCode         *string
	FailureMessage      *string
	NatGatewayAddresses []NatGatewayAddressOut
	NatGatewayId        string
	State               string
	SubnetId            *string
	VpcId               string
	Tags                []TagOut
	ConnectivityType    string
	AvailabilityMode    string
	AutoScalingIps      *string
	AutoProvisionZones  *string
	RouteTableId        *string
}

// NatGatewayAddressOut is one of its addresses.
type NatGatewayAddressOut struct {
	AllocationId       *string
	NetworkInterfaceId *string
	PrivateIp          *string
	PublicIp           *string
	AssociationId      *string
	IsPrimary          bool
	FailureMessage     *string
	Status             string
	AvailabilityZone   *string
	AvailabilityZoneId *string
}

// natOut prints a NAT gateway.
func (r *Region) natOut(g *NATGateway) NatGatewayOut {
	out := NatGatewayOut{
		CreateTime: g.Created, FailureCode: filled(g.FailureCode), FailureMessage: filled(g.FailureMessage),
		NatGatewayAddresses: []NatGatewayAddressOut{}, NatGatewayId: g.ID, State: g.State, SubnetId: filled(g.Subnet), VpcId: g.VPC,
		Tags: g.Tags.out(), ConnectivityType: "private", AvailabilityMode: "zonal", RouteTableId: filled(g.RouteTable),
	}
	if g.Deleted != 0 {
		out.DeleteTime = new(g.Deleted)
	}
	if g.Public {
		out.ConnectivityType = "public"
	}
	if g.Regional {
		auto := map[bool]string{true: "enabled", false: "disabled"}[g.AutoZones]
		out.AvailabilityMode, out.AutoScalingIps, out.AutoProvisionZones = "regional", new(auto), new(auto)
	}
	for _, a := range g.Addresses {
		out.NatGatewayAddresses = append(out.NatGatewayAddresses, g.addressOut(a))
	}
	return out
}

func (g *NATGateway) addressOut(a NATAddress) NatGatewayAddressOut {
	out := NatGatewayAddressOut{
		AllocationId: filled(a.Allocation), NetworkInterfaceId: filled(a.Interface), AssociationId: filled(a.Association),
		IsPrimary: a.Primary, AvailabilityZone: filled(a.ZoneName), AvailabilityZoneId: filled(a.ZoneID), Status: "succeeded",
	}
	if a.Private.IsValid() && a.Interface != "" {
		out.PrivateIp = new(a.Private.String())
	}
	if a.Public.IsValid() {
		out.PublicIp = new(a.Public.String())
	}
	switch {
	case g.State == "failed":
		out.Status, out.FailureMessage = "failed", filled(g.FailureMessage)
	case g.State == "pending" && g.Public:
		out.Status = "associating"
	case g.State == "pending":
		out.Status = "assigning"
	}
	return out
}

// DescribeNatGatewaysInput says which gateways.
type DescribeNatGatewaysInput struct {
	DryRun        *bool    `doc:"check only"`
	Filter        []Filter `doc:"nat-gateway-id, state, subnet-id, vpc-id, tag:KEY, tag-key"`
	MaxResults    *int32   `doc:"at most so many a page, 5 to 1000"`
	NatGatewayIds []string `doc:"only these"`
	NextToken     *string  `doc:"where the page begins"`
}

// DescribeNatGatewaysOutput lists them.
type DescribeNatGatewaysOutput struct {
	NatGateways []NatGatewayOut
	NextToken   *string
}

var natFilters = filterTable[NATGateway]{
	"nat-gateway-id": func(_ *Region, g *NATGateway) []string { return one(g.ID) },
	"state":          func(_ *Region, g *NATGateway) []string { return one(g.State) },
	"subnet-id":      func(_ *Region, g *NATGateway) []string { return one(g.Subnet) },
	"vpc-id":         func(_ *Region, g *NATGateway) []string { return one(g.VPC) },
}

// DescribeNatGateways lists NAT gateways, also those that failed or were
// deleted within the hour.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeNatGateways.html
func (s *State) DescribeNatGateways(c *cloud.Call, in DescribeNatGatewaysInput) (DescribeNatGatewaysOutput, error) {
	r := s.At(c)
	list, err := choose(r, &r.NATGateways, in.NatGatewayIds, natGatewayKind.missing, natFilters, in.Filter, func(g *NATGateway) Tags { return g.Tags })
	if err != nil {
		return DescribeNatGatewaysOutput{}, err
	}
	part, next, err := page(list, in.MaxResults, in.NextToken)
	out := DescribeNatGatewaysOutput{NatGateways: []NatGatewayOut{}, NextToken: next}
	for _, g := range part {
		out.NatGateways = append(out.NatGateways, r.natOut(g))
	}
	return out, err
}
