package shell

import (
	"io"
	"maps"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/desk"
	"skylab/text"
)

// call runs a simple command: its words are expanded first, then come its
// redirections, then it runs.
func (r *run) call(c *syntax.CallExpr, redirs []*syntax.Redirect) {
	if len(c.Args) > 0 && len(r.st.aliases) > 0 {
		if body, ok := r.aliased(c); ok {
			r.st.status = r.with(redirs, func() { r.alias(c, body) })
			return
		}
	}
	r.substituted = false
	before := r.st.status
	words, ok := r.fields(c.Args)
	if !ok {
		return
	}
	if len(words) == 1 && words[0] == "exec" && len(redirs) > 0 {
		r.st.status = truth(r.redirect(redirs)) // they stay for the rest of the line
		return
	}
	if len(words) == 0 {
		if !r.substituted {
			r.st.status = 0
		}
		r.st.status = r.with(redirs, func() { r.bare(c, before) })
		return
	}
	r.st.status = r.with(redirs, func() {
		if r.st.options.xtrace && len(c.Assigns) == 0 {
			r.trace(words)
		}
		if len(c.Assigns) > 0 {
			r.withVariables(c, words)
		} else {
			r.execute(words)
		}
	})
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
	defer func(last string) { r.st.last = last }(words[len(words)-1])
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
	if id := r.Absent(name); id != "" {
		io.WriteString(r.stderr(), r.Text.Say(id, "name", name)+"\n")
		return
	}
	if near := text.Nearest(name, r.Names); near != "" {
		io.WriteString(r.stderr(), r.Text.Say("console.nearest", "name", near)+"\n")
	}
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

// aliased is the text of the alias that a command begins with.
func (r *run) aliased(c *syntax.CallExpr) (string, bool) {
	name := c.Args[0].Lit()
	body, ok := r.st.aliases[name]
	return body, ok && !r.expanding[name]
}

// alias runs a command whose first word is an alias. The text of the alias is
// read as source, with the other words behind it.
func (r *run) alias(c *syntax.CallExpr, body string) {
	name := c.Args[0].Lit()
	var b strings.Builder
	for _, part := range []*syntax.CallExpr{{Assigns: c.Assigns}, {Args: c.Args[1:]}} {
		if len(part.Assigns)+len(part.Args) > 0 {
			if err := syntax.NewPrinter().Print(&b, part); err != nil {
				r.errorf("%s: %v", name, err)
				r.st.status = 1
				return
			}
		}
		if part.Args == nil {
			b.WriteString(" " + body + " ")
		}
	}
	r.spend(b.Len()/16 + 4)
	stmts, err := r.parse(b.String())
	if err != nil {
		r.cutOrPrint(err)
		r.st.status = 2
		return
	}
	old := r.expanding
	r.expanding = maps.Clone(old)
	if r.expanding == nil {
		r.expanding = map[string]bool{}
	}
	r.expanding[name] = true
	r.stmts(stmts)
	r.expanding = old
}
