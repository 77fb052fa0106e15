package aws

import (
	"encoding/base64"
	"reflect"
	"strconv"

	"skylab/console/aws/value"
)

// paging is what the command's own paging options say.
type paging struct {
	on   bool
	from string
	size string
	max  int64 // -1: all
}

// pages fetches an answer page by page, as botocore's paginators do.
type pages struct {
	*call
	paging
	keys    []string // members that grow; the first one is counted
	kept    value.Value
	resume  string
	total   int64
	skip    int64
	token   []value.Value // one for each input token of the operation
	started bool
}

func (c *call) pages(p paging) (*pages, *failure) {
	g := &pages{call: c, paging: p, keys: c.plan.facts.pages, kept: value.OfMap(nil, nil)}
	if p.from != "" {
		if !g.begin() {
			return nil, broken("Bad starting token: " + p.from)
		}
		g.setTokens()
	}
	if n, ok := integer(p.size); ok {
		g.setInput(c.plan.facts.sizeName(), value.OfInt(n))
	}
	return g, nil
}

// setTokens says which page comes next.
func (g *pages) setTokens() {
	for i, name := range g.plan.facts.tokensIn() {
		g.setInput(name, g.token[i])
	}
}

// begin reads a token that an earlier answer gave out.
func (g *pages) begin() bool {
	names := g.plan.facts.tokensIn()
	g.token = make([]value.Value, len(names))
	data, err := base64.StdEncoding.DecodeString(g.from)
	if err != nil {
		g.token[0] = value.OfString(g.from)
		return true
	}
	v, err := value.Decode(string(data))
	if err != nil || v.Kind() != value.Map {
		g.token[0] = value.OfString(g.from)
		return true
	}
	for i, name := range names {
		g.token[i], _ = v.Get(name)
	}
	amount, _ := v.Get("boto_truncate_amount")
	g.skip = amount.Integer()
	return g.skip >= 0
}

// setInput sets a member of the input, when the lab's operation has it.
func (c *call) setInput(name string, v value.Value) {
	m := c.plan.in.find(name)
	if m == nil {
		return
	}
	if v.IsNull() {
		c.in.Field(m.field).SetZero()
	} else if m.shape.kind == kString && v.Kind() == value.Int {
		_ = m.write(c.in, value.OfString(strconv.FormatInt(v.Integer(), 10)))
	} else {
		_ = m.write(c.in, v)
	}
}

// next fetches one page; more tells whether another follows.
func (g *pages) next() (page value.Value, more bool, f *failure) {
	out, f := g.do()
	if f != nil {
		return page, false, f
	}
	page = g.plan.out.read(reflect.ValueOf(out))
	if !g.started {
		page = g.firstPage(page)
	}
	items, _ := page.Get(g.keys[0])
	size := int64(items.Len())
	if over := g.total + size - g.max; g.max >= 0 && over > 0 {
		keep := size - over
		page = page.With(g.keys[0], value.OfList(items.Elements()[:keep]))
		g.resume = g.resumeToken(keep+g.skip, true)
		return page, false, nil
	}
	g.total, g.skip = g.total+size, 0
	if !g.turn(page) {
		return page, false, nil
	}
	if g.max >= 0 && g.total == g.max {
		g.resume = g.resumeToken(0, false)
		return page, false, nil
	}
	g.setTokens()
	return page, true, nil
}

// turn reads from a page where the next one begins; false when there is none.
func (g *pages) turn(page value.Value) bool {
	f := g.plan.facts
	if f.more != "" {
		if v, ok := page.Get(f.more); !ok || value.Str(v) != "True" {
			return false
		}
	}
	names := f.tokensOut()
	next := make([]value.Value, len(names))
	some, same := false, len(g.token) == len(next)
	for i, name := range names {
		next[i], _ = page.Get(name)
		some = some || next[i].Text() != ""
		same = same && value.Equal(g.token[i], next[i])
	}
	g.token = next
	return some && !same
}

// firstPage drops what an earlier answer gave already, and keeps the members
// that only the first page gives.
func (g *pages) firstPage(page value.Value) value.Value {
	g.started = true
	for _, k := range g.plan.facts.keep {
		v, _ := page.Get(k)
		g.kept = g.kept.With(k, v)
	}
	if g.from == "" {
		return page
	}
	for i, k := range g.keys {
		v, ok := page.Get(k)
		if !ok || v.Kind() != value.List {
			continue
		}
		from := min(g.skip, int64(v.Len()))
		if i > 0 {
			from = int64(v.Len())
		}
		page = page.With(k, value.OfList(v.Elements()[from:]))
	}
	return page
}

// resumeToken is what --starting-token takes to go on here.
func (g *pages) resumeToken(amount int64, truncated bool) string {
	b := []byte{'{'}
	for i, name := range g.plan.facts.tokensIn() {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(b, `"`+name+`": `...)
		v := value.Value{}
		if i < len(g.token) {
			v = g.token[i]
		}
		b = value.AppendJSON(b, v)
	}
	if truncated {
		b = append(b, `, "boto_truncate_amount": `...)
		b = strconv.AppendInt(b, amount, 10)
	}
	return base64.StdEncoding.EncodeToString(append(b, '}'))
}

// all is the whole answer, its pages put together.
func (g *pages) all() (value.Value, *failure) {
	whole := value.OfMap(nil, nil)
	for {
		page, more, f := g.next()
		if f != nil {
			return whole, f
		}
		for _, k := range g.keys {
			v, ok := page.Get(k)
			if !ok {
				continue
			}
			if before, ok := whole.Get(k); ok && v.Kind() == value.List {
				v = value.OfList(append(before.Elements()[:before.Len():before.Len()], v.Elements()...))
			}
			whole = whole.With(k, v)
		}
		if !more {
			break
		}
	}
	for i, k := range g.kept.Keys() {
		whole = whole.With(k, g.kept.At(i))
	}
	if g.resume != "" {
		whole = whole.With("NextToken", value.OfString(g.resume))
	}
	return whole, nil
}
