package shell

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"
)

// value is what a parameter expansion gives: one text, or the elements of $@
// and its like.
type value struct {
	values []string
	list   bool // of elements: "$@" and "${a[@]}" make a field of each
	star   bool // "$*" and "${a[*]}": joined by the first character of IFS
	set    bool
	pieces []piece // of the word of ${x:-word}, whose quotes keep their meaning
}

func scalar(s string, set bool) value { return value{values: []string{s}, set: set} }

// join makes one text.
func (v value) join(r *run) string {
	if len(v.values) == 1 {
		return v.values[0]
	}
	sep := " "
	if v.star {
		ifs := r.ifs()
		_, n := utf8.DecodeRuneInString(ifs)
		sep = ifs[:n]
	}
	return strings.Join(v.values, sep)
}

// param expands $name and all that ${…} can do with it.
func (r *run) param(p *syntax.ParamExp, quoted bool) (value, error) {
	if p.Param == nil || p.Width || p.IsSet || p.Flags != nil {
		return value{}, errors.New("bad substitution")
	}
	if p.Excl {
		return r.indirect(p, quoted)
	}
	v, err := r.base(p.Param.Value, p.Index)
	if err != nil {
		return value{}, err
	}
	if !v.set && !v.list && r.st.options.nounset && !handlesUnset(p) {
		return value{}, fatalError(unbound(p) + ": unbound variable")
	}
	switch {
	case p.Length:
		if v.list {
			return scalar(strconv.Itoa(len(v.values)), true), nil
		}
		return scalar(strconv.Itoa(utf8.RuneCountInString(v.values[0])), true), nil
	case p.Slice != nil:
		return r.slice(p, v)
	case p.Repl != nil:
		return r.replace(p.Repl, v)
	case p.Exp != nil:
		return r.operate(p, v, quoted)
	}
	return v, nil
}

// unbound is how bash names what set -u found missing.
func unbound(p *syntax.ParamExp) string {
	name := p.Param.Value
	if '0' <= name[0] && name[0] <= '9' {
		return "$" + name
	}
	if w, ok := p.Index.(*syntax.Word); ok {
		var b strings.Builder
		if syntax.NewPrinter().Print(&b, w) == nil {
			return name + "[" + b.String() + "]"
		}
	}
	return name
}

func handlesUnset(p *syntax.ParamExp) bool {
	if p.Exp == nil {
		return false
	}
	switch p.Exp.Op {
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull, syntax.DefaultUnset, syntax.DefaultUnsetOrNull,
		syntax.ErrorUnset, syntax.ErrorUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
		return true
	}
	return false
}

// all tells whether an index is @ or *.
func all(index syntax.ArithmExpr) (list, star bool) {
	w, ok := index.(*syntax.Word)
	if !ok || len(w.Parts) != 1 {
		return false, false
	}
	lit, ok := w.Parts[0].(*syntax.Lit)
	return ok && (lit.Value == "@" || lit.Value == "*"), ok && lit.Value == "*"
}

// base is the value before any operator.
func (r *run) base(name string, index syntax.ArithmExpr) (value, error) {
	switch name {
	case "@", "*":
		return value{values: r.st.params, list: true, star: name == "*", set: len(r.st.params) > 0}, nil
	}
	if index == nil {
		if s, ok := r.special(name); ok {
			return scalar(s, true), nil
		}
		v, _ := r.st.lookup(r.st.resolve(name))
		if v.Kind == Reference {
			return scalar("", false), nil
		}
		s, ok := v.first()
		return scalar(s, ok), nil
	}
	v := r.variable(name)
	if list, star := all(index); list {
		return value{values: elements(&v), list: true, star: star, set: len(elements(&v)) > 0}, nil
	}
	s, ok, err := r.element(&v, index)
	return scalar(s, ok), err
}

// variable is the variable that a name means, the special arrays too.
func (r *run) variable(name string) Variable {
	switch name {
	case "PIPESTATUS":
		a := &array{}
		for i, s := range r.pipeStatus() {
			a.set(i, strconv.Itoa(s))
		}
		return Variable{Kind: Indexed, array: a}
	case "FUNCNAME":
		a := &array{}
		for _, f := range slices.Backward(r.calls) {
			a.set(len(a.values), f)
		}
		return Variable{Kind: Indexed, array: a}
	case "BASH_VERSINFO":
		return Variable{Kind: Indexed, array: &array{values: versionParts}}
	case "BASH_SOURCE":
		if r.st.source == "" {
			return Variable{}
		}
		return Variable{Kind: Indexed, array: &array{values: []string{r.st.source}}}
	case "DIRSTACK":
		return Variable{Kind: Indexed, array: &array{values: append([]string{r.st.dir}, r.st.dirs...)}}
	}
	v, ok := r.st.lookup(r.st.resolve(name))
	if !ok {
		if s, ok := r.special(name); ok {
			return Variable{Set: true, Str: s}
		}
	}
	return v
}

func (r *run) pipeStatus() []int {
	if r.st.pipe == nil {
		return []int{r.st.status}
	}
	return r.st.pipe
}

func elements(v *Variable) []string {
	switch v.Kind {
	case Indexed:
		return v.array.list()
	case Associative:
		return v.assoc.list()
	}
	if v.Set {
		return []string{v.Str}
	}
	return nil
}

// element is one element of an array, or of a scalar taken as one.
func (r *run) element(v *Variable, index syntax.ArithmExpr) (string, bool, error) {
	if v.Kind == Associative {
		k, err := r.key(index)
		s, ok := v.assoc.get(k)
		return s, ok, err
	}
	n, err := r.arith(index)
	if err != nil {
		return "", false, err
	}
	if v.Kind != Indexed {
		if n != 0 && n != -1 {
			return "", false, nil
		}
		return v.Str, v.Set, nil
	}
	if n < 0 {
		n += int64(v.array.end())
	}
	s, ok := v.array.get(int(n))
	return s, ok, nil
}

// key expands the subscript of an associative array.
func (r *run) key(index syntax.ArithmExpr) (string, error) {
	if w, ok := index.(*syntax.Word); ok {
		if s, ok := r.word(w); ok {
			return s, nil
		}
		return "", errors.New("bad array subscript")
	}
	return expressionText(index), nil
}
