package coreutils

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var cmpFlags = takes(2, "[OPTION]... FILE1 [FILE2 [SKIP1 [SKIP2]]]", "b|print-bytes i:|ignore-initial l|verbose n:|bytes s|quiet \x01|silent")

// comparing is one run of cmp.
type comparing struct {
	given
	names [2]string
	data  [2][]byte
}

// cmp finds the first octet that differs, or all of them.
func cmp(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := cmpFlags.parse(d, args)
	if done {
		return status
	}
	c := &comparing{given: g}
	if n := len(g.rest); n == 0 || n > 4 {
		if n == 0 {
			return cmpFlags.refuse(d, "missing operand after 'cmp'")
		}
		return cmpFlags.refuse(d, "extra operand '"+g.rest[4]+"'")
	}
	c.names = [2]string{g.rest[0], "-"}
	if len(g.rest) > 1 {
		c.names[1] = g.rest[1]
	}
	skips, ok := c.skips()
	if !ok {
		return 2
	}
	for i, name := range c.names {
		data, err := read(d, name)
		if err != nil {
			if !c.silent() {
				failf(d, "%s: %s", name, files.Why(err))
			}
			return 2
		}
		data = data[min(skips[i], int64(len(data))):]
		if v, given := g.value('n'); given {
			n, fine := byteCount(v)
			if !fine {
				failf(d, "invalid --bytes value '%s'", v)
				return 2
			}
			data = data[:min(n, int64(len(data)))]
		}
		c.data[i] = data
		d.Shell.Spend(len(data)>>10 + 1)
	}
	if bytes.Equal(c.data[0], c.data[1]) {
		return 0
	}
	if !c.silent() {
		c.tell()
	}
	return 1
}

func (c *comparing) silent() bool { return c.has('s') || c.has(1) }

// skips reads -i N, -i N:M and the third and fourth word.
func (c *comparing) skips() (skips [2]int64, ok bool) {
	words := c.rest[min(2, len(c.rest)):]
	if v, given := c.value('i'); given {
		first, second, two := strings.Cut(v, ":")
		if words = []string{first, first}; two {
			words[1] = second
		}
	}
	for i, w := range words {
		var fine bool
		if skips[i], fine = byteCount(w); !fine {
			failf(c.d, "invalid --ignore-initial value '%s'", w)
			return skips, false
		}
	}
	return skips, true
}

func (c *comparing) tell() {
	a, b := c.data[0], c.data[1]
	short := min(len(a), len(b))
	if c.has('l') {
		c.list(short)
	} else {
		n := 0
		for n < short && a[n] == b[n] {
			n++
		}
		if n < short {
			line := bytes.Count(a[:n], []byte("\n")) + 1
			fmt.Fprintf(c.d.Stdout, "%s %s differ: byte %d, line %d%s\n", c.names[0], c.names[1], n+1, line, c.octets(a[n], b[n]))
			return
		}
	}
	if len(a) != len(b) {
		c.end(short)
	}
}

// octets is what -b adds.
func (c *comparing) octets(x, y byte) string {
	if !c.has('b') {
		return ""
	}
	return fmt.Sprintf(" is %3o %s %3o %s", x, visible(x), y, visible(y))
}

func visible(c byte) string {
	s := ""
	if c >= 0x80 {
		s, c = "M-", c-0x80
	}
	switch {
	case c < ' ':
		return s + "^" + string(rune(c+'@'))
	case c == 0x7f:
		return s + "^?"
	}
	return s + string(rune(c))
}

// list is -l: every octet that differs. The position is as wide as the shorter
// file's length.
func (c *comparing) list(short int) {
	length := short
	if c.names[0] == "-" && c.names[1] == "-" {
		length = math.MaxInt
	} else if c.names[0] == "-" {
		length = len(c.data[1])
	} else if c.names[1] == "-" {
		length = len(c.data[0])
	}
	width := len(fmt.Sprint(length))
	var out []byte
	for i := range short {
		x, y := c.data[0][i], c.data[1][i]
		if x == y {
			continue
		}
		if c.has('b') {
			out = fmt.Appendf(out, "%*d %3o %-4s %3o %s\n", width, i+1, x, visible(x), y, visible(y))
		} else {
			out = fmt.Appendf(out, "%*d %3o %3o\n", width, i+1, x, y)
		}
	}
	write(c.d, string(out))
}

// end says which file ended first.
func (c *comparing) end(short int) {
	which := 0
	if len(c.data[1]) == short {
		which = 1
	}
	switch {
	case short == 0:
		failf(c.d, "EOF on %s which is empty", c.names[which])
	case c.has('l'):
		failf(c.d, "EOF on %s after byte %d", c.names[which], short)
	default:
		shared := c.data[which]
		line, in := bytes.Count(shared, []byte("\n")), ""
		if shared[short-1] != '\n' {
			line, in = line+1, "in "
		}
		failf(c.d, "EOF on %s after byte %d, %sline %d", c.names[which], short, in, line)
	}
}
