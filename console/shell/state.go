package shell

import (
	"io/fs"
	"maps"
	"slices"

	"mvdan.cc/sh/v3/syntax"
)

// State is what a shell remembers from line to line: variables, functions,
// aliases, options, positional parameters, working folder. A State that a
// moment keeps is only read and forked.
type State struct {
	owner   *owner
	global  *scope
	frames  []*scope // of the functions that run, innermost last
	bytes   int      // of all variables
	funcs   map[string]*function
	aliases map[string]string
	options options
	params  []string
	name    string // $0
	dir     string
	dirs    []string // pushd's stack, without the working folder
	status  int
	pipe    []int // PIPESTATUS
	optWord int   // getopts: place inside the current word
	depth   int   // of subshells
	traps   traps
	last    string // $_
	source  string // the script that runs, for BASH_SOURCE
	mask    fs.FileMode
}

type scope struct {
	owner *owner
	vars  map[string]Variable
}

type function struct {
	name string
	body *syntax.Stmt
	size int // bytes of source

	exported bool // a child shell has it too
}

type options struct {
	errexit, nounset, xtrace, pipefail, noglob, allexport, noclobber bool
	nullglob, dotglob, extglob, globstar, nocaseglob, nocasematch    bool
	failglob                                                         bool
	inherit                                                          bool // errexit goes on in $(…)
}

// NewState is a fresh shell that stands in dir with these variables exported.
func NewState(dir string, environ map[string]string) *State {
	o := new(owner)
	st := &State{owner: o, global: &scope{o, map[string]Variable{}}, name: "bash", dir: dir, optWord: 1, mask: 0o022}
	for _, name := range slices.Sorted(maps.Keys(environ)) {
		st.put(name, Variable{Set: true, Exported: true, Str: environ[name]})
	}
	st.put("IFS", Variable{Set: true, Str: " \t\n"})
	st.put("OPTIND", Variable{Set: true, Str: "1"})
	st.put("PWD", Variable{Set: true, Exported: true, Str: dir})
	return st
}

// fork is a copy that may be written to; the two share what neither writes.
func (st *State) fork() *State {
	c := *st
	c.owner = new(owner)
	c.frames = slices.Clip(c.frames)
	return &c
}

// Dir is the working folder.
func (st *State) Dir() string { return st.dir }

// Var is a variable's value and whether it is set.
func (st *State) Var(name string) (string, bool) {
	v, _ := st.lookup(name)
	return v.first()
}

// Names lists the variables that are set, sorted.
func (st *State) Names() []string {
	var names []string
	for name, v := range st.visible() {
		if v.isSet() || v.array.len() > 0 || v.assoc != nil {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// Functions lists the functions and aliases, sorted.
func (st *State) Functions() []string {
	return slices.Sorted(maps.Keys(st.funcs))
}

// Aliases lists the aliases, sorted.
func (st *State) Aliases() []string { return slices.Sorted(maps.Keys(st.aliases)) }

// visible is every variable by name, the innermost of each.
func (st *State) visible() map[string]Variable {
	all := maps.Clone(st.global.vars)
	for _, f := range st.frames {
		maps.Copy(all, f.vars)
	}
	return all
}

// lookup finds the innermost variable of a name, declared or set.
func (st *State) lookup(name string) (Variable, bool) {
	for i := len(st.frames) - 1; i >= 0; i-- {
		if v, ok := st.frames[i].vars[name]; ok {
			return v, true
		}
	}
	v, ok := st.global.vars[name]
	return v, ok
}

// resolve follows declare -n to the name that is meant.
func (st *State) resolve(name string) string {
	for range 8 {
		v, ok := st.lookup(name)
		if !ok || v.Kind != Reference || v.Str == "" {
			return name
		}
		name = v.Str
	}
	return name
}

// home is the scope that a write to name goes to: where it is declared, else
// the global one.
func (st *State) home(name string) **scope {
	for i := len(st.frames) - 1; i >= 0; i-- {
		if _, ok := st.frames[i].vars[name]; ok {
			st.ownFrames()
			return &st.frames[i]
		}
	}
	return &st.global
}

// ownFrames makes the list of frames this state's own before a frame in it is
// replaced.
func (st *State) ownFrames() {
	if n := len(st.frames); n > 0 && st.frames[n-1].owner != st.owner {
		st.frames = slices.Clone(st.frames)
	}
}

func (st *State) own(at **scope) *scope {
	if (*at).owner != st.owner {
		*at = &scope{st.owner, maps.Clone((*at).vars)}
	}
	return *at
}

// put writes a variable where it lives.
func (st *State) put(name string, v Variable) { st.putIn(st.home(name), name, v) }

func (st *State) putIn(at **scope, name string, v Variable) {
	s := st.own(at)
	if old, ok := s.vars[name]; ok {
		st.bytes -= old.bytes()
	} else {
		st.bytes += len(name)
	}
	st.bytes += v.bytes()
	s.vars[name] = v
}

// local writes a variable of the innermost function.
func (st *State) local(name string, v Variable) {
	if len(st.frames) == 0 {
		st.put(name, v)
		return
	}
	st.ownFrames()
	st.putIn(&st.frames[len(st.frames)-1], name, v)
}

// remove unsets a variable. A function's own stays declared, so that it goes
// on hiding the outer one, as in bash.
func (st *State) remove(name string) {
	at := st.home(name)
	old, ok := (*at).vars[name]
	if !ok {
		return
	}
	if at != &st.global {
		st.putIn(at, name, Variable{})
		return
	}
	s := st.own(at)
	st.bytes -= old.bytes() + len(name)
	delete(s.vars, name)
}

func (st *State) push() {
	st.frames = append(slices.Clip(st.frames), &scope{st.owner, map[string]Variable{}})
}

func (st *State) pop() {
	last := st.frames[len(st.frames)-1]
	for name, v := range last.vars {
		st.bytes -= v.bytes() + len(name)
	}
	st.frames = st.frames[:len(st.frames)-1]
}

// define keeps a function. The map is copied: functions are few and change
// seldom.
func (st *State) define(f *function) {
	st.funcs = maps.Clone(st.funcs)
	if st.funcs == nil {
		st.funcs = map[string]*function{}
	}
	st.funcs[f.name] = f
}

func (st *State) undefine(name string) {
	st.funcs = maps.Clone(st.funcs)
	delete(st.funcs, name)
}

// Status is $?.
func (st *State) Status() int { return st.status }
