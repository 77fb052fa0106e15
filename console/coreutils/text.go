package coreutils

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var catFlags = takes(1, "[OPTION]... [FILE]...", "n|number b|number-nonblank s|squeeze-blank A|show-all E|show-ends T|show-tabs v|show-nonprinting e t u")

func cat(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := catFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.order) == 0 {
		return each(d, g.rest, func(_ string, data []byte) { d.Stdout.Write(data) })
	}
	visible := g.has('v') || g.has('A') || g.has('e') || g.has('t')
	number, blank := 0, false
	return each(d, g.rest, func(_ string, data []byte) {
		var b strings.Builder
		d.Shell.Spend(bytes.Count(data, []byte("\n")) / 2)
		for _, line := range strings.SplitAfter(string(data), "\n") {
			if line == "" {
				continue
			}
			empty := line == "\n"
			if empty && blank && g.has('s') {
				continue
			}
			blank = empty
			if g.has('b') && !empty || g.has('n') && !g.has('b') {
				number++
				fmt.Fprintf(&b, "%6d\t", number)
			}
			if visible {
				line = shown(line)
			}
			if g.has('T') || g.has('A') || g.has('t') {
				line = strings.ReplaceAll(line, "\t", "^I")
			}
			if (g.has('E') || g.has('A') || g.has('e')) && strings.HasSuffix(line, "\n") {
				line = line[:len(line)-1] + "$\n"
			}
			b.WriteString(line)
		}
		io.WriteString(d.Stdout, b.String())
	})
}

// shown spells control characters and bytes above 127 as cat -v does.
func shown(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if c >= 0x80 {
			b.WriteString("M-")
			c -= 0x80
			if c == '\n' || c == '\t' {
				b.WriteString("^" + string(c+'@'))
				continue
			}
		}
		switch {
		case c == 0x7f:
			b.WriteString("^?")
		case c < ' ' && c != '\n' && c != '\t':
			b.WriteString("^" + string(c+'@'))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

var teeFlags = takes(1, "[OPTION]... [FILE]...", "a|append i|ignore-interrupts")

func tee(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := teeFlags.parse(d, args)
	if done {
		return status
	}
	data, err := read(d, "-")
	if err != nil {
		return failf(d, "read error: %s", files.Why(err))
	}
	for _, name := range g.rest {
		out := data
		if old, err := d.ReadFile(name); g.has('a') && err == nil {
			out = append(old[:len(old):len(old)], data...)
		}
		if name == "/dev/null" {
			continue
		}
		if err := d.WriteFile(name, out); err != nil {
			status = failf(d, "%s: %s", name, files.Why(err))
		}
	}
	d.Stdout.Write(data)
	return status
}

var plainFlags = takes(1, "[FILE]...", "")

func rev(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := plainFlags.parse(d, args)
	if done {
		return status
	}
	return each(d, g.rest, func(_ string, data []byte) {
		var b strings.Builder
		for _, line := range lines(d, data) {
			r := []rune(line)
			slices.Reverse(r)
			b.WriteString(string(r) + "\n")
		}
		out := b.String()
		if n := len(data); n > 0 && data[n-1] != '\n' {
			out = strings.TrimSuffix(out, "\n")
		}
		io.WriteString(d.Stdout, out)
	})
}

func tac(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := plainFlags.parse(d, args)
	if done {
		return status
	}
	return each(d, g.rest, func(_ string, data []byte) {
		d.Shell.Spend(bytes.Count(data, []byte("\n")) / 4)
		list := strings.SplitAfter(string(data), "\n")
		slices.Reverse(list)
		io.WriteString(d.Stdout, strings.Join(list, ""))
	})
}
