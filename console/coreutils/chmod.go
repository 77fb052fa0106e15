package coreutils

import (
	"context"
	"io/fs"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var chmodFlags = takes(1, "[OPTION]... MODE FILE...", "R|recursive v|verbose f|silent")

func chmod(ctx context.Context, d *desk.Desk, args []string) int {
	var minus []string // a mode such as -w is no flag
	for i, a := range args {
		if len(a) > 1 && a[0] == '-' && strings.Trim(a[1:], "rwx") == "" {
			minus = append(minus, a)
			args = append(append([]string{}, args[:i]...), args[i+1:]...)
			break
		}
	}
	g, status, done := chmodFlags.parse(d, args)
	if done {
		return status
	}
	g.rest = append(minus, g.rest...)
	if len(g.rest) < 2 {
		if len(g.rest) == 1 {
			return failf(d, "missing operand after '%s'", g.rest[0])
		}
		return failf(d, "missing operand")
	}
	change, ok := modeChange(g.rest[0])
	if !ok {
		return failf(d, "invalid mode: '%s'", g.rest[0])
	}
	for _, n := range g.rest[1:] {
		list := []string{d.Path(n)}
		if g.has('R') {
			list = append(list, d.Files.Below(d.Path(n))...)
		}
		for _, at := range list {
			if err := d.Files.Change(at, func(e *files.Entry) { e.Mode = change(e.Mode) }); err != nil {
				status = failf(d, "cannot access '%s': %s", n, files.Why(err))
			}
		}
	}
	return status
}

// modeChange reads 600 or u+x,go-w.
func modeChange(s string) (func(fs.FileMode) fs.FileMode, bool) {
	if n, err := strconv.ParseUint(s, 8, 16); err == nil && n <= 0o7777 {
		return func(m fs.FileMode) fs.FileMode { return m&^0o777 | fs.FileMode(n&0o777) }, true
	}
	type step struct {
		who, what fs.FileMode
		op        byte
		x         bool // X: x for folders and what has an x already
	}
	var steps []step
	for _, clause := range strings.Split(s, ",") {
		i := strings.IndexAny(clause, "+-=")
		if i < 0 || strings.Trim(clause[:i], "ugoa") != "" || strings.Trim(clause[i+1:], "rwxX") != "" {
			return nil, false
		}
		st := step{op: clause[i]}
		for _, c := range clause[:i] {
			st.who |= map[rune]fs.FileMode{'u': 0o700, 'g': 0o070, 'o': 0o007, 'a': 0o777}[c]
		}
		if i == 0 {
			st.who = 0o777
		}
		for _, c := range clause[i+1:] {
			st.what |= map[rune]fs.FileMode{'r': 0o444, 'w': 0o222, 'x': 0o111}[c]
			st.x = st.x || c == 'X'
		}
		if i == 0 && st.op != '-' && clause[i+1:] == "w" {
			st.who = 0o755 // +w follows the mask 022
		}
		steps = append(steps, st)
	}
	return func(m fs.FileMode) fs.FileMode {
		for _, st := range steps {
			what := st.what
			if st.x && (m.IsDir() || m&0o111 != 0) {
				what |= 0o111
			}
			switch st.op {
			case '+':
				m |= what & st.who
			case '-':
				m &^= what & st.who
			default:
				m = m&^st.who | what&st.who
			}
		}
		return m
	}, true
}
