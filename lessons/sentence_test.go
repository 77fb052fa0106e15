package lessons

import (
	"context"
	"strings"
	"testing"

	"skylab/text"
)

// TestReasonsHelp reads what the steps of vpc say at their start, in Korean:
// things by name, what is missing as missing, and neither an exit status nor an
// English error of the checks' own tools.
func TestReasonsHelp(t *testing.T) {
	ctx, lib := context.Background(), firstLibrary(t)
	said := map[string]string{}
	for _, s := range lib.Find("vpc").Steps {
		m, err := s.Start(ctx, text.Korean)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range s.Check(ctx, m) {
			line := r.Found(text.For(text.Korean)) + " " + r.Reason(text.For(text.Korean))
			said[s.ID+"/"+r.ID] = line
			if strings.Contains(line, "nothing is called") || strings.Contains(line, "No such file") || strings.Contains(line, "종료 상태") {
				t.Errorf("%s %s: %s", s.Ref(), r.ID, line)
			}
		}
	}
	for id, want := range map[string]string{
		"bastion/through":       "bastion이 아직 없습니다.",
		"choose/today-works":    "choice.txt가 아직 없습니다.",
		"public/web-public":     "라우팅 테이블 main (rtb-",
		"stateless/page":        "네트워크 ACL strict (acl-",
		"cut/halves":            "바라는 값 2/2, 실제 0/2.",
		"endpoint/other-bucket": "app이 s3:somebody-elses의 답을 받습니다.",
	} {
		if !strings.Contains(said[id], want) {
			t.Errorf("%s says %q, wanted %q", id, said[id], want)
		}
	}
}

// TestSaysNoAnswer: what a check wants is shown from the start, so it must not
// hold what the learner is asked to find out.
func TestSaysNoAnswer(t *testing.T) {
	lib := firstLibrary(t)
	for id, answer := range map[string]string{"cut": "211.11.124.", "stateful": "updates", "choose": "gateway"} {
		for _, c := range step(t, lib.Find("vpc"), id).Checks {
			if strings.Contains(strings.Join(c.Want, " "), answer) {
				t.Errorf("%s: the check %s tells the answer: wanted %q", id, c.ID, c.Want)
			}
		}
	}
}

func firstLibrary(t *testing.T) *Library {
	t.Helper()
	lib, _ := Open(Builtin())
	return lib
}

func step(t *testing.T, m *Module, id string) *Step {
	t.Helper()
	for _, s := range m.Steps {
		if s.ID == id {
			return s
		}
	}
	t.Fatalf("no step %s", id)
	return nil
}
