package coreutils

import (
	"strconv"
	"strings"

	"skylab/console/files"
)

// undump turns a dump into bytes. It goes by the characters as xxd does: what
// is no hexadecimal digit twice in a row makes the rest of a line garbage.
type undump struct {
	plain bool
	cols  int
	base  int64
	out   []byte
	at    int64 // where the next octet goes
	want  int64 // the position that the line names
	p     int   // octets of this line; cols while its position is read
	skip  bool  // nothing of this line was read yet
	n     [3]int
}

// back is xxd -r.
func (x *dumping) back(data []byte) int {
	base, _ := strconv.ParseInt(strings.TrimPrefix(x.seek, "+"), 0, 64)
	cols := x.cols
	if cols <= 0 {
		cols = 16
	}
	u := &undump{plain: x.plain, cols: cols, base: base, p: cols, skip: true, n: [3]int{-1, 0, 0}}
	if len(x.rest) > 1 && x.rest[1] != "-" { // a file that is there is patched
		if old, err := x.ReadFile(x.rest[1]); err == nil {
			u.out = append(u.out, old...)
		}
	}
	for i := 0; i < len(data); i++ {
		rest, ok := u.take(data[i])
		if !ok {
			failf(x.Desk, "sorry, cannot seek.")
			return 5
		}
		if rest { // the line is over
			for i+1 < len(data) && data[i] != '\n' {
				i++
			}
			u.endLine()
		}
	}
	return x.put(u.out)
}

// take looks at one character; rest tells to pass over what is left of the
// line.
func (u *undump) take(c byte) (rest, ok bool) {
	if c == '\r' || u.plain && (c == ' ' || c == '\n' || c == '\t') {
		return false, true
	}
	u.n[2], u.n[1], u.n[0] = u.n[1], u.n[0], hexDigit(c)
	if u.n[0] < 0 && u.skip {
		return false, true
	}
	u.skip = false
	if u.p >= u.cols {
		if !u.plain {
			if u.n[0] < 0 {
				u.p = 0
			} else {
				u.want = u.want<<4 | int64(u.n[0])
			}
			return false, true
		}
		u.p = 0
	}
	return u.octet(c)
}

func (u *undump) octet(c byte) (rest, ok bool) {
	switch {
	case u.n[1] >= 0 && u.n[0] >= 0:
		if !u.put(byte(u.n[1]<<4 | u.n[0])) {
			return false, false
		}
		u.n[0] = -1
		if !u.plain {
			u.p++
			if u.p >= u.cols {
				return c != '\n', true
			}
		}
	case u.n[0] < 0 && u.n[1] < 0 && u.n[2] < 0:
		return true, true
	}
	if c == '\n' {
		u.endLine()
	}
	return false, true
}

func (u *undump) endLine() {
	if !u.plain {
		u.want = 0
	}
	u.p, u.skip = u.cols, true
}

// put writes an octet where it belongs; false when that is out of the world.
func (u *undump) put(c byte) bool {
	if to := u.base + u.want; to != u.at {
		if to < 0 || to >= files.MaxBytes {
			return false
		}
		u.at = to
	}
	for int64(len(u.out)) <= u.at {
		u.out = append(u.out, 0)
	}
	u.out[u.at] = c
	u.at++
	u.want++
	return true
}

func hexDigit(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
