package shell

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"
)

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
	sub.host, sub.child = host, true
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

// Waited implements desk.Patient.
func (v view) Waited(d time.Duration) { v.r.Machine.Waited(d) }

// Watch implements desk.Watcher.
func (v view) Watch() { v.r.watch() }
