package route53

import (
	"fmt"
	"strings"
)

// The lengths of names, in bytes.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
const (
	maxLabel = 63
	maxName  = 255
)

// canonical gives a name as Route 53 prints it: lower case, a trailing dot,
// and every byte but letters, digits, - and _ as an escape (\052 is *). problem
// is Route 53's word for what is wrong with the name, or empty.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html
func canonical(given string) (name, problem string) {
	var b strings.Builder
	length, label := 0, 0
	for i := 0; i < len(given); i++ {
		c := given[i]
		if c == '.' {
			if label == 0 && len(given) > 1 {
				return "", fatal("DomainLabelEmpty", "Domain label is empty", given)
			}
			length, label = length+1, 0
			b.WriteByte('.')
			continue
		}
		if c == '\\' {
			n, ok := octal(given[i:])
			if !ok {
				return "", fatal("InvalidEscapeSequence", "Value contains an invalid escape sequence", given)
			}
			c, i = n, i+3
		} else if c <= ' ' || c >= 0x7f {
			return "", fatal("UnsupportedCharacter", "Value contains unsupported characters", given)
		}
		if label++; label > maxLabel {
			return "", fatal("DomainLabelTooLong", "Domain label is too long", given)
		}
		length++
		writeByte(&b, c)
	}
	if label > 0 {
		b.WriteByte('.')
		length++
	}
	switch {
	case length == 0:
		return "", fatal("DomainLabelEmpty", "Domain label is empty", given)
	case length > maxName:
		return "", fatal("DomainNameTooLong", "Domain name is too long", given)
	}
	return b.String(), ""
}

func writeByte(b *strings.Builder, c byte) {
	switch {
	case c >= 'A' && c <= 'Z':
		b.WriteByte(c + 'a' - 'A')
	case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '-', c == '_':
		b.WriteByte(c)
	default:
		fmt.Fprintf(b, `\%03o`, c)
	}
}

// fatal is how Route 53 words what is wrong with a name or a value.
func fatal(code, words, value string) string {
	return "FATAL problem: " + code + " (" + words + ") encountered with '" + value + "'"
}

// unescape turns \052 into the byte that it stands for; an escaped dot stays,
// since it separates nothing.
func unescape(name string) string {
	if !strings.Contains(name, `\`) {
		return name
	}
	b := make([]byte, 0, len(name))
	for i := 0; i < len(name); i++ {
		if n, ok := octal(name[i:]); ok && n != '.' {
			b = append(b, n)
			i += 3
			continue
		}
		b = append(b, name[i])
	}
	return string(b)
}

// octal reads a backslash and three octal digits.
func octal(s string) (byte, bool) {
	if len(s) < 4 || s[0] != '\\' {
		return 0, false
	}
	n := 0
	for _, d := range []byte(s[1:4]) {
		if d < '0' || d > '7' {
			return 0, false
		}
		n = n*8 + int(d-'0')
	}
	return byte(n), n < 256
}

// within tells whether a name is the zone's or lies under it.
func within(name, zone string) bool {
	return name == zone || strings.HasSuffix(name, "."+zone) || zone == "."
}
