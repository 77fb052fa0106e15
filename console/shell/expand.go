package shell

import (
	"errors"
	"strings"

	"mvdan.cc/sh/v3/syntax"

	"skylab/console/pattern"
)

// piece is a part of a word while it is put together: only what was not
// quoted can be a glob.
type piece struct {
	text   string
	quoted bool
}

// expander makes fields of words. One is used for the words of one command.
type expander struct {
	r      *run
	fields []string
	pieces []piece
	begun  bool // a field is under way, be it empty
	spaced bool // the last field was ended by white space of IFS
	bytes  int
	failed bool // an error was printed; the command does not run
}

// fields expands words into arguments: braces, tilde, parameters, commands,
// arithmetic, splitting, globs. False means that an error was printed.
func (r *run) fields(words []*syntax.Word) ([]string, bool) {
	e := expander{r: r, fields: make([]string, 0, len(words))}
	for _, w := range words {
		e.word(w)
		if e.failed {
			return nil, false
		}
	}
	return e.fields, true
}

func (e *expander) word(w *syntax.Word) {
	if len(w.Parts) == 1 {
		switch p := w.Parts[0].(type) {
		case *syntax.Lit:
			if !strings.ContainsAny(p.Value, `~\*?[{`) {
				e.add(p.Value)
				return
			}
		case *syntax.SglQuoted:
			if !p.Dollar {
				e.add(p.Value)
				return
			}
		}
	}
	for _, w := range e.braces(w) {
		e.parts(w.Parts)
		e.flush()
		e.spaced = false
	}
}

func (e *expander) add(field string) {
	e.count(len(field))
	if e.fields = append(e.fields, field); len(e.fields) > MaxFields {
		e.r.stop(TooManyWords, MaxFields)
	}
}

// count bounds what one command's words grow to.
func (e *expander) count(n int) {
	if e.bytes += n + 16; e.bytes > MaxWord {
		e.r.stop(TooMuchMemory, MaxWord>>20)
	}
	if n > 4096 {
		e.r.spend(n >> 12)
	}
}

func (e *expander) put(text string, quoted bool) {
	if quoted || text != "" {
		e.begun, e.spaced = true, false
	}
	if text != "" {
		e.count(len(text))
		e.pieces = append(e.pieces, piece{text, quoted})
	}
}

// flush ends the field under way, if one is.
func (e *expander) flush() {
	if !e.begun {
		return
	}
	pieces := e.pieces
	e.pieces, e.begun = e.pieces[:0], false
	glob := false
	for _, p := range pieces {
		if !p.quoted && pattern.Meta(p.text) {
			glob = true
		}
	}
	if glob && !e.r.st.options.noglob {
		if names, ok := e.r.glob(source(pieces)); ok {
			for _, n := range names {
				e.add(n)
			}
			return
		}
		if e.r.st.options.failglob {
			e.r.expansionError(errors.New("no match: " + joined(pieces)))
			e.failed = true
			return
		}
	}
	e.add(joined(pieces))
}

// joined joins pieces; a backslash that was not quoted by anything else has
// been taken out before.
func joined(pieces []piece) string {
	if len(pieces) == 1 {
		return pieces[0].text
	}
	var b strings.Builder
	for _, p := range pieces {
		b.WriteString(p.text)
	}
	return b.String()
}

// source joins pieces into a pattern in which what was quoted is literal.
func source(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if p.quoted {
			b.WriteString(pattern.Quote(p.text))
		} else {
			b.WriteString(p.text)
		}
	}
	return b.String()
}

func (e *expander) parts(parts []syntax.WordPart) {
	for i, p := range parts {
		switch p := p.(type) {
		case *syntax.Lit:
			e.literal(p.Value, i == 0, len(parts) > 1)
		case *syntax.SglQuoted:
			e.put(single(p), true)
		case *syntax.DblQuoted:
			e.double(p.Parts)
		case *syntax.ParamExp:
			e.unquoted(p)
		case *syntax.ExtGlob:
			e.put(p.Op.String()+p.Pattern.Value+")", false)
		default:
			e.split(e.substitution(p))
		}
		if e.failed {
			return
		}
	}
}

// literal puts a text of the source; a backslash quotes the next character.
func (e *expander) literal(s string, first, more bool) {
	if first {
		home, rest, ok := e.r.tilde(s, more)
		if ok {
			e.put(home, true)
			s = rest
		}
		if name, value, found := strings.Cut(s, "=~"); found && syntax.ValidName(name) { // x=~ as an argument
			if home, rest, ok := e.r.tilde("~"+value, more); ok {
				e.put(name+"=", true)
				e.put(home, true)
				s = rest
			}
		}
	}
	for {
		i := strings.IndexByte(s, '\\')
		if i < 0 || i == len(s)-1 {
			e.put(s, false)
			return
		}
		e.put(s[:i], false)
		n := 1
		for n < len(s)-i-1 && s[i+1+n]&0xC0 == 0x80 { // the rest of a UTF-8 character
			n++
		}
		e.put(s[i+1:i+1+n], true)
		s = s[i+1+n:]
	}
}

func single(p *syntax.SglQuoted) string {
	if !p.Dollar {
		return p.Value
	}
	s, _, _ := strings.Cut(unescape(p.Value, ansiC), "\x00")
	return s
}

// double puts the inside of double quotes. "$@" and its like give a field for
// each element; with no element the word may vanish.
func (e *expander) double(parts []syntax.WordPart) {
	if len(parts) == 0 {
		e.put("", true)
	}
	for _, p := range parts {
		switch p := p.(type) {
		case *syntax.Lit:
			e.put(unquoteDouble(p.Value), true)
		case *syntax.ParamExp:
			v := e.value(p, true)
			if !v.list || v.star {
				e.put(v.join(e.r), true)
				continue
			}
			for i, s := range v.values {
				if i > 0 {
					e.flush()
				}
				e.put(s, true)
			}
		default:
			e.put(e.substitution(p), true)
		}
		if e.failed {
			return
		}
	}
}

// unquoteDouble takes out the backslashes that mean something inside "…".
func unquoteDouble(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\$`\"", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// unquoted puts $name and splits what it gives.
func (e *expander) unquoted(p *syntax.ParamExp) {
	v := e.value(p, false)
	for _, p := range v.pieces {
		if p.quoted {
			e.put(p.text, true)
		} else {
			e.split(p.text)
		}
	}
	if v.pieces != nil {
		return
	}
	for i, s := range v.values {
		if i > 0 && v.list {
			e.flush()
		}
		e.split(s)
	}
}

func (e *expander) value(p *syntax.ParamExp, quoted bool) value {
	v, err := e.r.param(p, quoted)
	if err != nil {
		e.r.expansionError(err)
		e.failed = true
	}
	return v
}

// substitution gives the text of $(…), $((…)) and <(…).
func (e *expander) substitution(p syntax.WordPart) string {
	s, err := e.r.substitution(p)
	if err != nil {
		e.r.expansionError(err)
		e.failed = true
	}
	return s
}

// split breaks a text into fields at the characters of IFS.
func (e *expander) split(s string) {
	ifs := e.r.ifs()
	if ifs == "" {
		e.put(s, false)
		return
	}
	begin := -1
	for i, c := range s {
		if !strings.ContainsRune(ifs, c) {
			if begin < 0 {
				begin = i
			}
			e.spaced = false
			continue
		}
		if begin >= 0 {
			e.put(s[begin:i], false)
			begin = -1
		}
		if c == ' ' || c == '\t' || c == '\n' {
			e.spaced = e.spaced || e.begun
			e.flush()
			continue
		}
		if e.spaced { // white space around another separator is part of it
			e.spaced = false
			continue
		}
		e.begun = true
		e.flush()
	}
	if begin >= 0 {
		e.put(s[begin:], false)
	}
}

func (r *run) ifs() string {
	v, ok := r.st.lookup("IFS")
	if !ok || !v.Set {
		return " \t\n"
	}
	return v.Str
}

// expansionError reports what went wrong in a word. An unset variable under
// set -u, and ${x:?}, end the shell; the rest ends the line.
func (r *run) expansionError(err error) {
	r.errorf("%v", err)
	r.st.status = 1
	if _, ok := err.(fatalError); ok {
		r.exiting = true
	} else {
		r.abandoned = true
	}
}

// fatalError ends the shell.
type fatalError string

func (f fatalError) Error() string { return string(f) }
