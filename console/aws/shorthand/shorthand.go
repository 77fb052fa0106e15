// Package shorthand parses the short form of structured values of the aws
// command: Key=Name,Value=web and ResourceType=vpc,Tags=[{Key=a,Value=b}].
// It knows the syntax alone; what the words mean is for the caller's types.
//
// The grammar is the real command's, corners included:
// docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html
package shorthand

import (
	"fmt"
	"strings"

	"skylab/console/aws/value"
)

// maxDepth bounds how deeply lists and structures may nest.
const maxDepth = 200

// SyntaxError is a text that does not follow the grammar; the message is the
// real command's, with a mark under the place.
type SyntaxError struct{ Message string }

func (e *SyntaxError) Error() string { return e.Message }

// Parse reads a text into a map whose leaves are strings.
func Parse(text string) (value.Value, error) {
	p := &parser{text: []rune(text)}
	return p.parameter()
}

type parser struct {
	text  []rune
	at    int
	depth int
}

const end = rune(-1)

func (p *parser) current() rune {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return end
}

// place shows the text with a mark below position at.
func (p *parser) place(at int) string {
	spaces, before, rest := at, p.text, ""
	for i := 0; i < at && i < len(p.text); i++ {
		if p.text[i] == '\n' {
			spaces = at - i - 1
		}
	}
	for i := at; i < len(p.text); i++ {
		if p.text[i] == '\n' {
			before, rest = p.text[:i], string(p.text[i:])
			break
		}
	}
	return string(before) + "\n" + strings.Repeat(" ", spaces) + "^" + rest
}

func (p *parser) fail(expected, actual string) error {
	return &SyntaxError{fmt.Sprintf("Expected: '%s', received: '%s' for input:\n%s", expected, actual, p.place(p.at))}
}

func (p *parser) blanks() {
	for p.at < len(p.text) && strings.ContainsRune(" \t\n\r\v\f", p.text[p.at]) {
		p.at++
	}
}

func (p *parser) expect(c rune) error {
	if p.current() == end {
		return p.fail(string(c), "EOF")
	}
	if p.current() != c {
		return p.fail(string(c), string(p.current()))
	}
	p.at++
	return nil
}

// expectLoose lets blanks stand around c.
func (p *parser) expectLoose(c rune) error {
	p.blanks()
	if err := p.expect(c); err != nil {
		return err
	}
	p.blanks()
	return nil
}

// parameter = pair *("," pair)
func (p *parser) parameter() (value.Value, error) {
	var keys []string
	var values []value.Value
	last := 0
	for {
		key, v, err := p.pair()
		if err != nil {
			return value.Value{}, err
		}
		for _, k := range keys {
			if k == key {
				return value.Value{}, &SyntaxError{fmt.Sprintf("Second instance of key \"%s\" encountered for input:\n%s\n"+
					"This is often because there is a preceding \",\" instead of a space.", key, p.place(last+1))}
			}
		}
		keys, values = append(keys, key), append(values, v)
		last = p.at
		if p.current() == end {
			return value.OfMap(keys, values), nil
		}
		if err := p.expectLoose(','); err != nil {
			return value.Value{}, err
		}
	}
}

func (p *parser) pair() (string, value.Value, error) {
	key := p.key()
	if err := p.expectLoose('='); err != nil {
		return "", value.Value{}, err
	}
	v, err := p.values()
	return key, v, err
}

func (p *parser) key() string {
	start := p.at
	for isKey(p.current()) {
		p.at++
	}
	return string(p.text[start:p.at])
}

func isKey(c rune) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c != end && strings.ContainsRune("-_.#/:", c)
}

func (p *parser) values() (value.Value, error) {
	switch p.current() {
	case end:
		return value.OfString(""), nil
	case '[', '{':
		return p.nested()
	}
	return p.commas()
}

// commas reads a, or the list a,b,c. In a,b,c=d the list ends before c, which
// shows only when = has been met: then it goes back to the comma.
func (p *parser) commas() (value.Value, error) {
	first, err := p.first()
	if err != nil {
		return first, err
	}
	p.blanks()
	if p.current() != ',' {
		return first, nil
	}
	if err := p.expectLoose(','); err != nil {
		return first, err
	}
	list := []value.Value{first}
	for {
		next, err := p.second()
		if err == nil {
			p.blanks()
			if p.current() == end {
				list = append(list, next)
				break
			}
			err = p.expectLoose(',')
		}
		if err != nil {
			if p.current() == end {
				return first, err
			}
			for p.at > 0 && p.text[p.at] != ',' {
				p.at--
			}
			break
		}
		list = append(list, next)
	}
	if len(list) == 1 {
		return first, nil
	}
	return value.OfList(list), nil
}

// nested reads what stands inside brackets: a list, a structure or a word.
func (p *parser) nested() (value.Value, error) {
	if p.depth++; p.depth > maxDepth {
		return value.Value{}, &SyntaxError{"maximum recursion depth exceeded"}
	}
	defer func() { p.depth-- }()
	switch p.current() {
	case '[':
		return p.list()
	case '{':
		return p.structure()
	}
	return p.first()
}

// separate passes the comma between two elements, unless the end follows.
func (p *parser) separate(shut rune) error {
	if p.blanks(); p.current() == shut {
		return nil
	}
	err := p.expect(',')
	p.blanks()
	return err
}

func (p *parser) list() (value.Value, error) {
	if err := p.expectLoose('['); err != nil {
		return value.Value{}, err
	}
	list := []value.Value{}
	for p.current() != ']' {
		v, err := p.nested()
		if err == nil {
			err = p.separate(']')
		}
		if err != nil {
			return v, err
		}
		list = append(list, v)
	}
	p.at++
	return value.OfList(list), nil
}

func (p *parser) structure() (value.Value, error) {
	if err := p.expectLoose('{'); err != nil {
		return value.Value{}, err
	}
	v := value.OfMap(nil, nil)
	for p.current() != '}' {
		key := p.key()
		if err := p.expectLoose('='); err != nil {
			return v, err
		}
		x, err := p.nested()
		if err == nil {
			err = p.separate('}')
		}
		if err != nil {
			return v, err
		}
		v = v.With(key, x)
	}
	p.at++
	return v, nil
}
