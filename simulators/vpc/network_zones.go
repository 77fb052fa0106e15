package vpc

import (
	"slices"

	"skylab/simulators/cloud"
)

// DescribeAvailabilityZonesInput narrows the list of zones.
type DescribeAvailabilityZonesInput struct {
	ZoneNames            []string `doc:"only these zones, by name"`
	ZoneIds              []string `doc:"only these zones, by ID"`
	AllAvailabilityZones *bool    `doc:"also zones that are not enabled; the lab has none"`
	DryRun               *bool    `doc:"only tell whether the call would work"`
	Filters              []Filter `doc:"conditions, all of which have to fit"`
}

// DescribeAvailabilityZonesOutput lists zones.
type DescribeAvailabilityZonesOutput struct{ AvailabilityZones []AvailabilityZone }

// AvailabilityZone is a zone as the API prints it.
type AvailabilityZone struct {
	OptInStatus        string
	Messages           []AvailabilityZoneMessage
	RegionName         string
	ZoneName           string
	ZoneId             string
	GroupName          string
	NetworkBorderGroup string
	ZoneType           string
	GroupLongName      string
	State              string
}

// AvailabilityZoneMessage is something that AWS says about a zone.
type AvailabilityZoneMessage struct{ Message string }

var zoneFilters = filterTable[AvailabilityZone]{
	"group-long-name": func(_ *Region, z *AvailabilityZone) []string { return one(z.GroupLongName) },
	"group-name":      func(_ *Region, z *AvailabilityZone) []string { return one(z.GroupName) },
	"message": func(_ *Region, z *AvailabilityZone) (list []string) {
		for _, m := range z.Messages {
			list = append(list, m.Message)
		}
		return list
	},
	"opt-in-status":    func(_ *Region, z *AvailabilityZone) []string { return one(z.OptInStatus) },
	"parent-zone-id":   func(*Region, *AvailabilityZone) []string { return nil },
	"parent-zone-name": func(*Region, *AvailabilityZone) []string { return nil },
	"region-name":      func(_ *Region, z *AvailabilityZone) []string { return one(z.RegionName) },
	"state":            func(_ *Region, z *AvailabilityZone) []string { return one(z.State) },
	"zone-id":          func(_ *Region, z *AvailabilityZone) []string { return one(z.ZoneId) },
	"zone-name":        func(_ *Region, z *AvailabilityZone) []string { return one(z.ZoneName) },
	"zone-type":        func(_ *Region, z *AvailabilityZone) []string { return one(z.ZoneType) },
}

// DescribeAvailabilityZones lists the Region's zones under the account's names
// for them.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeAvailabilityZones.html
func (s *State) DescribeAvailabilityZones(c *cloud.Call, in DescribeAvailabilityZonesInput) (out DescribeAvailabilityZonesOutput, err error) {
	if err := zoneFilters.check(in.Filters); err != nil {
		return out, err
	}
	r, zones := s.At(c), s.ZonesOf(c.Scope.Account, c.Scope.Region)
	for _, name := range in.ZoneNames {
		if !slices.ContainsFunc(zones, func(z Zone) bool { return z.Name == name }) {
			return out, invalid("Invalid availability zone: [%s]", name)
		}
	}
	for _, id := range in.ZoneIds {
		if !slices.ContainsFunc(zones, func(z Zone) bool { return z.ID == id }) {
			return out, invalid("Invalid availability zone-id: [%s]", id)
		}
	}
	f, _ := facts(c.Scope.Region)
	out.AvailabilityZones = []AvailabilityZone{}
	for _, zone := range zones {
		z := printZone(zone, f, s.zoneState(zone, c))
		if wanted(in.ZoneNames, z.ZoneName) && wanted(in.ZoneIds, z.ZoneId) && match(r, zoneFilters, in.Filters, &z, nil) {
			out.AvailabilityZones = append(out.AvailabilityZones, z)
		}
	}
	return out, nil
}

// wanted tells whether a list names the value, or names nothing at all.
func wanted(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }

// zoneState is impaired while a fault has taken the zone or its Region down.
func (s *State) zoneState(z Zone, c *cloud.Call) string {
	for _, f := range s.FailedAt(c.Now) {
		if f.Kind == "az" && f.Name == z.ID || f.Kind == "region" && f.Name == c.Scope.Region {
			return "impaired"
		}
	}
	return "available"
}

func printZone(z Zone, f regionFacts, state string) AvailabilityZone {
	out := AvailabilityZone{
		OptInStatus: "opt-in-not-required", Messages: []AvailabilityZoneMessage{}, RegionName: f.name, ZoneName: z.Name, ZoneId: z.ID,
		GroupName: f.name + "-zg-1", NetworkBorderGroup: f.name, ZoneType: "availability-zone", GroupLongName: f.long + " 1", State: state,
	}
	return out
}

// DescribeRegionsInput narrows the list of Regions.
type DescribeRegionsInput struct {
	RegionNames []string `doc:"only these Regions, also when they are not enabled"`
	AllRegions  *bool    `doc:"also Regions that are not enabled"`
	DryRun      *bool    `doc:"only tell whether the call would work"`
	Filters     []Filter `doc:"conditions, all of which have to fit"`
}

// DescribeRegionsOutput lists Regions.
type DescribeRegionsOutput struct{ Regions []RegionOut }

// RegionOut is a Region as the API prints it.
type RegionOut struct {
	OptInStatus string
	RegionName  string
	Endpoint    string
}

var regionFilters = filterTable[RegionOut]{
	"endpoint":      func(_ *Region, x *RegionOut) []string { return one(x.Endpoint) },
	"opt-in-status": func(_ *Region, x *RegionOut) []string { return one(x.OptInStatus) },
	"region-name":   func(_ *Region, x *RegionOut) []string { return one(x.RegionName) },
}

// DescribeRegions lists the Regions that the account can use, or all.
// docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
func (s *State) DescribeRegions(c *cloud.Call, in DescribeRegionsInput) (out DescribeRegionsOutput, err error) {
	if err := regionFilters.check(in.Filters); err != nil {
		return out, err
	}
	for _, name := range in.RegionNames {
		if _, ok := facts(name); !ok {
			return out, invalid("Invalid region name: [%s]", name)
		}
	}
	out.Regions = []RegionOut{}
	for _, f := range regionTable {
		x := RegionOut{"opt-in-not-required", f.name, "ec2." + f.name + ".amazonaws.com"}
		if f.optIn {
			x.OptInStatus = "not-opted-in"
		}
		listed := !f.optIn || deref(in.AllRegions) || len(in.RegionNames) > 0
		if listed && wanted(in.RegionNames, f.name) && match(nil, regionFilters, in.Filters, &x, nil) {
			out.Regions = append(out.Regions, x)
		}
	}
	return out, nil
}
