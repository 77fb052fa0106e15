package coreutils

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"skylab/console/pattern"
)

func itoa(n int) string { return strconv.Itoa(n) }

// sedParser reads a script.
type sedParser struct {
	s        string
	i        int
	extended bool
	commands []sedCommand
	open     []int // places of { without their }
}

func (p *sedParser) program() ([]sedCommand, error) {
	for {
		p.skip(" \t\n;")
		if p.i >= len(p.s) {
			break
		}
		if p.s[p.i] == '#' {
			p.line()
			continue
		}
		c, err := p.command()
		if err != nil {
			return nil, err
		}
		p.commands = append(p.commands, c)
	}
	if len(p.open) > 0 {
		p.i = 0
		return nil, errors.New("unmatched `{'")
	}
	return p.commands, p.labels()
}

// labels finds where jumps lead.
func (p *sedParser) labels() error {
	places := map[string]int{}
	for i, c := range p.commands {
		if c.name == ':' {
			places[c.text] = i
		}
	}
	for i := range p.commands {
		c := &p.commands[i]
		if c.name != 'b' && c.name != 't' && c.name != 'T' {
			continue
		}
		at, ok := places[c.text]
		if c.jump = at; c.text == "" {
			c.jump = len(p.commands)
		} else if !ok {
			return noLabel(c.text)
		}
	}
	return nil
}

// noLabel is a jump to nowhere, which has no place in the script to tell.
type noLabel string

func (n noLabel) Error() string { return "can't find label for jump to `" + string(n) + "'" }

func (p *sedParser) skip(chars string) {
	for p.i < len(p.s) && strings.IndexByte(chars, p.s[p.i]) >= 0 {
		p.i++
	}
}

// line takes the rest of the line.
func (p *sedParser) line() string {
	n := strings.IndexByte(p.s[p.i:], '\n')
	if n < 0 {
		n = len(p.s) - p.i
	}
	s := p.s[p.i : p.i+n]
	p.i = min(p.i+n+1, len(p.s))
	return s
}

func (p *sedParser) command() (c sedCommand, err error) {
	if c.from, err = p.address(false); err != nil {
		return c, err
	}
	p.skip(" \t")
	if c.from != nil && p.i < len(p.s) && p.s[p.i] == ',' {
		p.i++
		p.skip(" \t")
		if c.to, err = p.address(true); err != nil {
			return c, err
		}
		if c.to == nil {
			return c, errors.New("unexpected `,'")
		}
	}
	p.skip(" \t")
	for p.i < len(p.s) && p.s[p.i] == '!' {
		c.negate = true
		p.i++
		p.skip(" \t")
	}
	if p.i >= len(p.s) {
		return c, errors.New("missing command")
	}
	c.name = p.s[p.i]
	p.i++
	return c, p.arguments(&c)
}

func (p *sedParser) arguments(c *sedCommand) error {
	switch c.name {
	case '{':
		p.open = append(p.open, len(p.commands))
		return nil
	case '}':
		if len(p.open) == 0 || c.from != nil {
			return errors.New("unexpected `}'")
		}
		p.commands[p.open[len(p.open)-1]].jump = len(p.commands)
		p.open = p.open[:len(p.open)-1]
	case 's':
		return p.substitution(c)
	case 'y':
		return p.translation(c)
	case 'a', 'i', 'c':
		return p.text(c)
	case ':', 'b', 't', 'T':
		p.skip(" \t")
		n := strings.IndexAny(p.s[p.i:], ";\n}")
		if n < 0 {
			n = len(p.s) - p.i
		}
		c.text = strings.TrimSpace(p.s[p.i : p.i+n])
		p.i += n
		if c.name == ':' && c.text == "" {
			return errors.New("\":\" lacks a label")
		}
		return nil
	case 'q', 'Q':
		p.skip(" \t")
		c.status, _ = strconv.Atoi(p.digits())
	case 'd', 'D', 'p', 'P', 'n', 'N', 'h', 'H', 'g', 'G', 'x', '=', 'l', 'F', 'z':
	case 'r', 'w':
		p.skip(" \t")
		if c.file = p.line(); c.file == "" {
			return errors.New("missing filename in r/R/w/W commands")
		}
		return nil
	case 'R', 'W', 'e':
		return errors.New("the command `" + string(c.name) + "' is not in this lab")
	default:
		return errors.New("unknown command: `" + string(c.name) + "'")
	}
	return p.end()
}

// end sees that nothing follows a command.
func (p *sedParser) end() error {
	p.skip(" \t")
	if p.i < len(p.s) && strings.IndexByte(";\n}#", p.s[p.i]) < 0 {
		p.i++
		return errors.New("extra characters after command")
	}
	return nil
}

func (p *sedParser) digits() string {
	begin := p.i
	for p.i < len(p.s) && '0' <= p.s[p.i] && p.s[p.i] <= '9' {
		p.i++
	}
	return p.s[begin:p.i]
}

func (p *sedParser) address(second bool) (*sedAddress, error) {
	if p.i >= len(p.s) {
		return nil, nil
	}
	a := &sedAddress{}
	switch c := p.s[p.i]; {
	case c == '$':
		p.i++
		a.last = true
	case '0' <= c && c <= '9':
		a.line, _ = strconv.Atoi(p.digits())
		if p.i < len(p.s) && p.s[p.i] == '~' {
			p.i++
			a.step, _ = strconv.Atoi(p.digits())
		}
	case (c == '+' || c == '~') && second:
		p.i++
		a.plus, a.multiple = c == '+', c == '~'
		a.line, _ = strconv.Atoi(p.digits())
	case c == '/' || c == '\\' && p.i+1 < len(p.s):
		if c == '\\' {
			p.i++
		}
		src, err := p.delimited(p.s[p.i], true)
		if err != nil {
			return nil, errors.New("unterminated address regex")
		}
		fold := false
		if p.i < len(p.s) && p.s[p.i] == 'I' {
			p.i++
			fold = true
		}
		if a.again = src == ""; !a.again {
			a.re, err = p.regexp(src, fold)
		}
		return a, err
	default:
		return nil, nil
	}
	return a, nil
}

func (p *sedParser) regexp(src string, fold bool) (*regexp.Regexp, error) {
	kind := pattern.Basic
	if p.extended {
		kind = pattern.Extended
	}
	return pattern.Regexp(src, kind, fold)
}

// delimited reads to the next delimiter, over escaped ones; in an expression
// a bracket may hold one.
func (p *sedParser) delimited(delim byte, expression bool) (string, error) {
	p.i++
	var b strings.Builder
	bracket := false
	for p.i < len(p.s) {
		c := p.s[p.i]
		switch {
		case c == '\\' && p.i+1 < len(p.s):
			p.i++
			if p.s[p.i] == delim && !bracket {
				b.WriteByte(delim)
			} else {
				b.WriteByte('\\')
				b.WriteByte(p.s[p.i])
			}
			p.i++
			continue
		case c == '[' && expression && !bracket:
			bracket = true
			b.WriteByte(c)
			p.i++
			for p.i < len(p.s) && (p.s[p.i] == '^' || p.s[p.i] == ']') {
				b.WriteByte(p.s[p.i])
				p.i++
			}
			continue
		case c == ']':
			bracket = false
		case c == delim && !bracket:
			p.i++
			return b.String(), nil
		}
		b.WriteByte(c)
		p.i++
	}
	return "", errors.New("unterminated")
}

func (p *sedParser) substitution(c *sedCommand) error {
	if p.i >= len(p.s) {
		return errors.New("unterminated `s' command")
	}
	delim := p.s[p.i]
	src, err := p.delimited(delim, true)
	if err == nil {
		p.i--
		c.with, err = p.delimited(delim, false)
	}
	if err != nil {
		return errors.New("unterminated `s' command")
	}
	fold, lines := false, false
	c.flags.number = 1
	for p.i < len(p.s) && strings.IndexByte("gpiImMw0123456789", p.s[p.i]) >= 0 {
		switch f := p.s[p.i]; f {
		case 'w':
			p.i++
			p.skip(" \t")
			if c.flags.file = p.line(); c.flags.file == "" {
				return errors.New("missing filename in r/R/w/W commands")
			}
			continue
		case 'm', 'M':
			lines = true
		case 'g':
			c.flags.all = true
		case 'p':
			c.flags.print = true
		case 'i', 'I':
			fold = true
		default:
			c.flags.number, _ = strconv.Atoi(p.digits())
			if c.flags.number == 0 {
				return errors.New("number option to `s' command may not be zero")
			}
			p.i--
		}
		p.i++
	}
	if src != "" {
		if c.re, err = p.regexp(src, fold); err != nil {
			return err
		}
		if lines {
			c.re = regexp.MustCompile("(?m)" + c.re.String())
			c.re.Longest()
		}
		for n := c.re.NumSubexp() + 1; n <= 9; n++ {
			if strings.Contains(strings.ReplaceAll(c.with, `\\`, ""), `\`+strconv.Itoa(n)) {
				return errors.New("invalid reference \\" + strconv.Itoa(n) + " on `s' command's RHS")
			}
		}
	}
	if c.flags.file != "" {
		return nil
	}
	p.skip(" \t")
	if p.i < len(p.s) && strings.IndexByte(";\n}#", p.s[p.i]) < 0 {
		p.i++
		return errors.New("unknown option to `s'")
	}
	return nil
}

func (p *sedParser) translation(c *sedCommand) error {
	if p.i >= len(p.s) {
		return errors.New("unterminated `y' command")
	}
	delim := p.s[p.i]
	from, err := p.delimited(delim, false)
	to := ""
	if err == nil {
		p.i--
		to, err = p.delimited(delim, false)
	}
	if err != nil {
		return errors.New("unterminated `y' command")
	}
	plain := strings.NewReplacer(`\n`, "\n", `\\`, `\`)
	x, y := []rune(plain.Replace(from)), []rune(plain.Replace(to))
	if len(x) != len(y) {
		return errors.New("strings for `y' command are different lengths")
	}
	c.chars = map[rune]rune{}
	for i, r := range x {
		c.chars[r] = y[i]
	}
	return p.end()
}

// text reads what a, i and c print: the rest of the line, or of several lines
// with a backslash at their ends.
func (p *sedParser) text(c *sedCommand) error {
	p.skip(" \t")
	if strings.HasPrefix(p.s[p.i:], "\\\n") {
		p.i += 2
	} else if strings.HasPrefix(p.s[p.i:], "\\") {
		p.i++
	}
	if p.i >= len(p.s) {
		return errors.New("expected \\ after `a', `c' or `i'")
	}
	var list []string
	for {
		line := p.line()
		more := strings.HasSuffix(line, `\`)
		list = append(list, strings.ReplaceAll(strings.TrimSuffix(line, `\`), `\`, ""))
		if !more {
			break
		}
	}
	c.text = strings.Join(list, "\n")
	return nil
}
