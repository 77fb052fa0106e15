// Package editor is the line that a learner types commands on: several lines
// when the command needs them, history with search, completion, and a cursor
// that stands where the terminal's own stands, so that an IME composes in the
// right place.
package editor

import (
	"strings"
	"unicode"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/text/unicode/norm"

	"skylab/tui/prose"
)

// longest is how many letters a line may get; more is not typed and a paste of
// more is cut, so that a slip of the mouse cannot stall the screen.
const longest = 1 << 16

// buffer is text with a cursor, in NFC.
type buffer struct {
	text []rune
	at   int
}

func (b *buffer) set(s string) {
	b.text = []rune(clean(s))
	b.at = len(b.text)
}

// clean is what may be typed: NFC, Unix line ends, no control characters.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	r := []rune(norm.NFC.String(prose.Clean(strings.ToValidUTF8(s, "\ufffd"))))
	return string(r[:min(len(r), longest)])
}

func (b *buffer) insert(s string) {
	add := []rune(clean(s))
	if len(b.text)+len(add) > longest {
		return
	}
	before := string(b.text[:b.at]) + string(add)
	after := string(b.text[b.at:])
	// Letters that arrive one by one may belong together (decomposed Hangul).
	before = norm.NFC.String(before)
	b.text = append([]rune(before), []rune(after)...)
	b.at = len(b.text) - len([]rune(after))
}

func (b *buffer) delete(from, to int) string {
	from, to = max(0, min(from, len(b.text))), max(0, min(to, len(b.text)))
	gone := string(b.text[from:to])
	b.text = append(b.text[:from:from], b.text[to:]...)
	b.at = from
	return gone
}

// left and right step over marks that stand on the letter before them.
func (b *buffer) left(i int) int {
	for i > 0 {
		i--
		if ansi.StringWidth(string(b.text[i])) > 0 || b.text[i] == '\n' || b.text[i] == '\t' {
			break
		}
	}
	return i
}

func (b *buffer) right(i int) int {
	if i < len(b.text) {
		i++
	}
	for i < len(b.text) && ansi.StringWidth(string(b.text[i])) == 0 && b.text[i] != '\n' && b.text[i] != '\t' {
		i++
	}
	return i
}

func (b *buffer) wordLeft(i int) int {
	for i > 0 && unicode.IsSpace(b.text[i-1]) {
		i--
	}
	for i > 0 && !unicode.IsSpace(b.text[i-1]) {
		i--
	}
	return i
}

func (b *buffer) wordRight(i int) int {
	for i < len(b.text) && unicode.IsSpace(b.text[i]) {
		i++
	}
	for i < len(b.text) && !unicode.IsSpace(b.text[i]) {
		i++
	}
	return i
}

func (b *buffer) lineStart(i int) int {
	for i > 0 && b.text[i-1] != '\n' {
		i--
	}
	return i
}

func (b *buffer) lineEnd(i int) int {
	for i < len(b.text) && b.text[i] != '\n' {
		i++
	}
	return i
}

// up and down give where the cursor gets in the line above or below; false
// when there is none.
func (b *buffer) up() (int, bool) {
	start := b.lineStart(b.at)
	if start == 0 {
		return 0, false
	}
	above := b.lineStart(start - 1)
	return min(above+b.at-start, start-1), true
}

func (b *buffer) down() (int, bool) {
	end := b.lineEnd(b.at)
	if end == len(b.text) {
		return 0, false
	}
	return min(end+1+b.at-b.lineStart(b.at), b.lineEnd(end+1)), true
}
