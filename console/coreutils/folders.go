package coreutils

import (
	"context"
	"fmt"
	"path"
	"strconv"
	"strings"

	"skylab/console/clock"
	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators/cloud"
)

var rmFlags = takes(1, "[OPTION]... [FILE]...", "r|recursive R f|force v|verbose d|dir i")

func rm(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := rmFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) == 0 && !g.has('f') {
		return failf(d, "missing operand")
	}
	for _, n := range g.rest {
		at := d.Path(n)
		e, err := d.Files.Stat(at)
		switch {
		case err != nil:
			if !g.has('f') {
				status = failf(d, "cannot remove '%s': %s", n, files.Why(err))
			}
			continue
		case strings.TrimRight(n, "/") == "." || strings.HasSuffix(n, "/..") || n == "..":
			status = failf(d, "refusing to remove '.' or '..' directory: skipping '%s'", n)
			continue
		case at == "/":
			status = failf(d, "it is dangerous to operate recursively on '/'")
			continue
		case e.IsDir() && !g.has('r') && !g.has('R') && !(g.has('d') && len(d.Files.Below(at)) == 0):
			status = failf(d, "cannot remove '%s': Is a directory", n)
			continue
		}
		if err := d.Files.RemoveAll(at); err != nil {
			status = failf(d, "cannot remove '%s': %s", n, files.Why(err))
		} else if g.has('v') {
			fmt.Fprintf(d.Stdout, "removed '%s'\n", n)
		}
	}
	return status
}

var mkdirFlags = takes(1, "[OPTION]... DIRECTORY...", "p|parents m:|mode v|verbose")

func mkdir(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := mkdirFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) == 0 {
		return failf(d, "missing operand")
	}
	for _, n := range g.rest {
		at, now := d.Path(n), d.World.Cloud.Now
		var err error
		if g.has('p') {
			err = d.Files.MkdirAll(at, now)
		} else {
			err = d.Files.Mkdir(at, now)
		}
		if err != nil {
			status = failf(d, "cannot create directory '%s': %s", n, files.Why(err))
			continue
		}
		if v, ok := g.value('m'); ok {
			change, good := modeChange(v)
			if !good {
				return failf(d, "invalid mode '%s'", v)
			}
			err = d.Files.Change(at, func(e *files.Entry) { e.Mode = change(e.Mode) })
		}
		if g.has('v') && err == nil {
			fmt.Fprintf(d.Stdout, "mkdir: created directory '%s'\n", n)
		}
	}
	return status
}

var rmdirFlags = takes(1, "[OPTION]... DIRECTORY...", "p|parents v|verbose")

func rmdir(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := rmdirFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) == 0 {
		return failf(d, "missing operand")
	}
	for _, n := range g.rest {
		for at := n; at != "." && at != "/" && at != ""; at = path.Dir(at) {
			e, err := d.Files.Stat(d.Path(at))
			if err == nil && !e.IsDir() {
				err = files.ErrNotDir
			}
			if err == nil {
				err = d.Files.Remove(d.Path(at))
			}
			if err != nil {
				what := "'" + at + "'"
				if at != n {
					what = "directory " + what
				}
				status = failf(d, "failed to remove %s: %s", what, files.Why(err))
				break
			}
			if !g.has('p') {
				break
			}
		}
	}
	return status
}

var touchFlags = takes(1, "[OPTION]... FILE...", "c|no-create d:|date r:|reference a m")

func touch(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := touchFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) == 0 {
		return failf(d, "missing file operand")
	}
	at := d.World.Cloud.Now
	if v, ok := g.value('d'); ok {
		tz := zone(d)
		t, ok := parseDate(d, v, tz)
		if !ok {
			return failf(d, "invalid date format '%s'", v)
		}
		at = cloud.Time(t.UnixNano())
	}
	if v, ok := g.value('r'); ok {
		e, err := d.Files.Stat(d.Path(v))
		if err != nil {
			return failf(d, "failed to get attributes of '%s': %s", v, files.Why(err))
		}
		at = e.Modified
	}
	for _, n := range g.rest {
		if _, err := d.Files.Stat(d.Path(n)); err != nil {
			if g.has('c') {
				continue
			}
			if err := d.WriteFile(n, nil); err != nil {
				status = failf(d, "cannot touch '%s': %s", n, files.Why(err))
				continue
			}
		}
		if err := d.Files.Change(d.Path(n), func(e *files.Entry) { e.Modified = at }); err != nil {
			status = failf(d, "setting times of '%s': %s", n, files.Why(err))
		}
	}
	return status
}

var statFlags = takes(1, "[OPTION]... FILE...", "c:|format t|terse L")

func stat(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := statFlags.parse(d, args)
	if done {
		return status
	}
	for _, n := range g.rest {
		e, err := d.Files.Stat(d.Path(n))
		if err != nil {
			status = failf(d, "cannot statx '%s': %s", n, files.Why(err))
			continue
		}
		kind := "regular file"
		if e.IsDir() {
			kind = "directory"
		} else if len(e.Data) == 0 {
			kind = "regular empty file"
		}
		tz := zone(d)
		modified := clock.In(e.Modified.UTC(), tz).Format("2006-01-02 15:04:05.000000000 -0700")
		octal := strconv.FormatInt(int64(e.Mode.Perm()), 8)
		if form, ok := g.value('c'); ok {
			fmt.Fprintln(d.Stdout, strings.NewReplacer("%n", n, "%s", strconv.Itoa(size(e)), "%a", octal, "%A", letters(e.Mode),
				"%y", modified, "%Y", strconv.FormatInt(int64(e.Modified/cloud.Second), 10), "%F", kind, "%U", owner(d), "%G", owner(d), "%u", "1000", "%g", "1000", "%%", "%").Replace(form))
			continue
		}
		fmt.Fprintf(d.Stdout, "  File: %s\n  Size: %d\t%s\nAccess: (0%s/%s)  Uid: ( 1000/%s)   Gid: ( 1000/%s)\nModify: %s\n", n, size(e), kind, octal, letters(e.Mode), owner(d), owner(d), modified)
	}
	return status
}
