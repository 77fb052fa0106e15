package value

import (
	"unicode/utf16"
	"unicode/utf8"
)

// appendWide appends the first character of s, which is not ASCII, and tells
// how many bytes of s it took.
func appendWide(b []byte, s string, ascii bool) ([]byte, int) {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case !ascii:
		b = utf8.AppendRune(b, r)
	case r < 0x10000:
		b = appendHex(append(b, `\u`...), r, 4)
	default:
		high, low := utf16.EncodeRune(r)
		b = appendHex(append(b, `\u`...), high, 4)
		b = appendHex(append(b, `\u`...), low, 4)
	}
	return b, size
}
