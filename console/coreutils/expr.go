package coreutils

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"

	"skylab/console/pattern"
)

// expression reads the words of expr, loosest operator first.
type expression struct {
	args []string
	at   int
}

func (e *expression) peek(ops ...string) string {
	if e.at < len(e.args) {
		for _, op := range ops {
			if e.args[e.at] == op {
				e.at++
				return op
			}
		}
	}
	return ""
}

func null(s string) bool { return s == "" || s == "0" }

func (e *expression) or() (string, error) {
	a, err := e.and()
	for err == nil && e.peek("|") != "" {
		var b string
		if b, err = e.and(); null(a) {
			a = b
		}
	}
	return a, err
}

func (e *expression) and() (string, error) {
	a, err := e.compare()
	for err == nil && e.peek("&") != "" {
		var b string
		if b, err = e.compare(); null(a) || null(b) {
			a = "0"
		}
	}
	return a, err
}

func (e *expression) compare() (string, error) {
	a, err := e.sum()
	for err == nil {
		op := e.peek("<", "<=", "=", "==", "!=", ">=", ">")
		if op == "" {
			break
		}
		var b string
		if b, err = e.sum(); err != nil {
			break
		}
		c := strings.Compare(a, b)
		x, ok1 := new(big.Int).SetString(a, 10)
		y, ok2 := new(big.Int).SetString(b, 10)
		if ok1 && ok2 {
			c = x.Cmp(y)
		}
		holds := map[string]bool{"<": c < 0, "<=": c <= 0, "=": c == 0, "==": c == 0, "!=": c != 0, ">=": c >= 0, ">": c > 0}[op]
		a = "0"
		if holds {
			a = "1"
		}
	}
	return a, err
}

func (e *expression) sum() (string, error) {
	return e.compute([]string{"+", "-"}, func() (string, error) {
		return e.compute([]string{"*", "/", "%"}, e.match)
	})
}

func (e *expression) compute(ops []string, next func() (string, error)) (string, error) {
	a, err := next()
	for err == nil {
		op := e.peek(ops...)
		if op == "" {
			break
		}
		var b string
		if b, err = next(); err != nil {
			break
		}
		x, ok1 := new(big.Int).SetString(a, 10)
		y, ok2 := new(big.Int).SetString(b, 10)
		switch {
		case !ok1 || !ok2 || len(a) > 1000 || len(b) > 1000:
			return "", errors.New("non-integer argument")
		case (op == "/" || op == "%") && y.Sign() == 0:
			return "", errors.New("division by zero")
		case op == "+":
			x.Add(x, y)
		case op == "-":
			x.Sub(x, y)
		case op == "*":
			x.Mul(x, y)
		case op == "/":
			x.Quo(x, y)
		default:
			x.Rem(x, y)
		}
		a = x.String()
	}
	return a, err
}

func (e *expression) match() (string, error) {
	a, err := e.primary()
	for err == nil && e.peek(":") != "" {
		var b string
		if b, err = e.primary(); err == nil {
			a, err = matched(a, b)
		}
	}
	return a, err
}

// matched is STRING : REGEX, anchored at the beginning: the group, or how many
// characters matched.
func matched(s, src string) (string, error) {
	if len(s) > 1<<20 {
		return "", errors.New("a text of more than a megabyte")
	}
	re, err := pattern.Regexp("^"+strings.TrimPrefix(src, "^"), pattern.Basic, false)
	if err != nil {
		return "", err
	}
	m := re.FindStringSubmatch(s)
	if re.NumSubexp() > 0 {
		if m == nil {
			return "", nil
		}
		return m[1], nil
	}
	if m == nil {
		return "0", nil
	}
	return strconv.Itoa(utf8.RuneCountInString(m[0])), nil
}

func (e *expression) primary() (string, error) {
	if e.at >= len(e.args) {
		if e.at == 0 {
			return "", errors.New("missing operand")
		}
		return "", fmt.Errorf("syntax error: missing argument after '%s'", e.args[e.at-1])
	}
	word := e.args[e.at]
	e.at++
	left := len(e.args) - e.at
	switch {
	case word == "(":
		v, err := e.or()
		if err == nil && e.peek(")") == "" {
			err = errors.New("syntax error: expecting ')'")
		}
		return v, err
	case word == "+" && left > 0:
		e.at++
		return e.args[e.at-1], nil
	case word == "length" && left > 0:
		s, err := e.primary()
		return strconv.Itoa(utf8.RuneCountInString(s)), err
	case word == "match" && left > 1:
		s, err := e.primary()
		if err != nil {
			return "", err
		}
		re, err := e.primary()
		if err != nil {
			return "", err
		}
		return matched(s, re)
	case word == "substr" && left > 2, word == "index" && left > 1:
		return e.part(word)
	}
	return word, nil
}

func (e *expression) part(word string) (string, error) {
	s, err := e.primary()
	if err != nil {
		return "", err
	}
	second, err := e.primary()
	if err != nil {
		return "", err
	}
	r := []rune(s)
	if word == "index" {
		for i, c := range r {
			if strings.ContainsRune(second, c) {
				return strconv.Itoa(i + 1), nil
			}
		}
		return "0", nil
	}
	third, err := e.primary()
	from, err1 := strconv.Atoi(second)
	n, err2 := strconv.Atoi(third)
	if err != nil || err1 != nil || err2 != nil || from < 1 || n < 1 || from > len(r) {
		return "", err
	}
	return string(r[from-1 : min(len(r), from-1+n)]), nil
}
