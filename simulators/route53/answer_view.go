package route53

// View is which records of an index are healthy at one instant.
type View struct {
	checks  []bool
	outside []Target
	healthy []bool // by record: its own check, and what it leads to where that counts
}

// View judges every record once. healthy tells of a health check by its ID,
// target of what is outside of the zone.
func (x *Index) View(healthy func(check string) bool, target func(zone, name, kind string) Target) *View {
	v := &View{checks: make([]bool, len(x.checks)), outside: make([]Target, len(x.outside)), healthy: make([]bool, len(x.records))}
	for i, id := range x.checks {
		v.checks[i] = healthy(id)
	}
	for i, k := range x.outside {
		v.outside[i] = target(k.zone, k.name, k.kind)
	}
	judged := make([]judging, len(x.records))
	for i := range x.records {
		v.judge(x, int32(i), judged)
	}
	return v
}

type judging uint8

const (
	unjudged judging = iota
	underWay
	done
)

// judge tells whether Route 53 takes a record for healthy: one without a check
// is, and an alias with EvaluateTargetHealth needs, besides, a target that is.
// A record that is asked about while it is being judged stands in a circle of
// aliases, and that leads nowhere.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-how-route-53-chooses-records.html
func (v *View) judge(x *Index, i int32, judged []judging) bool {
	switch judged[i] {
	case done:
		return v.healthy[i]
	case underWay:
		return false
	}
	judged[i] = underWay
	c := &x.records[i]
	ok := c.check == none || v.checks[c.check]
	if ok && c.set.Alias && c.set.Evaluate {
		ok = v.target(x, c, judged)
	}
	v.healthy[i], judged[i] = ok, done
	return ok
}

// target tells whether what an alias leads to is healthy: one record of a
// group is enough.
func (v *View) target(x *Index, c *candidate, judged []judging) bool {
	switch c.leads {
	case toOutside:
		return v.outside[c.to].Healthy
	case toGroup:
		g := &x.groups[c.to]
		for i := g.first; i < g.first+g.count; i++ {
			if v.judge(x, i, judged) {
				return true
			}
		}
	}
	return false
}

// Same tells whether two views judge alike, so that an older one will do.
func (v *View) Same(o *View) bool {
	if o == nil || len(v.checks) != len(o.checks) || len(v.outside) != len(o.outside) {
		return false
	}
	for i := range v.checks {
		if v.checks[i] != o.checks[i] {
			return false
		}
	}
	for i := range v.outside {
		if !sameTarget(v.outside[i], o.outside[i]) {
			return false
		}
	}
	return true
}

func sameTarget(a, b Target) bool {
	if a.Known != b.Known || a.Healthy != b.Healthy || len(a.Addresses) != len(b.Addresses) {
		return false
	}
	for i := range a.Addresses {
		if a.Addresses[i] != b.Addresses[i] {
			return false
		}
	}
	return true
}
