package coreutils

import (
	"io"
	"regexp"
	"strings"

	"skylab/console/desk"
	"skylab/console/pattern"
)

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
	e.lines = lines(e.d, data)
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
		if e.used == nil {
			return false
		}
		e.d.Shell.Spend(pattern.Work(e.used.String(), len(e.space)))
		return e.used.MatchString(e.space)
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
	e.bounded(len(e.space) + len(e.hold))
	return i, false
}

// bounded ends the run when the spaces outgrow what can be meant.
func (e *editor) bounded(n int) {
	if n > maxInput/8 {
		e.d.Shell.Spend(1 << 30)
	}
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
