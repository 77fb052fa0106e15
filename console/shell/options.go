package shell

import (
	"fmt"
	"slices"
	"strings"
)

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

var optionNames = []string{"allexport", "errexit", "noclobber", "noglob", "nounset", "pipefail", "xtrace"}

func (r *run) listOptions() {
	for _, name := range optionNames {
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
	case "failglob":
		return &o.failglob
	case "inherit_errexit":
		return &o.inherit
	}
	return nil
}

func (r *run) shopt(args []string) int {
	mode, status, find := "", 0, r.st.options.shopt
	listed := []string{"dotglob", "extglob", "failglob", "globstar", "inherit_errexit", "nocaseglob", "nocasematch", "nullglob"}
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		switch args[0] {
		case "-s", "-u", "-q", "-p":
			mode = args[0]
		case "-o":
			find, listed = r.st.options.byName, optionNames
		default:
			return r.usage("shopt", "%s: invalid option", args[0])
		}
		args = args[1:]
	}
	all := len(args) == 0
	if all {
		args = listed
	}
	for _, name := range args {
		p := find(name)
		switch {
		case p == nil && (name == "expand_aliases" || name == "checkwinsize" || name == "lastpipe"):
		case p == nil:
			r.errorf("shopt: %s: invalid shell option name", name)
			status = 1
		case mode == "-s" || mode == "-u":
			*p = mode == "-s"
		case mode == "-q":
			status |= truth(*p)
		case mode == "-p" && *p:
			fmt.Fprintln(r.stdout(), "shopt -s", name)
		case mode == "-p":
			fmt.Fprintln(r.stdout(), "shopt -u", name)
			if !all {
				status = 1
			}
		default:
			if !*p && !all {
				status = 1
			}
			fmt.Fprintf(r.stdout(), "%-15s\t%s\n", name, onOff(*p))
		}
	}
	return status
}
