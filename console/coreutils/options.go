package coreutils

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"skylab/console/desk"
	"skylab/console/files"
)

// options describes the flags of one tool: letters, each with : behind it when
// it takes a value, and long names as letter|name. Words that a tool shows as
// its usage come first.
type options struct {
	usage   string
	status  int // of a wrong flag: 1 for most, 2 for grep, sort, ls, diff
	letters map[byte]bool
	long    map[string]byte
	shown   string
}

// given is what was on the command line.
type given struct {
	d     *desk.Desk
	flags map[byte][]string
	order []byte
	rest  []string
}

// takes makes the description of a tool's flags from words such as
// "n: i|ignore-case A:|after-context".
func takes(status int, usage, words string) *options {
	o := &options{usage: usage, status: status, letters: map[byte]bool{}, long: map[string]byte{}}
	var shown []string
	for _, w := range strings.Fields(words) {
		short, long, _ := strings.Cut(w, "|")
		o.letters[short[0]] = strings.HasSuffix(short, ":")
		if long != "" {
			o.long[long] = short[0]
		}
		if short[0] > ' ' && short[0] < 0x7f && !(short[0] >= '0' && short[0] <= '9' && long != "") {
			shown = append(shown, "-"+short[:1])
		} else if long != "" {
			shown = append(shown, "--"+long)
		}
	}
	o.shown = strings.Join(slices.Compact(shown), " ")
	return o
}

// parse reads the arguments. When done is true the tool returns status: help
// was shown, or a flag was wrong.
func (o *options) parse(d *desk.Desk, args []string) (g given, status int, done bool) {
	g = given{d: d, flags: map[byte][]string{}}
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--":
			g.rest = append(g.rest, args[i+1:]...)
			return g, 0, false
		case a == "--help":
			fmt.Fprintf(d.Stdout, "Usage: %s %s\nIn this lab: %s\n", d.Name, o.usage, o.shown)
			return g, 0, true
		case strings.HasPrefix(a, "--"):
			used, err := o.longFlag(&g, a[2:], args[i+1:])
			if err != "" {
				return g, o.refuse(d, err), true
			}
			i += used
		case len(a) > 1 && a[0] == '-':
			used, err := o.shortFlags(&g, a[1:], args[i+1:])
			if err != "" {
				return g, o.refuse(d, err), true
			}
			i += used
		default:
			g.rest = append(g.rest, a)
		}
	}
	return g, 0, false
}

func (o *options) longFlag(g *given, word string, after []string) (used int, err string) {
	name, value, has := strings.Cut(word, "=")
	letter, ok := o.long[name]
	if !ok {
		return 0, "unrecognized option '--" + name + "'"
	}
	if !o.letters[letter] {
		if has {
			return 0, "option '--" + name + "' doesn't allow an argument"
		}
		g.add(letter, "")
		return 0, ""
	}
	if !has {
		if len(after) == 0 {
			return 0, "option '--" + name + "' requires an argument"
		}
		value, used = after[0], 1
	}
	g.add(letter, value)
	return used, ""
}

func (o *options) shortFlags(g *given, word string, after []string) (used int, err string) {
	for i := 0; i < len(word); i++ {
		c := word[i]
		value, ok := o.letters[c]
		if !ok || c < ' ' {
			return 0, "invalid option -- '" + word[i:i+1] + "'"
		}
		if !value {
			g.add(c, "")
			continue
		}
		if i+1 < len(word) {
			g.add(c, word[i+1:])
			return 0, ""
		}
		if len(after) == 0 {
			return 0, "option requires an argument -- '" + word[i:i+1] + "'"
		}
		g.add(c, after[0])
		return 1, ""
	}
	return 0, ""
}

func (o *options) refuse(d *desk.Desk, err string) int {
	fmt.Fprintf(d.Stderr, "%s: %s\nIn this lab %s takes: %s\n", d.Name, err, d.Name, o.shown)
	return o.status
}

func (g *given) add(c byte, value string) {
	g.flags[c] = append(g.flags[c], value)
	g.order = append(g.order, c)
}

// has tells whether a flag was given.
func (g *given) has(c byte) bool { return len(g.flags[c]) > 0 }

// value is the last value of a flag.
func (g *given) value(c byte) (string, bool) {
	v := g.flags[c]
	if len(v) == 0 {
		return "", false
	}
	return v[len(v)-1], true
}

// last is the one of these letters that was given last, or 0.
func (g *given) last(letters string) byte {
	for _, c := range slices.Backward(g.order) {
		if strings.IndexByte(letters, c) >= 0 {
			return c
		}
	}
	return 0
}

// failf prints an error as the tools do, with the tool's name, and is 1.
func failf(d *desk.Desk, format string, args ...any) int {
	fmt.Fprintf(d.Stderr, d.Name+": "+format+"\n", args...)
	return 1
}

// maxInput bounds what a tool reads into memory at once, in bytes.
const maxInput = 32 << 20

// read gives a file, or standard input for "-".
func read(d *desk.Desk, name string) ([]byte, error) {
	if name == "-" || name == "/dev/stdin" {
		return io.ReadAll(io.LimitReader(d.Stdin, maxInput))
	}
	switch name {
	case "/dev/null":
		return nil, nil
	case "/dev/zero":
		return make([]byte, desk.Endless), nil
	case "/dev/urandom", "/dev/random":
		return desk.Random(&d.World.Cloud, desk.Endless), nil
	}
	return d.ReadFile(name)
}

// peeker is the shell's own standard input, which can show what it holds.
type peeker interface {
	Peek() (data []byte, more func(), ok bool)
}

// begin is read for a tool that may stop before the end of its input, where
// another command may have been cut off behind it. more is to be called when it
// did not stop early.
func begin(d *desk.Desk, name string) (data []byte, more func(), err error) {
	if in, ok := d.Stdin.(peeker); ok && (name == "-" || name == "/dev/stdin") {
		if data, more, ok := in.Peek(); ok {
			return data, more, nil
		}
	}
	data, err = read(d, name)
	return data, func() {}, err
}

// each calls f with every named file, or with standard input when there is
// none. A file that cannot be read is reported, and makes the status 1.
func each(d *desk.Desk, names []string, f func(name string, data []byte)) int {
	if len(names) == 0 {
		names = []string{"-"}
	}
	status := 0
	for _, name := range names {
		data, err := read(d, name)
		if err != nil {
			status = failf(d, unreadable(d.Name), name, files.Why(err))
			continue
		}
		d.Shell.Spend(len(data)>>10 + 1)
		f(name, data)
	}
	return status
}

// unreadable is how a tool words that it cannot open a file.
func unreadable(tool string) string {
	switch tool {
	case "head", "tail":
		return "cannot open '%s' for reading: %s"
	case "jq":
		return "error: Could not open file %s: %s"
	case "rev":
		return "cannot open %s: %s"
	case "tac":
		return "failed to open '%s' for reading: %s"
	case "sort":
		return "cannot read: %s: %s"
	case "sed":
		return "can't read %s: %s"
	}
	return "%s: %s"
}

// known tells whether a name can be run, and otherwise prints how a tool that
// runs others says so.
func known(d *desk.Desk, name, format string) bool {
	_, ok := slices.BinarySearch(d.Shell.Tools(), name)
	if !ok && !strings.Contains(name, "/") {
		failf(d, format, name)
		return false
	}
	return true
}

// whole is each with everything in one. A file whose last line does not end
// does not run into the next.
func whole(d *desk.Desk, names []string) (all []byte, status int) {
	status = each(d, names, func(_ string, data []byte) {
		if all == nil {
			all = data[:len(data):len(data)]
			return
		}
		if n := len(all); n > 0 && all[n-1] != '\n' {
			all = append(all, '\n')
		}
		all = append(all, data...)
	})
	return all, status
}

// lines cuts data into lines without their newlines. Very many are counted as
// work first, since each takes memory of its own.
func lines(d *desk.Desk, data []byte) []string {
	d.Shell.Spend(bytes.Count(data, []byte("\n")) / 4)
	s := string(data)
	if s == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(s, "\n"), "\n")
}

// write prints and reports what cannot be written.
func write(d *desk.Desk, s string) int {
	if _, err := io.WriteString(d.Stdout, s); err != nil {
		return failf(d, "write error: %s", files.Why(err))
	}
	return 0
}
