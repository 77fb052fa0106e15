package quizzes

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"skylab/content"
	"skylab/text"
)

func TestEveryMistakeIsNamedWithItsPlace(t *testing.T) {
	for _, m := range mistakes {
		t.Run(m.name, func(t *testing.T) {
			files := good(t)
			before := string(files[m.file].Data)
			if strings.Count(before, m.old) == 0 {
				t.Fatalf("the good bank lacks %q", m.old)
			}
			files[m.file].Data = []byte(strings.Replace(before, m.old, m.new, 1))
			lib, problems := Load(demo{}, nil, nil, Source{FS: files})
			if m.code == "" {
				if len(problems) > 0 {
					t.Error(sayAll(t, problems))
				}
				return
			}
			for _, b := range lib.banks {
				for _, it := range b.items {
					if it != nil {
						problems = append(problems, Proof{}.rules(lib, it)...)
					}
				}
			}
			named := slices.ContainsFunc(problems, func(p content.Problem) bool {
				return p.Code == m.code && fmt.Sprintf("%d:%d", p.Pos.Line, p.Pos.Column) == m.at
			})
			if !named {
				t.Errorf("want %s at %s, said:\n%s", m.code, m.at, sayAll(t, problems))
			}
		})
	}
}

// TestEveryProblemHasItsSentences: a code without a sentence would be shown as
// itself, in marks.
func TestEveryProblemHasItsSentences(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range mistakes {
		if m.code == "" || seen[m.code] {
			continue
		}
		seen[m.code] = true
		for _, lang := range text.Langs() {
			if !text.For(lang).Has(m.code) {
				t.Errorf("%s has no sentence in %s", m.code, lang)
			}
		}
	}
	if len(seen) < 100 {
		t.Errorf("only %d kinds of mistakes are in the table", len(seen))
	}
}

func TestFilesThatAreNoBanks(t *testing.T) {
	body := good(t)
	for _, c := range []struct {
		name, code string
		change     func(fstest.MapFS)
		items      int // left for learners, of a local source
	}{
		{"empty", "lint.bank.blank", func(f fstest.MapFS) { f[en].Data = nil }, 0},
		{"blank", "lint.bank.blank", func(f fstest.MapFS) { f[en].Data = []byte(" \n\n") }, 0},
		{"no item", "lint.bank.empty", func(f fstest.MapFS) {
			f[en].Data, f[ko] = []byte("---\ntitle: a\nmodule: demo\n---\n"), nil
			delete(f, ko)
		}, 0},
		{"not UTF-8", "lint.file.utf8", func(f fstest.MapFS) { f[en].Data = append(f[en].Data, 0xff) }, 0},
		{"Korean not UTF-8", "lint.file.utf8", func(f fstest.MapFS) { f[ko].Data = append(f[ko].Data, 0xff) }, 6},
		{"decomposed Hangul", "lint.file.nfc", func(f fstest.MapFS) { f[ko].Data = append(f[ko].Data, "\n\u1100\u1161\n"...) }, 6},
		{"a control character", "lint.file.control", func(f fstest.MapFS) { f[en].Data = append(f[en].Data, "\x1b[2J\n"...) }, 5},
		{"no Korean", "lint.bank.korean", func(f fstest.MapFS) { delete(f, ko) }, 6},
		{"no English", "lint.bank.orphan", func(f fstest.MapFS) { delete(f, en) }, 0},
		{"the same id in two files", "lint.item.twice", func(f fstest.MapFS) { f["demo/again.md"], f["demo/again.ko.md"] = f[en], f[ko] }, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fstest.MapFS{}
			for name, f := range body {
				files[name] = &fstest.MapFile{Data: slices.Clone(f.Data)}
			}
			c.change(files)
			_, problems := Load(demo{}, nil, nil, Source{FS: files})
			if !slices.ContainsFunc(problems, func(p content.Problem) bool { return p.Code == c.code }) {
				t.Errorf("want %s, said:\n%s", c.code, sayAll(t, problems))
			}
			lib, _ := Open(demo{}, nil, nil, Source{FS: files, Local: true})
			if n := len(lib.Entries()); n != c.items {
				t.Errorf("%d items for learners, want %d", n, c.items)
			}
		})
	}
}

// TestABrokenItemIsLeftOut: of a learner's own bank the rest is there all the
// same; an item whose Korean is broken is read in English.
func TestABrokenItemIsLeftOut(t *testing.T) {
	files := good(t)
	files[en].Data = []byte(strings.Replace(string(files[en].Data), "- [x] next", "- [ ] next", 1))
	files[ko].Data = []byte(strings.Replace(string(files[ko].Data), "- kept-five: 251", "- kept-fife: 251", 1))
	lib, problems := Open(demo{}, nil, nil, Source{FS: files, Local: true})
	if _, ok := lib.Entry("demo/room"); ok || len(lib.Entries()) != 5 {
		t.Errorf("%d items, the broken one among them: %t", len(lib.Entries()), ok)
	}
	if content.Failures(problems) == 0 {
		t.Error("nobody is told why")
	}
	it, err := lib.Item(context.Background(), "demo/left")
	if err != nil || it.Korean || it.Stem.KO != "" || it.Options[1].Reason.KO != "" {
		t.Errorf("%v %+v", err, it)
	}
	files[en].Data = []byte(strings.Replace(string(files[en].Data), "? made=ok", "? maid=ok", 1))
	lib, _ = Open(demo{}, nil, nil, Source{FS: files}) // those of the program were proved, so nothing is read
	if _, err := lib.Item(context.Background(), "demo/twice"); err == nil {
		t.Error("a broken item is shown")
	}
}

func TestALaterSourceBeatsAnEarlierOne(t *testing.T) {
	mine := good(t)
	delete(mine, ko)
	mine[en].Data = []byte(strings.Replace(string(mine[en].Data), "## Room for one more", "## Mine", 1))
	lib, problems := Open(demo{}, nil, nil, Source{FS: good(t)}, Source{Name: "mine", FS: mine, Local: true})
	e, _ := lib.Entry("demo/room")
	if e.Title.EN != "Mine" || !lib.Local("demo/room") || len(lib.Entries()) != 6 {
		t.Errorf("%q, %d items", e.Title.EN, len(lib.Entries()))
	}
	if content.Failures(problems) > 0 {
		t.Error(sayAll(t, problems))
	}
}

func TestAnOptionsIDNearATraps(t *testing.T) {
	for _, c := range []struct {
		id   string
		near bool
	}{
		{"overlap", false}, {"overlop", true}, {"overlpa", true}, {"overla", true}, {"overlaps", true},
		{"to-small", true}, {"too-smal", true}, {"too-small", false}, {"lap", false}, {"overlook", false},
	} {
		it := &Item{Entry: Entry{Kind: Choice, Step: "demo/cut"}, Options: []Option{{ID: c.id}}}
		j := &judge{it: it}
		j.trapIDs(demo{})
		if near := len(j.problems) > 0; near != c.near {
			t.Errorf("%s: %v", c.id, j.problems)
		}
	}
}

// TestBigAndWideTexts: a stem of 10,000 characters and options of wide and
// combining ones are read whole, and columns count characters.
func TestBigAndWideTexts(t *testing.T) {
	files := good(t)
	stem := strings.Repeat("긴 지문 e\u0301 👩‍👩‍👧 ", 700) + "Subnet?"
	files[en].Data = []byte(strings.Replace(string(files[en].Data), "How many addresses of the empty subnet 10.0.8.0/24 can be given away?", stem, 1))
	lib, _ := Open(demo{}, nil, nil, Source{FS: files})
	it, err := lib.Item(context.Background(), "demo/left")
	if err != nil || len([]rune(it.Stem.EN)) < 9000 {
		t.Fatalf("%v, %d characters", err, len(it.Stem.EN))
	}
	files = good(t)
	files[en].Data = []byte(strings.Replace(string(files[en].Data), "- [x] no-subnet: It has no subnet", "- [x] no-subnet: 한글 넓은 글자 [^no.such]", 1))
	_, problems := Load(demo{}, nil, nil, Source{FS: files})
	if len(problems) != 2 || problems[0].Pos.Column != 27 {
		t.Error(sayAll(t, problems))
	}
}

// TestNoBankBreaksTheProgram leaves out, doubles and cuts lines of the good
// bank: whatever comes of it, it is read without a panic and every problem lies
// in its file.
func TestNoBankBreaksTheProgram(t *testing.T) {
	for _, file := range []string{en, ko} {
		lines := strings.SplitAfter(string(good(t)[file].Data), "\n")
		for i := range lines {
			for how, middle := range []string{"", lines[i] + lines[i], lines[i][:len(lines[i])/2] + "\n"} {
				files := good(t)
				files[file].Data = []byte(strings.Join(lines[:i], "") + middle + strings.Join(lines[i+1:], ""))
				read(t, files, fmt.Sprintf("%s line %d, way %d", file, i+1, how))
			}
		}
	}
}

// read reads files in both ways and fails where a place lies outside them, or
// where learners get what the linter refuses.
func read(t *testing.T, files fstest.MapFS, what string) {
	t.Helper()
	lib, problems := Load(demo{}, nil, nil, Source{FS: files})
	for _, p := range problems {
		if n := strings.Count(string(files[p.Pos.File].Data), "\n"); p.Pos.Line > n+1 {
			t.Errorf("%s: %v lies behind the end (%d lines)", what, p.Pos, n)
		}
	}
	open, _ := Open(demo{}, nil, nil, Source{FS: files, Local: true})
	for _, e := range open.Entries() {
		it, err := open.Item(context.Background(), e.ID)
		if err != nil {
			t.Errorf("%s: %s is listed and cannot be read: %v", what, e.ID, err)
			continue
		}
		if p := lib.byID[e.ID]; p.bank == nil {
			t.Errorf("%s: the linter does not know %s", what, e.ID)
		} else if sound := p.bank.items[p.at]; sound != nil && sound.Stem.EN != it.Stem.EN {
			t.Errorf("%s: %s differs:\n%q\n%q", what, e.ID, sound.Stem.EN, it.Stem.EN)
		}
	}
}

func FuzzBank(f *testing.F) {
	files := good(f)
	f.Add(string(files[en].Data), string(files[ko].Data))
	f.Add("---\ntitle: a\nmodule: demo\n---\n## a {#a kind=order}\n1. b: c\n   > d\n", "---\ntitle: 가\n---\n## 가 {#a}\n1. b: 나\n")
	f.Add("\ufeff---\r\ntitle: a\r\nmodule: demo\r\n---\r\n##a{#a kind=match}\r\n- b: => c\r\n", "## {#a")
	f.Add("---\nmodule: demo\ntitle: a\n---\n## x {#x kind=case}\n<!--\n## y {#y kind=predict case=x}\n- [x] a: b\n```run\n?\n", "")
	f.Fuzz(func(t *testing.T, english, korean string) {
		read(t, fstest.MapFS{en: {Data: []byte(english)}, ko: {Data: []byte(korean)}}, "fuzzed")
	})
}
