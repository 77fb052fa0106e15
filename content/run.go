package content

import (
	"bytes"
	"context"
	"fmt"
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

// ID is what AWS makes up for a resource: a kind, a dash, 8 or 17 digits.
var anyID = regexp.MustCompile(`\b[a-z]+-[0-9a-f]{8}(?:[0-9a-f]{9})?\b`)

// Mask puts numbers in the place of resource IDs, the same for the same ID, so
// that two runs in different worlds can be compared.
func Mask(s string) string {
	seen := map[string]int{}
	return anyID.ReplaceAllStringFunc(s, func(id string) string {
		n, ok := seen[id]
		if !ok {
			n = len(seen) + 1
			seen[id] = n
		}
		kind, _, _ := strings.Cut(id, "-")
		return fmt.Sprintf("%s-#%d", kind, n)
	})
}
