package coreutils

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"skylab/console/desk"
)

var nlFlags = takes(1, "[OPTION]... [FILE]...", "b:|body-numbering w:|number-width s:|number-separator v:|starting-line-number i:|line-increment n:|number-format")

func nl(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := nlFlags.parse(d, args)
	if done {
		return status
	}
	width, sep, number := 6, "\t", 1
	if v, ok := g.value('w'); ok {
		width, _ = strconv.Atoi(v)
	}
	if v, ok := g.value('s'); ok {
		sep = v
	}
	if v, ok := g.value('v'); ok {
		number, _ = strconv.Atoi(v)
	}
	step := 1
	if v, ok := g.value('i'); ok {
		step, _ = strconv.Atoi(v)
	}
	body, _ := g.value('b')
	form, _ := g.value('n')
	verb := map[string]string{"ln": "%-*d", "rz": "%0*d"}[form]
	if verb == "" {
		verb = "%*d"
	}
	if width < 1 || width > 100 {
		return failf(d, "invalid line number field width: %d", width)
	}
	data, status := whole(d, g.rest)
	var b strings.Builder
	for _, line := range lines(d, data) {
		d.Shell.Spend(width >> 4)
		if body == "n" || line == "" && body != "a" {
			b.WriteString(strings.Repeat(" ", width+len(sep)) + line + "\n")
			continue
		}
		fmt.Fprintf(&b, verb+"%s%s\n", width, number, sep, line)
		number += step
	}
	write(d, b.String())
	return status
}

var pasteFlags = takes(1, "[OPTION]... [FILE]...", "d:|delimiters s|serial")

func paste(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := pasteFlags.parse(d, args)
	if done {
		return status
	}
	delims := []string{"\t"}
	if v, ok := g.value('d'); ok {
		delims = nil
		for _, c := range strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\0`, "", `\\`, `\`).Replace(v) {
			delims = append(delims, string(c))
		}
		if len(delims) == 0 {
			delims = []string{""}
		}
	}
	var columns [][]string
	var shared []string // all - share standard input, a line each in turn
	dashes := 0
	for _, n := range g.rest {
		if n == "-" {
			dashes++
		}
	}
	if dashes > 1 {
		data, _ := read(d, "-")
		shared = lines(d, data)
	}
	turn := 0
	names := g.rest
	if len(names) == 0 {
		names = []string{"-"}
	}
	for _, name := range names {
		if name == "-" && dashes > 1 {
			var column []string
			for i := turn; i < len(shared); i += dashes {
				column = append(column, shared[i])
			}
			turn++
			columns = append(columns, column)
			continue
		}
		status |= each(d, []string{name}, func(_ string, data []byte) { columns = append(columns, lines(d, data)) })
	}
	return status | write(d, pasted(columns, delims, g.has('s')))
}

func pasted(columns [][]string, delims []string, serial bool) string {
	var b strings.Builder
	join := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteString(delims[(i-1)%len(delims)])
			}
			b.WriteString(c)
		}
		b.WriteByte('\n')
	}
	if serial {
		for _, c := range columns {
			join(c)
		}
		return b.String()
	}
	rows := 0
	for _, c := range columns {
		rows = max(rows, len(c))
	}
	for i := range rows {
		cells := make([]string, len(columns))
		for k, c := range columns {
			if i < len(c) {
				cells[k] = c[i]
			}
		}
		join(cells)
	}
	return b.String()
}

var foldFlags = takes(1, "[OPTION]... [FILE]...", "w:|width s|spaces b|bytes")

func fold(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := foldFlags.parse(d, args)
	if done {
		return status
	}
	width := 80
	if v, ok := g.value('w'); ok {
		var err error
		if width, err = strconv.Atoi(v); err != nil || width < 1 {
			return failf(d, "invalid number of columns: '%s'", v)
		}
	}
	return each(d, g.rest, func(_ string, data []byte) {
		var b strings.Builder
		d.Shell.Spend(len(data)/width/4 + 1)
		for _, line := range strings.SplitAfter(string(data), "\n") {
			for utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > width {
				cut := len(string([]rune(line)[:width]))
				if i := strings.LastIndexByte(line[:cut], ' '); g.has('s') && i >= 0 {
					cut = i + 1
				}
				b.WriteString(line[:cut] + "\n")
				line = line[cut:]
			}
			b.WriteString(line)
		}
		io.WriteString(d.Stdout, b.String())
	})
}
