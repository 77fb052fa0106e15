package shell

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strconv"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/files"
	"skylab/console/pattern"
)

// word expands a word to one text, without splitting and globs: the value of
// an assignment, the word of a case.
func (r *run) word(w *syntax.Word) (string, bool) {
	if w == nil {
		return "", true
	}
	if len(w.Parts) == 1 {
		switch p := w.Parts[0].(type) {
		case *syntax.Lit:
			if !strings.ContainsAny(p.Value, `~\`) {
				return p.Value, true
			}
		case *syntax.SglQuoted:
			return single(p), true
		}
	}
	pieces, ok := r.pieces(w.Parts, false)
	return joined(pieces), ok
}

// assigned expands the value of an assignment: a tilde counts behind a colon
// too, as in PATH=~/bin:~/sbin.
func (r *run) assigned(w *syntax.Word) (string, bool) {
	if w == nil {
		return "", true
	}
	parts := w.Parts
	for i, p := range w.Parts {
		if lit, ok := p.(*syntax.Lit); ok && strings.Contains(lit.Value, ":~") {
			parts = slices.Clone(parts)
			parts[i] = &syntax.Lit{Value: r.tildes(lit.Value, i < len(parts)-1)}
		}
	}
	return r.word(&syntax.Word{Parts: parts})
}

// tildes expands those behind a colon; more tells that the word goes on.
func (r *run) tildes(s string, more bool) string {
	list := strings.Split(s, ":")
	for i := 1; i < len(list); i++ {
		if home, rest, ok := r.tilde(list[i], more && i == len(list)-1); ok {
			list[i] = backslashed(home) + rest
		}
	}
	return strings.Join(list, ":")
}

// pattern expands a word to a glob; what is quoted in it is literal.
func (r *run) pattern(w *syntax.Word, fold bool) (*pattern.Glob, bool) {
	pieces, ok := r.pieces(w.Parts, false)
	return pattern.Compile(source(pieces), fold), ok
}

func (r *run) matcher(fold bool) pattern.Matcher {
	return pattern.Matcher{Fold: fold, Spend: r.spend}
}

// document expands the body of a here-document.
func (r *run) document(w *syntax.Word) (string, bool) {
	e := expander{r: r}
	var b strings.Builder
	for _, p := range w.Parts {
		s := ""
		switch p := p.(type) {
		case *syntax.Lit:
			s = unquoteDocument(p.Value)
		case *syntax.ParamExp:
			v := e.value(p, true)
			s = v.join(r)
		default:
			s = e.substitution(p)
		}
		e.count(len(s))
		b.WriteString(s)
		if e.failed {
			return "", false
		}
	}
	return b.String(), true
}

func unquoteDocument(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\$`", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// pieces expands the parts of a word that is not split.
func (r *run) pieces(parts []syntax.WordPart, quoted bool) ([]piece, bool) {
	e := expander{r: r}
	for i, p := range parts {
		switch p := p.(type) {
		case *syntax.Lit:
			if quoted {
				e.put(unquoteDouble(p.Value), true)
			} else {
				e.literal(p.Value, i == 0, len(parts) > 1)
			}
		case *syntax.SglQuoted:
			e.put(single(p), true)
		case *syntax.DblQuoted:
			inner, ok := r.pieces(p.Parts, true)
			e.failed = !ok
			for _, p := range inner {
				e.put(p.text, true)
			}
		case *syntax.ParamExp:
			v := e.value(p, quoted)
			for _, p := range v.pieces {
				e.put(p.text, quoted || p.quoted)
			}
			if v.pieces == nil {
				e.put(v.join(r), quoted)
			}
		case *syntax.ExtGlob:
			e.put(p.Op.String()+p.Pattern.Value+")", false)
		default:
			e.put(e.substitution(p), quoted)
		}
		if e.failed {
			return nil, false
		}
	}
	return e.pieces, true
}

// substitution gives the text of $(…), $((…)) and the name of <(…).
func (r *run) substitution(p syntax.WordPart) (string, error) {
	switch p := p.(type) {
	case *syntax.CmdSubst:
		return r.commandSubstitution(p)
	case *syntax.ArithmExp:
		n, err := r.arith(p.X)
		return strconv.FormatInt(n, 10), saying(p.X, err)
	case *syntax.ProcSubst:
		return r.processSubstitution(p)
	}
	return "", errors.New("this kind of expansion is not supported")
}

func (r *run) commandSubstitution(c *syntax.CmdSubst) (string, error) {
	var out []byte
	if name := onlyRead(c); name != nil { // $(<file)
		words, _ := r.fields([]*syntax.Word{name})
		f, err := r.openRead(strings.Join(words, " "))
		if err != nil {
			r.errorf("%s: %s", strings.Join(words, " "), files.Why(err))
			r.st.status = 1
			r.substituted = true
			return "", nil
		}
		out, r.st.status = f.r.data[f.r.at:], 0
		r.substituted = true
	} else {
		out = r.capture(func(sub *run) {
			sub.st.status = 0
			sub.stmts(c.Stmts)
		})
	}
	out = bytes.TrimRight(out, "\n")
	return string(bytes.ReplaceAll(out, []byte{0}, nil)), nil
}

// onlyRead is the name in $(<name), or nil.
func onlyRead(c *syntax.CmdSubst) *syntax.Word {
	if len(c.Stmts) != 1 {
		return nil
	}
	s := c.Stmts[0]
	if s.Cmd != nil || s.Negated || len(s.Redirs) != 1 || s.Redirs[0].Op != syntax.RdrIn {
		return nil
	}
	return s.Redirs[0].Word
}

// processSubstitution runs the command first and puts what it printed into a
// file, whose name it gives. The file is gone when the line is over.
func (r *run) processSubstitution(p *syntax.ProcSubst) (string, error) {
	status := r.st.status
	out := r.capture(func(sub *run) { sub.stmts(p.Stmts) })
	r.st.status = status
	r.temp++
	name := "/dev/fd/" + strconv.Itoa(64-r.temp)
	if r.temp > 50 {
		return "", errors.New("too many process substitutions")
	}
	return name, r.tree().Write(name, out, r.World.Cloud.Now)
}

// tilde expands ~ and ~user at the beginning of a word. Only the learner's
// own name is known here.
func (r *run) tilde(s string, more bool) (home, rest string, ok bool) {
	if !strings.HasPrefix(s, "~") {
		return "", s, false
	}
	name, rest, slash := strings.Cut(s[1:], "/")
	if slash {
		rest = "/" + rest
	} else if more {
		return "", s, false
	}
	user, _ := r.st.Var("USER")
	switch name {
	case "", user:
		v, _ := r.st.lookup("HOME")
		return v.Str, rest, v.Set
	case "+":
		return r.st.dir, rest, true
	case "-":
		v, _ := r.st.lookup("OLDPWD")
		return v.Str, rest, v.Set
	}
	return "", s, false
}

// glob finds the files that match. No match leaves the word as it is, unless
// nullglob.
func (r *run) glob(pat string) ([]string, bool) {
	prefix := ""
	if strings.HasPrefix(pat, "/") {
		prefix = "/"
	}
	found := []string{prefix}
	elements := strings.Split(strings.TrimLeft(pat, "/"), "/")
	for i, element := range elements {
		var next []string
		for _, base := range found {
			next = r.globIn(base, element, i < len(elements)-1, next)
		}
		if found = next; len(found) == 0 {
			break
		}
	}
	if len(found) == 0 {
		return nil, r.st.options.nullglob
	}
	slices.Sort(found)
	return found, true
}

// globIn adds to list what matches one element of a path below base.
func (r *run) globIn(base, element string, folder bool, list []string) []string {
	r.spend(1)
	end := ""
	if folder {
		end = "/"
	}
	if element == "" {
		return append(list, base)
	}
	if !pattern.Meta(element) || element == "." || element == ".." {
		name := base + unquotePattern(element)
		if e, err := r.tree().Stat(r.path(name)); err == nil && (!folder || e.IsDir()) {
			list = append(list, name+end)
		}
		return list
	}
	if element == "**" && r.st.options.globstar {
		return r.globDeep(base, folder, list)
	}
	entries, err := r.tree().List(r.path(base))
	if err != nil {
		return list
	}
	g := pattern.Compile(element, r.st.options.nocaseglob)
	for _, e := range entries {
		hidden := strings.HasPrefix(e.Name, ".") && !strings.HasPrefix(element, ".") && !r.st.options.dotglob
		if !hidden && (!folder || e.IsDir()) && r.matcher(r.st.options.nocaseglob).Match(g, e.Name) {
			list = append(list, base+e.Name+end)
		}
	}
	return list
}

func (r *run) globDeep(base string, folder bool, list []string) []string {
	if folder {
		list = append(list, base)
	}
	root := r.path(base)
	for _, name := range r.tree().Below(root) {
		e, _ := r.tree().Stat(name)
		inside := strings.TrimPrefix(strings.TrimPrefix(name, root), "/")
		if strings.Contains("/"+inside, "/.") && !r.st.options.dotglob || folder && !e.IsDir() {
			continue
		}
		if folder {
			inside += "/"
		}
		list = append(list, base+inside)
	}
	return list
}

func unquotePattern(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// source is a word as it was written, for messages.
func (r *run) source(w *syntax.Word) string {
	var b strings.Builder
	if err := syntax.NewPrinter().Print(&b, w); err != nil {
		return path.Base("word")
	}
	return b.String()
}
