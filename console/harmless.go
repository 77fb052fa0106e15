package console

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Harmless makes control characters and escape sequences visible, so that a
// terminal shows them and obeys none; tabs and newlines stay. Carriage returns
// before a newline vanish.
func Harmless(b []byte) string {
	plain := true
	for _, c := range b {
		if c < 0x20 && c != '\n' && c != '\t' || c >= 0x7f {
			plain = false
			break
		}
	}
	if plain {
		return string(b)
	}
	var s strings.Builder
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		switch {
		case c == '\r' && i+1 < len(b) && b[i+1] == '\n':
		case c == utf8.RuneError && n == 1:
			fmt.Fprintf(&s, `\x%02x`, b[i])
		case c == '\n' || c == '\t':
			s.WriteRune(c)
		case c < 0x20: // as pictures of control characters
			s.WriteRune(0x2400 + c)
		case c == 0x7f:
			s.WriteRune(0x2421)
		case obeyed(c):
			fmt.Fprintf(&s, "<U+%04X>", c)
		default:
			s.Write(b[i : i+n])
		}
		i += n
	}
	return s.String()
}

// obeyed are characters that change how a terminal shows what follows: C1
// controls, marks that turn the direction of writing, invisible separators.
func obeyed(c rune) bool {
	switch {
	case 0x80 <= c && c <= 0x9f, 0x200e <= c && c <= 0x200f, 0x202a <= c && c <= 0x202e, 0x2066 <= c && c <= 0x2069:
		return true
	}
	return c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0x061c || 0xe0000 <= c && c <= 0xe007f
}
