package route53

import (
	"net/netip"
	"strconv"
	"strings"
)

// maxValue is how many characters a value may have.
// docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecord.html
const maxValue = 4000

// value checks one value of a type's records and gives it as it is kept;
// problem is Route 53's word for what is wrong, or empty.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
func value(kind, v string) (kept, problem string) {
	if len(v) > maxValue {
		return "", fatal("ValueTooLong", "Value is too long", v[:40])
	}
	switch kind {
	case "A":
		if a, err := netip.ParseAddr(v); err != nil || !a.Is4() {
			return "", fatal("ARRDATAIllegalIPv4Address", "Value is not a valid IPv4 address", v)
		}
		return v, ""
	case "AAAA":
		a, err := netip.ParseAddr(v)
		if err != nil || !a.Is6() || a.Zone() != "" {
			return "", fatal("AAAARRDATAIllegalIPv6Address", "Value is not a valid IPv6 address", v)
		}
		return v, ""
	case "CNAME", "NS", "PTR":
		return v, hostValue(kind, v)
	case "TXT", "SPF":
		return v, textValue(v)
	}
	return v, fieldsValue(kind, v)
}

// hostValue checks a value that is one name.
func hostValue(kind, v string) string {
	if strings.ContainsAny(v, " \t") {
		return fatal("RRDATANotSingleField", kind+" record must contain a single field", v)
	}
	if v == "." && kind != "NS" {
		return ""
	}
	_, problem := canonical(v)
	return problem
}

// textValue checks character strings: each in double quotes, of at most 255
// characters, \" and \\ and \ooo escaped.
// docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html#TXTFormat
func textValue(v string) string {
	words, ok := quoted(v)
	if !ok {
		return fatal("InvalidCharacterString", "Value should be enclosed in quotation marks", v)
	}
	for _, w := range words {
		switch {
		case len(w) > 255:
			return fatal("CharacterStringTooLong", "Value is too long", v)
		case strings.ContainsFunc(w, func(r rune) bool { return r < ' ' && r != '\t' }):
			return fatal("UnsupportedCharacter", "Value contains unsupported characters", v)
		}
	}
	return ""
}

// quoted reads strings in double quotes, separated by blanks; what they stand
// for comes back.
func quoted(v string) (words []string, ok bool) {
	for {
		v = strings.TrimLeft(v, " \t")
		if v == "" {
			return words, len(words) > 0
		}
		word, rest, ok := oneQuoted(v)
		if !ok {
			return nil, false
		}
		words, v = append(words, word), rest
	}
}

func oneQuoted(v string) (word, rest string, ok bool) {
	if v[0] != '"' {
		return "", "", false
	}
	var b []byte
	for i := 1; i < len(v); i++ {
		switch c := v[i]; {
		case c == '"':
			rest = v[i+1:]
			return string(b), rest, rest == "" || rest[0] == ' ' || rest[0] == '\t'
		case c != '\\':
			b = append(b, c)
		default:
			n, esc := octal(v[i:])
			if esc {
				b, i = append(b, n), i+3
			} else if i+1 < len(v) {
				b, i = append(b, v[i+1]), i+1
			}
		}
	}
	return "", "", false
}

// number tells whether a field is a whole number no greater than most.
func number(field string, most uint64) bool {
	n, err := strconv.ParseUint(field, 10, 64)
	return err == nil && n <= most && field[0] != '+'
}

// hex tells whether a field is pairs of hexadecimal digits.
func hex(field string) bool {
	if field == "" || len(field)%2 != 0 {
		return false
	}
	return strings.Trim(field, "0123456789abcdefABCDEF") == ""
}

// hostname tells whether a field is a name; a dot alone is the root.
func hostname(field string) bool {
	if field == "." {
		return true
	}
	_, problem := canonical(field)
	return problem == ""
}
