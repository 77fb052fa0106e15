package vpc

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// item is a paragraph, heading or list item of the page: what it is and which
// pages of AWS's it names.
type item struct {
	kind  string
	pages []string
}

var (
	itemStart = regexp.MustCompile(`\n\s*\n|\n\s*- `)
	address   = regexp.MustCompile(`[A-Za-z0-9]+/latest/[A-Za-z0-9_./-]+\.html`)
)

func items(markdown string) []item {
	var all []item
	starts := itemStart.FindAllString(markdown, -1)
	for i, text := range itemStart.Split(markdown, -1) {
		kind := "paragraph"
		switch text = strings.TrimSpace(text); {
		case strings.HasPrefix(text, "#"):
			kind = "heading"
		case strings.HasPrefix(text, "- "), i > 0 && strings.Contains(starts[i-1], "-"):
			kind = "item"
		}
		all = append(all, item{kind, address.FindAllString(text, -1)})
	}
	return all
}

// Both languages say the same: as many sections and items, in one order, about
// the same pages of AWS's.
func TestLimitsAreTheSameInBothLanguages(t *testing.T) {
	english, korean := items(Limits("en")), items(Limits("ko"))
	if len(english) < 60 {
		t.Fatalf("%d paragraphs and items: the page was not read whole", len(english))
	}
	section, n := 0, 0
	for i := range max(len(english), len(korean)) {
		if i >= len(english) || i >= len(korean) {
			t.Fatalf("English has %d paragraphs, headings and items, Korean %d: doc.go and limits.ko.md change together", len(english), len(korean))
		}
		n++
		if english[i].kind == "heading" {
			section, n = section+1, 0
		}
		if english[i].kind != korean[i].kind || !slices.Equal(english[i].pages, korean[i].pages) {
			t.Fatalf("section %d, item %d: English is %v, Korean is %v: doc.go and limits.ko.md change together", section, n, english[i], korean[i])
		}
	}
}

// A line that is missing in one language is seen.
func TestLimitsThatDifferAreSeen(t *testing.T) {
	whole := items("Intro.\n\n## A\n\n- one\n  (vpc/latest/a.html).\n- two\n\n## B\n\n- three")
	if len(whole) != 6 || whole[2].kind != "item" || whole[3].kind != "item" || whole[1].kind != "heading" || whole[2].pages[0] != "vpc/latest/a.html" {
		t.Errorf("read as %v", whole)
	}
}
