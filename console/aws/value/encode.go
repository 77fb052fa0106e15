package value

// AppendJSON appends v on one line as Python's json.dumps writes it with no
// spaces: what JMESPath's to_string() makes. Characters outside ASCII are
// escaped.
func AppendJSON(b []byte, v Value) []byte {
	switch v.kind {
	case Null:
		return append(b, "null"...)
	case Bool:
		if v.bits != 0 {
			return append(b, "true"...)
		}
		return append(b, "false"...)
	case String:
		return AppendJSONString(b, v.text, true)
	case List:
		b = append(b, '[')
		for i, x := range v.list() {
			if i > 0 {
				b = append(b, ',')
			}
			b = AppendJSON(b, x)
		}
		return append(b, ']')
	case Map:
		b = append(b, '{')
		for i, x := range v.list() {
			if i > 0 {
				b = append(b, ',')
			}
			b = append(AppendJSONString(b, v.inner.keys[i], true), ':')
			b = AppendJSON(b, x)
		}
		return append(b, '}')
	}
	return AppendNumber(b, v)
}

// AppendJSONString appends s as a JSON string the way Python's json module
// does. Bytes that are not UTF-8 become U+FFFD.
func AppendJSONString(b []byte, s string, ascii bool) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' && c < 0x80 {
			continue
		}
		if c >= 0x80 {
			b = append(b, s[start:i]...)
			size := 0
			b, size = appendWide(b, s[i:], ascii)
			i += size - 1
			start = i + 1
			continue
		}
		b = appendControl(append(b, s[start:i]...), c)
		start = i + 1
	}
	return append(append(b, s[start:]...), '"')
}

func appendControl(b []byte, c byte) []byte {
	for i := range escaped {
		if escaped[i] == c {
			return append(b, '\\', escapes[i])
		}
	}
	return appendHex(append(b, `\u`...), rune(c), 4)
}
