package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"skylab/text"
)

// skylab runs the program with arguments in a folder of its own.
func skylab(t *testing.T, in string, args ...string) (out string, err error) {
	t.Helper()
	var b bytes.Buffer
	data := filepath.Join(t.TempDir(), "data")
	a := &app{in: strings.NewReader(in), out: &b, err: &b, getenv: func(string) string { return "" }, lang: languageOf(args, func(string) string { return "" })}
	root := a.root()
	root.SetArgs(append([]string{"--data", data}, args...))
	root.SilenceErrors, root.SilenceUsage = true, true
	err = root.ExecuteContext(context.Background())
	return b.String(), err
}

func TestANewLessonLintsClean(t *testing.T) {
	dir := t.TempDir()
	if out, err := skylab(t, "", "new", "lesson", "my-first", "--dir", dir); err != nil || !strings.Contains(out, "skylab lint") {
		t.Fatal(out, err)
	}
	folder := filepath.Join(dir, "my-first")
	for _, arg := range []string{folder, dir} {
		if out, err := skylab(t, "", "lint", arg); err != nil || !strings.Contains(out, "steps 2,") || !strings.Contains(out, "problems 0") {
			t.Errorf("lint %s: %v\n%s", arg, err, out)
		}
	}
	if _, err := skylab(t, "", "new", "lesson", "my-first", "--dir", dir); err == nil {
		t.Error("a folder that is there must not be touched")
	}
	if _, err := skylab(t, "", "new", "lesson", "My First", "--dir", dir); err == nil {
		t.Error("My First is no id")
	}
	out, err := skylab(t, "", "--lessons", dir, "lessons", "my-first", "--lang", "ko")
	if err != nil || !strings.Contains(out, "범위 나누기") || !strings.Contains(out, "0/2") {
		t.Error(out, err)
	}
	out, err = skylab(t, "", "--lessons", dir, "solution", "my-first/again")
	if err != nil || !strings.HasPrefix(out, "#!/usr/bin/env bash\n") || !strings.Contains(out, "set -euo pipefail") {
		t.Error(out, err)
	}
}

func TestLintNamesThePlaceAndTheFix(t *testing.T) {
	dir := t.TempDir()
	if _, err := skylab(t, "", "new", "lesson", "broken", "--dir", dir); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "broken", "lesson.md")
	body, _ := os.ReadFile(name)
	line := strings.Count(string(body)[:strings.Index(string(body), "level=copy")], "\n") + 1
	if err := os.WriteFile(name, bytes.Replace(body, []byte("level=copy"), []byte("level=hard"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := skylab(t, "", "lint", filepath.Join(dir, "broken"))
	if statusOf(err) != 1 || !strings.Contains(out, "lesson.md:"+strconv.Itoa(line)+":24: unknown level") {
		t.Errorf("%v\n%s", err, out)
	}
	out, err = skylab(t, "", "lint", "--json", "--lang", "ko", filepath.Join(dir, "broken"))
	var report struct {
		Problems []struct {
			Line, Column  int
			Code, Message string
		}
	}
	if e := json.Unmarshal([]byte(out), &report); e != nil || statusOf(err) != 1 || len(report.Problems) != 1 {
		t.Fatalf("%v %v\n%s", e, err, out)
	}
	if p := report.Problems[0]; p.Line != line || p.Code != "lint.level.unknown" || !strings.Contains(p.Message, "알 수 없는 level") {
		t.Errorf("%+v", p)
	}
	if _, err := skylab(t, "", "lint", filepath.Join(dir, "nowhere")); err == nil {
		t.Error("a folder that is not there")
	}
}

func TestNotesOfNothing(t *testing.T) {
	_, err := skylab(t, "", "notes")
	if err == nil || !strings.Contains(err.Error(), text.For(text.English).Say("cmd.notes.none")) {
		t.Error(err)
	}
}
