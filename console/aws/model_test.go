package aws

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"skylab/simulators"
)

var update = flag.Bool("update", false, "write the files that a test compares with")

// botocore is the folder of botocore's data. The test that wants it says so
// when it is not set: python3 -c 'import botocore; print(botocore.__path__[0] + "/data")'
func botocore(t *testing.T) string {
	folder := os.Getenv("SKYLAB_BOTOCORE")
	if folder == "" {
		t.Skip("not compared with AWS's model: SKYLAB_BOTOCORE is not set (the data folder of botocore)")
	}
	return folder
}

// awsShape is a shape of botocore's model.
type awsShape struct {
	Type     string   `json:"type"`
	Required []string `json:"required"`
	Members  members  `json:"members"`
	Member   awsRef   `json:"member"`
	Value    awsRef   `json:"value"`
}

type awsRef struct {
	Shape string `json:"shape"`
	Token bool   `json:"idempotencyToken"`
}

// members keeps the order of the file.
type members struct {
	names []string
	refs  map[string]awsRef
}

func (m *members) UnmarshalJSON(data []byte) error {
	if err := json.Unmarshal(data, &m.refs); err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(data))
	depth := 0
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch tok := tok.(type) {
		case json.Delim:
			if tok == '{' || tok == '[' {
				depth++
			} else {
				depth--
			}
		case string:
			if _, ok := m.refs[tok]; ok && depth == 1 {
				m.names = append(m.names, tok)
			}
		}
	}
}

type awsService struct {
	Operations map[string]struct {
		Input  awsRef `json:"input"`
		Output awsRef `json:"output"`
	} `json:"operations"`
	Shapes    map[string]awsShape `json:"shapes"`
	paginates map[string]struct {
		Result any      `json:"result_key"`
		From   any      `json:"input_token"`
		Next   any      `json:"output_token"`
		Size   string   `json:"limit_key"`
		More   string   `json:"more_results"`
		Keep   []string `json:"non_aggregate_keys"`
	}
	waiters map[string]struct {
		Operation   string `json:"operation"`
		Delay       int    `json:"delay"`
		MaxAttempts int    `json:"maxAttempts"`
		Acceptors   []struct {
			State, Matcher, Argument string
			Expected                 any
		} `json:"acceptors"`
	}
}

// loadModel reads one file of a service's newest model.
func loadModel(t *testing.T, folder, service, file string, into any) {
	versions, err := filepath.Glob(filepath.Join(folder, service, "*", file+".json*"))
	if err != nil || len(versions) == 0 {
		t.Fatalf("no %s of %s below %s", file, service, folder)
	}
	slices.Sort(versions)
	f, err := os.Open(versions[len(versions)-1])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(f.Name(), ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			t.Fatal(err)
		}
	}
	if err := json.NewDecoder(r).Decode(into); err != nil {
		t.Fatal(err)
	}
}

func loadService(t *testing.T, folder, service string) *awsService {
	s := &awsService{}
	if service == "s3api" { // aws calls the API so, because aws s3 is a tool above it
		service = "s3"
	}
	loadModel(t, folder, service, "service-2", s)
	var p struct{ Pagination json.RawMessage }
	loadModel(t, folder, service, "paginators-1", &p)
	if err := json.Unmarshal(p.Pagination, &s.paginates); err != nil {
		t.Fatal(err)
	}
	if files, _ := filepath.Glob(filepath.Join(folder, service, "*", "waiters-2.json*")); len(files) > 0 {
		var w struct{ Waiters json.RawMessage }
		loadModel(t, folder, service, "waiters-2", &w)
		if err := json.Unmarshal(w.Waiters, &s.waiters); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// TestConformanceOfModel holds model.txt against botocore; with -update it writes it.
func TestConformanceOfModel(t *testing.T) {
	folder := botocore(t)
	folders, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	b := bytes.NewBufferString("# What the lab knows of AWS's own model; made from botocore by TestConformanceOfModel -update.\nservices")
	for _, f := range folders {
		if f.IsDir() {
			b.WriteString(" " + f.Name())
		}
	}
	b.WriteString(" s3api configservice deploy\n")
	for _, s := range simulators.Services() {
		writeService(b, s, loadService(t, folder, s.Name))
	}
	if *update {
		if err := os.WriteFile("model.txt", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if b.String() != modelText {
		t.Error("model.txt is not what botocore says now: go test ./console/aws -run TestConformanceOfModel -update")
	}
}

func writeService(b *bytes.Buffer, s simulators.Service, aws *awsService) {
	var names []string
	for name := range aws.Operations {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		fmt.Fprintf(b, "%s %s", s.Name, name)
		if p, ok := aws.paginates[name]; ok {
			fmt.Fprintf(b, " pages=%s", strings.Trim(strings.ReplaceAll(fmt.Sprint(p.Result), " ", ","), "[]"))
			if len(p.Keep) > 0 {
				fmt.Fprintf(b, " keep=%s", strings.Join(p.Keep, ","))
			}
			for _, x := range [...]struct{ key, is, usual string }{
				{"from", commas(p.From), "NextToken"}, {"next", commas(p.Next), "NextToken"}, {"size", p.Size, "MaxResults"}, {"more", p.More, ""},
			} {
				if x.is != x.usual && x.is != "" {
					fmt.Fprintf(b, " %s=%s", x.key, x.is)
				}
			}
		}
		in := aws.Shapes[aws.Operations[name].Input.Shape]
		for _, m := range in.Members.names {
			if in.Members.refs[m].Token {
				fmt.Fprintf(b, " token=%s", m)
			}
		}
		if slices.ContainsFunc(s.Operations, func(op *simulators.Operation) bool { return op.Name == name }) {
			fmt.Fprintf(b, " members=%s", strings.Join(in.Members.names, ","))
			op, _ := simulators.Find(s.Name, name)
			if missing := aws.missing(shapes{}.of(op.In), aws.Operations[name].Input.Shape, "", nil); len(missing) > 0 {
				fmt.Fprintf(b, " missing=%s", strings.Join(missing, ","))
			}
		}
		b.WriteByte('\n')
	}
}

// commas writes one name, or a list of them, with commas.
func commas(v any) string {
	if v == nil {
		return ""
	}
	return strings.Trim(strings.ReplaceAll(fmt.Sprint(v), " ", ","), "[]")
}

// missing lists members of structures below the first level that AWS has and
// the lab has not.
func (aws *awsService) missing(is *shape, name, path string, above []string) []string {
	want := aws.Shapes[name]
	switch {
	case slices.Contains(above, name):
		return nil
	case is.kind == kList:
		return aws.missing(is.element, want.Member.Shape, path, append(above, name))
	case is.kind != kStructure:
		return nil
	}
	var list []string
	for _, m := range want.Members.names {
		here := strings.TrimPrefix(path+"."+m, ".")
		if x := is.find(m); x != nil {
			list = append(list, aws.missing(x.shape, want.Members.refs[m].Shape, here, append(above, name))...)
		} else if path != "" {
			list = append(list, here)
		}
	}
	return list
}

// TestConformanceOfWaiters holds the table of waiters against botocore's: every waiter of a
// simulated operation is there, with the same rules.
func TestConformanceOfWaiters(t *testing.T) {
	folder := botocore(t)
	for _, s := range offered().services {
		aws := loadService(t, folder, s.name)
		for name, w := range aws.waiters {
			if s.named(w.Operation) == nil {
				continue
			}
			i := slices.IndexFunc(s.waiters, func(x *waiter) bool { return x.name == name })
			if i < 0 {
				t.Errorf("%s wait %s is missing", s.name, optionName(name))
				continue
			}
			is := s.waiters[i]
			if is.operation != w.Operation || is.delay != w.Delay || is.attempts != w.MaxAttempts || len(is.accept) != len(w.Acceptors) {
				t.Errorf("%s wait %s differs: %+v, want %+v", s.name, name, is, w)
				continue
			}
			for j, a := range w.Acceptors {
				want := acceptor{a.State, a.Matcher, a.Argument, fmt.Sprint(a.Expected)}
				if a.Expected == true {
					want.expected = "True"
				}
				if is.accept[j] != want {
					t.Errorf("%s wait %s: %+v, want %+v", s.name, name, is.accept[j], want)
				}
			}
		}
	}
}
