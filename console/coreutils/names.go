package coreutils

import (
	"context"
	"fmt"
	"path"
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
