package lessons

import (
	"context"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"skylab/console"
	"skylab/content"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
	"skylab/text"
)

// State is how a check stands.
type State uint8

// The three states. Unknown is for what cannot be told: it is never "false".
const (
	Unmet State = iota
	Met
	Unknown
)

// String is unmet, met or unknown.
func (s State) String() string { return [...]string{"unmet", "met", "unknown"}[s] }

// Result is how one check stands in one moment.
type Result struct {
	ID     string
	Check  *Check
	State  State
	Want   []string // fields wanted; nil where the exit status decides
	Is     []string // fields of the standard output
	Status int      // exit status of the check's last command
	Why    Why
	Trap   *Trap // the known mistake that looks exactly like this, or nil
	codes  []string
	output string            // standard output, for the signature
	world  *simulators.World // in which the check ended, for names
	acts   bool
}

// Why is the reason behind an unmet check, as values; Sentence words it. The
// zero Why means that what is differs from what is wanted and nothing more is
// known.
type Why struct {
	Trace  *vpc.Trace    // the trace that decided, or nil; refused or, where a door should be shut, let through
	Hop    int           // its refusing hop; -1 when it got through
	Reason cloud.Reason  // the reason at that hop
	Call   *console.Call // the API call that failed, or nil
	Stderr string        // first line that the check printed as an error
	Absent string        // the host or file that the check asked for and that is not there, or empty
	Cut    string        // why the check's run was cut off
}

// AllMet tells whether every check is met (and there is one).
func AllMet(results []Result) bool {
	return len(results) > 0 && !slices.ContainsFunc(results, func(r Result) bool { return r.State != Met })
}

// Check runs every check against a moment, each in its own fork, in order: the
// moment's world and files with the shell of the step's start. Where a result
// looks exactly like a known mistake, it names that trap.
func (s *Step) Check(ctx context.Context, m *console.Moment) []Result {
	v := variantOf(m)
	results := s.check(ctx, m, v, false)
	s.findTraps(ctx, m, v, results)
	return results
}

// check runs the checks; with hasty set it stops at the first that is not met.
func (s *Step) check(ctx context.Context, m *console.Moment, v variant, hasty bool) []Result {
	desk, err := s.desk(ctx, m, v)
	var list []Result
	for _, c := range s.Checks {
		r := Result{ID: c.ID, Check: c, State: Unknown, Want: c.Want}
		if err != nil {
			r.Why = Why{Hop: -1, Cut: err.Error()}
		} else {
			r = c.run(ctx, desk)
		}
		list = append(list, r)
		if hasty && r.State != Met {
			break
		}
	}
	return list
}

// desk is the moment that checks fork from: m's world and files, the shell of
// the step's start, English, and the given block run.
func (s *Step) desk(ctx context.Context, m *console.Moment, v variant) (*console.Moment, error) {
	start, err := s.start(ctx, v)
	if err != nil {
		return nil, err
	}
	d := m.WithShell(start).In(text.English)
	given := s.Given()
	if s.looksAtShell() {
		given = learnerShell + "=" + quoted(content.Run(ctx, m, `\builtin set`).Out) + "\n" + given
	}
	if given != "" {
		o := content.Run(ctx, d, given)
		if o.Cut != nil {
			return nil, o.Cut
		}
		d = o.After
	}
	return d, nil
}

// learnerShell is what checks call the variables of the learner's own shell, as
// set prints them: a secret may be left behind there as well as in a file.
const learnerShell = "LEARNER_SHELL"

func (s *Step) looksAtShell() bool {
	return strings.Contains(s.Given(), learnerShell) ||
		slices.ContainsFunc(s.Checks, func(c *Check) bool { return strings.Contains(c.Block.Body, learnerShell) })
}

// quoted is a text as one word of bash.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func (c *Check) run(ctx context.Context, desk *console.Moment) Result {
	o := content.Run(ctx, desk, c.Block.Body)
	r := Result{ID: c.ID, Check: c, Want: c.Want, Is: o.Fields(), Status: o.Status, codes: o.Codes(), output: o.Out, acts: o.Acts()}
	switch {
	case o.Cut != nil:
		r.State, r.Why = Unknown, Why{Hop: -1, Cut: content.ErrorLine(o.Cut.Error())}
		return r
	case c.Want != nil && slices.Equal(r.Is, c.Want), c.Want == nil && o.Status == 0:
		r.State = Met
		return r
	case cannotTell(o):
		r.State = Unknown
	}
	r.Why, r.world = why(o), o.After.World
	return r
}

// cannotTell: the last trace met something that the model leaves open.
func cannotTell(o content.Outcome) bool {
	return len(o.Traces) > 0 && o.Traces[len(o.Traces)-1].Verdict == cloud.Unknown
}

// why finds the reason of an unmet check. A check stops at what fails, so the
// last trace tells: it was refused; or else, unless an API call failed, it got
// through where a door should have been shut. (Traces before it may have been
// refused as they should be.)
func why(o content.Outcome) Why {
	w := Why{Hop: -1, Stderr: content.ErrorLine(o.Err)}
	w.Absent = absent(w.Stderr)
	if n := len(o.Traces); n > 0 {
		last := &o.Traces[n-1]
		if hop := content.Refusal(last); hop >= 0 {
			w.Trace, w.Hop, w.Reason = last, hop, last.Hops[hop].Reason
			return w
		}
	}
	for i := range slices.Backward(o.Calls) {
		if o.Calls[i].Code != "" {
			w.Call = &o.Calls[i]
			return w
		}
	}
	if n := len(o.Traces); n > 0 {
		w.Trace = &o.Traces[n-1]
	}
	return w
}

// notThere is how tools say that there is no such host or file; checks run in
// English.
var notThere = regexp.MustCompile(`^trace: nothing is called (\S+?)(?:\.|$)|^ssh: Could not resolve hostname (\S+):|: (\S+): No such file or directory$`)

func absent(stderr string) string {
	if m := notThere.FindStringSubmatch(stderr); m != nil {
		return m[1] + m[2] + m[3]
	}
	return ""
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

func itoa(n int) string { return strconv.Itoa(n) }
