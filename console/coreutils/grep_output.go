package coreutils

import (
	"slices"
	"strconv"
	"strings"
)

// scan goes over the lines; early tells that it stopped before their end.
func (f *finder) scan(b *strings.Builder, name string, data []byte) (count int, early bool) {
	f.d.Shell.Spend(len(data)>>8 + 1)
	var list []string
	if f.has('z') {
		list = strings.Split(strings.TrimSuffix(string(data), "\x00"), "\x00")
		f.d.Shell.Spend(len(list) / 4)
	} else {
		list = lines(f.d, data)
	}
	offset, counted := 0, 0
	shown := 0 // lines printed so far, as the next index
	for i, line := range list {
		if early = f.most >= 0 && count >= f.most; early {
			break
		}
		if f.matches(line) == f.has('v') {
			continue
		}
		count++
		if early = f.has('q') || f.has('l') || f.has('L'); early {
			break
		}
		if f.has('b') {
			for ; counted < i; counted++ {
				offset += len(list[counted]) + 1
			}
			f.offset = offset
		}
		if !f.has('c') {
			shown = f.show(b, name, list, i, shown)
		}
	}
	return count, early
}

func (f *finder) end() string {
	if f.has('z') {
		return "\x00"
	}
	return "\n"
}

func (f *finder) matches(line string) bool {
	f.d.Shell.Spend(f.weight * len(line) >> 8)
	for _, re := range f.res {
		if re.MatchString(line) {
			return true
		}
	}
	return false
}

func (f *finder) prefix(b *strings.Builder, name string, sep byte, line int) {
	if f.named {
		b.WriteString(name)
		b.WriteByte(sep)
	}
	if f.has('n') && line >= 0 {
		b.WriteString(strconv.Itoa(line + 1))
		b.WriteByte(sep)
	}
}

// show prints a match with its context and tells how far it has printed.
func (f *finder) show(b *strings.Builder, name string, list []string, at, shown int) int {
	if f.has('o') {
		if f.has('v') {
			return 0
		}
		f.only(b, name, list[at], at)
		return 0
	}
	context := f.before > 0 || f.after > 0
	from := max(at-f.before, shown)
	if context && b.Len() > 0 && from > shown {
		b.WriteString("--\n")
	}
	to := at
	for to+1 < len(list) && to < at+f.after && (f.matches(list[to+1]) == f.has('v') || f.most >= 0) {
		to++
	}
	for i := from; i <= to; i++ {
		sep := byte('-')
		if i == at {
			sep = ':'
		}
		f.prefix(b, name, sep, i)
		if f.has('b') && i == at {
			b.WriteString(strconv.Itoa(f.offset) + string(sep))
		}
		b.WriteString(list[i] + f.end())
	}
	return to + 1
}

// only prints what matched, each match on a line.
func (f *finder) only(b *strings.Builder, name, line string, at int) {
	var all [][]int
	for _, re := range f.res {
		if n := re.SubexpIndex("shown"); n > 0 {
			for _, m := range re.FindAllStringSubmatchIndex(line, -1) {
				all = append(all, m[2*n:2*n+2])
			}
			continue
		}
		all = append(all, re.FindAllStringIndex(line, -1)...)
	}
	slices.SortFunc(all, func(a, b []int) int {
		if a[0] != b[0] {
			return a[0] - b[0]
		}
		return b[1] - a[1]
	})
	end := 0
	for _, m := range all {
		if m[0] < end || m[1] == m[0] {
			continue
		}
		end = m[1]
		f.prefix(b, name, ':', at)
		if f.has('b') {
			b.WriteString(strconv.Itoa(f.offset+m[0]) + ":")
		}
		b.WriteString(line[m[0]:m[1]] + f.end())
	}
}
