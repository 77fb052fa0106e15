package coreutils

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var sortFlags = takes(2, "[OPTION]... [FILE]...", "n|numeric-sort r|reverse u|unique k:|key t:|field-separator V|version-sort f|ignore-case b|ignore-leading-blanks h|human-numeric-sort g|general-numeric-sort s|stable c|check o:|output d|dictionary-order")

// order is how two texts are compared: the letters n r V f b h g d.
type order struct {
	numeric, reverse, version, fold, blanks, human, general, dictionary bool
}

func (o *order) set(letters string) bool {
	for _, c := range letters {
		switch c {
		case 'n':
			o.numeric = true
		case 'r':
			o.reverse = true
		case 'V':
			o.version = true
		case 'f':
			o.fold = true
		case 'b':
			o.blanks = true
		case 'h':
			o.human = true
		case 'g':
			o.general = true
		case 'd':
			o.dictionary = true
		default:
			return false
		}
	}
	return true
}

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
		if strings.IndexByte("nrVfbhgd", c) >= 0 {
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
	list := lines(data)
	if g.has('c') {
		for i := 1; i < len(list); i++ {
			if c := s.compare(list[i-1], list[i]); c > 0 || c == 0 && g.has('u') {
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
		out = strings.Join(list, "\n") + "\n"
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
	if k.field, k.char, letters, ok = position(from); !ok || k.field == 0 || !k.set(letters) {
		return k, bad
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

func (o order) compare(a, b string) int {
	c := o.plain(a, b)
	if o.reverse {
		return -c
	}
	return c
}

func (o order) plain(a, b string) int {
	if o.blanks {
		a, b = strings.TrimLeft(a, " \t"), strings.TrimLeft(b, " \t")
	}
	switch {
	case o.numeric:
		return compareNumbers(leading(a), leading(b))
	case o.human:
		x, y := human(a), human(b)
		return cmpFloat(x, y)
	case o.general:
		x, _ := strconv.ParseFloat(strings.TrimSpace(a), 64)
		y, _ := strconv.ParseFloat(strings.TrimSpace(b), 64)
		return cmpFloat(x, y)
	case o.version:
		return compareVersions(a, b)
	}
	if o.dictionary {
		a, b = wordsOnly(a), wordsOnly(b)
	}
	if o.fold {
		a, b = strings.ToUpper(a), strings.ToUpper(b)
	}
	return strings.Compare(a, b)
}

func cmpFloat(x, y float64) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

func wordsOnly(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r >= 0x80 {
			return r
		}
		return -1
	}, s)
}

// leading is the number at the beginning of a text: -12.5.
func leading(s string) string {
	s = strings.TrimLeft(s, " \t")
	i := 0
	if i < len(s) && s[i] == '-' {
		i++
	}
	dot := false
	for i < len(s) && ('0' <= s[i] && s[i] <= '9' || s[i] == '.' && !dot) {
		dot = dot || s[i] == '.'
		i++
	}
	return s[:i]
}

// compareNumbers compares decimal numbers of any length.
func compareNumbers(a, b string) int {
	na, nb := strings.HasPrefix(a, "-"), strings.HasPrefix(b, "-")
	a, b = strings.TrimPrefix(a, "-"), strings.TrimPrefix(b, "-")
	ia, fa, _ := strings.Cut(a, ".")
	ib, fb, _ := strings.Cut(b, ".")
	ia, ib = strings.TrimLeft(ia, "0"), strings.TrimLeft(ib, "0")
	fa, fb = strings.TrimRight(fa, "0"), strings.TrimRight(fb, "0")
	na, nb = na && ia+fa != "", nb && ib+fb != ""
	if na != nb {
		if na {
			return -1
		}
		return 1
	}
	c := len(ia) - len(ib)
	if c == 0 {
		if c = strings.Compare(ia, ib); c == 0 {
			c = strings.Compare(fa, fb)
		}
	}
	if na {
		return -c
	}
	return c
}

func human(s string) float64 {
	s = strings.TrimSpace(s)
	n := leading(s)
	x, _ := strconv.ParseFloat(n, 64)
	if len(s) > len(n) {
		for i := strings.IndexByte("KMGTPE", strings.ToUpper(s)[len(n)]); i >= 0; i-- {
			x *= 1024
		}
	}
	return x
}

// compareVersions is sort -V: runs of digits are numbers.
func compareVersions(a, b string) int {
	for a != "" && b != "" {
		na, nb := digitsOf(a), digitsOf(b)
		if na > 0 && nb > 0 {
			if c := compareNumbers(a[:na], b[:nb]); c != 0 {
				return c
			}
			a, b = a[na:], b[nb:]
			continue
		}
		if a[0] != b[0] {
			return int(a[0]) - int(b[0])
		}
		a, b = a[1:], b[1:]
	}
	return len(a) - len(b)
}

func digitsOf(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

var uniqFlags = takes(1, "[OPTION]... [INPUT [OUTPUT]]", "c|count d|repeated u|unique i|ignore-case f:|skip-fields s:|skip-chars D")

func uniq(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := uniqFlags.parse(d, args)
	if done {
		return status
	}
	fields, chars := 0, 0
	for _, n := range []struct {
		flag byte
		into *int
	}{{'f', &fields}, {'s', &chars}} {
		if v, ok := g.value(n.flag); ok {
			var err error
			if *n.into, err = strconv.Atoi(v); err != nil || *n.into < 0 {
				return failf(d, "%s: invalid number to skip", v)
			}
		}
	}
	same := func(s string) string {
		for range fields {
			s = strings.TrimLeft(s, " \t")
			s = s[len(s)-len(strings.TrimLeftFunc(s, func(r rune) bool { return r != ' ' && r != '\t' })):]
		}
		s = s[min(chars, len(s)):]
		if g.has('i') {
			s = strings.ToLower(s)
		}
		return s
	}
	data, status := whole(d, g.rest[:min(1, len(g.rest))])
	list := lines(data)
	var b strings.Builder
	for i := 0; i < len(list); {
		n := 1
		for i+n < len(list) && same(list[i]) == same(list[i+n]) {
			n++
		}
		switch {
		case g.has('D'):
			if n > 1 {
				b.WriteString(strings.Join(list[i:i+n], "\n") + "\n")
			}
		case g.has('d') && n == 1 || g.has('u') && n > 1:
		case g.has('c'):
			fmt.Fprintf(&b, "%7d %s\n", n, list[i])
		default:
			b.WriteString(list[i] + "\n")
		}
		i += n
	}
	if len(g.rest) > 1 {
		if err := d.WriteFile(g.rest[1], []byte(b.String())); err != nil {
			return failf(d, "%s: %s", g.rest[1], files.Why(err))
		}
		return status
	}
	io.WriteString(d.Stdout, b.String())
	return status
}

var commFlags = takes(1, "[OPTION]... FILE1 FILE2", "1|column-1 2|column-2 3|column-3")

func comm(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := commFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) != 2 {
		return failf(d, "two files are wanted")
	}
	var sides [2][]string
	for i, name := range g.rest {
		data, err := read(d, name)
		if err != nil {
			return failf(d, "%s: %s", name, files.Why(err))
		}
		sides[i] = lines(data)
	}
	var b strings.Builder
	put := func(column byte, line string) {
		if g.has(column) {
			return
		}
		for c := byte('1'); c < column; c++ {
			if !g.has(c) {
				b.WriteByte('\t')
			}
		}
		b.WriteString(line + "\n")
	}
	x, y := sides[0], sides[1]
	for len(x) > 0 || len(y) > 0 {
		switch {
		case len(y) == 0 || len(x) > 0 && x[0] < y[0]:
			put('1', x[0])
			x = x[1:]
		case len(x) == 0 || x[0] > y[0]:
			put('2', y[0])
			y = y[1:]
		default:
			put('3', x[0])
			x, y = x[1:], y[1:]
		}
	}
	return write(d, b.String())
}
