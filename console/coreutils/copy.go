package coreutils

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators/cloud"
)

var cpFlags = takes(1, "[OPTION]... SOURCE... DEST", "r|recursive R a|archive p f|force n|no-clobber v|verbose i t:|target-directory T|no-target-directory")

// targets makes pairs of source and destination of the arguments of cp and mv.
func (g *given) targets() (pairs [][2]string, ok bool) {
	sources := g.rest
	dest, into := g.value('t')
	if !into {
		if len(sources) < 2 {
			if len(sources) == 0 {
				failf(g.d, "missing file operand")
			} else {
				failf(g.d, "missing destination file operand after '%s'", sources[0])
			}
			return nil, false
		}
		sources, dest = sources[:len(sources)-1], sources[len(sources)-1]
	}
	e, err := g.d.Files.Stat(g.d.Path(dest))
	folder := err == nil && e.IsDir() && !g.has('T')
	if len(sources) > 1 && !folder || into && !folder {
		failf(g.d, "target '%s': %s", dest, map[bool]string{true: "No such file or directory", false: "Not a directory"}[err != nil])
		return nil, false
	}
	for _, s := range sources {
		to := dest
		if folder {
			to = strings.TrimSuffix(dest, "/") + "/" + path.Base(strings.TrimRight(s, "/"))
		}
		pairs = append(pairs, [2]string{s, to})
	}
	return pairs, true
}

func cp(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := cpFlags.parse(d, args)
	if done {
		return status
	}
	pairs, ok := g.targets()
	if !ok {
		return 1
	}
	for _, p := range pairs {
		e, err := d.Files.Stat(d.Path(p[0]))
		switch {
		case err != nil:
			status = failf(d, "cannot stat '%s': %s", p[0], files.Why(err))
			continue
		case e.IsDir() && !g.has('r') && !g.has('R') && !g.has('a'):
			status = failf(d, "-r not specified; omitting directory '%s'", p[0])
			continue
		case d.Path(p[0]) == d.Path(p[1]):
			status = failf(d, "'%s' and '%s' are the same file", p[0], p[1])
			continue
		case !e.IsDir() && strings.HasSuffix(p[1], "/"):
			status = failf(d, "cannot create regular file '%s': Not a directory", p[1])
			continue
		case e.IsDir() && strings.HasPrefix(d.Path(p[1])+"/", d.Path(p[0])+"/"):
			status = failf(d, "cannot copy a directory, '%s', into itself, '%s'", p[0], p[1])
			continue
		}
		if _, err := d.Files.Stat(d.Path(p[1])); err == nil && g.has('n') {
			continue
		}
		if err := copyAll(d, d.Path(p[0]), d.Path(p[1]), e, g.has('p') || g.has('a')); err != nil {
			status = failf(d, "cannot create regular file '%s': %s", p[1], files.Why(err))
		} else if g.has('v') {
			fmt.Fprintf(d.Stdout, "'%s' -> '%s'\n", p[0], p[1])
		}
	}
	return status
}

// copyAll copies a file, or a folder with all that is in it.
func copyAll(d *desk.Desk, from, to string, e *files.Entry, keep bool) error {
	d.Shell.Spend(1)
	now := d.World.Cloud.Now
	if keep {
		now = e.Modified
	}
	if !e.IsDir() {
		data, err := d.Files.Read(from)
		if err == nil {
			err = d.Files.Write(to, data, now)
		}
		if err == nil {
			err = d.Files.Change(to, func(c *files.Entry) { c.Mode = e.Mode })
		}
		return err
	}
	if err := d.Files.MkdirAll(to, now); err != nil {
		return err
	}
	for _, below := range d.Files.Below(from) {
		e, err := d.Files.Stat(below)
		if err != nil {
			return err
		}
		target := to + below[len(from):]
		if e.IsDir() {
			err = d.Files.MkdirAll(target, now)
		} else {
			err = copyAll(d, below, target, e, keep)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

var mvFlags = takes(1, "[OPTION]... SOURCE... DEST", "f|force n|no-clobber v|verbose i t:|target-directory T|no-target-directory")

func mv(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := mvFlags.parse(d, args)
	if done {
		return status
	}
	pairs, ok := g.targets()
	if !ok {
		return 1
	}
	for _, p := range pairs {
		from, to := d.Path(p[0]), d.Path(p[1])
		if _, err := d.Files.Stat(from); err != nil {
			status = failf(d, "cannot stat '%s': %s", p[0], files.Why(err))
			continue
		}
		if from == to {
			status = failf(d, "'%s' and '%s' are the same file", p[0], p[1])
			continue
		}
		if _, err := d.Files.Stat(to); err == nil && g.has('n') {
			continue
		}
		if err := d.Files.Rename(from, to); err != nil {
			status = failf(d, "cannot move '%s' to '%s': %s", p[0], p[1], files.Why(err))
		} else if g.has('v') {
			fmt.Fprintf(d.Stdout, "renamed '%s' -> '%s'\n", p[0], p[1])
		}
	}
	return status
}

var chmodFlags = takes(1, "[OPTION]... MODE FILE...", "R|recursive v|verbose f|silent")

func chmod(ctx context.Context, d *desk.Desk, args []string) int {
	var minus []string // a mode such as -w is no flag
	for i, a := range args {
		if len(a) > 1 && a[0] == '-' && strings.Trim(a[1:], "rwx") == "" {
			minus = append(minus, a)
			args = append(append([]string{}, args[:i]...), args[i+1:]...)
			break
		}
	}
	g, status, done := chmodFlags.parse(d, args)
	if done {
		return status
	}
	g.rest = append(minus, g.rest...)
	if len(g.rest) < 2 {
		return failf(d, "missing operand")
	}
	change, ok := modeChange(g.rest[0])
	if !ok {
		return failf(d, "invalid mode: '%s'", g.rest[0])
	}
	for _, n := range g.rest[1:] {
		list := []string{d.Path(n)}
		if g.has('R') {
			list = append(list, d.Files.Below(d.Path(n))...)
		}
		for _, at := range list {
			if err := d.Files.Change(at, func(e *files.Entry) { e.Mode = change(e.Mode) }); err != nil {
				status = failf(d, "cannot access '%s': %s", n, files.Why(err))
			}
		}
	}
	return status
}

// modeChange reads 600 or u+x,go-w.
func modeChange(s string) (func(fs.FileMode) fs.FileMode, bool) {
	if n, err := strconv.ParseUint(s, 8, 16); err == nil && n <= 0o7777 {
		return func(m fs.FileMode) fs.FileMode { return m&^0o777 | fs.FileMode(n&0o777) }, true
	}
	type step struct {
		who, what fs.FileMode
		op        byte
		x         bool // X: x for folders and what has an x already
	}
	var steps []step
	for _, clause := range strings.Split(s, ",") {
		i := strings.IndexAny(clause, "+-=")
		if i < 0 || strings.Trim(clause[:i], "ugoa") != "" || strings.Trim(clause[i+1:], "rwxX") != "" {
			return nil, false
		}
		st := step{op: clause[i]}
		for _, c := range clause[:i] {
			st.who |= map[rune]fs.FileMode{'u': 0o700, 'g': 0o070, 'o': 0o007, 'a': 0o777}[c]
		}
		if i == 0 {
			st.who = 0o777
		}
		for _, c := range clause[i+1:] {
			st.what |= map[rune]fs.FileMode{'r': 0o444, 'w': 0o222, 'x': 0o111}[c]
			st.x = st.x || c == 'X'
		}
		if i == 0 && st.op != '-' && clause[i+1:] == "w" {
			st.who = 0o755 // +w follows the mask 022
		}
		steps = append(steps, st)
	}
	return func(m fs.FileMode) fs.FileMode {
		for _, st := range steps {
			what := st.what
			if st.x && (m.IsDir() || m&0o111 != 0) {
				what |= 0o111
			}
			switch st.op {
			case '+':
				m |= what & st.who
			case '-':
				m &^= what & st.who
			default:
				m = m&^st.who | what&st.who
			}
		}
		return m
	}, true
}

var baseFlags = takes(1, "NAME [SUFFIX]", "a|multiple s:|suffix")

func basename(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := baseFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) == 0 {
		return failf(d, "missing operand")
	}
	suffix, many := g.value('s')
	names := g.rest
	if !many && !g.has('a') {
		if len(names) > 2 {
			return failf(d, "extra operand '%s'", names[2])
		}
		if len(names) == 2 {
			suffix = names[1]
		}
		names = names[:1]
	}
	for _, n := range names {
		b := n
		if n != "" {
			b = path.Base(n)
		}
		if b != suffix {
			b = strings.TrimSuffix(b, suffix)
		}
		fmt.Fprintln(d.Stdout, b)
	}
	return 0
}

func dirname(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := plainFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) == 0 {
		return failf(d, "missing operand")
	}
	for _, n := range g.rest {
		n = strings.TrimRight(n, "/")
		i := strings.LastIndexByte(n, '/')
		switch {
		case n == "":
			n = "/"
		case i < 0:
			n = "."
		default:
			if n = strings.TrimRight(n[:i], "/"); n == "" {
				n = "/"
			}
		}
		fmt.Fprintln(d.Stdout, n)
	}
	return 0
}

var realpathFlags = takes(1, "[OPTION]... FILE...", "e f m s q")

func realpath(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := realpathFlags.parse(d, args)
	if done {
		return status
	}
	if d.Name == "readlink" && !g.has('f') && !g.has('e') && !g.has('m') {
		return 1 // there are no links
	}
	for _, n := range g.rest {
		at := d.Path(n)
		if _, err := d.Files.Stat(path.Dir(at)); err != nil && !g.has('m') {
			status = failf(d, "%s: %s", n, files.Why(err))
			continue
		}
		fmt.Fprintln(d.Stdout, at)
	}
	return status
}

var mktempFlags = takes(1, "[OPTION]... [TEMPLATE]", "d|directory u|dry-run p:|tmpdir t")

// mktemp draws names from the world's seed.
func mktemp(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := mktempFlags.parse(d, args)
	if done {
		return status
	}
	template := "/tmp/tmp.XXXXXXXXXX"
	if len(g.rest) > 0 {
		if template = g.rest[0]; g.has('t') {
			template = "/tmp/" + template
		}
	}
	if dir, ok := g.value('p'); ok {
		template = strings.TrimSuffix(dir, "/") + "/" + path.Base(template)
	}
	stem := strings.TrimRight(template, "X")
	n := len(template) - len(stem)
	if n < 3 {
		return failf(d, "too few X's in template '%s'", template)
	}
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	w := &d.World.Cloud
	for {
		draw := w.Next(cloud.Scope{}, "mktemp")
		name := stem
		for i := range n {
			name += string(alphabet[cloud.RollBelow(w.Seed, cloud.Label("mktemp")+uint64(i), draw, uint64(len(alphabet)))])
		}
		if _, err := d.Files.Stat(d.Path(name)); err == nil {
			continue
		}
		var err error
		switch {
		case g.has('u'):
		case g.has('d'):
			err = d.Files.Mkdir(d.Path(name), w.Now)
		default:
			err = d.WriteFile(name, nil)
		}
		if err != nil {
			return failf(d, "failed to create file via template '%s': %s", template, files.Why(err))
		}
		fmt.Fprintln(d.Stdout, name)
		return 0
	}
}
