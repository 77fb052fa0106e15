package coreutils

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators/cloud"
)

var catFlags = takes(1, "[OPTION]... [FILE]...", "n|number b|number-nonblank s|squeeze-blank A|show-all E|show-ends T|show-tabs u")

func cat(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := catFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.order) == 0 {
		return each(d, g.rest, func(_ string, data []byte) { d.Stdout.Write(data) })
	}
	number, blank := 0, false
	return each(d, g.rest, func(_ string, data []byte) {
		var b strings.Builder
		for _, line := range strings.SplitAfter(string(data), "\n") {
			if line == "" {
				continue
			}
			empty := line == "\n"
			if empty && blank && g.has('s') {
				continue
			}
			blank = empty
			if g.has('b') && !empty || g.has('n') && !g.has('b') {
				number++
				fmt.Fprintf(&b, "%6d\t", number)
			}
			if g.has('T') || g.has('A') {
				line = strings.ReplaceAll(line, "\t", "^I")
			}
			if (g.has('E') || g.has('A')) && strings.HasSuffix(line, "\n") {
				line = line[:len(line)-1] + "$\n"
			}
			b.WriteString(line)
		}
		io.WriteString(d.Stdout, b.String())
	})
}

var partFlags = takes(1, "[OPTION]... [FILE]...", "n:|lines c:|bytes q|quiet v|verbose f|follow")

// legacy turns head -5 into head -n 5.
func legacy(args []string) []string {
	if len(args) > 0 && len(args[0]) > 1 && (args[0][0] == '-' || args[0][0] == '+') && args[0][1] >= '0' && args[0][1] <= '9' {
		n := strings.TrimPrefix(args[0], "-")
		return append([]string{"-n", n}, args[1:]...)
	}
	return args
}

// amount reads the value of -n or -c: a number with a sign and a unit.
func amount(s string) (n int, sign byte, ok bool) {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, s = s[0], s[1:]
	}
	unit := 1
	if strings.HasSuffix(s, "K") || strings.HasSuffix(s, "k") {
		unit, s = 1024, s[:len(s)-1]
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0, sign, false
	}
	return n * unit, sign, true
}

func head(ctx context.Context, d *desk.Desk, args []string) int {
	return part(d, legacy(args), func(data []byte, n int, sign byte, bytes bool) []byte {
		if bytes {
			if sign == '-' {
				n = max(0, len(data)-n)
			}
			return data[:min(n, len(data))]
		}
		if sign == '-' {
			return data[:lineStart(data, max(0, countLines(data)-n))]
		}
		return data[:lineStart(data, n)]
	})
}

func tail(ctx context.Context, d *desk.Desk, args []string) int {
	return part(d, legacy(args), func(data []byte, n int, sign byte, bytes bool) []byte {
		switch {
		case bytes && sign == '+':
			return data[min(max(n-1, 0), len(data)):]
		case bytes:
			return data[max(0, len(data)-n):]
		case sign == '+':
			return data[lineStart(data, max(n-1, 0)):]
		}
		return data[lineStart(data, max(0, countLines(data)-n)):]
	})
}

func countLines(data []byte) int {
	n := 0
	for _, c := range data {
		if c == '\n' {
			n++
		}
	}
	if len(data) > 0 && data[len(data)-1] != '\n' {
		n++
	}
	return n
}

// lineStart is where line n (from 0) begins.
func lineStart(data []byte, n int) int {
	if n == 0 {
		return 0
	}
	for i, c := range data {
		if c == '\n' {
			if n--; n == 0 {
				return i + 1
			}
		}
	}
	return len(data)
}

// untilReader is the shell's own standard input, which can give a line and no
// more.
type untilReader interface {
	ReadUntil(delim byte, limit int) ([]byte, bool)
}

func part(d *desk.Desk, args []string, take func(data []byte, n int, sign byte, bytes bool) []byte) int {
	g, status, done := partFlags.parse(d, args)
	if done {
		return status
	}
	n, sign, bytes := 10, byte(0), false
	if c := g.last("nc"); c != 0 {
		v, _ := g.value(c)
		var ok bool
		if n, sign, ok = amount(v); !ok {
			unit := "lines"
			if c == 'c' {
				unit = "bytes"
			}
			return failf(d, "invalid number of %s: '%s'", unit, v)
		}
		bytes = c == 'c'
	}
	if in, ok := d.Stdin.(untilReader); ok && len(g.rest) == 0 && d.Name == "head" && sign == 0 && !bytes {
		for ; n > 0; n-- { // no more than it prints, so that the next command gets the rest
			line, whole := in.ReadUntil('\n', maxInput)
			d.Stdout.Write(line)
			if !whole {
				break
			}
		}
		return 0
	}
	titles := (len(g.rest) > 1 || g.has('v')) && !g.has('q')
	first := true
	return each(d, g.rest, func(name string, data []byte) {
		if titles {
			if !first {
				io.WriteString(d.Stdout, "\n")
			}
			if name == "-" {
				name = "standard input"
			}
			fmt.Fprintf(d.Stdout, "==> %s <==\n", name)
		}
		first = false
		d.Stdout.Write(take(data, n, sign, bytes))
	})
}

var teeFlags = takes(1, "[OPTION]... [FILE]...", "a|append i|ignore-interrupts")

func tee(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := teeFlags.parse(d, args)
	if done {
		return status
	}
	data, err := read(d, "-")
	if err != nil {
		return failf(d, "read error: %s", files.Why(err))
	}
	for _, name := range g.rest {
		out := data
		if old, err := d.ReadFile(name); g.has('a') && err == nil {
			out = append(old[:len(old):len(old)], data...)
		}
		if name == "/dev/null" {
			continue
		}
		if err := d.WriteFile(name, out); err != nil {
			status = failf(d, "%s: %s", name, files.Why(err))
		}
	}
	d.Stdout.Write(data)
	return status
}

var plainFlags = takes(1, "[FILE]...", "")

func rev(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := plainFlags.parse(d, args)
	if done {
		return status
	}
	return each(d, g.rest, func(_ string, data []byte) {
		var b strings.Builder
		for _, line := range lines(data) {
			r := []rune(line)
			slices.Reverse(r)
			b.WriteString(string(r) + "\n")
		}
		io.WriteString(d.Stdout, b.String())
	})
}

func tac(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := plainFlags.parse(d, args)
	if done {
		return status
	}
	return each(d, g.rest, func(_ string, data []byte) {
		list := strings.SplitAfter(string(data), "\n")
		slices.Reverse(list)
		io.WriteString(d.Stdout, strings.Join(list, ""))
	})
}

var nlFlags = takes(1, "[OPTION]... [FILE]...", "b:|body-numbering w:|number-width s:|number-separator v:|starting-line-number n:|number-format")

func nl(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := nlFlags.parse(d, args)
	if done {
		return status
	}
	width, sep, number := 6, "\t", 1
	if v, ok := g.value('w'); ok {
		width, _ = strconv.Atoi(v)
	}
	if v, ok := g.value('s'); ok {
		sep = v
	}
	if v, ok := g.value('v'); ok {
		number, _ = strconv.Atoi(v)
	}
	body, _ := g.value('b')
	form, _ := g.value('n')
	verb := map[string]string{"ln": "%-*d", "rz": "%0*d"}[form]
	if verb == "" {
		verb = "%*d"
	}
	if width < 1 || width > 100 {
		return failf(d, "invalid line number field width: %d", width)
	}
	data, status := whole(d, g.rest)
	var b strings.Builder
	for _, line := range lines(data) {
		if body == "n" || line == "" && body != "a" {
			b.WriteString(strings.Repeat(" ", width+len(sep)) + line + "\n")
			continue
		}
		fmt.Fprintf(&b, verb+"%s%s\n", width, number, sep, line)
		number++
	}
	write(d, b.String())
	return status
}

var pasteFlags = takes(1, "[OPTION]... [FILE]...", "d:|delimiters s|serial")

func paste(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := pasteFlags.parse(d, args)
	if done {
		return status
	}
	delims := []string{"\t"}
	if v, ok := g.value('d'); ok {
		delims = nil
		for _, c := range strings.NewReplacer(`\n`, "\n", `\t`, "\t", `\0`, "", `\\`, `\`).Replace(v) {
			delims = append(delims, string(c))
		}
		if len(delims) == 0 {
			delims = []string{""}
		}
	}
	var columns [][]string
	var shared []string // all - share standard input, a line each in turn
	dashes := 0
	for _, n := range g.rest {
		if n == "-" {
			dashes++
		}
	}
	if dashes > 1 {
		data, _ := read(d, "-")
		shared = lines(data)
	}
	turn := 0
	names := g.rest
	if len(names) == 0 {
		names = []string{"-"}
	}
	for _, name := range names {
		if name == "-" && dashes > 1 {
			var column []string
			for i := turn; i < len(shared); i += dashes {
				column = append(column, shared[i])
			}
			turn++
			columns = append(columns, column)
			continue
		}
		status |= each(d, []string{name}, func(_ string, data []byte) { columns = append(columns, lines(data)) })
	}
	return status | write(d, pasted(columns, delims, g.has('s')))
}

func pasted(columns [][]string, delims []string, serial bool) string {
	var b strings.Builder
	join := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				b.WriteString(delims[(i-1)%len(delims)])
			}
			b.WriteString(c)
		}
		b.WriteByte('\n')
	}
	if serial {
		for _, c := range columns {
			join(c)
		}
		return b.String()
	}
	rows := 0
	for _, c := range columns {
		rows = max(rows, len(c))
	}
	for i := range rows {
		cells := make([]string, len(columns))
		for k, c := range columns {
			if i < len(c) {
				cells[k] = c[i]
			}
		}
		join(cells)
	}
	return b.String()
}

var foldFlags = takes(1, "[OPTION]... [FILE]...", "w:|width s|spaces b|bytes")

func fold(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := foldFlags.parse(d, args)
	if done {
		return status
	}
	width := 80
	if v, ok := g.value('w'); ok {
		var err error
		if width, err = strconv.Atoi(v); err != nil || width < 1 {
			return failf(d, "invalid number of columns: '%s'", v)
		}
	}
	return each(d, g.rest, func(_ string, data []byte) {
		var b strings.Builder
		for _, line := range strings.SplitAfter(string(data), "\n") {
			for utf8.RuneCountInString(strings.TrimSuffix(line, "\n")) > width {
				cut := len(string([]rune(line)[:width]))
				if i := strings.LastIndexByte(line[:cut], ' '); g.has('s') && i >= 0 {
					cut = i + 1
				}
				b.WriteString(line[:cut] + "\n")
				line = line[cut:]
			}
			b.WriteString(line)
		}
		io.WriteString(d.Stdout, b.String())
	})
}

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
		list = lines(data)
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

var splitFlags = takes(1, "[OPTION]... [FILE [PREFIX]]", "l:|lines")

func split(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := splitFlags.parse(d, args)
	if done {
		return status
	}
	n, prefix := 1000, "x"
	if v, ok := g.value('l'); ok {
		var err error
		if n, err = strconv.Atoi(v); err != nil || n < 1 {
			return failf(d, "invalid number of lines: '%s'", v)
		}
	}
	if len(g.rest) > 1 {
		prefix = g.rest[1]
		g.rest = g.rest[:1]
	}
	data, status := whole(d, g.rest)
	for i := 0; len(data) > 0 && status == 0 && i < 26*26; i++ {
		end := lineStart(data, n)
		name := prefix + string(rune('a'+i/26)) + string(rune('a'+i%26))
		if err := d.WriteFile(name, data[:end:end]); err != nil {
			return failf(d, "%s: %s", name, files.Why(err))
		}
		data = data[end:]
	}
	return status
}
