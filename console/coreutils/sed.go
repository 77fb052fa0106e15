package coreutils

import (
	"context"
	"regexp"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var sedFlags = takes(1, "[OPTION]... SCRIPT [FILE]...", "n|quiet e:|expression f:|file E|regexp-extended r i|in-place s|separate z|null-data u")

func sed(ctx context.Context, d *desk.Desk, args []string) int {
	suffix := ""
	for i, a := range args { // -i.bak has its value in the same word
		if len(a) > 2 && strings.HasPrefix(a, "-i") && !strings.Contains(a[2:], "n") && a[2] != 'E' && a[2] != 'r' {
			suffix = a[2:]
			args = append(append(append([]string{}, args[:i]...), "-i"), args[i+1:]...)
		} else if s, ok := strings.CutPrefix(a, "--in-place="); ok {
			suffix = s
			args = append(append(append([]string{}, args[:i]...), "-i"), args[i+1:]...)
		}
	}
	g, status, done := sedFlags.parse(d, args)
	if done {
		return status
	}
	src := g.flags['e']
	for _, name := range g.flags['f'] {
		data, err := read(d, name)
		if err != nil {
			return failf(d, "couldn't open file %s: %s", name, files.Why(err))
		}
		src = append(src, strings.TrimSuffix(string(data), "\n"))
	}
	if len(src) == 0 {
		if len(g.rest) == 0 {
			return sedFlags.refuse(d, "a script is wanted")
		}
		src, g.rest = g.rest[:1], g.rest[1:]
	}
	p := sedParser{s: strings.Join(src, "\n"), extended: g.has('E') || g.has('r')}
	program, err := p.program()
	if err != nil {
		return failf(d, "-e expression #1, char %d: %s", p.i, err)
	}
	if !g.has('i') {
		all, status := whole(d, g.rest)
		e := editor{d: d, program: program, quiet: g.has('n'), out: d.Stdout}
		if s := e.run(all); s != 0 || status == 0 {
			return s
		}
		return 2
	}
	for _, name := range g.rest {
		data, err := d.ReadFile(name)
		if err != nil {
			status = failf(d, "can't read %s: %s", name, files.Why(err))
			continue
		}
		var b strings.Builder
		e := editor{d: d, program: program, quiet: g.has('n'), out: &b}
		e.run(data)
		if suffix != "" {
			err = d.WriteFile(name+suffix, data)
		}
		if err == nil {
			err = d.WriteFile(name, []byte(b.String()))
		}
		if err != nil {
			status = failf(d, "couldn't open file %s: %s", name, files.Why(err))
		}
	}
	return status
}

// sedAddress selects lines: a number, $, a pattern, or a step.
type sedAddress struct {
	line, step int // line ~ step; +line counts from the first address
	last, plus bool
	re         *regexp.Regexp
	again      bool // // : the pattern that was used last
}

type sedCommand struct {
	from, to *sedAddress
	negate   bool
	name     byte
	re       *regexp.Regexp // of s; nil is the one used last
	with     string
	flags    sedSubstitution
	text     string        // of a, i, c; the label of b, t, T and :
	chars    map[rune]rune // of y
	jump     int           // where { ends, or where b leads
	status   int           // of q
}

type sedSubstitution struct {
	all, print bool
	number     int
}
