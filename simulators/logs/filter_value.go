package logs

import (
	"regexp"
	"strconv"
	"strings"
)

// comparison is an operator with what it compares with: a number, or a text in
// which * stands for anything, or a regex.
type comparison struct {
	operator string
	number   float64
	numeric  bool
	text     string
	regex    *regexp.Regexp
}

// operators, the longer first.
var operators = []string{"!=", "<=", ">=", "=", "<", ">"}

func operator(text string) (is, rest string, ok bool) {
	for _, o := range operators {
		if rest, ok = strings.CutPrefix(text, o); ok {
			return o, rest, true
		}
	}
	return "", text, false
}

// operand reads what follows an operator, up to one of the stops.
func operand(o, text, stops string) (c comparison, rest string, err error) {
	c.operator = o
	text = strings.TrimLeft(text, " \t\r\n")
	switch {
	case text == "":
		return c, "", errPattern
	case text[0] == '"':
		if c.text, rest, err = quoted(text); err != nil {
			return c, "", err
		}
	case text[0] == '%':
		if c.regex, rest, err = regex(text); err != nil {
			return c, "", err
		}
	default:
		end := strings.IndexAny(text, stops+" \t\r\n")
		if end < 0 {
			end = len(text)
		}
		c.text, rest = text[:end], text[end:]
		if c.text == "" {
			return c, "", errPattern
		}
		if n, err := strconv.ParseFloat(c.text, 64); err == nil {
			c.number, c.numeric = n, true
		}
	}
	if o != "=" && o != "!=" && !c.numeric {
		return c, "", errPattern
	}
	return c, rest, nil
}

// holdsText compares with a text.
func (c comparison) holdsText(s string) bool {
	switch {
	case c.numeric:
		n, err := strconv.ParseFloat(s, 64)
		return err == nil && c.holdsNumber(n) || err != nil && c.operator == "!="
	case c.regex != nil:
		return c.regex.MatchString(s) == (c.operator == "=")
	}
	return wild(c.text, s) == (c.operator == "=")
}

func (c comparison) holdsNumber(n float64) bool {
	if !c.numeric {
		return c.holdsText(strconv.FormatFloat(n, 'f', -1, 64))
	}
	switch c.operator {
	case "=":
		return n == c.number
	case "!=":
		return n != c.number
	case "<":
		return n < c.number
	case "<=":
		return n <= c.number
	case ">":
		return n > c.number
	}
	return n >= c.number
}

// wild tells whether a text fits a pattern in which * stands for anything.
func wild(pattern, s string) bool {
	parts := strings.Split(pattern, "*")
	if len(parts) == 1 {
		return s == pattern
	}
	s, ok := strings.CutPrefix(s, parts[0])
	if !ok {
		return false
	}
	for _, p := range parts[1 : len(parts)-1] {
		i := strings.Index(s, p)
		if i < 0 {
			return false
		}
		s = s[i+len(p):]
	}
	return strings.HasSuffix(s, parts[len(parts)-1])
}
