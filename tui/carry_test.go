package tui

import (
	"bytes"
	"strings"
	"testing"

	"skylab/progress"
	"skylab/text"
)

// After a pass the next step is offered afresh, and beside it in one's own
// world; what was typed there comes back after quitting.
func TestCarryOn(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	s.run("X=mine", "echo oops", "undo")
	s.run("carry-on")
	s.sees("Some checks are not met yet.")
	s.run(opens)
	s.sees("Or take it")
	s.press("esc", "o")
	s.sees("The name")
	s.sees("In your own world, after vpc/gate")
	s.run("echo [$X]", "trace internet web:80")
	s.sees("[mine]")
	s.run("aws ec2 create-tags --resources $GROUP --tags Key=Name,Value=door")
	s.sees("✓ the group has its name")
	s.seesNot("Or take it") // after the last step there is no other
	session, lines, err := store.Resume("vpc/name")
	if err != nil || session.From == 0 || session.FromSeq != 4 || len(lines) != 3 {
		t.Fatalf("kept %+v %v %v", session, lines, err)
	}
	s.run("journal")
	s.sees("carry-on: vpc/name")
	s.press("ctrl+d")

	again := openWith(t, 120, 40, Config{Lang: text.Korean, Start: "vpc/name", Store: store})
	again.sees("vpc/gate에 이어, 내가 만든 세계")
	again.sees("3줄을 다시 실행했습니다")
	again.sees("✓ 그룹에 이름이 있습니다")
	again.run("echo [$X]", "undo", "undo")
	again.sees("[mine]")
	again.press("esc", ",", "enter", "esc", "i") // the other language makes the same world
	again.run("echo [$X$X]")
	again.sees("[minemine]")
	again.sees("In your own world")
}

// What the first step's session does later is nothing to the second's.
func TestCarryOnKeepsItsPast(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	s.run(opens, "carry-on", "echo there")
	back := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	back.run("undo", "aws ec2 delete-security-group --group-id $GROUP")
	again := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/name", Store: store})
	again.sees("In your own world")
	again.run("trace internet web:80")
	again.sees("✓ the page still loads")
	// Begun afresh it is a world of its own again.
	again.press("esc", "R", "enter")
	again.sees("The name")
	again.seesNot("In your own world")
	if v, _, _ := store.Resume("vpc/name"); v.From != 0 {
		t.Errorf("kept %+v", v)
	}
}

func TestCarryOnIsNotOffered(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.run("aws ec2 create-tags --resources $GROUP --tags Key=Name,Value=door", opens) // the next step is done already
	s.sees("Next: vpc/name")
	s.seesNot("Or take it")
	s.run("carry-on")
	s.sees("does not go together with this world")
	s.sees("vpc ▸ gate")
	s.run("undo", "undo", opens)
	s.sees("Or take it")
}

// When the first step has become another one, its world cannot be made again;
// the second begins afresh, and says so.
func TestCarryOnAfterALessonChanged(t *testing.T) {
	old := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: old})
	s.run(opens, "carry-on", "echo there")
	sessions, _ := old.Sessions()
	var b bytes.Buffer
	if err := progress.Export(old, &b); err != nil || len(sessions) != 2 {
		t.Fatal(err, sessions)
	}
	store := still()
	if err := progress.Import(store, strings.NewReader(strings.Replace(b.String(), "lesson: "+sessions[0].Lesson, "lesson: other", 1))); err != nil {
		t.Fatal(err)
	}
	again := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/name", Store: store})
	again.sees("The step has changed since you were here")
	again.seesNot("In your own world")
}

func TestPlainCarriesOn(t *testing.T) {
	store := still()
	run := func(script ...string) string {
		var out bytes.Buffer
		c := Config{Library: course(t), Lang: text.Korean, Store: store}
		if err := Plain(t.Context(), c, strings.NewReader(strings.Join(script, "\n")+"\n"), &out); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	out := run("next", "carry-on", "X=mine", opens, "carry-on", "echo [$X]", "quit")
	for _, want := range []string{"아직 통과하지 못한 확인 항목이 있습니다.", "carry-on을 입력하세요", "vpc/gate에 이어, 내가 만든 세계", "\n[mine]\n"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if out = run("next", "echo [$X$X]", "quit"); !strings.Contains(out, "내가 만든 세계") || !strings.Contains(out, "\n[minemine]\n") {
		t.Errorf("after quitting:\n%s", out)
	}
}
