package coreutils

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"skylab/console/desk"
)

var wcFlags = takes(1, "[OPTION]... [FILE]...", "l|lines w|words c|bytes m|chars L|max-line-length")

func wc(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := wcFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.order) == 0 {
		for _, c := range "lwc" {
			g.add(byte(c), "")
		}
	}
	type row struct {
		name   string
		counts map[byte]int
	}
	var rows []row
	total := map[byte]int{}
	size := 0
	status = each(d, g.rest, func(name string, data []byte) {
		s := string(data)
		counts := map[byte]int{
			'l': strings.Count(s, "\n"), 'w': len(strings.Fields(s)), 'c': len(s), 'm': utf8.RuneCountInString(s), 'L': longest(s),
		}
		for c, n := range counts {
			total[c] += n
		}
		total['L'] = max(total['L']-counts['L'], counts['L'])
		size += len(s)
		rows = append(rows, row{name, counts})
	})
	if len(g.rest) > 1 {
		rows = append(rows, row{"total", total})
	}
	kinds := 0
	for _, c := range "lwmcL" {
		if g.has(byte(c)) {
			kinds++
		}
	}
	width := 1
	switch {
	case kinds == 1 && len(rows) == 1:
	case len(g.rest) == 0 || strings.Contains(" "+strings.Join(g.rest, " ")+" ", " - "):
		width = 7
	default:
		width = len(strconv.Itoa(size))
	}
	for _, r := range rows {
		var cells []string
		for _, c := range []byte("lwmcL") {
			if g.has(c) {
				cells = append(cells, fmt.Sprintf("%*d", width, r.counts[c]))
			}
		}
		line := strings.Join(cells, " ")
		if len(g.rest) > 0 {
			line += " " + r.name
		}
		io.WriteString(d.Stdout, line+"\n")
	}
	return status
}

func longest(s string) int {
	n := 0
	for _, line := range strings.Split(s, "\n") {
		n = max(n, runewidth.StringWidth(line))
	}
	return n
}

var cutFlags = takes(1, "OPTION... [FILE]...", "d:|delimiter f:|fields c:|characters b:|bytes s|only-delimited \x01|complement \x02:|output-delimiter")

// span of fields or characters, from 1; to 0 is the end.
type span struct{ from, to int }

func cut(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := cutFlags.parse(d, args)
	if done {
		return status
	}
	kind := g.last("fcb")
	if kind == 0 {
		return failf(d, "you must specify a list of bytes, characters, or fields")
	}
	list, _ := g.value(kind)
	spans, err := readSpans(list)
	if err != "" {
		return failf(d, "%s", err)
	}
	delim := "\t"
	if v, ok := g.value('d'); ok {
		if utf8.RuneCountInString(v) > 1 {
			return failf(d, "the delimiter must be a single character")
		}
		delim = v
	}
	between, ok := g.value(2)
	if !ok {
		between = delim
	}
	chosen := func(n int) bool {
		for _, s := range spans {
			if n >= s.from && (s.to == 0 || n <= s.to) {
				return !g.has(1)
			}
		}
		return g.has(1)
	}
	return each(d, g.rest, func(_ string, data []byte) {
		var b strings.Builder
		for _, line := range lines(data) {
			cutLine(&b, line, kind, delim, between, g.has('s'), chosen)
		}
		io.WriteString(d.Stdout, b.String())
	})
}

func cutLine(b *strings.Builder, line string, kind byte, delim, between string, only bool, chosen func(int) bool) {
	if kind != 'f' {
		n := 0
		if kind == 'b' {
			for i := range len(line) {
				if chosen(i + 1) {
					b.WriteByte(line[i])
				}
			}
		} else {
			for _, c := range line {
				if n++; chosen(n) {
					b.WriteRune(c)
				}
			}
		}
		b.WriteByte('\n')
		return
	}
	if !strings.Contains(line, delim) {
		if !only {
			b.WriteString(line + "\n")
		}
		return
	}
	var kept []string
	for i, f := range strings.Split(line, delim) {
		if chosen(i + 1) {
			kept = append(kept, f)
		}
	}
	b.WriteString(strings.Join(kept, between) + "\n")
}

func readSpans(list string) ([]span, string) {
	var spans []span
	for _, word := range strings.Split(list, ",") {
		lo, hi, ranged := strings.Cut(word, "-")
		s := span{1, 0}
		var err1, err2 error
		if lo != "" {
			s.from, err1 = strconv.Atoi(lo)
		}
		if s.to = s.from; ranged {
			if s.to = 0; hi != "" {
				s.to, err2 = strconv.Atoi(hi)
			}
		}
		switch {
		case err1 != nil || err2 != nil || lo == "" && hi == "":
			return nil, "invalid field value '" + word + "'"
		case s.from == 0:
			return nil, "fields are numbered from 1"
		case s.to != 0 && s.to < s.from:
			return nil, "invalid decreasing range"
		}
		spans = append(spans, s)
	}
	return spans, ""
}

var trFlags = takes(1, "[OPTION]... SET1 [SET2]", "d|delete s|squeeze-repeats c|complement C t|truncate-set1")

func tr(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := trFlags.parse(d, args)
	if done {
		return status
	}
	remove, squeeze := g.has('d'), g.has('s')
	complement := g.has('c') || g.has('C')
	if len(g.rest) == 0 || len(g.rest) > 2 || len(g.rest) == 1 && !remove && !squeeze || len(g.rest) == 2 && remove && !squeeze {
		return failf(d, "SET1 and SET2 are wanted to translate, SET1 alone to delete (-d) or squeeze (-s)")
	}
	set1 := trSet(g.rest[0], 0)
	var set2 []rune
	if len(g.rest) == 2 {
		set2 = trSet(g.rest[1], len(set1))
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
func trSet(s string, n int) []rune {
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
		c, used := trChar(r[i:])
		i += used
		if i+1 < len(r) && r[i] == '-' {
			hi, used := trChar(r[i+1:])
			if hi >= c && hi-c < 0x11000 {
				for x := c; x <= hi; x++ {
					set = append(set, x)
				}
				i += 1 + used
				continue
			}
		}
		set = append(set, c)
	}
	return set
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

var columnFlags = takes(1, "-t [-s SEPARATORS] [-o SEPARATOR] [FILE]...", "t|table s:|separator o:|output-separator N:|table-columns")

func column(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := columnFlags.parse(d, args)
	if done {
		return status
	}
	data, status := whole(d, g.rest)
	sep, ok := g.value('s')
	split := strings.Fields
	if ok {
		split = func(s string) []string {
			return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(sep, r) })
		}
		if len(sep) == 1 {
			split = func(s string) []string { return strings.Split(s, sep) }
		}
	}
	out, ok := g.value('o')
	if !ok {
		out = "  "
	}
	if !g.has('t') {
		return status | write(d, string(data))
	}
	var rows [][]string
	var widths []int
	list := lines(data)
	if v, ok := g.value('N'); ok {
		rows = append(rows, strings.Split(v, ","))
	}
	for _, line := range list {
		if strings.TrimSpace(line) != "" {
			rows = append(rows, split(line))
		}
	}
	for _, cells := range rows {
		for i, c := range cells {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], runewidth.StringWidth(c))
		}
	}
	var b strings.Builder
	for _, cells := range rows {
		for i, c := range cells {
			if i == len(cells)-1 {
				b.WriteString(c)
				break
			}
			b.WriteString(c + strings.Repeat(" ", widths[i]-runewidth.StringWidth(c)) + out)
		}
		b.WriteByte('\n')
	}
	return status | write(d, b.String())
}
