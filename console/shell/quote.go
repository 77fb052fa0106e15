package shell

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"mvdan.cc/sh/v3/syntax"
)

// dialect is whose backslashes are meant: $'…', echo -e or printf.
type dialect uint8

const (
	ansiC    dialect = iota // $'…': \nnn octal, \cx, \' \" \?
	echoE                   // echo -e and printf %b: \0nnn octal, \c ends the output
	printfed                // the format of printf: \nnn octal
)

// end marks where \c cuts the output of echo -e and printf %b.
const end = "\x00\x01end\x00"

var plainEscapes = map[byte]byte{
	'a': '\a', 'b': '\b', 'e': 0x1b, 'E': 0x1b, 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\',
}

// unescape makes characters of backslash sequences.
func unescape(s string, d dialect) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			b.WriteByte(s[i])
			continue
		}
		i++
		c := s[i]
		plain, ok := plainEscapes[c]
		switch {
		case ok:
			b.WriteByte(plain)
		case (c == '\'' || c == '"' || c == '?') && d != echoE:
			b.WriteByte(c)
		case c == 'c' && d == ansiC && i+1 < len(s):
			i++
			b.WriteByte(s[i] & 0x1f)
		case c == 'c' && d == echoE:
			b.WriteString(end)
			return b.String()
		case c == 'x' || c == 'u' || c == 'U':
			i += hexEscape(&b, s[i:])
		case c == '0' && d == echoE:
			n := digits(s[i+1:], 3, 8)
			v, _ := strconv.ParseUint("0"+s[i+1:i+1+n], 8, 16)
			b.WriteByte(byte(v))
			i += n
		case '0' <= c && c <= '7' && d != echoE:
			n := digits(s[i:], 3, 8)
			v, _ := strconv.ParseUint(s[i:i+n], 8, 16)
			b.WriteByte(byte(v))
			i += n - 1
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
	}
	return b.String()
}

// hexEscape writes \xHH, \uHHHH or \UHHHHHHHH and tells how many bytes after
// the letter it took.
func hexEscape(b *strings.Builder, s string) int {
	most := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[0]]
	n := digits(s[1:], most, 16)
	if n == 0 {
		b.WriteByte('\\')
		b.WriteByte(s[0])
		return 0
	}
	v, _ := strconv.ParseUint(s[1:1+n], 16, 32)
	if s[0] == 'x' {
		b.WriteByte(byte(v))
	} else {
		b.WriteRune(rune(v))
	}
	return n
}

func digits(s string, most int, base int64) int {
	n := 0
	for n < len(s) && n < most {
		c := s[n]
		if c >= 'A' && c <= 'F' {
			c += 'a' - 'A'
		}
		if d := digit(c, 16); d < 0 || d >= base {
			break
		}
		n++
	}
	return n
}

// quote makes a text that bash reads back as it is: ${x@Q}, printf %q of
// what has control characters, declare -p.
func quote(s string) string {
	if strings.ContainsFunc(s, unicode.IsControl) {
		return dollarQuote(s)
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

func dollarQuote(s string) string {
	var b strings.Builder
	b.WriteString("$'")
	for _, c := range s {
		switch {
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == 0x1b:
			b.WriteString(`\E`)
		case c == '\'' || c == '\\':
			b.WriteString(`\` + string(c))
		case unicode.IsControl(c):
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String() + "'"
}

// backslashed is printf %q: only what needs it is quoted.
func backslashed(s string) string {
	if s == "" {
		return "''"
	}
	if strings.ContainsFunc(s, unicode.IsControl) {
		return dollarQuote(s)
	}
	var b strings.Builder
	for i, c := range s {
		if strings.ContainsRune(" !\"$&'()*,;<>?[\\]^`{|}", c) || i == 0 && (c == '#' || c == '~') {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

// attributes are the letters of declare.
func attributes(v *Variable) string {
	s := ""
	for _, x := range []struct {
		on     bool
		letter string
	}{{v.Kind == Indexed, "a"}, {v.Kind == Associative, "A"}, {v.Integer, "i"}, {v.Lower, "l"}, {v.Kind == Reference, "n"}, {v.ReadOnly, "r"}, {v.Upper, "u"}, {v.Exported, "x"}} {
		if x.on {
			s += x.letter
		}
	}
	return s
}

// declaration is what declare -p prints.
func declaration(name string, v *Variable) string {
	flags := attributes(v)
	if flags == "" {
		flags = "-"
	}
	head := "declare -" + flags + " " + name
	if !v.Set && v.array.len() == 0 && (v.assoc == nil || len(v.assoc.values) == 0) {
		return head
	}
	var items []string
	switch v.Kind {
	case Indexed:
		for i, k := range v.array.keys() {
			items = append(items, fmt.Sprintf("[%d]=%s", k, doubleQuote(v.array.values[i])))
		}
		return head + "=(" + strings.Join(items, " ") + ")"
	case Associative:
		for _, k := range v.assoc.keys() {
			key := k
			if !syntax.ValidName(k) && strings.Trim(k, "0123456789") != "" {
				key = doubleQuote(k)
			}
			items = append(items, "["+key+"]="+doubleQuote(v.assoc.values[k]))
		}
		tail := " )"
		if len(items) == 0 {
			tail = ")"
		}
		return head + "=(" + strings.Join(items, " ") + tail
	}
	return head + "=" + doubleQuote(v.Str)
}

func doubleQuote(s string) string {
	if strings.ContainsFunc(s, func(c rune) bool { return unicode.IsControl(c) }) {
		return dollarQuote(s)
	}
	var b strings.Builder
	for _, c := range s {
		if strings.ContainsRune("\\\"$`", c) {
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return `"` + b.String() + `"`
}

// assignments is what set prints: every variable, quoted where it must be.
func (st *State) assignments() []string {
	var list []string
	all := st.visible()
	for name, v := range all {
		if v.Kind == Scalar && v.Set {
			s := v.Str
			if s == "" || strings.ContainsAny(s, " \t\n'\"\\$`;&|<>()*?[]{}!#~") {
				s = quote(s)
			}
			if v.Str == "" {
				s = ""
			}
			list = append(list, name+"="+s)
		} else if v.Kind == Indexed || v.Kind == Associative {
			_, value, _ := strings.Cut(declaration(name, &v), "=")
			list = append(list, name+"="+value)
		}
	}
	slices.Sort(list)
	return list
}
