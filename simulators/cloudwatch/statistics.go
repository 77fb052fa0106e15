package cloudwatch

import (
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Point is a statistic's value over a period that begins at an instant.
type Point struct {
	At    cloud.Time
	Value float64
}

// gathered is what was counted in one period.
type gathered struct {
	at cloud.Time
	Bucket
}

// gather adds up buckets by period, oldest first. Periods begin at whole
// multiples of their length; those without a value are left out.
func (s *State) gather(scope cloud.Scope, m Metric, period, from, to cloud.Time) ([]gathered, string) {
	r := s.Regions[scope]
	if r == nil || period <= 0 {
		return nil, ""
	}
	x := r.Series.Find(m.Key())
	if x == nil {
		return nil, ""
	}
	var list []gathered
	from -= from % period
	take := func(b *Bucket) {
		at := cloud.Time(b.Minute) * cloud.Minute
		if at < from || at >= to {
			return
		}
		start := at - at%period
		i, found := slices.BinarySearchFunc(list, start, func(g gathered, t cloud.Time) int {
			switch {
			case g.at < t:
				return -1
			case g.at > t:
				return 1
			}
			return 0
		})
		if !found {
			list = slices.Insert(list, i, gathered{at: start})
		}
		list[i].merge(b)
	}
	for i := range x.Closed.Len() {
		b := x.Closed.At(i)
		take(&b)
	}
	for i := range x.Open {
		take(&x.Open[i])
	}
	return list, x.Unit
}

func (b *Bucket) merge(o *Bucket) {
	if b.Count == 0 {
		b.Min, b.Max = o.Min, o.Max
	}
	b.Min, b.Max = min(b.Min, o.Min), max(b.Max, o.Max)
	b.Count += o.Count
	b.Sum += o.Sum
	b.Cells = mergeCells(b.Cells, o.Cells)
}

// mergeCells joins two lists of cells into a new one.
func mergeCells(a, b []Cell) []Cell {
	all := make([]Cell, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].Key < b[0].Key:
			all, a = append(all, a[0]), a[1:]
		case a[0].Key > b[0].Key:
			all, b = append(all, b[0]), b[1:]
		default:
			all = append(all, Cell{a[0].Key, a[0].Count + b[0].Count, a[0].Sum + b[0].Sum})
			a, b = a[1:], b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// percentile is the value below which a share of all values lies, within 1.6 %.
func (b *Bucket) percentile(share float64) float64 {
	want := float64(share * b.Count)
	seen := 0.0
	for _, c := range b.Cells {
		if seen += c.Count; seen >= want {
			return min(max(c.Sum/c.Count, b.Min), b.Max)
		}
	}
	return b.Max
}

// of is a statistic of a bucket; ok is false of a name that is none.
func (b *Bucket) of(stat string) (v float64, ok bool) {
	switch stat {
	case "SampleCount":
		return b.Count, true
	case "Average":
		return b.Sum / b.Count, true
	case "Sum":
		return b.Sum, true
	case "Minimum":
		return b.Min, true
	case "Maximum":
		return b.Max, true
	}
	share, ok := percent(stat)
	return b.percentile(share), ok
}

// percent reads p99 and p99.9.
func percent(stat string) (share float64, ok bool) {
	text, ok := strings.CutPrefix(stat, "p")
	n, err := strconv.ParseFloat(text, 64)
	return n / 100, ok && err == nil && n >= 0 && n <= 100 && len(text) <= 8
}

// IsStatistic tells whether there is a statistic of that name.
func IsStatistic(stat string) bool {
	_, ok := (&Bucket{Count: 1}).of(stat)
	return ok
}

// Statistic is a metric's statistic (Sum, Average, p99, …) for each period
// between two instants that has values, oldest first.
func (s *State) Statistic(scope cloud.Scope, m Metric, stat string, period, from, to cloud.Time) []Point {
	list, _ := s.gather(scope, m, period, from, to)
	points := make([]Point, 0, len(list))
	for i := range list {
		if v, ok := list[i].of(stat); ok {
			points = append(points, Point{list[i].at, v})
		}
	}
	return points
}
