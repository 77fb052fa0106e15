package coreutils

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"skylab/console/desk"
)

var odFlags = takes(1, "[OPTION]... [FILE]...", "A:|address-radix t:|format N:|read-bytes j:|skip-bytes v|output-duplicates w:|width \x01:|endian a b c d o x s i l")

// odType is one way to show octets.
type odType struct {
	kind  byte // x o u d a c
	size  int  // octets of one number
	chars bool // printable characters at the end of the line
}

// field is how wide one number is.
func (t odType) field() int {
	switch t.kind {
	case 'x':
		return 2 * t.size
	case 'o':
		return map[int]int{1: 3, 2: 6, 4: 11, 8: 22}[t.size]
	case 'u':
		return map[int]int{1: 3, 2: 5, 4: 10, 8: 20}[t.size]
	case 'd':
		return map[int]int{1: 4, 2: 6, 4: 11, 8: 20}[t.size]
	}
	return 3
}

// odTypes reads -t: x1, u4, c, x1z, several together.
func odTypes(s string) (list []odType, bad byte) {
	for i := 0; i < len(s); {
		t := odType{kind: s[i], size: 1}
		i++
		switch t.kind {
		case 'a', 'c':
		case 'x', 'o', 'u', 'd':
			t.size = 4
			begin := i
			for i < len(s) && s[i] >= '0' && s[i] <= '9' {
				i++
			}
			if n := s[begin:i]; n != "" {
				if t.size, _ = strconv.Atoi(n); t.size != 1 && t.size != 2 && t.size != 4 && t.size != 8 {
					return nil, s[begin]
				}
			} else if i < len(s) && strings.IndexByte("CSIL", s[i]) >= 0 {
				t.size = map[byte]int{'C': 1, 'S': 2, 'I': 4, 'L': 8}[s[i]]
				i++
			}
		default:
			return nil, t.kind
		}
		if i < len(s) && s[i] == 'z' {
			t.chars = true
			i++
		}
		list = append(list, t)
	}
	return list, 0
}

var odShort = map[byte]string{'a': "a", 'b': "o1", 'c': "c", 'd': "u2", 'o': "o2", 'x': "x2", 's': "d2", 'i': "d4", 'l': "d8"}

// od shows files in octal, hexadecimal, decimal or characters.
func od(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := odFlags.parse(d, args)
	if done {
		return status
	}
	var types []odType
	values := map[byte]int{}
	for _, c := range g.order {
		word := odShort[c]
		if c == 't' {
			word = g.flags['t'][values['t']]
			values['t']++
		}
		more, bad := odTypes(word)
		if bad != 0 {
			return failf(d, "invalid character '%c' in type string '%s'", bad, word)
		}
		types = append(types, more...)
	}
	if len(types) == 0 {
		types, _ = odTypes("o2")
	}
	data, skip, status := g.odInput()
	if len(data) == 0 && status != 0 {
		return status
	}
	radix, ok := g.odRadix()
	if !ok {
		return 1
	}
	width := 16
	if v, ok := g.value('w'); ok {
		if n, fine := byteCount(v); fine && n > 0 && n <= 1<<16 {
			width = int(n)
		} else {
			return failf(d, "invalid -w argument '%s'", v)
		}
	}
	d.Shell.Spend(len(data)>>7 + 1)
	if write(d, string(odDump(data, skip, width, types, radix, g.has('v'), g.bigEndian()))) != 0 {
		return 1
	}
	return status
}

func (g *given) bigEndian() bool {
	v, _ := g.value(1)
	return v == "big"
}

// odInput reads all files as one, and cuts what -j and -N leave.
func (g *given) odInput() (data []byte, skip int64, status int) {
	data = []byte{}
	status = each(g.d, g.rest, func(_ string, part []byte) { data = append(data, part...) })
	for _, c := range "jN" {
		v, ok := g.value(byte(c))
		if !ok {
			continue
		}
		n, err := strconv.ParseInt(v, 0, 64)
		if err != nil || n < 0 {
			var fine bool
			if n, fine = byteCount(v); !fine {
				return nil, 0, failf(g.d, "invalid -%c argument '%s'", c, v)
			}
		}
		if c == 'N' {
			data = data[:min(n, int64(len(data)))]
			continue
		}
		if n > int64(len(data)) && status == 0 {
			return nil, 0, failf(g.d, "cannot skip past end of combined input")
		}
		skip, data = n, data[min(n, int64(len(data))):]
	}
	return data, skip, status
}

// odRadix gives the format of the positions; empty is none.
func (g *given) odRadix() (string, bool) {
	v, given := g.value('A')
	if !given {
		return "%07o", true
	}
	format, ok := map[string]string{"o": "%07o", "d": "%07d", "x": "%06x", "n": ""}[v]
	if !ok {
		failf(g.d, "invalid output address radix '%s'; it must be one character from [doxn]", v[:min(1, len(v))])
	}
	return format, ok
}

func odDump(data []byte, skip int64, width int, types []odType, radix string, all, big bool) []byte {
	var out, before []byte
	starred := false
	widest := 0
	for _, t := range types {
		widest = max(widest, (t.field()+1)*(width/t.size))
	}
	blank := strings.Repeat(" ", len(fmt.Sprintf(radix+"%.0s", 0, "")))
	if radix == "" {
		blank = ""
	}
	for i := 0; i < len(data); i += width {
		part := data[i:min(i+width, len(data))]
		if !all && len(part) == width && bytes.Equal(part, before) {
			if !starred {
				out, starred = append(out, "*\n"...), true
			}
			continue
		}
		before, starred = part, false
		for k, t := range types {
			head := blank
			if k == 0 && radix != "" {
				head = fmt.Sprintf(radix, skip+int64(i))
			}
			out = append(out, head...)
			out = append(out, t.line(part, width, widest, big)...)
			out = append(out, '\n')
		}
	}
	if radix != "" {
		out = fmt.Appendf(out, radix+"\n", skip+int64(len(data)))
	}
	return out
}

// line shows one line's octets; widest is the room that the widest type of the
// line takes, over which the fields spread.
func (t odType) line(part []byte, width, widest int, big bool) []byte {
	var b []byte
	fields := width / t.size
	spare := widest - (t.field()+1)*fields
	left := spare
	for i := 0; i*t.size < len(part); i++ {
		next := spare * (fields - i - 1) / fields
		one := make([]byte, t.size)
		copy(one, part[i*t.size:])
		b = fmt.Appendf(b, " %*s", t.field()+left-next, t.word(one, big))
		left = next
	}
	if t.chars {
		b = append(b, bytes.Repeat([]byte(" "), max(0, widest-len(b)))...)
		b = append(b, "  >"...)
		for _, c := range part {
			if c < ' ' || c > '~' {
				c = '.'
			}
			b = append(b, c)
		}
		b = append(b, '<')
	}
	return b
}

func (t odType) word(one []byte, big bool) string {
	switch t.kind {
	case 'c':
		return odChar(one[0])
	case 'a':
		return odName(one[0] & 0x7f)
	}
	var v uint64
	eight := make([]byte, 8)
	if big {
		copy(eight[8-len(one):], one)
		v = binary.BigEndian.Uint64(eight)
	} else {
		copy(eight, one)
		v = binary.LittleEndian.Uint64(eight)
	}
	switch t.kind {
	case 'x':
		return fmt.Sprintf("%0*x", t.field(), v)
	case 'o':
		return fmt.Sprintf("%0*o", t.field(), v)
	case 'u':
		return strconv.FormatUint(v, 10)
	}
	shift := uint(64 - 8*t.size)
	return strconv.FormatInt(int64(v<<shift)>>shift, 10)
}

func odChar(c byte) string {
	if s, ok := map[byte]string{0: `\0`, 7: `\a`, 8: `\b`, 9: `\t`, 10: `\n`, 11: `\v`, 12: `\f`, 13: `\r`}[c]; ok {
		return s
	}
	if c >= ' ' && c < 0x7f {
		return string(rune(c))
	}
	return fmt.Sprintf("%03o", c)
}

func odName(c byte) string {
	if c == 0x7f {
		return "del"
	}
	if c > ' ' {
		return string(rune(c))
	}
	return strings.Fields("nul soh stx etx eot enq ack bel bs ht nl vt ff cr so si dle dc1 dc2 dc3 dc4 nak syn etb can em sub esc fs gs rs us sp")[c]
}
