package lambda

import (
	"strconv"
	"time"

	"skylab/simulators/cloud"
)

// Parameter is one number of the model as a learner sees it.
type Parameter struct {
	Name     string // as it is set: idle, init.python
	Value    string // 10m0s, 1000, 0.5; empty when it is hidden
	Measured string // the value of the profile "measured", where Value is another
	Source   string // where the measured value comes from
	Dated    string // when that was measured or written
}

// row is one parameter: where it stands and where the figure comes from.
// Exactly one of length, count and ratio is set.
type row struct {
	name           string
	length         func(*Parameters) *cloud.Time
	count          func(*Parameters) *int
	ratio          func(*Parameters) *float64
	source, dated  string
	least, maximum float64 // of a count or ratio; seconds of a length
}

const (
	coldStarts = "edjgeek.com/blog/lambda-cold-starts-dead"
	anatomy    = "alexmayhew.dev/blog/lambda-tax-cold-starts"
	scaling    = "docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html"
	day        = 86400
)

// rows in the order in which they are shown.
var rows = []row{
	{name: "idle", length: func(p *Parameters) *cloud.Time { return &p.Idle }, source: "mikhail.io/2019/08/aws-lambda-cold-starts-after-10-minutes/", dated: "2019-08", least: 1, maximum: day},
	{name: "burst", count: func(p *Parameters) *int { return &p.Burst }, source: scaling, dated: "2026-11-20", least: 1, maximum: 1e6},
	{name: "refill", count: func(p *Parameters) *int { return &p.Refill }, source: scaling, dated: "2026-11-20", least: 1, maximum: 1e6},
	{name: "boot", length: func(p *Parameters) *cloud.Time { return &p.Boot }, source: anatomy, dated: "2026-11-20", maximum: 60},
	{name: "download", length: func(p *Parameters) *cloud.Time { return &p.Download }, source: anatomy, dated: "2026-11-20", maximum: 1},
	{name: "init.python", length: func(p *Parameters) *cloud.Time { return &p.Python }, source: coldStarts, dated: "2026-04", maximum: 60},
	{name: "init.nodejs", length: func(p *Parameters) *cloud.Time { return &p.Node }, source: coldStarts, dated: "2026-04", maximum: 60},
	{name: "init.java", length: func(p *Parameters) *cloud.Time { return &p.Java }, source: coldStarts, dated: "2026-04", maximum: 60},
	{name: "init.dotnet", length: func(p *Parameters) *cloud.Time { return &p.DotNet }, source: "hivebook.wiki/wiki/aws-lambda-cold-starts", dated: "2026-04", maximum: 60},
	{name: "init.ruby", length: func(p *Parameters) *cloud.Time { return &p.Ruby }, source: "as init.python", dated: "2026-04", maximum: 60},
	{name: "init.provided", length: func(p *Parameters) *cloud.Time { return &p.Native }, source: coldStarts, dated: "2026-04", maximum: 60},
	{name: "init-spread", ratio: func(p *Parameters) *float64 { return &p.Spread }, source: coldStarts, dated: "2026-04", maximum: 5},
	{name: "init-cpu", ratio: func(p *Parameters) *float64 { return &p.InitCPU }, source: "bitesizedserverless.com/bite/lambda-cold-start-bootstrap/", dated: "2023-06", maximum: 6},
	{name: "restore", length: func(p *Parameters) *cloud.Time { return &p.Restore }, source: coldStarts, dated: "2026-04", maximum: 60},
	{name: "vpc", length: func(p *Parameters) *cloud.Time { return &p.VPC }, source: "aws.amazon.com/blogs/compute/announcing-improved-vpc-networking-for-aws-lambda-functions/", dated: "2019-09", maximum: 60},
	{name: "prepare", length: func(p *Parameters) *cloud.Time { return &p.Prepare }, source: "docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html", dated: "2026-11-20", maximum: 600},
}

// List is all parameters with their sources.
func (p Parameters) List() []Parameter {
	list := make([]Parameter, len(rows))
	measured := Measured()
	for i, r := range rows {
		x := Parameter{Name: r.name, Value: r.value(&p), Source: r.source, Dated: r.dated}
		if r.name == "idle" && p.Hidden {
			x.Value = ""
		}
		if m := r.value(&measured); m != x.Value {
			x.Measured = m
		}
		list[i] = x
	}
	return list
}

func (r *row) value(p *Parameters) string {
	switch {
	case r.length != nil:
		return time.Duration(*r.length(p)).String()
	case r.count != nil:
		return strconv.Itoa(*r.count(p))
	}
	return strconv.FormatFloat(*r.ratio(p), 'g', -1, 64)
}

// Set changes a parameter: a length is told in seconds. It is false when there
// is no such parameter or the value is out of its bounds, which it tells.
func (p *Parameters) Set(name string, value float64) (least, most float64, ok bool) {
	for _, r := range rows {
		if r.name != name {
			continue
		}
		if !(value >= r.least && value <= r.maximum) {
			return r.least, r.maximum, false
		}
		switch {
		case r.length != nil:
			*r.length(p) = microseconds(value * 1e6)
		case r.count != nil:
			*r.count(p) = int(value)
		default:
			*r.ratio(p) = value
		}
		if name == "idle" {
			p.Hidden = false
		}
		return r.least, r.maximum, true
	}
	return 0, 0, false
}

// IsLength tells whether a parameter is a length of time; known is false when
// there is no such parameter.
func IsLength(name string) (length, known bool) {
	for _, r := range rows {
		if r.name == name {
			return r.length != nil, true
		}
	}
	return false, false
}
