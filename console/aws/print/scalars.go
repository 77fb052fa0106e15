package print

import (
	"strings"

	"regexp"
)

// notStrings are plain words that YAML 1.2 reads as something other than a
// string, so that a string that looks like one is quoted.
var notStrings = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`true|True|TRUE|false|False|FALSE`,
	`~|null|Null|NULL|`,
	`<<|=`,
	`[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?`,
	`[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+`,
	`[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?`,
	`[-+]?\.(?:inf|Inf|INF)`,
	`\.(?:nan|NaN|NAN)`,
	`[-+]?0b[0-1_]+`,
	`[-+]?0o?[0-7_]+`,
	`[-+]?[0-9_]+`,
	`[-+]?0x[0-9a-fA-F_]+`,
	`[0-9]{4}-[0-9]{2}-[0-9]{2}`,
	`[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?`,
}, "|") + `)$`)

// reserved tells whether a plain s would not be read as a string. Only words
// that begin with certain characters can be.
func reserved(s string) bool {
	if s == "" {
		return true
	}
	return strings.IndexByte("-+.0123456789tTfFnN~<=", s[0]) >= 0 && notStrings.MatchString(s)
}

func (e *emitter) plain(s string, mayFold bool) {
	if s != "" && !e.whitespace {
		e.put(' ')
	}
	text, spaces := []rune(s), false
	for i, r := range text {
		if r == ' ' && mayFold && !spaces && e.column > bestWidth && i+1 < len(text) && text[i+1] != ' ' {
			e.toIndent()
		} else {
			e.put(r)
			e.indention = false
		}
		spaces = r == ' '
	}
	e.whitespace, e.indention = false, false
}

func (e *emitter) quoted(s string, mayFold bool) {
	e.indicator("'", true, false, false)
	text, spaces, breaks := []rune(s), false, false
	for i, r := range text {
		switch {
		case r == ' ':
			if mayFold && !spaces && e.column > bestWidth && i > 0 && i < len(text)-1 && text[i+1] != ' ' {
				e.toIndent()
			} else {
				e.put(r)
			}
			spaces = true
			continue
		case isBreak(r):
			if !breaks && r == '\n' {
				e.breakLine()
			}
			e.writeBreak(r)
			breaks = true
			continue
		case breaks:
			e.toIndent()
		}
		if r == '\'' {
			e.put(r)
		}
		e.put(r)
		e.indention, spaces, breaks = false, false, false
	}
	if breaks {
		e.toIndent()
	}
	e.indicator("'", false, false, false)
	e.whitespace, e.indention = false, false
}

// writeBreak writes a line break of the text itself.
func (e *emitter) writeBreak(r rune) {
	if r == '\n' {
		e.breakLine()
		return
	}
	e.put(r)
	e.column, e.indention = 0, true
}

var doubleEscapes = map[rune]byte{
	0: '0', 7: 'a', 8: 'b', 9: 't', 10: 'n', 11: 'v', 12: 'f', 13: 'r', 27: 'e',
	'"': '"', '\\': '\\', 0x85: 'N', 0xa0: '_', 0x2028: 'L', 0x2029: 'P',
}

func (e *emitter) doubled(s string, mayFold bool) {
	e.indicator(`"`, true, false, false)
	text, spaces := []rune(s), false
	for i, r := range text {
		switch {
		case !isPrintable(r) || r == 0xfeff || isBreak(r) || r == '"' || r == '\\':
			e.escape(r)
			spaces = false
		case r == ' ':
			if mayFold && !spaces && e.column > bestWidth && i > 0 && i < len(text)-1 {
				e.toIndent()
				if text[i+1] == ' ' {
					e.put('\\')
				}
			} else {
				e.put(r)
			}
			spaces = true
		default:
			e.put(r)
			spaces = false
		}
	}
	e.indicator(`"`, false, false, false)
	e.whitespace, e.indention = false, false
}

func (e *emitter) escape(r rune) {
	e.put('\\')
	if c, ok := doubleEscapes[r]; ok {
		e.put(rune(c))
		return
	}
	mark, digits := 'U', 8
	switch {
	case r <= 0xff:
		mark, digits = 'x', 2
	case r <= 0xffff:
		mark, digits = 'u', 4
	}
	e.put(mark)
	for shift := 4 * (digits - 1); shift >= 0; shift -= 4 {
		e.put(rune("0123456789ABCDEF"[r>>shift&15]))
	}
}
