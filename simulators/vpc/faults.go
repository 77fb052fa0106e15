package vpc

import (
	"skylab/simulators/cloud"
)

// Fail takes something down from an instant on: a host by instance ID, a zone
// by zone ID (use1-az1), a Region by name. until 0 means until it is repaired.
func (s *State) Fail(kind, name string, since, until cloud.Time) {
	s.Failed.Add(Failure{Kind: kind, Name: name, Since: since, Until: until})
}

// ZoneAnywhere finds a zone of any Region by its ID, or by the name that the
// account calls it.
func (s *State) ZoneAnywhere(account, nameOrID string) (Zone, bool) {
	for _, r := range regionTable {
		if z, ok := s.ZoneFor(account, r.name, nameOrID); ok {
			return z, true
		}
	}
	return Zone{}, false
}

// Repair ends all faults.
func (s *State) Repair() {
	s.Failed = cloud.Collection[Failure]{}
}

// FailedAt lists what is down at an instant, in the order in which it fell.
func (s *State) FailedAt(at cloud.Time) []Failure {
	var list []Failure
	for f := range s.Failed.All {
		if f.Since <= at && (f.Until == 0 || at < f.Until) {
			list = append(list, *f)
		}
	}
	return list
}

// faults notes what is down at the instant of the view.
func (n *Network) faults(s *State) {
	for _, f := range s.FailedAt(n.at) {
		n.down[f.Kind+"/"+f.Name] = true
	}
}

func (n *Network) regionDown(region string) string {
	if n.down["region/"+region] {
		return CodeRegionFailed
	}
	return ""
}

// zoneDown says which fault, if any, took a zone: its own or its Region's.
func (n *Network) zoneDown(region, zone, id string) (code, where string) {
	switch {
	case n.down["region/"+region]:
		return CodeRegionFailed, region
	case id != "" && n.down["az/"+id]:
		return CodeZoneFailed, id
	case zone != "" && n.down["az/"+zone]:
		return CodeZoneFailed, zone
	}
	return "", ""
}
