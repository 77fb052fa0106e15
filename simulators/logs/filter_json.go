package logs

import (
	"encoding/json"
	"strconv"
	"strings"
)

// node is a part of a JSON pattern.
type node interface{ holds(doc any) bool }

type both struct{ a, b node }
type one struct{ a, b node }

func (n both) holds(doc any) bool { return n.a.holds(doc) && n.b.holds(doc) }
func (n one) holds(doc any) bool  { return n.a.holds(doc) || n.b.holds(doc) }

// test asks about what a selector finds.
type test struct {
	path  []step
	is    string // TRUE, FALSE, NULL, EXISTS, NOT EXISTS, or empty for a comparison
	value comparison
}

// step is a member of an object, or a place in a list; -1 is every place.
type step struct {
	member string
	place  int
	list   bool
}

// depthMost bounds the nesting of parentheses.
const depthMost = 50

type jsonParser struct {
	text  string
	depth int
}

// parseJSON reads { condition }.
func parseJSON(text string) (node, error) {
	text = strings.TrimSpace(text)
	if len(text) < 2 || !strings.HasSuffix(text, "}") {
		return nil, errPattern
	}
	p := &jsonParser{text: text[1 : len(text)-1]}
	n, err := p.either()
	if err == nil && p.skip() != "" {
		err = errPattern
	}
	if err != nil {
		return nil, err
	}
	return n, nil
}

func (p *jsonParser) skip() string {
	p.text = strings.TrimLeft(p.text, " \t\r\n")
	return p.text
}

func (p *jsonParser) accept(s string) bool {
	rest, ok := strings.CutPrefix(p.skip(), s)
	if ok {
		p.text = rest
	}
	return ok
}

func (p *jsonParser) either() (node, error) {
	n, err := p.all()
	for err == nil && p.accept("||") {
		var b node
		b, err = p.all()
		n = one{n, b}
	}
	return n, err
}

func (p *jsonParser) all() (node, error) {
	n, err := p.factor()
	for err == nil && p.accept("&&") {
		var b node
		b, err = p.factor()
		n = both{n, b}
	}
	return n, err
}

func (p *jsonParser) factor() (node, error) {
	if !p.accept("(") {
		return p.test()
	}
	if p.depth++; p.depth > depthMost {
		return nil, errPattern
	}
	n, err := p.either()
	if err == nil && !p.accept(")") {
		err = errPattern
	}
	p.depth--
	return n, err
}

func (p *jsonParser) test() (node, error) {
	path, err := p.selector()
	if err != nil {
		return nil, err
	}
	for _, is := range []string{"IS TRUE", "IS FALSE", "IS NULL", "NOT EXISTS", "EXISTS"} {
		if p.words(is) {
			return test{path: path, is: strings.TrimPrefix(is, "IS ")}, nil
		}
	}
	o, rest, ok := operator(p.skip())
	if !ok {
		return nil, errPattern
	}
	c, rest, err := operand(o, rest, ")&|")
	p.text = rest
	return test{path: path, value: c}, err
}

// words accepts words with any blanks between them.
func (p *jsonParser) words(list string) bool {
	before := p.text
	for w := range strings.FieldsSeq(list) {
		if !p.accept(w) {
			p.text = before
			return false
		}
	}
	return true
}

// selector reads $.a.b[0]["c"].
func (p *jsonParser) selector() ([]step, error) {
	if !p.accept("$") {
		return nil, errPattern
	}
	var path []step
	for p.text != "" {
		switch p.text[0] {
		case '.':
			end := 1
			for end < len(p.text) && (wordByte(p.text[end]) || p.text[end] == '-') {
				end++
			}
			if end == 1 {
				return nil, errPattern
			}
			path = append(path, step{member: p.text[1:end]})
			p.text = p.text[end:]
		case '[':
			s, err := p.bracket()
			if err != nil {
				return nil, err
			}
			path = append(path, s)
		default:
			if len(path) == 0 {
				return nil, errPattern
			}
			return path, nil
		}
	}
	if len(path) == 0 {
		return nil, errPattern
	}
	return path, nil
}

func (p *jsonParser) bracket() (step, error) {
	rest := strings.TrimLeft(p.text[1:], " ")
	if strings.HasPrefix(rest, `"`) {
		name, rest, err := quoted(rest)
		rest, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "]")
		if err != nil || !ok {
			return step{}, errPattern
		}
		p.text = rest
		return step{member: name}, nil
	}
	end := strings.IndexByte(rest, ']')
	if end < 0 {
		return step{}, errPattern
	}
	place := strings.TrimSpace(rest[:end])
	p.text = rest[end+1:]
	if place == "*" {
		return step{place: -1, list: true}, nil
	}
	n, err := strconv.Atoi(place)
	if err != nil || n < 0 {
		return step{}, errPattern
	}
	return step{place: n, list: true}, nil
}

func matchJSON(n node, line string) bool {
	var doc any
	if json.Unmarshal([]byte(line), &doc) != nil {
		return false
	}
	if _, isObject := doc.(map[string]any); !isObject {
		return false
	}
	return n.holds(doc)
}

// find gives all that a selector finds.
func find(doc any, path []step) []any {
	if len(path) == 0 {
		return []any{doc}
	}
	switch s := path[0]; v := doc.(type) {
	case map[string]any:
		if x, ok := v[s.member]; ok && !s.list {
			return find(x, path[1:])
		}
	case []any:
		if !s.list || s.place >= len(v) {
			return nil
		}
		if s.place >= 0 {
			return find(v[s.place], path[1:])
		}
		var all []any
		for _, x := range v {
			all = append(all, find(x, path[1:])...)
		}
		return all
	}
	return nil
}

func (t test) holds(doc any) bool {
	found := find(doc, t.path)
	switch t.is {
	case "EXISTS":
		return len(found) > 0
	case "NOT EXISTS":
		return len(found) == 0
	}
	for _, x := range found {
		if t.holdsValue(x) {
			return true
		}
	}
	return false
}

func (t test) holdsValue(x any) bool {
	switch v := x.(type) {
	case nil:
		return t.is == "NULL"
	case bool:
		return t.is == "TRUE" && v || t.is == "FALSE" && !v
	case float64:
		return t.is == "" && t.value.holdsNumber(v)
	case string:
		return t.is == "" && t.value.holdsText(v)
	}
	return false
}
