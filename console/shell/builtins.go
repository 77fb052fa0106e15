package shell

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/files"
)

// builtin finds what the shell itself does; nil when the name is none of its
// own.
func builtin(name string) func(*run, []string) int {
	switch name {
	case ":", "true":
		return func(*run, []string) int { return 0 }
	case "false":
		return func(*run, []string) int { return 1 }
	case "echo":
		return (*run).echo
	case "printf":
		return (*run).printf
	case "test", "[":
		return func(r *run, args []string) int { return r.test(name, args) }
	case "read":
		return (*run).read
	case "mapfile", "readarray":
		return (*run).mapfile
	case "cd":
		return (*run).cd
	case "pwd":
		return (*run).pwd
	case "pushd", "popd", "dirs":
		return func(r *run, args []string) int { return r.stack(name, args) }
	case "set":
		return (*run).setOptions
	case "shopt":
		return (*run).shopt
	case "unset":
		return (*run).unset
	case "shift":
		return (*run).shift
	case "declare", "typeset", "local", "export", "readonly":
		return func(r *run, args []string) int { return r.declareWords(name, args) }
	case "eval":
		return (*run).eval
	case "source", ".":
		return (*run).source1
	case "bash", "sh":
		return func(r *run, args []string) int { return r.child(name, args) }
	case "exit":
		return (*run).exit
	case "return":
		return (*run).leave
	case "break", "continue":
		return func(r *run, args []string) int { return r.jump(name, args) }
	case "let":
		return (*run).let
	case "getopts":
		return (*run).getopts
	case "alias":
		return (*run).aliases
	case "unalias":
		return (*run).unalias
	case "type", "which", "command", "builtin", "hash":
		return func(r *run, args []string) int { return r.about(name, args) }
	case "history":
		return (*run).history
	case "pick":
		return (*run).pick
	case "umask":
		return (*run).umask
	case "wait", "jobs":
		return func(*run, []string) int { return 0 }
	case "times":
		return (*run).times
	case "trap", "exec", "ulimit", "kill", "bg", "fg", "disown", "suspend", "enable", "logout", "caller", "bind", "complete", "compgen", "fc", "coproc":
		return func(r *run, args []string) int { return r.refused(name) }
	}
	return nil
}

// Builtins lists the names that the shell itself answers, sorted.
func Builtins() []string {
	return []string{
		".", ":", "[", "alias", "bash", "break", "builtin", "cd", "command", "continue", "declare", "dirs", "echo",
		"eval", "exit", "export", "false", "getopts", "hash", "history", "jobs", "let", "local", "mapfile", "pick",
		"popd", "printf", "pushd", "pwd", "read", "readarray", "readonly", "return", "set", "sh", "shift", "shopt",
		"source", "test", "times", "true", "type", "typeset", "umask", "unalias", "unset", "wait", "which",
	}
}

// usage prints what is wrong with the arguments of a built-in.
func (r *run) usage(name, format string, args ...any) int {
	r.errorf(name+": "+format, args...)
	return 2
}

func (r *run) refused(name string) int {
	r.errorf("%s: %s", name, r.Text.Say("console.refused.builtin"))
	return 1
}

func (r *run) echo(args []string) int {
	newline, escapes := true, false
	for len(args) > 0 && len(args[0]) > 1 && args[0][0] == '-' && strings.Trim(args[0][1:], "neE") == "" {
		for _, c := range args[0][1:] {
			switch c {
			case 'n':
				newline = false
			default:
				escapes = c == 'e'
			}
		}
		args = args[1:]
	}
	n := 1
	for _, a := range args {
		n += len(a) + 1
	}
	out := make([]byte, 0, n)
	for i, a := range args {
		if i > 0 {
			out = append(out, ' ')
		}
		if escapes {
			a = unescape(a, echoE)
			if cut, _, ended := strings.Cut(a, end); ended {
				out, newline = append(out, cut...), false
				break
			}
		}
		out = append(out, a...)
	}
	if newline {
		out = append(out, '\n')
	}
	return r.write("echo", out)
}

// write prints and reports a full disk as bash does.
func (r *run) write(name string, out []byte) int {
	if _, err := r.stdout().Write(out); err != nil {
		r.errorf("%s: write error: %s", name, files.Why(err))
		return 1
	}
	return 0
}

func (r *run) setOptions(args []string) int {
	if len(args) == 0 {
		r.spend(4 * len(r.st.global.vars))
		for _, line := range r.st.assignments() {
			fmt.Fprintln(r.stdout(), line)
		}
		return 0
	}
	for i := 0; i < len(args); i++ {
		a := args[i]
		if len(a) < 2 || a[0] != '-' && a[0] != '+' {
			if a == "-" {
				r.st.options.xtrace = false
				i++
			}
			if i < len(args) {
				r.st.params = slices.Clone(args[i:])
			}
			return 0
		}
		if a == "--" {
			r.st.params = slices.Clone(args[i+1:])
			return 0
		}
		for _, c := range a[1:] {
			if c == 'o' {
				if i+1 == len(args) {
					r.listOptions()
					return 0
				}
				i++
				if !r.option(args[i], a[0] == '-') {
					return r.usage("set", "%s: invalid option name", args[i])
				}
				continue
			}
			name, ok := optionLetters[c]
			if !ok || !r.option(name, a[0] == '-') {
				return r.usage("set", "-%c: invalid option", c)
			}
		}
	}
	return 0
}

var optionLetters = map[rune]string{
	'a': "allexport", 'e': "errexit", 'f': "noglob", 'u': "nounset", 'x': "xtrace", 'C': "noclobber",
	'h': "hashall", 'B': "braceexpand", 'm': "monitor", 'E': "errtrace", 'T': "functrace", 'b': "notify",
}

// option finds a shell option by its long name. Those that mean nothing here
// are taken and forgotten.
func (r *run) option(name string, on bool) bool {
	o := &r.st.options
	switch name {
	case "hashall", "braceexpand", "errtrace", "functrace", "notify", "emacs", "vi", "history", "interactive-comments", "physical", "posix", "monitor", "histexpand":
		return true
	}
	if p := o.byName(name); p != nil {
		*p = on
		return true
	}
	return false
}

func (o *options) byName(name string) *bool {
	switch name {
	case "allexport":
		return &o.allexport
	case "errexit":
		return &o.errexit
	case "noglob":
		return &o.noglob
	case "nounset":
		return &o.nounset
	case "xtrace":
		return &o.xtrace
	case "pipefail":
		return &o.pipefail
	case "noclobber":
		return &o.noclobber
	}
	return nil
}

func (r *run) listOptions() {
	for _, name := range []string{"allexport", "errexit", "noclobber", "noglob", "nounset", "pipefail", "xtrace"} {
		fmt.Fprintf(r.stdout(), "%-15s\t%s\n", name, onOff(*r.st.options.byName(name)))
	}
}

func onOff(b bool) string {
	if b {
		return "on"
	}
	return "off"
}

func (o *options) shopt(name string) *bool {
	switch name {
	case "nullglob":
		return &o.nullglob
	case "dotglob":
		return &o.dotglob
	case "extglob":
		return &o.extglob
	case "globstar":
		return &o.globstar
	case "nocaseglob":
		return &o.nocaseglob
	case "nocasematch":
		return &o.nocasematch
	}
	return nil
}

func (r *run) shopt(args []string) int {
	mode, status := "", 0
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		switch args[0] {
		case "-s", "-u", "-q", "-p":
			mode = args[0]
		default:
			return r.usage("shopt", "%s: invalid option", args[0])
		}
		args = args[1:]
	}
	if len(args) == 0 {
		args = []string{"dotglob", "extglob", "globstar", "nocaseglob", "nocasematch", "nullglob"}
	}
	for _, name := range args {
		p := r.st.options.shopt(name)
		switch {
		case p == nil && (name == "expand_aliases" || name == "checkwinsize" || name == "lastpipe" || name == "inherit_errexit" || name == "failglob"):
		case p == nil:
			r.errorf("shopt: %s: invalid shell option name", name)
			status = 1
		case mode == "-s" || mode == "-u":
			*p = mode == "-s"
		case mode == "-q":
			status |= truth(*p)
		default:
			fmt.Fprintf(r.stdout(), "%-15s\t%s\n", name, onOff(*p))
		}
	}
	return status
}

func (r *run) unset(args []string) int {
	funcs, vars, reference, status := false, false, false, 0
	for len(args) > 0 && len(args[0]) > 1 && args[0][0] == '-' {
		switch args[0] {
		case "-f":
			funcs = true
		case "-v":
			vars = true
		case "-n":
			reference = true
		default:
			return r.usage("unset", "%s: invalid option", args[0])
		}
		args = args[1:]
	}
	for _, name := range args {
		if base, index, ok := cutSubscript(name); ok {
			status |= r.unsetElement(base, index)
			continue
		}
		if !reference {
			name = r.st.resolve(name)
		}
		v, declared := r.st.lookup(name)
		switch {
		case v.ReadOnly && !funcs:
			r.errorf("unset: %s: cannot unset: readonly variable", name)
			status = 1
		case declared && !funcs:
			r.st.remove(name)
		case !vars && r.st.funcs[name] != nil:
			r.st.undefine(name)
		}
	}
	return status
}

func (r *run) unsetElement(name, index string) int {
	v, ok := r.st.lookup(r.st.resolve(name))
	if !ok {
		return 0
	}
	if index == "@" || index == "*" {
		r.st.remove(name)
		return 0
	}
	switch v.Kind {
	case Associative:
		v.assoc = r.ownAssoc(v.assoc)
		v.assoc.unset(index)
	case Indexed:
		n, err := r.arithText(index)
		if n < 0 {
			n += int64(v.array.end())
		}
		if err != nil || n < 0 {
			r.errorf("unset: [%s]: bad array subscript", index)
			return 1
		}
		v.array = r.ownArray(v.array)
		v.array.unset(int(n))
	default:
		r.errorf("unset: %s: not an array variable", name)
		return 1
	}
	r.store(r.st.resolve(name), v)
	return 0
}

func (r *run) shift(args []string) int {
	n := 1
	if len(args) > 0 {
		var err error
		if n, err = strconv.Atoi(args[0]); err != nil || n < 0 {
			r.errorf("shift: %s: numeric argument required", args[0])
			return 1
		}
	}
	if n > len(r.st.params) {
		return 1
	}
	r.st.params = r.st.params[n:]
	return 0
}

// declareWords is declare and its like by words that were expanded already.
func (r *run) declareWords(name string, args []string) int {
	c := &syntax.DeclClause{Variant: &syntax.Lit{Value: name}}
	for _, a := range args {
		c.Args = append(c.Args, &syntax.Assign{Naked: true, Value: &syntax.Word{Parts: []syntax.WordPart{&syntax.SglQuoted{Value: a}}}})
	}
	r.declare(c)
	return r.st.status
}

func (r *run) let(args []string) int {
	status := 1
	for _, a := range args {
		n, err := r.arithNested(a)
		if err != nil {
			r.errorf("let: %v", err)
			return 1
		}
		status = truth(n != 0)
	}
	return status
}

func (r *run) umask(args []string) int {
	if len(args) == 0 {
		fmt.Fprintln(r.stdout(), "0022")
	}
	return 0
}

func (r *run) times([]string) int {
	fmt.Fprintln(r.stdout(), "0m0.000s 0m0.000s\n0m0.000s 0m0.000s")
	return 0
}

func (r *run) history(args []string) int {
	lines := r.Lines
	first := 0
	if len(args) > 0 {
		n, err := strconv.Atoi(args[0])
		if err != nil || n < 0 {
			return r.usage("history", "%s: numeric argument required", args[0])
		}
		first = max(0, len(lines)-n)
	}
	r.spend(len(lines) - first)
	for i := first; i < len(lines); i++ {
		fmt.Fprintf(r.stdout(), "%5d  %s\n", i+1, strings.TrimRight(lines[i], "\n"))
	}
	return 0
}
