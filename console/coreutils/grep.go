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

var grepFlags = takes(2, "[OPTION]... PATTERNS [FILE]...", "i|ignore-case v|invert-match c|count n|line-number o|only-matching q|quiet E|extended-regexp F|fixed-strings G|basic-regexp P|perl-regexp w|word-regexp x|line-regexp r|recursive R A:|after-context B:|before-context C:|context l|files-with-matches L|files-without-match h|no-filename H|with-filename m:|max-count e:|regexp f:|file s|no-messages a|text \x01:|include \x02:|color \x03:|colour \x04:|exclude \x05:|exclude-dir b|byte-offset y U|binary z|null-data d:|directories")

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
	offset        int // of the line in its file, for -b
}

func grep(ctx context.Context, d *desk.Desk, args []string) int {
	for i, a := range args { // --color may stand without a value
		if a == "--" {
			break
		}
		if a == "--color" || a == "--colour" {
			args = slices.Concat(args[:i], []string{"--color=auto"}, args[i+1:])
		}
		if n := strings.TrimLeft(a, "-0123456789"); len(a) > 1 && n == "" && a[0] == '-' && a[1] != '-' && (i == 0 || !valued(args[i-1])) { // -3 is -C 3
			args = slices.Concat(args[:i], []string{"-C" + a[1:]}, args[i+1:])
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

// valued tells whether a flag of grep takes the next word as its value.
func valued(flag string) bool {
	return len(flag) > 1 && flag[0] == '-' && flag[1] != '-' && strings.IndexByte("ABCmefd", flag[len(flag)-1]) >= 0
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
		if f.fold() {
			flags = "(?i)"
		}
		if len(src) > pattern.MaxRegexp {
			return nil, pattern.ErrTooLong
		}
		re, err := regexp.Compile(flags + wrap(lookAround(src)))
		if err != nil {
			return nil, fmt.Errorf("this Perl expression is not supported here: %s", src)
		}
		return re, nil
	case 'F':
		return pattern.Regexp(wrap(regexp.QuoteMeta(src)), pattern.Extended, f.fold())
	case 'E':
		return pattern.Regexp(wrap(src), pattern.Extended, f.fold())
	}
	if f.has('x') {
		src = `^\(` + src + `\)$`
	} else if f.has('w') {
		src = `\b\(` + src + `\)\b`
	}
	return pattern.Regexp(src, pattern.Basic, f.fold())
}

// lookAround writes what Perl can look at without showing it, as it is mostly
// used with grep -oP, with a group named shown: key=\K.*, (?<=key=).*, .*(?=end).
func lookAround(src string) string {
	before, shown, after := "", src, ""
	if strings.HasPrefix(shown, "(?<=") {
		if n := closing(shown); n > 0 {
			before, shown = "(?:"+shown[4:n]+")", shown[n+1:]
		}
	}
	if i := strings.LastIndex(shown, `\K`); i >= 0 && !strings.HasSuffix(shown[:i], `\`) {
		before, shown = before+"(?:"+shown[:i]+")", shown[i+2:]
	}
	if i := strings.LastIndex(shown, "(?="); i >= 0 && closing(shown[i:]) == len(shown)-i-1 {
		shown, after = shown[:i], "(?:"+shown[i+3:len(shown)-1]+")"
	}
	if before+after == "" {
		return src
	}
	return before + "(?P<shown>" + shown + ")" + after
}

// closing is where the bracket that a text begins with ends, or -1.
func closing(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
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
		if err != nil && n.flag == 'm' {
			failf(f.d, "invalid max count")
			return false
		}
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
		if how, _ := f.value('d'); how == "skip" {
			return
		}
		if !recursive {
			failf(f.d, "%s: Is a directory", name)
			f.trouble = true
			return
		}
		root := f.d.Path(name)
		for _, below := range f.d.Files.Below(root) {
			if e, err := f.d.Files.Stat(below); err == nil && !e.IsDir() && f.included(root, below) {
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

// included tells whether --include, --exclude and --exclude-dir let a file
// below root be searched.
func (f *finder) included(root, name string) bool {
	any := func(flag byte, name string) bool {
		m := pattern.Matcher{Spend: func(n int) { f.d.Shell.Spend(n) }}
		return slices.ContainsFunc(f.flags[flag], func(g string) bool {
			return m.Match(pattern.Compile(strings.TrimSuffix(g, "/"), false), name)
		})
	}
	base := path.Base(name)
	if any(4, base) || f.has(1) && !any(1, base) {
		return false
	}
	for dir := path.Dir(name); len(dir) > len(root); dir = path.Dir(dir) {
		if any(5, path.Base(dir)) {
			return false
		}
	}
	return true
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

func (f *finder) fold() bool { return f.has('i') || f.has('y') }

func (f *finder) stops() bool { return f.most >= 0 || f.has('q') || f.has('l') || f.has('L') }
