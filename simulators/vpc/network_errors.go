package vpc

import (
	"strings"

	"skylab/simulators/cloud"
)

// kind is how EC2 speaks of the IDs of one kind of resource: the prefix, and
// the error codes and words for an ID that cannot be one and for one that
// names nothing.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
type kind struct {
	prefix, malformed, gone string
	words                   string // with %s for the ID
}

// The kinds of IDs in network operations.
var (
	vpcKind        = kind{"vpc", "InvalidVpcID.Malformed", "InvalidVpcID.NotFound", "The vpc ID '%s' does not exist"}
	subnetKind     = kind{"subnet", "InvalidSubnetID.Malformed", "InvalidSubnetID.NotFound", "The subnet ID '%s' does not exist"}
	gatewayKind    = kind{"igw", "InvalidInternetGatewayId.Malformed", "InvalidInternetGatewayID.NotFound", "The internetGateway ID '%s' does not exist"}
	egressKind     = kind{"eigw", "InvalidEgressOnlyInternetGatewayId.Malformed", "InvalidGatewayID.NotFound", "The eigw ID '%s' does not exist"}
	routeTableKind = kind{"rtb", "InvalidRouteTableId.Malformed", "InvalidRouteTableID.NotFound", "The routeTable ID '%s' does not exist"}
	aclKind        = kind{"acl", "InvalidNetworkAclId.Malformed", "InvalidNetworkAclID.NotFound", "The networkAcl ID '%s' does not exist"}
	groupKind      = kind{"sg", "InvalidGroupId.Malformed", "InvalidGroup.NotFound", "The security group '%s' does not exist"}
	groupRuleKind  = kind{"sgr", "InvalidSecurityGroupRuleId.Malformed", "InvalidSecurityGroupRuleId.NotFound", "The security group rule ID '%s' does not exist"}
	prefixListKind = kind{"pl", "InvalidPrefixListId.Malformed", "InvalidPrefixListID.NotFound", "The prefix list ID '%s' does not exist"}
	interfaceKind  = kind{"eni", "InvalidNetworkInterfaceId.Malformed", "InvalidNetworkInterfaceID.NotFound", "The networkInterface ID '%s' does not exist"}
	instanceKind   = kind{"i", "InvalidInstanceID.Malformed", "InvalidInstanceID.NotFound", "The instance ID '%s' does not exist"}
	natKind        = kind{"nat", "NatGatewayMalformed", "InvalidNatGatewayID.NotFound", "The natGateway ID '%s' does not exist"}
	peeringKind    = kind{"pcx", "InvalidVpcPeeringConnectionId.Malformed", "InvalidVpcPeeringConnectionID.NotFound", "The vpcPeeringConnection ID '%s' does not exist"}
	endpointKind   = kind{"vpce", "InvalidVpcEndpointId.Malformed", "InvalidVpcEndpointId.NotFound", "The Vpc Endpoint Id '%s' does not exist"}
)

// missing words the error for an ID that names nothing.
func (k kind) missing(id string) error {
	switch rest, ok := strings.CutPrefix(id, k.prefix+"-"); {
	case !ok:
		return cloud.Errorf(k.malformed, `Invalid id: "%s" (expecting "%s-...")`, id, k.prefix)
	case !hexadecimal(rest):
		return cloud.Errorf(k.malformed, `Invalid id: "%s"`, id)
	}
	return cloud.Errorf(k.gone, k.words, id)
}

// hexadecimal tells whether what follows the dash of an ID can be one: 8 or 17
// digits.
func hexadecimal(s string) bool {
	return (len(s) == 8 || len(s) == 17) && strings.Trim(s, "0123456789abcdef") == ""
}

// find looks a resource up by its ID and words the error when there is none.
func find[T cloud.Resource[T]](of *cloud.Collection[T], k kind, id string) (*T, error) {
	if x := of.Find(id); x != nil {
		return x, nil
	}
	return nil, k.missing(id)
}

// invalid is the error for a member whose value cannot be used.
func invalid(format string, args ...any) error {
	return cloud.Errorf("InvalidParameterValue", format, args...)
}

// lacking is the error for a member that has to be there.
func lacking(member string) error {
	return cloud.Errorf("MissingParameter", "The request must contain the parameter %s", member)
}

// dependent is the error for something that cannot go while others need it.
func dependent(what, id string) error {
	return cloud.Errorf("DependencyViolation", "The %s '%s' has dependencies and cannot be deleted.", what, id)
}
