package worlds

import (
	"strconv"
	"strings"

	"skylab/simulators/route53"
)

// zones lists each zone with its records; records of one name and type that a
// policy chooses among stand below each other with their health.
func (d *atlas) zones() block {
	var b block
	left := 1 << 30
	if d.o.Height > 0 {
		left = max(6, d.o.Height-len(d.cities)-2)
	}
	for z := range d.World.Route53.Zones.All {
		b.below(d.zone(z, left), 0)
	}
	return b
}

func (d *atlas) zone(z *route53.Zone, left int) block {
	id := "hostedzone/" + z.ID
	word := "names.public"
	if z.Private {
		word = "names.private"
	}
	var b block
	b.row(id, d.o.Width, span{text: strings.TrimSuffix(z.Name, "."), role: Strong, id: id}, span{text: "  " + d.o.Text.Say(word), role: Quiet}, d.pending(z))
	n := 0
	for r := range z.Records.All {
		if r.Type == "SOA" || r.Type == "NS" && r.Name == z.Name {
			continue
		}
		if n++; n > left {
			b.row(id, d.o.Width, span{text: "  " + d.o.Text.Say("names.more", "n", z.Records.Len()-2-left), role: Quiet})
			break
		}
		b.row(id, d.o.Width, d.record(z, r)...)
	}
	return b
}

// pending says that some name servers do not have the last change yet.
func (d *atlas) pending(z *route53.Zone) span {
	if n := len(z.Served); n > 0 && z.Served[n-1].Until > d.World.Cloud.Now {
		return span{text: "  ◌ PENDING", role: Unknown}
	}
	return span{}
}

func (d *atlas) record(z *route53.Zone, r *route53.RecordSet) line {
	name := strings.TrimSuffix(strings.TrimSuffix(r.Name, z.Name), ".")
	if name == "" {
		name = "@"
	}
	name = strings.ReplaceAll(name, `\052`, "*")
	l := line{{text: "  " + pad(name+" "+r.Type, 14) + " ", role: Plain}}
	if r.Policy != route53.Simple {
		l = append(l, span{text: d.policy(r) + "  ", role: Quiet})
	}
	to := strings.Join(r.Values, " ")
	if r.Alias {
		to = "⇒ " + strings.TrimSuffix(r.AliasName, ".")
	} else {
		to += "  " + strconv.FormatInt(r.TTL, 10) + "s"
	}
	l = append(l, span{text: to, role: Plain})
	if r.HealthCheck != "" {
		if d.World.Route53.Healthy(r.HealthCheck, d.World.Cloud.Now) {
			l = append(l, span{text: " ✓", role: Allowed, id: "healthcheck/" + r.HealthCheck})
		} else {
			l = append(l, span{text: " ✗", role: Denied, id: "healthcheck/" + r.HealthCheck})
		}
	}
	return l
}

// policy is a record's set identifier and what it is chosen by.
func (d *atlas) policy(r *route53.RecordSet) string {
	return strings.TrimRight(r.SetID+" "+policyDetail(r), " ")
}

// policyWords are the names of the policies.
var policyWords = [...]string{
	route53.Simple: "names.policy.simple", route53.Failover: "names.policy.failover", route53.Geolocation: "names.policy.geolocation",
	route53.Geoproximity: "names.policy.geoproximity", route53.Latency: "names.policy.latency", route53.IPBased: "names.policy.ip-based",
	route53.Multivalue: "names.policy.multivalue", route53.Weighted: "names.policy.weighted",
}

// policyDetail is what a policy looks at in a record.
func policyDetail(r *route53.RecordSet) string {
	switch r.Policy {
	case route53.Weighted:
		return strconv.FormatInt(r.Weight, 10)
	case route53.Latency:
		return r.Region
	case route53.Failover:
		if r.Primary {
			return "PRIMARY"
		}
		return "SECONDARY"
	case route53.Geolocation:
		return route53.LocationName(r)
	case route53.Geoproximity:
		return strings.TrimSpace(r.Region + r.LocalZone + " " + signed(r.Bias))
	case route53.IPBased:
		return r.CIDRLocation
	case route53.Simple, route53.Multivalue:
	}
	return ""
}

func signed(n int64) string {
	if n > 0 {
		return "+" + strconv.FormatInt(n, 10)
	}
	return strconv.FormatInt(n, 10)
}
