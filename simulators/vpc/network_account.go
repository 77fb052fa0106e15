package vpc

import (
	"strconv"

	"skylab/simulators/cloud"
)

// DescribeAccountAttributesInput names attributes.
type DescribeAccountAttributesInput struct {
	DryRun         *bool    `doc:"only tell whether the call would work"`
	AttributeNames []string `doc:"supported-platforms or default-vpc; all when none is named"`
}

// DescribeAccountAttributesOutput lists attributes.
type DescribeAccountAttributesOutput struct{ AccountAttributes []AccountAttribute }

// AccountAttribute is a property of the account in the Region.
type AccountAttribute struct {
	AttributeName   string
	AttributeValues []AccountAttributeValue
}

// AccountAttributeValue is one value of an attribute.
type AccountAttributeValue struct{ AttributeValue string }

// DescribeAccountAttributes tells the account's default VPC and limits in the
// Region.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAccountAttributes.html
func (s *State) DescribeAccountAttributes(c *cloud.Call, in DescribeAccountAttributesInput) (out DescribeAccountAttributesOutput, err error) {
	r := s.At(c)
	standard := "none"
	if v := r.defaultVPC(); v != nil {
		standard = v.ID
	}
	addresses := strconv.Itoa(r.quota(addressesPerRegion))
	all := []AccountAttribute{
		{"supported-platforms", []AccountAttributeValue{{"VPC"}}},
		{"vpc-max-security-groups-per-interface", []AccountAttributeValue{{strconv.Itoa(r.quota(groupsPerInterface))}}},
		{"max-elastic-ips", []AccountAttributeValue{{addresses}}},
		{"max-instances", []AccountAttributeValue{{"20"}}}, // AWS still prints it and says that it means nothing
		{"vpc-max-elastic-ips", []AccountAttributeValue{{addresses}}},
		{"default-vpc", []AccountAttributeValue{{standard}}},
	}
	out.AccountAttributes = []AccountAttribute{}
	for _, a := range all {
		if wanted(in.AttributeNames, a.AttributeName) {
			out.AccountAttributes = append(out.AccountAttributes, a)
		}
	}
	for _, name := range in.AttributeNames {
		known := false
		for _, a := range all {
			known = known || a.AttributeName == name
		}
		if !known {
			return DescribeAccountAttributesOutput{}, invalid("Value (%s) for parameter attributeName is invalid. Unknown attribute.", name)
		}
	}
	return out, nil
}
