package lambda

import (
	"encoding/json"
	"slices"
	"strings"

	"skylab/simulators/cloud"
)

// mappingPoll: a mapping looks at its queue. At is told apart from looks that
// were put off.
type mappingPoll struct {
	Scope cloud.Scope
	UUID  string
	At    cloud.Time
}

// batchDone: the run with a batch has ended well.
type batchDone struct {
	Scope cloud.Scope
	ID    string
	Good  bool
}

// How a mapping's pollers grow: five batches at once, and 300 more a minute, up
// to 1,250. docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
const (
	pollersFirst   = 5
	pollersAMinute = 300
	pollersMost    = 1250
	pollTime       = 100 * cloud.Millisecond // a message is seen so long after it came; AWS does not publish it
	busyTime       = cloud.Second            // all pollers are busy: look again
)

// Arrived is told of each message of any queue: mappings do not look at queues
// in which nothing happens.
func (s *State) Arrived(w *cloud.World, queue string, visible cloud.Time) {
	p := strings.Split(queue, ":")
	if len(p) != 6 {
		return
	}
	scope := cloud.Scope{Account: p[4], Region: p[3]}
	r := s.Regions[scope]
	if r == nil {
		return
	}
	for m := range r.Mappings.All {
		if m.Source == queue && m.State == "Enabled" {
			m.look(w, scope, max(visible, w.Now)+pollTime)
		}
	}
}

// look plans the next look at the queue, unless a sooner one is planned.
func (m *Mapping) look(w *cloud.World, scope cloud.Scope, at cloud.Time) {
	if m.Next == 0 || at < m.Next {
		m.Next = at
		w.At(at, mappingPoll{scope, m.UUID, at})
	}
}

// pollers is how many batches may run at once.
func (m *Mapping) pollers(now cloud.Time) int {
	n := min(pollersFirst+int((now-m.Began)*pollersAMinute/cloud.Minute), pollersMost)
	if m.Maximum > 0 {
		n = min(n, m.Maximum)
	}
	return n
}

func (s *State) onMappingPoll(w *cloud.World, e mappingPoll) {
	r := s.At(e.Scope)
	m := r.Mappings.Find(e.UUID)
	if m == nil || m.Next != e.At {
		return
	}
	m.Next = 0
	f := r.Functions.Find(m.Function)
	if m.State != "Enabled" && m.State != "Updating" || f == nil || s.around.queues == nil {
		return
	}
	visible, next := s.around.queues.Waiting(w.Now, m.Source)
	switch {
	case visible == 0:
		m.Since = 0
		if m.Running == 0 {
			m.Began = 0
		}
		if next > 0 {
			m.look(w, e.Scope, next+pollTime)
		}
		return
	case m.Began == 0:
		m.Began = w.Now
	}
	if m.Since == 0 {
		m.Since = w.Now
	}
	if ends := m.Since + cloud.Time(m.Window)*cloud.Second; visible < m.Batch && w.Now < ends {
		m.look(w, e.Scope, ends)
		return
	}
	if m.Running >= m.pollers(w.Now) {
		m.look(w, e.Scope, w.Now+busyTime)
		return
	}
	m.Since = 0
	running := m.Running
	took := s.takeBatch(w, e.Scope, f, m.UUID)
	m = r.Mappings.Find(e.UUID) // the function may have changed the collection
	switch {
	case m == nil:
	case m.Running > running:
		m.look(w, e.Scope, w.Now)
	case took: // and nothing passed the filters; a queue that hides nothing would give the same at once
		m.look(w, e.Scope, w.Now+pollTime)
	default:
		m.look(w, e.Scope, w.Now+busyTime)
	}
}

// takeBatch receives messages, deletes those that pass no filter and calls the
// function with the rest.
func (s *State) takeBatch(w *cloud.World, scope cloud.Scope, f *Function, id string) (took bool) {
	r := s.At(scope)
	m := r.Mappings.Find(id)
	v := f.version(m.Alias)
	if a := f.alias(m.Alias); a != nil {
		v = f.version(a.pick(w, scope, f.Name))
	}
	if v == nil || v.state(w.Now) != "Active" {
		return false
	}
	c := s.as(w, scope, v, f.Name)
	list, err := s.around.queues.Receive(c, m.Source, m.Batch, cloud.Time(v.Timeout)*cloud.Second)
	if err != nil || len(list) == 0 {
		return false
	}
	kept, dropped := m.sift(scope, list)
	if len(dropped) > 0 {
		// The role may read but not delete: the messages come back.
		_ = s.around.queues.Delete(c, m.Source, dropped)
	}
	if len(kept) == 0 {
		return true
	}
	payload := plainJSON(struct{ Records []queueRecord }{kept})
	out := s.run(w, scope, f, v, m.Alias, uuid(w, scope, "lambda-request"), payload)
	if out.invocation.Outcome == Throttled {
		return false // the messages come back when their visibility timeout is over
	}
	good, ok := done(kept, out.answer, m.Partial)
	b := Batch{ID: out.request, Mapping: id, Receipts: good}
	m = r.Mappings.Find(id)
	m.Running++
	r.Batches.Add(b)
	w.At(out.invocation.End, batchDone{scope, b.ID, ok && !out.failed})
	return true
}

// queueRecord is a message as the function gets it.
// docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
type queueRecord struct {
	ID         string                   `json:"messageId"`
	Receipt    string                   `json:"receiptHandle"`
	Body       string                   `json:"body"`
	Attributes map[string]string        `json:"attributes"`
	Own        map[string]ownAttributes `json:"messageAttributes"`
	MD5        string                   `json:"md5OfBody"`
	Source     string                   `json:"eventSource"`
	ARN        string                   `json:"eventSourceARN"`
	Region     string                   `json:"awsRegion"`
}

type ownAttributes struct {
	Value  string   `json:"stringValue"`
	Texts  []string `json:"stringListValues"`
	Binary []string `json:"binaryListValues"`
	Type   string   `json:"dataType"`
}

// sift parts messages into those for the function and those to delete.
func (m *Mapping) sift(scope cloud.Scope, list []Message) (kept []queueRecord, dropped []string) {
	var filters []criterion
	for _, p := range m.Filters {
		if c, err := compileCriterion(p); err == nil {
			filters = append(filters, c)
		}
	}
	for _, x := range list {
		r := queueRecord{x.ID, x.Receipt, x.Body, x.Attributes, map[string]ownAttributes{}, x.MD5, "aws:sqs", m.Source, scope.Region}
		for _, a := range x.Own {
			r.Own[a.Name] = ownAttributes{a.Value, []string{}, []string{}, a.Type}
		}
		if len(filters) > 0 && !slices.ContainsFunc(filters, func(c criterion) bool { return c.lets(r.members(), r.Body) }) {
			dropped = append(dropped, x.Receipt)
			continue
		}
		kept = append(kept, r)
	}
	return kept, dropped
}

// members are the record as JSON members.
func (r queueRecord) members() map[string]any {
	var m map[string]any
	// It was made of this very type.
	_ = json.Unmarshal([]byte(plainJSON(r)), &m)
	return m
}

// done tells which messages a function's answer leaves to delete, and whether
// it is an answer at all: with ReportBatchItemFailures all but those it names;
// an answer that is none, or that names what is not there, fails them all.
// docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
func done(list []queueRecord, answer string, partial bool) (receipts []string, ok bool) {
	failed := map[string]bool{}
	if partial {
		ids := make([]string, len(list))
		for i, r := range list {
			ids[i] = r.ID
		}
		if failed, ok = Failures(answer, ids); !ok {
			return nil, false
		}
	}
	for _, r := range list {
		if !failed[r.ID] {
			receipts = append(receipts, r.Receipt)
		}
	}
	return receipts, true
}

// Failures reads a function's answer to a batch: which of the messages failed.
// ok is false of an answer after which all count as failed.
func Failures(answer string, ids []string) (failed map[string]bool, ok bool) {
	failed = map[string]bool{}
	var doc any
	if answer == "" || json.Unmarshal([]byte(answer), &doc) != nil {
		return nil, answer == ""
	}
	members, isObject := doc.(map[string]any)
	if !isObject {
		return failed, doc == nil
	}
	list, isList := members["batchItemFailures"].([]any)
	if !isList {
		return failed, members["batchItemFailures"] == nil
	}
	for _, x := range list {
		item, _ := x.(map[string]any)
		id, _ := item["itemIdentifier"].(string)
		if id == "" || !slices.Contains(ids, id) {
			return nil, false
		}
		failed[id] = true
	}
	return failed, true
}

func (s *State) onBatchDone(w *cloud.World, e batchDone) {
	r := s.At(e.Scope)
	b := r.Batches.Find(e.ID)
	if b == nil {
		return
	}
	receipts, id := b.Receipts, b.Mapping
	r.Batches.Remove(e.ID)
	m := r.Mappings.Find(id)
	if m == nil {
		return
	}
	m.Running--
	f := r.Functions.Find(m.Function)
	if e.Good && f != nil && s.around.queues != nil && len(receipts) > 0 {
		_ = s.around.queues.Delete(s.as(w, e.Scope, &f.Latest, f.Name), m.Source, receipts)
	}
	if m.State == "Enabled" {
		m.look(w, e.Scope, w.Now)
	}
}
