package lambda

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"testing"

	"skylab/simulators/cloud"
)

// sameLoad is a load with everything in it.
func sameLoad(step cloud.Time) *Result {
	e := NewEngine(Measured())
	e.Limit = 60
	for i, body := range []string{"orders", "menu-photo", "notify"} {
		s := Setting{Function: body, Version: "1", Memory: 256 << i, Timeout: 2 * cloud.Second, Runtime: "python3.13", PackageSize: 5 << 20, Body: BodyOf(body, map[string]string{"FAIL_PERCENT": "3"})}
		e.Put(0, s)
		s.Version = "2"
		e.Put(0, s)
	}
	e.Reserve(0, "notify", 10)
	e.Provision(0, "orders", "1", 5)
	l := e.Begin(7, 0, Plan{For: cloud.Hour, Lanes: 12, Buckets: 60, Streams: []Stream{
		{Function: "orders", Shape: Diurnal, Rate: Rate{20, cloud.Second}, Retries: 3, Backoff: cloud.Second},
		{Function: "menu-photo", Shape: Trace, Changes: []Change{{10 * cloud.Minute, Rate{50, cloud.Second}}, {30 * cloud.Minute, Rate{1, cloud.Second}}}, Single: []cloud.Time{0, 40 * cloud.Minute}},
		{Function: "notify", Shape: Poisson, Rate: Rate{30, cloud.Second}},
		{Function: "notify", Shape: Burst, Rate: Rate{30, cloud.Minute}, Queue: &Queue{Batch: 10, Visibility: 30 * cloud.Second, Receives: 1}},
	}}, func(string, string) []Target { return []Target{{"1", 0.8}, {"2", 0.2}} })
	for at := cloud.Time(0); at < cloud.Hour; at += step {
		l.Run(at + step)
	}
	return l.End()
}

func digest(r *Result) string {
	h := sha256.New()
	for _, y := range r.Versions {
		fmt.Fprintf(h, "%+v\n", *y)
	}
	r.Versions, r.plan = nil, Plan{} // both hold pointers
	fmt.Fprintf(h, "%+v\n", *r)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// The bytes of a load were the same under GOARCH=arm64 and GOAMD64=v3.
func TestLoadIsTheSameBytes(t *testing.T) {
	r := sameLoad(cloud.Hour)
	if y := r.Sum(); y.Requests < 100_000 || y.Throttles == 0 || y.Errors == 0 || y.ColdStarts == 0 || r.Wait.Len() == 0 || r.DeadLetters == 0 {
		t.Errorf("the load shows too little: %d requests, %d throttles, %d errors, %d cold, %d messages, %d dead", y.Requests, y.Throttles, y.Errors, y.ColdStarts, r.Wait.Len(), r.DeadLetters)
	}
	if got := digest(r); got != "332d7c7771d1e1df" {
		t.Errorf("the load hashes to %s", got)
	}
}

// A load that stands still now and then, while the world's events run, is the
// same load.
func TestLoadInPieces(t *testing.T) {
	whole, pieces := digest(sameLoad(cloud.Hour)), digest(sameLoad(7*cloud.Second))
	if whole != pieces {
		t.Errorf("in pieces it hashes to %s, at once to %s", pieces, whole)
	}
}

// Any one request of a load can be derived again, by its ordinal alone.
func TestAgain(t *testing.T) {
	e := NewEngine(Measured())
	e.Put(0, Setting{Function: "orders", Version: "1", Memory: 512, Timeout: cloud.Minute, PackageSize: 9 << 20, Body: BodyOf("orders", nil)})
	l := e.Begin(3, 0, Plan{For: cloud.Hour, Streams: []Stream{{Function: "orders", Shape: Poisson, Rate: Rate{20, cloud.Second}}}}, func(string, string) []Target { return []Target{{"1", 1}} })
	l.Run(never)
	r := l.End()
	if len(r.Sample) < 100 || len(r.Sample) > keepSample || len(r.Colds) == 0 {
		t.Fatalf("%d in the sample, %d cold", len(r.Sample), len(r.Colds))
	}
	for _, i := range append(r.Sample, r.Colds...) {
		again := e.Again(3, "orders", "1", i.Request, i.Cold)
		if again.Duration != i.Duration || again.Init != i.Init || again.Boot != i.Boot || again.Billed != i.Billed {
			t.Errorf("request %d took %+v, again %+v", i.Request, i, again)
		}
	}
}

// A lane tells of all its calls, also of those whose beginnings it does not
// keep.
func TestLaneIsBusyToTheEnd(t *testing.T) {
	r := sameLoad(cloud.Hour)
	more := 0
	for _, x := range r.Lanes {
		if x.Left == 0 {
			var kept, counted cloud.Time
			for _, c := range x.Calls {
				kept += max(0, min(c.To, r.End)-c.From)
			}
			for _, b := range x.Busy {
				counted += b
			}
			if kept != counted {
				t.Errorf("environment %d was busy for %v, its parts say %v", x.Environment, kept, counted)
			}
			continue
		}
		after := (x.Calls[len(x.Calls)-1].To - r.Begin) * LaneParts / (r.End - r.Begin)
		for _, b := range x.Busy[min(after+1, LaneParts):] {
			if b > 0 {
				more++
			}
		}
	}
	if more == 0 {
		t.Error("no lane tells of a call after those that it keeps")
	}
}
