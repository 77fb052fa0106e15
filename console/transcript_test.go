package console

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var record = flag.Bool("record", false, "ask the real bash and write its answers into testdata/bash")

// Transcripts are scripts with what the real bash and GNU's tools print for
// them: a name, the script, ----, both streams and the exit status. With
// -record they are written anew from the machine's own bash.
func TestTranscripts(t *testing.T) {
	names, err := filepath.Glob("testdata/bash/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("no transcripts", err)
	}
	for _, name := range names {
		cases := readTranscript(t, name)
		if *record {
			for i := range cases {
				cases[i].want = realBash(t, cases[i].script)
			}
			writeTranscript(t, name, cases)
		}
		for _, c := range cases {
			t.Run(strings.TrimSuffix(filepath.Base(name), ".txt")+"/"+c.name, func(t *testing.T) {
				got := ours(c.script)
				if got != c.want {
					t.Errorf("%s\nprints\n%s\nbash prints\n%s", c.script, got, c.want)
				}
			})
		}
	}
}

type transcript struct{ name, script, want string }

func readTranscript(t *testing.T, name string) []transcript {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var list []transcript
	for _, block := range strings.Split(string(data), "\n====\n") {
		head, rest, ok := strings.Cut(strings.TrimLeft(block, "\n"), "\n")
		if !ok {
			continue
		}
		script, want, _ := strings.Cut(rest, "\n----\n")
		list = append(list, transcript{strings.TrimPrefix(head, "# "), script, want})
	}
	return list
}

func writeTranscript(t *testing.T, name string, cases []transcript) {
	var b strings.Builder
	for _, c := range cases {
		fmt.Fprintf(&b, "# %s\n%s\n----\n%s\n====\n", c.name, c.script, c.want)
	}
	if err := os.WriteFile(name, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func ours(script string) string {
	m, err := New(Options{Seed: 1}).Run(context.Background(), script)
	if err != nil {
		return "error: " + err.Error()
	}
	return normal(m.Output, m.Status)
}

var lineNumber = regexp.MustCompile(`(?m)^(bash|main|environment|[a-z]+\.sh): line \d+: `)

// tryHelp is a line that only the real tools print, or only ours.
var tryHelp = regexp.MustCompile(`(?m)^(Try '.* --help' for more information\.|In this lab .*)\n`)

func normal(out []byte, status int) string {
	s := lineNumber.ReplaceAllString(string(out), "bash: ")
	s = tryHelp.ReplaceAllString(strings.NewReplacer("‘", "'", "’", "'").Replace(s), "")
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "⏎\n"
	}
	return s + fmt.Sprintf("[%d]", status)
}

// realBash runs a script in an empty home with nothing of our environment.
func realBash(t *testing.T, script string) string {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	c := exec.CommandContext(ctx, "bash", "--norc", "-s")
	c.Dir = t.TempDir()
	c.Env = []string{"HOME=" + c.Dir, "PATH=/usr/bin:/bin", "USER=you", "LC_ALL=C.UTF-8"}
	c.Stdin = strings.NewReader(script + "\n")
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	err := c.Run()
	status := 0
	if x, ok := err.(*exec.ExitError); ok {
		status = x.ExitCode()
	} else if err != nil {
		t.Fatal(err)
	}
	return normal(out.Bytes(), status)
}
