package vpc

import "skylab/simulators/cloud"

// InternetGatewayOut is an internet gateway as the API prints it.
type InternetGatewayOut struct {
	Attachments       []InternetGatewayAttachment
	InternetGatewayId string
	OwnerId           string
	Tags              []TagOut
}

// InternetGatewayAttachment is the VPC that a gateway is attached to.
type InternetGatewayAttachment struct {
	State string
	VpcId string
}

func (r *Region) printGateway(g *InternetGateway) InternetGatewayOut {
	out := InternetGatewayOut{Attachments: []InternetGatewayAttachment{}, InternetGatewayId: g.ID, OwnerId: r.Scope.Account, Tags: g.Tags.outOrEmpty()}
	if g.VPC != "" {
		out.Attachments = append(out.Attachments, InternetGatewayAttachment{"available", g.VPC})
	}
	return out
}

// CreateInternetGatewayInput is what an internet gateway is made of.
type CreateInternetGatewayInput struct {
	TagSpecifications []TagSpecification `doc:"tags for the gateway (ResourceType=internet-gateway)"`
	DryRun            *bool              `doc:"only tell whether the call would work"`
}

// CreateInternetGatewayOutput carries the new gateway.
type CreateInternetGatewayOutput struct{ InternetGateway InternetGatewayOut }

// CreateInternetGateway makes an internet gateway, attached to nothing yet.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateInternetGateway.html
func (s *State) CreateInternetGateway(c *cloud.Call, in CreateInternetGatewayInput) (out CreateInternetGatewayOutput, err error) {
	r := s.At(c)
	tags, err := tagsFor(in.TagSpecifications, "internet-gateway")
	if err != nil {
		return out, err
	}
	if err := r.room(gatewaysPerRegion, r.Gateways.Len()); err != nil {
		return out, err
	}
	return CreateInternetGatewayOutput{r.printGateway(r.Gateways.Add(InternetGateway{ID: c.NewID("igw"), Tags: tags}))}, nil
}

// AttachInternetGatewayInput names the gateway and the VPC.
type AttachInternetGatewayInput struct {
	DryRun            *bool  `doc:"only tell whether the call would work"`
	InternetGatewayId string `required:"true" doc:"the gateway"`
	VpcId             string `required:"true" doc:"the VPC that it is to join to the internet"`
}

// AttachInternetGatewayOutput is empty.
type AttachInternetGatewayOutput struct{}

// AttachInternetGateway joins a gateway to a VPC: one of each.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachInternetGateway.html
func (s *State) AttachInternetGateway(c *cloud.Call, in AttachInternetGatewayInput) (out AttachInternetGatewayOutput, err error) {
	r := s.At(c)
	g, err := find(&r.Gateways, gatewayKind, in.InternetGatewayId)
	if err != nil {
		return out, err
	}
	if _, err := find(&r.VPCs, vpcKind, in.VpcId); err != nil {
		return out, err
	}
	if g.VPC != "" {
		return out, cloud.Errorf("Resource.AlreadyAssociated", "resource %s is already attached to network %s", g.ID, g.VPC)
	}
	if has(&r.Gateways, func(x *InternetGateway) bool { return x.VPC == in.VpcId }) {
		return out, invalid("Network %s already has an internet gateway attached", in.VpcId)
	}
	g.VPC = in.VpcId
	return out, nil
}

// DetachInternetGatewayInput names the gateway and the VPC.
type DetachInternetGatewayInput struct {
	DryRun            *bool  `doc:"only tell whether the call would work"`
	InternetGatewayId string `required:"true" doc:"the gateway"`
	VpcId             string `required:"true" doc:"the VPC that it is attached to"`
}

// DetachInternetGatewayOutput is empty.
type DetachInternetGatewayOutput struct{}

// DetachInternetGateway takes a gateway off a VPC in which nothing has a
// public address any more. Routes to it become blackholes.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html
func (s *State) DetachInternetGateway(c *cloud.Call, in DetachInternetGatewayInput) (out DetachInternetGatewayOutput, err error) {
	r := s.At(c)
	g, err := find(&r.Gateways, gatewayKind, in.InternetGatewayId)
	if err != nil {
		return out, err
	}
	if _, err := find(&r.VPCs, vpcKind, in.VpcId); err != nil {
		return out, err
	}
	if g.VPC != in.VpcId {
		return out, cloud.Errorf("Gateway.NotAttached", "resource %s is not attached to network %s", g.ID, in.VpcId)
	}
	if r.mapped(in.VpcId) {
		return out, cloud.Errorf("DependencyViolation", "Network %s has some mapped public address(es). Please unmap those public address(es) before detaching the gateway.", in.VpcId)
	}
	g.VPC = ""
	for t := range r.RouteTables.All {
		t.dropGateway(g.ID)
	}
	return out, nil
}

// mapped tells whether anything in a VPC has a public IPv4 address. A regional
// NAT gateway has its addresses without an interface.
func (r *Region) mapped(vpc string) bool {
	regional := func(x *NATGateway) bool {
		return x.VPC == vpc && x.Regional && x.Public && (x.State == "pending" || x.State == "available")
	}
	return has(&r.NATGateways, regional) || has(&r.Interfaces, func(x *Interface) bool {
		if x.VPC != vpc {
			return false
		}
		for _, p := range x.Private {
			if p.Allocation != "" {
				return true
			}
		}
		return x.PublicIP.IsValid()
	})
}

// DeleteInternetGatewayInput names the gateway.
type DeleteInternetGatewayInput struct {
	DryRun            *bool  `doc:"only tell whether the call would work"`
	InternetGatewayId string `required:"true" doc:"the gateway to delete"`
}

// DeleteInternetGatewayOutput is empty.
type DeleteInternetGatewayOutput struct{}

// DeleteInternetGateway takes away a gateway that is attached to nothing.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteInternetGateway.html
func (s *State) DeleteInternetGateway(c *cloud.Call, in DeleteInternetGatewayInput) (out DeleteInternetGatewayOutput, err error) {
	r := s.At(c)
	g, err := find(&r.Gateways, gatewayKind, in.InternetGatewayId)
	if err != nil {
		return out, err
	}
	if g.VPC != "" {
		return out, dependent("internetGateway", g.ID)
	}
	r.Gateways.Remove(g.ID)
	return out, nil
}

// DescribeInternetGatewaysInput narrows the list of gateways.
type DescribeInternetGatewaysInput struct {
	NextToken          *string  `doc:"where the last page ended"`
	MaxResults         *int32   `doc:"the size of a page, 5 to 1000"`
	DryRun             *bool    `doc:"only tell whether the call would work"`
	InternetGatewayIds []string `doc:"only these gateways"`
	Filters            []Filter `doc:"conditions, all of which have to fit"`
}

// DescribeInternetGatewaysOutput lists gateways.
type DescribeInternetGatewaysOutput struct {
	InternetGateways []InternetGatewayOut
	NextToken        *string
}

// DescribeInternetGateways lists internet gateways.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInternetGateways.html
func (s *State) DescribeInternetGateways(c *cloud.Call, in DescribeInternetGatewaysInput) (out DescribeInternetGatewaysOutput, err error) {
	r := s.At(c)
	q := asked{in.InternetGatewayIds, in.Filters, in.MaxResults, in.NextToken}
	out.InternetGateways, out.NextToken, err = list(r, &r.Gateways, gatewayKind, gatewayFilters, q, func(g *InternetGateway) Tags { return g.Tags }, r.printGateway)
	return out, err
}

var gatewayFilters = filterTable[InternetGateway]{
	"attachment.state": func(_ *Region, g *InternetGateway) []string {
		if g.VPC == "" {
			return nil
		}
		return one("available")
	},
	"attachment.vpc-id":   func(_ *Region, g *InternetGateway) []string { return one(g.VPC) },
	"internet-gateway-id": func(_ *Region, g *InternetGateway) []string { return one(g.ID) },
	"owner-id":            func(r *Region, _ *InternetGateway) []string { return one(r.Scope.Account) },
}
