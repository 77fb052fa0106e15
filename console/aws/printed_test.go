package aws

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"skylab/console/aws/value"
	"skylab/simulators"
	"skylab/simulators/cloud"
)

// printedLine is one line of testdata/printed.jsonl: what the real command printed
// for an answer (one of testdata/docs.json) under these options.
type printedLine struct {
	Args   []string `json:"args"`
	Doc    string   `json:"doc"`
	Status int      `json:"status"`
	Out    string   `json:"out"`
	Err    string   `json:"err"`
}

// docs are the answers by name, in the order of their members.
func docs(t *testing.T) value.Value {
	data, err := os.ReadFile("testdata/docs.json")
	if err != nil {
		t.Fatal(err)
	}
	v, err := value.Decode(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func lines[T any](t testing.TB, name string) []T {
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []T
	for s := bufio.NewReader(f); ; {
		line, err := s.ReadBytes('\n')
		if err != nil {
			return list
		}
		var x T
		if err := json.Unmarshal(line, &x); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		list = append(list, x)
	}
}

// TestPrintsLikeTheRealCommand holds every format and query against what the
// real command printed, byte for byte.
func TestPrintsLikeTheRealCommand(t *testing.T) {
	answers := docs(t)
	for _, p := range lines[printedLine](t, "printed.jsonl") {
		answer, ok := answers.Get(p.Doc)
		if !ok {
			t.Fatalf("no answer %q", p.Doc)
		}
		out, err, status := showOnly(p.Args, answer)
		if out != p.Out || err != p.Err || status != p.Status {
			t.Errorf("%s %s\n--- is (%d)\n%s%s--- want (%d)\n%s%s", p.Doc, strings.Join(p.Args, " "), status, out, err, p.Status, p.Out, p.Err)
		}
	}
}

// showOnly prints a given answer instead of calling anything.
func showOnly(args []string, answer value.Value) (string, string, int) {
	d, out, err := newDesk()
	top, f := globalGrammar.parse(args)
	if f == nil {
		var g globals
		if g, f = resolve(d, &top); f == nil {
			op := &simulators.Operation{Op: cloud.Op{Service: "ec2", Name: "DescribeAvailabilityZones"}}
			c := &call{ctx: context.Background(), d: d, globals: g, command: &command{op: op}}
			f = c.show(answer)
		}
	}
	status := 0
	if f != nil {
		status = f.print(d.Stderr)
	}
	return out.String(), err.String(), status
}
