package worlds

import (
	"strings"
	"testing"
)

// TestLand looks at places that everybody knows.
func TestLand(t *testing.T) {
	if n := len(strings.Split(strings.TrimSpace(land), "\n")); n != landLines {
		t.Fatalf("land.txt has %d lines", n)
	}
	for name, p := range map[string]struct {
		latitude, longitude float64
		land                bool
	}{
		"Beijing": {40, 116, true}, "Paris": {48.8, 2.3, true}, "Denver": {39.7, -105, true}, "Brasilia": {-15.8, -47.9, true},
		"Nairobi": {-1.3, 36.8, true}, "Alice Springs": {-23.7, 133.9, true},
		"the Pacific": {0, -140, false}, "the Atlantic": {30, -45, false}, "the Indian Ocean": {-20, 80, false}, "the pole": {85, 0, false},
	} {
		if isLand(p.latitude, p.longitude) != p.land {
			t.Errorf("%s: land is %v", name, !p.land)
		}
	}
}

// TestGlobeMarks: neighbours are both seen, whatever the width, and every line
// is as wide as the map.
func TestGlobeMarks(t *testing.T) {
	for _, w := range []int{40, 76, 110} {
		g := newGlobe(w)
		for _, name := range []string{"S", "B", "T"} {
			g.mark(36.5, 127.5, span{text: name})
		}
		g.mark(-90, 180, span{text: "x"})
		b := g.block()
		var all strings.Builder
		for _, l := range b.lines {
			if l.width() != w {
				t.Errorf("%d wide: a line of %d", w, l.width())
			}
			for _, s := range l {
				all.WriteString(s.text)
			}
		}
		for _, name := range []string{"S", "B", "T", "x"} {
			if strings.Count(all.String(), name) != 1 {
				t.Errorf("%d wide: %s is not on the map once", w, name)
			}
		}
	}
}
