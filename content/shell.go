package content

import (
	"bytes"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// ParseShell reads bash as the console does, comments kept.
func ParseShell(src string) (*syntax.File, error) {
	return syntax.NewParser(syntax.KeepComments(true), syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(src), "")
}

// PrintShell is the source of a node of the tree.
func PrintShell(n syntax.Node) string {
	var b bytes.Buffer
	if err := syntax.NewPrinter(syntax.Indent(2)).Print(&b, n); err != nil {
		return ""
	}
	return b.String()
}

// WithoutComments is a script in the printer's own form without its comments;
// the script itself when it does not parse.
func WithoutComments(src string) string {
	f, err := syntax.NewParser(syntax.Variant(syntax.LangBash)).Parse(strings.NewReader(src), "")
	if err != nil {
		return src
	}
	return PrintShell(f)
}
