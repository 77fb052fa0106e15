package shell

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// traps are the commands that trap has set: for the end of the shell and for
// a command that fails. Signals do not come here, so theirs are only listed.
type traps struct {
	exit, err string
	signals   []signal // in the order of their numbers
}

type signal struct {
	number        int
	name, command string
}

// signalNumbers are those that a script may name.
var signalNumbers = map[string]int{
	"HUP": 1, "INT": 2, "QUIT": 3, "USR1": 10, "USR2": 12, "PIPE": 13, "ALRM": 14, "TERM": 15, "CHLD": 17, "CONT": 18,
	"TSTP": 20, "WINCH": 28,
}

// trap sets, takes back or lists commands.
func (r *run) trap(args []string) int {
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 || args[0] == "-p" {
		return r.listTraps(args)
	}
	command, names := args[0], args[1:]
	if len(names) == 0 { // trap SIGNAL takes it back
		command, names = "-", args
	}
	off := command == "-"
	if off {
		command = ""
	}
	status := 0
	for _, name := range names {
		switch n := strings.TrimPrefix(strings.ToUpper(name), "SIG"); n {
		case "EXIT", "0":
			r.st.traps.exit = command
		case "ERR":
			r.st.traps.err = command
		case "DEBUG", "RETURN":
			status = r.refused("trap " + n)
		default:
			if !r.st.traps.signal(n, command, off) {
				r.errorf("trap: %s: invalid signal specification", name)
				status = 1
			}
		}
	}
	return status
}

// signal keeps or drops the command of a signal, by name or number; false
// when there is none of that name.
func (t *traps) signal(name, command string, off bool) bool {
	number, ok := signalNumbers[name]
	for n, x := range signalNumbers {
		if strconv.Itoa(x) == name {
			name, number, ok = n, x, true
		}
	}
	if !ok {
		return false
	}
	t.signals = slices.DeleteFunc(slices.Clone(t.signals), func(s signal) bool { return s.number == number })
	if !off {
		t.signals = append(t.signals, signal{number, "SIG" + name, command})
		slices.SortFunc(t.signals, func(a, b signal) int { return a.number - b.number })
	}
	return true
}

// listTraps is trap -p, of all or of those that are named.
func (r *run) listTraps(args []string) int {
	all := []signal{{0, "EXIT", r.st.traps.exit}}
	all = append(append(all, r.st.traps.signals...), signal{99, "ERR", r.st.traps.err})
	for _, t := range all {
		wanted := len(args) < 2 || slices.ContainsFunc(args[1:], func(a string) bool {
			return strings.TrimPrefix(strings.ToUpper(a), "SIG") == strings.TrimPrefix(t.name, "SIG")
		})
		if wanted && (t.command != "" || 0 < t.number && t.number < 99) {
			fmt.Fprintf(r.stdout(), "trap -- %s %s\n", quote(t.command), t.name)
		}
	}
	return 0
}

// atEnd runs what was set for the end of this shell. Its status is the one
// before, unless the command exits with another.
func (r *run) atEnd() {
	command := r.st.traps.exit
	if command == "" {
		return
	}
	r.st.traps.exit = ""
	status, exiting := r.st.status, r.exiting
	r.exiting, r.returning, r.abandoned = false, false, false
	r.eval([]string{command})
	if !r.exiting {
		r.st.status = status
	}
	r.exiting = exiting
}

// onError runs what was set for a command that fails.
func (r *run) onError() {
	command := r.st.traps.err
	if command == "" || len(r.calls) > 0 {
		return
	}
	r.st.traps.err = ""
	status := r.st.status
	r.eval([]string{command})
	r.st.status, r.st.traps.err = status, command
}
