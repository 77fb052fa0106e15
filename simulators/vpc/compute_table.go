package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// computeOperations are the operations on servers, interfaces, addresses, NAT
// gateways, endpoints and peerings, in the order of the help.
var computeOperations = slices.Concat(instanceOperations, interfaceOperations, gatewayOperations, imageOperations)

var instanceOperations = []cloud.Op{
	change("RunInstances", "start servers", (*State).RunInstances),
	read("DescribeInstances", "list servers", (*State).DescribeInstances),
	read("DescribeInstanceStatus", "tell whether servers are healthy", (*State).DescribeInstanceStatus),
	change("StartInstances", "start stopped servers", (*State).StartInstances),
	change("StopInstances", "stop servers", (*State).StopInstances),
	change("RebootInstances", "restart the systems of servers", (*State).RebootInstances),
	change("TerminateInstances", "end servers for good", (*State).TerminateInstances),
	change("ModifyInstanceAttribute", "change one attribute of a server", (*State).ModifyInstanceAttribute),
	read("DescribeInstanceAttribute", "tell one attribute of a server", (*State).DescribeInstanceAttribute),
	read("DescribeInstanceTypes", "list types of servers", (*State).DescribeInstanceTypes),
	read("DescribeVolumes", "list the disks of servers", (*State).DescribeVolumes),
}

var interfaceOperations = []cloud.Op{
	change("CreateNetworkInterface", "make a network interface", (*State).CreateNetworkInterface),
	change("DeleteNetworkInterface", "delete a detached network interface", (*State).DeleteNetworkInterface),
	change("AttachNetworkInterface", "give a server one more interface", (*State).AttachNetworkInterface),
	change("DetachNetworkInterface", "take an interface off a server", (*State).DetachNetworkInterface),
	read("DescribeNetworkInterfaces", "list network interfaces", (*State).DescribeNetworkInterfaces),
	change("ModifyNetworkInterfaceAttribute", "change one attribute of an interface", (*State).ModifyNetworkInterfaceAttribute),
	read("DescribeNetworkInterfaceAttribute", "tell one attribute of an interface", (*State).DescribeNetworkInterfaceAttribute),
	change("AssignPrivateIpAddresses", "give an interface more private addresses", (*State).AssignPrivateIpAddresses),
	change("UnassignPrivateIpAddresses", "take private addresses off an interface", (*State).UnassignPrivateIpAddresses),
	change("AssignIpv6Addresses", "give an interface IPv6 addresses", (*State).AssignIpv6Addresses),
	change("UnassignIpv6Addresses", "take IPv6 addresses off an interface", (*State).UnassignIpv6Addresses),
	change("AllocateAddress", "get an Elastic IP", (*State).AllocateAddress),
	change("AssociateAddress", "tie an Elastic IP to a server or an interface", (*State).AssociateAddress),
	change("DisassociateAddress", "untie an Elastic IP", (*State).DisassociateAddress),
	change("ReleaseAddress", "give an Elastic IP back", (*State).ReleaseAddress),
	read("DescribeAddresses", "list Elastic IPs", (*State).DescribeAddresses),
}

var gatewayOperations = []cloud.Op{
	change("CreateNatGateway", "make a NAT gateway", (*State).CreateNatGateway),
	change("DeleteNatGateway", "delete a NAT gateway", (*State).DeleteNatGateway),
	read("DescribeNatGateways", "list NAT gateways", (*State).DescribeNatGateways),
	change("CreateVpcEndpoint", "lead a VPC to a service without the internet", (*State).CreateVpcEndpoint),
	change("ModifyVpcEndpoint", "change policy, tables, subnets or groups of an endpoint", (*State).ModifyVpcEndpoint),
	change("DeleteVpcEndpoints", "delete endpoints", (*State).DeleteVpcEndpoints),
	read("DescribeVpcEndpoints", "list endpoints", (*State).DescribeVpcEndpoints),
	read("DescribeVpcEndpointServices", "list services that endpoints can lead to", (*State).DescribeVpcEndpointServices),
	change("CreateVpcPeeringConnection", "ask to peer two VPCs", (*State).CreateVpcPeeringConnection),
	change("AcceptVpcPeeringConnection", "accept a peering request", (*State).AcceptVpcPeeringConnection),
	change("RejectVpcPeeringConnection", "turn a peering request down", (*State).RejectVpcPeeringConnection),
	change("DeleteVpcPeeringConnection", "end a peering", (*State).DeleteVpcPeeringConnection),
	read("DescribeVpcPeeringConnections", "list peerings", (*State).DescribeVpcPeeringConnections),
	change("ModifyVpcPeeringConnectionOptions", "set the DNS options of a peering", (*State).ModifyVpcPeeringConnectionOptions),
	read("DescribeStaleSecurityGroups", "list rules that name a group of a peering that is gone", (*State).DescribeStaleSecurityGroups),
}

var imageOperations = []cloud.Op{
	read("DescribeImages", "list images to start servers from", (*State).DescribeImages),
	change("CreateImage", "make an image of a server", (*State).CreateImage),
	change("DeregisterImage", "withdraw an image", (*State).DeregisterImage),
	change("CreateKeyPair", "make a key pair to log in with", (*State).CreateKeyPair),
	change("ImportKeyPair", "bring the public half of a key of your own", (*State).ImportKeyPair),
	read("DescribeKeyPairs", "list key pairs", (*State).DescribeKeyPairs),
	change("DeleteKeyPair", "forget a key pair", (*State).DeleteKeyPair),
	cloud.Reader("ssm", "GetParameter", "tell a parameter, for example the ID of the newest image", (*State).GetParameter),
	cloud.Reader("ssm", "GetParameters", "tell several parameters", (*State).GetParameters),
	cloud.Reader("ssm", "GetParametersByPath", "list the parameters of a branch", (*State).GetParametersByPath),
}

// computeEvents are what falls due for them.
var computeEvents = []cloud.On{
	cloud.Handle((*State).settle),
	cloud.Handle((*State).settleNAT),
	cloud.Handle((*State).grow),
	cloud.Handle((*State).settleEndpoint),
	cloud.Handle((*State).settlePeering),
}
