package shell

import (
	"context"
	"fmt"
	"io"
	"time"

	"skylab/console/desk"
	"skylab/console/files"
	"skylab/simulators"
	"skylab/simulators/cloud"
	"skylab/text"
)

// Budgets of one line. They are counted, not timed, so that the same line
// ends the same way on every machine.
const (
	MaxSource     = 256 << 10 // bytes of a line or script
	MaxSteps      = 1_000_000 // statements, turns of loops and work of tools
	MaxCalls      = 50_000    // calls of operations
	MaxOutput     = 4 << 20   // bytes on the screen
	MaxStream     = 64 << 20  // bytes to a real stream (skylab shell)
	MaxPipe       = 8 << 20   // bytes between the two sides of a pipe
	MaxVariables  = 8 << 20   // bytes of all variables
	MaxWord       = 4 << 20   // bytes that one command's words expand to
	MaxFields     = 100_000   // words of one command
	MaxBraces     = 16_384    // words that one brace expansion makes
	MaxDepth      = 400       // functions, subshells, sourced files inside each other
	MaxNesting    = 400       // brackets inside each other in the source
	MaxFunctions  = 1000
	MaxAliases    = 500
	MaxDefinition = 2 << 20 // bytes of source of all functions
)

// Why a run is cut off; each is the tail of a message id console.stop.….
const (
	TooManySteps  = "steps"
	TooManyCalls  = "calls"
	TooMuchOutput = "output"
	TooMuchPipe   = "pipe"
	TooMuchMemory = "memory"
	TooMuchGrowth = "growth" // of the program's heap
	TooWide       = "width"
	TooManyNames  = "functions"
	TooDeep       = "depth"
	TooLongSource = "source"
	TooManyWords  = "words"
	OutOfTime     = "time"
	Cancelled     = "cancelled"
	Broken        = "broken" // a mistake of ours inside a tool
)

// Stopped is why a run was cut off. Nothing of it stays.
type Stopped struct {
	Why   string // one of the codes above
	Limit int    // the budget that was used up, where it is a number
	Text  text.Speaker
}

// Error says it in the learner's language.
func (s *Stopped) Error() string { return s.Text.Say("console.stop."+s.Why, "limit", s.Limit) }

// Machine is what the shells of one run stand on: the moment being made, the
// tools, the streams and what is left of the budgets.
type Machine struct {
	World  *simulators.World
	Trees  map[string]*files.Tree // by host
	Tools  map[string]desk.Tool
	Absent func(name string) string // the id of what to say of a command that is not here
	Names  []string                 // of all built-ins and tools, sorted
	Text   text.Speaker
	Region string
	Record *desk.Record
	Lines  []string // typed so far, for history
	Login  func(host string) (*State, *files.Tree)
	Ends   bool             // the shell ends with the source, as for a script file
	Picks  map[string][]int // choices of pick that are forced, by label
	Random uint64           // draws of $RANDOM so far
	Begin  cloud.Time       // where $SECONDS counts from

	// Patience is how long the run may take on the wall clock, without the time
	// that it waits for real streams; 0 is as long as the context allows.
	Patience time.Duration

	ctx    context.Context
	until  time.Time
	steps  int
	look   int // steps until the clock and the memory are looked at
	memory *watch
	temp   int // files behind <(…) so far
	soft   soft
}

// soft is where the left side of a pipe has done enough: what it writes after
// that ends it, and the rest of the budget is for the other side.
type soft struct{ steps, calls int }

func (m *Machine) tired() bool { return m.steps > m.soft.steps || len(m.Record.Calls) > m.soft.calls }

// spend counts work and now and then looks whether to go on.
func (m *Machine) spend(n int) {
	m.steps += n
	if m.steps > MaxSteps {
		m.stop(TooManySteps, MaxSteps)
	}
	if m.look -= n; m.look < 0 {
		m.look = 1024
		m.watch()
	}
}

// hurry ends the run when its time is over or Ctrl-C was pressed.
func (m *Machine) hurry() {
	switch m.ctx.Err() {
	case nil:
		if m.Patience > 0 && time.Now().After(m.until) {
			m.stop(OutOfTime, 0)
		}
	case context.DeadlineExceeded:
		m.stop(OutOfTime, 0)
	default:
		m.stop(Cancelled, 0)
	}
}

// watch looks at what is not counted in steps: the clock, Ctrl-C, the heap.
func (m *Machine) watch() {
	m.hurry()
	if m.memory.tooMuch() {
		m.stop(TooMuchGrowth, 0)
	}
	if len(m.Record.Calls) > MaxCalls {
		m.stop(TooManyCalls, MaxCalls)
	}
}

// Temporary tells whether the run made files for <(…).
func (m *Machine) Temporary() bool { return m.temp > 0 }

// Waited tells that a real stream kept the run waiting: that is nobody's fault.
func (m *Machine) Waited(d time.Duration) { m.until = m.until.Add(d) }

// stop ends the run. It unwinds through tools and shells alike to Run, which
// drops the moment being made.
func (m *Machine) stop(why string, limit int) {
	panic(&Stopped{Why: why, Limit: limit, Text: m.Text})
}

// Run runs statements in a shell and gives its exit status. The error is a
// *Stopped: then world and files are half done and must be dropped.
func (m *Machine) Run(ctx context.Context, st *State, src string, s Streams) (next *State, exited bool, err error) {
	m.ctx, m.look, m.memory, m.until = ctx, 0, newWatch(), time.Now().Add(m.Patience)
	m.soft = soft{MaxSteps, MaxCalls}
	r := &run{Machine: m, st: st.fork()}
	in := newInput(s.In)
	in.waited = m.Waited
	r.fds[0], r.fds[1], r.fds[2] = fd{r: in}, fd{w: s.Out}, fd{w: s.Err}
	defer func() {
		if p := recover(); p != nil {
			err = m.stopped(p)
		}
	}()
	stmts, err := m.parse(src)
	if err != nil {
		return nil, false, err
	}
	r.top(stmts)
	if m.Ends || r.exiting {
		r.atEnd()
	}
	return r.st, r.exiting, nil
}

// stopped makes an error of what unwound the run. What is neither a cut nor
// our own is a mistake in a tool or a library: the line is rolled back and the
// lab goes on.
func (m *Machine) stopped(p any) error {
	switch p := p.(type) {
	case *Stopped:
		return p
	case sigpipe:
		return &Stopped{Why: TooMuchPipe, Limit: MaxPipe >> 20, Text: m.Text}
	}
	return &Fault{Stopped{Why: Broken, Text: m.Text}, fmt.Sprint(p)}
}

// Fault is a panic in a tool or library, kept for a bug report.
type Fault struct {
	Stopped
	Detail string
}

// Error says that the line was rolled back, and what to report.
func (f *Fault) Error() string { return f.Stopped.Error() + " (" + f.Detail + ")" }

// Streams are the standard streams of a run.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}
