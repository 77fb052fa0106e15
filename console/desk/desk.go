package desk

import (
	"context"
	"io"
	"path"
	"strings"
	"time"

	"skylab/console/files"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/iam"
	"skylab/simulators/lambda"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
	"skylab/text"
)

// Tool is a command of the console. args are what follows the name (which is
// d.Name). The result is the exit status. A tool keeps nothing between calls,
// prints to d.Stdout and d.Stderr alone, and gives up early when a write
// fails: then the run has been cut off.
type Tool func(ctx context.Context, d *Desk, args []string) int

// Desk is what one call of a tool is given. It is good for that call only.
type Desk struct {
	Name  string // as it was called
	World *simulators.World
	Files *files.Tree // of the host that the command runs on
	// Host is where the command runs: empty on the learner's laptop, else an
	// instance ID.
	Host   string
	Dir    string // the working folder, absolute
	Stdin  io.Reader
	Stdout io.Writer
	Stderr io.Writer
	Text   text.Speaker // for lab tools; what imitates a real tool speaks English
	Region string       // of the moment, where neither flag nor variable names one
	Shell  Shell
	Record *Record
}

// Shell is what a tool may ask of the shell that runs it.
type Shell interface {
	// Var is a variable's value and whether it is set (exported or not).
	Var(name string) (string, bool)
	// Exported is like Var for variables that a real command would inherit.
	Exported(name string) (string, bool)
	// Environ lists the exported variables as NAME=value, sorted.
	Environ() []string
	// RunOn runs a script in a fresh shell on a host (an instance ID, or empty
	// for the laptop), with streams of its own, and gives its exit status.
	RunOn(ctx context.Context, host, script string, in io.Reader, out, err io.Writer) int
	// Call runs one command by its words, as xargs and env do: a built-in or a
	// tool, never a function of the script.
	Call(ctx context.Context, words []string, in io.Reader, out, err io.Writer) int
	// CallWith is Call with other exported variables (NAME=value) than the
	// shell's own.
	CallWith(ctx context.Context, environ, words []string, in io.Reader, out, err io.Writer) int
	// Tools lists the names of all built-ins and tools, sorted.
	Tools() []string
	// History lists the lines typed so far, oldest first.
	History() []string
	// Spend counts n units of work against the run's budget; false means that
	// the run is over and the tool should return at once.
	Spend(n int) bool
}

// Watcher is a Shell that can be asked to look at the clock and the memory at
// once: for tools in which a single step can take much of either.
type Watcher interface{ Watch() }

// Patient is a Shell that can be told that a tool needs its time on the wall
// clock, which is then not taken off the line's: for a tool that bounds its own
// work by count and looks at its context while it works.
type Patient interface{ Waited(d time.Duration) }

// Record is what a moment remembers of its tools besides their output.
type Record struct {
	Calls []Call
	// Earlier are the calls of the last line before this one that made any.
	Earlier []Call
	Traces  []vpc.Trace
	Picks   []Pick
	Loads   []*lambda.Picture
	// Answers of the DNS that tools got, in order.
	Answers []Answer
	Crowds  []route53.Result // of load dns
}

// Answer is one answer of the DNS, for the picture.
type Answer struct {
	At         cloud.Time
	From       string // the place that it was asked from
	Resolver   string // key of the resolver that was asked, or empty
	Server     string // address of whoever answered
	Name, Type string
	Status     string // NOERROR, NXDOMAIN, …
	Records    []route53.RR
	Cached     bool // from the resolver's memory
	Findings   []route53.Finding
}

// Pick is one choice that the tool pick made.
type Pick struct {
	Label  string
	Of     int   // how many commands there were
	Chosen []int // which were run, ascending from 0
}

// Call is one call of an operation that a moment made.
type Call struct {
	Service, Operation string
	Code               string // the API error's code, or empty
	ReadOnly           bool
	Reasons            []cloud.Reason
	Caller             string // ARN
}

// Candidate is one way to complete a word.
type Candidate struct {
	Text string // the whole word, as it should stand in the line
	Doc  string // a few words beside it, may be empty
}

// Path makes a name absolute, as seen from the working folder.
func (d *Desk) Path(name string) string {
	if strings.HasPrefix(name, "/") {
		return path.Clean(name)
	}
	return path.Join(d.Dir, name)
}

// ReadFile reads a file in memory by absolute or relative name. The error is
// an *fs.PathError; files.Why words its reason. Do not change the bytes.
func (d *Desk) ReadFile(name string) ([]byte, error) { return d.Files.Read(d.Path(name)) }

// WriteFile makes or replaces a file in memory. The tree keeps data.
func (d *Desk) WriteFile(name string, data []byte) error {
	return d.Files.Write(d.Path(name), data, d.World.Cloud.Now)
}

// Called notes a call of an operation, for the moment's list.
func (d *Desk) Called(c Call) { d.Record.Calls = append(d.Record.Calls, c) }

// Traced notes a trace, for the picture.
func (d *Desk) Traced(t vpc.Trace) { d.Record.Traces = append(d.Record.Traces, t) }

// Loaded notes a load of functions, for the picture.
func (d *Desk) Loaded(p *lambda.Picture) { d.Record.Loads = append(d.Record.Loads, p) }

// mostAnswers is how many answers of the DNS a moment remembers: the last ones.
const mostAnswers = 512

// Answered notes an answer of the DNS, for the picture.
func (d *Desk) Answered(a Answer) {
	if len(d.Record.Answers) == mostAnswers {
		d.Record.Answers = d.Record.Answers[1:]
	}
	d.Record.Answers = append(d.Record.Answers, a)
}

// Crowded notes what came of a load of lookups, for the picture.
func (d *Desk) Crowded(r route53.Result) { d.Record.Crowds = append(d.Record.Crowds, r) }

// Caller is who the learner is in the simulated account.
func (d *Desk) Caller() cloud.Caller { return You }

// You is the learner's identity in the story's account.
var You = cloud.Caller{
	Account: simulators.Account,
	ARN:     "arn:aws:iam::" + simulators.Account + ":user/you",
	UserID:  "AIDACKCEVSQ6C2EXAMPLE",
	Kind:    "IAMUser",
	Key:     iam.LearnerKey,
	Source:  vpc.Laptop.String(),
}
