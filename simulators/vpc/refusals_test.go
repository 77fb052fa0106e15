package vpc_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"skylab/simulators/vpc"
)

// TestRefusals runs testdata/refusals/*.txt: commands, each tried in the world
// of testdata/world.sh, and what AWS's API says to them.
func TestRefusals(t *testing.T) {
	files, err := filepath.Glob("testdata/refusals/*.txt")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	w := newAnswers(t)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			is := w.refusals(t, string(want))
			if *vpc.Update {
				if err := os.WriteFile(file, []byte(is), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if is != string(want) {
				t.Errorf("%s says otherwise (go test -run TestRefusals -update, then read the difference):\n%s", file, firstDifference(string(want), is))
			}
		})
	}
}

// refusals runs the commands of a file and writes it anew.
func (w *answers) refusals(t *testing.T, text string) string {
	var out []string
	for _, part := range strings.Split(strings.TrimSpace(text), "\n\n") {
		line, _, _ := strings.Cut(part, "\n----")
		if strings.HasPrefix(line, "#") {
			out = append(out, part)
			continue
		}
		m, err := w.m.Run(context.Background(), line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		said := w.variables().Replace(strings.TrimSpace(string(m.Output)))
		said = strings.TrimPrefix(longID.ReplaceAllStringFunc(said, func(id string) string {
			if strings.Contains(line, id) { // the learner's own
				return id
			}
			return id[:strings.LastIndexByte(id, '-')] + "-…"
		}), "An error occurred ")
		out = append(out, strings.TrimSpace(line+"\n----\n"+said))
	}
	return strings.Join(out, "\n\n") + "\n"
}

// variables writes IDs as the variables of world.sh that hold them.
func (w *answers) variables() *strings.Replacer {
	var pairs []string
	for _, name := range strings.Fields("VPC PUB PRIV IGW EIGW WEB APP ENI A B C NAT PNAT DEF PCX VPC2 PL RT RP GW ACL SG IMG NIP NI2 AMI AIP CIP WEBENI WEBATT WEBSIX S3 SSM DEFSG DEFSG2 RULE") {
		if id := w.m.Var(name); id != "" {
			pairs = append(pairs, id, "$"+name)
		}
	}
	return strings.NewReplacer(append(pairs, strings.TrimSuffix(w.m.Var("SIX"), "/56"), "$SIX+")...)
}
