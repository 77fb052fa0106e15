package vpc

import (
	"fmt"

	"skylab/simulators/cloud"
)

// Codes of the quotas that operations enforce.
const (
	vpcsPerRegion       = "L-F678F1CE"
	subnetsPerVPC       = "L-407747CB"
	ranges4PerVPC       = "L-83CA0A9D"
	ranges6PerVPC       = "L-085A6257"
	gatewaysPerRegion   = "L-A4707A72"
	egressPerRegion     = "L-45FE3B85"
	tablesPerVPC        = "L-589F43AA"
	routesPerTable      = "L-93826ACB"
	aclsPerVPC          = "L-B4A6D682"
	entriesPerACL       = "L-2AEEBF1A"
	groupsPerRegion     = "L-E79EC296"
	rulesPerGroup       = "L-0EA8095F"
	groupsPerInterface  = "L-2AFB9258"
	interfacesPerRegion = "L-DF5E4CA3"
	natsPerZone         = "L-FE5A380F"
	gatewayEndpoints    = "L-1B52E74A"
	interfaceEndpoints  = "L-29B6F2EB"
	peeringsPerVPC      = "L-7E9ECCDB"
	openPeerings        = "L-DC9F7029"
	addressesPerRegion  = "L-0263D0A3"
	standardVCPUs       = "L-1216C47A"
	addressesPerNAT     = "L-5F53652F"
	listsPerRegion      = "prefix lists per Region" // Service Quotas does not show these two
	entriesPerList      = "entries per prefix list"
)

// quotaFacts is one quota: its default, whether and how far it can be raised,
// and the API's error when it is reached.
type quotaFacts struct {
	service, code, name string
	value, most         int // most is 0 where AWS names no end
	fixed               bool
	error, words        string
}

// quotaTable holds AWS's defaults. Those without a service cannot be seen or
// raised through Service Quotas.
// docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
// docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html
var quotaTable = []quotaFacts{
	{"vpc", peeringsPerVPC, "Active VPC peering connections per VPC", 50, 125, false, "ActiveVpcPeeringConnectionPerVpcLimitExceeded", "The maximum number of active VPC peering connections per VPC has been reached."},
	{"vpc", "L-3248932A", "Characters per VPC endpoint policy", 20480, 0, true, "", ""},
	{"vpc", egressPerRegion, "Egress-only internet gateways per Region", 5, 0, false, "EgressOnlyInternetGatewayLimitExceeded", "The maximum number of egress-only internet gateways has been reached."},
	{"vpc", addressesPerNAT, "Elastic IP addresses per public NAT gateway", 2, 8, false, "", ""},
	{"vpc", gatewayEndpoints, "Gateway VPC endpoints per Region", 20, 0, false, "VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached."},
	{"vpc", ranges4PerVPC, "IPv4 CIDR blocks per VPC", 5, 50, false, "", ""},
	{"vpc", ranges6PerVPC, "IPv6 CIDR blocks per VPC", 5, 50, false, "", ""},
	{"vpc", rulesPerGroup, "Inbound or outbound rules per security group", 60, 1000, false, "RulesPerSecurityGroupLimitExceeded", "The maximum number of rules per security group has been reached."},
	{"vpc", interfaceEndpoints, "Interface VPC endpoints per VPC", 50, 0, false, "VpcEndpointLimitExceeded", "The maximum number of VPC endpoints has been reached."},
	{"vpc", gatewaysPerRegion, "Internet gateways per Region", 5, 0, false, "InternetGatewayLimitExceeded", "The maximum number of internet gateways has been reached."},
	{"vpc", natsPerZone, "NAT gateways per Availability Zone", 5, 0, false, "NatGatewayLimitExceeded", "The maximum number of NAT Gateways has been reached."},
	{"vpc", aclsPerVPC, "Network ACLs per VPC", 200, 0, false, "NetworkAclLimitExceeded", "The maximum number of network acls has been reached."},
	{"vpc", interfacesPerRegion, "Network interfaces per Region", 5000, 0, false, "NetworkInterfaceLimitExceeded", "The maximum number of network interfaces has been reached."},
	{"vpc", openPeerings, "Outstanding VPC peering connection requests", 25, 0, false, "OutstandingVpcPeeringConnectionLimitExceeded", "The maximum number of outstanding VPC peering connection requests has been reached."},
	{"vpc", tablesPerVPC, "Route tables per VPC", 200, 0, false, "RouteTableLimitExceeded", "The maximum number of route tables has been reached."},
	{"vpc", routesPerTable, "Routes per route table", 50, 1000, false, "RouteLimitExceeded", "The maximum number of routes has been reached."},
	{"vpc", entriesPerACL, "Rules per network ACL", 20, 40, false, "NetworkAclEntryLimitExceeded", "The maximum number of network acl entries has been reached."},
	{"vpc", groupsPerInterface, "Security groups per network interface", 5, 16, false, "SecurityGroupsPerInterfaceLimitExceeded", "The maximum number of security groups per interface has been reached."},
	{"vpc", subnetsPerVPC, "Subnets per VPC", 200, 0, false, "SubnetLimitExceeded", "The maximum number of subnets has been reached."},
	{"vpc", "L-8312C5BB", "VPC peering connection request expiry hours", 168, 0, true, "", ""},
	{"vpc", groupsPerRegion, "VPC security groups per Region", 2500, 0, false, "SecurityGroupLimitExceeded", "The maximum number of security groups has been reached."},
	{"vpc", vpcsPerRegion, "VPCs per Region", 5, 0, false, "VpcLimitExceeded", "The maximum number of VPCs has been reached."},
	{"ec2", addressesPerRegion, "EC2-VPC Elastic IPs", 5, 0, false, "AddressLimitExceeded", "The maximum number of addresses has been reached."},
	{"ec2", standardVCPUs, "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances", 64, 0, false, "VcpuLimitExceeded", ""},
	{"", listsPerRegion, "", 100, 0, true, "PrefixListLimitExceeded", "The maximum number of prefix lists has been reached."},
	{"", entriesPerList, "", 1000, 0, true, "", ""},
}

// quotaByCode finds a quota's facts.
var quotaByCode = func() map[string]*quotaFacts {
	m := map[string]*quotaFacts{}
	for i := range quotaTable {
		m[quotaTable[i].code] = &quotaTable[i]
	}
	return m
}()

// newVCPUs is AWS's default number of vCPUs; it rises by itself as an account
// is used, and the lab's account stands above it.
const newVCPUs = 5

// standard is AWS's default for everybody.
func (q *quotaFacts) standard() int {
	if q.code == standardVCPUs {
		return newVCPUs
	}
	return q.value
}

// quota is what a quota stands at in the Region. Raising VPCs per Region raises
// internet gateways and egress-only ones with it.
func (r *Region) quota(code string) int {
	value := quotaByCode[code].value
	if raised, ok := r.Quotas[code]; ok {
		value = raised
	}
	if code == gatewaysPerRegion || code == egressPerRegion {
		value = max(value, r.quota(vpcsPerRegion))
	}
	return value
}

// room is the API's error when there are so many already that one more would
// exceed the quota, and nil when there is room.
func (r *Region) room(code string, have int) error {
	if have < r.quota(code) {
		return nil
	}
	return cloud.Errorf(quotaByCode[code].error, "%s", quotaByCode[code].words)
}

// raise sets a quota, as Service Quotas does on request.
func (r *Region) raise(code string, to int) {
	if r.Quotas == nil {
		r.Quotas = map[string]int{}
	}
	r.Quotas[code] = to
}

// mayRaise tells why a quota cannot be set to a value.
func (r *Region) mayRaise(q *quotaFacts, to int) error {
	rules, groups := r.quota(rulesPerGroup), r.quota(groupsPerInterface)
	switch q.code {
	case rulesPerGroup:
		rules = to
	case groupsPerInterface:
		groups = to
	}
	switch {
	case q.fixed:
		return illegal("The quota %s cannot be increased.", q.code)
	case to <= r.quota(q.code):
		return illegal("You must provide a quota value greater than the current quota value.")
	case q.most > 0 && to > q.most:
		return illegal("The quota %s can be increased up to %d.", q.code, q.most)
	case (q.code == rulesPerGroup || q.code == groupsPerInterface) && rules*groups > 1000:
		return illegal("The quota for security groups per network interface multiplied by the quota for rules per security group cannot exceed 1000.")
	}
	return nil
}

func illegal(format string, args ...any) error {
	return cloud.Errorf("IllegalArgumentException", "%s", fmt.Sprintf(format, args...))
}
