package iam

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var page = regexp.MustCompile(`[A-Za-z0-9-]+/latest/[A-Za-z0-9_./-]+\.html`)

// Both languages say the same: as many headings and items, about the same pages
// of AWS's in the same order.
func TestLimitsAreTheSameInBothLanguages(t *testing.T) {
	english, korean := Limits("en"), Limits("ko")
	if a, b := page.FindAllString(english, -1), page.FindAllString(korean, -1); len(a) < 20 || !slices.Equal(a, b) {
		t.Errorf("English names\n%s\nKorean names\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
	for _, mark := range []string{"\n## ", "- "} {
		if a, b := strings.Count(english, mark), strings.Count(korean, mark); a != b {
			t.Errorf("%q stands %d times in English, %d times in Korean", mark, a, b)
		}
	}
}
