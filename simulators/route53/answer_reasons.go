package route53

import "skylab/simulators/cloud"

// Finding is one thing that was looked at on the way to an answer. Findings
// are flat and in a fixed order: what answers, then for each group its policy,
// the health of every candidate, and what became of every candidate. Verdict
// is cloud.Allowed for what is healthy and what is taken.
type Finding struct {
	cloud.Reason // Rule is the candidate's place in its group, -1 where there is none
	Depth        int32
	Name         string // the record's
	Type         string
	Set          string // set identifier
	Figure       int64  // weight; latency in µs; distance in m, with bias; bits of a block; TTL
	Detail       string // Region, location, block, health check
}

// Codes of findings.
const (
	CodeZoneAnswers   = "ZONE_ANSWERS"
	CodeNotServed     = "NAME_NOT_SERVED"
	CodeWildcard      = "WILDCARD_MATCHES"
	CodeNoName        = "NAME_DOES_NOT_EXIST"
	CodeNoType        = "TYPE_DOES_NOT_EXIST"
	CodeNoAnswer      = "NO_ANSWER"
	CodeDelegated     = "NAME_DELEGATED"
	CodeCNAME         = "CNAME_FOLLOWED"
	CodeLeavesZone    = "CNAME_LEAVES_ZONE"
	CodeTooLong       = "CNAME_CHAIN_TOO_LONG"
	CodeAliasFollowed = "ALIAS_FOLLOWED"
	CodeAliasOutside  = "ALIAS_TO_RESOURCE"
	CodeAliasMissing  = "ALIAS_TARGET_MISSING"
	CodeAliasCircle   = "ALIAS_CIRCLE"

	CodeUnchecked    = "HEALTH_UNCHECKED"
	CodeCheckOK      = "HEALTH_CHECK_HEALTHY"
	CodeCheckFails   = "HEALTH_CHECK_UNHEALTHY"
	CodeTargetOK     = "TARGET_HEALTHY"
	CodeTargetFails  = "TARGET_UNHEALTHY"
	CodeTargetUnseen = "TARGET_NOT_EVALUATED"
	CodeLastResort   = "NOTHING_HEALTHY"
	CodeNowhere      = "PLACE_UNKNOWN"
	CodeNoMatch      = "NO_RECORD_MATCHES"

	CodeChosen     = "CHOSEN"
	CodeUnhealthy  = "PASSED_UNHEALTHY"
	CodeNotDrawn   = "PASSED_NOT_DRAWN"
	CodeZeroWeight = "PASSED_WEIGHT_ZERO"
	CodeSecondary  = "PASSED_SECONDARY"
	CodeSlower     = "PASSED_SLOWER"
	CodeFarther    = "PASSED_FARTHER"
	CodeElsewhere  = "PASSED_ELSEWHERE"
	CodeWider      = "PASSED_LESS_SPECIFIC"
	CodeBeyond     = "PASSED_BEYOND_EIGHT"
)

// policyCodes by Policy.
var policyCodes = [...]string{
	Simple: "POLICY_SIMPLE", Failover: "POLICY_FAILOVER", Geolocation: "POLICY_GEOLOCATION", Geoproximity: "POLICY_GEOPROXIMITY",
	Latency: "POLICY_LATENCY", IPBased: "POLICY_IP_BASED", Multivalue: "POLICY_MULTIVALUE", Weighted: "POLICY_WEIGHTED",
}

// Codes lists every code that a finding can have, for those who make sentences
// of them.
func Codes() []string {
	list := []string{
		CodeZoneAnswers, CodeNotServed, CodeWildcard, CodeNoName, CodeNoType, CodeNoAnswer, CodeDelegated, CodeCNAME,
		CodeLeavesZone, CodeTooLong, CodeAliasFollowed, CodeAliasOutside, CodeAliasMissing, CodeAliasCircle,
		CodeUnchecked, CodeCheckOK, CodeCheckFails, CodeTargetOK, CodeTargetFails, CodeTargetUnseen, CodeLastResort,
		CodeNowhere, CodeNoMatch, CodeChosen, CodeUnhealthy, CodeNotDrawn, CodeZeroWeight, CodeSecondary, CodeSlower,
		CodeFarther, CodeElsewhere, CodeWider, CodeBeyond,
	}
	return append(list, policyCodes[:]...)
}

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
