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

var catFlags = takes(1, "[OPTION]... [FILE]...", "n|number b|number-nonblank s|squeeze-blank A|show-all E|show-ends T|show-tabs u")

func cat(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := catFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.order) == 0 {
		return each(d, g.rest, func(_ string, data []byte) { d.Stdout.Write(data) })
	}
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
			if g.has('T') || g.has('A') {
				line = strings.ReplaceAll(line, "\t", "^I")
			}
			if (g.has('E') || g.has('A')) && strings.HasSuffix(line, "\n") {
				line = line[:len(line)-1] + "$\n"
			}
			b.WriteString(line)
		}
		io.WriteString(d.Stdout, b.String())
	})
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
		io.WriteString(d.Stdout, b.String())
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
