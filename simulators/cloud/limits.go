package cloud

import "strings"

// Limits is a package's documentation as Markdown: what is modelled, what is
// simplified and what is left out; the lab shows it as the limits of the model.
// source is the package's doc.go, korean the same page in Korean; lang is a
// language's code, and any but "ko" is English.
func Limits(source, korean, lang string) string {
	if lang == "ko" {
		return strings.TrimSpace(korean)
	}
	return strings.TrimSpace(markdown(source))
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
