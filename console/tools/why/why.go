package why

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"skylab/console/desk"
)

// Tools is the table of this package's tools.
func Tools() map[string]desk.Tool { return map[string]desk.Tool{"why": Run} }

// most is how many calls are told in words; JSON has all of them.
const most = 20

// Run is why: alone it explains the last call, with a command it runs that and
// explains each call that the command made. The exit status is the command's.
func Run(ctx context.Context, d *desk.Desk, args []string) int {
	format, words, status := options(d, args)
	if status >= 0 {
		return status
	}
	calls, status := made(ctx, d, format, words)
	if len(calls) == 0 {
		if len(words) == 0 || status == 0 {
			say(d, d.Text.Say("why.none")+"\n")
		}
		return max(status, 1-min(len(words), 1))
	}
	if format == "json" {
		say(d, asJSON(d, calls))
		return status
	}
	if n := len(calls) - most; n > 0 {
		say(d, d.Text.Say("why.left-out", "count", n)+"\n")
		calls = calls[n:]
	}
	for i := range calls {
		if !d.Shell.Spend(1 + len(calls[i].Reasons)) {
			return 1
		}
		say(d, inWords(d, &calls[i]))
	}
	return status
}

// options reads what stands before the command; a status of 0 or more means
// that all is done.
func options(d *desk.Desk, args []string) (format string, words []string, status int) {
	for len(args) > 0 {
		switch a := args[0]; {
		case a == "--help" || a == "-h":
			say(d, d.Text.Say("why.help")+"\n")
			return "", nil, 0
		case a == "--output" && len(args) > 1:
			format, args = args[1], args[2:]
		case strings.HasPrefix(a, "--output="):
			format, args = strings.TrimPrefix(a, "--output="), args[1:]
		case a == "--":
			args = args[1:]
			return format, args, check(d, format)
		case strings.HasPrefix(a, "-"):
			return "", nil, misused(d)
		default:
			return format, args, check(d, format)
		}
	}
	return format, nil, check(d, format)
}

func check(d *desk.Desk, format string) int {
	if !slices.Contains([]string{"", "text", "json"}, format) {
		return misused(d)
	}
	return -1
}

func misused(d *desk.Desk) int {
	_, _ = d.Stderr.Write([]byte(d.Text.Say("why.help") + "\n"))
	return 2
}

// made runs the command, if any, and gives the calls to explain: all that it
// made, or the last one of before. With JSON the command's own output is left
// out, so that what is printed is JSON.
func made(ctx context.Context, d *desk.Desk, format string, words []string) ([]desk.Call, int) {
	if len(words) == 0 {
		calls := d.Record.Calls
		if len(calls) == 0 {
			calls = d.Record.Earlier
		}
		return calls[max(len(calls)-1, 0):], 0
	}
	n := len(d.Record.Calls)
	out := d.Stdout
	if format == "json" {
		out = &bytes.Buffer{}
	}
	status := d.Shell.Call(ctx, words, d.Stdin, out, d.Stderr)
	return d.Record.Calls[min(n, len(d.Record.Calls)):], status
}

func say(d *desk.Desk, s string) {
	_, _ = d.Stdout.Write([]byte(s)) // a writer that refuses has cut the run off
}
