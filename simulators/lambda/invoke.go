package lambda

import (
	"encoding/base64"

	"skylab/simulators/cloud"
)

// InvocationInput is a call of a function.
type InvocationInput struct {
	FunctionName   string  `required:"true" doc:"name or ARN of the function"`
	InvocationType *string `enum:"Event|RequestResponse|DryRun" doc:"RequestResponse waits for the answer, Event does not, DryRun only asks whether one may"`
	LogType        *string `enum:"None|Tail" doc:"Tail: the last 4 KB of the log come back as LogResult"`
	ClientContext  *string `doc:"up to 3,583 bytes of base64"`
	Payload        []byte  `doc:"the event, JSON"`
	Qualifier      *string `doc:"version or alias"`
}

// InvocationOutput is what became of a call.
type InvocationOutput struct {
	StatusCode      int
	FunctionError   *string
	LogResult       *string
	Payload         []byte
	ExecutedVersion *string
}

// The sizes of an event. docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html (read 2026-11-20)
const (
	payloadMost = 6291456
	eventMost   = 1048576
	answerMost  = 6291556
	tailMost    = 4096
)

// Invoke calls a function: it waits for the answer, or hands the event over,
// or only asks whether it may.
// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
func (s *State) Invoke(c *cloud.Call, in InvocationInput) (InvocationOutput, error) {
	var none InvocationOutput
	if err := first(oneOf("invocationType", in.InvocationType, "Event", "RequestResponse", "DryRun"), oneOf("logType", in.LogType, "None", "Tail")); err != nil {
		return none, err
	}
	w, err := read(c.Scope, in.FunctionName, in.Qualifier)
	if err != nil {
		return none, err
	}
	f := s.At(c.Scope).Functions.Find(w.name)
	if f == nil {
		return none, notFound(w.arn(c.Scope))
	}
	c.Resources = append(c.Resources, w.arn(c.Scope))
	if err := f.mayInvoke(c, w.qualifier); err != nil {
		return none, err
	}
	v := f.version(w.qualifier)
	if a := f.alias(w.qualifier); a != nil {
		v = f.version(a.pick(c.World, c.Scope, f.Name))
	}
	if v == nil {
		return none, notFound(w.arn(c.Scope))
	}
	kind := or(in.InvocationType, "RequestResponse")
	if err := first(checkPayload(in.Payload, kind == "Event"), v.ready(c.Now)); err != nil {
		return none, err
	}
	payload := string(in.Payload)
	if payload == "" {
		payload = "{}"
	}
	switch kind {
	case "DryRun":
		return InvocationOutput{StatusCode: 204}, nil
	case "Event":
		s.enqueue(c, f, w.qualifier, payload)
		return InvocationOutput{StatusCode: 202}, nil
	}
	return s.wait(c, f, v, w.qualifier, payload, or(in.LogType, "None") == "Tail")
}

// wait runs a call to its end; the caller's clock moves as far.
func (s *State) wait(c *cloud.Call, f *Function, v *Configuration, qualifier, payload string, tail bool) (InvocationOutput, error) {
	r := s.run(c.World, c.Scope, f, v, qualifier, uuid(c.World, c.Scope, "lambda-request"), payload)
	if r.invocation.Outcome == Throttled {
		c.Because(cloud.Reason{Code: r.reason(), At: f.ARN, Rule: -1, Verdict: cloud.Denied})
		return InvocationOutput{}, throttled()
	}
	c.Because(cloud.Reason{Code: r.reason(), At: r.stream, Rule: -1})
	if r.unwritten {
		c.Because(cloud.Reason{Code: CodeUnwritten, At: v.Role, Rule: -1, Verdict: cloud.Denied})
	}
	c.Took = r.invocation.Latency()
	out := InvocationOutput{StatusCode: 200, Payload: []byte(r.answer), ExecutedVersion: new(v.Number)}
	if r.failed {
		out.FunctionError = new("Unhandled")
	}
	if tail {
		out.LogResult = new(base64.StdEncoding.EncodeToString([]byte(r.tail())))
	}
	return out, nil
}

// throttled is the error of a call that nothing could serve. Which limit it was
// AWS says in the member Reason, which the command does not print; it is in the
// call's reasons.
func throttled() error { return cloud.Errorf(codeThrottled, "Rate Exceeded.") }

// ready refuses a version whose deployment is not done.
// docs.aws.amazon.com/lambda/latest/dg/functions-states.html
func (v *Configuration) ready(now cloud.Time) error {
	if state := v.state(now); state != "Active" {
		return cloud.Errorf(codeConflict, "The operation cannot be performed at this time. The function is currently in the following state: %s", state)
	}
	return nil
}

// pick chooses one of an alias's two versions for the next call.
func (a *Alias) pick(w *cloud.World, scope cloud.Scope, function string) string {
	if a.Second == "" {
		return a.Version
	}
	name := "lambda-route " + function + ":" + a.Name
	n := w.Next(scope, name)
	const whole = 1 << 32
	if cloud.RollBelow(w.Seed, cloud.Label(name)^cloud.Label(scope.Region), n, whole) < uint64(a.Share*whole) {
		return a.Second
	}
	return a.Version
}
