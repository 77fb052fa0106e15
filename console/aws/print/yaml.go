package print

import (
	"io"
	"slices"
	"unicode/utf8"

	"skylab/console/aws/value"
)

// bestWidth is the column after which long scalars are folded.
const bestWidth = 80

// longestKey is the longest text that may stand before a colon on one line.
const longestKey = 128

// YAML writes v in blocks with sorted keys, laid out as libyaml does, which
// the real command uses. A lone scalar is printed as JSON.
func YAML(to io.Writer, v value.Value) error {
	if emptyMap(v) {
		return nil
	}
	s := newSink(to)
	if scalar(v) {
		s.json(v, 0)
		s.b = append(s.b, '\n')
		return s.flush()
	}
	e := &emitter{sink: s, indent: -2, whitespace: true, indention: true}
	e.node(v, false)
	e.newline()
	return s.flush()
}

// emitter lays out blocks. The fields are libyaml's: where on the line we are,
// whether whitespace was written last, and whether nothing but indentation.
type emitter struct {
	*sink
	indent, column        int
	whitespace, indention bool
}

func (e *emitter) put(r rune) {
	e.b = utf8.AppendRune(e.b, r)
	e.column++
}

func (e *emitter) newline() {
	if e.column > 0 {
		e.breakLine()
	}
}

func (e *emitter) breakLine() {
	e.b = append(e.b, '\n')
	e.column, e.indention = 0, true
}

// toIndent goes to the column of the indent, on a new line unless already
// there.
func (e *emitter) toIndent() {
	indent := max(e.indent, 0)
	if !e.indention || e.column > indent || e.column == indent && !e.whitespace {
		e.breakLine()
	}
	for e.column < indent {
		e.put(' ')
	}
	e.whitespace, e.indention = true, true
}

func (e *emitter) indicator(sign string, before, after, indention bool) {
	if before && !e.whitespace {
		e.put(' ')
	}
	for _, r := range sign {
		e.put(r)
	}
	e.whitespace, e.indention = after, e.indention && indention
}

// node writes any value; inMap tells that it stands behind a key.
func (e *emitter) node(v value.Value, inMap bool) {
	if !e.full() {
		return
	}
	switch {
	case v.Kind() == value.List && v.Len() == 0:
		e.indicator("[]", true, false, false)
	case v.Kind() == value.Map && v.Len() == 0:
		e.indicator("{}", true, false, false)
	case v.Kind() == value.List:
		e.list(v, inMap)
	case v.Kind() == value.Map:
		e.mapping(v)
	case v.Kind() == value.String:
		e.str(v.Text(), false)
	default:
		e.plain(yamlScalar(v), true)
	}
}

func yamlScalar(v value.Value) string {
	switch s := string(value.AppendJSON(nil, v)); s {
	case "NaN":
		return ".nan"
	case "Infinity":
		return ".inf"
	case "-Infinity":
		return "-.inf"
	default:
		return s
	}
}

func (e *emitter) list(v value.Value, inMap bool) {
	outer := e.indent
	if e.indent < 0 || !inMap || e.indention {
		e.indent += 2
	}
	for _, x := range v.Elements() {
		e.toIndent()
		e.indicator("-", true, false, true)
		e.node(x, false)
	}
	e.indent = outer
}

func (e *emitter) mapping(v value.Value) {
	outer := e.indent
	e.indent += 2
	for _, k := range slices.Sorted(slices.Values(v.Keys())) {
		x, _ := v.Get(k)
		e.toIndent()
		if simpleKey(k) {
			e.str(k, true)
			e.indicator(":", false, false, false)
		} else {
			e.indicator("?", true, false, true)
			e.str(k, false)
			e.toIndent()
			e.indicator(":", true, false, true)
		}
		e.node(x, true)
	}
	e.indent = outer
}

func simpleKey(k string) bool {
	for _, r := range k {
		if isBreak(r) {
			return false
		}
	}
	return len(k) <= longestKey
}

// str writes a string in the plainest style that reads back as itself.
func (e *emitter) str(s string, key bool) {
	e.indent += 2 // further lines of a scalar stand deeper
	defer func() { e.indent -= 2 }()
	a := analyse(s)
	switch {
	case a.double || a.breaks && key:
		e.doubled(s, !key)
	case a.quoted || reserved(s) || s == "" && key:
		e.quoted(s, !key)
	default:
		e.plain(s, !key)
	}
}

// analysis tells which styles a string rules out.
type analysis struct {
	breaks bool // holds line breaks
	quoted bool // not plain
	double bool // neither plain nor in single quotes
}

func isBreak(r rune) bool {
	return r == '\r' || r == '\n' || r == 0x85 || r == 0x2028 || r == 0x2029
}

func isPrintable(r rune) bool {
	return r == '\n' || 0x20 <= r && r <= 0x7e || 0xa0 <= r && r <= 0xd7ff ||
		0xe000 <= r && r <= 0xfffd && r != 0xfeff
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || isBreak(r) }

func analyse(s string) analysis {
	var a analysis
	if s == "" {
		a.quoted = true
		return a
	}
	if len(s) >= 3 && (s[:3] == "---" || s[:3] == "...") {
		a.quoted = true
	}
	text := []rune(s)
	before := ' '
	for i, r := range text {
		last := i == len(text)-1
		blankNext := last || isBlank(text[i+1])
		switch {
		case indicates(r, i == 0, isBlank(before), blankNext):
			a.quoted = true
		case r == '\t' || !isPrintable(r):
			a.double = true
		}
		switch {
		case isBreak(r):
			a.breaks, a.quoted = true, true
			a.double = a.double || i > 0 && before == ' '
		case r == ' ':
			a.quoted = a.quoted || i == 0 || last
			a.double = a.double || i > 0 && isBreak(before)
		}
		before = r
	}
	return a
}

// indicates tells whether a character would mean something in YAML where it
// stands.
func indicates(r rune, first, blankBefore, blankNext bool) bool {
	switch r {
	case ',', '[', ']', '{', '}', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`':
		return first
	case '#':
		return first || blankBefore
	case '?', '-':
		return first && blankNext
	case ':':
		return blankNext
	}
	return false
}
