package vpc

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// AttachNetworkInterfaceInput says what to attach to what.
type AttachNetworkInterfaceInput struct {
	NetworkCardIndex   *int32 `doc:"0: the types here have one card"`
	DryRun             *bool  `doc:"check only, change nothing"`
	NetworkInterfaceId string `required:"true" doc:"the interface"`
	InstanceId         string `required:"true" doc:"the instance, in the same Availability Zone"`
	DeviceIndex        int32  `required:"true" doc:"its place on the instance, from 1"`
}

// AttachNetworkInterfaceOutput is the new attachment.
type AttachNetworkInterfaceOutput struct {
	AttachmentId     string
	NetworkCardIndex int32
}

// AttachNetworkInterface gives an instance one more interface.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachNetworkInterface.html
func (s *State) AttachNetworkInterface(c *cloud.Call, in AttachNetworkInterfaceInput) (AttachNetworkInterfaceOutput, error) {
	r := s.At(c)
	e, err := find(&r.Interfaces, interfaceKind, in.NetworkInterfaceId)
	if err != nil {
		return AttachNetworkInterfaceOutput{}, err
	}
	i, err := find(&r.Instances, instanceKind, in.InstanceId)
	if err != nil {
		return AttachNetworkInterfaceOutput{}, err
	}
	if err := r.mayAttach(e, i, int(in.DeviceIndex)); err != nil {
		return AttachNetworkInterfaceOutput{}, err
	}
	r.attach(c.World, e, i, int(in.DeviceIndex), false)
	return AttachNetworkInterfaceOutput{AttachmentId: e.Attachment}, nil
}

// mayAttach checks place, zone, state and the limits of the type.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html#attach_eni
func (r *Region) mayAttach(e *Interface, i *Instance, device int) error {
	switch {
	case e.Attachment != "":
		return cloud.Errorf("InvalidNetworkInterface.InUse", "Interface: [%s] in use.", e.ID)
	case i.State != Running && i.State != Stopped:
		return cloud.Errorf("IncorrectState", "The instance '%s' is not in the 'running' or 'stopped' state.", i.ID)
	case e.ZoneName != i.ZoneName:
		return combination("You may not attach a network interface to an instance if they are not in the same availability zone")
	case device < 0:
		return invalid("Invalid value '%d' for deviceIndex.", device)
	}
	for _, id := range i.Interfaces {
		if r.Interfaces.Find(id).DeviceIndex == device {
			return invalid("Instance '%s' already has an interface attached at device index '%d'.", i.ID, device)
		}
	}
	t := typeOf(i)
	if len(i.Interfaces) >= t.interfaces {
		return cloud.Errorf("AttachmentLimitExceeded", "Interface count %d exceeds the limit for %s", len(i.Interfaces)+1, i.Type)
	}
	return t.holds(len(e.Private), len(e.IPv6))
}

// holds checks how many addresses an interface of an instance may have.
func (t *instanceType) holds(four, six int) error {
	if four > t.addresses {
		return cloud.Errorf("PrivateIpAddressLimitExceeded", "Number of private addresses will exceed limit.")
	}
	if six > t.addresses {
		return cloud.Errorf("PrivateIpAddressLimitExceeded", "Number of IPv6 addresses will exceed limit.")
	}
	return nil
}

// attach ties an interface to an instance. The list of an instance's interfaces
// is in the order of their device indexes.
func (r *Region) attach(w *cloud.World, e *Interface, i *Instance, device int, ends bool) {
	e.Instance, e.Attachment, e.Attached = i.ID, w.ID(r.Scope, "eni-attach"), w.Now
	e.DeviceIndex, e.DeleteOnTermination = device, ends
	place := 0
	for place < len(i.Interfaces) && r.Interfaces.Find(i.Interfaces[place]).DeviceIndex < device {
		place++
	}
	i.Interfaces = slices.Insert(i.Interfaces, place, e.ID)
}

// detach unties an interface from its instance.
func (r *Region) detach(e *Interface) {
	if i := r.Instances.Find(e.Instance); i != nil {
		i.Interfaces = slices.DeleteFunc(i.Interfaces, func(id string) bool { return id == e.ID })
	}
	e.Instance, e.Attachment, e.Attached, e.DeviceIndex, e.DeleteOnTermination = "", "", 0, 0, false
	e.PublicIP = netip.Addr{}
}

// DetachNetworkInterfaceInput names an attachment.
type DetachNetworkInterfaceInput struct {
	DryRun       *bool  `doc:"check only, change nothing"`
	AttachmentId string `required:"true" doc:"the attachment, eni-attach-…"`
	Force        *bool  `doc:"do not wait for the instance"`
}

// DetachNetworkInterfaceOutput is empty.
type DetachNetworkInterfaceOutput struct{}

// DetachNetworkInterface takes an interface off an instance; the primary one
// stays as long as the instance lives.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachNetworkInterface.html
func (s *State) DetachNetworkInterface(c *cloud.Call, in DetachNetworkInterfaceInput) (DetachNetworkInterfaceOutput, error) {
	r := s.At(c)
	e := r.attachedBy(in.AttachmentId)
	switch {
	case strings.HasPrefix(in.AttachmentId, "ela-attach-"):
		return DetachNetworkInterfaceOutput{}, cloud.Errorf("OperationNotPermitted", "You are not allowed to manage 'ela-attach' attachments.")
	case e == nil:
		return DetachNetworkInterfaceOutput{}, attachmentKind.missing(in.AttachmentId)
	case e.DeviceIndex == 0:
		return DetachNetworkInterfaceOutput{}, cloud.Errorf("OperationNotPermitted", "The network interface at device index 0 and networkCard index 0 cannot be detached.")
	}
	r.detach(e)
	return DetachNetworkInterfaceOutput{}, nil
}

func (r *Region) attachedBy(id string) *Interface {
	for e := range r.Interfaces.All {
		if e.Attachment == id && id != "" {
			return e
		}
	}
	return nil
}
