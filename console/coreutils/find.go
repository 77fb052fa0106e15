package coreutils

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/console/pattern"
)

// finding is one call of find.
type finding struct {
	d        *desk.Desk
	ctx      context.Context
	words    []string
	at       int
	min, max int
	acts     bool // has an action of its own, so -print is not added
	batch    map[int][]string
	batches  []int
	status   int
}

// found is what the tests of find look at.
type found struct {
	name  string // as printed
	full  string
	depth int
	entry *files.Entry
}

type test func(*found) bool

func find(ctx context.Context, d *desk.Desk, args []string) int {
	f := &finding{d: d, ctx: ctx, max: 1 << 30, batch: map[int][]string{}}
	var roots []string
	for len(args) > 0 && !strings.HasPrefix(args[0], "-") && args[0] != "(" && args[0] != "!" {
		roots, args = append(roots, args[0]), args[1:]
	}
	if len(roots) == 0 {
		roots = []string{"."}
	}
	f.words = args
	matches := func(*found) bool { return true }
	if len(args) > 0 {
		m, err := f.or()
		if err == nil && f.at < len(f.words) {
			err = fmt.Errorf("paths must precede expression: `%s'", f.words[f.at])
		}
		if err != nil {
			failf(d, "%s", err)
			if strings.HasPrefix(err.Error(), "unknown predicate") {
				io.WriteString(d.Stderr, "In this lab find takes: -name -iname -path -type -maxdepth -mindepth -empty -size -newer -print -print0 -delete -exec\n")
			}
			return 1
		}
		matches = m
	}
	for _, root := range roots {
		e, err := d.Files.Stat(d.Path(root))
		if err != nil {
			f.status = failf(d, "'%s': %s", root, files.Why(err))
			continue
		}
		f.walk(&found{root, d.Path(root), 0, e}, matches)
	}
	for _, i := range f.batches {
		if len(f.batch[i]) > 0 {
			f.run(f.words, i, f.batch[i])
		}
	}
	return f.status
}

func (f *finding) walk(x *found, matches test) {
	f.d.Shell.Spend(1)
	if x.depth >= f.min && matches(x) && !f.acts {
		io.WriteString(f.d.Stdout, x.name+"\n")
	}
	if !x.entry.IsDir() || x.depth >= f.max {
		return
	}
	entries, err := f.d.Files.List(x.full)
	if err != nil {
		return // -delete took it
	}
	for _, e := range entries {
		f.walk(&found{strings.TrimSuffix(x.name, "/") + "/" + e.Name, path.Join(x.full, e.Name), x.depth + 1, e}, matches)
	}
}

func (f *finding) next() (string, bool) {
	if f.at >= len(f.words) {
		return "", false
	}
	f.at++
	return f.words[f.at-1], true
}

func (f *finding) or() (test, error) {
	a, err := f.and()
	for err == nil && f.at < len(f.words) && (f.words[f.at] == "-o" || f.words[f.at] == "-or") {
		f.at++
		var b test
		left := a
		if b, err = f.and(); err == nil {
			a = func(x *found) bool { return left(x) || b(x) }
		}
	}
	return a, err
}

func (f *finding) and() (test, error) {
	a, err := f.not()
	for err == nil && f.at < len(f.words) {
		switch f.words[f.at] {
		case "-o", "-or", ")":
			return a, nil
		case "-a", "-and":
			f.at++
		}
		var b test
		left := a
		if b, err = f.not(); err == nil {
			a = func(x *found) bool { return left(x) && b(x) }
		}
	}
	return a, err
}

func (f *finding) not() (test, error) {
	word, ok := f.next()
	switch {
	case !ok:
		return nil, errors.New("an expression is missing at the end")
	case word == "!" || word == "-not":
		a, err := f.not()
		return func(x *found) bool { return !a(x) }, err
	case word == "(":
		a, err := f.or()
		if end, ok := f.next(); err == nil && (!ok || end != ")") {
			err = errors.New("invalid expression; I was expecting to find a ')' somewhere but did not see one.")
		}
		return a, err
	}
	return f.primary(word)
}

func (f *finding) primary(word string) (test, error) {
	switch word {
	case "-empty":
		return func(x *found) bool {
			return !x.entry.IsDir() && len(x.entry.Data) == 0 || x.entry.IsDir() && len(f.d.Files.Below(x.full)) == 0
		}, nil
	case "-true", "-depth":
		return func(*found) bool { return true }, nil
	case "-print", "-print0":
		f.acts = true
		end := map[string]string{"-print": "\n", "-print0": "\x00"}[word]
		return func(x *found) bool { io.WriteString(f.d.Stdout, x.name+end); return true }, nil
	case "-delete":
		f.acts = true
		return func(x *found) bool {
			if err := f.d.Files.Remove(x.full); err != nil && !errors.Is(err, files.ErrNotEmpty) {
				f.status = failf(f.d, "cannot delete '%s': %s", x.name, files.Why(err))
				return false
			}
			return true
		}, nil
	case "-exec", "-ok":
		return f.exec()
	}
	if !slices.Contains([]string{"-name", "-iname", "-path", "-type", "-maxdepth", "-mindepth", "-newer", "-size"}, word) {
		return nil, fmt.Errorf("unknown predicate `%s'", word)
	}
	value, ok := f.next()
	if !ok {
		return nil, fmt.Errorf("missing argument to `%s'", word)
	}
	switch word {
	case "-name", "-iname":
		g := pattern.Compile(value, word == "-iname")
		m := pattern.Matcher{Fold: word == "-iname", Spend: func(n int) { f.d.Shell.Spend(n) }}
		return func(x *found) bool { return m.Match(g, path.Base(x.name)) }, nil
	case "-path":
		g := pattern.Compile(value, false)
		m := pattern.Matcher{Spend: func(n int) { f.d.Shell.Spend(n) }}
		return func(x *found) bool { return m.Match(g, x.name) }, nil
	case "-type":
		if value != "f" && value != "d" {
			return func(*found) bool { return false }, nil
		}
		return func(x *found) bool { return x.entry.IsDir() == (value == "d") }, nil
	case "-maxdepth", "-mindepth":
		n, err := strconv.Atoi(value)
		if err != nil || n < 0 {
			return nil, fmt.Errorf("Expected a positive decimal integer argument to %s, but got '%s'", word, value)
		}
		if f.min = max(f.min, 0); word == "-maxdepth" {
			f.max = n
		} else {
			f.min = n
		}
		return func(*found) bool { return true }, nil
	case "-newer":
		e, err := f.d.Files.Stat(f.d.Path(value))
		if err != nil {
			return nil, fmt.Errorf("'%s': %s", value, files.Why(err))
		}
		return func(x *found) bool { return x.entry.Modified > e.Modified }, nil
	}
	return f.size(value)
}

func (f *finding) size(value string) (test, error) {
	sign := value[:len(value)-len(strings.TrimLeft(value, "+-"))]
	digits := strings.TrimRight(value[len(sign):], "cwbkMG")
	n, err := strconv.Atoi(digits)
	unit, ok := map[string]int{"c": 1, "w": 2, "": 512, "b": 512, "k": 1 << 10, "M": 1 << 20, "G": 1 << 30}[value[len(sign)+len(digits):]]
	if err != nil || !ok {
		return nil, fmt.Errorf("Invalid argument `%s' to -size", value)
	}
	return func(x *found) bool {
		blocks := (size(x.entry) + unit - 1) / unit
		switch sign {
		case "+":
			return blocks > n
		case "-":
			return blocks < n
		}
		return blocks == n
	}, nil
}

// exec runs a command for each file ({} \;) or for all at the end ({} +).
func (f *finding) exec() (test, error) {
	f.acts = true
	begin := f.at
	for {
		word, ok := f.next()
		switch {
		case !ok:
			return nil, errors.New("missing argument to `-exec'")
		case word == ";":
			end := f.at - 1
			return func(x *found) bool { return f.call(f.words[begin:end], []string{x.name}) == 0 }, nil
		case word == "+" && f.words[f.at-2] == "{}":
			f.batches = append(f.batches, begin)
			return func(x *found) bool { f.batch[begin] = append(f.batch[begin], x.name); return true }, nil
		}
	}
}

func (f *finding) run(words []string, begin int, names []string) {
	end := begin
	for words[end] != "{}" {
		end++
	}
	if f.call(append(append([]string{}, words[begin:end]...), "{}"), names) != 0 {
		f.status = 1
	}
}

// call runs a command with {} replaced by the names.
func (f *finding) call(words, names []string) int {
	var args []string
	for _, w := range words {
		if w == "{}" {
			args = append(args, names...)
		} else {
			args = append(args, strings.ReplaceAll(w, "{}", names[0]))
		}
	}
	if len(args) == 0 {
		return 1
	}
	return f.d.Shell.Call(f.ctx, args, nil, f.d.Stdout, f.d.Stderr)
}
