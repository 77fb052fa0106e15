package cloudwatch

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var address = regexp.MustCompile(`[A-Za-z0-9]+/latest/[A-Za-z0-9_./-]+\.html`)

// outline is a page's headings and items: for each, which pages of AWS's it names.
func outline(markdown string) (all [][]string) {
	for _, part := range regexp.MustCompile(`\n\s*\n|\n\s*- `).Split(markdown, -1) {
		pages := address.FindAllString(part, -1)
		if strings.HasPrefix(strings.TrimSpace(part), "#") {
			pages = []string{"heading"}
		}
		all = append(all, pages)
	}
	return all
}

// Both languages say the same: as many sections and items, in one order, about
// the same pages of AWS's.
func TestLimitsAreTheSameInBothLanguages(t *testing.T) {
	english, korean := outline(Limits("en")), outline(Limits("ko"))
	if len(english) < 10 {
		t.Fatalf("%d headings and items: the page was not read whole", len(english))
	}
	for i := range max(len(english), len(korean)) {
		if i >= len(english) || i >= len(korean) || !slices.Equal(english[i], korean[i]) {
			t.Fatalf("item %d of %d and %d: doc.go and limits.ko.md change together", i, len(english), len(korean))
		}
	}
}
