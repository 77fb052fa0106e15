package coreutils

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var diffFlags = takes(2, "[OPTION]... FILE1 FILE2", "u|unified U: q|brief s|report-identical-files i|ignore-case w|ignore-all-space b|ignore-space-change B")

// hunk is a run of lines that differ: a[from1:to1] became b[from2:to2].
type hunk struct{ from1, to1, from2, to2 int }

func diff(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := diffFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) != 2 {
		return diffFlags.refuse(d, "two files are wanted")
	}
	var text [2]string
	for i, name := range g.rest {
		data, err := read(d, name)
		if err != nil {
			failf(d, "%s: %s", name, files.Why(err))
			return 2
		}
		text[i] = string(data)
	}
	a, b := strings.SplitAfter(text[0], "\n"), strings.SplitAfter(text[1], "\n")
	a, b = trimLast(a), trimLast(b)
	hunks := differences(d, a, b, g.same)
	if len(hunks) == 0 {
		if g.has('s') {
			fmt.Fprintf(d.Stdout, "Files %s and %s are identical\n", g.rest[0], g.rest[1])
		}
		return 0
	}
	switch {
	case g.has('q'):
		fmt.Fprintf(d.Stdout, "Files %s and %s differ\n", g.rest[0], g.rest[1])
	case g.has('u') || g.has('U'):
		n := 3
		if v, ok := g.value('U'); ok {
			n, _, _ = amount(v)
		}
		write(d, unified(g.rest[0], g.rest[1], a, b, hunks, n))
	default:
		write(d, normalDiff(a, b, hunks))
	}
	return 1
}

func trimLast(list []string) []string {
	if n := len(list); n > 0 && list[n-1] == "" {
		return list[:n-1]
	}
	return list
}

func (g *given) same(a, b string) bool {
	if g.has('i') {
		a, b = strings.ToLower(a), strings.ToLower(b)
	}
	if g.has('w') {
		a, b = strings.Join(strings.Fields(a), ""), strings.Join(strings.Fields(b), "")
	} else if g.has('b') {
		a, b = strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " ")
	}
	return a == b
}

// differences finds the fewest lines to take out and put in (Myers), within a
// bound of work; beyond it the rest counts as one change.
func differences(d *desk.Desk, a, b []string, same func(a, b string) bool) []hunk {
	head := 0
	for head < len(a) && head < len(b) && same(a[head], b[head]) {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && same(a[len(a)-1-tail], b[len(b)-1-tail]) {
		tail++
	}
	x, y := a[head:len(a)-tail], b[head:len(b)-tail]
	if len(x) == 0 && len(y) == 0 {
		return nil
	}
	keptA, keptB, ok := common(d, x, y, same)
	if !ok {
		return []hunk{{head, head + len(x), head, head + len(y)}}
	}
	var hunks []hunk
	i, j := 0, 0
	for k := 0; k <= len(keptA); k++ {
		endI, endJ := len(x), len(y)
		if k < len(keptA) {
			endI, endJ = keptA[k], keptB[k]
		}
		if endI > i || endJ > j {
			hunks = append(hunks, hunk{head + i, head + endI, head + j, head + endJ})
		}
		i, j = endI+1, endJ+1
	}
	return hunks
}

// maxEdits bounds Myers's search.
const maxEdits = 1000

// common is a longest common subsequence as places in x and in y.
func common(d *desk.Desk, x, y []string, same func(a, b string) bool) (inX, inY []int, ok bool) {
	reach := map[int]int{1: 0}
	var trail []map[int]int
	for edits := 0; edits <= maxEdits; edits++ {
		d.Shell.Spend(edits/16 + 1)
		at := make(map[int]int, edits+2)
		for k := -edits; k <= edits; k += 2 {
			var i int
			if k == -edits || k != edits && reach[k-1] < reach[k+1] {
				i = reach[k+1]
			} else {
				i = reach[k-1] + 1
			}
			for i < len(x) && i-k >= 0 && i-k < len(y) && same(x[i], y[i-k]) {
				i++
			}
			reach[k], at[k] = i, i
			if i >= len(x) && i-k >= len(y) {
				trail = append(trail, at)
				inX, inY = walkBack(trail, x, y)
				return inX, inY, true
			}
		}
		trail = append(trail, at)
	}
	return nil, nil, false
}

// walkBack collects the diagonal steps of the path that was found.
func walkBack(trail []map[int]int, x, y []string) (inX, inY []int) {
	i, j := len(x), len(y)
	for edits := len(trail) - 1; edits > 0; edits-- {
		before := trail[edits-1]
		k := i - j
		from := k - 1
		if k == -edits || k != edits && before[k-1] < before[k+1] {
			from = k + 1
		}
		pi := before[from]
		pj := pi - from
		for i > pi && j > pj {
			i, j = i-1, j-1
			inX, inY = append(inX, i), append(inY, j)
		}
		i, j = pi, pj
	}
	for i > 0 && j > 0 {
		i, j = i-1, j-1
		inX, inY = append(inX, i), append(inY, j)
	}
	slices.Reverse(inX)
	slices.Reverse(inY)
	return inX, inY
}

func normalDiff(a, b []string, hunks []hunk) string {
	var s strings.Builder
	span := func(from, to int) string {
		if to-from <= 1 {
			return itoa(max(from+1, to))
		}
		return itoa(from+1) + "," + itoa(to)
	}
	for _, h := range hunks {
		switch {
		case h.from1 == h.to1:
			fmt.Fprintf(&s, "%da%s\n", h.from1, span(h.from2, h.to2))
		case h.from2 == h.to2:
			fmt.Fprintf(&s, "%sd%d\n", span(h.from1, h.to1), h.from2)
		default:
			fmt.Fprintf(&s, "%sc%s\n", span(h.from1, h.to1), span(h.from2, h.to2))
		}
		marked(&s, "< ", a[h.from1:h.to1])
		if h.from1 < h.to1 && h.from2 < h.to2 {
			s.WriteString("---\n")
		}
		marked(&s, "> ", b[h.from2:h.to2])
	}
	return s.String()
}

func marked(s *strings.Builder, mark string, lines []string) {
	for _, l := range lines {
		s.WriteString(mark + l)
		if !strings.HasSuffix(l, "\n") {
			s.WriteString("\n\\ No newline at end of file\n")
		}
	}
}

func unified(nameA, nameB string, a, b []string, hunks []hunk, n int) string {
	var s strings.Builder
	fmt.Fprintf(&s, "--- %s\n+++ %s\n", nameA, nameB)
	for k := 0; k < len(hunks); {
		end := k + 1
		for end < len(hunks) && hunks[end].from1-hunks[end-1].to1 <= 2*n {
			end++
		}
		group := hunks[k:end]
		from1, to1 := max(0, group[0].from1-n), min(len(a), group[len(group)-1].to1+n)
		from2, to2 := max(0, group[0].from2-n), min(len(b), group[len(group)-1].to2+n)
		fmt.Fprintf(&s, "@@ -%s +%s @@\n", rangeOf(from1, to1), rangeOf(from2, to2))
		at := from1
		for _, h := range group {
			marked(&s, " ", a[at:h.from1])
			marked(&s, "-", a[h.from1:h.to1])
			marked(&s, "+", b[h.from2:h.to2])
			at = h.to1
		}
		marked(&s, " ", a[at:to1])
		k = end
	}
	return s.String()
}

func rangeOf(from, to int) string {
	switch to - from {
	case 0:
		return itoa(from) + ",0"
	case 1:
		return itoa(from + 1)
	}
	return itoa(from+1) + "," + itoa(to-from)
}
