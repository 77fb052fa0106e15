package vpc

import (
	_ "embed" // the package's documentation is also a page of the lab
	"strings"
)

//go:embed doc.go
var docSource string

// Limits is this package's documentation: what is modelled, what is simplified
// and what is left out. The lab shows it as the limits of the model.
func Limits() string {
	var b strings.Builder
	for line := range strings.Lines(docSource) {
		if strings.HasPrefix(line, "package ") {
			break
		}
		line = strings.TrimPrefix(strings.TrimPrefix(line, "//"), " ")
		b.WriteString(line)
	}
	return strings.TrimSpace(b.String())
}
