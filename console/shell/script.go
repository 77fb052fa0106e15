package shell

import (
	"slices"
	"strings"

	"skylab/console/files"
)

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
	return r.runScript(name, string(e.Data), args, true)
}

// runScript runs source as another bash process would.
func (r *run) runScript(name, src string, args []string, file bool) int {
	stmts, err := r.parse(src)
	if err != nil {
		r.cutOrPrint(err)
		return 2
	}
	sub := *r
	sub.st = r.st.inherit(name, args)
	if file {
		sub.st.source = name
	}
	sub.child = true
	sub.calls, sub.lenient, sub.loops, sub.sourcing = nil, false, 0, 0
	sub.enter()
	sub.top(stmts)
	sub.atEnd()
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
	for _, f := range st.funcs {
		if f.exported {
			c.define(f)
		}
	}
	c.mask = st.mask
	c.name, c.params = name, args
	return c
}
