package query

import "skylab/console/aws/value"

// bracket parses what "[" begins at the head of an expression.
func (p *parser) bracket() (*node, error) {
	switch k := p.peek().kind; {
	case k == "number" || k == "colon":
		right, err := p.index()
		if err != nil {
			return nil, err
		}
		return p.projectSlice(&node{}, right)
	case k == "star" && p.ahead(1) == "rbracket":
		p.at += 2
		return p.project(projection, &node{}, "star")
	}
	return p.list()
}

// subscript parses "[" after an expression.
func (p *parser) subscript(left *node) (*node, error) {
	if k := p.peek().kind; k != "number" && k != "colon" {
		if err := p.expect("star"); err != nil {
			return nil, err
		}
		if err := p.expect("rbracket"); err != nil {
			return nil, err
		}
		return p.project(projection, left, "star")
	}
	right, err := p.index()
	if err != nil {
		return nil, err
	}
	if left.indexed {
		// The Python library joins a[0][1:2] to one node and so does not
		// project the slice; scripts see the difference.
		left.children = append(left.children, right)
		return left, nil
	}
	return p.projectSlice(left, right)
}

func (p *parser) projectSlice(left, right *node) (*node, error) {
	n := pair(chain, left, right)
	if right.kind == slice {
		return p.project(projection, n, "star")
	}
	n.indexed = true
	return n, nil
}

// index parses what stands in brackets: a number or a slice.
func (p *parser) index() (*node, error) {
	if p.ahead(0) == "colon" || p.ahead(1) == "colon" {
		return p.slice()
	}
	n := &node{kind: index, literal: p.peek().value}
	p.at++
	return n, p.expect("rbracket")
}

func (p *parser) slice() (*node, error) {
	n := &node{kind: slice}
	for part := 0; p.peek().kind != "rbracket"; {
		switch t := p.peek(); t.kind {
		case "colon":
			if part++; part == 3 {
				return nil, p.fail(t, "syntax error")
			}
		case "number":
			n.bounds[part] = &t.value
		default:
			return nil, p.fail(t, "syntax error")
		}
		p.at++
	}
	return n, p.expect("rbracket")
}

func (p *parser) filter(left *node) (*node, error) {
	condition, err := p.expression(0)
	if err != nil {
		return nil, err
	}
	if err := p.expect("rbracket"); err != nil {
		return nil, err
	}
	right := &node{}
	if p.peek().kind != "flatten" {
		right, err = p.rightOfProjection("filter")
	}
	return &node{kind: filterProjection, children: []*node{left, right, condition}}, err
}

func (p *parser) list() (*node, error) {
	n := &node{kind: list}
	for {
		x, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		n.children = append(n.children, x)
		if p.peek().kind == "rbracket" {
			return n, p.expect("rbracket")
		}
		if err := p.expect("comma"); err != nil {
			return nil, err
		}
	}
}

func (p *parser) hash() (*node, error) {
	n := &node{kind: hash}
	for {
		key := p.peek()
		if key.kind != "quoted_identifier" && key.kind != "unquoted_identifier" {
			return nil, p.unexpected("['quoted_identifier', 'unquoted_identifier']")
		}
		p.at++
		if err := p.expect("colon"); err != nil {
			return nil, err
		}
		x, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		n.keys, n.children = append(n.keys, key.value.Text()), append(n.children, x)
		switch p.peek().kind {
		case "comma":
			p.at++
		case "rbrace":
			p.at++
			return n, nil
		}
	}
}

func (p *parser) call(left *node) (*node, error) {
	if left.kind != field {
		// The token before "(" is what the message shows.
		t := p.tokens[max(p.at-2, 0)]
		return nil, p.fail(t, "Invalid function name '"+value.Str(t.value)+"'")
	}
	n := &node{kind: call, text: left.text}
	for p.peek().kind != "rparen" {
		x, err := p.expression(0)
		if err != nil {
			return nil, err
		}
		if p.peek().kind == "comma" {
			p.at++
		}
		n.children = append(n.children, x)
	}
	return n, p.expect("rparen")
}
