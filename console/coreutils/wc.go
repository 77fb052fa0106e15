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
		width := 0
		for i, piece := range strings.Split(line, "\t") {
			if i > 0 {
				width = (width/8 + 1) * 8
			}
			width += runewidth.StringWidth(piece)
		}
		n = max(n, width)
	}
	return n
}
