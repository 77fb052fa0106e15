package lambda_test

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

var update = flag.Bool("update", false, "write the answers of testdata/session anew")

// begin is what all sessions begin with: a role that functions may take on,
// and short words for what is typed most.
const begin = `aws iam create-role --role-name run --assume-role-policy-document '` + trust + `' >/dev/null
aws iam attach-role-policy --role-name run --policy-arn arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
ROLE=` + role + `
make() { aws lambda create-function --runtime python3.13 --role $ROLE --code S3Bucket=lab-packages,S3Key=5MB.zip --function-name "$@"; }
call() { aws lambda invoke --cli-binary-format raw-in-base64-out "$@" out.json && cat out.json && echo; }
`

// TestSessions runs the files of testdata/session: what a learner types, and
// what comes of it. Each line that begins with "$ " is run in the world as the
// lines before left it, and followed by what it prints and its exit status.
func TestSessions(t *testing.T) {
	names, _ := filepath.Glob("testdata/session/*.txt")
	if len(names) < 8 {
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
	setup, rest, _ := strings.Cut(body, "\n$ ")
	m := typed(t, console.New(console.Options{Seed: 7, Region: "ap-northeast-2"}), begin+setup)
	if m.Status != 0 || len(m.Output) > 0 {
		t.Fatalf("the set-up ends with %d and prints %s", m.Status, m.Output)
	}
	out := bytes.NewBufferString(setup)
	for step := range strings.SplitSeq(rest, "\n$ ") {
		line, _, _ := strings.Cut(step, "\n")
		m = typed(t, m, line)
		fmt.Fprintf(out, "\n$ %s\n%s= %d\n", line, m.Output, m.Status)
	}
	return out.Bytes()
}

func typed(t *testing.T, m *console.Moment, script string) *console.Moment {
	t.Helper()
	next, err := m.Run(context.Background(), script)
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return next
}
