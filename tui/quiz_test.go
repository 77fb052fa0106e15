package tui

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"skylab/content"
	"skylab/lessons"
	"skylab/progress"
	"skylab/quizzes"
	"skylab/quizzes/practice"
	"skylab/quizzes/record"
	"skylab/text"
	"skylab/tui/screens"
)

// bank is a small bank of the tests' own: an item of each kind, and enough
// plain ones for a short mock exam.
func bank(course *lessons.Library) (*quizzes.Library, []content.Problem, error) {
	files := fstest.MapFS{}
	for _, name := range []string{"vpc/gates.md", "vpc/gates.ko.md"} {
		body, err := os.ReadFile("testdata/bank/" + name)
		if err != nil {
			return nil, nil, err
		}
		files[name] = &fstest.MapFile{Data: body}
	}
	var en, ko strings.Builder
	en.WriteString("---\ntitle: Many\nmodule: vpc\n---\n")
	ko.WriteString("---\ntitle: 여럿\n---\n")
	for i := range 14 {
		task := []string{"SAA-C03/3.4", "SAA-C03/1.2"}[i%2]
		fmt.Fprintf(&en, "\n## Plain %02d {#plain-%02d kind=choice topic=plain level=1 tasks=%s}\n\nWhich number is %d?\n\n", i, i, task, i+10)
		fmt.Fprintf(&ko, "\n## 보통 %02d {#plain-%02d}\n\n%d은 어느 것입니까?\n\n", i, i, i+10)
		for k := range 4 {
			mark := " "
			if k == i%4 {
				mark = "x"
			}
			fmt.Fprintf(&en, "- [%s] n%d: %d\n  > It is %d, option %d of item %d.\n", mark, k, i+10-i%4+k, i+10-i%4+k, k, i)
			fmt.Fprintf(&ko, "- n%d: %d\n  > %d입니다. 문항 %d의 %d번째 답입니다.\n", k, i+10-i%4+k, i+10-i%4+k, i, k)
		}
	}
	fmt.Fprintf(&en, "\n## Long {#long kind=choice topic=long level=1}\n\n%s\n\nWhich?\n\n", strings.Repeat("A line of a stem that has `code` and **more**. ", 220))
	fmt.Fprintf(&ko, "\n## 긴 것 {#long}\n\n%s\n\n어느 것입니까?\n\n", strings.Repeat("아주 긴 지문의 `코드` 한 줄입니다. ", 400))
	for k := range 4 {
		fmt.Fprintf(&en, "- [%s] l%d: long %d\n  > It is %d.\n", map[bool]string{true: "x", false: " "}[k == 2], k, k, k)
		fmt.Fprintf(&ko, "- l%d: 긴 답 %d\n  > %d입니다.\n", k, k, k)
	}
	files["vpc/plain.md"] = &fstest.MapFile{Data: []byte(en.String())}
	files["vpc/plain.ko.md"] = &fstest.MapFile{Data: []byte(ko.String())}
	lib, problems := quizzes.Open(course.Course(), nil, nil, quizzes.Source{Name: "bank", FS: files})
	return lib, problems, nil
}

// item opens a drill of one item of the bank and presses keys.
func (s *screen) item(which string, names ...string) {
	s.Helper()
	f := practice.Filter{Kind: quizzes.Kind(which), Module: "vpc"}
	switch which {
	case "choice":
		f.Topic, f.Level = "gates", 1
	case "long":
		f.Kind, f.Topic = "", "long"
	case "wide":
		f.Kind, f.Topic, f.Level = "", "gates", 3
	}
	s.send(screens.GoQuiz{Mode: record.Drill, Filter: f})
	s.press(names...)
}

// exam begins the mock exam that the bank is enough for.
func (s *screen) exam() {
	s.Helper()
	s.press("e", "down", "enter", "y")
	if !strings.Contains(s.text(), "SAA-C03") {
		s.Fatal(s.text())
	}
}

func TestTheBankOfTheTestsIsWhole(t *testing.T) {
	_, problems, err := bank(course(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if !p.Warn {
			t.Error(p.Say(text.For(text.English)))
		}
	}
}

func answers(t *testing.T, store progress.Store) []record.Answer {
	t.Helper()
	list, err := store.Answers()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAnAnswerIsKeptWithHowSure(t *testing.T) {
	store := still()
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.press("p")
	s.item("choice")
	letter := letterOf(t, s.text(), "10.0.1.4")
	s.press(letter, "enter", "s")
	got := answers(t, store)
	if len(got) != 1 || !got[0].Right || got[0].Sure != record.Certain || got[0].Item != "vpc/fifth" || got[0].Chosen != "four" || got[0].Mode != record.Drill {
		t.Fatalf("%+v", got)
	}
	if !strings.Contains(s.text(), "✓ Right.") {
		t.Error(s.text())
	}
	s.press("n", "q")
	if !strings.Contains(s.text(), "1 of 1 right") {
		t.Error(s.text())
	}
}

// letterOf is the letter of the option that begins with some words.
func letterOf(t *testing.T, screen, words string) string {
	t.Helper()
	for line := range strings.Lines(screen) {
		line = strings.TrimSpace(strings.TrimLeft(strings.TrimSpace(line), "▸ "))
		for _, box := range []string{"( ) ", "(•) ", "[ ] ", "[x] "} {
			if rest, ok := strings.CutPrefix(line, box); ok && strings.HasPrefix(rest[1:], "  "+words) && strings.TrimSpace(rest[1:]) == words {
				return rest[:1]
			}
		}
	}
	t.Fatalf("no option %q in\n%s", words, screen)
	return ""
}

// There and back by one key: the step and the world that an item names.
func TestVisitsComeBack(t *testing.T) {
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: still()})
	s.press("p")
	s.item("choice", "b", "enter", "g")
	quiz := s.text()
	s.press("s")
	if s.text() == quiz {
		t.Fatal("the step was not opened")
	}
	s.press("ctrl+d")
	if s.text() != quiz {
		t.Errorf("after the step:\n%s\nwas\n%s", s.text(), quiz)
	}
	s.press("o")
	s.run("aws ec2 describe-vpcs --query 'Vpcs[0].CidrBlock'")
	if !strings.Contains(s.text(), "10.0.0.0/16") {
		t.Errorf("the item's world is not open:\n%s", s.text())
	}
	s.press("ctrl+d")
	if s.text() != quiz {
		t.Errorf("after the world:\n%s", s.text())
	}
}

func TestAMockExamGoesOnAfterItsProgramWasKilled(t *testing.T) {
	store := still()
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.exam()
	s.press("b", "right", "a", "m")
	again := openWith(t, 80, 24, Config{Lang: text.Korean, Store: store}) // the first one says no goodbye
	again.press("e", "enter")
	if got := again.text(); !strings.Contains(got, "문항 2/9") || !strings.Contains(got, "⚑") || !strings.Contains(got, "(•) a") {
		t.Fatal(got)
	}
	again.press("r", "s", "y")
	list := answers(t, store)
	sittings, _ := store.Sittings()
	if len(sittings) != 1 || len(list) != len(sittings[0].Items) {
		t.Fatalf("%d answers of %d items", len(list), len(sittings[0].Items))
	}
	given := slices.IndexFunc(list, func(a record.Answer) bool { return a.Chosen != "" })
	if given < 0 || list[given].Mode != record.Mock || list[given].Sitting != sittings[0].ID {
		t.Errorf("%+v", list)
	}
	s.press("right") // the first window hears of it
	if !strings.Contains(s.text(), "Result") {
		t.Errorf("the other window goes on with an exam that was handed in:\n%s", s.text())
	}
	if n := len(answers(t, store)); n != len(list) {
		t.Errorf("answers were kept twice: %d, then %d", len(list), n)
	}
}

// When the time is up the exam ends by itself, whatever is on the screen.
func TestTimeIsUp(t *testing.T) {
	store := still()
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	s.root.env.Now = func() time.Time { return now }
	s.exam()
	s.press("b")
	now = now.Add(3 * time.Hour)
	s.pass(2)
	if !strings.Contains(s.text(), "scored questions right") {
		t.Error(s.text())
	}
}

func TestAResultIsExported(t *testing.T) {
	folder := t.TempDir()
	s := openWith(t, 80, 24, Config{Lang: text.Korean, Store: still(), Exports: folder})
	s.exam()
	s.press("r", "s", "y", "x", "esc", "x")
	list, err := os.ReadDir(folder)
	if err != nil || len(list) != 4 { // twice, and nothing is written over
		t.Fatalf("%v %v", list, err)
	}
	body, err := os.ReadFile(folder + "/" + list[0].Name())
	if err != nil || !strings.Contains(string(body), "SAA-C03") || !strings.Contains(string(body), "입니다.") {
		t.Errorf("%v %s", err, body)
	}
}

// While an exam is open that is kept every few seconds: a crash costs no more
// of an item's time.
func TestAnOpenExamBeats(t *testing.T) {
	store := still()
	s := openWith(t, 80, 24, Config{Lang: text.English, Store: store})
	s.exam()
	s.pass(6)
	sittings, _ := store.Sittings()
	events, err := store.Events(sittings[0].ID)
	if err != nil || !slices.ContainsFunc(events, func(e record.Event) bool { return e.Kind == "beat" }) {
		t.Errorf("%v %+v", err, events)
	}
}
