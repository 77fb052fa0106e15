package shorthand

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"skylab/console/aws/value"
)

var (
	singleQuoted = regexp.MustCompile(`^'(?:\\\\|\\'|[^'])*'`)
	doubleQuoted = regexp.MustCompile(`^"(?:\\\\|\\"|[^"])*"`)
)

// first reads a word after = or a bracket; it may be empty.
func (p *parser) first() (value.Value, error) {
	if p.current() == '\'' || p.current() == '"' {
		return p.quoted()
	}
	return value.OfString(p.word(firstFollow)), nil
}

// second reads a further word of a list without brackets; it may not be empty
// and ends at =, since then it was the next key.
func (p *parser) second() (value.Value, error) {
	if p.current() == '\'' || p.current() == '"' {
		return p.quoted()
	}
	if !p.starts() {
		return value.Value{}, p.fail("<second>", "<none>")
	}
	return value.OfString(p.word(secondFollow)), nil
}

func (p *parser) quoted() (value.Value, error) {
	re, name, quote := singleQuoted, "singled quoted", `'`
	if p.current() == '"' {
		re, name, quote = doubleQuoted, "double quoted", `"`
	}
	s := re.FindString(string(p.text[p.at:]))
	if s == "" {
		return value.Value{}, p.fail("<"+name+">", "<none>")
	}
	p.at += utf8.RuneCountInString(s)
	s = strings.ReplaceAll(s[1:len(s)-1], `\`+quote, quote)
	return value.OfString(strings.ReplaceAll(s, `\\`, `\`)), nil
}

// starts tells whether a word without quotes can begin here.
func (p *parser) starts() bool {
	c := p.current()
	return c > ' ' && c <= 0xffff && !strings.ContainsRune(`"',=[{`, c)
}

// word reads as far as follow allows; a comma after a backslash belongs to it,
// even when another backslash stands before that.
func (p *parser) word(follow func(rune) bool) string {
	if !p.starts() {
		return ""
	}
	start := p.at
	for p.at++; ; p.at++ {
		if p.current() == ',' && p.text[p.at-1] == '\\' {
			continue
		}
		if !follow(p.current()) {
			break
		}
	}
	s := strings.ReplaceAll(string(p.text[start:p.at]), `\,`, ",")
	return strings.TrimRightFunc(s, isSpace)
}

func isSpace(c rune) bool { return unicode.IsSpace(c) || 0x1c <= c && c <= 0x1f }

func firstFollow(c rune) bool {
	return isSpace(c) || c > ' ' && c <= 0xffff && !strings.ContainsRune(`"',]}`, c)
}

func secondFollow(c rune) bool {
	return isSpace(c) || c > ' ' && c <= 0xffff && !strings.ContainsRune(`"',=`, c)
}
