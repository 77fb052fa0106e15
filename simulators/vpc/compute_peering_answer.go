package vpc

import "skylab/simulators/cloud"

// AcceptVpcPeeringConnectionInput names the request.
type AcceptVpcPeeringConnectionInput struct {
	DryRun                 *bool  `doc:"check only, change nothing"`
	VpcPeeringConnectionId string `required:"true" doc:"the request"`
}

// AcceptVpcPeeringConnectionOutput is the connection.
type AcceptVpcPeeringConnectionOutput struct{ VpcPeeringConnection VpcPeeringConnection }

// AcceptVpcPeeringConnection accepts a request, in the account and Region of
// the VPC that was asked. Routes are still to be added, on both sides.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AcceptVpcPeeringConnection.html
func (s *State) AcceptVpcPeeringConnection(c *cloud.Call, in AcceptVpcPeeringConnectionInput) (AcceptVpcPeeringConnectionOutput, error) {
	r := s.At(c)
	p, err := s.asked(r, in.VpcPeeringConnectionId, "accept", "active")
	if err != nil {
		return AcceptVpcPeeringConnectionOutput{}, err
	}
	for _, e := range []PeerEnd{p.Requester, p.Accepter} {
		at := s.Regions[e.Scope]
		active := count(&s.Peerings, func(x *Peering) bool {
			return x.Status == "active" && (x.Requester.is(e.Scope, e.VPC) || x.Accepter.is(e.Scope, e.VPC))
		})
		if err := at.room(peeringsPerVPC, active); err != nil {
			return AcceptVpcPeeringConnectionOutput{}, err
		}
	}
	p.Accepter.Ranges = s.vpcAt(p.Accepter).prefixes()
	p.become(c.World, "provisioning", "Provisioning", peeringMoves)
	c.At(p.Until, peeringSettles{p.ID})
	return AcceptVpcPeeringConnectionOutput{p.out()}, nil
}

// asked finds a request that waits for an answer from here.
func (s *State) asked(r *Region, id, doing, status string) (*Peering, error) {
	p, err := s.peeringHere(r, id)
	switch {
	case err != nil:
		return nil, err
	case p.Accepter.Scope.Account != r.Scope.Account:
		return nil, cloud.Errorf("OperationNotPermitted", "User (%s) cannot %s peering %s", r.Scope.Account, doing, id)
	case p.Accepter.Scope != r.Scope && doing == "accept":
		return nil, cloud.Errorf("OperationNotPermitted", "Incorrect region (%s) specified for this request. VPC peering connection %s must be accepted in region %s", r.Scope.Region, id, p.Accepter.Scope.Region)
	case p.Accepter.Scope != r.Scope:
		return nil, cloud.Errorf("OperationNotPermitted", "Incorrect region (%s) specified for this request. VPC peering connection %s must be accepted or rejected in region %s", r.Scope.Region, id, p.Accepter.Scope.Region)
	case p.Status != "pending-acceptance":
		return nil, transition(p, status)
	}
	return p, nil
}

func transition(p *Peering, to string) error {
	return cloud.Errorf("InvalidStateTransition", "Invalid state transition for %s, attempted to transition from %s to %s", p.ID, p.Status, to)
}

// peeringHere finds a peering with an end in a Region.
func (s *State) peeringHere(r *Region, id string) (*Peering, error) {
	p, err := find(&s.Peerings, peeringKind, id)
	if err == nil && p.Requester.Scope != r.Scope && p.Accepter.Scope != r.Scope {
		err = peeringKind.missing(id)
	}
	return p, err
}

// RejectVpcPeeringConnectionInput names the request.
type RejectVpcPeeringConnectionInput struct {
	DryRun                 *bool  `doc:"check only, change nothing"`
	VpcPeeringConnectionId string `required:"true" doc:"the request"`
}

// RejectVpcPeeringConnectionOutput tells that it is done.
type RejectVpcPeeringConnectionOutput struct{ Return bool }

// RejectVpcPeeringConnection turns a request down.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RejectVpcPeeringConnection.html
func (s *State) RejectVpcPeeringConnection(c *cloud.Call, in RejectVpcPeeringConnectionInput) (RejectVpcPeeringConnectionOutput, error) {
	r := s.At(c)
	p, err := s.asked(r, in.VpcPeeringConnectionId, "reject", "rejected")
	if err != nil {
		return RejectVpcPeeringConnectionOutput{}, err
	}
	p.become(c.World, "rejected", "Rejected by "+r.Scope.Account, peeringEnded)
	c.At(p.Until, peeringSettles{p.ID})
	return RejectVpcPeeringConnectionOutput{true}, nil
}

// DeleteVpcPeeringConnectionInput names a connection.
type DeleteVpcPeeringConnectionInput struct {
	DryRun                 *bool  `doc:"check only, change nothing"`
	VpcPeeringConnectionId string `required:"true" doc:"the connection"`
}

// DeleteVpcPeeringConnectionOutput tells that it is done.
type DeleteVpcPeeringConnectionOutput struct{ Return bool }

// DeleteVpcPeeringConnection ends a connection (either side may), or takes a
// request back. Routes to it stay, and lead nowhere.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteVpcPeeringConnection.html
func (s *State) DeleteVpcPeeringConnection(c *cloud.Call, in DeleteVpcPeeringConnectionInput) (DeleteVpcPeeringConnectionOutput, error) {
	r := s.At(c)
	p, err := s.peeringHere(r, in.VpcPeeringConnectionId)
	switch {
	case err != nil:
		return DeleteVpcPeeringConnectionOutput{}, err
	case p.Status == "deleting" || p.Status == "deleted":
		return DeleteVpcPeeringConnectionOutput{true}, nil
	case !p.lives():
		return DeleteVpcPeeringConnectionOutput{}, transition(p, "deleted")
	case p.Status == "pending-acceptance" && p.Requester.Scope.Account != r.Scope.Account:
		return DeleteVpcPeeringConnectionOutput{}, cloud.Errorf("OperationNotPermitted", "User (%s) cannot delete peering %s", r.Scope.Account, p.ID)
	}
	p.become(c.World, "deleting", "Deleted by "+r.Scope.Account, peeringMoves)
	c.At(p.Until, peeringSettles{p.ID})
	return DeleteVpcPeeringConnectionOutput{true}, nil
}

// PeeringConnectionOptionsRequest are one side's options.
type PeeringConnectionOptionsRequest struct {
	AllowDnsResolutionFromRemoteVpc *bool `doc:"public DNS names of this side lead to private addresses for the other side"`
}

// ModifyVpcPeeringConnectionOptionsInput sets options.
type ModifyVpcPeeringConnectionOptionsInput struct {
	AccepterPeeringConnectionOptions  *PeeringConnectionOptionsRequest `doc:"the accepter's side"`
	DryRun                            *bool                            `doc:"check only, change nothing"`
	RequesterPeeringConnectionOptions *PeeringConnectionOptionsRequest `doc:"the requester's side"`
	VpcPeeringConnectionId            string                           `required:"true" doc:"the connection"`
}

// PeeringConnectionOptions are one side's options.
type PeeringConnectionOptions struct{ AllowDnsResolutionFromRemoteVpc bool }

// ModifyVpcPeeringConnectionOptionsOutput are the options that were set.
type ModifyVpcPeeringConnectionOptionsOutput struct {
	AccepterPeeringConnectionOptions  *PeeringConnectionOptions
	RequesterPeeringConnectionOptions *PeeringConnectionOptions
}

// ModifyVpcPeeringConnectionOptions sets the DNS option of one or both sides of
// an active connection; each side belongs to its account and Region.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcPeeringConnectionOptions.html
func (s *State) ModifyVpcPeeringConnectionOptions(c *cloud.Call, in ModifyVpcPeeringConnectionOptionsInput) (out ModifyVpcPeeringConnectionOptionsOutput, err error) {
	r := s.At(c)
	p, err := s.peeringHere(r, in.VpcPeeringConnectionId)
	if err != nil {
		return out, err
	}
	if p.Status != "active" {
		return out, cloud.Errorf("OperationNotPermitted", "Peering %s is not active. Peering options can be added only to active peerings.", p.ID)
	}
	sides := []struct {
		end *PeerEnd
		ask *PeeringConnectionOptionsRequest
		put **PeeringConnectionOptions
	}{
		{&p.Accepter, in.AccepterPeeringConnectionOptions, &out.AccepterPeeringConnectionOptions},
		{&p.Requester, in.RequesterPeeringConnectionOptions, &out.RequesterPeeringConnectionOptions},
	}
	for _, x := range sides {
		if x.ask != nil && x.end.Scope != r.Scope {
			return out, cloud.Errorf("OperationNotPermitted", "User (%s) in region %s cannot modify the options of %s", r.Scope.Account, r.Scope.Region, x.end.VPC)
		}
		if v := s.vpcAt(*x.end); x.ask != nil && deref(x.ask.AllowDnsResolutionFromRemoteVpc) && (!v.DNSSupport || !v.DNSHostnames) {
			return out, cloud.Errorf("InvalidVpcPeeringConnectionState.DnsHostnamesDisabled", "The VPC %s must have enableDnsSupport and enableDnsHostnames set to true.", v.ID)
		}
	}
	for _, x := range sides {
		if x.ask != nil {
			x.end.DNSResolves = deref(x.ask.AllowDnsResolutionFromRemoteVpc)
			*x.put = &PeeringConnectionOptions{x.end.DNSResolves}
		}
	}
	return out, nil
}
