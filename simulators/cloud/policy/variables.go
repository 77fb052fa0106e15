package policy

import "strings"

// Variables stand in a policy of Version 2012-10-17 as ${KEY} or, with a value
// for when the request lacks the key, as ${KEY, 'VALUE'}. ${*}, ${?} and ${$}
// are these characters themselves.
// docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html

// Stand-ins of * and ? where they are meant literally: they came out of a
// variable. No policy has them, since it has no control characters.
const (
	literalStar     = '\x01'
	literalQuestion = '\x02'
)

var quoted = strings.NewReplacer("*", string(literalStar), "?", string(literalQuestion))

var unquoted = strings.NewReplacer(string(literalStar), "*", string(literalQuestion), "?")

// plain is the text that a pattern without wildcards means.
func plain(pattern string) string {
	if strings.IndexByte(pattern, literalStar) < 0 && strings.IndexByte(pattern, literalQuestion) < 0 {
		return pattern
	}
	return unquoted.Replace(pattern)
}

// expand puts values in place of variables; false when the request lacks one.
func (q question) expand(pattern string) (string, bool) {
	from := strings.Index(pattern, "${")
	if from < 0 || !q.variables {
		return pattern, true
	}
	var b strings.Builder
	for from >= 0 {
		end := strings.IndexByte(pattern[from:], '}')
		if end < 0 {
			break
		}
		b.WriteString(pattern[:from])
		value, ok := q.variable(pattern[from+2 : from+end])
		if !ok {
			return "", false
		}
		b.WriteString(quoted.Replace(value))
		pattern = pattern[from+end+1:]
		from = strings.Index(pattern, "${")
	}
	b.WriteString(pattern)
	return b.String(), true
}

func (q question) variable(name string) (string, bool) {
	switch name {
	case "*", "?", "$":
		return name, true
	}
	key, otherwise, has := strings.Cut(name, ",")
	// A key with several values cannot be a variable.
	if v, ok := q.Context[strings.ToLower(strings.TrimSpace(key))]; ok {
		return v, true
	}
	otherwise = strings.TrimSpace(otherwise)
	if n := len(otherwise); has && n >= 2 && otherwise[0] == '\'' && otherwise[n-1] == '\'' {
		return otherwise[1 : n-1], true
	}
	return "", false
}
