package aws

import (
	"encoding/base64"
	"strings"

	"skylab/console/aws/value"
)

// zipExample is what the real command says of a --zip-file that is no file.
const zipExample = "--zip-file must be a zip file with the fileb:// prefix.\nExample usage:  --zip-file fileb://path/to/file.zip"

// createFunction lets the package be given by --zip-file beside --code.
// docs.aws.amazon.com/cli/latest/reference/lambda/create-function.html
func createFunction(p *plan) {
	if a := p.find("code"); a != nil {
		a.required = false
	}
	p.conflict = onlyBytes
	p.add(argument{option: option{name: "zip-file"}, role: special, doc: "the deployment package: fileb://fn.zip", set: func(p *params, values []string) *failure {
		code, ok := p.get("Code")
		if !ok || code.Kind() != value.Map {
			code = value.OfMap(nil, nil)
		}
		p.put("Code", code.With("ZipFile", str(base64.StdEncoding.EncodeToString([]byte(values[0])))))
		return nil
	}})
}

// onlyBytes wants --zip-file to name a file.
func onlyBytes(p *plan, typed parsed) *failure {
	i, ok := p.grammar.place["zip-file"]
	if ok && typed.given[i].set && !strings.HasPrefix(typed.given[i].values[0], "fileb://") {
		return invalid("Error: " + zipExample)
	}
	return nil
}

// updateFunctionCode has --zip-file already; it must name a file as well.
func updateFunctionCode(p *plan) { p.conflict = onlyBytes }

// invokeFunction writes what the function answers into a file.
// docs.aws.amazon.com/cli/latest/reference/lambda/invoke.html
func invokeFunction(p *plan) { p.outfile = "Payload" }
