package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"skylab/lessons"
	"skylab/progress"
	"skylab/text"
)

// One key leads from the first screen into the first step.
func TestFirstMinute(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: still()})
	s.press("enter")
	s.sees("The gate")
	s.run("trace internet web:80")
	s.sees("does not arrive")
	s.run(opens)
	s.sees("Solved.")
	s.run("next")
	s.sees("The name")
}

func TestPassIsKept(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	s.press("f2")
	s.sees("Hint 1 of 5")
	s.run(opens)
	steps, _ := store.Steps()
	if len(steps) != 1 || !steps[0].Solved || steps[0].Assisted || steps[0].Hints != 1 || steps[0].Commands != 1 {
		t.Fatalf("kept %+v", steps)
	}
	if !strings.Contains(steps[0].Answer, "authorize-security-group-ingress") {
		t.Errorf("answer %q", steps[0].Answer)
	}
	s.press("f9")
	s.sees("The author's")
	s.press("esc", "ctrl+d")
	s.sees("1/2")
}

// The solution is typed for the learner, who runs it; the step is then done
// with help and never solved.
func TestSolutionAssists(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	s.run("solution")
	s.sees("not solved")
	s.press("esc")
	if st, _ := store.Steps(); st[0].Assisted {
		t.Error("assisted after declining")
	}
	s.press("f9", "enter")
	s.sees("The solution stands on the line")
	s.press("enter")
	s.sees("with the solution shown")
	if st, _ := store.Steps(); st[0].Solved || !st[0].Assisted {
		t.Errorf("kept %+v", st[0])
	}
}

// What was typed is in the journal before the next prompt, and comes back.
func TestComesBackWhereItWas(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	s.run("X=점심종", "aws ec2 create-tags --resources $GROUP --tags Key=Lunch,Value=$X", "undo")
	session, lines, err := store.Resume("vpc/gate")
	if err != nil || len(lines) != 3 || lines[2].Line != "undo" || lines[0].Seq != 1 {
		t.Fatalf("journal of %+v: %+v %v", session, lines, err)
	}
	again := openWith(t, 120, 40, Config{Lang: text.English, Store: store})
	again.press("enter")
	again.sees("As you left it. Lines run again: 3.")
	again.run("echo [$X]", "aws ec2 describe-tags --filters Name=key,Values=Lunch --query 'length(Tags)'")
	again.sees("[점심종]")
	again.sees("\n 0\n")
	if _, lines, _ := store.Resume("vpc/gate"); len(lines) != 5 || lines[4].Seq != 5 {
		t.Errorf("journal after: %+v", lines)
	}
}

// Two programs in one session: the second to write goes on in a session of its
// own with the same past.
func TestTwoAtOnce(t *testing.T) {
	store := still()
	a := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	a.run("echo one")
	b := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	a.run("echo from a")
	b.run("echo from b")
	all, _ := store.Sessions()
	if len(all) != 2 {
		t.Fatalf("%d sessions", len(all))
	}
	one, _ := store.Journal(all[0].ID)
	two, _ := store.Journal(all[1].ID)
	if len(one) != 2 || one[1].Line != "echo from a" || len(two) != 2 || two[0].Line != "echo one" || two[1].Line != "echo from b" {
		t.Errorf("journals %+v and %+v", one, two)
	}
}

func TestGoesOnUnsaved(t *testing.T) {
	full := errors.New("no space left on device")
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: &progress.Memory{Fail: func() error { return full }}})
	s.run("echo still here")
	s.sees("still here")
	s.sees("not saved")
}

func TestHints(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.Korean, Start: "vpc/gate", Store: still()})
	for range 8 {
		s.press("f2")
	}
	s.sees("힌트 5/5")
	s.run("힌트")
	s.sees("힌트가 더 없습니다.")
}

func TestUndoUnmeetsTheCheck(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.run(opens)
	s.sees("✓ a stranger gets an answer")
	s.press("ctrl+z")
	s.sees("✗ a stranger gets an answer")
	s.press("ctrl+y")
	s.sees("✓ a stranger gets an answer")
}

func TestTrapIsNamed(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.run("aws ec2 authorize-security-group-ingress --group-id $GROUP --protocol tcp --port 22 --cidr 0.0.0.0/0")
	s.sees("! Port 22 is where engineers log in with ssh.")
}

// The question comes before the command that it is about; the answer is kept.
func TestPrediction(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	s.run("trace internet web:22")
	s.sees("What becomes of the packet?")
	s.press("a", "s")
	s.sees("You expected (sure): it arrives. What happens: it is dropped.")
	s.sees("does not arrive")
	p, _ := store.Predictions()
	if len(p) != 1 || p[0].Right() || !p[0].Sure || p[0].Truth != "status=1" {
		t.Errorf("kept %+v", p)
	}
	s.run("trace internet web:22")
	s.seesNot("rather not say")
}

func TestPredictionMayBePassedOver(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	s.run("trace internet web:22")
	s.press("esc")
	s.sees("does not arrive")
	if p, _ := store.Predictions(); len(p) != 0 {
		t.Errorf("kept %+v", p)
	}
}

// A trace plays hop by hop, can be stepped, and survives any resize.
func TestTracePlays(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate"})
	s.run("trace internet web:80")
	s.sees("▸ 1 ✓")
	s.pass(1)
	s.sees("▸ 2 ✓")
	for _, size := range [][2]int{{1, 1}, {120, 40}, {3, 70}, {40, 12}, {200, 2}, {120, 40}} {
		s.size(size[0], size[1])
		s.pass(1)
		s.text()
	}
	s.pass(40)
	s.sees("▸ 4 ✗")
	s.press("esc", "up")
	s.sees("▸ 3 ✓")
	s.press("right")
	s.sees("▸ 4 ✗")
	s.press("space")
	s.sees("▸ 1 ✓")
}

func TestClickShowsDetails(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	x, y := s.find("↔ 13.125")
	s.click(x, y)
	s.sees("$ aws ec2 describe-instances --instance-ids i-")
	s.press("esc")
	s.seesNot("$ aws ec2 describe-instances")
	x, y = s.find("public-a")
	s.click(x, y)
	s.sees("describe-subnets")
}

// Letters typed in Hangul mode mean the keys that they are typed with.
func TestKeysInHangulMode(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.Korean, Store: still()})
	s.press("ㅌ")
	s.sees("3계층")
	s.press("esc", "enter", "esc", "ㅋ")
	s.sees("[1 읽기]")
	s.seesNot("\n $\n")
	s.press("ㅋ", "ㅑ", "echo 서브넷", "enter")
	s.sees("서브넷")
}

func TestLanguageSwitchesAtOnce(t *testing.T) {
	store := still()
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.press("L")
	s.sees("시작하기")
	s.press("T")
	if k, _ := store.Settings(); k.Lang != "ko" || k.Theme != "dark" || !k.Still {
		t.Errorf("kept %+v", k)
	}
	s.press("enter", "f1", "end")
	s.sees("프롬프트에 쓰는 말")
}

// A lesson goes on in the other language: the page, and what lab tools say.
func TestLanguageSwitchesInTheLesson(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.run("X=kept", "trace internet web:80")
	s.sees("does not arrive")
	s.press("esc", ",", "enter", "esc", "i")
	s.run("trace internet web:80", "echo $X")
	s.sees("도착하지 못합니다")
	s.sees("낯선 사람이 80번 포트에서")
	s.sees("\n kept\n")
}

func TestForkIsSeen(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.run("fork try", opens)
	s.sees("⑂ try")
	s.sees("✓ a stranger gets an answer")
	s.run("drop")
	s.seesNot("⑂ try")
	s.sees("✗ a stranger gets an answer")
}

// An IME composes where the terminal's cursor stands: after the wide letters.
func TestCursorStandsAfterWideLetters(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.Korean, Start: "vpc/gate", Store: still()})
	before := s.root.View().Cursor
	s.press("한글")
	after := s.root.View().Cursor
	if before == nil || after == nil || after.X-before.X != 4 || after.Y != before.Y {
		t.Fatalf("cursor from %v to %v", before, after)
	}
	s.press("esc")
	if c := s.root.View().Cursor; c != nil {
		t.Errorf("cursor at %v outside the console", c)
	}
}

func TestPasteWaitsForEnter(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	s.send(tea.PasteMsg{Content: "echo one\necho two\x1b[2J\n"})
	s.sees("echo two[2J")
	if _, lines, _ := store.Resume("vpc/gate"); len(lines) != 0 {
		t.Fatal("a paste ran by itself")
	}
	s.press("enter")
	s.sees("\n one\n two[2J\n")
}

// Text from the world cannot reach the terminal as an escape sequence.
func TestTagsAreHarmless(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.run(`aws ec2 create-tags --resources $GROUP $SUBNET $VPC --tags Key=Name,Value=$'\e[2J\e]0;x\a점심'`, "aws ec2 describe-tags --output text", `printf 'a\033[31mb\007\rc'`)
	content := s.root.View().Content
	for _, bad := range []string{"\x1b[2J", "\x1b]0;", "\a", "\r"} {
		if strings.Contains(content, bad) {
			t.Errorf("the frame holds %q", bad)
		}
	}
	s.press("ctrl+t")
	s.text()
}

func TestTimeline(t *testing.T) {
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: still()})
	s.run(opens, "echo hello")
	s.press("ctrl+t")
	s.sees("the world is set up")
	s.sees("echo hello")
	s.press("home", "d")
	s.sees("security-group")
	s.press("esc", "end", "up", "up", "f")
	s.sees("⑂ 1")
	s.sees("✗ a stranger gets an answer")
	s.run("keep")
	s.run("redo")
	s.sees("✓ a stranger gets an answer")
}

// While a command runs the screen shows the moment before it, keys are taken,
// and Ctrl-C rolls it back.
func TestCancel(t *testing.T) {
	store := still()
	s := openWith(t, 120, 40, Config{Lang: text.English, Start: "vpc/gate", Store: store})
	s.press("X=1; while :; do :; done")
	_, cmd := s.root.Update(tea.KeyPressMsg{Code: tea.KeyEnter})
	done := make(chan tea.Msg, 1)
	go func() { done <- cmd() }()
	s.press("echo [$X]", "enter") // waits its turn
	s.sees("a stranger gets an answer")
	began := time.Now()
	s.press("ctrl+c")
	s.send(<-done)
	if took := time.Since(began); took > time.Second {
		t.Errorf("took %v to stop", took)
	}
	s.sees("\n []\n")
	if _, lines, _ := store.Resume("vpc/gate"); len(lines) != 1 || lines[0].Line != "echo [$X]" {
		t.Errorf("journal %+v", lines)
	}
}

func TestUnknownStart(t *testing.T) {
	_, err := newRoot(t.Context(), Config{Library: course(t), Start: "vpc/gat"})
	var unknown *lessons.NoStep
	if !errors.As(err, &unknown) || unknown.Near != "vpc/gate" {
		t.Fatalf("%v", err)
	}
}

func TestNoTerminal(t *testing.T) {
	if err := Run(t.Context(), Config{}); !errors.Is(err, ErrNoTerminal) {
		t.Fatalf("%v", err)
	}
}

// The page of limits speaks the learner's language, and so does its search.
func TestLimitsSpeakBothLanguages(t *testing.T) {
	for lang, words := range map[text.Lang][2]string{text.English: {"Networks: modelled", "NAT64 and DNS64"}, text.Korean: {"네트워크: 모델링한 것", "NAT64와 DNS64"}} {
		s := openWith(t, 80, 24, Config{Lang: lang, Store: still()})
		s.press("m")
		for range 8 {
			s.press("down")
		}
		s.sees(words[0])
		s.press("/", "nat64")
		s.sees(words[1])
	}
}

// A sandbox has no task: the words for one say so.
func TestWordsOfALessonInASandbox(t *testing.T) {
	for _, word := range []string{"check", "tasks", "hint", "predict", "solution", "next", "carry-on", "steps", "home"} {
		s := openWith(t, 80, 24, Config{Lang: text.English, Store: still()})
		s.press("x", "enter")
		s.run(word)
		s.text()
		if (word == "check" || word == "next" || word == "carry-on") && !strings.Contains(s.text(), "A sandbox has no task.") {
			t.Errorf("%s:\n%s", word, s.text())
		}
	}
}
