package coreutils

import (
	"context"
	"fmt"
	"path"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var shredFlags = takes(1, "[OPTION]... FILE...", "f|force n:|iterations s:|size u v|verbose x|exact z|zero \x01:|remove")

// block is how much of a disk a file takes at least, in bytes.
const block = 4096

// shred writes over a file and, with -u, takes it away. (On a real disk copies
// of the old blocks may live on: flash wear, snapshots, backups. Data that was
// sealed is forgotten by forgetting its key.)
func shred(ctx context.Context, d *desk.Desk, args []string) int {
	for i, a := range args { // --remove may stand without a value
		if a == "--remove" {
			args = append(append(append([]string{}, args[:i]...), "-u"), args[i+1:]...)
		}
	}
	g, status, done := shredFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) == 0 {
		return failf(d, "missing file operand")
	}
	passes := 3
	if v, ok := g.value('n'); ok {
		var err error
		if passes, err = strconv.Atoi(v); err != nil || passes < 0 {
			return failf(d, "invalid number of passes: '%s'", v)
		}
	}
	for _, name := range g.rest {
		if !g.shredOne(name, passes) {
			status = 1
		}
	}
	return status
}

func (g *given) shredOne(name string, passes int) bool {
	d := g.d
	data, err := d.ReadFile(name)
	if err != nil {
		failf(d, "%s: failed to open for writing: %s", name, files.Why(err))
		return false
	}
	n := len(data)
	if v, ok := g.value('s'); ok {
		want, fine := byteCount(v)
		if !fine || want > files.MaxBytes {
			failf(d, "%s: invalid file size", v)
			return false
		}
		n = int(want)
	} else if !g.has('x') {
		n = (n + block - 1) / block * block
	}
	total := passes
	if g.has('z') {
		total++
	}
	for pass := 1; pass <= total; pass++ {
		d.Shell.Spend(n>>8 + 1)
		kind, over := "random", []byte(nil)
		if pass > passes {
			kind, over = "000000", make([]byte, n)
		} else if over = make([]byte, n); pass == passes || pass == 1 { // the passes between leave no trace
			over = desk.Random(&d.World.Cloud, n)
		}
		if g.has('v') {
			failf(d, "%s: pass %d/%d (%s)...", name, pass, total, kind)
		}
		if err := d.WriteFile(name, append(over, data[min(n, len(data)):]...)); err != nil {
			failf(d, "%s: error writing at offset 0: %s", name, files.Why(err))
			return false
		}
	}
	if g.has('u') || g.has(1) {
		return g.unlink(name)
	}
	return true
}

// unlink renames a file to ever shorter names before it goes, so that its name
// does not stay either.
func (g *given) unlink(name string) bool {
	if g.has('v') {
		failf(g.d, "%s: removing", name)
		now := name
		for n := len(path.Base(name)); n > 0; n-- {
			next := strings.TrimSuffix(name, path.Base(name)) + strings.Repeat("0", n)
			failf(g.d, "%s: renamed to %s", now, next)
			now = next
		}
	}
	if err := g.d.Files.Remove(g.d.Path(name)); err != nil {
		failf(g.d, "%s: failed to remove: %s", name, files.Why(err))
		return false
	}
	if g.has('v') {
		failf(g.d, "%s: removed", name)
	}
	return true
}

var truncateFlags = takes(1, "OPTION... FILE...", "c|no-create s:|size r:|reference o")

// truncate makes files longer or shorter.
func truncate(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := truncateFlags.parse(d, args)
	if done {
		return status
	}
	how, sized := g.value('s')
	reference, like := g.value('r')
	if !sized && !like {
		return failf(d, "you must specify either '--size' or '--reference'")
	}
	if len(g.rest) == 0 {
		return failf(d, "missing file operand")
	}
	sign := byte(0)
	if sized && how != "" && strings.IndexByte("+-<>/%", how[0]) >= 0 {
		sign, how = how[0], how[1:]
	}
	n, ok := byteCount(how)
	if sized && (!ok || n == 0 && (sign == '/' || sign == '%')) {
		return failf(d, "Invalid number: '%s'", how)
	}
	base := int64(-1)
	if like {
		data, err := d.ReadFile(reference)
		if err != nil {
			return failf(d, "cannot stat '%s': %s", reference, files.Why(err))
		}
		if base = int64(len(data)); !sized {
			n = base
		}
	}
	for _, name := range g.rest {
		if !g.resize(name, sign, n, base) {
			status = 1
		}
	}
	return status
}

func (g *given) resize(name string, sign byte, n, base int64) bool {
	d := g.d
	data, err := d.ReadFile(name)
	if err != nil && g.has('c') {
		return true
	}
	if base < 0 {
		base = int64(len(data))
	}
	switch sign {
	case '+':
		n = plus(base, n)
	case '-':
		n = max(0, base-n)
	case '<':
		n = min(base, n)
	case '>':
		n = max(base, n)
	case '/':
		n = base / n * n
	case '%':
		n = times((base+n-1)/n, n)
	}
	if n > files.MaxBytes {
		failf(d, "failed to truncate '%s' at %d bytes: File too large", name, n)
		return false
	}
	whole := make([]byte, n)
	copy(whole, data)
	if err := d.WriteFile(name, whole); err != nil {
		failf(d, "cannot open '%s' for writing: %s", name, files.Why(err))
		return false
	}
	return true
}

var duFlags = takes(1, "[OPTION]... [FILE]...", "a|all b|bytes c|total d:|max-depth h|human-readable k m s|summarize")

// du tells how much room files take, in blocks of 1,024 bytes: 4,096 at least.
func du(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := duFlags.parse(d, args)
	if done {
		return status
	}
	depth := 1 << 30
	if v, ok := g.value('d'); ok {
		var err error
		if depth, err = strconv.Atoi(v); err != nil || depth < 0 {
			return failf(d, "invalid maximum depth '%s'", v)
		}
	}
	if g.has('s') {
		depth = 0
	}
	if len(g.rest) == 0 {
		g.rest = []string{"."}
	}
	total := int64(0)
	for _, name := range g.rest {
		if _, err := d.Files.Stat(d.Path(name)); err != nil {
			status = failf(d, "cannot access '%s': %s", name, files.Why(err))
			continue
		}
		total += g.usage(name, depth, true)
	}
	if g.has('c') {
		fmt.Fprintf(d.Stdout, "%s\ttotal\n", g.amountOf(total))
	}
	return status
}

// usage adds up what lies under a name and prints what was asked for.
func (g *given) usage(name string, depth int, top bool) int64 {
	g.d.Shell.Spend(1)
	e, err := g.d.Files.Stat(g.d.Path(name))
	if err != nil {
		return 0
	}
	takes := int64(len(e.Data))
	if e.IsDir() {
		takes = block
	}
	if !g.has('b') {
		takes = (takes + block - 1) / block * block
	}
	if e.IsDir() {
		entries, _ := g.d.Files.List(g.d.Path(name))
		for _, below := range entries {
			takes += g.usage(strings.TrimSuffix(name, "/")+"/"+below.Name, depth-1, false)
		}
	}
	if depth >= 0 && (e.IsDir() || top || g.has('a')) {
		fmt.Fprintf(g.d.Stdout, "%s\t%s\n", g.amountOf(takes), name)
	}
	return takes
}

func (g *given) amountOf(n int64) string {
	switch {
	case g.has('h'):
		if n < 1024 {
			return strconv.FormatInt(n, 10)
		}
		return strings.NewReplacer(" ", "", "iB", "").Replace(scaled(n, 1024, "B KiB MiB GiB TiB"))
	case g.has('b'):
		return strconv.FormatInt(n, 10)
	case g.has('m'):
		return strconv.FormatInt((n+1<<20-1)>>20, 10)
	}
	return strconv.FormatInt(n/1024, 10)
}
