package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// ModifyVpcEndpointInput changes an endpoint.
type ModifyVpcEndpointInput struct {
	DryRun                 *bool    `doc:"check only, change nothing"`
	VpcEndpointId          string   `required:"true" doc:"the endpoint"`
	ResetPolicy            *bool    `doc:"gateway endpoints: back to full access"`
	PolicyDocument         *string  `doc:"another policy"`
	AddRouteTableIds       []string `doc:"gateway endpoints: tables that get its route"`
	RemoveRouteTableIds    []string `doc:"gateway endpoints: tables that lose it"`
	AddSubnetIds           []string `doc:"interface endpoints: subnets that get an interface"`
	RemoveSubnetIds        []string `doc:"interface endpoints: subnets that lose theirs"`
	AddSecurityGroupIds    []string `doc:"interface endpoints: more security groups"`
	RemoveSecurityGroupIds []string `doc:"interface endpoints: fewer"`
	PrivateDnsEnabled      *bool    `doc:"interface endpoints: whether the service's own name leads to it"`
}

// ModifyVpcEndpointOutput tells that it is done.
type ModifyVpcEndpointOutput struct{ Return bool }

// ModifyVpcEndpoint changes policy, tables, subnets, groups or names of an
// endpoint.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcEndpoint.html
func (s *State) ModifyVpcEndpoint(c *cloud.Call, in ModifyVpcEndpointInput) (ModifyVpcEndpointOutput, error) {
	r := s.At(c)
	e, err := find(&r.Endpoints, endpointKind, in.VpcEndpointId)
	if err != nil {
		return ModifyVpcEndpointOutput{}, err
	}
	if e.State == "deleting" {
		return ModifyVpcEndpointOutput{}, cloud.Errorf("IncorrectState", "The Vpc Endpoint '%s' is in state 'deleting'.", e.ID)
	}
	if in.PolicyDocument != nil {
		if err := checkPolicy(*in.PolicyDocument); err != nil {
			return ModifyVpcEndpointOutput{}, err
		}
	}
	if e.Type == "Gateway" {
		err = r.modifyGatewayEndpoint(e, in)
	} else {
		err = r.modifyInterfaceEndpoint(c.World, e, in)
	}
	if err != nil {
		return ModifyVpcEndpointOutput{}, err
	}
	switch {
	case in.PolicyDocument != nil:
		e.Policy = *in.PolicyDocument
	case deref(in.ResetPolicy) && e.Type == "Gateway":
		e.Policy = openGatewayPolicy
	case deref(in.ResetPolicy):
		e.Policy = openInterfacePolicy
	}
	return ModifyVpcEndpointOutput{true}, nil
}

func (r *Region) modifyGatewayEndpoint(e *Endpoint, in ModifyVpcEndpointInput) error {
	if len(in.AddSubnetIds)+len(in.RemoveSubnetIds)+len(in.AddSecurityGroupIds)+len(in.RemoveSecurityGroupIds) > 0 || in.PrivateDnsEnabled != nil {
		return combination("Subnets, security groups and private DNS are for interface endpoints only.")
	}
	for _, id := range in.RemoveRouteTableIds {
		if !slices.Contains(e.RouteTables, id) {
			return routeTableKind.missing(id)
		}
	}
	if err := r.mayLead(e, in.AddRouteTableIds); err != nil {
		return err
	}
	for _, id := range in.RemoveRouteTableIds {
		r.unroute(e, id)
	}
	for _, id := range in.AddRouteTableIds {
		r.routeTo(e, id)
	}
	return nil
}

func (r *Region) modifyInterfaceEndpoint(w *cloud.World, e *Endpoint, in ModifyVpcEndpointInput) error {
	if len(in.AddRouteTableIds)+len(in.RemoveRouteTableIds) > 0 {
		return combination("Route tables are for gateway endpoints only.")
	}
	was := e.Clone()
	changed := was
	changed.Groups = slices.DeleteFunc(slices.Clone(was.Groups), func(id string) bool { return slices.Contains(in.RemoveSecurityGroupIds, id) })
	for _, id := range in.AddSecurityGroupIds {
		if !slices.Contains(changed.Groups, id) {
			changed.Groups = append(changed.Groups, id)
		}
	}
	changed.Subnets = slices.DeleteFunc(slices.Clone(was.Subnets), func(id string) bool { return slices.Contains(in.RemoveSubnetIds, id) })
	if in.PrivateDnsEnabled != nil {
		changed.PrivateDNS = *in.PrivateDnsEnabled
	}
	if len(changed.Groups) == 0 {
		return cloud.Errorf("InvalidParameter", "An interface endpoint must have at least one security group.")
	}
	if err := r.mayStand(&changed, in.AddSubnetIds); err != nil {
		return err
	}
	if err := r.mayTakeName(&changed); err != nil {
		return err
	}
	e.Groups, e.PrivateDNS = changed.Groups, changed.PrivateDNS
	r.moveInterfaces(w, e, in)
	return nil
}

// moveInterfaces takes an endpoint's interfaces out of subnets, puts new ones
// into others and gives all of them the endpoint's groups.
func (r *Region) moveInterfaces(w *cloud.World, e *Endpoint, in ModifyVpcEndpointInput) {
	for _, id := range slices.Clone(e.Interfaces) {
		eni := r.Interfaces.Find(id)
		if !slices.Contains(in.RemoveSubnetIds, eni.Subnet) {
			eni.Groups = slices.Clone(e.Groups)
			continue
		}
		subnet := eni.Subnet
		e.Interfaces = slices.DeleteFunc(e.Interfaces, func(x string) bool { return x == id })
		e.Subnets = slices.DeleteFunc(e.Subnets, func(x string) bool { return x == subnet })
		r.removeInterface(id)
	}
	for _, id := range in.AddSubnetIds {
		r.serve(w, e, id)
	}
}

// DeleteVpcEndpointsInput names endpoints.
type DeleteVpcEndpointsInput struct {
	DryRun         *bool    `doc:"check only, change nothing"`
	VpcEndpointIds []string `required:"true" doc:"the endpoints"`
}

// DeleteVpcEndpointsOutput lists those that could not be deleted.
type DeleteVpcEndpointsOutput struct{ Unsuccessful []UnsuccessfulItem }

// UnsuccessfulItem is one that could not be deleted.
type UnsuccessfulItem struct {
	Error      UnsuccessfulItemError
	ResourceId string
}

// UnsuccessfulItemError is why.
type UnsuccessfulItemError struct{ Code, Message string }

// DeleteVpcEndpoints takes endpoints away: a gateway endpoint's routes and an
// interface endpoint's interfaces go with it.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpcEndpoints.html
func (s *State) DeleteVpcEndpoints(c *cloud.Call, in DeleteVpcEndpointsInput) (DeleteVpcEndpointsOutput, error) {
	r, out := s.At(c), DeleteVpcEndpointsOutput{Unsuccessful: []UnsuccessfulItem{}}
	for _, id := range in.VpcEndpointIds {
		e := r.Endpoints.Find(id)
		switch {
		case e == nil:
			why := endpointKind.missing(id).(*cloud.Error)
			out.Unsuccessful = append(out.Unsuccessful, UnsuccessfulItem{UnsuccessfulItemError{why.Code, why.Message}, id})
		case e.Type == "Gateway":
			for _, table := range slices.Clone(e.RouteTables) {
				r.unroute(e, table)
			}
			r.Endpoints.Remove(id)
		case e.State != "deleting":
			e.State, e.Until = "deleting", c.Now+endpointTime
			c.At(e.Until, endpointSettles{r.Scope, id})
		}
	}
	return out, nil
}

// endpointSettles ends a change of state of an interface endpoint.
type endpointSettles struct {
	Scope cloud.Scope
	ID    string
}

func (s *State) settleEndpoint(w *cloud.World, ev endpointSettles) {
	r := s.Regions[ev.Scope]
	e := r.Endpoints.Find(ev.ID)
	if e == nil || e.Until != w.Now {
		return
	}
	if e.State == "pending" {
		e.State, e.Until = "available", 0
		return
	}
	for _, id := range slices.Clone(e.Interfaces) {
		r.removeInterface(id)
	}
	r.Endpoints.Remove(ev.ID)
}
