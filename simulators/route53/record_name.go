package route53

import "strings"

// unescape turns \052 into the byte that it stands for.
func unescape(name string) string {
	if !strings.Contains(name, `\`) {
		return name
	}
	b := make([]byte, 0, len(name))
	for i := 0; i < len(name); i++ {
		if n, ok := octal(name[i:]); ok {
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
