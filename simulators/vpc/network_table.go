package vpc

import (
	"reflect"

	"skylab/simulators/cloud"
)

// networkOperations are the operations of networks, in the order of their
// files network_….go, those of service-quotas and sts among them.
var networkOperations = []cloud.Op{
	change("CreateVpc", "make a VPC", (*State).CreateVpc),
	change("DeleteVpc", "delete an empty VPC", (*State).DeleteVpc),
	read("DescribeVpcs", "list VPCs", (*State).DescribeVpcs),
	change("AssociateVpcCidrBlock", "give a VPC one more range", (*State).AssociateVpcCidrBlock),
	change("DisassociateVpcCidrBlock", "take a range away from a VPC", (*State).DisassociateVpcCidrBlock),
	change("ModifyVpcAttribute", "set a VPC's DNS attributes", (*State).ModifyVpcAttribute),
	read("DescribeVpcAttribute", "tell a VPC's DNS attributes", (*State).DescribeVpcAttribute),
	change("CreateDefaultVpc", "make the default VPC anew", (*State).CreateDefaultVpc),
	change("CreateDefaultSubnet", "make a zone's default subnet anew", (*State).CreateDefaultSubnet),

	change("CreateSubnet", "cut a subnet out of a VPC", (*State).CreateSubnet),
	change("DeleteSubnet", "delete an empty subnet", (*State).DeleteSubnet),
	read("DescribeSubnets", "list subnets", (*State).DescribeSubnets),
	change("ModifySubnetAttribute", "set a subnet's attributes", (*State).ModifySubnetAttribute),
	change("AssociateSubnetCidrBlock", "give a subnet its IPv6 range", (*State).AssociateSubnetCidrBlock),
	change("DisassociateSubnetCidrBlock", "take a subnet's IPv6 range away", (*State).DisassociateSubnetCidrBlock),

	change("CreateInternetGateway", "make an internet gateway", (*State).CreateInternetGateway),
	change("AttachInternetGateway", "join an internet gateway to a VPC", (*State).AttachInternetGateway),
	change("DetachInternetGateway", "take an internet gateway off its VPC", (*State).DetachInternetGateway),
	change("DeleteInternetGateway", "delete a detached internet gateway", (*State).DeleteInternetGateway),
	read("DescribeInternetGateways", "list internet gateways", (*State).DescribeInternetGateways),
	change("CreateEgressOnlyInternetGateway", "make a gateway that lets only IPv6 out", (*State).CreateEgressOnlyInternetGateway),
	change("DeleteEgressOnlyInternetGateway", "delete an egress-only gateway", (*State).DeleteEgressOnlyInternetGateway),
	read("DescribeEgressOnlyInternetGateways", "list egress-only gateways", (*State).DescribeEgressOnlyInternetGateways),

	change("CreateRouteTable", "make a route table", (*State).CreateRouteTable),
	change("DeleteRouteTable", "delete an unused route table", (*State).DeleteRouteTable),
	read("DescribeRouteTables", "list route tables with their routes", (*State).DescribeRouteTables),
	change("AssociateRouteTable", "let a table serve a subnet or a gateway", (*State).AssociateRouteTable),
	change("DisassociateRouteTable", "let the main table serve a subnet again", (*State).DisassociateRouteTable),
	change("ReplaceRouteTableAssociation", "let another table serve a subnet, or be the main one", (*State).ReplaceRouteTableAssociation),
	change("CreateRoute", "add a route", (*State).CreateRoute),
	change("ReplaceRoute", "give a route another target", (*State).ReplaceRoute),
	change("DeleteRoute", "delete a route", (*State).DeleteRoute),

	change("CreateNetworkAcl", "make a network ACL", (*State).CreateNetworkAcl),
	change("DeleteNetworkAcl", "delete an unused network ACL", (*State).DeleteNetworkAcl),
	read("DescribeNetworkAcls", "list network ACLs with their rules", (*State).DescribeNetworkAcls),
	change("CreateNetworkAclEntry", "add a rule to a network ACL", (*State).CreateNetworkAclEntry),
	change("ReplaceNetworkAclEntry", "replace a rule of a network ACL", (*State).ReplaceNetworkAclEntry),
	change("DeleteNetworkAclEntry", "delete a rule of a network ACL", (*State).DeleteNetworkAclEntry),
	change("ReplaceNetworkAclAssociation", "put a subnet under another network ACL", (*State).ReplaceNetworkAclAssociation),

	change("CreateSecurityGroup", "make a security group", (*State).CreateSecurityGroup),
	change("DeleteSecurityGroup", "delete an unused security group", (*State).DeleteSecurityGroup),
	read("DescribeSecurityGroups", "list security groups with their rules", (*State).DescribeSecurityGroups),
	change("AuthorizeSecurityGroupIngress", "let something in", (*State).AuthorizeSecurityGroupIngress),
	change("AuthorizeSecurityGroupEgress", "let something out", (*State).AuthorizeSecurityGroupEgress),
	change("RevokeSecurityGroupIngress", "take an inbound rule away", (*State).RevokeSecurityGroupIngress),
	change("RevokeSecurityGroupEgress", "take an outbound rule away", (*State).RevokeSecurityGroupEgress),
	read("DescribeSecurityGroupRules", "list rules of security groups one by one", (*State).DescribeSecurityGroupRules),
	read("DescribeSecurityGroupReferences", "list the peers whose rules refer to a security group", (*State).DescribeSecurityGroupReferences),
	change("ModifySecurityGroupRules", "change rules of a security group in place", (*State).ModifySecurityGroupRules),
	change("UpdateSecurityGroupRuleDescriptionsIngress", "describe inbound rules", (*State).UpdateSecurityGroupRuleDescriptionsIngress),
	change("UpdateSecurityGroupRuleDescriptionsEgress", "describe outbound rules", (*State).UpdateSecurityGroupRuleDescriptionsEgress),

	change("CreateManagedPrefixList", "make a named set of ranges", (*State).CreateManagedPrefixList),
	change("ModifyManagedPrefixList", "change a prefix list", (*State).ModifyManagedPrefixList),
	change("DeleteManagedPrefixList", "delete an unused prefix list", (*State).DeleteManagedPrefixList),
	read("DescribeManagedPrefixLists", "list prefix lists, AWS's own among them", (*State).DescribeManagedPrefixLists),
	read("GetManagedPrefixListEntries", "list a prefix list's ranges", (*State).GetManagedPrefixListEntries),
	read("GetManagedPrefixListAssociations", "list what refers to a prefix list", (*State).GetManagedPrefixListAssociations),
	read("DescribePrefixLists", "list the services of gateway endpoints, with their ranges", (*State).DescribePrefixLists),

	read("DescribeAvailabilityZones", "list the Region's Availability Zones", (*State).DescribeAvailabilityZones),
	read("DescribeRegions", "list Regions", (*State).DescribeRegions),
	read("DescribeAccountAttributes", "tell the account's default VPC and limits", (*State).DescribeAccountAttributes),
	change("CreateTags", "tag resources", (*State).CreateTags),
	change("DeleteTags", "take tags off resources", (*State).DeleteTags),
	read("DescribeTags", "list tags", (*State).DescribeTags),

	guarded(cloud.Reader("service-quotas", "ListServiceQuotas", "list the quotas of vpc or ec2", (*State).ListServiceQuotas)),
	guarded(cloud.Reader("service-quotas", "GetServiceQuota", "tell what a quota stands at", (*State).GetServiceQuota)),
	guarded(cloud.Reader("service-quotas", "GetAWSDefaultServiceQuota", "tell a quota's default", (*State).GetAWSDefaultServiceQuota)),
	guarded(cloud.Reader("service-quotas", "ListAWSDefaultServiceQuotas", "list the defaults of the quotas of vpc or ec2", (*State).ListAWSDefaultServiceQuotas)),
	guarded(cloud.Operation("service-quotas", "RequestServiceQuotaIncrease", "raise a quota; the lab grants it at once", (*State).RequestServiceQuotaIncrease)),
}

// networkEvents are what can fall due among them: nothing, for networks change
// at once.
var networkEvents []cloud.On

// errDryRun is how EC2 tells that a call marked as a dry run would have worked.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
var errDryRun = cloud.Errorf("DryRunOperation", "Request would have succeeded, but DryRun flag is set.")

// change makes the row of an ec2 operation that changes the network. A member
// DryRun is honoured here for all: the call runs on a copy of everything, so
// whatever would have been refused is refused.
func change[I, O any](name, doc string, f func(*State, *cloud.Call, I) (O, error)) cloud.Op {
	return guarded(cloud.Operation("ec2", name, doc, f))
}

// read makes the row of an ec2 operation that only describes.
func read[I, O any](name, doc string, f func(*State, *cloud.Call, I) (O, error)) cloud.Op {
	return guarded(cloud.Reader("ec2", name, doc, f))
}

// guarded refuses Regions that the account cannot use, and turns dry runs into
// trials.
func guarded(op cloud.Op) cloud.Op {
	member, has := op.In.FieldByName("DryRun")
	do, empty := op.Do, reflect.Zero(op.Out).Interface()
	op.Do = func(state any, c *cloud.Call, in reflect.Value) (any, error) {
		if err := open(c.Scope.Region); err != nil {
			return empty, err
		}
		if !has || in.FieldByIndex(member.Index).IsNil() || !in.FieldByIndex(member.Index).Elem().Bool() {
			return do(state, c, in)
		}
		s, w, trial := state.(*State).Clone(), c.World.Clone(), *c
		trial.World = &w
		_, err := do(&s, &trial, in)
		if c.Reasons = trial.Reasons; err == nil {
			err = errDryRun
		}
		return empty, err
	}
	return op
}
