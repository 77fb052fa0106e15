package logs

import (
	"fmt"
	"slices"
	"testing"

	"skylab/simulators/cloud"
)

func call(w *cloud.World) *cloud.Call {
	return &cloud.Call{World: w, Scope: cloud.Scope{Account: "111122223333", Region: "us-east-1"}}
}

// Walking a stream page by page gives each line once, in order, in either
// direction.
func TestPagesGiveEachLineOnce(t *testing.T) {
	w := cloud.NewWorld(1, cloud.DefaultStart)
	c, s := call(&w), &State{}
	var want []string
	for i := range 25 {
		text := fmt.Sprint("line ", i)
		want = append(want, text)
		s.Write(c.Scope, w.Now, "g", "s", []Event{{At: w.Now - cloud.Time(25-i)*cloud.Second, Came: w.Now, Text: text}})
	}
	group := "g"
	in := GetLogEventsInput{LogGroupName: &group, LogStreamName: "s", Limit: new(7), StartFromHead: new(true)}
	var got []string
	for range 10 {
		out, err := s.GetLogEvents(c, in)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range out.Events {
			got = append(got, e.Message)
		}
		if in.NextToken != nil && *in.NextToken == out.NextForwardToken {
			break
		}
		in.NextToken = &out.NextForwardToken
	}
	if !slices.Equal(got, want) {
		t.Errorf("forward: %v", got)
	}
	find := FilterLogEventsInput{LogGroupName: &group, Limit: new(4)}
	got = nil
	for {
		out, err := s.FilterLogEvents(c, find)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range out.Events {
			got = append(got, e.Message)
		}
		if out.NextToken == nil {
			break
		}
		find.NextToken = out.NextToken
	}
	if !slices.Equal(got, want) {
		t.Errorf("found: %v", got)
	}
}

// A line is not seen before it has come, nor after its retention.
func TestLinesAreSeenInTheirTime(t *testing.T) {
	w := cloud.NewWorld(1, cloud.DefaultStart)
	c, s := call(&w), &State{}
	group := "g"
	s.Write(c.Scope, w.Now, group, "s", []Event{{At: w.Now + cloud.Minute, Came: w.Now + cloud.Minute, Text: "later"}})
	seen := func() int {
		out, err := s.FilterLogEvents(c, FilterLogEventsInput{LogGroupName: &group})
		if err != nil {
			t.Fatal(err)
		}
		return len(out.Events)
	}
	before := seen()
	w.Now += 2 * cloud.Minute
	then := seen()
	if _, err := s.PutRetentionPolicy(c, PutRetentionPolicyInput{LogGroupName: group, RetentionInDays: 1}); err != nil {
		t.Fatal(err)
	}
	w.Now += 2 * cloud.Day
	if got := [3]int{before, then, seen()}; got != [3]int{0, 1, 0} {
		t.Errorf("seen before, in and after its time: %v", got)
	}
}

// What is out of time is told and not kept.
func TestPutRejectsOldAndNew(t *testing.T) {
	w := cloud.NewWorld(1, cloud.DefaultStart)
	c, s := call(&w), &State{}
	s.At(c.Scope).group(c.Scope, w.Now, "g").stream(w.Now, "s")
	at := func(d cloud.Time) int64 { return millis(w.Now + d) }
	out, err := s.PutLogEvents(c, PutLogEventsInput{LogGroupName: "g", LogStreamName: "s", LogEvents: []InputLogEvent{
		{at(-15 * cloud.Day), "old"}, {at(-cloud.Day), "good"}, {at(0), "good"}, {at(3 * cloud.Hour), "new"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	r := out.RejectedLogEventsInfo
	if r == nil || *r.TooOldLogEventEndIndex != 1 || *r.TooNewLogEventStartIndex != 3 || s.At(c.Scope).Groups.Find("g").Events.Len() != 2 {
		t.Errorf("rejected %+v", r)
	}
	if _, err := s.PutLogEvents(c, PutLogEventsInput{LogGroupName: "g", LogStreamName: "s", LogEvents: []InputLogEvent{{at(0), "a"}, {at(-cloud.Second), "b"}}}); err == nil {
		t.Error("lines out of order were taken")
	}
}
