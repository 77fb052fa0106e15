package aws

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"skylab/console/aws/value"
)

// line is one of testdata/lines.jsonl: what the real command made of a command
// line, and the parameters that it would have sent.
type line struct {
	Args   []string          `json:"args"`
	Files  map[string][]byte `json:"files"`
	Status int               `json:"status"`
	Out    string            `json:"out"`
	Err    string            `json:"err"`
	Calls  []map[string]any  `json:"calls"`
}

var (
	choices = regexp.MustCompile(`(?s)valid choices are:\n.*`)
	oneOf   = regexp.MustCompile(`must be one of: .*`)
)

// comparable leaves out what differs because the lab offers less than AWS, and
// the lab's own notes.
func comparable(text string) string {
	text = choices.ReplaceAllString(text, "valid choices are: …")
	text = oneOf.ReplaceAllString(text, "must be one of: …")
	if i := strings.Index(text, "\nSkylab:"); i >= 0 {
		text = text[:i+1]
	}
	return text
}

// TestReadsLinesLikeTheRealCommand holds the grammar against the real command:
// the same parameters, or the same words and status.
func TestReadsLinesLikeTheRealCommand(t *testing.T) {
	for _, l := range lines[line](t, "lines.jsonl") {
		t.Run(strings.Join(l.Args, " "), func(t *testing.T) {
			params, errs, status := readOnly(t, l)
			want := l.Status
			if l.Status == 0 || len(l.Calls) > 0 && l.Err == "" {
				want = 0
			}
			if status != want || comparable(errs) != comparable(l.Err) {
				t.Errorf("status %d\n%swant %d\n%s", status, errs, want, l.Err)
			}
			if status == 0 {
				compareParams(t, params, l.Calls)
			}
		})
	}
}

// readOnly goes as far as the call and gives its parameters.
func readOnly(t *testing.T, l line) (value.Value, string, int) {
	d, _, errs := newDesk()
	for name, data := range l.Files {
		if err := d.WriteFile(name, data); err != nil {
			t.Fatal(err)
		}
	}
	c, rest, f := route(context.Background(), d, offered(), l.Args)
	var p *params
	if c != nil {
		p, f = c.prepare(rest)
	}
	if f != nil {
		status := f.print(d.Stderr)
		return value.Value{}, errs.String(), status
	}
	if p == nil {
		return value.Value{}, "", 0
	}
	// What reached the operation's input must be what was read.
	in := c.plan.in.read(c.in)
	for i, name := range p.names {
		got, _ := in.Get(name)
		m := c.plan.in.find(name)
		if m.shape.kind == kBlob {
			p.values[i] = got // decoded on the way, as leniently as Python does
		}
		if m.shape.kind != kTimestamp && !covers(got, p.values[i]) {
			t.Errorf("%s reached the operation as %s, was read as %s", name, value.Str(got), value.Str(p.values[i]))
		}
	}
	if p.paging.size != "" {
		p.put("MaxResults", value.OfString(p.paging.size))
	}
	if p.paging.from != "" {
		p.put("NextToken", value.OfString(p.paging.from))
	}
	return value.OfMap(p.names, p.values), errs.String(), 0
}

// covers tells whether got has all that want has; an input may hold more, such
// as a member that is not optional.
func covers(got, want value.Value) bool {
	if got.Kind() != value.Map || want.Kind() != value.Map {
		if got.Kind() == value.List && want.Kind() == value.List && got.Len() == want.Len() {
			for i := range want.Elements() {
				if !covers(got.At(i), want.At(i)) {
					return false
				}
			}
			return true
		}
		return value.Equal(got, want)
	}
	for i, k := range want.Keys() {
		if x, ok := got.Get(k); !ok || !covers(x, want.At(i)) {
			return false
		}
	}
	return true
}

func compareParams(t *testing.T, is value.Value, calls []map[string]any) {
	if len(calls) != 1 {
		t.Fatalf("the real command made %d calls", len(calls))
	}
	var got map[string]any
	if err := json.Unmarshal(value.AppendJSON(nil, is), &got); err != nil {
		t.Fatal(err)
	}
	want := calls[0]
	if n, ok := want["MaxResults"].(float64); ok && got["MaxResults"] != nil {
		want["MaxResults"] = fmt.Sprint(n)
		got["MaxResults"] = fmt.Sprint(got["MaxResults"])
	}
	// A token that the command makes up is another one each time.
	if a, b := got["ClientToken"], want["ClientToken"]; a != nil && b != nil && len(b.(string)) == 36 {
		delete(got, "ClientToken")
		delete(want, "ClientToken")
	}
	if !reflect.DeepEqual(got, want) {
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		t.Errorf("parameters\n%s\nwant\n%s", a, b)
	}
}
