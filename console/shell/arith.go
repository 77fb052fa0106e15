package shell

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// arith computes an arithmetic expression in 64 bits, as bash does on every
// machine.
func (r *run) arith(x syntax.ArithmExpr) (int64, error) {
	if x == nil {
		return 0, nil
	}
	switch x := x.(type) {
	case *syntax.Word:
		return r.arithWord(x)
	case *syntax.ParenArithm:
		return r.arith(x.X)
	case *syntax.UnaryArithm:
		return r.arithUnary(x)
	case *syntax.BinaryArithm:
		return r.arithBinary(x)
	}
	return 0, errors.New("syntax error in expression")
}

func (r *run) arithWord(w *syntax.Word) (int64, error) {
	if len(w.Parts) == 1 {
		switch p := w.Parts[0].(type) {
		case *syntax.Lit:
			return r.arithText(p.Value)
		case *syntax.ParamExp:
			if !p.Dollar.IsValid() { // a[i] inside an expression
				v, err := r.param(p, true)
				if err != nil {
					return 0, err
				}
				return r.arithText(v.join(r))
			}
		}
	}
	pieces, ok := r.pieces(w.Parts, true)
	if !ok {
		return 0, errors.New("bad substitution")
	}
	return r.arithText(joined(pieces))
}

// arithText is the value of a number, a name, or of an expression that came
// out of a variable.
func (r *run) arithText(s string) (int64, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, nil
	}
	if c := s[0]; '0' <= c && c <= '9' {
		if n, err := number(s); err == nil || !strings.ContainsAny(s, "+-*/%<>=&|^!?:,() ") {
			return n, err
		}
	} else if syntax.ValidName(s) {
		v, err := r.base(s, nil)
		if err != nil {
			return 0, err
		}
		if !v.set && r.st.options.nounset {
			return 0, fatalError(s + ": unbound variable")
		}
		if v.values[0] == s {
			return 0, errors.New(s + ": expression recursion level exceeded")
		}
		return r.arithNested(v.values[0])
	}
	return r.arithNested(s)
}

func (r *run) arithNested(s string) (int64, error) {
	if s = strings.TrimSpace(s); s == "" {
		return 0, nil
	}
	if n, err := number(s); err == nil {
		return n, nil
	}
	r.spend(1)
	if nesting(s) > MaxNesting {
		return 0, errors.New("expression recursion level exceeded")
	}
	x, err := syntax.NewParser().Arithmetic(strings.NewReader(s))
	if err != nil {
		return 0, fmt.Errorf("%s: syntax error in expression", s)
	}
	if w, ok := x.(*syntax.Word); ok && !syntax.ValidName(w.Lit()) && w.Lit() == s {
		_, err := number(s)
		if err == nil {
			err = fmt.Errorf("%s: syntax error: operand expected", s)
		}
		return 0, err
	}
	if r.inside >= MaxDepth {
		return 0, errors.New(s + ": expression recursion level exceeded")
	}
	r.inside++
	n, err := r.arith(x)
	r.inside--
	return n, err
}

// number reads 12, -3, 0x1f, 017 and 2#101.
func number(s string) (int64, error) {
	bad := fmt.Errorf("%s: syntax error: invalid arithmetic operator", s)
	rest, sign := s, int64(1)
	if strings.HasPrefix(rest, "-") {
		rest, sign = rest[1:], -1
	} else if strings.HasPrefix(rest, "+") {
		rest = rest[1:]
	}
	base := int64(10)
	switch {
	case strings.HasPrefix(rest, "0x"), strings.HasPrefix(rest, "0X"):
		rest, base = rest[2:], 16
	case len(rest) > 1 && rest[0] == '0':
		rest, base = rest[1:], 8
	default:
		if b, digits, ok := strings.Cut(rest, "#"); ok {
			n, err := strconv.ParseInt(b, 10, 64)
			if err != nil || n < 2 || n > 64 {
				return 0, fmt.Errorf("%s: invalid arithmetic base", s)
			}
			rest, base = digits, n
		}
	}
	if rest == "" {
		return 0, bad
	}
	n := int64(0)
	for _, c := range []byte(rest) {
		d := digit(c, base)
		if d < 0 {
			return 0, bad
		}
		if d >= base {
			return 0, fmt.Errorf("%s: value too great for base (error token is %q)", s, s)
		}
		n = n*base + d
	}
	return sign * n, nil
}

func digit(c byte, base int64) int64 {
	switch {
	case '0' <= c && c <= '9':
		return int64(c - '0')
	case 'a' <= c && c <= 'z':
		return int64(c-'a') + 10
	case 'A' <= c && c <= 'Z' && base <= 36:
		return int64(c-'A') + 10
	case 'A' <= c && c <= 'Z':
		return int64(c-'A') + 36
	case c == '@':
		return 62
	case c == '_':
		return 63
	}
	return -1
}

func (r *run) arithUnary(x *syntax.UnaryArithm) (int64, error) {
	n, err := r.arith(x.X)
	if err != nil {
		return 0, err
	}
	switch x.Op {
	case syntax.Not:
		return flag(n == 0), nil
	case syntax.BitNegation:
		return ^n, nil
	case syntax.Plus:
		return n, nil
	case syntax.Minus:
		return -n, nil
	case syntax.Inc, syntax.Dec:
		now := n + 1
		if x.Op == syntax.Dec {
			now = n - 1
		}
		if err := r.arithAssign(x.X, now); err != nil {
			return 0, err
		}
		if x.Post {
			return n, nil
		}
		return now, nil
	}
	return 0, errors.New("syntax error in expression")
}

// arithAssign writes to the name or element on the left of an operator.
func (r *run) arithAssign(to syntax.ArithmExpr, n int64) error {
	name, index := "", syntax.ArithmExpr(nil)
	if w, ok := to.(*syntax.Word); ok && len(w.Parts) == 1 {
		switch p := w.Parts[0].(type) {
		case *syntax.Lit:
			name = p.Value
		case *syntax.ParamExp:
			name, index = p.Param.Value, p.Index
		}
	}
	if !syntax.ValidName(name) {
		return errors.New("attempted assignment to non-variable")
	}
	if !r.assignTo(name, index, strconv.FormatInt(n, 10)) {
		return errors.New(name + ": not assigned")
	}
	return nil
}

var assigning = map[syntax.BinAritOperator]syntax.BinAritOperator{
	syntax.AddAssgn: syntax.Add, syntax.SubAssgn: syntax.Sub, syntax.MulAssgn: syntax.Mul,
	syntax.QuoAssgn: syntax.Quo, syntax.RemAssgn: syntax.Rem, syntax.AndAssgn: syntax.And,
	syntax.OrAssgn: syntax.Or, syntax.XorAssgn: syntax.Xor, syntax.ShlAssgn: syntax.Shl,
	syntax.ShrAssgn: syntax.Shr,
}

func (r *run) arithBinary(x *syntax.BinaryArithm) (int64, error) {
	if x.Op == syntax.Assgn {
		n, err := r.arith(x.Y)
		if err == nil {
			err = r.arithAssign(x.X, n)
		}
		return n, err
	}
	a, err := r.arith(x.X)
	if err != nil {
		return 0, err
	}
	switch x.Op {
	case syntax.TernQuest:
		branches, ok := x.Y.(*syntax.BinaryArithm)
		if !ok {
			return 0, errors.New("`:' expected for conditional expression")
		}
		if a != 0 {
			return r.arith(branches.X)
		}
		return r.arith(branches.Y)
	case syntax.AndArit, syntax.OrArit:
		if (a != 0) == (x.Op == syntax.OrArit) {
			return flag(a != 0), nil
		}
		b, err := r.arith(x.Y)
		return flag(b != 0), err
	}
	b, err := r.arith(x.Y)
	if err != nil {
		return 0, err
	}
	op, assigns := assigning[x.Op]
	if !assigns {
		op = x.Op
	}
	n, err := compute(op, a, b)
	if err == errDivision {
		err = fmt.Errorf("%w (error token is %q)", errDivision, expressionText(x.Y))
	}
	if err == nil && assigns {
		err = r.arithAssign(x.X, n)
	}
	return n, err
}

var errDivision = errors.New("division by 0")

// saying puts the whole expression before what went wrong in it.
func saying(x syntax.ArithmExpr, err error) error {
	if errors.Is(err, errDivision) {
		return fmt.Errorf("%s: %w", expressionText(x), err)
	}
	return err
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

func compute(op syntax.BinAritOperator, a, b int64) (int64, error) {
	switch op {
	case syntax.Add:
		return a + b, nil
	case syntax.Sub:
		return a - b, nil
	case syntax.Mul:
		return a * b, nil
	case syntax.Quo, syntax.Rem:
		if b == 0 {
			return 0, errDivision
		}
		if op == syntax.Quo {
			return a / b, nil
		}
		return a % b, nil
	case syntax.Pow:
		return power(a, b)
	case syntax.Eql:
		return flag(a == b), nil
	case syntax.Neq:
		return flag(a != b), nil
	case syntax.Gtr:
		return flag(a > b), nil
	case syntax.Lss:
		return flag(a < b), nil
	case syntax.Geq:
		return flag(a >= b), nil
	case syntax.Leq:
		return flag(a <= b), nil
	case syntax.And:
		return a & b, nil
	case syntax.Or:
		return a | b, nil
	case syntax.Xor:
		return a ^ b, nil
	case syntax.Shl:
		return a << (uint64(b) & 63), nil
	case syntax.Shr:
		return a >> (uint64(b) & 63), nil
	case syntax.Comma:
		return b, nil
	}
	return 0, errors.New("syntax error in expression")
}

func power(a, b int64) (int64, error) {
	if b < 0 {
		return 0, errors.New("exponent less than 0")
	}
	p := int64(1)
	for ; b > 0; b >>= 1 {
		if b&1 != 0 {
			p *= a
		}
		a *= a
	}
	return p, nil
}
