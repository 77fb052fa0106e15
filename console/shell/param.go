package shell

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/pattern"
)

// value is what a parameter expansion gives: one text, or the elements of $@
// and its like.
type value struct {
	values []string
	list   bool // of elements: "$@" and "${a[@]}" make a field of each
	star   bool // "$*" and "${a[*]}": joined by the first character of IFS
	set    bool
	pieces []piece // of the word of ${x:-word}, whose quotes keep their meaning
}

func scalar(s string, set bool) value { return value{values: []string{s}, set: set} }

// join makes one text.
func (v value) join(r *run) string {
	if len(v.values) == 1 {
		return v.values[0]
	}
	sep := " "
	if v.star {
		ifs := r.ifs()
		_, n := utf8.DecodeRuneInString(ifs)
		sep = ifs[:n]
	}
	return strings.Join(v.values, sep)
}

// param expands $name and all that ${…} can do with it.
func (r *run) param(p *syntax.ParamExp, quoted bool) (value, error) {
	if p.Param == nil || p.Width || p.IsSet || p.Flags != nil {
		return value{}, errors.New("bad substitution")
	}
	if p.Excl {
		return r.indirect(p, quoted)
	}
	v, err := r.base(p.Param.Value, p.Index)
	if err != nil {
		return value{}, err
	}
	if !v.set && !v.list && r.st.options.nounset && !handlesUnset(p) {
		return value{}, fatalError(p.Param.Value + ": unbound variable")
	}
	switch {
	case p.Length:
		if v.list {
			return scalar(strconv.Itoa(len(v.values)), true), nil
		}
		return scalar(strconv.Itoa(utf8.RuneCountInString(v.values[0])), true), nil
	case p.Slice != nil:
		return r.slice(p, v)
	case p.Repl != nil:
		return r.replace(p.Repl, v)
	case p.Exp != nil:
		return r.operate(p, v, quoted)
	}
	return v, nil
}

func handlesUnset(p *syntax.ParamExp) bool {
	if p.Exp == nil {
		return false
	}
	switch p.Exp.Op {
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull, syntax.DefaultUnset, syntax.DefaultUnsetOrNull,
		syntax.ErrorUnset, syntax.ErrorUnsetOrNull, syntax.AssignUnset, syntax.AssignUnsetOrNull:
		return true
	}
	return false
}

// all tells whether an index is @ or *.
func all(index syntax.ArithmExpr) (list, star bool) {
	w, ok := index.(*syntax.Word)
	if !ok || len(w.Parts) != 1 {
		return false, false
	}
	lit, ok := w.Parts[0].(*syntax.Lit)
	return ok && (lit.Value == "@" || lit.Value == "*"), ok && lit.Value == "*"
}

// base is the value before any operator.
func (r *run) base(name string, index syntax.ArithmExpr) (value, error) {
	switch name {
	case "@", "*":
		return value{values: r.st.params, list: true, star: name == "*", set: len(r.st.params) > 0}, nil
	}
	if index == nil {
		if s, ok := r.special(name); ok {
			return scalar(s, true), nil
		}
		v, _ := r.st.lookup(r.st.resolve(name))
		if v.Kind == Reference {
			return scalar("", false), nil
		}
		s, ok := v.first()
		return scalar(s, ok), nil
	}
	v := r.variable(name)
	if list, star := all(index); list {
		return value{values: elements(&v), list: true, star: star, set: len(elements(&v)) > 0}, nil
	}
	s, ok, err := r.element(&v, index)
	return scalar(s, ok), err
}

// variable is the variable that a name means, the special arrays too.
func (r *run) variable(name string) Variable {
	switch name {
	case "PIPESTATUS":
		a := &array{}
		for i, s := range r.pipeStatus() {
			a.set(i, strconv.Itoa(s))
		}
		return Variable{Kind: Indexed, array: a}
	case "FUNCNAME":
		a := &array{}
		for _, f := range slices.Backward(r.calls) {
			a.set(len(a.values), f)
		}
		return Variable{Kind: Indexed, array: a}
	case "DIRSTACK":
		return Variable{Kind: Indexed, array: &array{values: append([]string{r.st.dir}, r.st.dirs...)}}
	}
	v, ok := r.st.lookup(r.st.resolve(name))
	if !ok {
		if s, ok := r.special(name); ok {
			return Variable{Set: true, Str: s}
		}
	}
	return v
}

func (r *run) pipeStatus() []int {
	if r.st.pipe == nil {
		return []int{r.st.status}
	}
	return r.st.pipe
}

func elements(v *Variable) []string {
	switch v.Kind {
	case Indexed:
		return v.array.list()
	case Associative:
		return v.assoc.list()
	}
	if v.Set {
		return []string{v.Str}
	}
	return nil
}

// element is one element of an array, or of a scalar taken as one.
func (r *run) element(v *Variable, index syntax.ArithmExpr) (string, bool, error) {
	if v.Kind == Associative {
		k, err := r.key(index)
		s, ok := v.assoc.get(k)
		return s, ok, err
	}
	n, err := r.arith(index)
	if err != nil {
		return "", false, err
	}
	if v.Kind != Indexed {
		return v.Str, v.Set && (n == 0 || n == -1), nil
	}
	if n < 0 {
		n += int64(v.array.end())
	}
	s, ok := v.array.get(int(n))
	return s, ok, nil
}

// key expands the subscript of an associative array.
func (r *run) key(index syntax.ArithmExpr) (string, error) {
	if w, ok := index.(*syntax.Word); ok {
		if s, ok := r.word(w); ok {
			return s, nil
		}
		return "", errors.New("bad array subscript")
	}
	var b strings.Builder
	if err := syntax.NewPrinter().Print(&b, &syntax.ArithmCmd{X: index}); err != nil {
		return "", err
	}
	return strings.TrimSuffix(strings.TrimPrefix(b.String(), "(("), "))"), nil
}

// indirect is ${!name}, ${!name[@]} and ${!prefix*}.
func (r *run) indirect(p *syntax.ParamExp, quoted bool) (value, error) {
	name := p.Param.Value
	if p.Names != 0 {
		v := value{list: true, star: p.Names == syntax.NamesPrefix}
		for n := range r.st.visible() {
			if strings.HasPrefix(n, name) {
				v.values = append(v.values, n)
			}
		}
		slices.Sort(v.values)
		return v, nil
	}
	if list, star := all(p.Index); list {
		return r.keys(name, star), nil
	}
	if v, ok := r.st.lookup(name); ok && v.Kind == Reference {
		return scalar(v.Str, true), nil
	}
	target, err := r.base(name, p.Index)
	if err != nil {
		return value{}, err
	}
	meant, err := syntax.NewParser().Document(strings.NewReader("${" + target.values[0] + "}"))
	if err != nil || len(meant.Parts) != 1 || target.values[0] == "" {
		return value{}, errors.New(name + ": invalid indirect expansion")
	}
	to, ok := meant.Parts[0].(*syntax.ParamExp)
	if !ok || to.Exp != nil || to.Repl != nil || to.Slice != nil || to.Excl || to.Length {
		return value{}, errors.New(target.values[0] + ": invalid variable name")
	}
	c := *p
	c.Excl, c.Param, c.Index = false, to.Param, to.Index
	return r.param(&c, quoted)
}

func (r *run) keys(name string, star bool) value {
	v := r.variable(name)
	k := value{list: true, star: star}
	switch v.Kind {
	case Indexed:
		for _, i := range v.array.keys() {
			k.values = append(k.values, strconv.Itoa(i))
		}
	case Associative:
		k.values = v.assoc.keys()
	default:
		if v.Set {
			k.values = []string{"0"}
		}
	}
	return k
}

// slice is ${x:offset:length}, of a text or of elements.
func (r *run) slice(p *syntax.ParamExp, v value) (value, error) {
	offset, err := r.arith(p.Slice.Offset)
	if err != nil {
		return value{}, err
	}
	length := int64(-1)
	if p.Slice.Length != nil {
		if length, err = r.arith(p.Slice.Length); err != nil {
			return value{}, err
		}
	}
	if v.list {
		return r.sliceList(p, v, offset, length)
	}
	runes := []rune(v.values[0])
	n := int64(len(runes))
	if offset < 0 {
		offset += n
	}
	if offset < 0 || offset > n {
		return scalar("", true), nil
	}
	end := n
	if p.Slice.Length != nil {
		if end = offset + length; length < 0 {
			end = n + length
		}
		if end < offset && length < 0 {
			return value{}, errors.New(strconv.FormatInt(length, 10) + ": substring expression < 0")
		}
	}
	return scalar(string(runes[offset:max(offset, min(end, n))]), true), nil
}

func (r *run) sliceList(p *syntax.ParamExp, v value, offset, length int64) (value, error) {
	list := v.values
	if name := p.Param.Value; name == "@" || name == "*" {
		list = append([]string{r.st.name}, list...)
		if offset < 0 {
			offset += int64(len(list))
		}
	} else if a := r.variable(name).array; a.len() > 0 && a.index != nil { // by index, not by place
		if offset < 0 {
			offset += int64(a.end())
		}
		at, _ := slices.BinarySearch(a.index, int(max(offset, 0)))
		offset = int64(at)
	} else if offset < 0 {
		offset += int64(len(list))
	}
	if offset < 0 || offset > int64(len(list)) {
		return value{list: true, star: v.star}, nil
	}
	list = list[offset:]
	if p.Slice.Length != nil {
		if length < 0 {
			return value{}, errors.New(strconv.FormatInt(length, 10) + ": substring expression < 0")
		}
		list = list[:min(length, int64(len(list)))]
	}
	return value{values: list, list: true, star: v.star, set: true}, nil
}

// each applies f to every element.
func (v value) each(f func(string) string) value {
	out := make([]string, len(v.values))
	for i, s := range v.values {
		out[i] = f(s)
	}
	v.values = out
	return v
}

// replace is ${x/pattern/text} with its variants //, /# and /%. An unquoted &
// in the text stands for what matched.
func (r *run) replace(p *syntax.Replace, v value) (value, error) {
	orig, anchor := p.Orig, byte(0)
	if orig == nil { // ${x////y}, which the parser takes apart at the third /
		orig, p = slashPattern(p)
	}
	if orig == nil || len(orig.Parts) == 0 {
		return v, nil
	}
	if lit, ok := orig.Parts[0].(*syntax.Lit); ok && !p.All && lit.Value != "" && (lit.Value[0] == '#' || lit.Value[0] == '%') {
		anchor = lit.Value[0]
		rest := *lit
		rest.Value = lit.Value[1:]
		orig = &syntax.Word{Parts: append([]syntax.WordPart{&rest}, orig.Parts[1:]...)}
	}
	g, ok := r.pattern(orig, r.st.options.nocasematch)
	var with []piece
	if ok && p.With != nil {
		with, ok = r.pieces(p.With.Parts, false)
	}
	if !ok {
		return value{}, errors.New("bad substitution")
	}
	m := r.matcher(r.st.options.nocasematch)
	put := func(match string) string { return ampersand(with, match) }
	return v.each(func(s string) string {
		switch anchor {
		case '#':
			if n := m.Prefix(g, s, true); n >= 0 {
				return put(s[:n]) + s[n:]
			}
			return s
		case '%':
			if n := m.Suffix(g, s, true); n >= 0 {
				return s[:n] + put(s[n:])
			}
			return s
		}
		return m.Replace(g, s, put, p.All)
	}), nil
}

func slashPattern(p *syntax.Replace) (*syntax.Word, *syntax.Replace) {
	if p.With == nil || len(p.With.Parts) == 0 {
		return nil, p
	}
	lit, ok := p.With.Parts[0].(*syntax.Lit)
	if !ok || !strings.HasPrefix(lit.Value, "/") {
		return nil, p
	}
	rest := *lit
	rest.Value = lit.Value[1:]
	with := &syntax.Word{Parts: append([]syntax.WordPart{&rest}, p.With.Parts[1:]...)}
	return &syntax.Word{Parts: []syntax.WordPart{&syntax.Lit{Value: "/"}}}, &syntax.Replace{All: p.All, With: with}
}

func ampersand(with []piece, match string) string {
	var b strings.Builder
	for _, p := range with {
		if p.quoted {
			b.WriteString(p.text)
		} else {
			b.WriteString(strings.ReplaceAll(p.text, "&", match))
		}
	}
	return b.String()
}

// operate is ${x:-word}, ${x#pattern}, ${x^^} and the like.
func (r *run) operate(p *syntax.ParamExp, v value, quoted bool) (value, error) {
	empty := len(v.values) == 0 || v.join(r) == ""
	switch op := p.Exp.Op; op {
	case syntax.AlternateUnset, syntax.AlternateUnsetOrNull:
		if !v.set || empty && op == syntax.AlternateUnsetOrNull {
			return value{values: []string{""}, set: true}, nil
		}
		return r.operand(p.Exp.Word, quoted)
	case syntax.DefaultUnset, syntax.DefaultUnsetOrNull:
		if v.set && !(empty && op == syntax.DefaultUnsetOrNull) {
			return v, nil
		}
		return r.operand(p.Exp.Word, quoted)
	case syntax.ErrorUnset, syntax.ErrorUnsetOrNull:
		if v.set && !(empty && op == syntax.ErrorUnsetOrNull) {
			return v, nil
		}
		return value{}, r.unsetError(p, op == syntax.ErrorUnsetOrNull)
	case syntax.AssignUnset, syntax.AssignUnsetOrNull:
		if v.set && !(empty && op == syntax.AssignUnsetOrNull) {
			return v, nil
		}
		w, err := r.operand(p.Exp.Word, quoted)
		if err == nil && !r.assignTo(p.Param.Value, p.Index, w.join(r)) {
			err = errors.New(p.Param.Value + ": cannot assign in this way")
		}
		return scalar(w.join(r), true), err
	case syntax.OtherParamOps:
		return r.transform(p, v)
	}
	return r.trim(p.Exp, v)
}

// operand expands the word of an operator; in "…" it is as if quoted.
func (r *run) operand(w *syntax.Word, quoted bool) (value, error) {
	if w == nil {
		return scalar("", true), nil
	}
	if len(w.Parts) == 1 && !quoted { // ${1:+"$@"} keeps its fields
		if dq, ok := w.Parts[0].(*syntax.DblQuoted); ok && len(dq.Parts) == 1 {
			if p, ok := dq.Parts[0].(*syntax.ParamExp); ok {
				return r.param(p, true)
			}
		}
	}
	pieces, ok := r.pieces(w.Parts, quoted && !hasQuotes(w))
	if !ok {
		return value{}, errors.New("bad substitution")
	}
	v := scalar(joined(pieces), true)
	if !quoted {
		v.pieces = pieces
	}
	return v, nil
}

func hasQuotes(w *syntax.Word) bool {
	for _, p := range w.Parts {
		switch p.(type) {
		case *syntax.DblQuoted, *syntax.SglQuoted:
			return true
		}
	}
	return false
}

func (r *run) unsetError(p *syntax.ParamExp, null bool) error {
	w, err := r.operand(p.Exp.Word, true)
	if err != nil {
		return err
	}
	said := w.join(r)
	if p.Exp.Word == nil {
		if said = "parameter not set"; null {
			said = "parameter null or not set"
		}
	}
	return fatalError(p.Param.Value + ": " + said)
}

// trim is # ## % %% and ^ ^^ , ,,.
func (r *run) trim(x *syntax.Expansion, v value) (value, error) {
	g := pattern.Compile("?", false)
	if x.Word != nil {
		var ok bool
		if g, ok = r.pattern(x.Word, r.st.options.nocasematch); !ok {
			return value{}, errors.New("bad substitution")
		}
	}
	m := r.matcher(r.st.options.nocasematch)
	prefix := func(longest bool) value {
		return v.each(func(s string) string { return s[max(0, m.Prefix(g, s, longest)):] })
	}
	suffix := func(longest bool) value {
		return v.each(func(s string) string {
			if n := m.Suffix(g, s, longest); n >= 0 {
				return s[:n]
			}
			return s
		})
	}
	cased := func(change func(rune) rune, whole bool) value {
		return v.each(func(s string) string {
			runes := []rune(s)
			for i, c := range runes {
				if m.Match(g, string(c)) {
					runes[i] = change(c)
				}
				if !whole {
					break
				}
			}
			return string(runes)
		})
	}
	switch x.Op {
	case syntax.RemSmallPrefix:
		return prefix(false), nil
	case syntax.RemLargePrefix:
		return prefix(true), nil
	case syntax.RemSmallSuffix:
		return suffix(false), nil
	case syntax.RemLargeSuffix:
		return suffix(true), nil
	case syntax.UpperFirst:
		return cased(unicode.ToUpper, false), nil
	case syntax.UpperAll:
		return cased(unicode.ToUpper, true), nil
	case syntax.LowerFirst:
		return cased(unicode.ToLower, false), nil
	case syntax.LowerAll:
		return cased(unicode.ToLower, true), nil
	}
	return value{}, errors.New("bad substitution")
}

// transform is ${x@Q} and its like.
func (r *run) transform(p *syntax.ParamExp, v value) (value, error) {
	switch p.Exp.Word.Lit() {
	case "Q":
		if !v.set {
			return v, nil
		}
		return v.each(quote), nil
	case "E":
		return v.each(func(s string) string { return unescape(s, ansiC) }), nil
	case "U":
		return v.each(strings.ToUpper), nil
	case "L":
		return v.each(strings.ToLower), nil
	case "u":
		return v.each(func(s string) string {
			c, n := utf8.DecodeRuneInString(s)
			if n == 0 {
				return s
			}
			return string(unicode.ToUpper(c)) + s[n:]
		}), nil
	case "a":
		x := r.variable(p.Param.Value)
		return scalar(attributes(&x), true), nil
	case "A":
		x := r.variable(p.Param.Value)
		if !v.set {
			return v, nil
		}
		flags := attributes(&x)
		if x.Kind == Indexed || x.Kind == Associative {
			return scalar(declaration(p.Param.Value, &x), true), nil
		}
		if flags != "" {
			flags = "declare -" + flags + " "
		}
		return scalar(flags+p.Param.Value+"="+quote(x.Str), true), nil
	case "P":
		return v, nil
	}
	return value{}, errors.New("bad substitution")
}
