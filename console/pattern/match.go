package pattern

import (
	"slices"
	"strings"
)

// Matcher matches globs and counts the work. Spend is asked now and then; it
// may panic to end the run.
type Matcher struct {
	Fold  bool            // letters match whatever their case
	Spend func(steps int) // nil: uncounted
}

func (m Matcher) spend(n int) {
	if m.Spend != nil {
		m.Spend(n/64 + 1)
	}
}

// Match tells whether the pattern covers the whole text.
func (m Matcher) Match(g *Glob, s string) bool {
	if g.plain {
		return g.literal == s
	}
	r := []rune(s)
	if g.ext {
		return m.whole(g.nodes, r)
	}
	_, last := m.ends(g.nodes, r, len(r))
	return last == len(r)
}

// Prefix is the length in bytes of the shortest or longest prefix that the
// pattern covers, or -1.
func (m Matcher) Prefix(g *Glob, s string, longest bool) int {
	if g.plain {
		if strings.HasPrefix(s, g.literal) {
			return len(g.literal)
		}
		return -1
	}
	r := []rune(s)
	n := m.prefix(g.nodes, g.ext, r, longest)
	if n < 0 {
		return -1
	}
	return len(string(r[:n]))
}

func (m Matcher) prefix(nodes []node, ext bool, r []rune, longest bool) int {
	if !ext {
		first, last := m.ends(nodes, r, -1)
		if longest {
			return last
		}
		return first
	}
	for i := 0; i <= len(r); i++ {
		n := i
		if longest {
			n = len(r) - i
		}
		if m.whole(nodes, r[:n]) {
			return n
		}
	}
	return -1
}

// Suffix is like Prefix from the other end: where the suffix begins, or -1.
func (m Matcher) Suffix(g *Glob, s string, longest bool) int {
	if g.plain {
		if strings.HasSuffix(s, g.literal) {
			return len(s) - len(g.literal)
		}
		return -1
	}
	r := []rune(s)
	slices.Reverse(r)
	n := m.prefix(backwards(g.nodes), g.ext, r, longest)
	if n < 0 {
		return -1
	}
	slices.Reverse(r)
	return len(string(r[:len(r)-n]))
}

func backwards(nodes []node) []node {
	back := slices.Clone(nodes)
	slices.Reverse(back)
	for i := range back {
		if back[i].kind == group {
			alts := make([][]node, len(back[i].alts))
			for j, a := range back[i].alts {
				alts[j] = backwards(a)
			}
			back[i].alts = alts
		}
	}
	return back
}

// Replace puts with(match) in the place of the first (or of every) longest
// match that is not empty.
func (m Matcher) Replace(g *Glob, s string, with func(match string) string, all bool) string {
	if g.plain {
		return m.replacePlain(g.literal, s, with, all)
	}
	r := []rune(s)
	var b strings.Builder
	for i := 0; i < len(r); {
		n := m.prefix(g.nodes, g.ext, r[i:], true)
		if n <= 0 {
			b.WriteRune(r[i])
			i++
			continue
		}
		new := with(string(r[i : i+n]))
		m.spend(len(new))
		b.WriteString(new)
		if i += n; !all {
			b.WriteString(string(r[i:]))
			break
		}
	}
	return b.String()
}

func (m Matcher) replacePlain(literal, s string, with func(match string) string, all bool) string {
	if literal == "" {
		return s
	}
	var b strings.Builder
	for {
		i := strings.Index(s, literal)
		if i < 0 {
			break
		}
		new := with(literal)
		m.spend(i + len(new))
		b.WriteString(s[:i])
		b.WriteString(new)
		if s = s[i+len(literal):]; !all {
			break
		}
	}
	b.WriteString(s)
	return b.String()
}

// ends walks all ways through the nodes at once and tells the first and the
// last place (from want on, when it is not negative) where the pattern is
// through; -1 for none.
func (m Matcher) ends(nodes []node, r []rune, want int) (first, last int) {
	first, last = -1, -1
	now, next := make([]bool, len(nodes)+1), make([]bool, len(nodes)+1)
	now[0] = true
	for i := 0; ; i++ {
		alive := false
		for k := range nodes { // a star may cover nothing
			if now[k] && nodes[k].kind == star {
				now[k+1] = true
			}
			alive = alive || now[k]
		}
		if now[len(nodes)] && i >= want {
			if last = i; first < 0 {
				first = i
			}
		}
		if i == len(r) || !alive {
			return first, last
		}
		if i%64 == 0 {
			m.spend(len(nodes) * 64)
		}
		clear(next)
		for k := range nodes {
			if !now[k] {
				continue
			}
			if nodes[k].kind == star {
				next[k] = true
			} else if nodes[k].accepts(r[i], m.Fold) {
				next[k+1] = true
			}
		}
		now, next = next, now
	}
}

// whole matches extended patterns. It tries every way, but each (rest of the
// pattern, place) once.
func (m Matcher) whole(nodes []node, r []rune) bool {
	w := walker{m: m, seen: map[state]bool{}}
	return w.match(nodes, r, nil)
}

type walker struct {
	m    Matcher
	seen map[state]bool // what has failed already
}

// rest is what follows a group: the nodes after it, then its own rest.
type rest struct {
	nodes []node
	then  *rest
}

type state struct {
	node *node
	left int // characters left
	then *rest
}

func (w *walker) match(nodes []node, r []rune, then *rest) bool {
	w.m.spend(512) // it is deep in itself, so its calls are dear
	if len(nodes) == 0 {
		if then == nil {
			return len(r) == 0
		}
		return w.match(then.nodes, r, then.then)
	}
	at := state{&nodes[0], len(r), then}
	if w.seen[at] {
		return false
	}
	ok := w.step(&nodes[0], nodes[1:], r, then)
	if !ok {
		w.seen[at] = true
	}
	return ok
}

func (w *walker) step(n *node, after []node, r []rune, then *rest) bool {
	switch n.kind {
	case star:
		for i := 0; i <= len(r); i++ {
			if w.match(after, r[i:], then) {
				return true
			}
		}
		return false
	case group:
		return w.group(n, after, r, then)
	}
	return len(r) > 0 && n.accepts(r[0], w.m.Fold) && w.match(after, r[1:], then)
}

func (w *walker) group(n *node, after []node, r []rune, then *rest) bool {
	if n.op == '!' {
		for i := len(r); i >= 0; i-- {
			if !w.anyOf(n.alts, r[:i]) && w.match(after, r[i:], then) {
				return true
			}
		}
		return false
	}
	if (n.op == '?' || n.op == '*') && w.match(after, r, then) {
		return true
	}
	for _, alt := range n.alts {
		for i := 0; i <= len(r); i++ {
			if !(Matcher{Fold: w.m.Fold, Spend: w.m.Spend}).whole(alt, r[:i]) {
				continue
			}
			if w.match(after, r[i:], then) {
				return true
			}
			if i > 0 && (n.op == '*' || n.op == '+') && w.group(&node{kind: group, op: '*', alts: n.alts}, after, r[i:], then) {
				return true
			}
		}
	}
	return false
}

func (w *walker) anyOf(alts [][]node, r []rune) bool {
	for _, alt := range alts {
		if w.m.whole(alt, r) {
			return true
		}
	}
	return false
}
