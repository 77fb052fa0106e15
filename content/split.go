package content

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Part is one section of a file as source, before it is parsed: ParsePart does.
type Part struct {
	Section        // its heading; Nodes are not read
	First   int    // the line of the heading, from 1
	Source  []byte // from the heading to the next
}

// Split cuts a file at the headings that begin sections, without reading what
// stands between them: for big files of which little is shown at a time. head
// is what stands before the first section, front matter and preamble; Parse
// takes it. Split and Parse find the same sections.
func Split(file string, src []byte) (head []byte, parts []Part) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	if !utf8.Valid(src) {
		src = bytes.ToValidUTF8(src, []byte("\ufffd"))
	}
	s := splitter{parser: parser{doc: &Document{File: file}}, src: src}
	if bytes.Contains(src, []byte("<!--")) { // a heading in a comment is none
		s.lines = strings.Split(string(bytes.TrimSuffix(src, []byte("\n"))), "\n")
		s.hideComments()
		s.problems, s.uncommented = nil, s.lines // Parse tells of the problems
	}
	return s.split()
}

// ParsePart is Parse for a part of a file whose first line is number first: it
// has no front matter.
func ParsePart(file string, first int, src []byte) (*Document, []Problem) {
	p := &parser{doc: &Document{File: file}, above: first - 1}
	p.read(src)
	p.body()
	return p.doc, p.problems
}

type splitter struct {
	parser
	src         []byte
	uncommented []string // the lines without comments; nil where there are none
	fence       string   // the marks that opened the block that we are in
}

func (s *splitter) split() (head []byte, parts []Part) {
	from, start := 0, s.behindFront()
	for line, at := 0, 0; at < len(s.src); line++ {
		end := len(s.src)
		if i := bytes.IndexByte(s.src[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		if line >= start && s.heads(line, s.src[at:end]) {
			if len(parts) == 0 {
				head = s.src[:at]
			} else {
				parts[len(parts)-1].Source = s.src[from:at]
			}
			from = at
			parts = append(parts, s.part(line, s.text(line, s.src[at:end])))
		}
		at = end
	}
	if len(parts) == 0 {
		return s.src, nil
	}
	parts[len(parts)-1].Source = s.src[from:]
	return head, parts
}

// text is a line as Parse sees it.
func (s *splitter) text(line int, raw []byte) string {
	if s.uncommented != nil {
		return s.uncommented[line]
	}
	return strings.TrimSuffix(string(raw), "\n")
}

// behindFront is the number of the line behind the front matter, from 0.
func (s *splitter) behindFront() int {
	line := 0
	for rest := s.src; len(rest) > 0; line++ {
		var raw []byte
		raw, rest, _ = bytes.Cut(rest, []byte("\n"))
		dashes := strings.TrimRight(s.text(line, raw), " ") == "---"
		if line == 0 && !dashes {
			return 0
		}
		if line > 0 && dashes {
			return line + 1
		}
	}
	return 0
}

// heads tells whether a line begins a section. Most lines are told by their
// first characters.
func (s *splitter) heads(line int, raw []byte) bool {
	if s.uncommented == nil && s.fence == "" && !mayMark(raw) {
		return false
	}
	if s.fence != "" && bytes.IndexByte(raw, s.fence[0]) < 0 {
		return false
	}
	said := s.text(line, raw)
	if s.fence != "" {
		if closes(said, s.fence) {
			s.fence = ""
		}
		return false // a further opening with other words goes on in the same marks
	}
	if m := fenceAt(said); m != nil {
		s.fence = m[2]
		return false
	}
	m := headingAt(said)
	return m != nil && begins(m)
}

func closes(line, mark string) bool {
	t := strings.TrimSpace(line)
	return len(t) >= len(mark) && strings.Trim(t, mark[:1]) == ""
}

// mayMark: a heading or a fence stands at the line's beginning.
func mayMark(line []byte) bool {
	line = bytes.TrimLeft(line[:min(len(line), 4)], " ")
	return len(line) > 0 && (line[0] == '#' || line[0] == '`' || line[0] == '~')
}

// begins tells whether a heading begins a section: one of level two, or one
// that was meant as such by its {#id}. Compare heading.
func begins(m []string) bool {
	level, space, rest := len(m[1]), m[2], m[3]
	meant := strings.Contains(rest, "{#")
	switch {
	case space == "" && rest != "", level == 1:
		return meant
	}
	return level == 2
}

func (s *splitter) part(line int, said string) Part {
	m := headingAt(norm.NFC.String(said))
	p := Part{First: line + 1}
	p.Title, p.Pos = m[3], s.pos(line, 1)
	if open := strings.LastIndexByte(m[3], '{'); open >= 0 && strings.HasSuffix(m[3], "}") {
		p.Title = strings.TrimSpace(m[3][:open])
		column := len(m[1]) + len(m[2]) + utf8.RuneCountInString(m[3][:open]) + 2
		p.Attrs = s.attrs(m[3][open+1:len(m[3])-1], line, column)
	}
	return p
}
