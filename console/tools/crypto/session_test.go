package crypto_test

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
)

var update = flag.Bool("update", false, "write the answers of testdata/sessions anew")

// TestSessions runs the files of testdata/sessions: what a learner types, line
// by line in one world, each line followed by what it prints and its status.
func TestSessions(t *testing.T) {
	names, _ := filepath.Glob("testdata/sessions/*.txt")
	if len(names) < 4 {
		t.Fatalf("only %d sessions found", len(names))
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
	title, rest, _ := strings.Cut(body, "\n$ ")
	m := console.New(console.Options{Seed: 11, Region: "ap-northeast-2"})
	out := bytes.NewBufferString(title)
	for step := range strings.SplitSeq(rest, "\n$ ") {
		line, _, _ := strings.Cut(step, "\n")
		next, err := m.Run(context.Background(), line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		m = next
		fmt.Fprintf(out, "\n$ %s\n%s= %d\n", line, m.Output, m.Status)
	}
	return out.Bytes()
}
