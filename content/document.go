package content

import "strings"

// Document is one Markdown file taken apart, every part with its place.
type Document struct {
	File     string
	Front    Front
	Preamble []Node // before the first heading of level two
	Sections []Section
}

// Section is a heading of level two and what follows it.
type Section struct {
	Title string
	Attrs []Attr // what stands in the heading's braces, #id as key "id"
	Pos   Position
	Nodes []Node
}

// Attr is one key=value of a heading.
type Attr struct {
	Key, Value string
	Pos        Position
}

// Attr looks an attribute up; its zero value when there is none.
func (s Section) Attr(key string) (Attr, bool) {
	for _, a := range s.Attrs {
		if a.Key == key {
			return a, true
		}
	}
	return Attr{}, false
}

// Node is one part of a section: exactly one of its fields is set.
type Node struct {
	Prose *Passage
	Block *Block
	Alert *Alert
}

// Pos is where the node begins.
func (n Node) Pos() Position {
	switch {
	case n.Block != nil:
		return n.Block.Pos
	case n.Alert != nil:
		return n.Alert.Pos
	case len(n.Prose.Lines) > 0:
		return n.Prose.Lines[0].Pos
	}
	return Position{}
}

// Block is a fenced block.
type Block struct {
	Kind string // the first word after the fence: check
	Args []Attr // the words after it; a bare word has an empty Key
	Body string // without the fences, each line with its newline
	Pos  Position
}

// At is the place of a line (from 0) and column (from 1) of the body.
func (b Block) At(line, column int) Position {
	return Position{b.Pos.File, b.Pos.Line + 1 + line, column}
}

// Words lists the bare words after the kind.
func (b Block) Words() []Attr {
	var list []Attr
	for _, a := range b.Args {
		if a.Key == "" {
			list = append(list, a)
		}
	}
	return list
}

// Arg looks a key=value after the kind up.
func (b Block) Arg(key string) (Attr, bool) {
	for _, a := range b.Args {
		if a.Key == key {
			return a, true
		}
	}
	return Attr{}, false
}

// Alert is a block quote that begins with [!KIND].
type Alert struct {
	Kind string // IMPORTANT, TIP, …
	Text Passage
	Pos  Position
}

// Passage is prose with the place of each of its lines.
type Passage struct{ Lines []Line }

// Line is one line of prose and where its first character stands.
type Line struct {
	Text string
	Pos  Position
}

// String is the prose as Markdown, without blank lines at its ends.
func (p Passage) String() string {
	list := make([]string, len(p.Lines))
	for i, l := range p.Lines {
		list[i] = strings.TrimRight(l.Text, " ")
	}
	return strings.Trim(strings.Join(list, "\n"), "\n")
}

// Info is what stands after the kind, as written but for blanks.
func (b Block) Info() string {
	list := make([]string, len(b.Args))
	for i, a := range b.Args {
		list[i] = a.Value
		if a.Key != "" {
			list[i] = a.Key + "=" + a.Value
		}
	}
	return strings.Join(list, " ")
}
