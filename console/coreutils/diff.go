package coreutils

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var diffFlags = takes(2, "[OPTION]... FILE1 FILE2", "u|unified U: q|brief s|report-identical-files i|ignore-case w|ignore-all-space b|ignore-space-change B|ignore-blank-lines r|recursive N|new-file a|text \x01:|color")

// hunk is a run of lines that differ: a[from1:to1] became b[from2:to2].
type hunk struct{ from1, to1, from2, to2 int }

func diff(ctx context.Context, d *desk.Desk, args []string) int {
	for i, a := range args { // --color may stand without a value
		if a == "--color" {
			args = slices.Concat(args[:i], []string{"--color=auto"}, args[i+1:])
		}
	}
	g, status, done := diffFlags.parse(d, args)
	if done {
		return status
	}
	switch n := len(g.rest); {
	case n == 0:
		return diffFlags.refuse(d, "missing operand after 'diff'")
	case n == 1:
		return diffFlags.refuse(d, "missing operand after '"+g.rest[0]+"'")
	case n > 2:
		return diffFlags.refuse(d, "extra operand '"+g.rest[2]+"'")
	}
	a, b := g.rest[0], g.rest[1]
	inA, inB := g.isFolder(a), g.isFolder(b)
	switch {
	case inA && inB:
		return g.diffFolders(a, b)
	case inA:
		a = strings.TrimSuffix(a, "/") + "/" + path.Base(b)
	case inB:
		b = strings.TrimSuffix(b, "/") + "/" + path.Base(a)
	}
	return g.diffFiles(a, b, "")
}

func (g *given) isFolder(name string) bool {
	e, err := g.d.Files.Stat(g.d.Path(name))
	return name != "-" && err == nil && e.IsDir()
}

// diffFolders compares what lies in two folders, by name.
func (g *given) diffFolders(a, b string) int {
	there := map[string]int{} // 1 in a, 2 in b, 3 in both
	for i, dir := range []string{a, b} {
		entries, err := g.d.Files.List(g.d.Path(dir))
		if err != nil {
			failf(g.d, "%s: %s", dir, files.Why(err))
			return 2
		}
		for _, e := range entries {
			there[e.Name] |= 1 << i
		}
	}
	status := 0
	for _, name := range slices.Sorted(maps.Keys(there)) {
		x, y := strings.TrimSuffix(a, "/")+"/"+name, strings.TrimSuffix(b, "/")+"/"+name
		inA, inB := g.isFolder(x), g.isFolder(y)
		found := 1
		switch in := there[name]; {
		case in == 1:
			fmt.Fprintf(g.d.Stdout, "Only in %s: %s\n", a, name)
		case in == 2:
			fmt.Fprintf(g.d.Stdout, "Only in %s: %s\n", b, name)
		case inA && inB && g.has('r'):
			found = g.diffFolders(x, y)
		case inA && inB:
			fmt.Fprintf(g.d.Stdout, "Common subdirectories: %s and %s\n", x, y)
			found = 0
		case inA != inB:
			kinds := map[bool]string{true: "directory", false: "regular file"}
			fmt.Fprintf(g.d.Stdout, "File %s is a %s while file %s is a %s\n", x, kinds[inA], y, kinds[inB])
		default:
			words := []string{"diff"}
			for _, c := range g.order {
				if c > ' ' && c != 'U' {
					words = append(words, "-"+string(c))
				}
			}
			found = g.diffFiles(x, y, strings.Join(append(words, x, y), " ")+"\n")
		}
		status = max(status, found)
	}
	return status
}

// diffFiles compares two files; title comes before what differs.
func (g *given) diffFiles(nameA, nameB, title string) int {
	d := g.d
	names := [2]string{nameA, nameB}
	var text [2]string
	status := 0
	for i, name := range names {
		data, err := read(d, name)
		if err != nil {
			failf(d, "%s: %s", name, files.Why(err))
			status = 2
		}
		text[i] = string(data)
	}
	if status != 0 {
		return status
	}
	a, b := strings.SplitAfter(text[0], "\n"), strings.SplitAfter(text[1], "\n")
	a, b = trimLast(a), trimLast(b)
	hunks := differences(d, a, b, g.same)
	if g.has('B') {
		hunks = slices.DeleteFunc(hunks, func(h hunk) bool { return blank(a[h.from1:h.to1]) && blank(b[h.from2:h.to2]) })
	}
	if len(hunks) == 0 {
		if g.has('s') {
			fmt.Fprintf(d.Stdout, "Files %s and %s are identical\n", nameA, nameB)
		}
		return 0
	}
	if !g.has('q') {
		write(d, title)
	}
	switch {
	case g.has('q'):
		fmt.Fprintf(d.Stdout, "Files %s and %s differ\n", nameA, nameB)
	case g.has('u') || g.has('U'):
		n := 3
		if v, ok := g.value('U'); ok {
			n, _, _ = amount(v)
		}
		write(d, unified(nameA, nameB, a, b, hunks, n))
	default:
		write(d, normalDiff(a, b, hunks))
	}
	return 1
}

// blank tells that there are only empty lines.
func blank(list []string) bool {
	return !slices.ContainsFunc(list, func(s string) bool { return strings.Trim(s, "\n") != "" })
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
