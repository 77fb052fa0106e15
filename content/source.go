package content

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// read splits the source into lines and blanks out comments, which are for
// authors. What no Markdown file should hold is reported once.
func (p *parser) read(src []byte) {
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	if !utf8.Valid(src) {
		p.fail(p.badByte(src), "lint.file.utf8")
		src = bytes.ToValidUTF8(src, []byte("\ufffd"))
	}
	if !norm.NFC.IsNormal(src) {
		p.fail(Position{File: p.doc.File}, "lint.file.nfc")
		src = norm.NFC.Bytes(src)
	}
	text := strings.ReplaceAll(string(src), "\r\n", "\n")
	p.lines = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	p.controls(text)
	p.hideComments()
}

// unseen tells characters that show nothing, so that two texts read alike and
// are not, and those that turn the direction of a line round. Joiners are none
// of them: emoji are made with them.
func unseen(r rune) bool {
	switch r {
	case 0xad, 0x115f, 0x1160, 0x200b, 0x200e, 0x200f, 0x2028, 0x2029, 0x3164, 0xfeff, 0xffa0:
		return true
	}
	return 0x202a <= r && r <= 0x202e || 0x2060 <= r && r <= 0x206f
}

// controls reports characters that a terminal might obey, or nobody sees.
func (p *parser) controls(text string) {
	bad := func(r rune) bool {
		if r < 0xa0 { // nearly all are: banks of thousands of items are read while the learner waits
			return unicode.IsControl(r) && r != '\t' && r != '\n'
		}
		return unseen(r)
	}
	if strings.IndexFunc(text, bad) < 0 {
		return
	}
	for i, line := range p.lines {
		if j := strings.IndexFunc(line, bad); j >= 0 {
			r, _ := utf8.DecodeRuneInString(line[j:])
			p.fail(p.pos(i, utf8.RuneCountInString(line[:j])+1), "lint.file.control", "code", int(r))
		}
	}
}

func (p *parser) badByte(src []byte) Position {
	line, column := 0, 1
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		if r == utf8.RuneError && n == 1 {
			break
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
		src = src[n:]
	}
	return p.pos(line, column)
}

// hideComments overwrites <!-- … --> with blanks outside fenced blocks, so that
// every column stays where it was.
func (p *parser) hideComments() {
	p.hidden = map[int]bool{}
	fence, open := "", Position{}
	for i, line := range p.lines {
		if at := strings.Index(line, "<!--"); open.Line != 0 && at >= 0 && !strings.Contains(line[:at], "-->") {
			p.fail(open, "lint.comment.open") // another begins: the end of this one was forgotten
			open = Position{}
		}
		if open.Line == 0 {
			if m := fenceAt(line); fence == "" && m != nil {
				fence = m[2]
				continue
			}
			if t := strings.TrimSpace(line); fence != "" {
				if len(t) >= len(fence) && strings.Trim(t, fence[:1]) == "" {
					fence = ""
				}
				continue
			}
		}
		if open.Line == 0 && !strings.Contains(line, "<!--") {
			continue
		}
		p.lines[i], open = p.blank(i, line, open)
		if p.lines[i] != line && strings.TrimSpace(p.lines[i]) == "" {
			p.hidden[i] = true
		}
	}
	if open.Line != 0 {
		p.fail(open, "lint.comment.open")
	}
}

// blank overwrites the comments of one line; open is where a comment that
// reaches into the line began.
func (p *parser) blank(i int, line string, open Position) (string, Position) {
	var b strings.Builder
	for line != "" || open.Line != 0 {
		mark := "<!--"
		if open.Line != 0 {
			mark = "-->"
		}
		at := strings.Index(line, mark)
		part := line
		if at >= 0 {
			part = line[:at]
		}
		if open.Line != 0 {
			b.WriteString(strings.Repeat(" ", utf8.RuneCountInString(part)))
		} else {
			b.WriteString(part)
		}
		if at < 0 {
			return b.String(), open
		}
		if open.Line != 0 {
			open = Position{}
		} else {
			open = p.pos(i, utf8.RuneCountInString(b.String())+1)
		}
		b.WriteString(strings.Repeat(" ", len(mark)))
		line = line[at+len(mark):]
	}
	return b.String(), open
}
