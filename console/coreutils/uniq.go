package coreutils

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var uniqFlags = takes(1, "[OPTION]... [INPUT [OUTPUT]]", "c|count d|repeated u|unique i|ignore-case f:|skip-fields s:|skip-chars w:|check-chars D")

func uniq(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := uniqFlags.parse(d, args)
	if done {
		return status
	}
	fields, chars, most := 0, 0, 1<<30
	for _, n := range []struct {
		flag byte
		into *int
	}{{'f', &fields}, {'s', &chars}, {'w', &most}} {
		if v, ok := g.value(n.flag); ok {
			var err error
			if *n.into, err = strconv.Atoi(v); err != nil || *n.into < 0 {
				return failf(d, "%s: invalid number to skip", v)
			}
		}
	}
	same := func(s string) string {
		for range fields {
			s = strings.TrimLeft(s, " \t")
			s = s[len(s)-len(strings.TrimLeftFunc(s, func(r rune) bool { return r != ' ' && r != '\t' })):]
		}
		s = s[min(chars, len(s)):]
		s = s[:min(most, len(s))]
		if g.has('i') {
			s = strings.ToLower(s)
		}
		return s
	}
	data, status := whole(d, g.rest[:min(1, len(g.rest))])
	list := lines(d, data)
	var b strings.Builder
	for i := 0; i < len(list); {
		n := 1
		for i+n < len(list) && same(list[i]) == same(list[i+n]) {
			n++
		}
		switch {
		case g.has('D'):
			if n > 1 {
				b.WriteString(strings.Join(list[i:i+n], "\n") + "\n")
			}
		case g.has('d') && n == 1 || g.has('u') && n > 1:
		case g.has('c'):
			fmt.Fprintf(&b, "%7d %s\n", n, list[i])
		default:
			b.WriteString(list[i] + "\n")
		}
		i += n
	}
	if len(g.rest) > 1 {
		if err := d.WriteFile(g.rest[1], []byte(b.String())); err != nil {
			return failf(d, "%s: %s", g.rest[1], files.Why(err))
		}
		return status
	}
	io.WriteString(d.Stdout, b.String())
	return status
}

var commFlags = takes(1, "[OPTION]... FILE1 FILE2", "1|column-1 2|column-2 3|column-3")

func comm(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := commFlags.parse(d, args)
	if done {
		return status
	}
	switch n := len(g.rest); {
	case n == 0:
		return failf(d, "missing operand")
	case n == 1:
		return failf(d, "missing operand after '%s'", g.rest[0])
	case n > 2:
		return failf(d, "extra operand '%s'", g.rest[2])
	}
	var sides [2][]string
	for i, name := range g.rest {
		data, err := read(d, name)
		if err != nil {
			return failf(d, "%s: %s", name, files.Why(err))
		}
		sides[i] = lines(d, data)
	}
	var b strings.Builder
	put := func(column byte, line string) {
		if g.has(column) {
			return
		}
		for c := byte('1'); c < column; c++ {
			if !g.has(c) {
				b.WriteByte('\t')
			}
		}
		b.WriteString(line + "\n")
	}
	x, y := sides[0], sides[1]
	for len(x) > 0 || len(y) > 0 {
		switch {
		case len(y) == 0 || len(x) > 0 && x[0] < y[0]:
			put('1', x[0])
			x = x[1:]
		case len(x) == 0 || x[0] > y[0]:
			put('2', y[0])
			y = y[1:]
		default:
			put('3', x[0])
			x, y = x[1:], y[1:]
		}
	}
	if write(d, b.String()) != 0 {
		return 1
	}
	for i, side := range sides {
		if !slices.IsSorted(side) {
			status = failf(d, "file %d is not in sorted order", i+1)
		}
	}
	if status != 0 {
		return failf(d, "input is not in sorted order")
	}
	return 0
}
