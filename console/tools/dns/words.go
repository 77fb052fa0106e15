package dns

import (
	"strings"

	"skylab/simulators/route53"
	"skylab/text"
)

// clean shows control characters as a dot, so that no name can move the cursor.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r >= 0x80 && r < 0xa0 {
			return '·'
		}
		return r
	}, s)
}

// nearest is the place whose name is most like a word.
func nearest(word string) string {
	if near := text.Nearest(word, route53.PlaceNames()); near != "" {
		return near
	}
	return "Seoul"
}
