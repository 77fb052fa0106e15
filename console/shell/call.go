package shell

import (
	"context"
	"io"
	"maps"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/desk"
	"skylab/console/files"
)

// call runs a simple command.
func (r *run) call(c *syntax.CallExpr) {
	if len(c.Args) > 0 && len(r.st.aliases) > 0 && r.alias(c) {
		return
	}
	r.substituted = false
	before := r.st.status
	words, ok := r.fields(c.Args)
	if !ok {
		return
	}
	if len(words) == 0 {
		if !r.substituted {
			r.st.status = 0
		}
		r.bare(c, before)
		return
	}
	if len(c.Assigns) > 0 {
		r.withVariables(c, words)
		return
	}
	if r.st.options.xtrace {
		r.trace(words)
	}
	r.execute(words)
}

// bare runs a command of assignments alone; $? inside them is the status
// before, and theirs is that of the last $(…).
func (r *run) bare(c *syntax.CallExpr, before int) {
	substituted := r.substituted
	status := r.st.status
	r.substituted, r.st.status = false, before
	if !r.assignments(c.Assigns) {
		if r.st.status == 0 || r.st.status == before {
			r.st.status = 1
		}
		r.abandoned = true
		return
	}
	switch {
	case r.substituted:
	case substituted:
		r.st.status = status
	default:
		r.st.status = 0
	}
}

// withVariables runs NAME=value command: the variables are exported and last
// as long as the command.
func (r *run) withVariables(c *syntax.CallExpr, words []string) {
	r.st.push()
	frames := len(r.st.frames)
	ok := true
	for _, a := range c.Assigns {
		ok = ok && r.assignNode(a, func(name string) (Variable, bool) {
			v, ok := r.st.lookup(name)
			if !a.Append && a.Index == nil {
				v = Variable{ReadOnly: v.ReadOnly}
			}
			return v, ok
		}, func(name string, v Variable) {
			v.Exported = true
			r.st.local(name, v)
			r.bounded()
		})
	}
	if ok {
		r.execute(words)
	} else {
		r.st.status = 1
	}
	if len(r.st.frames) == frames {
		r.st.pop()
	}
}

// execute runs a command by its words: a function, a built-in, a tool or a
// script in a file.
func (r *run) execute(words []string) {
	name := words[0]
	if f := r.st.funcs[name]; f != nil {
		r.callFunction(f, words[1:])
		return
	}
	r.st.status = r.command1(words)
}

// command1 is execute without functions.
func (r *run) command1(words []string) int {
	name := words[0]
	if b := builtin(name); b != nil {
		return b(r, words[1:])
	}
	if t := r.Tools[name]; t != nil {
		return r.tool(t, words)
	}
	if strings.Contains(name, "/") {
		return r.script(name, words[1:])
	}
	if name == "" {
		r.errorf(": command not found")
		return 127
	}
	r.notFound(name)
	return 127
}

// notFound says so in bash's words and, in the learner's language, which name
// was probably meant.
func (r *run) notFound(name string) {
	r.errorf("%s: command not found", name)
	if near := Nearest(name, r.Names); near != "" {
		io.WriteString(r.stderr(), r.Text.Say("console.nearest", "name", near)+"\n")
	}
}

// script runs a file of commands in a shell of its own that inherits what is
// exported.
func (r *run) script(name string, args []string) int {
	e, err := r.tree().Stat(r.path(name))
	switch {
	case err != nil:
		if base := name[strings.LastIndexByte(name, '/')+1:]; name == "/bin/"+base || name == "/usr/bin/"+base {
			if _, ok := slices.BinarySearch(r.Names, base); ok && base != "" {
				return r.command1(append([]string{base}, args...))
			}
		}
		r.errorf("%s: %s", name, files.Why(err))
		return 127
	case e.IsDir():
		r.errorf("%s: Is a directory", name)
		return 126
	case e.Mode&0o100 == 0:
		r.errorf("%s: Permission denied", name)
		return 126
	}
	return r.runScript(name, string(e.Data), args)
}

// runScript runs source as another bash process would.
func (r *run) runScript(name, src string, args []string) int {
	stmts, err := r.parse(src)
	if err != nil {
		r.cutOrPrint(err)
		return 2
	}
	sub := *r
	sub.st = r.st.inherit(name, args)
	sub.calls, sub.lenient, sub.loops, sub.sourcing = nil, false, 0, 0
	sub.enter()
	sub.top(stmts)
	return sub.st.status
}

// cutOrPrint passes a cut on and prints a syntax error.
func (r *run) cutOrPrint(err error) {
	if s, ok := err.(*Stopped); ok {
		panic(s)
	}
	r.errorf("%v", err)
}

// inherit is the shell that a child process starts with.
func (st *State) inherit(name string, args []string) *State {
	environ := map[string]string{}
	for n, v := range st.visible() {
		if v.Exported && v.Kind == Scalar && v.Set {
			environ[n] = v.Str
		}
	}
	c := NewState(st.dir, environ)
	c.name, c.params = name, args
	return c
}

// toolSteps is what calling a tool costs before it does anything.
const toolSteps = 8

// tool calls a tool with a desk of its own.
func (r *run) tool(t desk.Tool, words []string) int {
	r.spend(toolSteps)
	r.hurry()
	d := &desk.Desk{
		Name: words[0], World: r.World, Files: r.tree(), Host: r.host, Dir: r.st.dir,
		Stdin: r.stdin(), Stdout: r.stdout(), Stderr: r.stderr(),
		Text: r.Text, Region: r.Region, Shell: view{r}, Record: r.Record,
	}
	return t(r.ctx, d, words[1:]) & 255
}

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
	io.WriteString(r.stderr(), strings.Repeat("+", r.st.depth+1)+" "+strings.Join(quoted, " ")+"\n")
}

// alias runs a command whose first word is an alias. The text of the alias is
// read as source, with the other words behind it.
func (r *run) alias(c *syntax.CallExpr) bool {
	name := c.Args[0].Lit()
	body, ok := r.st.aliases[name]
	if !ok || name == "" || r.expanding[name] {
		return false
	}
	rest := &syntax.CallExpr{Args: c.Args[1:]}
	var b strings.Builder
	if len(c.Assigns) > 0 {
		if err := syntax.NewPrinter().Print(&b, &syntax.CallExpr{Assigns: c.Assigns}); err != nil {
			return false
		}
		b.WriteByte(' ')
	}
	b.WriteString(body + " ")
	if len(rest.Args) > 0 {
		if err := syntax.NewPrinter().Print(&b, rest); err != nil {
			return false
		}
	}
	r.spend(b.Len()/16 + 4)
	stmts, err := r.parse(b.String())
	if err != nil {
		r.cutOrPrint(err)
		r.st.status = 2
		return true
	}
	old := r.expanding
	r.expanding = maps.Clone(old)
	if r.expanding == nil {
		r.expanding = map[string]bool{}
	}
	r.expanding[name] = true
	r.stmts(stmts)
	r.expanding = old
	return true
}

// view is what tools see of the shell that runs them.
type view struct{ r *run }

// Var implements desk.Shell.
func (v view) Var(name string) (string, bool) { return v.r.st.Var(name) }

// Exported implements desk.Shell.
func (v view) Exported(name string) (string, bool) {
	x, ok := v.r.st.lookup(name)
	if !ok || !x.Exported {
		return "", false
	}
	return x.first()
}

// Environ implements desk.Shell.
func (v view) Environ() []string {
	var list []string
	for name, x := range v.r.st.visible() {
		if x.Exported && x.Set && x.Kind == Scalar {
			list = append(list, name+"="+x.Str)
		}
	}
	slices.Sort(list)
	return list
}

// RunOn implements desk.Shell.
func (v view) RunOn(ctx context.Context, host, script string, in io.Reader, out, err io.Writer) int {
	sub := *v.r
	sub.host = host
	st, tree := v.r.Login(host)
	if sub.Trees[host] == nil {
		sub.Trees[host] = tree
	}
	sub.st = st
	sub.fds = fds{}
	sub.fds[0], sub.fds[1], sub.fds[2] = fd{r: asInput(in)}, fd{w: out}, fd{w: err}
	sub.calls, sub.lenient, sub.loops, sub.sourcing = nil, false, 0, 0
	sub.enter()
	stmts, perr := sub.parse(script)
	if perr != nil {
		sub.cutOrPrint(perr)
		return 2
	}
	sub.top(stmts)
	return sub.st.status
}

func asInput(in io.Reader) *input {
	if i, ok := in.(*input); ok {
		return i
	}
	return newInput(in)
}

// Call implements desk.Shell.
func (v view) Call(ctx context.Context, words []string, in io.Reader, out, err io.Writer) int {
	return v.r.subshell(func(sub *run) {
		sub.fds[0], sub.fds[1], sub.fds[2] = fd{r: asInput(in)}, fd{w: out}, fd{w: err}
		sub.spend(1)
		sub.st.status = sub.command1(words)
	})
}

// CallWith implements desk.Shell.
func (v view) CallWith(ctx context.Context, environ []string, words []string, in io.Reader, out, err io.Writer) int {
	sub := *v.r
	sub.st = v.r.st.inherit(v.r.st.name, nil)
	for name, x := range sub.st.visible() {
		if x.Exported {
			sub.st.remove(name)
		}
	}
	for _, kv := range environ {
		name, value, _ := strings.Cut(kv, "=")
		sub.st.put(name, Variable{Set: true, Exported: true, Str: value})
	}
	sub.fds[0], sub.fds[1], sub.fds[2] = fd{r: asInput(in)}, fd{w: out}, fd{w: err}
	sub.enter()
	sub.spend(1)
	return sub.command1(words)
}

// Tools implements desk.Shell.
func (v view) Tools() []string { return v.r.Names }

// History implements desk.Shell.
func (v view) History() []string { return v.r.Lines }

// Spend implements desk.Shell.
func (v view) Spend(n int) bool { v.r.spend(n); return true }

// Watch implements desk.Watcher.
func (v view) Watch() { v.r.watch() }
