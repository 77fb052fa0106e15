package console

import (
	"context"
	"io"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/vpc"
	"skylab/text"
)

// Options is the base that a first moment is made from.
type Options struct {
	Seed         uint64
	Region       string     // default us-east-1
	Start        cloud.Time // default cloud.DefaultStart
	NoDefaultVPC bool
	Lang         text.Lang
	Files        map[string][]byte // by name; a relative one lies in the home folder
}

// Call and Candidate are desk's, under the names that screens use.
type (
	Call      = desk.Call
	Candidate = desk.Candidate
)

// Moment is everything at one instant: the world, the files, the shell, and
// the line that led here with what it printed. It is never changed once made,
// so it may be read and forked from many goroutines.
type Moment struct {
	World  *simulators.World
	Line   string // the line that made it; empty for a first moment
	Output []byte // what it printed, both streams in order; control characters as printed
	Status int    // exit status of its last command
	Exited bool   // the line ended with exit
	Calls  []Call // operations called, in order
	Traces []vpc.Trace

	options Options
	files   map[string]*files.Tree // by host; "" is the laptop
}

// New is the first moment of a base.
func New(o Options) *Moment {
	if o.Region == "" {
		o.Region = "us-east-1"
	}
	if o.Start == 0 {
		o.Start = cloud.DefaultStart
	}
	m := &Moment{World: simulators.New(o.Seed, o.Start), options: o}
	m.World.VPC.NoDefaultVPC = o.NoDefaultVPC
	return m
}

// Run runs a line (or many) and gives the next moment, whatever its exit
// status. An error means that nothing happened: a syntax error, or the line
// was cut off; its text is in the learner's language.
func (m *Moment) Run(ctx context.Context, line string) (*Moment, error) {
	return m, nil
}

// RunTo is Run with real standard streams: what is printed goes there as it
// comes, and Output stays empty.
func (m *Moment) RunTo(ctx context.Context, line string, in io.Reader, out, err io.Writer) (*Moment, error) {
	return m, nil
}

// Fork is a copy to go on from; nothing done with it shows in m.
func (m *Moment) Fork() *Moment { c := *m; return &c }

// Options tells the base that the moment grew from.
func (m *Moment) Options() Options { return m.options }

// ReadFile reads a file of the laptop; a relative name is seen from home.
func (m *Moment) ReadFile(name string) ([]byte, bool) { return nil, false }

// Var is the value of a shell variable, empty when unset.
func (m *Moment) Var(name string) string { return "" }

// In is the moment as another speaker would have it: lab tools answer in lang.
func (m *Moment) In(lang text.Lang) *Moment { return m }

// WithShell is m's world and files with the shell of another moment (its
// variables, functions, aliases and working folder): how a check is run.
func (m *Moment) WithShell(of *Moment) *Moment { return m }
