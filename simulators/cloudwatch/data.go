package cloudwatch

import (
	"regexp"
	"slices"

	"skylab/simulators/cloud"
)

// MetricStat is a statistic of one metric.
type MetricStat struct {
	Metric WantedMetric `required:"true" doc:"Namespace, MetricName, Dimensions"`
	Period int          `required:"true" doc:"seconds, a multiple of 60"`
	Stat   string       `required:"true" doc:"Sum, Average, p99, …"`
	Unit   *string      `doc:"only values of this unit"`
}

// WantedMetric names a metric.
type WantedMetric struct {
	Namespace  *string     `doc:"namespace: AWS/Lambda"`
	MetricName *string     `doc:"name: Errors"`
	Dimensions []Dimension `doc:"Name=…,Value=…"`
}

// MetricDataQuery is a statistic, or an expression of others.
type MetricDataQuery struct {
	Id         string      `required:"true" doc:"a name that begins with a small letter"`
	MetricStat *MetricStat `doc:"a statistic of a metric"`
	Expression *string     `doc:"100*errors/invocations, SUM([a,b]), SUM(METRICS()), FILL(a,0)"`
	Label      *string     `doc:"what it is called in the answer"`
	ReturnData *bool       `doc:"false: only for expressions"`
	Period     *int        `doc:"of an expression"`
}

// GetMetricDataInput asks for several metrics.
type GetMetricDataInput struct {
	MetricDataQueries []MetricDataQuery `required:"true" doc:"what is wanted"`
	StartTime         cloud.Time        `required:"true" doc:"from when"`
	EndTime           cloud.Time        `required:"true" doc:"until when"`
	ScanBy            *string           `enum:"TimestampDescending|TimestampAscending" doc:"the newest first unless given"`
}

// MetricDataResult is the values of one query.
type MetricDataResult struct {
	Id         string
	Label      string
	Timestamps []cloud.Time
	Values     []float64
	StatusCode string
}

// GetMetricDataOutput is them all.
type GetMetricDataOutput struct {
	MetricDataResults []MetricDataResult
	Messages          []MessageData
}

// MessageData is a remark on an answer; the lab has none.
type MessageData struct{ Code, Value string }

var idPattern = regexp.MustCompile(`^[a-z][a-zA-Z0-9_]*$`)

// GetMetricData reads statistics of several metrics and reckons with them.
// docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
func (s *State) GetMetricData(c *cloud.Call, in GetMetricDataInput) (GetMetricDataOutput, error) {
	none := GetMetricDataOutput{}
	if err := in.check(); err != nil {
		return none, err
	}
	known := map[string]line{}
	var names []string // of metrics, in order
	for i := range in.MetricDataQueries {
		if q := &in.MetricDataQueries[i]; q.MetricStat != nil {
			m := NewMetric(or(q.MetricStat.Metric.Namespace), or(q.MetricStat.Metric.MetricName), q.MetricStat.Metric.Dimensions...)
			known[q.Id] = s.Statistic(c.Scope, m, q.MetricStat.Stat, cloud.Time(q.MetricStat.Period)*cloud.Second, in.StartTime, in.EndTime)
			names = append(names, q.Id)
		}
	}
	out := GetMetricDataOutput{MetricDataResults: []MetricDataResult{}, Messages: []MessageData{}}
	for i := range in.MetricDataQueries {
		q := &in.MetricDataQueries[i]
		values := known[q.Id]
		if q.Expression != nil {
			var err error
			if values, err = evaluate(*q.Expression, known, names); err != nil {
				return none, wrong("ValidationError", "Error in expression '"+q.Id+"': "+err.Error())
			}
			known[q.Id] = values
		}
		if q.ReturnData == nil || *q.ReturnData {
			out.MetricDataResults = append(out.MetricDataResults, q.result(values, in.ScanBy == nil || *in.ScanBy != "TimestampAscending"))
		}
	}
	return out, nil
}

func or(p *string) string {
	if p == nil {
		return ""
	}
	return *p
}

// queriesMost is how many queries one call has.
const queriesMost = 500

func (in *GetMetricDataInput) check() error {
	if in.EndTime <= in.StartTime {
		return wrong("ValidationError", "The parameter StartTime must be less than the parameter EndTime.")
	}
	if n := len(in.MetricDataQueries); n == 0 || n > queriesMost {
		return wrong("ValidationError", "The collection MetricDataQueries must not have a size greater than 500.")
	}
	seen := map[string]bool{}
	for i := range in.MetricDataQueries {
		q := &in.MetricDataQueries[i]
		switch {
		case !idPattern.MatchString(q.Id):
			return wrong("ValidationError", "The value "+q.Id+" for parameter MetricDataQueries.Id must begin with a lowercase letter and contain only letters, digits and underscores.")
		case seen[q.Id]:
			return wrong("ValidationError", "The id "+q.Id+" is used more than once.")
		case (q.MetricStat == nil) == (q.Expression == nil):
			return wrong("ValidationError", "Each MetricDataQuery must have exactly one of MetricStat and Expression.")
		case q.MetricStat != nil && !IsStatistic(q.MetricStat.Stat):
			return wrong("ValidationError", "The value "+q.MetricStat.Stat+" for parameter MetricDataQueries.MetricStat.Stat is not supported.")
		}
		seen[q.Id] = true
		if q.MetricStat != nil {
			if err := checkPeriod(q.MetricStat.Period); err != nil {
				return err
			}
		}
	}
	return nil
}

func (q *MetricDataQuery) result(values line, newestFirst bool) MetricDataResult {
	r := MetricDataResult{Id: q.Id, Label: or(q.Label), Timestamps: []cloud.Time{}, Values: []float64{}, StatusCode: "Complete"}
	if q.Label == nil {
		r.Label = q.Id
		if q.MetricStat != nil {
			r.Label = or(q.MetricStat.Metric.MetricName)
		}
	}
	for _, p := range values {
		r.Timestamps, r.Values = append(r.Timestamps, p.At), append(r.Values, p.Value)
	}
	if newestFirst {
		slices.Reverse(r.Timestamps)
		slices.Reverse(r.Values)
	}
	return r
}
