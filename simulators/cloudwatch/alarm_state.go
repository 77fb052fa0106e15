package cloudwatch

import (
	"slices"

	"skylab/simulators/cloud"
)

// Alarm watches one statistic of one metric.
type Alarm struct {
	Name        string
	Description string
	Metric      Metric
	Statistic   string
	Period      cloud.Time
	Periods     int // EvaluationPeriods
	Breaches    int // DatapointsToAlarm
	Threshold   float64
	Comparison  string
	Missing     string // missing, notBreaching, breaching, ignore
	Actions     bool
	Updated     cloud.Time // of the configuration

	Forced      string // what SetAlarmState said, or empty
	ForcedWhy   string
	ForcedAt    cloud.Time
	ForcedUntil cloud.Time // the next evaluation
}

// Key is the alarm's name.
func (a Alarm) Key() string { return a.Name }

// Clone copies the alarm.
func (a Alarm) Clone() Alarm {
	a.Metric.Dimensions = slices.Clone(a.Metric.Dimensions)
	return a
}

// The states of an alarm.
const (
	AlarmOK           = "OK"
	AlarmOn           = "ALARM"
	AlarmInsufficient = "INSUFFICIENT_DATA"
)

// spare is how many periods beyond those that it needs an alarm looks back for
// data points, where some are missing. AWS gives no figure for all cases; its
// tables show two.
// docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
const spare = 2

// DataState is what the data of an alarm's metric say at an instant, whatever
// SetAlarmState said; known is false when there is no such alarm.
func (s *State) DataState(scope cloud.Scope, name string, at cloud.Time) (state string, known bool) {
	r := s.Regions[scope]
	if r == nil {
		return "", false
	}
	a := r.Alarms.Find(name)
	if a == nil {
		return "", false
	}
	return s.judge(scope, a, at), true
}

// judge evaluates the alarm's last whole periods.
func (s *State) judge(scope cloud.Scope, a *Alarm, at cloud.Time) string {
	end := at / a.Period * a.Period
	if at%a.Period == 0 && at > 0 { // the period that ends now is whole
		end = at
	}
	n := a.Periods + spare
	from := end - cloud.Time(n)*a.Period
	data := make([]*float64, n) // oldest first
	for _, p := range s.Statistic(scope, a.Metric, a.Statistic, a.Period, from, end) {
		if i := int((p.At - from) / a.Period); i >= 0 && i < n {
			data[i] = &p.Value
		}
	}
	return a.evaluate(data, s.before(scope, a, at))
}

// before is the state to keep where missing data are ignored: AWS keeps the
// last one; the lab looks back at what the data said a period ago, and no
// further than it must.
func (s *State) before(scope cloud.Scope, a *Alarm, at cloud.Time) func() string {
	return func() string { return s.last(scope, a, at-a.Period) }
}

// lookBack is for how many periods a last known state is looked for.
const lookBack = 240

// last is what the data said last, OK or ALARM, at or before an instant.
func (s *State) last(scope cloud.Scope, a *Alarm, at cloud.Time) string {
	plain := *a
	plain.Missing = "missing"
	for range lookBack {
		if at < 0 {
			break
		}
		if state := s.judge(scope, &plain, at); state != AlarmInsufficient {
			return state
		}
		at -= a.Period
	}
	return ""
}

// Last is what the data of an alarm said last, OK or ALARM, at or before an
// instant; empty when they never did.
func (s *State) Last(scope cloud.Scope, name string, at cloud.Time) string {
	r := s.Regions[scope]
	if r == nil {
		return ""
	}
	if a := r.Alarms.Find(name); a != nil {
		return s.last(scope, a, at)
	}
	return ""
}

// evaluate judges data points, oldest first, nil where one is missing. The
// most recent ones that exist count, as many as there are periods; where there
// are fewer, the rest is filled in as the alarm says.
// docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
func (a *Alarm) evaluate(data []*float64, before func() string) string {
	there, breaching, age := 0, 0, 0 // age: of the oldest one that breaches, in periods
	for i := len(data) - 1; i >= 0 && there < a.Periods; i-- {
		if data[i] != nil {
			there++
			if a.breaches(*data[i]) {
				breaching, age = breaching+1, len(data)-i
			}
		}
	}
	filled := a.Periods - there
	switch {
	case there == 0 && a.Missing == "missing":
		return AlarmInsufficient
	case there == 0 && a.Missing == "ignore":
		if was := before(); was != "" {
			return was
		}
		return AlarmInsufficient
	case a.Missing == "breaching":
		breaching += filled
	case filled > 0 && breaching == there && age >= a.Breaches && a.Missing != "notBreaching":
		// All that there is breaches, and has for long enough.
		if a.Missing == "ignore" {
			if was := before(); was != "" {
				return was
			}
			return AlarmOK
		}
		return AlarmOn
	}
	if breaching >= a.Breaches {
		return AlarmOn
	}
	return AlarmOK
}

func (a *Alarm) breaches(v float64) bool {
	switch a.Comparison {
	case "GreaterThanOrEqualToThreshold":
		return v >= a.Threshold
	case "GreaterThanThreshold":
		return v > a.Threshold
	case "LessThanOrEqualToThreshold":
		return v <= a.Threshold
	}
	return v < a.Threshold
}
