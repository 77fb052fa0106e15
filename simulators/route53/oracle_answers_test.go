package route53_test

import (
	"fmt"
	"math"
	"math/big"
	"net/netip"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/elbv2"
	"skylab/simulators/route53"
)

// answerAreas are the areas of how a query is answered.
var answerAreas = map[string]adaptor{
	"weighted": oracleWeighted, "failover": oracleFailover, "nested-tree": oracleTree, "latency": oracleLatency,
	"geolocation": oracleGeolocation, "geolocation-continents": oracleContinents, "geoproximity": oracleProximity,
	"ip-based": oracleIP, "multivalue": oracleMultivalue, "simple": oracleSimple, "wildcard": oracleWildcard,
	"private-zone": oraclePrivate, "edns0": oracleEDNS, "alias-evaluate-target-health": oracleTargetGroups,
}

// asked is the name whose records most cases are about.
const asked = "app.example.com."

// checked is a record set with the case's health: none has no check; the check
// bears the record's ID.
func checked(set route53.RecordSet, hc any) route53.RecordSet {
	if hc != nil && text(hc) != "none" {
		set.HealthCheck = set.SetID
	}
	return set
}

// downs are the checks of those records that a case calls unhealthy.
func downs(list []any) []string {
	var down []string
	for _, x := range list {
		m := members(x)
		if id, ok := m["id"].(string); ok && m["hc"] == "unhealthy" {
			down = append(down, id)
		}
		if inner, ok := m["records"]; ok {
			down = append(down, downs(items(inner))...)
		}
	}
	return down
}

func record(id string, policy route53.Policy) route53.RecordSet {
	return route53.RecordSet{Name: asked, Type: "A", TTL: 60, SetID: id, Policy: policy, Values: []string{"192.0.2.1"}}
}

// manyAnswers is how many questions a statistical case asks; a share may lie five
// standard deviations off: chance alone does that once in 1.7 million cases.
const manyAnswers = 20_000

func oracleWeighted(t *testing.T, c oracleCase) outcome {
	if w, ok := c.Given["weight"]; ok {
		c.only("weight")
		l := newLab()
		z := l.zone(t, "example.com")
		return verdict(l.do(z, change("CREATE", "app.example.com", "A", "192.0.2.1", func(r *route53.ResourceRecordSet) {
			r.SetIdentifier, r.Weight = new("a"), new(int64(number(w)))
		})), c.Expect["valid"])
	}
	if c.Expect["probability"] == nil {
		return unread()
	}
	c.only("policy", "records")
	var sets []route53.RecordSet
	list := items(c.Given["records"])
	for _, x := range list {
		m := members(x)
		r := record(text(m["id"]), route53.Weighted)
		r.Weight = int64(number(m["weight"]))
		sets = append(sets, checked(r, m["hc"]))
	}
	x := indexOf(zoneOf(sets...))
	return probabilities(shares(x, health(x, downs(list)...), asked, route53.Place{}, manyAnswers), members(c.Expect["probability"]))
}

func probabilities(got map[string]int, want map[string]any) outcome {
	for id, fraction := range want {
		p, ok := new(big.Rat).SetString(text(fraction))
		if !ok {
			panic(unreadable(text(fraction)))
		}
		f, _ := p.Float64()
		if off := math.Abs(float64(got[id])/manyAnswers - f); off > 5*math.Sqrt(f*(1-f)/manyAnswers) {
			return outcome{"failed", fmt.Sprintf("%s is given %d times of %d, want %s", id, got[id], manyAnswers, text(fraction))}
		}
	}
	return passed()
}

// only1 is the one set that all answers came from.
func only1(got map[string]int) string {
	var names []string
	for n := range got {
		names = append(names, n)
	}
	slices.Sort(names)
	return strings.Join(names, "+")
}

func oracleFailover(t *testing.T, c oracleCase) outcome {
	switch {
	case c.Given["primary_hc"] != nil:
		c.only("policy", "primary_hc", "secondary_hc")
		p, s := record("primary", route53.Failover), record("secondary", route53.Failover)
		p.Primary = true
		p, s = checked(p, c.Given["primary_hc"]), checked(s, c.Given["secondary_hc"])
		var down []string
		for _, side := range []string{"primary", "secondary"} {
			if c.Given[side+"_hc"] == "unhealthy" {
				down = append(down, side)
			}
		}
		x := indexOf(zoneOf(p, s))
		return equal(only1(shares(x, health(x, down...), asked, route53.Place{}, 100)), c.Expect["answer"])
	case c.Given["primary"] != nil:
		return failoverOfGroups(c)
	case c.Expect["records"] != nil:
		l := newLab()
		z := l.zone(t, "example.com")
		one := func(id, side string) error {
			return l.do(z, change("CREATE", "app.example.com", "A", "192.0.2.1", func(r *route53.ResourceRecordSet) { r.SetIdentifier, r.Failover = &id, &side }))
		}
		return equal([]bool{one("p", "PRIMARY") == nil, one("s", "SECONDARY") == nil, one("p2", "PRIMARY") == nil, one("s2", "SECONDARY") == nil}, []bool{true, true, false, false})
	}
	return unread()
}

// failoverOfGroups: each side is an alias to a group of records.
func failoverOfGroups(c oracleCase) outcome {
	c.only("primary", "secondary")
	var sets []route53.RecordSet
	var down []string
	for _, side := range []string{"primary", "secondary"} {
		g := members(c.Given[side])
		alias := record(side, route53.Failover)
		alias.Primary, alias.Values, alias.Alias, alias.AliasZone = side == "primary", nil, true, "Z0TEST"
		alias.AliasName, alias.Evaluate = side+".example.com.", g["alias_eth"] == true
		sets = append(sets, alias)
		for i, hc := range items(g["targets"]) {
			r := record(fmt.Sprintf("%s%d", side, i), route53.Weighted)
			r.Name, r.Weight = side+".example.com.", 1
			sets = append(sets, checked(r, hc))
			if hc == "unhealthy" {
				down = append(down, r.SetID)
			}
		}
	}
	x := indexOf(zoneOf(sets...))
	for id := range shares(x, health(x, down...), asked, route53.Place{}, 200) {
		if !strings.HasPrefix(id, text(c.Expect["answer"])) {
			return outcome{"failed", "it answers " + id}
		}
	}
	return passed()
}

func oracleTree(t *testing.T, c oracleCase) outcome {
	c.only("query_name", "lowest_latency_order", "records")
	list := items(c.Given["records"])
	top := dotted(text(c.Given["query_name"]))
	var sets []route53.RecordSet
	for _, x := range list {
		m := members(x)
		if m["name"] == nil {
			r := record(text(m["id"]), route53.Latency)
			r.Name, r.Region, r.Values, r.Alias, r.AliasZone = top, text(m["region"]), nil, true, "Z0TEST"
			r.AliasName, r.Evaluate = text(m["alias_target"])+".example.com.", m["eth"] == true
			sets = append(sets, checked(r, m["hc"]))
			continue
		}
		for _, inner := range items(m["records"]) {
			i := members(inner)
			r := record(text(i["id"]), route53.Weighted)
			r.Name, r.Weight = text(m["name"])+".example.com.", int64(number(i["weight"]))
			sets = append(sets, checked(r, i["hc"]))
		}
	}
	x := indexOf(zoneOf(sets...))
	got := shares(x, health(x, downs(list)...), top, ordered(texts(c.Given["lowest_latency_order"])), 400)
	return equal(only1(got), strings.Join(sorted(texts(c.Expect["answer_any_of"])), "+"))
}

func dotted(name string) string { return strings.TrimSuffix(name, ".") + "." }

func sorted(list []string) []string {
	slices.Sort(list)
	return list
}

// ordered is a place from which the Regions are as fast as the case says,
// fastest first.
func ordered(regions []string) route53.Place {
	for i := range route53.Cities() {
		p, last, ok := route53.CityPlace(i), int64(-1), true
		for _, r := range regions {
			at := route53.RTT(p, r)
			ok = ok && at > last
			last = at
		}
		if ok {
			return p
		}
	}
	panic(unreadable("no city has such an order of Regions"))
}

func oracleLatency(t *testing.T, c oracleCase) outcome {
	c.only("policy", "latency_ms", "records")
	ms := members(c.Given["latency_ms"])
	var regions []string
	for r := range ms {
		regions = append(regions, r)
	}
	slices.SortFunc(regions, func(a, b string) int { return number(ms[a]) - number(ms[b]) })
	var sets []route53.RecordSet
	for _, x := range items(c.Given["records"]) {
		m := members(x)
		r := record(text(m["region"]), route53.Latency)
		r.Region = r.SetID
		sets = append(sets, checked(r, m["hc"]))
	}
	var down []string
	for _, x := range items(c.Given["records"]) {
		if m := members(x); m["hc"] == "unhealthy" {
			down = append(down, text(m["region"]))
		}
	}
	x := indexOf(zoneOf(sets...))
	return equal(only1(shares(x, health(x, down...), asked, ordered(regions), 50)), c.Expect["answer"])
}

// located puts a case's location into a record set.
func located(r route53.RecordSet, location string) route53.RecordSet {
	kind, where, _ := strings.Cut(location, ":")
	switch kind {
	case "default":
		r.Country = "*"
	case "continent":
		r.Continent = where
	case "country":
		r.Country = where
	case "us-state":
		r.Country, r.Subdivision = "US", where
	default:
		panic(unreadable(location))
	}
	return r
}

func client(v any) route53.Place {
	m := members(v)
	p := route53.Place{}
	if country, ok := m["country"].(string); ok {
		p = route53.Place{Country: country, Continent: route53.ContinentOf(country), Known: true}
	}
	if state, ok := m["state"].(string); ok {
		p.Subdivision = state
	}
	return p
}

func oracleGeolocation(t *testing.T, c oracleCase) outcome {
	if c.Given["existing"] != nil {
		l := newLab()
		z := l.zone(t, "example.com")
		if err := l.do(z, change("CREATE", "app.example.com", "A", "192.0.2.1", func(r *route53.ResourceRecordSet) {
			r.SetIdentifier, r.GeoLocation = new("kr"), &route53.GeoLocation{CountryCode: new("KR")}
		})); err != nil {
			t.Fatal(err)
		}
		return verdict(l.do(z, change("CREATE", "app.example.com", "A", "192.0.2.2")), c.Expect["allowed"])
	}
	if c.Expect["country_code"] != nil {
		return equal(located(route53.RecordSet{}, text(c.Given["location"])).Country, c.Expect["country_code"])
	}
	c.only("policy", "records", "client")
	var sets []route53.RecordSet
	var down []string
	for _, x := range items(c.Given["records"]) {
		m := members(x)
		r := checked(located(record(text(m["location"]), route53.Geolocation), text(m["location"])), m["hc"])
		if m["hc"] == "unhealthy" {
			down = append(down, r.SetID)
		}
		sets = append(sets, r)
	}
	x := indexOf(zoneOf(sets...))
	got := ask(x, health(x, down...), asked, "A", client(c.Given["client"]), 1)
	if c.Expect["answer"] == nil {
		return all(equal(got.Status.String(), c.Expect["rcode"]), equal(len(got.Records), c.Expect["answer_count"]))
	}
	return equal(got.Records[0].Set, c.Expect["answer"])
}

func oracleContinents(t *testing.T, c oracleCase) outcome {
	if continent, ok := c.Given["continent"]; ok {
		c.only("continent")
		list := []string{}
		for _, x := range route53.Countries() {
			if x.Continent == text(continent) {
				list = append(list, x.Code)
			}
		}
		return all(equal(list, c.Expect["countries"]), equal(len(list), c.Expect["count"]))
	}
	c.only("country")
	country := text(c.Given["country"])
	if want := c.Expect["continent"]; want != nil {
		return equal(route53.ContinentOf(country), want)
	}
	l := newLab()
	z := l.zone(t, "example.com")
	return verdict(l.do(z, change("CREATE", "app.example.com", "A", "192.0.2.1", func(r *route53.ResourceRecordSet) {
		r.SetIdentifier, r.GeoLocation = new("x"), &route53.GeoLocation{CountryCode: &country}
	})), c.Expect["record_allowed"])
}

// oracleProximity puts the records east of a client on the equator, as far off
// as the case says.
func oracleProximity(t *testing.T, c oracleCase) outcome {
	if bias, ok := c.Given["bias"]; ok {
		c.only("bias")
		l := newLab()
		z := l.zone(t, "example.com")
		return verdict(l.do(z, change("CREATE", "app.example.com", "A", "192.0.2.1", func(r *route53.ResourceRecordSet) {
			r.SetIdentifier, r.GeoProximityLocation = new("a"), &route53.GeoProximityLocation{AWSRegion: new("us-east-1"), Bias: new(int64(number(bias)))}
		})), c.Expect["valid"])
	}
	c.only("policy", "records")
	const kmOfHundredth = 111.195 / 100
	var sets []route53.RecordSet
	biased := members(c.Expect["biased_distance_km"])
	for _, x := range items(c.Given["records"]) {
		m := members(x)
		km, ok := m["distance_km"].(float64)
		if !ok {
			panic(unreadable("a distance"))
		}
		r := record(text(m["id"]), route53.Geoproximity)
		r.Bias, r.Lon = int64(number(m["bias"])), int32(math.Round(km/kmOfHundredth))
		r.Latitude, r.Longitude = "0", "0"
		sets = append(sets, r)
		want, _ := biased[r.SetID].(float64)
		if got := float64(route53.Biased(int64(km*1000), r.Bias)) / 1000; math.Abs(got-want) > 0.001 {
			return outcome{"failed", fmt.Sprintf("%s appears %f km off, want %f", r.SetID, got, want)}
		}
	}
	x := indexOf(zoneOf(sets...))
	from := route53.Place{At: route53.PointAt(0, 0), Known: true}
	return equal(only1(shares(x, health(x), asked, from, 20)), c.Expect["answer"])
}

func oracleIP(t *testing.T, c oracleCase) outcome {
	if c.Given["family"] != nil {
		c.only("family", "prefix_len")
		base := map[int]string{4: "128.0.0.0", 6: "8000::"}[number(c.Given["family"])]
		l := newLab()
		made, err := l.state.CreateCidrCollection(l.call(), route53.CreateCidrCollectionInput{Name: "all", CallerReference: "r"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = l.state.ChangeCidrCollection(l.call(), route53.ChangeCidrCollectionInput{Id: made.Collection.Id, Changes: []route53.CidrChange{{
			LocationName: new("isp"), Action: new("PUT"), CidrList: []string{fmt.Sprintf("%s/%d", base, number(c.Given["prefix_len"]))},
		}}})
		return verdict(err, c.Expect["allowed_in_collection"])
	}
	c.only("policy", "collection", "query_subnet", "has_default")
	collection := route53.CIDRCollection{ID: "c"}
	var sets []route53.RecordSet
	for name, blocks := range members(c.Given["collection"]) {
		collection.Locations = append(collection.Locations, route53.CIDRLocation{Name: name, Blocks: texts(blocks)})
		r := record(name, route53.IPBased)
		r.CIDRCollection, r.CIDRLocation = "c", name
		sets = append(sets, r)
	}
	if c.Given["has_default"] != nil {
		r := record("*", route53.IPBased)
		r.CIDRCollection, r.CIDRLocation = "c", "*"
		sets = append(sets, r)
	}
	subnet, err := netip.ParsePrefix(text(c.Given["query_subnet"]))
	if err != nil {
		panic(unreadable(err.Error()))
	}
	x := indexOf(zoneOf(sets...), collection)
	a := &route53.Answer{}
	x.Ask(health(x), &route53.Query{Name: asked, Type: "A", Subnet: subnet}, a)
	if len(a.Records) == 0 {
		return equal(nil, c.Expect["location"])
	}
	return equal(a.Records[0].Set, c.Expect["location"])
}

func oracleMultivalue(t *testing.T, c oracleCase) outcome {
	if c.Given["alias"] == true {
		l := newLab()
		z := l.zone(t, "example.com")
		l.balancers["lb.us-east-1.elb.amazonaws.com."] = "Z35SXDOTRQ7X7K"
		return verdict(l.do(z, change("CREATE", "app.example.com", "A", "", aliasTo("Z35SXDOTRQ7X7K", "lb.us-east-1.elb.amazonaws.com", true), func(r *route53.ResourceRecordSet) {
			r.SetIdentifier, r.MultiValueAnswer = new("a"), new(true)
		})), c.Expect["allowed"])
	}
	c.only("policy", "healthy", "unhealthy", "no_hc")
	var sets []route53.RecordSet
	var down []string
	for _, kind := range []string{"healthy", "unhealthy", "no_hc"} {
		for i := range number(c.Given[kind]) {
			r := record(fmt.Sprintf("%s %d", kind, i), route53.Multivalue)
			r.Values = []string{fmt.Sprintf("192.0.2.%d", len(sets)+1)}
			if kind != "no_hc" {
				r.HealthCheck = r.SetID
			}
			if kind == "unhealthy" {
				down = append(down, r.SetID)
			}
			sets = append(sets, r)
		}
	}
	x := indexOf(zoneOf(sets...))
	v, orders := health(x, down...), map[string]bool{}
	for n := range uint64(50) {
		got := ask(x, v, asked, "A", route53.Place{}, n)
		if len(got.Records) != number(c.Expect["count"]) {
			return outcome{"failed", fmt.Sprintf("it gives %d values", len(got.Records))}
		}
		var given []string
		for _, r := range got.Records {
			kind, _, _ := strings.Cut(r.Set, " ")
			if !slices.Contains(strings.Split(text(c.Expect["only"]), " or "), kind) {
				return outcome{"failed", "it gives one that is " + kind}
			}
			given = append(given, r.Set)
		}
		slices.Sort(given)
		orders[strings.Join(given, ",")] = true
	}
	if c.Expect["random_subset"] == true && len(orders) < 2 {
		return outcome{"failed", "it always gives the same ones"}
	}
	return passed()
}

func oracleSimple(t *testing.T, c oracleCase) outcome {
	c.only("policy", "values")
	values := texts(c.Given["values"])
	r := record("", route53.Simple)
	r.Values = values
	x := indexOf(zoneOf(r))
	orders := map[string]bool{}
	for n := range uint64(60) {
		var list []string
		for _, rr := range ask(x, health(x), asked, "A", route53.Place{}, n).Records {
			list = append(list, rr.Value)
		}
		orders[strings.Join(list, ",")] = true
		if !slices.Equal(sorted(list), sorted(slices.Clone(values))) {
			return outcome{"failed", fmt.Sprint("it gives ", list)}
		}
	}
	if len(values) > 1 && len(orders) < 2 {
		return outcome{"failed", "the order is always the same"}
	}
	return passed()
}

func oracleWildcard(t *testing.T, c oracleCase) outcome {
	form := func(name string) string {
		return dotted(strings.ReplaceAll(name, "*", `\052`))
	}
	switch {
	case c.Given["zone"] != nil:
		c.only("zone", "query")
		var sets []route53.RecordSet
		for name, value := range members(c.Given["zone"]) {
			sets = append(sets, route53.RecordSet{Name: form(name), Type: "A", TTL: 60, Values: []string{text(value)}})
		}
		x := indexOf(zoneOf(sets...))
		got := ask(x, health(x), form(text(c.Given["query"])), "A", route53.Place{}, 1)
		if got.Status != route53.NoError {
			return equal(got.Status.String(), c.Expect["answer"])
		}
		return equal(got.Records[0].Value, c.Expect["answer"])
	case c.Expect["treated"] != nil:
		c.only("name")
		x := indexOf(zoneOf(route53.RecordSet{Name: form(text(c.Given["name"])), Type: "A", TTL: 60, Values: []string{"W"}}))
		_, tail, _ := strings.Cut(text(c.Given["name"]), "*")
		got := ask(x, health(x), form("other"+tail), "A", route53.Place{}, 1)
		treated := "not wildcard"
		if len(got.Records) > 0 {
			treated = "wildcard"
		}
		return equal(treated, c.Expect["treated"])
	case c.Expect["wildcard_allowed"] != nil:
		l := newLab()
		z := l.zone(t, "example.com")
		kind := text(c.Given["type"])
		return verdict(l.do(z, change("CREATE", text(c.Given["name"]), kind, sample(kind))), c.Expect["wildcard_allowed"])
	}
	return unread()
}

func oraclePrivate(t *testing.T, c oracleCase) outcome {
	l := newLab()
	z := l.zone(t, "example.com", "vpc-1")
	switch {
	case c.Expect["required"] != nil:
		want := members(c.Expect["required"])
		for _, on := range []bool{false, true} {
			for _, names := range []bool{false, true} {
				in := route53.Inside{VPC: route53.VPC{Region: "us-east-1", ID: "vpc-1"}, Support: on, Hostnames: names}
				sees := l.state.PrivateZone(in, "www.example.com.") != nil
				if sees != ((on || want["enableDnsSupport"] != true) && (names || want["enableDnsHostnames"] != true)) {
					return outcome{"failed", fmt.Sprintf("with support %v and hostnames %v it sees its zone: %v", on, names, sees)}
				}
			}
		}
		return passed()
	case c.Expect["supported"] != nil:
		for i, p := range texts(c.Expect["supported"]) {
			name := fmt.Sprintf("s%d.example.com", i)
			if err := l.do(z, change("CREATE", name, "A", "10.0.0.1", withPolicy(p))); err != nil {
				return outcome{"failed", p + ": " + err.Error()}
			}
		}
		for i, p := range texts(c.Expect["unsupported"]) {
			if err := l.do(z, change("CREATE", fmt.Sprintf("u%d.example.com", i), "A", "10.0.0.1", withPolicy(p))); err == nil {
				return outcome{"failed", p + " is taken"}
			}
		}
		return passed()
	}
	return unread()
}

// withPolicy gives a record set a policy by its name in the developer guide.
func withPolicy(name string) func(*route53.ResourceRecordSet) {
	return func(r *route53.ResourceRecordSet) {
		if name != "simple" {
			r.SetIdentifier = new("a")
		}
		switch name {
		case "simple":
		case "failover":
			r.Failover = new("PRIMARY")
		case "multivalue":
			r.MultiValueAnswer = new(true)
		case "weighted":
			r.Weight = new(int64(1))
		case "latency":
			r.Region = new("us-east-1")
		case "geolocation":
			r.GeoLocation = &route53.GeoLocation{CountryCode: new("KR")}
		case "geoproximity":
			r.GeoProximityLocation = &route53.GeoProximityLocation{AWSRegion: new("us-east-1")}
		case "ip-based":
			r.CidrRoutingConfig = &route53.CidrRoutingConfig{CollectionId: new("c"), LocationName: new("*")}
		default:
			panic(unreadable(name))
		}
	}
}

// oracleEDNS asks by whose place Route 53 goes.
func oracleEDNS(t *testing.T, c oracleCase) outcome {
	countries := map[string]string{"FR": "Paris", "JP": "Tokyo", "KR": "Seoul", "DE": "Berlin", "GB": "London", "US": "Chicago", "BR": "Sao Paulo", "IN": "Delhi", "AU": "Sydney"}
	city := func(v any) string {
		name, ok := countries[text(v)]
		if !ok {
			panic(unreadable(text(v)))
		}
		return name
	}
	if c.Given["zone"] == "private" {
		s := &route53.State{}
		v := route53.VPC{Region: "us-east-1", ID: "vpc-1"}
		z := zoneOf(located(record("US", route53.Geolocation), "country:US"), located(record("rest", route53.Geolocation), "default"))
		z.Private, z.VPCs = true, []route53.VPC{v}
		s.Zones.Add(*z)
		r := route53.VPCResolver("vpc-1", "us-east-1", netip.MustParseAddr("10.0.0.2"))
		r.PassesOn = c.Given["resolver_sends_client_subnet"] == true
		got := s.Internet(7, noon).ResolveInside(r, route53.Inside{VPC: v, Support: true, Hostnames: true}, clientIn("Tokyo"), asked, "A", &route53.Caches{})
		return equal(got.Records[0].Set != "US", c.Expect["client_subnet_used"])
	}
	c.only("resolver_sends_client_subnet", "resolver_location", "client_location")
	resolver, asker := city(c.Given["resolver_location"]), city(c.Given["client_location"])
	var sets []route53.RecordSet
	for _, country := range []string{text(c.Given["resolver_location"]), text(c.Given["client_location"])} {
		r := located(record(country, route53.Geolocation), "country:"+country)
		r.Name = "app." + shopName
		sets = append(sets, r)
	}
	r := provider(resolver)
	r.PassesOn = c.Given["resolver_sends_client_subnet"] == true
	got := shop(sets...).Internet(7, noon).Resolve(r, clientIn(asker), "app."+shopName, "A", &route53.Caches{})
	return equal(got.Records[0].Set, c.Expect["location_used"])
}

// targets answers for the targets of load balancers: those whose ID is healthy.
type targets struct{}

func (targets) Subnet(cloud.Scope, string) (string, string, netip.Prefix, bool) {
	return "", "", netip.Prefix{}, false
}

func (targets) Group(cloud.Scope, string) bool { return true }

func (targets) Target(_ cloud.Scope, id string, _ int32, _ cloud.Time) (bool, bool, string) {
	return true, strings.HasPrefix(id, "healthy"), ""
}

func oracleTargetGroups(t *testing.T, c oracleCase) outcome {
	c.only("load_balancer", "target_groups")
	if c.Expect["healthy"] == nil {
		return unread()
	}
	s := &elbv2.State{}
	s.Wire(targets{}, nil)
	b := s.Balancers.Add(elbv2.Balancer{ARN: "arn:lb", Type: "application"})
	for i, g := range items(c.Given["target_groups"]) {
		group := elbv2.TargetGroup{ARN: fmt.Sprintf("arn:group%d", i)}
		for j, state := range texts(g) {
			group.Targets = append(group.Targets, elbv2.Target{ID: fmt.Sprintf("%s%d", state, j), Port: 80})
		}
		s.Groups.Add(group)
		s.Listeners.Add(elbv2.Listener{ARN: fmt.Sprintf("arn:listener%d", i), Balancer: b.ARN, Port: int32(80 + i), Group: group.ARN})
	}
	return equal(s.Healthy(b, noon), c.Expect["healthy"])
}
