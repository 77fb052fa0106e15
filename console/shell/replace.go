package shell

import (
	"errors"
	"strings"
	"unicode"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/pattern"
)

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

// trim is # ## % %% and ^ ^^ , ,,.
func (r *run) trim(x *syntax.Expansion, v value) (value, error) {
	g := pattern.Compile("", false)
	switch x.Op {
	case syntax.UpperFirst, syntax.UpperAll, syntax.LowerFirst, syntax.LowerAll:
		g = pattern.Compile("?", false)
	}
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
