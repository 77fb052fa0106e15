package cloudwatch

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// PutMetricAlarmInput is what an alarm watches, and how.
type PutMetricAlarmInput struct {
	AlarmName          string      `required:"true" doc:"the alarm's name"`
	AlarmDescription   *string     `doc:"a remark"`
	ActionsEnabled     *bool       `doc:"whether actions are done; none is simulated"`
	MetricName         *string     `doc:"the metric's name"`
	Namespace          *string     `doc:"the metric's namespace"`
	Statistic          *string     `enum:"SampleCount|Average|Sum|Minimum|Maximum" doc:"what is compared"`
	Dimensions         []Dimension `doc:"the metric's dimensions: Name=…,Value=…"`
	Period             *int        `doc:"seconds, a multiple of 60"`
	EvaluationPeriods  *int        `doc:"over how many periods"`
	DatapointsToAlarm  *int        `doc:"how many of them must breach; all when it is not given"`
	Threshold          *float64    `doc:"what the statistic is compared with"`
	ComparisonOperator *string     `enum:"GreaterThanOrEqualToThreshold|GreaterThanThreshold|LessThanThreshold|LessThanOrEqualToThreshold" doc:"how"`
	TreatMissingData   *string     `doc:"missing, notBreaching, breaching or ignore"`
}

// PutMetricAlarmOutput is empty.
type PutMetricAlarmOutput struct{}

// PutMetricAlarm makes an alarm or puts another one in its place.
// docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
func (s *State) PutMetricAlarm(c *cloud.Call, in PutMetricAlarmInput) (PutMetricAlarmOutput, error) {
	a := Alarm{
		Name: in.AlarmName, Description: or(in.AlarmDescription), Metric: NewMetric(or(in.Namespace), or(in.MetricName), in.Dimensions...),
		Statistic: or(in.Statistic), Comparison: or(in.ComparisonOperator), Missing: or(in.TreatMissingData), Actions: in.ActionsEnabled == nil || *in.ActionsEnabled, Updated: c.Now,
	}
	if a.Missing == "" {
		a.Missing = "missing"
	}
	comparisons := []string{"GreaterThanOrEqualToThreshold", "GreaterThanThreshold", "LessThanThreshold", "LessThanOrEqualToThreshold"}
	switch {
	case in.MetricName == nil || in.Namespace == nil:
		return PutMetricAlarmOutput{}, wrong("ValidationError", "Exactly one of MetricName and Metrics must be specified; the lab simulates MetricName.")
	case !slices.Contains([]string{"SampleCount", "Average", "Sum", "Minimum", "Maximum"}, a.Statistic):
		return PutMetricAlarmOutput{}, wrong("ValidationError", "The parameter Statistic must be specified for alarms on a metric.")
	case !slices.Contains(comparisons, a.Comparison):
		return PutMetricAlarmOutput{}, wrong("ValidationError", "The parameter ComparisonOperator must be one of "+strings.Join(comparisons, ", ")+".")
	case in.Threshold == nil:
		return PutMetricAlarmOutput{}, wrong("ValidationError", "The parameter Threshold must be specified.")
	case in.EvaluationPeriods == nil || *in.EvaluationPeriods < 1 || *in.EvaluationPeriods > 1440:
		return PutMetricAlarmOutput{}, wrong("ValidationError", "The parameter EvaluationPeriods must be greater than zero.")
	case !slices.Contains([]string{"missing", "notBreaching", "breaching", "ignore"}, a.Missing):
		return PutMetricAlarmOutput{}, wrong("ValidationError", "The value "+a.Missing+" for parameter TreatMissingData is not supported.")
	case in.Period == nil:
		return PutMetricAlarmOutput{}, wrong("ValidationError", "The parameter Period must be specified.")
	}
	if err := checkPeriod(*in.Period); err != nil {
		return PutMetricAlarmOutput{}, err
	}
	a.Threshold, a.Periods, a.Period = *in.Threshold, *in.EvaluationPeriods, cloud.Time(*in.Period)*cloud.Second
	if a.Breaches = a.Periods; in.DatapointsToAlarm != nil {
		a.Breaches = *in.DatapointsToAlarm
	}
	if a.Breaches < 1 || a.Breaches > a.Periods {
		return PutMetricAlarmOutput{}, wrong("ValidationError", "The parameter DatapointsToAlarm must be between 1 and EvaluationPeriods.")
	}
	s.At(c.Scope).Alarms.Add(a)
	return PutMetricAlarmOutput{}, nil
}

// MetricAlarm is an alarm as the API prints it.
type MetricAlarm struct {
	AlarmName                          string
	AlarmArn                           string
	AlarmDescription                   *string
	AlarmConfigurationUpdatedTimestamp cloud.Time
	ActionsEnabled                     bool
	OKActions                          []string
	AlarmActions                       []string
	InsufficientDataActions            []string
	StateValue                         string
	StateReason                        string
	StateUpdatedTimestamp              cloud.Time
	MetricName                         string
	Namespace                          string
	Statistic                          string
	Dimensions                         []Dimension
	Period                             int64
	EvaluationPeriods                  int64
	DatapointsToAlarm                  int64
	Threshold                          float64
	ComparisonOperator                 string
	TreatMissingData                   string
}

// state is what the alarm shows: what SetAlarmState said until the next
// evaluation, else what the data say.
func (s *State) state(c *cloud.Call, a *Alarm) (value, why string, since cloud.Time) {
	if a.Forced != "" && c.Now < a.ForcedUntil {
		return a.Forced, a.ForcedWhy, a.ForcedAt
	}
	since = max(a.Updated, c.Now/cloud.Minute*cloud.Minute)
	switch value = s.judge(c.Scope, a, c.Now); value {
	case AlarmOn:
		return value, "Threshold Crossed", since
	case AlarmOK:
		return value, "Threshold not crossed", since
	}
	return value, "Insufficient Data", since
}

// DescribeAlarmsInput says which.
type DescribeAlarmsInput struct {
	AlarmNames      []string `doc:"only these"`
	AlarmNamePrefix *string  `doc:"only those whose names begin so"`
	StateValue      *string  `enum:"OK|ALARM|INSUFFICIENT_DATA" doc:"only those in this state"`
}

// DescribeAlarmsOutput lists alarms.
type DescribeAlarmsOutput struct{ MetricAlarms []MetricAlarm }

// DescribeAlarms lists alarms by name.
// docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
func (s *State) DescribeAlarms(c *cloud.Call, in DescribeAlarmsInput) (DescribeAlarmsOutput, error) {
	out := DescribeAlarmsOutput{[]MetricAlarm{}}
	for a := range s.At(c.Scope).Alarms.All {
		value, why, since := s.state(c, a)
		switch {
		case len(in.AlarmNames) > 0 && !slices.Contains(in.AlarmNames, a.Name), !strings.HasPrefix(a.Name, or(in.AlarmNamePrefix)):
		case in.StateValue != nil && *in.StateValue != value:
		default:
			out.MetricAlarms = append(out.MetricAlarms, a.print(c.Scope, value, why, since))
		}
	}
	slices.SortFunc(out.MetricAlarms, func(x, y MetricAlarm) int { return strings.Compare(x.AlarmName, y.AlarmName) })
	return out, nil
}

func (a *Alarm) print(scope cloud.Scope, value, why string, since cloud.Time) MetricAlarm {
	out := MetricAlarm{
		AlarmName: a.Name, AlarmArn: "arn:aws:cloudwatch:" + scope.Region + ":" + scope.Account + ":alarm:" + a.Name,
		AlarmConfigurationUpdatedTimestamp: a.Updated, ActionsEnabled: a.Actions,
		OKActions: []string{}, AlarmActions: []string{}, InsufficientDataActions: []string{},
		StateValue: value, StateReason: why, StateUpdatedTimestamp: since, MetricName: a.Metric.Name, Namespace: a.Metric.Namespace,
		Statistic: a.Statistic, Dimensions: append([]Dimension{}, a.Metric.Dimensions...), Period: int64(a.Period / cloud.Second),
		EvaluationPeriods: int64(a.Periods), DatapointsToAlarm: int64(a.Breaches), Threshold: a.Threshold, ComparisonOperator: a.Comparison, TreatMissingData: a.Missing,
	}
	if a.Description != "" {
		out.AlarmDescription = new(a.Description)
	}
	return out
}

// SetAlarmStateInput is an alarm and a state.
type SetAlarmStateInput struct {
	AlarmName   string `required:"true" doc:"the alarm"`
	StateValue  string `required:"true" enum:"OK|ALARM|INSUFFICIENT_DATA" doc:"the state that it is to show"`
	StateReason string `required:"true" doc:"why, in your own words"`
}

// SetAlarmStateOutput is empty.
type SetAlarmStateOutput struct{}

// SetAlarmState lets an alarm show a state until its next evaluation. Its data
// stay what they are: a Route 53 health check does not notice.
// docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_SetAlarmState.html
func (s *State) SetAlarmState(c *cloud.Call, in SetAlarmStateInput) (SetAlarmStateOutput, error) {
	a := s.At(c.Scope).Alarms.Find(in.AlarmName)
	switch {
	case a == nil:
		return SetAlarmStateOutput{}, wrong("ResourceNotFound", "Unknown alarm: "+in.AlarmName)
	case !slices.Contains([]string{AlarmOK, AlarmOn, AlarmInsufficient}, in.StateValue):
		return SetAlarmStateOutput{}, wrong("ValidationError", "The value "+in.StateValue+" for parameter StateValue is not supported.")
	}
	a.Forced, a.ForcedWhy, a.ForcedAt = in.StateValue, in.StateReason, c.Now
	a.ForcedUntil = c.Now/cloud.Minute*cloud.Minute + cloud.Minute
	return SetAlarmStateOutput{}, nil
}

// DeleteAlarmsInput names alarms.
type DeleteAlarmsInput struct {
	AlarmNames []string `required:"true" doc:"the alarms"`
}

// DeleteAlarmsOutput is empty.
type DeleteAlarmsOutput struct{}

// DeleteAlarms takes alarms away; all or none.
// docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html
func (s *State) DeleteAlarms(c *cloud.Call, in DeleteAlarmsInput) (DeleteAlarmsOutput, error) {
	r := s.At(c.Scope)
	for _, n := range in.AlarmNames {
		if r.Alarms.Find(n) == nil {
			return DeleteAlarmsOutput{}, wrong("ResourceNotFound", "Unknown alarm: "+n)
		}
	}
	for _, n := range in.AlarmNames {
		r.Alarms.Remove(n)
	}
	return DeleteAlarmsOutput{}, nil
}
