package simulators

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"skylab/simulators/acm"
	"skylab/simulators/elbv2"
	"skylab/simulators/route53"
)

var (
	pieceStart = regexp.MustCompile(`\n\s*\n|\n\s*- `)
	awsPage    = regexp.MustCompile(`[A-Za-z0-9]+/latest/[A-Za-z0-9_./-]+\.html`)
)

// piece is a paragraph, heading or list item of a page: what it is, and which
// pages of AWS's it names.
type piece struct {
	kind  string
	pages []string
}

func pieces(markdown string) []piece {
	var all []piece
	starts := pieceStart.FindAllString(markdown, -1)
	for i, text := range pieceStart.Split(markdown, -1) {
		kind := "paragraph"
		switch text = strings.TrimSpace(text); {
		case strings.HasPrefix(text, "#"):
			kind = "heading"
		case strings.HasPrefix(text, "- "), i > 0 && strings.Contains(starts[i-1], "-"):
			kind = "item"
		}
		all = append(all, piece{kind, awsPage.FindAllString(text, -1)})
	}
	return all
}

// TestLimitsOfNames: the pages of limits of names, certificates and load
// balancers say the same in both languages, in one order.
func TestLimitsOfNames(t *testing.T) {
	for name, limits := range map[string]func(string) string{"route53": route53.Limits, "acm": acm.Limits, "elbv2": elbv2.Limits} {
		english, korean := pieces(limits("en")), pieces(limits("ko"))
		if len(english) < 10 {
			t.Fatalf("%s: %d pieces: the page was not read whole", name, len(english))
		}
		for i := range max(len(english), len(korean)) {
			if i >= len(english) || i >= len(korean) || english[i].kind != korean[i].kind || !slices.Equal(english[i].pages, korean[i].pages) {
				t.Fatalf("%s: piece %d of %d in English, %d in Korean differs: doc.go and limits.ko.md change together", name, i, len(english), len(korean))
			}
		}
	}
}
