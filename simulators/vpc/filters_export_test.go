package vpc

import (
	"maps"
	"slices"

	"skylab/simulators/cloud"
)

// FilterNames lists the filters of each describe operation, tag filters aside.
func FilterNames() map[string][]string {
	return map[string][]string{
		"describe-vpcs":                      known(vpcFilters(cloud.DefaultStart)),
		"describe-subnets":                   known(subnetFilters),
		"describe-internet-gateways":         known(gatewayFilters),
		"describe-route-tables":              known(routeTableFilters(&State{})),
		"describe-network-acls":              known(aclFilters),
		"describe-security-groups":           known(groupFilters),
		"describe-security-group-rules":      known(groupRuleFilters),
		"describe-managed-prefix-lists":      known(managedListFilters),
		"describe-prefix-lists":              known(awsListFilters),
		"describe-tags":                      known(tagFilters),
		"describe-availability-zones":        known(zoneFilters),
		"describe-regions":                   known(regionFilters),
		"describe-instances":                 known(instanceFilters),
		"describe-instance-status":           known(statusFilters),
		"describe-network-interfaces":        known(interfaceFilters),
		"describe-volumes":                   known(volumeFilters),
		"describe-addresses":                 known(addressFilters),
		"describe-nat-gateways":              known(natFilters),
		"describe-vpc-endpoints":             known(endpointFilters),
		"describe-vpc-peering-connections":   known(peeringFilters),
		"describe-images":                    known(imageFilters),
		"describe-key-pairs":                 known(keyPairFilters),
		"describe-instance-types":            known(typeFilters),
		"describe-vpc-endpoint-services":     known(serviceFilters),
		"describe-network-insights-paths":    known(pathFilters),
		"describe-network-insights-analyses": known(analysisFilters),
	}
}

func known[T any](t filterTable[T]) []string { return slices.Sorted(maps.Keys(t)) }
