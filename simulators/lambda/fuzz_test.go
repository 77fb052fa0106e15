package lambda_test

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"skylab/simulators/cloud"
	"skylab/simulators/lambda"
)

// FuzzPattern: no pattern and no event stops the matcher, and what a pattern
// says of an event does not change.
func FuzzPattern(f *testing.F) {
	for _, x := range [][2]string{
		{`{"a":["x"]}`, `{"a":"x"}`}, {`{"a":[{"prefix":"x"}],"b":{"c":[{"numeric":[">",1,"<=",5]}]}}`, `{"a":"xy","b":{"c":3}}`},
		{`{"$or":[{"a":[1]},{"b":[null]}]}`, `{"a":[1,2]}`}, {`{"a":[{"anything-but":{"wildcard":"*x*"}}]}`, `{"a":["y",{"b":1}]}`},
		{`{"a":[{"cidr":"10.0.0.0/33"}]}`, `[]`}, {`{"a":[{"exists":false}]}`, `null`}, {strings.Repeat(`{"a":`, 200), `{}`},
	} {
		f.Add(x[0], x[1])
	}
	f.Fuzz(func(t *testing.T, pattern, event string) {
		p, err := lambda.CompilePattern(pattern)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "Event pattern is not valid. Reason: ") {
				t.Fatalf("says %q", err)
			}
			return
		}
		var v any
		if json.Unmarshal([]byte(event), &v) != nil {
			return
		}
		if first := p.Match(v); p.Match(v) != first {
			t.Fatal("it changes its mind")
		}
	})
}

// FuzzCall: whatever a call says, it is answered or refused with a code, and
// no answer is broken JSON.
func FuzzCall(f *testing.F) {
	for _, x := range [][2]string{
		{"f", `{}`}, {"f:1", `{"poison":true}`}, {"arn:aws:lambda:us-east-1:111122223333:function:f:$LATEST", "{"}, {":", "[1,"}, {"f:", "\xff"},
		{"function:f", `{"Records":[{"eventSource":"aws:sqs","messageId":"1","body":"{\"poison\":true}"}]}`}, {"f", `{"exit":1}`}, {"f", `"\ud800"`}, {"f", "nul"},
	} {
		f.Add(x[0], x[1])
	}
	f.Fuzz(func(t *testing.T, name, payload string) {
		l := newLab(t)
		l.create("f")
		out, err := l.invoke(name, payload)
		code, _ := failure(err)
		switch {
		case err != nil && code == "":
			t.Fatalf("an error without a code: %v", err)
		case err == nil && !json.Valid(out.Payload):
			t.Fatalf("the answer is no JSON: %q", out.Payload)
		case err == nil && (!utf8.ValidString(payload) || payload != "" && !json.Valid([]byte(payload))):
			t.Fatalf("%q was taken", payload)
		}
	})
}

// TestPatternAgreesWithASlowOne holds patterns of values against a second
// reading of the rule: for each path some wanted value is there.
func TestPatternAgreesWithASlowOne(t *testing.T) {
	values := []any{"a", "b", 1.0, true, nil}
	matched := 0
	for n := range uint64(4000) {
		roll := func(i, below uint64) uint64 { return cloud.RollBelow(5, cloud.Label("pattern"), n*64+i, below) }
		pattern, event := map[string]any{}, map[string]any{}
		for i, name := range []string{"x", "y", "z"} {
			k := uint64(i) * 8
			if roll(k, 3) > 0 {
				pattern[name] = []any{values[roll(k+1, 5)], values[roll(k+2, 5)]}
			}
			switch roll(k+3, 3) {
			case 1:
				event[name] = values[roll(k+4, 5)]
			case 2:
				event[name] = []any{values[roll(k+5, 5)], values[roll(k+6, 5)]}
			}
		}
		if len(pattern) == 0 {
			continue
		}
		text, err := json.Marshal(pattern)
		if err != nil {
			t.Fatal(err)
		}
		p, err := lambda.CompilePattern(string(text))
		if err != nil {
			t.Fatal(err)
		}
		want := true
		for name, list := range pattern {
			there, ok := event[name].([]any)
			if x, has := event[name]; has && !ok {
				there = []any{x}
			}
			found := false
			for _, a := range list.([]any) {
				for _, b := range there {
					found = found || a == b
				}
			}
			want = want && found
		}
		if got := p.Match(event); got != want {
			t.Fatalf("%s on %v: %v, want %v", text, event, got, want)
		}
		if want {
			matched++
		}
	}
	if matched < 100 {
		t.Errorf("only %d of the events matched: the test sees too little", matched)
	}
}
