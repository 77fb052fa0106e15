package shell

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/files"
)

func (r *run) eval(args []string) int {
	r.spend(8)
	stmts, err := r.parse(strings.Join(args, " "))
	if err != nil {
		r.cutOrPrint(err)
		return 2
	}
	old := r.inside
	r.enter()
	if len(stmts) == 0 {
		r.st.status = 0
	}
	r.stmts(stmts)
	r.inside = old
	return r.st.status
}

// source1 runs a file of commands in this shell.
func (r *run) source1(name string, args []string) int {
	if len(args) == 0 {
		return r.usage(name, "filename argument required")
	}
	data, err := r.tree().Read(r.path(args[0]))
	if err != nil {
		r.errorf("%s: %s", args[0], files.Why(err))
		return 1
	}
	stmts, err := r.parse(string(data))
	if err != nil {
		r.cutOrPrint(err)
		return 2
	}
	oldParams, oldInside, oldSourcing := r.st.params, r.inside, r.sourcing
	r.enter()
	r.sourcing++
	if len(args) > 1 {
		r.st.params = args[1:]
	}
	if len(stmts) == 0 {
		r.st.status = 0
	}
	r.stmts(stmts)
	if len(args) > 1 {
		r.st.params = oldParams
	}
	r.inside, r.sourcing, r.returning = oldInside, oldSourcing, false
	return r.st.status
}

// child is bash itself: a script in a shell of its own.
func (r *run) child1(name string, args []string) int {
	var flags []string
	asked := map[string]bool{} // what is no option of set
	for len(args) > 0 && len(args[0]) > 1 && (args[0][0] == '-' || args[0][0] == '+') && args[0] != "-c" {
		switch a := args[0]; a {
		case "--version":
			fmt.Fprintln(r.stdout(), "GNU bash, version 5.2.15(1)-skylab (in memory)")
			return 0
		case "-s", "-n", "-i", "-l", "--login", "--norc", "--noprofile", "--posix":
			asked[a] = true
		case "-o", "+o":
			if len(args) < 2 {
				return r.usage(name, "%s: option requires an argument", a)
			}
			flags, args = append(flags, a, args[1]), args[1:]
		default:
			if len(a) > 2 && strings.HasSuffix(a, "c") && a[1] != '-' { // -xc
				flags, args[0] = append(flags, a[:len(a)-1]), "-c"
				continue
			}
			flags = append(flags, a)
		}
		args = args[1:]
	}
	src, as, file := "", name, false
	switch {
	case len(args) > 0 && args[0] == "-c":
		if len(args) == 1 {
			return r.usage(name, "-c: option requires an argument")
		}
		src, args = args[1], args[2:]
		if len(args) > 0 {
			as, args = args[0], args[1:]
		}
	case len(args) > 0 && !asked["-s"]:
		data, err := r.tree().Read(r.path(args[0]))
		if err != nil {
			r.errorf("%s: %s", args[0], files.Why(err))
			return 127
		}
		src, as, args, file = string(data), args[0], args[1:], true
	default:
		data, err := io.ReadAll(io.LimitReader(r.stdin(), MaxSource+1))
		if err != nil {
			return 1
		}
		src = string(data)
	}
	if asked["-n"] {
		if _, err := r.parse(src); err != nil {
			r.cutOrPrint(err)
			return 2
		}
		return 0
	}
	if len(flags) > 0 {
		src = "set " + strings.Join(flags, " ") + "\n" + src
	}
	return r.runScript(as, src, args, file)
}

// exec runs a command in place of the shell. The learner's own shell stays:
// there would be nothing to come back to.
func (r *run) exec(args []string) int {
	if len(args) == 0 {
		return 0
	}
	if !r.child && !r.Ends && r.st.depth == 0 {
		return r.refused("exec")
	}
	r.exiting = true
	if b := builtin(args[0]); b == nil && r.Tools[args[0]] == nil && !strings.Contains(args[0], "/") {
		r.errorf("exec: %s: not found", args[0])
		return 127
	}
	r.st.traps.exit = ""
	return r.command1(args)
}

func (r *run) exit(args []string) int {
	status := r.st.status
	if len(args) > 0 {
		n, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil {
			r.errorf("exit: %s: numeric argument required", args[0])
			n = 2
		}
		status = int(n & 255)
	}
	r.exiting = true
	return status
}

// leave is return.
func (r *run) leave(args []string) int {
	if len(r.calls) == 0 && r.sourcing == 0 {
		r.errorf("return: can only `return' from a function or sourced script")
		return 2
	}
	status := r.st.status
	if len(args) > 0 {
		n, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil {
			r.errorf("return: %s: numeric argument required", args[0])
			n = 2
		}
		status = int(n & 255)
	}
	r.returning = true
	return status
}

// jump is break and continue.
func (r *run) jump(name string, args []string) int {
	if r.loops == 0 {
		r.errorf("%s: only meaningful in a `for', `while', or `until' loop", name)
		return 0
	}
	n := 1
	if len(args) > 0 {
		var err error
		if n, err = strconv.Atoi(args[0]); err != nil {
			r.errorf("%s: %s: numeric argument required", name, args[0])
			r.exiting = true
			return 128
		}
		if n < 1 {
			r.errorf("%s: %s: loop count out of range", name, args[0])
			r.breaks = r.loops
			return 1
		}
	}
	n = min(n, r.loops)
	if name == "break" {
		r.breaks = n
	} else {
		r.continues = n
	}
	return 0
}

// valid names of variables, for read and its like.
func (r *run) validNames(command string, names []string) bool {
	for _, n := range names {
		if _, _, ok := cutSubscript(n); !ok && !syntax.ValidName(n) {
			r.errorf("%s: `%s': not a valid identifier", command, n)
			return false
		}
	}
	return true
}
