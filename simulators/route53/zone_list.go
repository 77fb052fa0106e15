package route53

import (
	"cmp"
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// pageSize reads MaxItems, which is a text: at most 100, and that many when it
// is not given.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZones.html
func pageSize(given *string, most int) (int, error) {
	if given == nil || *given == "" {
		return most, nil
	}
	n, err := strconv.Atoi(*given)
	if err != nil || n < 1 {
		return 0, cloud.Errorf("InvalidInput", "The value '%s' for MaxItems is not valid.", *given)
	}
	return min(n, most), nil
}

// ListHostedZonesInput says which zones to list.
type ListHostedZonesInput struct {
	Marker          *string `doc:"the ID of the zone to start with, from the answer before"`
	MaxItems        *string `doc:"how many at most"`
	DelegationSetId *string `doc:"only zones with this reusable set of name servers"`
	HostedZoneType  *string `enum:"PrivateHostedZone" doc:"only private ones"`
}

// ListHostedZonesOutput is a page of zones.
type ListHostedZonesOutput struct {
	HostedZones []HostedZone
	Marker      *string
	IsTruncated bool
	NextMarker  *string
	MaxItems    string
}

// ListHostedZones lists the account's zones in the order of creation.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZones.html
func (s *State) ListHostedZones(c *cloud.Call, in ListHostedZonesInput) (ListHostedZonesOutput, error) {
	n, err := pageSize(in.MaxItems, 100)
	if err != nil {
		return ListHostedZonesOutput{}, err
	}
	if set := bare(deref(in.DelegationSetId)); set != "" && s.DelegationSets.Find(set) == nil {
		return ListHostedZonesOutput{}, noSuchSet(set)
	}
	out := ListHostedZonesOutput{HostedZones: []HostedZone{}, Marker: in.Marker, MaxItems: strconv.Itoa(n)}
	started := deref(in.Marker) == ""
	for z := range s.Zones.All {
		if z.Account != c.Account || !z.fits(in) {
			continue
		}
		if started = started || z.ID == bare(*in.Marker); !started {
			continue
		}
		if len(out.HostedZones) == n {
			out.IsTruncated, out.NextMarker = true, new(z.ID)
			break
		}
		out.HostedZones = append(out.HostedZones, z.out())
	}
	return out, nil
}

func (z *Zone) fits(in ListHostedZonesInput) bool {
	set := bare(deref(in.DelegationSetId))
	return (set == "" || z.DelegationSet == set) && (deref(in.HostedZoneType) == "" || z.Private)
}

// ListHostedZonesByNameInput says where to start.
type ListHostedZonesByNameInput struct {
	DNSName      *string `doc:"the name to start with"`
	HostedZoneId *string `doc:"of several zones of that name, the one to start with"`
	MaxItems     *string `doc:"how many at most"`
}

// ListHostedZonesByNameOutput is a page of zones.
type ListHostedZonesByNameOutput struct {
	HostedZones      []HostedZone
	DNSName          *string
	HostedZoneId     *string
	IsTruncated      bool
	NextDNSName      *string
	NextHostedZoneId *string
	MaxItems         string
}

// ListHostedZonesByName lists the account's zones by name, the labels
// reversed. A name that no zone has starts at the next one.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByName.html
func (s *State) ListHostedZonesByName(c *cloud.Call, in ListHostedZonesByNameInput) (ListHostedZonesByNameOutput, error) {
	n, err := pageSize(in.MaxItems, 100)
	if err != nil {
		return ListHostedZonesByNameOutput{}, err
	}
	start := ""
	if name := deref(in.DNSName); name != "" {
		canon, problem := canonical(name)
		if problem != "" {
			return ListHostedZonesByNameOutput{}, cloud.Errorf("InvalidDomainName", "%s", problem)
		}
		start = Key(canon)
	}
	out := ListHostedZonesByNameOutput{HostedZones: []HostedZone{}, DNSName: in.DNSName, HostedZoneId: in.HostedZoneId, MaxItems: strconv.Itoa(n)}
	for _, z := range s.byName(c.Account) {
		key := Key(z.Name)
		if key < start || key == start && z.ID < bare(deref(in.HostedZoneId)) {
			continue
		}
		if len(out.HostedZones) == n {
			out.IsTruncated, out.NextDNSName, out.NextHostedZoneId = true, new(z.Name), new(z.ID)
			break
		}
		out.HostedZones = append(out.HostedZones, z.out())
	}
	return out, nil
}

// byName are the account's zones by name, then by ID.
func (s *State) byName(account string) []*Zone {
	var list []*Zone
	for z := range s.Zones.All {
		if z.Account == account {
			list = append(list, z)
		}
	}
	slices.SortFunc(list, func(a, b *Zone) int {
		return cmp.Or(cmp.Compare(Key(a.Name), Key(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// GetHostedZoneCountInput asks for nothing.
type GetHostedZoneCountInput struct{}

// GetHostedZoneCountOutput counts zones.
type GetHostedZoneCountOutput struct{ HostedZoneCount int64 }

// GetHostedZoneCount counts the account's zones.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZoneCount.html
func (s *State) GetHostedZoneCount(c *cloud.Call, _ GetHostedZoneCountInput) (GetHostedZoneCountOutput, error) {
	return GetHostedZoneCountOutput{s.zonesOf(c.Account)}, nil
}
