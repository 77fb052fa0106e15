package coreutils

import (
	"context"
	"strings"

	"github.com/mattn/go-runewidth"

	"skylab/console/desk"
)

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
	list := lines(d, data)
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
	total := 0
	for _, w := range widths {
		total += w + len(out)
	}
	d.Shell.Spend(total * len(rows) >> 6)
	var b strings.Builder
	for _, cells := range rows {
		for i, width := range widths {
			c := ""
			if i < len(cells) {
				c = cells[i]
			}
			if b.WriteString(c); i < len(widths)-1 {
				b.WriteString(strings.Repeat(" ", width-runewidth.StringWidth(c)) + out)
			}
		}
		b.WriteByte('\n')
	}
	return status | write(d, b.String())
}
