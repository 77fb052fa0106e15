package query

import (
	"fmt"
	"strings"

	"skylab/console/aws/value"
)

// kind tells what a node of the syntax tree does.
type kind uint8

const (
	identity kind = iota // also @
	literal
	field
	index
	slice
	chain // each child is searched in the result of the one before: a.b, a[0], a | b
	list
	hash
	projection
	valueProjection
	filterProjection // children: list, right side, condition
	flatten
	or
	and
	not
	comparison
	call
	expref
)

type node struct {
	kind     kind
	indexed  bool            // a chain made of brackets, to which a further bracket is added
	text     string          // field, function, comparison
	literal  value.Value     // literal; the number of an index
	bounds   [3]*value.Value // slice
	keys     []string        // hash
	children []*node
}

// powers say how tightly a token binds; above stop a projection ends.
var powers = map[string]int{
	"pipe": 1, "or": 2, "and": 3,
	"eq": 5, "gt": 5, "lt": 5, "gte": 5, "lte": 5, "ne": 5,
	"flatten": 9, "star": 20, "filter": 21, "dot": 40, "not": 45,
	"lbrace": 50, "lbracket": 55, "lparen": 60,
}

const (
	stop = 10
	// maxDepth bounds how deeply an expression may nest.
	maxDepth = 400
)

type parser struct {
	text   string
	tokens []token
	at     int
	depth  int
}

// Compile parses an expression. The error is a *SyntaxError.
//
// The grammar is that of the Python library jmespath 1.0, oddities included.
// The Go libraries know another one: they refuse the literal `running` that
// half of the world's scripts use, and lose the order of {b: x, a: y}.
func Compile(text string) (*Expression, error) {
	tokens, err := tokenize(text)
	if err != nil {
		return nil, err
	}
	p := &parser{text: text, tokens: tokens}
	root, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != "eof" {
		return nil, p.fail(t, "Unexpected token: "+value.Str(t.value))
	}
	return &Expression{root}, nil
}

func (p *parser) peek() token { return p.tokens[p.at] }

func (p *parser) ahead(n int) string {
	if p.at+n < len(p.tokens) {
		return p.tokens[p.at+n].kind
	}
	return "eof"
}

func (p *parser) fail(t token, what string) error {
	return p.failAt(t.start, t, what)
}

func (p *parser) failAt(start int, t token, what string) error {
	return &SyntaxError{fmt.Sprintf("%s: Parse error at column %d, token \"%s\" (%s), for expression:\n\"%s\"\n%s^",
		what, start, value.Str(t.value), strings.ToUpper(t.kind), p.text, strings.Repeat(" ", start+1))}
}

func (p *parser) incomplete() error {
	return &SyntaxError{fmt.Sprintf("Invalid jmespath expression: Incomplete expression:\n\"%s\"\n%s^",
		p.text, strings.Repeat(" ", len([]rune(p.text))+1))}
}

func (p *parser) expect(kind string) error {
	if p.peek().kind != kind {
		return p.unexpected(kind)
	}
	p.at++
	return nil
}

func (p *parser) unexpected(wanted string) error {
	t := p.peek()
	if t.kind == "eof" {
		return p.incomplete()
	}
	return p.fail(t, "Expecting: "+wanted+", got: "+t.kind)
}

func (p *parser) expression(power int) (*node, error) {
	if p.depth++; p.depth > maxDepth {
		return nil, &SyntaxError{"maximum recursion depth exceeded"}
	}
	defer func() { p.depth-- }()
	t := p.peek()
	if t.kind != "eof" {
		p.at++
	}
	left, err := p.prefix(t)
	for err == nil && power < powers[p.peek().kind] {
		left, err = p.infix(left)
	}
	return left, err
}

// prefix parses what a token begins.
func (p *parser) prefix(t token) (*node, error) {
	switch t.kind {
	case "literal":
		return &node{kind: literal, literal: t.value}, nil
	case "unquoted_identifier":
		return &node{kind: field, text: t.value.Text()}, nil
	case "quoted_identifier":
		if p.peek().kind == "lparen" {
			return nil, p.failAt(0, p.peek(), "Quoted identifier not allowed for function names.")
		}
		return &node{kind: field, text: t.value.Text()}, nil
	case "current":
		return &node{kind: identity}, nil
	case "star":
		if p.peek().kind == "rbracket" {
			return pair(valueProjection, &node{}, &node{}), nil
		}
		return p.project(valueProjection, &node{}, "star")
	case "filter":
		return p.filter(&node{})
	case "flatten":
		return p.project(projection, &node{kind: flatten, children: []*node{{}}}, "flatten")
	case "lbrace":
		return p.hash()
	case "lbracket":
		return p.bracket()
	case "lparen":
		inner, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		return inner, p.expect("rparen")
	case "not", "expref":
		return p.unary(t)
	case "eof":
		return nil, p.incomplete()
	}
	return nil, p.fail(t, "invalid token")
}

func (p *parser) unary(t token) (*node, error) {
	k := not
	if t.kind == "expref" {
		k = expref
	}
	inner, err := p.expression(powers[t.kind])
	return &node{kind: k, children: []*node{inner}}, err
}

func pair(k kind, left, right *node) *node { return &node{kind: k, children: []*node{left, right}} }

// infix parses what the next token does with what stands left of it.
func (p *parser) infix(left *node) (*node, error) {
	t := p.peek()
	p.at++
	switch t.kind {
	case "dot":
		if p.peek().kind == "star" {
			p.at++
			return p.project(valueProjection, left, "dot")
		}
		right, err := p.afterDot("dot")
		return pair(chain, left, right), err
	case "pipe":
		return p.binary(chain, left, t)
	case "or":
		return p.binary(or, left, t)
	case "and":
		return p.binary(and, left, t)
	case "eq", "ne", "gt", "gte", "lt", "lte":
		return p.binary(comparison, left, t)
	case "lparen":
		return p.call(left)
	case "filter":
		return p.filter(left)
	case "flatten":
		return p.project(projection, &node{kind: flatten, children: []*node{left}}, "flatten")
	case "lbracket":
		return p.subscript(left)
	}
	return nil, p.fail(t, "invalid token")
}

func (p *parser) binary(k kind, left *node, t token) (*node, error) {
	right, err := p.expression(powers[t.kind])
	n := pair(k, left, right)
	if k == comparison {
		n.text = t.kind
	}
	return n, err
}

func (p *parser) project(k kind, left *node, power string) (*node, error) {
	right, err := p.rightOfProjection(power)
	return pair(k, left, right), err
}

func (p *parser) rightOfProjection(power string) (*node, error) {
	switch t := p.peek(); {
	case powers[t.kind] < stop:
		return &node{}, nil
	case t.kind == "lbracket" || t.kind == "filter":
		return p.expression(powers[power])
	case t.kind == "dot":
		p.at++
		return p.afterDot(power)
	default:
		return nil, p.fail(t, "syntax error")
	}
}

func (p *parser) afterDot(power string) (*node, error) {
	switch t := p.peek(); t.kind {
	case "quoted_identifier", "unquoted_identifier", "star":
		return p.expression(powers[power])
	case "lbracket":
		p.at++
		return p.list()
	case "lbrace":
		p.at++
		return p.hash()
	default:
		return nil, p.fail(t, "Expecting: ['quoted_identifier', 'unquoted_identifier', 'lbracket', 'lbrace'], got: "+t.kind)
	}
}
