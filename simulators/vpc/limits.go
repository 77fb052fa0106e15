package vpc

import (
	_ "embed" // the package's documentation is also a page of the lab
	"strings"
)

//go:embed doc.go
var docSource string

//go:embed limits.ko.md
var docKorean string

// Limits is this package's documentation as Markdown: what is modelled, what
// is simplified and what is left out. The lab shows it as the limits of the
// model. lang is a language's code; any but "ko" is English.
func Limits(lang string) string {
	if lang == "ko" {
		return strings.TrimSpace(docKorean)
	}
	return strings.TrimSpace(markdown(docSource))
}

// markdown takes the package comment out of a Go file. In one, headings begin
// with # and are of the second order, and a list item may hang.
func markdown(source string) string {
	var b strings.Builder
	for line := range strings.Lines(source) {
		if strings.HasPrefix(line, "package ") {
			break
		}
		line = strings.TrimPrefix(strings.TrimPrefix(line, "//"), " ")
		if strings.HasPrefix(line, "# ") {
			line = "#" + line
		}
		b.WriteString(line)
	}
	return b.String()
}
