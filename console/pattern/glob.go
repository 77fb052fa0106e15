package pattern

import (
	"strings"
	"unicode"
)

// Glob is a compiled shell pattern.
type Glob struct {
	literal string // the text itself, when plain
	plain   bool
	nodes   []node
	ext     bool // has *(…) and the like
}

type kind uint8

const (
	char  kind = iota // one given character
	any1              // ?
	star              // *
	class             // […]
	group             // ?(…) *(…) +(…) @(…) !(…)
)

type node struct {
	kind   kind
	r      rune
	negate bool
	set    []span   // of a class
	op     byte     // of a group: ? * + @ !
	alts   [][]node // of a group
}

type span struct {
	lo, hi rune
	is     func(rune) bool // a named class such as [:alpha:]
}

// Meta tells whether a text has a character that a glob gives a meaning to.
func Meta(s string) bool { return strings.ContainsAny(s, `*?[\`) || hasExt(s) }

func hasExt(s string) bool {
	for i := 1; i < len(s); i++ {
		if s[i] == '(' && strings.IndexByte("?*+@!", s[i-1]) >= 0 {
			return true
		}
	}
	return false
}

// Quote escapes a text so that a glob takes each character as itself.
func Quote(s string) string {
	if !strings.ContainsAny(s, `*?[]\()|+@!-^`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(`*?[]\()|+@!-^`, s[i]) >= 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// Compile reads a pattern. Every text is a pattern; a bracket that is never
// closed stands for itself.
func Compile(s string, fold bool) *Glob {
	if !Meta(s) && !fold {
		return &Glob{literal: s, plain: true}
	}
	p := parser{s: []rune(s), fold: fold}
	nodes := p.sequence(false)
	if p.broken { // a group without its end: then no bracket makes one
		p = parser{s: p.s, fold: fold, plain: true}
		nodes = p.sequence(false)
	}
	return &Glob{nodes: nodes, ext: p.ext}
}

// maxGroups is how deep groups may lie in each other.
const maxGroups = 50

type parser struct {
	s      []rune
	i      int
	depth  int
	ext    bool
	fold   bool
	plain  bool // no groups
	broken bool // a group had no end
}

// sequence reads to the end, or inside a group to | or ).
func (p *parser) sequence(inside bool) []node {
	var list []node
	for p.i < len(p.s) {
		c := p.s[p.i]
		if inside && (c == '|' || c == ')') {
			return list
		}
		if !p.plain && p.i+1 < len(p.s) && p.s[p.i+1] == '(' && strings.ContainsRune("?*+@!", c) {
			n, ok := p.group(byte(c))
			if !ok {
				p.broken = true
				return nil
			}
			list = append(list, n)
			continue
		}
		p.i++
		switch c {
		case '*':
			if len(list) == 0 || list[len(list)-1].kind != star {
				list = append(list, node{kind: star})
			}
		case '?':
			list = append(list, node{kind: any1})
		case '[':
			list = append(list, p.class())
		case '\\':
			if p.i < len(p.s) {
				c = p.s[p.i]
				p.i++
			}
			list = append(list, p.char(c))
		default:
			list = append(list, p.char(c))
		}
	}
	return list
}

func (p *parser) char(c rune) node {
	if p.fold {
		c = unicode.ToLower(c)
	}
	return node{kind: char, r: c}
}

func (p *parser) group(op byte) (node, bool) {
	p.i += 2
	p.depth++
	n := node{kind: group, op: op}
	for p.depth <= maxGroups {
		n.alts = append(n.alts, p.sequence(true))
		if p.broken || p.i >= len(p.s) {
			return node{}, false
		}
		p.i++
		if p.s[p.i-1] == ')' {
			p.ext = true
			p.depth--
			return n, true
		}
	}
	return node{}, false
}

var named = map[string]func(rune) bool{
	"alpha": unicode.IsLetter, "digit": func(r rune) bool { return '0' <= r && r <= '9' },
	"alnum": func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) },
	"upper": unicode.IsUpper, "lower": unicode.IsLower, "space": unicode.IsSpace,
	"blank": func(r rune) bool { return r == ' ' || r == '\t' }, "punct": func(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) },
	"cntrl": unicode.IsControl, "print": unicode.IsPrint, "graph": unicode.IsGraphic,
	"xdigit": func(r rune) bool {
		return '0' <= r && r <= '9' || 'a' <= r && r <= 'f' || 'A' <= r && r <= 'F'
	},
	"word": func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) },
}

// class reads […] after its bracket; without an end the bracket is a text.
func (p *parser) class() node {
	begin, n := p.i, node{kind: class}
	if p.i < len(p.s) && (p.s[p.i] == '!' || p.s[p.i] == '^') {
		n.negate = true
		p.i++
	}
	for first := true; p.i < len(p.s); first = false {
		c := p.s[p.i]
		if c == ']' && !first {
			p.i++
			return n
		}
		if c == '[' && p.i+1 < len(p.s) && p.s[p.i+1] == ':' {
			if end := strings.Index(string(p.s[p.i+2:]), ":]"); end >= 0 {
				if is := named[string(p.s[p.i+2:])[:end]]; is != nil {
					n.set = append(n.set, span{is: is})
					p.i += end + 4
					continue
				}
			}
		}
		lo := p.member()
		hi := lo
		if p.i+1 < len(p.s) && p.s[p.i] == '-' && p.s[p.i+1] != ']' {
			p.i++
			hi = p.member()
		}
		n.set = append(n.set, span{lo: lo, hi: hi})
	}
	p.i = begin
	return node{kind: char, r: '['}
}

func (p *parser) member() rune {
	if p.s[p.i] == '\\' && p.i+1 < len(p.s) {
		p.i++
	}
	p.i++
	return p.s[p.i-1]
}

func (n *node) accepts(r rune, fold bool) bool {
	switch n.kind {
	case any1:
		return true
	case class:
		if !fold {
			return n.holds(r)
		}
		lower, upper := n.holds(unicode.ToLower(r)), n.holds(unicode.ToUpper(r))
		return lower && upper || !n.negate && (lower || upper)
	}
	if fold {
		r = unicode.ToLower(r)
	}
	return n.r == r
}

func (n *node) holds(r rune) bool {
	for _, s := range n.set {
		if s.is != nil && s.is(r) || s.is == nil && s.lo <= r && r <= s.hi {
			return !n.negate
		}
	}
	return n.negate
}
