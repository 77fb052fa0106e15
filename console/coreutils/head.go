package coreutils

import (
	"context"
	"fmt"
	"io"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

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
	if s == "" || s[0] < '0' || s[0] > '9' {
		return 0, sign, false
	}
	long, ok := byteCount(s)
	return int(min(long, maxInput)), sign, ok
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
	if _, ok := d.Stdin.(untilReader); ok && len(g.rest) == 0 && d.Name == "head" && sign == 0 {
		data, err := io.ReadAll(io.LimitReader(d.Stdin, int64(min(n, maxInput))))
		if err != nil {
			return failf(d, "error reading 'standard input': %s", files.Why(err))
		}
		d.Stdout.Write(data)
		return 0
	}
	if bytes && sign == 0 && len(g.rest) == 1 && d.Name == "head" && endless(g.rest[0]) { // no more is made than is wanted
		if _, err := pour(d, d.Stdout, g.rest[0], int64(n)); err != nil {
			return failf(d, "write error: %s", files.Why(err))
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
