package lambda

import (
	"strconv"

	"skylab/simulators/cloud"
)

// asyncDue: an asynchronous event is to run.
type asyncDue struct {
	Scope cloud.Scope
	ID    string
}

// asyncDone: the run of an asynchronous event has ended.
type asyncDone struct {
	Scope cloud.Scope
	ID    string
}

// How asynchronous events are retried.
// docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
const (
	handOver    = 50 * cloud.Millisecond // from the queue to the function; AWS does not publish it
	firstRetry  = cloud.Minute
	secondRetry = 2 * cloud.Minute
	backOffMost = 5 * cloud.Minute // of throttles and system errors, from 1 s on
	againAfter  = 2 * cloud.Second // the second delivery of an event that worked
)

// Why an event went to the failure destination.
const (
	retriesExhausted = "RetriesExhausted"
	ageExceeded      = "EventAgeExceeded"
	zeroReserved     = "ZeroReservedConcurrency"
	succeeded        = "Success"
)

// enqueue takes an event in. It runs soon.
func (s *State) enqueue(c *cloud.Call, f *Function, qualifier, payload string) {
	p := s.At(c.Scope).Queue.Add(Pending{
		ID: uuid(c.World, c.Scope, "lambda-request"), Function: f.Name, Qualifier: qualifier, Payload: payload, Arrived: c.Now,
	})
	s.countEvent(c.World, c.Scope, f, p, "AsyncEventsReceived", 1)
	c.At(c.Now+handOver, asyncDue{c.Scope, p.ID})
}

func (s *State) countEvent(w *cloud.World, scope cloud.Scope, f *Function, p *Pending, name string, value float64) {
	unit := "Count"
	if name == "AsyncEventAge" {
		unit = "Milliseconds"
	}
	s.count(scope, w.Now, name, unit, series(f, &f.Latest, p.Qualifier)[1:3], value)
}

// rules are what holds for an event: the configuration of its qualifier, or
// AWS's defaults.
func (f *Function) rules(qualifier string) AsyncConfig {
	if qualifier == "" {
		qualifier = latest
	}
	a := AsyncConfig{Qualifier: qualifier, Retries: retryDefault}
	if x := f.asyncConfig(qualifier); x != nil {
		a = *x
	}
	if a.Retries == retryDefault {
		a.Retries = retriesMost
	}
	if a.Age == 0 {
		a.Age = ageMost
	}
	return a
}

func (s *State) onAsyncDue(w *cloud.World, e asyncDue) {
	r := s.At(e.Scope)
	p := r.Queue.Find(e.ID)
	if p == nil {
		return
	}
	f := r.Functions.Find(p.Function)
	if f == nil {
		r.Queue.Remove(e.ID)
		return
	}
	rules := f.rules(p.Qualifier)
	v := f.version(p.Qualifier)
	if a := f.alias(p.Qualifier); a != nil {
		v = f.version(a.pick(w, e.Scope, f.Name))
	}
	age := w.Now - p.Arrived
	s.countEvent(w, e.Scope, f, p, "AsyncEventAge", milliseconds(age))
	switch {
	case v == nil:
		s.giveUp(w, e.Scope, f, p, ageExceeded)
	case f.Limited && f.Reserved == 0:
		s.giveUp(w, e.Scope, f, p, zeroReserved)
	case age > cloud.Time(rules.Age)*cloud.Second:
		s.giveUp(w, e.Scope, f, p, ageExceeded)
	case v.state(w.Now) != "Active":
		w.At(max(v.Active, w.Now+cloud.Second), e)
	default:
		s.deliver(w, e, f, v, p)
	}
}

// deliver runs an event, or puts it back when nothing can serve it.
func (s *State) deliver(w *cloud.World, e asyncDue, f *Function, v *Configuration, p *Pending) {
	out := s.run(w, e.Scope, f, v, p.Qualifier, p.ID, p.Payload)
	p = s.At(e.Scope).Queue.Find(e.ID) // the body may have added events
	if out.invocation.Outcome == Throttled {
		p.Throttled++
		w.At(w.Now+backOff(p.Throttled), e)
		return
	}
	p.Throttled = 0
	p.Runs++
	p.Version, p.Failed, p.Answer = v.Number, out.failed, out.answer
	w.At(out.invocation.End, asyncDone(e))
}

// backOff grows from one second to five minutes.
func backOff(refusals int) cloud.Time {
	return min(cloud.Second<<min(refusals-1, 20), backOffMost)
}

func (s *State) onAsyncDone(w *cloud.World, e asyncDone) {
	r := s.At(e.Scope)
	p := r.Queue.Find(e.ID)
	if p == nil {
		return
	}
	f := r.Functions.Find(p.Function)
	switch {
	case f == nil:
		r.Queue.Remove(e.ID)
	case !p.Failed && !p.Again && f.twice(w, e.Scope):
		p.Again = true
		w.At(w.Now+againAfter, asyncDue(e))
	case !p.Failed:
		s.settle(w, e.Scope, f, p, succeeded)
	case p.Runs > f.rules(p.Qualifier).Retries:
		s.giveUp(w, e.Scope, f, p, retriesExhausted)
	case p.Runs == 1:
		w.At(w.Now+firstRetry, asyncDue(e))
	default:
		w.At(w.Now+secondRetry, asyncDue(e))
	}
}

// twice draws whether an event is delivered once more though its run worked:
// the queue of asynchronous events promises at least once, no more. How often
// is not published; the variable TWICE_PERCENT of the function sets it, and
// without it no event is.
// docs.aws.amazon.com/lambda/latest/dg/invocation-async.html
func (f *Function) twice(w *cloud.World, scope cloud.Scope) bool {
	text, ok := f.Latest.variable("TWICE_PERCENT")
	percent, err := strconv.ParseFloat(text, 64)
	if !ok || err != nil || !(percent > 0) {
		return false
	}
	name := "lambda-twice " + f.Name
	return cloud.RollBelow(w.Seed, cloud.Label(name), w.Next(scope, name), 1e6) < uint64(min(percent, 100)*1e4)
}

// giveUp ends an event that failed for good.
func (s *State) giveUp(w *cloud.World, scope cloud.Scope, f *Function, p *Pending, why string) {
	s.countEvent(w, scope, f, p, "AsyncEventsDropped", 1)
	s.settle(w, scope, f, p, why)
}

// settle sends the record of an event's end where it belongs, and forgets it.
func (s *State) settle(w *cloud.World, scope cloud.Scope, f *Function, p *Pending, why string) {
	done := *p
	s.At(scope).Queue.Remove(p.ID)
	to := f.rules(done.Qualifier).Failure
	if why == succeeded {
		to = f.rules(done.Qualifier).Success
	}
	v := f.version(done.Version)
	if v == nil {
		v = &f.Latest
	}
	if to != "" {
		s.report(w, scope, f, v, &done, why, to)
	}
	if why != succeeded && v.DeadLetter != "" {
		s.bury(w, scope, f, v, &done)
	}
}

// resultRecord is what a destination gets.
// docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
type resultRecord struct {
	Version  string           `json:"version"`
	Time     string           `json:"timestamp"`
	Request  requestContext   `json:"requestContext"`
	Payload  any              `json:"requestPayload"`
	Response *responseContext `json:"responseContext,omitempty"`
	Answer   any              `json:"responsePayload,omitempty"`
}

type requestContext struct {
	ID        string `json:"requestId"`
	Function  string `json:"functionArn"`
	Condition string `json:"condition"`
	Runs      int    `json:"approximateInvokeCount"`
}

type responseContext struct {
	Status  int     `json:"statusCode"`
	Version string  `json:"executedVersion"`
	Error   *string `json:"functionError,omitempty"`
}

func (s *State) report(w *cloud.World, scope cloud.Scope, f *Function, v *Configuration, p *Pending, why, to string) {
	qualifier := p.Qualifier
	if qualifier == "" {
		qualifier = latest
	}
	out := resultRecord{
		Version: "1.0", Time: w.Now.UTC().Format("2006-01-02T15:04:05.000Z"), Payload: raw(p.Payload),
		Request: requestContext{p.ID, arnOf(scope, f.Name, qualifier), why, p.Runs},
	}
	if p.Runs > 0 {
		out.Response, out.Answer = &responseContext{200, p.Version, nil}, raw(p.Answer)
		if p.Failed {
			out.Response.Error = new("Unhandled")
		}
	}
	c := s.as(w, scope, v, f.Name)
	var err error
	switch service(to) {
	case "sqs":
		if s.around.queues != nil {
			err = s.around.queues.Send(c, to, plainJSON(out), nil)
		}
	case "lambda":
		if next, e := read(scope, to, nil); e == nil {
			if g := s.At(scope).Functions.Find(next.name); g != nil {
				s.enqueue(c, g, next.qualifier, plainJSON(out))
			}
		}
	}
	if err != nil {
		s.countEvent(w, scope, f, p, "DestinationDeliveryFailures", 1)
	}
}

// bury sends an event to the dead-letter queue: the event itself and, as
// attributes, why.
// docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
func (s *State) bury(w *cloud.World, scope cloud.Scope, f *Function, v *Configuration, p *Pending) {
	if s.around.queues == nil || service(v.DeadLetter) != "sqs" {
		return
	}
	out := result{answer: p.Answer}
	err := s.around.queues.Send(s.as(w, scope, v, f.Name), v.DeadLetter, p.Payload, []Attribute{
		{"ErrorCode", "Number", "200"}, {"ErrorMessage", "String", out.message()}, {"RequestID", "String", p.ID},
	})
	if err != nil {
		s.countEvent(w, scope, f, p, "DeadLetterErrors", 1)
	}
}
