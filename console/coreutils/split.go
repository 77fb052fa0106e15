package coreutils

import (
	"context"
	"strconv"

	"skylab/console/desk"
	"skylab/console/files"
)

var splitFlags = takes(1, "[OPTION]... [FILE [PREFIX]]", "l:|lines b:|bytes n:|number d|numeric-suffixes a:|suffix-length")

// splitting is how a file is cut and how the parts are called.
type splitting struct {
	lines, bytes, parts int
	letters             int
	digits              bool
	prefix              string
}

// split cuts a file into parts.
func split(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := splitFlags.parse(d, args)
	if done {
		return status
	}
	s := splitting{letters: 2, digits: g.has('d'), prefix: "x"}
	if len(g.rest) > 1 {
		s.prefix, g.rest = g.rest[1], g.rest[:1]
	}
	if status, bad := s.read(&g); bad {
		return status
	}
	data, status := whole(d, g.rest)
	if status != 0 {
		return status
	}
	for i, part := range s.cut(data) {
		name, ok := s.name(i)
		if !ok {
			return failf(d, "output file suffixes exhausted")
		}
		if err := d.WriteFile(name, part); err != nil {
			return failf(d, "%s: %s", name, files.Why(err))
		}
	}
	return 0
}

func (s *splitting) read(g *given) (status int, bad bool) {
	number := func(letter byte, what string, into *int) bool {
		v, ok := g.value(letter)
		if !ok {
			return true
		}
		n, fine := byteCount(v)
		if !fine || n < 1 || n > 1<<40 {
			failf(g.d, "invalid number of %s: '%s'", what, v)
			return false
		}
		*into = int(n)
		return true
	}
	if v, ok := g.value('a'); ok {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 || n > 64 {
			return failf(g.d, "invalid suffix length: '%s'", v), true
		}
		s.letters = n
	}
	if !number('l', "lines", &s.lines) || !number('b', "bytes", &s.bytes) || !number('n', "chunks", &s.parts) {
		return 1, true
	}
	return 0, false
}

func (s *splitting) cut(data []byte) [][]byte {
	var list [][]byte
	total := len(data)
	for i := 0; len(data) > 0; i++ {
		end := 0
		switch {
		case s.parts > 0:
			end = min(len(data), total*(i+1)/s.parts-total*i/s.parts)
			if i == s.parts-1 {
				end = len(data)
			}
		case s.bytes > 0:
			end = min(s.bytes, len(data))
		default:
			end = lineStart(data, max(s.lines, map[bool]int{true: 1000}[s.lines == 0]))
		}
		list = append(list, data[:end:end])
		data = data[end:]
	}
	return list
}

// name is the prefix with aa, ab, … or 00, 01, …
func (s *splitting) name(i int) (string, bool) {
	first, base := byte('a'), 26
	if s.digits {
		first, base = '0', 10
	}
	suffix := make([]byte, s.letters)
	for k := s.letters - 1; k >= 0; k-- {
		suffix[k] = first + byte(i%base)
		i /= base
	}
	return s.prefix + string(suffix), i == 0
}
