package coreutils

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
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
	depth    bool // a folder comes after what is in it
	quit     bool
}

// found is what the tests of find look at.
type found struct {
	name  string // as printed
	full  string
	depth int
	entry *files.Entry
	prune bool
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
				io.WriteString(d.Stderr, "In this lab find takes: -name -iname -path -regex -type -maxdepth -mindepth -empty -size -newer -mtime -mmin -perm -prune -depth -quit -print -print0 -printf -delete -exec\n")
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
		f.walk(&found{name: root, full: d.Path(root), entry: e}, matches)
	}
	for _, i := range f.batches {
		if len(f.batch[i]) > 0 {
			f.run(f.words, i, f.batch[i])
		}
	}
	return f.status
}

func (f *finding) walk(x *found, matches test) {
	if f.d.Shell.Spend(1); f.quit {
		return
	}
	visit := func() {
		if x.depth >= f.min && matches(x) && !f.acts {
			io.WriteString(f.d.Stdout, x.name+"\n")
		}
	}
	if !f.depth {
		visit()
	}
	if x.entry.IsDir() && x.depth < f.max && (!x.prune || f.depth) {
		entries, err := f.d.Files.List(x.full)
		if err != nil {
			return // -exec took it
		}
		for _, e := range entries {
			f.walk(&found{name: strings.TrimSuffix(x.name, "/") + "/" + e.Name, full: path.Join(x.full, e.Name), depth: x.depth + 1, entry: e}, matches)
		}
	}
	if f.depth && !f.quit {
		visit()
	}
}

func (f *finding) next() (string, bool) {
	if f.at >= len(f.words) {
		return "", false
	}
	f.at++
	return f.words[f.at-1], true
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
