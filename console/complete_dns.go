package console

import (
	"slices"
	"strings"

	"skylab/simulators/route53"
)

// dnsOptions are what dig and the lab's tools that ask names take.
var dnsOptions = map[string][]string{
	"dig":   {"+short", "+trace", "+noall", "+answer", "+norecurse", "+subnet=", "--from", "-x", "-t"},
	"trace": {"--from", "--output"},
	"load":  {"--from", "--for", "--until", "--rate", "--port", "--at", "--output"},
}

// asksNames tells whether the line is one of dig, trace dns or load dns.
func (c *completing) asksNames() bool {
	w := c.l.words
	return w[0] == "dig" || len(w) > 1 && w[1] == "dns" && (w[0] == "trace" || w[0] == "load")
}

// askable completes names that zones hold, name servers and resolvers, places,
// and options.
func (c *completing) askable() {
	last := c.l.last
	switch before := c.l.words[len(c.l.words)-1]; {
	case before == "--from":
		if c.l.words[0] == "load" {
			c.fits("world", "")
		}
		for _, city := range route53.Cities() {
			c.fits(strings.ReplaceAll(city.Name, " ", "-"), city.Country)
		}
		for _, r := range route53.Regions() {
			c.fits(r.Name, r.City)
		}
	case before == "--output":
		c.fits("json", "")
		c.fits("text", "")
	case strings.HasPrefix(last, "-") || strings.HasPrefix(last, "+"):
		for _, o := range dnsOptions[c.l.words[0]] {
			c.fits(o, "")
		}
	case strings.HasPrefix(last, "@"):
		c.servers()
	default:
		c.heldNames()
	}
}

func (c *completing) fits(word, doc string) {
	if strings.HasPrefix(strings.ToLower(word), strings.ToLower(c.l.last)) {
		c.add(word, doc)
	}
}

// servers are resolvers that everybody can ask, and the zones' name servers.
func (c *completing) servers() {
	for _, r := range []string{"@8.8.8.8", "@1.1.1.1", "@9.9.9.9"} {
		c.fits(r, "")
	}
	for z := range c.m.World.Route53.Zones.All {
		for _, s := range z.NameServers {
			c.fits("@"+s, strings.TrimSuffix(z.Name, "."))
		}
	}
}

// mostNames is how many names of records are offered.
const mostNames = 200

func (c *completing) heldNames() {
	var list []string
	for z := range c.m.World.Route53.Zones.All {
		for set := range z.Records.All {
			if len(list) < mostNames {
				list = append(list, strings.ReplaceAll(strings.TrimSuffix(set.Name, "."), `\052`, "*"))
			}
		}
	}
	for d := range c.m.World.Route53.Domains.All {
		list = append(list, d.Name)
	}
	slices.Sort(list)
	for _, name := range slices.Compact(list) {
		c.fits(name, "")
	}
}
