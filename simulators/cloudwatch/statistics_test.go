package cloudwatch

import (
	"math"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/cloud"
)

var here = cloud.Scope{Account: "111122223333", Region: "us-east-1"}

// Buckets and cells agree with the values themselves: count, sum, least and
// greatest exactly, percentiles within 1.6 %, in whatever order they come.
func TestBucketsAgreeWithValues(t *testing.T) {
	s := &State{}
	m := NewMetric("N", "m", Dimension{"b", "2"}, Dimension{"a", "1"})
	byHour := map[cloud.Time][]float64{}
	for n := range uint64(3000) {
		roll := cloud.Roll(3, cloud.Label("value"), n)
		v := float64(roll%100000)/37 - 200
		at := cloud.DefaultStart + cloud.Time(roll%uint64(5*cloud.Hour))
		s.Count(here, at, m, "Count", v, 1)
		hour := at - at%cloud.Hour
		byHour[hour] = append(byHour[hour], v)
	}
	from, to := cloud.DefaultStart-cloud.Hour, cloud.DefaultStart+10*cloud.Hour
	for _, stat := range []string{"SampleCount", "Sum", "Minimum", "Maximum", "Average", "p50", "p99"} {
		points := s.Statistic(here, NewMetric("N", "m", Dimension{"a", "1"}, Dimension{"b", "2"}), stat, cloud.Hour, from, to)
		if len(points) != len(byHour) {
			t.Fatalf("%s: %d points of %d", stat, len(points), len(byHour))
		}
		for _, p := range points {
			values := slices.Clone(byHour[p.At])
			want, slack := slowly(stat, values), 1e-9
			if stat[0] == 'p' {
				slack = 0.017
			}
			if math.Abs(p.Value-want) > slack*max(1, math.Abs(want)) {
				t.Errorf("%s at %s: %v, want %v", stat, p.At, p.Value, want)
			}
		}
	}
}

func slowly(stat string, values []float64) float64 {
	slices.Sort(values)
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	switch stat {
	case "SampleCount":
		return float64(len(values))
	case "Sum":
		return sum
	case "Average":
		return sum / float64(len(values))
	case "Minimum":
		return values[0]
	case "Maximum":
		return values[len(values)-1]
	}
	share, _ := percent(stat)
	return values[max(0, int(math.Ceil(share*float64(len(values))))-1)]
}

// Memory stays flat however many values there are.
func TestManyValuesStaySmall(t *testing.T) {
	s := &State{}
	m := NewMetric("N", "m")
	for n := range uint64(200_000) {
		s.Count(here, cloud.DefaultStart, m, "Count", float64(1+cloud.RollBelow(1, 2, n, 1000)), 1)
	}
	if n := len(s.At(here).Series.Find(m.Key()).Open[0].Cells); n > 800 {
		t.Errorf("%d cells for values from 1 to 1,000", n)
	}
}

func FuzzExpression(f *testing.F) {
	for _, x := range []string{"a+b", "100*a/(a+b)", "SUM([a,b])", "AVG(METRICS())", "FILL(a,0)-b", "-a", "((((", "SUM([", "1/0", "a b", strings.Repeat("(", 99)} {
		f.Add(x)
	}
	known := map[string]line{"a": {{0, 1}, {60, 2}}, "b": {{60, 4}, {120, 0}}}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := evaluate(text, known, []string{"a", "b"})
		if err == nil && len(got) > 3 {
			t.Errorf("%d points out of three", len(got))
		}
	})
}

func TestExpression(t *testing.T) {
	known := map[string]line{"a": {{0, 1}, {60, 2}}, "b": {{60, 4}, {120, 0}}}
	for text, want := range map[string]line{
		"a + 1": {{0, 2}, {60, 3}}, "a * b": {{60, 8}}, "a / b": {{60, 0.5}}, "b / b": {{60, 1}}, "-(a - 3)": {{0, 2}, {60, 1}},
		"SUM([a,b])": {{0, 1}, {60, 6}, {120, 0}}, "MAX(METRICS())": {{0, 1}, {60, 4}, {120, 0}}, "FILL(a, 7)": {{0, 1}, {60, 2}, {120, 7}},
	} {
		if got, err := evaluate(text, known, []string{"a", "b"}); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s is %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "1", "a +", "c", "SUM(a)", "[a,b]", "FILL(a)", "a)", strings.Repeat("(", 60) + "a"} {
		if got, err := evaluate(text, known, nil); err == nil {
			t.Errorf("%q was taken: %v", text, got)
		}
	}
}
