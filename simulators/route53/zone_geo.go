package route53

import (
	"strconv"

	"skylab/simulators/cloud"
)

// GeoLocationDetails is a location that geolocation records may name.
type GeoLocationDetails struct {
	ContinentCode   *string
	ContinentName   *string
	CountryCode     *string
	CountryName     *string
	SubdivisionCode *string
	SubdivisionName *string
}

// geoLocations lists all locations: continents, the default, then countries
// with their subdivisions.
func geoLocations() []GeoLocationDetails {
	var list []GeoLocationDetails
	for _, c := range Continents() {
		list = append(list, GeoLocationDetails{ContinentCode: new(c.Code), ContinentName: new(c.Name)})
	}
	list = append(list, GeoLocationDetails{CountryCode: new("*"), CountryName: new("Default")})
	for _, c := range Countries() {
		list = append(list, GeoLocationDetails{CountryCode: new(c.Code), CountryName: new(c.Name)})
		for _, s := range Subdivisions() {
			if s.Country == c.Code {
				list = append(list, GeoLocationDetails{nil, nil, new(c.Code), new(c.Name), new(s.Code), new(s.Name)})
			}
		}
	}
	return list
}

// geoLocation finds a location by its codes.
func geoLocation(continent, country, subdivision string) (GeoLocationDetails, bool) {
	for _, g := range geoLocations() {
		if deref(g.ContinentCode) == continent && deref(g.CountryCode) == country && deref(g.SubdivisionCode) == subdivision {
			return g, true
		}
	}
	return GeoLocationDetails{}, false
}

// GetGeoLocationInput names a location by its codes.
type GetGeoLocationInput struct {
	ContinentCode   *string `doc:"AF, AN, AS, EU, OC, NA, SA"`
	CountryCode     *string `doc:"two letters, or *"`
	SubdivisionCode *string `doc:"a state of the US"`
}

// GetGeoLocationOutput tells of it.
type GetGeoLocationOutput struct{ GeoLocationDetails GeoLocationDetails }

// GetGeoLocation tells whether geolocation records may name a location.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GetGeoLocation.html
func (s *State) GetGeoLocation(_ *cloud.Call, in GetGeoLocationInput) (GetGeoLocationOutput, error) {
	g, ok := geoLocation(deref(in.ContinentCode), deref(in.CountryCode), deref(in.SubdivisionCode))
	if !ok {
		return GetGeoLocationOutput{}, cloud.Errorf("NoSuchGeoLocation", "The geographic location you specified does not exist.")
	}
	return GetGeoLocationOutput{g}, nil
}

// ListGeoLocationsInput says where to start.
type ListGeoLocationsInput struct {
	StartContinentCode   *string `doc:"the continent to start with"`
	StartCountryCode     *string `doc:"the country to start with"`
	StartSubdivisionCode *string `doc:"of that country, the subdivision to start with"`
	MaxItems             *string `doc:"how many at most, up to 100"`
}

// ListGeoLocationsOutput is a page of locations.
type ListGeoLocationsOutput struct {
	GeoLocationDetailsList []GeoLocationDetails
	IsTruncated            bool
	NextContinentCode      *string
	NextCountryCode        *string
	NextSubdivisionCode    *string
	MaxItems               string
}

// ListGeoLocations lists the locations that geolocation records may name.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ListGeoLocations.html
func (s *State) ListGeoLocations(_ *cloud.Call, in ListGeoLocationsInput) (ListGeoLocationsOutput, error) {
	n, err := pageSize(in.MaxItems, 100)
	if err != nil {
		return ListGeoLocationsOutput{}, err
	}
	out := ListGeoLocationsOutput{GeoLocationDetailsList: []GeoLocationDetails{}, MaxItems: strconv.Itoa(n)}
	started := in.StartContinentCode == nil && in.StartCountryCode == nil && in.StartSubdivisionCode == nil
	for _, g := range geoLocations() {
		started = started || deref(g.ContinentCode) == deref(in.StartContinentCode) &&
			deref(g.CountryCode) == deref(in.StartCountryCode) && deref(g.SubdivisionCode) == deref(in.StartSubdivisionCode)
		if !started {
			continue
		}
		if len(out.GeoLocationDetailsList) == n {
			out.IsTruncated, out.NextContinentCode, out.NextCountryCode, out.NextSubdivisionCode = true, g.ContinentCode, g.CountryCode, g.SubdivisionCode
			break
		}
		out.GeoLocationDetailsList = append(out.GeoLocationDetailsList, g)
	}
	return out, nil
}
