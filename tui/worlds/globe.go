package worlds

import (
	_ "embed" // the outline of the continents
	"strings"
)

// land is where there is land: a line for every two degrees of latitude from
// 76° north to 58° south, a character for every two degrees of longitude from
// 180° west. Drawn after Natural Earth's outline at 1:110 million, which is in
// the public domain (naturalearthdata.com).
//
//go:embed land.txt
var land string

// What land.txt covers, in degrees.
const (
	northEnd   = 76.0
	landDegree = 2.0
	landCells  = 180 // characters in a line
	landLines  = 67
)

// isLand tells whether there is land at a place, in degrees.
func isLand(latitude, longitude float64) bool {
	row, column := int((northEnd-latitude)/landDegree), int((longitude+180)/landDegree)
	if latitude > northEnd || row >= landLines || column < 0 || column >= landCells {
		return false
	}
	return land[row*(landCells+1)+column] == '#'
}

// globe is a map of the world of a certain width in cells: each cell has two
// dots across and four down, and a dot is as wide as it is high.
type globe struct {
	width, height int
	marks         map[point]span
}

type point struct{ x, y int }

// newGlobe is an empty map that is w cells wide.
func newGlobe(w int) *globe {
	degrees := 180 / float64(w) // of one dot
	height := int(landLines*landDegree/degrees/4) + 1
	return &globe{width: w, height: height, marks: map[point]span{}}
}

// cell is where a place lies on the map.
func (g *globe) cell(latitude, longitude float64) point {
	degrees := 180 / float64(g.width)
	x, y := int((longitude+180)/degrees/2), int((northEnd-latitude)/degrees/4)
	return point{max(0, min(x, g.width-1)), max(0, min(y, g.height-1))}
}

// mark puts one cell of text at a place. Where something stands already it
// moves to the nearest free cell on either side, so that neighbours such as
// Seoul and Busan are both seen.
func (g *globe) mark(latitude, longitude float64, s span) {
	at := g.cell(latitude, longitude)
	for _, step := range [...]int{0, 1, -1, 2, -2, 3, -3} {
		p := point{at.x + step, at.y}
		if _, taken := g.marks[p]; taken || p.x < 0 || p.x >= g.width {
			continue
		}
		g.marks[p] = s
		return
	}
}

// braille are the bits of a dot by column and line.
// en.wikipedia.org/wiki/Braille_Patterns
var braille = [2][4]rune{{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}

// dots is the land in one cell.
func (g *globe) dots(p point) rune {
	degrees := 180 / float64(g.width)
	r := rune(0x2800)
	for x := range braille {
		for y, bit := range braille[x] {
			longitude := (float64(2*p.x+x)+0.5)*degrees - 180
			if isLand(northEnd-(float64(4*p.y+y)+0.5)*degrees, longitude) {
				r |= bit
			}
		}
	}
	return r
}

// block draws the map.
func (g *globe) block() block {
	var b block
	for y := range g.height {
		var row line
		var run strings.Builder
		for x := range g.width {
			s, ok := g.marks[point{x, y}]
			if !ok {
				run.WriteRune(g.dots(point{x, y}))
				continue
			}
			row = append(row, span{text: run.String(), role: Quiet}, s)
			run.Reset()
		}
		b.add(append(row, span{text: run.String(), role: Quiet})...)
	}
	return b
}
