package shell

import (
	"fmt"
	"io"
	"slices"
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
	r.st.status = 0
	r.stmts(stmts)
	r.inside = old
	return r.st.status
}

// source1 runs a file of commands in this shell.
func (r *run) source1(args []string) int {
	if len(args) == 0 {
		return r.usage("source", "filename argument required")
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
	r.st.status = 0
	r.stmts(stmts)
	if len(args) > 1 {
		r.st.params = oldParams
	}
	r.inside, r.sourcing, r.returning = oldInside, oldSourcing, false
	return r.st.status
}

// child is bash itself: a script in a shell of its own.
func (r *run) child(name string, args []string) int {
	var flags []string
	for len(args) > 0 && len(args[0]) > 1 && (args[0][0] == '-' || args[0][0] == '+') && args[0] != "-c" {
		if args[0] == "--version" {
			fmt.Fprintln(r.stdout(), "GNU bash, version 5.2.15(1)-skylab (in memory)")
			return 0
		}
		flags, args = append(flags, args[0]), args[1:]
	}
	src, as := "", name
	switch {
	case len(args) > 0 && args[0] == "-c":
		if len(args) == 1 {
			return r.usage(name, "-c: option requires an argument")
		}
		src, args = args[1], args[2:]
		if len(args) > 0 {
			as, args = args[0], args[1:]
		}
	case len(args) > 0:
		data, err := r.tree().Read(r.path(args[0]))
		if err != nil {
			r.errorf("%s: %s", args[0], files.Why(err))
			return 127
		}
		src, as, args = string(data), args[0], args[1:]
	default:
		data, err := io.ReadAll(io.LimitReader(r.stdin(), MaxSource+1))
		if err != nil {
			return 1
		}
		src = string(data)
	}
	if len(flags) > 0 {
		src = "set " + strings.Join(flags, " ") + "\n" + src
	}
	return r.runScript(as, src, args)
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
		if n, err = strconv.Atoi(args[0]); err != nil || n < 1 {
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

func (r *run) aliases(args []string) int {
	status := 0
	if len(args) == 0 || args[0] == "-p" {
		for _, name := range r.st.Aliases() {
			fmt.Fprintf(r.stdout(), "alias %s=%s\n", name, quote(r.st.aliases[name]))
		}
		return 0
	}
	for _, a := range args {
		name, body, ok := strings.Cut(a, "=")
		if !ok {
			if body, ok = r.st.aliases[name]; !ok {
				r.errorf("alias: %s: not found", name)
				status = 1
				continue
			}
			fmt.Fprintf(r.stdout(), "alias %s=%s\n", name, quote(body))
			continue
		}
		if name == "" || strings.ContainsAny(name, " \t\n$`=/\\'\"|&;()<>") {
			r.errorf("alias: `%s': invalid alias name", name)
			status = 1
			continue
		}
		if len(r.st.aliases) >= MaxAliases || len(body) > MaxSource/4 {
			r.stop(TooManyNames, MaxAliases)
		}
		r.st.setAlias(name, body)
	}
	return status
}

func (st *State) setAlias(name, body string) {
	m := make(map[string]string, len(st.aliases)+1)
	for k, v := range st.aliases {
		m[k] = v
	}
	m[name] = body
	st.aliases = m
}

func (r *run) unalias(args []string) int {
	status := 0
	for _, name := range args {
		if name == "-a" {
			r.st.aliases = nil
			continue
		}
		if _, ok := r.st.aliases[name]; !ok {
			r.errorf("unalias: %s: not found", name)
			status = 1
			continue
		}
		m := map[string]string{}
		for k, v := range r.st.aliases {
			if k != name {
				m[k] = v
			}
		}
		r.st.aliases = m
	}
	return status
}

var keywords = []string{
	"!", "[[", "]]", "case", "do", "done", "elif", "else", "esac", "fi", "for", "function", "if", "in", "select",
	"then", "time", "until", "while", "{", "}",
}

// kinds tells what a name is: alias, keyword, function, builtin, file, or
// nothing.
func (r *run) kinds(name string) string {
	switch {
	case r.st.aliases[name] != "":
		return "alias"
	case slices.Contains(keywords, name):
		return "keyword"
	case r.st.funcs[name] != nil:
		return "function"
	case builtin(name) != nil && name != "bash" && name != "sh" && name != "which":
		return "builtin"
	case r.isFile(name):
		return "file"
	}
	return ""
}

func (r *run) isFile(name string) bool {
	if strings.Contains(name, "/") {
		e, err := r.tree().Stat(r.path(name))
		return err == nil && !e.IsDir() && e.Mode&0o100 != 0
	}
	return r.Tools[name] != nil || name == "bash" || name == "sh" || name == "which" ||
		slices.Contains([]string{"echo", "printf", "test", "[", "true", "false", "pwd"}, name)
}

// where is the path that a tool would have on a real machine.
func where(name string) string {
	if strings.Contains(name, "/") {
		return name
	}
	return "/usr/bin/" + name
}

// about is type, which, command, builtin and hash.
func (r *run) about(name string, args []string) int {
	switch name {
	case "hash":
		return 0
	case "builtin":
		if len(args) == 0 {
			return 0
		}
		if b := builtin(args[0]); b != nil {
			return b(r, args[1:])
		}
		r.errorf("builtin: %s: not a shell builtin", args[0])
		return 1
	case "command":
		return r.commandWord(args)
	}
	status, short := 0, false
	for len(args) > 0 && len(args[0]) > 1 && args[0][0] == '-' {
		short = short || strings.Contains(args[0], "t")
		if strings.Trim(args[0][1:], "atpPf") != "" {
			return r.usage(name, "%s: invalid option", args[0])
		}
		args = args[1:]
	}
	for _, a := range args {
		if name == "which" {
			if !r.isFile(a) {
				status = 1
				continue
			}
			fmt.Fprintln(r.stdout(), where(a))
			continue
		}
		kind := r.kinds(a)
		if kind == "" {
			status = 1
			if !short {
				r.errorf("type: %s: not found", a)
			}
			continue
		}
		if short {
			fmt.Fprintln(r.stdout(), kind)
		} else {
			fmt.Fprint(r.stdout(), r.describe(a, kind))
		}
	}
	return status
}

func (r *run) describe(name, kind string) string {
	switch kind {
	case "alias":
		return fmt.Sprintf("%s is aliased to `%s'\n", name, r.st.aliases[name])
	case "keyword":
		return name + " is a shell keyword\n"
	case "function":
		return name + " is a function\n" + r.st.funcs[name].text()
	case "builtin":
		return name + " is a shell builtin\n"
	}
	return name + " is " + where(name) + "\n"
}

// commandWord is command: without -v it runs a built-in or tool, never a
// function.
func (r *run) commandWord(args []string) int {
	if len(args) > 0 && args[0] == "-p" {
		args = args[1:]
	}
	if len(args) == 0 {
		return 0
	}
	if args[0] != "-v" && args[0] != "-V" {
		if args[0] == "--" {
			args = args[1:]
		}
		if len(args) == 0 {
			return 0
		}
		return r.command1(args)
	}
	status := 1
	for _, a := range args[1:] {
		kind := r.kinds(a)
		if kind == "" {
			if args[0] == "-V" {
				r.errorf("command: %s: not found", a)
			}
			continue
		}
		status = 0
		switch {
		case args[0] == "-V":
			fmt.Fprint(r.stdout(), r.describe(a, kind))
		case kind == "alias":
			fmt.Fprintf(r.stdout(), "alias %s=%s\n", a, quote(r.st.aliases[a]))
		case kind == "file":
			fmt.Fprintln(r.stdout(), where(a))
		default:
			fmt.Fprintln(r.stdout(), a)
		}
	}
	return status
}

// getopts reads one option of the parameters at a time.
func (r *run) getopts(args []string) int {
	if len(args) < 2 {
		return r.usage("getopts", "usage: getopts optstring name [arg ...]")
	}
	spec, name, list := args[0], args[1], args[2:]
	if len(list) == 0 {
		list = r.st.params
	}
	at, _ := r.st.Var("OPTIND")
	index, err := strconv.Atoi(at)
	if err != nil || index < 1 {
		index = 1
	}
	if index == 1 && r.st.optWord > 1 && (len(list) == 0 || r.st.optWord >= len(list[0])) {
		r.st.optWord = 1
	}
	done := func() int {
		r.assign("OPTIND", strconv.Itoa(index))
		r.assign(name, "?")
		r.st.optWord = 1
		return 1
	}
	if index > len(list) || len(list[index-1]) < 2 || list[index-1][0] != '-' {
		return done()
	}
	word := list[index-1]
	if word == "--" {
		index++
		return done()
	}
	if r.st.optWord >= len(word) {
		r.st.optWord = 1
	}
	letter := word[r.st.optWord : r.st.optWord+1]
	r.st.optWord++
	silent := strings.HasPrefix(spec, ":")
	place := strings.Index(strings.TrimPrefix(spec, ":"), letter)
	takes := place >= 0 && strings.HasPrefix(strings.TrimPrefix(spec, ":")[place+1:], ":")
	rest := word[r.st.optWord:]
	if rest == "" || takes {
		index++
		r.st.optWord = 1
	}
	r.st.remove("OPTARG")
	switch {
	case place < 0 || letter == ":":
		r.optionProblem(silent, name, "?", letter, "illegal option -- "+letter)
	case takes && rest != "":
		r.assign(name, letter)
		r.assign("OPTARG", rest)
	case takes && index <= len(list):
		r.assign(name, letter)
		r.assign("OPTARG", list[index-1])
		index++
	case takes:
		r.optionProblem(silent, name, ":", letter, "option requires an argument -- "+letter)
	default:
		r.assign(name, letter)
	}
	r.assign("OPTIND", strconv.Itoa(index))
	return 0
}

func (r *run) optionProblem(silent bool, name, value, letter, said string) {
	if silent {
		r.assign("OPTARG", letter)
		r.assign(name, value)
		return
	}
	fmt.Fprintf(r.stderr(), "%s: %s\n", r.st.name, said)
	r.assign(name, "?")
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
