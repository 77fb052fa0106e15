package coreutils

import (
	"context"
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var sedFlags = takes(1, "[OPTION]... SCRIPT [FILE]...", "n|quiet e:|expression f:|file E|regexp-extended r i|in-place s|separate z|null-data u|unbuffered")

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
	var jump noLabel
	switch {
	case errors.As(err, &jump):
		failf(d, "%s", err)
		return 4
	case err != nil:
		return failf(d, "-e expression #1, char %d: %s", p.i, err)
	}
	e := editor{d: d, program: program, quiet: g.has('n'), end: "\n", written: map[string]*strings.Builder{}}
	if g.has('z') {
		e.end = "\x00"
	}
	for i := range program {
		for _, name := range []string{program[i].file, program[i].flags.file} {
			if (program[i].name == 'w' || name == program[i].flags.file) && name != "" {
				e.written[name] = &strings.Builder{}
			}
		}
	}
	if g.has('i') {
		status = e.inPlace(g.rest, suffix)
	} else {
		status = e.stream(g.rest, g.has('s'))
	}
	return max(status, e.keep())
}

// stream edits what the files hold, or standard input, onto standard output.
func (e *editor) stream(names []string, apart bool) int {
	e.out = e.d.Stdout
	if len(names) == 0 {
		names = []string{"-"}
	}
	status := 0
	var all []byte
	more := func() {}
	for i, name := range names {
		data, end, err := begin(e.d, name)
		if err != nil {
			if errors.Is(err, files.ErrIsDir) {
				failf(e.d, "read error on %s: %s", name, files.Why(err))
				return 4
			}
			failf(e.d, "can't read %s: %s", name, files.Why(err))
			status = 2
			continue
		}
		e.d.Shell.Spend(len(data)>>10 + 1)
		if e.name == "" {
			e.name = name
		}
		if len(names) == 1 {
			all, more = data, end
			break
		}
		if end(); apart {
			e.name = name
			if e.run(data); e.quit {
				return e.status
			}
			continue
		}
		if all = append(all, data...); i < len(names)-1 && len(data) > 0 && data[len(data)-1] != '\n' {
			all = append(all, '\n')
		}
	}
	if !apart || len(names) == 1 {
		if e.run(all); !e.quit {
			more()
		}
	}
	return max(status, e.status)
}

// inPlace is sed -i.
func (e *editor) inPlace(names []string, suffix string) int {
	status := 0
	for _, name := range names {
		data, err := e.d.ReadFile(name)
		if err != nil {
			failf(e.d, "can't read %s: %s", name, files.Why(err))
			status = 2
			continue
		}
		var b strings.Builder
		e.out, e.name, e.at = &b, name, 0
		e.run(data)
		if suffix != "" {
			err = e.d.WriteFile(name+suffix, data)
		}
		if err == nil {
			err = e.d.WriteFile(name, []byte(b.String()))
		}
		if err != nil {
			failf(e.d, "couldn't open file %s: %s", name, files.Why(err))
			status = 4
		}
		if e.quit {
			return max(status, e.status)
		}
	}
	return status
}

// keep writes the files that w filled.
func (e *editor) keep() int {
	status := 0
	for _, name := range slices.Sorted(maps.Keys(e.written)) {
		if name == "/dev/stdout" || name == "/dev/stderr" || name == "/dev/null" {
			continue
		}
		if err := e.d.WriteFile(name, []byte(e.written[name].String())); err != nil {
			failf(e.d, "couldn't open file %s: %s", name, files.Why(err))
			status = 4
		}
	}
	return status
}

// sedAddress selects lines: a number, $, a pattern, or a step.
type sedAddress struct {
	line, step int // line ~ step; +line counts from the first address
	last, plus bool
	multiple   bool // ,~4: to the next line whose number 4 divides
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
	file     string        // of r and w
}

type sedSubstitution struct {
	all, print bool
	number     int
	file       string // of w
}
