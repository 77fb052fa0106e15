package cloudwatch

import (
	"strconv"

	"skylab/simulators/cloud"
)

// NoOutput is what an operation answers that only changes something.
type NoOutput struct{}

// StatisticSet is many values in four numbers.
type StatisticSet struct {
	SampleCount float64 `required:"true" doc:"how many"`
	Sum         float64 `required:"true" doc:"their sum"`
	Minimum     float64 `required:"true" doc:"the least"`
	Maximum     float64 `required:"true" doc:"the greatest"`
}

// MetricDatum is a value to count.
type MetricDatum struct {
	MetricName        string        `required:"true" doc:"name of the metric"`
	Dimensions        []Dimension   `doc:"Name=…,Value=…"`
	Timestamp         *cloud.Time   `doc:"when; now unless given"`
	Value             *float64      `doc:"the value"`
	StatisticValues   *StatisticSet `doc:"many values in four numbers"`
	Values            []float64     `doc:"many values"`
	Counts            []float64     `doc:"how often each of them"`
	Unit              *string       `doc:"Count, Seconds, Milliseconds, Bytes, Percent, None, …"`
	StorageResolution *int          `doc:"60; 1 is counted as 60"`
}

// PutMetricDataInput is values of one namespace.
type PutMetricDataInput struct {
	Namespace  string        `required:"true" doc:"namespace: Lunch/Orders"`
	MetricData []MetricDatum `doc:"MetricName=…,Value=…,Unit=Count"`
}

// dimensionsMost is how many dimensions a metric may have.
// docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
const dimensionsMost = 30

// PutMetricData counts values.
// docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html
func (s *State) PutMetricData(c *cloud.Call, in PutMetricDataInput) (NoOutput, error) {
	if in.Namespace == "" || len(in.Namespace) > 255 || in.Namespace[0] == ':' {
		return NoOutput{}, wrong("InvalidParameterValue", "The value "+in.Namespace+" for parameter Namespace is invalid.")
	}
	if len(in.MetricData) == 0 {
		return NoOutput{}, wrong("MissingParameter", "The parameter MetricData is required.")
	}
	if len(in.MetricData) > 1000 {
		return NoOutput{}, wrong("InvalidParameterValue", "The collection MetricData must not have a size greater than 1000.")
	}
	for i := range in.MetricData {
		if err := in.MetricData[i].check(c.Now, "MetricData.member."+strconv.Itoa(i+1)); err != nil {
			return NoOutput{}, err
		}
	}
	for i := range in.MetricData {
		s.take(c, in.Namespace, &in.MetricData[i])
	}
	return NoOutput{}, nil
}

func wrong(code, message string) error { return cloud.Errorf(code, "%s", message) }

func (d *MetricDatum) check(now cloud.Time, at string) error {
	both := func(a, b string) error {
		return wrong("InvalidParameterCombination", "The parameters "+at+"."+a+" and "+at+"."+b+" are mutually exclusive and you have specified both.")
	}
	switch {
	case d.Value != nil && d.Values != nil:
		return both("Value", "Values")
	case d.Value != nil && d.StatisticValues != nil:
		return both("Value", "StatisticValues")
	case d.Counts != nil && len(d.Counts) != len(d.Values):
		return wrong("InvalidParameterValue", "The parameters "+at+".Values and "+at+".Counts must be of the same size.")
	case d.Value == nil && d.Values == nil && d.StatisticValues == nil:
		return wrong("MissingParameter", "At least one of the parameters must be specified.")
	case len(d.Dimensions) > dimensionsMost:
		return wrong("InvalidParameterValue", "The collection "+at+".Dimensions must not have a size greater than 30.")
	case d.Unit != nil && !units[*d.Unit]:
		return wrong("InvalidParameterValue", "The parameter "+at+".Unit must be a value in the set of units.")
	case d.Timestamp != nil && (*d.Timestamp < now-14*cloud.Day || *d.Timestamp > now+2*cloud.Hour):
		return wrong("InvalidParameterValue", "The parameter "+at+".Timestamp must specify a time within the past two weeks.")
	}
	values := d.Values
	if d.Value != nil {
		values = []float64{*d.Value}
	}
	for _, v := range values {
		if !(v >= -limit && v <= limit) {
			return wrong("InvalidParameterValue", "The value "+strconv.FormatFloat(v, 'g', -1, 64)+" for parameter "+at+".Value is invalid.")
		}
	}
	return nil
}

// limit of a value. docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html
const limit = float64(1<<63) * (1 << 63) * (1 << 63) * (1 << 63) * (1 << 63) * (1 << 45)

var units = map[string]bool{
	"Seconds": true, "Microseconds": true, "Milliseconds": true, "Bytes": true, "Kilobytes": true, "Megabytes": true, "Gigabytes": true, "Terabytes": true,
	"Bits": true, "Kilobits": true, "Megabits": true, "Gigabits": true, "Terabits": true, "Percent": true, "Count": true, "Bytes/Second": true,
	"Kilobytes/Second": true, "Megabytes/Second": true, "Gigabytes/Second": true, "Terabytes/Second": true, "Bits/Second": true,
	"Kilobits/Second": true, "Megabits/Second": true, "Gigabits/Second": true, "Terabits/Second": true, "Count/Second": true, "None": true,
}

func (s *State) take(c *cloud.Call, namespace string, d *MetricDatum) {
	at, unit := c.Now, "None"
	if d.Timestamp != nil {
		at = *d.Timestamp
	}
	if d.Unit != nil {
		unit = *d.Unit
	}
	m := NewMetric(namespace, d.MetricName, d.Dimensions...)
	if d.Value != nil {
		s.Count(c.Scope, at, m, unit, *d.Value, 1)
	}
	for i, v := range d.Values {
		times := 1.0
		if d.Counts != nil {
			times = d.Counts[i]
		}
		s.Count(c.Scope, at, m, unit, v, times)
	}
	if x := d.StatisticValues; x != nil && x.SampleCount > 0 {
		// A set has no percentiles: its values all lie at their mean.
		b := s.bucket(c.Scope, at, m, unit)
		b.merge(&Bucket{Count: x.SampleCount, Sum: x.Sum, Min: x.Minimum, Max: x.Maximum, Cells: []Cell{{cellOf(x.Sum / x.SampleCount), x.SampleCount, x.Sum}}})
	}
}
