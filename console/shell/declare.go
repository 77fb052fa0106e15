package shell

import (
	"fmt"
	"slices"
	"strings"

	"mvdan.cc/sh/v3/syntax"
)

// declaration flags of one declare, local, export or readonly.
type declaring struct {
	name         string // of the command
	local        bool
	on, off      string // attribute letters
	print, funcs bool
	remove       bool // export -n
	names        int
	failed       bool
}

// declare runs declare, typeset, local, export, readonly.
func (r *run) declare(c *syntax.DeclClause) {
	d := declaring{name: c.Variant.Value}
	r.st.status = 0
	r.substituted = false
	switch d.name {
	case "declare", "typeset":
		d.local = len(r.calls) > 0
	case "local":
		if d.local = len(r.calls) > 0; !d.local {
			r.errorf("local: can only be used in a function")
			r.st.status = 1
			return
		}
	case "export":
		d.on = "x"
	case "readonly":
		d.on = "r"
	case "nameref":
		d.on = "n"
	}
	options := true
	var plain []*syntax.Assign // in the source as NAME or NAME=value
	for _, a := range c.Args {
		if a.Name == nil { // a word whose meaning shows only now
			words, ok := r.fields([]*syntax.Word{a.Value})
			if !ok {
				return
			}
			for _, w := range words {
				if options && len(w) > 1 && (w[0] == '-' || w[0] == '+') {
					options = w != "--"
					if !r.declareFlags(&d, w) {
						return
					}
					continue
				}
				options = false
				r.declareWord(&d, w)
			}
			continue
		}
		options = false
		plain = append(plain, a)
	}
	plain = r.valuesFirst(plain)
	if r.st.options.xtrace {
		r.traceDeclaration(c, plain)
	}
	for _, a := range plain {
		r.declareAssign(&d, a)
	}
	if d.names == 0 {
		r.declareList(&d)
	}
	if d.failed {
		r.st.status = 1
	} else {
		r.st.status = 0
	}
}

// valuesFirst expands the values of all arguments before the first is
// assigned, since they are words of one command: local a=1 b=$a has the old a.
func (r *run) valuesFirst(list []*syntax.Assign) []*syntax.Assign {
	if len(list) < 2 && !r.st.options.xtrace {
		return list
	}
	list = slices.Clone(list)
	for i, a := range list {
		if a.Value == nil || a.Value.Lit() != "" {
			continue
		}
		value, ok := r.assigned(a.Value)
		if !ok {
			return list[:i]
		}
		c := *a
		c.Value = &syntax.Word{Parts: []syntax.WordPart{&syntax.SglQuoted{Value: value}}}
		list[i] = &c
	}
	return list
}

// traceDeclaration is declare and its like under set -x.
func (r *run) traceDeclaration(c *syntax.DeclClause, values []*syntax.Assign) {
	words := []string{c.Variant.Value}
	for _, a := range c.Args {
		if a.Name == nil {
			s, _ := r.word(a.Value)
			words = append(words, s)
		}
	}
	for _, a := range values {
		w := a.Name.Value
		if !a.Naked && a.Array == nil {
			value, _ := r.word(a.Value)
			if w += "=" + value; backslashed(value) != value && value != "" {
				w = a.Name.Value + "=" + quote(value)
			}
		}
		words = append(words, w)
	}
	r.traceText(strings.Join(words, " "))
}

func (r *run) declareFlags(d *declaring, w string) bool {
	if w == "--" {
		return true
	}
	for _, c := range w[1:] {
		switch {
		case strings.ContainsRune("aAilnrux", c):
			if w[0] == '-' {
				d.on += string(c)
			} else {
				d.off += string(c)
			}
			if c == 'n' && d.name == "export" {
				d.on, d.off = strings.ReplaceAll(strings.ReplaceAll(d.on, "n", ""), "x", ""), "x"
			}
		case c == 'g':
			d.local = false
		case c == 'p':
			d.print = true
		case c == 'f' || c == 'F':
			d.funcs = true
			d.remove = c == 'F'
		default:
			r.errorf("%s: %c%c: invalid option", d.name, w[0], c)
			r.st.status = 2
			return false
		}
	}
	return true
}

// declareWord is an argument that came out of an expansion: NAME or NAME=text.
func (r *run) declareWord(d *declaring, w string) {
	name, value, has := strings.Cut(w, "=")
	add := strings.HasSuffix(name, "+")
	a := &syntax.Assign{Name: &syntax.Lit{Value: strings.TrimSuffix(name, "+")}, Append: add, Naked: !has}
	if has {
		a.Value = &syntax.Word{Parts: []syntax.WordPart{&syntax.SglQuoted{Value: value}}}
	}
	r.declareAssign(d, a)
}

func (r *run) declareAssign(d *declaring, a *syntax.Assign) {
	d.names++
	name := a.Name.Value
	switch {
	case d.funcs:
		r.declareFunction(d, name)
		return
	case !syntax.ValidName(name):
		r.errorf("%s: `%s': not a valid identifier", d.name, name)
		d.failed = true
		return
	case d.print && a.Naked:
		v, ok := r.st.lookup(name)
		if !ok {
			r.errorf("%s: %s: not found", d.name, name)
			d.failed = true
			return
		}
		fmt.Fprintln(r.stdout(), declaration(name, &v))
		return
	}
	v, _ := r.declared(d, name)
	if !r.attribute(d, name, &v, a) {
		d.failed = true
		return
	}
	store := func(name string, v Variable) {
		if d.local {
			r.st.local(name, v)
		} else {
			r.store(name, v)
		}
		r.bounded()
	}
	if a.Naked {
		store(name, v)
		return
	}
	readonly := v.ReadOnly && strings.Contains(d.on, "r")
	v.ReadOnly = false
	if v.Kind == Reference {
		value, ok := r.word(a.Value)
		v.Str, v.Set = value, true
		d.failed = d.failed || !ok
		store(name, v)
		return
	}
	if !r.assignNode(a, func(string) (Variable, bool) { return v, true }, func(n string, v Variable) {
		v.ReadOnly = readonly
		store(n, v)
	}) {
		d.failed = true
	}
}

// declared is the variable as it is before: a function's own when it is
// declared local, else the one that shows.
func (r *run) declared(d *declaring, name string) (Variable, bool) {
	if !d.local {
		return r.st.lookup(name)
	}
	v, ok := r.st.frames[len(r.st.frames)-1].vars[name]
	if !ok {
		if outer, found := r.st.lookup(name); found {
			v.Exported, v.ReadOnly = outer.Exported, outer.ReadOnly
		}
	}
	return v, ok
}

// attribute applies the flags.
func (r *run) attribute(d *declaring, name string, v *Variable, a *syntax.Assign) bool {
	if v.ReadOnly && (!a.Naked || strings.ContainsAny(d.off, "r") || d.local) {
		r.errorf("%s: %s: readonly variable", d.name, name)
		return false
	}
	for _, set := range []struct {
		letters string
		on      bool
	}{{d.on, true}, {d.off, false}} {
		for _, c := range set.letters {
			switch c {
			case 'x':
				v.Exported = set.on
			case 'r':
				v.ReadOnly = set.on
			case 'i':
				v.Integer = set.on
			case 'l':
				v.Lower = set.on
			case 'u':
				v.Upper = set.on
			case 'n':
				if v.Kind = Scalar; set.on {
					v.Kind = Reference
				}
			case 'a', 'A':
				if set.on && !r.arrayKind(d, name, v, c == 'A') {
					return false
				}
			}
		}
	}
	return true
}

func (r *run) arrayKind(d *declaring, name string, v *Variable, assoc bool) bool {
	if assoc && v.Kind == Indexed || !assoc && v.Kind == Associative {
		r.errorf("%s: %s: cannot convert between indexed and associative arrays", d.name, name)
		return false
	}
	if assoc {
		v.Kind = Associative
		if v.assoc == nil {
			v.assoc = v.assoc.own(r.st.owner)
		}
	} else if v.Kind == Scalar {
		if v.Set {
			r.toArray(v)
		} else {
			v.Kind, v.array = Indexed, &array{owner: r.st.owner}
		}
	}
	return true
}

func (r *run) declareFunction(d *declaring, name string) {
	f := r.st.funcs[name]
	switch {
	case f == nil:
		if d.failed = true; d.name == "export" {
			r.errorf("export: %s: not a function", name)
		}
	case d.name == "export":
		c := *f
		c.exported = !strings.Contains(d.off, "x")
		r.st.define(&c)
	case d.name == "readonly": // a function can always be defined anew here
	case d.remove:
		fmt.Fprintln(r.stdout(), name)
	default:
		fmt.Fprint(r.stdout(), f.text())
	}
}

// declareList prints what there is when no name was given.
func (r *run) declareList(d *declaring) {
	if d.funcs {
		for _, name := range r.st.Functions() {
			if d.remove {
				fmt.Fprintln(r.stdout(), "declare -f "+name)
			} else {
				fmt.Fprint(r.stdout(), r.st.funcs[name].text())
			}
		}
		return
	}
	if d.name == "local" || len(d.on) == 0 && !d.print {
		if d.name != "local" {
			for _, line := range r.st.assignments() {
				fmt.Fprintln(r.stdout(), line)
			}
		}
		return
	}
	all := r.st.visible()
	names := make([]string, 0, len(all))
	for name, v := range all {
		if flags := attributes(&v); strings.Trim(d.on, flags) == "" {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	for _, name := range names {
		v := all[name]
		fmt.Fprintln(r.stdout(), declaration(name, &v))
	}
}

// text is the source of a function, as declare -f prints it.
func (f *function) text() string {
	var b strings.Builder
	b.WriteString(f.name + " () \n")
	if err := syntax.NewPrinter(syntax.Indent(4)).Print(&b, f.body); err != nil {
		b.WriteString("{ :; }")
	}
	return b.String() + "\n"
}
