package vpc

import (
	"net/netip"
	"slices"

	"skylab/simulators/cloud"
)

// AttributeBooleanValue is a switch, as attributes have it.
type AttributeBooleanValue struct {
	Value *bool `doc:"on or off"`
}

// AttributeValue is a text, as attributes have it.
type AttributeValue struct {
	Value *string `doc:"the text"`
}

// ModifyNetworkInterfaceAttributeInput changes one attribute.
type ModifyNetworkInterfaceAttributeInput struct {
	ConnectionTrackingSpecification *ConnectionTrackingSpecificationRequest `doc:"how long its security groups remember an idle flow"`
	AssociatePublicIpAddress        *bool                                   `doc:"whether the primary interface has a public address, from now and after each start"`
	DryRun                          *bool                                   `doc:"check only, change nothing"`
	NetworkInterfaceId              string                                  `required:"true" doc:"the interface"`
	Description                     *AttributeValue                         `doc:"a new description"`
	SourceDestCheck                 *AttributeBooleanValue                  `doc:"whether traffic that is not for it is dropped"`
	Groups                          []string                                `doc:"its security groups from now on"`
	Attachment                      *NetworkInterfaceAttachmentChanges      `doc:"whether it goes when its instance is terminated"`
}

// NetworkInterfaceAttachmentChanges changes an attachment.
type NetworkInterfaceAttachmentChanges struct {
	AttachmentId        *string `doc:"the attachment"`
	DeleteOnTermination *bool   `doc:"it goes when the instance is terminated"`
}

// ModifyNetworkInterfaceAttributeOutput is empty.
type ModifyNetworkInterfaceAttributeOutput struct{}

// ModifyNetworkInterfaceAttribute changes one attribute of an interface.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyNetworkInterfaceAttribute.html
func (s *State) ModifyNetworkInterfaceAttribute(c *cloud.Call, in ModifyNetworkInterfaceAttributeInput) (out ModifyNetworkInterfaceAttributeOutput, err error) {
	r := s.At(c)
	e, err := find(&r.Interfaces, interfaceKind, in.NetworkInterfaceId)
	if err != nil {
		return out, err
	}
	if e.RequesterManaged {
		return out, cloud.Errorf("OperationNotPermitted", "You do not have permission to access the specified resource.")
	}
	given := 0
	for _, is := range []bool{in.ConnectionTrackingSpecification != nil, in.AssociatePublicIpAddress != nil, in.Description != nil, in.SourceDestCheck != nil, in.Groups != nil, in.Attachment != nil} {
		if is {
			given++
		}
	}
	if given != 1 {
		return out, combination("Exactly one attribute must be specified.")
	}
	return out, r.change(c.World, e, in)
}

func (r *Region) change(w *cloud.World, e *Interface, in ModifyNetworkInterfaceAttributeInput) (err error) {
	switch {
	case in.ConnectionTrackingSpecification != nil:
		e.Idle, err = e.Idle.with(in.ConnectionTrackingSpecification)
		return err
	case in.Description != nil:
		e.Description = deref(in.Description.Value)
	case in.SourceDestCheck != nil:
		e.SourceDestCheck = deref(in.SourceDestCheck.Value)
	case in.AssociatePublicIpAddress != nil:
		return r.changePublic(w, e, *in.AssociatePublicIpAddress)
	case in.Attachment != nil:
		if id := deref(in.Attachment.AttachmentId); e.Attachment != id {
			return attachmentKind.missing(id)
		}
		if in.Attachment.DeleteOnTermination != nil {
			e.DeleteOnTermination = *in.Attachment.DeleteOnTermination
		}
	default:
		if len(in.Groups) == 0 {
			return lacking("groups")
		}
		if err := r.checkGroups(in.Groups, e.VPC, e.Subnet); err != nil {
			return err
		}
		e.Groups = slices.Clone(in.Groups)
	}
	return nil
}

// changePublic switches the public address that Amazon gives on or off.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/working-with-ip-addresses.html
func (r *Region) changePublic(w *cloud.World, e *Interface, on bool) error {
	if e.Instance == "" || e.DeviceIndex != 0 {
		return combination("A public IPv4 address can be associated with the primary network interface of an instance only.")
	}
	e.WantsPublic = on
	if on {
		r.givePublic(w, e)
	} else {
		e.PublicIP = netip.Addr{}
	}
	return nil
}
