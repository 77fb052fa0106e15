package coreutils

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/itchyny/gojq"
)

// keyOrder remembers in which order keys were seen. gojq keeps objects in Go
// maps, which have none, but jq prints keys as they came: so an object is
// printed in the order of an object with the same keys that was read or that
// the filter makes, and otherwise each key where it was first seen.
type keyOrder struct {
	sets map[string][]string // by the sorted keys
	seen map[string]int      // by key: what was read, then what the filter names
}

// behind is added to the places of the filter's keys.
const behind = 1 << 30

// learn remembers an object's keys; later are those of the filter, which come
// behind all that was read.
func (k *keyOrder) learn(keys []string, later int) {
	if k.sets == nil || len(k.seen) > 100_000 {
		return
	}
	if k.seen == nil {
		k.seen = map[string]int{}
	}
	for _, key := range keys {
		if at, ok := k.seen[key]; !ok || at > later+len(k.seen) {
			k.seen[key] = later + len(k.seen)
		}
	}
	sorted := slices.Sorted(slices.Values(keys))
	name := strings.Join(sorted, "\x00")
	if _, ok := k.sets[name]; !ok {
		k.sets[name] = keys
	}
}

func (k *keyOrder) order(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	if known, ok := k.sets[strings.Join(keys, "\x00")]; ok {
		return known
	}
	place := func(s string) int {
		if i, ok := k.seen[s]; ok {
			return i
		}
		return 2 * behind
	}
	slices.SortStableFunc(keys, func(a, b string) int { return place(a) - place(b) })
	return keys
}

// read decodes the next value and remembers the order of its keys.
func (k *keyOrder) read(dec *json.Decoder) (any, error) {
	t, err := dec.Token()
	if err != nil {
		return nil, err
	}
	return k.value(dec, t, 0)
}

func (k *keyOrder) value(dec *json.Decoder, t json.Token, depth int) (any, error) {
	if depth > 1000 {
		return nil, fmt.Errorf("Exceeds depth limit for parsing")
	}
	switch t := t.(type) {
	case json.Number:
		return number(t), nil
	case json.Delim:
		if t == '[' {
			return k.list(dec, depth)
		}
		return k.object(dec, depth)
	}
	return t, nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (k *keyOrder) list(dec *json.Decoder, depth int) (any, error) {
	list := []any{}
	for {
		t, err := dec.Token()
		if err != nil {
			return nil, unexpected(err)
		}
		if t == json.Delim(']') {
			return list, nil
		}
		v, err := k.value(dec, t, depth+1)
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
}

func (k *keyOrder) object(dec *json.Decoder, depth int) (any, error) {
	m := map[string]any{}
	var keys []string
	for {
		t, err := dec.Token()
		if err != nil {
			return nil, unexpected(err)
		}
		if t == json.Delim('}') {
			k.learn(keys, 0)
			return m, nil
		}
		name := t.(string)
		if t, err = dec.Token(); err != nil {
			return nil, unexpected(err)
		}
		v, err := k.value(dec, t, depth+1)
		if err != nil {
			return nil, err
		}
		if _, ok := m[name]; !ok {
			keys = append(keys, name)
		}
		m[name] = v
	}
}

// program learns the objects that a filter makes.
func (k *keyOrder) program(q *gojq.Query) {
	if q == nil {
		return
	}
	k.program(q.Left)
	k.program(q.Right)
	for _, f := range q.FuncDefs {
		k.program(f.Body)
	}
	if q.Term != nil {
		k.term(q.Term)
	}
}

func (k *keyOrder) term(t *gojq.Term) {
	if t.Object != nil {
		var keys []string
		for _, kv := range t.Object.KeyVals {
			name := strings.TrimPrefix(kv.Key, "$")
			if kv.KeyString != nil {
				name = kv.KeyString.Str
			}
			if name != "" {
				keys = append(keys, name)
			}
			k.program(kv.Val)
		}
		k.learn(keys, behind)
	}
	if t.Array != nil {
		k.program(t.Array.Query)
	}
	if t.Func != nil {
		for _, a := range t.Func.Args {
			k.program(a)
		}
	}
	if t.If != nil {
		k.program(t.If.Cond)
		k.program(t.If.Then)
		for _, e := range t.If.Elif {
			k.program(e.Then)
		}
		k.program(t.If.Else)
	}
	if t.Reduce != nil {
		k.program(t.Reduce.Start)
		k.program(t.Reduce.Update)
	}
	k.program(t.Query)
}

// jsonPrinter prints values as jq does.
type jsonPrinter struct {
	b      *strings.Builder
	indent string
	keys   *keyOrder
	sorted bool
	ascii  bool
}

// maxPrintDepth is jq's own.
const maxPrintDepth = 256

func (p *jsonPrinter) value(v any, depth int) {
	if depth > maxPrintDepth {
		p.b.WriteString("<skipped: too deep>")
		return
	}
	switch v := v.(type) {
	case nil:
		p.b.WriteString("null")
	case bool:
		p.b.WriteString(strconv.FormatBool(v))
	case int:
		p.b.WriteString(strconv.Itoa(v))
	case *big.Int:
		p.b.WriteString(v.String())
	case float64:
		p.b.WriteString(float(v))
	case json.Number: // of fromjson
		p.value(number(v), depth)
	case string:
		p.text(v)
	case []any:
		p.list(v, depth)
	case map[string]any:
		p.object(v, depth)
	}
}

// float prints 17 digits where it must, as jq 1.6 does.
func float(v float64) string {
	switch {
	case math.IsNaN(v):
		return "null"
	case v > math.MaxFloat64:
		v = math.MaxFloat64
	case v < -math.MaxFloat64:
		v = -math.MaxFloat64
	}
	if v == math.Trunc(v) && v < 1e17 && v > -1e17 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	s := strconv.FormatFloat(v, 'g', 17, 64)
	if short := strconv.FormatFloat(v, 'g', -1, 64); len(short) < len(s) {
		s = short
	}
	return s
}

func (p *jsonPrinter) newline(depth int) {
	if p.indent != "" {
		p.b.WriteString("\n" + strings.Repeat(p.indent, depth))
	}
}

func (p *jsonPrinter) list(v []any, depth int) {
	if len(v) == 0 {
		p.b.WriteString("[]")
		return
	}
	p.b.WriteByte('[')
	for i, x := range v {
		if i > 0 {
			p.b.WriteByte(',')
		}
		p.newline(depth + 1)
		p.value(x, depth+1)
	}
	p.newline(depth)
	p.b.WriteByte(']')
}

func (p *jsonPrinter) object(v map[string]any, depth int) {
	if len(v) == 0 {
		p.b.WriteString("{}")
		return
	}
	keys := p.keys.order(v)
	if p.sorted {
		keys = slices.Sorted(slices.Values(keys))
	}
	p.b.WriteByte('{')
	for i, k := range keys {
		if i > 0 {
			p.b.WriteByte(',')
		}
		p.newline(depth + 1)
		p.text(k)
		p.b.WriteByte(':')
		if p.indent != "" {
			p.b.WriteByte(' ')
		}
		p.value(v[k], depth+1)
	}
	p.newline(depth)
	p.b.WriteByte('}')
}

func (p *jsonPrinter) text(s string) {
	p.b.WriteByte('"')
	for _, c := range s {
		switch {
		case c == '"' || c == '\\':
			p.b.WriteString(`\` + string(c))
		case c == '\n':
			p.b.WriteString(`\n`)
		case c == '\t':
			p.b.WriteString(`\t`)
		case c == '\r':
			p.b.WriteString(`\r`)
		case c == '\b':
			p.b.WriteString(`\b`)
		case c == '\f':
			p.b.WriteString(`\f`)
		case c < 0x20 || c == 0x7f || p.ascii && c >= 0x80 && c < 0x10000:
			fmt.Fprintf(p.b, `\u%04x`, c)
		case p.ascii && c >= 0x10000:
			c -= 0x10000
			fmt.Fprintf(p.b, `\u%04x\u%04x`, 0xd800+c>>10, 0xdc00+c&0x3ff)
		case c == utf8.RuneError:
			p.b.WriteString("\ufffd")
		default:
			p.b.WriteRune(c)
		}
	}
	p.b.WriteByte('"')
}
