package generate

import (
	"fmt"
	"strings"

	"skylab/simulators/cloud"
	"skylab/simulators/route53"
)

// apex is the zone of all items about DNS.
const apex = "lunchbell.example.com"

// zone is a hosted zone drawn for the simulator and the console at once.
type zone struct {
	sets []route53.RecordSet
	sick map[string]bool // health checks by name: c1
	all  []string        // the checks, in order
}

func newZone() *zone { return &zone{sick: map[string]bool{}} }

// check adds a health check.
func (z *zone) check(name string, sick bool) string {
	z.all = append(z.all, name)
	z.sick[name] = sick
	return name
}

// put adds a record set; name is short: shop.
func (z *zone) put(name string, set route53.RecordSet) {
	set.Name, set.Type = name+"."+apex+".", "A"
	if set.Alias {
		set.AliasZone, set.AliasName = "Z1", set.AliasName+"."+apex+"."
	} else if set.TTL == 0 {
		set.TTL = 60
	}
	z.sets = append(z.sets, set)
}

// with is the zone as somebody sees it who believes otherwise.
func (z *zone) with(change func(set *route53.RecordSet)) *zone {
	o := &zone{sick: z.sick, all: z.all, sets: append([]route53.RecordSet(nil), z.sets...)}
	for i := range o.sets {
		change(&o.sets[i])
	}
	return o
}

// healthy is the zone if no check failed.
func (z *zone) healthy() *zone { return &zone{sets: z.sets, all: z.all} }

// served is the zone as its name servers have it.
func (z *zone) served() (*route53.Index, *route53.View) {
	var records route53.Records
	for _, s := range z.sets {
		records = records.Put(s)
	}
	x := route53.Compile(&route53.Zone{ID: "Z1", Name: apex + "."}, records, func(string) *route53.CIDRCollection { return nil })
	v := x.View(func(id string) bool { return !z.sick[id] }, func(_, _, _ string) route53.Target { return route53.Target{} })
	return x, v
}

// ask is the address that somebody in a city gets for shop; empty: none.
func (z *zone) ask(city string, explain bool) (string, *route53.Answer) {
	x, v := z.served()
	from, _ := route53.FindPlace(city)
	a := &route53.Answer{Explain: explain}
	x.Ask(v, &route53.Query{Name: "shop." + apex + ".", Type: "A", From: from, Draw: route53.Draw(1, cloud.Label(city), 0)}, a)
	if len(a.Records) == 0 {
		return "", a
	}
	return a.Records[0].Value, a
}

// setup is the commands that make the zone, with its checks and records.
func (z *zone) setup() string {
	var b strings.Builder
	fmt.Fprintf(&b, "ZONE=$(aws route53 create-hosted-zone --name %s --caller-reference first --query HostedZone.Id --output text)\n", apex)
	for i, c := range z.all {
		config := fmt.Sprintf("Type=TCP,IPAddress=203.0.113.%d,Port=80,Disabled=true,Inverted=%t", 200+i, z.sick[c])
		fmt.Fprintf(&b, "%s=$(aws route53 create-health-check --caller-reference %s --health-check-config %s --query HealthCheck.Id --output text)\n", strings.ToUpper(c), c, config)
	}
	b.WriteString("cat > records.json <<JSON\n{\"Changes\": [\n")
	for i := range z.sets { // from the leaves up: an alias needs its target
		s, comma := z.sets[len(z.sets)-1-i], ","
		if i == len(z.sets)-1 {
			comma = ""
		}
		fmt.Fprintf(&b, "  {\"Action\": \"CREATE\", \"ResourceRecordSet\": {%s}}%s\n", setJSON(s), comma)
	}
	b.WriteString("]}\nJSON\naws route53 change-resource-record-sets --hosted-zone-id $ZONE --change-batch file://records.json >/dev/null\nsleep 2m\n")
	return b.String()
}

// setJSON is a record set as the API takes it.
func setJSON(s route53.RecordSet) string {
	parts := []string{fmt.Sprintf("\"Name\": %q, \"Type\": %q", s.Name, s.Type)}
	add := func(format string, args ...any) { parts = append(parts, fmt.Sprintf(format, args...)) }
	if s.SetID != "" {
		add("\"SetIdentifier\": %q", s.SetID)
	}
	switch s.Policy {
	case route53.Weighted:
		add("\"Weight\": %d", s.Weight)
	case route53.Failover:
		add("\"Failover\": %q", map[bool]string{true: "PRIMARY", false: "SECONDARY"}[s.Primary])
	case route53.Geolocation:
		if s.Continent != "" {
			add("\"GeoLocation\": {\"ContinentCode\": %q}", s.Continent)
		} else {
			add("\"GeoLocation\": {\"CountryCode\": %q}", s.Country)
		}
	}
	if s.HealthCheck != "" {
		add("\"HealthCheckId\": \"$%s\"", strings.ToUpper(s.HealthCheck))
	}
	if s.Alias {
		add("\"AliasTarget\": {\"HostedZoneId\": \"${ZONE#/hostedzone/}\", \"DNSName\": %q, \"EvaluateTargetHealth\": %t}", s.AliasName, s.Evaluate)
	} else {
		add("\"TTL\": %d, \"ResourceRecords\": [{\"Value\": %q}]", s.TTL, s.Values[0])
	}
	return strings.Join(parts, ", ")
}

// listing is the records as the learner reads them.
func (z *zone) listing() said {
	var rows []said
	for _, s := range z.sets {
		name, _, _ := strings.Cut(s.Name, ".")
		var what said
		if s.Alias {
			target, _, _ := strings.Cut(s.AliasName, ".")
			what = say("zone.alias", "target", target)
			if s.Evaluate {
				what = say("zone.evaluates", "target", target)
			}
		} else {
			what = plain("%s", s.Values[0])
		}
		if s.HealthCheck != "" {
			what = form("%s  %s", what, say(map[bool]string{true: "zone.unhealthy", false: "zone.healthy"}[z.sick[s.HealthCheck]]))
		}
		rows = append(rows, form("%-5s %s %s", name, policyOf(s).padded(13), what))
	}
	return listed(rows)
}

func policyOf(s route53.RecordSet) said {
	switch s.Policy {
	case route53.Weighted:
		return say("zone.weight", "weight", s.Weight)
	case route53.Failover:
		return plain("%s", map[bool]string{true: "primary", false: "secondary"}[s.Primary])
	case route53.Geolocation:
		switch {
		case s.Continent != "":
			return say("zone.continent", "code", s.Continent)
		case s.Country == "*":
			return say("zone.default")
		}
		return say("zone.country", "code", s.Country)
	}
	return say("zone.simple")
}

// findings is how the simulator came to an answer, in codes.
func findings(a *route53.Answer) string {
	var b strings.Builder
	for _, f := range a.Findings {
		name, _, _ := strings.Cut(f.Name, ".")
		fmt.Fprintf(&b, "%s%-5s %-10s %s\n", strings.Repeat("  ", int(f.Depth)), name, f.Set, f.Code)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
