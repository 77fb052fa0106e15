package vpc

import (
	"fmt"
	"net/netip"

	"skylab/simulators/cloud"
)

// awsOwner is the owner of AWS's own prefix lists.
const awsOwner = "AWS"

// knownLists are the IDs of the S3 and DynamoDB lists in the Regions where
// AWS's documentation and support articles print them.
var knownLists = map[string][2]string{
	"us-east-1": {"pl-63a5400a", "pl-02cd2c6b"}, "us-east-2": {"pl-7ba54012", "pl-4ca54025"},
	"us-west-1": {"pl-6ba54002", "pl-6ea54007"}, "us-west-2": {"pl-68a54001", "pl-00a54069"},
	"eu-west-1": {"pl-6da54004", "pl-6fa54006"}, "eu-central-1": {"pl-6ea54007", "pl-66a5400f"},
	"ap-northeast-2": {"pl-78a54011", "pl-48a54021"}, "ap-southeast-1": {"pl-6fa54006", "pl-67a5400e"},
	"ap-southeast-2": {"pl-6ca54005", "pl-62a5400b"},
}

// listsByRegion holds AWS's prefix lists. Where a list's ID is not known it is
// made in the same form. The ranges are cut from AWS's own, but which Region
// has which is the lab's choice.
// docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
var listsByRegion = func() map[string][]*PrefixList {
	m := map[string][]*PrefixList{}
	for i, r := range regionTable {
		ids, ok := knownLists[r.name]
		if !ok {
			n := uint32(cloud.Label(r.name))
			ids = [2]string{fmt.Sprintf("pl-%08x", n), fmt.Sprintf("pl-%08x", n+1)}
		}
		storage := []string{fmt.Sprintf("52.219.%d.0/22", 4*i)}
		if r.name == "us-east-1" {
			storage = []string{"54.231.0.0/16", "52.216.0.0/15"}
		}
		m[r.name] = []*PrefixList{
			awsList(ids[1], r.name, "dynamodb", fmt.Sprintf("52.94.%d.0/24", i)),
			awsList(ids[0], r.name, "s3", storage...),
		}
	}
	return m
}()

// awsList makes a list; its weight is 1 for both services.
// docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html#aws-managed-prefix-list-weights
func awsList(id, region, service string, ranges ...string) *PrefixList {
	l := &PrefixList{ID: id, Name: "com.amazonaws." + region + "." + service, Owner: awsOwner, Family: "IPv4", MaxEntries: 1}
	for _, text := range ranges {
		l.Entries = append(l.Entries, PrefixEntry{Prefix: netip.MustParsePrefix(text)})
	}
	return l
}

// awsLists lists AWS's prefix lists of a Region. Do not change them.
func awsLists(region string) []*PrefixList { return listsByRegion[region] }

// ServicePrefixList finds the list of a service that has gateway endpoints: s3
// or dynamodb. It is nil for any other, and not to be changed.
func ServicePrefixList(region, service string) *PrefixList {
	for _, l := range awsLists(region) {
		if l.Name == "com.amazonaws."+region+"."+service {
			return l
		}
	}
	return nil
}
