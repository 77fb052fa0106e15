package coreutils

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
)

var trFlags = takes(1, "[OPTION]... SET1 [SET2]", "d|delete s|squeeze-repeats c|complement C t|truncate-set1")

func tr(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := trFlags.parse(d, args)
	if done {
		return status
	}
	remove, squeeze := g.has('d'), g.has('s')
	complement := g.has('c') || g.has('C')
	switch n := len(g.rest); {
	case n == 0:
		return failf(d, "missing operand")
	case n == 1 && !remove && !squeeze:
		return failf(d, "missing operand after '%s'\nTwo strings must be given when translating.", g.rest[0])
	case n == 1 && remove && squeeze:
		return failf(d, "missing operand after '%s'\nTwo strings must be given when both deleting and squeezing repeats.", g.rest[0])
	case n == 2 && remove && !squeeze:
		return failf(d, "extra operand '%s'\nOnly one string may be given when deleting without squeezing repeats.", g.rest[1])
	case n > 2:
		return failf(d, "extra operand '%s'", g.rest[2])
	}
	var sets [2][]rune
	for i, s := range g.rest {
		var err error
		if sets[i], err = trSet(s, len(sets[0])); err != nil {
			return failf(d, "%v", err)
		}
	}
	set1, set2 := sets[0], sets[1]
	if len(g.rest) == 2 && len(set2) == 0 && len(set1) > 0 && !remove && !g.has('t') {
		return failf(d, "when not truncating set1, string2 must be non-empty")
	}
	if g.has('t') && len(set1) > len(set2) && len(g.rest) == 2 {
		set1 = set1[:len(set2)]
	}
	place := map[rune]int{}
	for i, c := range set1 {
		if _, ok := place[c]; !ok || !remove {
			place[c] = i
		}
	}
	in := func(c rune) bool { _, ok := place[c]; return ok != complement }
	squeezed := map[rune]bool{}
	for _, c := range set2 {
		squeezed[c] = true
	}
	data, err := read(d, "-")
	if err != nil {
		return 1
	}
	var b strings.Builder
	last := rune(-1)
	for _, c := range string(data) {
		switch {
		case remove && in(c):
			continue
		case !remove && in(c) && len(set2) > 0:
			i, ok := place[c]
			if !ok || i >= len(set2) {
				i = len(set2) - 1
			}
			c = set2[i]
		}
		if squeeze && c == last && (squeezed[c] || len(set2) == 0 && in(c)) {
			continue
		}
		last = c
		b.WriteRune(c)
	}
	d.Shell.Spend(len(data) >> 8)
	return write(d, b.String())
}

// trSet spells a set out: ranges, classes, escapes, [x*]. n is how long it
// should become where it may grow.
func trSet(s string, n int) ([]rune, error) {
	var set []rune
	r := []rune(s)
	for i := 0; i < len(r); {
		if r[i] == '[' && i+1 < len(r) && r[i+1] == ':' {
			if end := strings.Index(string(r[i:]), ":]"); end > 0 {
				name := string([]rune(string(r[i:])[2:end]))
				if class := trClass(name); class != nil {
					set = append(set, class...)
					i += len([]rune(name)) + 4
					continue
				}
			}
		}
		if r[i] == '[' && i+3 <= len(r)-1 && r[i+2] == '*' && r[i+3] == ']' {
			for len(set) < n {
				set = append(set, r[i+1])
			}
			i += 4
			continue
		}
		if r[i] == '[' && i+3 < len(r) && r[i+2] == '*' { // [x*5]
			if end := slices.Index(r[i+3:], ']'); end > 0 {
				if times, err := strconv.ParseInt(string(r[i+3:i+3+end]), 0, 32); err == nil && times <= 1<<16 {
					for range times {
						set = append(set, r[i+1])
					}
					i += end + 4
					continue
				}
			}
		}
		c, used := trChar(r[i:])
		i += used
		if i+1 < len(r) && r[i] == '-' {
			hi, used := trChar(r[i+1:])
			if hi < c {
				return nil, fmt.Errorf("range-endpoints of '%s' are in reverse collating sequence order", string([]rune{c, '-', hi}))
			}
			if hi-c < 0x11000 {
				for x := c; x <= hi; x++ {
					set = append(set, x)
				}
				i += 1 + used
				continue
			}
		}
		set = append(set, c)
	}
	return set, nil
}

func trChar(r []rune) (c rune, used int) {
	if r[0] != '\\' || len(r) == 1 {
		return r[0], 1
	}
	if i := strings.IndexRune("abfnrtv\\", r[1]); i >= 0 {
		return rune("\a\b\f\n\r\t\v\\"[i]), 2
	}
	n, v := 1, rune(0)
	for n < len(r) && n < 4 && r[n] >= '0' && r[n] <= '7' {
		v = v*8 + r[n] - '0'
		n++
	}
	if n > 1 {
		return v, n
	}
	return r[1], 2
}

func trClass(name string) []rune {
	var set []rune
	is := map[string]func(c rune) bool{
		"lower": func(c rune) bool { return 'a' <= c && c <= 'z' }, "upper": func(c rune) bool { return 'A' <= c && c <= 'Z' },
		"digit": func(c rune) bool { return '0' <= c && c <= '9' }, "space": func(c rune) bool { return c == ' ' || '\t' <= c && c <= '\r' },
		"blank": func(c rune) bool { return c == ' ' || c == '\t' }, "cntrl": func(c rune) bool { return c < ' ' || c == 127 },
		"print": func(c rune) bool { return ' ' <= c && c < 127 }, "graph": func(c rune) bool { return ' ' < c && c < 127 },
		"alpha":  func(c rune) bool { return 'a' <= c|32 && c|32 <= 'z' },
		"alnum":  func(c rune) bool { return 'a' <= c|32 && c|32 <= 'z' || '0' <= c && c <= '9' },
		"xdigit": func(c rune) bool { return 'a' <= c|32 && c|32 <= 'f' || '0' <= c && c <= '9' },
		"punct": func(c rune) bool {
			return ' ' < c && c < 127 && !('a' <= c|32 && c|32 <= 'z' || '0' <= c && c <= '9')
		},
	}[name]
	if is == nil {
		return nil
	}
	for c := rune(0); c < 128; c++ {
		if is(c) {
			set = append(set, c)
		}
	}
	return set
}
