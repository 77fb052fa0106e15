package content

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"skylab/text"
)

var (
	alertMark   = regexp.MustCompile(`^\[!([A-Za-z]+)\][ \t]*(.*)$`)
	almostAlert = regexp.MustCompile(`^\[?!?\[?[A-Z]{3,}\]?\]?[ \t]*$`)
)

// alerts are the five kinds that Markdown viewers draw.
// docs.github.com/en/get-started/writing-on-github (basic formatting, alerts)
var alerts = []string{"IMPORTANT", "TIP", "WARNING", "CAUTION", "NOTE"}

// Parse takes a Markdown file apart. It goes on after a mistake, so that one
// reading finds all of them.
func Parse(file string, src []byte) (*Document, []Problem) {
	p := &parser{doc: &Document{File: file}}
	p.read(src)
	p.front()
	p.body()
	return p.doc, p.problems
}

func (p *parser) body() {
	for p.at < len(p.lines) {
		p.step()
	}
	p.flush()
}

// fenceAt takes a line that opens a fenced block apart: itself, the indent of at
// most three blanks, the marks, and what follows them, which holds no backtick.
// By hand: every line of every file is asked.
func fenceAt(line string) []string {
	t := strings.TrimLeft(line, " ")
	indent := len(line) - len(t)
	if indent > 3 || !strings.HasPrefix(t, "```") && !strings.HasPrefix(t, "~~~") {
		return nil
	}
	rest := strings.TrimLeft(t, t[:1])
	if strings.Contains(rest, "`") {
		return nil
	}
	return []string{line, line[:indent], t[:len(t)-len(rest)], strings.TrimLeft(rest, " \t")}
}

// headingAt takes a heading apart: itself, one to six marks, the blanks behind
// them, and its words.
func headingAt(line string) []string {
	if !strings.HasPrefix(line, "#") {
		return nil
	}
	n := 1
	for n < 6 && n < len(line) && line[n] == '#' {
		n++
	}
	rest := strings.TrimLeft(line[n:], " \t")
	return []string{line, line[:n], line[n : len(line)-len(rest)], strings.TrimRight(rest, " \t")}
}

type parser struct {
	doc      *Document
	problems []Problem
	lines    []string
	hidden   map[int]bool // lines that were nothing but a comment
	at       int
	above    int // lines of the file above the first one
	prose    []Line
}

func (p *parser) pos(line, column int) Position {
	return Position{p.doc.File, p.above + line + 1, column}
}

func (p *parser) fail(pos Position, code string, args ...any) {
	p.problems = append(p.problems, At(pos, code, args...))
}

// step reads one construct.
func (p *parser) step() {
	line := p.lines[p.at]
	if m := fenceAt(line); m != nil {
		p.fence(m)
		return
	}
	if strings.HasPrefix(line, ">") {
		p.quote()
		return
	}
	if m := headingAt(line); m != nil && p.heading(m) {
		return
	}
	if !p.hidden[p.at] {
		p.prose = append(p.prose, Line{line, p.pos(p.at, 1)})
	}
	p.at++
}

// flush ends a passage of prose; one of blank lines alone is dropped.
func (p *parser) flush() {
	passage := Passage{p.prose}
	p.prose = nil
	if strings.TrimSpace(passage.String()) != "" {
		p.add(Node{Prose: &passage})
	}
}

func (p *parser) add(n Node) {
	if last := len(p.doc.Sections) - 1; last >= 0 {
		p.doc.Sections[last].Nodes = append(p.doc.Sections[last].Nodes, n)
		return
	}
	p.doc.Preamble = append(p.doc.Preamble, n)
}

// fence reads a fenced block; one without an end reaches to the next.
func (p *parser) fence(m []string) {
	p.flush()
	start, indent, mark := p.at, len(m[1]), m[2]
	b := &Block{Pos: p.pos(start, indent+1)}
	column := utf8.RuneCountInString(p.lines[start]) - utf8.RuneCountInString(m[3]) + 1
	for i, w := range p.attrs(m[3], start, column) {
		if i == 0 && w.Key == "" {
			b.Kind = w.Value
			continue
		}
		b.Args = append(b.Args, w)
	}
	var body strings.Builder
	for p.at++; p.at < len(p.lines); p.at++ {
		line := p.lines[p.at]
		if t := strings.TrimSpace(line); len(t) >= len(mark) && strings.Trim(t, mark[:1]) == "" {
			p.at++
			b.Body = body.String()
			p.add(Node{Block: b})
			return
		}
		if next := fenceAt(line); next != nil && next[2] == mark && next[3] != "" {
			break // the next block begins: the end of this one was forgotten
		}
		body.WriteString(line)
		body.WriteByte('\n')
	}
	p.fail(b.Pos, "lint.fence.open", "mark", mark, "kind", b.Kind)
	b.Body = body.String()
	p.add(Node{Block: b})
}

// quote reads a block quote: an alert, or prose that quotes somebody.
func (p *parser) quote() {
	var lines []Line
	start := p.at
	for ; p.at < len(p.lines) && strings.HasPrefix(p.lines[p.at], ">"); p.at++ {
		text, column := p.lines[p.at][1:], 2
		if rest, ok := strings.CutPrefix(text, " "); ok {
			text, column = rest, 3
		}
		lines = append(lines, Line{text, p.pos(p.at, column)})
	}
	m := alertMark.FindStringSubmatch(lines[0].Text)
	if m == nil {
		if almostAlert.MatchString(lines[0].Text) {
			p.fail(lines[0].Pos, "lint.alert.mark", "text", strings.TrimSpace(lines[0].Text), "kinds", strings.Join(alerts, ", "))
		}
		for i := start; i < p.at; i++ {
			p.prose = append(p.prose, Line{p.lines[i], p.pos(i, 1)})
		}
		return
	}
	p.flush()
	a := &Alert{Kind: m[1], Text: Passage{lines[1:]}, Pos: p.pos(start, 1)}
	p.checkAlert(a, lines[0], m[2])
	p.add(Node{Alert: a})
}

func (p *parser) checkAlert(a *Alert, first Line, rest string) {
	known := false
	for _, k := range alerts {
		known = known || k == a.Kind
	}
	switch {
	case !known:
		p.fail(first.Pos, "lint.alert.unknown", "kind", a.Kind, "near", text.Nearest(strings.ToUpper(a.Kind), alerts), "kinds", strings.Join(alerts, ", "))
	case rest != "":
		p.fail(first.Pos, "lint.alert.rest", "kind", a.Kind)
	case strings.TrimSpace(a.Text.String()) == "":
		p.fail(first.Pos, "lint.alert.empty", "kind", a.Kind)
	}
}

// heading begins a section at level two; false when the line is no heading or
// one of a lower level, which is prose.
func (p *parser) heading(m []string) bool {
	level, space, rest := len(m[1]), m[2], m[3]
	step := strings.Contains(rest, "{#") // meant as a step's heading, whatever its form
	switch {
	case space == "" && step:
		p.fail(p.pos(p.at, level+1), "lint.heading.space", "marks", m[1])
	case space == "" && rest != "":
		return false
	case level == 1:
		p.fail(p.pos(p.at, 1), "lint.heading.one")
		if !step {
			return false
		}
	case level > 2:
		return false
	}
	p.flush()
	s := Section{Title: rest, Pos: p.pos(p.at, 1)}
	if open := strings.LastIndexByte(rest, '{'); open >= 0 && strings.HasSuffix(rest, "}") {
		s.Title = strings.TrimSpace(rest[:open])
		column := level + len(space) + utf8.RuneCountInString(rest[:open]) + 2
		s.Attrs = p.attrs(rest[open+1:len(rest)-1], p.at, column)
	} else if open >= 0 {
		p.fail(p.pos(p.at, level+len(space)+utf8.RuneCountInString(rest[:open])+1), "lint.heading.brace")
	}
	p.doc.Sections = append(p.doc.Sections, s)
	p.at++
	return true
}

// attrs reads "#id key=value word" with the column of each.
func (p *parser) attrs(s string, line, column int) []Attr {
	var list []Attr
	for len(s) > 0 {
		trimmed := strings.TrimLeft(s, " \t")
		column += len(s) - len(trimmed)
		word := trimmed
		if i := strings.IndexAny(word, " \t"); i >= 0 {
			word = word[:i]
		}
		if word == "" {
			break
		}
		a := Attr{Value: word, Pos: p.pos(line, column)}
		if id, ok := strings.CutPrefix(word, "#"); ok {
			a.Key, a.Value = "id", id
		} else if k, v, ok := strings.Cut(word, "="); ok {
			a.Key, a.Value = k, v
		}
		list = append(list, a)
		s = trimmed[len(word):]
		column += utf8.RuneCountInString(word)
	}
	return list
}
