package vpc

import (
	"regexp"
	"strings"
	"testing"
)

// TestWild compares the matcher with a regular expression made of the same
// pattern, on every short pattern and text of a small alphabet.
func TestWild(t *testing.T) {
	words := func(alphabet string, most int) []string {
		list := []string{""}
		for from := 0; most > 0; most-- {
			to := len(list)
			for _, w := range list[from:to] {
				for _, c := range alphabet {
					list = append(list, w+string(c))
				}
			}
			from = to
		}
		return list
	}
	texts := words(`ab*`, 4)
	for _, pattern := range words(`ab*?\`, 4) {
		if strings.HasSuffix(strings.ReplaceAll(pattern, `\\`, ""), `\`) {
			continue // a backslash at the end stands for itself
		}
		re := regexp.MustCompile(`(?s)^` + asRegexp(pattern) + `$`)
		for _, s := range texts {
			if got, want := wild(pattern, s), re.MatchString(s); got != want {
				t.Fatalf("%q on %q: %v, want %v", pattern, s, got, want)
			}
		}
	}
	if !wild(`*amazon?\`, `amazon\`) || !wild(`\*amazon\?\\`, `*amazon?\`) || wild(`\*amazon`, `xamazon`) {
		t.Error("a backslash is not taken as documented")
	}
	if wild(strings.Repeat("*a", 2000), strings.Repeat("b", 4000)) {
		t.Error("matches what it cannot")
	}
}

func asRegexp(pattern string) (re string) {
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; c {
		case '*':
			re += ".*"
		case '?':
			re += ".?"
		case '\\':
			i++
			re += regexp.QuoteMeta(pattern[i : i+1])
		default:
			re += string(c)
		}
	}
	return re
}
