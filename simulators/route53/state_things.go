package route53

import (
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// What the services cost a month: a zone, a health check of an endpoint, and
// each optional feature of a check. A check of an endpoint in AWS is cheaper
// and the first 50 of those are free; here all have the price of one elsewhere.
// aws.amazon.com/route53/pricing/ (read 2026-11-20)
const (
	zonePrice    cloud.MicroUSD = 500_000
	checkPrice   cloud.MicroUSD = 750_000
	featurePrice cloud.MicroUSD = 2_000_000
)

// perHour is the price of a check with its features: HTTPS, string matching, a
// ten-second interval, latency.
func (c *Check) perHour() cloud.MicroUSD {
	month := checkPrice
	for _, feature := range [...]bool{
		strings.HasPrefix(c.Config.Type, "HTTPS"), strings.HasSuffix(c.Config.Type, "STR_MATCH"), c.Config.Interval == 10, c.Config.MeasureLatency,
	} {
		if feature {
			month += featurePrice
		}
	}
	return month / cloud.HoursOfMonth
}

// Things lists zones, checks, CIDR collections and domains.
func (s *State) Things() []cloud.Thing {
	var list []cloud.Thing
	for z := range s.Zones.All {
		kind := "public"
		if z.Private {
			kind = "private"
		}
		list = append(list, cloud.Thing{Scope: global(z.Account), Kind: "hosted-zone", ID: z.ID, Name: strings.TrimSuffix(z.Name, "."), PerHour: zonePrice / cloud.HoursOfMonth, Fields: []cloud.Field{
			{Name: "Kind", Value: kind}, {Name: "Records", Value: z.digest()}, {Name: "VPCs", Value: z.vpcNames()},
		}})
	}
	for c := range s.Checks.All {
		list = append(list, cloud.Thing{Scope: global(c.Account), Kind: "health-check", ID: c.ID, Name: c.about(), PerHour: c.perHour(), Fields: []cloud.Field{
			{Name: "Type", Value: c.Config.Type}, {Name: "Version", Value: strconv.FormatInt(c.Version, 10)},
		}})
	}
	for k := range s.CIDRs.All {
		list = append(list, cloud.Thing{Scope: global(k.Account), Kind: "cidr-collection", ID: k.ID, Name: k.Name, Fields: []cloud.Field{{Name: "Version", Value: strconv.FormatInt(k.Version, 10)}}})
	}
	for d := range s.Domains.All {
		list = append(list, cloud.Thing{Scope: global(d.Account), Kind: "domain", ID: d.Name, Name: d.Name, Fields: []cloud.Field{{Name: "Nameservers", Value: strings.Join(d.NameServers, " ")}}})
	}
	return list
}

// told is how many record sets a zone is told by; more are only counted.
const told = 40

// digest is the zone's record sets in short.
func (z *Zone) digest() string {
	var b strings.Builder
	n := 0
	for r := range z.Records.All {
		if n++; n > told {
			continue
		}
		if n > 1 {
			b.WriteString("; ")
		}
		b.WriteString(strings.TrimSuffix(r.Name, ".") + " " + r.Type)
		if r.SetID != "" {
			b.WriteString(" (" + r.SetID + ")")
		}
		if r.Alias {
			b.WriteString(" → " + strings.TrimSuffix(r.AliasName, "."))
		} else {
			b.WriteString(" " + strconv.FormatInt(r.TTL, 10) + " " + strings.Join(r.Values, " "))
		}
	}
	if n > told {
		b.WriteString("; … " + strconv.Itoa(n))
	}
	return b.String()
}

func (z *Zone) vpcNames() string {
	names := make([]string, len(z.VPCs))
	for i, v := range z.VPCs {
		names[i] = v.ID
	}
	return strings.Join(names, " ")
}

// about is what a check looks at, in a few words.
func (c *Check) about() string {
	k := c.Config
	switch k.Type {
	case "CALCULATED":
		return strconv.Itoa(int(k.HealthThreshold)) + " of " + strconv.Itoa(len(k.Children))
	case "CLOUDWATCH_METRIC":
		return k.AlarmName
	}
	host := k.Address
	if host == "" {
		host = k.Domain
	}
	return host + ":" + strconv.Itoa(int(k.Port)) + k.Path
}
