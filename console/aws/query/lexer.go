package query

import (
	"fmt"
	"strconv"
	"strings"

	"skylab/console/aws/value"
)

// token carries its kind by the name that the Python library gives it, since
// error messages show that name.
type token struct {
	kind  string
	value value.Value
	start int // counted in characters
}

// SyntaxError is an expression that does not follow the grammar. The message
// is that of the Python library.
type SyntaxError struct{ Message string }

func (e *SyntaxError) Error() string { return e.Message }

type lexer struct {
	text   []rune
	at     int
	tokens []token
}

const end = rune(-1)

func (l *lexer) current() rune {
	if l.at < len(l.text) {
		return l.text[l.at]
	}
	return end
}

func (l *lexer) next() rune { l.at++; return l.current() }

func (l *lexer) emit(kind string, v value.Value, start int) {
	l.tokens = append(l.tokens, token{kind, v, start})
}

func (l *lexer) fail(start int, format string, args ...any) error {
	return &SyntaxError{fmt.Sprintf("Bad jmespath expression: %s:\n%s\n%s^",
		fmt.Sprintf(format, args...), string(l.text), strings.Repeat(" ", start))}
}

var simple = map[rune]string{
	'.': "dot", '*': "star", ']': "rbracket", ',': "comma", ':': "colon",
	'@': "current", '(': "lparen", ')': "rparen", '{': "lbrace", '}': "rbrace",
}

// doubled are the signs that mean something else when a second one follows.
var doubled = map[rune]struct {
	then      rune
	two, lone string
}{
	'|': {'|', "or", "pipe"}, '&': {'&', "and", "expref"},
	'<': {'=', "lte", "lt"}, '>': {'=', "gte", "gt"}, '!': {'=', "ne", "not"},
}

func tokenize(text string) ([]token, error) {
	if text == "" {
		return nil, &SyntaxError{"Invalid JMESPath expression: cannot be empty."}
	}
	l := &lexer{text: []rune(text)}
	for l.current() != end {
		if err := l.one(); err != nil {
			return nil, err
		}
	}
	l.emit("eof", value.OfString(""), len(l.text))
	return l.tokens, nil
}

func (l *lexer) one() error {
	start, c := l.at, l.current()
	if kind, ok := simple[c]; ok {
		l.at++
		l.emit(kind, value.OfString(string(c)), start)
		return nil
	}
	if d, ok := doubled[c]; ok {
		kind := d.lone
		if l.next() == d.then {
			kind = d.two
			l.at++
		}
		l.emit(kind, value.OfString(string(l.text[start:l.at])), start)
		return nil
	}
	switch {
	case isStart(c):
		for c = l.next(); isStart(c) || isDigit(c); c = l.next() {
		}
		l.emit("unquoted_identifier", value.OfString(string(l.text[start:l.at])), start)
	case c == ' ' || c == '\t' || c == '\n' || c == '\r':
		l.at++
	case c == '[':
		l.bracket()
	case c == '-' || isDigit(c):
		return l.number()
	case c == '=':
		if l.next() != '=' {
			return l.fail(start, "Unknown token '='")
		}
		l.at++
		l.emit("eq", value.OfString("=="), start)
	case c == '\'':
		return l.raw()
	case c == '`':
		return l.literal()
	case c == '"':
		return l.quoted()
	default:
		return l.fail(start, "Unknown token %c", c)
	}
	return nil
}

func isStart(c rune) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func isDigit(c rune) bool { return '0' <= c && c <= '9' }

func (l *lexer) bracket() {
	start, kind := l.at, "lbracket"
	switch l.next() {
	case ']':
		kind = "flatten"
		l.at++
	case '?':
		kind = "filter"
		l.at++
	}
	l.emit(kind, value.OfString(string(l.text[start:l.at])), start)
}

func (l *lexer) number() error {
	start := l.at
	for c := l.next(); isDigit(c); c = l.next() {
	}
	digits := string(l.text[start:l.at])
	if digits == "-" {
		return l.fail(start, "Unknown token '-'")
	}
	// A number too large is clamped, which no list is long enough to notice.
	n, _ := strconv.ParseInt(digits, 10, 64)
	l.emit("number", value.OfInt(n), start)
	return nil
}

// until reads up to a delimiter that no backslash stands before, and keeps the
// backslashes.
func (l *lexer) until(delimiter rune) (string, error) {
	start := l.at
	var b strings.Builder
	for c := l.next(); c != delimiter; c = l.next() {
		if c == '\\' {
			b.WriteByte('\\')
			c = l.next()
		}
		if c == end {
			return "", l.fail(start, "Unclosed %c delimiter", delimiter)
		}
		b.WriteRune(c)
	}
	l.at++
	return b.String(), nil
}

func (l *lexer) raw() error {
	start := l.at
	s, err := l.until('\'')
	if err == nil {
		l.emit("literal", value.OfString(strings.ReplaceAll(s, `\'`, "'")), start)
	}
	return err
}

func (l *lexer) quoted() error {
	start := l.at
	s, err := l.until('"')
	if err != nil {
		return err
	}
	v, err := value.Decode(`"` + s + `"`)
	if err != nil {
		what, _, _ := strings.Cut(err.Error(), ":")
		return l.fail(start, "%s", what)
	}
	l.emit("quoted_identifier", v, start)
	return nil
}

// literal reads `JSON`, or, as the command has always let people write, a bare
// word: `running` means `"running"`.
func (l *lexer) literal() error {
	start := l.at
	s, err := l.until('`')
	if err != nil {
		return err
	}
	s = strings.ReplaceAll(s, "\\`", "`")
	v, err := value.Decode(s)
	if err != nil {
		if v, err = value.Decode(`"` + strings.TrimLeft(s, " \t\n\r\f\v") + `"`); err != nil {
			return l.fail(start, "Bad token %s", s)
		}
	}
	l.emit("literal", v, start)
	return nil
}
