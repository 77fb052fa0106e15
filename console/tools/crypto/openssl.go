package crypto

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"skylab/console/desk"
)

// release is the OpenSSL whose words and bytes were compared.
const release = "OpenSSL 3.0.19 27 Jan 2026"

// openssl is one run of the tool.
type openssl struct {
	ctx  context.Context
	d    *desk.Desk
	prog string // the command: enc
	set  []setting
	rest []string
	// err is the error stack, printed when the command is over.
	stack []string
}

// commands are what the lab's openssl knows, beside the names of digests and
// ciphers.
var commands = []struct {
	name string
	run  func(*openssl, []string) int
}{
	{"asn1parse", (*openssl).asn1parse}, {"base64", (*openssl).enc}, {"dgst", (*openssl).dgst}, {"ec", (*openssl).key},
	{"enc", (*openssl).enc}, {"mac", (*openssl).mac}, {"pkey", (*openssl).key},
	{"pkeyutl", (*openssl).pkeyutl}, {"rand", (*openssl).rand}, {"rsa", (*openssl).key}, {"version", (*openssl).version},
}

// OpenSSL is the tool openssl.
func OpenSSL(ctx context.Context, d *desk.Desk, args []string) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-help" || args[0] == "--help" {
		return overview(d)
	}
	o := &openssl{ctx: ctx, d: d, prog: args[0]}
	run := named(args[0])
	if run == nil {
		fmt.Fprintf(d.Stderr, "Invalid command '%s'; type \"help\" for a list.\n", args[0])
		fmt.Fprintf(d.Stderr, "In this lab openssl knows: %s\n", strings.Join(commandNames(), " "))
		return 1
	}
	status := run(o, args[1:])
	o.flush()
	return status
}

// flush prints the error stack and empties it.
func (o *openssl) flush() {
	for _, line := range o.stack {
		fmt.Fprint(o.d.Stderr, thread+":error:"+line+"\n")
	}
	o.stack = nil
}

// named finds a command; digests and ciphers are commands too.
func named(name string) func(*openssl, []string) int {
	for _, c := range commands {
		if c.name == name {
			return c.run
		}
	}
	if _, ok := findDigest(name); ok {
		return (*openssl).dgst
	}
	if _, ok := findCipher(name); ok {
		return (*openssl).enc
	}
	return nil
}

// thread heads each line of the error stack; in life it differs at each run.
const thread = "40F7B1A5C97F0000"

func overview(d *desk.Desk) int {
	var b strings.Builder
	b.WriteString("help:\n\nStandard commands\n" + columns(commandNames(), "%-18s", 4))
	b.WriteString("\nMessage Digest commands (see the `dgst' command for more details)\n" + columns(digestNames(), "%-18s", 4))
	ciphers := append(cipherNames(), "base64")
	slices.Sort(ciphers)
	b.WriteString("\nCipher commands (see the `enc' command for more details)\n" + columns(ciphers, "%-18s", 4) + "\n")
	io.WriteString(d.Stdout, b.String())
	return 0
}

func commandNames() []string {
	var names []string
	for _, c := range commands {
		if c.name != "base64" {
			names = append(names, c.name)
		}
	}
	return names
}

// listed is how -list shows names: three to a line, and a newline.
func listed(names []string) string {
	s := columns(names, "-%-25s ", 3)
	if len(names)%3 == 0 {
		s += "\n"
	}
	return s
}

// columns lays names out as openssl's lists are.
func columns(names []string, format string, n int) string {
	var b strings.Builder
	for i, name := range names {
		fmt.Fprintf(&b, format, name)
		if i%n == n-1 || i == len(names)-1 {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

var versionOptions = []option{
	flag0("a", "Show all data"), flag0("v", "Show library version"), flag0("b", "Show build date"), flag0("p", "Show target build platform"),
}

func (o *openssl) version(args []string) int {
	if status, done := o.parse("Usage: version [options]", versionOptions, args); done {
		return status
	}
	if len(o.rest) > 0 {
		return o.summary("")
	}
	s := release + " (Library: " + release + ")\n"
	if o.has("a") {
		s += "platform: skylab\n"
	}
	io.WriteString(o.d.Stdout, s)
	return 0
}
