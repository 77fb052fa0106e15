package value

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth bounds how deeply JSON may nest; Python gives up at about a
// thousand.
const maxDepth = 500

// Decode reads JSON and keeps the order of members. Its errors are worded as
// those of Python's json module, which the aws command shows to its users.
func Decode(s string) (Value, error) {
	d := decoder{text: s}
	if strings.HasPrefix(s, "\ufeff") {
		return Value{}, d.fail("Unexpected UTF-8 BOM (decode using utf-8-sig)", 0)
	}
	d.space()
	v, err := d.value(0)
	if err != nil {
		return Value{}, err
	}
	d.space()
	if d.at != len(s) {
		return Value{}, d.fail("Extra data", d.at)
	}
	return v, nil
}

type decoder struct {
	text string
	at   int
}

// fail words an error with its place: Python counts characters, not bytes.
func (d *decoder) fail(what string, at int) error {
	at = min(at, len(d.text))
	before := d.text[:at]
	line := 1 + strings.Count(before, "\n")
	column := 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
	return fmt.Errorf("%s: line %d column %d (char %d)", what, line, column, utf8.RuneCountInString(before))
}

func (d *decoder) space() {
	for d.at < len(d.text) && strings.IndexByte(" \t\n\r", d.text[d.at]) >= 0 {
		d.at++
	}
}

func (d *decoder) peek() byte {
	if d.at < len(d.text) {
		return d.text[d.at]
	}
	return 0
}

func (d *decoder) value(depth int) (Value, error) {
	if depth > maxDepth {
		return Value{}, fmt.Errorf("maximum recursion depth exceeded while decoding a JSON document")
	}
	switch c := d.peek(); {
	case c == '"':
		s, err := d.str()
		return OfString(s), err
	case c == '{':
		return d.object(depth)
	case c == '[':
		return d.array(depth)
	case c == '-' && !strings.HasPrefix(d.text[d.at:], "-I") || '0' <= c && c <= '9':
		return d.number()
	}
	return d.word()
}

func (d *decoder) word() (Value, error) {
	for _, w := range [...]struct {
		text string
		v    Value
	}{{"null", Value{}}, {"true", OfBool(true)}, {"false", OfBool(false)}, {"NaN", OfFloat(math.NaN())}, {"Infinity", OfFloat(math.Inf(1))}, {"-Infinity", OfFloat(math.Inf(-1))}} {
		if strings.HasPrefix(d.text[d.at:], w.text) {
			d.at += len(w.text)
			return w.v, nil
		}
	}
	return Value{}, d.fail("Expecting value", d.at)
}

func (d *decoder) number() (Value, error) {
	start, whole := d.at, true
	if d.peek() == '-' {
		d.at++
	}
	if d.peek() == '0' {
		d.at++
	} else if d.digits() == 0 {
		return Value{}, d.fail("Expecting value", start)
	}
	if d.peek() == '.' {
		if back := d.at; d.skip() && d.digits() > 0 {
			whole = false
		} else {
			d.at = back
		}
	}
	if c := d.peek(); c == 'e' || c == 'E' {
		back := d.at
		if d.skip(); d.peek() == '+' || d.peek() == '-' {
			d.at++
		}
		if d.digits() > 0 {
			whole = false
		} else {
			d.at = back
		}
	}
	return numberOf(d.text[start:d.at], whole), nil
}

func numberOf(s string, whole bool) Value {
	if whole {
		if i, err := strconv.ParseInt(s, 10, 64); err == nil {
			return OfInt(i)
		}
	}
	f, _ := strconv.ParseFloat(s, 64)
	return OfFloat(f)
}

func (d *decoder) skip() bool { d.at++; return true }

func (d *decoder) digits() int {
	start := d.at
	for c := d.peek(); '0' <= c && c <= '9'; c = d.peek() {
		d.at++
	}
	return d.at - start
}

func (d *decoder) array(depth int) (Value, error) {
	d.at++
	list := []Value{}
	if d.space(); d.peek() == ']' {
		d.at++
		return OfList(list), nil
	}
	for {
		v, err := d.value(depth + 1)
		if err != nil {
			return Value{}, err
		}
		list = append(list, v)
		d.space()
		switch d.peek() {
		case ']':
			d.at++
			return OfList(list), nil
		case ',':
			d.at++
			d.space()
		default:
			return Value{}, d.fail("Expecting ',' delimiter", d.at)
		}
	}
}

func (d *decoder) object(depth int) (Value, error) {
	d.at++
	var o objectOf
	if d.space(); d.peek() == '}' {
		d.at++
		return o.value(), nil
	}
	for {
		if d.peek() != '"' {
			return Value{}, d.fail("Expecting property name enclosed in double quotes", d.at)
		}
		key, err := d.str()
		if err != nil {
			return Value{}, err
		}
		if d.space(); d.peek() != ':' {
			return Value{}, d.fail("Expecting ':' delimiter", d.at)
		}
		d.at++
		d.space()
		v, err := d.value(depth + 1)
		if err != nil {
			return Value{}, err
		}
		o.set(key, v)
		d.space()
		switch d.peek() {
		case '}':
			d.at++
			return o.value(), nil
		case ',':
			d.at++
			d.space()
		default:
			return Value{}, d.fail("Expecting ',' delimiter", d.at)
		}
	}
}

// objectOf gathers members; a key that comes twice keeps its first place and
// its last value, as in Python.
type objectOf struct {
	keys   []string
	values []Value
	place  map[string]int
}

func (o *objectOf) set(key string, v Value) {
	if o.place == nil {
		o.place = map[string]int{}
	}
	if i, ok := o.place[key]; ok {
		o.values[i] = v
		return
	}
	o.place[key] = len(o.keys)
	o.keys, o.values = append(o.keys, key), append(o.values, v)
}

func (o *objectOf) value() Value { return OfMap(o.keys, o.values) }

func (d *decoder) str() (string, error) {
	begin := d.at
	d.at++
	start := d.at
	var b []byte
	for d.at < len(d.text) {
		switch c := d.text[d.at]; {
		case c == '"':
			s := d.text[start:d.at]
			d.at++
			if b == nil {
				return s, nil
			}
			return string(append(b, s...)), nil
		case c < 0x20:
			return "", d.fail("Invalid control character at", d.at)
		case c == '\\':
			b = append(b, d.text[start:d.at]...)
			var err error
			if b, err = d.escape(b, begin); err != nil {
				return "", err
			}
			start = d.at
		default:
			d.at++
		}
	}
	return "", d.fail("Unterminated string starting at", begin)
}

const (
	escapes  = `"\/bfnrt`
	escaped  = "\"\\/\b\f\n\r\t"
	badUcode = "Invalid \\uXXXX escape"
)

func (d *decoder) escape(b []byte, begin int) ([]byte, error) {
	at := d.at
	d.at++
	if d.at >= len(d.text) {
		return nil, d.fail("Unterminated string starting at", begin)
	}
	c := d.text[d.at]
	d.at++
	if i := strings.IndexByte(escapes, c); i >= 0 {
		return append(b, escaped[i]), nil
	}
	if c != 'u' {
		return nil, d.fail("Invalid \\escape", at)
	}
	r, ok := d.hex(d.at)
	if !ok {
		return nil, d.fail(badUcode, d.at)
	}
	d.at += 4
	if utf16.IsSurrogate(r) && strings.HasPrefix(d.text[d.at:], `\u`) {
		if low, ok := d.hex(d.at + 2); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
			r = utf16.DecodeRune(r, low)
			d.at += 6
		}
	}
	return utf8.AppendRune(b, r), nil
}

func (d *decoder) hex(at int) (rune, bool) {
	if at+4 > len(d.text) {
		return 0, false
	}
	n, err := strconv.ParseUint(d.text[at:at+4], 16, 16)
	return rune(n), err == nil
}
