package coreutils

import (
	"context"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"skylab/console/desk"
)

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
	if len(g.flags['f'])+len(g.flags['c'])+len(g.flags['b']) > 1 {
		return failf(d, "only one list may be specified")
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
		for _, line := range lines(d, data) {
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
