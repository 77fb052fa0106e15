package load_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"

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
	if len(names) < 3 {
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
	o := console.Options{Seed: 7, Region: "ap-northeast-2"}
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
		if took := m.Now() - before; took > 0 {
			fmt.Fprintf(out, ", %d s", took/1e9)
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}

func run(t *testing.T, m *console.Moment, script string) *console.Moment {
	t.Helper()
	next, err := m.Run(context.Background(), script)
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return next
}

// A report fits a terminal of 80 columns, in both languages.
func TestReportsFit(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txt")
	for _, name := range names {
		body, _ := os.ReadFile(name)
		for step := range strings.SplitSeq(string(body), "\n$ ") {
			command, printed, _ := strings.Cut(step, "\n")
			if !strings.Contains(command, "load --") && !strings.Contains(command, "load bill") {
				continue
			}
			for line := range strings.Lines(printed) {
				if line = strings.TrimRight(line, "\n"); strings.HasPrefix(line, "  ") && runewidth.StringWidth(line) > 80 {
					t.Errorf("%s: %d wide: %s", name, runewidth.StringWidth(line), line)
				}
			}
		}
	}
}
