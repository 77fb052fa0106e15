package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"skylab/content"
	"skylab/quizzes/mock"
	"skylab/text"
)

// mocked asks for a mock on a day, in a folder of its own.
func mocked(t *testing.T, lang text.Lang, f mockFlags, day string, folders ...string) (string, error) {
	t.Helper()
	today, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	a := &app{in: strings.NewReader(""), out: &b, err: &b, getenv: func(string) string { return "" }, lang: lang, data: t.TempDir(), quizFolders: folders}
	err = a.quizMock(f, today)
	return b.String(), err
}

// privateBank has items for every task of SAA-C03.
func privateBank(t *testing.T, each int) string {
	t.Helper()
	exam, _ := content.FindExam("SAA-C03")
	var b strings.Builder
	b.WriteString("---\ntitle: Private\nmodule: vpc\n---\n")
	for _, task := range exam.Tasks {
		for i := range each {
			fmt.Fprintf(&b, "\n## Item %d {#p%s-%d kind=choice topic=t%d level=1 tasks=SAA-C03/%s}\n\nWhat is %d?\n\n", i, strings.ReplaceAll(task.ID, ".", "-"), i, i, task.ID, i)
			for o := range 4 {
				mark := " "
				if o == 0 {
					mark = "x"
				}
				fmt.Fprintf(&b, "- [%s] o%d: Number %d\n  > Reason %d.\n", mark, o, o, o)
			}
		}
	}
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "vpc"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "vpc", "private.md"), []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestQuizMockDraws(t *testing.T) {
	dir := privateBank(t, 20)
	f := mockFlags{exam: "saa-c03", seed: 7, dryRun: true, json: true}
	out, err := mocked(t, text.English, f, "2026-11-20", dir)
	var r mockReport
	if e := json.Unmarshal([]byte(out), &r); e != nil || err != nil {
		t.Fatal(e, err, out)
	}
	if !r.Full || len(r.Items) != 65 || r.Size != (mockSize{65, 50, 15, 130}) || r.PassMark != 720 || *r.Seed != 7 {
		t.Errorf("%+v", r)
	}
	scored := map[string]int{}
	unscored, sum := 0, 0
	for _, it := range r.Items {
		if it.Scored {
			scored[it.Domain]++
		} else {
			unscored++
		}
	}
	for _, task := range r.Tasks {
		sum += task.Scored + task.Unscored
	}
	if fmt.Sprint(scored) != "map[1:15 2:13 3:12 4:10]" || unscored != 15 || sum != 65 {
		t.Errorf("%v, %d unscored, %d by task", scored, unscored, sum)
	}
	for _, d := range r.Domains {
		if d.Scored != scored[d.ID] {
			t.Errorf("domain %s: %d, counted %d", d.ID, d.Scored, scored[d.ID])
		}
	}
	if again, _ := mocked(t, text.English, f, "2026-11-20", dir); again != out {
		t.Error("the same seed draws another mock")
	}
	f.json = false
	table, err := mocked(t, text.Korean, f, "2026-11-20", dir)
	if err != nil || !strings.Contains(table, "전체 모의고사") || !strings.Contains(table, r.Items[0].ID) || strings.Count(table, "채점 대상 아님\n") < 15 || strings.Contains(table, "‹") {
		t.Error(err, table)
	}
}

func TestQuizMockWithoutADryRunSaysWhere(t *testing.T) {
	out, err := mocked(t, text.English, mockFlags{exam: "SAA-C03", seed: 1}, "2026-11-20", privateBank(t, 7))
	if err != nil || !strings.Contains(out, "taken in the lab") || strings.Contains(out, "Drawn with seed") {
		t.Error(err, out)
	}
}

func TestQuizMockRefuses(t *testing.T) {
	for _, c := range []struct{ exam, day, code, says string }{
		{"SAA-C04", "2026-11-20", "unknown-exam", "Did you mean SAA-C03?"},
		{"", "2026-11-20", "unknown-exam", "--exam"},
		{"DVA-C02", "2026-12-01", string(mock.Ended), "DVA-C03"},
		{"DVA-C03", "2026-11-30", string(mock.NotYet), "2026-12-01"},
	} {
		for _, lang := range text.Langs() {
			_, err := mocked(t, lang, mockFlags{exam: c.exam, dryRun: true}, c.day)
			if err == nil || statusOf(err) != 1 || lang == text.English && !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "‹") {
				t.Errorf("%s on %s: %v", c.exam, c.day, err)
			}
			out, err := mocked(t, lang, mockFlags{exam: c.exam, dryRun: true, json: true}, c.day)
			var r struct{ Error mockError }
			if e := json.Unmarshal([]byte(out), &r); e != nil || statusOf(err) != 1 || r.Error.Code != c.code || r.Error.Message == "" {
				t.Errorf("%s on %s: %v %v %s", c.exam, c.day, e, err, out)
			}
		}
	}
}
