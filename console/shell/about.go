package shell

import (
	"fmt"
	"slices"
	"strings"
)

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
