package shell

import (
	"fmt"
	"strings"

	"skylab/console/files"
)

func (r *run) cd(args []string) int {
	for len(args) > 0 && (args[0] == "-P" || args[0] == "-L" || args[0] == "--") {
		args = args[1:]
	}
	if len(args) > 1 {
		r.errorf("cd: too many arguments")
		return 1
	}
	to, show := "", false
	switch {
	case len(args) == 0:
		if to, _ = r.st.Var("HOME"); to == "" {
			r.errorf("cd: HOME not set")
			return 1
		}
	case args[0] == "-":
		if to, _ = r.st.Var("OLDPWD"); to == "" {
			r.errorf("cd: OLDPWD not set")
			return 1
		}
		show = true
	case args[0] == "":
		return 0
	default:
		to = args[0]
	}
	if !r.chdir("cd", to) {
		return 1
	}
	if show {
		fmt.Fprintln(r.stdout(), r.st.dir)
	}
	return 0
}

func (r *run) chdir(command, to string) bool {
	e, err := r.tree().Stat(r.path(to))
	if err == nil && !e.IsDir() {
		err = files.ErrNotDir
	}
	if err != nil {
		r.errorf("%s: %s: %s", command, to, files.Why(err))
		return false
	}
	old := r.st.dir
	r.st.dir = r.path(to)
	r.assign("OLDPWD", old)
	r.assign("PWD", r.st.dir)
	return true
}

func (r *run) pwd([]string) int {
	fmt.Fprintln(r.stdout(), r.st.dir)
	return 0
}

// stack is pushd, popd and dirs.
func (r *run) stack(name string, args []string) int {
	st, form := r.st, ""
	switch {
	case name == "pushd" && len(args) == 1:
		old := st.dir
		if !r.chdir(name, args[0]) {
			return 1
		}
		if st.dirs = append([]string{old}, st.dirs...); len(st.dirs) > 100 {
			st.dirs = st.dirs[:100]
		}
	case name == "pushd" && len(args) == 0:
		if len(st.dirs) == 0 {
			r.errorf("pushd: no other directory")
			return 1
		}
		old := st.dir
		if !r.chdir(name, st.dirs[0]) {
			return 1
		}
		st.dirs = append([]string{old}, st.dirs[1:]...)
	case name == "popd" && len(args) == 0:
		if len(st.dirs) == 0 {
			r.errorf("popd: directory stack empty")
			return 1
		}
		if !r.chdir(name, st.dirs[0]) {
			return 1
		}
		st.dirs = append([]string(nil), st.dirs[1:]...)
	case name == "dirs" && len(args) == 1 && args[0] == "-c":
		st.dirs = nil
		return 0
	case name == "dirs" && len(args) == 1 && (args[0] == "-p" || args[0] == "-v" || args[0] == "-l"):
		form = args[0]
	case len(args) > 0:
		return r.usage(name, "%s: only a folder is understood here", args[0])
	}
	r.spend(len(st.dirs) + 1)
	home, _ := st.Var("HOME")
	var list []string
	for _, d := range append([]string{st.dir}, st.dirs...) {
		if form != "-l" && (d == home || home != "" && strings.HasPrefix(d, home+"/")) {
			d = "~" + d[len(home):]
		}
		list = append(list, d)
	}
	switch form {
	case "-p":
		fmt.Fprintln(r.stdout(), strings.Join(list, "\n"))
	case "-v":
		for i, d := range list {
			fmt.Fprintf(r.stdout(), "%2d  %s\n", i, d)
		}
	default:
		fmt.Fprintln(r.stdout(), strings.Join(list, " "))
	}
	return 0
}
