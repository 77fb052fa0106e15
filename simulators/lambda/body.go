package lambda

import (
	"encoding/json"
	"strconv"
	"strings"

	"skylab/simulators/cloud"
)

// The lab runs no code: the handler names a built-in body. How long it computes
// and waits is in profile_body.go; this is what it answers and what it does.
//
//	echo                what it is called with, the environment that served it,
//	                    and what that environment still remembered
//	work, wait          the environment and its count
//	menu-photo, notify  the story's: made small, sent
//	orders              writes an order into a table
//
// An input with "poison": true fails, one with "exit": true ends the process.
// A body called by a queue does the same for each record.

// event is what bodies look at in their input.
type event struct {
	Poison bool            `json:"poison"`
	Exit   bool            `json:"exit"`
	Order  json.RawMessage `json:"order"`
	Photo  json.RawMessage `json:"photo"`
	To     json.RawMessage `json:"to"`
}

// record is one message of a queue in the input.
type record struct {
	ID   string `json:"messageId"`
	Body string `json:"body"`
	From string `json:"eventSource"`
}

// events takes an input apart: itself, or the messages of a queue.
func events(payload string) (list []event, ids []string) {
	var batch struct{ Records []record }
	if json.Unmarshal([]byte(payload), &batch) == nil && len(batch.Records) > 0 && batch.Records[0].From == "aws:sqs" {
		for _, r := range batch.Records {
			list, ids = append(list, eventOf(r.Body)), append(ids, r.ID)
		}
		return list, ids
	}
	return []event{eventOf(payload)}, nil
}

func eventOf(text string) (e event) {
	// Whatever is no object of these members has none of them.
	_ = json.Unmarshal([]byte(text), &e)
	return e
}

// job is one run of a body.
type job struct {
	call       *cloud.Call // in the name of the function's role
	version    *Configuration
	function   *Function
	payload    string
	request    string
	invocation *Invocation
	stream     string
	room       *Room
}

// kind is which body a handler names.
func (v *Configuration) kind() string {
	name, _, _ := strings.Cut(v.Handler[strings.LastIndexByte(v.Handler, '/')+1:], ".")
	return strings.ReplaceAll(name, "_", "-")
}

// partial tells whether the body reports the messages that failed, so that the
// others count as done.
func (v *Configuration) partial() bool {
	_, ok := v.variable("REPORT_BATCH_ITEM_FAILURES")
	return ok
}

// poisoned tells whether an input must fail; a body that reports the messages
// that failed does not fail itself.
func (v *Configuration) poisoned(payload string) bool {
	list, ids := events(payload)
	for _, e := range list {
		if e.Exit || e.Poison && !(ids != nil && v.partial()) {
			return true
		}
	}
	return false
}

// answer is what a body that worked returns; broken says why it did not.
func (s *State) answer(j *job) (answer, broken string) {
	list, ids := events(j.payload)
	switch j.version.kind() {
	case "orders":
		return s.takeOrders(j, list, ids)
	case "menu-photo":
		return plainJSON(struct {
			Photo json.RawMessage `json:"photo,omitempty"`
			Small []int           `json:"widths"`
		}{list[0].Photo, []int{160, 640}}), ""
	case "notify":
		return plainJSON(struct {
			To   json.RawMessage `json:"to,omitempty"`
			Sent bool            `json:"sent"`
		}{list[0].To, true}), ""
	}
	if ids != nil && j.version.partial() {
		return failures(list, ids), ""
	}
	seen := struct {
		Environment string `json:"environment"`
		Count       uint64 `json:"count"`
	}{j.stream, j.invocation.Environment.Calls}
	if k := j.version.kind(); k == "work" || k == "wait" {
		return plainJSON(seen), ""
	}
	return plainJSON(struct {
		Environment string          `json:"environment"`
		Count       uint64          `json:"count"`
		Global      json.RawMessage `json:"global"`
		Tmp         json.RawMessage `json:"tmp"`
		Event       json.RawMessage `json:"event"`
	}{seen.Environment, seen.Count, raw(j.room.Global), raw(j.room.Tmp), raw(j.payload)}), ""
}

func raw(text string) json.RawMessage {
	if text == "" {
		return json.RawMessage("null")
	}
	return json.RawMessage(text)
}

// failures names the messages that failed.
// docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
func failures(list []event, ids []string) string {
	type item struct {
		ID string `json:"itemIdentifier"`
	}
	out := struct {
		Failures []item `json:"batchItemFailures"`
	}{[]item{}}
	for i, e := range list {
		if e.Poison {
			out.Failures = append(out.Failures, item{ids[i]})
		}
	}
	return plainJSON(out)
}

// takeOrders writes each order into the table that the variable TABLE names.
// With the variable ONCE the item's key is the order itself, and it is written
// only if it is not there yet: then a repeated delivery changes nothing. Without
// ONCE each run writes a row of its own. What the table refuses fails the run.
func (s *State) takeOrders(j *job, list []event, ids []string) (answer, broken string) {
	type taken struct {
		Order    json.RawMessage `json:"order"`
		Recorded bool            `json:"recorded"`
	}
	out := []taken{}
	for _, e := range list {
		t := taken{Order: raw(string(e.Order))}
		if !e.Poison {
			var err error
			if t.Recorded, err = s.record(j, e); err != nil {
				return "", worded(err)
			}
		}
		out = append(out, t)
	}
	switch {
	case ids == nil:
		return plainJSON(out[0]), ""
	case j.version.partial():
		return failures(list, ids), ""
	}
	return plainJSON(out), ""
}

// worded is an API error as the SDKs word it.
func worded(err error) string {
	if e, ok := err.(*cloud.Error); ok {
		return "An error occurred (" + e.Code + ") when calling the PutItem operation: " + e.Message
	}
	return err.Error()
}

func (s *State) record(j *job, e event) (fresh bool, err error) {
	table, ok := j.version.variable("TABLE")
	if !ok || s.around.tables == nil {
		return false, nil
	}
	order := strings.Trim(string(e.Order), `"`)
	if order == "" {
		order = "null"
	}
	key := order
	_, once := j.version.variable("ONCE")
	if !once {
		key += "#" + strconv.FormatUint(j.call.Next(j.call.Scope, "lambda-orders "+j.function.Name), 10)
	}
	item := map[string]string{"order": order, "request": j.request, "at": j.invocation.Start.UTC().Format("2006-01-02T15:04:05.000Z")}
	return s.around.tables.Put(j.call, table, key, item, once)
}
