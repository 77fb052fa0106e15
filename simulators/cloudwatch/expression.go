package cloudwatch

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// line is values over time, oldest first.
type line []Point

// operand is what a part of an expression comes to: a number, a line, or a
// list of lines.
type operand struct {
	number float64
	line   line
	list   []line
	kind   byte // n, l or a
}

var (
	errExpression = errors.New("the expression is not one that the lab understands")
	errUnknown    = errors.New("unknown id")
)

// reckoner reads an expression of metric math: + - * / and parentheses, SUM,
// AVG, MIN, MAX of a list, METRICS(), FILL(line, number).
// docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
type reckoner struct {
	text  string
	known map[string]line
	names []string
	depth int
}

// depthMost bounds the nesting of an expression.
const depthMost = 50

func evaluate(text string, known map[string]line, names []string) (line, error) {
	if len(text) > 2048 {
		return nil, errExpression
	}
	p := &reckoner{text: text, known: known, names: names}
	v, err := p.sum()
	switch {
	case err != nil:
		return nil, err
	case p.skip() != "" || v.kind != 'l':
		return nil, errExpression
	}
	return v.line, nil
}

func (p *reckoner) skip() string {
	p.text = strings.TrimLeft(p.text, " \t\r\n")
	return p.text
}

func (p *reckoner) accept(s string) bool {
	rest, ok := strings.CutPrefix(p.skip(), s)
	if ok {
		p.text = rest
	}
	return ok
}

func (p *reckoner) sum() (operand, error) {
	a, err := p.product()
	for err == nil {
		var o byte
		switch {
		case p.accept("+"):
			o = '+'
		case p.accept("-"):
			o = '-'
		default:
			return a, nil
		}
		var b operand
		if b, err = p.product(); err == nil {
			a, err = combine(o, a, b)
		}
	}
	return a, err
}

func (p *reckoner) product() (operand, error) {
	a, err := p.factor()
	for err == nil {
		var o byte
		switch {
		case p.accept("*"):
			o = '*'
		case p.accept("/"):
			o = '/'
		default:
			return a, nil
		}
		var b operand
		if b, err = p.factor(); err == nil {
			a, err = combine(o, a, b)
		}
	}
	return a, err
}

func (p *reckoner) factor() (operand, error) {
	if p.depth++; p.depth > depthMost {
		return operand{}, errExpression
	}
	defer func() { p.depth-- }()
	switch {
	case p.accept("-"):
		v, err := p.factor()
		if err != nil {
			return v, err
		}
		return combine('*', operand{number: -1, kind: 'n'}, v)
	case p.accept("("):
		v, err := p.sum()
		if err == nil && !p.accept(")") {
			err = errExpression
		}
		return v, err
	case p.accept("["):
		return p.array()
	}
	end := 0
	for end < len(p.text) && (p.text[end] == '.' || p.text[end] == '_' || p.text[end] >= '0' && p.text[end] <= '9' || p.text[end] >= 'a' && p.text[end] <= 'z' || p.text[end] >= 'A' && p.text[end] <= 'Z') {
		end++
	}
	word := p.text[:end]
	p.text = p.text[end:]
	if n, err := strconv.ParseFloat(word, 64); err == nil && word[0] <= '9' {
		return operand{number: n, kind: 'n'}, nil
	}
	if l, ok := p.known[word]; ok {
		return operand{line: l, kind: 'l'}, nil
	}
	if !p.accept("(") {
		return operand{}, errUnknown
	}
	return p.function(word)
}

func (p *reckoner) array() (operand, error) {
	out := operand{kind: 'a'}
	for {
		v, err := p.sum()
		if err != nil {
			return v, err
		}
		if v.kind != 'l' {
			return v, errExpression
		}
		out.list = append(out.list, v.line)
		if p.accept("]") {
			return out, nil
		}
		if !p.accept(",") {
			return out, errExpression
		}
	}
}

func (p *reckoner) function(name string) (operand, error) {
	if name == "METRICS" && p.accept(")") {
		out := operand{kind: 'a'}
		for _, n := range p.names {
			out.list = append(out.list, p.known[n])
		}
		return out, nil
	}
	v, err := p.sum()
	if err != nil {
		return v, err
	}
	if name == "FILL" {
		if !p.accept(",") {
			return v, errExpression
		}
		n, err := p.sum()
		if err != nil || n.kind != 'n' || v.kind != 'l' || !p.accept(")") {
			return v, errExpression
		}
		return operand{line: p.fill(v.line, n.number), kind: 'l'}, nil
	}
	if !p.accept(")") {
		return v, errExpression
	}
	if v.kind == 'a' {
		return fold(name, v.list)
	}
	return v, errExpression
}

// fill gives a line a value at each instant at which any line has one.
func (p *reckoner) fill(l line, value float64) line {
	var all []line
	for _, n := range p.names {
		all = append(all, p.known[n])
	}
	out := line{}
	for _, at := range instants(append(all, l)) {
		v, ok := l.at(at)
		if !ok {
			v = value
		}
		out = append(out, Point{at, v})
	}
	return out
}

func (l line) at(t cloud.Time) (float64, bool) {
	i, ok := slices.BinarySearchFunc(l, t, func(p Point, t cloud.Time) int {
		switch {
		case p.At < t:
			return -1
		case p.At > t:
			return 1
		}
		return 0
	})
	if !ok {
		return 0, false
	}
	return l[i].Value, true
}

func instants(lines []line) []cloud.Time {
	var list []cloud.Time
	for _, l := range lines {
		for _, p := range l {
			list = append(list, p.At)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// fold joins lines instant by instant, with the values that are there.
func fold(name string, lines []line) (operand, error) {
	if name != "SUM" && name != "AVG" && name != "MIN" && name != "MAX" {
		return operand{}, errExpression
	}
	out := line{}
	for _, at := range instants(lines) {
		sum, least, most, n := 0.0, 0.0, 0.0, 0
		for _, l := range lines {
			if v, ok := l.at(at); ok {
				if n == 0 {
					least, most = v, v
				}
				sum, least, most, n = sum+v, min(least, v), max(most, v), n+1
			}
		}
		out = append(out, Point{at, map[string]float64{"SUM": sum, "AVG": sum / float64(n), "MIN": least, "MAX": most}[name]})
	}
	return operand{line: out, kind: 'l'}, nil
}

// combine reckons instant by instant; where one side has no value, or a
// division is by nothing, there is none.
func combine(o byte, a, b operand) (operand, error) {
	if a.kind == 'a' || b.kind == 'a' {
		return operand{}, errExpression
	}
	if a.kind == 'n' && b.kind == 'n' {
		v, ok := reckon(o, a.number, b.number)
		if !ok {
			return operand{}, errExpression
		}
		return operand{number: v, kind: 'n'}, nil
	}
	out := line{}
	for _, at := range instants([]line{a.line, b.line}) {
		x, ok := a.at(at)
		y, too := b.at(at)
		if !ok || !too {
			continue
		}
		if v, ok := reckon(o, x, y); ok {
			out = append(out, Point{at, v})
		}
	}
	return operand{line: out, kind: 'l'}, nil
}

func (v operand) at(t cloud.Time) (float64, bool) {
	if v.kind == 'n' {
		return v.number, true
	}
	return v.line.at(t)
}

func reckon(o byte, a, b float64) (float64, bool) {
	switch o {
	case '+':
		return a + b, true
	case '-':
		return a - b, true
	case '*':
		return float64(a * b), true
	}
	return a / b, b != 0
}
