package vpc

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// regionFacts is what the world knows about one AWS Region.
type regionFacts struct {
	name  string
	optIn bool   // has to be enabled first; the lab's account has not
	id    string // the beginning of its zone IDs: use1
	zones string // letter and number of each zone: a1 b2 c3
	long  string // as consoles call it
}

// regionTable lists the commercial Regions in the order in which
// describe-regions answers. Zone IDs are the same for every account; the
// letters are those of an account made since November 2025. In the nine oldest
// Regions an account made earlier has its own (see ZonesOf).
// docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html
// docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html
var regionTable = []regionFacts{
	{"ap-south-2", true, "aps2", "a1 b2 c3", "Asia Pacific (Hyderabad)"},
	{"ap-south-1", false, "aps1", "a1 b3 c2", "Asia Pacific (Mumbai)"},
	{"eu-south-1", true, "eus1", "a1 b2 c3", "Europe (Milan)"},
	{"eu-south-2", true, "eus2", "a1 b2 c3", "Europe (Spain)"},
	{"me-central-1", true, "mec1", "a1 b2 c3", "Middle East (UAE)"},
	{"il-central-1", true, "ilc1", "a1 b2 c3", "Israel (Tel Aviv)"},
	{"ca-central-1", false, "cac1", "a1 b2 d4", "Canada (Central)"},
	{"mx-central-1", true, "mxc1", "a1 b2 c3", "Mexico (Central)"},
	{"eu-central-1", false, "euc1", "a2 b3 c1", "Europe (Frankfurt)"},
	{"eu-central-2", true, "euc2", "a1 b2 c3", "Europe (Zurich)"},
	{"us-west-1", false, "usw1", "a3 b1", "US West (N. California)"},
	{"us-west-2", false, "usw2", "a1 b2 c3 d4", "US West (Oregon)"},
	{"af-south-1", true, "afs1", "a1 b2 c3", "Africa (Cape Town)"},
	{"eu-north-1", false, "eun1", "a1 b2 c3", "Europe (Stockholm)"},
	{"eu-west-3", false, "euw3", "a1 b2 c3", "Europe (Paris)"},
	{"eu-west-2", false, "euw2", "a2 b3 c1", "Europe (London)"},
	{"eu-west-1", false, "euw1", "a1 b2 c3", "Europe (Ireland)"},
	{"ap-northeast-3", false, "apne3", "a3 b1 c2", "Asia Pacific (Osaka)"},
	{"ap-northeast-2", false, "apne2", "a1 b2 c3 d4", "Asia Pacific (Seoul)"},
	{"me-south-1", true, "mes1", "a1 b2 c3", "Middle East (Bahrain)"},
	{"ap-northeast-1", false, "apne1", "a4 c1 d2", "Asia Pacific (Tokyo)"},
	{"sa-east-1", false, "sae1", "a1 b2 c3", "South America (Sao Paulo)"},
	{"ap-east-1", true, "ape1", "a1 b2 c3", "Asia Pacific (Hong Kong)"},
	{"ap-east-2", true, "ape2", "a1 b2 c3", "Asia Pacific (Taipei)"},
	{"ca-west-1", true, "caw1", "a1 b2 c3", "Canada West (Calgary)"},
	{"ap-southeast-1", false, "apse1", "a1 b2 c3", "Asia Pacific (Singapore)"},
	{"ap-southeast-2", false, "apse2", "a1 b2 c3", "Asia Pacific (Sydney)"},
	{"ap-southeast-3", true, "apse3", "a1 b2 c3", "Asia Pacific (Jakarta)"},
	{"ap-southeast-4", true, "apse4", "a1 b2 c3", "Asia Pacific (Melbourne)"},
	{"ap-southeast-5", true, "apse5", "a1 b2 c3", "Asia Pacific (Malaysia)"},
	{"ap-southeast-6", true, "apse6", "a1 b2 c3", "Asia Pacific (New Zealand)"},
	{"ap-southeast-7", true, "apse7", "a1 b2 c3", "Asia Pacific (Thailand)"},
	{"us-east-1", false, "use1", "a1 b2 c3 d4 e5 f6", "US East (N. Virginia)"},
	{"us-east-2", false, "use2", "a1 b2 c3", "US East (Ohio)"},
}

// zonesByRegion is regionTable's zones, by the Region's name.
var zonesByRegion = func() map[string][]Zone {
	m := map[string][]Zone{}
	for _, r := range regionTable {
		for _, z := range strings.Fields(r.zones) {
			m[r.name] = append(m[r.name], Zone{Name: r.name + z[:1], ID: r.id + "-az" + z[1:]})
		}
	}
	return m
}()

// OpenRegions walks the Regions that every account can use, each with the name
// that consoles call it.
func OpenRegions(yield func(name, long string) bool) {
	for _, r := range regionTable {
		if !r.optIn && !yield(r.name, r.long) {
			return
		}
	}
}

// mappedPerAccount lists the Regions opened by November 2012 in which zone
// names are mapped for each older account.
// docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
var mappedPerAccount = []string{
	"us-east-1", "us-west-1", "us-west-2", "ap-southeast-1", "ap-southeast-2",
	"ap-northeast-1", "eu-west-1", "sa-east-1", "us-gov-west-1",
}

// uniformSince is when new accounts began to share one mapping: 2025-11-01.
const uniformSince = cloud.Time(1761955200) * cloud.Second

// Zones lists the Availability Zones of a Region as a new account sees them,
// in the order of their names; nil for a Region that does not exist. Do not
// change what it returns.
func Zones(region string) []Zone { return zonesByRegion[region] }

// ZonesOf lists a Region's zones under the names that the account calls them.
func (s *State) ZonesOf(account, region string) []Zone {
	zones := Zones(region)
	born, known := s.AccountBorn[account]
	if !known || born >= uniformSince || !slices.Contains(mappedPerAccount, region) {
		return zones
	}
	return shuffled(zones, cloud.Label(account), cloud.Label(region))
}

// ZoneFor finds a zone of a Region by its ID, or by the name that the account
// calls it.
func (s *State) ZoneFor(account, region, nameOrID string) (Zone, bool) {
	for _, z := range s.ZonesOf(account, region) {
		if z.Name == nameOrID || z.ID == nameOrID {
			return z, true
		}
	}
	return Zone{}, false
}

// shuffled deals the IDs out to the names anew, by account and Region alone
// (Fisher and Yates).
func shuffled(zones []Zone, account, region uint64) []Zone {
	z := slices.Clone(zones)
	for i := len(z) - 1; i > 0; i-- {
		j := cloud.RollBelow(account, region, uint64(i), uint64(i+1))
		z[i].ID, z[j].ID = z[j].ID, z[i].ID
	}
	return z
}

// facts finds what is known about a Region.
func facts(region string) (regionFacts, bool) {
	for _, r := range regionTable {
		if r.name == region {
			return r, true
		}
	}
	return regionFacts{}, false
}
