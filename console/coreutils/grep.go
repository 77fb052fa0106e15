package coreutils

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/console/pattern"
)

var grepFlags = takes(2, "[OPTION]... PATTERNS [FILE]...", "i|ignore-case v|invert-match c|count n|line-number o|only-matching q|quiet E|extended-regexp F|fixed-strings G|basic-regexp P|perl-regexp w|word-regexp x|line-regexp r|recursive R A:|after-context B:|before-context C:|context l|files-with-matches L|files-without-match h|no-filename H|with-filename m:|max-count e:|regexp f:|file s|no-messages a|text \x01:|include \x02:|color \x03:|colour")

// finder is one call of grep.
type finder struct {
	given
	d             *desk.Desk
	res           []*regexp.Regexp
	weight        int // of all of them
	before, after int
	most          int // -1: no bound
	named         bool
	found         bool
	trouble       bool
}

func grep(ctx context.Context, d *desk.Desk, args []string) int {
	for i, a := range args { // --color may stand without a value
		if a == "--color" || a == "--colour" {
			args = append(append(append([]string{}, args[:i]...), "--color=auto"), args[i+1:]...)
		}
	}
	g, status, done := grepFlags.parse(d, args)
	if done {
		return status
	}
	f := &finder{given: g, d: d, most: -1}
	if !f.patterns() || !f.numbers() {
		return 2
	}
	names := f.rest
	recursive := f.has('r') || f.has('R')
	if recursive && len(names) == 0 {
		names = []string{"."}
	}
	f.named = (len(names) > 1 || recursive) && !f.has('h') || f.has('H')
	if len(names) == 0 {
		names = []string{"-"}
	}
	for _, name := range names {
		f.name(name, recursive)
		if f.found && f.has('q') {
			return 0
		}
	}
	switch {
	case f.trouble:
		return 2
	case f.found:
		return 0
	}
	return 1
}

// patterns compiles what to look for.
func (f *finder) patterns() bool {
	list := f.flags['e']
	for _, name := range f.flags['f'] {
		data, err := read(f.d, name)
		if err != nil {
			failf(f.d, "%s: %s", name, files.Why(err))
			return false
		}
		list = append(list, lines(f.d, data)...)
	}
	if !f.has('e') && !f.has('f') {
		if len(f.rest) == 0 {
			fmt.Fprintf(f.d.Stderr, "Usage: %s %s\n", f.d.Name, grepFlags.usage)
			return false
		}
		list, f.rest = []string{f.rest[0]}, f.rest[1:]
	}
	kind := f.last("EFGP")
	switch {
	case kind == 0 && f.d.Name == "egrep":
		kind = 'E'
	case kind == 0 && f.d.Name == "fgrep":
		kind = 'F'
	}
	for _, p := range list {
		for _, src := range strings.Split(p, "\n") {
			re, err := f.compile(src, kind)
			if err != nil {
				failf(f.d, "%s", err)
				return false
			}
			f.res = append(f.res, re)
			f.weight += pattern.Weight(src)
		}
	}
	return true
}

func (f *finder) compile(src string, kind byte) (*regexp.Regexp, error) {
	wrap := func(s string) string {
		switch {
		case f.has('x'):
			return "^(" + s + ")$"
		case f.has('w'):
			return `\b(` + s + `)\b`
		}
		return s
	}
	switch kind {
	case 'P':
		flags := ""
		if f.has('i') {
			flags = "(?i)"
		}
		if len(src) > pattern.MaxRegexp {
			return nil, pattern.ErrTooLong
		}
		re, err := regexp.Compile(flags + wrap(src))
		if err != nil {
			return nil, fmt.Errorf("this Perl expression is not supported here: %s", src)
		}
		return re, nil
	case 'F':
		return pattern.Regexp(wrap(regexp.QuoteMeta(src)), pattern.Extended, f.has('i'))
	case 'E':
		return pattern.Regexp(wrap(src), pattern.Extended, f.has('i'))
	}
	if f.has('x') {
		src = `^\(` + src + `\)$`
	} else if f.has('w') {
		src = `\b\(` + src + `\)\b`
	}
	return pattern.Regexp(src, pattern.Basic, f.has('i'))
}

func (f *finder) numbers() bool {
	for _, n := range []struct {
		flag byte
		into []*int
	}{{'C', []*int{&f.before, &f.after}}, {'A', []*int{&f.after}}, {'B', []*int{&f.before}}, {'m', []*int{&f.most}}} {
		v, ok := f.value(n.flag)
		if !ok {
			continue
		}
		x, err := strconv.Atoi(v)
		if err != nil || x < 0 {
			failf(f.d, "%s: invalid context length argument", v)
			return false
		}
		for _, p := range n.into {
			*p = x
		}
	}
	return true
}

// name searches a file, or a folder with all that is in it.
func (f *finder) name(name string, recursive bool) {
	if name == "-" || name == "/dev/null" {
		f.file(name)
		return
	}
	e, err := f.d.Files.Stat(f.d.Path(name))
	if err == nil && e.IsDir() {
		if !recursive {
			failf(f.d, "%s: Is a directory", name)
			f.trouble = true
			return
		}
		root := f.d.Path(name)
		for _, below := range f.d.Files.Below(root) {
			if e, err := f.d.Files.Stat(below); err == nil && !e.IsDir() && f.included(below) {
				inside := strings.TrimPrefix(strings.TrimPrefix(below, root), "/")
				if len(f.rest) > 0 {
					inside = strings.TrimSuffix(name, "/") + "/" + inside
				}
				f.file(inside)
			}
		}
		return
	}
	f.file(name)
}

func (f *finder) included(name string) bool {
	globs := f.flags[1]
	for _, g := range globs {
		if (pattern.Matcher{}).Match(pattern.Compile(g, false), path.Base(name)) {
			return true
		}
	}
	return len(globs) == 0
}

func (f *finder) file(name string) {
	data, more, err := begin(f.d, name)
	if err != nil {
		f.trouble = true
		if !f.has('s') {
			failf(f.d, "%s: %s", name, files.Why(err))
		}
		return
	}
	if name == "-" {
		name = "(standard input)"
	}
	var b strings.Builder
	count, early := 0, false
	if f.stops() && len(data) > firstLook {
		count, early = f.scan(&b, name, data[:bytes.LastIndexByte(data[:firstLook], '\n')+1])
	}
	if !early {
		b.Reset()
		count, early = f.scan(&b, name, data)
	}
	if !early {
		more()
	}
	f.found = f.found || count > 0 != f.has('L')
	switch {
	case f.has('q'):
	case f.has('l') || f.has('L'):
		if count > 0 == f.has('l') {
			io.WriteString(f.d.Stdout, name+"\n")
		}
	case f.has('c'):
		f.prefix(&b, name, ':', -1)
		fmt.Fprintf(&b, "%d\n", count)
		fallthrough
	default:
		io.WriteString(f.d.Stdout, b.String())
	}
}

// firstLook is how much of a long input is looked at first when grep may stop
// after a few matches.
const firstLook = 64 << 10

func (f *finder) stops() bool { return f.most >= 0 || f.has('q') || f.has('l') || f.has('L') }

// scan goes over the lines; early tells that it stopped before their end.
func (f *finder) scan(b *strings.Builder, name string, data []byte) (count int, early bool) {
	f.d.Shell.Spend(len(data)>>8 + 1)
	list := lines(f.d, data)
	shown := 0 // lines printed so far, as the next index
	for i, line := range list {
		if early = f.most >= 0 && count >= f.most; early {
			break
		}
		if f.matches(line) == f.has('v') {
			continue
		}
		count++
		if early = f.has('q') || f.has('l') || f.has('L'); early {
			break
		}
		if !f.has('c') {
			shown = f.show(b, name, list, i, shown)
		}
	}
	return count, early
}

func (f *finder) matches(line string) bool {
	f.d.Shell.Spend(f.weight * len(line) >> 8)
	for _, re := range f.res {
		if re.MatchString(line) {
			return true
		}
	}
	return false
}

func (f *finder) prefix(b *strings.Builder, name string, sep byte, line int) {
	if f.named {
		b.WriteString(name)
		b.WriteByte(sep)
	}
	if f.has('n') && line >= 0 {
		b.WriteString(strconv.Itoa(line + 1))
		b.WriteByte(sep)
	}
}

// show prints a match with its context and tells how far it has printed.
func (f *finder) show(b *strings.Builder, name string, list []string, at, shown int) int {
	if f.has('o') {
		if f.has('v') {
			return 0
		}
		f.only(b, name, list[at], at)
		return 0
	}
	context := f.before > 0 || f.after > 0
	from := max(at-f.before, shown)
	if context && b.Len() > 0 && from > shown {
		b.WriteString("--\n")
	}
	to := at
	for to+1 < len(list) && to < at+f.after && (f.matches(list[to+1]) == f.has('v') || f.most >= 0) {
		to++
	}
	for i := from; i <= to; i++ {
		sep := byte('-')
		if i == at {
			sep = ':'
		}
		f.prefix(b, name, sep, i)
		b.WriteString(list[i] + "\n")
	}
	return to + 1
}

// only prints what matched, each match on a line.
func (f *finder) only(b *strings.Builder, name, line string, at int) {
	var all [][]int
	for _, re := range f.res {
		all = append(all, re.FindAllStringIndex(line, -1)...)
	}
	slices.SortFunc(all, func(a, b []int) int {
		if a[0] != b[0] {
			return a[0] - b[0]
		}
		return b[1] - a[1]
	})
	end := 0
	for _, m := range all {
		if m[0] < end || m[1] == m[0] {
			continue
		}
		end = m[1]
		f.prefix(b, name, ':', at)
		b.WriteString(line[m[0]:m[1]] + "\n")
	}
}
