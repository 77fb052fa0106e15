package shell

import (
	"fmt"
	"strings"
)

// traps are the commands that trap has set: for the end of the shell and for
// a command that fails. Signals do not come here, so theirs are taken and
// forgotten.
type traps struct{ exit, err string }

// trap sets, takes back or lists commands.
func (r *run) trap(args []string) int {
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 || args[0] == "-p" {
		r.listTraps()
		return 0
	}
	command, names := args[0], args[1:]
	if len(names) == 0 { // trap SIGNAL takes it back
		command, names = "-", args
	}
	if command == "-" {
		command = ""
	}
	status := 0
	for _, name := range names {
		switch n := strings.TrimPrefix(strings.ToUpper(name), "SIG"); n {
		case "EXIT", "0":
			r.st.traps.exit = command
		case "ERR":
			r.st.traps.err = command
		case "INT", "TERM", "HUP", "QUIT", "PIPE", "USR1", "USR2", "ALRM", "CHLD", "TSTP", "CONT", "WINCH", "1", "2", "3", "15":
		case "DEBUG", "RETURN":
			status = r.refused("trap " + n)
		default:
			r.errorf("trap: %s: invalid signal specification", name)
			status = 1
		}
	}
	return status
}

func (r *run) listTraps() {
	for _, t := range []struct{ name, command string }{{"EXIT", r.st.traps.exit}, {"ERR", r.st.traps.err}} {
		if t.command != "" {
			fmt.Fprintf(r.stdout(), "trap -- %s %s\n", quote(t.command), t.name)
		}
	}
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
