package coreutils

import (
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"skylab/console/clock"
	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators/cloud"
)

var lsFlags = takes(2, "[OPTION]... [FILE]...", "l a|all A|almost-all 1 d|directory R|recursive h|human-readable t S r|reverse F|classify p G o g n C x m Q v X U B \x01:|color \x02|group-directories-first")

func ls(ctx context.Context, d *desk.Desk, args []string) int {
	for i, a := range args {
		if a == "--color" {
			args = slices.Concat(args[:i], []string{"--color=auto"}, args[i+1:])
		}
	}
	g, status, done := lsFlags.parse(d, args)
	if done {
		return status
	}
	names := g.rest
	if len(names) == 0 {
		names = []string{"."}
	}
	var single []listed
	var folders []string
	for _, n := range names {
		e, err := d.Files.Stat(d.Path(n))
		switch {
		case err != nil:
			failf(d, "cannot access '%s': %s", n, files.Why(err))
			status = 2
		case e.IsDir() && !g.has('d'):
			folders = append(folders, n)
		default:
			single = append(single, listed{n, e})
		}
	}
	var b strings.Builder
	g.list(&b, single, false)
	slices.Sort(folders)
	for i, n := range folders {
		if len(names) > 1 || g.has('R') {
			if i > 0 || len(single) > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(n + ":\n")
		}
		g.folder(&b, n)
	}
	if write(d, b.String()) != 0 {
		return 2
	}
	return status
}

// listed is a row of ls: a name as it is shown, and what it names.
type listed struct {
	name  string
	entry *files.Entry
}

func (g *given) folder(b *strings.Builder, name string) {
	at := g.d.Path(name)
	entries, err := g.d.Files.List(at)
	if err != nil {
		return
	}
	var rows []listed
	if g.has('a') {
		self, _ := g.d.Files.Stat(at)
		up, _ := g.d.Files.Stat(path.Dir(at))
		rows = append(rows, listed{".", self}, listed{"..", up})
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name, ".") || g.has('a') || g.has('A') {
			rows = append(rows, listed{e.Name, e})
		}
	}
	g.list(b, rows, true)
	if !g.has('R') {
		return
	}
	for _, e := range entries {
		if e.IsDir() && (!strings.HasPrefix(e.Name, ".") || g.has('a') || g.has('A')) {
			inner := strings.TrimSuffix(name, "/") + "/" + e.Name
			b.WriteString("\n" + inner + ":\n")
			g.folder(b, inner)
		}
	}
}

func (g *given) list(b *strings.Builder, rows []listed, total bool) {
	switch g.last("tSvX") {
	case 'v':
		slices.SortStableFunc(rows, func(a, b listed) int { return compareVersions(a.name, b.name) })
	case 'X':
		slices.SortStableFunc(rows, func(a, b listed) int {
			if c := strings.Compare(path.Ext(a.name), path.Ext(b.name)); c != 0 {
				return c
			}
			return strings.Compare(a.name, b.name)
		})
	case 't':
		slices.SortStableFunc(rows, func(a, b listed) int { return int(max(-1, min(1, b.entry.Modified-a.entry.Modified))) })
	case 'S':
		slices.SortStableFunc(rows, func(a, b listed) int { return size(b.entry) - size(a.entry) })
	default:
		slices.SortStableFunc(rows, func(a, b listed) int { return strings.Compare(a.name, b.name) })
	}
	if g.has('r') {
		slices.Reverse(rows)
	}
	if g.has(2) {
		slices.SortStableFunc(rows, func(a, b listed) int {
			switch x, y := a.entry.IsDir(), b.entry.IsDir(); {
			case x && !y:
				return -1
			case y && !x:
				return 1
			}
			return 0
		})
	}
	for i := range rows {
		if g.has('Q') {
			rows[i].name = strconv.Quote(rows[i].name)
		}
	}
	if !g.has('l') {
		end := "\n"
		if g.has('m') {
			end = ", "
		}
		for i, r := range rows {
			if i == len(rows)-1 {
				end = "\n"
			}
			b.WriteString(r.name + g.mark(r.entry) + end)
		}
		return
	}
	width, blocks := 1, 0
	for _, r := range rows {
		width = max(width, len(g.size(r.entry)))
		blocks += (size(r.entry) + 4095) / 4096 * 4
	}
	if total {
		fmt.Fprintf(b, "total %d\n", blocks)
	}
	user := owner(g.d)
	for _, r := range rows {
		links := 1
		if r.entry.IsDir() {
			links = 2
		}
		fmt.Fprintf(b, "%s %d %s %s %*s %s %s%s\n", letters(r.entry.Mode), links, user, user, width, g.size(r.entry),
			g.when(r.entry.Modified), r.name, g.mark(r.entry))
	}
}

func owner(d *desk.Desk) string {
	user, _ := d.Shell.Var("USER")
	if user == "" {
		user = "you"
	}
	return user
}

func size(e *files.Entry) int {
	if e.IsDir() {
		return 4096
	}
	return len(e.Data)
}

func (g *given) size(e *files.Entry) string {
	n := size(e)
	if !g.has('h') || n < 1024 {
		return strconv.Itoa(n)
	}
	x := float64(n)
	for _, unit := range "KMG" {
		if x /= 1024; x < 1024 {
			if x < 10 {
				return fmt.Sprintf("%.1f%c", x, unit)
			}
			return fmt.Sprintf("%.0f%c", x, unit)
		}
	}
	return strconv.Itoa(n)
}

func (g *given) mark(e *files.Entry) string {
	switch {
	case e.IsDir() && (g.has('F') || g.has('p')):
		return "/"
	case g.has('F') && e.Mode&0o111 != 0:
		return "*"
	}
	return ""
}

// when is the time as ls shows it: the year instead of the hour when it is
// more than half a year away.
func (g *given) when(at cloud.Time) string {
	t := clock.In(at.UTC(), zone(g.d))
	if age := g.d.World.Cloud.Now - at; age > 182*cloud.Day || age < 0 {
		return t.Format("Jan _2  2006")
	}
	return t.Format("Jan _2 15:04")
}

// letters is -rw-r--r--.
func letters(m fs.FileMode) string {
	s := []byte("-rwxrwxrwx")
	if m.IsDir() {
		s[0] = 'd'
	}
	for i := range 9 {
		if m&(1<<(8-i)) == 0 {
			s[1+i] = '-'
		}
	}
	return string(s)
}
