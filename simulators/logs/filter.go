package logs

import (
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Filter is a filter pattern, ready to be held against lines. The empty one
// matches every line.
// docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
type Filter struct {
	terms  []term
	any    bool   // all terms are optional: one must match
	json   node   // { … }
	fields fields // [ … ]
}

// term is one word of an unstructured pattern.
type term struct {
	text     string
	regex    *regexp.Regexp
	not      bool
	optional bool
}

var errPattern = errors.New("logs: no filter pattern")

// patternMost is the length of a pattern.
// docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_FilterLogEvents.html
const patternMost = 1024

// Compile reads a pattern: words, "exact words", ?either ?or, -without, %regex%,
// { $.json = 1 }, or [space, delimited, fields].
func Compile(pattern string) (Filter, error) {
	text := strings.TrimSpace(pattern)
	switch {
	case len(pattern) > patternMost || !utf8.ValidString(pattern):
		return Filter{}, errPattern
	case strings.HasPrefix(text, "{"):
		n, err := parseJSON(text)
		return Filter{json: n}, err
	case strings.HasPrefix(text, "["):
		f, err := parseFields(text)
		return Filter{fields: f}, err
	}
	return compileTerms(text)
}

// Match tells whether a line fits.
func (f Filter) Match(line string) bool {
	switch {
	case f.json != nil:
		return matchJSON(f.json, line)
	case f.fields != nil:
		return f.fields.match(line)
	case f.any:
		for _, t := range f.terms {
			if t.in(line) {
				return true
			}
		}
		return false
	}
	for _, t := range f.terms {
		if t.in(line) == t.not {
			return false
		}
	}
	return true
}

func compileTerms(text string) (Filter, error) {
	var f Filter
	var optional []term
	for text != "" {
		t, rest, err := nextTerm(text)
		if err != nil {
			return Filter{}, err
		}
		if t.optional {
			optional = append(optional, t)
		} else {
			f.terms = append(f.terms, t)
		}
		text = strings.TrimLeft(rest, " \t")
	}
	// Optional terms count only where there are no others.
	if len(f.terms) == 0 && len(optional) > 0 {
		return Filter{terms: optional, any: true}, nil
	}
	return f, nil
}

// nextTerm reads one term off the front.
func nextTerm(text string) (t term, rest string, err error) {
	if text[0] == '?' || text[0] == '-' {
		t.optional, t.not = text[0] == '?', text[0] == '-'
		text = text[1:]
	}
	if text == "" {
		return t, "", errPattern
	}
	switch text[0] {
	case '"':
		t.text, rest, err = quoted(text)
		return t, rest, err
	case '%':
		t.regex, rest, err = regex(text)
		return t, rest, err
	}
	end := strings.IndexAny(text, " \t")
	if end < 0 {
		end = len(text)
	}
	t.text, rest = text[:end], text[end:]
	for i := range len(t.text) {
		// Anything but letters, digits and _ wants quotes.
		if c := t.text[i]; !wordByte(c) {
			return t, rest, errPattern
		}
	}
	return t, rest, nil
}

// quoted reads "…" off the front; \" stands for a quote.
func quoted(text string) (is, rest string, err error) {
	var b strings.Builder
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '"':
			return b.String(), text[i+1:], nil
		case text[i] == '\\' && i+1 < len(text):
			i++
			b.WriteByte(text[i])
		default:
			b.WriteByte(text[i])
		}
	}
	return "", "", errPattern
}

// regex reads %…% off the front. Parentheses and much else are not allowed.
func regex(text string) (*regexp.Regexp, string, error) {
	end := strings.IndexByte(text[1:], '%')
	if end <= 0 {
		return nil, "", errPattern
	}
	source := text[1 : 1+end]
	for i := range len(source) {
		c := source[i]
		if c >= 0x80 || !wordByte(c) && !strings.ContainsRune(" :#=@/;,-^$?[]{}|\\*+.", rune(c)) {
			return nil, "", errPattern
		}
	}
	x, err := regexp.Compile(source)
	if err != nil {
		return nil, "", errPattern
	}
	return x, text[end+2:], nil
}

func wordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

// in tells whether a line has the term, as whole words.
func (t term) in(line string) bool {
	if t.regex != nil {
		return t.regex.MatchString(line)
	}
	if t.text == "" {
		return true
	}
	for from := 0; ; {
		i := strings.Index(line[from:], t.text)
		if i < 0 {
			return false
		}
		start := from + i
		end := start + len(t.text)
		if (start == 0 || !wordByte(line[start-1]) || !wordByte(t.text[0])) && (end == len(line) || !wordByte(line[end]) || !wordByte(t.text[len(t.text)-1])) {
			return true
		}
		from = start + 1
	}
}
