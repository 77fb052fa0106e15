package lambda

import "skylab/simulators/cloud"

// Parameters are the numbers of the model that AWS does not publish. A learner
// can see and change each (load profile).
type Parameters struct {
	Profile string     // the named set that they started as
	Idle    cloud.Time // an environment idle for so long is shut down
	Hidden  bool       // Idle is not shown: it is for the learner to find
	Scale   int        // new environments of a function per 10 s
}

// Course is the profile of the course's own assumptions.
func Course() Parameters {
	return Parameters{Profile: "course", Idle: 10 * cloud.Minute, Scale: 1000}
}

// Body is what a function does when it is invoked, and before.
type Body struct {
	Kind     string     // echo, work or wait
	Work     cloud.Time // CPU time of a call on one whole vCPU
	Threads  int        // over how many threads the work can spread
	Wait     cloud.Time // time of a call spent waiting, whatever the memory
	Init     cloud.Time // CPU time of the function's own INIT on one whole vCPU
	InitWait cloud.Time // time that INIT spends waiting
	Memory   int        // MB that it uses
	Spread   float64    // standard deviation of a call's length over its mean
	Failing  float64    // share of calls that fail whatever the input, 0 to 1
}

// BodyOf is the built-in body that a handler names ("work.handler", or the
// story's notify, menu-photo, orders), with what the environment variables
// WORK_MS, WAIT_MS, THREADS, INIT_MS, INIT_WAIT_MS, USE_MB, SPREAD_PERCENT and
// FAIL_PERCENT say of it. A handler that names none is an echo.
func BodyOf(handler string, variables map[string]string) Body { return Body{Kind: "echo"} }
