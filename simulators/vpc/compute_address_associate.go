package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// AssociateAddressInput ties an Elastic IP to an instance or an interface.
type AssociateAddressInput struct {
	AllocationId       *string `doc:"the Elastic IP's allocation ID, eipalloc-…"`
	InstanceId         *string `doc:"the instance; it must have one interface only"`
	PublicIp           *string `doc:"or the address itself (deprecated)"`
	DryRun             *bool   `doc:"check only, change nothing"`
	NetworkInterfaceId *string `doc:"the interface"`
	PrivateIpAddress   *string `doc:"which of its private addresses; otherwise the primary one"`
	AllowReassociation *bool   `doc:"no-allow… fails when the Elastic IP is tied to something"`
}

// AssociateAddressOutput is the new tie.
type AssociateAddressOutput struct{ AssociationId string }

// AssociateAddress ties an Elastic IP to a private address.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AssociateAddress.html
func (s *State) AssociateAddress(c *cloud.Call, in AssociateAddressInput) (AssociateAddressOutput, error) {
	r := s.At(c)
	a, err := r.addressFor(in.AllocationId, in.PublicIp)
	if err != nil {
		return AssociateAddressOutput{}, err
	}
	e, place, err := r.tieTarget(in)
	if err != nil {
		return AssociateAddressOutput{}, err
	}
	if err := r.mayManage(a); err != nil {
		return AssociateAddressOutput{}, err
	}
	if in.AllowReassociation != nil && !*in.AllowReassociation && a.Association != "" {
		return AssociateAddressOutput{}, cloud.Errorf("Resource.AlreadyAssociated", "resource %s is already associated with associate-id %s", a.Allocation, a.Association)
	}
	if !r.hasGateway(e.VPC) {
		return AssociateAddressOutput{}, cloud.Errorf("Gateway.NotAttached", "Network %s is not attached to any internet gateway", e.VPC)
	}
	r.tie(c.World, a, e, place)
	return AssociateAddressOutput{a.Association}, nil
}

// hasGateway tells whether an internet gateway is attached to a VPC.
func (r *Region) hasGateway(vpc string) bool {
	for g := range r.Gateways.All {
		if g.VPC == vpc {
			return true
		}
	}
	return false
}

// tieTarget finds the interface and the place of the private address that a
// call means.
func (r *Region) tieTarget(in AssociateAddressInput) (*Interface, int, error) {
	var e *Interface
	var err error
	switch {
	case in.InstanceId != nil && in.NetworkInterfaceId != nil:
		err = combination("You may specify instance or network interface, but not both")
	case in.InstanceId != nil:
		e, err = r.onlyInterface(*in.InstanceId)
	case in.NetworkInterfaceId != nil:
		e, err = find(&r.Interfaces, interfaceKind, *in.NetworkInterfaceId)
	default:
		err = cloud.Errorf("MissingParameter", "Either instance ID or network interface id must be specified")
	}
	if err != nil {
		return nil, 0, err
	}
	if e.RequesterManaged {
		return nil, 0, cloud.Errorf("OperationNotPermitted", "You are not allowed to manage '%s'.", e.ID)
	}
	if in.PrivateIpAddress == nil {
		return e, 0, nil
	}
	want, err := netip.ParseAddr(*in.PrivateIpAddress)
	place := slices.IndexFunc(e.Private, func(p PrivateAddress) bool { return p.IP == want })
	if err != nil || place < 0 {
		return nil, 0, invalid("Address %s is not associated with network interface %s", *in.PrivateIpAddress, e.ID)
	}
	return e, place, nil
}

// onlyInterface is the interface of an instance that has one, in a state in
// which an address can be tied to it.
func (r *Region) onlyInterface(id string) (*Interface, error) {
	i, err := find(&r.Instances, instanceKind, id)
	if err != nil {
		return nil, err
	}
	if i.State == Pending || i.State == ShuttingDown || i.State == Terminated {
		return nil, cloud.Errorf("InvalidInstanceID", "The %s instance '%s' is not in a valid state for this operation.", i.State, id)
	}
	if len(i.Interfaces) > 1 {
		return nil, cloud.Errorf("InvalidInstanceID", "There are multiple interfaces attached to instance '%s'. Please specify an interface ID for the operation instead.", id)
	}
	return r.Interfaces.Find(i.Interfaces[0]), nil
}

// DisassociateAddressInput names a tie.
type DisassociateAddressInput struct {
	AssociationId *string `doc:"the tie's ID, eipassoc-…"`
	PublicIp      *string `doc:"or the address itself (deprecated)"`
	DryRun        *bool   `doc:"check only, change nothing"`
}

// DisassociateAddressOutput is empty.
type DisassociateAddressOutput struct{}

// DisassociateAddress unties an Elastic IP. It stays the account's.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DisassociateAddress.html
func (s *State) DisassociateAddress(c *cloud.Call, in DisassociateAddressInput) (DisassociateAddressOutput, error) {
	r := s.At(c)
	var a *Address
	var err error
	if in.AssociationId == nil && in.PublicIp == nil {
		return DisassociateAddressOutput{}, lacking("AssociationId")
	}
	if in.AssociationId == nil {
		a, err = r.addressFor(nil, in.PublicIp)
	} else if a = r.associated(*in.AssociationId); a == nil {
		err = associationKind.absent(*in.AssociationId)
	}
	if err == nil {
		err = r.mayManage(a)
	}
	if err != nil {
		return DisassociateAddressOutput{}, err
	}
	r.release(c.World, a)
	return DisassociateAddressOutput{}, nil
}

func (r *Region) associated(id string) *Address {
	for a := range r.Addresses.All {
		if a.Association == id && id != "" {
			return a
		}
	}
	return nil
}
