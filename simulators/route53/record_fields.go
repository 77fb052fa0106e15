package route53

import (
	"fmt"
	"strings"
)

// field is what one field of a value may be.
type field struct {
	name string
	fits func(string) bool
}

func upTo(most uint64) func(string) bool {
	return func(s string) bool { return number(s, most) }
}

func isQuoted(s string) bool {
	words, ok := quoted(s)
	return ok && len(words) == 1 && len(words[0]) <= 255
}

// formats are the types whose values are several fields.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
var formats = map[string][]field{
	"MX":    {{"priority", upTo(65535)}, {"domain name", hostname}},
	"SRV":   {{"priority", upTo(65535)}, {"weight", upTo(65535)}, {"port", upTo(65535)}, {"domain name", hostname}},
	"CAA":   {{"flags", upTo(255)}, {"tag", caaTag}, {"value", isQuoted}},
	"DS":    {{"key tag", upTo(65535)}, {"algorithm", upTo(255)}, {"digest type", upTo(255)}, {"digest", hex}},
	"SSHFP": {{"algorithm", upTo(255)}, {"fingerprint type", upTo(255)}, {"fingerprint", hex}},
	"TLSA":  {{"usage", upTo(255)}, {"selector", upTo(255)}, {"matching type", upTo(255)}, {"data", hex}},
	"NAPTR": {{"order", upTo(65535)}, {"preference", upTo(65535)}, {"flags", isQuoted}, {"service", isQuoted}, {"regexp", isQuoted}, {"replacement", hostname}},
	"SOA": {{"primary server", hostname}, {"mailbox", hostname}, {"serial", upTo(1<<32 - 1)}, {"refresh", upTo(1<<31 - 1)},
		{"retry", upTo(1<<31 - 1)}, {"expire", upTo(1<<31 - 1)}, {"minimum", upTo(1<<31 - 1)}},
}

// numerals are how Route 53's codes write how many fields there must be.
var numerals = [...]string{"", "One", "Two", "Three", "Four", "Five", "Six", "Seven"}

func caaTag(s string) bool {
	return s != "" && len(s) <= 255 && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz0123456789") == ""
}

// fieldsValue checks a value of several fields.
func fieldsValue(kind, v string) string {
	words := fields(v)
	if kind == "HTTPS" || kind == "SVCB" {
		return serviceValue(kind, v, words)
	}
	format := formats[kind]
	if len(words) != len(format) {
		return fatal(fmt.Sprintf("%sRRDATANot%sFields", kind, numerals[len(format)]),
			fmt.Sprintf("%s record doesn't have %d fields", kind, len(format)), v)
	}
	for i, f := range format {
		if !f.fits(words[i]) {
			return fatal(kind+"RRDATAIllegal"+strings.ReplaceAll(titled(f.name), " ", ""), "Value is not a valid "+f.name, words[i])
		}
	}
	return ""
}

func titled(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// fields cuts a value at blanks that stand outside double quotes.
func fields(v string) []string {
	var words []string
	in, start := false, -1
	for i := 0; i < len(v); i++ {
		switch blank := v[i] == ' ' || v[i] == '\t'; {
		case v[i] == '\\' && in:
			i++
		case v[i] == '"':
			in = !in
			if start < 0 {
				start = i
			}
		case blank && !in && start >= 0:
			words, start = append(words, v[start:i]), -1
		case !blank && start < 0:
			start = i
		}
	}
	if start >= 0 {
		words = append(words, v[start:])
	}
	return words
}

// serviceValue checks a priority, a target and parameters key=value; priority
// 0 is an alias of its own and has no parameters.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#HTTPSFormat
func serviceValue(kind, v string, words []string) string {
	bad := func(what, of string) string {
		return fatal(kind+"RRDATAIllegal"+what, "Value is not a valid "+kind+" record", of)
	}
	switch {
	case len(words) < 2:
		return bad("Fields", v)
	case !number(words[0], 65535):
		return bad("Priority", words[0])
	case !hostname(words[1]):
		return bad("TargetName", words[1])
	case words[0] == "0" && len(words) > 2:
		return bad("Parameters", v)
	}
	seen := map[string]bool{}
	for _, w := range words[2:] {
		key, _, _ := strings.Cut(w, "=")
		if key == "" || seen[key] || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return bad("Parameter", w)
		}
		seen[key] = true
	}
	return ""
}
