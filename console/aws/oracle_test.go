package aws

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"reflect"
	"strings"
	"testing"

	"skylab/console/aws/value"
)

// oracle is the real command, run in a Python process that answers a line a
// case; see testdata/oracle.py.
type oracle struct {
	t       *testing.T
	in      io.WriteCloser
	out     *bufio.Reader
	version string
}

// newOracle starts it, or skips the test with a word on what to set.
func newOracle(t *testing.T) *oracle {
	python := os.Getenv("SKYLAB_AWSCLI")
	if python == "" {
		t.Skip("not compared with the real aws command: SKYLAB_AWSCLI is not set (a python3 that can import awscli version 2)")
	}
	cmd := exec.Command(python, "testdata/oracle.py")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	})
	o := &oracle{t: t, in: in, out: bufio.NewReader(out)}
	line, err := o.out.ReadBytes('\n')
	if err != nil {
		t.Fatal("the aws command does not start: ", err)
	}
	var first struct{ Version string }
	if err := json.Unmarshal(line, &first); err != nil {
		t.Fatal(err)
	}
	if o.version = first.Version; !strings.HasPrefix(o.version, "2.") {
		t.Skip("not compared with the real aws command: SKYLAB_AWSCLI has version " + o.version + ", the lab imitates version 2")
	}
	return o
}

// recorded is the version whose words testdata holds. Other releases word some
// errors otherwise; what they print of answers is the same.
const recorded = "2.9.19"

type question struct {
	Args      []string          `json:"args"`
	Files     map[string][]byte `json:"files,omitempty"`
	Responses []json.RawMessage `json:"responses,omitempty"`
}

type reply struct {
	Status int              `json:"status"`
	Out    string           `json:"out"`
	Err    string           `json:"err"`
	Calls  []map[string]any `json:"calls"`
}

func (o *oracle) ask(q question) reply {
	data, err := json.Marshal(q)
	if err != nil {
		o.t.Fatal(err)
	}
	if _, err := o.in.Write(append(data, '\n')); err != nil {
		o.t.Fatal(err)
	}
	line, err := o.out.ReadBytes('\n')
	if err != nil {
		o.t.Fatal(err)
	}
	var r reply
	if err := json.Unmarshal(line, &r); err != nil {
		o.t.Fatal(err)
	}
	return r
}

// TestAWSCLIRecords asks the installed command everything that is recorded in
// testdata again; -update records its answers.
func TestAWSCLIRecords(t *testing.T) {
	o := newOracle(t)
	answers := docs(t)
	var printedNow, linesNow bytes.Buffer
	for _, p := range lines[printedLine](t, "printed.jsonl") {
		answer, _ := answers.Get(p.Doc)
		r := o.ask(question{Args: append([]string{"ec2"}, p.Args...), Responses: []json.RawMessage{value.AppendJSON(nil, answer)}})
		if o.version != recorded && p.Status != 0 {
			continue
		}
		if r.Out != p.Out || r.Err != p.Err || r.Status != p.Status {
			t.Errorf("%s %s: the installed command prints\n%s%s", p.Doc, strings.Join(p.Args, " "), r.Out, r.Err)
		}
		p.Out, p.Err, p.Status = r.Out, r.Err, r.Status
		record(t, &printedNow, p)
	}
	for _, l := range lines[line](t, "lines.jsonl") {
		r := o.ask(question{Args: l.Args, Files: l.Files})
		if o.version != recorded && l.Status != 0 {
			continue
		}
		maskToken(r.Calls)
		maskToken(l.Calls)
		if r.Err != l.Err || r.Status != l.Status || !reflect.DeepEqual(r.Calls, l.Calls) {
			t.Errorf("%s: the installed command says (%d)\n%s%v", strings.Join(l.Args, " "), r.Status, r.Err, r.Calls)
		}
		l.Out, l.Err, l.Status, l.Calls = r.Out, r.Err, r.Status, r.Calls
		record(t, &linesNow, l)
	}
	if *update {
		for name, b := range map[string]*bytes.Buffer{"printed.jsonl": &printedNow, "lines.jsonl": &linesNow} {
			if err := os.WriteFile("testdata/"+name, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func record(t *testing.T, b *bytes.Buffer, x any) {
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	if err := e.Encode(x); err != nil {
		t.Fatal(err)
	}
}

// maskToken: a token that the command makes up is another one each time.
func maskToken(calls []map[string]any) {
	for _, c := range calls {
		if s, ok := c["ClientToken"].(string); ok && len(s) == 36 {
			c["ClientToken"] = "00000000-0000-0000-0000-000000000000"
		}
	}
}
