package content

import (
	"bytes"
	"context"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strings"

	"skylab/console"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
)

// Outcome is what a run of a block showed. The moment that it ran in is as it
// was; After is what came of it.
type Outcome struct {
	Out, Err string // the two standard streams
	Status   int    // exit status of the last command
	Calls    []console.Call
	Traces   []vpc.Trace
	Cut      error           // the run was cut off or did not parse: nothing happened
	After    *console.Moment // the moment after it; the one before when it was cut off
}

// Run runs a script in a fork of m with streams of its own.
func Run(ctx context.Context, m *console.Moment, script string) Outcome {
	var out, errs bytes.Buffer
	after, err := m.RunTo(ctx, script, strings.NewReader(""), &out, &errs)
	if err != nil {
		return Outcome{Cut: err, After: m, Status: 1, Err: err.Error()}
	}
	return Outcome{Out: out.String(), Err: errs.String(), Status: after.Status, Calls: after.Calls, Traces: after.Traces, After: after}
}

// Fields are the words of the standard output.
func (o Outcome) Fields() []string { return strings.Fields(o.Out) }

// Codes lists what was refused, each code once, in order: the codes of API
// errors, then the reasons of traces that did not get through.
func (o Outcome) Codes() []string {
	var list []string
	add := func(code string) {
		if code != "" && !slices.Contains(list, code) {
			list = append(list, code)
		}
	}
	for _, c := range o.Calls {
		add(c.Code)
	}
	for i := range o.Traces {
		if hop := Refusal(&o.Traces[i]); hop >= 0 {
			add(o.Traces[i].Hops[hop].Reason.Code)
		}
	}
	return list
}

// Refusal is the hop of a trace that refused first, or -1.
func Refusal(t *vpc.Trace) int {
	return slices.IndexFunc(t.Hops, func(h vpc.Hop) bool {
		return h.Reason.Verdict == cloud.Denied && !h.Reason.Beyond
	})
}

// ErrorCode is the code of the last API call that failed, or empty.
func (o Outcome) ErrorCode() string {
	for _, c := range slices.Backward(o.Calls) {
		if c.Code != "" {
			return c.Code
		}
	}
	return ""
}

// Acts tells whether the run changed the world: a call that is not read-only.
func (o Outcome) Acts() bool {
	return slices.ContainsFunc(o.Calls, func(c console.Call) bool { return !c.ReadOnly })
}

// What differs from world to world though nothing else does: the IDs of
// resources, the public addresses that AWS hands out, and instants.
var worldly = regexp.MustCompile(`\b[a-z]+-[0-9a-f]{8}(?:[0-9a-f]{9})?\b|\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?:/[0-9]+)?\b|\b20[0-9]{2}-[01][0-9]-[0-3][0-9]T[0-9:.]+(?:Z|\+00:00)`)

// Mask puts numbers in the place of what differs from world to world, the same
// for the same thing, so that two runs in different worlds can be compared.
// Ranges, private addresses and those of documentation stay: lessons mean them.
func Mask(s string) string {
	seen := map[string]int{}
	return worldly.ReplaceAllStringFunc(s, func(what string) string {
		kind, _, _ := strings.Cut(what, "-")
		if strings.Contains(what, ".") && !strings.Contains(what, "T") {
			if !handedOut(what) {
				return what
			}
			kind = "address"
		} else if strings.Contains(what, "T") {
			return "instant"
		}
		n, ok := seen[what]
		if !ok {
			n = len(seen) + 1
			seen[what] = n
		}
		return fmt.Sprintf("%s-#%d", kind, n)
	})
}

// handedOut tells a public address from ranges, private addresses and those
// kept for documentation (RFC 5737).
func handedOut(s string) bool {
	a, err := netip.ParseAddr(s)
	if err != nil || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsLoopback() || a.IsUnspecified() {
		return false
	}
	for _, kept := range []string{"192.0.2.", "198.51.100.", "203.0.113."} {
		if strings.HasPrefix(s, kept) {
			return false
		}
	}
	return true
}
