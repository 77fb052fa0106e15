package lambda

import (
	"math"

	"skylab/simulators/cloud"
)

// Request is one invocation asked for.
type Request struct {
	Function, Version string
	Poison            bool // the input makes the body fail
	Exit              bool // the input ends the process: the next call begins with INIT
}

// Outcome is how an invocation ended.
type Outcome uint8

// The outcomes of an invocation.
const (
	Succeeded   Outcome = iota
	Failed              // the body raised an error: HTTP 200 with X-Amz-Function-Error
	TimedOut            // cut off at the function's timeout; the environment starts afresh but keeps /tmp
	OutOfMemory         // the body used more than the function has; likewise
	Throttled           // no environment: HTTP 429
)

// Invocation is what became of a request. All lengths are whole microseconds.
type Invocation struct {
	Function, Version string
	Request           uint64 // ordinal within the function, from 0
	Outcome           Outcome
	Reason            string      // of a throttle: one of the Reason… constants
	Environment       Environment // that served it, as it was at the end
	Cold              bool        // it waited for an environment to be made
	Asked             cloud.Time  // when the request came
	Boot              cloud.Time  // of a cold one: the microVM and the download of the package; not billed
	Init              cloud.Time  // of a cold one: INIT (as far as it came in 10 s)
	Restore           cloud.Time  // of a cold one: SnapStart's restore, instead of INIT
	InitRetried       bool        // INIT was cut off, or the process had died: it ran within Duration
	Start, End        cloud.Time  // of the INVOKE phase
	Duration          cloud.Time  // of the INVOKE phase
	Billed            int64       // milliseconds, INIT included (billed since 2025-08-01)
	MemoryUsed        int         // MB
}

// Latency is how long the caller waited.
func (i *Invocation) Latency() cloud.Time { return i.End - i.Asked }

// InitLimit is how long INIT may take before it is cut off, to run again at
// the first invocation within the function's own timeout.
// docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
const InitLimit = 10 * cloud.Second

// ShutdownLimit is how long SHUTDOWN may take before the processes are killed:
// without extensions, with internal ones, with external ones.
// docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
func ShutdownLimit(internal, external int) cloud.Time {
	switch {
	case external > 0:
		return 2 * cloud.Second
	case internal > 0:
		return 500 * cloud.Millisecond
	}
	return 0
}

// ShutdownRuntime is how much of SHUTDOWN's time the runtime itself gets when
// there are external extensions.
// docs.aws.amazon.com/lambda/latest/dg/runtimes-extensions-api.html
const ShutdownRuntime = 300 * cloud.Millisecond

// MaxExtensions of a function.
// docs.aws.amazon.com/lambda/latest/dg/lambda-extensions.html
const MaxExtensions = 10

// costs are how long things take in one version's environments.
type costs struct {
	boot, init, call, cold sampler
	own                    cloud.Time // the function's own INIT
	own2                   cloud.Time // the same within a call, without INIT's CPU
	timeout                cloud.Time
	failing                uint64 // a draw below it fails
	snap, modelled         bool   // modelled: cold and call are given, nothing else happens
	killed                 bool   // out of memory at each call
	memory                 int
}

// costsOf a version under the engine's parameters.
func (e *Engine) costsOf(s *Setting) costs {
	p := &e.Parameters
	lognormal := func(mean cloud.Time, spread float64) sampler {
		return Distribution{"lognormal", mean, spread}.sampler()
	}
	before := p.Boot + microseconds(float64(p.Download)/1e3/(1<<20)*float64(s.PackageSize))
	if s.VPC {
		before += p.VPC
	}
	c := costs{
		boot: lognormal(before, p.Spread), init: lognormal(p.runtime(s.Runtime), p.Spread),
		call: lognormal(s.Body.CallTime(s.Memory), s.Body.Spread),
		own:  s.Body.InitTime(s.Memory, p.InitCPU), own2: s.Body.InitTime(s.Memory, 0),
		timeout: s.Timeout, snap: s.SnapStart && s.Version != "$LATEST",
		killed: s.Body.Memory > s.Memory, memory: min(s.Body.Memory, s.Memory),
	}
	if c.snap {
		c.init = lognormal(p.Restore, p.Spread)
	}
	if f := s.Body.Failing; f >= 1 {
		c.failing = math.MaxUint64
	} else if f > 0 {
		c.failing = uint64(float64(f*(1<<63))) << 1
	}
	return c
}

// run is what happens to a request in an environment: the same for the same
// draws, so any request can be derived again.
type run struct {
	boot, init, call cloud.Time
	outcome          Outcome
	retried          bool // INIT ran within the call
}

// length is all of it.
func (r *run) length() cloud.Time { return r.boot + r.init + r.call }

// run derives request n of a function.
func (c *costs) run(seed uint64, l *labels, n uint64, cold, reset, poison bool) (r run) {
	if c.modelled {
		if cold {
			r.call = c.cold.draw(cloud.Roll(seed, l.call, n))
		} else {
			r.call = c.call.draw(cloud.Roll(seed, l.call, n))
		}
		return r
	}
	again := cloud.Time(0)
	if cold {
		r.boot = c.boot.draw(cloud.Roll(seed, l.init, 2*n))
		r.init = c.init.draw(cloud.Roll(seed, l.init, 2*n+1))
		if !c.snap {
			r.init += c.own
			if r.init > InitLimit {
				again, r.init = r.init-c.own+c.own2, InitLimit
			}
		}
	} else if reset {
		again = c.init.draw(cloud.Roll(seed, l.init, 2*n+1)) + c.own2
	}
	r.retried = again > 0
	r.call = again + c.call.draw(cloud.Roll(seed, l.call, n))
	switch {
	case c.killed:
		r.outcome = OutOfMemory
	case poison || c.failing > 0 && cloud.Roll(seed, l.fail, n) < c.failing:
		r.outcome = Failed
	}
	if c.timeout > 0 && r.call > c.timeout {
		r.call, r.outcome = c.timeout, TimedOut
	}
	return r
}

// billed milliseconds of a run: INIT and the call, each started one counted.
// aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase/
func (r *run) billed(provisioned bool) int64 {
	t := r.call
	if !provisioned {
		t += r.init
	}
	return BilledMilliseconds(t)
}

// Invoke runs a request that comes now, to its end. A version that was never
// Put is throttled as if nothing were allowed to run.
func (e *Engine) Invoke(seed uint64, now cloud.Time, r Request) Invocation {
	i := Invocation{Function: r.Function, Version: r.Version, Asked: now, Start: now, End: now}
	p := e.pool(r.Function, r.Version)
	if p == nil {
		i.Outcome, i.Reason = Throttled, ReasonAccount
		return i
	}
	e.settle(p, now)
	g := &e.gates[p.gate]
	i.Request = g.requests
	g.requests++
	in, cold, reason := e.place(p, now)
	if reason != served {
		i.Outcome, i.Reason = Throttled, reason.String()
		return i
	}
	c := e.costsOf(&p.setting)
	done := c.run(seed, &g.labels, i.Request, cold, p.slots[in].Reset, r.Poison)
	i.fill(&c, &done, cold, p.begin(in, now, &done))
	p.slots[in].Reset = p.slots[in].Reset || r.Exit
	return i
}

// Again derives what a request took, cold or warm, without running it: any one
// request of a load can be looked at afterwards.
func (e *Engine) Again(seed uint64, function, version string, n uint64, cold bool) Invocation {
	i := Invocation{Function: function, Version: version, Request: n}
	p := e.pool(function, version)
	if p == nil {
		return i
	}
	c := e.costsOf(&p.setting)
	done := c.run(seed, &e.gates[p.gate].labels, n, cold, false, false)
	i.fill(&c, &done, cold, Environment{})
	return i
}

func (i *Invocation) fill(c *costs, r *run, cold bool, env Environment) {
	i.Environment, i.Cold, i.Outcome, i.InitRetried = env, cold, r.outcome, r.retried
	i.Boot, i.Duration, i.MemoryUsed = r.boot, r.call, c.memory
	i.Init = r.init
	if c.snap {
		i.Init, i.Restore = 0, r.init
	}
	i.Start = i.Asked + r.boot + r.init
	i.End = i.Start + r.call
	i.Billed = r.billed(env.Provisioned)
}

// begin runs a call in an environment that place gave.
func (p *pool) begin(in int32, now cloud.Time, r *run) Environment {
	s := &p.slots[in]
	if s.Reset {
		s.Calls, s.Reset = 0, false // the process is a new one; /tmp is as it was
	}
	if s.Ready == 0 {
		s.Ready = now + r.boot + r.init
	}
	p.occupy(in, now+r.length())
	s.Reset = r.outcome == TimedOut || r.outcome == OutOfMemory
	return s.Environment
}
