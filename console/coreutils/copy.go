package coreutils

import (
	"context"
	"fmt"
	"path"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var cpFlags = takes(1, "[OPTION]... SOURCE... DEST", "r|recursive R a|archive p f|force n|no-clobber u|update v|verbose i t:|target-directory T|no-target-directory")

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
		if old, err := d.Files.Stat(d.Path(p[1])); err == nil && (g.has('n') || g.has('u') && old.Modified >= e.Modified) {
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
