package vpc

import (
	"encoding/base64"
	"slices"

	"skylab/simulators/cloud"
)

// BlobAttributeValue is data, as attributes have it.
type BlobAttributeValue struct {
	Value []byte `doc:"the data"`
}

// ModifyInstanceAttributeInput changes one attribute, given by its own member
// or by Attribute and Value.
type ModifyInstanceAttributeInput struct {
	SourceDestCheck                   *AttributeBooleanValue `doc:"whether traffic that is not for it is dropped"`
	DisableApiStop                    *AttributeBooleanValue `doc:"stop protection"`
	DryRun                            *bool                  `doc:"check only, change nothing"`
	InstanceId                        string                 `required:"true" doc:"the instance"`
	Attribute                         *string                `doc:"the attribute's name"`
	Value                             *string                `doc:"its new value"`
	DisableApiTermination             *AttributeBooleanValue `doc:"termination protection"`
	InstanceType                      *AttributeValue        `doc:"another type; the instance must be stopped"`
	UserData                          *BlobAttributeValue    `doc:"other user data; the instance must be stopped"`
	InstanceInitiatedShutdownBehavior *AttributeValue        `doc:"stop or terminate"`
	Groups                            []string               `doc:"its security groups from now on"`
	EbsOptimized                      *AttributeBooleanValue `doc:"a lane of its own to EBS"`
}

// ModifyInstanceAttributeOutput is empty.
type ModifyInstanceAttributeOutput struct{}

// ModifyInstanceAttribute changes one attribute of an instance.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html
func (s *State) ModifyInstanceAttribute(c *cloud.Call, in ModifyInstanceAttributeInput) (out ModifyInstanceAttributeOutput, err error) {
	r := s.At(c)
	i, err := find(&r.Instances, instanceKind, in.InstanceId)
	if err != nil {
		return out, err
	}
	if err := in.spelledOut(); err != nil {
		return out, err
	}
	given := 0
	for _, is := range []bool{in.SourceDestCheck != nil, in.DisableApiStop != nil, in.DisableApiTermination != nil, in.InstanceType != nil, in.UserData != nil, in.InstanceInitiatedShutdownBehavior != nil, in.Groups != nil, in.EbsOptimized != nil} {
		if is {
			given++
		}
	}
	switch {
	case given == 0:
		return out, combination("No attributes specified.")
	case given > 1:
		return out, combination("Fields for multiple attribute types specified")
	case i.State == ShuttingDown || i.State == Terminated:
		return out, cloud.Errorf("IncorrectInstanceState", "Instance '%s' is in '%s' state. It must be in the 'running' or 'stopped' state.", i.ID, i.State)
	}
	return out, r.modify(i, in)
}

// spelledOut moves --attribute NAME --value VALUE into the member of that name.
func (in *ModifyInstanceAttributeInput) spelledOut() error {
	if in.Attribute == nil {
		return nil
	}
	on := &AttributeBooleanValue{new(deref(in.Value) == "true")}
	switch text := (&AttributeValue{in.Value}); *in.Attribute {
	case "instanceType":
		in.InstanceType = text
	case "userData":
		raw, err := base64.StdEncoding.DecodeString(deref(in.Value))
		if err != nil {
			return invalid("Invalid BASE64 encoding of user data.")
		}
		in.UserData = &BlobAttributeValue{raw}
	case "disableApiTermination":
		in.DisableApiTermination = on
	case "disableApiStop":
		in.DisableApiStop = on
	case "sourceDestCheck":
		in.SourceDestCheck = on
	case "instanceInitiatedShutdownBehavior":
		in.InstanceInitiatedShutdownBehavior = text
	default:
		return invalid("Value (%s) for parameter attribute is invalid. Unknown attribute.", *in.Attribute)
	}
	return nil
}

func (r *Region) modify(i *Instance, in ModifyInstanceAttributeInput) error {
	switch {
	case in.SourceDestCheck != nil:
		if len(i.Interfaces) > 1 {
			return cloud.Errorf("InvalidInstanceID", "There are multiple interfaces attached to instance '%s'. Please specify an interface ID for the operation instead.", i.ID)
		}
		r.primary(i).SourceDestCheck = deref(in.SourceDestCheck.Value)
	case in.DisableApiStop != nil:
		i.StopProtected = deref(in.DisableApiStop.Value)
	case in.DisableApiTermination != nil:
		i.Protected = deref(in.DisableApiTermination.Value)
	case in.InstanceInitiatedShutdownBehavior != nil:
		b := deref(in.InstanceInitiatedShutdownBehavior.Value)
		if b != "stop" && b != "terminate" {
			return invalid("Value (%s) for parameter instanceInitiatedShutdownBehavior is invalid.", b)
		}
		i.EndsOnShutdown = b == "terminate"
	case in.Groups != nil:
		return r.regroup(i, in.Groups)
	case in.EbsOptimized != nil:
		return nil
	default:
		return r.modifyStopped(i, in)
	}
	return nil
}

func (r *Region) regroup(i *Instance, groups []string) error {
	if len(i.Interfaces) > 1 {
		return cloud.Errorf("InvalidInstanceID", "There are multiple interfaces attached to instance '%s'. Please specify an interface ID for the operation instead.", i.ID)
	}
	if len(groups) == 0 {
		return lacking("groups")
	}
	e := r.primary(i)
	if err := r.checkGroups(groups, e.VPC, e.Subnet); err != nil {
		return err
	}
	e.Groups = slices.Clone(groups)
	return nil
}

// modifyStopped changes what only a stopped instance lets be changed. User data
// runs at the first start only, so new user data starts nothing.
// docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-resize.html
func (r *Region) modifyStopped(i *Instance, in ModifyInstanceAttributeInput) error {
	if i.State != Stopped {
		return cloud.Errorf("IncorrectInstanceState", "The instance '%s' is not in the 'stopped' state.", i.ID)
	}
	if in.UserData != nil {
		i.UserData = base64.StdEncoding.EncodeToString(in.UserData.Value)
		return nil
	}
	t, err := typeFor(in.InstanceType.Value, typeOf(i).architecture)
	switch {
	case err != nil:
		return err
	case len(i.Interfaces) > t.interfaces:
		return cloud.Errorf("AttachmentLimitExceeded", "Interface count %d exceeds the limit for %s", len(i.Interfaces), t.name)
	}
	for _, id := range i.Interfaces {
		e := r.Interfaces.Find(id)
		if err := t.holds(len(e.Private), len(e.IPv6)); err != nil {
			return err
		}
	}
	i.Type = t.name
	return nil
}

// DescribeInstanceAttributeInput names one attribute of an instance.
type DescribeInstanceAttributeInput struct {
	DryRun     *bool  `doc:"check only"`
	InstanceId string `required:"true" doc:"the instance"`
	Attribute  string `required:"true" doc:"instanceType, userData, disableApiTermination, disableApiStop, sourceDestCheck, groupSet, rootDeviceName, blockDeviceMapping, instanceInitiatedShutdownBehavior, ebsOptimized"`
}

// DescribeInstanceAttributeOutput has the one attribute.
type DescribeInstanceAttributeOutput struct {
	BlockDeviceMappings               []InstanceBlockDeviceMapping
	DisableApiTermination             *AttributeBooleanValue
	EbsOptimized                      *AttributeBooleanValue
	InstanceId                        string
	InstanceInitiatedShutdownBehavior *AttributeValue
	InstanceType                      *AttributeValue
	RootDeviceName                    *AttributeValue
	SourceDestCheck                   *AttributeBooleanValue
	UserData                          *AttributeValue
	DisableApiStop                    *AttributeBooleanValue
	Groups                            []GroupIdentifier
}

// DescribeInstanceAttribute tells one attribute of an instance.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstanceAttribute.html
func (s *State) DescribeInstanceAttribute(c *cloud.Call, in DescribeInstanceAttributeInput) (DescribeInstanceAttributeOutput, error) {
	r, out := s.At(c), DescribeInstanceAttributeOutput{InstanceId: in.InstanceId}
	i, err := find(&r.Instances, instanceKind, in.InstanceId)
	if err != nil {
		return out, err
	}
	on := func(b bool) *AttributeBooleanValue { return &AttributeBooleanValue{new(b)} }
	text := func(t string) *AttributeValue { return &AttributeValue{new(t)} }
	switch in.Attribute {
	case "instanceType":
		out.InstanceType = text(i.Type)
	case "userData":
		out.UserData = &AttributeValue{filled(i.UserData)}
	case "disableApiTermination":
		out.DisableApiTermination = on(i.Protected)
	case "disableApiStop":
		out.DisableApiStop = on(i.StopProtected)
	case "sourceDestCheck":
		out.SourceDestCheck = on(r.primary(i).SourceDestCheck)
	case "groupSet":
		out.Groups = r.groupNames(r.primary(i).Groups)
	case "rootDeviceName":
		out.RootDeviceName = text(r.instanceOut(i, c.Now).RootDeviceName)
	case "blockDeviceMapping":
		out.BlockDeviceMappings = r.mappingsOut(i)
	case "instanceInitiatedShutdownBehavior":
		out.InstanceInitiatedShutdownBehavior = text(map[bool]string{true: "terminate", false: "stop"}[i.EndsOnShutdown])
	case "ebsOptimized":
		out.EbsOptimized = on(false)
	default:
		return out, invalid("Value (%s) for parameter attribute is invalid. Unknown attribute.", in.Attribute)
	}
	return out, nil
}
