package route53

import (
	"slices"
	"strings"
)

// record reads a record set of a change; problems are everything that is wrong
// with its name and values.
func record(in *ResourceRecordSet) (set RecordSet, problems []string) {
	name, problem := canonical(deref(in.Name))
	if problem != "" {
		problems = append(problems, problem)
	}
	set = RecordSet{Name: name, Type: deref(in.Type), SetID: deref(in.SetIdentifier), TTL: deref(in.TTL), HealthCheck: deref(in.HealthCheckId)}
	for _, r := range in.ResourceRecords {
		v, problem := value(set.Type, deref(r.Value))
		switch {
		case problem != "":
			problems = append(problems, "Invalid Resource Record: '"+problem+"'")
		case slices.Contains(set.Values, v):
			problems = append(problems, "Duplicate Resource Record: '"+v+"'")
		default:
			set.Values = append(set.Values, v)
		}
	}
	if len(set.Values) > 1 && (set.Type == "CNAME" || set.Type == "SOA") {
		problems = append(problems, "RRSet of type "+set.Type+" with DNS name "+name+" can have only one value")
	}
	if t := in.AliasTarget; t != nil {
		target, problem := canonical(*t.DNSName)
		if problem != "" {
			problems = append(problems, problem)
		}
		set.Alias, set.AliasZone, set.AliasName, set.Evaluate = true, bare(*t.HostedZoneId), target, *t.EvaluateTargetHealth
	}
	return set, append(problems, set.route(in)...)
}

// route reads the routing policy.
func (r *RecordSet) route(in *ResourceRecordSet) []string {
	switch {
	case in.Weight != nil:
		r.Policy, r.Weight = Weighted, *in.Weight
	case in.Region != nil:
		r.Policy, r.Region = Latency, *in.Region
		if !regionKnown(r.Region) {
			return []string{"Invalid region name '" + r.Region + "'"}
		}
	case in.Failover != nil:
		r.Policy, r.Primary = Failover, *in.Failover == "PRIMARY"
	case in.MultiValueAnswer != nil:
		r.Policy = Multivalue
		if r.Alias || r.Type == "CNAME" || r.Type == "NS" || r.Type == "SOA" {
			return []string{"RRSet with DNS name " + r.Name + ", type " + r.Type + ", SetIdentifier " + r.SetID + " cannot be a multivalue answer: alias, CNAME, NS and SOA records are not supported"}
		}
	case in.GeoLocation != nil:
		return r.geolocate(in.GeoLocation)
	case in.CidrRoutingConfig != nil:
		r.Policy, r.CIDRCollection, r.CIDRLocation = IPBased, deref(in.CidrRoutingConfig.CollectionId), deref(in.CidrRoutingConfig.LocationName)
	case in.GeoProximityLocation != nil:
		return r.locate(in.GeoProximityLocation)
	}
	return nil
}

// geolocate reads a geographic location: a continent alone, a country, or a
// country and a subdivision.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GeoLocation.html
func (r *RecordSet) geolocate(g *GeoLocation) []string {
	r.Policy = Geolocation
	r.Continent, r.Country, r.Subdivision = deref(g.ContinentCode), deref(g.CountryCode), deref(g.SubdivisionCode)
	if _, ok := geoLocation(r.Continent, r.Country, r.Subdivision); !ok {
		return []string{"Invalid geolocation: no location has [" + r.place() + "]"}
	}
	return nil
}

// place is a geographic location as messages write it.
func (r *RecordSet) place() string {
	var parts []string
	for _, x := range [...]struct{ name, value string }{
		{"ContinentCode", r.Continent}, {"CountryCode", r.Country}, {"SubdivisionCode", r.Subdivision},
	} {
		if x.value != "" {
			parts = append(parts, x.name+"="+x.value)
		}
	}
	return strings.Join(parts, ", ")
}

// locate reads a geoproximity location: one of Region, Local Zone Group and
// coordinates.
// docs.aws.amazon.com/Route53/latest/APIReference/API_GeoProximityLocation.html
func (r *RecordSet) locate(g *GeoProximityLocation) []string {
	r.Policy, r.Bias = Geoproximity, deref(g.Bias)
	r.Region, r.LocalZone = deref(g.AWSRegion), deref(g.LocalZoneGroup)
	n := 0
	for _, there := range [...]bool{g.AWSRegion != nil, g.LocalZoneGroup != nil, g.Coordinates != nil} {
		if there {
			n++
		}
	}
	switch {
	case n != 1:
		return []string{"Invalid geoproximity location: exactly one of [AWSRegion, LocalZoneGroup, or Coordinates] is expected"}
	case r.Bias < -99 || r.Bias > 99:
		return []string{cloudText("Invalid geoproximity location: bias %d is not between -99 and 99", r.Bias)}
	case r.Region != "" && !regionKnown(r.Region):
		return []string{"Invalid region name '" + r.Region + "'"}
	case g.Coordinates == nil:
		return nil
	}
	r.Latitude, r.Longitude = deref(g.Coordinates.Latitude), deref(g.Coordinates.Longitude)
	lat, fine := hundredths(r.Latitude, 90)
	lon, too := hundredths(r.Longitude, 180)
	if !fine || !too {
		return []string{"Invalid geoproximity location: latitude '" + r.Latitude + "', longitude '" + r.Longitude + "' is no place"}
	}
	r.Lat, r.Lon = lat, lon
	return nil
}

// hundredths reads a number of degrees with at most two decimals.
func hundredths(s string, most int32) (int32, bool) {
	digits := strings.TrimLeft(s, "+-")
	if len(s)-len(digits) > 1 {
		return 0, false
	}
	whole, fraction, _ := strings.Cut(digits, ".")
	fits := len(whole) >= 1 && len(whole) <= 3 && len(fraction) <= 2
	if !fits || strings.Trim(whole+fraction, "0123456789") != "" {
		return 0, false
	}
	n := int32(0)
	for _, d := range []byte(whole + (fraction + "00")[:2]) {
		n = n*10 + int32(d-'0')
	}
	if n > most*100 {
		return 0, false
	}
	if s[0] == '-' {
		n = -n
	}
	return n, true
}

func regionKnown(name string) bool {
	_, ok := RegionPlace(name)
	return ok
}
