package route53

import (
	"skylab/simulators/cloud"
)

func (k asking) note(f Finding) {
	if k.a.Explain {
		k.a.Findings = append(k.a.Findings, f)
	}
}

// explain notes a decision: the policy, each candidate's health, what became
// of each candidate.
func (k asking) explain(g *group, c *choice, depth int32) {
	k.note(Finding{Reason: cloud.Reason{Code: policyCodes[g.policy], At: g.name, Rule: none}, Depth: depth, Name: g.name, Type: g.kind})
	if !k.q.From.Known && (g.policy == Latency || g.policy == Geoproximity || g.policy == Geolocation) {
		k.note(Finding{Reason: cloud.Reason{Code: CodeNowhere, At: g.name, Rule: none, Verdict: cloud.Unknown}, Depth: depth, Name: g.name, Type: g.kind})
	}
	for i := g.first; i < g.first+g.count; i++ {
		k.explainHealth(g, i, depth)
	}
	if c.last {
		k.note(Finding{Reason: cloud.Reason{Code: CodeLastResort, At: g.name, Rule: none}, Depth: depth, Name: g.name, Type: g.kind})
	}
	if c.n == 0 {
		k.note(Finding{Reason: cloud.Reason{Code: CodeNoMatch, At: g.name, Rule: none, Verdict: cloud.Denied}, Depth: depth, Name: g.name, Type: g.kind})
	}
	for i := g.first; i < g.first+g.count; i++ {
		f := k.about(g, i, depth)
		f.Figure, f.Detail = k.figure(g, i)
		f.Code, f.Verdict = k.became(g, i, c), cloud.Denied
		if f.Code == CodeChosen {
			f.Verdict = cloud.Allowed
		}
		k.note(f)
	}
}

func (k asking) about(g *group, i, depth int32) Finding {
	set := k.x.records[i].set
	return Finding{Reason: cloud.Reason{At: set.Name, Rule: i - g.first}, Depth: depth, Name: set.Name, Type: set.Type, Set: set.SetID}
}

// explainHealth notes a record's own check and, of an alias, its target.
func (k asking) explainHealth(g *group, i, depth int32) {
	c := &k.x.records[i]
	f := k.about(g, i, depth)
	f.Code, f.Detail = CodeUnchecked, c.set.HealthCheck
	if c.check != none {
		f.Code = CodeCheckOK
		if !k.v.checks[c.check] {
			f.Code, f.Verdict = CodeCheckFails, cloud.Denied
		}
	}
	if c.check != none || !c.set.Alias {
		k.note(f)
	}
	if !c.set.Alias {
		return
	}
	f.Code, f.Verdict, f.Detail = CodeTargetUnseen, cloud.Allowed, c.set.AliasName
	if c.set.Evaluate {
		f.Code = CodeTargetOK
		if !k.v.target(k.x, c, k.settled()) {
			f.Code, f.Verdict = CodeTargetFails, cloud.Denied
		}
	}
	k.note(f)
}

// settled is for asking again about records that are all judged.
func (k asking) settled() []judging {
	list := make([]judging, len(k.x.records))
	for i := range list {
		list[i] = done
	}
	return list
}

// figure is what a record's policy looked at.
func (k asking) figure(g *group, i int32) (int64, string) {
	c := &k.x.records[i]
	switch g.policy {
	case Weighted:
		return c.set.Weight, ""
	case Latency:
		return k.latency(c), c.set.Region
	case Geoproximity:
		where := c.set.Region
		if where == "" {
			where = c.set.LocalZone
		}
		if where == "" {
			where = c.set.Latitude + "," + c.set.Longitude
		}
		return k.proximity(c), where
	case Geolocation:
		return 0, LocationName(c.set)
	case IPBased:
		bits := int64(none)
		for j := len(g.blocks) - 1; j >= 0; j-- {
			if b := &g.blocks[j]; b.candidate == i && holds(b.prefix, k.q.Subnet) {
				bits = int64(b.prefix.Bits())
			}
		}
		return bits, c.set.CIDRLocation
	case Failover:
		if c.set.Primary {
			return 0, "PRIMARY"
		}
		return 0, "SECONDARY"
	}
	return 0, ""
}

// LocationName is the location of a geolocation record in a word: US-WA, KR,
// AS as continent:AS, *.
func LocationName(set *RecordSet) string {
	switch {
	case set.Continent != "":
		return "continent:" + set.Continent
	case set.Subdivision != "":
		return set.Country + "-" + set.Subdivision
	}
	return set.Country
}

// became is what came of a candidate, and of those that lost why.
func (k asking) became(g *group, i int32, c *choice) string {
	for _, j := range k.a.scratch[:c.n] {
		if i == j {
			return CodeChosen
		}
	}
	record := &k.x.records[i]
	healthy := c.last || k.v.healthy[i]
	switch g.policy {
	case Geolocation:
		if k.location(record) == outOfReach {
			return CodeElsewhere
		}
	case IPBased:
		if bits, _ := k.figure(g, i); bits == none && record.set.CIDRLocation != "*" {
			return CodeElsewhere
		}
	}
	if !healthy {
		return CodeUnhealthy
	}
	switch g.policy {
	case Weighted:
		if record.set.Weight == 0 {
			return CodeZeroWeight
		}
		return CodeNotDrawn
	case Failover:
		return CodeSecondary
	case Latency:
		return CodeSlower
	case Geoproximity:
		return CodeFarther
	case Multivalue:
		return CodeBeyond
	}
	return CodeWider
}
