package coreutils

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators/cloud"
)

var shufFlags = takes(1, "[OPTION]... [FILE]", "n:|head-count e|echo i:|input-range")

// shuf draws from the world's seed, so that the same journal shuffles alike.
func shuf(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := shufFlags.parse(d, args)
	if done {
		return status
	}
	var list []string
	if v, ok := g.value('i'); ok {
		lo, hi, _ := strings.Cut(v, "-")
		from, err1 := strconv.Atoi(lo)
		to, err2 := strconv.Atoi(hi)
		if err1 != nil || err2 != nil || to < from || to-from > 1_000_000 {
			return failf(d, "invalid input range: '%s'", v)
		}
		for i := from; i <= to; i++ {
			list = append(list, strconv.Itoa(i))
		}
	} else if list = g.rest; !g.has('e') {
		var data []byte
		if data, status = whole(d, g.rest); status != 0 {
			return status
		}
		list = lines(d, data)
	}
	n := len(list)
	if v, ok := g.value('n'); ok {
		n, _ = strconv.Atoi(v)
		n = max(0, min(n, len(list)))
	}
	list = slices.Clone(list)
	d.Shell.Spend(n/16 + 1)
	w := &d.World.Cloud
	key := w.Next(cloud.Scope{}, "shuf")
	for i := range n {
		j := i + int(cloud.RollBelow(w.Seed, cloud.Label("shuf")+key, uint64(i), uint64(len(list)-i)))
		list[i], list[j] = list[j], list[i]
	}
	if n == 0 {
		return 0
	}
	return write(d, strings.Join(list[:n], "\n")+"\n")
}

// yes prints until the pipe or the screen is full: what reads it decides.
func yes(ctx context.Context, d *desk.Desk, args []string) int {
	word := "y"
	if len(args) > 0 {
		word = strings.Join(args, " ")
	}
	block := []byte(strings.Repeat(word+"\n", 1+4096/(len(word)+1)))
	for d.Shell.Spend(1) {
		if _, err := d.Stdout.Write(block); err != nil {
			return failf(d, "standard output: %s", files.Why(err))
		}
	}
	return 1
}
