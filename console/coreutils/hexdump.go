package coreutils

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"

	"skylab/console/desk"
)

var hexdumpFlags = takes(1, "[options] <file>...", "C|canonical n:|length s:|skip v|no-squeezing x|two-bytes-hex")

// hexdump shows files in hexadecimal; hd is hexdump -C.
func hexdump(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := hexdumpFlags.parse(d, args)
	if done {
		return status
	}
	data := []byte{}
	status = each(d, g.rest, func(_ string, part []byte) { data = append(data, part...) })
	skip := int64(0)
	for _, c := range "sn" {
		v, ok := g.value(byte(c))
		if !ok {
			continue
		}
		n, fine := byteCount(v)
		if !fine {
			return failf(d, "failed to parse %s: '%s'", map[rune]string{'s': "offset", 'n': "length"}[c], v)
		}
		if n = min(n, int64(len(data))); c == 's' {
			skip, data = n, data[n:]
		} else {
			data = data[:n]
		}
	}
	d.Shell.Spend(len(data)>>7 + 1)
	line := hexLine
	if g.has('C') || d.Name == "hd" {
		line = canonicalLine
	}
	var out, before []byte
	starred := false
	for i := 0; i < len(data); i += 16 {
		part := data[i:min(i+16, len(data))]
		if len(part) == 16 && bytes.Equal(part, before) && !g.has('v') {
			if !starred {
				out, starred = append(out, "*\n"...), true
			}
			continue
		}
		before, starred = part, false
		out = line(out, skip+int64(i), part)
	}
	if len(data) > 0 {
		format := "%07x\n"
		if g.has('C') || d.Name == "hd" {
			format = "%08x\n"
		}
		out = fmt.Appendf(out, format, skip+int64(len(data)))
	}
	write(d, string(out))
	return status
}

func hexLine(out []byte, at int64, part []byte) []byte {
	out = fmt.Appendf(out, "%07x", at)
	for i := 0; i < 16; i += 2 {
		if i >= len(part) {
			out = append(out, "     "...)
			continue
		}
		two := make([]byte, 2)
		copy(two, part[i:])
		out = fmt.Appendf(out, " %04x", binary.LittleEndian.Uint16(two))
	}
	return append(out, '\n')
}

func canonicalLine(out []byte, at int64, part []byte) []byte {
	out = fmt.Appendf(out, "%08x ", at)
	for i := range 16 {
		if i == 8 {
			out = append(out, ' ')
		}
		if i < len(part) {
			out = fmt.Appendf(out, " %02x", part[i])
		} else {
			out = append(out, "   "...)
		}
	}
	out = append(out, "  |"...)
	for _, c := range part {
		if c < ' ' || c > '~' {
			c = '.'
		}
		out = append(out, c)
	}
	return append(out, "|\n"...)
}
