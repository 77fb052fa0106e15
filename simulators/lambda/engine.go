package lambda

import (
	"slices"

	"skylab/simulators/cloud"
)

// Engine is the execution environments of one account in one Region: who gets
// one, how fast, and who is turned away. Plain values; Clone copies all of it.
//
// Time only goes forward: each method that takes an instant must be called
// with one that is not before the last.
type Engine struct {
	Parameters Parameters // what AWS does not publish; see Profiles
	Limit      int        // concurrent executions in the Region, by default DefaultLimit
	rate       bucket     // requests a second, of everything unreserved
	functions  []functionGate
	pools      []pool
}

// DefaultLimit is the concurrent executions of an account in a Region.
// docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const DefaultLimit = 1000

// AlwaysUnreserved is what reservations must leave to functions without one.
// docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
const AlwaysUnreserved = 100

// Setting is what the engine must know of a function version to run it.
type Setting struct {
	Function     string // name
	Version      string // $LATEST, 1, 2, …
	Runtime      string // python3.13, …; empty for an image
	Architecture string // x86_64 or arm64
	PackageSize  int64  // bytes of the zip file or image
	Image        bool
	Memory       int        // MB
	Ephemeral    int        // MB of /tmp
	Timeout      cloud.Time // of one invocation
	VPC          bool
	SnapStart    bool
	Extensions   int
	Body         Body
}

// Request is one invocation asked for.
type Request struct {
	Function, Version string
	Poison            bool // the input makes the body fail
}

// Outcome is how an invocation ended.
type Outcome uint8

// The outcomes of an invocation.
const (
	Succeeded Outcome = iota
	Failed            // the body raised an error: HTTP 200 with X-Amz-Function-Error
	TimedOut          // cut off at the function's timeout; the environment starts afresh but keeps /tmp
	Throttled         // no environment: HTTP 429
)

// Invocation is what became of a request. All lengths are whole microseconds.
type Invocation struct {
	Function, Version string
	Request           uint64 // ordinal within the function, from 0: with it Again derives the same draws
	Outcome           Outcome
	Reason            string      // of a throttle: one of the Reason… constants
	Environment       Environment // that served it, as it was at the end
	Cold              bool        // it waited for an environment to be made
	Provisioned       bool        // served by provisioned concurrency
	Asked             cloud.Time  // when the request came
	Init              cloud.Time  // length of INIT before it (also of one cut off after 10 s); 0 when warm
	InitRetried       bool        // INIT was cut off and ran again within Duration
	Restore           cloud.Time  // length of SnapStart's restore instead of INIT
	Start, End        cloud.Time  // of the INVOKE phase
	Duration          cloud.Time  // End - Start
	Billed            int64       // milliseconds, with INIT (billed since 2025-08-01)
	MemoryUsed        int         // MB, the most since the environment began
}

// Why a request was turned away: AWS's own words in TooManyRequestsException.
// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
const (
	ReasonReserved     = "ReservedFunctionConcurrentInvocationLimitExceeded" // the function's own reservation is used up
	ReasonAccount      = "ConcurrentInvocationLimitExceeded"                 // the account's unreserved concurrency is used up
	ReasonScaling      = "FunctionScalingRateExceeded"                       // ours: more than 1,000 new environments in 10 s
	ReasonRate         = "FunctionInvocationRateLimitExceeded"               // more than 10 × concurrency requests a second
	ReasonReservedRate = "ReservedFunctionInvocationRateLimitExceeded"       // the same of a reservation
)

// NewEngine is an engine without functions.
func NewEngine(p Parameters) Engine { return Engine{Parameters: p, Limit: DefaultLimit} }

// Clone copies the engine; afterwards the two share nothing that changes.
func (e *Engine) Clone() Engine {
	c := *e
	c.functions = slices.Clone(e.functions)
	c.pools = slices.Clone(e.pools)
	for i := range c.pools {
		c.pools[i] = c.pools[i].clone()
	}
	return c
}

// Put makes a function version known, or changes its settings or code: its
// idle environments are shut down then, busy ones when they are done.
func (e *Engine) Put(now cloud.Time, v Setting) {}

// Drop forgets a version, or with version "" the whole function.
func (e *Engine) Drop(now cloud.Time, function, version string) {}

// Reserve sets the reserved concurrency of a function; -1 takes it away.
func (e *Engine) Reserve(now cloud.Time, function string, n int) {}

// Provision asks for n environments initialised in advance for a version; 0
// takes them away. They are allocated at up to 6,000 a minute, and none serves
// before all are there. It tells when they will be.
func (e *Engine) Provision(now cloud.Time, function, version string, n int) (ready cloud.Time) {
	return now
}

// Provisioned tells of a version's provisioned concurrency: asked for,
// allocated so far, and of those idle.
func (e *Engine) Provisioned(now cloud.Time, function, version string) (requested, allocated, available int) {
	return 0, 0, 0
}

// Unreserved is what the account has left for functions without a reservation.
func (e *Engine) Unreserved() int { return e.Limit }

// Invoke runs a request that comes now, to its end.
func (e *Engine) Invoke(seed uint64, now cloud.Time, r Request) Invocation { return Invocation{} }

// Busy counts what runs of a function now; of all functions with "".
func (e *Engine) Busy(now cloud.Time, function string) int { return 0 }

// Environments lists the environments of a function that exist now, oldest first.
func (e *Engine) Environments(now cloud.Time, function string) []Environment { return nil }
