package coreutils

import (
	"context"
	"io"
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

// editor runs a program over lines.
type editor struct {
	d       *desk.Desk
	program []sedCommand
	quiet   bool
	out     io.Writer
	lines   []string
	at      int // lines read so far
	unended bool
	space   string // pattern space
	hold    string
	inside  map[int]int // ranges that are open, by command, until a line (-1: a pattern ends it)
	after   []string    // text of a, printed when the line is done
	used    *regexp.Regexp
	swapped bool // an s has changed something since the line was read, for t
	quit    bool
	silent  bool // by Q and D
	status  int
}

func (e *editor) run(data []byte) int {
	e.lines = lines(data)
	e.unended = len(data) > 0 && data[len(data)-1] != '\n'
	e.inside = map[int]int{}
	restart := false
	for !e.quit && (restart || e.next()) {
		e.d.Shell.Spend(1)
		restart = e.cycle()
	}
	return e.status
}

// next reads a line into the pattern space; false at the end.
func (e *editor) next() bool {
	if e.at >= len(e.lines) {
		return false
	}
	e.space = e.lines[e.at]
	e.at++
	e.swapped = false
	return true
}

func (e *editor) isLast() bool { return e.at >= len(e.lines) }

func (e *editor) print(s string) {
	if e.unended && e.isLast() {
		io.WriteString(e.out, s)
		return
	}
	io.WriteString(e.out, s+"\n")
}

// cycle runs the program over the pattern space once. True means that D asks
// for another cycle without reading.
func (e *editor) cycle() (again bool) {
	e.silent = false
	for i := 0; i < len(e.program); i++ {
		c := &e.program[i]
		e.d.Shell.Spend(1)
		if e.selects(i, c) == c.negate {
			if c.name == '{' {
				i = c.jump
			}
			continue
		}
		to, end := e.do(i, c)
		if end {
			again = c.name == 'D' && strings.Contains(e.space, "\n")
			if again {
				_, e.space, _ = strings.Cut(e.space, "\n")
			}
			break
		}
		i = to
	}
	if !e.quiet && !e.silent {
		e.print(e.space)
	}
	for _, text := range e.after {
		io.WriteString(e.out, text+"\n")
	}
	e.after = nil
	return again
}

func (e *editor) match(a *sedAddress, first int) bool {
	switch {
	case a.last:
		return e.isLast()
	case a.re != nil || a.again:
		if a.re != nil {
			e.used = a.re
		}
		return e.used != nil && e.used.MatchString(e.space)
	case a.step > 0:
		return e.at >= a.line && (e.at-a.line)%a.step == 0
	}
	return e.at == a.line
}

// selects tells whether the addresses of a command take the current line.
func (e *editor) selects(i int, c *sedCommand) bool {
	if c.from == nil {
		return true
	}
	if c.to == nil {
		return e.match(c.from, 0)
	}
	if until, open := e.inside[i]; open {
		switch {
		case until >= 0 && e.at >= until:
			delete(e.inside, i)
			return e.at == until
		case until < 0 && e.match(c.to, 0):
			delete(e.inside, i)
		}
		return true
	}
	zero := c.from.line == 0 && c.from.re == nil && !c.from.last && c.from.step == 0 && !c.from.again
	if zero && e.at == 1 { // 0,/re/ may end on the first line
		if !e.match(c.to, 0) {
			e.inside[i] = -1
		}
		return true
	}
	if !e.match(c.from, 0) {
		return false
	}
	switch {
	case c.to.plus:
		if c.to.line > 0 {
			e.inside[i] = e.at + c.to.line
		}
	case c.to.re != nil || c.to.last || c.to.again || c.to.step > 0:
		if !(c.to.last && e.isLast()) {
			e.inside[i] = -1
		}
	case c.to.line > e.at:
		e.inside[i] = c.to.line
	}
	return true
}

// do runs one command; it tells where to go on, or that the cycle is over.
func (e *editor) do(i int, c *sedCommand) (to int, end bool) {
	switch c.name {
	case 's':
		e.substitute(c)
	case 'y':
		e.space = strings.Map(func(r rune) rune {
			if x, ok := c.chars[r]; ok {
				return x
			}
			return r
		}, e.space)
	case 'p':
		e.print(e.space)
	case 'P':
		line, _, _ := strings.Cut(e.space, "\n")
		io.WriteString(e.out, line+"\n")
	case 'd':
		e.silent = true
		return i, true
	case 'D':
		e.silent = true
		return i, true
	case 'q', 'Q':
		e.quit, e.silent, e.status = true, c.name == 'Q', c.status
		return i, true
	case 'n', 'N':
		return e.more(i, c)
	case 'h':
		e.hold = e.space
	case 'H':
		e.hold += "\n" + e.space
	case 'g':
		e.space = e.hold
	case 'G':
		e.space += "\n" + e.hold
	case 'x':
		e.space, e.hold = e.hold, e.space
	case 'a':
		e.after = append(e.after, c.text)
	case 'i':
		io.WriteString(e.out, c.text+"\n")
	case 'c':
		if _, open := e.inside[i]; !open || c.negate {
			io.WriteString(e.out, c.text+"\n")
		}
		e.silent = true
		return i, true
	case '=':
		io.WriteString(e.out, itoa(e.at)+"\n")
	case 'b':
		return c.jump, false
	case 't', 'T':
		if e.swapped == (c.name == 't') {
			e.swapped = false
			return c.jump, false
		}
		e.swapped = false
	}
	if len(e.space)+len(e.hold) > maxInput/8 {
		e.d.Shell.Spend(1 << 30)
	}
	return i, false
}

// more is n and N.
func (e *editor) more(i int, c *sedCommand) (to int, end bool) {
	if e.isLast() {
		if c.name == 'n' && !e.quiet {
			e.silent = false
		}
		e.quit = true
		return i, true
	}
	if c.name == 'n' {
		if !e.quiet {
			e.print(e.space)
		}
		swapped := e.swapped
		e.next()
		e.swapped = swapped
		return i, false
	}
	e.space += "\n" + e.lines[e.at]
	e.at++
	return i, false
}

func (e *editor) substitute(c *sedCommand) {
	re := c.re
	if re == nil {
		re = e.used
	}
	if re == nil {
		return
	}
	e.used = re
	most := c.flags.number
	if c.flags.all {
		most = -1
	}
	e.d.Shell.Spend(len(e.space)>>8 + 1)
	var b strings.Builder
	end, count, changed := 0, 0, false
	for _, m := range re.FindAllStringSubmatchIndex(e.space, most) {
		if count++; count < c.flags.number || count > c.flags.number && !c.flags.all {
			continue
		}
		b.WriteString(e.space[end:m[0]])
		replacement(&b, c.with, e.space, m)
		end, changed = m[1], true
		e.d.Shell.Spend(len(c.with) >> 8)
	}
	if !changed {
		return
	}
	e.d.Shell.Spend(b.Len()>>12 + 1)
	e.space = b.String() + e.space[end:]
	e.swapped = true
	if c.flags.print {
		e.print(e.space)
	}
}

// replacement writes the right side of s: & and \1 are what matched, \U \L \u
// \l \E change case.
func replacement(b *strings.Builder, with, s string, m []int) {
	mode, once := byte(0), byte(0)
	put := func(text string) {
		switch mode {
		case 'U':
			text = strings.ToUpper(text)
		case 'L':
			text = strings.ToLower(text)
		}
		if once != 0 && text != "" {
			r := []rune(text)
			if once == 'u' {
				text = strings.ToUpper(string(r[:1])) + string(r[1:])
			} else {
				text = strings.ToLower(string(r[:1])) + string(r[1:])
			}
			once = 0
		}
		b.WriteString(text)
	}
	group := func(n int) {
		if 2*n+1 < len(m) && m[2*n] >= 0 {
			put(s[m[2*n]:m[2*n+1]])
		}
	}
	for i := 0; i < len(with); i++ {
		c := with[i]
		if c == '&' {
			group(0)
			continue
		}
		if c != '\\' || i+1 == len(with) {
			j := i + 1
			for j < len(with) && with[j] != '&' && with[j] != '\\' {
				j++
			}
			put(with[i:j])
			i = j - 1
			continue
		}
		i++
		switch c := with[i]; {
		case '0' <= c && c <= '9':
			group(int(c - '0'))
		case c == 'U' || c == 'L':
			mode = c
		case c == 'E':
			mode = 0
		case c == 'u' || c == 'l':
			once = c
		case c == 'n':
			put("\n")
		case c == 't':
			put("\t")
		default:
			put(string(c))
		}
	}
}
