package cloudwatch

import (
	_ "embed" // the package's documentation is also a page of the lab

	"skylab/simulators/cloud"
)

//go:embed doc.go
var docSource string

//go:embed limits.ko.md
var docKorean string

// Limits is this package's page of limits in a language ("en" or "ko").
func Limits(lang string) string { return cloud.Limits(docSource, docKorean, lang) }
