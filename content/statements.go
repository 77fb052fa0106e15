package content

import (
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// Script is bash taken apart into its statements.
type Script struct {
	Top  []string // the source of each statement at the top, here-documents included
	Line []int    // the line of each, from 0
	body string
}

// Statements takes a script apart; the error is the parser's.
func Statements(body string) (*Script, error) {
	f, err := ParseShell(body)
	if err != nil {
		return nil, err
	}
	s := &Script{body: body}
	for _, st := range f.Stmts {
		s.Top = append(s.Top, source(st))
		s.Line = append(s.Line, int(st.Pos().Line())-1)
	}
	return s, nil
}

// source prints one statement as a script of its own.
func source(st *syntax.Stmt) string {
	return PrintShell(&syntax.File{Stmts: []*syntax.Stmt{st}})
}

// Mutant is a script that lacks one statement.
type Mutant struct {
	Top      int    // which statement at the top it differs in
	Instead  string // what stands there now; empty when the whole statement is gone
	Left     string // the statement left out
	Line     int    // where that stood, from 0
	Column   int    // from 1, in characters
	Keep     string // the reason of a "# keep: reason" comment; empty without one
	Marked   bool   // there is a keep comment, perhaps without a reason
	Nested   bool   // it stood inside a loop, a function, a condition
	Watching bool   // it waits: sleep, or aws … wait
}

// Mutants leaves out one statement at a time: every one of the tree outside
// $(…), with its here-document.
func Mutants(body string) ([]Mutant, error) {
	f, err := ParseShell(body)
	if err != nil {
		return nil, err
	}
	var list []Mutant
	for i, top := range f.Stmts {
		list = append(list, mutantOf(body, i, top, ""))
		walkLists(top, func(stmts *[]*syntax.Stmt) {
			whole := *stmts
			for j, st := range whole {
				*stmts = slices.Delete(slices.Clone(whole), j, j+1)
				if len(*stmts) == 0 {
					*stmts = []*syntax.Stmt{colon()}
				}
				m := mutantOf(body, i, st, source(top))
				m.Nested = true
				list = append(list, m)
			}
			*stmts = whole
		})
	}
	return list, nil
}

func mutantOf(body string, top int, left *syntax.Stmt, instead string) Mutant {
	m := Mutant{Top: top, Instead: instead, Left: source(left), Line: int(left.Pos().Line()) - 1, Watching: waits(left)}
	m.Column = 1
	if lines := strings.Split(body, "\n"); m.Line < len(lines) {
		m.Column = len([]rune(lines[m.Line][:min(int(left.Pos().Col())-1, len(lines[m.Line]))])) + 1
	}
	for _, c := range left.Comments {
		if reason, ok := strings.CutPrefix(strings.TrimSpace(c.Text), "keep:"); ok {
			m.Marked, m.Keep = true, strings.TrimSpace(reason)
		}
	}
	return m
}

// colon is the command that does nothing, for a list that may not be empty.
func colon() *syntax.Stmt {
	word := &syntax.Word{Parts: []syntax.WordPart{&syntax.Lit{Value: ":"}}}
	return &syntax.Stmt{Cmd: &syntax.CallExpr{Args: []*syntax.Word{word}}}
}

// walkLists calls f with every list of statements below a statement.
func walkLists(st *syntax.Stmt, f func(*[]*syntax.Stmt)) {
	syntax.Walk(st, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Block:
			f(&n.Stmts)
		case *syntax.Subshell:
			f(&n.Stmts)
		case *syntax.WhileClause:
			f(&n.Do)
		case *syntax.ForClause:
			f(&n.Do)
		case *syntax.IfClause:
			f(&n.Then)
		case *syntax.CaseItem:
			f(&n.Stmts)
		case *syntax.CmdSubst, *syntax.ProcSubst:
			return false // an assignment's $(…) goes with it
		}
		return true
	})
}

// Commands lists the simple commands of a script by their literal words: the
// name first, and "" for a word that is not literal. Those inside $(…) too.
func Commands(body string) [][]string {
	f, err := ParseShell(body)
	if err != nil {
		return nil
	}
	return commandsIn(f)
}

func commandsIn(n syntax.Node) [][]string {
	var list [][]string
	syntax.Walk(n, func(n syntax.Node) bool {
		c, ok := n.(*syntax.CallExpr)
		if !ok || len(c.Args) == 0 {
			return true
		}
		words := make([]string, len(c.Args))
		for i, w := range c.Args {
			words[i] = w.Lit()
		}
		list = append(list, words)
		return true
	})
	return list
}

func waits(n syntax.Node) bool {
	return slices.ContainsFunc(commandsIn(n), func(words []string) bool {
		return words[0] == "sleep" || words[0] == "aws" && len(words) > 2 && words[2] == "wait"
	})
}

// Assigned lists the names of the variables that a script sets, each once.
func Assigned(body string) []string {
	f, err := ParseShell(body)
	if err != nil {
		return nil
	}
	var list []string
	add := func(name string) {
		if name != "" && !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	syntax.Walk(f, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Assign:
			if n.Name != nil {
				add(n.Name.Value)
			}
		case *syntax.WordIter:
			add(n.Name.Value)
		case *syntax.CallExpr:
			if len(n.Args) > 1 && n.Args[0].Lit() == "read" {
				for _, w := range n.Args[1:] {
					if name := w.Lit(); syntax.ValidName(name) {
						add(name)
					}
				}
			}
		}
		return true
	})
	return list
}

// Reached lists the names of the commands that a script runs, also those that
// it runs through functions which the prelude (or itself) declares.
func Reached(body, prelude string) []string {
	functions := functionsOf(prelude + "\n" + body)
	var list []string
	pending := []string{body}
	for len(pending) > 0 {
		script := pending[0]
		pending = pending[1:]
		for _, words := range Commands(script) {
			if slices.Contains(list, words[0]) {
				continue
			}
			list = append(list, words[0])
			if f, ok := functions[words[0]]; ok {
				pending = append(pending, f)
			}
		}
	}
	return list
}

func functionsOf(body string) map[string]string {
	f, err := ParseShell(body)
	if err != nil {
		return nil
	}
	m := map[string]string{}
	syntax.Walk(f, func(n syntax.Node) bool {
		if d, ok := n.(*syntax.FuncDecl); ok {
			m[d.Name.Value] = PrintShell(d.Body)
		}
		return true
	})
	return m
}

// Waits tells whether a script lets virtual time pass on purpose: sleep, or
// aws … wait.
func Waits(body string) bool {
	f, err := ParseShell(body)
	return err == nil && waits(f)
}

// Declares is the name of the function that a script of one statement declares,
// or empty.
func Declares(statement string) string {
	f, err := ParseShell(statement)
	if err != nil || len(f.Stmts) != 1 {
		return ""
	}
	if d, ok := f.Stmts[0].Cmd.(*syntax.FuncDecl); ok {
		return d.Name.Value
	}
	return ""
}
