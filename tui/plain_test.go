package tui

import (
	"bytes"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"skylab/text"
)

// The whole lab in a pipe: the same words, one fact a line.
func TestPlain(t *testing.T) {
	script := strings.Join([]string{
		"help", "steps vpc", "next", "trace internet web:22", "b sure", "hint", "world", "check", "nonsense", "for i in 1 2", "do echo $i", "done",
		opens, "timeline", "undo", "redo", "solution", "next", "solution", "solution yes", "aws ec2 create-tags --resources $GROUP --tags Key=Name,Value=gate",
		"aws ec2 create-tags --resources $GROUP --tags Key=Name,Value=door", "next", "sandbox", "sandbox empty", "aws ec2 describe-vpcs --output text", "home",
		"search gate", "lang", "open vpc/nowhere", "quit",
	}, "\n") + "\n"
	for _, lang := range text.Langs() {
		t.Run(string(lang), func(t *testing.T) {
			var out bytes.Buffer
			if err := Plain(t.Context(), Config{Library: course(t), Lang: lang, Store: still()}, strings.NewReader(script), &out); err != nil {
				t.Fatal(err)
			}
			if i := strings.IndexAny(out.String(), "\x1b\x07\r│╭"); i >= 0 {
				t.Errorf("drawn, not written: %q", out.String()[i:min(i+40, out.Len())])
			}
			golden.RequireEqual(t, out.String())
		})
	}
}
