package lambda

import (
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// Body is what a function does when it is invoked, and before. The lab runs no
// code: a body says how long it computes and waits.
type Body struct {
	Kind     string     // echo, work or wait
	Work     cloud.Time // CPU time of a call on one whole vCPU
	Threads  int        // over how many threads the work can spread; 0 is 1
	Wait     cloud.Time // time of a call spent waiting, whatever the memory
	Init     cloud.Time // CPU time of the function's own INIT on one whole vCPU, one thread
	InitWait cloud.Time // time that INIT spends waiting
	Memory   int        // MB that a call uses
	Spread   float64    // standard deviation of a call's length over its mean
	Failing  float64    // share of calls that fail whatever the input, 0 to 1
}

// bodies are the built-in ones, and the story's functions that have one.
func bodies(name string) (Body, bool) {
	switch name {
	case "echo":
		return Body{Kind: "echo", Work: 200 * cloud.Millisecond / 1000, Wait: cloud.Millisecond, Memory: 38, Spread: 0.1}, true
	case "work":
		return Body{Kind: "work", Work: 100 * cloud.Millisecond, Memory: 60, Spread: 0.1}, true
	case "wait":
		return Body{Kind: "wait", Wait: 200 * cloud.Millisecond, Memory: 40, Spread: 0.1}, true
	case "menu-photo":
		return Body{Kind: "work", Work: 90 * cloud.Millisecond, Init: 400 * cloud.Millisecond, Memory: 96, Spread: 0.1}, true
	case "notify":
		return Body{Kind: "wait", Work: cloud.Millisecond, Wait: 300 * cloud.Millisecond, Memory: 44, Spread: 0.2}, true
	case "orders":
		return Body{Kind: "wait", Work: 4 * cloud.Millisecond, Wait: 40 * cloud.Millisecond, Init: 200 * cloud.Millisecond, Memory: 58, Spread: 0.2}, true
	}
	return Body{}, false
}

// BodyOf is the built-in body that a handler names ("work.handler", or the
// story's notify, menu-photo, orders), with what the environment variables
// WORK_MS, WAIT_MS, THREADS, INIT_MS, INIT_WAIT_MS, USE_MB, SPREAD_PERCENT and
// FAIL_PERCENT say of it. A handler that names none is an echo.
func BodyOf(handler string, variables map[string]string) Body {
	file, _, _ := strings.Cut(handler, ".")
	file = strings.ReplaceAll(file, "_", "-")
	if i := strings.LastIndexByte(file, '/'); i >= 0 {
		file = file[i+1:]
	}
	b, ok := bodies(file)
	if !ok {
		b, _ = bodies("echo")
	}
	b.change(variables)
	return b
}

// change sets what the variables say; what is no number, negative or beyond
// reason says nothing.
func (b *Body) change(variables map[string]string) {
	length := func(name string, to *cloud.Time) {
		if ms, ok := amount(variables[name], 1e7); ok {
			*to = microseconds(float64(ms * 1000))
		}
	}
	length("WORK_MS", &b.Work)
	length("WAIT_MS", &b.Wait)
	length("INIT_MS", &b.Init)
	length("INIT_WAIT_MS", &b.InitWait)
	if n, ok := amount(variables["THREADS"], 1000); ok && n >= 1 {
		b.Threads = int(n)
	}
	if n, ok := amount(variables["USE_MB"], 1e6); ok {
		b.Memory = int(n)
	}
	if n, ok := amount(variables["SPREAD_PERCENT"], 1000); ok {
		b.Spread = n / 100
	}
	if n, ok := amount(variables["FAIL_PERCENT"], 100); ok {
		b.Failing = n / 100
	}
}

func amount(s string, most float64) (float64, bool) {
	n, err := strconv.ParseFloat(s, 64)
	return n, err == nil && n >= 0 && n <= most
}

// FullCPU is the memory in MB at which a function has one whole vCPU; the share
// is proportional to memory.
// docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
const FullCPU = 1769

// Share is the vCPU that a function with so many MB has.
func Share(memory int) float64 { return float64(memory) / FullCPU }

// CallTime is the mean length of a call of a body with so many MB: work grows
// as the CPU share shrinks, and no thread is faster than one vCPU; a wait is a
// wait.
func (b Body) CallTime(memory int) cloud.Time {
	return microseconds(float64(b.Work)/1e3/speed(memory, b.Threads, 0) + float64(b.Wait)/1e3)
}

// InitTime is the length of the function's own INIT, in which the environment
// has at least so many vCPU.
func (b Body) InitTime(memory int, least float64) cloud.Time {
	return microseconds(float64(b.Init)/1e3/speed(memory, 1, least) + float64(b.InitWait)/1e3)
}

// speed is how many threads' worth of CPU the work gets.
func speed(memory, threads int, least float64) float64 {
	s := max(Share(memory), least)
	return max(min(s, float64(max(threads, 1))), 1e-3)
}
