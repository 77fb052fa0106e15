package shell

import (
	"fmt"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/files"
)

// run is one shell at work: the main one of a line, a subshell, or a shell on
// another host.
type run struct {
	*Machine
	st   *State
	host string
	fds  fds

	breaks, continues int  // enclosing loops still to leave, or to go on with
	returning         bool // from a function or a sourced file
	exiting           bool
	abandoned         bool // an error ends the whole line of source, as in bash
	lenient           bool // errexit does not count here: conditions, && and ||
	loops             int
	inside            int // functions, subshells and files that we are in
	sourcing          int
	calls             []string // functions running, innermost last
	substituted       bool     // a $(…) ran in the command being expanded
	line              int      // of the statement that runs
	expanding         map[string]bool
	nested            int  // $(…) that we are in, for set -x
	child             bool // another shell than the learner's own
}

// tree is the file tree of the host that this shell runs on.
func (r *run) tree() *files.Tree {
	t := r.Trees[r.host]
	if t == nil {
		_, t = r.Login(r.host)
		r.Trees[r.host] = t
	}
	return t
}

// top runs the statements of a line. An exit ends them.
func (r *run) top(list []*syntax.Stmt) {
	last := uint(0) // line of source that is given up
	for _, s := range list {
		if s.Position.Line() <= last {
			continue
		}
		r.stmt(s)
		r.breaks, r.continues = 0, 0
		if r.exiting {
			return
		}
		if r.abandoned {
			last = s.End().Line()
		}
		r.returning, r.abandoned = false, false
	}
}

func (r *run) stmts(list []*syntax.Stmt) {
	for _, s := range list {
		r.stmt(s)
		if r.leaving() {
			return
		}
	}
}

// leaving tells that the statements that follow are not to run.
func (r *run) leaving() bool {
	return r.exiting || r.abandoned || r.returning || r.breaks > 0 || r.continues > 0
}

func (r *run) stmt(s *syntax.Stmt) {
	r.spend(1)
	r.line = int(s.Position.Line())
	if c, ok := s.Cmd.(*syntax.CallExpr); ok {
		r.call(c, s.Redirs)
	} else if len(s.Redirs) > 0 {
		r.redirected(s)
	} else if s.Cmd != nil {
		r.command(s.Cmd, s)
	} else {
		r.st.status = 0
	}
	if s.Negated && !r.leaving() {
		r.st.status = truth(r.st.status != 0)
		return
	}
	r.checkError(s)
}

// checkError ends the shell after a failure under set -e, where it counts.
func (r *run) checkError(s *syntax.Stmt) {
	if r.st.status == 0 || !r.st.options.errexit && r.st.traps.err == "" || r.lenient || r.leaving() {
		return
	}
	switch c := s.Cmd.(type) {
	case *syntax.BinaryCmd:
		if c.Op == syntax.AndStmt || c.Op == syntax.OrStmt {
			return
		}
	case *syntax.IfClause, *syntax.WhileClause, *syntax.ForClause, *syntax.CaseClause, *syntax.Block:
		return // what failed inside has been judged there
	}
	r.onError()
	r.exiting = r.exiting || r.st.options.errexit
}

func (r *run) command(c syntax.Command, s *syntax.Stmt) {
	switch c := c.(type) {
	case *syntax.BinaryCmd:
		r.binary(c)
	case *syntax.Block:
		r.stmts(c.Stmts)
	case *syntax.Subshell:
		r.st.status = r.subshell(func(sub *run) { sub.stmts(c.Stmts) })
	case *syntax.IfClause:
		r.ifClause(c)
	case *syntax.WhileClause:
		r.while(c)
	case *syntax.ForClause:
		r.forClause(c)
	case *syntax.CaseClause:
		r.caseClause(c)
	case *syntax.TestClause:
		r.st.status = r.testClause(c)
	case *syntax.ArithmCmd:
		r.arithmetic("((", c.X)
	case *syntax.LetClause:
		for _, x := range c.Exprs {
			r.arithmetic("let", x)
		}
	case *syntax.DeclClause:
		r.declare(c)
	case *syntax.FuncDecl:
		r.define(c)
	case *syntax.TimeClause:
		r.timed(c)
	default:
		r.errorf("%T: not supported", c)
		r.st.status = 2
	}
}

// binary runs &&, || and pipes.
func (r *run) binary(c *syntax.BinaryCmd) {
	if c.Op == syntax.Pipe || c.Op == syntax.PipeAll {
		r.pipeline(c)
		return
	}
	r.unjudged(func() { r.stmt(c.X) })
	if r.leaving() || (r.st.status == 0) != (c.Op == syntax.AndStmt) {
		return
	}
	r.stmt(c.Y)
}

// unjudged runs what errexit does not look at.
func (r *run) unjudged(f func()) {
	old := r.lenient
	r.lenient = true
	f()
	r.lenient = old
}

// subshell runs f in a copy of this shell and gives its status. What it does
// to files and the world stays, what it does to variables does not.
func (r *run) subshell(f func(*run)) int {
	r.spend(3)
	sub := *r
	sub.st = r.st.fork()
	sub.st.depth++
	sub.st.traps = traps{}
	sub.enter()
	f(&sub)
	sub.atEnd()
	return sub.st.status
}

// enter counts depth; a run that goes too deep is cut off.
func (r *run) enter() {
	if r.inside++; r.inside > MaxDepth {
		r.stop(TooDeep, MaxDepth)
	}
}

// errorf prints an error as bash does.
func (r *run) errorf(format string, args ...any) {
	fmt.Fprintf(r.stderr(), "bash: "+format+"\n", args...)
}

func truth(b bool) int {
	if b {
		return 0
	}
	return 1
}
