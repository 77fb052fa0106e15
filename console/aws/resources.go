package aws

import (
	"net/netip"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// resource is what completion knows of one: its ID, its tags, and what tells it
// apart besides a name.
type resource struct {
	id   string
	tags vpc.Tags
	doc  string
}

// label gives the name tag and what else tells a resource apart.
func (x resource) label() string { return strings.TrimSpace(x.tags.Name() + " " + x.doc) }

// lister lists the resources of one kind in a Region.
type lister func(r *vpc.Region, add func(resource))

// each makes a lister of a collection and of what to say of one resource.
func each[T cloud.Resource[T]](in func(*vpc.Region) *cloud.Collection[T], say func(*T) (vpc.Tags, string)) lister {
	return func(r *vpc.Region, add func(resource)) {
		for v := range in(r).All {
			tags, doc := say(v)
			add(resource{(*v).Key(), tags, doc})
		}
	}
}

// The kinds of resources.
var (
	vpcs = each(func(r *vpc.Region) *cloud.Collection[vpc.VPC] { return &r.VPCs },
		func(v *vpc.VPC) (vpc.Tags, string) { return v.Tags, ranges(v.Ranges) })
	subnets = each(func(r *vpc.Region) *cloud.Collection[vpc.Subnet] { return &r.Subnets },
		func(v *vpc.Subnet) (vpc.Tags, string) { return v.Tags, prefix(v.Prefix) + " " + v.Zone })
	internetGateways = each(func(r *vpc.Region) *cloud.Collection[vpc.InternetGateway] { return &r.Gateways },
		func(v *vpc.InternetGateway) (vpc.Tags, string) { return v.Tags, v.VPC })
	egressGateways = each(func(r *vpc.Region) *cloud.Collection[vpc.EgressOnlyGateway] { return &r.EgressGateways },
		func(v *vpc.EgressOnlyGateway) (vpc.Tags, string) { return v.Tags, v.VPC })
	routeTables = each(func(r *vpc.Region) *cloud.Collection[vpc.RouteTable] { return &r.RouteTables },
		func(v *vpc.RouteTable) (vpc.Tags, string) { return v.Tags, v.VPC })
	networkACLs = each(func(r *vpc.Region) *cloud.Collection[vpc.NetworkACL] { return &r.ACLs },
		func(v *vpc.NetworkACL) (vpc.Tags, string) { return v.Tags, v.VPC })
	securityGroups = each(func(r *vpc.Region) *cloud.Collection[vpc.SecurityGroup] { return &r.Groups },
		func(v *vpc.SecurityGroup) (vpc.Tags, string) { return nil, v.Name })
	interfaces = each(func(r *vpc.Region) *cloud.Collection[vpc.Interface] { return &r.Interfaces },
		func(v *vpc.Interface) (vpc.Tags, string) { return v.Tags, v.Description })
	instances = each(func(r *vpc.Region) *cloud.Collection[vpc.Instance] { return &r.Instances },
		func(v *vpc.Instance) (vpc.Tags, string) { return v.Tags, string(v.State) })
	volumes = each(func(r *vpc.Region) *cloud.Collection[vpc.Volume] { return &r.Volumes },
		func(v *vpc.Volume) (vpc.Tags, string) { return v.Tags, v.Instance })
	addresses = each(func(r *vpc.Region) *cloud.Collection[vpc.Address] { return &r.Addresses },
		func(v *vpc.Address) (vpc.Tags, string) { return v.Tags, v.IP.String() })
	natGateways = each(func(r *vpc.Region) *cloud.Collection[vpc.NATGateway] { return &r.NATGateways },
		func(v *vpc.NATGateway) (vpc.Tags, string) { return v.Tags, v.State })
	endpoints = each(func(r *vpc.Region) *cloud.Collection[vpc.Endpoint] { return &r.Endpoints },
		func(v *vpc.Endpoint) (vpc.Tags, string) { return v.Tags, v.Service })
	prefixLists = each(func(r *vpc.Region) *cloud.Collection[vpc.PrefixList] { return &r.PrefixLists },
		func(v *vpc.PrefixList) (vpc.Tags, string) { return nil, v.Name })
	insightsPaths = each(func(r *vpc.Region) *cloud.Collection[vpc.InsightsPath] { return &r.Paths },
		func(v *vpc.InsightsPath) (vpc.Tags, string) { return v.Tags, v.Source + " → " + v.Destination })
	insightsAnalyses = each(func(r *vpc.Region) *cloud.Collection[vpc.InsightsAnalysis] { return &r.Analyses },
		func(v *vpc.InsightsAnalysis) (vpc.Tags, string) { return v.Tags, v.Path })
	images = each(func(r *vpc.Region) *cloud.Collection[vpc.Image] { return &r.Images },
		func(v *vpc.Image) (vpc.Tags, string) { return nil, v.Name })
)

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
	"Resource": everything, "Association": associations, "Image": images, "KeyName": keyPairs,
}

func ranges(list []vpc.Range) string {
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = x.Prefix.String()
	}
	return strings.Join(words, " ")
}

func prefix(p netip.Prefix) string {
	if !p.IsValid() {
		return ""
	}
	return p.String()
}

func groupRules(r *vpc.Region, add func(resource)) {
	for v := range r.Groups.All {
		for _, rule := range v.Rules {
			add(resource{id: rule.ID, doc: v.Name})
		}
	}
}

// associations are those of route tables and those of Elastic IP addresses:
// the members that want them have one name.
func associations(r *vpc.Region, add func(resource)) {
	for v := range r.RouteTables.All {
		for _, a := range v.Associations {
			add(resource{a.ID, v.Tags, a.Subnet})
		}
	}
	for v := range r.Addresses.All {
		if v.Association != "" {
			add(resource{id: v.Association, doc: v.IP.String()})
		}
	}
}

// keyPairs are named, not given by ID.
func keyPairs(r *vpc.Region, add func(resource)) {
	for v := range r.KeyPairs.All {
		add(resource{id: v.Name, doc: v.ID})
	}
}

// everything lists whatever tags can be put on.
func everything(r *vpc.Region, add func(resource)) {
	for _, list := range [...]lister{
		vpcs, subnets, internetGateways, egressGateways, routeTables, networkACLs, securityGroups, interfaces,
		instances, volumes, addresses, natGateways, endpoints, prefixLists, images,
	} {
		list(r, add)
	}
}

// nameable lists the resources that a learner most often looks for by name.
func nameable(r *vpc.Region, add func(resource)) {
	for _, list := range [...]lister{vpcs, subnets, internetGateways, routeTables, instances, natGateways} {
		list(r, add)
	}
}

// resources lists what exists that a member of that name may mean.
func (c *completion) resources(member string) []desk.Candidate {
	if c.World == nil {
		return nil
	}
	if c.service != nil && c.service.name == "kms" {
		return c.keys(member)
	}
	if c.service != nil && (c.service.name == "iam" || c.service.name == "sts") {
		found, _ := c.identities(member)
		return found
	}
	if c.service != nil && contains(namesServices, c.service.name) {
		if found, ok := c.ofNames(member); ok {
			return found
		}
	}
	if c.service != nil && contains(functionServices, c.service.name) {
		if found, ok := c.ofFunctions(member); ok {
			return found
		}
	}
	var found []desk.Candidate
	add := func(x resource) { found = append(found, desk.Candidate{Text: x.id, Doc: x.label()}) }
	switch strings.TrimSuffix(member, "s") {
	case "AvailabilityZone", "ZoneName":
		for _, z := range c.World.VPC.ZonesOf(c.scope().Account, c.Region) {
			add(resource{id: z.Name, doc: z.ID})
		}
		return found
	case "VpcPeeringConnectionId":
		for p := range c.World.VPC.Peerings.All {
			add(resource{p.ID, p.Tags, p.Status})
		}
		return found
	}
	kind := strings.TrimSuffix(strings.TrimSuffix(member, "s"), "Id")
	if r, list := c.World.VPC.Regions[c.scope()], listers[kind]; r != nil && list != nil {
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
	nameable(c.World.VPC.Regions[c.scope()], func(x resource) {
		if n := x.tags.Name(); n != "" && !slices.ContainsFunc(found, func(x desk.Candidate) bool { return x.Text == n }) {
			found = append(found, desk.Candidate{Text: n, Doc: x.id})
		}
	})
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
