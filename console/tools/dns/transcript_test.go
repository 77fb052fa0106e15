package dns_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skylab/console"
	"skylab/text"
)

var update = flag.Bool("update", false, "write the answers of testdata anew")

// TestTranscripts runs the files of testdata. A file begins with a set-up; each
// line after it that begins with "$ " is run in the world as the lines before
// left it, and followed by what it prints and its exit status. "lang ko" in the
// first line lets lab tools answer in Korean.
func TestTranscripts(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txt")
	if len(names) < 6 {
		t.Fatalf("only %d transcripts found", len(names))
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			t.Parallel()
			body, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got := replay(t, string(body))
			if *update {
				if err := os.WriteFile(name, got, 0o644); err != nil {
					t.Fatal(err)
				}
			} else if !bytes.Equal(got, body) {
				t.Errorf("%s differs (run with -update and look at the diff)\n%s", name, got)
			}
		})
	}
}

func replay(t *testing.T, body string) []byte {
	o := console.Options{Seed: 7, Region: "us-east-1", NoDefaultVPC: true}
	if strings.HasPrefix(body, "# lang ko") {
		o.Lang = text.Korean
	}
	setup, rest, _ := strings.Cut(body, "\n$ ")
	m := run(t, console.New(o), setup)
	if m.Status != 0 || len(m.Output) > 0 {
		t.Fatalf("the set-up ends with %d and prints %s", m.Status, m.Output)
	}
	out := bytes.NewBufferString(setup)
	for step := range strings.SplitSeq(rest, "\n$ ") {
		line, _, _ := strings.Cut(step, "\n")
		before := m.Now()
		m = run(t, m, line)
		fmt.Fprintf(out, "\n$ %s\n%s= %d", line, m.Output, m.Status)
		if passed := m.Now() - before; passed != 0 {
			fmt.Fprintf(out, ", %d s", passed/1e9)
		}
		out.WriteString("\n")
	}
	return out.Bytes()
}

func run(t *testing.T, m *console.Moment, line string) *console.Moment {
	next, err := m.Run(context.Background(), line)
	if err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return next
}
