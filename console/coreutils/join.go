package coreutils

import (
	"context"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var joinFlags = takes(1, "[OPTION]... FILE1 FILE2", "t: 1: 2: j: a: v: o: e: i|ignore-case")

// joining is one call of join.
type joining struct {
	given
	keys  [2]int // field that is compared, from 0
	out   strings.Builder
	sep   string
	empty string
	list  [][2]int // of -o: file (0 is the key) and field
}

// join pairs the lines of two sorted files whose keys are the same.
func join(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := joinFlags.parse(d, args)
	if done {
		return status
	}
	switch n := len(g.rest); {
	case n == 0:
		return failf(d, "missing operand")
	case n == 1:
		return failf(d, "missing operand after '%s'", g.rest[0])
	case n > 2:
		return failf(d, "extra operand '%s'", g.rest[2])
	}
	j := joining{given: g, sep: " "}
	if v, ok := g.value('t'); ok {
		j.sep = strings.ReplaceAll(v, `\t`, "\t")
	}
	j.empty, _ = g.value('e')
	for i, flag := range []byte{'1', '2'} {
		v, ok := g.value(flag)
		if !ok {
			v, ok = g.value('j')
		}
		if ok {
			n, err := strconv.Atoi(v)
			if err != nil || n < 1 {
				return failf(d, "invalid field number: '%s'", v)
			}
			j.keys[i] = n - 1
		}
	}
	if !j.format() {
		return 1
	}
	var rows [2][][]string
	for i, name := range g.rest {
		data, err := read(d, name)
		if err != nil {
			return failf(d, "%s: %s", name, files.Why(err))
		}
		for _, line := range lines(d, data) {
			rows[i] = append(rows[i], j.split(line))
		}
	}
	j.merge(rows[0], rows[1])
	return write(d, j.out.String())
}

func (j *joining) format() bool {
	v, ok := j.value('o')
	if !ok || v == "auto" {
		return true
	}
	for _, w := range strings.FieldsFunc(v, func(r rune) bool { return r == ',' || r == ' ' }) {
		file, field, _ := strings.Cut(w, ".")
		f, err1 := strconv.Atoi(file)
		n, err2 := strconv.Atoi(field)
		if w == "0" {
			f, n, err2 = 0, 1, nil
		}
		if err1 != nil || err2 != nil || f < 0 || f > 2 || n < 1 {
			failf(j.d, "invalid field specifier: '%s'", w)
			return false
		}
		j.list = append(j.list, [2]int{f, n - 1})
	}
	return true
}

func (j *joining) split(line string) []string {
	if j.has('t') {
		return strings.Split(line, j.sep)
	}
	return strings.Fields(line)
}

func (j *joining) key(side int, row []string) string {
	if j.keys[side] >= len(row) {
		return ""
	}
	if j.has('i') {
		return strings.ToLower(row[j.keys[side]])
	}
	return row[j.keys[side]]
}

func (j *joining) merge(a, b [][]string) {
	paired := !j.has('v')
	alone := [2]bool{}
	for _, v := range append(j.flags['a'], j.flags['v']...) {
		alone[0], alone[1] = alone[0] || v == "1", alone[1] || v == "2"
	}
	single := func(side int, row []string) {
		if alone[side] {
			rows := [2][]string{}
			rows[side] = row
			j.print(j.key(side, row), rows)
		}
	}
	for len(a) > 0 && len(b) > 0 {
		x, y := j.key(0, a[0]), j.key(1, b[0])
		switch {
		case x < y:
			single(0, a[0])
			a = a[1:]
		case x > y:
			single(1, b[0])
			b = b[1:]
		default:
			n := 1
			for n < len(b) && j.key(1, b[n]) == x {
				n++
			}
			m := 1
			for m < len(a) && j.key(0, a[m]) == x {
				m++
			}
			for _, p := range a[:m] {
				for _, q := range b[:n] {
					j.d.Shell.Spend(1)
					if paired {
						j.print(x, [2][]string{p, q})
					}
				}
			}
			a, b = a[m:], b[n:]
		}
	}
	for _, row := range a {
		single(0, row)
	}
	for _, row := range b {
		single(1, row)
	}
}

// print writes one line: the key, then the other fields of both.
func (j *joining) print(key string, rows [2][]string) {
	var cells []string
	for side, row := range rows {
		if k := j.keys[side]; k < len(row) {
			key = row[k]
			break
		}
	}
	if j.list == nil {
		cells = append(cells, key)
		for side, row := range rows {
			for i, c := range row {
				if i != j.keys[side] {
					cells = append(cells, c)
				}
			}
		}
	}
	for _, want := range j.list {
		c := key
		if want[0] > 0 {
			if c = j.empty; want[1] < len(rows[want[0]-1]) {
				c = rows[want[0]-1][want[1]]
			}
		}
		cells = append(cells, c)
	}
	line := strings.Join(cells, j.sep) + "\n"
	if j.out.WriteString(line); j.out.Len() > maxInput/4 {
		j.d.Shell.Spend(1 << 30)
	}
	j.d.Shell.Spend(len(line) >> 8)
}
