package shell

import (
	"strings"

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
		return func(r *run, args []string) int { return r.source1(name, args) }
	case "bash", "sh":
		return func(r *run, args []string) int { return r.child1(name, args) }
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
	case "trap":
		return (*run).trap
	case "exec":
		return (*run).exec
	case "ulimit", "kill", "bg", "fg", "disown", "suspend", "enable", "logout", "caller", "bind", "complete", "compgen", "fc", "coproc":
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
		"source", "test", "times", "trap", "true", "type", "typeset", "umask", "unalias", "unset", "wait", "which",
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
