package route53_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/route53"
)

// with changes a record set of a change.
type with = func(*route53.ResourceRecordSet)

func setID(id string) with   { return func(r *route53.ResourceRecordSet) { r.SetIdentifier = &id } }
func weight(w int64) with    { return func(r *route53.ResourceRecordSet) { r.Weight = &w } }
func region(n string) with   { return func(r *route53.ResourceRecordSet) { r.Region = &n } }
func failover(n string) with { return func(r *route53.ResourceRecordSet) { r.Failover = &n } }
func multi() with            { return func(r *route53.ResourceRecordSet) { r.MultiValueAnswer = new(true) } }
func ttl(n int64) with       { return func(r *route53.ResourceRecordSet) { r.TTL = &n } }
func values(list ...string) with {
	return func(r *route53.ResourceRecordSet) {
		r.ResourceRecords = nil
		for _, v := range list {
			r.ResourceRecords = append(r.ResourceRecords, route53.ResourceRecord{Value: &v})
		}
	}
}
func country(continent, code string) with {
	return func(r *route53.ResourceRecordSet) {
		r.GeoLocation = &route53.GeoLocation{}
		if continent != "" {
			r.GeoLocation.ContinentCode = &continent
		}
		if code != "" {
			r.GeoLocation.CountryCode = &code
		}
	}
}
func near(bias int64, latitude, longitude string) with {
	return func(r *route53.ResourceRecordSet) {
		r.GeoProximityLocation = &route53.GeoProximityLocation{Bias: &bias, Coordinates: &route53.Coordinates{Latitude: &latitude, Longitude: &longitude}}
	}
}

// refusals are batches for a zone example.com that has www (A), alias-target
// (A), c (CNAME), w (weighted A, set a), f (failover, primary), m (multivalue),
// and what Route 53 says of them; ok: nothing.
var refusals = []struct {
	name    string
	changes []route53.ChangeItem
	want    string // of the message, or ok
}{
	{"new", []route53.ChangeItem{change("CREATE", "new.example.com", "A", "192.0.2.1")}, "ok"},
	{"there already", []route53.ChangeItem{change("CREATE", "www.example.com", "A", "192.0.2.9")}, "[Tried to create resource record set [name='www.example.com.', type='A'] but it already exists]"},
	{"capitals are the same name", []route53.ChangeItem{change("CREATE", "WWW.Example.com.", "A", "192.0.2.9")}, "but it already exists"},
	{"upsert", []route53.ChangeItem{change("UPSERT", "www.example.com", "A", "192.0.2.9")}, "ok"},
	{"delete", []route53.ChangeItem{change("DELETE", "www.example.com", "A", "192.0.2.1")}, "ok"},
	{"delete with another value", []route53.ChangeItem{change("DELETE", "www.example.com", "A", "192.0.2.2")}, "[Tried to delete resource record set [name='www.example.com.', type='A'] but the values provided do not match the current values]"},
	{"delete with another TTL", []route53.ChangeItem{change("DELETE", "www.example.com", "A", "192.0.2.1", ttl(60))}, "values provided do not match"},
	{"delete what is not there", []route53.ChangeItem{change("DELETE", "no.example.com", "A", "192.0.2.1")}, "[Tried to delete resource record set [name='no.example.com.', type='A'] but it was not found]"},
	{"delete one of several sets", []route53.ChangeItem{change("DELETE", "w.example.com", "A", "192.0.2.1", setID("b"), weight(1))}, "[name='w.example.com.', type='A', set-identifier='b'] but it was not found"},
	{"in another zone", []route53.ChangeItem{change("CREATE", "www.example.net", "A", "192.0.2.1")}, "[RRSet with DNS name www.example.net. is not permitted in zone example.com.]"},
	{"a name that only ends alike", []route53.ChangeItem{change("CREATE", "myexample.com", "A", "192.0.2.1")}, "is not permitted in zone"},
	{"CNAME at the apex", []route53.ChangeItem{change("CREATE", "example.com", "CNAME", "lb.example.net")}, "[RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone example.com.]"},
	{"CNAME beside others", []route53.ChangeItem{change("CREATE", "www.example.com", "CNAME", "lb.example.net")}, "[RRSet of type CNAME with DNS name www.example.com. is not permitted as it conflicts with other records with the same DNS name in zone example.com.]"},
	{"beside a CNAME", []route53.ChangeItem{change("CREATE", "c.example.com", "TXT", `"x"`)}, "[RRSet of type TXT with DNS name c.example.com. is not permitted because a conflicting RRSet of type CNAME with the same DNS name already exists in zone example.com.]"},
	{"A becomes CNAME in one batch", []route53.ChangeItem{change("DELETE", "www.example.com", "A", "192.0.2.1"), change("CREATE", "www.example.com", "CNAME", "lb.example.net")}, "ok"},
	{"the zone's NS", []route53.ChangeItem{change("DELETE", "example.com", "NS", "", values("NS"))}, "[A HostedZone must contain at least one NS record for the zone itself.]"},
	{"the zone's SOA", []route53.ChangeItem{change("DELETE", "example.com", "SOA", "", values("SOA"))}, "[A HostedZone must contain exactly one SOA record.]"},
	{"SOA elsewhere", []route53.ChangeItem{change("CREATE", "www.example.com", "SOA", "ns.example.com. h.example.com. 1 2 3 4 5")}, "is not permitted in zone"},
	{"NS of a wildcard", []route53.ChangeItem{change("CREATE", "*.example.com", "NS", "ns.example.net")}, "a wildcard is not supported for this type"},
	{"no address", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2")}, "[Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid IPv4 address) encountered with '192.0.2'']"},
	{"two mistakes are both told", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "1.2.3"), change("CREATE", "www.example.com", "A", "192.0.2.1")}, "encountered with '1.2.3'', Tried to create resource record set"},
	{"the same value twice", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "", values("192.0.2.1", "192.0.2.1"))}, "[Duplicate Resource Record: '192.0.2.1']"},
	{"two values of a CNAME", []route53.ChangeItem{change("CREATE", "x.example.com", "CNAME", "", values("a.example.net", "b.example.net"))}, "can have only one value"},
	{"one record set twice", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.1"), change("UPSERT", "x.example.com", "A", "192.0.2.2")}, "[The request contains an invalid set of changes for a resource record set 'A x.example.com.']"},
	{"delete and create again", []route53.ChangeItem{change("DELETE", "www.example.com", "A", "192.0.2.1"), change("CREATE", "www.example.com", "A", "192.0.2.2")}, "ok"},
	{"TTL and alias", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "", aliasTo("Z", "alias-target.example.com", false), ttl(60))}, "Invalid request: Expected exactly one of [AliasTarget, all of [TTL, and ResourceRecords], or TrafficPolicyInstanceId], but found more than one in Change with [Action=CREATE, Name=x.example.com, Type=A, SetIdentifier=null]"},
	{"no TTL", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.1", func(r *route53.ResourceRecordSet) { r.TTL = nil })}, "but found none in Change with"},
	{"alias within", []route53.ChangeItem{change("CREATE", "example.com", "A", "", aliasTo("Z", "alias-target.example.com", true))}, "ok"},
	{"alias to a name that is not there", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "", aliasTo("Z", "no.example.com", false))}, "type A in zone Z, but that target was not found]"},
	{"alias to another type", []route53.ChangeItem{change("CREATE", "x.example.com", "AAAA", "", aliasTo("Z", "alias-target.example.com", false))}, "but that target was not found"},
	{"alias out of the zone by its own ID", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "", aliasTo("Z", "lb.us-east-1.elb.amazonaws.com", false))}, "but the alias target name does not lie within the target zone, Tried to create an alias"},
	{"alias to a load balancer", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "", aliasTo("Z35SXDOTRQ7X7K", "dualstack.lb.us-east-1.elb.amazonaws.com", true))}, "ok"},
	{"alias to a load balancer, its zone mistyped", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "", aliasTo("ZWKZPGTI48KDX", "lb.us-east-1.elb.amazonaws.com", true))}, "does not lie within the target zone"},
	{"alias to CloudFront", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "", aliasTo("Z2FDTNDATAQYW2", "d1.cloudfront.net", false))}, "ok"},
	{"alias to CloudFront with its health", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "", aliasTo("Z2FDTNDATAQYW2", "d1.cloudfront.net", true))}, "EvaluateTargetHealth must be false"},
	{"an alias that leads back", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.1"), change("CREATE", "y.example.com", "A", "", aliasTo("Z", "x.example.com", false)), change("UPSERT", "alias-target.example.com", "A", "", aliasTo("Z", "alias-target.example.com", false))}, "leads back to alias-target.example.com."},
	{"weights in and out of range", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.1", setID("a"), weight(256))}, "with respect to maxInclusive '255'"},
	{"weight without identifier", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.1", weight(1))}, "Invalid request: Missing field 'SetIdentifier' in Change with [Action=CREATE, Name=x.example.com, Type=A, SetIdentifier=null]"},
	{"identifier without policy", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.1", setID("a"))}, "Expected exactly one of [Weight, Region, Failover, GeoLocation, MultiValueAnswer, CidrRoutingConfig, or GeoProximityLocation], but found none"},
	{"two policies", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.1", setID("a"), weight(1), region("us-east-1"))}, "but found more than one"},
	{"weighted beside weighted", []route53.ChangeItem{change("CREATE", "w.example.com", "A", "192.0.2.2", setID("b"), weight(0))}, "ok"},
	{"the same identifier", []route53.ChangeItem{change("CREATE", "w.example.com", "A", "192.0.2.2", setID("a"), weight(0))}, "set-identifier='a'] but it already exists"},
	{"simple beside weighted", []route53.ChangeItem{change("CREATE", "w.example.com", "A", "192.0.2.2")}, "[RRSet with DNS name w.example.com., type A cannot be created as other RRSets exist with the same name and type.]"},
	{"weighted beside simple", []route53.ChangeItem{change("CREATE", "www.example.com", "A", "192.0.2.2", setID("b"), weight(1))}, "[RRSet with DNS name www.example.com., type A, SetIdentifier b cannot be created because a non weighted rrset exists with the same name and type.]"},
	{"multivalue beside weighted", []route53.ChangeItem{change("CREATE", "w.example.com", "A", "192.0.2.2", setID("b"), multi())}, "because a non multivalue answer rrset exists with the same name and type."},
	{"a second primary", []route53.ChangeItem{change("CREATE", "f.example.com", "A", "192.0.2.2", setID("b"), failover("PRIMARY"))}, "failover PRIMARY already exists"},
	{"a secondary", []route53.ChangeItem{change("CREATE", "f.example.com", "A", "192.0.2.2", setID("b"), failover("SECONDARY"))}, "ok"},
	{"a third failover", []route53.ChangeItem{change("CREATE", "f.example.com", "A", "192.0.2.2", setID("b"), failover("TERTIARY"))}, "enumeration '[PRIMARY, SECONDARY]'"},
	{"multivalue of a CNAME", []route53.ChangeItem{change("CREATE", "x.example.com", "CNAME", "a.example.net", setID("a"), multi())}, "cannot be a multivalue answer"},
	{"a Region that does not exist", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", setID("a"), region("eu-nowhere-1"))}, "Invalid region name"},
	{"a country", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", setID("a"), country("", "KR"))}, "ok"},
	{"the default", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", setID("a"), country("", "*"))}, "ok"},
	{"continent and country", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", setID("a"), country("AS", "KR"))}, "no location has [ContinentCode=AS, CountryCode=KR]"},
	{"no such country", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", setID("a"), country("", "XX"))}, "no location has"},
	{"bias", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", setID("a"), near(99, "37.57", "-126.98"))}, "ok"},
	{"too much bias", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", setID("a"), near(100, "37.57", "126.98"))}, "bias 100 is not between -99 and 99"},
	{"beyond the pole", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", setID("a"), near(0, "90.01", "0"))}, "is no place"},
	{"a collection that is not there", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", setID("a"), func(r *route53.ResourceRecordSet) {
		r.CidrRoutingConfig = &route53.CidrRoutingConfig{CollectionId: new("none"), LocationName: new("*")}
	})}, "no CIDR collection has the ID none"},
	{"a check that is not there", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", setID("a"), weight(1), func(r *route53.ResourceRecordSet) { r.HealthCheckId = new("none") })}, "A health check with id none does not exist."},
	{"no such type", []route53.ChangeItem{change("CREATE", "x.example.com", "ALIAS", "192.0.2.2")}, "Value 'ALIAS' is not facet-valid"},
	{"no such action", []route53.ChangeItem{change("PUT", "x.example.com", "A", "192.0.2.2")}, "Value 'PUT' is not facet-valid with respect to enumeration '[CREATE, DELETE, UPSERT]'"},
	{"a TTL beyond the range", []route53.ChangeItem{change("CREATE", "x.example.com", "A", "192.0.2.2", ttl(1<<31))}, "maxInclusive"},
	{"nothing", nil, "not complete"},
	{"a blank in the name", []route53.ChangeItem{change("CREATE", "x y.example.com", "A", "192.0.2.2")}, "UnsupportedCharacter"},
	{"two dots", []route53.ChangeItem{change("CREATE", "x..example.com", "A", "192.0.2.2")}, "DomainLabelEmpty"},
	{"1,001 records", manyChanges(1001, "CREATE"), "Number of records limit of 1000 exceeded."},
	{"upserts count twice", manyChanges(501, "UPSERT"), "Number of records limit of 1000 exceeded."},
	{"1,000 records", manyChanges(1000, "CREATE"), "ok"},
	{"32,001 characters", []route53.ChangeItem{change("CREATE", "x.example.com", "TXT", "", longText(32_001))}, "Number of characters limit of 32000 exceeded."},
}

func manyChanges(n int, action string) []route53.ChangeItem {
	var list []route53.ChangeItem
	for i := range n {
		list = append(list, change(action, fmt.Sprintf("h%d.example.com", i), "A", "192.0.2.1"))
	}
	return list
}

func longText(n int) with {
	return func(r *route53.ResourceRecordSet) {
		r.ResourceRecords = nil
		for n > 0 {
			k := min(n, 200)
			r.ResourceRecords = append(r.ResourceRecords, route53.ResourceRecord{Value: new(`"` + strings.Repeat("x", max(0, k-2)) + `"`)})
			n -= k
		}
	}
}

// prepared is the zone of the refusals.
func prepared(t *testing.T) (*lab, string) {
	l := newLab()
	z := l.zone(t, "example.com")
	l.balancers["lb.us-east-1.elb.amazonaws.com."] = "Z35SXDOTRQ7X7K"
	err := l.do(z, change("CREATE", "www.example.com", "A", "192.0.2.1"), change("CREATE", "alias-target.example.com", "A", "192.0.2.1"),
		change("CREATE", "c.example.com", "CNAME", "other.example.net"), change("CREATE", "w.example.com", "A", "192.0.2.1", setID("a"), weight(1)),
		change("CREATE", "f.example.com", "A", "192.0.2.1", setID("a"), failover("PRIMARY")), change("CREATE", "m.example.com", "A", "192.0.2.1", setID("a"), multi()))
	if err != nil {
		t.Fatal(err)
	}
	return l, z
}

func TestRefusals(t *testing.T) {
	for _, c := range refusals {
		t.Run(c.name, func(t *testing.T) {
			l, z := prepared(t)
			zone := l.state.Zone(z)
			for i := range c.changes {
				r := c.changes[i].ResourceRecordSet
				if a := r.AliasTarget; a != nil && *a.HostedZoneId == "Z" {
					a.HostedZoneId = &z
				}
				if len(r.ResourceRecords) == 1 && (*r.ResourceRecords[0].Value == "NS" || *r.ResourceRecords[0].Value == "SOA") {
					is := zone.Records.Lookup("example.com.", *r.Type)[0]
					values(is.Values...)(r)
					r.TTL = &is.TTL
				}
			}
			before := every(zone.Records)
			err := l.do(z, c.changes...)
			switch {
			case c.want == "ok" && err != nil:
				t.Fatal(err)
			case c.want == "ok":
			case err == nil:
				t.Fatalf("it went through, want %s", c.want)
			case !strings.Contains(strings.ReplaceAll(err.Error(), z, "Z"), c.want):
				t.Errorf("%v, want %s", err, c.want)
			}
			if after := every(zone.Records); err != nil && !slices.Equal(before, after) {
				t.Error("the batch was refused and yet changed something")
			}
		})
	}
}

// TestBatchesAgainstMap plays random batches of plain records on the simulator
// and on a map: a batch is made whole or not at all, for the same batches.
func TestBatchesAgainstMap(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 13))
	l := newLab()
	z := l.zone(t, "example.com")
	is := map[string]string{}
	for step := range 1500 {
		next := map[string]string{}
		for k, v := range is {
			next[k] = v
		}
		fine, touched := true, map[string]string{}
		var batch []route53.ChangeItem
		for range 1 + r.IntN(4) {
			action := []string{"CREATE", "DELETE", "UPSERT"}[r.IntN(3)]
			name, v := fmt.Sprintf("h%d.example.com", r.IntN(12)), fmt.Sprintf("192.0.2.%d", r.IntN(3))
			batch = append(batch, change(action, name, "A", v))
			old, there := next[name]
			was := touched[name]
			switch {
			case was != "" && (was != "DELETE" || action == "DELETE"), action == "CREATE" && there, action == "DELETE" && old != v:
				fine = false
			case action == "DELETE":
				delete(next, name)
			default:
				next[name] = v
			}
			touched[name] = action
		}
		if err := l.do(z, batch...); (err == nil) != fine {
			t.Fatalf("step %d: %v, the map says %v", step, err, fine)
		}
		if fine {
			is = next
		}
		if step%50 == 0 {
			sameAsMap(t, l.state.Zone(z).Records, is)
		}
	}
	sameAsMap(t, l.state.Zone(z).Records, is)
}

func sameAsMap(t *testing.T, r route53.Records, want map[string]string) {
	t.Helper()
	n := 0
	for s := range r.All {
		if s.Type != "A" {
			continue
		}
		if n++; want[strings.TrimSuffix(s.Name, ".")] != s.Values[0] {
			t.Fatalf("%s is %s, want %s", s.Name, s.Values[0], want[strings.TrimSuffix(s.Name, ".")])
		}
	}
	if n != len(want) {
		t.Fatalf("%d records, want %d", n, len(want))
	}
}
