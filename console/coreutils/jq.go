package coreutils

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/itchyny/gojq"

	"skylab/console/desk"
	"skylab/console/files"
)

var jqFlags = takes(2, "[OPTION]... FILTER [FILE]...", "r|raw-output c|compact-output n|null-input s|slurp e|exit-status S|sort-keys j|join-output a|ascii-output R|raw-input M|monochrome-output C|color-output f:|from-file \x01|tab \x02:|indent")

// jqNamed are jq's options with two values, which come before the filter or
// behind it.
var jqNamed = map[string]bool{"--arg": true, "--argjson": true, "--slurpfile": true, "--rawfile": true}

// jqRun is one call of jq.
type jqRun struct {
	given
	d      *desk.Desk
	names  []string // of variables
	values []any
	pos    []any // --args
	keys   *keyOrder
	indent string
	last   any
	any    bool
	text   []byte        // of all inputs
	input  *json.Decoder // of text
}

func jq(ctx context.Context, d *desk.Desk, args []string) int {
	r := &jqRun{d: d, keys: &keyOrder{sets: map[string][]string{}}, indent: "  "}
	args, ok := r.variables(args)
	if !ok {
		return 2
	}
	if slices.Contains(args, "--version") || slices.Contains(args, "-V") {
		return write(d, "jq-1.7.1\n")
	}
	g, status, done := jqFlags.parse(d, args)
	if done {
		return status
	}
	r.given = g
	src, files, ok := r.program()
	if !ok {
		return 2
	}
	query, err := gojq.Parse(src)
	if err != nil {
		failf(d, "error: %s\njq: 1 compile error", err)
		return 3
	}
	r.keys.program(query)
	named := map[string]any{}
	for i, n := range r.names {
		named[n[1:]] = r.values[i]
	}
	r.names, r.values = append(r.names, "$ARGS"), append(r.values, any(map[string]any{"named": named, "positional": r.pos}))
	inputs, status := r.inputs(files)
	code, err := gojq.Compile(query, gojq.WithVariables(r.names), gojq.WithInputIter(inputs), gojq.WithEnvironLoader(d.Shell.Environ))
	if err != nil {
		failf(d, "error: %s\njq: 1 compile error", err)
		return 3
	}
	return r.run(metered{ctx, &counter{shell: d.Shell}}, code, inputs, status)
}

// variables takes --arg and its like out of the arguments.
func (r *jqRun) variables(args []string) (rest []string, ok bool) {
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "--args" || a == "--jsonargs":
			filter := false
			for _, p := range args[i+1:] {
				if !filter && !hasFilter(rest) {
					rest, filter = append(rest, p), !strings.HasPrefix(p, "-")
					continue
				}
				if strings.HasPrefix(p, "-") && len(p) > 1 {
					rest = append(rest, p)
					continue
				}
				if a == "--args" {
					r.pos = append(r.pos, p)
				} else if v, err := decode(p); err == nil {
					r.pos = append(r.pos, v)
				}
			}
			return rest, true
		case jqNamed[a]:
			if i+2 >= len(args) {
				failf(r.d, "%s takes two parameters (e.g. %s varname value)", a, a)
				return nil, false
			}
			v, err := r.variable(a, args[i+2])
			if err != nil {
				failf(r.d, "%s", err)
				return nil, false
			}
			r.names, r.values = append(r.names, "$"+args[i+1]), append(r.values, v)
			i += 2
		default:
			rest = append(rest, a)
		}
	}
	return rest, true
}

func hasFilter(args []string) bool {
	for _, a := range args {
		if !strings.HasPrefix(a, "-") {
			return true
		}
	}
	return false
}

func (r *jqRun) variable(kind, value string) (any, error) {
	if kind == "--arg" {
		return value, nil
	}
	if kind == "--argjson" {
		v, err := decode(value)
		if err != nil {
			return nil, fmt.Errorf("Invalid JSON text passed to --argjson")
		}
		return v, nil
	}
	data, err := read(r.d, value)
	if err != nil {
		return nil, fmt.Errorf("Bad JSON in --%s %s: Could not open %s: %s", strings.TrimPrefix(kind, "--"), value, value, files.Why(err))
	}
	if kind == "--rawfile" {
		return string(data), nil
	}
	list := []any{}
	dec := decoder(bytes.NewReader(data))
	for {
		v, err := r.keys.read(dec)
		if err == io.EOF {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
}

func decoder(from io.Reader) *json.Decoder {
	dec := json.NewDecoder(from)
	dec.UseNumber()
	return dec
}

func decode(s string) (any, error) {
	return (&keyOrder{}).read(decoder(strings.NewReader(s)))
}

func (r *jqRun) program() (src string, names []string, ok bool) {
	names = r.rest
	if v, has := r.value('f'); has {
		data, err := read(r.d, v)
		if err != nil {
			failf(r.d, "error: Could not open %s: %s", v, files.Why(err))
			return "", nil, false
		}
		src = string(data)
	} else if len(names) == 0 {
		src = "."
	} else {
		src, names = names[0], names[1:]
	}
	if len(src) > 64<<10 {
		failf(r.d, "error: filter too long")
		return "", nil, false
	}
	switch {
	case r.has('c'):
		r.indent = ""
	case r.has(1):
		r.indent = "\t"
	}
	if v, has := r.value(2); has {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n > 7 {
			failf(r.d, "Cannot indent more than 7 characters")
			return "", nil, false
		}
		r.indent = strings.Repeat(" ", n)
	}
	return src, names, true
}

// jqInputs gives one value after the other, of all files.
type jqInputs struct {
	next func() (any, bool)
	err  error
}

// Next implements gojq.Iter.
func (i *jqInputs) Next() (any, bool) { return i.next() }

func (r *jqRun) inputs(names []string) (*jqInputs, int) {
	data, status := whole(r.d, names)
	if status != 0 {
		status = 2
	}
	in := &jqInputs{}
	if r.has('R') {
		list := lines(r.d, data)
		if r.has('s') {
			list = []string{string(data)}
		}
		in.next = func() (any, bool) {
			if len(list) == 0 {
				return nil, false
			}
			v := list[0]
			list = list[1:]
			return v, true
		}
		return in, status
	}
	r.d.Shell.Spend(len(data) >> 2) // values take several times the memory of their text
	dec := decoder(bytes.NewReader(data))
	r.text, r.input = data, dec
	in.next = func() (any, bool) {
		v, err := r.keys.read(dec)
		if err == io.EOF || in.err != nil {
			return nil, false
		}
		if in.err = err; err != nil {
			return nil, false
		}
		return v, true
	}
	if r.has('s') {
		one := in.next
		done := false
		in.next = func() (any, bool) {
			if done {
				return nil, false
			}
			done = true
			list := []any{}
			for v, ok := one(); ok; v, ok = one() {
				list = append(list, v)
			}
			return list, in.err == nil
		}
	}
	return in, status
}

func (r *jqRun) run(ctx context.Context, code *gojq.Code, in *jqInputs, status int) int {
	if r.has('n') {
		if s := r.one(code.RunWithContext(ctx, nil, r.values...)); s != 0 {
			return s
		}
	} else {
		for {
			v, ok := in.Next()
			if !ok {
				break
			}
			if s := r.one(code.RunWithContext(ctx, v, r.values...)); s != 0 {
				status = s
			}
		}
	}
	switch {
	case in.err != nil:
		failf(r.d, "error (at %s): %s", r.place(), in.err)
		return 2
	case status != 0 || !r.has('e'):
		return status
	case !r.any:
		return 4
	case r.last == nil || r.last == false:
		return 1
	}
	return 0
}

// one prints what one input gives.
func (r *jqRun) one(iter gojq.Iter) int {
	for {
		v, ok := iter.Next()
		if !ok {
			return 0
		}
		if err, isError := v.(error); isError {
			watch(r.d.Shell) // gives up when it was the clock that ended gojq
			var halt *gojq.HaltError
			if errors.As(err, &halt) {
				if s, ok := halt.Value().(string); ok {
					io.WriteString(r.d.Stderr, s)
				}
				return halt.ExitCode()
			}
			failf(r.d, "error (at %s): %s", r.place(), jqWords(err))
			return 5
		}
		r.d.Shell.Spend(1)
		r.last, r.any = v, true
		r.print(v)
	}
}

func (r *jqRun) print(v any) {
	var b strings.Builder
	if s, ok := v.(string); ok && (r.has('r') || r.has('j')) {
		b.WriteString(s)
	} else {
		p := jsonPrinter{b: &b, indent: r.indent, keys: r.keys, sorted: r.has('S'), ascii: r.has('a')}
		p.value(v, 0)
	}
	if !r.has('j') {
		b.WriteByte('\n')
	}
	io.WriteString(r.d.Stdout, b.String())
}

// place is where in the input jq was when something went wrong: the file that
// it was in and how many of its lines it had read.
func (r *jqRun) place() string {
	if r.has('n') || r.input == nil {
		return "<unknown>"
	}
	at := min(int(r.input.InputOffset()), len(r.text))
	n := bytes.Count(r.text[:at], []byte("\n"))
	if bytes.IndexByte(r.text[at:], '\n') >= 0 {
		n++
	}
	return "<stdin>:" + strconv.Itoa(n)
}
