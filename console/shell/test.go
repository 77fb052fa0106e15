package shell

import (
	"errors"
	"strconv"
	"strings"
)

// test is the command test, and [ with its closing bracket.
func (r *run) test(name string, args []string) int {
	if name == "[" {
		if len(args) == 0 || args[len(args)-1] != "]" {
			return r.usage("[", "missing `]'")
		}
		args = args[:len(args)-1]
	}
	t := classic{r: r, args: args}
	ok, err := t.all()
	if err != nil {
		return r.usage(name, "%v", err)
	}
	return truth(ok)
}

// classic reads the words of test, by POSIX's rules of how many there are.
type classic struct {
	r    *run
	args []string
	at   int
}

func (t *classic) all() (bool, error) {
	switch a := t.args; len(a) {
	case 0:
		return false, nil
	case 1:
		return a[0] != "", nil
	case 2:
		if a[0] == "!" {
			return a[1] == "", nil
		}
		if !isUnary(a[0]) {
			return false, errors.New(a[0] + ": unary operator expected")
		}
		return t.r.unary(a[0], a[1])
	case 3:
		if isBinary(a[1]) {
			return t.r.compare(a[1], a[0], a[2], false)
		}
		if a[0] != "!" && a[1] != "-a" && a[1] != "-o" && !(a[0] == "(" && a[2] == ")") {
			return false, errors.New(a[1] + ": binary operator expected")
		}
	}
	ok, err := t.or()
	if err == nil && t.at < len(t.args) {
		err = errors.New("too many arguments")
	}
	return ok, err
}

func (t *classic) or() (bool, error) {
	ok, err := t.and()
	for err == nil && t.at < len(t.args) && t.args[t.at] == "-o" {
		t.at++
		var b bool
		b, err = t.and()
		ok = ok || b
	}
	return ok, err
}

func (t *classic) and() (bool, error) {
	ok, err := t.not()
	for err == nil && t.at < len(t.args) && t.args[t.at] == "-a" {
		t.at++
		var b bool
		b, err = t.not()
		ok = ok && b
	}
	return ok, err
}

func (t *classic) not() (bool, error) {
	if t.at < len(t.args)-1 && t.args[t.at] == "!" {
		t.at++
		ok, err := t.not()
		return !ok, err
	}
	return t.primary()
}

func (t *classic) primary() (bool, error) {
	rest := t.args[t.at:]
	switch {
	case len(rest) == 0:
		return false, errors.New("argument expected")
	case len(rest) >= 3 && isBinary(rest[1]):
		t.at += 3
		return t.r.compare(rest[1], rest[0], rest[2], false)
	case rest[0] == "(":
		t.at++
		ok, err := t.or()
		if err == nil && (t.at >= len(t.args) || t.args[t.at] != ")") {
			err = errors.New("`)' expected")
		}
		t.at++
		return ok, err
	case len(rest) >= 2 && isUnary(rest[0]):
		t.at += 2
		return t.r.unary(rest[0], rest[1])
	}
	t.at++
	return rest[0] != "", nil
}

func isUnary(op string) bool {
	return len(op) == 2 && op[0] == '-' && strings.IndexByte("abcdefghknoprstuvwxzGLNORS", op[1]) >= 0
}

func isBinary(op string) bool {
	switch op {
	case "=", "==", "!=", "<", ">", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef":
		return true
	}
	return false
}

// unary is an operator on one word, of test and of [[.
func (r *run) unary(op, s string) (bool, error) {
	switch op {
	case "-n":
		return s != "", nil
	case "-z":
		return s == "", nil
	case "-v":
		return r.isSet(s), nil
	case "-o":
		p := r.st.options.byName(s)
		return p != nil && *p, nil
	case "-R":
		v, _ := r.st.lookup(s)
		return v.Kind == Reference, nil
	case "-t":
		return false, nil
	}
	e, err := r.tree().Stat(r.path(s))
	if err == nil && strings.HasSuffix(s, "/") && !e.IsDir() {
		return false, nil
	}
	if f, ok := r.device(s); ok && (f != fd{}) {
		return strings.Contains("-e -a -c -r -w", op), nil
	}
	if err != nil || s == "" {
		return false, nil
	}
	switch op {
	case "-e", "-a", "-O", "-G":
		return true, nil
	case "-f":
		return !e.IsDir(), nil
	case "-d":
		return e.IsDir(), nil
	case "-s":
		return e.IsDir() || len(e.Data) > 0, nil
	case "-r":
		return e.Mode&0o400 != 0, nil
	case "-w":
		return e.Mode&0o200 != 0, nil
	case "-x":
		return e.Mode&0o100 != 0, nil
	}
	return false, nil // links, devices, pipes: there are none
}

func (r *run) isSet(s string) bool {
	if name, index, ok := cutSubscript(s); ok {
		v := r.variable(name)
		if index == "@" || index == "*" {
			return len(elements(&v)) > 0
		}
		x, ok := r.subscript(name, index)
		if !ok {
			return false
		}
		_, set, err := r.element(&v, x)
		return set && err == nil
	}
	if s == "" {
		return false
	}
	v, err := r.base(s, nil)
	return err == nil && v.set
}

// compare is an operator between two words. Numbers of [[ are expressions,
// those of test are not.
func (r *run) compare(op, a, b string, expressions bool) (bool, error) {
	switch op {
	case "=", "==":
		return a == b, nil
	case "!=":
		return a != b, nil
	case "<":
		return a < b, nil
	case ">":
		return a > b, nil
	case "-nt", "-ot", "-ef":
		return r.compareFiles(op, a, b), nil
	}
	x, err := r.operandNumber(a, expressions)
	if err != nil {
		return false, err
	}
	y, err := r.operandNumber(b, expressions)
	if err != nil {
		return false, err
	}
	switch op {
	case "-eq":
		return x == y, nil
	case "-ne":
		return x != y, nil
	case "-lt":
		return x < y, nil
	case "-le":
		return x <= y, nil
	case "-gt":
		return x > y, nil
	}
	return x >= y, nil
}

func (r *run) operandNumber(s string, expression bool) (int64, error) {
	if expression {
		return r.arithText(s)
	}
	n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil {
		return 0, errors.New(s + ": integer expression expected")
	}
	return n, nil
}

func (r *run) compareFiles(op, a, b string) bool {
	x, err1 := r.tree().Stat(r.path(a))
	y, err2 := r.tree().Stat(r.path(b))
	switch op {
	case "-nt":
		return err1 == nil && (err2 != nil || x.Modified > y.Modified)
	case "-ot":
		return err2 == nil && (err1 != nil || x.Modified < y.Modified)
	}
	return err1 == nil && err2 == nil && r.path(a) == r.path(b)
}
