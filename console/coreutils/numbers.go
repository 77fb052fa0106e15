package coreutils

import (
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

var seqFlags = takes(1, "[OPTION]... [FIRST [INCREMENT]] LAST", "s:|separator w|equal-width f:|format")

func seq(ctx context.Context, d *desk.Desk, args []string) int {
	var flags, numbers []string // a negative number is no flag
	for i := 0; i < len(args); i++ {
		if _, ok := new(big.Rat).SetString(args[i]); ok {
			numbers = append(numbers, args[i])
			continue
		}
		flags = append(flags, args[i])
		if (args[i] == "-s" || args[i] == "-f") && i+1 < len(args) {
			i++
			flags = append(flags, args[i])
		}
	}
	g, status, done := seqFlags.parse(d, flags)
	if done {
		return status
	}
	numbers = append(numbers, g.rest...)
	if len(numbers) == 0 {
		return failf(d, "missing operand")
	}
	if len(numbers) > 3 {
		return failf(d, "extra operand '%s'", numbers[3])
	}
	places, values := 0, []*big.Rat{}
	for _, n := range numbers {
		v, ok := new(big.Rat).SetString(n)
		if !ok || len(n) > 40 || strings.ContainsAny(n, "/pPxX") || v.Num().BitLen() > 400 {
			return failf(d, "invalid floating point argument: '%s'", n)
		}
		if _, fraction, ok := strings.Cut(n, "."); ok && (len(values) < 2 || len(numbers) < 3) {
			places = max(places, len(fraction))
		}
		values = append(values, v)
	}
	from, step, to := big.NewRat(1, 1), big.NewRat(1, 1), values[len(values)-1]
	if len(values) > 1 {
		from = values[0]
	}
	if len(values) == 3 {
		step = values[1]
	}
	if step.Sign() == 0 {
		return failf(d, "invalid Zero increment value: '%s'", numbers[1])
	}
	return sequence(d, &g, from, step, to, places)
}

func sequence(d *desk.Desk, g *given, from, step, to *big.Rat, places int) int {
	sep, ok := g.value('s')
	if !ok {
		sep = "\n"
	}
	form, formed := g.value('f')
	if places == 0 && !formed && !g.has('w') && from.Num().IsInt64() && to.Num().IsInt64() && step.Num().IsInt64() {
		return wholeNumbers(d, sep, from.Num().Int64(), step.Num().Int64(), to.Num().Int64())
	}
	width := 0
	if g.has('w') {
		width = max(len(from.FloatString(places)), len(to.FloatString(places)))
	}
	var b strings.Builder
	printed := false
	for x := new(big.Rat).Set(from); x.Cmp(to)*step.Sign() <= 0; x.Add(x, step) {
		d.Shell.Spend(1)
		if printed {
			b.WriteString(sep)
		}
		printed = true
		s := x.FloatString(places)
		switch {
		case formed:
			f, _ := x.Float64()
			s = fmt.Sprintf(form, f)
			if strings.Contains(s, "%!") {
				if !strings.Contains(form, "%") {
					return failf(d, "format '%s' has no %% directive", form)
				}
				return failf(d, "format '%s' has unknown %%%s directive", form, strings.TrimLeft(form[strings.IndexByte(form, '%')+1:], "0123456789.+- #'"))
			}
		case strings.HasPrefix(s, "-"):
			s = "-" + strings.Repeat("0", max(0, width-len(s))) + s[1:]
		default:
			s = strings.Repeat("0", max(0, width-len(s))) + s
		}
		b.WriteString(s)
		if b.Len() > 1<<16 {
			if write(d, b.String()) != 0 {
				return 1
			}
			b.Reset()
		}
	}
	if printed {
		b.WriteByte('\n')
	}
	return write(d, b.String())
}

// wholeNumbers is seq for what it is used for most.
func wholeNumbers(d *desk.Desk, sep string, from, step, to int64) int {
	var b []byte
	for x := from; step > 0 && x <= to || step < 0 && x >= to; x += step {
		if x&15 == 0 {
			d.Shell.Spend(1)
		}
		if x != from {
			b = append(b, sep...)
		}
		if b = strconv.AppendInt(b, x, 10); len(b) > 1<<16 {
			if write(d, string(b)) != 0 {
				return 1
			}
			b = b[:0]
		}
		if step > 0 && x > math.MaxInt64-step || step < 0 && x < math.MinInt64-step {
			break
		}
	}
	if step > 0 == (from <= to) || from == to {
		b = append(b, '\n')
	}
	return write(d, string(b))
}

var base64Flags = takes(1, "[OPTION]... [FILE]", "d|decode w:|wrap i|ignore-garbage")

func base64Tool(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := base64Flags.parse(d, args)
	if done {
		return status
	}
	data, status := whole(d, g.rest)
	if status != 0 {
		return status
	}
	if g.has('d') {
		clean := strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || g.has('i') && !strings.ContainsRune("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=", r) {
				return -1
			}
			return r
		}, string(data))
		out, ok := decodeBase64(clean)
		d.Stdout.Write(out)
		if !ok {
			return failf(d, "invalid input")
		}
		return 0
	}
	wrap := 76
	if v, ok := g.value('w'); ok {
		var err error
		if wrap, err = strconv.Atoi(v); err != nil || wrap < 0 {
			return failf(d, "invalid wrap size: '%s'", v)
		}
	}
	s := base64.StdEncoding.EncodeToString(data)
	var b strings.Builder
	for wrap > 0 && s != "" {
		n := min(wrap, len(s))
		b.WriteString(s[:n] + "\n")
		s = s[n:]
	}
	return write(d, b.String()+s)
}

// decodeBase64 gives what can be read, also of a text that breaks off.
func decodeBase64(s string) ([]byte, bool) {
	out, err := base64.StdEncoding.DecodeString(s)
	if err == nil {
		return out, true
	}
	good := 0
	for good < len(s) && strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", s[good]) >= 0 {
		good++
	}
	if good%4 == 1 {
		good--
	}
	out, _ = base64.RawStdEncoding.DecodeString(s[:good])
	return out, false
}

var sumFlags = takes(1, "[OPTION]... [FILE]...", "c|check b|binary t|text")

func sum(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := sumFlags.parse(d, args)
	if done {
		return status
	}
	if g.has('c') {
		return each(d, g.rest, func(_ string, data []byte) {
			for _, line := range lines(d, data) {
				want, name, ok := strings.Cut(line, "  ")
				if !ok {
					continue
				}
				body, err := read(d, name)
				state := "OK"
				if err != nil || digest(d.Name, body) != want {
					state, status = "FAILED", 1
				}
				fmt.Fprintf(d.Stdout, "%s: %s\n", name, state)
			}
		}) | status
	}
	return each(d, g.rest, func(name string, data []byte) {
		fmt.Fprintf(d.Stdout, "%s  %s\n", digest(d.Name, data), name)
	})
}

func digest(tool string, data []byte) string {
	switch tool {
	case "md5sum":
		return fmt.Sprintf("%x", md5.Sum(data))
	case "sha1sum":
		return fmt.Sprintf("%x", sha1.Sum(data))
	}
	return fmt.Sprintf("%x", sha256.Sum256(data))
}

// expr computes its words: + - * / % comparisons, | &, STRING : REGEX, length,
// substr, index.
func expr(ctx context.Context, d *desk.Desk, args []string) int {
	e := expression{args: args}
	v, err := e.or()
	if err == nil && e.at < len(args) {
		err = fmt.Errorf("syntax error: unexpected argument '%s'", args[e.at])
	}
	if err != nil {
		failf(d, "%s", err)
		return 2
	}
	if s := write(d, v+"\n"); s != 0 {
		return s
	}
	if v == "" || strings.Trim(v, "0") == "" && strings.TrimLeft(v, "-") == v {
		return 1
	}
	return 0
}

var cmpFlags = takes(2, "FILE1 FILE2", "s|quiet")

func cmp(ctx context.Context, d *desk.Desk, args []string) int {
	g, status, done := cmpFlags.parse(d, args)
	if done {
		return status
	}
	if len(g.rest) != 2 {
		failf(d, "two files are wanted")
		return 2
	}
	var sides [2]string
	for i, name := range g.rest {
		data, err := read(d, name)
		if err != nil {
			failf(d, "%s: %s", name, files.Why(err))
			return 2
		}
		sides[i] = string(data)
	}
	if sides[0] == sides[1] {
		return 0
	}
	n := 0
	for n < len(sides[0]) && n < len(sides[1]) && sides[0][n] == sides[1][n] {
		n++
	}
	if !g.has('s') {
		if short := min(len(sides[0]), len(sides[1])); n == short {
			name := g.rest[0]
			if len(sides[1]) == short {
				name = g.rest[1]
			}
			failf(d, "EOF on %s after byte %d", name, n)
		} else {
			fmt.Fprintf(d.Stdout, "%s %s differ: byte %d, line %d\n", g.rest[0], g.rest[1], n+1, strings.Count(sides[0][:n], "\n")+1)
		}
	}
	return 1
}
