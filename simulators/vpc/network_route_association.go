package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// AssociateRouteTableInput names the table and what it is to serve: a subnet
// or an internet gateway.
type AssociateRouteTableInput struct {
	GatewayId    *string `doc:"the internet gateway whose incoming traffic the table routes"`
	DryRun       *bool   `doc:"only tell whether the call would work"`
	SubnetId     *string `doc:"the subnet that the table serves"`
	RouteTableId string  `required:"true" doc:"the table"`
}

// AssociateRouteTableOutput carries the new association.
type AssociateRouteTableOutput struct {
	AssociationId    string
	AssociationState RouteTableAssociationState
}

// AssociateRouteTable lets a table serve a subnet (or a gateway), which can
// have one at a time.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateRouteTable.html
func (s *State) AssociateRouteTable(c *cloud.Call, in AssociateRouteTableInput) (out AssociateRouteTableOutput, err error) {
	r := s.At(c)
	t, err := find(&r.RouteTables, routeTableKind, in.RouteTableId)
	if err != nil {
		return out, err
	}
	a := Association{Subnet: deref(in.SubnetId), Gateway: deref(in.GatewayId)}
	if err := r.mayServe(t, a); err != nil {
		return out, err
	}
	if has(&r.RouteTables, func(x *RouteTable) bool { return slices.ContainsFunc(x.Associations, a.sameEnd) }) {
		return out, cloud.Errorf("Resource.AlreadyAssociated", "the specified association for route table %s conflicts with an existing association", t.ID)
	}
	a.ID = c.NewID("rtbassoc")
	t.Associations = append(t.Associations, a)
	return AssociateRouteTableOutput{a.ID, RouteTableAssociationState{"associated"}}, nil
}

// sameEnd tells whether another association serves the same subnet or gateway.
func (a Association) sameEnd(b Association) bool {
	return !b.Main && a.Subnet == b.Subnet && a.Gateway == b.Gateway
}

// mayServe checks what a table is to serve.
func (r *Region) mayServe(t *RouteTable, a Association) error {
	switch {
	case a.Subnet != "" && a.Gateway != "":
		return cloud.Errorf("InvalidParameterCombination", "The parameters subnetId and gatewayId cannot be used together.")
	case a.Subnet != "":
		sn, err := find(&r.Subnets, subnetKind, a.Subnet)
		if err == nil && sn.VPC != t.VPC {
			err = invalid("route table %s and subnet %s belong to different networks", t.ID, sn.ID)
		}
		if err == nil && t.servesGateway() {
			err = invalid("The route table %s is associated with a gateway and cannot be associated with a subnet.", t.ID)
		}
		return err
	case a.Gateway != "":
		g, err := find(&r.Gateways, gatewayKind, a.Gateway)
		if err == nil && g.VPC != t.VPC {
			err = invalid("route table %s and network gateway %s belong to different networks", t.ID, g.ID)
		}
		if err == nil {
			err = r.mayServeGateway(t)
		}
		return err
	}
	return cloud.Errorf("MissingParameter", "Either subnetId or gatewayId must be specified.")
}

// servesGateway tells whether the table routes what comes in by a gateway.
func (t *RouteTable) servesGateway() bool {
	return slices.ContainsFunc(t.Associations, func(a Association) bool { return a.Gateway != "" })
}

// mayServeGateway checks the routes of a table that is to become a gateway's:
// only local ones and interfaces, only destinations inside the VPC.
// docs.aws.amazon.com/vpc/latest/userguide/gateway-route-tables.html
func (r *Region) mayServeGateway(t *RouteTable) error {
	if slices.ContainsFunc(t.Associations, func(a Association) bool { return a.Main || a.Subnet != "" }) {
		return invalid("The route table %s is associated with a subnet and cannot be associated with a gateway.", t.ID)
	}
	for _, x := range t.Routes {
		if x.PrefixList != "" || ofKind(x.Target, local, "eni") == "" || !r.inVPC(t.VPC, x.Prefix) {
			return invalid("The route table %s cannot be associated with a gateway because of its route to %s.", t.ID, x.destination())
		}
	}
	return nil
}

// DisassociateRouteTableInput names the association.
type DisassociateRouteTableInput struct {
	DryRun        *bool  `doc:"only tell whether the call would work"`
	AssociationId string `required:"true" doc:"the association to end (rtbassoc-...)"`
}

// DisassociateRouteTableOutput is empty.
type DisassociateRouteTableOutput struct{}

// DisassociateRouteTable ends an association; the subnet then uses the main
// table.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateRouteTable.html
func (s *State) DisassociateRouteTable(c *cloud.Call, in DisassociateRouteTableInput) (out DisassociateRouteTableOutput, err error) {
	t, i, err := s.At(c).association(in.AssociationId)
	if err != nil {
		return out, err
	}
	if t.Associations[i].Main {
		return out, invalid("cannot disassociate the main route table association %s", in.AssociationId)
	}
	t.Associations = slices.Delete(t.Associations, i, i+1)
	return out, nil
}

// association finds an association's table and its place there.
func (r *Region) association(id string) (*RouteTable, int, error) {
	for t := range r.RouteTables.All {
		if i := slices.IndexFunc(t.Associations, func(a Association) bool { return a.ID == id }); i >= 0 {
			return t, i, nil
		}
	}
	return nil, 0, cloud.Errorf("InvalidAssociationID.NotFound", "The association ID '%s' does not exist", id)
}

// ReplaceRouteTableAssociationInput names the association and its new table.
type ReplaceRouteTableAssociationInput struct {
	DryRun        *bool  `doc:"only tell whether the call would work"`
	AssociationId string `required:"true" doc:"the association to replace (rtbassoc-...)"`
	RouteTableId  string `required:"true" doc:"the table that takes over"`
}

// ReplaceRouteTableAssociationOutput carries the new association.
type ReplaceRouteTableAssociationOutput struct {
	NewAssociationId string
	AssociationState RouteTableAssociationState
}

// ReplaceRouteTableAssociation lets another table serve a subnet or gateway,
// or makes another table the VPC's main one.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRouteTableAssociation.html
func (s *State) ReplaceRouteTableAssociation(c *cloud.Call, in ReplaceRouteTableAssociationInput) (out ReplaceRouteTableAssociationOutput, err error) {
	r := s.At(c)
	from, i, err := r.association(in.AssociationId)
	if err != nil {
		return out, err
	}
	to, err := find(&r.RouteTables, routeTableKind, in.RouteTableId)
	if err != nil {
		return out, err
	}
	a := from.Associations[i]
	if err := r.mayTakeOver(from, to, a); err != nil {
		return out, err
	}
	a.ID = c.NewID("rtbassoc")
	from.Associations = slices.Delete(from.Associations, i, i+1)
	to.Associations = append(to.Associations, a)
	if a.Main {
		r.VPCs.Find(to.VPC).MainTable = to.ID
	}
	return ReplaceRouteTableAssociationOutput{a.ID, RouteTableAssociationState{"associated"}}, nil
}

func (r *Region) mayTakeOver(from, to *RouteTable, a Association) error {
	if from.VPC != to.VPC {
		return invalid("route table association %s and route table %s belong to different networks", a.ID, to.ID)
	}
	if a.Main {
		if to.servesGateway() {
			return invalid("The route table %s is associated with a gateway and cannot be the main route table.", to.ID)
		}
		return nil
	}
	return r.mayServe(to, a)
}
