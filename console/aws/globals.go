package aws

import (
	"strings"

	"skylab/console/aws/query"
	"skylab/console/aws/value"
	"skylab/console/desk"
)

// Places of the global options in their grammar, in the real command's order.
const (
	gDebug = iota
	gEndpoint
	gNoVerify
	gNoPaginate
	gOutput
	gQuery
	gProfile
	gRegion
	gVersion
	gColor
	gNoSign
	gBundle
	gReadTimeout
	gConnectTimeout
	gBinary
	gNoPager
	gPrompt
	gNoPrompt
)

var (
	outputs       = []string{"json", "text", "table", "yaml", "yaml-stream"}
	binaryFormats = []string{"base64", "raw-in-base64-out"}
)

var globalGrammar = newGrammar([]option{
	gDebug:          {name: "debug", arity: none},
	gEndpoint:       {name: "endpoint-url"},
	gNoVerify:       {name: "no-verify-ssl", arity: none},
	gNoPaginate:     {name: "no-paginate", arity: none},
	gOutput:         {name: "output", choices: outputs},
	gQuery:          {name: "query"},
	gProfile:        {name: "profile"},
	gRegion:         {name: "region"},
	gVersion:        {name: "version", arity: none},
	gColor:          {name: "color", choices: []string{"on", "off", "auto"}},
	gNoSign:         {name: "no-sign-request", arity: none},
	gBundle:         {name: "ca-bundle"},
	gReadTimeout:    {name: "cli-read-timeout"},
	gConnectTimeout: {name: "cli-connect-timeout"},
	gBinary:         {name: "cli-binary-format", choices: binaryFormats},
	gNoPager:        {name: "no-cli-pager", arity: none},
	gPrompt:         {name: "cli-auto-prompt", arity: none},
	gNoPrompt:       {name: "no-cli-auto-prompt", arity: none},
})

// globalDocs says what each global option does, for help and completion.
var globalDocs = [...]string{
	gDebug:          "not simulated: there is no traffic to show",
	gEndpoint:       "not simulated: every call goes to the lab",
	gNoVerify:       "accepted, without effect",
	gNoPaginate:     "make one call only, even when there is more to fetch",
	gOutput:         "how to print: json (the default), text, table, yaml, yaml-stream",
	gQuery:          "a JMESPath expression that picks from the response",
	gProfile:        "a profile of ~/.aws/config",
	gRegion:         "the Region to call",
	gVersion:        "print the version",
	gColor:          "accepted, without effect: on, off or auto",
	gNoSign:         "not simulated: the lab has no anonymous callers",
	gBundle:         "accepted, without effect",
	gReadTimeout:    "accepted, without effect",
	gConnectTimeout: "accepted, without effect",
	gBinary:         "how binary values are typed: base64 (the default) or raw-in-base64-out",
	gNoPager:        "accepted, without effect: the lab pages nothing",
	gPrompt:         "not simulated: press Tab instead",
	gNoPrompt:       "accepted, without effect",
}

// globals are the global options of one call, resolved.
type globals struct {
	query    *query.Expression
	output   string
	paginate bool
	raw      bool // binary values are typed as they are
	settings
}

// resolve reads the global options; what a flag leaves open comes from the
// environment, then from the profile.
func resolve(d *desk.Desk, p *parsed) (globals, *failure) {
	g := globals{paginate: !p.given[gNoPaginate].set}
	text := func(i int) string {
		if v := p.given[i].values; len(v) > 0 {
			return v[0]
		}
		return ""
	}
	if p.given[gQuery].set {
		var err error
		if g.query, err = query.Compile(text(gQuery)); err != nil {
			return g, invalid("Bad value for --query " + text(gQuery) + ": " + err.Error())
		}
	}
	for _, i := range [...]int{gReadTimeout, gConnectTimeout} {
		if p.given[i].set && !isInteger(text(i)) {
			return g, broken("invalid literal for int() with base 10: " + string(value.AppendQuoted(nil, text(i))))
		}
	}
	if f := unsimulated(d, p, text(gEndpoint)); f != nil {
		return g, f
	}
	var f *failure
	if g.settings, f = configured(d, text(gProfile)); f != nil {
		return g, f
	}
	if r := text(gRegion); r != "" {
		g.region = r
	}
	g.output = first(text(gOutput), g.settings.output, "json")
	g.raw = first(text(gBinary), g.binary) == binaryFormats[1]
	return g, nil
}

func first(list ...string) string {
	for _, s := range list {
		if s != "" {
			return s
		}
	}
	return ""
}

// unsimulated refuses the global options that ask for what a simulated account
// does not have.
func unsimulated(d *desk.Desk, p *parsed, endpoint string) *failure {
	if p.given[gEndpoint].set {
		if !strings.Contains(endpoint, ":") {
			return invalid(`Bad value for --endpoint-url "` + endpoint + `": scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/`)
		}
		return invalid(d.Text.Say("aws.option.endpoint"))
	}
	switch {
	case p.given[gDebug].set:
		return invalid(d.Text.Say("aws.option.debug"))
	case p.given[gNoSign].set:
		return invalid(d.Text.Say("aws.option.unsigned"))
	case p.given[gPrompt].set:
		return invalid(d.Text.Say("aws.option.prompt"))
	}
	return nil
}
