package vpc

import "skylab/simulators/cloud"

func attribute(b bool) *AttributeBooleanValue { return &AttributeBooleanValue{&b} }

// ModifyVpcAttributeInput sets one attribute of a VPC.
type ModifyVpcAttributeInput struct {
	EnableDnsHostnames *AttributeBooleanValue `doc:"instances with public addresses get public DNS names"`
	EnableDnsSupport   *AttributeBooleanValue `doc:"the VPC's resolver answers"`
	VpcId              string                 `required:"true" doc:"the VPC"`
}

// ModifyVpcAttributeOutput is empty.
type ModifyVpcAttributeOutput struct{}

// ModifyVpcAttribute sets one DNS attribute of a VPC; DNS names need DNS
// support.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpcAttribute.html
func (s *State) ModifyVpcAttribute(c *cloud.Call, in ModifyVpcAttributeInput) (out ModifyVpcAttributeOutput, err error) {
	v, err := find(&s.At(c).VPCs, vpcKind, in.VpcId)
	if err != nil {
		return out, err
	}
	names, support := in.EnableDnsHostnames, in.EnableDnsSupport
	switch {
	case names != nil && support != nil:
		return out, cloud.Errorf("InvalidParameterCombination", "Fields for multiple attribute types specified: enableDnsHostnames, enableDnsSupport")
	case names != nil && deref(names.Value) && !v.DNSSupport:
		return out, invalid("The DNS hostnames attribute requires DNS support to be enabled for the VPC '%s'.", v.ID)
	case names != nil:
		v.DNSHostnames = deref(names.Value)
	case support != nil && !deref(support.Value):
		v.DNSSupport, v.DNSHostnames = false, false
	case support != nil:
		v.DNSSupport = true
	default:
		return out, cloud.Errorf("MissingParameter", "No attribute specified.")
	}
	return out, nil
}

// DescribeVpcAttributeInput names the attribute.
type DescribeVpcAttributeInput struct {
	Attribute string `required:"true" doc:"enableDnsSupport or enableDnsHostnames"`
	VpcId     string `required:"true" doc:"the VPC"`
	DryRun    *bool  `doc:"only tell whether the call would work"`
}

// DescribeVpcAttributeOutput carries the one attribute that was asked for.
type DescribeVpcAttributeOutput struct {
	EnableDnsHostnames *AttributeBooleanValue
	EnableDnsSupport   *AttributeBooleanValue
	VpcId              string
}

// DescribeVpcAttribute tells one attribute of a VPC.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeVpcAttribute.html
func (s *State) DescribeVpcAttribute(c *cloud.Call, in DescribeVpcAttributeInput) (out DescribeVpcAttributeOutput, err error) {
	v, err := find(&s.At(c).VPCs, vpcKind, in.VpcId)
	if err != nil {
		return out, err
	}
	out.VpcId = v.ID
	switch in.Attribute {
	case "enableDnsSupport":
		out.EnableDnsSupport = attribute(v.DNSSupport)
	case "enableDnsHostnames":
		out.EnableDnsHostnames = attribute(v.DNSHostnames)
	default:
		err = invalid("Value (%s) for parameter attribute is invalid. Unknown attribute.", in.Attribute)
	}
	return out, err
}
