package aws

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/vpc"
)

// regions are those that are open to every account, for completion.
var regions = []struct{ name, place string }{
	{"ap-northeast-1", "Tokyo"}, {"ap-northeast-2", "Seoul"}, {"ap-northeast-3", "Osaka"}, {"ap-south-1", "Mumbai"},
	{"ap-southeast-1", "Singapore"}, {"ap-southeast-2", "Sydney"}, {"ca-central-1", "Canada"}, {"eu-central-1", "Frankfurt"},
	{"eu-north-1", "Stockholm"}, {"eu-west-1", "Ireland"}, {"eu-west-2", "London"}, {"eu-west-3", "Paris"},
	{"sa-east-1", "São Paulo"}, {"us-east-1", "N. Virginia"}, {"us-east-2", "Ohio"}, {"us-west-1", "N. California"}, {"us-west-2", "Oregon"},
}

// lister lists the resources of one kind.
type lister func(r *vpc.Region, add func(id, doc string))

// listers are the kinds by the name of the members that want their IDs,
// without an s at the end.
var listers = map[string]lister{
	"Vpc": vpcs, "PeerVpc": vpcs, "Subnet": subnets, "SubnetConfiguration": subnets,
	"InternetGateway": internetGateways, "Gateway": internetGateways, "EgressOnlyInternetGateway": egressGateways,
	"RouteTable": routeTables, "NetworkAcl": networkACLs,
	"Group": securityGroups, "SecurityGroup": securityGroups, "SecurityGroupRule": groupRules,
	"NetworkInterface": interfaces, "Instance": instances, "Volume": volumes, "Allocation": addresses,
	"NatGateway": natGateways, "VpcEndpoint": endpoints, "PrefixList": prefixLists,
	"NetworkInsightsPath": insightsPaths, "NetworkInsightsAnalysi": insightsAnalyses,
	"Resource": everything, "Association": associations, "Image": images,
}

// named gives the name tag, or what else tells a resource apart.
func label(tags vpc.Tags, or string) string {
	if n := tags.Name(); n != "" && or != "" {
		return n + " " + or
	} else if n != "" {
		return n
	}
	return or
}

func vpcs(r *vpc.Region, add func(id, doc string)) {
	for v := range r.VPCs.All {
		add(v.ID, label(v.Tags, ranges(v.Ranges)))
	}
}

func ranges(list []vpc.Range) string {
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = x.Prefix.String()
	}
	return strings.Join(words, " ")
}

func subnets(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Subnets.All {
		add(v.ID, label(v.Tags, prefix(v.Prefix)+" "+v.Zone))
	}
}

func prefix(p netip.Prefix) string {
	if !p.IsValid() {
		return ""
	}
	return p.String()
}

func internetGateways(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Gateways.All {
		add(v.ID, label(v.Tags, v.VPC))
	}
}

func egressGateways(r *vpc.Region, add func(id, doc string)) {
	for v := range r.EgressGateways.All {
		add(v.ID, label(v.Tags, v.VPC))
	}
}

func routeTables(r *vpc.Region, add func(id, doc string)) {
	for v := range r.RouteTables.All {
		add(v.ID, label(v.Tags, v.VPC))
	}
}

func networkACLs(r *vpc.Region, add func(id, doc string)) {
	for v := range r.ACLs.All {
		add(v.ID, label(v.Tags, v.VPC))
	}
}

func securityGroups(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Groups.All {
		add(v.ID, v.Name)
	}
}

func groupRules(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Groups.All {
		for _, rule := range v.Rules {
			add(rule.ID, v.Name)
		}
	}
}

func interfaces(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Interfaces.All {
		add(v.ID, label(v.Tags, v.Description))
	}
}

func instances(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Instances.All {
		add(v.ID, label(v.Tags, string(v.State)))
	}
}

func volumes(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Volumes.All {
		add(v.ID, label(v.Tags, v.Instance))
	}
}

func addresses(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Addresses.All {
		add(v.Allocation, label(v.Tags, v.IP.String()))
	}
}

func associations(r *vpc.Region, add func(id, doc string)) {
	for v := range r.RouteTables.All {
		for _, a := range v.Associations {
			add(a.ID, label(v.Tags, a.Subnet))
		}
	}
	for v := range r.Addresses.All {
		if v.Association != "" {
			add(v.Association, v.IP.String())
		}
	}
}

func natGateways(r *vpc.Region, add func(id, doc string)) {
	for v := range r.NATGateways.All {
		add(v.ID, label(v.Tags, v.State))
	}
}

func endpoints(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Endpoints.All {
		add(v.ID, label(v.Tags, v.Service))
	}
}

func prefixLists(r *vpc.Region, add func(id, doc string)) {
	for v := range r.PrefixLists.All {
		add(v.ID, v.Name)
	}
}

func insightsPaths(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Paths.All {
		add(v.ID, label(v.Tags, v.Source+" → "+v.Destination))
	}
}

func insightsAnalyses(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Analyses.All {
		add(v.ID, label(v.Tags, v.Path))
	}
}

func images(r *vpc.Region, add func(id, doc string)) {
	for v := range r.Images.All {
		add(v.ID, v.Name)
	}
}

func keyPairs(r *vpc.Region, add func(id, doc string)) {
	for v := range r.KeyPairs.All {
		add(v.Name, v.ID)
	}
}

// everything lists whatever tags can be put on.
func everything(r *vpc.Region, add func(id, doc string)) {
	for _, list := range [...]lister{
		vpcs, subnets, internetGateways, egressGateways, routeTables, networkACLs, securityGroups, interfaces,
		instances, volumes, addresses, natGateways, endpoints, prefixLists, images,
	} {
		list(r, add)
	}
}

// resources lists what exists that a member of that name may mean.
func (c *completion) resources(member string) []desk.Candidate {
	if c.World == nil {
		return nil
	}
	var found []desk.Candidate
	add := func(id, doc string) { found = append(found, desk.Candidate{Text: id, Doc: strings.TrimSpace(doc)}) }
	switch strings.TrimSuffix(member, "s") {
	case "AvailabilityZone", "ZoneName":
		for _, z := range c.World.VPC.ZonesOf(c.scope().Account, c.Region) {
			add(z.Name, z.ID)
		}
		return found
	case "VpcPeeringConnectionId":
		for p := range c.World.VPC.Peerings.All {
			add(p.ID, label(p.Tags, p.Status))
		}
		return found
	}
	r := c.World.VPC.Regions[c.scope()]
	if r == nil {
		return nil
	}
	if strings.TrimSuffix(member, "s") == "KeyName" {
		keyPairs(r, add)
		return found
	}
	kind := strings.TrimSuffix(strings.TrimSuffix(member, "s"), "Id")
	if list := listers[kind]; list != nil {
		list(r, add)
	}
	return found
}

// filterMembers are filters whose values are IDs, by the members' names.
var filterMembers = map[string]string{
	"vpc-id": "VpcId", "attachment.vpc-id": "VpcId", "subnet-id": "SubnetId", "association.subnet-id": "SubnetId",
	"group-id": "GroupId", "instance-id": "InstanceId", "network-interface-id": "NetworkInterfaceId", "availability-zone": "AvailabilityZone",
	"internet-gateway-id": "InternetGatewayId", "route-table-id": "RouteTableId", "network-acl-id": "NetworkAclId", "nat-gateway-id": "NatGatewayId",
	"allocation-id": "AllocationId", "vpc-endpoint-id": "VpcEndpointId", "key-name": "KeyName", "image-id": "ImageId",
}

// filterValues lists what a filter may look for.
func (c *completion) filterValues(filter string) []desk.Candidate {
	if member := filterMembers[filter]; member != "" {
		return c.resources(member)
	}
	if filter != "tag:Name" || c.World == nil || c.World.VPC.Regions[c.scope()] == nil {
		return nil
	}
	return c.names()
}

// names lists the values of name tags that exist.
func (c *completion) names() []desk.Candidate {
	var found []desk.Candidate
	r := c.World.VPC.Regions[c.scope()]
	tagged := func(tags vpc.Tags, id string) {
		if n := tags.Name(); n != "" && !slices.ContainsFunc(found, func(x desk.Candidate) bool { return x.Text == n }) {
			found = append(found, desk.Candidate{Text: n, Doc: id})
		}
	}
	for v := range r.VPCs.All {
		tagged(v.Tags, v.ID)
	}
	for v := range r.Subnets.All {
		tagged(v.Tags, v.ID)
	}
	for v := range r.Gateways.All {
		tagged(v.Tags, v.ID)
	}
	for v := range r.RouteTables.All {
		tagged(v.Tags, v.ID)
	}
	for v := range r.Instances.All {
		tagged(v.Tags, v.ID)
	}
	for v := range r.NATGateways.All {
		tagged(v.Tags, v.ID)
	}
	return found
}

// filterNames are the filters that the operations share, most used first.
func filterNames(operation string) []string {
	names := []string{"tag:Name"}
	switch operation {
	case "DescribeInstances":
		return append(names, "instance-state-name", "vpc-id", "subnet-id", "availability-zone", "instance-type", "private-ip-address", "tag-key")
	case "DescribeSubnets":
		return append(names, "vpc-id", "availability-zone", "cidr-block", "default-for-az", "subnet-id", "tag-key")
	case "DescribeVpcs":
		return append(names, "is-default", "cidr", "vpc-id", "tag-key")
	case "DescribeInternetGateways":
		return append(names, "attachment.vpc-id", "internet-gateway-id", "tag-key")
	case "DescribeRouteTables":
		return append(names, "vpc-id", "association.subnet-id", "association.main", "route-table-id", "tag-key")
	case "DescribeNetworkAcls":
		return append(names, "vpc-id", "association.subnet-id", "default", "network-acl-id", "tag-key")
	case "DescribeSecurityGroups":
		return append(names, "vpc-id", "group-name", "group-id", "tag-key")
	case "DescribeSecurityGroupRules":
		return append(names, "group-id", "tag-key")
	case "DescribeNatGateways":
		return append(names, "vpc-id", "subnet-id", "state", "tag-key")
	case "DescribeNetworkInterfaces":
		return append(names, "vpc-id", "subnet-id", "group-id", "attachment.instance-id", "addresses.private-ip-address", "tag-key")
	case "DescribeAddresses":
		return append(names, "allocation-id", "public-ip", "instance-id", "tag-key")
	case "DescribeVpcEndpoints":
		return append(names, "vpc-id", "service-name", "vpc-endpoint-id", "tag-key")
	case "DescribeImages":
		return []string{"name", "architecture", "owner-alias", "state"}
	case "DescribeAvailabilityZones":
		return []string{"zone-name", "zone-id", "state", "region-name"}
	case "DescribeTags":
		return []string{"resource-id", "resource-type", "key", "value"}
	}
	return append(names, "tag-key")
}
