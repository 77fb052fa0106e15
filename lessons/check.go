package lessons

import (
	"context"

	"skylab/console"
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
}

// Why is the reason behind an unmet check, as values; Sentence words it. The
// zero Why means that what is differs from what is wanted and nothing more is
// known.
type Why struct {
	Trace  *vpc.Trace   // the trace that was refused, or nil
	Hop    int          // its refusing hop; -1 when there is none
	Reason cloud.Reason // the reason at that hop
	Call   *console.Call
	Stderr string // first line that the check printed as an error
	Cut    string // why the check's run was cut off, in English
}

// Start is the step's first moment: world, files and shell after its set-up.
// It is computed once; the moment may be shared, for moments never change.
func (s *Step) Start(ctx context.Context, lang text.Lang) (*console.Moment, error) { return nil, nil }

// Check runs every check against a moment, each in its own fork, in order.
func (s *Step) Check(ctx context.Context, m *console.Moment) []Result { return nil }

type proofs struct{}
