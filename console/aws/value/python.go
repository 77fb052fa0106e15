package value

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Str is what Python's str() makes of v. The text and table output print
// scalars in this way, and error messages of the aws command show values so.
func Str(v Value) string {
	if v.kind == String {
		return v.text
	}
	return string(AppendRepr(nil, v))
}

// AppendStr appends Str(v).
func AppendStr(b []byte, v Value) []byte {
	if v.kind == String {
		return append(b, v.text...)
	}
	return AppendRepr(b, v)
}

// AppendRepr appends what Python's repr() makes of v.
func AppendRepr(b []byte, v Value) []byte {
	switch v.kind {
	case Null:
		return append(b, "None"...)
	case Bool:
		if v.bits != 0 {
			return append(b, "True"...)
		}
		return append(b, "False"...)
	case String:
		return AppendQuoted(b, v.text)
	case List:
		return appendReprList(b, v)
	case Map:
		return appendReprMap(b, v)
	}
	return AppendNumber(b, v)
}

func appendReprList(b []byte, v Value) []byte {
	b = append(b, '[')
	for i, x := range v.list() {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = AppendRepr(b, x)
	}
	return append(b, ']')
}

func appendReprMap(b []byte, v Value) []byte {
	b = append(b, '{')
	for i, x := range v.list() {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = AppendQuoted(b, v.inner.keys[i])
		b = append(b, ": "...)
		b = AppendRepr(b, x)
	}
	return append(b, '}')
}

// AppendQuoted appends s as Python's repr() quotes a string.
func AppendQuoted(b []byte, s string) []byte {
	quote := byte('\'')
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		quote = '"'
	}
	b = append(b, quote)
	for _, r := range s {
		b = appendReprRune(b, r, quote)
	}
	return append(b, quote)
}

func appendReprRune(b []byte, r rune, quote byte) []byte {
	switch {
	case r == rune(quote) || r == '\\':
		return append(b, '\\', byte(r))
	case r == '\n':
		return append(b, `\n`...)
	case r == '\r':
		return append(b, `\r`...)
	case r == '\t':
		return append(b, `\t`...)
	case r == ' ' || unicode.IsPrint(r):
		return utf8.AppendRune(b, r)
	case r < 0x100:
		return appendHex(append(b, `\x`...), r, 2)
	case r < 0x10000:
		return appendHex(append(b, `\u`...), r, 4)
	}
	return appendHex(append(b, `\U`...), r, 8)
}

func appendHex(b []byte, r rune, width int) []byte {
	s := strconv.FormatInt(int64(r), 16)
	for range width - len(s) {
		b = append(b, '0')
	}
	return append(b, s...)
}

// TypeName is the name of the Python type of v, as error messages show it.
func TypeName(v Value) string {
	return [...]string{"NoneType", "bool", "int", "float", "str", "list", "dict"}[v.kind]
}

// Equal tells whether Python's == holds. A Bool equals the number 0 or 1, and
// the order of members does not matter.
func Equal(a, b Value) bool {
	switch {
	case numeric(a) && numeric(b):
		if a.kind != Float && b.kind != Float {
			return int64(a.bits) == int64(b.bits)
		}
		return a.Number() == b.Number()
	case a.kind != b.kind || len(a.list()) != len(b.list()):
		return false
	case a.kind == Map:
		return equalMaps(a, b)
	case a.kind == List:
		for i := range a.list() {
			if !Equal(a.list()[i], b.list()[i]) {
				return false
			}
		}
		return true
	}
	return a.text == b.text
}

func numeric(v Value) bool { return v.kind == Int || v.kind == Float || v.kind == Bool }

func equalMaps(a, b Value) bool {
	for i, k := range a.Keys() {
		x, ok := b.Get(k)
		if !ok || !Equal(a.list()[i], x) {
			return false
		}
	}
	return true
}
