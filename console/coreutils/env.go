package coreutils

import (
	"context"
	"io"
	"strings"

	"skylab/console/desk"
)

// env runs a command with other variables, or lists them.
func env(ctx context.Context, d *desk.Desk, args []string) int {
	environ := d.Shell.Environ()
	for len(args) > 0 && strings.HasPrefix(args[0], "-") {
		switch {
		case args[0] == "-i" || args[0] == "-" || args[0] == "--ignore-environment":
			environ = nil
		case args[0] == "-u" && len(args) > 1:
			environ = without(environ, args[1])
			args = args[1:]
		case args[0] == "--":
		default:
			failf(d, "invalid option '%s'\nIn this lab env takes: -i -u NAME", args[0])
			return 125
		}
		args = args[1:]
	}
	for len(args) > 0 && strings.Contains(args[0], "=") {
		name, _, _ := strings.Cut(args[0], "=")
		environ = append(without(environ, name), args[0])
		args = args[1:]
	}
	if len(args) == 0 {
		if len(environ) == 0 {
			return 0
		}
		return write(d, strings.Join(environ, "\n")+"\n")
	}
	if !known(d, args[0], "'%s': No such file or directory") {
		return 127
	}
	return d.Shell.CallWith(ctx, environ, args, d.Stdin, d.Stdout, d.Stderr)
}

func without(environ []string, name string) []string {
	var kept []string
	for _, kv := range environ {
		if !strings.HasPrefix(kv, name+"=") {
			kept = append(kept, kv)
		}
	}
	return kept
}

func printenv(ctx context.Context, d *desk.Desk, args []string) int {
	if len(args) == 0 {
		for _, kv := range d.Shell.Environ() {
			io.WriteString(d.Stdout, kv+"\n")
		}
		return 0
	}
	status := 0
	for _, name := range args {
		v, ok := d.Shell.Exported(name)
		if !ok {
			status = 1
			continue
		}
		io.WriteString(d.Stdout, v+"\n")
	}
	return status
}

// timeout runs a command; here none takes longer than its own virtual time.
func timeout(ctx context.Context, d *desk.Desk, args []string) int {
	_, command := splitCommand(args, "ks")
	if len(command) < 2 {
		failf(d, "usage: timeout DURATION COMMAND [ARGS]")
		return 125
	}
	limit, ok := duration(command[0])
	if !ok {
		failf(d, "invalid time interval '%s'", command[0])
		return 125
	}
	if !known(d, command[1], "failed to run command '%s': No such file or directory") {
		return 127
	}
	begin := d.World.Cloud.Now
	status := d.Shell.Call(ctx, command[1:], d.Stdin, d.Stdout, d.Stderr)
	if limit > 0 && d.World.Cloud.Now-begin > limit {
		return 124
	}
	return status
}

// nohup runs its command: nothing hangs up here. It is nice too: nothing runs
// beside it.
func nohup(ctx context.Context, d *desk.Desk, args []string) int {
	if d.Name == "nice" {
		if _, args = splitCommand(args, "n"); len(args) == 0 {
			return write(d, "0\n")
		}
	}
	if len(args) == 0 {
		failf(d, "missing operand")
		return 125
	}
	if !known(d, args[0], "failed to run command '%s': No such file or directory") {
		return 127
	}
	return d.Shell.Call(ctx, args, d.Stdin, d.Stdout, d.Stderr)
}

// sudo runs its command: on the lab's hosts the learner may do everything.
func sudo(ctx context.Context, d *desk.Desk, args []string) int {
	_, command := splitCommand(args, "ugp")
	if len(command) == 0 {
		return failf(d, "usage: sudo COMMAND [ARGS]")
	}
	if !known(d, command[0], "%s: command not found") {
		return 1
	}
	return d.Shell.Call(ctx, command, d.Stdin, d.Stdout, d.Stderr)
}
