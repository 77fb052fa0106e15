package route53_test

import (
	"fmt"
	"strings"
	"testing"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// controlAreas are the areas of the control side: names, errors, quotas, what
// an alias may be, health.
var controlAreas = map[string]adaptor{
	"alias": oracleAlias, "names": oracleNames, "negative": oracleNegative, "ttl": oracleTTL, "quota": oracleQuota, "errors": oracleErrors,
	"health-check": oracleHealth, "health-check-calculated": oracleCalculated, "health-check-cloudwatch": oracleAlarm,
}

// verdict compares whether a batch went through.
func verdict(err error, want any) outcome { return equal(err == nil, want) }

// oracleAlias asks which aliases may be, and what they answer.
func oracleAlias(t *testing.T, c oracleCase) outcome {
	l := newLab()
	z := l.zone(t, "example.com")
	l.balancers["lb.us-east-1.elb.amazonaws.com."] = "Z35SXDOTRQ7X7K"
	g := c.Given
	switch {
	case g["alias_to"] != nil && c.Expect["allowed"] != nil:
		c.only("alias_to", "eth")
		if !strings.HasPrefix(text(g["alias_to"]), "CloudFront") {
			panic(unreadable("alias to " + text(g["alias_to"])))
		}
		return verdict(l.do(z, change("CREATE", "www.example.com", "A", "", aliasTo("Z2FDTNDATAQYW2", "d111111abcdef8.cloudfront.net", g["eth"] == true))), c.Expect["allowed"])
	case g["alias_to"] != nil:
		return aliasTTL(t, l, z, c)
	case g["existing"] != nil:
		c.only("existing", "create")
		a, b := strings.Fields(text(g["existing"])), strings.Fields(text(g["create"]))
		if err := l.do(z, change("CREATE", a[1], a[0], sample(a[0]))); err != nil {
			t.Fatal(err)
		}
		return verdict(l.do(z, change("CREATE", b[1], b[0], sample(b[0]))), c.Expect["allowed"])
	case g["record"] != nil:
		return aliasChain(t, l, z, c)
	case g["target"] != nil:
		target := strings.Fields(text(g["target"]))
		if err := l.do(z, change("CREATE", target[0], target[1], sample(target[1]))); err != nil {
			t.Fatal(err)
		}
		return verdict(l.do(z, change("CREATE", text(g["name"]), target[1], "", aliasTo(z, target[0], false))), c.Expect["allowed"])
	case g["name"] != nil && g["alias"] == true:
		return verdict(l.do(z, change("CREATE", text(g["name"]), text(g["type"]), "", aliasTo("Z35SXDOTRQ7X7K", "lb.us-east-1.elb.amazonaws.com", true))), c.Expect["allowed"])
	case g["name"] != nil:
		c.only("name", "type")
		return verdict(l.do(z, change("CREATE", text(g["name"]), text(g["type"]), sample(text(g["type"])))), c.Expect["allowed"])
	}
	return unread()
}

// sample is a value of a type.
func sample(kind string) string {
	return map[string]string{"A": "192.0.2.1", "AAAA": "2001:db8::1", "CNAME": "other.example.net", "TXT": `"text"`, "MX": "10 mail.example.com", "NS": "ns.example.net"}[kind]
}

// aliasTTL asks for the lifetime of an alias's answer, and whether it can be
// set.
func aliasTTL(t *testing.T, l *lab, z string, c oracleCase) outcome {
	var err error
	switch to := text(c.Given["alias_to"]); {
	case to == "ELB":
		err = l.do(z, change("CREATE", "www.example.com", "A", "", aliasTo("Z35SXDOTRQ7X7K", "lb.us-east-1.elb.amazonaws.com", true)))
	case strings.HasPrefix(to, "record in same zone with TTL "):
		ttl := int64(0)
		if _, e := fmt.Sscanf(to, "record in same zone with TTL %d", &ttl); e != nil {
			panic(unreadable(to))
		}
		err = l.do(z, change("CREATE", "zenith.example.com", "A", "192.0.2.1", func(r *route53.ResourceRecordSet) { r.TTL = &ttl }),
			change("CREATE", "www.example.com", "A", "", aliasTo(z, "zenith.example.com", false)))
	default:
		panic(unreadable(to))
	}
	if err != nil {
		t.Fatal(err)
	}
	got := object{}
	if c.Expect["ttl_settable"] != nil {
		withTTL := change("UPSERT", "www.example.com", "A", "", aliasTo("Z35SXDOTRQ7X7K", "lb.us-east-1.elb.amazonaws.com", true), func(r *route53.ResourceRecordSet) { r.TTL = new(int64(30)) })
		got["ttl_settable"] = l.do(z, withTTL) == nil
	}
	got["ttl"] = l.answers(z, "www.example.com.", "A")[0].TTL
	return equal(got, c.Expect)
}

// answers is what the zone's own server says once everything has settled.
func (l *lab) answers(zone, name, kind string) []route53.RR {
	n := l.state.Internet(7, l.world.Now+cloud.Hour)
	a := &route53.Answer{}
	n.Ask(l.state.Zone(zone).NameServers[0], &route53.Query{Name: name, Type: kind}, a)
	return a.Records
}

// aliasChain asks what a name answers that is a CNAME, whatever the type.
func aliasChain(t *testing.T, l *lab, z string, c oracleCase) outcome {
	c.only("record", "query")
	f, q := strings.Fields(text(c.Given["record"])), strings.Fields(text(c.Given["query"]))
	if len(f) != 4 || f[0] != "CNAME" || len(q) != 2 {
		panic(unreadable(text(c.Given["record"])))
	}
	if err := l.do(z, change("CREATE", f[1], f[0], f[3])); err != nil {
		t.Fatal(err)
	}
	got := l.answers(z, q[0]+".", q[1])
	if len(got) == 0 {
		return outcome{"failed", "there is no answer"}
	}
	return equal(object{"answer": got[0].Type + " " + strings.TrimSuffix(got[0].Value, ".")}, c.Expect)
}

// oracleNames makes names of given lengths.
func oracleNames(t *testing.T, c oracleCase) outcome {
	l := newLab()
	z := l.zone(t, "example.com")
	name := "www.example.com"
	switch {
	case c.Given["label_bytes"] != nil:
		c.only("label_bytes")
		name = strings.Repeat("a", number(c.Given["label_bytes"])) + ".example.com"
	case c.Given["total_bytes"] != nil:
		c.only("total_bytes")
		name = "example.com"
		for rest := number(c.Given["total_bytes"]) - len(name); rest > 0; {
			n := min(rest, 40)
			if rest-n == 1 {
				n--
			}
			name, rest = strings.Repeat("a", n-1)+"."+name, rest-n
		}
	default:
		return unread()
	}
	return verdict(l.do(z, change("CREATE", name, "A", "192.0.2.1")), c.Expect["valid"])
}

// oracleNegative asks about names that have no records.
func oracleNegative(t *testing.T, c oracleCase) outcome {
	l := newLab()
	z := l.zone(t, "example.com")
	apex := l.state.Zone(z).Records.Lookup("example.com.", "SOA")[0]
	switch {
	case len(c.Given) == 0:
		f := strings.Fields(apex.Values[0])
		got := object{"ttl": apex.TTL}
		for i, name := range []string{"serial", "refresh", "retry", "expire", "minimum"} {
			n := 0
			_, _ = fmt.Sscan(f[2+i], &n)
			got[name] = n
		}
		return equal(got, c.Expect)
	case c.Given["soa_minimum"] != nil:
		return negativeTTL(t, l, z, c, apex)
	case c.Given["records"] != nil && strings.Contains(c.said(), "child"):
		if err := l.do(z, change("CREATE", "zenith.acme.example.com", "A", "192.0.2.1")); err != nil {
			t.Fatal(err)
		}
		n := l.state.Internet(7, l.world.Now+cloud.Hour)
		a := &route53.Answer{}
		n.Ask(l.state.Zone(z).NameServers[0], &route53.Query{Name: "acme.example.com.", Type: "A"}, a)
		return equal(object{"rcode": a.Status.String(), "answer_count": len(a.Records)}, c.Expect)
	}
	return unread()
}

func negativeTTL(t *testing.T, l *lab, z string, c oracleCase, apex route53.RecordSet) outcome {
	c.only("soa_minimum", "soa_record_ttl")
	f := strings.Fields(apex.Values[0])
	f[6] = fmt.Sprint(number(c.Given["soa_minimum"]))
	ttl := int64(number(c.Given["soa_record_ttl"]))
	if err := l.do(z, change("UPSERT", "example.com", "SOA", strings.Join(f, " "), func(r *route53.ResourceRecordSet) { r.TTL = &ttl })); err != nil {
		t.Fatal(err)
	}
	n := l.state.Internet(7, l.world.Now+cloud.Hour)
	a := &route53.Answer{}
	n.Ask(l.state.Zone(z).NameServers[0], &route53.Query{Name: "nobody.example.com.", Type: "A"}, a)
	if len(a.Authority) != 1 {
		return outcome{"failed", fmt.Sprintf("%s with %v", a.Status, a.Authority)}
	}
	return equal(object{"negative_cache_s": a.Authority[0].TTL}, c.Expect)
}

// oracleTTL follows one resolver's cache, and the worst case of a failover.
func oracleTTL(t *testing.T, c oracleCase) outcome {
	switch {
	case c.Given["query_at"] != nil:
		return staleAnswers(t, c)
	case c.Given["failure_threshold"] != nil:
		c.only("interval", "failure_threshold", "ttl")
		detect := slowest(t, int64(number(c.Given["interval"])), int64(number(c.Given["failure_threshold"])))
		return equal(object{"worst_case_client_s": int64(detect/cloud.Second) + int64(number(c.Given["ttl"]))}, c.Expect)
	}
	return unread()
}

// staleAnswers asks a resolver again and again. The record changes at all
// name servers at once here: how long that takes is not the case's subject.
func staleAnswers(t *testing.T, c oracleCase) outcome {
	c.only("record_ttl", "resolver_cached_at", "record_changed_at", "query_at")
	l := newLab()
	z := l.zone(t, "lunchbell.example.com")
	ttl := int64(number(c.Given["record_ttl"]))
	if err := l.do(z, change("CREATE", "www.lunchbell.example.com", "A", "192.0.2.1", func(r *route53.ResourceRecordSet) { r.TTL = &ttl })); err != nil {
		t.Fatal(err)
	}
	zone := l.state.Zone(z)
	l.state.Domains.Find("lunchbell.example.com").NameServers = zone.NameServers
	old := zone.Records
	start := l.world.Now + cloud.Hour
	changed := start + cloud.Time(number(c.Given["record_changed_at"]))*cloud.Second
	now := old.Put(route53.RecordSet{Name: "www.lunchbell.example.com.", Type: "A", TTL: ttl, Values: []string{"192.0.2.2"}})
	zone.Served = []route53.Version{{At: 0, Until: 0, Records: old}, {At: changed, Until: changed, Records: now}}
	var caches route53.Caches
	ask := func(at cloud.Time) string {
		r := l.state.Internet(7, at).Resolve(route53.Provider(0), route53.Client{}, "www.lunchbell.example.com.", "A", &caches)
		if len(r.Records) != 1 {
			t.Fatalf("%+v", r)
		}
		return map[string]string{"192.0.2.1": "old", "192.0.2.2": "new"}[r.Records[0].Value]
	}
	ask(start + cloud.Time(number(c.Given["resolver_cached_at"]))*cloud.Second)
	var got []string
	for _, at := range items(c.Given["query_at"]) {
		got = append(got, ask(start+cloud.Time(number(at))*cloud.Second))
	}
	return equal(object{"answers": got}, c.Expect)
}

// oracleQuota asks for quotas by running into them.
func oracleQuota(t *testing.T, c oracleCase) outcome {
	c.only("quota")
	n := -1
	switch text(c.Given["quota"]) {
	case "health_checks":
		n = quotaOf(t, "MAX_HEALTH_CHECKS_BY_OWNER")
	case "hosted_zones":
		n = quotaOf(t, "MAX_HOSTED_ZONES_BY_OWNER")
	case "reusable_delegation_sets":
		n = quotaOf(t, "MAX_REUSABLE_DELEGATION_SETS_BY_OWNER")
	case "vpcs_per_private_zone":
		n = manyVPCs(t)
	case "records_per_zone", "resource_record_sets_per_zone":
		n = zoneQuota(t)
	case "cidr_blocks_per_collection":
		n = manyBlocks(t)
	case "same_name_type_weighted_latency_geo_multivalue_ip":
		n = manySets(t, func(r *route53.ResourceRecordSet, i int) { r.Weight = new(int64(1)) })
	case "geoproximity_same_name_type":
		n = manySets(t, func(r *route53.ResourceRecordSet, i int) {
			r.GeoProximityLocation = &route53.GeoProximityLocation{Coordinates: &route53.Coordinates{Latitude: new(fmt.Sprintf("%d.5", i%80)), Longitude: new(fmt.Sprintf("%d.5", i))}}
		})
	default:
		return unread()
	}
	return equal(object{"value": n}, c.Expect)
}

func quotaOf(t *testing.T, kind string) int {
	l := newLab()
	out, err := l.state.GetAccountLimit(l.call(), route53.GetAccountLimitInput{Type: kind})
	if err != nil {
		t.Fatal(err)
	}
	return int(out.Limit.Value)
}

func zoneQuota(t *testing.T) int {
	l := newLab()
	out, err := l.state.GetHostedZoneLimit(l.call(), route53.GetHostedZoneLimitInput{Type: "MAX_RRSETS_BY_ZONE", HostedZoneId: l.zone(t, "example.com")})
	if err != nil {
		t.Fatal(err)
	}
	return int(out.Limit.Value)
}

func manyVPCs(t *testing.T) int {
	l := newLab()
	z := l.zone(t, "example.com", "vpc-first")
	for n := 1; ; n++ {
		id := fmt.Sprintf("vpc-%d", n)
		l.vpcs[id] = learner
		_, err := l.state.AssociateVPCWithHostedZone(l.call(), route53.AssociateVPCWithHostedZoneInput{HostedZoneId: z, VPC: route53.VPCIn{VPCRegion: new("us-east-1"), VPCId: &id}})
		if err != nil {
			if code(err) != "LimitsExceeded" {
				t.Fatal(err)
			}
			return n
		}
	}
}

func manySets(t *testing.T, policy func(*route53.ResourceRecordSet, int)) int {
	l := newLab()
	z := l.zone(t, "example.com")
	for n := 0; ; n++ {
		err := l.do(z, change("CREATE", "www.example.com", "A", "192.0.2.1", func(r *route53.ResourceRecordSet) {
			r.SetIdentifier = new(fmt.Sprint("set ", n))
			policy(r, n)
		}))
		if err != nil {
			if code(err) != "InvalidChangeBatch" {
				t.Fatal(err)
			}
			return n
		}
	}
}

func manyBlocks(t *testing.T) int {
	l := newLab()
	made, err := l.state.CreateCidrCollection(l.call(), route53.CreateCidrCollectionInput{Name: "many", CallerReference: "1"})
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; ; n++ {
		_, err := l.state.ChangeCidrCollection(l.call(), route53.ChangeCidrCollectionInput{Id: made.Collection.Id, Changes: []route53.CidrChange{
			{LocationName: new("here"), Action: new("PUT"), CidrList: []string{fmt.Sprintf("10.%d.%d.0/24", n/256, n%256)}},
		}})
		if err != nil {
			if code(err) != "LimitsExceeded" {
				t.Fatal(err)
			}
			return n
		}
	}
}

// oracleErrors runs into errors.
func oracleErrors(t *testing.T, c oracleCase) outcome {
	l := newLab()
	if c.Given["op"] == "CreateHostedZone" {
		out, err := l.state.CreateHostedZone(l.call(), route53.CreateHostedZoneInput{Name: "example.com", CallerReference: "1"})
		if err != nil {
			t.Fatal(err)
		}
		got := object{"http": 201, "ResourceRecordSetCount": out.HostedZone.ResourceRecordSetCount, "PrivateZone": out.HostedZone.Config.PrivateZone}
		return equal(got, c.Expect)
	}
	if c.Given["situation"] == nil {
		return unread()
	}
	c.only("situation")
	err := situation(t, l, text(c.Given["situation"]))
	return equal(object{"error": code(err)}, c.Expect)
}

// situation plays what a case tells in words.
func situation(t *testing.T, l *lab, words string) error {
	vpc := route53.VPCIn{VPCRegion: new("us-east-1"), VPCId: new("vpc-1")}
	l.vpcs["vpc-1"] = learner
	switch {
	case strings.Contains(words, "associate a VPC with a public zone"):
		_, err := l.state.AssociateVPCWithHostedZone(l.call(), route53.AssociateVPCWithHostedZoneInput{HostedZoneId: l.zone(t, "example.com"), VPC: vpc})
		return err
	case strings.Contains(words, "delete a zone"):
		z := l.zone(t, "example.com")
		if err := l.do(z, change("CREATE", "www.example.com", "A", "192.0.2.1")); err != nil {
			t.Fatal(err)
		}
		_, err := l.state.DeleteHostedZone(l.call(), route53.DeleteHostedZoneInput{Id: z})
		return err
	case strings.Contains(words, "unknown health check"):
		_, err := l.state.GetHealthCheck(l.call(), route53.GetHealthCheckInput{HealthCheckId: "none"})
		return err
	case strings.Contains(words, "delegation set") && strings.Contains(words, "conflict"):
		set, err := l.state.CreateReusableDelegationSet(l.call(), route53.CreateReusableDelegationSetInput{CallerReference: "1"})
		if err != nil {
			t.Fatal(err)
		}
		for _, ref := range []string{"1", "2"} {
			_, err = l.state.CreateHostedZone(l.call(), route53.CreateHostedZoneInput{Name: "example.com", CallerReference: ref, DelegationSetId: set.DelegationSet.Id})
		}
		return err
	case strings.Contains(words, "last VPC"):
		_, err := l.state.DisassociateVPCFromHostedZone(l.call(), route53.DisassociateVPCFromHostedZoneInput{HostedZoneId: l.zone(t, "example.com", "vpc-1"), VPC: vpc})
		return err
	case strings.Contains(words, "unknown zone"), strings.Contains(words, "unknown hosted zone"):
		_, err := l.state.GetHostedZone(l.call(), route53.GetHostedZoneInput{Id: "Z1"})
		return err
	}
	panic(unreadable(words))
}
