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
