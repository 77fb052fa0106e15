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

var sortFlags = takes(2, "[OPTION]... [FILE]...", "n|numeric-sort r|reverse u|unique k:|key t:|field-separator V|version-sort f|ignore-case b|ignore-leading-blanks h|human-numeric-sort g|general-numeric-sort s|stable c|check C o:|output d|dictionary-order M|month-sort m|merge z|zero-terminated")

// key is one -k: fields and characters from 1; an end of field 0 is the end
// of the line, an end of character 0 the end of its field.
type key struct {
	order
	field, char       int
	endField, endChar int
}

type sorter struct {
	keys []key
	tab  string
	last order
	d    *desk.Desk
	work int
}

func sortLines(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := sortFlags.parse(d, args)
	if done {
		return status
	}
	s := sorter{d: d}
	for _, c := range g.order {
		if strings.IndexByte("nrVfbhgdM", c) >= 0 {
			s.last.set(string(c))
		}
	}
	if v, ok := g.value('t'); ok {
		if s.tab = strings.ReplaceAll(v, `\t`, "\t"); len(v) != 1 && v != `\t` {
			failf(d, "multi-character tab '%s'", v)
			return 2
		}
	}
	for _, spec := range g.flags['k'] {
		k, err := readKey(spec)
		if err != nil {
			failf(d, "%s", err)
			return 2
		}
		s.keys = append(s.keys, k)
	}
	data, status := whole(d, g.rest)
	if status != 0 {
		return 2
	}
	end := "\n"
	if g.has('z') {
		end = "\x00"
		data = bytes.ReplaceAll(bytes.ReplaceAll(data, []byte("\n"), []byte("\x01")), []byte(end), []byte("\n"))
	}
	list := lines(d, data)
	if g.has('z') {
		for i := range list {
			list[i] = strings.ReplaceAll(list[i], "\x01", "\n")
		}
	}
	if g.has('c') || g.has('C') {
		for i := 1; i < len(list); i++ {
			if c := s.compare(list[i-1], list[i]); c > 0 || c == 0 && g.has('u') {
				if g.has('C') {
					return 1
				}
				return failf(d, "%s:%d: disorder: %s", first(g.rest, "-"), i+1, list[i])
			}
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b string) int {
		c := s.compare(a, b)
		if c == 0 && !g.has('s') && !g.has('u') {
			if c = strings.Compare(a, b); s.last.reverse {
				c = -c
			}
		}
		return c
	})
	if g.has('u') {
		list = slices.CompactFunc(list, func(a, b string) bool { return s.compare(a, b) == 0 })
	}
	out := ""
	if len(list) > 0 {
		out = strings.Join(list, end) + end
	}
	if name, ok := g.value('o'); ok {
		if err := d.WriteFile(name, []byte(out)); err != nil {
			failf(d, "open failed: %s: %s", name, files.Why(err))
			return 2
		}
		return 0
	}
	return write(d, out)
}

func first(list []string, otherwise string) string {
	if len(list) > 0 {
		return list[0]
	}
	return otherwise
}

// readKey reads F[.C][OPTS][,F[.C][OPTS]].
func readKey(spec string) (key, error) {
	bad := fmt.Errorf("-: invalid field specification '%s'", spec)
	var k key
	from, to, hasEnd := strings.Cut(spec, ",")
	var letters string
	var ok bool
	if k.field, k.char, letters, ok = position(from); !ok || !k.set(letters) {
		return k, bad
	}
	if k.field == 0 {
		return k, fmt.Errorf("field number is zero: invalid field specification '%s'", spec)
	}
	if hasEnd {
		if k.endField, k.endChar, letters, ok = position(to); !ok || k.endField == 0 || !k.set(letters) {
			return k, bad
		}
	}
	return k, nil
}

func position(s string) (field, char int, letters string, ok bool) {
	letters = strings.TrimLeft(s, "0123456789.")
	number, c, dotted := strings.Cut(s[:len(s)-len(letters)], ".")
	field, err := strconv.Atoi(number)
	if dotted {
		var err2 error
		if char, err2 = strconv.Atoi(c); err2 != nil {
			return 0, 0, "", false
		}
	}
	return field, char, letters, err == nil
}

func (s *sorter) compare(a, b string) int {
	if s.work++; s.work%256 == 0 {
		s.d.Shell.Spend(1)
	}
	if len(s.keys) == 0 {
		return s.last.compare(a, b)
	}
	for i := range s.keys {
		k := &s.keys[i]
		o := k.order
		if o == (order{}) {
			o = s.last
		}
		if c := o.compare(s.extract(a, k, o), s.extract(b, k, o)); c != 0 {
			return c
		}
	}
	return 0
}

// extract is the part of a line that a key means.
func (s *sorter) extract(line string, k *key, o order) string {
	begin := s.fieldStart(line, k.field)
	if o.blanks || o.numeric {
		for begin < len(line) && (line[begin] == ' ' || line[begin] == '\t') {
			begin++
		}
	}
	begin = min(begin+max(0, k.char-1), len(line))
	end := len(line)
	if k.endField > 0 {
		if k.endChar == 0 {
			end = s.fieldEnd(line, k.endField)
		} else {
			end = min(s.fieldStart(line, k.endField)+k.endChar, len(line))
		}
	}
	return line[begin:max(begin, end)]
}

// fieldStart is where field n begins; without -t a field has the blanks
// before it.
func (s *sorter) fieldStart(line string, n int) int {
	at := 0
	for i := 1; i < n; i++ {
		at = s.next(line, at)
		if s.tab != "" && at < len(line) {
			at++
		}
	}
	return at
}

func (s *sorter) fieldEnd(line string, n int) int {
	return s.next(line, s.fieldStart(line, n))
}

// next is where the field that begins at at ends.
func (s *sorter) next(line string, at int) int {
	if s.tab != "" {
		if i := strings.Index(line[at:], s.tab); i >= 0 {
			return at + i
		}
		return len(line)
	}
	for at < len(line) && (line[at] == ' ' || line[at] == '\t') {
		at++
	}
	for at < len(line) && line[at] != ' ' && line[at] != '\t' {
		at++
	}
	return at
}
