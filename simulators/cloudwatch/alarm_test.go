package cloudwatch

import (
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

// TestMissingData is AWS's two tables of what an alarm makes of data that are
// missing: 0 fits, X breaches, - is missing, the newest last. The columns are
// missing, ignore, breaching, notBreaching; KEPT is the state from before.
// docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
func TestMissingData(t *testing.T) {
	for _, row := range []struct {
		breaches   int
		data, want string
	}{
		{3, "0-X-X", "OK OK OK OK"},
		{3, "0----", "OK OK OK OK"},
		{3, "-----", "INSUFFICIENT_DATA KEPT ALARM OK"},
		{3, "0XX-X", "ALARM ALARM ALARM ALARM"},
		{3, "--X--", "ALARM KEPT ALARM OK"},
		{2, "0-X-X", "ALARM ALARM ALARM ALARM"},
		{2, "00X0X", "ALARM ALARM ALARM ALARM"},
		{2, "0-X--", "OK OK ALARM OK"},
		{2, "----0", "OK OK ALARM OK"},
		{2, "---X-", "ALARM KEPT ALARM OK"},
	} {
		var got []string
		for _, missing := range []string{"missing", "ignore", "breaching", "notBreaching"} {
			a := Alarm{Periods: 3, Breaches: row.breaches, Threshold: 1, Comparison: "GreaterThanOrEqualToThreshold", Missing: missing}
			data := make([]*float64, len(row.data))
			for i, c := range row.data {
				switch c {
				case '0':
					data[i] = new(0.0)
				case 'X':
					data[i] = new(1.0)
				}
			}
			got = append(got, a.evaluate(data, func() string { return "KEPT" }))
		}
		if s := strings.Join(got, " "); s != row.want {
			t.Errorf("%d of 3, %s: %s, want %s", row.breaches, row.data, s, row.want)
		}
	}
}

// TestSetAlarmState: the alarm shows the state until its next evaluation, and
// the data stay what they are.
func TestSetAlarmState(t *testing.T) {
	var s State
	w := cloud.NewWorld(7, cloud.DefaultStart)
	c := &cloud.Call{World: &w, Scope: cloud.Scope{Account: "111122223333", Region: "us-east-1"}}
	_, err := s.PutMetricAlarm(c, PutMetricAlarmInput{
		AlarmName: "orders", MetricName: new("Orders"), Namespace: new("Shop"), Statistic: new("Sum"), Period: new(60), EvaluationPeriods: new(1),
		Threshold: new(5.0), ComparisonOperator: new("LessThanThreshold"),
	})
	if err != nil {
		t.Fatal(err)
	}
	shown := func() string {
		out, err := s.DescribeAlarms(c, DescribeAlarmsInput{})
		if err != nil || len(out.MetricAlarms) != 1 {
			t.Fatal(out, err)
		}
		return out.MetricAlarms[0].StateValue
	}
	if shown() != AlarmInsufficient {
		t.Errorf("without data: %s", shown())
	}
	s.Count(c.Scope, w.Now, NewMetric("Shop", "Orders"), "Count", 9, 1)
	w.Now += cloud.Minute
	if shown() != AlarmOK {
		t.Errorf("nine orders: %s", shown())
	}
	if _, err := s.SetAlarmState(c, SetAlarmStateInput{"orders", AlarmOn, "a drill"}); err != nil {
		t.Fatal(err)
	}
	if data, _ := s.DataState(c.Scope, "orders", w.Now); shown() != AlarmOn || data != AlarmOK {
		t.Errorf("after SetAlarmState it shows %s and the data say %s", shown(), data)
	}
	w.Now += cloud.Minute
	if shown() == AlarmOn {
		t.Error("the state that was set outlives the next evaluation")
	}
}
