package cloudwatch

import (
	"slices"
	"strconv"

	"skylab/simulators/cloud"
)

// GetMetricStatisticsInput asks for one metric.
type GetMetricStatisticsInput struct {
	Namespace          string      `required:"true" doc:"namespace: AWS/Lambda"`
	MetricName         string      `required:"true" doc:"name: Duration"`
	Dimensions         []Dimension `doc:"Name=FunctionName,Value=…"`
	StartTime          cloud.Time  `required:"true" doc:"from when"`
	EndTime            cloud.Time  `required:"true" doc:"until when"`
	Period             int         `required:"true" doc:"seconds, a multiple of 60"`
	Statistics         []string    `doc:"SampleCount Average Sum Minimum Maximum"`
	ExtendedStatistics []string    `doc:"p50 p99 …"`
	Unit               *string     `doc:"only values of this unit"`
}

// Datapoint is the statistics of one period.
type Datapoint struct {
	Timestamp          cloud.Time
	SampleCount        *float64
	Average            *float64
	Sum                *float64
	Minimum            *float64
	Maximum            *float64
	Unit               string
	ExtendedStatistics map[string]float64
}

// GetMetricStatisticsOutput is them all.
type GetMetricStatisticsOutput struct {
	Label      string
	Datapoints []Datapoint
}

// pointsMost is how many points one answer has.
// docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
const pointsMost = 1440

// GetMetricStatistics reads statistics of one metric. AWS gives the points in
// no particular order; here they are in the order of time.
// docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricStatistics.html
func (s *State) GetMetricStatistics(c *cloud.Call, in GetMetricStatisticsInput) (GetMetricStatisticsOutput, error) {
	none := GetMetricStatisticsOutput{}
	if err := in.check(); err != nil {
		return none, err
	}
	m := NewMetric(in.Namespace, in.MetricName, in.Dimensions...)
	list, unit := s.gather(c.Scope, m, cloud.Time(in.Period)*cloud.Second, in.StartTime, in.EndTime)
	out := GetMetricStatisticsOutput{Label: in.MetricName, Datapoints: []Datapoint{}}
	if in.Unit != nil && *in.Unit != unit {
		return out, nil
	}
	for i := range list {
		out.Datapoints = append(out.Datapoints, in.point(&list[i], unit))
	}
	return out, nil
}

func (in *GetMetricStatisticsInput) check() error {
	switch {
	case in.Statistics == nil && in.ExtendedStatistics == nil:
		return wrong("InvalidParameterCombination", "Must specify either Statistics or ExtendedStatistics")
	case in.Statistics != nil && in.ExtendedStatistics != nil:
		return wrong("InvalidParameterCombination", "Must specify either Statistics or ExtendedStatistics, but not both")
	case in.EndTime <= in.StartTime:
		return wrong("InvalidParameterValue", "The parameter StartTime must be less than the parameter EndTime.")
	}
	if err := checkPeriod(in.Period); err != nil {
		return err
	}
	if n := (in.EndTime - in.StartTime) / (cloud.Time(in.Period) * cloud.Second); n > pointsMost {
		return wrong("InvalidParameterCombination", "You have requested up to "+strconv.FormatInt(int64(n), 10)+" datapoints, which exceeds the limit of 1440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.")
	}
	for _, x := range in.Statistics {
		if !IsStatistic(x) || x[0] == 'p' {
			return wrong("InvalidParameterValue", "The parameter Statistics.member.1 must be a value in the set [ SampleCount, Average, Sum, Minimum, Maximum ]")
		}
	}
	for _, x := range in.ExtendedStatistics {
		if _, ok := percent(x); !ok {
			return wrong("InvalidParameterValue", "The value "+x+" for parameter ExtendedStatistics.member.1 is not supported.")
		}
	}
	return nil
}

// checkPeriod wants a multiple of a minute: the lab counts by the minute.
func checkPeriod(period int) error {
	if period < 60 || period%60 != 0 || period > 86400*365 {
		return wrong("InvalidParameterValue", "The parameter Period must be a multiple of 60.")
	}
	return nil
}

func (in *GetMetricStatisticsInput) point(g *gathered, unit string) Datapoint {
	p := Datapoint{Timestamp: g.at, Unit: unit}
	for _, x := range in.Statistics {
		v, _ := g.of(x)
		switch x {
		case "SampleCount":
			p.SampleCount = &v
		case "Average":
			p.Average = &v
		case "Sum":
			p.Sum = &v
		case "Minimum":
			p.Minimum = &v
		case "Maximum":
			p.Maximum = &v
		}
	}
	for _, x := range in.ExtendedStatistics {
		if p.ExtendedStatistics == nil {
			p.ExtendedStatistics = map[string]float64{}
		}
		p.ExtendedStatistics[x], _ = g.of(x)
	}
	return p
}

// DimensionFilter is a dimension, with any value or one.
type DimensionFilter struct {
	Name  string  `required:"true" doc:"name"`
	Value *string `doc:"value; any unless given"`
}

// ListMetricsInput asks which metrics there are.
type ListMetricsInput struct {
	Namespace  *string           `doc:"only of this namespace"`
	MetricName *string           `doc:"only of this name"`
	Dimensions []DimensionFilter `doc:"only with these dimensions"`
	NextToken  *string           `doc:"where to go on"`
}

// ListedMetric is a metric as AWS lists it.
type ListedMetric struct {
	Namespace  string
	MetricName string
	Dimensions []Dimension
}

// ListMetricsOutput is one page of metrics.
type ListMetricsOutput struct {
	Metrics   []ListedMetric
	NextToken *string
}

// ListMetrics lists metrics that have values.
// docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_ListMetrics.html
func (s *State) ListMetrics(c *cloud.Call, in ListMetricsInput) (ListMetricsOutput, error) {
	const page = 500
	out := ListMetricsOutput{Metrics: []ListedMetric{}}
	from := 0
	if in.NextToken != nil {
		n, err := strconv.Atoi(*in.NextToken)
		if err != nil || n < 0 {
			return out, wrong("InvalidParameterValue", "Invalid nextToken")
		}
		from = n
	}
	place := 0
	for x := range s.At(c.Scope).Series.All {
		if !in.wants(x) {
			continue
		}
		if place >= from && place < from+page {
			d := x.Dimensions
			if d == nil {
				d = []Dimension{}
			}
			out.Metrics = append(out.Metrics, ListedMetric{x.Namespace, x.Name, d})
		}
		place++
	}
	if place > from+page {
		out.NextToken = new(strconv.Itoa(from + page))
	}
	return out, nil
}

func (in *ListMetricsInput) wants(x *Series) bool {
	if in.Namespace != nil && *in.Namespace != x.Namespace || in.MetricName != nil && *in.MetricName != x.Name {
		return false
	}
	for _, f := range in.Dimensions {
		if !slices.ContainsFunc(x.Dimensions, func(d Dimension) bool {
			return d.Name == f.Name && (f.Value == nil || *f.Value == d.Value)
		}) {
			return false
		}
	}
	return true
}
