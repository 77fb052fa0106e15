package lessons

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"skylab/content"
	"skylab/text"
)

// good is the new lesson of the template as a file system.
func good() fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range Template("demo") {
		files["demo/"+f.Name] = &fstest.MapFile{Data: []byte(f.Body)}
	}
	return files
}

// edit replaces the first old by new in a file.
func edit(t *testing.T, files fstest.MapFS, file, old, new string) {
	t.Helper()
	body := string(files["demo/"+file].Data)
	if !strings.Contains(body, old) {
		t.Fatalf("%s does not hold %q", file, old)
	}
	files["demo/"+file] = &fstest.MapFile{Data: []byte(strings.Replace(body, old, new, 1))}
}

func TestTheTemplateIsRead(t *testing.T) {
	lib, problems := LoadFrom(Source{Name: "x", FS: good()})
	for _, p := range problems {
		t.Error(p.Say(text.For(text.English)))
	}
	m := lib.Find("demo")
	if m == nil || len(m.Steps) != 2 {
		t.Fatal("the template has two steps")
	}
	cut := m.Step("cut")
	if cut.Checks[0].Title != content.WordsOf("one subnet for each half", "절반마다 서브넷 하나") {
		t.Errorf("title of a check: %+v", cut.Checks[0].Title)
	}
	if strings.Contains(cut.Task.EN, "halves:") || cut.Task.KO != "VPC `lunch`를 절반 두 개로 나누세요." {
		t.Errorf("task: %+v", cut.Task)
	}
	if o := cut.Predict.Options[1]; o.Key != "InvalidSubnet.Range" || o.Label.KO != "너무 작아서 거절한다" {
		t.Errorf("option: %+v", o)
	}
	if len(cut.Traps) != 2 || cut.Traps[1].Caution.KO == "" || cut.Traps[0].Code != "InvalidSubnet.Conflict" {
		t.Errorf("traps: %+v", cut.Traps)
	}
	if m.Step("again").Previous() != cut || !slices.Equal(cut.Facts, []string{"vpc.reserved-addresses"}) {
		t.Error("previous step, facts:", cut.Facts)
	}
	if cut.Hash() == m.Step("again").Hash() || m.Start == 0 || !m.NoDefaultVPC {
		t.Error("hash, start or default VPC")
	}
}

var update = flag.Bool("update", false, "rewrite the files of expected output")

// TestEveryMistakeIsNamed breaks the good lesson in one way at a time. The
// named problem must be reported at the lines that were changed, or at what
// holds them; everything that is said is compared with testdata/mistakes.txt.
func TestEveryMistakeIsNamed(t *testing.T) {
	var said strings.Builder
	codes := map[string]bool{}
	for _, m := range mistakes {
		files := good()
		edit(t, files, m.file, strings.ReplaceAll(m.old, "LESSON", "demo"), m.new)
		_, problems := LoadFrom(Source{FS: files})
		fmt.Fprintf(&said, "%s\n----\n", m.name)
		found := false
		for _, p := range problems {
			codes[p.Code] = true
			found = found || p.Code == m.code && path.Base(p.Pos.File) == m.file && p.Pos.Line > 0
			fmt.Fprintln(&said, strings.TrimPrefix(p.Say(text.For(text.English)), "demo/"))
			if korean := p.Sentence(text.For(text.Korean)); !strings.ContainsFunc(korean, func(r rune) bool { return r >= '가' && r <= '힣' }) || strings.Contains(korean, "<no value>") {
				t.Errorf("%s in Korean: %s", p.Code, korean)
			}
		}
		if !found && m.code != "lint.file.nfc" {
			t.Errorf("%s: no %s with a line in %s", m.name, m.code, m.file)
		}
		said.WriteByte('\n')
	}
	if strings.Contains(said.String(), "<no value>") || strings.Contains(said.String(), "‹") {
		t.Error("a sentence lacks a value")
	}
	compare(t, "testdata/mistakes.txt", said.String())
	t.Logf("%d mistakes, %d different problems", len(mistakes), len(codes))
}

// compare compares text with a file, or rewrites it under -update.
func compare(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	g, w := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Errorf("%s:%d differs (go test -update rewrites it)\n got: %s\nwant: %s", name, i+1, at(g, i), at(w, i))
			return
		}
	}
}

func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return "(end)"
}

// TestNoLessonBreaksTheProgram leaves out, doubles and cuts lines of the good
// lesson: whatever comes of it, it is read without a panic, every problem lies
// in its file, and what has no problem can be proved.
func TestNoLessonBreaksTheProgram(t *testing.T) {
	proved := 0
	for _, file := range []string{en, ko} {
		lines := strings.SplitAfter(string(good()["demo/"+file].Data), "\n")
		for i := range lines {
			for how, middle := range []string{"", lines[i] + lines[i], lines[i][:len(lines[i])/2] + "\n"} {
				files := good()
				body := strings.Join(lines[:i], "") + middle + strings.Join(lines[i+1:], "")
				files["demo/"+file] = &fstest.MapFile{Data: []byte(body)}
				lib, problems := LoadFrom(Source{FS: files})
				for _, p := range problems {
					if n := strings.Count(string(files[p.Pos.File].Data), "\n"); p.Pos.Line > n+1 {
						t.Errorf("%s line %d, way %d: %v lies behind the end (%d lines)", file, i+1, how, p.Pos, n)
					}
				}
				if len(problems) == 0 && i%5 == how {
					proved++
					Proof{Workers: 1}.Lint(context.Background(), lib, nil)
				}
			}
		}
	}
	if proved < 10 {
		t.Errorf("only %d of the changed lessons were proved", proved)
	}
}
