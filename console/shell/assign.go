package shell

import (
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// assign sets a variable to a text. False means that an error was printed.
func (r *run) assign(name, value string) bool {
	name = r.st.resolve(name)
	if base, index, ok := cutSubscript(name); ok { // declare -n r=a[1]
		return r.assignText(base, index, value)
	}
	v, _ := r.st.lookup(name)
	return r.set(name, v, nil, value)
}

// assignTo sets a variable or one element of an array.
func (r *run) assignTo(name string, index syntax.ArithmExpr, value string) bool {
	if !syntax.ValidName(name) {
		return false
	}
	name = r.st.resolve(name)
	v, _ := r.st.lookup(name)
	return r.set(name, v, index, value)
}

// cutSubscript splits a[3] into its name and subscript.
func cutSubscript(s string) (name, index string, ok bool) {
	name, index, ok = strings.Cut(s, "[")
	if !ok || !strings.HasSuffix(index, "]") || !syntax.ValidName(name) {
		return "", "", false
	}
	return name, index[:len(index)-1], true
}

// assignText is assignTo with the subscript as a text.
func (r *run) assignText(name, index, value string) bool {
	x, ok := r.subscript(name, index)
	return ok && r.assignTo(name, x, value)
}

func (r *run) subscript(name, index string) (syntax.ArithmExpr, bool) {
	if v, _ := r.st.lookup(r.st.resolve(name)); v.Kind == Associative {
		return &syntax.Word{Parts: []syntax.WordPart{&syntax.SglQuoted{Value: index}}}, true
	}
	x, err := syntax.NewParser().Arithmetic(strings.NewReader(index))
	if err != nil || x == nil {
		r.errorf("%s[%s]: bad array subscript", name, index)
		return nil, false
	}
	return x, true
}

// set gives v a new value (or element) and puts it where name lives.
func (r *run) set(name string, v Variable, index syntax.ArithmExpr, value string) bool {
	if v.ReadOnly || fixed(name) {
		r.errorf("%s: readonly variable", name)
		r.st.status = 1
		return false
	}
	value, ok := r.converted(&v, value)
	if !ok {
		return false
	}
	if index != nil || v.Kind != Scalar {
		if !r.setElement(name, &v, index, value) {
			return false
		}
	} else {
		v.Str = value
	}
	v.Set = true
	r.store(name, v)
	return true
}

// fixed tells the variables that bash itself makes readonly.
func fixed(name string) bool {
	switch name {
	case "UID", "EUID", "PPID", "BASH_VERSINFO":
		return true
	}
	return false
}

// converted applies declare -i, -l and -u.
func (r *run) converted(v *Variable, value string) (string, bool) {
	switch {
	case v.Integer:
		n, err := r.arithText(value)
		if err != nil {
			r.errorf("%v", err)
			r.st.status = 1
			return "", false
		}
		return strconv.FormatInt(n, 10), true
	case v.Lower:
		return strings.ToLower(value), true
	case v.Upper:
		return strings.ToUpper(value), true
	}
	return value, true
}

// store puts a variable away and sees that all of them stay within bounds.
func (r *run) store(name string, v Variable) {
	v.Exported = v.Exported || r.st.options.allexport
	r.st.put(name, v)
	r.bounded()
}

func (r *run) bounded() {
	if r.st.bytes > MaxVariables {
		r.stop(TooMuchMemory, MaxVariables>>20)
	}
}

func (r *run) setElement(name string, v *Variable, index syntax.ArithmExpr, value string) bool {
	if v.Kind == Associative {
		k, err := "0", error(nil)
		if index != nil {
			k, err = r.key(index)
		}
		if err != nil || k == "" {
			r.errorf("%s: bad array subscript", name)
			r.st.status = 1
			return false
		}
		v.assoc = r.ownAssoc(v.assoc)
		v.assoc.set(k, value)
		return true
	}
	n, err := r.arith(index)
	if n < 0 {
		n += int64(v.array.end())
	}
	if err != nil || n < 0 || n > 1<<40 {
		r.errorf("%s: bad array subscript", name)
		r.st.status = 1
		return false
	}
	r.toArray(v)
	v.array.set(int(n), value)
	return true
}

// ownAssoc and ownArray copy what is still shared, counting the work, and let
// the meter of bytes see the array before it grows.
func (r *run) ownAssoc(a *assoc) *assoc {
	if a != nil && a.owner != r.st.owner {
		r.spend(len(a.values)/16 + 1)
	}
	own := a.own(r.st.owner)
	if own == a {
		c := *a
		return &c
	}
	return own
}

func (r *run) ownArray(a *array) *array {
	if a != nil && a.owner != r.st.owner {
		r.spend(len(a.values)/16 + 1)
	}
	own := a.own(r.st.owner)
	if own == a {
		c := *a
		return &c
	}
	return own
}

// toArray makes an indexed array, writable here, of what v is.
func (r *run) toArray(v *Variable) {
	v.array = r.ownArray(v.array)
	if v.Kind == Scalar && v.Set {
		v.array.set(0, v.Str)
	}
	v.Kind, v.Str = Indexed, ""
}

// assignments runs NAME=value without a command.
func (r *run) assignments(list []*syntax.Assign) bool {
	for _, a := range list {
		if !r.assignNode(a, func(name string) (Variable, bool) { v, ok := r.st.lookup(name); return v, ok }, r.store) {
			return false
		}
	}
	return true
}

// assignNode evaluates one assignment of the source onto the variable that
// find gives and hands it to store.
func (r *run) assignNode(a *syntax.Assign, find func(string) (Variable, bool), store func(string, Variable)) bool {
	name := a.Name.Value
	if a.Array == nil || r.st.resolve(name) != name {
		name = r.st.resolve(name)
	}
	v, _ := find(name)
	if v.ReadOnly || fixed(name) {
		r.errorf("%s: readonly variable", name)
		r.st.status = 1
		return false
	}
	if a.Array != nil {
		r.traceNode("", &syntax.CallExpr{Assigns: []*syntax.Assign{a}}, "")
		if !r.assignArray(name, &v, a) {
			return false
		}
		store(name, v)
		return true
	}
	value, ok := r.assigned(a.Value)
	if !ok {
		return false
	}
	if a.Append {
		value, ok = r.appended(&v, a.Index, value)
	}
	if ok && !a.Append {
		value, ok = r.converted(&v, value)
	}
	if !ok {
		return false
	}
	if a.Index != nil || v.Kind == Indexed || v.Kind == Associative {
		if !r.setElement(name, &v, a.Index, value) {
			return false
		}
	} else {
		v.Str = value
	}
	if r.st.options.xtrace {
		r.trace([]string{name + "=" + value})
	}
	v.Set = true
	store(name, v)
	return true
}

// appended is the value of NAME+=value: a text behind the old one, or a sum.
func (r *run) appended(v *Variable, index syntax.ArithmExpr, value string) (string, bool) {
	old, _ := v.first()
	if index != nil {
		var err error
		if old, _, err = r.element(v, index); err != nil {
			r.errorf("%v", err)
			r.st.status = 1
			return "", false
		}
	}
	if v.Integer {
		a, err1 := r.arithText(old)
		b, err2 := r.arithText(value)
		if err1 != nil || err2 != nil {
			return "", false
		}
		return strconv.FormatInt(a+b, 10), true
	}
	if len(old)+len(value) > MaxWord {
		r.stop(TooMuchMemory, MaxWord>>20)
	}
	return r.converted(v, old+value)
}

// assignArray is NAME=(…) and NAME+=(…).
func (r *run) assignArray(name string, v *Variable, a *syntax.Assign) bool {
	if v.Kind == Associative {
		return r.assignAssoc(name, v, a)
	}
	if a.Append {
		r.toArray(v)
	} else {
		v.Kind, v.Str, v.array = Indexed, "", &array{owner: r.st.owner}
	}
	next := int64(v.array.end())
	for _, e := range a.Array.Elems {
		if e.Index != nil {
			n, err := r.arith(e.Index)
			if n < 0 {
				n += int64(v.array.end())
			}
			value, ok := r.word(e.Value)
			if err != nil || n < 0 || n > 1<<40 || !ok {
				r.errorf("%s: bad array subscript", name)
				r.st.status = 1
				return false
			}
			if value, ok = r.converted(v, value); !ok {
				return false
			}
			v.array.set(int(n), value)
			next = n + 1
			continue
		}
		words, ok := r.fields([]*syntax.Word{e.Value})
		if !ok {
			return false
		}
		for _, w := range words {
			if w, ok = r.converted(v, w); !ok {
				return false
			}
			v.array.set(int(next), w)
			next++
		}
		if r.st.bytes+v.array.bytes > MaxVariables {
			r.stop(TooMuchMemory, MaxVariables>>20)
		}
	}
	v.Set = true
	return true
}

func (r *run) assignAssoc(name string, v *Variable, a *syntax.Assign) bool {
	if a.Append {
		v.assoc = r.ownAssoc(v.assoc)
	} else {
		v.assoc = (*assoc)(nil).own(r.st.owner)
	}
	elems := a.Array.Elems
	if len(elems) > 0 && elems[0].Index == nil { // (key value key value)
		var words []*syntax.Word
		for _, e := range elems {
			words = append(words, e.Value)
		}
		fields, ok := r.fields(words)
		for i := 0; i < len(fields); i += 2 {
			value := ""
			if i+1 < len(fields) {
				value = fields[i+1]
			}
			v.assoc.set(fields[i], value)
		}
		v.Set = true
		return ok
	}
	for _, e := range elems {
		if e.Index == nil {
			r.errorf("%s: must use subscript when assigning associative array", name)
			r.st.status = 1
			return false
		}
		k, err := r.key(e.Index)
		value, ok := r.word(e.Value)
		if err != nil || !ok || k == "" {
			r.errorf("%s: bad array subscript", name)
			r.st.status = 1
			return false
		}
		v.assoc.set(k, value)
	}
	v.Set = true
	return true
}
