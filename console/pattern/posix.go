package pattern

import (
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Kinds of regular expression.
const (
	Basic    = iota // grep, sed
	Extended        // grep -E, sed -E, [[ =~ ]]
)

// What a regular expression can be refused for.
var (
	ErrBackReference = errors.New("back-references (\\1 …) in a pattern are not supported here")
	ErrTooLong       = errors.New("Regular expression too big")
)

// MaxRegexp bounds the length of an expression in bytes.
const MaxRegexp = 4096

// Regexp compiles a POSIX regular expression, with GNU's \w \s \b \< \> \+ \?
// \|. It finds the leftmost longest match.
func Regexp(src string, kind int, fold bool) (*regexp.Regexp, error) {
	if len(src) > MaxRegexp {
		return nil, ErrTooLong
	}
	t := translator{src: src, extended: kind == Extended, start: true}
	if err := t.run(); err != nil {
		return nil, err
	}
	flags := "(?s)"
	if fold {
		flags = "(?si)"
	}
	re, err := regexp.Compile(flags + t.out.String())
	if err != nil {
		return nil, said(err)
	}
	re.Longest()
	return re, nil
}

// Weight is about how many steps an expression takes for each character of a
// text, for counting work before it is done.
func Weight(src string) int {
	n, most := 0, 1
	for i := range len(src) {
		if c := src[i]; '0' <= c && c <= '9' {
			n = min(n*10+int(c-'0'), 1000)
			most = max(most, n)
		} else {
			n = 0
		}
	}
	if strings.IndexByte(src, '{') < 0 {
		most = 1
	}
	return (len(src) + 1) * most
}

// Work is what matching a text of some length costs, in steps.
func Work(src string, length int) int { return Weight(src)*length>>8 + 1 }

// said words an error as the C library does.
func said(err error) error {
	text := err.Error()
	switch {
	case strings.Contains(text, "missing closing ]"):
		return errors.New("Unmatched [, [^, [:, [., or [=")
	case strings.Contains(text, "missing closing )"):
		return errors.New("Unmatched ( or \\(")
	case strings.Contains(text, "unexpected )"):
		return errors.New("Unmatched ) or \\)")
	case strings.Contains(text, "invalid character class"):
		return errors.New("Invalid range end")
	case strings.Contains(text, "repeat"):
		return errors.New("Invalid preceding regular expression")
	}
	return ErrTooLong
}

type translator struct {
	src      string
	i        int
	extended bool
	start    bool // at the beginning of an expression, where * is a star
	depth    int
	out      strings.Builder
}

func (t *translator) run() error {
	for t.i < len(t.src) {
		c := t.src[t.i]
		t.i++
		switch {
		case c == '\\':
			if err := t.escape(); err != nil {
				return err
			}
			continue
		case c == '[':
			if err := t.bracket(); err != nil {
				return err
			}
		case c == '*' && t.start, !t.extended && strings.IndexByte("+?(){}|", c) >= 0:
			t.out.WriteString(regexp.QuoteMeta(string(c)))
		case c == '^' && !t.extended && !t.start, c == '$' && !t.extended && !t.atEnd():
			t.out.WriteString(regexp.QuoteMeta(string(c)))
		case c == '(' || c == '|' || c == '^':
			t.out.WriteByte(c)
			t.start = true
			if c == '(' {
				t.depth++
			}
			continue
		case c == ')' && t.depth == 0:
			t.out.WriteString(`\)`)
		case c == '{':
			t.interval("}")
		default:
			if c == ')' {
				t.depth--
			}
			t.out.WriteByte(c)
		}
		t.start = false
	}
	return nil
}

// atEnd tells whether a $ of a basic expression is an anchor here.
func (t *translator) atEnd() bool {
	rest := t.src[t.i:]
	return rest == "" || strings.HasPrefix(rest, `\)`) || strings.HasPrefix(rest, `\|`)
}

func (t *translator) escape() error {
	if t.i >= len(t.src) {
		return errors.New("Trailing backslash")
	}
	c := t.src[t.i]
	t.i++
	begins := false
	switch {
	case '1' <= c && c <= '9':
		return ErrBackReference
	case !t.extended && (c == '(' || c == '|'):
		t.out.WriteByte(c)
		begins = true
	case !t.extended && c == '{':
		t.interval(`\}`)
	case !t.extended && strings.IndexByte(")+?", c) >= 0:
		t.out.WriteByte(c)
	case c == '<' || c == '>':
		t.out.WriteString(`\b`)
	case strings.IndexByte("wWsSbB", c) >= 0:
		t.out.WriteByte('\\')
		t.out.WriteByte(c)
	case c == 'n':
		t.out.WriteByte('\n')
	case c == 't':
		t.out.WriteByte('\t')
	case c == '`':
		t.out.WriteString(`\A`)
	case c == '\'':
		t.out.WriteString(`\z`)
	default:
		r, size := utf8.DecodeRuneInString(t.src[t.i-1:])
		t.out.WriteString(regexp.QuoteMeta(string(r)))
		t.i += size - 1
	}
	t.start = begins
	return nil
}

// interval reads {2,5}; what is none is a text, as in GNU's library.
func (t *translator) interval(end string) {
	n := strings.Index(t.src[t.i:], end)
	if n < 0 || t.start || strings.Trim(t.src[t.i:t.i+n], "0123456789,") != "" || n == 0 {
		t.out.WriteString(`\{`)
		return
	}
	body := t.src[t.i : t.i+n]
	if body[0] == ',' {
		body = "0" + body
	}
	t.out.WriteString("{" + body + "}")
	t.i += n + len(end)
}

// bracket reads […], in which a backslash is an ordinary character.
func (t *translator) bracket() error {
	t.out.WriteByte('[')
	if t.i < len(t.src) && t.src[t.i] == '^' {
		t.out.WriteByte('^')
		t.i++
	}
	for first := true; t.i < len(t.src); first = false {
		c := t.src[t.i]
		switch {
		case c == ']' && !first:
			t.out.WriteByte(']')
			t.i++
			return nil
		case c == '[' && t.i+1 < len(t.src) && t.src[t.i+1] == ':':
			end := strings.Index(t.src[t.i:], ":]")
			if end < 0 {
				return errors.New("Unmatched [, [^, [:, [., or [=")
			}
			t.out.WriteString(t.src[t.i : t.i+end+2])
			t.i += end + 2
			continue
		case c == '\\' && t.i+1 < len(t.src) && (t.src[t.i+1] == 'n' || t.src[t.i+1] == 't'): // sed's newline and tab
		case strings.IndexByte(`\[]&~`, c) >= 0:
			t.out.WriteByte('\\')
		}
		t.out.WriteByte(c)
		t.i++
	}
	return errors.New("Unmatched [, [^, [:, [., or [=")
}
