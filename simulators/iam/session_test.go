package iam_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skylab/console"
	"skylab/text"
)

var update = flag.Bool("update", false, "rewrite the transcripts")

// TestSessions runs testdata/sessions/*.txt: what stands after "$ " (and "> "
// on the lines below it) is typed, the rest is what the console prints. A file
// begins in a world of its own; one whose name ends in .ko.txt is a learner's
// who reads Korean.
func TestSessions(t *testing.T) {
	files, err := filepath.Glob("testdata/sessions/*.txt")
	if err != nil || len(files) < 6 {
		t.Fatalf("%d sessions: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			lang := text.English
			if strings.HasSuffix(file, ".ko.txt") {
				lang = text.Korean
			}
			is := replay(t, console.New(console.Options{Seed: 7, Lang: lang, Region: "ap-northeast-2"}), string(want))
			if *update {
				if err := os.WriteFile(file, []byte(is), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if is != string(want) {
				t.Errorf("%s says otherwise (go test -run TestSessions -update, then read the difference):\n%s", file, is)
			}
		})
	}
}

func replay(t *testing.T, m *console.Moment, script string) string {
	t.Helper()
	var out strings.Builder
	lines := strings.Split(script, "\n")
	for i := 0; i < len(lines); i++ {
		command, ok := strings.CutPrefix(lines[i], "$ ")
		if !ok {
			if strings.HasPrefix(lines[i], "# ") {
				out.WriteString(lines[i] + "\n")
			}
			continue
		}
		out.WriteString(lines[i] + "\n")
		for i+1 < len(lines) && strings.HasPrefix(lines[i+1], "> ") {
			i++
			out.WriteString(lines[i] + "\n")
			command += "\n" + lines[i][2:]
		}
		next, err := m.Run(t.Context(), command)
		if err != nil {
			out.WriteString(err.Error() + "\n")
		}
		out.Write(next.Output)
		if n := len(next.Output); n > 0 && next.Output[n-1] != '\n' {
			out.WriteByte('\n')
		}
		m = next
	}
	return out.String()
}
