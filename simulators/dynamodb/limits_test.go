package dynamodb

import (
	"regexp"
	"slices"
	"testing"
)

var page = regexp.MustCompile(`[A-Za-z0-9]+/latest/[A-Za-z0-9_./-]+\.html`)

// TestLimitsAreTheSameInBothLanguages: as many items, about the same pages of
// AWS's, in one order.
func TestLimitsAreTheSameInBothLanguages(t *testing.T) {
	english, korean := page.FindAllString(Limits("en"), -1), page.FindAllString(Limits("ko"), -1)
	items := func(s string) int { return len(regexp.MustCompile(`(?m)^\s*- |^## `).FindAllString(s, -1)) }
	if len(english) < 5 || !slices.Equal(english, korean) || items(Limits("en")) != items(Limits("ko")) {
		t.Errorf("%d items about %v, %d items about %v", items(Limits("en")), english, items(Limits("ko")), korean)
	}
}
