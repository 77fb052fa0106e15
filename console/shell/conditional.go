package shell

import (
	"errors"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/pattern"
)

// testClause is [[ … ]]: 0 true, 1 false, 2 an error.
func (r *run) testClause(c *syntax.TestClause) int {
	ok, err := r.testExpr(c.X)
	if err != nil {
		if err != errPrinted {
			r.errorf("%v", err)
		}
		return 2
	}
	return truth(ok)
}

var errPrinted = errors.New("printed already")

func (r *run) testExpr(x syntax.TestExpr) (bool, error) {
	switch x := x.(type) {
	case *syntax.Word:
		s, err := r.testWord(x)
		r.traceTest("-n", s)
		return s != "", err
	case *syntax.ParenTest:
		return r.testExpr(x.X)
	case *syntax.UnaryTest:
		if x.Op == syntax.TsNot {
			ok, err := r.testExpr(x.X)
			return !ok, err
		}
		w, ok := x.X.(*syntax.Word)
		if !ok {
			return false, errors.New("conditional expression expected a word")
		}
		s, err := r.testWord(w)
		if err != nil {
			return false, err
		}
		r.traceTest(x.Op.String(), s)
		return r.unary(x.Op.String(), s)
	case *syntax.BinaryTest:
		return r.testBinary(x)
	}
	return false, errors.New("syntax error in conditional expression")
}

func (r *run) testWord(w *syntax.Word) (string, error) {
	s, ok := r.word(w)
	if !ok {
		return "", errPrinted
	}
	return s, nil
}

func (r *run) testBinary(x *syntax.BinaryTest) (bool, error) {
	if x.Op == syntax.AndTest || x.Op == syntax.OrTest {
		ok, err := r.testExpr(x.X)
		if err != nil || ok == (x.Op == syntax.OrTest) {
			return ok, err
		}
		return r.testExpr(x.Y)
	}
	left, ok1 := x.X.(*syntax.Word)
	right, ok2 := x.Y.(*syntax.Word)
	if !ok1 || !ok2 {
		return false, errors.New("syntax error in conditional expression")
	}
	a, err := r.testWord(left)
	if err != nil {
		return false, err
	}
	switch x.Op {
	case syntax.TsMatch, syntax.TsMatchShort, syntax.TsNoMatch:
		g, ok := r.pattern(right, r.st.options.nocasematch)
		if !ok {
			return false, errPrinted
		}
		r.traceNode("[[ "+a+" "+x.Op.String()+" ", right, " ]]")
		return r.matcher(r.st.options.nocasematch).Match(g, a) == (x.Op != syntax.TsNoMatch), nil
	case syntax.TsReMatch:
		r.traceNode("[[ "+a+" =~ ", right, " ]]")
		return r.matchRegexp(a, right)
	}
	b, err := r.testWord(right)
	if err != nil {
		return false, err
	}
	r.traceTest(a, x.Op.String(), b)
	return r.compare(x.Op.String(), a, b, true)
}

// matchRegexp is =~; what is quoted on its right matches as it is.
func (r *run) matchRegexp(s string, w *syntax.Word) (bool, error) {
	pieces, ok := r.pieces(w.Parts, false)
	if !ok {
		return false, errPrinted
	}
	var b strings.Builder
	for _, p := range pieces {
		if p.quoted {
			b.WriteString(quoteRegexp(p.text))
		} else {
			b.WriteString(p.text)
		}
	}
	re, err := pattern.Regexp(b.String(), pattern.Extended, r.st.options.nocasematch)
	if err != nil {
		return false, err
	}
	r.spend(pattern.Work(b.String(), len(s)))
	found := re.FindStringSubmatch(s)
	v := Variable{Kind: Indexed, Set: true, array: &array{owner: r.st.owner}}
	for i, f := range found {
		v.array.set(i, f)
	}
	r.st.put("BASH_REMATCH", v)
	r.bounded()
	return found != nil, nil
}

func quoteRegexp(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if strings.IndexByte(`\.+*?()|[]{}^$`, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
