package route53

import (
	"math"
	"testing"
)

// TestDistance compares with the formula of the textbooks.
func TestDistance(t *testing.T) {
	for lat := int32(-9000); lat <= 9000; lat += 731 {
		for lon := int32(-18000); lon <= 18000; lon += 1237 {
			a, b := PointAt(lat, lon), PointAt(3757, 12698)
			rad := func(h int32) float64 { return float64(h) * math.Pi / 18000 }
			p, q := rad(lat), rad(3757)
			h := math.Pow(math.Sin((p-q)/2), 2) + math.Cos(p)*math.Cos(q)*math.Pow(math.Sin((rad(lon)-rad(12698))/2), 2)
			want := 2 * earth * math.Asin(math.Sqrt(h))
			if got := float64(Distance(a, b)); math.Abs(got-want) > 1 {
				t.Errorf("from %d,%d: %f m, want %f", lat, lon, got, want)
			}
		}
	}
}

// TestLatencyKeepsTheTable: between two measured Regions stands what was
// measured, unless a way over a third that is near is shorter.
func TestLatencyKeepsTheTable(t *testing.T) {
	for _, a := range regions {
		for _, b := range regions {
			if a.measured == none || b.measured == none {
				continue
			}
			p, _ := RegionPlace(a.Name)
			if got, table := RTT(p, b.Name), int64(measured[a.measured][b.measured])*100; got > table {
				t.Errorf("%s to %s takes %d µs, measured %d", a.Name, b.Name, got, table)
			}
		}
	}
}

func TestNearIsNotAlwaysFast(t *testing.T) {
	found := 0
	for i := range cities {
		p := CityPlace(i)
		for a := range regions {
			for b := range regions {
				near, far := world().places[len(cities)+a], world().places[len(cities)+b]
				if Distance(p.At, near.At) < Distance(p.At, far.At) && RTT(p, near.Name) > RTT(p, far.Name) {
					found++
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d places are nearer to a Region that is slower", found)
	}
}

// TestRowsAreTheRegions: each Region that was measured has the row and column
// of its own name.
func TestRowsAreTheRegions(t *testing.T) {
	n := 0
	for _, r := range regions {
		if r.measured == none {
			continue
		}
		if n++; measuredRegions[r.measured] != r.Name {
			t.Errorf("%s has the row of %s", r.Name, measuredRegions[r.measured])
		}
	}
	if n != len(measuredRegions) {
		t.Errorf("%d Regions have a row, want %d", n, len(measuredRegions))
	}
}
