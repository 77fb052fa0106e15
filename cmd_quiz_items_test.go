package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ownBank writes the good bank of the tests of package quizzes into a folder,
// changed by edit.
func ownBank(t *testing.T, edit func(name, body string) string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "demo"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"demo/kinds.md", "demo/kinds.ko.md"} {
		body, err := os.ReadFile("quizzes/testdata/good/" + name)
		if err != nil {
			t.Fatal(err)
		}
		own := strings.ReplaceAll(string(body), " step=demo/cut", "")
		if err := os.WriteFile(filepath.Join(dir, name), []byte(edit(name, own)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func asIs(_, body string) string { return body }

type listedItem struct {
	ID, Module, Kind, Topic, Source, Hash string
	Level                                 int
	Tasks, Languages                      []string
	Proved                                bool
}

func quizItems(t *testing.T, args ...string) []listedItem {
	t.Helper()
	out, err := skylab(t, "", append(args, "quiz", "items", "--json")...)
	if err != nil {
		t.Fatal(out, err)
	}
	var list []listedItem
	if err := json.Unmarshal([]byte(out), &list); err != nil {
		t.Fatal(err, out)
	}
	return list
}

func TestQuizItemsAsJSON(t *testing.T) {
	list := quizItems(t)
	ids := map[string]bool{}
	for _, it := range list {
		if ids[it.ID] || it.Module == "" || it.Kind == "" || it.Topic == "" || it.Hash == "" || it.Level < 1 || it.Tasks == nil || it.Source != "builtin" {
			t.Errorf("%+v", it)
		}
		if !slices.Equal(it.Languages, []string{"en", "ko"}) {
			t.Errorf("%s in %v", it.ID, it.Languages)
		}
		ids[it.ID] = true
	}
	if !ids["vpc/cut.predict"] {
		t.Error("the predictions are not there")
	}
	if again := quizItems(t); !slices.EqualFunc(list, again, func(a, b listedItem) bool { return a.ID == b.ID && a.Hash == b.Hash }) {
		t.Error("another order or another hash the second time")
	}
}

func TestQuizItemsOfAFolderOfOnesOwn(t *testing.T) {
	dir := ownBank(t, asIs)
	var own []listedItem
	for _, it := range quizItems(t, "--quizzes", dir) {
		if it.Source == "local" {
			own = append(own, it)
		}
	}
	if len(own) != 6 || own[0].ID != "demo/room" || !own[0].Proved || own[0].Module != "demo" {
		t.Errorf("%+v", own)
	}
	out, err := skylab(t, "", "--quizzes", dir, "quiz", "items", "--module", "demo", "--lang", "ko")
	if err != nil || !strings.Contains(out, "하나 더") || !strings.Contains(out, "문항 6개") {
		t.Error(out, err)
	}
	for _, args := range [][]string{
		{"--quizzes", filepath.Join(dir, "nowhere"), "quiz", "items"},
		{"quiz", "items", "--module", "dmeo"},
		{"quiz", "items", "--exam", "SAA-C99"},
	} {
		if out, err := skylab(t, "", args...); err == nil {
			t.Errorf("%v: %s", args, out)
		}
	}
}

// TestABrokenBankIsToldAndTheRestIsThere: a learner's own bank with a mistake
// stops nobody.
func TestABrokenBankIsToldAndTheRestIsThere(t *testing.T) {
	dir := ownBank(t, func(name, body string) string { return strings.Replace(body, "- [x] next", "- [ ] next", 1) })
	out, err := skylab(t, "", "--quizzes", dir, "quiz", "items", "--module", "demo")
	if err != nil || !strings.Contains(out, "kinds.md:40:1: 0 options are marked [x]") || strings.Contains(out, "demo/room") || !strings.Contains(out, "demo/true") {
		t.Error(out, err)
	}
	for name, body := range map[string]string{"empty.md": "", "latin.md": "---\ntitle: caf\xe9\nmodule: demo\n---\n", "plain.md": "Not a bank.\n"} {
		if err := os.WriteFile(filepath.Join(dir, "demo", name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err = skylab(t, "", "--quizzes", dir, "quiz", "items", "--module", "demo")
	if err != nil || !strings.Contains(out, "empty.md") || !strings.Contains(out, "latin.md:2:11") || !strings.Contains(out, "plain.md:1:1") || !strings.Contains(out, "demo/true") {
		t.Error(out, err)
	}
}

func TestLintOfBanks(t *testing.T) {
	dir := ownBank(t, asIs)
	for _, arg := range []string{dir, filepath.Join(dir, "demo"), filepath.Join(dir, "demo", "kinds.md")} {
		out, err := skylab(t, "", "lint", arg)
		if err != nil || !strings.Contains(out, "6 quiz items in 1 banks, 6 proved") {
			t.Error(arg, out, err)
		}
	}
	broken := ownBank(t, func(name, body string) string { return strings.Replace(body, "kept-five: 251", "kept-five: 252", 1) })
	out, err := skylab(t, "", "lint", broken)
	if statusOf(err) != 1 || !strings.Contains(out, filepath.Join("demo", "kinds.md")+":126:1: the run gives 251, the key is 252") {
		t.Error(out, err)
	}
	out, err = skylab(t, "", "lint", "--json", broken)
	var report struct {
		Items, Proved, Worlds int
		Problems              []struct {
			File, Code, Message string
			Line, Column        int
		}
	}
	if statusOf(err) != 1 || json.Unmarshal([]byte(out), &report) != nil || report.Items != 6 || report.Proved != 5 || len(report.Problems) != 1 || report.Problems[0].Line != 126 {
		t.Error(out, err)
	}
	if out, err := skylab(t, "", "lint", "--lang", "ko", broken); statusOf(err) != 1 || !strings.Contains(out, "실행 결과는 251인데 정답은 252입니다") {
		t.Error(out, err)
	}
}
