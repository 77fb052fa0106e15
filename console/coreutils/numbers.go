package coreutils

import (
	"context"
	"encoding/base64"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"

	"skylab/console/desk"
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
