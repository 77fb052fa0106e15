package lambda

import (
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// result is what became of one run.
type result struct {
	invocation Invocation
	request    string
	stream     string
	answer     string // what the body returned, or the error's JSON
	failed     bool
	kind       string // errorType, of a failure
	lines      []Line
	unwritten  bool // the role may not write the log
}

// Codes of the reasons that an invocation leaves: which kind of environment
// served it, or why none did.
const (
	CodeCold        = "ENVIRONMENT_NEW"
	CodeWarm        = "ENVIRONMENT_WARM"
	CodeProvisioned = "ENVIRONMENT_PROVISIONED"
	CodeUnwritten   = "LOG_NOT_WRITTEN" // the function's role may not write into its log group
)

func (r *result) reason() string {
	switch i := &r.invocation; {
	case i.Outcome == Throttled:
		return i.Reason
	case i.Cold:
		return CodeCold
	case i.Environment.Provisioned:
		return CodeProvisioned
	}
	return CodeWarm
}

// run invokes a version now: the engine says who serves it and how long it
// takes, the body what it answers. Its log and its metrics are written.
func (s *State) run(w *cloud.World, scope cloud.Scope, f *Function, v *Configuration, qualifier, request, payload string) result {
	r := s.At(scope)
	out := result{request: request}
	out.invocation = r.Engine.Invoke(w.Seed, w.Now, Request{Function: f.Name, Version: v.Number, Poison: v.poisoned(payload), Exit: exits(payload)})
	if out.invocation.Outcome == Throttled {
		s.measureThrottle(w, scope, f, v, qualifier)
		return out
	}
	out.stream = logStream(w.Seed, f, v, out.invocation.Environment)
	s.perform(w, scope, f, v, payload, &out)
	out.lines = out.report(scope, f, v)
	s.write(w, scope, f, v, &out)
	s.measure(w, scope, f, v, qualifier, &out)
	return out
}

// perform lets the body do its work and keeps what the environment remembers.
func (s *State) perform(w *cloud.World, scope cloud.Scope, f *Function, v *Configuration, payload string, out *result) {
	i := &out.invocation
	room := s.At(scope).room(f.ARN + " " + out.stream)
	if i.Environment.Calls <= 1 || v.has("FORGET_GLOBAL") {
		room.Global = ""
	}
	if i.Environment.Served <= 1 || v.has("FORGET_TMP") {
		room.Tmp = ""
	}
	j := &job{call: s.as(w, scope, v, f.Name), version: v, function: f, payload: payload, request: out.request, invocation: i, stream: out.stream, room: room}
	early := v.poisoned(payload)
	if !early && (i.Outcome == Succeeded || i.Outcome == Failed) {
		// What fails by itself (a partner, say) does so when the work is done:
		// that is why a retry may do it twice.
		var broken string
		if out.answer, broken = s.answer(j); broken != "" {
			out.raise(broken)
		}
	}
	if len(out.answer) > answerMost {
		out.failed, out.kind = true, "Function.ResponseSizeTooLarge"
		out.answer = plainJSON(struct {
			Message string `json:"errorMessage"`
			Type    string `json:"errorType"`
		}{"Response payload size exceeded maximum allowed payload size (6291556 bytes).", out.kind})
	}
	out.fail(v, payload)
	if payload != "" {
		room.Global, room.Tmp = payload, payload
	}
}

// as is a call in the name of a function's role.
func (s *State) as(w *cloud.World, scope cloud.Scope, v *Configuration, name string) *cloud.Call {
	c := &cloud.Call{World: w, Scope: scope, Caller: cloud.Caller{Account: scope.Account, ARN: v.Role, Kind: "AssumedRole", Role: v.Role}}
	if s.around.roles != nil {
		c.Caller, c.Access = s.around.roles.As(v.Role, name), s.around.roles.Access()
	}
	c.Caller.Source = "lambda.amazonaws.com"
	return c
}

// functionError is the JSON of an error as the runtimes report it.
type functionError struct {
	Message string    `json:"errorMessage"`
	Type    string    `json:"errorType"`
	Request *string   `json:"requestId,omitempty"`
	Trace   *[]string `json:"stackTrace,omitempty"`
}

// sandboxError is one that Lambda reports because the runtime cannot.
type sandboxError struct {
	Type    string `json:"errorType"`
	Message string `json:"errorMessage"`
}

// fail words a failed run: what a runtime says of an exception, and what
// Lambda says when the process is gone. Wordings: recordings of AWS of
// November 2025, github.com/localstack/localstack (tests/aws/services/lambda_).
func (out *result) fail(v *Configuration, payload string) {
	sandbox := func(kind, message string) {
		out.failed, out.kind = true, kind
		out.answer = plainJSON(sandboxError{kind, "RequestId: " + out.request + " Error: " + message})
	}
	initError, broken := v.variable("INIT_ERROR")
	switch out.invocation.Outcome {
	case TimedOut:
		sandbox("Sandbox.Timedout", "Task timed out after "+hundredths(cloud.Time(v.Timeout)*cloud.Second, cloud.Second)+" seconds")
		return
	case OutOfMemory:
		sandbox("Runtime.OutOfMemory", "Runtime exited with error: signal: killed")
		return
	}
	switch {
	case broken:
		out.failed, out.kind = true, "Exception"
		out.answer = plainJSON(functionError{initError, "Exception", new(""), &[]string{}})
	case exits(payload):
		sandbox("Runtime.ExitError", "Runtime exited without providing a reason")
	case out.invocation.Outcome == Failed && v.poisoned(payload):
		out.raise("Handler fails: poison")
	case out.invocation.Outcome == Failed:
		out.raise("Handler fails: no answer from the partner")
	}
}

// exits tells whether an input ends the process.
func exits(payload string) bool {
	list, _ := events(payload)
	return slices.ContainsFunc(list, func(e event) bool { return e.Exit })
}

func (out *result) raise(message string) {
	out.failed, out.kind = true, "Exception"
	trace := []string{"  File \"/var/task/handler.py\", line 2, in handler\n    raise Exception(\"" + message + "\")\n"}
	out.answer = plainJSON(functionError{message, out.kind, &out.request, &trace})
}

// tail is the end of the run's log, as LogType Tail gives it.
func (out *result) tail() string {
	var b strings.Builder
	for _, l := range out.lines {
		if !strings.HasPrefix(l.Text, "INIT_START") {
			b.WriteString(l.Text + "\n")
		}
	}
	text := b.String()
	return text[max(0, len(text)-tailMost):]
}
