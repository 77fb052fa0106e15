package coreutils

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var xargsFlags = takes(1, "[OPTION]... [COMMAND [ARGS]]", "n:|max-args I:|replace d:|delimiter 0|null r|no-run-if-empty t|verbose L:|max-lines P:|max-procs a:|arg-file E: s:|max-chars i x p")

func xargs(ctx context.Context, d *desk.Desk, args []string) int {
	own, command := splitCommand(args, "nIdLPaEs")
	g, status, done := xargsFlags.parse(d, own)
	if done {
		return status
	}
	if command = append(g.rest, command...); len(command) == 0 {
		command = []string{"echo"}
	}
	if !known(d, command[0], "%s: No such file or directory") {
		return 127
	}
	source := "-"
	if v, ok := g.value('a'); ok {
		source = v
	}
	data, err := read(d, source)
	if err != nil {
		return failf(d, "%s: %s", source, files.Why(err))
	}
	d.Shell.Spend(len(data) >> 4)
	items, bad := g.items(string(data))
	if bad != "" {
		return failf(d, "unmatched "+bad+" quote; by default quotes are special to xargs unless you use the -0 option")
	}
	size := len(items)
	for _, flag := range []byte("nL") {
		if v, ok := g.value(flag); ok {
			if size, err = strconv.Atoi(v); err != nil || size < 1 {
				return failf(d, "value %s for -%c option should be >= 1", v, flag)
			}
		}
	}
	if stop, ok := g.value('E'); ok {
		if i := slices.Index(items, stop); i >= 0 {
			items = items[:i]
		}
	}
	most := 128 << 10 // characters of one command
	if v, ok := g.value('s'); ok {
		if most, err = strconv.Atoi(v); err != nil || most < 1 {
			return failf(d, "value %s for -s option should be >= 1", v)
		}
	}
	mark, replace := g.value('I')
	if g.has('i') && !replace {
		mark, replace = "{}", true
	}
	if replace {
		size = 1
	}
	if len(items) == 0 && (g.has('r') || replace) {
		return 0
	}
	run := func(batch []string) {
		words := append(append([]string{}, command...), batch...)
		if replace {
			words = append([]string{}, command...)
			for i := range words {
				words[i] = strings.ReplaceAll(words[i], mark, batch[0])
			}
		}
		if g.has('t') {
			fmt.Fprintln(d.Stderr, strings.Join(words, " "))
		}
		switch s := d.Shell.Call(ctx, words, nil, d.Stdout, d.Stderr); {
		case s >= 126:
			status = s
		case s != 0:
			status = 123
		}
	}
	if len(items) == 0 {
		run(nil)
	}
	for len(items) > 0 && status < 124 {
		length := 0
		for _, w := range command {
			length += len(w) + 1
		}
		n := 0
		for n < max(size, 1) && n < len(items) && (n == 0 || length+len(items[n])+1 <= most) {
			length += len(items[n]) + 1
			n++
		}
		run(items[:n])
		items = items[n:]
	}
	return status
}

// splitCommand parts a tool's own flags from the command behind them; letters
// take a value.
func splitCommand(args []string, letters string) (own, command []string) {
	for i := 0; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			return args[:i], args[i+1:]
		}
		if len(a) < 2 || a[0] != '-' {
			return args[:i], args[i:]
		}
		if len(a) == 2 && strings.IndexByte(letters, a[1]) >= 0 {
			i++
		}
	}
	return args, nil
}

// items cuts the input of xargs: at blanks and newlines with quotes, at
// newlines for -I, at NUL for -0, at the character of -d.
func (g *given) items(s string) (list []string, bad string) {
	delim, ok := g.value('d')
	switch {
	case g.has('0'):
		delim, ok = "\x00", true
	case delim == `\n`:
		delim = "\n"
	case delim == `\0`:
		delim = "\x00"
	case delim == `\t`:
		delim = "\t"
	}
	if ok {
		if s == "" {
			return nil, ""
		}
		return strings.Split(strings.TrimSuffix(s, delim), delim), ""
	}
	if g.has('I') || g.has('i') || g.has('L') {
		for _, line := range strings.Split(s, "\n") {
			if line = strings.TrimLeft(line, " \t"); line != "" {
				list = append(list, strings.Trim(line, `"'`))
			}
		}
		return list, ""
	}
	return words(s)
}

// words cuts at blanks; quotes and backslashes keep them. bad names the quote
// that has no end.
func words(s string) (list []string, bad string) {
	var b strings.Builder
	open, begun := byte(0), false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case open != 0:
			if c == open {
				open = 0
			} else {
				b.WriteByte(c)
			}
		case c == '\'' || c == '"':
			open, begun = c, true
		case c == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
			begun = true
		case c == ' ' || c == '\t' || c == '\n':
			if begun {
				list = append(list, b.String())
				b.Reset()
				begun = false
			}
		default:
			b.WriteByte(c)
			begun = true
		}
	}
	if begun {
		list = append(list, b.String())
	}
	switch open {
	case '\'':
		bad = "single"
	case '"':
		bad = "double"
	}
	return list, bad
}
