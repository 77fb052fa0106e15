package cloudwatch

import (
	"math"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// State is everything that the simulated CloudWatch remembers, for all accounts
// and Regions of a world. Plain values only: Clone copies all of it.
type State struct{ Regions map[cloud.Scope]*Region }

// Region is what one account has in one Region.
type Region struct {
	Series cloud.Collection[Series]
	Alarms cloud.Collection[Alarm]
}

// Dimension is a name and a value that a metric is counted by.
type Dimension struct {
	Name  string `required:"true" doc:"name"`
	Value string `required:"true" doc:"value"`
}

// Metric names one series: its dimensions in the order of their names.
type Metric struct {
	Namespace, Name string
	Dimensions      []Dimension
}

// Series is all that was counted of one metric: a bucket a minute, so that it
// stays small however much is counted.
type Series struct {
	Metric
	Unit   string
	Closed cloud.Log[Bucket] // never changed any more; a late value makes a further bucket of its minute
	Open   []Bucket          // the last minutes, by time
}

// Bucket is what was counted in one minute.
type Bucket struct {
	Minute   int64 // since 1970
	Count    float64
	Sum      float64
	Min, Max float64
	Cells    []Cell // by key: how the values spread, for percentiles
}

// Cell counts values that are within 1.6 % of each other.
type Cell struct {
	Key   int64
	Count float64
	Sum   float64
}

// NewMetric orders the dimensions.
func NewMetric(namespace, name string, dimensions ...Dimension) Metric {
	d := slices.Clone(dimensions)
	slices.SortFunc(d, func(a, b Dimension) int { return strings.Compare(a.Name, b.Name) })
	return Metric{namespace, name, d}
}

// Key is the metric as one text.
func (m Metric) Key() string {
	var b strings.Builder
	b.WriteString(m.Namespace + "\x00" + m.Name)
	for _, d := range m.Dimensions {
		b.WriteString("\x00" + d.Name + "\x00" + d.Value)
	}
	return b.String()
}

// Clone copies the series. What is closed is shared: nobody changes it.
func (s Series) Clone() Series {
	s.Dimensions = slices.Clone(s.Dimensions)
	s.Closed = s.Closed.Clone()
	s.Open = slices.Clone(s.Open)
	for i := range s.Open {
		s.Open[i].Cells = slices.Clone(s.Open[i].Cells)
	}
	return s
}

// Clone copies the state; afterwards the two share nothing that changes.
func (s *State) Clone() State {
	n := State{}
	if s.Regions != nil {
		n.Regions = make(map[cloud.Scope]*Region, len(s.Regions))
	}
	for scope, r := range s.Regions {
		n.Regions[scope] = &Region{Series: r.Series.Clone(), Alarms: r.Alarms.Clone()}
	}
	return n
}

// At is the Region that a call goes to, made on first touch.
func (s *State) At(scope cloud.Scope) *Region {
	if s.Regions == nil {
		s.Regions = map[cloud.Scope]*Region{}
	}
	r := s.Regions[scope]
	if r == nil {
		r = &Region{}
		s.Regions[scope] = r
	}
	return r
}

// openMost is how many minutes of a series stay open.
const openMost = 4

// Count adds a value so many times to its minute.
func (s *State) Count(scope cloud.Scope, at cloud.Time, m Metric, unit string, value, times float64) {
	if !(times > 0) || math.IsNaN(value) || math.IsInf(value, 0) {
		return
	}
	s.bucket(scope, at, m, unit).add(value, times)
}

// bucket is the open bucket of a minute.
func (s *State) bucket(scope cloud.Scope, at cloud.Time, m Metric, unit string) *Bucket {
	r := s.At(scope)
	x := r.Series.Find(m.Key())
	if x == nil {
		m.Dimensions = slices.Clone(m.Dimensions)
		x = r.Series.Add(Series{Metric: m, Unit: unit})
	}
	minute := int64(at / cloud.Minute)
	i, found := slices.BinarySearchFunc(x.Open, minute, func(b Bucket, m int64) int { return int(b.Minute - m) })
	if found {
		return &x.Open[i]
	}
	x.Open = slices.Insert(x.Open, i, Bucket{Minute: minute})
	if len(x.Open) > openMost {
		oldest := 0
		if i == 0 { // the value is late itself
			oldest = 1
		}
		x.Closed.Add(x.Open[oldest])
		x.Open = slices.Delete(x.Open, oldest, oldest+1)
		i -= 1 - oldest
	}
	return &x.Open[i]
}

func (b *Bucket) add(value, times float64) {
	if b.Count == 0 || value < b.Min {
		b.Min = value
	}
	if b.Count == 0 || value > b.Max {
		b.Max = value
	}
	b.Count += times
	b.Sum += float64(value * times)
	k := cellOf(value)
	i, found := slices.BinarySearchFunc(b.Cells, k, func(c Cell, k int64) int {
		switch {
		case c.Key < k:
			return -1
		case c.Key > k:
			return 1
		}
		return 0
	})
	if !found {
		b.Cells = slices.Insert(b.Cells, i, Cell{Key: k})
	}
	b.Cells[i].Count += times
	b.Cells[i].Sum += float64(value * times)
}

// cellOf is a value's cell: its exponent and the first six bits of its
// fraction; keys are in the order of the values.
func cellOf(v float64) int64 {
	bits := int64(math.Float64bits(v) >> 46)
	if v < 0 {
		return -(bits & (1<<17 - 1))
	}
	return bits
}
