package query

import (
	"skylab/console/aws/value"
)

// The bounds of one search, so that a hostile expression ends: how many steps
// it may take, how many nodes a result may have, how long its texts may get.
// They are some ten times what a page of a thousand instances needs.
const (
	maxWork = 3_000_000
	maxSize = 2_000_000
	maxText = 16 << 20
)

var errWork = failed("the query makes too much of too little: it was stopped")

type evaluator struct {
	work      int
	text      int // bytes of text made so far
	functions map[string]function
}

func (e *evaluator) visit(n *node, v value.Value) (value.Value, error) {
	if e.work++; e.work > maxWork {
		return value.Value{}, errWork
	}
	x, err := e.find(n, v)
	if err == nil && x.Size() > maxSize {
		err = errWork
	}
	return x, err
}

func (e *evaluator) find(n *node, v value.Value) (value.Value, error) {
	switch n.kind {
	case identity:
		return v, nil
	case literal:
		return n.literal, nil
	case field:
		x, _ := v.Get(n.text)
		return x, nil
	case index:
		return at(v, n.literal.Integer()), nil
	case slice:
		return e.cut(n, v)
	case chain:
		var err error
		for _, c := range n.children {
			if v, err = e.visit(c, v); err != nil {
				return v, err
			}
		}
		return v, nil
	case list, hash:
		return e.build(n, v)
	case projection, filterProjection, valueProjection:
		return e.project(n, v)
	case flatten:
		return e.flatten(n, v)
	case or, and, not:
		return e.logic(n, v)
	case comparison:
		return e.compare(n, v)
	case call:
		return e.call(n, v)
	}
	return value.Value{}, failed("Circular reference detected")
}

func at(v value.Value, i int64) value.Value {
	if i < 0 {
		i += int64(v.Len())
	}
	if v.Kind() != value.List || i < 0 || i >= int64(v.Len()) {
		return value.Value{}
	}
	return v.At(int(i))
}

// cut takes a slice as Python does: bounds outside the list are moved to its
// ends.
func (e *evaluator) cut(n *node, v value.Value) (value.Value, error) {
	if v.Kind() != value.List {
		return value.Value{}, nil
	}
	step, size := int64(1), int64(v.Len())
	if n.bounds[2] != nil {
		step = n.bounds[2].Integer()
	}
	if step == 0 {
		return value.Value{}, failed("slice step cannot be zero")
	}
	first, last, low, high := int64(0), size, int64(0), size
	if step < 0 {
		first, last, low, high = size-1, -1, -1, size-1
	}
	bound := func(b *value.Value, or int64) int64 {
		if b == nil {
			return or
		}
		i := b.Integer()
		if i < 0 {
			i += size
		}
		return min(max(i, low), high)
	}
	first, last = bound(n.bounds[0], first), bound(n.bounds[1], last)
	out := []value.Value{}
	for i := first; step > 0 && i < last || step < 0 && i > last; i += step {
		out = append(out, v.At(int(i)))
		if step > size || step < -size {
			break // the next step would leave the list, or the range of int64
		}
	}
	e.work += len(out)
	return value.OfList(out), nil
}

func (e *evaluator) build(n *node, v value.Value) (value.Value, error) {
	if v.IsNull() {
		return v, nil
	}
	values := make([]value.Value, 0, len(n.children))
	keys := n.keys
	for i, c := range n.children {
		x, err := e.visit(c, v)
		if err != nil {
			return x, err
		}
		if n.kind == hash && contains(keys[:i], keys[i]) {
			return e.buildOver(n, v)
		}
		values = append(values, x)
	}
	if n.kind == list {
		return value.OfList(values), nil
	}
	return value.OfMap(keys, values), nil
}

func contains(keys []string, key string) bool {
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}

// buildOver builds a map in which a key stands twice; the last one wins.
func (e *evaluator) buildOver(n *node, v value.Value) (value.Value, error) {
	var m value.Value
	for i, c := range n.children {
		x, err := e.visit(c, v)
		if err != nil {
			return x, err
		}
		m = m.With(n.keys[i], x)
	}
	return m, nil
}

// project applies the right side to each element and drops what is null.
func (e *evaluator) project(n *node, v value.Value) (value.Value, error) {
	base, err := e.visit(n.children[0], v)
	wanted := value.List
	if n.kind == valueProjection {
		wanted = value.Map
	}
	if err != nil || base.Kind() != wanted {
		return value.Value{}, err
	}
	out := make([]value.Value, 0, base.Len())
	for _, x := range base.Elements() {
		if n.kind == filterProjection {
			if ok, err := e.visit(n.children[2], x); err != nil {
				return ok, err
			} else if !ok.Filled() {
				continue
			}
		}
		y, err := e.visit(n.children[1], x)
		if err != nil {
			return y, err
		}
		if !y.IsNull() {
			out = append(out, y)
		}
	}
	return value.OfList(out), nil
}

func (e *evaluator) flatten(n *node, v value.Value) (value.Value, error) {
	base, err := e.visit(n.children[0], v)
	if err != nil || base.Kind() != value.List {
		return value.Value{}, err
	}
	out := make([]value.Value, 0, base.Len())
	for _, x := range base.Elements() {
		if x.Kind() != value.List {
			out = append(out, x)
			continue
		}
		if e.work += x.Len(); e.work > maxWork {
			return x, errWork
		}
		out = append(out, x.Elements()...)
	}
	return value.OfList(out), nil
}

func (e *evaluator) logic(n *node, v value.Value) (value.Value, error) {
	left, err := e.visit(n.children[0], v)
	switch {
	case err != nil:
		return left, err
	case n.kind == not:
		return value.OfBool(!left.Filled()), nil
	case left.Filled() == (n.kind == or):
		return left, nil
	}
	return e.visit(n.children[1], v)
}

func (e *evaluator) compare(n *node, v value.Value) (value.Value, error) {
	a, err := e.visit(n.children[0], v)
	if err != nil {
		return a, err
	}
	b, err := e.visit(n.children[1], v)
	if err != nil {
		return b, err
	}
	e.work += min(a.Size(), b.Size())
	switch n.text {
	case "eq":
		return value.OfBool(equal(a, b)), nil
	case "ne":
		return value.OfBool(!equal(a, b)), nil
	}
	order, err := rank(a, b)
	if err != nil || order == unordered {
		return value.Value{}, err
	}
	return value.OfBool(n.text == "lt" && order < 0 || n.text == "gt" && order > 0 ||
		n.text == "lte" && order <= 0 || n.text == "gte" && order >= 0), nil
}

// equal is Python's == but for a Bool against 0 or 1, which the Python library
// sets apart with an inverted answer: `1 == true` is false there because the
// special case says so.
func equal(a, b value.Value) bool {
	if zeroOrOne(a) && b.Kind() == value.Bool || zeroOrOne(b) && a.Kind() == value.Bool {
		return false
	}
	return value.Equal(a, b)
}

func zeroOrOne(v value.Value) bool { return v.IsNumber() && (v.Number() == 0 || v.Number() == 1) }

const unordered = 2

// rank orders two numbers or two strings; anything else has no order.
func rank(a, b value.Value) (int, error) {
	ordered := func(v value.Value) bool { return v.IsNumber() || v.Kind() == value.String }
	switch {
	case !ordered(a) || !ordered(b):
		return unordered, nil
	case a.IsNumber() != b.IsNumber():
		return 0, failed("'<' not supported between instances of '%s' and '%s'", value.TypeName(a), value.TypeName(b))
	}
	return order(a, b), nil
}

func order(a, b value.Value) int {
	switch {
	case a.Kind() == value.String:
		if a.Text() < b.Text() {
			return -1
		}
		if a.Text() > b.Text() {
			return 1
		}
	case a.Kind() == value.Int && b.Kind() == value.Int:
		if a.Integer() < b.Integer() {
			return -1
		}
		if a.Integer() > b.Integer() {
			return 1
		}
	case a.Number() < b.Number():
		return -1
	case a.Number() > b.Number():
		return 1
	}
	return 0
}
