package shell

import (
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

func (r *run) unset(args []string) int {
	funcs, vars, reference, status := false, false, false, 0
	for len(args) > 0 && len(args[0]) > 1 && args[0][0] == '-' {
		switch args[0] {
		case "-f":
			funcs = true
		case "-v":
			vars = true
		case "-n":
			reference = true
		default:
			return r.usage("unset", "%s: invalid option", args[0])
		}
		args = args[1:]
	}
	for _, name := range args {
		if base, index, ok := cutSubscript(name); ok {
			status |= r.unsetElement(base, index)
			continue
		}
		if !reference {
			name = r.st.resolve(name)
		}
		v, declared := r.st.lookup(name)
		switch {
		case v.ReadOnly && !funcs:
			r.errorf("unset: %s: cannot unset: readonly variable", name)
			status = 1
		case declared && !funcs:
			r.st.remove(name)
		case !vars && r.st.funcs[name] != nil:
			r.st.undefine(name)
		}
	}
	return status
}

func (r *run) unsetElement(name, index string) int {
	v, ok := r.st.lookup(r.st.resolve(name))
	if !ok {
		return 0
	}
	if index == "@" || index == "*" {
		r.st.remove(name)
		return 0
	}
	switch v.Kind {
	case Associative:
		v.assoc = r.ownAssoc(v.assoc)
		v.assoc.unset(index)
	case Indexed:
		n, err := r.arithText(index)
		if n < 0 {
			n += int64(v.array.end())
		}
		if err != nil || n < 0 {
			r.errorf("unset: [%s]: bad array subscript", index)
			return 1
		}
		v.array = r.ownArray(v.array)
		v.array.unset(int(n))
	default:
		r.errorf("unset: %s: not an array variable", name)
		return 1
	}
	r.store(r.st.resolve(name), v)
	return 0
}

func (r *run) shift(args []string) int {
	n := 1
	if len(args) > 0 {
		var err error
		if n, err = strconv.Atoi(args[0]); err != nil {
			r.errorf("shift: %s: numeric argument required", args[0])
			return 1
		}
		if n < 0 {
			r.errorf("shift: %s: shift count out of range", args[0])
			return 1
		}
	}
	if n > len(r.st.params) {
		return 1
	}
	r.st.params = r.st.params[n:]
	return 0
}

// declareWords is declare and its like by words that were expanded already.
func (r *run) declareWords(name string, args []string) int {
	c := &syntax.DeclClause{Variant: &syntax.Lit{Value: name}}
	for _, a := range args {
		c.Args = append(c.Args, &syntax.Assign{Naked: true, Value: &syntax.Word{Parts: []syntax.WordPart{&syntax.SglQuoted{Value: a}}}})
	}
	r.declare(c)
	return r.st.status
}

func (r *run) let(args []string) int {
	status := 1
	for _, a := range args {
		n, err := r.arithNested(a)
		if err != nil {
			r.errorf("let: %v", err)
			return 1
		}
		status = truth(n != 0)
	}
	return status
}

// umask shows or sets which rights new files do not get.
func (r *run) umask(args []string) int {
	symbolic := len(args) > 0 && args[0] == "-S"
	if symbolic {
		args = args[1:]
	}
	if len(args) > 0 {
		n, err := strconv.ParseUint(args[0], 8, 16)
		if err != nil || n > 0o777 {
			r.errorf("umask: %s: octal number out of range", args[0])
			return 1
		}
		r.st.mask = fs.FileMode(n)
		return 0
	}
	if !symbolic {
		fmt.Fprintf(r.stdout(), "%04o\n", r.st.mask)
		return 0
	}
	var parts []string
	for i, who := range []string{"u", "g", "o"} {
		s := who + "="
		for k, letter := range []string{"r", "w", "x"} {
			if r.st.mask>>(8-3*i-k)&1 == 0 {
				s += letter
			}
		}
		parts = append(parts, s)
	}
	fmt.Fprintln(r.stdout(), strings.Join(parts, ","))
	return 0
}

func (r *run) times([]string) int {
	fmt.Fprintln(r.stdout(), "0m0.000s 0m0.000s\n0m0.000s 0m0.000s")
	return 0
}

func (r *run) history(args []string) int {
	lines := r.Lines
	first := 0
	if len(args) > 0 {
		n, err := strconv.Atoi(args[0])
		if err != nil || n < 0 {
			return r.usage("history", "%s: numeric argument required", args[0])
		}
		first = max(0, len(lines)-n)
	}
	r.spend(len(lines) - first)
	for i := first; i < len(lines); i++ {
		fmt.Fprintf(r.stdout(), "%5d  %s\n", i+1, strings.TrimRight(lines[i], "\n"))
	}
	return 0
}
