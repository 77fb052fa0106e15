package coreutils

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

// dumping is one run of xxd.
type dumping struct {
	*desk.Desk
	plain, bits, little, include bool
	reverse, upper, skipNuls     bool
	decimal                      bool
	cols, group                  int // octets; -1 is the default
	length                       int64
	seek                         string
	offset                       int64
	name                         string
	rest                         []string
}

// xxd is the dump of the editor vim: it reads what it wrote.
// The words and the layout are those of version 2022-01-14.
func xxd(ctx context.Context, d *desk.Desk, args []string) int {
	x := &dumping{Desk: d, cols: -1, group: -1, length: -1}
	if status, done := x.options(args); done {
		return status
	}
	if len(x.rest) > 2 {
		return x.usage()
	}
	if x.cols > 256 && !x.plain {
		return failf(d, "invalid number of columns (max. 256).")
	}
	from := "-"
	if len(x.rest) > 0 {
		from = x.rest[0]
	}
	data, err := read(d, from)
	if err != nil {
		failf(d, "%s: %s", from, files.Why(err))
		return 2
	}
	d.Shell.Spend(len(data)>>7 + 1)
	if x.reverse {
		return x.back(data)
	}
	out, status := x.dump(data)
	if status != 0 {
		return status
	}
	return x.put(out)
}

// put writes to the second name, or to standard output.
func (x *dumping) put(out []byte) int {
	if len(x.rest) > 1 && x.rest[1] != "-" {
		if err := x.WriteFile(x.rest[1], out); err != nil {
			failf(x.Desk, "%s: %s", x.rest[1], files.Why(err))
			return 3
		}
		return 0
	}
	return write(x.Desk, string(out))
}

func (x *dumping) usage() int {
	fmt.Fprint(x.Stderr, `Usage:
       xxd [options] [infile [outfile]]
    or
       xxd -r [-s [-]offset] [-c cols] [-ps] [infile [outfile]]
Options:
    -a          toggle autoskip: A single '*' replaces nul-lines. Default off.
    -b          binary digit dump (incompatible with -ps,-i,-r). Default hex.
    -c cols     format <cols> octets per line. Default 16 (-i: 12, -ps: 30).
    -e          little-endian dump (incompatible with -ps,-i,-r).
    -g bytes    number of octets per group in normal output. Default 2 (-e: 4).
    -h          print this summary.
    -i          output in C include file style.
    -l len      stop after <len> octets.
    -n name     set the variable name used in C include output (-i).
    -o off      add <off> to the displayed file position.
    -ps         output in postscript plain hexdump style.
    -r          reverse operation: convert (or patch) hexdump into binary.
    -r -s off   revert with <off> added to file positions found in hexdump.
    -d          show offset in decimal instead of hex.
    -s [+][-]seek  start at <seek> bytes abs. (or +: rel.) infile offset.
    -u          use upper case hex letters.
    -v          show version: "xxd 2022-01-14 by Juergen Weigert et al.".
`)
	return 1
}

// options reads them as xxd does, by their first letter.
func (x *dumping) options(args []string) (status int, done bool) {
	for len(args) > 0 {
		a := args[0]
		if len(a) < 2 || a[0] != '-' {
			break
		}
		args = args[1:]
		if a == "--" {
			break
		}
		if strings.HasPrefix(a, "--") {
			a = a[1:]
		}
		if strings.IndexByte("cglons", a[1]) >= 0 {
			long := map[byte]string{'c': "cols", 'g': "group", 'l': "len", 'o': "offset", 'n': "name", 's': "seek"}[a[1]]
			v := a[2:]
			if v == "" || strings.HasPrefix(long+" skip", a[1:]) || a[1:] == "skip" {
				if len(args) == 0 {
					return x.usage(), true
				}
				v, args = args[0], args[1:]
			}
			if !x.set(a[1], v) {
				return x.usage(), true
			}
			continue
		}
		switch a[1] {
		case 'a':
			x.skipNuls = !x.skipNuls
		case 'b':
			x.bits = true
		case 'e':
			x.little = true
		case 'u':
			x.upper = true
		case 'p':
			x.plain = true
		case 'i':
			x.include = true
		case 'd':
			x.decimal = true
		case 'r':
			x.reverse = true
		case 'v':
			fmt.Fprintln(x.Stderr, "xxd 2022-01-14 by Juergen Weigert et al.")
			return 0, true
		default:
			return x.usage(), true
		}
	}
	x.rest = args
	return 0, false
}

// set takes an option with a value; false when that is no number.
func (x *dumping) set(letter byte, v string) bool {
	switch letter {
	case 'n':
		x.name = v
		return true
	case 's':
		x.seek = v
		_, err := strconv.ParseInt(strings.TrimPrefix(v, "+"), 0, 64)
		return err == nil
	}
	n, err := strconv.ParseInt(v, 0, 64)
	if err != nil {
		return false
	}
	n = max(n, 0)
	switch letter {
	case 'c':
		x.cols = int(min(n, 1<<30))
	case 'g':
		x.group = int(min(n, 1<<30))
	case 'l':
		x.length = n
	case 'o':
		x.offset = n
	}
	return true
}

// window cuts what -s and -l leave.
func (x *dumping) window(data []byte) (at int64, rest []byte, ok bool) {
	at, _ = strconv.ParseInt(strings.TrimPrefix(x.seek, "+"), 0, 64)
	if at < 0 {
		at += int64(len(data))
	}
	if at < 0 {
		return 0, nil, false
	}
	rest = data[min(at, int64(len(data))):]
	if x.length >= 0 {
		rest = rest[:min(x.length, int64(len(rest)))]
	}
	return at, rest, true
}

func (x *dumping) dump(data []byte) ([]byte, int) {
	at, data, ok := x.window(data)
	if !ok {
		failf(x.Desk, "Sorry, cannot seek.")
		return nil, 4
	}
	cols := x.cols
	if cols < 0 || cols == 0 && !x.plain {
		cols = map[bool]int{true: 30, false: map[bool]int{true: 12, false: map[bool]int{true: 6, false: 16}[x.bits]}[x.include]}[x.plain]
	}
	switch {
	case x.plain:
		return plainDump(data, cols, x.upper), 0
	case x.include:
		return x.includeDump(data, cols), 0
	}
	group := x.group
	if group < 0 {
		group = map[bool]int{true: 1, false: map[bool]int{true: 4, false: 2}[x.little]}[x.bits]
	}
	if group < 1 || group > cols {
		group = cols
	}
	if x.little && group&(group-1) != 0 {
		failf(x.Desk, "number of octets per group must be a power of 2 with -e.")
		return nil, 1
	}
	return x.lines(at+x.offset, data, cols, group), 0
}

func plainDump(data []byte, cols int, upper bool) []byte {
	digits := "%x"
	if upper {
		digits = "%X"
	}
	if cols == 0 {
		cols = max(len(data), 1)
	}
	var b []byte
	for part := range slices.Chunk(data, cols) {
		b = fmt.Appendf(b, digits+"\n", part)
	}
	return b
}

func (x *dumping) includeDump(data []byte, cols int) []byte {
	name := x.name
	if name == "" && len(x.rest) > 0 && x.rest[0] != "-" {
		name = strings.Map(func(r rune) rune {
			if r < 0x80 && (r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z') {
				return r
			}
			return '_'
		}, x.rest[0])
		if name[0] >= '0' && name[0] <= '9' {
			name = "__" + name
		}
	}
	var b bytes.Buffer
	if name != "" {
		fmt.Fprintf(&b, "unsigned char %s[] = {\n", name)
	}
	for i, c := range data {
		switch {
		case i == 0:
			b.WriteString("  ")
		case i%cols == 0:
			b.WriteString(",\n  ")
		default:
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, map[bool]string{true: "0X%02X", false: "0x%02x"}[x.upper], c)
	}
	if len(data) > 0 {
		b.WriteByte('\n')
	}
	if name != "" {
		fmt.Fprintf(&b, "};\nunsigned int %s_len = %d;\n", name, len(data))
	}
	return b.Bytes()
}

// lines is the usual dump: position, groups, characters.
func (x *dumping) lines(at int64, data []byte, cols, group int) []byte {
	var out []byte
	nuls := 0
	var held []byte
	for i := 0; i < len(data); i += cols {
		part := data[i:min(i+cols, len(data))]
		line := x.line(at+int64(i), part, cols, group)
		last := i+cols >= len(data)
		if !x.skipNuls || len(part) < cols || !zeros(part) {
			out, nuls = append(append(out, skipped(nuls, held)...), line...), 0
			continue
		}
		if nuls++; nuls == 1 {
			out = append(out, line...)
			continue
		}
		held = line
		if last {
			out = append(append(out, skipped(nuls-1, nil)...), line...)
		}
	}
	return out
}

// skipped is what stands for lines of zeros that were not shown: one is shown
// after all.
func skipped(nuls int, held []byte) []byte {
	switch {
	case nuls < 2:
		return nil
	case nuls == 2:
		return held
	}
	return []byte("*\n")
}

func zeros(b []byte) bool { return !slices.ContainsFunc(b, func(c byte) bool { return c != 0 }) }

func (x *dumping) line(at int64, part []byte, cols, group int) []byte {
	address := fmt.Sprintf("%08x:", at)
	if x.decimal {
		address = fmt.Sprintf("%08d:", at)
	}
	width := 2*group + 1
	if x.bits {
		width = 8*group + 1
	}
	begin := len(address) + 3 + (width*cols-1)/group // of the characters
	b := bytes.Repeat([]byte(" "), begin+len(part))
	copy(b, address)
	for p, c := range part {
		place := p
		if x.little {
			place = p ^ (group - 1)
		}
		digits := fmt.Sprintf(map[bool]string{true: "%02X", false: "%02x"}[x.upper], c)
		if x.bits {
			digits = fmt.Sprintf("%08b", c)
		}
		copy(b[len(address)+1+width*place/group:], digits)
		b[begin+p] = '.'
		if c >= ' ' && c < 0x7f {
			b[begin+p] = c
		}
	}
	return append(b, '\n')
}
