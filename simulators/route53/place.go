package route53

import (
	"net/netip"
	"strings"
	"sync"
)

// none is the dense number of nothing.
const none = -1

// City is a place where users and their provider's resolver are.
type City struct {
	Name    string
	Country string // KR
	State   string // of the United States: WA
	Lat     int32  // hundredths of a degree, south negative
	Lon     int32  // west negative
	People  int32  // thousands
}

// Region is an AWS Region and where it lies.
type Region struct {
	Name     string // ap-northeast-2
	City     string
	Country  string
	State    string
	Lat, Lon int32 // hundredths of a degree
	measured int   // its row in the table of latencies, or none
}

// Country is one that geolocation records may name.
type Country struct{ Code, Continent, Name string }

// Continent is one that geolocation records may name.
type Continent struct{ Code, Name string }

// Subdivision is one that geolocation records may name.
type Subdivision struct{ Country, Code, Name string }

// Place is where somebody asks from, as Route 53 sees it. The zero Place is
// nowhere: an address that nobody has placed.
type Place struct {
	Name        string // of the city or the Region
	Country     string
	Continent   string
	Subdivision string
	At          Point
	Known       bool
	spot        int32 // 1 + its place in the atlas; 0: only a point
}

// Cities lists the cities by name; read only.
func Cities() []City { return cities }

// Regions lists the Regions; read only.
func Regions() []Region { return regions }

// Countries lists the countries by code; read only.
func Countries() []Country { return countries }

// Continents lists the continents by code; read only.
func Continents() []Continent { return continents }

// Subdivisions lists the states of the United States by code; read only.
func Subdivisions() []Subdivision { return states }

// ContinentOf is the continent that Route 53 counts a country to, or empty.
func ContinentOf(country string) string { return world().continent[country] }

// atlas is every place by name, and how far each is from each Region. It is
// made once and never changed.
type atlas struct {
	places    []Place // cities, then Regions
	byName    map[string]int32
	continent map[string]string
	rtt       [][]int32 // microseconds: by place, then by Region
	gates     [][]entry // of Regions that were not measured: over which they are entered
	region    map[string]int32
}

var world = sync.OnceValue(func() *atlas {
	w := &atlas{byName: map[string]int32{}, continent: map[string]string{}, region: map[string]int32{}}
	for _, c := range countries {
		w.continent[c.Code] = c.Continent
	}
	for _, c := range cities {
		w.add(c.Name, c.Country, c.State, c.Lat, c.Lon)
	}
	for i, r := range regions {
		w.region[r.Name] = int32(i)
		w.add(r.Name, r.Country, r.State, r.Lat, r.Lon)
	}
	w.measure()
	return w
})

func (w *atlas) add(name, country, state string, lat, lon int32) {
	p := Place{Name: name, Country: country, Continent: w.continent[country], Subdivision: state, At: PointAt(lat, lon), Known: true}
	p.spot = int32(len(w.places)) + 1
	w.byName[folded(name)] = p.spot - 1
	w.places = append(w.places, p)
}

// folded is a name as it is looked up: New York, new-york and NEWYORK are one.
func folded(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '_', '\'', '.':
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// FindPlace is the city or Region of a name; letters' case, spaces and hyphens
// do not matter.
func FindPlace(name string) (Place, bool) {
	w := world()
	if i, ok := w.byName[folded(name)]; ok {
		return w.places[i], true
	}
	return Place{}, false
}

// PlaceNames lists the names that FindPlace knows: cities, then Regions.
func PlaceNames() []string {
	var list []string
	for _, p := range world().places {
		list = append(list, p.Name)
	}
	return list
}

// CityPlace is the place of the city with a number.
func CityPlace(i int) Place { return world().places[i] }

// RegionPlace is where a Region lies.
func RegionPlace(name string) (Place, bool) {
	w := world()
	if i, ok := w.region[name]; ok {
		return w.places[len(cities)+int(i)], true
	}
	return Place{}, false
}

// Addresses of the lab's internet. The users of city number n have
// 198.18.n.0/24, and public resolvers ask from 198.19.0.0/16: the range of RFC
// 2544, which is nobody's.
// The office of the story is in Seoul; 192.0.2.0/24 and 198.51.100.0/24 belong
// to people whom nobody has placed.
var (
	office   = netip.MustParsePrefix("203.0.113.0/24")
	cityBase = netip.MustParsePrefix("198.18.0.0/15")
)

// OfficeCity is where the learner's laptop is.
const OfficeCity = "Seoul"

// CityPrefix is the range that the users of the city with a number have.
func CityPrefix(i int) netip.Prefix {
	return netip.PrefixFrom(netip.AddrFrom4([4]byte{198, 18, byte(i), 0}), 24)
}

// CityNumber is the number of a city by its exact name, or -1.
func CityNumber(name string) int {
	if i, ok := world().byName[folded(name)]; ok && int(i) < len(cities) {
		return int(i)
	}
	return none
}

// Locate is where an address is taken to be; the zero Place for one that
// nobody has placed.
func Locate(a netip.Addr) Place {
	a = a.Unmap()
	switch {
	case office.Contains(a):
		p, _ := FindPlace(OfficeCity)
		return p
	case cityBase.Contains(a):
		b := a.As4()
		if b[1] == 18 && int(b[2]) < len(cities) {
			return world().places[b[2]]
		}
		p, _ := locateResolver(b)
		return p
	}
	return Place{}
}
