package coreutils

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"skylab/console/desk"
	"skylab/console/pattern"
)

// editor runs a program over lines.
type editor struct {
	d       *desk.Desk
	program []sedCommand
	quiet   bool
	out     io.Writer
	end     string // of a line
	name    string // of the file
	rest    string // what was not read yet
	at      int    // lines read so far
	whole   bool   // the line under way ended with an end
	space   string // pattern space
	hold    string
	inside  map[int]int // ranges that are open, by command, until a line (-1: a pattern ends it)
	after   []string    // what a and r print when the line is done
	written map[string]*strings.Builder
	used    *regexp.Regexp
	swapped bool // an s has changed something since the line was read, for t
	quit    bool
	silent  bool // by Q and D
	status  int
}

func (e *editor) run(data []byte) {
	e.rest, e.inside = string(data), map[int]int{}
	restart := false
	for !e.quit && (restart || e.next()) {
		e.d.Shell.Spend(1)
		restart = e.cycle()
	}
}

// line takes the next line from the input.
func (e *editor) line() string {
	var s string
	s, e.rest, e.whole = strings.Cut(e.rest, e.end)
	e.at++
	return s
}

// next reads a line into the pattern space; false at the end.
func (e *editor) next() bool {
	if e.rest == "" {
		return false
	}
	e.space = e.line()
	e.swapped = false
	return true
}

func (e *editor) isLast() bool { return e.rest == "" }

func (e *editor) print(s string) { e.printTo(e.out, s) }

func (e *editor) printTo(w io.Writer, s string) {
	if !e.whole && e.isLast() {
		io.WriteString(w, s)
		return
	}
	io.WriteString(w, s+e.end)
}

// file is what w writes to.
func (e *editor) file(name string) io.Writer {
	switch name {
	case "/dev/stdout":
		return e.out
	case "/dev/stderr":
		return e.d.Stderr
	}
	return e.written[name]
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
	e.flush()
	return again
}

// flush prints what a and r have put off to the end of the line.
func (e *editor) flush() {
	for _, text := range e.after {
		io.WriteString(e.out, text)
	}
	e.after = nil
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
	case c.to.multiple:
		if n := c.to.line; n > 0 && e.at%n != 0 {
			e.inside[i] = (e.at/n + 1) * n
		}
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
		e.after = append(e.after, c.text+"\n")
	case 'r':
		if data, err := read(e.d, c.file); err == nil {
			e.after = append(e.after, string(data))
			e.d.Shell.Spend(len(data)>>10 + 1)
		}
	case 'w':
		e.printTo(e.file(c.file), e.space)
	case 'l':
		io.WriteString(e.out, spelled(e.space)+"$\n")
	case 'F':
		io.WriteString(e.out, e.name+"\n")
	case 'z':
		e.space = ""
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
		e.flush()
		e.space = e.line()
		return i, false
	}
	e.space += "\n" + e.line()
	e.d.Shell.Spend(len(e.space) >> 12)
	return i, false
}

// spelled is how l prints a text: what is not visible as an escape, in rows.
func spelled(s string) string {
	var b strings.Builder
	width := 0
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		piece := s[i : i+n]
		switch k := strings.IndexRune("\a\b\f\n\r\t\v\\", c); {
		case k >= 0:
			piece = `\` + `abfnrtv\`[k:k+1]
		case c < ' ' || c >= 0x7f:
			piece = ""
			for _, x := range []byte(s[i : i+n]) {
				piece += fmt.Sprintf(`\%03o`, x)
			}
		}
		if width += len(piece); width > 69 {
			b.WriteString("\\\n")
			width = len(piece)
		}
		b.WriteString(piece)
		i += n
	}
	return b.String()
}
