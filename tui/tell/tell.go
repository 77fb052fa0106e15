// Package tell makes sentences of what the parts below give as values: the
// results of checks. Screens and the plain program say them alike.
package tell

import (
	"regexp"
	"strings"

	"skylab/console"
	"skylab/lessons"
	"skylab/text"
)

// Facts of a check that is not met: what is, beside what is wanted, and why.
// Each is one sentence without control characters.
func Facts(s text.Speaker, r lessons.Result) []string {
	var list []string
	for _, said := range []string{r.Found(s), r.Reason(s)} {
		if said = OneLine(said); said != "" {
			list = append(list, said)
		}
	}
	return list
}

// Title is what a check wants, in plain words.
func Title(s text.Speaker, c *lessons.Check) string {
	return Plain(c.Title.In(s.Lang()))
}

// Plain is a short piece of Markdown on one line, without its marks: for places
// that have one style.
func Plain(markdown string) string { return OneLine(marks.Replace(markdown)) }

// marks are Markdown's, where there is no room for styles.
var marks = strings.NewReplacer("`", "", "**", "", "*", "")

// OneLine makes text harmless and puts it on one line.
func OneLine(s string) string {
	return strings.Join(strings.Fields(console.Harmless([]byte(s))), " ")
}

var longID = regexp.MustCompile(`\b([a-z]+-[0-9a-f]{3})[0-9a-f]{12}([0-9a-f]{2})\b`)

// named is the ID after the name of a thing.
var named = regexp.MustCompile(` \([a-z]+-[0-9a-f]{17}\)`)

// Short leaves out the IDs of things that are named and shortens the others in
// the middle: subnet-0a1…9f.
func Short(s string) string { return longID.ReplaceAllString(named.ReplaceAllString(s, ""), "$1…$2") }
