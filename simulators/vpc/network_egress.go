package vpc

import "skylab/simulators/cloud"

// EgressOnlyInternetGatewayOut is an egress-only gateway as the API prints it.
type EgressOnlyInternetGatewayOut struct {
	Attachments                 []InternetGatewayAttachment
	EgressOnlyInternetGatewayId string
	Tags                        []TagOut
}

func printEgressGateway(g *EgressOnlyGateway) EgressOnlyInternetGatewayOut {
	return EgressOnlyInternetGatewayOut{[]InternetGatewayAttachment{{"attached", g.VPC}}, g.ID, g.Tags.out()}
}

// CreateEgressOnlyInternetGatewayInput names the VPC.
type CreateEgressOnlyInternetGatewayInput struct {
	DryRun            *bool              `doc:"only tell whether the call would work"`
	VpcId             string             `required:"true" doc:"the VPC whose IPv6 traffic may leave by it"`
	TagSpecifications []TagSpecification `doc:"tags for the gateway (ResourceType=egress-only-internet-gateway)"`
}

// CreateEgressOnlyInternetGatewayOutput carries the new gateway.
type CreateEgressOnlyInternetGatewayOutput struct {
	EgressOnlyInternetGateway EgressOnlyInternetGatewayOut
}

// CreateEgressOnlyInternetGateway gives a VPC a gateway that lets IPv6 out and
// no connection in. A VPC can have one.
// docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
func (s *State) CreateEgressOnlyInternetGateway(c *cloud.Call, in CreateEgressOnlyInternetGatewayInput) (out CreateEgressOnlyInternetGatewayOutput, err error) {
	r := s.At(c)
	v, err := find(&r.VPCs, vpcKind, in.VpcId)
	if err != nil {
		return out, err
	}
	tags, err := tagsFor(in.TagSpecifications, "egress-only-internet-gateway")
	if err != nil {
		return out, err
	}
	if has(&r.EgressGateways, func(x *EgressOnlyGateway) bool { return x.VPC == v.ID }) {
		return out, invalid("Network %s already has an egress only internet gateway attached", v.ID)
	}
	if err := r.room(egressPerRegion, r.EgressGateways.Len()); err != nil {
		return out, err
	}
	g := r.EgressGateways.Add(EgressOnlyGateway{ID: c.NewID("eigw"), VPC: v.ID, Tags: tags})
	return CreateEgressOnlyInternetGatewayOutput{printEgressGateway(g)}, nil
}

// DeleteEgressOnlyInternetGatewayInput names the gateway.
type DeleteEgressOnlyInternetGatewayInput struct {
	DryRun                      *bool  `doc:"only tell whether the call would work"`
	EgressOnlyInternetGatewayId string `required:"true" doc:"the gateway to delete"`
}

// DeleteEgressOnlyInternetGatewayOutput says that it is done.
type DeleteEgressOnlyInternetGatewayOutput struct{ ReturnCode bool }

// DeleteEgressOnlyInternetGateway takes the gateway away; routes to it become
// blackholes.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteEgressOnlyInternetGateway.html
func (s *State) DeleteEgressOnlyInternetGateway(c *cloud.Call, in DeleteEgressOnlyInternetGatewayInput) (out DeleteEgressOnlyInternetGatewayOutput, err error) {
	r := s.At(c)
	g, err := find(&r.EgressGateways, egressKind, in.EgressOnlyInternetGatewayId)
	if err != nil {
		return out, err
	}
	r.EgressGateways.Remove(g.ID)
	return DeleteEgressOnlyInternetGatewayOutput{true}, nil
}

// DescribeEgressOnlyInternetGatewaysInput narrows the list of gateways.
type DescribeEgressOnlyInternetGatewaysInput struct {
	DryRun                       *bool    `doc:"only tell whether the call would work"`
	EgressOnlyInternetGatewayIds []string `doc:"only these gateways"`
	MaxResults                   *int32   `doc:"the size of a page, 5 to 255"`
	NextToken                    *string  `doc:"where the last page ended"`
	Filters                      []Filter `doc:"conditions on tags, all of which have to fit"`
}

// DescribeEgressOnlyInternetGatewaysOutput lists gateways.
type DescribeEgressOnlyInternetGatewaysOutput struct {
	EgressOnlyInternetGateways []EgressOnlyInternetGatewayOut
	NextToken                  *string
}

// DescribeEgressOnlyInternetGateways lists egress-only gateways; only tags
// filter them.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeEgressOnlyInternetGateways.html
func (s *State) DescribeEgressOnlyInternetGateways(c *cloud.Call, in DescribeEgressOnlyInternetGatewaysInput) (out DescribeEgressOnlyInternetGatewaysOutput, err error) {
	r := s.At(c)
	q := asked{in.EgressOnlyInternetGatewayIds, in.Filters, in.MaxResults, in.NextToken}
	out.EgressOnlyInternetGateways, out.NextToken, err = list(r, &r.EgressGateways, egressKind, filterTable[EgressOnlyGateway]{}, q,
		func(g *EgressOnlyGateway) Tags { return g.Tags }, printEgressGateway)
	return out, err
}
