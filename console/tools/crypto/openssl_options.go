package crypto

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// option is one option of a command: its name without the dash and what it
// takes.
type option struct {
	name string
	kind byte // what the value is: see the constants
	word string
	doc  string
}

// The kinds of values.
const (
	kNone    = '-'
	kText    = 's'
	kCount   = 'p' // a number above zero
	kFormat  = 'F' // PEM or DER
	kUnknown = '*' // any other option: the name of a cipher or a digest
)

func flag0(name, doc string) option          { return option{name, kNone, "", doc} }
func value(name, word, doc string) option    { return option{name, kText, word, doc} }
func number(name, word, doc string) option   { return option{name, kCount, word, doc} }
func format(name, doc string) option         { return option{name, kFormat, "PEM|DER", doc} }
func anyOther(doc string) option             { return option{"*", kUnknown, "", doc} }
func (o *openssl) errorf(f string, a ...any) { fmt.Fprintf(o.d.Stderr, f, a...) }

// setting is an option as it was given, in order.
type setting struct{ name, value string }

// parse reads options as OpenSSL does: one or two dashes, -name value or
// -name=value, up to the first word without a dash. done means that the command
// ends with status.
func (o *openssl) parse(usage string, table []option, args []string) (status int, done bool) {
	i := 0
	for ; i < len(args); i++ {
		a := args[i]
		if a == "--" {
			i++
			break
		}
		if len(a) < 2 || a[0] != '-' {
			break
		}
		name, v, given := strings.Cut(strings.TrimPrefix(a[1:], "-"), "=")
		if name == "help" {
			io.WriteString(o.d.Stdout, usage+"\n\n"+describe(table))
			return 0, true
		}
		at := slices.IndexFunc(table, func(p option) bool { return p.name == name && p.kind != kUnknown })
		if at < 0 {
			if !slices.ContainsFunc(table, func(p option) bool { return p.kind == kUnknown }) {
				return o.summary("%s: Unknown option: -%s\n", o.prog, name), true
			}
			o.set = append(o.set, setting{"*", name})
			continue
		}
		if kind := table[at].kind; kind == kNone {
			if given {
				return o.summary("%s: Option -%s does not take a value\n", o.prog, name), true
			}
		} else if !given {
			if i++; i == len(args) {
				return o.summary("%s: Option -%s needs a value\n", o.prog, name), true
			}
			v = args[i]
		}
		if status, bad := o.suits(table[at], v); bad {
			return status, true
		}
		o.set = append(o.set, setting{name, v})
	}
	o.rest = args[i:]
	return 0, false
}

// suits looks at a value of a kind that not every text is.
func (o *openssl) suits(p option, v string) (status int, bad bool) {
	switch p.kind {
	case kCount:
		n, err := strconv.ParseInt(v, 0, 64)
		if err != nil || n > 1<<31-1 {
			return o.summary("%s: Can't parse \"%s\" as a number\n", o.prog, v), true
		}
		if n <= 0 {
			return o.summary("%s: Non-positive number \"%s\" for option -%s\n", o.prog, v, p.name), true
		}
	case kFormat:
		if f := strings.ToUpper(v); f != "PEM" && f != "DER" {
			return o.summary("%[1]s: Bad format \"%[2]s\"\n%[1]s: Invalid format \"%[2]s\" for option -%[3]s\n", o.prog, v, p.name), true
		}
	}
	return 0, false
}

// summary ends a command that was given wrong options.
func (o *openssl) summary(f string, a ...any) int {
	o.errorf(f, a...)
	o.errorf("%s: Use -help for summary.\n", o.prog)
	return 1
}

func describe(table []option) string {
	var b strings.Builder
	line := func(head, doc string) { fmt.Fprintf(&b, " %-19s %s\n", head, doc) }
	line("-help", "Display this summary")
	for _, p := range table {
		line(strings.TrimSuffix("-"+p.name+" "+p.word, " "), p.doc)
	}
	return b.String()
}

// last is the value of an option that was given, the last one.
func (o *openssl) last(names ...string) (string, bool) {
	for _, s := range slices.Backward(o.set) {
		if slices.Contains(names, s.name) {
			return s.value, true
		}
	}
	return "", false
}

func (o *openssl) has(names ...string) bool {
	_, ok := o.last(names...)
	return ok
}

// all is every value of an option in order.
func (o *openssl) all(name string) []string {
	var list []string
	for _, s := range o.set {
		if s.name == name {
			list = append(list, s.value)
		}
	}
	return list
}
