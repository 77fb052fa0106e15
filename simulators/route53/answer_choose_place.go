package route53

// outOfReach is the measure of a record that does not stand for the asker.
const outOfReach = int64(1) << 62

// least takes the healthy record with the least measure, or the least of all
// when none within reach is healthy; nothing when none is within reach.
func (k asking) least(g *group, measure func(c *candidate) int64) choice {
	best, any := int32(none), int32(none)
	bestAt, anyAt := outOfReach, outOfReach
	for i := g.first; i < g.first+g.count; i++ {
		m := measure(&k.x.records[i])
		if m < anyAt {
			any, anyAt = i, m
		}
		if m < bestAt && k.v.healthy[i] {
			best, bestAt = i, m
		}
	}
	switch {
	case best != none:
		return k.one(best, false)
	case any != none:
		return k.one(any, true)
	}
	return choice{}
}

// latency is the measured round trip to a record's Region.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-latency.html
func (k asking) latency(c *candidate) int64 {
	if c.region == none || !k.q.From.Known {
		return farthest
	}
	return int64(world().toRegion(k.q.From, c.region))
}

// proximity is the distance to a record's place in metres, with its bias.
func (k asking) proximity(c *candidate) int64 {
	if !k.q.From.Known {
		return farthest
	}
	return Biased(Distance(k.q.From.At, c.at), c.set.Bias)
}

// Biased is a distance as a bias from -99 to 99 lets it appear: a positive one
// shortens it to d·(1 - bias/100), a negative one lengthens it to
// d/(1 + bias/100).
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geoproximity.html
func Biased(distance, bias int64) int64 {
	if bias >= 0 {
		return distance * (100 - bias) / 100
	}
	return distance * 100 / (100 + bias)
}

// location is how closely a geolocation record names the asker's place: the
// smallest area wins; an unhealthy one gives way to the next larger.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-geo.html
func (k asking) location(c *candidate) int64 {
	set, from := c.set, &k.q.From
	switch {
	case set.Country == "*":
		return byDefault
	case !from.Known && from.Country == "":
		return outOfReach
	case set.Subdivision != "" && set.Subdivision == from.Subdivision && set.Country == from.Country:
		return bySubdivision
	case set.Subdivision == "" && set.Country != "" && set.Country == from.Country:
		return byCountry
	case set.Continent != "" && set.Continent == from.Continent:
		return byContinent
	}
	return outOfReach
}

// ipBased takes the record whose block holds the asker's subnet: the longest
// that is healthy; then the default. A subnet that is larger than a block is
// not in it.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-ipbased.html
func (k asking) ipBased(g *group) choice {
	first := int32(none)
	for i := range g.blocks {
		if b := &g.blocks[i]; holds(b.prefix, k.q.Subnet) {
			if k.v.healthy[b.candidate] {
				return k.one(b.candidate, false)
			}
			if first == none {
				first = b.candidate
			}
		}
	}
	for i := g.first; i < g.first+g.count; i++ {
		if k.x.records[i].set.CIDRLocation == "*" {
			if first == none || k.v.healthy[i] {
				return k.one(i, !k.v.healthy[i])
			}
		}
	}
	if first != none {
		return k.one(first, true)
	}
	return choice{}
}
