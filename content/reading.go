package content

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

var (
	citation = regexp.MustCompile(`\[\^([^\]\s]*)\]`)
	codeSpan = regexp.MustCompile("`[^`]*`")
)

// Citations lists the ids of the facts that a line cites ([^id]) outside code,
// each with its place.
func Citations(l Line) []Line {
	if !strings.Contains(l.Text, "[^") {
		return nil
	}
	plain := codeSpan.ReplaceAllStringFunc(l.Text, func(s string) string { return strings.Repeat(" ", len(s)) })
	var list []Line
	for _, m := range citation.FindAllStringSubmatchIndex(plain, -1) {
		list = append(list, Line{Text: plain[m[2]:m[3]], Pos: l.Along(m[0])})
	}
	return list
}

// Citations lists those of a section's prose and alerts.
func (s Section) Citations() []Line {
	var list []Line
	for _, n := range s.Nodes {
		var p Passage
		switch {
		case n.Prose != nil:
			p = *n.Prose
		case n.Alert != nil:
			p = n.Alert.Text
		}
		for _, l := range p.Lines {
			list = append(list, Citations(l)...)
		}
	}
	return list
}

// Uncited is Markdown without the marks of the facts that it cites.
func Uncited(markdown string) string { return citation.ReplaceAllString(markdown, "") }

// Along is the place of byte i of the line.
func (l Line) Along(i int) Position {
	pos := l.Pos
	pos.Column += utf8.RuneCountInString(l.Text[:i])
	return pos
}

// MayHoldID is a quick look before a regular expression for IDs of resources: a
// dash with eight hexadecimal digits behind it.
func MayHoldID(s string) bool {
	for i := strings.IndexByte(s, '-'); i >= 0 && i+9 <= len(s); {
		if strings.Trim(s[i+1:i+9], "0123456789abcdef") == "" {
			return true
		}
		next := strings.IndexByte(s[i+1:], '-')
		if next < 0 {
			return false
		}
		i += next + 1
	}
	return false
}

// LastLine cuts the last line that is not blank off a body when it begins with
// mark; at is its line number in the body, from 0.
func LastLine(body, mark string) (rest, line string, at int, ok bool) {
	lines := strings.Split(strings.TrimRight(body, "\n \t"), "\n")
	at = len(lines) - 1
	line = strings.TrimSpace(lines[at])
	if line != mark && !strings.HasPrefix(line, mark+" ") {
		return body, "", at, false
	}
	return strings.Join(lines[:at], "\n") + "\n", strings.TrimSpace(line[len(mark):]), at, true
}

// ErrorLine is the line of an error output that says what is wrong: the first,
// but behind a usage the one that names the mistake.
func ErrorLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	line := lines[0]
	if strings.HasPrefix(line, "usage:") {
		for _, l := range lines {
			if strings.Contains(l, "error: ") || strings.Contains(l, "Invalid choice: ") || strings.Contains(l, "Unknown options: ") {
				line = l
			}
		}
	}
	return strings.TrimRight(strings.TrimSpace(line), ".:")
}
