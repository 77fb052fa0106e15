package coreutils

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators/cloud"
)

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
		if n == "" {
			fmt.Fprintln(d.Stdout, ".")
			continue
		}
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

var realpathFlags = takes(1, "[OPTION]... FILE...", "e f m s q|quiet \x01:|relative-to")

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
		before := path.Dir(strings.TrimSuffix(n, "/")) // it has to be there; the last part need not
		for _, part := range []string{before, path.Dir(at)} {
			_, err := d.Files.Stat(d.Path(part))
			if err == nil {
				err = through(d, n)
			}
			if err != nil && !g.has('m') {
				if status = 1; d.Name == "realpath" {
					failf(d, "%s: %s", n, files.Why(err))
				}
				at = ""
				break
			}
		}
		if at == "" {
			continue
		}
		if to, ok := g.value(1); ok {
			at = relative(d.Path(to), at)
		}
		fmt.Fprintln(d.Stdout, at)
	}
	return status
}

// through tells whether each folder that a name leads through is there: a/.. is
// not, without an a.
func through(d *desk.Desk, name string) error {
	parts := strings.Split(name, "/")
	for i := 1; i < len(parts); i++ {
		if parts[i] == ".." {
			if _, err := d.Files.Stat(d.Path(strings.Join(parts[:i], "/") + "/")); err != nil {
				return err
			}
		}
	}
	return nil
}

// relative is the way from one absolute path to another.
func relative(from, to string) string {
	a, b := strings.Split(strings.Trim(from, "/"), "/"), strings.Split(strings.Trim(to, "/"), "/")
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if a[0] == "" {
		a = nil
	}
	way := slices.Repeat([]string{".."}, len(a)-min(n, len(a)))
	if way = append(way, b[n:]...); len(way) == 0 {
		return "."
	}
	return strings.Join(way, "/")
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
