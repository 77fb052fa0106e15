package shell

import (
	"errors"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"skylab/text"
)

// SyntaxError is a line that is no bash, or that asks for what the lab's
// shell does not do. Nothing of it has run.
type SyntaxError struct {
	Line, Column int
	ID           string // of the message
	Detail       string // the parser's own words, in English
	Text         text.Speaker
}

// Error says it in the learner's language.
func (e *SyntaxError) Error() string {
	return e.Text.Say(e.ID, "line", e.Line, "column", e.Column, "detail", e.Detail)
}

// parse reads source and refuses what cannot be run here.
func (m *Machine) parse(src string) ([]*syntax.Stmt, error) {
	if len(src) > MaxSource {
		return nil, &Stopped{Why: TooLongSource, Limit: MaxSource >> 10, Text: m.Text}
	}
	if nesting(src) > MaxNesting {
		return nil, &Stopped{Why: TooDeep, Limit: MaxNesting, Text: m.Text}
	}
	f, src, err := parseSource(strings.ReplaceAll(src, "\r\n", "\n"))
	if err != nil {
		return nil, m.syntaxError(err)
	}
	if err := m.refuse(f, src); err != nil {
		return nil, err
	}
	return f.Stmts, nil
}

// parseSource parses. The parser takes every subscript for arithmetic, and
// refuses keys of associative arrays such as m[10.0.1.0/24] and m[two words]:
// those are put in quotes and read again.
func parseSource(src string) (*syntax.File, string, error) {
	f, first := syntax.NewParser().Parse(strings.NewReader(src), "")
	err := first
	for range 64 {
		if err == nil {
			return f, src, nil
		}
		var ok bool
		if src, ok = quoteSubscript(src, err); !ok {
			break
		}
		f, err = syntax.NewParser().Parse(strings.NewReader(src), "")
	}
	return nil, src, first
}

// quoteSubscript puts the subscript in which a syntax error lies in quotes.
func quoteSubscript(src string, err error) (string, bool) {
	var at syntax.Pos
	var parse syntax.ParseError
	var lang syntax.LangError
	switch {
	case errors.As(err, &parse):
		at = parse.Pos
	case errors.As(err, &lang):
		at = lang.Pos
	}
	place := min(int(at.Offset()), len(src))
	open := strings.LastIndexByte(src[:place], '[')
	if open < 1 || !subscripted(src[:open]) {
		return src, false
	}
	n := strings.IndexByte(src[open:], ']')
	if n < 0 || open+n < place || strings.ContainsAny(src[open+1:open+n], "\"'`$\\\n[") {
		return src, false
	}
	return src[:open+1] + `"` + src[open+1:open+n] + `"` + src[open+n:], true
}

// subscripted tells whether a [ behind this text begins a subscript: it
// follows a name, or it is an element of m=([k]=v).
func subscripted(before string) bool {
	c := before[len(before)-1]
	return c == '_' || 'a' <= c|32 && c|32 <= 'z' || '0' <= c && c <= '9' || strings.IndexByte("( \t\n", c) >= 0
}

// asWritten keeps a subscript with spaces as a text, so that m[a - b] has the
// key "a - b".
func asWritten(x *syntax.ArithmExpr, src string) {
	if *x == nil {
		return
	}
	if _, ok := (*x).(*syntax.Word); ok {
		return
	}
	s := src[(*x).Pos().Offset():(*x).End().Offset()]
	if strings.ContainsAny(s, " \t") && !strings.ContainsAny(s, "$`\"'\\\n") {
		*x = &syntax.Word{Parts: []syntax.WordPart{&syntax.Lit{ValuePos: (*x).Pos(), ValueEnd: (*x).End(), Value: s}}}
	}
}

func (m *Machine) syntaxError(err error) error {
	e := &SyntaxError{ID: "console.syntax", Detail: err.Error(), Text: m.Text}
	var parse syntax.ParseError
	var lang syntax.LangError
	switch {
	case errors.As(err, &parse):
		e.Line, e.Column, e.Detail = int(parse.Pos.Line()), int(parse.Pos.Col()), parse.Text
	case errors.As(err, &lang):
		e.Line, e.Column = int(lang.Pos.Line()), int(lang.Pos.Col())
	}
	return e
}

// nesting is how deep brackets lie in each other at most. It
// reads no grammar; it keeps the parser's and our own recursion far from the
// end of the stack.
func nesting(src string) int {
	deep, most := 0, 0
	for i := 0; i < len(src); i++ {
		switch src[i] {
		case '(', '{', '[':
			if deep++; deep > most {
				most = deep
			}
		case ')', '}', ']':
			if deep > 0 {
				deep--
			}
		}
	}
	return most
}

// refuse finds what bash has and the lab's shell has not: whatever would run
// beside the line instead of in it. On the same walk it sees to subscripts.
func (m *Machine) refuse(f *syntax.File, src string) error {
	var found error
	at := func(n syntax.Node, id string) {
		if found == nil {
			found = &SyntaxError{Line: int(n.Pos().Line()), Column: int(n.Pos().Col()), ID: id, Text: m.Text}
		}
	}
	syntax.Walk(f, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Stmt:
			if n.Background || n.Disown {
				at(n, "console.refused.background")
			}
		case *syntax.CoprocClause:
			at(n, "console.refused.coproc")
		case *syntax.ProcSubst:
			if n.Op != syntax.CmdIn {
				at(n, "console.refused.process-output")
			}
		case *syntax.ForClause:
			if n.Select {
				at(n, "console.refused.select")
			}
		case *syntax.ParamExp:
			asWritten(&n.Index, src)
		case *syntax.Assign:
			asWritten(&n.Index, src)
		case *syntax.ArrayElem:
			asWritten(&n.Index, src)
		}
		return found == nil
	})
	return found
}

// Incomplete tells whether a text is the beginning of a longer command: an
// open quote or bracket, a here-document without its end, a trailing
// backslash or pipe, an if without its fi.
func Incomplete(src string) bool {
	if len(src) > MaxSource || nesting(src) > MaxNesting {
		return false
	}
	if !strings.HasSuffix(src, "\n") {
		src += "\n"
	}
	if strings.HasSuffix(src, "\\\n") && !strings.HasSuffix(src, "\\\\\n") {
		return true
	}
	_, err := syntax.NewParser().Parse(strings.NewReader(src), "")
	// The parser calls an open here-document with a quoted delimiter complete.
	return err != nil && (syntax.IsIncomplete(err) || strings.Contains(err.Error(), "unclosed here-document"))
}
