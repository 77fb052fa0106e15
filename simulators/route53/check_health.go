package route53

import (
	"sort"

	"skylab/simulators/cloud"
)

// Healthy tells whether Route 53 takes the check for healthy at an instant.
// For instants to come it tells what will be if nothing changes but the faults
// that are known. An ID that is not known is healthy.
func (s *State) Healthy(id string, at cloud.Time) bool {
	c := s.Checks.Find(id)
	if c == nil {
		return true
	}
	return s.healthy(c, at)
}

// healthy is the whole opinion. A disabled check is taken for healthy, and
// inverted like any other.
// docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
func (s *State) healthy(c *Check, at cloud.Time) bool {
	healthy := true
	switch {
	case c.Config.Disabled:
	case c.Config.Type == "CALCULATED":
		healthy = s.calculated(c, at)
	case c.Config.Type == "CLOUDWATCH_METRIC":
		healthy = s.alarmed(c, at)
	default:
		healthy = flipped(c.Flips, at)
	}
	return healthy != c.Config.Inverted
}

// flipped is the opinion of the last flip at or before an instant; a check
// that nobody has asked for yet is healthy.
func flipped(list []Flip, at cloud.Time) bool {
	i := sort.Search(len(list), func(i int) bool { return list[i].At > at })
	return i == 0 || list[i-1].Healthy
}

// calculated counts the healthy children.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/health-checks-creating-values.html
func (s *State) calculated(c *Check, at cloud.Time) bool {
	n := int32(0)
	for _, id := range c.Config.Children {
		if s.Healthy(id, at) {
			n++
		}
	}
	return n >= c.Config.HealthThreshold
}

// alarmed follows the data that the alarm watches, not the alarm's own state.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html#dns-failover-determining-health-of-endpoints-cloudwatch
func (s *State) alarmed(c *Check, at cloud.Time) bool {
	state := "INSUFFICIENT_DATA"
	if s.outside.Alarms != nil {
		if now, known := s.outside.Alarms.DataState(c.Account, c.Config.AlarmRegion, c.Config.AlarmName, at); known {
			state = now
		}
	}
	if state == "INSUFFICIENT_DATA" {
		switch c.Config.Insufficient {
		case "Healthy":
			return true
		case "Unhealthy":
			return false
		}
		state = "OK"
		if s.outside.Alarms != nil {
			state = s.outside.Alarms.Last(c.Account, c.Config.AlarmRegion, c.Config.AlarmName, at)
		}
	}
	return state != "ALARM"
}

// NextFlip is the first instant after one at which an endpoint's check
// changes, as far as it is known; false when it does not. A calculated check
// has those of its children.
func (s *State) NextFlip(id string, after cloud.Time) (cloud.Time, bool) {
	c := s.Checks.Find(id)
	if c == nil {
		return 0, false
	}
	first, ok := cloud.Time(0), false
	for _, f := range c.Flips {
		if f.At > after {
			first, ok = f.At, true
			break
		}
	}
	for _, child := range c.Config.Children {
		if t, found := s.NextFlip(child, after); found && (!ok || t < first) {
			first, ok = t, true
		}
	}
	return first, ok
}
