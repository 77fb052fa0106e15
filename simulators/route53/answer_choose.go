package route53

import "skylab/simulators/cloud"

// choice is what a policy chose: the first n of the answer's scratch.
type choice struct {
	n int
	// last: nothing was healthy, so everything was taken for healthy.
	// docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
	last bool
}

// choose is the decision of one group, by its policy.
func (k asking) choose(g *group) choice {
	a := k.a
	if cap(a.scratch) < int(g.count) {
		a.scratch = make([]int32, g.count+8)
	}
	a.scratch = a.scratch[:cap(a.scratch)]
	switch g.policy {
	case Weighted:
		return k.weighted(g)
	case Failover:
		return k.failover(g)
	case Multivalue:
		return k.multivalue(g)
	case Latency:
		a.Located = true
		return k.least(g, k.latency)
	case Geoproximity:
		a.Located = true
		return k.least(g, k.proximity)
	case Geolocation:
		a.Located = true
		return k.least(g, k.location)
	case IPBased:
		a.Located = true
		return k.ipBased(g)
	}
	return k.one(g.first, false)
}

func (k asking) one(i int32, last bool) choice {
	k.a.scratch[0] = i
	return choice{1, last}
}

// weighted draws among the healthy records with a weight; when there is none,
// among the healthy ones with weight 0; when there is none either, as if all
// were healthy. All of weight 0 are as likely as each other.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-weighted.html
func (k asking) weighted(g *group) choice {
	end := g.first + g.count
	for _, pool := range [...]struct{ spare, last bool }{{false, false}, {true, false}, {false, true}, {true, true}} {
		total := int64(0)
		for i := g.first; i < end; i++ {
			total += k.share(i, pool.spare, pool.last)
		}
		if total == 0 {
			continue
		}
		at := int64(cloud.RollBelow(k.q.Draw, g.label, 0, uint64(total)))
		for i := g.first; i < end; i++ {
			if at -= k.share(i, pool.spare, pool.last); at < 0 {
				return k.one(i, pool.last)
			}
		}
	}
	return choice{}
}

// share is a record's weight in a pool: 0 when it is not in it.
func (k asking) share(i int32, spare, last bool) int64 {
	w := k.x.records[i].set.Weight
	switch {
	case !last && !k.v.healthy[i], spare != (w == 0):
		return 0
	case spare:
		return 1
	}
	return w
}

// failover takes the primary while it is healthy, else the secondary while
// that is, else the primary.
func (k asking) failover(g *group) choice {
	primary, secondary := int32(none), int32(none)
	for i := g.first; i < g.first+g.count; i++ {
		if k.x.records[i].set.Primary {
			primary = i
		} else {
			secondary = i
		}
	}
	switch {
	case primary == none:
		return k.one(secondary, !k.v.healthy[secondary])
	case k.v.healthy[primary]:
		return k.one(primary, false)
	case secondary != none && k.v.healthy[secondary]:
		return k.one(secondary, false)
	}
	return k.one(primary, true)
}

// multivalue takes up to eight healthy records at random, or up to eight
// unhealthy ones when none is healthy.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-policy-multivalue.html
func (k asking) multivalue(g *group) choice {
	list, last := k.a.scratch[:0], false
	for i := g.first; i < g.first+g.count; i++ {
		if k.v.healthy[i] {
			list = append(list, i)
		}
	}
	if len(list) == 0 {
		last = true
		for i := g.first; i < g.first+g.count; i++ {
			list = append(list, i)
		}
	}
	n := min(mostKinds, len(list))
	for i := range n {
		j := i + int(cloud.RollBelow(k.q.Draw, g.label, uint64(i), uint64(len(list)-i)))
		list[i], list[j] = list[j], list[i]
	}
	return choice{n, last}
}

// How near a location comes to the asker, nearest first.
const (
	bySubdivision int64 = iota
	byCountry
	byContinent
	byDefault
)
