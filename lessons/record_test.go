package lessons

import (
	"context"
	"strings"
	"testing"
	"time"

	"skylab/console"
	"skylab/content"
)

// idOf finds the ID that a command prints after some lines.
func idOf(t *testing.T, s *Step, command string, lines ...string) string {
	t.Helper()
	o := content.Run(context.Background(), do(t, s, lines...), command)
	if len(o.Fields()) != 1 || !resourceID.MatchString(o.Fields()[0]) {
		t.Fatalf("%s printed %q %s", command, o.Out, o.Err)
	}
	return o.Fields()[0]
}

func TestASessionBecomesASolution(t *testing.T) {
	cut := demo(t).Step("cut")
	vpc := idOf(t, cut, strings.TrimSuffix(strings.TrimPrefix(findVPC, "VPC=$("), ")"))
	create := "aws ec2 create-subnet --vpc-id " + vpc + " --cidr-block 211.11.124."
	half := idOf(t, cut, create+"0/25 --query Subnet.SubnetId --output text")
	lines := []string{
		"aws ec2 describe-vpcs", create + "64/26", "undo", "no-such-command", create + "0/25", "echo done; ls",
		create + "0/25", create + "128/25", "aws ec2 create-tags --resources " + half + " --tags Key=Name,Value=one", "fork", "touch x", "drop",
	}
	r, err := cut.Recorded(context.Background(), cut.Module.Seed, lines)
	want := `SUBNET=$(aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.0/25 --query Subnet.SubnetId --output text)
aws ec2 create-subnet --vpc-id $VPC --cidr-block 211.11.124.128/25
aws ec2 create-tags --resources $SUBNET --tags Key=Name,Value=one
`
	if err != nil || r.Body != want || !r.Passes {
		t.Errorf("%v, passes %v:\n%s\nwant:\n%s", err, r.Passes, r.Body, want)
	}
	if r, err := cut.Recorded(context.Background(), cut.Module.Seed, lines[:5]); err != nil || r.Passes {
		t.Error("half a session passes nothing:", r, err)
	}
}

func TestJournalsAndScripts(t *testing.T) {
	cut := demo(t).Step("cut")
	session := console.NewSession(do(t, cut), console.Base{Name: "demo/cut"})
	for _, line := range []string{"echo one", "cat <<'EOF'\ntwo\nEOF", "echo three", "undo"} {
		if _, err := session.Do(context.Background(), line); err != nil {
			t.Fatal(err)
		}
	}
	lines, seed, err := JournalLines(session.Journal())
	if err != nil || seed != 1 || len(lines) != 2 || lines[1] != "cat <<'EOF'\ntwo\nEOF" {
		t.Errorf("%q %d %v", lines, seed, err)
	}
	lines, _, err = JournalLines("# a comment\nfor i in 1 2; do\n  echo $i\ndone\necho end\n")
	if err != nil || len(lines) != 2 || lines[1] != "echo end" {
		t.Errorf("%q %v", lines, err)
	}
	if _, _, err = JournalLines("for i in"); err == nil {
		t.Error("half a script is refused")
	}
}

func TestNotes(t *testing.T) {
	cut := demo(t).Step("cut")
	lib, _ := Open(Builtin())
	answer := lib.Find("vpc").Step("answer")
	day := time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)
	records := []Record{
		{Step: cut, Lines: []string{findVPC, first, "undo", "echo '```'", second}, Hints: 2, Passed: day,
			Predictions: []PredictionMade{{Answer: "ok", Truth: "InvalidSubnet.Range"}, {Answer: "InvalidSubnet.Range", Truth: "InvalidSubnet.Range"}}},
		{Step: cut, Lines: []string{"aws ec2 create-flying-saucer"}, Stale: true, Passed: day, Assisted: true},
	}
	for i, c := range []struct{ file, never string }{{"testdata/notes.en.txt", "예측"}, {"testdata/notes.ko.txt", "What I typed"}} {
		var b strings.Builder
		if err := WriteNotes(context.Background(), &b, both[i], day, records); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(b.String(), "‹") || strings.Contains(b.String(), c.never) {
			t.Error("a sentence is missing or in the wrong language")
		}
		compare(t, c.file, b.String())
	}
	var b strings.Builder
	err := WriteNotes(context.Background(), &b, both[1], day, []Record{{Step: answer, Lines: []string{"trace internet web:80", "aws ec2 describe-vpcs"}}})
	if got := b.String(); err != nil || !strings.Contains(got, "```text\n$ trace internet web:80\n") || !strings.Contains(got, "ENI_SG_RULES_MISMATCH") || strings.Contains(got, "CidrBlock") {
		t.Errorf("traces belong into the notes, other output does not: %v\n%s", err, got)
	}
}
