package console

import (
	"context"
	"io"
	"maps"
	"slices"
	"strconv"
	"time"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/console/shell"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
	"skylab/simulators/route53"
	"skylab/simulators/vpc"
	"skylab/text"
)

// Patience is how long one line may take on the wall clock when its context
// has no deadline of its own. What it cuts is rolled back and never part of a
// journal; the counted budgets of package shell end a runaway long before.
const Patience = 1500 * time.Millisecond

// Options is the base that a first moment is made from.
type Options struct {
	Seed         uint64
	Region       string     // default us-east-1
	Start        cloud.Time // default cloud.DefaultStart
	NoDefaultVPC bool
	Lang         text.Lang
	Files        map[string][]byte // by name; a relative one lies in the home folder
	// Picks forces choices of the tool pick, by label: which commands it runs,
	// counted from 0. For proofs that go through every variant.
	Picks map[string][]int
	// AccountBorn is when the account was made; 0: so lately that zone names are
	// the same as everybody's.
	AccountBorn cloud.Time
}

// Call, Candidate and Pick are desk's, under the names that screens use.
type (
	Call      = desk.Call
	Candidate = desk.Candidate
	Pick      = desk.Pick
)

// Stopped and SyntaxError are the errors of Run: the line was cut off, or was
// never run. Both say so in the learner's language.
type (
	Stopped     = shell.Stopped
	SyntaxError = shell.SyntaxError
)

// Question is a name and a type that the DNS was asked for.
type Question struct{ Name, Type string }

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
	Picks  []Pick
	Loads  []*lambda.Picture // of functions, for the picture of their environments
	// Answers of the DNS that its tools got, in order.
	Answers []desk.Answer
	Crowds  []route53.Result // of loads of lookups
	// LastLoad is the last load of functions up to here, by whatever line.
	LastLoad *lambda.Picture
	// LastCrowd is what came of the last load of lookups up to here.
	LastCrowd *route53.Result
	// LastQuestion is the last name that the DNS was asked for up to here.
	LastQuestion Question

	options Options
	shell   *shell.State
	trees   map[string]*files.Tree // by host; "" is the laptop
	lines   []string               // typed so far
	random  uint64                 // draws of $RANDOM so far
	earlier []Call                 // of the last line before this one that made any
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
	if o.AccountBorn != 0 {
		m.World.VPC.AccountBorn = map[string]cloud.Time{simulators.Account: o.AccountBorn}
	}
	st, tree := login(m.World, o, "")
	for _, name := range slices.Sorted(maps.Keys(o.Files)) {
		put(tree, name, o.Files[name], o.Start)
	}
	tree.Freeze()
	m.shell, m.trees = st, map[string]*files.Tree{"": tree}
	return m
}

// Run runs a line (or many) and gives the next moment, whatever its exit
// status. An error means that nothing happened: a syntax error, or the line
// was cut off; its text is in the learner's language. Then m itself is given.
func (m *Moment) Run(ctx context.Context, line string) (*Moment, error) {
	screen := &shell.Screen{Limit: shell.MaxOutput}
	screen.Full = func() { panic(m.stopped(shell.TooMuchOutput, shell.MaxOutput>>20)) }
	n := m.next(line)
	if err := n.run(ctx, n.machine(), shell.Streams{Out: screen, Err: screen}); err != nil {
		return m, err
	}
	n.Output = screen.Bytes
	return n, nil
}

// RunTo is Run with real standard streams, for a script: what is printed goes
// there as it comes, Output stays empty, and the shell ends with the script
// (which a trap of EXIT sees).
func (m *Moment) RunTo(ctx context.Context, line string, in io.Reader, out, err io.Writer) (*Moment, error) {
	n := m.next(line)
	machine := n.machine()
	machine.Ends = true
	left := shell.MaxStream
	full := func() { panic(m.stopped(shell.TooMuchOutput, shell.MaxStream>>20)) }
	meter := func(to io.Writer) io.Writer {
		return &shell.Meter{To: to, Left: &left, Full: full, Waited: machine.Waited}
	}
	if e := n.run(ctx, machine, shell.Streams{In: in, Out: meter(out), Err: meter(err)}); e != nil {
		return m, e
	}
	return n, nil
}

func (m *Moment) stopped(why string, limit int) *Stopped {
	return &Stopped{Why: why, Limit: limit, Text: text.For(m.options.Lang)}
}

// run runs the line of a moment that is being made and finishes it.
func (m *Moment) run(ctx context.Context, machine *shell.Machine, s shell.Streams) error {
	if _, ok := ctx.Deadline(); !ok {
		machine.Patience = Patience
	}
	st, exited, err := machine.Run(ctx, m.shell, m.Line, s)
	if err != nil {
		return err
	}
	m.shell, m.Status, m.Exited, m.random = st, st.Status(), exited, machine.Random
	m.Calls, m.Traces, m.Picks = machine.Record.Calls, machine.Record.Traces, machine.Record.Picks
	m.Loads, m.Answers, m.Crowds = machine.Record.Loads, machine.Record.Answers, machine.Record.Crowds
	if n := len(m.Loads); n > 0 {
		m.LastLoad = m.Loads[n-1]
	}
	if n := len(m.Crowds); n > 0 {
		m.LastCrowd = &m.Crowds[n-1]
	}
	if n := len(m.Answers); n > 0 {
		m.LastQuestion = Question{m.Answers[n-1].Name, m.Answers[n-1].Type}
	}
	for _, tree := range m.trees {
		if machine.Temporary() {
			dropTemporary(tree)
		}
		tree.Freeze()
	}
	return nil
}

// next is a copy of m whose parts may be written to.
func (m *Moment) next(line string) *Moment {
	n := &Moment{World: m.World.Fork(), Line: line, options: m.options, shell: m.shell, random: m.random, LastLoad: m.LastLoad, LastCrowd: m.LastCrowd, LastQuestion: m.LastQuestion}
	n.trees = make(map[string]*files.Tree, len(m.trees))
	for host, tree := range m.trees {
		n.trees[host] = tree.Fork()
	}
	n.lines = append(m.lines[:len(m.lines):len(m.lines)], line)
	if n.earlier = m.Calls; len(m.Calls) == 0 {
		n.earlier = m.earlier
	}
	return n
}

func (m *Moment) machine() *shell.Machine {
	return &shell.Machine{
		World: m.World, Trees: m.trees, Tools: tools, Names: names, Absent: absent, Text: text.For(m.options.Lang),
		Region: m.options.Region, Record: &desk.Record{Earlier: m.earlier}, Lines: m.lines, Picks: m.options.Picks,
		Random: m.random, Begin: m.options.Start,
		Login: func(host string) (*shell.State, *files.Tree) { return login(m.World, m.options, host) },
	}
}

// dropTemporary takes out the files that stood for <(…).
func dropTemporary(tree *files.Tree) {
	for i := 63; ; i-- {
		if tree.Remove("/dev/fd/"+strconv.Itoa(i)) != nil {
			return
		}
	}
}

// Fork is a copy to go on from; nothing done with it shows in m. A moment
// never changes, so this is for callers that write to the World themselves.
func (m *Moment) Fork() *Moment {
	c := *m
	c.World = m.World.Fork()
	return &c
}

// Options tells the base that the moment grew from.
func (m *Moment) Options() Options { return m.options }

// Now is the virtual time.
func (m *Moment) Now() cloud.Time { return m.World.Cloud.Now }

// Dir is the working folder.
func (m *Moment) Dir() string { return m.shell.Dir() }

// ReadFile reads a file of the laptop; a relative name is seen from home. Do
// not change the bytes.
func (m *Moment) ReadFile(name string) ([]byte, bool) {
	data, err := m.trees[""].Read(atHome(name))
	return data, err == nil
}

// Files lists the files of the laptop below home, with paths relative to it.
func (m *Moment) Files() []string {
	var list []string
	for _, name := range m.trees[""].Below(home) {
		if e, err := m.trees[""].Stat(name); err == nil && !e.IsDir() {
			list = append(list, name[len(home)+1:])
		}
	}
	return list
}

// Var is the value of a shell variable, empty when unset.
func (m *Moment) Var(name string) string {
	v, _ := m.shell.Var(name)
	return v
}

// In is the moment as another speaker would have it: lab tools answer in lang.
func (m *Moment) In(lang text.Lang) *Moment {
	c := *m
	c.options.Lang = lang
	return &c
}

// WithShell is m's world and files with the shell of another moment (its
// variables, functions, aliases and working folder): how a check is run.
func (m *Moment) WithShell(of *Moment) *Moment {
	c := *m
	c.shell = of.shell
	return &c
}
