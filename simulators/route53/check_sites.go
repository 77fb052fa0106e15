package route53

import (
	"net/netip"

	"skylab/simulators/cloud"
)

// Declare puts a place on the internet, or another one in its stead; outages
// that are known stay.
func (s *State) Declare(site Site) {
	if old := s.Sites.Find(site.Address); old != nil && site.Down == nil {
		site.Down = old.Down
	}
	s.Sites.Add(site)
}

// SiteNamed finds a declared place by its address or its name; nil when there
// is none.
func (s *State) SiteNamed(word string) *Site {
	if a, err := netip.ParseAddr(word); err == nil {
		return s.Sites.Find(a.String())
	}
	for site := range s.Sites.All {
		if site.Name == word {
			return site
		}
	}
	return nil
}

// FailSite takes a place down from an instant on; until 0 means for good. A
// place that nobody declared answers as a working shop does, so any address on
// the internet can fail.
func (s *State) FailSite(address string, since, until cloud.Time) {
	site := s.Sites.Find(address)
	if site == nil {
		site = s.Sites.Add(Site{Address: address, Status: 200})
	}
	site.Down = append(site.Down, Outage{since, until})
}

// RepairSites ends all outages.
func (s *State) RepairSites() {
	for site := range s.Sites.All {
		site.Down = nil
	}
}

// Visit is what somebody on the internet meets at an address that no service
// of the simulated cloud has.
func (s *State) Visit(t Asked, at cloud.Time) Encounter {
	if site := s.Sites.Find(t.Address.String()); site != nil {
		return site.answer(t, at)
	}
	return Encounter{Status: 200}
}
