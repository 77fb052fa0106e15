package shell

import (
	"io"
	"strings"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"
)

// trace prints a command under set -x.
func (r *run) trace(words []string) {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = w
		if name, value, ok := strings.Cut(w, "="); ok && syntax.ValidName(name) && i == 0 {
			if value != "" && backslashed(value) != value {
				quoted[i] = name + "=" + quote(value)
			}
		} else if w == "" || backslashed(w) != w {
			quoted[i] = quote(w)
		}
	}
	r.traceText(strings.Join(quoted, " "))
}

// traceText prints a line of set -x: what $PS4 says, its first character once
// more for each $(…) that it runs in.
func (r *run) traceText(s string) {
	mark := "+ "
	if v, ok := r.st.lookup("PS4"); ok && v.Set {
		mark = v.Str
		if w, err := syntax.NewParser().Document(strings.NewReader(mark)); err == nil && strings.ContainsAny(mark, "$`") {
			on := r.st.options.xtrace
			r.st.options.xtrace = false
			mark, _ = r.document(w)
			r.st.options.xtrace = on
		}
	}
	_, n := utf8.DecodeRuneInString(mark)
	io.WriteString(r.stderr(), strings.Repeat(mark[:n], r.nested)+mark+s+"\n")
}

// traceNode prints a piece of source with something before and behind it.
func (r *run) traceNode(before string, n syntax.Node, after string) {
	if !r.st.options.xtrace {
		return
	}
	var b strings.Builder
	if err := syntax.NewPrinter(syntax.SingleLine(true)).Print(&b, n); err == nil {
		r.traceText(before + strings.TrimSpace(b.String()) + after)
	}
}

func word(s string) *syntax.Word {
	return &syntax.Word{Parts: []syntax.WordPart{&syntax.Lit{Value: s}}}
}

// traceArith prints an expression of ((…)).
func (r *run) traceArith(x syntax.ArithmExpr) {
	if !r.st.options.xtrace || x == nil {
		return
	}
	r.traceText("(( " + expressionText(x) + " ))")
}

// expressionText is an expression as it is mostly typed, without spaces.
func expressionText(x syntax.ArithmExpr) string {
	var b strings.Builder
	if err := syntax.NewPrinter(syntax.Minify(true)).Print(&b, &syntax.ArithmCmd{Left: x.Pos(), X: x, Right: x.End()}); err != nil {
		return ""
	}
	return strings.TrimSuffix(strings.TrimPrefix(b.String(), "(("), "))")
}

// traceTest prints one condition of [[ … ]].
func (r *run) traceTest(words ...string) {
	if !r.st.options.xtrace {
		return
	}
	for i, w := range words {
		if w == "" {
			words[i] = "''"
		}
	}
	r.traceText("[[ " + strings.Join(words, " ") + " ]]")
}
