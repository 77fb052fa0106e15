package prose

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var footnote = regexp.MustCompile(`\[\^([a-z0-9.-]+)\]`)

// Cited puts small numbers where facts are cited, by their place in the list;
// a fact that is not in it gets none.
func Cited(markdown string, facts []string) string {
	return footnote.ReplaceAllStringFunc(markdown, func(mark string) string {
		n := slices.Index(facts, mark[2:len(mark)-1]) + 1
		if n == 0 {
			return ""
		}
		return Superscript(n)
	})
}

// Superscript is a number in small raised digits.
func Superscript(n int) string {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	var b strings.Builder
	for _, d := range strconv.Itoa(n) {
		b.WriteRune(digits[d-'0'])
	}
	return b.String()
}
