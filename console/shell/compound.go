package shell

import (
	"fmt"

	"mvdan.cc/sh/v3/syntax"

	"skylab/simulators/cloud"
)

func (r *run) ifClause(c *syntax.IfClause) {
	for ; c != nil; c = c.Else {
		if len(c.Cond) > 0 { // the else has none
			r.unjudged(func() { r.stmts(c.Cond) })
			if r.leaving() {
				return
			}
			if r.st.status != 0 {
				continue
			}
		}
		r.stmts(c.Then) // its first command sees the status of the condition
		return
	}
	r.st.status = 0
}

// turn runs a loop's body once; false ends the loop.
func (r *run) turn(body []*syntax.Stmt) bool {
	r.spend(1)
	r.loops++
	r.stmts(body)
	r.loops--
	switch {
	case r.breaks > 0:
		r.breaks--
		return false
	case r.continues > 0:
		r.continues--
		return r.continues == 0
	}
	return !r.exiting && !r.returning && !r.abandoned
}

func (r *run) while(c *syntax.WhileClause) {
	status := 0
	for {
		r.loops++
		r.unjudged(func() { r.stmts(c.Cond) })
		r.loops--
		switch {
		case r.breaks > 0:
			r.breaks--
			r.st.status = 0
			return
		case r.leaving():
			return
		case (r.st.status == 0) == c.Until:
			r.st.status = status
			return
		}
		r.st.status = 0
		if !r.turn(c.Do) {
			return
		}
		status = r.st.status
	}
}

func (r *run) forClause(c *syntax.ForClause) {
	if loop, ok := c.Loop.(*syntax.CStyleLoop); ok {
		r.forArithmetic(loop, c.Do)
		return
	}
	loop := c.Loop.(*syntax.WordIter)
	items := r.st.params
	if loop.InPos.IsValid() {
		var ok bool
		if items, ok = r.fields(loop.Items); !ok {
			return
		}
	}
	r.st.status = 0
	for _, item := range items {
		r.traceNode("for ", &syntax.CallExpr{Args: append([]*syntax.Word{word(loop.Name.Value), word("in")}, loop.Items...)}, "")
		if !r.assign(loop.Name.Value, item) || !r.turn(c.Do) {
			return
		}
	}
}

func (r *run) forArithmetic(loop *syntax.CStyleLoop, body []*syntax.Stmt) {
	r.st.status = 0
	value := func(x syntax.ArithmExpr, absent int64) (int64, bool) {
		if x == nil {
			return absent, true
		}
		r.traceArith(x)
		n, err := r.arith(x)
		if err != nil {
			r.errorf("((: %v", err)
			r.st.status = 1
		}
		return n, err == nil
	}
	if _, ok := value(loop.Init, 0); !ok {
		return
	}
	for {
		r.spend(1)
		n, ok := value(loop.Cond, 1)
		if !ok || n == 0 || !r.turn(body) {
			return
		}
		if _, ok := value(loop.Post, 0); !ok {
			return
		}
	}
}

func (r *run) caseClause(c *syntax.CaseClause) {
	word, ok := r.word(c.Word)
	if !ok {
		return
	}
	r.traceNode("case ", c.Word, " in")
	r.st.status = 0
	through := false
	for _, item := range c.Items {
		if !through && !r.caseMatches(item, word) {
			continue
		}
		r.stmts(item.Stmts)
		switch item.Op {
		case syntax.Fallthrough:
			through = true
		case syntax.Resume:
			through = false
		default:
			return
		}
		if r.leaving() {
			return
		}
	}
}

func (r *run) caseMatches(item *syntax.CaseItem, word string) bool {
	for _, p := range item.Patterns {
		if g, ok := r.pattern(p, r.st.options.nocasematch); ok && r.matcher(r.st.options.nocasematch).Match(g, word) {
			return true
		}
	}
	return false
}

// arithmetic is ((…)) and let: true when the value is not 0.
func (r *run) arithmetic(name string, x syntax.ArithmExpr) {
	if name == "((" {
		r.traceArith(x)
	}
	n, err := r.arith(x)
	if err != nil {
		r.errorf("%s: %v", name, saying(x, err))
	}
	r.st.status = truth(err == nil && n != 0)
}

func (r *run) define(c *syntax.FuncDecl) {
	if c.Name == nil || c.Body == nil {
		r.errorf("syntax error: a function without a name")
		r.st.status = 2
		return
	}
	f := &function{name: c.Name.Value, body: c.Body, size: int(c.End().Offset() - c.Pos().Offset())}
	size := f.size
	for _, old := range r.st.funcs {
		size += old.size
	}
	if len(r.st.funcs) >= MaxFunctions || size > MaxDefinition {
		r.stop(TooManyNames, MaxFunctions)
	}
	r.st.define(f)
	r.st.status = 0
}

// callFunction runs a function with its own positional parameters and its own
// local variables.
func (r *run) callFunction(f *function, args []string) {
	oldParams, oldInside, oldLoops := r.st.params, r.inside, r.loops
	r.enter()
	r.st.params, r.loops = args, 0
	r.calls = append(r.calls[:len(r.calls):len(r.calls)], f.name)
	r.st.push()
	r.stmt(f.body)
	r.st.pop()
	r.calls = r.calls[:len(r.calls)-1]
	r.st.params, r.inside, r.loops = oldParams, oldInside, oldLoops
	r.returning = false
}

// timed is the keyword time: it tells virtual time, the only one there is.
func (r *run) timed(c *syntax.TimeClause) {
	begin := r.World.Cloud.Now
	r.st.status = 0
	if c.Stmt != nil {
		r.stmt(c.Stmt)
	}
	real := r.World.Cloud.Now - begin
	minutes, ms := real/cloud.Minute, real%cloud.Minute/cloud.Millisecond
	if c.PosixFormat {
		fmt.Fprintf(r.stderr(), "real %d.%02d\nuser 0.00\nsys 0.00\n", real/cloud.Second, real%cloud.Second/(10*cloud.Millisecond))
		return
	}
	fmt.Fprintf(r.stderr(), "\nreal\t%dm%d.%03ds\nuser\t0m0.000s\nsys\t0m0.000s\n", minutes, ms/1000, ms%1000)
}
