package aws

import (
	"strconv"
	"strings"

	"skylab/console/aws/value"
)

// arity is how many words an option takes.
type arity uint8

const (
	one   arity = iota
	none        // a switch
	many        // any number, up to the next option
	maybe       // one or none
)

// option is one that a grammar knows.
type option struct {
	name    string // without the dashes
	arity   arity
	whole   bool     // takes a whole number
	float   bool     // takes a number
	choices []string // takes only these
}

// grammar parses a command line as Python's argparse does, which the real
// command uses: options anywhere, --name=value, unambiguous beginnings.
type grammar struct {
	options []option
	place   map[string]int
}

func newGrammar(options []option) *grammar {
	g := &grammar{options: options, place: make(map[string]int, len(options))}
	for i := range options {
		g.place[options[i].name] = i
	}
	return g
}

// given is what a command line says about one option; the last time counts.
type given struct {
	set    bool
	at     int // where it stood
	values []string
}

// parsed is what a grammar made of a command line.
type parsed struct {
	given   []given
	word    string // the first word that belongs to no option
	hasWord bool
	rest    []string // what the grammar does not know
}

// lookup finds the option that a word means, -1 for none. A word that begins
// with a dash may be a value all the same: a negative number, or a sentence.
func (g *grammar) lookup(word string) (place int, explicit string, hasExplicit, isOption bool, f *failure) {
	if len(word) < 2 || word[0] != '-' {
		return -1, "", false, false, nil
	}
	if name, ok := strings.CutPrefix(word, "--"); ok {
		if i, ok := g.place[name]; ok {
			return i, "", false, true, nil
		}
		name, explicit, hasExplicit = strings.Cut(name, "=")
		if i, ok := g.place[name]; ok {
			return i, explicit, hasExplicit, true, nil
		}
		i, f := g.beginning(word, name)
		if i >= 0 || f != nil {
			return i, explicit, hasExplicit, true, f
		}
	}
	if negative(word) || strings.Contains(word, " ") {
		return -1, "", false, false, nil
	}
	return -1, "", false, true, nil
}

// beginning finds the one option whose name begins so.
func (g *grammar) beginning(word, name string) (int, *failure) {
	found := -1
	var names []string
	for i := range g.options {
		if strings.HasPrefix(g.options[i].name, name) {
			found = i
			names = append(names, "--"+g.options[i].name)
		}
	}
	if len(names) > 1 {
		return -1, misused("ambiguous option: " + word + " could match " + strings.Join(names, ", "))
	}
	return found, nil
}

// negative is ^-\d+$|^-\d*\.\d+$.
func negative(word string) bool {
	digits, dots := 0, 0
	for _, c := range word[1:] {
		switch {
		case '0' <= c && c <= '9':
			digits++
		case c == '.' && dots == 0:
			dots, digits = 1, 0
		default:
			return false
		}
	}
	return digits > 0
}

// parse goes through a command line.
func (g *grammar) parse(args []string) (parsed, *failure) {
	p := parsed{given: make([]given, len(g.options)), rest: make([]string, 0, len(args))}
	for at := 0; at < len(args); {
		if args[at] == "--" {
			if p.hasWord {
				p.rest = append(p.rest, "--")
			}
			p.words(args[at+1:])
			break
		}
		i, explicit, has, isOption, f := g.lookup(args[at])
		switch {
		case f != nil:
			return p, f
		case !isOption:
			p.words(args[at : at+1])
			at++
			continue
		case i < 0:
			p.rest = append(p.rest, args[at])
			at++
			continue
		}
		at++
		values := []string{explicit}
		if !has {
			if values, f = g.values(args[at:], &g.options[i]); f != nil {
				return p, f
			}
			at += len(values)
		}
		if f := g.options[i].check(values, has); f != nil {
			return p, f
		}
		p.given[i] = given{true, at, values}
	}
	return p, nil
}

// words takes in words that belong to no option.
func (p *parsed) words(words []string) {
	if len(words) > 0 && !p.hasWord {
		p.word, p.hasWord = words[0], true
		words = words[1:]
	}
	p.rest = append(p.rest, words...)
}

// values are the words after an option that belong to it.
func (g *grammar) values(args []string, o *option) ([]string, *failure) {
	limit := [...]int{one: 1, none: 0, many: len(args), maybe: 1}[o.arity]
	n := 0
	for n < len(args) && n < limit && args[n] != "--" {
		_, _, _, isOption, f := g.lookup(args[n])
		if f != nil {
			return nil, f
		}
		if isOption {
			break
		}
		n++
	}
	if o.arity == one && n == 0 {
		return nil, misused("argument --" + o.name + ": expected one argument")
	}
	return args[:n], nil
}

func (o *option) check(values []string, explicit bool) *failure {
	if explicit && o.arity == none {
		return misused("argument --" + o.name + ": ignored explicit argument " + string(value.AppendQuoted(nil, values[0])))
	}
	for _, v := range values {
		quoted := func() string { return string(value.AppendQuoted(nil, v)) }
		switch {
		case o.whole && !isInteger(v):
			return misused("argument --" + o.name + ": invalid int value: " + quoted())
		case o.float && !isFloat(v):
			return misused("argument --" + o.name + ": invalid float value: " + quoted())
		case o.choices != nil && !contains(o.choices, v):
			return misused("argument --" + o.name + ": " + wrongChoice(v, o.choices))
		}
	}
	return nil
}

func isInteger(s string) bool {
	_, ok := integer(s)
	return ok
}

func isFloat(s string) bool {
	_, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return err == nil
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// wrongChoice lists the choices, two on a line, and those nearest.
func wrongChoice(word string, choices []string) string {
	var b strings.Builder
	b.WriteString("Invalid choice, valid choices are:\n")
	for i := 0; i < len(choices); i += 2 {
		b.WriteString("\n" + pad(choices[i]))
		if i+1 < len(choices) {
			b.WriteString(" | " + pad(choices[i+1]))
		}
	}
	if near := nearest(word, choices); len(near) > 0 {
		b.WriteString("\n\n\nInvalid choice: " + string(value.AppendQuoted(nil, word)) + ", maybe you meant:\n")
		for _, n := range near {
			b.WriteString("\n  * " + n)
		}
	}
	return b.String()
}

func pad(s string) string { return s + strings.Repeat(" ", max(0, 40-len(s))) }
