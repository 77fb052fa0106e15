package route53

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// ResourceRecordSet is a record set as the API takes and prints it.
type ResourceRecordSet struct {
	Name                 *string               `required:"true" doc:"the name: www.lunchbell.example.com"`
	Type                 *string               `required:"true" doc:"A, AAAA, CNAME, MX, TXT, NS, SRV, CAA, PTR, SOA, SPF, DS, NAPTR, HTTPS, SVCB, SSHFP, TLSA"`
	SetIdentifier        *string               `doc:"what tells this set from others of its name and type, with any policy but simple"`
	Weight               *int64                `doc:"weighted: 0 to 255"`
	Region               *string               `doc:"latency: the Region where the endpoint is"`
	GeoLocation          *GeoLocation          `doc:"geolocation: a continent, a country, a state, or country * for everybody else"`
	Failover             *string               `doc:"failover: PRIMARY or SECONDARY"`
	MultiValueAnswer     *bool                 `doc:"multivalue: up to eight healthy sets answer"`
	TTL                  *int64                `doc:"how many seconds resolvers may keep the answer"`
	ResourceRecords      []ResourceRecord      `doc:"the values"`
	AliasTarget          *AliasTarget          `doc:"what an alias leads to, instead of TTL and values"`
	HealthCheckId        *string               `doc:"the health check that decides whether the set answers"`
	CidrRoutingConfig    *CidrRoutingConfig    `doc:"IP-based: a location of a CIDR collection"`
	GeoProximityLocation *GeoProximityLocation `doc:"geoproximity: a Region or a place, and a bias"`
}

// ResourceRecord is one value.
type ResourceRecord struct {
	Value *string `required:"true" doc:"the value, as the type writes it"`
}

// AliasTarget is what an alias leads to.
type AliasTarget struct {
	HostedZoneId         *string `required:"true" doc:"the hosted zone of the target: of the load balancer, or this zone's own"`
	DNSName              *string `required:"true" doc:"the target's name"`
	EvaluateTargetHealth *bool   `required:"true" doc:"whether the alias is healthy only while its target is"`
}

// GeoLocation is where the asker is.
type GeoLocation struct {
	ContinentCode   *string `doc:"AF, AN, AS, EU, OC, NA, SA"`
	CountryCode     *string `doc:"two letters, or * for everybody else"`
	SubdivisionCode *string `doc:"a state of the US, or a region of Ukraine"`
}

// CidrRoutingConfig is a location of a CIDR collection.
type CidrRoutingConfig struct {
	CollectionId *string `required:"true" doc:"the collection's ID"`
	LocationName *string `required:"true" doc:"the location's name, or * for everybody else"`
}

// GeoProximityLocation is where an endpoint is, and how far it reaches.
type GeoProximityLocation struct {
	AWSRegion      *string      `doc:"the Region of the endpoint"`
	LocalZoneGroup *string      `doc:"its Local Zone Group"`
	Coordinates    *Coordinates `doc:"its place, when it is not in AWS"`
	Bias           *int64       `doc:"-99 to 99: shrinks or widens its area"`
}

// Coordinates is a place on the globe.
type Coordinates struct {
	Latitude  *string `required:"true" doc:"-90 to 90, at most two decimals"`
	Longitude *string `required:"true" doc:"-180 to 180, at most two decimals"`
}

// out is the set as the API prints it.
func (r *RecordSet) out() ResourceRecordSet {
	out := ResourceRecordSet{Name: new(r.Name), Type: new(r.Type), SetIdentifier: some(r.SetID), HealthCheckId: some(r.HealthCheck)}
	if r.Alias {
		out.AliasTarget = &AliasTarget{new(r.AliasZone), new(r.AliasName), new(r.Evaluate)}
	} else {
		out.TTL = new(r.TTL)
		for _, v := range r.Values {
			out.ResourceRecords = append(out.ResourceRecords, ResourceRecord{new(v)})
		}
	}
	r.policyOut(&out)
	return out
}

func (r *RecordSet) policyOut(out *ResourceRecordSet) {
	switch r.Policy {
	case Weighted:
		out.Weight = new(r.Weight)
	case Latency:
		out.Region = new(r.Region)
	case Failover:
		out.Failover = new(r.failover())
	case Multivalue:
		out.MultiValueAnswer = new(true)
	case Geolocation:
		out.GeoLocation = &GeoLocation{some(r.Continent), some(r.Country), some(r.Subdivision)}
	case IPBased:
		out.CidrRoutingConfig = &CidrRoutingConfig{new(r.CIDRCollection), new(r.CIDRLocation)}
	case Geoproximity:
		g := &GeoProximityLocation{AWSRegion: some(r.Region), LocalZoneGroup: some(r.LocalZone), Bias: new(r.Bias)}
		if r.Latitude != "" {
			g.Coordinates = &Coordinates{new(r.Latitude), new(r.Longitude)}
		}
		out.GeoProximityLocation = g
	case Simple:
	}
}

func (r *RecordSet) failover() string {
	if r.Primary {
		return "PRIMARY"
	}
	return "SECONDARY"
}

// same tells whether two sets say the same; the order of values is no part of
// it.
func (r *RecordSet) same(o *RecordSet) bool {
	a, b := *r, *o
	a.Values, b.Values = nil, nil
	return equalSets(a, b) && sameValues(r.Values, o.Values)
}

func equalSets(a, b RecordSet) bool {
	return a.Name == b.Name && a.Type == b.Type && a.SetID == b.SetID && a.TTL == b.TTL && a.Policy == b.Policy &&
		a.Alias == b.Alias && a.AliasZone == b.AliasZone && a.AliasName == b.AliasName && a.Evaluate == b.Evaluate &&
		a.HealthCheck == b.HealthCheck && a.Weight == b.Weight && a.Region == b.Region && a.Primary == b.Primary &&
		a.Continent == b.Continent && a.Country == b.Country && a.Subdivision == b.Subdivision &&
		a.LocalZone == b.LocalZone && a.Lat == b.Lat && a.Lon == b.Lon && a.Bias == b.Bias &&
		a.CIDRCollection == b.CIDRCollection && a.CIDRLocation == b.CIDRLocation
}

func sameValues(a, b []string) bool {
	x, y := slices.Clone(a), slices.Clone(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// recordTypes are the types that Route 53 serves.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
var recordTypes = [...]string{"SOA", "A", "TXT", "NS", "CNAME", "MX", "NAPTR", "PTR", "SRV", "SPF", "AAAA", "CAA", "DS", "TLSA", "SSHFP", "SVCB", "HTTPS"}

func notFacet(value, all string) error {
	return cloud.Errorf("InvalidInput", "Invalid XML ; cvc-enumeration-valid: Value '%s' is not facet-valid with respect to enumeration '[%s]'. It must be a value from the enumeration.", value, all)
}

func checkType(t string) error {
	if slices.Contains(recordTypes[:], t) {
		return nil
	}
	return notFacet(t, strings.Join(recordTypes[:], ", "))
}
