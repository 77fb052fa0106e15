package shell

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"
)

// operate is ${x:-word}, ${x#pattern}, ${x^^} and the like.
func (r *run) operate(p *syntax.ParamExp, v value, quoted bool) (value, error) {
	empty := len(v.values) == 0 || v.join(r) == ""
	switch op := p.Exp.Op; op {
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull:
		if !v.set || empty && op == syntax.AlternateUnsetOrNull {
			return value{values: []string{""}, set: true}, nil
		}
		return r.operand(p.Exp.Word, quoted)
	case syntax.DefaultUnset, syntax.DefaultUnsetOrNull:
		if v.set && !(empty && op == syntax.DefaultUnsetOrNull) {
			return v, nil
		}
		return r.operand(p.Exp.Word, quoted)
	case syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		if v.set && !(empty && op == syntax.ErrorUnsetOrNull) {
			return v, nil
		}
		return value{}, r.unsetError(p, op == syntax.ErrorUnsetOrNull)
	case syntax.AssignUnset, syntax.AssignUnsetOrNull:
		if v.set && !(empty && op == syntax.AssignUnsetOrNull) {
			return v, nil
		}
		w, err := r.operand(p.Exp.Word, quoted)
		if err == nil && !r.assignTo(p.Param.Value, p.Index, w.join(r)) {
			err = errors.New(p.Param.Value + ": cannot assign in this way")
		}
		return scalar(w.join(r), true), err
	case syntax.OtherParamOps:
		return r.transform(p, v)
	}
	return r.trim(p.Exp, v)
}

// operand expands the word of an operator; in "…" it is as if quoted.
func (r *run) operand(w *syntax.Word, quoted bool) (value, error) {
	if w == nil {
		return scalar("", true), nil
	}
	if len(w.Parts) == 1 && !quoted { // ${1:+"$@"} keeps its fields
		if dq, ok := w.Parts[0].(*syntax.DblQuoted); ok && len(dq.Parts) == 1 {
			if p, ok := dq.Parts[0].(*syntax.ParamExp); ok {
				return r.param(p, true)
			}
		}
	}
	parts := w.Parts
	if quoted {
		parts = insideQuotes(parts)
	}
	pieces, ok := r.pieces(parts, quoted)
	if !ok {
		return value{}, errors.New("bad substitution")
	}
	v := scalar(joined(pieces), true)
	if !quoted {
		v.pieces = pieces
	}
	return v, nil
}

// insideQuotes is the word of "${x:-word}" as bash reads it: a single quote is a
// character like others there, and \} is a bracket.
func insideQuotes(parts []syntax.WordPart) []syntax.WordPart {
	list := make([]syntax.WordPart, 0, len(parts))
	for _, p := range parts {
		switch p := p.(type) {
		case *syntax.Lit:
			c := *p
			c.Value = strings.ReplaceAll(p.Value, `\}`, "}")
			list = append(list, &c)
		case *syntax.SglQuoted:
			if p.Dollar {
				list = append(list, p)
				continue
			}
			mark := &syntax.Lit{Value: "'"}
			inner := []syntax.WordPart{&syntax.Lit{Value: p.Value}}
			if w, err := syntax.NewParser().Document(strings.NewReader(p.Value)); err == nil {
				inner = w.Parts
			}
			list = append(append(append(list, mark), inner...), mark)
		default:
			list = append(list, p)
		}
	}
	return list
}

func (r *run) unsetError(p *syntax.ParamExp, null bool) error {
	w, err := r.operand(p.Exp.Word, true)
	if err != nil {
		return err
	}
	said := w.join(r)
	if p.Exp.Word == nil {
		if said = "parameter not set"; null {
			said = "parameter null or not set"
		}
	}
	return fatalError(p.Param.Value + ": " + said)
}

// transform is ${x@Q} and its like.
func (r *run) transform(p *syntax.ParamExp, v value) (value, error) {
	switch p.Exp.Word.Lit() {
	case "Q":
		if !v.set {
			return v, nil
		}
		return v.each(quote), nil
	case "E":
		return v.each(func(s string) string { return unescape(s, ansiC) }), nil
	case "U":
		return v.each(strings.ToUpper), nil
	case "L":
		return v.each(strings.ToLower), nil
	case "u":
		return v.each(func(s string) string {
			c, n := utf8.DecodeRuneInString(s)
			if n == 0 {
				return s
			}
			return string(unicode.ToUpper(c)) + s[n:]
		}), nil
	case "a":
		x := r.variable(p.Param.Value)
		return scalar(attributes(&x), true), nil
	case "A":
		x := r.variable(p.Param.Value)
		if !v.set {
			return v, nil
		}
		flags := attributes(&x)
		if x.Kind == Indexed || x.Kind == Associative {
			return scalar(declaration(p.Param.Value, &x), true), nil
		}
		if flags != "" {
			flags = "declare -" + flags + " "
		}
		return scalar(flags+p.Param.Value+"="+quote(x.Str), true), nil
	case "P":
		return v, nil
	}
	return value{}, errors.New("bad substitution")
}
